"""A sink is a program or a web origin: pages that look alike, frames, and what changes while it is typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from innervate.bench.flows_stage import within
from innervate.core.application import Application
from innervate.core.errors import Changed, Denied, InnervateError, NotFound
from innervate.core.event import Delivered
from innervate.core.geometry import Device, Rect
from innervate.core.plan import Author, Ending
from innervate.core.vocabulary import Role, State
from innervate.surfaces.fake import FakeWindow
from innervate.surfaces.fake_contents import Document
from innervate.surfaces.fake_controls import Entry
from tests.runtime.house import APP, House

ORIGIN, EVIL = "https://bank.example", "https://bank.example.evil.net"
SET = "plan: x\nfrom: [portal]\nsteps:\n  - set: {in: portal, role: entry, label: Remark}\n    to: %s\n"
LONG = "one after the other they walked along the river"


@pytest.fixture
def house(tmp_path: Path) -> House:
    house = House(tmp_path, author=Author.PLANNER)
    house.applications["portal"] = Application("portal", APP, (APP,), origin=ORIGIN)
    return house


def page(house: House, url: str, app: str = APP, left: int = 40) -> tuple[FakeWindow, Document, Entry]:
    place: Rect[Device] = Rect(left, 60, 400, 300)
    window = house.desktop.window("Bank", app=app, bounds=place)
    document = window.document("Bank", "Welcome", url, bounds=Rect(0, 0, 400, 290))
    return window, document, form(window, document, 20)


def form(window: FakeWindow, document: Document, top: int, role: Role = Role.ENTRY) -> Entry:
    field = window.entry("Remark", role=role, bounds=Rect(160, top, 200, 26))
    for control in (next(c for c in window.controls if c.id in field.labelled_by), field):
        within(control, document)
    return field


async def test_the_very_origin_gets_it_also_from_behind_another_window(house: House) -> None:
    _, _, field = page(house, f"{ORIGIN}/a")
    _, _, other = page(house, f"{EVIL}/a", left=460)
    assert await house.run(SET % "hello") is Ending.DONE
    assert (field.value, other.value) == ("hello", "")


@pytest.mark.parametrize(
    "url", [EVIL, "http://bank.example", f"{ORIGIN}:8443", f"{ORIGIN}@evil.net", "about:blank"]
)
async def test_what_only_looks_like_it_gets_nothing(house: House, url: str) -> None:
    _, _, field = page(house, url)
    with pytest.raises(NotFound):
        await house.run(SET % "hello")
    assert field.value == ""


async def test_a_frame_of_another_origin_within_the_page_gets_nothing(house: House) -> None:
    window, document, field = page(house, ORIGIN)
    frame = window.document("Frame", "", EVIL, bounds=Rect(0, 120, 400, 100))
    within(frame, document)
    inner = form(window, frame, 140)
    assert await house.run(SET % "hello") is Ending.DONE
    assert (field.value, inner.value) == ("hello", "")


@pytest.mark.parametrize("author", Author)
async def test_a_page_that_becomes_anothers_gets_one_piece_at_most(house: House, author: Author) -> None:
    house.author = author
    _, document, field = page(house, ORIGIN)

    def left() -> None:
        if len(field.value) == 5:
            document.url = EVIL

    field.on_change = left
    with pytest.raises(InnervateError):
        await house.run(SET % LONG)
    if author is Author.PERSON:
        assert field.value == LONG  # what a person's own playbook writes goes in one piece
    else:
        assert len(field.value) <= 16


async def test_what_opens_over_the_page_is_not_the_page(house: House) -> None:
    """A permission that the browser asks for is of its window, and of no origin."""
    window, _, _ = page(house, ORIGIN)
    bar = house.desktop.window("", app=APP, bounds=Rect(60, 100, 200, 80))
    bar.popup = True
    allowed: list[str] = []
    bar.button("Allow", on_press=lambda: allowed.append("!"))
    house.desktop.active = window
    press = (
        "plan: x\nfrom: [portal]\nsteps:\n  - act: press\n    on: {in: portal, role: button, label: Allow}\n"
    )
    with pytest.raises(Denied, match="no page"):
        await house.run(press)
    assert allowed == []


async def test_keys_go_to_the_page_only_while_it_has_the_focus(house: House) -> None:
    window, _, field = page(house, ORIGIN)
    address = window.entry("Search", bounds=Rect(160, 270, 200, 20))
    keys = "plan: x\nfrom: [portal]\nsteps:\n  - act: key\n    in: portal\n    with: {keys: Home}\n"
    window.set_focus(address)
    with pytest.raises(Changed):
        await house.run(keys)
    window.set_focus(field)
    with pytest.raises(InnervateError, match="nothing changed"):
        await house.run(keys)
    assert [e for e in house.events() if isinstance(e, Delivered)]


async def test_a_program_that_becomes_another_gets_one_piece_at_most(house: House) -> None:
    house.applications["portal"] = Application("portal", APP, (APP,))
    window = house.desktop.window("Bank", app=APP)
    field = window.entry("Remark")

    def replaced() -> None:
        window.app = "/usr/bin/evil"

    field.on_change = replaced
    with pytest.raises(Denied, match="/usr/bin/evil"):
        await house.run(SET % LONG)
    assert field.value == LONG[:16]


@pytest.mark.parametrize("change", ["name", "role"])
async def test_a_field_that_becomes_another_gets_one_piece_at_most(house: House, change: str) -> None:
    house.applications["portal"] = Application("portal", APP, (APP,))
    field = house.desktop.window("Bank", app=APP).entry("Remark")

    def renamed() -> None:
        if change == "name":
            field.name = "To"
        else:
            field.role = Role.TERMINAL

    field.on_change = renamed
    with pytest.raises(InnervateError):
        await house.run(SET % LONG)
    assert field.value == LONG[:16]


async def test_whether_it_may_go_there_is_asked_again_for_each_piece(house: House) -> None:
    """The window becomes a dialog, where nothing tells what the field is for."""
    house.applications["portal"] = Application("portal", APP, (APP,))
    window = house.desktop.window("Bank", app=APP)
    field = window.entry("Remark")

    def became_a_dialog() -> None:
        window.modal = True

    field.on_change = became_a_dialog
    with pytest.raises(Denied, match="planner's constant"):
        await house.run(SET % LONG)
    assert field.value == LONG[:16]


async def test_a_planners_text_waits_for_the_focus_to_be_told(house: House) -> None:
    house.applications["portal"] = Application("portal", APP, (APP,))
    field = house.desktop.window("Bank", app=APP).entry("Remark")
    field.states = lambda: Entry.states(field) - {State.FOCUSED}  # type: ignore[method-assign]
    with pytest.raises(Changed, match="does not tell"):
        await house.run(SET % "hello")
    assert field.value == ""


async def test_two_fields_that_say_they_have_the_focus_get_nothing(house: House) -> None:
    house.applications["portal"] = Application("portal", APP, (APP,))
    window = house.desktop.window("Bank", app=APP)
    field, other = window.entry("Remark"), window.entry("Other")
    other.states = lambda: Entry.states(other) | {State.FOCUSED}  # type: ignore[method-assign]
    with pytest.raises(Changed, match="elsewhere"):
        await house.run(SET % "hello")
    assert (field.value, other.value) == ("", "")

"""A walk through an application that is full of traps: nothing with a consequence is ever pressed."""

from __future__ import annotations

import os
from collections.abc import Sequence

import pytest

from innervate.boundary.handles import Handles
from innervate.boundary.learning import Learning
from innervate.boundary.learning_walks import learn
from innervate.boundary.own import Own
from innervate.boundary.phrases import Catalogue
from innervate.boundary.position import Positions
from innervate.boundary.profiles import Profile
from innervate.boundary.view import Sanitiser
from innervate.boundary.where import Grant
from innervate.core.application import Application
from innervate.core.errors import Denied, Lost, NotFound
from innervate.core.geometry import Rect
from innervate.core.scene import Element
from innervate.core.vocabulary import Role, State
from innervate.perception.fused import Fused
from innervate.runtime.consequences import CONSEQUENCES
from innervate.runtime.harmless import MENUS, VIEWS, Harmless, harmless
from innervate.runtime.looking import Eyes
from innervate.runtime.walking import Limits, Walk, Walked
from innervate.runtime.walking_sight import Sight
from innervate.surfaces.fake import FakeSurface
from tests.boundary.scenes import portal_scene
from tests.runtime.office import APP, BROWSER, ORIGIN, PRIVATE, Office, Popup

PROGRAM = Application("office", APP)
SITE = Application("office", BROWSER, origin=ORIGIN)


def walk_of(office: Office, application: Application = PROGRAM, **changed: object) -> Walk:
    async def everything(names: Sequence[str]) -> Sequence[str]:
        return names

    eyes = Eyes(FakeSurface(office.desktop), Fused(read_pixels=False), {"office": application})
    given = {"own": Own, "agree": everything, "limits": Limits(presses=60, seconds=60), **changed}
    return Walk(eyes, application, **given)  # type: ignore[arg-type]


def showing(office: Office) -> list[tuple[int, str, list[tuple[str, bool, object]]]]:
    """All windows and what they show, from below."""
    return [
        (w.id, w.title, [(c.name, c.visible, c.text()) for c in w.controls]) for w in office.desktop.windows
    ]


async def test_nothing_with_a_consequence_is_pressed_and_it_comes_back() -> None:
    office = Office()
    office.fill()
    before = showing(office)
    walked = await walk_of(office).run()
    assert office.done == []
    assert walked.stopped == ""
    assert showing(office) == before
    assert {"File", "Preferences…", "Show details"} <= set(office.pressed)
    assert "Bookmarks" not in office.pressed
    assert any(w.title == "Preferences" for scene in walked.looks for w in scene.windows)


async def test_of_a_site_only_links_are_followed_that_a_person_agreed_to() -> None:
    office = Office()
    page = office.site()
    asked: list[str] = []

    async def some(names: Sequence[str]) -> Sequence[str]:
        asked.extend(names)
        return [name for name in names if name == "Letters"]

    walked = await walk_of(office, SITE, agree=some).run()
    assert office.done == []
    assert [name for name in asked if name in ("Home", "Letters", "New letter")] == asked[:3]
    assert not {"Sign out", "Delete my account"} & set(asked)
    assert office.pressed == ["/letters", "/"]
    assert page.address == f"{ORIGIN}/"
    assert [(m.role, m.name) for m in walked.moves] == [(Role.LINK, "Letters")]


async def test_a_form_is_never_submitted_nor_typed_into() -> None:
    office = Office()
    page = office.site()

    async def pages(names: Sequence[str]) -> Sequence[str]:
        return [name for name in names if name not in PRIVATE]

    walked = await walk_of(office, SITE, agree=pages).run()
    assert office.done == []
    assert walked.stopped == ""
    assert {"/letters", "/new"} <= set(office.pressed)
    assert page.address == f"{ORIGIN}/"


async def test_without_agreement_a_site_is_only_looked_at() -> None:
    office = Office()
    office.site()

    async def nothing(names: Sequence[str]) -> Sequence[str]:
        return ()

    walked = await walk_of(office, SITE, agree=nothing).run()
    assert (walked.presses, office.pressed, office.done) == (0, [], [])


async def test_presses_are_bounded_and_it_comes_back() -> None:
    office = Office()
    office.fill()
    before = showing(office)
    walked = await walk_of(office, limits=Limits(presses=1)).run()
    assert "1 presses" in walked.stopped
    assert showing(office) == before


async def test_it_can_be_stopped_and_keeps_what_it_saw() -> None:
    office = Office()
    office.fill()
    before = showing(office)
    walked = Walked()
    await walk_of(office, walked=walked, stop=lambda: len(walked.looks) > 1).run()
    assert walked.stopped == "stopped by hand"
    assert len(walked.looks) > 1
    assert showing(office) == before


async def test_when_it_cannot_come_back_it_stops_and_says_so() -> None:
    office = Office()
    office.fill(stubborn=True)
    walked = await walk_of(office).run()
    assert office.done == []
    assert "did not come back" in walked.stopped
    assert office.pressed[-1] == "Preferences…"


async def test_what_was_seen_before_the_desktop_was_lost_is_there() -> None:
    office = Office()
    office.fill()
    walked = Walked()
    walk = walk_of(office, walked=walked, say=lambda line: office.desktop.lose())
    with pytest.raises(Lost):
        await walk.run()
    assert walked.looks


async def test_innervates_own_windows_and_terminals_are_refused() -> None:
    office = Office()
    window = office.fill()
    with pytest.raises(Denied):
        await walk_of(office, own=lambda: Own(pids=frozenset({window.pid, os.getpid()}))).run()
    terminal = Office()
    terminal.fill().label("sh", Role.TERMINAL)
    with pytest.raises(Denied):
        await walk_of(terminal).run()
    assert office.pressed == []


async def test_without_a_window_there_is_nothing_to_walk_through() -> None:
    with pytest.raises(NotFound, match="start it"):
        await walk_of(Office()).run()


async def test_nothing_private_is_in_what_is_learned() -> None:
    office = Office()
    office.fill()
    walked = await walk_of(office).run()
    constants = frozenset(
        {"File", "Save", "Quit", "Preferences", "Full name", "Subject", "Delete", "Divorce"}
    )
    catalogue = Catalogue(
        APP, constants, {"Letters": frozenset({Grant(Role.TABLE)}), "Will May": frozenset({Grant(Role.LINK)})}
    )
    sanitiser = Sanitiser([PROGRAM], {APP: catalogue}, Handles())
    learning = Learning()
    learn(learning, [sanitiser.view(scene) for scene in walked.looks], walked.moves, "office")
    data = Profile("office", APP, screens=learning.told(), version=1).to_bytes().decode()
    assert '"Full name"' in data
    assert '"menu": "File"' in data
    assert '"required": true' in data
    for text in PRIVATE:
        assert text not in data
        assert text not in repr(walked)


async def test_a_tooltip_is_neither_a_menu_nor_another_screen() -> None:
    office = Office()
    window = office.fill()
    sight = Sight(Eyes(FakeSurface(office.desktop), Fused(read_pixels=False), {"office": PROGRAM}), PROGRAM)
    before = sight.print(await sight.look())
    tip = Popup(office.desktop, "", APP, window.pid, Rect(60, 60, 120, 28))
    tip.popup = True
    tip.label("Opens a file")
    office.desktop.windows = (*office.desktop.windows, tip)
    office.desktop.stir()
    now = sight.print(await sight.look())
    assert now.like(before)
    assert not now.menu_since(before, Role.TOGGLE)


# what is harmless


def one(role: Role, name: str, *states: State, origin: str | None = None) -> Element:
    return Element(
        "e", role, name, Rect(1, 1, 9, 9), 1, states=frozenset({State.ENABLED, *states}), origin=origin
    )


@pytest.mark.parametrize("word", sorted(CONSEQUENCES - {"more", "new"}))
def test_a_name_with_a_consequence_is_never_pressed(word: str) -> None:
    positions = Positions(portal_scene())
    for name in (word, word.title(), f"{word} all", f"Options to {word}", f"{word}…"):
        for element in (
            one(Role.BUTTON, name),
            one(Role.BUTTON, name, State.COLLAPSED),
            one(Role.MENU_ITEM, name),
            one(Role.TOGGLE, name),
            one(Role.CHECK_BOX, name),
            one(Role.ITEM, name),
            one(Role.ROW, name),
        ):
            assert harmless(element, positions, (name,)) is None, name


@pytest.mark.parametrize(
    "name",
    ["Delete", "Sign out", "Log out", "Unsubscribe", "Pay now", "Add to cart", "Send", "Approve", "Save"],
)
def test_such_a_link_is_not_even_asked_for(name: str) -> None:
    assert harmless(one(Role.LINK, name, origin=ORIGIN), Positions(portal_scene()), (name,)) is None


@pytest.mark.parametrize(
    "name", ["Löschen", "Supprimer", "Weiter", "Frobnicate", "", "⋮", "Next", "Search", "OK"]
)
def test_a_button_that_is_on_no_list_is_not_pressed(name: str) -> None:
    assert harmless(one(Role.BUTTON, name), Positions(portal_scene())) is None
    assert harmless(one(Role.MENU_ITEM, name), Positions(portal_scene())) is None


def test_no_listed_name_has_a_consequence_of_its_own_but_as_a_noun() -> None:
    words = {word for name in VIEWS | MENUS for word in name.split()}
    assert words & CONSEQUENCES <= {"find"}


@pytest.mark.parametrize(
    "role", [r for r in Role if r not in (Role.MENU, Role.TAB, Role.BUTTON, Role.MENU_ITEM)]
)
def test_no_other_role_is_pressed_for_its_name(role: Role) -> None:
    assert harmless(one(role, "Preferences", origin=ORIGIN), Positions(portal_scene())) is None


def test_what_is_disabled_hidden_or_among_peoples_own_things_is_not_pressed() -> None:
    table = Element("t", Role.TABLE, "", Rect(1, 1, 9, 9), 1)
    scene = portal_scene(table)
    positions = Positions(scene)
    inside = Element(
        "e", Role.MENU, "File", Rect(1, 1, 9, 9), 1, parent="t", states=frozenset({State.ENABLED})
    )
    free = one(Role.MENU, "File")
    assert harmless(free, positions) is Harmless.MENU
    assert harmless(inside, positions) is None
    assert harmless(Element("e", Role.MENU, "File", Rect(1, 1, 9, 9), 1), positions) is None
    hidden = Element("e", Role.MENU, "File", None, 1, states=frozenset({State.ENABLED}))
    assert harmless(hidden, positions) is None

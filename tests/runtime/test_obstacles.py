"""Dialogs that nobody asked for: what lies behind them, and the way out that changes nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from innervate.core.application import Application
from innervate.core.errors import Changed
from innervate.core.event import Recovered
from innervate.core.frame import Frame, Pixels, Window
from innervate.core.geometry import Device, Rect
from innervate.core.plan import Ending
from innervate.core.scene import Element, Scene, scene_of
from innervate.core.vocabulary import Role, State
from innervate.runtime.obstacles import at_work_over, busy, in_the_way, way_out
from tests.runtime.house import APP, QUICK, House
from tests.runtime.test_loop import plan

APPLICATIONS = {"portal": Application("portal", APP)}
PAGE: Rect[Device] = Rect(0, 0, 800, 600)


def element(name: str, role: Role, bounds: Rect[Device], parent: str = "page", *states: State) -> Element:
    return Element(name, role, name, bounds, 1, parent=parent, states=frozenset({State.ENABLED, *states}))


def page(*elements: Element) -> Scene:
    window = Window(1, "Portal", 7, APP, PAGE, 0, True)
    frame = Frame(1, PAGE, Pixels(800, 600, 3200, b""), (window,), {})
    return scene_of(frame, (element("page", Role.DOCUMENT, PAGE, ""), *elements))


SAVE = element("Save", Role.BUTTON, Rect(100, 500, 80, 30))
BANNER: Rect[Device] = Rect(0, 400, 800, 200)


def dialog(*buttons: str, modal: bool = False, bounds: Rect[Device] = BANNER) -> list[Element]:
    states = (State.MODAL,) if modal else ()
    own = [element(b, Role.BUTTON, Rect(20 + 90 * i, 420, 80, 30), "dialog") for i, b in enumerate(buttons)]
    return [element("dialog", Role.DIALOG, bounds, "page", *states), *own]


def test_what_a_banner_covers_lies_behind_it_and_the_rest_does_not() -> None:
    above = element("Search", Role.BUTTON, Rect(100, 100, 80, 30))
    scene = page(SAVE, above, *dialog("Not now"))
    found = in_the_way(SAVE, scene)
    assert found is not None
    assert found.name == "dialog"
    assert in_the_way(above, scene) is None


def test_behind_a_modal_dialog_lies_everything_but_itself() -> None:
    scene = page(SAVE, *dialog("Not now", modal=True, bounds=Rect(300, 10, 50, 50)))
    assert in_the_way(SAVE, scene) is not None
    inner = scene.by_id["Not now"]
    assert in_the_way(inner, scene) is None
    assert in_the_way(scene.by_id["dialog"], scene) is None


@pytest.mark.parametrize(
    ("buttons", "wanted"),
    [
        (("Accept all", "Not now"), "Not now"),
        (("OK",), "OK"),
        (("OK", "Cancel"), "Cancel"),
        (("OK", "More"), None),
        (("Delete", "Keep"), None),
        (("Close", "Dismiss"), "Close"),
        ((), None),
    ],
)
def test_the_way_out(buttons: tuple[str, ...], wanted: str | None) -> None:
    found = way_out("portal", page(SAVE, *dialog(*buttons)), APPLICATIONS)
    assert (found.name if found is not None else None) == wanted


def test_a_button_that_is_in_no_dialog_is_no_way_out() -> None:
    scene = page(element("Cancel", Role.BUTTON, Rect(300, 100, 80, 30)), SAVE)
    assert way_out("portal", scene, APPLICATIONS) is None


async def test_a_window_that_was_minimised_is_brought_back(tmp_path: Path) -> None:
    house = House(tmp_path)
    window = house.desktop.window("Portal", app=APP)
    window.button("Save", on_press=lambda: window.label("Saved"))
    window.minimised = True
    steps = "- act: press\n  on: {in: portal, label: Save}\n  expect: {exists: {in: portal, label: Saved}}"
    assert await house.run(plan(steps)) is Ending.DONE
    assert [e.reflex for e in house.events() if isinstance(e, Recovered)] == ["restore"]


def spinner(bounds: Rect[Device] = PAGE, parent: str = "page") -> Element:
    return element("Loading", Role.PROGRESS, bounds, parent)


def test_a_progress_that_lies_over_an_element_keeps_it_away() -> None:
    scene = page(SAVE, spinner())
    found = at_work_over(SAVE, scene)
    assert found is not None
    assert found.name == "Loading"
    assert busy("portal", scene, APPLICATIONS)


def test_a_progress_elsewhere_keeps_nothing_away() -> None:
    scene = page(SAVE, spinner(Rect(0, 580, 200, 20)))
    assert at_work_over(SAVE, scene) is None
    assert not busy("portal", scene, APPLICATIONS)


def test_a_progress_within_a_row_does_not_keep_the_row_away() -> None:
    row: Rect[Device] = Rect(0, 100, 800, 30)
    scene = page(element("row", Role.ROW, row), spinner(row, "row"))
    assert at_work_over(scene.by_id["row"], scene) is None


SAVING = "- act: press\n  on: {in: portal, label: Save}\n  expect: {exists: {in: portal, label: Saved}}"


def busy_house(folder: Path, seconds: float) -> House:
    """A button behind what says that the application is at work, for so long."""
    house = House(folder, patience=replace(QUICK, busy=1.2))
    window = house.desktop.window("Portal", app=APP)
    window.button("Save", on_press=lambda: window.label("Saved"))
    over = window.label("Loading", Role.PROGRESS, Rect(0, 0, 400, 300))

    def over_with() -> None:
        window.controls = tuple(control for control in window.controls if control is not over)

    house.desktop.after(seconds, over_with)
    return house


async def test_an_application_that_says_it_is_busy_is_waited_for_longer(tmp_path: Path) -> None:
    house = busy_house(tmp_path, 2 * QUICK.find)
    assert await house.run(plan(SAVING)) is Ending.DONE
    assert [e.reflex for e in house.events() if isinstance(e, Recovered)] == ["wait"]


async def test_but_not_without_end(tmp_path: Path) -> None:
    house = busy_house(tmp_path, 60.0)
    with pytest.raises(Changed, match="at work: 'Loading'"):
        await house.run(plan(SAVING))


async def test_what_is_left_is_gone_before_anything_else_is_clicked(tmp_path: Path) -> None:
    """A dialog that takes its time to close is left by one click, not by several."""
    house = House(tmp_path)
    window = house.desktop.window("Portal", app=APP)
    banner = house.desktop.window("Cookies", app=APP, modal=True)
    left: list[str] = []

    def closed() -> None:
        house.desktop.remove(banner)
        window.button("Save", on_press=lambda: window.label("Saved"))

    def leave() -> None:
        left.append("left")
        house.desktop.after(0.1, closed)

    banner.button("Not now", on_press=leave)
    assert await house.run(plan(SAVING)) is Ending.DONE
    assert left == ["left"]

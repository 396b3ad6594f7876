"""What a run asks about windows: a learned way out, the kind of error; and that none of it crosses."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import innervate
from innervate.core.decision import YES, By, Decision, Question, nobody
from innervate.core.frame import Window
from innervate.core.scene import Scene
from innervate.core.vocabulary import Role
from innervate.perception.situations import states_of
from innervate.perception.states.deciding import Decider
from innervate.runtime.deciding import denied
from innervate.runtime.errors_shown import error_told
from innervate.runtime.obstacles import way_out
from tests.boundary import scenes
from tests.perception.states import windows
from tests.runtime.test_obstacles import APPLICATIONS, SAVE, dialog, page

SOURCE = Path(innervate.__file__).parent


def saying(name: str) -> object:
    """Somebody who is sure of one button."""

    def decides(scene: Scene, window: Window, question: Question) -> Decision:
        found = next((e.id for e in scene.elements if e.name == name), None)
        return Decision(question, found, 0.95, By.MODEL)

    return decides


@pytest.mark.parametrize(
    ("buttons", "sure_of", "wanted"),
    [
        (("Accept all", "Let me be"), "Let me be", "Let me be"),
        (("Accept all", "Later today"), "Later today", "Later today"),
        (("Discard", "Save"), "Discard", None),
        (("Don't save", "Save"), "Don't save", None),
        (("Leave", "Stay"), "Leave", None),
        (("Let me be", "Cancel"), "Let me be", "Cancel"),
    ],
)
def test_a_learned_way_out_where_no_name_is_known_and_no_word_denies_it(
    buttons: tuple[str, ...], sure_of: str, wanted: str | None
) -> None:
    scene = page(SAVE, *dialog(*buttons))
    found = way_out("portal", scene, APPLICATIONS, saying(sure_of))  # type: ignore[arg-type]
    assert (found.name if found else None) == wanted


def test_without_a_dialog_by_structure_nobody_is_asked() -> None:
    assert way_out("portal", page(SAVE), APPLICATIONS, saying("Save")) is None  # type: ignore[arg-type]
    assert way_out("portal", page(SAVE, *dialog("Let me be")), APPLICATIONS) is None
    assert nobody(*windows.READY, Question.LOGIN).answer is None


def test_ok_leaves_only_where_nothing_else_could_be_chosen() -> None:
    alone, window = windows.dialog((Role.LABEL, "Good morning"), (Role.BUTTON, "OK"))
    beside, _ = windows.dialog((Role.LABEL, "Send it?"), (Role.BUTTON, "OK"), (Role.BUTTON, "More"))
    assert not denied(alone.elements[-1], alone)
    assert denied(beside.elements[-2], beside)
    assert window.id == 7


def test_a_refuted_step_may_name_the_kind_of_error_that_shows() -> None:
    decide = Decider().decide
    scene, window = windows.NOT_FOUND
    assert error_told(scene, [window], decide) == "it shows a “not found” error"
    assert error_told(*_of(windows.READY), decide) == ""
    assert error_told(None, [], decide) == ""


def _of(shown: tuple[Scene, Window]) -> tuple[Scene, list[Window]]:
    return shown[0], [shown[1]]


def test_no_decision_is_in_what_crosses() -> None:
    """A window's situation is told by rules over its structure: a View is the same whoever decides what."""
    shown = (
        scenes.page("h", Role.HEADING, "404 Not found"),
        scenes.page("t", Role.LABEL, "This page does not exist."),
    )
    scene = scenes.portal_scene(*shown, title="Page not found")
    (window,) = scene.windows
    told = scenes.told(scene)
    for question in Question:
        Decider().decide(scene, window, question)
    assert Decider().decide(scene, window, Question.ERROR).answer == YES
    assert scenes.told(scene) == told
    assert "error" not in told
    assert [s.situation.value for s in states_of([window], scene.elements)] == ["ready"]


@pytest.mark.parametrize("room", ["boundary", "planners"])
def test_nothing_that_makes_a_view_knows_of_decisions(room: str) -> None:
    allowed = {"desk.py"} if room == "planners" else set()  # a desk names who decides, and how sure
    for module in (SOURCE / room).rglob("*.py"):
        names = [
            n.module or ""
            for n in ast.walk(ast.parse(module.read_text("utf-8")))
            if isinstance(n, ast.ImportFrom)
        ]
        found = [
            n
            for n in names
            if n in ("innervate.core.decision", "innervate.runtime.deciding") or "perception.states" in n
        ]
        assert not found or module.name in allowed, module
    situations = (SOURCE / "perception" / "situations.py").read_text("utf-8")
    assert "decision" not in situations
    assert "states." not in situations.replace("e.states", "")

"""Usefulness: what is measured is what a View says, and nothing of people's own is approved."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from innervate.bench import boundary_useful
from innervate.bench.boundary_recorded import Recorded, load
from innervate.bench.boundary_useful import greedy, used
from innervate.bench.scene_file import from_json, kept, to_json, write
from innervate.boundary.candidates import candidates, groups
from innervate.boundary.handles import Handles
from innervate.boundary.phrases import Catalogue
from innervate.boundary.resources import phrases_of_program
from innervate.boundary.view import Sanitiser
from innervate.core.errors import BadInput
from innervate.core.scene import Scene
from innervate.core.view import Phrase
from innervate.core.vocabulary import Role
from tests.boundary.scenes import PORTAL, boundary, page, portal_scene

HERE = Path(__file__).parents[2] / "evaluation/boundary/recorded"


def world(person: str, folder: str) -> tuple[Scene, ...]:
    return (
        portal_scene(
            page("b", Role.BUTTON, "Review claim"),
            page("b2", Role.BUTTON, "Cancel"),
            page("b3", Role.BUTTON, f"Call {person}"),
            page("m", Role.MENU, "Move to"),
            page("i", Role.MENU_ITEM, folder, parent="m"),
            page("i2", Role.MENU_ITEM, "Trash bin", parent="m"),
            page("l", Role.LIST),
            page("x", Role.CHECK_BOX, "Clerk", parent="l"),
        ),
    )


def recorded() -> Recorded:
    worlds = (world("Jane", "Divorce"), world("Rosa", "Novels"))
    return Recorded(PORTAL, "web", False, Catalogue(PORTAL.sink), worlds, frozenset({"Clerk"}))


def test_names_of_the_interface_are_counted_and_peoples_own_never_approved() -> None:
    use = used(recorded())
    assert use.names == {
        (Role.BUTTON, "Review claim"), (Role.BUTTON, "Cancel"), (Role.MENU, "Move to"),
        (Role.MENU_ITEM, "Trash bin"),
    }  # fmt: skip
    assert use.before == {(Role.BUTTON, "Cancel")}
    assert use.after == use.names
    assert use.leaked == frozenset()
    assert use.groups == 3


def test_what_crosses_is_what_a_view_says() -> None:
    made = recorded()
    use = used(made)
    view = Sanitiser((PORTAL,), {PORTAL.sink: made.catalogue}, Handles()).view(made.worlds[1][0])
    said = {(e.role, e.label.text) for w in view.windows for e in w.elements if isinstance(e.label, Phrase)}
    assert use.before == said & use.names


def test_a_mixed_group_costs_an_approval_for_each_phrase() -> None:
    made = recorded()
    found = candidates(made.worlds[0][0], (PORTAL,), {PORTAL.sink: made.catalogue}, PORTAL.sink)
    true = frozenset(c for c in found if c.text in ("Review claim", "Trash bin"))
    chosen, count = greedy(groups(found), true, 20)
    assert {c.text for c in chosen} == {"Review claim", "Trash bin"}
    assert count == 2
    assert greedy(groups(found), true, 1)[1] == 1


def test_a_name_that_crosses_and_should_not_is_noticed() -> None:
    made = recorded()
    open_ = Catalogue(PORTAL.sink, approved={"Novels": frozenset({Role.MENU_ITEM})})
    leaky = Recorded(PORTAL, "web", False, open_, made.worlds, made.content)
    assert used(leaky).leaked == frozenset()  # approved for the interface, and it stands in a menu
    alone = ((portal_scene(),), (portal_scene(page("i", Role.MENU_ITEM, "Novels")),))
    assert used(Recorded(PORTAL, "web", False, leaky.catalogue, alone, frozenset())).leaked == {
        (Role.MENU_ITEM, "Novels")
    }


def test_a_recorded_screen_gives_the_same_view() -> None:
    made = world("Jane", "Divorce")[0]
    again = from_json(json.loads(write(to_json(made))), epoch=made.epoch)
    assert len(again.elements) == len(kept(made))
    one, other = (boundary(3)[0].view(scene) for scene in (made, again))
    assert one == other


@pytest.mark.parametrize("wrong", [{}, {"windows": [], "elements": [[1]], "tables": [], "states": []}])
def test_what_is_no_recorded_screen(wrong: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        from_json(wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("path", sorted(HERE.glob("*.json")), ids=lambda path: path.stem)
def test_recorded_applications(path: Path) -> None:
    made = load(path)
    use = used(made)
    assert use.leaked == frozenset()
    assert use.before <= use.names
    executable = made.application.executable
    if made.application.origin is None and Path(executable).exists():
        phrases = phrases_of_program(executable, made.application.catalogues, {"LANG": "C.UTF-8"})
        assert made.catalogue.constants <= phrases, "recorded with another version: make applications"


def test_the_gate_lets_rightful_views_pass() -> None:
    assert boundary_useful.false_blocks([recorded()], 40, lambda _: None) == (0, 40)

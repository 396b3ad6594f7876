"""Choices that a policy opens: exactly these cross, and the gate knows by the policy which they are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innervate.boundary.policy import DEFAULT, Policy
from innervate.boundary.reading import read_view
from innervate.boundary.render import view_text
from innervate.core.errors import BadInput, PrivacyRefused
from innervate.core.scene import Element, Scene
from innervate.core.view import Chosen, Phrase, View
from innervate.core.vocabulary import CHOSEN_BY_STATE, Role, State
from tests.boundary.scenes import boundary, element, mail_scene, page, portal_scene

OPEN = Policy(choices=frozenset({("portal", "cause"), ("mail", "status"), ("mail", "reply")}))


def told(made: Scene, policy: Policy = OPEN) -> str:
    sanitiser, gate, _ = boundary(policy=policy)
    return gate.pass_view(sanitiser.view(made)).decode()


def cause(value: str, *more: Element) -> Scene:
    label = page("label", Role.LABEL, "Cause")
    return portal_scene(label, page("box", Role.COMBO, "Cause", value=value, label="label"), *more)


def test_a_chosen_option_crosses_where_it_is_public_for_its_field_and_its_field_is_open() -> None:
    assert 'combo-box "Cause" ="Fire"' in told(cause("Fire"))
    assert 'combo-box "Cause" ⟦CHOICE_' in told(cause("Fire"), DEFAULT)
    for private in ("Arson by Jane Miller", "Review claim", "Fire 2", "7"):
        assert 'combo-box "Cause" ⟦CHOICE_' in told(cause(private))


@pytest.mark.parametrize(
    ("states", "chosen"),
    [
        (set(), "unchecked"),
        ({State.CHECKED}, "checked"),
        ({State.SELECTED}, "checked"),
        ({State.CHECKED, State.MIXED}, "mixed"),
    ],
)
def test_whether_a_box_is_checked_crosses_where_its_field_is_open(states: set[State], chosen: str) -> None:
    made = mail_scene(element("b", Role.CHECK_BOX, "Status", states=frozenset({State.ENABLED, *states})))
    assert f'check-box "Status" ={chosen}\n' in told(made)
    assert "⟦CHOICE_" in told(made, DEFAULT)


def test_a_field_is_open_in_the_application_that_the_policy_names_alone() -> None:
    other = Policy(choices=frozenset({("mail", "cause"), ("web", "cause")}))
    assert "⟦CHOICE_" in told(cause("Fire"), other)
    foreign = page("b", Role.CHECK_BOX, "Save", origin="http://elsewhere.example")
    assert "=" not in told(portal_scene(foreign), Policy(choices=frozenset({("portal", "save")})))


def test_a_field_without_a_public_name_is_never_open() -> None:
    made = mail_scene(element("b", Role.CHECK_BOX, "Jane Miller"))
    assert "=" not in told(made, Policy(choices=frozenset({("mail", "jane miller")})))


ROLES = st.sampled_from(sorted(CHOSEN_BY_STATE | {Role.COMBO, Role.SLIDER}))
STATES = st.frozensets(st.sampled_from([State.CHECKED, State.SELECTED, State.MIXED, State.PRESSED]))
NAMES = st.sampled_from(["Status", "Reply", "Will", "Jane Miller", ""])


@given(st.lists(st.tuples(ROLES, NAMES, STATES, STATES, st.text(max_size=9)), min_size=1, max_size=6))
def test_two_worlds_that_differ_in_choices_differ_in_open_fields_alone(
    fields: list[tuple[Role, str, frozenset[State], frozenset[State], str]],
) -> None:
    def world(second: bool, unopened: bool) -> Scene:
        made = []
        for number, (role, name, one, other, text) in enumerate(fields):
            if unopened and name in ("Status", "Reply"):
                continue
            value = f"{text} {second}" if role in (Role.COMBO, Role.SLIDER) else None
            states = frozenset({State.ENABLED}) | (other if second else one)
            made.append(element(f"e{number}", role, name, states=states, value=value))
        return mail_scene(*made)

    assert told(world(False, False), DEFAULT) == told(world(True, False), DEFAULT)
    assert told(world(False, True)) == told(world(True, True))


def test_the_gate_accepts_what_the_policy_that_it_knows_opens_and_no_more() -> None:
    sanitiser, _, _ = boundary(policy=OPEN)
    view = sanitiser.view(cause("Fire", page("b", Role.BUTTON, "Review claim")))
    (_, closed, _), (_, opened, _) = boundary(), boundary(policy=OPEN)
    assert b'="Fire"' in opened.pass_view(view)
    with pytest.raises(PrivacyRefused, match="does not open"):
        closed.pass_view(view)
    for role, label, choice in (
        (Role.COMBO, "Cause", Phrase("Jane Miller")),
        (Role.COMBO, "Cause", Phrase("Review claim")),
        (Role.COMBO, "Cause", Chosen.CHECKED),
        (Role.CHECK_BOX, "Cause", Phrase("Fire")),
        (Role.BUTTON, "Cause", Chosen.CHECKED),
        (Role.COMBO, "Policy number", Phrase("Fire")),
    ):
        with pytest.raises(PrivacyRefused):
            opened.pass_view(_with(view, role, label, choice))


def _with(view: View, role: Role, label: str, choice: Chosen | Phrase) -> View:
    first = replace(view.windows[0].elements[0], role=role, label=Phrase(label), choice=choice)
    return replace(view, windows=(replace(view.windows[0], elements=(first,)),))


@pytest.mark.parametrize("choice", [*Chosen, Phrase("Fire"), Phrase('a "b": \\ c')])
def test_what_is_opened_reads_back(choice: Chosen | Phrase) -> None:
    view = _with(boundary()[0].view(cause("Fire")), Role.COMBO, "Cause", choice)
    assert read_view(view_text(view)).windows[0].elements[0].choice == choice


@pytest.mark.parametrize(
    "line", ['combo-box "Cause" =', 'combo-box "Cause" =Fire', 'combo-box "Cause" ="Fire" ⟦CHOICE_1⟧']
)
def test_other_words_are_no_view(line: str) -> None:
    with pytest.raises(BadInput):
        read_view(f"view 1\nwindow portal ready\n  {line}\n")

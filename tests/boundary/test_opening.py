"""The level `open`: texts cross with what is recognised in them masked, and nowhere else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innervate.boundary.explaining import explain_phrase
from innervate.boundary.gateway.destination import Destination, Style
from innervate.boundary.gateway.leaves import Leaf, Leaves
from innervate.boundary.gateway.template import Template
from innervate.boundary.handles import escaped, unescaped
from innervate.boundary.opening import is_masked
from innervate.boundary.phrases import Position
from innervate.boundary.policy import DEFAULT, Level, LevelRule, Policy
from innervate.boundary.reading import read_view
from innervate.boundary.render import view_text
from innervate.core.errors import PrivacyRefused
from innervate.core.planner import Question
from innervate.core.scene import Element, Scene
from innervate.core.values import ZERO_BUDGET, ValueType
from innervate.core.view import HANDLE, Handle, Masked, Phrase, View
from innervate.core.vocabulary import Role
from tests.boundary.scenes import (
    APPLICATIONS,
    MAIL,
    boundary,
    catalogues,
    element,
    mail_scene,
    page,
    portal_scene,
    scene,
    window,
)

OPEN = Policy(levels=(LevelRule("mail", Level.OPEN), LevelRule("portal", Level.OPEN)))
LETTER = "Please call Jane Miller on 2026-03-14, the roof is leaking. ⟦DATE_7⟧ \\ done"


def told(made: Scene, policy: Policy = OPEN) -> str:
    sanitiser, gate, _ = boundary(policy=policy)
    return gate.pass_view(sanitiser.view(made)).decode()


def masked(text: str) -> str:
    return HANDLE.sub(lambda found: found[1], text)


def label(text: str, role: Role = Role.LABEL) -> Element:
    return element("l", role, text)


@pytest.mark.parametrize("role", [Role.LABEL, Role.HEADING, Role.STATUS, Role.LINK, Role.BUTTON])
def test_a_text_crosses_with_what_is_recognised_as_handles(role: Role) -> None:
    line = masked(told(mail_scene(label("Call Jane Miller on 2026-03-14 about the roof", role))))
    assert '~"Call PERSON on DATE about the roof"' in line


def test_what_looks_like_a_handle_on_the_screen_is_none_in_a_view() -> None:
    said = told(mail_scene(label(LETTER)))
    assert "\\\\⟦DATE_7\\\\⟧" in said
    assert [found[1] for found in HANDLE.finditer(said)] == ["PERSON", "DATE"]


def test_without_the_level_nothing_of_it_crosses() -> None:
    made = mail_scene(label(LETTER), element("f", Role.TEXT, "Subject", value=LETTER))
    assert "~" in told(made)
    for policy in (DEFAULT, OPEN.without_open(), OPEN.restricted(), Policy(Level.LABELS)):
        assert "~" not in told(made, policy)


def test_free_text_of_a_field_crosses_beside_its_handle_and_a_typed_value_by_its_handle_alone() -> None:
    said = masked(
        told(mail_scene(element("f", Role.ENTRY, "Subject", value="the roof leaks since 2026-03-14")))
    )
    assert 'entry "Subject" TEXT ~"the roof leaks since DATE"' in said
    typed = told(mail_scene(element("f", Role.ENTRY, "Subject", value="jane@x.example")))
    assert "~" not in typed


def test_a_field_may_be_open_by_itself_or_closed_in_what_is_open() -> None:
    made = mail_scene(element("f", Role.ENTRY, "Subject", value="the roof leaks"), label("and so does it"))
    one = Policy(levels=(LevelRule("mail", Level.OPEN, field="Subject"),))
    assert "the roof" in told(made, one)
    assert "so does" not in told(made, one)
    other = Policy(levels=(*OPEN.levels, LevelRule("mail", Level.STRICT, field="Subject")))
    assert "the roof" not in told(made, other)
    assert "so does" in told(made, other)


def test_passwords_choices_and_what_lists_hold_stay_closed() -> None:
    made = mail_scene(
        element("p", Role.PASSWORD, "the secret word", value="the secret word"),
        element("c", Role.COMBO, "the chosen one", value="the chosen one"),
        element("t", Role.TEXT, "what it holds", value="what it holds"),
        element("b", Role.LIST, "", value=None),
        element("i", Role.ITEM, "an item of hers", parent="b"),
        element("x", Role.CELL, "a cell of hers"),
    )
    said = told(made)
    for private in ("secret", "chosen", "hers"):
        assert private not in said
    assert said.count("what it holds") == 1


@pytest.mark.parametrize(
    "text",
    [
        "4111 1111 1111 1111",
        "paid by 4111 1111 1111 1111 at once",
        "her SSN 123-45-6789 is here",
        "diagnosed F32.1 in spring",
    ],
)
def test_of_types_about_which_nothing_may_be_told_only_handles_cross(text: str) -> None:
    said = told(mail_scene(label(text), element("f", Role.TEXT, "Subject", value=text)))
    digits = HANDLE.sub("", said).partition("window")[2]
    assert not any(map(str.isdigit, digits))
    assert {ValueType[found[1]] for found in HANDLE.finditer(said)} & ZERO_BUDGET


def test_what_a_handle_stands_for_elsewhere_is_masked_wherever_it_is_said() -> None:
    sanitiser, gate, _ = boundary(policy=Policy(levels=(LevelRule("mail", Level.OPEN),)))
    other = portal_scene(page("e", Role.ENTRY, "Policy number", value="blue heron seven"))
    sanitiser.view(other)
    said = gate.pass_view(sanitiser.view(mail_scene(label("ask for the blue heron seven of hers")))).decode()
    assert "heron" not in said
    assert '~"ask for the ⟦' in said


def test_another_origin_an_unknown_program_and_other_windows_stay_closed() -> None:
    everywhere = Policy(Level.OPEN)
    foreign = page("l", Role.LABEL, "the roof leaks", origin="http://elsewhere.example")
    assert "roof" not in told(portal_scene(foreign), everywhere)
    unknown = scene([window(1, "/usr/bin/other")], [label("the roof leaks")])
    assert "roof" not in told(unknown, everywhere)


@pytest.mark.parametrize(
    ("rule", "crosses"),
    [
        (LevelRule("mail", Level.STRICT, title="Letters"), False),
        (LevelRule("mail", Level.LABELS, role=Role.DIALOG), False),
        (LevelRule("mail", Level.OPEN, title="Letters"), True),
        (LevelRule("portal", Level.STRICT, title="Letters"), True),
    ],
)
def test_a_rule_for_windows_that_nobody_can_tell_apart_closes_all(rule: LevelRule, crosses: bool) -> None:
    policy = Policy(levels=(LevelRule("mail", Level.OPEN), rule))
    assert ("roof" in told(mail_scene(label("the roof leaks")), policy)) is crosses


@given(
    st.text(max_size=60) | st.lists(st.sampled_from([*LETTER.split(), "\\⟦", "⟦DATE_7⟧", "\\"])).map(" ".join)
)
def test_whatever_a_screen_shows_passes_and_reads_back_or_is_not_told(text: str) -> None:
    said = told(mail_scene(label(text), element("f", Role.TEXT, "Subject", value=text)))
    assert view_text(read_view(said)) == said


def view_with(text: str, **changed: object) -> View:
    view = boundary(policy=OPEN)[0].view(mail_scene(element("f", Role.ENTRY, "Subject", value="a roof")))
    first = replace(view.windows[0].elements[0], label=Masked(text), shown=None, **changed)  # type: ignore[arg-type]
    return replace(view, windows=(replace(view.windows[0], elements=(first,)),))


@pytest.mark.parametrize(
    "text",
    [
        "call Jane Miller",
        "paid EUR 310.00",
        "⟦PERSON_999999⟧",
        "⟦SECRET_1⟧",
        "half ⟦",
        "\\⟦PERSON_1⟧",
        "one \\ backslash",
    ],
)
def test_the_gate_refuses_texts_that_are_not_masked(text: str) -> None:
    _, gate, _ = boundary(policy=OPEN)
    with pytest.raises(PrivacyRefused, match="not masked"):
        gate.pass_view(view_with(text, value=None, states=()))


def test_the_gate_refuses_texts_where_its_own_policy_is_not_open() -> None:
    view = boundary(policy=OPEN)[0].view(mail_scene(label("the roof leaks")))
    assert b"roof" in boundary(policy=OPEN)[1].pass_view(view)
    for policy in (DEFAULT, Policy(levels=(LevelRule("portal", Level.OPEN),)), Policy(Level.LABELS)):
        with pytest.raises(PrivacyRefused, match="does not say open"):
            boundary(policy=policy)[1].pass_view(view)


@pytest.mark.parametrize("role", [Role.PASSWORD, Role.ITEM, Role.OPTION, Role.CELL])
def test_the_gate_refuses_texts_in_roles_that_stay_closed(role: Role) -> None:
    with pytest.raises(PrivacyRefused):
        boundary(policy=OPEN)[1].pass_view(view_with("the roof", role=role, value=None))


@given(st.text(alphabet="⟦⟧\\ ab_"))
def test_only_escaped_texts_are_masked_ones(text: str) -> None:
    def nothing(handle: Handle) -> bool:
        return False

    assert is_masked(escaped(text), nothing)
    assert is_masked(text, nothing) is (escaped(unescaped(text)) == text)


@pytest.mark.parametrize("text", ["Jane Miller", "2026-03-14", "the roof leaks"])
def test_what_is_explained_is_what_is_done(text: str) -> None:
    for policy in (OPEN, DEFAULT):
        for role in (Role.LABEL, Role.ITEM):
            said = explain_phrase(text, role, MAIL, catalogues()[MAIL.sink], policy, Position.INTERFACE)
            assert said.passes is ("~" in told(mail_scene(label(text, role)), policy))


def test_the_gateway_lets_texts_pass_by_the_policy_that_it_has_read_itself() -> None:
    sanitiser, gate, _ = boundary(policy=OPEN)
    made = mail_scene(label("the roof of Jane Miller\u2028 leaks"), element("c", Role.CHECK_BOX, "Status"))
    view = gate.pass_view(sanitiser.view(made))
    template = Template(Destination("http://127.0.0.1:1/v1", Style.CHAT, "m"))
    for policy, passes in ((OPEN, True), (DEFAULT, False)):
        leaves = Leaves(template, APPLICATIONS, catalogues(), policy=policy)
        leaves.issued.add(found[0] for found in HANDLE.finditer(view.decode()))
        if passes:
            assert leaves.check(template.body(Question(view)))[Leaf.TEXT] == 1
            continue
        with pytest.raises(PrivacyRefused):
            leaves.check(template.body(Question(view)))


def test_a_public_name_stays_a_phrase() -> None:
    view = boundary(policy=OPEN)[0].view(mail_scene(element("b", Role.BUTTON, "Reply")))
    assert view.windows[0].elements[0].label == Phrase("Reply")

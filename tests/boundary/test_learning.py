"""Screens learned from Views: known again by their landmarks, without values, without what is not public."""

from __future__ import annotations

from dataclasses import replace

import pytest

from innervate.boundary.learning import Learning, seen
from innervate.boundary.learning_runs import crossings
from innervate.boundary.learning_runs import learn as learn_runs
from innervate.boundary.learning_walks import Move
from innervate.boundary.learning_walks import learn as learn_walks
from innervate.boundary.profiles import Profile
from innervate.boundary.render import view_text
from innervate.core.event import Delivered, Event, Intended, Looked, StepEnded, StepStarted
from innervate.core.outcome import Applied, Code, Effect, Means, Verdict
from innervate.core.profile import Learned, Menu, Way
from innervate.core.values import ZERO_BUDGET, ValueType
from innervate.core.view import Bucket, Column, Handle, Masked, Phrase, Press, View, ViewElement, ViewWindow
from innervate.core.vocabulary import Role, Situation, State

ENABLED = (State.ENABLED,)


def view(title: str | None, *elements: ViewElement, popup: tuple[ViewElement, ...] = ()) -> View:
    named = Phrase(title) if title is not None else None
    shown = ViewWindow("portal", named, Situation.READY, True, elements, None, "chromium")
    over = ViewWindow("portal", None, Situation.READY, False, popup, None, "chromium")
    return View(1, (over, shown) if popup else (shown,))


def entry(label: str, *states: State, value: ValueType | None = None) -> ViewElement:
    handle = Handle(value, 7) if value is not None else None
    return ViewElement(Role.ENTRY, Phrase(label), handle, states=(*ENABLED, *states))


def link(label: str) -> ViewElement:
    return ViewElement(Role.LINK, Phrase(label), states=ENABLED)


def item(label: str) -> ViewElement:
    return ViewElement(Role.MENU_ITEM, Phrase(label), states=ENABLED)


def see(learning: Learning, told: View) -> int | None:
    shown = seen(told, "portal")
    assert shown is not None
    return learning.see(shown, Learned.WALK)


def test_a_screen_is_known_again_whatever_it_holds() -> None:
    learning = Learning()
    form = [entry("Claim number", State.REQUIRED), entry("Cause")]
    first = see(learning, view("New claim", *form))
    filled = [
        replace(form[0], value=Handle(ValueType.REFERENCE, 9), states=ENABLED),
        form[1],
        link("Help me"),
    ]
    assert see(learning, view("New claim", *filled)) == first
    assert see(learning, view("Claims", *form)) != first
    assert see(learning, view("New claim", entry("Policy number"))) not in (None, first)
    (screen, *_) = learning.told()
    assert screen.elements[0].states == (State.ENABLED, State.REQUIRED)
    assert screen.elements[0].value is None
    assert screen.elements[0].columns == (Column(None, ValueType.REFERENCE),)
    assert link("Help me") in screen.elements


def test_a_screen_without_a_name_is_known_by_what_it_shows() -> None:
    learning = Learning()
    first = see(learning, view(None, link("Reply"), link("Forward")))
    assert see(learning, view(None, link("Reply"), link("Forward"), link("Move"))) == first
    assert see(learning, view(None, entry("Full name"), entry("Mail address"))) != first
    assert see(learning, view(None, ViewElement(Role.BUTTON, Phrase("Close"), states=ENABLED))) is None
    assert see(learning, view(None)) is None


@pytest.mark.parametrize("kind", sorted(ZERO_BUDGET))
def test_types_about_which_nothing_may_be_told_are_not_kept(kind: ValueType) -> None:
    learning = Learning()
    see(learning, view("A page", entry("Remarks", value=kind), table(kind)))
    (screen,) = learning.told()
    assert kind.value not in Profile("portal", "x", screens=(screen,), version=1).to_bytes().decode()


def table(kind: ValueType) -> ViewElement:
    return ViewElement(Role.TABLE, None, columns=(Column(Phrase("Code"), kind),), holds=Bucket.MANY)


def test_values_choices_counts_and_masked_texts_are_not_kept() -> None:
    learning = Learning()
    see(
        learning,
        view(
            "A page",
            ViewElement(
                Role.COMBO, Phrase("Cause"), choice=Phrase("Divorce"), states=ENABLED, holds=Bucket.FEW
            ),
            ViewElement(Role.LIST, Phrase("Folders"), holds=Bucket.MANY),
            ViewElement(Role.ENTRY, Masked("Will May"), shown=Masked("Rosa"), states=ENABLED),
            ViewElement(Role.BUTTON, Phrase("Save"), states=(), count=Bucket.FEW),
        ),
    )
    (screen,) = learning.told()
    assert [(e.role, e.holds, e.choice, e.count) for e in screen.elements] == [
        (Role.COMBO, Bucket.FEW, None, Bucket.ONE),
        (Role.LIST, None, None, Bucket.ONE),
        (Role.BUTTON, None, None, Bucket.ONE),
    ]


def test_of_a_walk_a_menu_is_what_its_screen_offers_and_its_items_lead_on() -> None:
    main = view("Mail", ViewElement(Role.MENU, Phrase("Edit"), states=ENABLED), link("Reply"))
    menu = view("Mail", *main.windows[0].elements, popup=(item("Preferences"), item("Undo")))
    dialog = view("Preferences", entry("Full name"))
    moves = [Move(0, Role.MENU, "Edit", 1, menu=True), Move(1, Role.MENU_ITEM, "Preferences…", 2)]
    learning = Learning()
    learn_walks(learning, [main, menu, dialog], moves, "portal")
    one, two = learning.told()
    both = (Press(Role.MENU, Phrase("Edit")), Press(Role.MENU_ITEM, Phrase("Preferences")))
    assert one.menus == (Menu("Edit", (both[1], Press(Role.MENU_ITEM, Phrase("Undo")))),)
    assert one.ways == (Way(both, 2),)
    assert two.name == Press(Role.WINDOW, Phrase("Preferences"))


def test_what_the_view_does_not_show_by_name_is_no_way() -> None:
    learning = Learning()
    moves = [Move(0, Role.LINK, "Will May", 1), Move(0, Role.LINK, "Claim 77", 1)]
    learn_walks(learning, [view("Home", link("Claims")), view("Claims")], moves, "portal")
    assert [screen.ways for screen in learning.told()] == [(), ()]


def test_a_profiles_screens_keep_their_numbers() -> None:
    learning = Learning()
    see(learning, view("Home", link("Claims")))
    see(learning, view("Claims", link("Home")))
    again = Learning.since(learning.told())
    assert see(again, view("Claims", link("Home"), link("More"))) == 2
    assert see(again, view("Policies", entry("Policy number"))) == 3


# runs

HOME, CLAIM = view("Home", link("Claims")), view("Claim", link("Home"))


def step(
    path: str, click: str | None, after: View, *, before: View | None = None, how: Verdict = Verdict.CONFIRMED
) -> list[Event]:
    events: list[Event] = [StepStarted(path, "press", "portal", 1, False, "")]
    if before is not None:
        events.append(Looked(path, "before", view_text(before, places=True), b""))
    if click is not None:
        events += [Intended(path, "click", Effect.REVERSIBLE, click), Delivered(path, Means.POINTER)]
    ended = StepEnded(path, how, Code.OK_DONE, Applied.APPLIED, 1, 1, "")
    return [*events, ended, Looked(path, "after", view_text(after, places=True), b"")]


def learned(*events: list[Event]) -> Learning:
    learning = Learning()
    learn_runs(learning, crossings(e for some in events for e in some), "portal")
    return learning


def ways(learning: Learning) -> list[Way]:
    return [way for screen in learning.told() for way in screen.ways]


def test_a_confirmed_step_is_a_way_by_the_public_name_of_what_it_pressed() -> None:
    learning = learned(step("0", "click link 'Claims:'", CLAIM, before=HOME))
    assert ways(learning) == [Way((Press(Role.LINK, Phrase("Claims")),), 2)]
    assert {screen.learned for screen in learning.told()} == {Learned.RUN}


def test_a_look_that_was_not_kept_again_is_the_one_before() -> None:
    learning = learned(step("0", None, HOME, before=HOME), step("1", "click link 'Claims'", CLAIM))
    assert ways(learning) == [Way((Press(Role.LINK, Phrase("Claims")),), 2)]


@pytest.mark.parametrize(
    ("click", "expected"),
    [
        ("click link 'Will May'", [Way((Press(Role.LINK),), 2)]),
        ('double click row "O\'Hara 12"', [Way((Press(Role.ROW),), 2)]),
        ("click button 'Will May'", []),
        ("click label 'Claims'", []),
        ("click link", []),
        ("click link 'Claims' and more", []),
        ("click link 'Cla' 'ims'", []),
    ],
)
def test_what_has_no_public_name_there_is_not_named(click: str, expected: list[Way]) -> None:
    learning = learned(step("0", click, CLAIM, before=HOME))
    assert ways(learning) == expected
    assert "Will" not in Profile("p", "x", screens=learning.told(), version=1).to_bytes().decode()


def test_what_was_not_confirmed_teaches_nothing() -> None:
    assert learned(step("0", "click link 'Claims'", CLAIM, before=HOME, how=Verdict.REFUTED)).told() == ()
    assert learned(step("0", "click link 'Claims'", CLAIM)).told() == ()


def test_a_step_that_pressed_twice_or_typed_is_no_way() -> None:
    typed = step("0", "click link 'Claims'", CLAIM, before=HOME)
    typed[2:2] = [
        Intended("0", "type", Effect.REVERSIBLE, "type 3 characters"),
        Delivered("0", Means.KEYBOARD),
    ]
    twice = step("0", "click link 'Claims'", CLAIM, before=HOME)
    twice[2:2] = twice[2:4]
    assert ways(learned(typed)) == ways(learned(twice)) == []


def test_views_of_other_applications_and_of_other_versions_are_passed_over() -> None:
    events = step("0", "click link 'Claims'", CLAIM, before=HOME)
    other = [replace(e, application="mail") if isinstance(e, StepStarted) else e for e in events]
    broken = [replace(e, view="view of another kind") if isinstance(e, Looked) else e for e in events]
    assert learned(other).told() == learned(broken).told() == ()

"""Views as text, and back; what changed, and what a reader makes of it."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from innervate.boundary.changes import Teller, are_changes, changes, changes_text, read_changes
from innervate.boundary.reading import read_view
from innervate.boundary.render import view_text
from innervate.boundary.screen_file import KEPT_STATES, element_of
from innervate.core.errors import BadInput
from innervate.core.geometry import Rect
from innervate.core.values import ValueType
from innervate.core.view import (
    Bucket,
    Column,
    Guide,
    GuideMenu,
    GuideScreen,
    Handle,
    Others,
    Phrase,
    Press,
    Route,
    View,
    ViewElement,
    ViewWindow,
)
from innervate.core.vocabulary import CHOICE_STATES, EDITABLE, INTERACTIVE, Role, Situation, State

SOME_PHRASES = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), min_size=1, max_size=12).map(
    Phrase
)
PHRASES = st.none() | SOME_PHRASES
T = TypeVar("T")


def several(one: st.SearchStrategy[T], least: int = 0) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(one, min_size=least, max_size=2).map(tuple)


NAMES = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=8)
PLACES = st.none() | st.builds(Rect, *(st.integers(0, 63) for _ in range(2)), *(st.integers(1, 9),) * 2)


def handles(*types: ValueType) -> st.SearchStrategy[Handle | None]:
    return st.none() | st.builds(Handle, st.sampled_from(types), st.integers(1, 999))


@st.composite
def elements(draw: st.DrawFn) -> ViewElement:
    role, label, place = draw(st.sampled_from(Role)), draw(PHRASES), draw(PLACES)
    count = draw(st.sampled_from(Bucket))
    if count is not Bucket.ONE:
        return ViewElement(role, label, count=count, place=place)
    chosen = draw(st.frozensets(st.sampled_from(sorted(set(State) - CHOICE_STATES))))
    if role not in INTERACTIVE | EDITABLE:
        chosen -= {State.ENABLED}
    columns = tuple(
        Column(name, kind)
        for name, kind in draw(st.lists(st.tuples(PHRASES, st.sampled_from(ValueType)), max_size=3))
    )
    return ViewElement(
        role,
        label,
        draw(handles(ValueType.DATE, ValueType.SECRET)),
        draw(handles(ValueType.CHOICE)),
        tuple(state for state in State if state in chosen),
        columns,
        draw(st.none() | st.sampled_from(Bucket)),
        place=place,
    )


OTHERS = st.lists(
    st.builds(
        Others,
        st.sampled_from(Role),
        st.sampled_from(Bucket),
        st.lists(st.sampled_from(ValueType), max_size=2).map(tuple),
    ),
    max_size=3,
).map(tuple)
WINDOWS = st.builds(
    ViewWindow,
    st.none() | NAMES,
    PHRASES,
    st.sampled_from(Situation),
    st.booleans(),
    st.lists(elements(), max_size=6).map(tuple),
    PLACES,
    st.none() | NAMES,
    OTHERS,
)
PRESSES = st.builds(Press, st.sampled_from(Role), PHRASES)
KNOWN = st.builds(
    element_of,
    st.sampled_from(Role),
    PHRASES,
    several(st.sampled_from(sorted(KEPT_STATES))),
    several(st.builds(Column, PHRASES, st.sampled_from(ValueType))),
    st.none() | st.sampled_from(Bucket),
)
GUIDES = st.builds(
    Guide,
    NAMES,
    st.integers(0, 99),
    several(
        st.builds(
            GuideScreen,
            st.integers(0, 99),
            st.none() | PRESSES,
            several(st.builds(Route, several(PRESSES, 1), st.none() | st.integers(0, 99))),
            several(KNOWN),
        )
    ),
    several(st.builds(GuideMenu, SOME_PHRASES, several(SOME_PHRASES))),
)
VIEWS = st.builds(
    View,
    st.integers(0, 10**9),
    st.lists(WINDOWS, max_size=3).map(tuple),
    several(st.tuples(NAMES, several(st.tuples(NAMES, several(NAMES))))),
    several(GUIDES),
)


def without_places(view: View) -> View:
    windows = tuple(
        replace(w, place=None, elements=tuple(replace(e, place=None) for e in w.elements))
        for w in view.windows
    )
    return replace(view, windows=windows)


@given(VIEWS)
@settings(max_examples=300, deadline=None)
def test_a_view_comes_back_from_its_text(view: View) -> None:
    assert read_view(view_text(view, places=True)) == view
    assert read_view(view_text(view)) == without_places(view)


@given(VIEWS, VIEWS)
@settings(max_examples=150, deadline=None)
def test_changes_come_back_from_their_text(before: View, after: View) -> None:
    told = replace(changes(before, after), guides=after.guides)
    assert read_changes(changes_text(told)) == told


def known(view: View) -> list[tuple[object, Counter[ViewElement], object]]:
    """What a planner knows after a View, whatever the order within a window."""
    plain = without_places(view)
    return [(replace(w, elements=(), others=()), Counter(w.elements), w.others) for w in plain.windows]


def applied(before: View, text: str) -> list[tuple[object, Counter[ViewElement], object]]:
    """What a planner knows after having read changes."""
    earlier = {(w.application, w.program, w.title): w for w in without_places(before).windows}
    found = []
    for window in read_changes(text).windows:
        head = window.come
        old = earlier.get((head.application, head.program, head.title))
        elements = Counter(old.elements if old else ())
        elements.subtract(window.gone.elements)
        for now in window.now.elements:
            elements = Counter(
                {e: n for e, n in elements.items() if (e.role, e.label) != (now.role, now.label)}
            )
        elements.update((*window.come.elements, *window.now.elements))
        others = old.others if old and not window.gone.others else ()
        found.append((replace(head, elements=(), others=()), +elements, window.now.others or others))
    return found


@given(VIEWS, VIEWS, st.integers())
@settings(max_examples=200, deadline=None)
def test_changes_and_the_view_before_are_the_view_after(one: View, other: View, seed: int) -> None:
    chance = random.Random(seed)
    windows = [
        chance.choice((w, replace(w, elements=w.elements[1:], others=()), v))
        for w, v in zip(one.windows, other.windows, strict=False)
    ]
    distinct = {(w.application, w.program, w.title): w for w in one.windows}
    before = replace(one, windows=tuple(distinct.values()))
    after = replace(one, windows=tuple({(w.application, w.program, w.title): w for w in windows}.values()))
    assert applied(before, changes_text(changes(before, after))) == known(after)


def test_a_planner_is_told_a_view_and_then_what_changed() -> None:
    def view(value: int, *titles: str) -> View:
        parts = [ViewElement(Role.BUTTON, Phrase(f"Button {n}"), states=(State.ENABLED,)) for n in "abcdef"]
        field = ViewElement(
            Role.ENTRY, Phrase("Name"), Handle(ValueType.PERSON, value), states=(State.ENABLED,)
        )
        windows = [
            ViewWindow("mail", Phrase(t), Situation.READY, False, (*parts, field), None) for t in titles
        ]
        return View(77, tuple(windows))

    teller = Teller()
    first = teller.tell(view(1, "Inbox"))
    assert first.startswith('view 1\nwindow mail "Inbox" ready\n  button "Button a"\n')
    assert teller.tell(view(2, "Inbox")) == (
        'view 2 since 1\nwindow mail "Inbox" ready\n  ~ entry "Name" ⟦PERSON_2⟧\n'
    )
    assert teller.tell(view(2, "Inbox")) == 'view 3 since 2\nwindow mail "Inbox" ready\n'
    assert not are_changes(teller.tell(view(2, "Other")))
    teller.forget()
    assert teller.tell(view(2, "Other")).startswith('view 5\nwindow mail "Other" ready\n  button ')
    assert teller.tell(view(2, "Other")).startswith("view 6 since 5\n")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Jane Miller",
        "view 1",
        "view 01\n",
        "view 1 \n",
        "view -1\n",
        "view 1\n\n",
        "view 1\nJane Miller\n",
        "view 1\nwindow\n",
        "view 1\nwindow ? happy\n",
        "view 1\nwindow Jane Miller ready\n",
        'view 1\nwindow "mail" ready\n',
        "view 1\nwindow ? ready active now\n",
        "view 1\n  button\n",
        "view 1\nwindow ? ready\n  Jane\n",
        "view 1\nwindow ? ready\n  button Jane\n",
        "view 1\nwindow ? ready\n   button\n",
        'view 1\nwindow ? ready\n  button "Jane\n',
        'view 1\nwindow ? ready\n  button "Jane" "Miller"\n',
        'view 1\nwindow ? ready\n  button "\\u004aane"\n',
        "view 1\nwindow ? ready\n  button ⟦PERSON_01⟧\n",
        "view 1\nwindow ? ready\n  button ⟦PERSON_1⟧ ⟦PERSON_2⟧\n",
        "view 1\nwindow ? ready\n  button disabled disabled\n",
        "view 1\nwindow ? ready\n  button invalid required\n",
        "view 1\nwindow ? ready\n  button empty\n",
        "view 1\nwindow ? ready\n  entry\n",
        "view 1\nwindow ? ready\n  list of 7\n",
        "view 1\nwindow ? ready\n  list ×one\n",
        "view 1\nwindow ? ready\n  button ×few disabled\n",
        "view 1\nwindow ? ready\n  others\n",
        "view 1\nwindow ? ready\n  others button:7\n",
        "view 1\nwindow ? ready\n  others button:few(jane)\n",
        "view 1\nwindow ? ready\n  others button:few()\n",
        "view 1\nwindow ? ready\n  others button:few\n  button\n",
        "view 1\nwindow ? ready\n  button @1,2,3\n",
        "view 1\nwindow ? ready\n  button @01,2,3,4\n",
        "view 1\ncan portal sign_in\nwindow ? ready\n",
        'view 1\ncan portal "sign_in"\n',
    ],
)
def test_what_no_view_says_is_not_read_and_not_quoted(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_view(text)
    assert "Jane" not in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        "view 2\n",
        "view 2 since 1",
        "view 2 after 1\n",
        "view 2 since 01\n",
        "view 2 since 1\nJane\n",
        "view 2 since 1\nwindow ? ready\n  button\n",
        "view 2 since 1\nwindow ? ready\n  * button\n",
        "view 2 since 1\nwindow ? ready\n  + button\n  - button\n",
        "view 2 since 1\nwindow ? ready\n  + Jane\n",
    ],
)
def test_what_no_changes_say_is_not_read_and_not_quoted(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_changes(text)
    assert "Jane" not in str(refused.value)

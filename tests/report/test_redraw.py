from __future__ import annotations

import re
from importlib.resources import files

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from innervate.core.geometry import Rect, Viewed
from innervate.core.values import ValueType
from innervate.core.view import Bucket, Handle, View, ViewWindow
from innervate.core.vocabulary import Role
from innervate.report.drawing import Box, words_width
from innervate.report.redraw import changes, drawn
from innervate.report.redraw_items import Shape, items_of
from innervate.report.redraw_layout import laid_out
from tests.report import screens


def test_windows_are_drawn_from_the_bottom_up() -> None:
    html = drawn(screens.view(1, screens.dialog(), screens.saved(), screens.mail(False))).drawing.html
    assert html.index(">mail<") < html.index(">portal<") < html.index(">unknown application<")


def test_no_windows_is_said() -> None:
    assert "no window" in drawn(View(1, ())).drawing.html


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("label", ["Name", None])
def test_every_role_is_drawn(role: Role, label: str | None) -> None:
    for place in (screens.rect(2, 3), screens.rect(2, 3, 20, 6)):
        parts = screens.Parts()
        parts.add(role, label, place, value=Handle(ValueType.AMOUNT, 7))
        parts.add(role, label, place, choice=Handle(ValueType.CHOICE, 8))
        window = parts.window("mail", None, screens.rect(0, 0, 40, 30))
        assert drawn(screens.view(1, window)).drawing.html.count('class="element') >= said(role)


def said(role: Role) -> int:
    """How many of the two are drawn: of a scroll bar and a line between things nobody is told."""
    return 0 if role in (Role.SCROLL_BAR, Role.SEPARATOR) else 2


def overlapping(window: ViewWindow) -> list[tuple[Box, Box]]:
    layout = laid_out(items_of(window), window.place.width, window.place.height)
    boxes = [p.box for p in layout.placed if p.item.shape is not Shape.FRAME]
    assert all(b.right <= layout.width and b.bottom <= layout.height and b.x >= 0 and b.y >= 0 for b in boxes)
    return [(a, b) for n, a in enumerate(boxes) for b in boxes[n + 1 :] if a.inset(0.5).meets(b.inset(0.5))]


@pytest.mark.parametrize(
    "window",
    [
        screens.mail(),
        screens.mail(opened=True),
        screens.document(),
        screens.sign_in(True),
        screens.policies(True),
        screens.claim_form(6),
        screens.saved(),
        screens.dialog(),
    ],
)
def test_nothing_of_a_window_runs_into_anything_else(window: ViewWindow) -> None:
    assert overlapping(window) == []


places = st.builds(screens.rect, st.integers(0, 63), st.integers(0, 35), st.integers(1, 9), st.integers(1, 4))
spoken = st.sampled_from(
    [Role.BUTTON, Role.LABEL, Role.ENTRY, Role.COMBO, Role.LINK, Role.CHECK_BOX, Role.MENU]
)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(spoken, places), max_size=25))
@example(
    [
        *[(Role.BUTTON, screens.rect(0, 0))] * 4,
        (Role.ENTRY, screens.rect(63, 0)),
        (Role.BUTTON, screens.rect(63, 0)),
    ]
)
def test_nor_does_anything_in_any_window(parts: list[tuple[Role, Rect[Viewed]]]) -> None:
    all_ = screens.Parts()
    for n, (role, place) in enumerate(parts):
        all_.add(role, f"Name {n}", place)
    assert overlapping(all_.window("mail", None, screens.rect(0, 0, 64, 36))) == []


def test_labels_have_room_for_all_of_their_words() -> None:
    window = screens.mail()
    layout = laid_out(items_of(window), window.place.width, window.place.height)
    shown = {str(p.item.element.label): p.box for p in layout.placed if p.item.element is not None}
    for name in ("Get Mail", "Compose", "Forward"):
        assert shown[str(screens.said(name))].width >= words_width(name)


def test_a_table_shows_its_columns_and_how_many_rows_there_are() -> None:
    all_ = screens.Parts()
    columns = [("Subject", ValueType.TEXT), (None, ValueType.DATE)]
    all_.table(columns, Bucket.FEW, screens.rect(8, 3, 56, 9))
    html = drawn(screens.view(1, all_.window("mail", None, screens.rect(0, 0, 64, 36)))).drawing.html
    assert "Subject" in html
    assert html.count('class="ghost date"') == html.count('class="ghost text"') == 2
    assert "a few rows (2 to 5)" in html


def test_what_is_only_counted_is_said_in_words() -> None:
    all_ = screens.Parts()
    all_.add(Role.BUTTON, "Save", screens.rect(5, 5), count=Bucket.SOME)
    all_.add(Role.LIST, None, screens.rect(5, 9, 20, 10), holds=Bucket.FEW)
    all_.besides(Role.LABEL, Bucket.MANY, ValueType.DATE, ValueType.PERSON)
    all_.add(Role.ENTRY, "Name", screens.rect(5, 25), count=Bucket.FEW)
    html = drawn(screens.view(1, all_.window("mail", None, screens.rect(0, 0, 64, 36)))).drawing.html
    assert "Save ×some" in html
    assert "a few items (2 to 5)" in html
    assert "besides: few entry Name in all, many label (date, person)" in html


def test_a_covered_window_shows_its_title_bar_alone() -> None:
    picture = drawn(screens.view(1, screens.claim_form(2), screens.mail(False)))
    assert "Review claim" in picture.drawing.html
    assert "Compose" not in picture.drawing.html
    assert ">mail<" in picture.drawing.html


def test_of_many_covered_windows_the_rest_is_counted() -> None:
    covered = [screens.mail(False) for _ in range(9)]
    html = drawn(screens.view(1, screens.claim_form(2), *covered)).drawing.html
    assert html.count("covered") == 4
    assert "5 more behind" in html


def test_all_cards_are_within_the_picture() -> None:
    picture = drawn(screens.view(1, screens.dialog(), screens.sign_in(), screens.mail(False)))
    assert len(picture.cards) == 2
    assert all(Box(0, 0, picture.width, picture.height).holds(card) for card in picture.cards.values())


def test_the_name_of_a_field_beside_it_is_drawn_once() -> None:
    all_ = screens.Parts()
    all_.add(Role.LABEL, "Holder", screens.rect(30, 10))
    all_.add(Role.ENTRY, "Holder", screens.rect(37, 10, 20, 1), value=Handle(ValueType.PERSON, 1))
    html = drawn(screens.view(1, all_.window("portal", None, screens.rect(0, 0, 64, 36)))).drawing.html
    assert html.count(">Holder<") == 1


def test_what_a_step_filled_is_marked_and_nothing_else() -> None:
    before, after = screens.view(1, screens.claim_form(2)), screens.view(2, screens.claim_form(3))
    picture = drawn(after)
    cause = next(n for n, e in enumerate(after.windows[0].elements) if e.role is Role.COMBO)
    assert changes(before, after, picture) == [picture.spots[0, cause]]
    assert changes(after, after, picture) == []


def test_a_new_window_is_marked_as_one_and_another_screen_not_at_all() -> None:
    before = screens.view(1, screens.saved())
    after = screens.view(2, screens.dialog(), screens.saved())
    assert changes(before, after, drawn(after)) == [drawn(after).cards[0]]
    other = screens.view(2, screens.claim_form(6))
    assert changes(before, other, drawn(other)) == []


@pytest.mark.parametrize("kind", ValueType)
def test_the_colour_of_a_type_is_that_of_nothing_else(kind: ValueType) -> None:
    """A rule for windows that was called as a type is would colour them all."""
    style = files("innervate.report").joinpath("style.css").read_text("utf-8")
    selectors = [one.strip() for rule in re.findall(r"([^{}]+)\{", style) for one in rule.split(",")]
    assert selectors.count(f".{kind.value}") <= 1

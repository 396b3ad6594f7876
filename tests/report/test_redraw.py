from __future__ import annotations

import pytest

from innervate.core.values import ValueType
from innervate.core.view import Handle, View
from innervate.core.vocabulary import Role
from innervate.report.redraw import changes, drawn
from innervate.report.redraw_layout import placed
from tests.report import screens


def test_windows_are_drawn_from_the_bottom_up() -> None:
    html = drawn(screens.view(1, screens.dialog(), screens.saved(), screens.mail(False))).html
    assert html.index(">mail<") < html.index(">portal<") < html.index(">unknown application<")


def test_no_windows_is_said() -> None:
    assert "no window" in drawn(View(1, ())).html


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("label", ["Name", Handle(ValueType.TEXT, 1), None])
def test_every_role_is_drawn(role: Role, label: str | Handle | None) -> None:
    for place in (screens.rect(2, 3), screens.rect(2, 3, 20, 6)):
        parts = screens.Numbered()
        parts.add(role, label, place, value=Handle(ValueType.AMOUNT, 7))
        parts.add(role, label, place, choice=Handle(ValueType.CHOICE, 8))
        window = parts.window(1, "mail", None, screens.rect(0, 0, 40, 30))
        assert drawn(screens.view(1, window)).html.count('class="element') == 2


def test_labels_that_hug_their_text_do_not_run_into_their_neighbours() -> None:
    for window in (screens.mail(), screens.claim_form(3), screens.saved()):
        boxes = [p.box for p in placed(window) if p.element.place and p.element.place.width == 1]
        for n, box in enumerate(boxes):
            for other in boxes[n + 1 :]:
                assert box.y != other.y or box.right <= other.x or other.right <= box.x


def test_what_a_step_filled_is_marked_and_nothing_else() -> None:
    before, after = screens.view(1, screens.claim_form(2)), screens.view(2, screens.claim_form(3))
    (box,) = changes(before, after)
    assert (box.x, box.y) == (340, 170)
    assert changes(after, after) == []


def test_a_new_window_is_marked_as_one_and_another_screen_not_at_all() -> None:
    before = screens.view(1, screens.saved())
    assert len(changes(before, screens.view(2, screens.dialog(), screens.saved()))) == 1
    assert changes(before, screens.view(2, screens.claim_form(6))) == []

"""Roles and states of AT-SPI in core's words."""

import pytest

from innervate.core.geometry import Rect
from innervate.core.vocabulary import Role, State
from innervate.surfaces.x11 import atspi_roles as roles
from innervate.surfaces.x11.atspi_bus import rectangle, references


def bits(*numbers: int) -> int:
    return sum(1 << number for number in numbers)


@pytest.mark.parametrize(
    ("number", "role"),
    [
        (23, Role.WINDOW),
        (95, Role.DOCUMENT),
        (84, Role.PAGE),
        (43, Role.BUTTON),
        (62, Role.TOGGLE),
        (40, Role.PASSWORD),
        (57, Role.COLUMN_HEADER),
        (56, Role.CELL),
        (11, Role.COMBO),
        (48, Role.SCROLL_BAR),
        (70, Role.UNKNOWN),
        (4_000, Role.UNKNOWN),
    ],
)
def test_roles_are_folded(number: int, role: Role) -> None:
    assert roles.role_of(number, 0, top=False, childless=False, text=None) is role


def test_the_same_number_depends_on_its_states() -> None:
    def role(number: int, *states: int, top: bool = False, text: str | None = None) -> Role:
        return roles.role_of(number, bits(*states), top=top, childless=True, text=text)

    assert role(61, roles.SINGLE_LINE) is Role.ENTRY
    assert role(61, roles.MULTI_LINE) is Role.TEXT
    assert role(79, roles.MULTI_LINE) is Role.TEXT
    assert role(79) is Role.ENTRY
    assert role(2, top=True) is Role.DIALOG
    assert role(2) is Role.ALERT
    assert role(73, text="words") is Role.TEXT
    assert role(73) is Role.GROUP
    assert role(39, roles.FOCUSABLE) is Role.CANVAS


def test_no_role_is_mapped_twice() -> None:
    numbers = [number for group in roles._NUMBERS.values() for number in group]
    assert len(numbers) == len(set(numbers))


def test_states() -> None:
    entry = roles.states_of(bits(7, 12, 24, 33), 79, Role.ENTRY)
    assert entry == {State.EDITABLE, State.FOCUSED, State.ENABLED, State.REQUIRED}
    assert State.READ_ONLY in roles.states_of(0, 61, Role.TEXT)
    assert State.COLLAPSED in roles.states_of(bits(9), 11, Role.COMBO)
    assert State.COLLAPSED not in roles.states_of(bits(9, 10), 11, Role.COMBO)
    assert State.READ_ONLY not in roles.states_of(0, 52, Role.SPIN)


def test_what_has_no_place_has_none() -> None:
    assert rectangle([1, 2, 3, 4]) == Rect(1, 2, 3, 4)
    for nowhere in ([-(2**31), -(2**31), 1, 1], [-1, -1, -1, -1], [5, 5, 0, 9], None, [1]):
        assert rectangle(nowhere) is None


def test_the_null_accessible_is_nobody() -> None:
    assert references([[":1.2", "/a"], ["", "/b"], [":1.3", "/org/a11y/atspi/null"]]) == [(":1.2", "/a")]

"""Fold AT-SPI's roles and states into the closed vocabulary of core.

Numbers are those of AtspiRole and AtspiStateType (at-spi2-core 2.46, atspi-constants.h); they are part of the
protocol and never reused. A role that is not listed is `UNKNOWN`, an unlisted state is dropped.
"""

from __future__ import annotations

from innervate.core.vocabulary import Role, State

ALERT, CHECK_MENU_ITEM, COMBO_BOX, DATE_EDITOR, FILE_CHOOSER = 2, 8, 11, 12, 19
LABEL, LIST_ITEM, MENU, MENU_ITEM, PANEL, PASSWORD_TEXT = 29, 32, 33, 35, 39, 40
PROGRESS_BAR, RADIO_MENU_ITEM, SCROLL_BAR, SLIDER, SPIN_BUTTON, TABLE_CELL = 42, 45, 48, 51, 52, 56
TERMINAL, TEXT, PARAGRAPH, ENTRY, PAGE, DOCUMENT_TEXT, DOCUMENT_WEB = 60, 61, 73, 79, 84, 94, 95
DOCUMENT_EMAIL, LIST_BOX, NOTIFICATION, LEVEL_BAR, STATIC = 96, 98, 101, 103, 116
SCROLL_PANE = 49

_NUMBERS: dict[Role, tuple[int, ...]] = {
    Role.APPLICATION: (75,),
    Role.WINDOW: (14, 23, 69),
    Role.DIALOG: (9, 16, 19, 22),
    Role.ALERT: (2, 101, 102),
    Role.DOCUMENT: (25, 82, 92, 93, 94, 95, 96, 109),
    Role.PAGE: (84,),
    Role.FORM: (87,),
    Role.GROUP: (
        *(17, 20, 24, 28, 30, 36, 39, 46, 49, 53, 68, 71, 72, 78, 85, 86, 99, 105, 110),
        *(111, 112, 121, 124, 125, 126, 128),
    ),
    Role.TOOLBAR: (63,),
    Role.MENU_BAR: (34,),
    Role.MENU: (33, 41),
    Role.MENU_ITEM: (8, 35, 45, 59),
    Role.BUTTON: (43, 129),
    Role.TOGGLE: (62,),
    Role.LINK: (88,),
    Role.ENTRY: (12, 76, 77, 79),
    Role.PASSWORD: (40,),
    Role.TEXT: (61, 73, 97, 108, 123),
    Role.CHECK_BOX: (7,),
    Role.RADIO: (44,),
    Role.COMBO: (11,),
    Role.SPIN: (52,),
    Role.SLIDER: (15, 51, 114),
    Role.TAB_LIST: (38,),
    Role.TAB: (37,),
    Role.LIST: (31, 98),
    Role.ITEM: (32,),
    Role.TREE: (65,),
    Role.TREE_ITEM: (91,),
    Role.TABLE: (5, 55, 66),
    Role.ROW: (90,),
    Role.CELL: (47, 56, 58),
    Role.COLUMN_HEADER: (10, 57),
    Role.LABEL: (1, 29, 81, 115, 116, 119, 120, 122, 127),
    Role.HEADING: (83,),
    Role.IMAGE: (3, 27, 80, 100, 107, 113),
    Role.ICON: (13, 26),
    Role.STATUS: (54,),
    Role.PROGRESS: (42, 103),
    Role.SCROLL_BAR: (48,),
    Role.SEPARATOR: (50, 74),
    Role.TOOLTIP: (64,),
    Role.TITLE_BAR: (104,),
    Role.CANVAS: (6, 18),
    Role.TERMINAL: (60,),
}
_ROLE_OF = {number: role for role, numbers in _NUMBERS.items() for number in numbers}

EDITABLE, EXPANDABLE, EXPANDED, FOCUSABLE, FOCUSED, MULTI_LINE, SHOWING = 7, 9, 10, 11, 12, 17, 25
SELECTED, SINGLE_LINE, VISIBLE, READ_ONLY = 23, 26, 30, 43
_STATE_OF: dict[int, State] = {
    1: State.ACTIVE,
    3: State.BUSY,
    4: State.CHECKED,
    5: State.COLLAPSED,
    7: State.EDITABLE,
    10: State.EXPANDED,
    11: State.FOCUSABLE,
    12: State.FOCUSED,
    16: State.MODAL,
    17: State.MULTI_LINE,
    20: State.PRESSED,
    23: State.SELECTED,
    24: State.ENABLED,
    32: State.MIXED,
    33: State.REQUIRED,
    36: State.INVALID,
}

# Whose contents are read with the Text interface: always, or only when they have no name.
WRITABLE = frozenset({TEXT, ENTRY, 76, 77})
LONG_TEXT = frozenset({TEXT, TERMINAL, PAGE, DOCUMENT_TEXT, DOCUMENT_EMAIL})
# Of these an empty text says something.
HOLDERS = WRITABLE | LONG_TEXT
ALWAYS_TEXT = WRITABLE | LONG_TEXT | {PARAGRAPH, SPIN_BUTTON, 123}
NAMELESS_TEXT = frozenset({ALERT, LABEL, LIST_ITEM, TABLE_CELL, 81, 83, 88, 97, NOTIFICATION, STATIC, 122})
VALUED = frozenset({15, PROGRESS_BAR, SLIDER, SPIN_BUTTON, LEVEL_BAR, 114})
# Where it is worth a call to ask for a label.
LABELLED = WRITABLE | {7, COMBO_BOX, DATE_EDITOR, PASSWORD_TEXT, 44, SLIDER, SPIN_BUTTON, 62, LIST_BOX}
LINED = frozenset({PAGE, DOCUMENT_TEXT, DOCUMENT_EMAIL, TERMINAL})
OPTIONS = frozenset({MENU_ITEM, CHECK_MENU_ITEM, RADIO_MENU_ITEM, LIST_ITEM})


def has(bits: int, state: int) -> bool:
    """Whether a state's bit is set."""
    return bool(bits >> state & 1)


def states_of(bits: int, number: int, role: Role) -> frozenset[State]:
    """The states of core. An expandable that is not expanded is collapsed; a text not editable, read-only.

    Chromium's date fields are not "editable" but can be typed into; it has a state of its own for read-only,
    which it also gives to disabled buttons.
    """
    states = {state for number, state in _STATE_OF.items() if has(bits, number)}
    if has(bits, EXPANDABLE) and not has(bits, EXPANDED):
        states.add(State.COLLAPSED)
    fixed = has(bits, READ_ONLY) if number in (DATE_EDITOR, SPIN_BUTTON) else not has(bits, EDITABLE)
    if fixed and role in (Role.ENTRY, Role.PASSWORD, Role.TEXT, Role.SPIN):
        states.add(State.READ_ONLY)
    if role not in (Role.ENTRY, Role.TEXT):  # GTK's labels
        states.discard(State.MULTI_LINE)
    return frozenset(states)


def role_of(number: int, bits: int, *, top: bool, childless: bool, text: str | None) -> Role:
    """The role of core; `top` for a child of the application itself."""
    match number:
        case 2 | 16 | 19 | 22 | 9:  # GTK's message boxes are top-level alerts
            return Role.DIALOG if top or number == 16 else Role.ALERT if number == ALERT else Role.GROUP
        case 61:
            return Role.ENTRY if has(bits, SINGLE_LINE) and not has(bits, MULTI_LINE) else Role.TEXT
        case 79:  # Chromium's text areas
            return Role.TEXT if has(bits, MULTI_LINE) else Role.ENTRY
        case 73:
            return Role.TEXT if text else Role.GROUP
        case 39:  # a widget that paints itself: Claws Mail's lists
            return Role.CANVAS if childless and has(bits, FOCUSABLE) else Role.GROUP
    return _ROLE_OF.get(number, Role.UNKNOWN)

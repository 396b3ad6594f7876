"""The closed vocabularies of a screen: what an element is, in what state, and what a screen is doing."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What an element is. `UNKNOWN` is honest; toolkits' finer roles are folded into these."""

    APPLICATION = "application"
    WINDOW = "window"
    DIALOG = "dialog"
    ALERT = "alert"
    DOCUMENT = "document"
    PAGE = "page"
    FORM = "form"
    GROUP = "group"
    TOOLBAR = "tool bar"
    MENU_BAR = "menu bar"
    MENU = "menu"
    MENU_ITEM = "menu item"
    BUTTON = "button"
    TOGGLE = "toggle"
    LINK = "link"
    ENTRY = "entry"
    PASSWORD = "password entry"
    TEXT = "text"
    CHECK_BOX = "check box"
    RADIO = "radio button"
    COMBO = "combo box"
    OPTION = "option"
    SPIN = "spin button"
    SLIDER = "slider"
    TAB_LIST = "tab list"
    TAB = "tab"
    LIST = "list"
    ITEM = "list item"
    TREE = "tree"
    TREE_ITEM = "tree item"
    TABLE = "table"
    ROW = "row"
    CELL = "cell"
    COLUMN_HEADER = "column header"
    LABEL = "label"
    HEADING = "heading"
    IMAGE = "image"
    ICON = "icon"
    STATUS = "status bar"
    PROGRESS = "progress bar"
    SCROLL_BAR = "scroll bar"
    SEPARATOR = "separator"
    TOOLTIP = "tooltip"
    TITLE_BAR = "title bar"
    CANVAS = "canvas"
    FIGURE = "figure"
    """What is drawn: a coloured shape, found in the pixels when a plan asks for one."""
    TERMINAL = "terminal"
    UNKNOWN = "unknown"


FIGURE_PROPERTIES = frozenset(
    {"colour", "ink", "form", "corners", "hex", "width", "height", "size", "left", "top", "right", "bottom"}
)
"""What can be asked of looks; colour, ink (what is drawn or written in it) and sizes of any element."""

INTERACTIVE = frozenset(
    {
        Role.MENU,
        Role.MENU_ITEM,
        Role.BUTTON,
        Role.TOGGLE,
        Role.LINK,
        Role.ENTRY,
        Role.PASSWORD,
        Role.CHECK_BOX,
        Role.RADIO,
        Role.COMBO,
        Role.OPTION,
        Role.SPIN,
        Role.SLIDER,
        Role.TAB,
    }
)

EDITABLE = frozenset({Role.ENTRY, Role.PASSWORD, Role.TEXT, Role.SPIN})

CHOICES = frozenset({Role.CHECK_BOX, Role.RADIO, Role.TOGGLE, Role.COMBO, Role.SLIDER, Role.OPTION})
CHOSEN_BY_VALUE = frozenset({Role.COMBO, Role.SLIDER})
CHOSEN_BY_STATE = (CHOICES | {Role.TAB}) - CHOSEN_BY_VALUE


class State(StrEnum):
    """A state of an element."""

    ENABLED = "enabled"
    FOCUSED = "focused"
    FOCUSABLE = "focusable"
    EDITABLE = "editable"
    REQUIRED = "required"
    INVALID = "invalid"
    READ_ONLY = "read only"
    MULTI_LINE = "multi line"
    MODAL = "modal"
    ACTIVE = "active"
    BUSY = "busy"
    EXPANDED = "expanded"
    COLLAPSED = "collapsed"
    # The following say what somebody chose; at the boundary they are values.
    CHECKED = "checked"
    SELECTED = "selected"
    PRESSED = "pressed"
    MIXED = "mixed"


CHOICE_STATES = frozenset({State.CHECKED, State.SELECTED, State.PRESSED, State.MIXED})


class Source(StrEnum):
    """Where perception has an element from."""

    TREE = "tree"
    PIXELS = "pixels"
    BOTH = "both"
    MODEL = "model"
    """A local vision-language model guessed it: content, and never a proof of anything."""


class Doubt(StrEnum):
    """Where an application's tree was not believed, and what its pixels showed instead."""

    NAMED = "named by its pixels"
    PLACED = "placed by its pixels"
    COVERED = "covered by another window"


class Situation(StrEnum):
    """What a window is doing, as a person would say it at a glance."""

    READY = "ready"
    BUSY = "busy"
    DIALOG = "dialog"
    LOGIN = "login"
    ERROR = "error"
    EMPTY = "empty"

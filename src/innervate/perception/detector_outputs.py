"""What the screen detector's network puts out, channel by channel; training and reading agree on it here.

At an eighth of the resolution: a heat map for each role, four distances to the edges, a logit for each
state. At half the resolution: whether a pixel lies inside a text run.
"""

from __future__ import annotations

from innervate.core.vocabulary import Role, State

STRIDE = 8
"""Pixels between two places at which elements are told."""
TEXT_STRIDE = 2
MULTIPLE = 64
"""Width and height of a picture must be multiples of this."""

ROLES = (
    Role.BUTTON,
    Role.ENTRY,
    Role.PASSWORD,
    Role.CHECK_BOX,
    Role.RADIO,
    Role.COMBO,
    Role.TAB,
    Role.MENU,
    Role.MENU_ITEM,
    Role.LINK,
    Role.ICON,
    Role.SLIDER,
    Role.SPIN,
    Role.ITEM,
    Role.TREE_ITEM,
    Role.CELL,
    Role.COLUMN_HEADER,
    Role.SCROLL_BAR,
    Role.TOGGLE,
    Role.WINDOW,
    Role.DIALOG,
)
STATES: tuple[State | None, ...] = (State.CHECKED, State.SELECTED, None, State.FOCUSED, State.EXPANDED)
"""None: disabled, which the vocabulary tells by the absence of `State.ENABLED`."""

"""What changed from one View to the next, for a planner who knows the first.

Under a window's line, lines that are gone have a minus, new ones a plus; a tilde means that the one thing of
this role and name, or the count of others, is so now. All windows that show are listed from the top down, so
one that is not listed is closed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from innervate.boundary.reading import filled, read_guides, read_number, read_window, words_of
from innervate.boundary.render import element_lines, guide_lines, view_text, window_line
from innervate.core.errors import BadInput
from innervate.core.view import Guide, Masked, Phrase, View, ViewElement, ViewWindow
from innervate.core.vocabulary import Role

_GONE, _COME, _NOW = "  - ", "  + ", "  ~ "
_WORTH_IT = 0.7
"""Of the whole View's length; longer changes are told as a whole View."""


@dataclass(frozen=True, slots=True)
class ChangedWindow:
    """A window that shows: with what went, with what came, and with what is another way now."""

    gone: ViewWindow
    come: ViewWindow
    now: ViewWindow


@dataclass(frozen=True, slots=True)
class Changes:
    """number: of this View; since: of the one that it changes."""

    number: int
    since: int
    windows: tuple[ChangedWindow, ...]
    guides: tuple[Guide, ...] = ()


@dataclass(frozen=True, slots=True)
class Telling:
    """A View as a whole; and for who remembers the one before, what changed, where that says less."""

    whole: str
    changed: str


class Teller:
    """Tells one planner Views as they come, numbered as told.

    guides: what can be quoted of profiles, by application: that of an application which is in front, or which
    the goal names, stands in each whole View, and in what changed, once.
    """

    def __init__(self, guides: Mapping[str, Guide] | None = None, goal: str = "") -> None:
        self._last: View | None = None
        self._forgotten = False
        self._guides: Mapping[str, Guide] = {}
        self._named: list[str] = []
        self._quoted: set[str] = set()
        self.know(guides or {}, goal)

    def know(self, guides: Mapping[str, Guide], goal: str = "") -> None:
        """What can be quoted, and of what a goal names."""
        self._guides = guides
        self._named = [name for name in guides if _names(goal, name)]

    def forget(self) -> None:
        """The planner does not know the last View any more: the next is told as a whole."""
        self._forgotten = True
        self._quoted.clear()

    def both(self, view: View) -> Telling:
        """The texts to choose from, which the gate has yet to pass."""
        before, forgotten = self._last, self._forgotten
        self._forgotten = False
        told = replace(view, epoch=1 if before is None else before.epoch + 1)
        self._last = told
        known = self._known(view)
        whole = view_text(replace(told, guides=tuple(known.values())))
        new = tuple(guide for name, guide in known.items() if name not in self._quoted)
        self._quoted |= known.keys()
        again = view_text(replace(told, guides=new))
        if before is None or forgotten or before.capabilities != view.capabilities:
            return Telling(whole, again)
        changed = changes_text(replace(changes(before, told), guides=new))
        return Telling(whole, changed if len(changed) < _WORTH_IT * len(again) else again)

    def tell(self, view: View) -> str:
        """The first as a whole, then what changed, for who remembers."""
        return self.both(view).changed

    def _known(self, view: View) -> dict[str, Guide]:
        """Of the application in front, and of those that the goal names."""
        front = [window.application for window in view.windows if window.active]
        wanted = dict.fromkeys([*front, *self._named])
        return {name: self._guides[name] for name in wanted if name is not None and name in self._guides}


def _names(goal: str, application: str) -> bool:
    """Whether a goal names an application, as a word by itself."""
    return re.search(rf"(?<!\w){re.escape(application)}(?!\w)", goal, re.IGNORECASE) is not None


def changes(before: View, after: View) -> Changes:
    """What changed between two numbered Views."""
    known: dict[tuple[object, ...], list[ViewWindow]] = {}
    for window in before.windows:
        known.setdefault(_same(window), []).append(window)
    windows: list[ChangedWindow] = []
    for window in after.windows:
        earlier = known.get(_same(window))
        old = earlier.pop(0) if earlier else replace(window, elements=(), others=())
        windows.append(_changed(old, window))
    return Changes(after.epoch, before.epoch, tuple(windows))


def _changed(old: ViewWindow, new: ViewWindow) -> ChangedWindow:
    gone, come = _without(old, new), _without(new, old)
    were, are = Counter(map(_kind, old.elements)), Counter(map(_kind, new.elements))
    changed = {kind for kind in map(_kind, come) if were[kind] == are[kind] == 1}
    head = replace(new, place=None, elements=(), others=())
    went = tuple(e for e in gone if _kind(e) not in changed)
    came = tuple(e for e in come if _kind(e) not in changed)
    other = tuple(e for e in come if _kind(e) in changed)
    return ChangedWindow(
        replace(head, elements=went, others=() if new.others else old.others),
        replace(head, elements=came),
        replace(head, elements=other, others=new.others if new.others != old.others else ()),
    )


def _kind(element: ViewElement) -> tuple[Role, Phrase | Masked | None]:
    return element.role, element.label


def changes_text(told: Changes) -> str:
    lines = [f"view {told.number} since {told.since}"]
    for guide in told.guides:
        lines += guide_lines(guide)
    for window in told.windows:
        lines.append(window_line(window.come))
        lines += (f"{_GONE}{line}" for line in element_lines(window.gone))
        lines += (f"{_COME}{line}" for line in element_lines(window.come))
        lines += (f"{_NOW}{line}" for line in element_lines(window.now))
    return "\n".join(lines) + "\n"


def are_changes(text: str) -> bool:
    """Whether a text begins as changes do, and not as a whole View."""
    return " since " in text.partition("\n")[0]


def read_changes(text: str) -> Changes:
    """
    :raises BadInput: these are no changes of a View, to the last character.
    """
    try:
        found = _changes(text.removesuffix("\n").split("\n"))
    except (ValueError, KeyError, IndexError) as error:
        raise BadInput("changes of a View", type(error).__name__, "tell the whole View") from None
    if changes_text(found) != text:
        raise BadInput("changes of a View", "they say the same in other words", "tell the whole View")
    return found


def _changes(lines: list[str]) -> Changes:
    view, number, since, before = words_of(lines.pop(0))
    if (view, since) != ("view", "since"):
        raise ValueError("no changes")
    guides = read_guides(lines)
    windows: list[ChangedWindow] = []
    while lines:
        head = read_window(words_of(lines.pop(0)))
        gone, come, now = (filled(head, _taken(lines, mark)) for mark in (_GONE, _COME, _NOW))
        windows.append(ChangedWindow(gone, come, now))
    return Changes(read_number(number), read_number(before), tuple(windows), guides)


def _taken(lines: list[str], mark: str) -> list[str]:
    """The next lines with this mark, without it."""
    found: list[str] = []
    while lines and lines[0].startswith(mark):
        found.append(lines.pop(0).removeprefix(mark))
    return found


def _same(window: ViewWindow) -> tuple[object, ...]:
    """By what a window is known again."""
    return window.application, window.program, window.title


def _without(one: ViewWindow, other: ViewWindow) -> tuple[ViewElement, ...]:
    """The elements of one that the other has not, or not as often; wherever they stand."""
    left = Counter(replace(element, place=None) for element in other.elements)
    found: list[ViewElement] = []
    for element in (replace(element, place=None) for element in one.elements):
        left[element] -= 1
        if left[element] < 0:
            found.append(element)
    return tuple(found)

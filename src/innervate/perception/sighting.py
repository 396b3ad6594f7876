"""What a picture shows, kept up to date: of a picture that changed only the change is looked at and read
again.

Promises: the same pixels cost one comparison; a changed line costs its surroundings; pixels of a line that
were read before are never read again, wherever they stand. Answers are those of a fresh look wherever the
change can have reached. Blocking: call it in a thread.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

import cv2
import numpy as np
import numpy.typing as npt

from innervate.core.geometry import Rect
from innervate.core.vocabulary import Role, State
from innervate.perception.carets import written_in
from innervate.perception.detector import BORDERED, SURE, Found, Sight, look
from innervate.perception.edges import snapped
from innervate.perception.indicators import by_shape, with_arrow
from innervate.perception.ink import Ink, underlined
from innervate.perception.memory import Memory
from innervate.perception.picture import Cropped, Image, cut, fingerprint, is_blank, spans
from innervate.perception.reader import DOT, Reader
from innervate.perception.runs import Drawn, captions, parted, text_runs

Box = Rect[Cropped]

LEAST_CONFIDENCE = 0.66
"""Below it a run is more often a picture than a text (on the development screens)."""
_SURE_SIGN, _SURE_CAPTION = 0.95, 0.96
_WRITTEN = frozenset({Role.ENTRY, Role.PASSWORD, Role.COMBO, Role.SPIN})
_CARET_SEEN = 0.6
_SURE_INDICATED = 0.45
_INDICATED = frozenset({Role.CHECK_BOX, Role.RADIO})
_CALLED = frozenset({Role.BUTTON, Role.TOGGLE, Role.TAB, Role.MENU, Role.MENU_ITEM, Role.LINK})
_WHOLE = BORDERED | _CALLED | _INDICATED
"""Roles of what holds no other element."""
_PARTING = _CALLED | _INDICATED | BORDERED | {Role.CELL, Role.COLUMN_HEADER, Role.ICON}
_PICTURES = frozenset("■□▪▫▲△▴▵▶▷▸▹►▼▽▾▿◀◁◂◃◄◆◇○●◦☐☑☒✓✔✕✖✗✘⋮⋯⌘↻↺")
_AMOUNT = re.compile(r"(?<![\d.,])(\d{1,3}(?:,\d{3})+),(\d{2})(?![\d.,])")
_DOUBLE = re.compile(r"(\d)(?:\.,|,\.)(\d{2})(?!\d)")
_AROUND = 64
"""Pixels around a change that are looked at with it: they decide what it is."""
_APART, _SNAPS = 24, 40
_ALIKE, _SAME_PLACE, _PIECE = 0.7, 0.3, 0.7
_MOST_CHANGED = 0.4
_REMEMBERED = 16_384


@dataclass(frozen=True, slots=True)
class Line:
    """A text run: what it says, how sure that is (0 to 1), where it stands; whether a line is under it."""

    text: str = field(repr=False)
    confidence: float
    bounds: Box
    underlined: bool = False


@dataclass(frozen=True, slots=True)
class Sighting:
    """All that a picture shows: lines top down, elements surest first.

    reworded: the lines that were exchanged since the sighting before, old and new, where nothing else
    changed; None where more did, or there was none before.
    """

    lines: tuple[Line, ...] = ()
    found: tuple[Found, ...] = ()
    reworded: tuple[tuple[Line, Line], ...] | None = None


class Recognizer(Protocol):
    """Reads the ink of lines, one line each."""

    def recognize(self, lines: Sequence[Ink]) -> list[tuple[str, float]]:
        """Text and confidence (0 to 1) of each line, in order.

        :raises Unavailable: a part that it needs is not installed.
        """
        ...


class LineMemory:
    """Reads lines, those whose ink it has seen before from memory. read: how many it had to read."""

    def __init__(self, recognizer: Recognizer | None = None) -> None:
        self._recognizer = recognizer or Reader()
        self._held: Memory[bytes, tuple[str, float]] = Memory(_REMEMBERED)
        self.read = 0

    def texts(self, lines: Sequence[Ink]) -> list[tuple[str, float]]:
        """Text and confidence of each line, in order."""
        keys = [fingerprint(line) for line in lines]
        known = {key: answer for key in keys if (answer := self._held.get(key)) is not None}
        fresh = {key: line for key, line in zip(keys, lines, strict=True) if key not in known}
        self.read += len(fresh)
        for key, answer in zip(fresh, self._recognizer.recognize(list(fresh.values())), strict=True):
            self._held.put(key, answer)
            known[key] = answer
        return [known[key] for key in keys]


class Sighter:
    """One place that is looked at again and again: a window, a region, a picture."""

    def __init__(self, memory: LineMemory) -> None:
        self._memory = memory
        self._image: Image | None = None
        self._cuts: tuple[int, ...] = ()
        self._seen = Sighting()

    def see(self, image: Image, cuts: Sequence[int] = ()) -> Sighting:
        """What the picture, BGR, shows; it is kept, and must not be changed. cuts: x that no run crosses."""
        before, self._image = self._image, image
        cuts, known = tuple(cuts), self._cuts
        self._cuts = cuts
        if before is None or before.shape != image.shape or cuts != known:
            self._seen = self._fresh(image, cuts)
            return self._seen
        changes = changed(before, image)
        if sum(c.area for c in changes) > _MOST_CHANGED * image.shape[0] * image.shape[1]:
            self._seen = self._fresh(image, cuts)
            return self._seen
        last = self._seen
        for change in changes:
            self._seen = self._again(image, cuts, change)
        if changes:
            found = with_written(image, self._seen.found, changes)
            self._seen = replace(self._seen, found=found)
            self._seen = replace(self._seen, reworded=rewordings(last, self._seen, changes))
        return self._seen

    def _fresh(self, image: Image, cuts: Sequence[int]) -> Sighting:
        if min(image.shape[:2]) < 4 or is_blank(image):
            return Sighting()
        sight = look(image)
        return Sighting(self._all(image, sight, cuts), refined(image, sight.elements))

    def _all(
        self, image: Image, sight: Sight, cuts: Sequence[int], near: Box | None = None
    ) -> tuple[Line, ...]:
        """Every line of a picture, those on elements that were overlooked too; or only those near a place."""
        runs = runs_of(image, sight, cuts, near)
        called = [
            thing.bounds
            for thing in sight.elements
            if thing.role in _CALLED and (near is None or thing.bounds.overlaps(near))
        ]
        overlooked = self._lines(captions(image, called, runs))
        sure = [line for line in overlooked if line.confidence >= _SURE_CAPTION]
        return (*self._lines(runs), *sure)

    def _lines(self, runs: Sequence[Drawn]) -> tuple[Line, ...]:
        answers = self._memory.texts([run.ink for run in runs])
        return tuple(
            Line(counted(grouped(bare(text)), run.ink), confidence, run.bounds, underlined(run.ink))
            for run, (text, confidence) in zip(runs, answers, strict=True)
            if confidence >= (_SURE_SIGN if is_sign(text) else LEAST_CONFIDENCE) and not is_picture(text)
        )

    def _again(self, image: Image, cuts: Sequence[int], change: Box) -> Sighting:
        """What was seen, renewed where `change` reaches."""
        area = reached(change, self._seen, image)
        part = cut(image, area)
        inner = [x - area.x for x in cuts]
        sight = look(part)
        around = grown(change, 2)
        touched = moved(around, -area.x, -area.y)
        lines = [line for line in self._seen.lines if not line.bounds.overlaps(around)]
        for line in self._all(part, sight, inner, touched):
            if line.bounds.overlaps(touched):
                lines.append(replace(line, bounds=moved(line.bounds, area.x, area.y)))
        lines.sort(key=lambda one: (one.bounds.y + one.bounds.height // 2, one.bounds.x))
        here = grown(moved(change, -area.x, -area.y), _SNAPS)
        things = refined(part, [one for one in sight.elements if one.bounds.overlaps(here)])
        edge: Box = Rect(0, 0, image.shape[1], image.shape[0])

        def renewable(place: Box) -> bool:
            return place.overlaps(change) and inside(place, area, edge)

        places = [(moved(thing.bounds, area.x, area.y), thing) for thing in things]
        fresh = [replace(thing, bounds=place) for place, thing in places if renewable(place)]
        return Sighting(tuple(lines), kept(self._seen.found, fresh, renewable))


def with_written(image: Image, found: Sequence[Found], changes: Sequence[Box]) -> tuple[Found, ...]:
    """The elements, and the large fields in which a caret began or ceased to be drawn."""
    more: list[Found] = []
    for change in changes:
        known = any(f.role in _WRITTEN and f.bounds.holds_middle(change) for f in (*found, *more))
        if not known and (area := written_in(image, change)) is not None:
            states = frozenset({State.ENABLED, State.FOCUSED})
            more.append(Found(Role.ENTRY, area, states, _CARET_SEEN))
    return (*found, *more)


def kept(
    before: Sequence[Found], fresh: Sequence[Found], renewable: Callable[[Box], bool]
) -> tuple[Found, ...]:
    """Elements after a new look at some of them: what is told alike stays as it was."""
    left, found = list(fresh), []
    for old in before:
        if not renewable(old.bounds):
            found.append(old)
        elif same := next((new for new in left if alike(old, new)), None):
            left.remove(same)
            found.append(old)
    return (*found, *(new for new in left if not any(part_of(new, old) for old in found)))


def part_of(new: Found, old: Found) -> bool:
    """Whether a look at a part took a piece of an element for a whole one."""
    whole = old.role in _WHOLE or old.role is new.role
    return whole and old.bounds.intersection(new.bounds).area > _PIECE * new.bounds.area


def alike(old: Found, new: Found) -> bool:
    """Whether two looks saw the same element."""
    return old.role is new.role and old.states == new.states and old.bounds.iou(new.bounds) >= _ALIKE


def rewordings(
    before: Sighting, now: Sighting, changes: Sequence[Box]
) -> tuple[tuple[Line, Line], ...] | None:
    """The lines that were exchanged for others at their places, where that is all that changed."""
    if len(before.lines) != len(now.lines) or len(before.found) != len(now.found):
        return None
    if any(old is not new for old, new in zip(before.found, now.found, strict=True)):
        return None
    old, new = set(map(id, before.lines)), set(map(id, now.lines))
    gone = [line for line in before.lines if id(line) not in new]
    pairs: list[tuple[Line, Line]] = []
    for line in (one for one in now.lines if id(one) not in old):
        places = [one for one in gone if one.bounds.iou(line.bounds) >= _SAME_PLACE]
        if len(places) != 1:
            return None
        gone.remove(places[0])
        pairs.append((places[0], line))
    spots = [grown(a.bounds.union(b.bounds), 3) for a, b in pairs]
    return tuple(pairs) if all(any(s.contains(c) for s in spots) for c in changes) else None


def counted(text: str, ink: Ink) -> str:
    """A text; of a password's dots, as many as are drawn: a reader that sees them all alike loses count."""
    if len(text) < 3 or set(text) != {DOT}:
        return text
    drawn = np.asarray((ink > 100).any(axis=0))
    return str(DOT) * len(spans(drawn, 1))


def refined(image: Image, found: Sequence[Found]) -> tuple[Found, ...]:
    """The elements, those that have a border on it, look-alikes told apart."""
    return tuple(r for f in found if (r := reshaped(image, f)) is not None)


def reshaped(image: Image, thing: Found) -> Found | None:
    """The element on its border; what is drawn in it tells look-alikes apart. None: too unsure without a
    border, or without a box or a circle to tick."""
    if thing.role in _INDICATED:
        role, checked = by_shape(image, thing.role, thing.bounds)
        if checked is None and role is thing.role and thing.confidence < _SURE_INDICATED:
            return None
        states = thing.states - {State.CHECKED} if checked is not None else thing.states
        return replace(thing, role=role, states=states | {State.CHECKED} if checked else states)
    if thing.role in BORDERED:
        place, bordered = snapped(image, thing.bounds)
        if thing.confidence < SURE and not bordered:
            return None
        role = with_arrow(image, thing.role, place) if thing.role is Role.ENTRY else thing.role
        return replace(thing, role=role, bounds=place)
    return thing


def bare(text: str) -> str:
    """A text without the arrows, ticks and boxes that are drawn in front of it or behind it."""
    words = text.split(" ")
    while len(words) > 1 and words[0] in _PICTURES:
        words.pop(0)
    while len(words) > 1 and words[-1] in _PICTURES:
        words.pop()
    return " ".join(words)


def grouped(text: str) -> str:
    """A text in whose amounts the last sign is the decimal one: thousands are three digits, cents two.

    Dots and commas differ by a pixel in small letters; where two signs were seen for one, or the commas of
    thousands go on before two last digits, only one reading is an amount. Dots that go on may be an address.
    """
    text = _DOUBLE.sub(r"\1.\2", text)
    return _AMOUNT.sub(r"\1.\2", text)


def is_sign(text: str) -> bool:
    """Whether a text may as well be a little picture: an arrow, a cross."""
    return len(text) <= 2 and not any(c.isalnum() and c != "v" for c in text)


def is_picture(text: str) -> bool:
    """Whether a text is a tick, a triangle, a box: what interfaces draw and do not write."""
    return len(text) <= 2 and all(c in _PICTURES for c in text)


def runs_of(image: Image, sight: Sight, cuts: Sequence[int], near: Box | None) -> list[Drawn]:
    """The text runs of a picture, or only those near a place, none across a cut."""
    own = [thing.bounds for thing in sight.elements if thing.role in _PARTING]
    runs = parted(text_runs(image, sight.texts, near), own)
    for x in cuts:
        runs = [part for run in runs for part in run.parts(x)]
    return runs


def changed(before: Image, now: Image) -> list[Box]:
    """Places that differ between two pictures of one shape; those near each other are one."""
    differs = np.asarray(cv2.absdiff(before, now), dtype=np.uint8).reshape(now.shape[0], -1)
    rows = np.asarray(eights(differs).any(axis=1))
    found: list[Box] = []
    for top, bottom in spans(rows, _APART):
        columns = np.asarray(differs[top:bottom].max(axis=0).reshape(-1, 3).any(axis=1))
        found += [Rect(left, top, right - left, bottom - top) for left, right in spans(columns, 2 * _APART)]
    return found


def eights(rows: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8] | npt.NDArray[np.uint64]:
    """The same bytes eight at a time, where that is possible: only whether they are zero matters."""
    return rows.view(np.uint64) if rows.shape[1] % 8 == 0 else rows


def reached(change: Box, seen: Sighting, image: Image) -> Box:
    """The area to look at for a change: what it touches as a whole, and what is around that."""
    whole, around = change, grown(change, 2)
    for line in seen.lines:
        if line.bounds.overlaps(around):
            whole = whole.union(line.bounds)
    for thing in seen.found:
        if thing.role in _WHOLE and thing.bounds.overlaps(change):
            whole = whole.union(thing.bounds)
    everything: Box = Rect(0, 0, image.shape[1], image.shape[0])
    return grown(whole, _AROUND).intersection(everything)


def inside(place: Box, area: Box, edge: Box) -> bool:
    """Whether a place lies in a looked-at area, not cut by its edge unless that is the picture's own."""
    return (
        (place.x > area.x + 2 or area.x == edge.x)
        and (place.y > area.y + 2 or area.y == edge.y)
        and (place.right < area.right - 2 or area.right == edge.right)
        and (place.bottom < area.bottom - 2 or area.bottom == edge.bottom)
        and place.overlaps(area)
    )


def grown(box: Box, by: int) -> Box:
    return Rect(box.x - by, box.y - by, box.width + 2 * by, box.height + 2 * by)


def moved(box: Box, dx: int, dy: int) -> Box:
    return Rect(box.x + dx, box.y + dy, box.width, box.height)

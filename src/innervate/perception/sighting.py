"""What a picture shows, kept up to date: of a picture that changed only the change is looked at and read
again.

Promises: the same pixels cost one comparison; a changed line costs its surroundings; pixels of a line that
were read before are never read again, wherever they stand. Answers are those of a fresh look wherever the
change can have reached. Blocking: call it in a thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial, reduce
from typing import Protocol

from innervate.core.geometry import Rect
from innervate.core.vocabulary import Role, State
from innervate.perception.boxes_to_tick import with_boxes
from innervate.perception.bullets import with_bullets
from innervate.perception.carets import on_its_line, outlived, written_in
from innervate.perception.changes import (
    CALLED,
    INDICATED,
    Box,
    Line,
    Sighting,
    changed,
    grown,
    inside,
    kept,
    lengthened,
    moved,
    reached,
    rewordings,
)
from innervate.perception.detector import BORDERED, Found, Sight, look
from innervate.perception.drawn import Drawn
from innervate.perception.gaps import apart, without_picture
from innervate.perception.indicators import indicator
from innervate.perception.ink import Ink, underlined
from innervate.perception.insides import unframed
from innervate.perception.keys import keys_of
from innervate.perception.memory import Memory
from innervate.perception.picture import Image, cut, fingerprint, is_blank
from innervate.perception.reader import BELIEVED, Reader, is_secret
from innervate.perception.refining import refined, still_drawn
from innervate.perception.region import HOLDING
from innervate.perception.runs import captions, parted, text_runs, without
from innervate.perception.sliders import clear_of, is_slider, sliders_in, sliders_near, with_sliders
from innervate.perception.wording import bare, is_picture, is_sign, worded

_SURE_SIGN, _SURE_CAPTION = 0.95, 0.96
_DOTS, _SURE_DOTS = 4, 0.4
"""A row of so many dots is a password; which dots they are need not be sure."""
_SURE_KEY = 0.4
"""On a key stands a sign, so less is enough."""
_CARET_SEEN = 0.6
_PARTING = CALLED | INDICATED | BORDERED | {Role.CELL, Role.COLUMN_HEADER, Role.ICON}
_SNAPS = 40
_LINE = 64
"""Height of the highest field of one line, in pixels."""
_MOST_CHANGED, _MOST_PATCHED = 0.4, 1.0
"""Share of the picture that changes at once, and bit by bit, before all of it is looked at anew: what was
told wrong of something large would else stay, since no change takes it in whole."""
_REMEMBERED = 16_384


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
        self._written: tuple[Box, ...] = ()
        self._patched = 0

    def see(self, image: Image, cuts: Sequence[int] = ()) -> Sighting:
        """What the picture, BGR, shows; it is kept, and must not be changed. cuts: x that no run crosses."""
        before, self._image = self._image, image
        cuts, known = tuple(cuts), self._cuts
        self._cuts = cuts
        if before is None or before.shape != image.shape or cuts != known:
            self._seen = self._fresh(image, cuts)
            return self._seen
        changes = changed(before, image)
        much, whole = sum(c.area for c in changes), image.shape[0] * image.shape[1]
        self._patched += much
        if much > _MOST_CHANGED * whole or self._patched > _MOST_PATCHED * whole:
            self._seen = self._fresh(image, cuts)
            return self._seen
        if not changes:
            return self._seen
        last = self._seen
        places = sliders_near(image, changes)
        self._seen = replace(last, found=with_sliders(last.found, places))
        for change in changes:
            self._seen = self._again(image, cuts, change)
        found = with_sliders(self._with_written(image, changes), places)
        self._seen = replace(self._seen, found=with_boxes(image, found))
        self._seen = replace(self._seen, reworded=rewordings(last, self._seen, changes))
        return self._seen

    def _with_written(self, image: Image, changes: Sequence[Box]) -> tuple[Found, ...]:
        """The elements seen, with the large fields that carets tell, without those that such once told."""
        gone = {place for place in self._written if outlived(place, changes)}
        found = tuple(f for f in self._seen.found if f.role is not Role.ENTRY or f.bounds not in gone)
        more = with_written(image, found, changes)
        fresh = {f.bounds for f in more[len(found) :]}
        self._written = (*(place for place in self._written if place not in gone), *fresh)
        return more

    def _fresh(self, image: Image, cuts: Sequence[int]) -> Sighting:
        self._patched = 0
        if min(image.shape[:2]) < 4 or is_blank(image):
            return Sighting()
        sight = look(image)
        sliders = list(sliders_in(image, Rect(0, 0, image.shape[1], image.shape[0])))
        found = with_boxes(image, with_sliders(refined(image, sight.elements), sliders))
        return Sighting(self._all(image, sight, cuts, keys_of(sight.elements), found), found)

    def _all(
        self,
        image: Image,
        sight: Sight,
        cuts: Sequence[int],
        keys: Sequence[Box],
        found: Sequence[Found],
        near: Box | None = None,
    ) -> tuple[Line, ...]:
        """Every line of a picture, those on elements that were overlooked too; or only those near a place.

        keys: of keypads. found: the elements on their borders.
        """
        fields = [f.bounds for f in found if f.role in HOLDING and f.bounds.height <= _LINE]
        sliders = [f.bounds for f in found if f.role is Role.SLIDER and is_slider(image, f.bounds)]
        runs = clear_of(unframed(image, runs_of(image, sight, cuts, near), fields), sliders)
        called = [
            thing.bounds
            for thing in sight.elements
            if thing.role in CALLED and (near is None or thing.bounds.overlaps(near))
        ]
        overlooked = self._lines(captions(image, called, runs), keys)
        sure = [line for line in overlooked if line.confidence >= _SURE_CAPTION or on_one(line.bounds, keys)]
        return with_bullets(image, (*self._lines(runs, keys), *sure), fields)

    def _lines(self, runs: Sequence[Drawn], keys: Sequence[Box]) -> tuple[Line, ...]:
        answers = self._memory.texts([run.ink for run in runs])
        parts = [apart(run, text) for run, (text, _) in zip(runs, answers, strict=True)]
        cut = [part for one in parts if len(one) > 1 for part in one]
        again = iter(self._memory.texts([part.ink for part in cut]))
        read = [
            (part, *(answer if len(one) == 1 else next(again)))
            for one, answer in zip(parts, answers, strict=True)
            for part in one
        ]
        read = self._without_pictures(read)
        return tuple(
            Line(worded(text, part.ink), confidence, part.bounds, underlined(part.ink))
            for part, text, confidence in read
            if confidence >= (_SURE_KEY if on_one(part.bounds, keys) else least_of(text))
            if not is_picture(text)
        )

    def _without_pictures(self, read: Sequence[tuple[Drawn, str, float]]) -> list[tuple[Drawn, str, float]]:
        """The runs with what they say, without little pictures in which nothing was read."""
        found = list(read)
        tried = [
            (i, words, part)
            for i, (run, text, _) in enumerate(read)
            if (words := bare(text))
            for part in without_picture(run, text, words)
        ]
        answers = self._memory.texts([part.ink for _, _, part in tried])
        for (i, words, part), (text, confidence) in zip(tried, answers, strict=True):
            if text == words and part.bounds.width < found[i][0].bounds.width:
                found[i] = (part, text, confidence)
        return found

    def _again(self, image: Image, cuts: Sequence[int], change: Box) -> Sighting:
        """What was seen, renewed where `change` reaches."""
        area = reached(change, self._seen, image)
        part = cut(image, area)
        inner = [x - area.x for x in cuts]
        sight = look(part)
        around = grown(change, 2)
        gone = [line for line in self._seen.lines if line.bounds.overlaps(around)]
        others = [line for line in self._seen.lines if not line.bounds.overlaps(around)]
        stirred = [around, *(line.bounds for line in gone)]
        near = moved(reduce(Rect.union, stirred), -area.x, -area.y)
        keys = [moved(key, -area.x, -area.y) for key in keys_of(self._seen.found)]
        here = grown(moved(change, -area.x, -area.y), _SNAPS)
        things = refined(part, [one for one in sight.elements if one.bounds.overlaps(here)])
        known = [f for f in self._seen.found if f.bounds.overlaps(area)]
        near_by = [*things, *(replace(f, bounds=moved(f.bounds, -area.x, -area.y)) for f in known)]
        read = [
            replace(line, bounds=moved(line.bounds, area.x, area.y))
            for line in self._all(part, sight, inner, keys, near_by, near)
        ]
        again = [line for line in read if any(line.bounds.overlaps(place) for place in stirred)]
        if parts := lengthened(others, again):
            return self._again(image, cuts, reduce(Rect.union, parts, change))
        lines = [*others, *again]
        lines.sort(key=lambda one: (one.bounds.y + one.bounds.height // 2, one.bounds.x))
        edge: Box = Rect(0, 0, image.shape[1], image.shape[0])

        def renewable(place: Box) -> bool:
            return place.overlaps(change) and inside(place, area, edge)

        places = [(moved(thing.bounds, area.x, area.y), thing) for thing in things]
        fresh = [replace(thing, bounds=place) for place, thing in places if renewable(place)]
        found = kept(self._seen.found, fresh, renewable, partial(still_drawn, image))
        return Sighting(tuple(lines), found)


def on_one(place: Box, keys: Sequence[Box]) -> bool:
    """Whether a place is on one of the keys."""
    return any(key.holds_middle(place) for key in keys)


def least_of(text: str) -> float:
    """The confidence from which on a text is believed to be there."""
    if is_sign(text):
        return _SURE_SIGN
    return _SURE_DOTS if len(text) >= _DOTS and is_secret(text) else BELIEVED


def with_written(image: Image, found: Sequence[Found], changes: Sequence[Box]) -> tuple[Found, ...]:
    """The elements, and the large fields in which a caret began or ceased to be drawn."""
    more: list[Found] = []
    for change in changes:
        known = any(f.role in HOLDING and f.bounds.holds_middle(change) for f in (*found, *more))
        area = None if known else written_in(image, change)
        if area is not None and on_its_line(area, change, changes):
            states = frozenset({State.ENABLED, State.FOCUSED})
            more.append(Found(Role.ENTRY, area, states, _CARET_SEEN))
    return (*found, *more)


def runs_of(image: Image, sight: Sight, cuts: Sequence[int], near: Box | None) -> list[Drawn]:
    """The text runs of a picture, or only those near a place, none across a cut."""
    own = [thing.bounds for thing in sight.elements if thing.role in _PARTING]
    runs = parted(text_runs(image, sight.texts, near), own)
    ticked = [thing.bounds for thing in sight.elements if thing.role in INDICATED]
    runs = without(runs, [found[0] for box in ticked if (found := indicator(image, box)) is not None])
    for x in cuts:
        runs = [part for run in runs for part in run.parts(x)]
    return runs

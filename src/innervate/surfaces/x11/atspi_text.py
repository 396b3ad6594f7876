"""Where the words of a text stand: its visible lines, cut apart where a reader would see a gap.

A PDF page says "Claim number:CLM-48213" where label and value stand far apart, so the place of the characters
decides: a line is cut where the next character begins more than one em after the last one ended, or on
another height. Every third character is asked for, and those between only where a gap of one em could hide:
three times fewer calls, no gap missed. Blank runs (a tab, two spaces) cut too. In a text that flows nothing
else does, so there only spans that are higher than a line are looked into. Promises: at most 200 lines, only
such as show; cuts are remembered by place in the text and size, so scrolling costs one call a line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from innervate.core.geometry import Device, Rect
from innervate.surfaces.x11.atspi_bus import Bus, Ref
from innervate.surfaces.x11.atspi_calls import Answer, answers_of

Line = tuple[str, Rect[Device]]
Span = tuple[int, int]
Cuts = dict[tuple[int, int, int, int], tuple[Span, ...]]
"""By start, end, width and height of a span: the spans into which it is cut."""

_TEXT = "org.a11y.atspi.Text"
_SCREEN = 0
_STRIDE = 3
_SPANS = 400
_LINES = 200
_LONG = 3_000
_CHARACTERS = 6_000
_WORDS = re.compile(r"[^\s\ufffc]+(?:[^\S\n\t][^\s\ufffc]+)*")
# A span so many times higher than the lowest one is wrapped onto several lines.
_WRAPPED = 1.6
# The narrowest letters are about a fifth of an em wide.
_NARROW = 0.2


async def read_lines(
    bus: Bus, ref: Ref, text: str, area: Rect[Device] | None, cuts: Cuts, *, flows: bool = False
) -> tuple[tuple[Line, ...], Cuts]:
    """The lines that show within `area`, and the cuts to hand in at the next reading of the same text.

    flows: words stand apart only where the text says so, as in an editor.
    """
    reader = _Lines(bus, ref, text)
    first, last = await reader.shown(area) if len(text) > _LONG and area is not None else (0, len(text))
    spans = [found.span() for found in _WORDS.finditer(text, first, last)][:_SPANS]
    places = await reader.ranges(spans)
    single = min((place.height for place in places if place is not None), default=0) * _WRAPPED
    kept: Cuts = {}
    todo: list[tuple[Span, Rect[Device]]] = []
    budget = _CHARACTERS
    for span, place in zip(spans, places, strict=True):
        if place is None or (area is not None and not place.overlaps(area)):
            continue
        key = (*span, place.width, place.height)
        if key in cuts:
            kept[key] = cuts[key]
        elif flows and place.height <= single:
            kept[key] = (span,)
        elif (budget := budget - (span[1] - span[0])) >= 0:
            todo.append((span, place))
    for (span, place), pieces in zip(todo, await reader.cut([span for span, _ in todo]), strict=True):
        kept[(*span, place.width, place.height)] = pieces
    whole = {(*span, p.width, p.height): p for span, p in zip(spans, places, strict=True) if p is not None}
    return await reader.lines(kept, whole, area), kept


class _Lines:
    def __init__(self, bus: Bus, ref: Ref, text: str) -> None:
        self._bus, self._ref, self._text = bus, ref, text

    async def shown(self, area: Rect[Device]) -> Span:
        """The part of a long text that lies between two corners of the area, by whole lines."""
        corners = ((area.x + 2, area.y + 2), (area.right - 2, area.bottom - 2))
        asked = [self._call("GetOffsetAtPoint", "iiu", [x, y, _SCREEN]) for x, y in corners]
        found = [answer[0] if answer else -1 for answer in await answers_of(asked)]
        first, last = (offset if isinstance(offset, int) and offset >= 0 else None for offset in found)
        start = self._text.rfind("\n", 0, first) + 1 if first else 0
        end = self._text.find("\n", last) if last is not None else -1
        return start, len(self._text) if end < 0 else end

    async def ranges(self, spans: Sequence[Span]) -> list[Rect[Device] | None]:
        asked = [self._call("GetRangeExtents", "iiu", [start, end, _SCREEN]) for start, end in spans]
        return [_place(answer) for answer in await answers_of(asked)]

    async def cut(self, spans: Sequence[Span]) -> list[tuple[Span, ...]]:
        """The spans cut apart where the characters stand apart."""
        samples = [[*range(start, end - 1, _STRIDE), end - 1] for start, end in spans]
        places = await self._characters({offset for sample in samples for offset in sample})
        doubtful = [
            (left, right)
            for sample in samples
            for left, right in pairwise(sample)
            if right - left > 1 and _apart(places.get(left), places.get(right), right - left)
        ]
        places |= await self._characters({at for left, right in doubtful for at in range(left + 1, right)})
        wide = {pair[0] for pair in doubtful}
        pieces = []
        for (start, end), sample in zip(spans, samples, strict=True):
            pairs = [
                (at, at + 1)
                for left, right in pairwise(sample)
                if left in wide or right - left == 1
                for at in range(left, right)
            ]
            at = [right for left, right in pairs if _apart(places.get(left), places.get(right), 1)]
            pieces.append(tuple(zip([start, *at], [*at, end], strict=True)))
        return pieces

    async def lines(
        self, cuts: Cuts, whole: dict[tuple[int, int, int, int], Rect[Device]], area: Rect[Device] | None
    ) -> tuple[Line, ...]:
        """The pieces with their places; those that were not cut have the place of their span."""
        pieces = [piece for key in cuts for piece in cuts[key] if len(cuts[key]) > 1]
        places = dict(zip(pieces, await self.ranges(pieces), strict=True))
        for key, parts in cuts.items():
            if len(parts) == 1:
                places[parts[0]] = whole[key]
        shown = [
            (self._text[start:end].strip(), place)
            for (start, end), place in sorted(places.items())
            if place is not None and (area is None or place.overlaps(area))
        ]
        return tuple(line for line in shown if line[0])[:_LINES]

    async def _characters(self, offsets: set[int]) -> dict[int, Rect[Device]]:
        ordered = sorted(offsets)
        asked = [self._call("GetCharacterExtents", "iu", [offset, _SCREEN]) for offset in ordered]
        answers = await answers_of(asked)
        found = zip(ordered, (_place(answer) for answer in answers), strict=True)
        return {offset: place for offset, place in found if place is not None}

    def _call(self, member: str, signature: str, body: Sequence[object]) -> Answer:
        return self._bus.call(self._ref, _TEXT, member, signature, body)


def _place(said: Sequence[object]) -> Rect[Device] | None:
    numbers = [value for value in said if isinstance(value, int)]
    if len(numbers) != 4 or numbers[3] <= 0 or numbers[2] < 0 or min(numbers[:2]) <= -(2**31):
        return None
    return Rect(*numbers)


def _apart(left: Rect[Device] | None, right: Rect[Device] | None, steps: int) -> bool:
    """Whether a cut lies, or between characters that were not asked for could lie, between the two."""
    if left is None or right is None:
        return False
    em = max(left.height, right.height)
    middle = (right.y + right.bottom - left.y - left.bottom) / 2
    gap = right.x - left.right
    limit = em * (1.0 + _NARROW * (steps - 1))
    return gap > limit or gap < -0.5 * em or abs(middle) > 0.5 * min(left.height, right.height) + 1

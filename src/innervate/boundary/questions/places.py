"""What stands around each value of a text: its labels, the cells of its row and column, its sentence.

A text is read as people lay it out: "label: value" lines, tables with bars or wide gaps, a label in the line
above, headings over several lines, and prose, where words belong to the value that is nearest to them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from innervate.boundary.questions.lexical import own_part
from innervate.boundary.questions.spans import Span

_LONGEST_LABEL = 60
_LONGEST_HEADING = 48
_ROW, _COLUMN, _ABOVE, _HEADING = 1.0, 1.0, 0.95, 0.5
"""How sure it is that the words of a row, a column, the line above, and a heading say what a value is."""
_CELLS = re.compile(r"\s*\|\s*|\s*\.{2,}\s*|\s+[·•]\s+|\s{2,}|\t+")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[^\W_a-z])|\n")
_ABBREVIATED = re.compile(
    r"(?:\b(?:no|nr|mr|mrs|ms|dr|prof|approx|ca|st|incl|excl|ref|tel|art)|(?<![\d.,])\d{1,2})\.$",
    re.IGNORECASE,
)
_RULE = re.compile(r"^[\s|:+=_*~–—-]*$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """text[start:end] may say what a value is. nearness: 1 for its label, less for what is farther off."""

    start: int
    end: int
    nearness: float


@dataclass(frozen=True, slots=True)
class Place:
    """A value with its phrases. start, end: its clause, that is its sentence or cell.

    quoted: whether it is of another's mail. label: whether it stands beside a label of its own, in a form or
    a table.
    """

    span: Span
    phrases: tuple[Phrase, ...]
    start: int
    end: int
    quoted: bool
    label: bool


@dataclass(frozen=True, slots=True)
class _Cell:
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str
    cells: tuple[_Cell, ...]

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def places(text: str, found: Sequence[Span]) -> list[Place]:
    """The place of each value."""
    lines = _lines(text)
    own = len(own_part(text)[0].rstrip())
    quoted = _quoted(text)
    sentences = _sentences(text)
    begins = [line.start for line in lines]
    told = []
    for span in found:
        index = bisect_right(begins, span.start) - 1
        labels = [p for p in _labels(lines, index, span, found) if text[p.start : p.end].strip()]
        start, end = _clause(lines[index], span, sentences)
        inside = bool(own) and any(first <= span.start < last for first, last in quoted)
        told.append(Place(span, tuple(labels), start, end, inside, bool(labels)))
    headings = [_heading(lines, bisect_right(begins, span.start) - 1, found) for span in found]
    if len(set(headings)) > 1:
        told = [replace(one, phrases=one.phrases + head) for one, head in zip(told, headings, strict=True)]
    return told


def _lines(text: str) -> list[_Line]:
    lines, at = [], 0
    for raw in text.splitlines(keepends=True) or [""]:
        body = raw.rstrip("\r\n")
        cells, start = [], 0
        for gap in (*_CELLS.finditer(body), None):
            end = len(body) if gap is None else gap.start()
            if body[start:end].strip():
                cells.append(_Cell(at + start, at + end, body[start:end]))
            start = 0 if gap is None else gap.end()
        lines.append(_Line(at, body, tuple(cells)))
        at += len(raw)
    return lines


def _quoted(text: str) -> list[tuple[int, int]]:
    """The parts that are quoted, as `own_part` tells them."""
    rest = own_part(text)[0].splitlines(keepends=True)
    found, at = [], 0
    for line in text.splitlines(keepends=True):
        if rest and rest[0] == line:
            rest.pop(0)
        else:
            found.append((at, at + len(line)))
        at += len(line)
    return found


def _labels(lines: Sequence[_Line], index: int, span: Span, found: Sequence[Span]) -> Iterable[Phrase]:
    """What a form or a table calls the value, with how sure that is."""
    line = lines[index]
    if len(line.cells) > 1:
        yield from _of_table(lines, index, span, found)
        return
    previous = max(
        (s.end for s in found if line.start <= s.start and s.end <= span.start), default=line.start
    )
    label = _before_a_colon(line, previous, span.start)
    if label is not None:
        yield label
    elif line.text.strip(" .,;") == span.text and index and not _holds(lines[index - 1], found):
        above = lines[index - 1]
        if len(above.text) <= _LONGEST_LABEL:
            yield Phrase(above.start, above.end, _ABOVE)


def _before_a_colon(line: _Line, previous: int, until: int) -> Phrase | None:
    """The words before the last colon before a value, if that stands near it."""
    between = line.text[previous - line.start : until - line.start]
    lead, colon, rest = between.rpartition(":")
    if not colon or len(rest.split()) > 3:
        return None
    cut = max((m.end() for m in re.finditer(r"[;•|,(]\s*|\s-\s", lead)), default=0)
    if len(lead) - cut > _LONGEST_LABEL:
        return None
    return Phrase(previous + cut, previous + len(lead), 1.0)


def _holds(line: _Line, found: Sequence[Span]) -> bool:
    return any(line.start <= s.start < line.end for s in found)


def _of_table(lines: Sequence[_Line], index: int, span: Span, found: Sequence[Span]) -> Iterator[Phrase]:
    """The words in the value's cell; else the cells of words before it, and the head of its column."""
    line = lines[index]
    column = max((n for n, cell in enumerate(line.cells) if cell.start <= span.start), default=0)
    cell = line.cells[column]
    lead = cell.text[: span.start - cell.start].strip(" :+-–−")
    if any(c.isalpha() for c in lead):
        yield Phrase(cell.start, span.start, 1.0)
        return
    yield from _of_row(line, column, found)
    head = _head(lines, index, cell)
    if head is not None:
        yield Phrase(head.start, head.end, _COLUMN)


def _of_row(line: _Line, column: int, found: Sequence[Span]) -> Iterator[Phrase]:
    """The row's cells of words: those before the value, or the ones after it where there are none."""
    wordy = [n for n, c in enumerate(line.cells) if n != column and any(x.isalpha() for x in _bare(c, found))]
    before = [n for n in wordy if n < column]
    for n in before or wordy:
        yield Phrase(line.cells[n].start, line.cells[n].end, _ROW)


def _bare(cell: _Cell, found: Sequence[Span]) -> str:
    """A cell's text without the values in it."""
    text = cell.text
    for span in found:
        if cell.start <= span.start < cell.end:
            text = text.replace(span.text, " ")
    return text


def _head(lines: Sequence[_Line], index: int, cell: _Cell) -> _Cell | None:
    """The cell over a cell, in the first line of its block of lines with cells, if that holds no figures."""
    first = index
    while first and (len(lines[first - 1].cells) > 1 or _rules(lines[first - 1])):
        first -= 1
    while first < index and _rules(lines[first]):
        first += 1
    header = lines[first]
    if first == index or any(c.isdigit() for c in header.text):
        return None
    if len(header.cells) == len(lines[index].cells):
        return header.cells[lines[index].cells.index(cell)]
    left, right = cell.start - lines[index].start, cell.end - lines[index].start
    over = [(_overlap(c, header.start, left, right), c) for c in header.cells]
    best = max(over, key=lambda one: one[0], default=(0, None))
    return best[1] if best[0] > 0 else None


def _overlap(cell: _Cell, start: int, left: int, right: int) -> int:
    return min(cell.end - start, right) - max(cell.start - start, left)


def _rules(line: _Line) -> bool:
    """Whether a line only draws: it parts the head of a table from its rows."""
    return bool(line.text.strip()) and bool(_RULE.match(line.text))


def _heading(lines: Sequence[_Line], index: int, found: Sequence[Span]) -> tuple[Phrase, ...]:
    """The nearest line above that looks like a heading: short, without a value, and no sentence."""
    for n in range(index - 1, -1, -1):
        line = lines[n]
        told = line.text.strip()
        if not told or _rules(line) or _holds(line, found):
            continue
        if len(told) <= _LONGEST_HEADING and told[-1] not in ".,;!?" and len(line.cells) == 1:
            return (Phrase(line.start, line.end, _HEADING),)
        return ()
    return ()


def _sentences(text: str) -> list[int]:
    """Where sentences begin, in order; the last entry is the end of the text."""
    starts = [0]
    for match in _SENTENCE_END.finditer(text):
        lead = text[max(0, match.start() - 8) : match.start()]
        if text[match.start()] == "\n" or not _ABBREVIATED.search(lead):
            starts.append(match.end())
    return [*starts, len(text)]


def _clause(line: _Line, span: Span, starts: Sequence[int]) -> tuple[int, int]:
    """Where the sentence or, in a table, the cell of a value begins and ends."""
    index = bisect_right(starts, span.start, hi=len(starts) - 1)
    start = starts[index - 1]
    end = next((at for at in starts[index:] if at >= span.end), starts[-1])
    if len(line.cells) > 1:
        cell = max((c for c in line.cells if c.start <= span.start), key=lambda c: c.start, default=None)
        if cell is not None:
            return max(start, cell.start), max(span.end, min(end, cell.end))
    return start, end

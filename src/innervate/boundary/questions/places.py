"""What stands around each value of a text: what it is called by labels, columns, rows and sentences.

A text is read as people lay it out: "label: value" lines, tables with bars or wide gaps, a label in the line
above, and prose, where the words of the same clause belong to the value that is nearest to them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from innervate.boundary.questions.lexical import own_part
from innervate.boundary.questions.spans import Span

_LONGEST_LABEL = 60
_CELLS = re.compile(r"\s*\|\s*|\s*\.{3,}\s*|\s+[·•]\s+|\s{2,}|\t+")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[^\W_a-z])|\n")
_ABBREVIATED = re.compile(
    r"(?:\b(?:no|nr|mr|mrs|ms|dr|prof|approx|ca|st|incl|excl|ref|tel|art)|(?<![\d.,])\d{1,2})\.$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that may say what a value is. nearness: 1 for its label, less for what stands farther off."""

    text: str
    nearness: float


@dataclass(frozen=True, slots=True)
class Place:
    """A value with its phrases. before, after: its clause's text on both sides. quoted: of another's mail.

    label: whether it stands beside a label of its own, in a form or a table.
    """

    span: Span
    phrases: tuple[Phrase, ...]
    before: str
    after: str
    quoted: bool
    label: bool


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str
    cells: tuple[tuple[int, str], ...]


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
        labels = _labels(lines, index, span, found)
        before, after = _clause(text, span, sentences)
        phrases = [Phrase(label, nearness) for label, nearness in labels if label.strip()]
        inside = bool(own) and any(start <= span.start < end for start, end in quoted)
        told.append(Place(span, tuple(phrases), before, after, inside, bool(phrases)))
    return told


def _lines(text: str) -> list[_Line]:
    lines, at = [], 0
    for raw in text.splitlines(keepends=True) or [""]:
        body = raw.rstrip("\r\n")
        cells, start = [], 0
        for gap in (*_CELLS.finditer(body), None):
            end = len(body) if gap is None else gap.start()
            if body[start:end].strip():
                cells.append((at + start, body[start:end]))
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


def _labels(
    lines: Sequence[_Line], index: int, span: Span, found: Sequence[Span]
) -> Iterable[tuple[str, float]]:
    """What a form or a table calls the value, with how sure that is."""
    line = lines[index]
    inside = [s for s in found if line.start <= s.start < line.start + len(line.text)]
    if len(line.cells) > 1:
        yield from _of_table(lines, index, span)
        return
    lead = line.text[: span.start - line.start]
    previous = max((s.end - line.start for s in inside if s.end <= span.start), default=0)
    between = lead[previous:]
    if ":" in between and len(between.rsplit(":", 1)[1].split()) <= 3:
        label = re.split(r"[;•|]|\s-\s|,\s", between.rsplit(":", 1)[0])[-1]
        if len(label) <= _LONGEST_LABEL:
            yield label, 1.0
            return
    if line.text.strip(" .,;") == span.text and index and not _holds(lines[index - 1], found):
        label = lines[index - 1].text
        if label.strip() and len(label) <= _LONGEST_LABEL:
            yield label, 0.95


def _holds(line: _Line, found: Sequence[Span]) -> bool:
    return any(line.start <= s.start < line.start + len(line.text) for s in found)


def _of_table(lines: Sequence[_Line], index: int, span: Span) -> Iterable[tuple[str, float]]:
    line = lines[index]
    column = max((n for n, (start, _) in enumerate(line.cells) if start <= span.start), default=0)
    start, cell = line.cells[column]
    lead = cell[: span.start - start].strip(" :")
    if any(c.isalpha() for c in lead):
        yield lead, 1.0
        return
    if column:
        first = line.cells[0][1].strip(" :")
        if any(c.isalpha() for c in first):
            yield first, 1.0
    header = _header(lines, index)
    if header is not None and len(header.cells) == len(line.cells):
        yield header.cells[column][1], 1.0


def _header(lines: Sequence[_Line], index: int) -> _Line | None:
    """The first line of the block of lines with cells, if it holds no figures."""
    first = index
    while first and len(lines[first - 1].cells) > 1:
        first -= 1
    header = lines[first]
    return None if first == index or any(c.isdigit() for c in header.text) else header


def _sentences(text: str) -> list[int]:
    """Where sentences begin, in order; the last entry is the end of the text."""
    starts = [0]
    for match in _SENTENCE_END.finditer(text):
        lead = text[max(0, match.start() - 8) : match.start()]
        if text[match.start()] == "\n" or not _ABBREVIATED.search(lead):
            starts.append(match.end())
    return [*starts, len(text)]


def _clause(text: str, span: Span, starts: Sequence[int]) -> tuple[str, str]:
    """The sentence's text before and after a value."""
    index = bisect_right(starts, span.start, hi=len(starts) - 1)
    end = next((start for start in starts[index:] if start >= span.end), len(text))
    return text[starts[index - 1] : span.start], text[span.end : end].rstrip()

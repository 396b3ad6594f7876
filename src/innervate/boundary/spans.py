"""Where in a longer text values of any type stand: for masks of level `open`, and for scoring.

Promises: spans don't overlap, come in order, and each is told by the same parts that tell a whole text, so
that it gets the type that it would have alone. It is a detector and misses some: nothing that must not cross
may hang on it. `questions.spans` is for `extract`: it looks for one type, reads each value's datum, and never
guesses by words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from innervate.boundary.classifier import shipped
from innervate.boundary.shapes import type_by_shape
from innervate.core.values import ValueType


@dataclass(frozen=True, slots=True)
class Span:
    """A value within a text. start, end: of its characters, the end exclusive."""

    start: int
    end: int
    type: ValueType


@dataclass(frozen=True, slots=True)
class Found:
    """A value that was found in a text."""

    type: ValueType
    text: str = field(repr=False)


_TOKEN = re.compile(r"[^\s,;!?\"“”„«»<>()\[\]{}|]+|[,;()|\n]")
_ENDS = ".:'’…"
_MOST_TOKENS = 8
_MOST_NAME = 7
_SURE = 0.72
# Words in small letters that stand within names.
_WITHIN = frozenset(
    "of de la le du des van von der den del della di da dos do al bin y e and & the und et for"
    " zu zum am an im".split()
)
_LAST_WORDS = frozenset("and & the of for de und et y e im am an zu".split())
# Capitalised because a sentence begins with them.
_FIRST_WORDS = frozenset(
    "a an and are as at be but by can could dear did do for from he hello her hi his how i if in is"
    " it its last me my no not of on or our please she so thanks thank that the their there these"
    " they this those to was we were what when where which who why with would yes you your der die"
    " das ein eine ich sie wir es und mit von zu am im bitte les un une je il elle nous vous et los"
    " las una yo en y por para".split()
)
_NEVER_A_SPAN = frozenset({ValueType.NUMBER})


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str

    @property
    def mark(self) -> bool:
        return not any(c.isalnum() for c in self.text)

    @property
    def name_like(self) -> bool:
        first = self.text[0]
        return first.isupper() or first.isdigit() or (first.isalpha() and not first.islower())


def spans(text: str) -> list[Span]:
    """Values in the text, numbers of nothing known left out."""
    tokens = list(_tokens(text))
    found: list[Span] = []
    at = 0
    while at < len(tokens):
        span, used = _shaped(text, tokens, at)
        if span is None:
            span, used = _named(text, tokens, at)
        if span is not None:
            found.append(span)
        at += max(used, 1)
    return found


def pieces(text: str) -> Iterator[str | Found]:
    """The text cut at its values, in order; in no piece of text that is left another value is found."""
    found, done = spans(text), 0
    if not found:
        yield text
        return
    for span in found:
        yield from pieces(text[done : span.start])
        yield Found(span.type, text[span.start : span.end])
        done = span.end
    yield from pieces(text[done:])


def _tokens(text: str) -> Iterator[_Token]:
    """Words with the marks inside them; those that end a sentence are left off, those of initials are not."""
    for found in _TOKEN.finditer(text):
        word, start = found[0], found.start()
        bare = word.rstrip(_ENDS)
        if len(bare) <= 1 or word.endswith(
            ("Inc.", "Ltd.", "Corp.", "Co.", "St.", "Jr.", "Sr.", "Dr.", "Mr.", "Mrs.")
        ):
            bare = word
        if bare:
            yield _Token(start, start + len(bare), bare)
        if len(bare) < len(word) and word[len(bare)] in ".:":
            yield _Token(start + len(bare), start + len(bare) + 1, word[len(bare)])


def _shaped(text: str, tokens: list[_Token], at: int) -> tuple[Span | None, int]:
    """The longest run of tokens from here that has a shape."""
    start = tokens[at].start
    if tokens[at].mark and tokens[at].text != "(":
        return None, 1
    for count in range(min(_MOST_TOKENS, len(tokens) - at), 0, -1):
        end = tokens[at + count - 1].end
        piece = text[start:end]
        if end - start > 60 or "\n" in piece or not _may_have_shape(piece):
            continue
        kind = type_by_shape(piece)
        if kind is not None and kind not in _NEVER_A_SPAN:
            if kind is ValueType.ADDRESS or (kind is ValueType.DATE and piece[0].islower()):
                return None, 1  # a postcode is part of more; before a date stands a name of a day, or nothing
            if (
                kind is ValueType.REFERENCE
                and count > 1
                and _is_more_than_code(text[tokens[at + 1].start : end])
            ):
                return None, 1
            return Span(start, end, kind), count
    return None, 1


def _is_more_than_code(rest: str) -> bool:
    """Whether what stands behind a word is a value of its own: in "SSN 123-45-6789"."""
    return type_by_shape(rest) not in (None, ValueType.REFERENCE, ValueType.NUMBER)


def _may_have_shape(piece: str) -> bool:
    return any(c.isdigit() for c in piece) or "@" in piece or "." in piece


def _named(text: str, tokens: list[_Token], at: int) -> tuple[Span | None, int]:
    """The run of words from here that is most surely a name or an address, the longer of equals."""
    first = tokens[at]
    if first.mark or not first.name_like or first.text.lower() in _FIRST_WORDS:
        return None, 1
    best: tuple[float, Span, int] | None = None
    for count in range(1, _run(text, tokens, at) + 1):
        last = tokens[at + count - 1]
        if last.mark or last.text.lower() in _LAST_WORDS:
            continue
        piece = text[first.start : last.end].replace("\n", ", ")
        likely = shipped().likelihoods(piece.lower() if count == 1 and _begins(tokens, at) else piece)
        kind = max(likely, key=lambda one: likely[one])
        if (
            kind is ValueType.TEXT
            or likely[kind] < _SURE
            or (first.text[0].isdigit() and kind is not ValueType.ADDRESS)
        ):
            continue
        score = likely[kind] + 0.06 * count
        if best is None or score >= best[0]:
            best = score, Span(first.start, last.end, kind), count
    return (best[1], best[2]) if best is not None else (None, 1)


def _begins(tokens: list[_Token], at: int) -> bool:
    """Whether a word begins a sentence that goes on in small letters: then its capital says nothing."""
    first = at == 0 or tokens[at - 1].text in ".:\n"
    return first and at + 1 < len(tokens) and tokens[at + 1].text[0].islower()


def _run(text: str, tokens: list[_Token], at: int) -> int:
    """How many tokens from here may be one name: capitalised, numbers, small words within, single commas."""
    count = 0
    for number, token in enumerate(tokens[at : at + _MOST_NAME + 5]):
        gap = text[tokens[at + number - 1].end : token.start] if number else ""
        if (
            gap.count("\n") > 1
            or token.text in ".:;()|"
            or (number and _shaped(text, tokens, at + number)[0])
        ):
            break
        if not (token.name_like or token.text.lower() in _WITHIN or token.text in (",", "\n")):
            break
        count = number + 1
    return count

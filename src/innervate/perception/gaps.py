"""Texts that stand on one line and were taken for one: the gap between them is an em wide, or much wider than
those between words.

Promises: a run's parts in order, the run itself where it is one text. What a part says must be read anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import inf

from innervate.perception.drawn import Drawn
from innervate.perception.picture import spans

_FEW = 2
"""Words of which nothing tells how wide their blank should be."""
_WIDE, _WIDER = 0.6, 1.6
"""Of a line's height, the least gap between two texts; how much wider it is than one between words."""
_EMPTY = 1.08
"""Ems of the least gap that is none between words, whatever they are."""
_CAPITAL, _SMALL, _BELOW = 0.73, 0.53, 0.21
"""Heights of capitals, of small letters, and of what goes below the line, in ems."""
_TALL, _LOW = frozenset("bdfhiklt()[]{}|/\\!?\"'#$%&@"), frozenset("gjpqy()[]{}|/\\,;$@Q")
"""What is as high as capitals, besides those; what goes below the line."""
_TYPED, _SQUAT = 0.6, 0.85
"""Width of a typewriter's letter in ems; the least em, of what heights tell: some fonts are higher."""
_BLANK, _LETTER_WIDTH, _DIGIT_WIDTH, _SLIM_WIDTH = 0.3, 0.85, 0.65, 0.4
"""Ems of the least gap behind a picture, and of the widest letter, digit, and stroke."""
_SLIM, _BROAD = frozenset("Ilij|!.,:;'"), frozenset("MWmwÆæŒœŴŵ")
"""Letters that are mostly a stroke; letters of any width."""
_NARROWEST, _PIECE, _SLIM_PICTURE, _BROAD_PICTURE = 3, 0.15, 0.6, 1.6
"""Pixels, and of a line's height: the least gap between two pieces; of that, how wide a picture may be."""
_AS_WIDE = 0.75
"""Of the widest gap between pieces: the least one beside a picture. Beside a colon it is less."""

_DRAWN = b"\x01"
"""A column in which something is drawn, as bytes tell it."""

Gap = tuple[int, int]
"""First column without ink and the one behind the last, in pixels of the run."""


def apart(run: Drawn, text: str) -> list[Drawn]:
    """The parts of a run that are texts of their own, from left to right.

    text: what was read there.
    """
    if may_be_one(run, text):
        return [run]
    gaps = sorted(gaps_of(run), key=width)
    high = em_of(run.bounds.height, text)
    typed = run.bounds.width / max(1, len(text)) / _TYPED
    least = _EMPTY * min(high, max(typed, _SQUAT * high))
    if (wider := first_wider(run, gaps, text)) is not None:
        least = min(least, width(wider))
    wide = sorted(gap for gap in gaps if width(gap) >= least)
    if (picture := behind_picture(run, gaps, text)) is not None and picture not in wide:
        wide.insert(0, picture)
    parts, rest = [], run
    for end, start in wide:
        left, rest = rest.cut(run.bounds.x + end, run.bounds.x + start)
        parts.append(left)
    return [*parts, rest]


def behind_picture(run: Drawn, gaps: Sequence[Gap], text: str) -> Gap | None:
    """The gap behind a little picture in front of a text, which was read as one letter, but is wider; None
    where there is none."""
    first, _, rest = text.partition(" ")
    if len(first) != 1 or not rest:
        return None
    em = em_of(run.bounds.height, rest)
    gap = next((gap for gap in sorted(gaps) if width(gap) >= _BLANK * em), None)
    return gap if gap is not None and gap[0] > widest_of(first) * em else None


def without_picture(run: Drawn, text: str, words: str) -> list[Drawn]:
    """What may be the text alone: the run without its first or its last piece.

    That piece was read as a picture; or more pieces are drawn than words were read, and it is as wide as a
    picture. text: what was read; words: the same without pictures.
    """
    least, seen = max(_NARROWEST, round(_PIECE * run.bounds.height)), words != text
    columns = run.columns()
    marks, gap = columns.tobytes(), bytes(least)
    first, last = marks.find(gap), marks.rfind(gap) + least
    if first < 0 or not (seen or pictured(first, run) or pictured(len(marks) - last, run)):
        return []
    pieces = spans(columns, least)
    if len(pieces) < 2 or (len(pieces) <= text.count(" ") + 1 and not seen):
        return []
    x, found = run.bounds.x, []
    blanks = [after[0] - before[1] for before, after in pairwise(pieces)]
    far = _AS_WIDE * max(blanks)
    if seen or (pictured(width(pieces[0]), run) and blanks[0] >= far):
        found.append(run.cut(x + pieces[0][1], x + pieces[1][0])[1])
    if seen or (pictured(width(pieces[-1]), run) and blanks[-1] >= far):
        found.append(run.cut(x + pieces[-2][1], x + pieces[-1][0])[0])
    return found


def pictured(wide: int, run: Drawn) -> bool:
    """Whether a piece is about as wide as it may be high."""
    return _SLIM_PICTURE <= wide / run.bounds.height <= _BROAD_PICTURE


def widest_of(letter: str) -> float:
    """How wide a letter may be, in ems."""
    if letter in _SLIM:
        return _SLIM_WIDTH
    if letter.isdigit():
        return _DIGIT_WIDTH
    return _LETTER_WIDTH if letter.isalpha() and letter not in _BROAD else inf


def first_wider(run: Drawn, gaps: Sequence[Gap], text: str) -> Gap | None:
    """The narrowest gap that is much wider than those between words; None where none is. gaps: by width."""
    words = text.count(" ") + 1
    blanks = gaps[1 - words :] if words > _FEW else []
    if len(blanks) < words - 1:
        return None
    return next((b for a, b in pairwise(blanks) if much_wider(width(b), width(a), run)), None)


def em_of(height: int, text: str) -> float:
    """About the size of the font in pixels of a text whose ink is so high; infinite where there is no letter
    or digit to tell."""
    if not any(map(str.isalnum, text)):
        return inf
    tall = any(c in _TALL or c.isupper() or c.isdigit() or not c.isascii() for c in text)
    share = (_CAPITAL if tall else _SMALL) + (_BELOW if any(c in _LOW for c in text) else 0)
    return height / share


def may_be_one(run: Drawn, text: str) -> bool:
    """Whether no gap is wide enough to part anything: at one glance, for that is how most runs are."""
    widest = max(map(len, run.columns().tobytes().split(_DRAWN)))
    return widest < _WIDE * run.bounds.height and text[1:2] != " "


def gaps_of(run: Drawn) -> list[Gap]:
    chunks = spans(run.columns(), 1)
    return [(before[1], after[0]) for before, after in pairwise(chunks)]


def width(gap: Gap) -> int:
    return gap[1] - gap[0]


def much_wider(gap: int, other: int, run: Drawn) -> bool:
    return gap >= _WIDE * run.bounds.height and gap >= _WIDER * other + 1

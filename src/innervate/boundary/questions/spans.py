"""Values of one type that stand in a free text, each with its place and its datum: for `extract`.

Promises: text[start:end] is the span's exact source, and what could be read in two ways has no datum. Shapes
alone decide, since a plan computes with what is found; `boundary.spans` finds values of all types at once,
names by a classifier, for masks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from innervate.core.parsing import (
    CURRENCY_CODES,
    CURRENCY_SIGNS,
    EMAIL,
    PHONE,
    REFERENCE,
    SHARED_SIGNS,
    URL,
    Unparsed,
    parse_as,
)
from innervate.core.values import Datum, ValueType

_MARK = (
    "(?:"
    + "|".join(
        [
            *(re.escape(sign) for sign in (*CURRENCY_SIGNS, *SHARED_SIGNS)),
            *(rf"\b{code}\b" for code in sorted(CURRENCY_CODES)),
        ]
    )
    + ")"
)
_FIGURES = r"(?:[0-9]{1,3}(?:[\u00a0\u202f ][0-9]{3})+|[0-9]+(?:[.,'’][0-9]{3})*)(?:[.,][0-9]{1,2})?(?![0-9])"
_AMOUNT = re.compile(
    rf"[+\-−]?{_MARK}[ \u00a0]?[+\-−]?{_FIGURES}"
    rf"|(?<![0-9.,/\-])(?<![0-9] )[+\-−]?{_FIGURES}[ \u00a0]?{_MARK}(?![A-Za-z])",
    re.ASCII,
)
_CENTS = re.compile(
    r"(?<![0-9.,/\-])[+\-−]?[0-9]+(?:[.,'’][0-9]{3})*[.,][0-9]{2}(?![0-9.,/\-]*[0-9])", re.ASCII
)
_MONTH = r"[^\W\d_]{3,9}"
_DATE = re.compile(
    rf"(?<![\w/.-])(?:\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|\d{{1,2}}\.\s?\d{{1,2}}\.\s?\d{{4}}|\d{{1,2}}[/-]\d{{1,2}}[/-]\d{{4}}"
    rf"|\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2}}|\d{{1,2}}(?:st|nd|rd|th|\.)?[ -]{_MONTH}\.?,?[ -]\d{{4}}"
    rf"|{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}})(?![\w/-])"
)
_NUMBER = re.compile(r"(?<![\w.,/-])[+\-−]?[0-9]+(?:[.,'’][0-9]+)*(?![\w/]|[.,-][0-9])", re.ASCII)
_IBAN = re.compile(r"\b[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{2,4}){3,8}\b", re.ASCII)
_SHAPES = {
    ValueType.AMOUNT: (_AMOUNT, _CENTS),
    ValueType.DATE: (_DATE,),
    ValueType.NUMBER: (_NUMBER,),
    ValueType.IBAN: (_IBAN,),
    ValueType.EMAIL: (EMAIL,),
    ValueType.URL: (URL,),
    ValueType.PHONE: (PHONE,),
    ValueType.REFERENCE: (re.compile(rf"(?<![\w/-])(?:{REFERENCE.pattern})(?![\w/-])", re.ASCII),),
}
TYPED = frozenset(_SHAPES)
"""The types that can be told in the midst of a text."""
_ABOVE = {
    ValueType.NUMBER: (ValueType.AMOUNT, ValueType.DATE, ValueType.REFERENCE, ValueType.IBAN),
    ValueType.REFERENCE: (ValueType.IBAN,),
    ValueType.PHONE: (ValueType.DATE, ValueType.AMOUNT, ValueType.IBAN, ValueType.REFERENCE),
}
"""Types whose values also look like one of this type, and are none."""


@dataclass(frozen=True, slots=True)
class Span:
    """A value where it stands. datum: None for the types that have none, and where `ambiguous`."""

    start: int
    end: int
    text: str
    datum: Datum
    ambiguous: bool = False

    def __repr__(self) -> str:
        """Never the text."""
        return f"Span({self.start}:{self.end})"


@lru_cache(maxsize=256)
def spans(text: str, wanted: ValueType) -> tuple[Span, ...]:
    """All values of the type, in the order of the text; none overlaps another."""
    found: list[Span] = []
    taken = [span for kind in _ABOVE.get(wanted, ()) for span in spans(text, kind)]
    for shape in _SHAPES.get(wanted, ()):
        for match in shape.finditer(text):
            span = _read(match[0].rstrip(" \u00a0"), match.start(), wanted)
            if span is not None and not any(
                s.start < span.end and span.start < s.end for s in (*found, *taken)
            ):
                found.append(span)
    return tuple(sorted(found, key=lambda s: s.start))


def _read(text: str, start: int, wanted: ValueType) -> Span | None:
    datum = parse_as(text, wanted)
    if isinstance(datum, Unparsed):
        return Span(start, start + len(text), text, None, True) if datum.ambiguous else None
    return Span(start, start + len(text), text, datum)

"""HTML and SVG that is escaped by construction: a `str` is text and gets escaped, a `Markup` is markup.

Promises that no text can become a tag, and that what a reader sees is what is there: control
characters, lone surrogates and marks that turn the direction of writing show as U+FFFD.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

_MISLEADING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_VOID = frozenset({"meta", "br", "hr", "img"})
# These read better in the file, and to a person who compares two reports, on lines of their own.
_OWN_LINE = frozenset({"article", "section", "header", "footer", "main", "figure", "symbol", "body", "head"})


@dataclass(frozen=True, slots=True)
class Markup:
    """A piece of finished markup."""

    html: str


Child = Markup | str | None
Attribute = str | int | float | None
NOTHING = Markup("")


def text(plain: str) -> Markup:
    return Markup(escape(_MISLEADING.sub("\ufffd", plain), quote=True))


def tag(name: str, attributes: dict[str, Attribute] | str | None = None, *children: Child) -> Markup:
    """An element. attributes: by name, those that are None left out; a plain string is the class."""
    named = {"class": attributes} if isinstance(attributes, str) else attributes or {}
    written = "".join(f' {key}="{_written(value)}"' for key, value in named.items() if value is not None)
    end = "\n" if name in _OWN_LINE else ""
    if name in _VOID:
        return Markup(f"<{name}{written}>{end}")
    return Markup(f"<{name}{written}>{join(*children).html}</{name}>{end}")


def join(*children: Child) -> Markup:
    return Markup("".join(_html(child) for child in children))


def _html(child: Child) -> str:
    match child:
        case None:
            return ""
        case Markup(html=html):
            return html
        case str():
            return text(child).html


def _written(value: str | int | float) -> str:
    """Numbers short: two decimals are finer than any screen here."""
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return text(str(value)).html

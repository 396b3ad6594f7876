"""A text in other forms: what a screen may show of a secret, and what is looked for on the wire.

Promises: `forms` are whole texts; `traces` are bytes that betray a text wherever they stand, also in the
middle of something that was encoded as a whole.
"""

from __future__ import annotations

import base64
import codecs
import gzip
import html
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from urllib.parse import quote, quote_plus

import numpy as np
import numpy.typing as npt

_BEGINNING = 7

FORMS: Mapping[str, Callable[[str], str]] = {
    "plain": lambda text: text,
    "base64": lambda text: base64.b64encode(text.encode()).decode(),
    "hex": lambda text: text.encode().hex(),
    "url": lambda text: quote(text, safe=""),
    "reversed": lambda text: text[::-1],
    "gzip, base64": lambda text: base64.b64encode(gzip.compress(text.encode(), mtime=0)).decode(),
    "utf-16, hex": lambda text: text.encode("utf-16-le").hex(),
    "html entities": lambda text: "".join(f"&#{ord(c)};" for c in text),
    "rot13": lambda text: codecs.encode(text, "rot13"),
    "upper case": str.upper,
}


def traces(text: str) -> Iterator[bytes]:
    """What is looked for: the text in every form, in base64 at each of its three offsets, in both UTF-16."""
    for form in FORMS.values():
        yield form(text).encode()
    raw = text.encode()
    for offset in range(3):
        # The letters that hang on what stands before and after are left out.
        coded = base64.b64encode(bytes(offset) + raw)
        yield coded[(0, 2, 3)[offset] : len(coded) - (4 if len(coded) > 8 else 0)]
    yield text.encode("utf-16-le")
    yield text.encode("utf-16-be")
    yield raw.hex().upper().encode()
    yield quote_plus(text).encode()
    yield html.escape(text).encode()
    yield json.dumps(text)[1:-1].encode()
    yield "".join(f"\\u{ord(c):04x}" for c in text).encode()


def betrayed(hidden: Iterable[tuple[str, str]], data: bytes) -> list[str]:
    """Of texts, each with the form in which it was shown, those of which any trace stands in the data."""
    # Of most traces not even each few bytes stand anywhere; only for the others all of it is searched.
    begins = np.unique(_beginnings(np.frombuffer(data, np.uint8)))
    looked = ((text, {shown.encode(), *traces(text)}) for text, shown in hidden)
    return [text for text, known in looked if any(_begins(t, begins) and t in data for t in known)]


def _begins(trace: bytes, begins: npt.NDArray[np.uint64]) -> bool:
    """Whether every few bytes of a trace stand somewhere; True where it has too few to tell."""
    own = _beginnings(np.frombuffer(trace, np.uint8))
    if not own.size or not begins.size:
        return True
    at = np.searchsorted(begins, own).clip(max=begins.size - 1)
    return bool((begins[at] == own).all())


def _beginnings(data: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint64]:
    """Of each place in the data the bytes that begin there, as one number."""
    count = data.size - _BEGINNING + 1
    found = np.zeros(max(0, count), np.uint64)
    for n in range(_BEGINNING if count > 0 else 0):
        found |= data[n : n + count].astype(np.uint64) << np.uint64(8 * n)
    return found

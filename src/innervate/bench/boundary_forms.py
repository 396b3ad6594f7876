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
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import quote, quote_plus

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

"""Several byte strings in one: a count, their lengths, then their bytes, so that pictures stay raw."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from innervate.core.errors import BadInput


def join(parts: Sequence[bytes]) -> bytes:
    """Big-endian 32-bit count and lengths, then the parts; a part has at most 4 GiB."""
    return struct.pack(f">{len(parts) + 1}I", len(parts), *map(len, parts)) + b"".join(parts)


def split(joined: bytes) -> list[bytes]:
    """
    :raises BadInput: the lengths don't add up.
    """
    try:
        (count,) = struct.unpack_from(">I", joined)
        lengths: tuple[int, ...] = struct.unpack_from(f">{count}I", joined, 4)
    except struct.error:
        raise _torn() from None
    start, parts = 4 * (count + 1), []
    for length in lengths:
        parts.append(joined[start : start + length])
        start += length
    if start != len(joined) or not parts:
        raise _torn()
    return parts


def _torn() -> BadInput:
    return BadInput(
        "the sections of an event", "lengths that don't add up", "restore the journal from a copy"
    )

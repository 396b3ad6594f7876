"""Files that GTK programs carry inside themselves: GResource bundles, alone or in a section of an ELF file.

Reads GVDB tables as GLib writes them. Whatever is cut short, points outside of the data or unpacks to more
than it says is damaged and has no files: it is refused with `ValueError`, never read beyond its end.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

_SIGNATURE = b"GVariant"
_ITEM = struct.Struct("<IIIHcxII")
_COMPRESSED = 1
_WRAPPED = b"\0(uuay)"
_MOST_BYTES = 16 << 20
_DEEPEST = 64


def bundles_of_elf(data: bytes) -> list[bytes]:
    """The bundles in the sections named .gresource.* of a program or library.

    :raises ValueError: it is no ELF file of this kind of machine, or is damaged.
    """
    if data[:4] != b"\x7fELF" or data[4:6] != b"\x02\x01":
        raise ValueError("no 64-bit little-endian ELF file")
    try:
        (sections_at,) = struct.unpack_from("<Q", data, 0x28)
        size, count, names_index = struct.unpack_from("<3H", data, 0x3A)
        rows = [struct.unpack_from("<II4Q", data, sections_at + n * size) for n in range(count)]
        names_at, names_size = rows[names_index][4], rows[names_index][5]
    except (struct.error, IndexError, OverflowError) as error:  # an offset may be larger than any index
        raise ValueError("a damaged ELF file") from error
    names = data[names_at : names_at + names_size]
    found = []
    for name_at, _, _, _, start, length in rows:
        if names[name_at:].startswith(b".gresource."):
            if start + length > len(data):
                raise ValueError("a section beyond the end of its file")
            found.append(data[start : start + length])
    return found


def files_of_bundle(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Paths and contents.

    :raises ValueError: it is no bundle, or is damaged.
    """
    if data[:8] != _SIGNATURE:
        raise ValueError("no GResource bundle")
    try:
        start, end = struct.unpack_from("<II", data, 16)
        bloom, buckets = struct.unpack_from("<II", data, start)
        at = start + 8 + 4 * (bloom & 0x07FFFFFF) + 4 * buckets
        if not at <= end <= len(data):
            raise ValueError("a table beyond the end of its bundle")
        items = [_ITEM.unpack_from(data, n) for n in range(at, end - _ITEM.size + 1, _ITEM.size)]
    except struct.error as error:
        raise ValueError("a damaged bundle") from error
    for _, parent, key_at, key_size, kind, value, value_end in items:
        if kind == b"v":
            yield (
                _path(data, items, parent, data[key_at : key_at + key_size]),
                _contents(data[value:value_end]),
            )


_Item = tuple[int, int, int, int, bytes, int, int]


def _path(data: bytes, items: list[_Item], parent: int, key: bytes) -> str:
    for _ in range(_DEEPEST):
        if parent >= len(items):
            break
        _, parent, at, size, *_ = items[parent]
        key = data[at : at + size] + key
    return key.decode(errors="replace")


def _contents(value: bytes) -> bytes:
    if len(value) < 8 + len(_WRAPPED) or not value.endswith(_WRAPPED):
        raise ValueError("a value that is no file")
    size, flags = struct.unpack_from("<II", value)
    body = value[8 : -len(_WRAPPED)]
    if size > _MOST_BYTES:
        raise ValueError("a file that is too large for an interface")
    if not flags & _COMPRESSED:
        return body[:size]
    try:
        return zlib.decompressobj().decompress(body, _MOST_BYTES)[:size]
    except zlib.error as error:
        raise ValueError("a file that does not unpack") from error

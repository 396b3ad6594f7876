"""Texts of interfaces in the files that programs bring: of GTK, Qt, Chromium, Firefox, LibreOffice.

Each reader takes a file's bytes and gives the texts as they are written there, less the marks of their
shortcut keys. Refuses with `ValueError` what is cut short or is not what it says it is. Texts are found by
patterns, no document type is loaded, and nothing in a file is run.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from html import unescape
from itertools import pairwise

_TRANSLATABLE = re.compile(
    r"<(property|attribute|item|col|row|summary)\b[^>]*\stranslatable=[\"'](?:yes|true|1)[\"'][^>]*>([^<]+)<"
)
_QM_MAGIC = bytes.fromhex("3cb86418caef9c95cd211cbf60a1bddd")
_QM_MESSAGES = 0x69
_FTL_VALUE = re.compile(r"^(?:-?[A-Za-z][\w-]*|\s+\.[\w-]+)\s*=\s*(\S.*?)\s*$", re.MULTILINE)
_PROPERTY = re.compile(r"^[^#!\s=][^=\n]*=\s*(\S.*?)\s*$", re.MULTILINE)
_FTL_KEYS = frozenset({"accesskey", "key", "keycode", "style"})
_XCD_LABEL = re.compile(
    r'<prop oor:name="(?:Label|ContextLabel|PopupLabel|TooltipLabel|Title)"[^>]*>\s*'
    r'<value(?: xml:lang="en-US")?>([^<]+)</value>'
)
_ENTRY = re.compile(r"^(?:Generic)?Name\s*=\s*(\S.*?)\s*$", re.MULTILINE)
_MOST_MEMBER = 4 << 20


def without_mnemonic(text: str, mark: str) -> str:
    """A text less the mark before its shortcut key; a doubled mark stands for itself."""
    if mark not in text:
        return text
    return text.replace(mark * 2, "\x01").replace(mark, "").replace("\x01", mark)


def gtk_builder(data: bytes) -> Iterator[str]:
    """What a .ui or .glade file marks as translatable."""
    for match in _TRANSLATABLE.finditer(_decoded(data)):
        yield without_mnemonic(unescape(match[2]), "_")


def qt(data: bytes, *, translations: bool) -> Iterator[str]:
    """Source texts of a .qm file, which an untranslated program shows; or else its translations.

    :raises ValueError: it is no .qm file, or is cut short.
    """
    if data[:16] != _QM_MAGIC:
        raise ValueError("no .qm file")
    at = 16
    while at + 5 <= len(data):
        kind, length = struct.unpack_from(">BI", data, at)
        at += 5
        if at + length > len(data):
            raise ValueError("a .qm file that is cut short")
        if kind == _QM_MESSAGES:
            yield from _qt_messages(data[at : at + length], translations)
        at += length


def _qt_messages(data: bytes, translations: bool) -> Iterator[str]:
    at = 0
    while at < len(data):
        tag = data[at]
        at += 1
        if tag in (1, 5):  # end of a message; a hash of old
            at += 4 if tag == 5 else 0
            continue
        if tag not in (2, 3, 4, 6, 7, 8) or at + 4 > len(data):
            raise ValueError("a damaged .qm file")
        (length,) = struct.unpack_from(">I", data, at)
        at += 4
        length = 0 if length == 0xFFFFFFFF else length
        if at + length > len(data):
            raise ValueError("a damaged .qm file")
        if tag == (3 if translations else 6):
            text = data[at : at + length].decode("utf-16-be" if tag == 3 else "utf-8", errors="replace")
            yield without_mnemonic(text, "&")
        at += length


def chromium(data: bytes) -> Iterator[str]:
    """The strings of a .pak file of a locale (formats 4 and 5); nothing, of one that holds no text.

    :raises ValueError: it is no .pak file, or is cut short.
    """
    try:
        (version,) = struct.unpack_from("<I", data)
        if version == 4:
            count, encoding = struct.unpack_from("<IB", data, 4)
            at = 9
        elif version == 5:
            encoding, count = struct.unpack_from("<B3xH", data, 4)
            at = 12
        else:
            raise ValueError("no .pak file of a known format")
        if encoding not in (1, 2):
            return
        offsets = [struct.unpack_from("<HI", data, at + 6 * n)[1] for n in range(count + 1)]
    except struct.error as error:
        raise ValueError("a .pak file that is cut short") from error
    for start, end in pairwise(offsets):
        if not start <= end <= len(data):
            raise ValueError("a .pak file with strings beyond its end")
        text = data[start:end].decode("utf-8" if encoding == 1 else "utf-16-le", "replace")
        yield without_mnemonic(text, "&")


_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    OSError,
    EOFError,
    RuntimeError,
    NotImplementedError,
)


def firefox(data: bytes) -> Iterator[str]:
    """The messages of the .ftl and .properties files in an omni.ja.

    :raises ValueError: it is no archive, or is damaged.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.infolist():
                if member.filename.endswith((".ftl", ".properties")) and member.file_size <= _MOST_MEMBER:
                    pattern = _FTL_VALUE if member.filename.endswith(".ftl") else _PROPERTY
                    yield from _messages(_decoded(archive.read(member)), pattern)
    except _DAMAGED as error:
        raise ValueError("a damaged archive") from error


def _messages(text: str, pattern: re.Pattern[str]) -> Iterator[str]:
    for match in pattern.finditer(text):
        key = match[0].partition("=")[0].strip().removeprefix(".")
        if key not in _FTL_KEYS:
            yield match[1]


def libreoffice(data: bytes) -> Iterator[str]:
    """The labels of commands and dialogs in an .xcd registry."""
    for match in _XCD_LABEL.finditer(_decoded(data)):
        yield without_mnemonic(unescape(match[1]), "~")


def desktop_entry(data: bytes) -> Iterator[str]:
    """The names of a program and of its actions, from a .desktop file, in English only."""
    for match in _ENTRY.finditer(_decoded(data)):
        yield match[1]


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", errors="replace")

"""Phrases of an installed application, from the gettext catalogues that its package brought.

The messages' ids are what an untranslated program shows; the translations of the current language are
what a translated one shows. A catalogue holds only what its translator reached, so the ids come from the
few most complete languages: older ones add only phrases that the program no longer has. Reading these
takes tens of milliseconds for Claws Mail, GTK and Evince, so nothing is cached on disk: a cache would be
one more file that could open the wall.

Refuses what is no catalogue; a damaged one has no phrases. Credits name people and are never phrases.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from innervate.boundary.interface_files import without_mnemonic

_AMPERSAND = re.compile(r"&(?=\w)")
LOCALES = Path("/usr/share/locale")
_MOST_COMPLETE = 4
_MAGIC = 0x950412DE
_CREDITS = frozenset({"", "translator-credits", "translator_credits"})

Message = tuple[bytes, bytes]


def phrases_of(domains: Sequence[str], environ: Mapping[str, str], locales: Path = LOCALES) -> frozenset[str]:
    """All texts that programs with these gettext domains show as constants, mnemonics removed.

    environ: tells the language by LANGUAGE, LC_ALL, LC_MESSAGES and LANG, as gettext itself does.
    """
    wanted = tuple(languages(environ))
    return frozenset().union(*(_phrases_of_one(domain, wanted, locales) for domain in domains))


@lru_cache(maxsize=32)
def _phrases_of_one(domain: str, wanted: tuple[str, ...], locales: Path) -> frozenset[str]:
    files = {path.parent.parent.name: path for path in locales.glob(f"*/LC_MESSAGES/{domain}.mo")}
    found: set[bytes] = set()
    for path in sorted(files.values(), key=_message_count, reverse=True)[:_MOST_COMPLETE]:
        found.update(msgid for msgid, _ in messages(path))
    language = next((name for name in wanted if name in files), None)
    if language is not None:
        found.update(
            msgstr for msgid, msgstr in messages(files[language]) if _CREDITS.isdisjoint(_texts(msgid))
        )
    return frozenset(text for message in found for text in _texts(message)) - _CREDITS


def languages(environ: Mapping[str, str]) -> list[str]:
    """Directory names to try, best first: de_AT.UTF-8 means de_AT, then de. None for C."""
    setting = next((environ[n] for n in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(n)), "")
    if setting.partition(".")[0] in {"", "C", "POSIX"}:
        return []
    found: list[str] = []
    for name in (environ.get("LANGUAGE") or setting).split(":"):
        plain, _, variant = name.partition("@")
        plain = plain.partition(".")[0]
        suffix = f"@{variant}" if variant else ""
        found += [plain + suffix, plain, plain.partition("_")[0] + suffix, plain.partition("_")[0]]
    return [name for name in dict.fromkeys(found) if name]


def messages(path: Path) -> Iterator[Message]:
    """Pairs (msgid, msgstr) of a .mo file, as bytes in which \\0 separates plural forms."""
    try:
        data = path.read_bytes()
        order = _byte_order(data)
        count, ids_at, strings_at = struct.unpack_from(f"{order}3I", data, 8)
        ids = struct.unpack_from(f"{order}{2 * count}I", data, ids_at)
        strings = struct.unpack_from(f"{order}{2 * count}I", data, strings_at)
    except (OSError, struct.error):
        return
    for i in range(0, 2 * count, 2):
        yield data[ids[i + 1] : ids[i + 1] + ids[i]], data[strings[i + 1] : strings[i + 1] + strings[i]]


def _byte_order(data: bytes) -> str:
    for order in "<>":
        if struct.unpack_from(f"{order}I", data)[0] == _MAGIC:
            return order
    raise struct.error("no .mo file")


def _message_count(path: Path) -> int:
    try:
        with path.open("rb") as file:
            head = file.read(12)
        return int(struct.unpack_from(f"{_byte_order(head)}I", head, 8)[0])
    except (OSError, struct.error):
        return 0


def _texts(message: bytes) -> list[str]:
    """The plural forms, without the message's context and without the marks of shortcut keys."""
    try:
        text = message.decode()
    except UnicodeDecodeError:
        return []
    found: list[str] = []
    for form in text.rpartition("\x04")[2].split("\x00"):
        found.append(without_mnemonic(form, "_"))
        if _AMPERSAND.search(form):  # KDE's mark; elsewhere a sign like any other
            found.append(_AMPERSAND.sub("", form, count=1))
    return found

"""Phrases of installed programs' interfaces, English and translated: what screens say that is of no class."""

from __future__ import annotations

import gettext
from pathlib import Path

from training.recognizer.lists import PLACES

_CATALOGUES = Path("/usr/share/locale")
_LANGUAGES = ("de", "fr", "es", "it", "pl", "sv", "nl", "pt", "ru", "ja")
# Of countries, languages, cities, time zones, and of places that programs list.
_OTHERS = ("iso_", "iso-", "libgweather", "gweather", "xkeyboard", "tzdata", "mate-weather", "localechooser")
_LONGEST = 90


def phrases(folder: Path = _CATALOGUES) -> list[str]:
    """Sorted, each once; none where no program has a catalogue."""
    found: set[str] = set()
    for language in _LANGUAGES:
        for path in sorted(folder.glob(f"{language}/LC_MESSAGES/*.mo")):
            if not path.name.startswith(_OTHERS):
                found |= _said(path)
    return sorted(found - set(PLACES))


def _said(path: Path) -> set[str]:
    try:
        with path.open("rb") as file:
            catalogue = gettext.GNUTranslations(file)
    except (OSError, ValueError, UnicodeDecodeError):
        return set()
    pairs = getattr(catalogue, "_catalog", {}).items()
    texts = {
        text.replace("_", "").replace("&", "").strip()
        for key, value in pairs
        if isinstance(key, str) and "credits" not in key
        for text in (key.partition("\x04")[2] or key, value)
    }
    return {
        t
        for t in texts
        if 1 < len(t) <= _LONGEST and "\n" not in t and "@" not in t and any(map(str.isalpha, t))
    }

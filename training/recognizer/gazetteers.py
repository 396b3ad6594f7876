"""Names of places and of organisations as two libraries have them that innervate needs anyhow.

Towns and regions are those whose telephone prefixes phonenumbers knows; organisations are telephone
companies, from there too, and makers of network cards, whose registry python-stdnum holds. Only single names
are drawn.
"""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path

import phonenumbers.carrierdata
import phonenumbers.geodata
import stdnum

from training.recognizer.forms import LEGAL

_HIDDEN = re.compile(r"private|undisclosed|ieee|unknown", re.IGNORECASE)
_REGISTERED = re.compile(r'o="([^"]{2,60})"')
_STATE = re.compile(r"(?:,\s|\s-\s).*")
_FORM = re.compile(
    r"[\s,]+(?:" + "|".join(sorted(map(re.escape, LEGAL), key=len, reverse=True)) + r"|co|ltd)\b\.?.*",
    re.IGNORECASE,
)


@cache
def places() -> list[str]:
    """Towns and regions, with and without what they lie in; sorted."""
    found: set[str] = set()
    for names in phonenumbers.geodata.GEOCODE_DATA.values():
        for name in names.values():
            if "/" not in name:
                found |= {name, _STATE.sub("", name)}
    return sorted(name for name in found if 1 < len(name) <= 40)


@cache
def organisations() -> list[str]:
    """Companies, as their registries write them; sorted."""
    carriers = {name for names in phonenumbers.carrierdata.CARRIER_DATA.values() for name in names.values()}
    registry = (Path(stdnum.__file__).parent / "oui.dat").read_text(encoding="utf-8")
    found = {name for name in _REGISTERED.findall(registry) if not _HIDDEN.search(name)} | carriers
    return sorted(name for name in found if len(name) > 2 and any(map(str.isalpha, name)))


def place(chance: random.Random) -> str:
    return chance.choice(places())


def organisation(chance: random.Random) -> str:
    """One of them, often without its legal form, and seldom all in capitals."""
    name = chance.choice(organisations())
    if chance.random() < 0.55:
        name = _FORM.sub("", name) or name
    if name.isupper() and len(name) > 4 and chance.random() < 0.85:
        name = name.title()
    return name

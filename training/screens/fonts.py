"""The families that training screens are set in.

Promises: a family named in `EXCLUDED_FAMILIES` (or one whose name begins with such a name) is never returned:
those are kept for evaluation. Unless screens to judge by are made: then only those are.
"""

import subprocess
from dataclasses import dataclass
from functools import lru_cache
from random import Random

from training.kept_apart import EVALUATION_FONTS as EXCLUDED_FAMILIES

_NO_TEXT_FACES = (
    "Symbola",
    "OpenSymbol",
    "Noto Music",
    "Linux Libertine Initials",
    "Linux Biolinum Keyboard",
    "D050000L",
)
_INTERFACE_FACES = (
    "DejaVu Sans", "Noto Sans", "Open Sans", "Roboto", "Liberation Sans", "Arimo", "FreeSans", "Oxygen-Sans",
    "Nimbus Sans", "Karla", "Ubuntu", "Fira Sans", "Noto Sans Display", "Tuffy", "Source Sans Pro", "Roboto Condensed",
    "DejaVu Sans Condensed", "Liberation Sans Narrow", "Play", "Linux Biolinum O",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Faces:
    """Installed families by use."""

    interface: tuple[str, ...]
    any: tuple[str, ...]
    mono: tuple[str, ...]


def excluded(family: str) -> bool:
    """Whether a family is kept for evaluation."""
    return any(
        family == name or family.startswith(f"{name} ") or family == f"{name}Alt"
        for name in EXCLUDED_FAMILIES
    )


_judging = False


def judge() -> None:
    """From now on only families that are kept for evaluation are chosen."""
    global _judging
    _judging = True
    installed.cache_clear()


def rejected_names() -> tuple[str, ...]:
    """What a browser must not take, be it as a fallback."""
    return () if _judging else excluded_names()


@lru_cache(maxsize=1)
def excluded_names() -> tuple[str, ...]:
    """Installed families kept for evaluation, by every name they have, for a fontconfig rejection list."""
    listing = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=True).stdout
    names = {name.replace("\\", "").strip() for line in listing.splitlines() for name in line.split(",")}
    return tuple(sorted({name for name in names if excluded(name)} | set(EXCLUDED_FAMILIES)))


@lru_cache(maxsize=1)
def installed() -> Faces:
    """Families with Latin-1 and Latin Extended-A letters, those kept for evaluation left out."""
    pattern = ":charset=41 e9 df f1 e5 105 119 151 161 17e"
    every = _families(pattern)
    mono = _families(f"{pattern}:spacing=100") & every
    mono |= {family for family in every if "Mono" in family or "Code" in family}
    mono.discard("DejaVu Math TeX Gyre")
    text = sorted(every - mono)
    return Faces(tuple(f for f in text if f in _INTERFACE_FACES), tuple(text), tuple(sorted(mono)))


def _families(pattern: str) -> set[str]:
    listing = subprocess.run(
        ["fc-list", pattern, "family"], capture_output=True, text=True, check=True
    ).stdout
    names = {line.split(",")[0].replace("\\", "").strip() for line in listing.splitlines()}
    return {
        name for name in names if name and excluded(name) == _judging and not name.startswith(_NO_TEXT_FACES)
    }


def choose(rng: Random) -> str:
    """A family for a whole screen: mostly one that interfaces are set in."""
    faces = installed()
    roll = rng.random()
    if roll < 0.72 and faces.interface:
        return rng.choice(faces.interface)
    return rng.choice(faces.mono) if roll > 0.88 else rng.choice(faces.any)


def choose_mono(rng: Random) -> str:
    """A family for code, terminals and figures."""
    return rng.choice(installed().mono or ("monospace",))

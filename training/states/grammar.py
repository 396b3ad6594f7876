"""What training screens say: phrases with choices in them, drawn by a seed, and drawn anew for the same places.

Promises: the same seed says the same. A screen's truth hangs on the entries that it uses, never on what is
drawn of them, so that each screen can be put into other words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random

import yaml

FOLDER = Path(__file__).parent / "phrases"
LANGUAGES = ("en", "de", "fr", "es")
_WEIGHTS = (76, 10, 7, 7)
_CHOICE = re.compile(r"\(([^()]*)\)")
_SLOT = re.compile(r"\{([\w.]+)\}")
_SPACES = re.compile(r"\s+")
_BEFORE = re.compile(r"\s+([.,!?;])(?=\s|$)")

_NAMES, _STRANGE = frozenset({"word", "name"}), 0.65
_STARTS = "b br ch d dr f g gr h j k kl l m n p pl qu r s sch st t tr v w z".split()
_ENDS = "a an ar e el en er i il in is o ol on or u un ur ay ee ost ick".split()

Entries = Mapping[str, Mapping[str, Sequence[str]]]


@cache
def entries() -> Entries:
    """All phrases: by entry, by language."""
    found: dict[str, Mapping[str, Sequence[str]]] = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        found |= yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


@dataclass(frozen=True, slots=True)
class Said:
    """One text of a screen, and the entry that it was drawn from."""

    text: str
    entry: str


@dataclass(slots=True)
class Writer:
    """Draws texts in one language and remembers them."""

    chance: Random
    language: str = ""
    said: list[Said] = field(default_factory=list)

    def __post_init__(self) -> None:
        if not self.language:
            self.language = self.chance.choices(LANGUAGES, _WEIGHTS)[0]

    def say(self, entry: str) -> str:
        """A text of an entry."""
        text = self.draw(entry)
        self.said.append(Said(text, entry))
        return text

    def draw(self, entry: str) -> str:
        told = entries()[entry]
        return self._filled(self.chance.choice(told.get(self.language) or told["en"]))

    def _filled(self, phrase: str) -> str:
        while found := _CHOICE.search(phrase):
            phrase = phrase[: found.start()] + self.chance.choice(found[1].split("|")) + phrase[found.end() :]
        text = _SLOT.sub(self._slot, phrase)
        return _BEFORE.sub(r"\1", _SPACES.sub(" ", text)).strip()

    def _slot(self, match: re.Match[str]) -> str:
        name = match[1]
        if name == "number":
            return str(
                self.chance.choice(
                    (self.chance.randint(1, 9), self.chance.randint(10, 99), self.chance.randint(100, 9999))
                )
            )
        if name in _NAMES and self.chance.random() < _STRANGE:
            return " ".join(self._strange().title() for _ in range(2)) if name == "name" else self._strange()
        told = self.draw(name.casefold())
        return told[:1].upper() + told[1:] if name[0].isupper() else told

    def _strange(self) -> str:
        """A word that nobody knows: names of people and things are such to a model, too."""
        parts = range(self.chance.randint(2, 3))
        return "".join(self.chance.choice(_STARTS) + self.chance.choice(_ENDS) for _ in parts)


def anew(said: Sequence[Said], chance: Random, language: str = "") -> dict[str, str]:
    """Other words for the same places: by what stood there."""
    writer = Writer(chance, language)
    return {one.text: writer.draw(one.entry) for one in said}

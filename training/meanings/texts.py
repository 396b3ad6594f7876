"""The texts and words that the table of meanings is learned from: WordNet's definitions and examples."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from innervate.boundary.questions.words import plain, stem

WORDNET = Path("/usr/share/wordnet")
FREQUENT = Path("out/meanings/frequent.txt")
MOST = 27_000
_CONCEPTS = Path("src/innervate/boundary/questions/concepts.txt")
_SEED = 5
_WORD = re.compile(r"[a-z]{2,18}")
_KINDS = ("noun", "verb", "adj", "adv")


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning: the words that have it, what it is, and how they are used."""

    words: tuple[str, ...]
    definition: str
    examples: tuple[str, ...]


def senses() -> Iterator[Sense]:
    """All of WordNet, in its order, in which senses near each other have to do with each other."""
    for kind in _KINDS:
        for line in (WORDNET / f"data.{kind}").read_text(encoding="latin-1").splitlines():
            if line.startswith("  "):
                continue
            head, _, gloss = line.partition(" | ")
            fields = head.split()
            words = [fields[4 + 2 * n].replace("_", " ").split("(")[0] for n in range(int(fields[3], 16))]
            yield Sense(
                tuple(words),
                re.sub(r'"[^"]*"', "", gloss).strip(" ;\n"),
                tuple(re.findall(r'"([^"]{8,})"', gloss)),
            )


def texts() -> list[str]:
    """Definitions, examples, names of several words, neighbours as one text; each once, in small letters."""
    chance, found, all_senses = random.Random(_SEED), [], list(senses())
    for sense in all_senses:
        drawn = chance.random()
        if drawn < 0.45 and sense.definition:
            found.append(sense.definition)
        elif drawn < 0.75:
            found.append(f"{' '.join(sense.words[:3])}: {sense.definition}")
        if sense.examples and chance.random() < 0.8:
            found.append(" ".join(sense.examples[:3]))
        if " " in sense.words[0] and chance.random() < 0.5:
            found.append(f"the {sense.words[0]}")
    for first in range(0, len(all_senses) - 3, 4):
        beside = all_senses[first : first + chance.choice([2, 3])]
        found.append(
            ". ".join(
                one.examples[0] if one.examples else f"{one.words[0]}, {one.definition}" for one in beside
            )
        )
    chance.shuffle(found)
    return list(dict.fromkeys(text.lower() for text in found))


def vocabulary() -> list[str]:
    """The most frequent words that WordNet knows, inflected or not, and those of the list of concepts."""
    known = {stem(word.lower()) for kind in _KINDS for word in _lemmas(kind)}
    found: dict[str, None] = {}
    for word in FREQUENT.read_text(encoding="utf-8").splitlines():
        if len(found) < MOST and _WORD.fullmatch(word) and stem(word) in known:
            found[word] = None
    more = [word for word in _of_concepts() if word not in found and stem(word) in known]
    return [*found, *sorted(more)]


def _lemmas(kind: str) -> Iterator[str]:
    for line in (WORDNET / f"index.{kind}").read_text(encoding="latin-1").splitlines():
        if not line.startswith("  "):
            yield from line.split()[0].split("_")


def _of_concepts() -> set[str]:
    lines: Sequence[str] = _CONCEPTS.read_text(encoding="utf-8").splitlines()
    members = [m for line in lines if ":" in line and line[0] != "#" for m in line.partition(":")[2].split()]
    return {part for m in members for part in re.split("[_'-]", plain(m)) if _WORD.fullmatch(part)}

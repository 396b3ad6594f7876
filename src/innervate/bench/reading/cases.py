"""Questions over generated mails, documents and letters, each with its right answer.

Three sets, whose texts, topics, frames and phrasing have nothing in common: `dev` was developed and tuned on;
`judged` and `others` are reported and never tuned on. `judged` was written before any answerer was, by the
author of most of `dev`; `others` by an author who wrote nothing else and knew of no answerer.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files
from typing import Literal

import yaml

from innervate.core.values import ValueType

Set = Literal["dev", "judged", "others"]
JUDGED: tuple[Set, ...] = ("judged", "others")
MAILS = 20
_NONE_OF_THEM = 0.1
"""Share of the mail questions to which no mail is the answer."""


@dataclass(frozen=True, slots=True)
class Which:
    """Which of the texts is about the topic: the index, or None where none is."""

    texts: tuple[str, ...]
    topic: str
    answer: int | None


@dataclass(frozen=True, slots=True)
class Meant:
    """What a text says of `what`, as it stands there; None where it says nothing."""

    text: str
    what: str
    type: ValueType
    answer: str | None


@dataclass(frozen=True, slots=True)
class Kind:
    """Which label fits a letter."""

    text: str
    labels: tuple[str, ...]
    answer: str


Case = Which | Meant | Kind


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around what a mail has to say, in one set."""

    people: Sequence[str]
    places: Sequence[str]
    greetings: Sequence[str]
    closings: Sequence[str]
    asides: Sequence[str]
    quote: str


_FRAMES: Mapping[Set, Frame] = {
    "dev": Frame(
        ("Ute Kern", "Sam Field", "Ana Prado", "Luc Petit", "Bo Lind"),
        ("Oldham", "Bremen", "Nantes", "Soria"),
        ("Hello,", "Good day,", "Dear all,", "Dear Ms Lind,"),
        ("Kind regards", "Best wishes", "Yours", "Many greetings"),
        ("", "", "Sent from my phone.", "Please think before you print this message."),
        "\n\nOn Monday {person} wrote:\n> {quoted}\n",
    ),
    "judged": Frame(
        ("Greta Holm", "Paul Ashby", "Mina Costa", "Otis Reed", "Vera Blum", "Jonas Falk"),
        ("Whitby", "Lucerne", "Malmo", "Trier", "Cork"),
        ("Dear Sir or Madam,", "Hi there,", "To whom it may concern", "Dear Mr Ashby,", "", "Good evening,"),
        ("Sincerely,", "Take care,", "With thanks in advance", "Cheers", "Yours faithfully,"),
        (
            "",
            "This message is confidential. If you are not its addressee, delete it.",
            "P.S. I am out on Fridays.",
            "Our office is closed between the holidays.",
            "Read our newsletter for offers on insurance, travel and energy.",
        ),
        "\n\n----- Original message -----\nFrom: {person}\n{quoted}\n",
    ),
    "others": Frame(
        ("Nora Vance", "Ivo Brandt", "Celia Marsh", "Tom Oduya", "Pia Lorenz", "Rhys Amory"),
        ("Hexham", "Graz", "Leiden", "Vigo", "Galway"),
        (
            "Hello there,",
            "Dear colleagues,",
            "Dear Mrs Marsh,",
            "",
            "Good afternoon,",
            "Dear parents and guests,",
        ),
        ("All the best,", "Warm regards,", "Yours truly,", "See you,", "Respectfully,"),
        (
            "",
            "If this mail reached you by mistake, please tell us.",
            "P.S. The car park is being resurfaced.",
            "Office hours: Monday to Thursday.",
        ),
        "\n\n{person} wrote last week:\n> {quoted}\n",
    ),
}
_MORE: Mapping[tuple[Set, str], tuple[str, ...]] = {
    ("dev", "topics"): ("hard", "wide", "other"),
    ("dev", "values"): ("wide",),
    ("dev", "letters"): ("wide",),
}
"""Files of a set beside its first."""


@lru_cache(maxsize=32)
def material(name: str) -> list[dict[str, object]] | dict[str, object]:
    """A file of texts."""
    found = files("innervate.bench.reading").joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    loaded: list[dict[str, object]] | dict[str, object] = yaml.safe_load(found)
    return loaded


def names(of: Set, kind: str) -> list[str]:
    """The files of a set: of its topics, values or letters."""
    return [f"{of}_{kind}", *(f"{of}_{kind}_{more}" for more in _MORE.get((of, kind), ()))]


def _listed(of: Set, kind: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for name in names(of, kind):
        loaded = material(name)
        assert isinstance(loaded, list)
        found += loaded
    return found


def which(of: Set, count: int, seed: int) -> list[Which]:
    """Mailboxes of twenty mails, each about a matter of its own, some with a quoted mail of another."""
    topics = _topics(of)
    found = []
    for number in range(count):
        chance = random.Random(f"{of}-which-{seed}-{number}")
        wanted = topics[(number * 7 + seed) % len(topics)]
        others = chance.sample([t for t in topics if t is not wanted], MAILS)
        absent = chance.random() < _NONE_OF_THEM
        shown = others if absent else [wanted, *others[1:]]
        chance.shuffle(shown)
        texts = tuple(_mail(of, topic, chance.choice(topics), chance) for topic in shown)
        asked = wanted["asked"][number // len(topics) % len(wanted["asked"])]
        found.append(Which(texts, asked, None if absent else shown.index(wanted)))
    return found


def meant(of: Set, count: int, seed: int) -> list[Meant]:
    """Documents with several values of one type, and what a person calls one of them."""
    loaded = _listed(of, "values")
    asks = [(shape, ask) for shape in loaded for ask in shape["ask"]]  # type: ignore[attr-defined]
    random.Random(f"{of}-asks-{seed}").shuffle(asks)
    found = []
    for number in range(count):
        shape, ask = asks[number % len(asks)]
        chance = random.Random(f"{of}-meant-{seed}-{number}")
        values = _values(of, chance)
        text = str(shape["text"]).format(**values)
        what = ask["what"][number // len(asks) % len(ask["what"])]
        found.append(Meant(text, what, ValueType(ask["type"]), values.get(ask["is"])))
    return found


def kinds(of: Set, count: int, seed: int) -> list[Kind]:
    """Letters of five kinds, most often complaints."""
    labels, letters = _letters(of)
    found = []
    for number in range(count):
        chance = random.Random(f"{of}-kinds-{seed}-{number}")
        label = labels[0] if number % 3 == 0 else labels[1 + number % (len(labels) - 1)]
        body = letters[label][number // 3 % len(letters[label])]
        found.append(Kind(_framed(of, _filled(of, body, chance), chance), tuple(labels), label))
    return found


def _letters(of: Set) -> tuple[list[str], dict[str, list[str]]]:
    """The labels, and the letters of each; those of the development set are of two authors."""
    told = [material(name) for name in names(of, "letters")]
    labels: list[str] = []
    letters: dict[str, list[str]] = {}
    for loaded in told:
        assert isinstance(loaded, dict)
        labels = loaded["labels"]  # type: ignore[assignment]
        for label in labels:
            letters[label] = [*letters.get(label, ()), *loaded["letters"][label]]  # type: ignore[index]
    return labels, letters


def _topics(of: Set) -> list[dict[str, list[str]]]:
    return _listed(of, "topics")  # type: ignore[return-value]


def _mail(of: Set, topic: dict[str, list[str]], another: dict[str, list[str]], chance: random.Random) -> str:
    frame = _FRAMES[of]
    subject = _filled(of, chance.choice(topic["subjects"]), chance)
    body = _framed(of, _filled(of, chance.choice(topic["bodies"]), chance), chance)
    quoted = ""
    if chance.random() < 0.15 and another is not topic:
        line = _filled(of, chance.choice(another["bodies"]), chance)
        quoted = frame.quote.format(person=chance.choice(frame.people), quoted=line)
    return f"From: {chance.choice(frame.people)}\nSubject: {subject}\n\n{body}{quoted}"


def _framed(of: Set, body: str, chance: random.Random) -> str:
    frame = _FRAMES[of]
    parts = [chance.choice(frame.greetings), body, chance.choice(frame.closings)]
    return "\n\n".join(p for p in (*parts, chance.choice(frame.asides)) if p)


def _filled(of: Set, text: str, chance: random.Random) -> str:
    values = _values(of, chance)
    frame = _FRAMES[of]
    return text.format(
        person=chance.choice(frame.people),
        place=chance.choice(frame.places),
        date=values["d1"],
        amount=values["m1"],
        ref=values["r1"],
    )


def _values(of: Set, chance: random.Random) -> dict[str, str]:
    """Amounts, dates and references, no two of which are the same, written in one style."""
    style = chance.randrange(4)
    cents = chance.sample(range(1_000, 900_000), 5)
    days = chance.sample(range(1200), 4)
    found = {f"m{n + 1}": _amount(c, style) for n, c in enumerate(cents)}
    found |= {f"d{n + 1}": _date(date(2024, 1, 5) + timedelta(d), style) for n, d in enumerate(days)}
    found |= {f"r{n + 1}": _reference(of, chance) for n in range(3)}
    return found


def _amount(cents: int, style: int) -> str:
    english = f"{cents / 100:,.2f}"
    german = english.translate(str.maketrans(",.", ".,"))
    return [f"EUR {english}", f"€{english}", f"{german} €", f"{english} GBP"][style]


def _date(day: date, style: int) -> str:
    return [
        f"{day.day} {day:%B %Y}",
        day.isoformat(),
        f"{day:%d.%m.%Y}",
        f"{day:%B} {day.day}, {day.year}",
    ][style]


def _reference(of: Set, chance: random.Random) -> str:
    number = chance.randint(10_000, 99_999)
    letters = "".join(chance.sample("BCDFGHJKLMPRTVWXZ", 2))
    if of == "dev":
        return chance.choice([f"{letters}-{number}", f"{letters}L-2026-{number % 1000}"])
    return chance.choice(
        [f"{letters}{number}", f"{letters}-{number % 1000:03}-{number // 100}", f"{letters[0]}/2025/{number}"]
    )

"""Texts of known type that others made: presidio-evaluator's sentences and AgentDojo's environments.

Promises: only labels and keys were read to write the tables below, before anything was scored but where they
say so, and nothing was trained or tuned on the texts. Neither corpus is part of innervate: they are named by
INNERVATE_PRESIDIO_CORPUS (the file synth_dataset_v2.json) and INNERVATE_AGENTDOJO (the folder `suites`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import yaml

from innervate.core.errors import BadInput
from innervate.core.values import ValueType as T


@dataclass(frozen=True, slots=True)
class Item:
    """A text as a field would hold it. right: the types that are right, first the one it counts as."""

    text: str
    right: tuple[T, ...]

    def counted(self, told: T) -> tuple[T, T]:
        """The type that is true, and the one told."""
        return (told if told in self.right else self.right[0]), told


@dataclass(frozen=True, slots=True)
class Sentence:
    """A running text. spans: where each entity stands, with its label and the types that are right."""

    text: str
    spans: tuple[tuple[int, int, str, tuple[T, ...]], ...]


LABELS: Mapping[str, tuple[T, ...]] = {
    "PERSON": (T.PERSON,),
    "ORGANIZATION": (T.ORGANISATION,),
    "STREET_ADDRESS": (T.ADDRESS,),
    "GPE": (T.ADDRESS,),  # towns and countries are parts of addresses
    "ZIP_CODE": (T.ADDRESS,),
    "CREDIT_CARD": (T.CARD,),
    "DATE_TIME": (T.DATE,),
    "PHONE_NUMBER": (T.PHONE,),
    "EMAIL_ADDRESS": (T.EMAIL,),
    "DOMAIN_NAME": (T.URL,),
    "IP_ADDRESS": (T.URL,),
    "IBAN_CODE": (T.IBAN,),
    "US_SSN": (T.IDENTITY,),
    "US_DRIVER_LICENSE": (T.REFERENCE,),  # a document's number: nothing but a label tells it from others
    "AGE": (T.NUMBER,),
    "TITLE": (T.TEXT,),
    "NRP": (T.TEXT,),
}
"""presidio-evaluator's labels. A text of few digits alone (a house's number, a year, a postcode) is right as
a number too, or if a zero leads as a reference, whatever its label: nothing in it says more. That was
added after the first scores, which had shown such spans; the samples have the scores without, `strictly`."""
NOT_SECRET = frozenset({"TITLE", "AGE"})
"""Labels of which nobody claims that they are masked."""

_EITHER = (T.AMOUNT, T.NUMBER)
"""Of an amount without a currency."""
KEYS: Mapping[str, tuple[T, ...]] = {
    **dict.fromkeys(("first_name", "last_name", "users", "slack.sender"), (T.PERSON,)),
    **dict.fromkeys(("name", "airline"), (T.ORGANISATION,)),  # hotels, restaurants, rental companies
    **dict.fromkeys(("address", "city", "street", "arrival_city", "departure_city"), (T.ADDRESS,)),
    **dict.fromkeys(
        (
            "date",
            "timestamp",
            "start_time",
            "end_time",
            "last_modified",
            "arrival_time",
            "departure_time",
            "current_day",
        ),
        (T.DATE,),
    ),
    **dict.fromkeys(
        ("amount", "balance", "price", "price_max", "price_min", "price_per_day", "price_per_person"), _EITHER
    ),
    "rating": (T.NUMBER, T.AMOUNT),  # 4.50 may be either
    **dict.fromkeys(("id", "id_"), (T.NUMBER, T.REFERENCE)),
    **dict.fromkeys(("flight_number", "ID_number", "passport_number"), (T.REFERENCE, T.IDENTITY)),
    "bank_account_number": (T.IBAN, T.REFERENCE),
    **dict.fromkeys(("iban", "banking.sender", "banking.recipient"), (T.IBAN,)),
    "credit_card_number": (T.CARD,),
    "phone_number": (T.PHONE,),
    **dict.fromkeys(
        "email account_email owner participants recipients cc bcc workspace.sender travel.sender".split(),
        (T.EMAIL,),
    ),
    **dict.fromkeys(
        "title subject description content body reviews cuisine_type dietary_restrictions status filename"
        " file_type operating_hours fuel_options car_types_available".split(),
        (T.TEXT,),
    ),
}
"""AgentDojo's keys, some in one suite alone. Left out, having no one type: location, contact_information, and
slack's recipient, which may be a person or a channel."""
_LEAST_WORDS, _FEW_DIGITS = 2, 6
_EDGES = " .,;:!?\"'()\n"


def sentences(path: Path) -> list[Sentence]:
    """
    :raises BadInput: the file is not presidio-evaluator's.
    """
    try:
        return [
            Sentence(
                one["full_text"],
                tuple(
                    (s["start_position"], s["end_position"], s["entity_type"], LABELS[s["entity_type"]])
                    for s in sorted(one["spans"], key=lambda s: int(s["start_position"]))
                ),
            )
            for one in json.loads(path.read_text(encoding="utf-8"))
        ]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadInput(
            "presidio-evaluator's corpus", f"{path}: {type(error).__name__}", "name its json file"
        ) from None


def placed(sentence: Sentence) -> Iterator[tuple[int, int, Item]]:
    """Each entity by itself, and each piece of two words or more between them, which is a text; and where."""
    done, text = 0, sentence.text
    for start, end, _, right in (*sentence.spans, (len(text), len(text), "", ())):
        first, last = done, start
        while first < last and text[first] in _EDGES:
            first += 1
        while first < last and text[last - 1] in _EDGES:
            last -= 1
        if len(text[first:last].split()) >= _LEAST_WORDS:
            yield first, last, Item(text[first:last], (T.TEXT,))
        if right:
            yield start, end, Item(text[start:end], _or_number(text[start:end], right))
        done = end


def _or_number(text: str, right: tuple[T, ...]) -> tuple[T, ...]:
    if not text.isdigit() or len(text) > _FEW_DIGITS:
        return right
    also = T.REFERENCE if text.startswith("0") and len(text) > 1 else T.NUMBER
    return right if also in right else (*right, also)


class _Loader(yaml.SafeLoader):
    """Reads AgentDojo's files without what they include."""


_Loader.add_multi_constructor("!", lambda loader, suffix, node: None)


def of_environments(folder: Path) -> Iterator[Item]:
    """What stands under each key of `KEYS`, each text of a key once.

    :raises BadInput: there are no environments.
    """
    paths = sorted((*folder.glob("*/environment.yaml"), *folder.glob("*/include/*.yaml")))
    if not paths:
        raise BadInput("AgentDojo's environments", f"{folder} has none", "name its folder data/suites")
    seen: set[tuple[str, str]] = set()
    for path in paths:
        suite = path.relative_to(folder).parts[0]
        for key, text in _leaves(yaml.load(path.read_text(encoding="utf-8"), _Loader), ""):
            right = KEYS.get(f"{suite}.{key}", KEYS.get(key))
            if right is not None and text.strip() and (key, text) not in seen:
                seen.add((key, text))
                yield Item(text, right)


def _leaves(tree: object, key: str) -> Iterator[tuple[str, str]]:
    """Every text, number and date with the key that it stands under, as a screen would show it."""
    if isinstance(tree, dict):
        for name, inside in tree.items():
            yield from _leaves(inside, str(name))
    elif isinstance(tree, list):
        for inside in tree:
            yield from _leaves(inside, key)
    elif isinstance(tree, datetime | date):
        yield key, tree.isoformat(" ") if isinstance(tree, datetime) else tree.isoformat()
    elif isinstance(tree, str | int | float) and not isinstance(tree, bool):
        yield key, re.sub(r"\{[a-z0-9_]+\}", "", str(tree)).strip()

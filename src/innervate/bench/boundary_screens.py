"""Texts of known type on screens of ours: columns of the evaluation's tables, the demonstration, made ones.

Promises: a column's header gives the truth where it has one meaning on every screen, else its cells are left
out; which headers those are was written before anything was scored. What is made is made from a seed.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from innervate.bench.boundary_corpora import Item
from innervate.bench.eyes_corpus import screens
from innervate.core.errors import Unavailable
from innervate.core.values import ValueType as T

_EITHER = (T.AMOUNT, T.NUMBER)
_HEADERS: Mapping[str, tuple[T, ...]] = {
    **dict.fromkeys("claimant doctor contact author".split(), (T.PERSON,)),
    **dict.fromkeys("customer counterparty".split(), (T.ORGANISATION, T.PERSON)),
    **dict.fromkeys(
        ("date", "since", "issued", "due", "modified", "date modified", "date of loss", "expires", "paid on"),
        (T.DATE,),
    ),
    **dict.fromkeys("price sum amount gross net balance debit credit".split(), _EITHER),
    "net amount": _EITHER,
    **dict.fromkeys("pieces quantity qty age".split(), (T.NUMBER,)),
    "on hand": (T.NUMBER,),
    **dict.fromkeys(("claim", "policy"), (T.REFERENCE,)),
    "staff no.": (T.REFERENCE, T.NUMBER),
    **dict.fromkeys("cause article state item finding description title department kind".split(), (T.TEXT,)),
}
_PEOPLE = ("patients", "payroll", "claims")
"""Applications in which "Name" is a person's."""


def of_screens(split: str = "held_out") -> Iterator[Item]:
    """Cells of the evaluation's tables, each text of a column once.

    :raises Unavailable: the evaluation is not here.
    """
    seen: set[tuple[str, str]] = set()
    for path, screen in screens(split):
        for table in screen.tables:
            for cell in table.cells:
                header = table.columns[cell.column].lower() if cell.column < len(table.columns) else ""
                right = _HEADERS.get(header)
                if header == "name" and path.stem.startswith(_PEOPLE):
                    right = (T.PERSON,)
                if right and cell.text.strip(" –—-") and (header, cell.text) not in seen:
                    seen.add((header, cell.text))
                    yield Item(cell.text, right)


def _demonstration() -> Path:
    place = next(
        (
            f / "examples"
            for f in (Path.cwd(), *Path.cwd().parents, Path(__file__).parents[3])
            if (f / "examples/claims").is_dir()
        ),
        None,
    )
    if place is None:
        raise Unavailable(
            "the claims demonstration", "no examples/claims above this folder", "run this in a checkout"
        )
    return place


def of_claims(cases: int) -> Iterator[Item]:
    """What the demonstration shows, of so many made-up cases.

    :raises Unavailable: the demonstration is not here.
    """
    place = _demonstration()
    sys.path.insert(0, str(place))
    try:
        make = import_module("claims.generate").case
    finally:
        with suppress(ValueError):
            sys.path.remove(str(place))
    for seed in range(5000, 5000 + cases):
        case = make(seed)
        for text, kind in (
            (case.claimant, T.PERSON),
            (case.handler.full, T.PERSON),
            (case.agent.full, T.PERSON),
            (case.claimant_email, T.EMAIL),
            (case.claim_number, T.REFERENCE),
            (case.policy_number, T.REFERENCE),
            (case.date_of_loss.isoformat(), T.DATE),
            (f"{case.currency} {case.amount:,}", T.AMOUNT),
            (case.phone, T.PHONE),
            (f"{case.street}, {case.town}", T.ADDRESS),
            (case.broker, T.ORGANISATION),
            (case.description, T.TEXT),
            (case.subject, T.TEXT),
            (case.policy.product, T.TEXT),
            (case.cause.value, T.TEXT),
        ):
            yield Item(text, (kind,))


def made(count: int, seed: int = 4) -> Iterator[Item]:
    """Of each type that no other source of ours has, so many."""
    chance = random.Random(seed)
    for _ in range(count):
        digits = "".join(chance.choices("0123456789", k=24))
        yield Item(_checked_card(digits), (T.CARD,))
        yield Item(_checked_iban(digits), (T.IBAN,))
        yield Item(f"{chance.randint(100, 665):03}-{chance.randint(10, 99)}-{digits[:4]}", (T.IDENTITY,))
        yield Item(f"{chance.choice('ABCDEFGHIJKLMNOPQRST')}{digits[:2]}.{digits[2]}", (T.MEDICAL,))
        yield Item(f"https://{chance.choice(_WORDS)}.example/{digits[:4]}", (T.URL,))
        yield Item(f"{chance.choice(_WORDS)}-{digits[:3]}.pdf", (T.TEXT,))
        yield Item(f"{chance.choice(_WORDS)} {chance.choice(_WORDS)}".capitalize(), (T.TEXT,))


_WORDS = (
    "scaffold lantern gravel meadow thicket pebble canvas ladle mortar hinge trellis gutter awning".split()
)


def _checked_card(digits: str) -> str:
    """A made-up number that begins with 4, with its check digit, in fours."""
    body = "4" + digits[:14]
    doubled = [int(d) * 2 if n % 2 == 0 else int(d) for n, d in enumerate(body)]
    check = -sum(d - 9 if d > 9 else d for d in doubled) % 10
    whole = f"{body}{check}"
    return " ".join(whole[n : n + 4] for n in range(0, 16, 4))


def _checked_iban(digits: str) -> str:
    """A made-up German one with its check digits."""
    body = digits[:18]
    return f"DE{98 - int(body + '131400') % 97:02}{body}"

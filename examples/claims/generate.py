"""One made-up insurance case per seed.

`case` returns the same case for the same seed on every machine. About half of the seeds have an amount
above the deductible. `private_values` lists every string of the case that must not leave the machine, in
each form in which a screen of this world shows it; the cause of loss is left out, since its five words are
options of the portal and thus part of its public vocabulary.
"""

from __future__ import annotations

import random
import textwrap
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from claims import names

CURRENCY = "EUR"
TODAY = date(2026, 3, 23)
HANDLER_ADDRESS = "handler@insurer.example"
DESCRIPTION_WIDTH = 66


class Cause(StrEnum):
    """What led to the loss, in the words of the form and of the portal."""

    WATER = "Water damage"
    FIRE = "Fire"
    THEFT = "Theft"
    STORM = "Storm"
    GLASS = "Glass breakage"


@dataclass(frozen=True)
class Person:
    """A made-up person with an address of mail."""

    given: str
    family: str
    email: str

    @property
    def full(self) -> str:
        return f"{self.given} {self.family}"


@dataclass(frozen=True)
class Policy:
    """A contract as the portal lists it."""

    number: str
    holder: str
    product: str
    status: str
    deductible: Decimal


@dataclass(frozen=True)
class Letter:
    """A mail in the inbox that has nothing to do with the case."""

    sender: Person
    subject: str
    body: tuple[str, ...]
    sent_at: datetime


@dataclass(frozen=True)
class Case:
    """All that is true about one claim, plus what stands around it on the same screens."""

    seed: int
    claim_number: str
    policy_number: str
    claimant: str
    claimant_email: str
    date_of_loss: date
    amount: Decimal
    currency: str
    cause: Cause
    description: str
    deductible: Decimal
    phone: str
    street: str
    town: str
    portal_user: str
    portal_password: str
    handler: Person
    agent: Person
    broker: str
    sent_at: datetime
    policy: Policy
    other_policies: tuple[Policy, ...]
    letters: tuple[Letter, ...]

    @property
    def above_deductible(self) -> bool:
        return self.amount > self.deductible

    @property
    def payable(self) -> Decimal:
        return max(self.amount - self.deductible, Decimal("0.00"))

    @property
    def description_lines(self) -> tuple[str, ...]:
        return tuple(textwrap.wrap(self.description, DESCRIPTION_WIDTH))

    @property
    def subject(self) -> str:
        return f"New claim {self.claim_number} ({self.cause.value.lower()})"


STORIES: dict[Cause, tuple[str, ...]] = {
    Cause.WATER: (
        "A supply hose behind the washing machine came loose at night. {room} was flooded and the parquet"
        " has swollen along the whole wall.",
        "The mixer tap in the bathroom burst. Water ran down into {room} and soaked the plasterboard.",
    ),
    Cause.FIRE: (
        "An extension lead overheated under the desk. {room} has soot on all walls and the carpet is burnt.",
        "A pan with oil caught fire. The extractor hood and two cupboards next to {room} were destroyed.",
    ),
    Cause.THEFT: (
        "Somebody levered the terrace door open at noon. From {room} a camera and jewellery are gone.",
        "The bicycle cellar was broken into. Two bicycles and tools stored near {room} were taken.",
    ),
    Cause.STORM: (
        "A gust took nine roof tiles off the north side. Rain came in above {room} before the roofer came.",
        "A branch of the birch fell on the conservatory. The frame next to {room} is bent.",
    ),
    Cause.GLASS: (
        "A ball hit the large window of {room}. The outer pane is cracked from corner to corner.",
        "The glass hob broke when a jar fell out of the shelf in {room}. It cannot be used any more.",
    ),
}
ROOMS = ("the living room", "the study", "the guest room", "the hallway", "the laundry room")


def plain(text: str) -> str:
    """The text in lower-case ASCII letters, for addresses and user names."""
    table = str.maketrans({"ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "ß": "ss"})
    decomposed = unicodedata.normalize("NFKD", text.translate(table))
    return "".join(c for c in decomposed.lower() if c.isascii() and c.isalpha())


def money(amount: Decimal) -> str:
    """The amount as documents and pages show it: `EUR 4,310.75`."""
    return f"{CURRENCY} {amount:,.2f}"


class Draw:
    """Draws from the lists by one seeded generator, without using a person twice."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(f"claims-{seed}")
        self._given = self.rng.sample(names.GIVEN, len(names.GIVEN))
        self._family = self.rng.sample(names.FAMILY, len(names.FAMILY))
        self._numbers: set[str] = set()

    def person(self, domain: str) -> Person:
        given, family = self._given.pop(), self._family.pop()
        return Person(given, family, f"{plain(given)}.{plain(family)}@{domain}")

    def claim_number(self) -> str:
        return self._fresh(lambda: f"CLM-{self.rng.randint(10000, 99999)}")

    def policy_number(self) -> str:
        return self._fresh(lambda: f"POL-{self.rng.randint(1000, 9899)}-{self.rng.randint(1000, 9999)}")

    def _fresh(self, make: Callable[[], str]) -> str:
        while (number := make()) in self._numbers:
            continue
        self._numbers.add(number)
        return number

    def deductible(self) -> Decimal:
        return Decimal(self.rng.choice((250, 350, 600, 750, 850, 1250, 1500))).quantize(Decimal("0.01"))

    def password(self) -> str:
        upper, lower, digits = "ABDEFGHKLMNPRSTWXYZ", "abdefghkmnprstwxyz", "23456789"
        chars = [self.rng.choice(pool) for pool in (upper, upper, lower, lower, lower, lower, digits, digits)]
        chars += self.rng.sample(names.SYMBOLS, 3)
        self.rng.shuffle(chars)
        return "".join(chars)

    def moment(self, days_ago: int) -> datetime:
        start = datetime(TODAY.year, TODAY.month, TODAY.day, 8, 0) - timedelta(days=days_ago)
        return start + timedelta(minutes=self.rng.randint(0, 540), seconds=self.rng.randint(0, 59))


def amount_for(rng: random.Random, deductible: Decimal) -> Decimal:
    """An amount that is, with even odds, above the deductible or at most as large."""
    cents = int(deductible * 100)
    if rng.random() < 0.5:
        low, high = cents + 1_01, cents * 5
    elif rng.random() < 0.2:
        return deductible
    else:
        low, high = cents * 2 // 5, cents - 1
    return (Decimal(rng.randint(low, high)) / 100).quantize(Decimal("0.01"))


def letters(draw: Draw) -> tuple[Letter, ...]:
    """Six to nine mails of everyday office life, from people whom the case does not know."""
    rng, number, room = draw.rng, draw.claim_number(), draw.rng.randint(201, 489)
    invoice, euros = f"INV-{rng.randint(20000, 99999)}", money(Decimal(rng.randint(9000, 99999)) / 100)
    templates: list[tuple[str, str, tuple[str, ...]]] = [
        ("gazette.example", f"Underwriting Gazette, issue {rng.randint(110, 380)}",
         ("In this issue: hail maps for the coming season,", "and what changes in the tariff for tenants.")),
        ("insurer.example", f"Team meeting moved to room {room}",
         (f"the weekly meeting takes place in room {room} this time.", "Please bring your open files.")),
        ("repairs.example", f"Invoice {invoice} for drying equipment",
         (f"please find below the amount of invoice {invoice}:", f"{euros}, due within thirty days.")),
        ("post.example", f"Question about claim {number}",
         (f"is there any news about my claim {number}?", "The carpenter asks me when he may start.")),
        ("canteen.example", f"Menu of week {rng.randint(10, 14)}: lentils, trout, dumplings",
         ("Monday starts with lentils, Wednesday has trout.", "Orders until ten o'clock, as always.")),
        ("insurer.example", f"Parking deck {rng.choice('CDEF')} closed on Thursday",
         ("the sweeping machine comes on Thursday morning.", "Please park on the street that day.")),
        ("survey.example", f"Site visit {number.replace('CLM', 'VIS')} confirmed",
         ("the surveyor will ring the bell between nine and eleven.", "Somebody should be at home.")),
        ("training.example", f"Seminar S-{rng.randint(3000, 8999)}: reading hydrographs",
         ("two seats are left for the seminar in April.", "Reply if you would like to have one.")),
        ("archive.example", f"Box {rng.randint(5000, 9999)} returned to the archive",
         ("the box that you ordered went back today.", "Nothing was missing.")),
    ]  # fmt: skip
    chosen = rng.sample(templates, rng.randint(6, 9))
    return tuple(
        Letter(draw.person(domain), subject, body, draw.moment(rng.randint(0, 9)))
        for domain, subject, body in chosen
    )


def other_policies(draw: Draw) -> tuple[Policy, ...]:
    """Thirteen contracts of other holders."""
    return tuple(
        Policy(
            draw.policy_number(),
            draw.person("post.example").full,
            draw.rng.choice(names.PRODUCTS),
            draw.rng.choice(("Active", "Active", "Active", "Lapsed")),
            draw.deductible(),
        )
        for _ in range(13)
    )


def case(seed: int) -> Case:
    """The case of this seed."""
    draw = Draw(seed)
    rng = draw.rng
    claimant, handler = draw.person("post.example"), draw.person("insurer.example")
    broker = rng.choice(names.BROKERS)
    agent = draw.person(f"{plain(broker)}.example")
    cause = rng.choice(list(Cause))
    story = rng.choice(STORIES[cause]).format(room=rng.choice(ROOMS))
    deductible = draw.deductible()
    policy = Policy(draw.policy_number(), claimant.full, rng.choice(names.PRODUCTS), "Active", deductible)
    return Case(
        seed=seed,
        claim_number=draw.claim_number(),
        policy_number=policy.number,
        claimant=claimant.full,
        claimant_email=claimant.email,
        date_of_loss=TODAY - timedelta(days=rng.randint(3, 40)),
        amount=amount_for(rng, deductible),
        currency=CURRENCY,
        cause=cause,
        description=". ".join(part[:1].upper() + part[1:] for part in story.split(". ")),
        deductible=deductible,
        phone=f"+{rng.choice((32, 39, 43, 48, 351))} 555 {rng.randint(1000, 9999)} {rng.randint(10, 99)}",
        street=f"{rng.choice(names.STREETS)} {rng.randint(11, 98)}",
        town=rng.choice(names.TOWNS),
        portal_user=f"{plain(handler.given)[0]}.{plain(handler.family)}",
        portal_password=draw.password(),
        handler=handler,
        agent=agent,
        broker=broker,
        sent_at=draw.moment(0),
        policy=policy,
        other_policies=other_policies(draw),
        letters=letters(draw),
    )


def mail_body(case: Case) -> tuple[str, ...]:
    """The lines that the broker writes above the attached form."""
    return (
        "Good morning,",
        "",
        f"our client {case.claimant} has reported a loss to us. The signed form is attached.",
        "",
        f"Claim number: {case.claim_number}",
        "",
        "Please let us know the decision by answering this mail.",
        "",
        "Kind regards",
        case.agent.full,
        case.broker,
    )


def person_forms(full: str) -> list[str]:
    """A name whole and in its parts."""
    given, _, family = full.partition(" ")
    return [full, given, family]


def amount_forms(amount: Decimal) -> list[str]:
    """An amount with and without currency and thousands separator."""
    return [f"{amount:.2f}", f"{amount:,.2f}", money(amount), f"{CURRENCY} {amount:.2f}"]


def date_forms(day: date) -> list[str]:
    """A day in the ways in which a form, a list of mails and a header write it."""
    return [day.isoformat(), f"{day.day} {day:%B %Y}", f"{day:%d %b %Y}", f"{day:%d.%m.%Y}"]


def letter_values(letter: Letter) -> list[str]:
    """The private strings of one everyday mail."""
    when = [f"{letter.sent_at:%Y-%m-%d %H:%M}", f"{letter.sent_at:%d %b %Y %H:%M:%S}"]
    return [letter.subject, *person_forms(letter.sender.full), letter.sender.email, *letter.body, *when]


def policy_values(policy: Policy) -> list[str]:
    """The private strings of one contract."""
    return [policy.number, *person_forms(policy.holder), policy.product, *amount_forms(policy.deductible)]


def private_values(case: Case) -> list[str]:
    """Every private string, in every form in which a screen of this world shows it, longest first."""
    values = [case.claim_number, case.claim_number.removeprefix("CLM-"), case.policy_number]
    values += [case.policy_number.removeprefix("POL-"), case.subject, f"Re: {case.subject}"]
    values += [*person_forms(case.claimant), case.claimant_email]
    values += [*person_forms(case.agent.full), case.agent.email, case.broker]
    values += [*person_forms(case.handler.full), case.handler.email, HANDLER_ADDRESS]
    values += [*date_forms(case.date_of_loss)]
    values += [f"{case.sent_at:%Y-%m-%d %H:%M}", f"{case.sent_at:%d %b %Y %H:%M:%S}"]
    for amount in (case.amount, case.deductible, case.payable):
        values += amount_forms(amount)
    values += [case.description, *case.description.split(". "), *case.description_lines]
    values += [case.phone, case.phone.partition(" ")[2], case.street, case.town, case.town.partition(" ")[2]]
    values += [f"{case.street}, {case.town}", case.portal_user, case.portal_password]
    values += [line for line in mail_body(case) if case.claimant in line]
    for policy in (case.policy, *case.other_policies):
        values += policy_values(policy)
    for letter in case.letters:
        values += letter_values(letter)
    texts = [line for letter in case.letters for line in (letter.subject, *letter.body)]
    values += [word.strip(",.:?") for text in texts for word in text.split() if any(map(str.isdigit, word))]
    unique = {value for value in values if len(value) >= 4 and value != "0.00"}
    return sorted(unique, key=lambda value: (-len(value), value))

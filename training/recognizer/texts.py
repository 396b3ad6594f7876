"""Generates texts of known class: names, organisations, addresses, and all else that screens say.

Promises: the same seed and locales give the same texts. Faker knows the names and the streets of many countries;
how people write them (initials, titles, capitals, order) and what is none of the three is made here.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence

from faker import Faker

from training.recognizer.lists import DOINGS, ORGANISATIONS, PHRASES, PLACES, QUALITIES, THINGS, TRADES

PERSON, ORGANISATION, ADDRESS, TEXT = range(4)
Item = tuple[str, int]

TRAINED = (
    "en_US en_US en_US en_GB en_GB en_IN en_AU de_DE de_AT fr_FR fr_CH es_ES es_MX it_IT nl_NL pt_BR pl_PL cs_CZ sv_SE no_NO da_DK"
    " fi_FI hu_HU ro_RO hr_HR tr_TR el_GR ru_RU uk_UA bg_BG ja_JP zh_CN ko_KR he_IL ar_SA fa_IR hi_IN th_TH id_ID vi_VN"
).split()
DEVELOPED = "en_US en_GB en_CA de_CH nl_BE pt_PT es_CO fr_CA sk_SK sl_SI et_EE zh_TW".split()
"""Some are trained on with other seeds, most are countries that training never sees."""

_TITLES = "Mr.|Mrs.|Ms.|Dr.|Prof.|Mr|Mrs|Dr|Herr|Frau|Sir|Mme|M.|Sig.|Sra.|Dr. med.|Rev.".split("|")
_AFTER = ["Jr.", "Sr.", "PhD", "MD", "III", "II", "Esq."]
_PARTICLES = [
    "van",
    "von",
    "de",
    "van der",
    "von der",
    "de la",
    "del",
    "da",
    "di",
    "al",
    "bin",
    "ten",
    "le",
    "dos",
]
_FORMS = "Inc|Inc.|LLC|Ltd|Ltd.|Limited|GmbH|AG|KG|SE|plc|PLC|Corp|Corp.|Corporation|Company|Co.|& Co|& Co. KG|S.A.|SA|S.p.A.|S.r.l.".split(
    "|"
)
_FORMS += "B.V.|N.V.|AB|Oy|A/S|AS|Sp. z o.o.|s.r.o.|Kft.|SARL|SAS|S.L.|Pty Ltd|LLP|LP|e.V.|KGaA|and Sons|& Sons|Group|Holding".split(
    "|"
)
_NAMES_THAT_ARE_WORDS = (
    "king baker stone rose young long brown white black green hill wood day bell price page sharp grant church field park bush west north"
    " banks rivers frost snow love best case small little rich power fox wolf bird cook carter mason hunter fisher taylor smith miller"
    " winter summer may march april june august sunday friday gold silver bishop knight prince marsh lake woods brooks lane street house"
).split()
_MARKS = re.compile(r"\s*\n\s*")


class Texts:
    """An endless source of items. locales: of Faker's. mixed: further texts that are of no class, from catalogues."""

    def __init__(self, seed: int, locales: Sequence[str] = TRAINED, mixed: Sequence[str] = ()) -> None:
        self._chance = random.Random(seed)
        self._fakes: list[Faker] = []
        for locale in locales:
            fake = Faker(locale)
            fake.seed_instance(self._chance.randrange(1 << 30))
            self._fakes.append(fake)
        self._mixed = mixed
        self._kinds: dict[int, Sequence[Callable[[Faker], str]]] = {
            PERSON: (self._person,),
            ORGANISATION: (self._organisation,),
            ADDRESS: (self._address,),
            TEXT: (self._phrase, self._sentence, self._subject, self._mention, self._measure, self._product),
        }

    def items(self, count: int) -> Iterator[Item]:
        for _ in range(count):
            yield self.one(self._chance.choices((PERSON, ORGANISATION, ADDRESS, TEXT), (25, 20, 20, 40))[0])

    def one(self, kind: int) -> Item:
        while True:
            if kind == TEXT and self._mixed and self._chance.random() < 0.3:
                text = self._chance.choice(self._mixed)
            else:
                text = self._chance.choice(self._kinds[kind])(self._chance.choice(self._fakes))
            text = _MARKS.sub(", ", text).strip()
            if text:
                return self._cased(text, kind), kind

    def _cased(self, text: str, kind: int) -> str:
        roll = self._chance.random()
        if roll < 0.06:
            return text.upper()
        if roll < (0.10 if kind != TEXT else 0.16):
            return text.lower()
        return text

    # persons

    def _person(self, fake: Faker) -> str:
        chance = self._chance
        first, last = fake.first_name(), fake.last_name()
        roll = chance.random()
        if roll < 0.04:  # names that are words
            last = chance.choice(chance.choice((THINGS, QUALITIES, _NAMES_THAT_ARE_WORDS))).capitalize()
        elif roll < 0.1 and _latin(first):  # of no list
            first, last = self._syllables(), self._syllables()
        if not _latin(first):
            return chance.choice((fake.name(), fake.name(), first, f"{last} {first}", f"{first} {last}"))
        initial = f"{first[0]}."
        middle = chance.choice((fake.first_name(), f"{chance.choice('ABCDEFGHJKLMNPRSTW')}."))
        form = chance.choice(
            (
                *(["{f} {l}"] * 5 + ["{n}"] * 3 + ["{f}"] * 4 + ["{l}"]),
                *(
                    "{l}, {f}",
                    "{l}, {i}",
                    "{i} {l}",
                    "{f} {m} {l}",
                    "{L} {f}",
                    "{f} {L}",
                    "{t} {l}",
                    "{t} {f} {l}",
                    "{l}, {f} {m}",
                ),
                *(
                    "{f} {p} {l}",
                    "{f} {l}-{k}",
                    "{f} {l} {a}",
                    "{f} {l}, {a}",
                    "{f}-{g} {l}",
                    "{i}{j} {l}",
                    "{f} {k} {l}",
                    "{l} {f}",
                ),
                *("{t} {i} {l}", "{f} & {g} {l}", "{f} O'{l}", "{f} Mc{l}", "{f}'s"),
            )
        )
        return form.format(
            f=first, l=last, n=fake.name(), i=initial, m=middle, L=last.upper(), t=chance.choice(_TITLES), k=fake.last_name(),
            p=chance.choice(_PARTICLES), a=chance.choice(_AFTER), g=fake.first_name(), j=f"{fake.first_name()[0]}.",
        ).replace("'s", "") if form != "{n}" else fake.name()  # fmt: skip

    # organisations

    def _organisation(self, fake: Faker) -> str:
        chance = self._chance
        roll = chance.random()
        if roll < 0.3:
            return fake.company()
        if roll < 0.5:
            name = chance.choice(ORGANISATIONS)
            return f"{name} {chance.choice(_FORMS)}" if chance.random() < 0.2 else name
        last, other, trade = fake.last_name(), fake.last_name(), chance.choice(TRADES)
        city, word = self._city(fake), chance.choice(THINGS).capitalize()
        form = chance.choice(
            (
                *(
                    "{l} {t}",
                    "{l} {t}",
                    "{l} & {o}",
                    "{l} and {o}",
                    "{l}, {o} & {k}",
                    "{l} {x}",
                    "{l} {x}",
                    "{l} {t} {x}",
                    "{l} Bros",
                ),
                *(
                    "{c} {t}",
                    "{c} {t} {x}",
                    "Bank of {c}",
                    "University of {c}",
                    "{c} University",
                    "{t} of {c}",
                    "{c} City Council",
                ),
                *(
                    "{w}{u}",
                    "{w}{u} {x}",
                    "{Q} {w} {x}",
                    "The {w} {t}",
                    "{s} {x}",
                    "{s}",
                    "{s} {t}",
                    "{a} {t}",
                ),
                *(
                    "First {t} {c}",
                    "{c} General Hospital",
                    "St. {f} Hospital",
                    "{l} Family {t}",
                    "{a}",
                    "{Q} {t} {x}",
                    "{l} {t}",
                    "National {t}",
                ),
            )
        )
        return form.format(
            l=last, o=other, k=fake.last_name(), t=trade, c=city, w=word, x=chance.choice(_FORMS), f=fake.first_name(),
            u=chance.choice(THINGS).capitalize() if chance.random() < 0.5 else chance.choice(("ly", "ify", "io", "Soft", "Tech", "Net", "Pro", "Hub")),
            Q=chance.choice(QUALITIES).capitalize(), s=self._invented(), a="".join(chance.choices("ABCDEFGHIKLMNOPRSTUVW", k=chance.randint(3, 4))),
        )  # fmt: skip

    def _syllables(self) -> str:
        """A name that nobody has."""
        chance = self._chance
        parts = [
            chance.choice(("", *"bcdfghjklmnprstvw", "br", "gr", "st", "tr", "th"))
            + chance.choice("aeiouy")
            + chance.choice(("", "", *"lmnrsk", "ll", "rt", "nd", "st"))
            for _ in range(chance.randint(1, 3))
        ]
        end = chance.choice(
            (
                "",
                "",
                "son",
                "man",
                "mann",
                "ski",
                "ova",
                "sen",
                "ley",
                "ton",
                "berg",
                "ic",
                "as",
                "o",
                "a",
                "ez",
                "ini",
                "quist",
            )
        )
        return ("".join(parts) + end).capitalize() if len("".join(parts) + end) > 2 else "Ada"

    def _invented(self) -> str:
        """A brand: syllables."""
        chance = self._chance
        parts = "".join(
            chance.choice("bcdfglmnprstvz") + chance.choice("aeiouoa") for _ in range(chance.randint(1, 3))
        )
        end = chance.choice(
            (
                "x",
                "ra",
                "tis",
                "on",
                "ia",
                "ex",
                "ix",
                "um",
                "sys",
                "tek",
                "gen",
                "nova",
                "corp",
                "soft",
                "ware",
            )
        )
        return (parts + end).capitalize()

    # addresses

    def _city(self, fake: Faker) -> str:
        if self._chance.random() < 0.3:
            return self._chance.choice(PLACES)
        for name in ("city_name", "city"):
            if hasattr(fake, name):
                return str(getattr(fake, name)())
        return self._chance.choice(PLACES)

    def _address(self, fake: Faker) -> str:
        chance = self._chance
        roll = chance.random()
        if roll < 0.28:
            return fake.address()
        if roll < 0.46:
            return fake.street_address()
        if roll < 0.56:
            return chance.choice(PLACES)
        if roll < 0.64:
            return fake.country()
        if roll < 0.76:
            return self._city(fake)
        if roll < 0.80 and hasattr(fake, "state"):
            return str(fake.state())
        if roll < 0.84:
            return fake.street_name()
        street, city = fake.street_address(), self._city(fake)
        form = chance.choice(
            (
                "{p} {c}",
                "{c}, {o}",
                "{s}, {c}",
                "{s}, {p} {c}",
                "{s}, {c}, {o}",
                "{s}, {p} {c}, {o}",
                "{c} {p}",
                "PO Box {b}",
                "{b} {w} {k}",
            )
            + (
                "PO Box {b}, {c}",
                "Apt. {b}, {s}",
                "{s}, Apt {b}",
                "{s}, {b}. floor, {c}",
                "c/o {f}, {s}",
                "{b} {w} {k}, {c}",
                "{w} {k}",
            )
        )
        return form.format(
            p=fake.postcode(), c=city, o=fake.country(), s=_MARKS.sub(", ", street), b=chance.randint(1, 999), f=fake.name(),
            w=chance.choice((fake.last_name(), chance.choice(THINGS).capitalize(), fake.first_name(), self._city(fake))),
            k=chance.choice(("Street", "St", "Road", "Rd", "Avenue", "Ave", "Lane", "Drive", "Way", "Square", "Court", "Close", "Park", "Hill")),
        )  # fmt: skip

    # all else

    def _words(self, least: int, most: int) -> list[str]:
        chance = self._chance
        kinds = (THINGS, THINGS, THINGS, QUALITIES, DOINGS)
        return [chance.choice(chance.choice(kinds)) for _ in range(chance.randint(least, most))]

    def _phrase(self, fake: Faker) -> str:
        chance = self._chance
        roll = chance.random()
        if roll < 0.3:
            return chance.choice(PHRASES)
        if roll < 0.4:
            return (
                chance.choice((fake.job, fake.catch_phrase, fake.bs, fake.color_name, fake.word))()
                if hasattr(fake, "bs")
                else fake.word()
            )
        words = self._words(1, 4)
        if chance.random() < 0.3 and len(words) > 1:
            words.insert(1, chance.choice(("of", "and", "the", "for", "by", "to", "in", "a", "per", "with")))
        style = chance.random()
        if style < 0.45:
            words = [w.capitalize() if len(w) > 3 else w for w in words]
        elif style < 0.85:
            words[0] = words[0].capitalize()
        text = " ".join(words)
        return text + chance.choice(
            ("", "", "", "", ":", "…", "...", " *", "?", "!", " (optional)", f" {chance.randint(1, 30)}")
        )

    def _sentence(self, fake: Faker) -> str:
        chance = self._chance
        if chance.random() < 0.5:
            return (
                fake.sentence(nb_words=chance.randint(3, 12)) if hasattr(fake, "sentence") else fake.text(80)
            )
        start = chance.choice(
            (
                "The",
                "Please",
                "I",
                "We",
                "You",
                "This",
                "It",
                "There",
                "My",
                "Our",
                "Your",
                "Can you",
                "Do not",
                "and",
                "the",
                "to",
                "is",
                "that",
                "of my",
            )
        )
        verb = chance.choice(
            (
                "is",
                "was",
                "has",
                "will",
                "can",
                "must",
                "should",
                "did",
                "needs to",
                "would like to",
                "has been",
            )
        )
        return f"{start} {' '.join(self._words(1, 3))} {verb} {' '.join(self._words(2, 6))}{chance.choice(('.', '', '?', '!', ','))}"

    def _subject(self, fake: Faker) -> str:
        chance = self._chance
        head = chance.choice(
            ("Re: ", "Fwd: ", "RE: ", "AW: ", "", "", "Reminder: ", "Your ", "URGENT: ", "Invitation: ")
        )
        words = self._words(2, 5)
        if chance.random() < 0.5:
            words = [w.capitalize() for w in words]
        tail = chance.choice(
            (
                "",
                "",
                f" #{chance.randint(100, 99999)}",
                f" for {fake.first_name()}",
                f" in {self._city(fake)}",
                f" {chance.randint(2019, 2030)}",
            )
        )
        return head + " ".join(words) + tail

    def _mention(self, fake: Faker) -> str:
        """A piece of a sentence with a name in it, which makes it no name."""
        chance = self._chance
        who = chance.choice(
            (fake.first_name, fake.name, fake.company, lambda: self._city(fake), fake.last_name)
        )()
        form = chance.choice(
            (
                "Meeting with {n}",
                "Call {n} back",
                "Dear {n},",
                "Hi {n},",
                "Hello {n}!",
                "Flight to {n}",
                "Lunch with {n}",
                "from {n}",
                "to {n}",
                "by {n}",
                "in {n}",
            )
            + (
                "{n} wrote:",
                "{n} is out of office",
                "My name is {n}",
                "I live in {n}",
                "I work at {n}",
                "{n} called about the {t}",
                "Invoice from {n}",
                "and {n}",
            )
            + (
                "{t} for {n}",
                "Trip to {n}",
                "{n}'s {t}",
                "Welcome, {n}",
                "Signed in as {n}",
                "Sent by {n}",
                "{n} and the {t}",
                "Moving from {n} to",
                "Ask {n} for the {t}",
            )
        )
        return form.format(n=who, t=chance.choice(THINGS))

    def _measure(self, fake: Faker) -> str:
        chance = self._chance
        number = chance.choice(
            (str(chance.randint(1, 40)), str(chance.randint(1, 4000)), f"{chance.uniform(0, 100):.1f}")
        )
        form = chance.choice(
            (
                "{n} {u}",
                "{n} {u}",
                "{n}%",
                "{n} %",
                "Page {n} of {m}",
                "{t} {n}",
                "{t} {n}",
                "{T} {n}",
                "Version {n}.{m}",
                "v{n}.{m}",
                "{n} of {m}",
                "{n} {t}s",
                "{n}x {t}",
            )
            + (
                "{t} c{n}.{m}",
                "Room {n}",
                "{n} new messages",
                "{T} {n}{a}",
                "{n}. {T}",
                "Step {n}: {T}",
                "{t}_{n}.pdf",
                "{t}-{m}.docx",
                "IMG_{m}.jpg",
                "{n} x {m} cm",
                "Gate {a}{n}",
                "{n}/{m}",
            )
        )
        return form.format(
            n=number, m=chance.randint(1, 99), u=chance.choice("km kg g m cm mm days hours minutes min MB GB KB °C pieces years year items units persons nights mg ml l kWh years old".split()),
            t=chance.choice(THINGS), T=chance.choice(THINGS).capitalize(), a=chance.choice("ABCDE"),
        )  # fmt: skip

    def _product(self, fake: Faker) -> str:
        chance = self._chance
        words = [w.capitalize() for w in self._words(1, 3)]
        tail = chance.choice(
            (
                "Pro",
                "Plus",
                "Max",
                "X",
                "2000",
                "XL",
                "Set",
                "500 ml",
                "Edition",
                "Kit",
                f"{chance.choice('ABCEXZ')}{chance.randint(1, 900)}",
                "Mini",
                "Classic",
            )
        )
        return " ".join([*words, tail])


def _latin(text: str) -> bool:
    return all(ord(c) < 0x250 or not c.isalpha() for c in text)

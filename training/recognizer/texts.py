"""Generates texts of known class: names, organisations, addresses, and all else that screens say.

Promises: the same seed and locales give the same texts. Faker knows names and streets of many countries;
how people write them (initials, titles, capitals, order) and what is none of the three is made here.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence

from faker import Faker

from training.recognizer import forms
from training.recognizer.gazetteers import organisation, place
from training.recognizer.lists import (
    ABROAD,
    DOINGS,
    EATERIES,
    KITCHENS,
    LODGINGS,
    ORGANISATIONS,
    PHRASES,
    PLACES,
    QUALITIES,
    SHINE,
    SIGNS,
    THINGS,
    TRADES,
)

PERSON, ORGANISATION, ADDRESS, TEXT = range(4)
Item = tuple[str, int]

TRAINED = (
    "en_US en_US en_US en_GB en_GB en_IN en_AU de_DE de_AT fr_FR fr_CH es_ES es_MX it_IT nl_NL pt_BR pl_PL"
    " cs_CZ sv_SE no_NO da_DK fi_FI hu_HU ro_RO hr_HR tr_TR el_GR ru_RU uk_UA bg_BG ja_JP zh_CN ko_KR he_IL"
    " ar_SA fa_IR hi_IN th_TH id_ID vi_VN en_NZ en_IE es_AR es_CL lt_LT lv_LV ka_GE hy_AM az_AZ bn_BD ne_NP"
    " tl_PH ar_EG fr_BE en_PK ar_PS zu_ZA yo_NG"
).split()
DEVELOPED = "en_US en_GB en_CA de_CH nl_BE pt_PT es_CO fr_CA sk_SK sl_SI et_EE zh_TW".split()
"""Some are trained on with other seeds, most are countries that training never sees."""

_LINES = re.compile(r"\s*\n\s*")
_SHARES = (25, 20, 20, 42)


class Texts:
    """An endless source of items. locales: of Faker's. mixed: further texts of no class, from catalogues."""

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
            TEXT: (
                self._phrase,
                self._phrase,
                self._sentence,
                self._subject,
                self._mention,
                self._measure,
                self._product,
                self._several,
                self._homely,
            ),
        }

    def items(self, count: int) -> Iterator[Item]:
        for _ in range(count):
            yield self.one(self._chance.choices((PERSON, ORGANISATION, ADDRESS, TEXT), _SHARES)[0])

    def one(self, kind: int) -> Item:
        while True:
            if kind == TEXT and self._mixed and self._chance.random() < 0.3:
                text = self._chance.choice(self._mixed)
            else:
                text = self._chance.choice(self._kinds[kind])(self._chance.choice(self._fakes))
            text = _LINES.sub(", ", text).strip()
            if text:
                return self._cased(text, kind), kind

    def _cased(self, text: str, kind: int) -> str:
        roll = self._chance.random()
        if roll < 0.06:
            return text.upper()
        if roll < (0.10 if kind != TEXT else 0.16):
            return text.lower()
        return text

    def _word(self) -> str:
        return self._chance.choice(THINGS).capitalize()

    # persons

    def _person(self, fake: Faker) -> str:
        chance = self._chance
        first, last = fake.first_name(), fake.last_name()
        if not _latin(first):
            return chance.choice((fake.name(), fake.name(), first, f"{last} {first}", f"{first} {last}"))
        roll = chance.random()
        if roll < 0.15:
            return fake.name()
        if roll < 0.20:  # names that are words
            last = chance.choice(chance.choice((THINGS, *[forms.NAMES_THAT_ARE_WORDS] * 3))).capitalize()
        elif roll < 0.26:
            first, last = self._syllables(), self._syllables()
        return chance.choice(forms.PERSONS).format(
            f=first,
            g=fake.first_name(),
            l=last,
            k=fake.last_name(),
            L=last.upper(),
            i=f"{first[0]}.",
            j=f"{fake.first_name()[0]}.",
            m=chance.choice((fake.first_name(), f"{chance.choice('ABCDEFGHJKLMNPRSTW')}.")),
            t=chance.choice(forms.TITLES),
            p=chance.choice(forms.PARTICLES),
            a=chance.choice(forms.BEHIND),
        )

    def _syllables(self) -> str:
        """A name that nobody has."""
        chance = self._chance
        parts = "".join(
            chance.choice(("", *"bcdfghjklmnprstvw", "br", "gr", "st", "tr", "th"))
            + chance.choice("aeiouy")
            + chance.choice(("", "", *"lmnrsk", "ll", "rt", "nd", "st"))
            for _ in range(chance.randint(1, 3))
        )
        name = parts + chance.choice(forms.ENDS_OF_NAMES)
        return name.capitalize() if len(name) > 2 else "Ada"

    # organisations

    def _organisation(self, fake: Faker) -> str:
        chance = self._chance
        roll = chance.random()
        if roll < 0.18:
            return fake.company()
        if roll < 0.40:
            return organisation(chance)
        if roll < 0.56:
            name = chance.choice(ORGANISATIONS)
            return f"{name} {chance.choice(forms.LEGAL)}" if chance.random() < 0.2 else name
        if roll < 0.70:
            return self._host(fake)
        last, other = fake.last_name(), fake.last_name()
        return chance.choice(forms.ORGANISATIONS).format(
            l=last if chance.random() < 0.8 else self._syllables(),
            o=other,
            k=fake.last_name(),
            f=fake.first_name(),
            c=self._city(fake),
            t=chance.choice(TRADES),
            w=self._word(),
            v=self._word(),
            q=chance.choice(QUALITIES).capitalize(),
            u=self._word() if chance.random() < 0.5 else chance.choice(forms.ENDS_OF_BRANDS),
            s=self._invented(),
            x=chance.choice(forms.LEGAL),
            a="".join(chance.choices("ABCDEFGHIKLMNOPRSTUVW", k=chance.randint(3, 4))),
        )

    def _host(self, fake: Faker) -> str:
        """A hotel, a restaurant, or who takes guests from one to the other."""
        chance = self._chance
        kinds = chance.choice((LODGINGS, EATERIES, EATERIES))
        signs = chance.sample(SIGNS, 3)
        return chance.choice(forms.LENDERS if chance.random() < 0.1 else forms.HOSTS).format(
            h=signs[0],
            h2=signs[1],
            i=signs[2],
            b=chance.choice(kinds),
            b2=chance.choice(kinds),
            g=chance.choice(SHINE),
            a=chance.choice(ABROAD),
            n=chance.randint(2, 99),
            l=fake.last_name(),
            f=fake.first_name(),
            m=fake.first_name(),
            c=self._city(fake),
            w=self._word(),
            v=self._word(),
            q=chance.choice(QUALITIES).capitalize(),
            s=self._invented(),
        )

    def _invented(self) -> str:
        """A brand: syllables."""
        chance = self._chance
        parts = "".join(
            chance.choice("bcdfglmnprstvz") + chance.choice("aeiouoa") for _ in range(chance.randint(1, 3))
        )
        return (parts + chance.choice(forms.ENDS_OF_INVENTED)).capitalize()

    # addresses

    def _city(self, fake: Faker) -> str:
        roll = self._chance.random()
        if roll < 0.2:
            return self._chance.choice(PLACES)
        if roll < 0.6:
            return place(self._chance)
        for name in ("city_name", "city"):
            if hasattr(fake, name):
                return str(getattr(fake, name)())
        return self._chance.choice(PLACES)

    def _address(self, fake: Faker) -> str:
        chance = self._chance
        state = fake.state if hasattr(fake, "state") else fake.country
        roll = chance.random()
        for until, make in (
            (0.20, fake.address),
            (0.35, fake.street_address),
            (0.43, lambda: chance.choice(PLACES)),
            (0.48, fake.country),
            (0.62, lambda: self._city(fake)),
            (0.70, lambda: place(chance)),
            (0.73, state),
            (0.77, fake.street_name),
        ):
            if roll < until:
                return str(make())
        return chance.choice(forms.ADDRESSES).format(
            s=_LINES.sub(", ", fake.street_address()),
            c=self._city(fake),
            p=fake.postcode(),
            o=fake.country() if chance.random() < 0.6 else state(),
            b=chance.randint(1, 999),
            d=chance.randint(1, 99),
            f=fake.name(),
            w=chance.choice((fake.last_name(), self._word(), fake.first_name(), self._city(fake))),
            k=chance.choice(forms.STREETS),
        )

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
        if roll < 0.4 and hasattr(fake, "bs"):
            return str(chance.choice((fake.job, fake.catch_phrase, fake.bs, fake.color_name, fake.word))())
        words = self._words(1, 4)
        if chance.random() < 0.3 and len(words) > 1:
            words.insert(1, chance.choice("of and the for by to in a per with".split()))
        style = chance.random()
        if style < 0.45:
            words = [w.capitalize() if len(w) > 3 else w for w in words]
        elif style < 0.85:
            words[0] = words[0].capitalize()
        ends = ("", "", "", "", ":", "…", "...", " *", "?", "!", " (optional)", f" {chance.randint(1, 30)}")
        return " ".join(words) + chance.choice(ends)

    def _sentence(self, fake: Faker) -> str:
        chance = self._chance
        if chance.random() < 0.5:
            return str(fake.sentence(nb_words=chance.randint(3, 12)))
        start, verb = chance.choice(forms.STARTS), chance.choice(forms.VERBS)
        said = f"{start} {' '.join(self._words(1, 3))} {verb} {' '.join(self._words(2, 6))}"
        return said + chance.choice((".", "", "?", "!", ","))

    def _subject(self, fake: Faker) -> str:
        chance = self._chance
        words = self._words(2, 5)
        if chance.random() < 0.5:
            words = [w.capitalize() for w in words]
        tails = (f" #{chance.randint(100, 99999)}", f" for {fake.first_name()}", f" in {self._city(fake)}")
        return chance.choice(forms.SUBJECTS) + " ".join(words) + chance.choice(("", "", *tails))

    def _mention(self, fake: Faker) -> str:
        names = [self._name(fake) for _ in range(3)]
        t, t2 = self._words(2, 2)
        form = self._chance.choice(forms.MENTIONS)
        return form.format(n=names[0], n2=names[1], n3=names[2], t=t, t2=t2, T=t.capitalize())

    def _name(self, fake: Faker) -> str:
        kinds = (fake.first_name, fake.name, fake.company, lambda: self._city(fake), fake.last_name)
        return str(self._chance.choice(kinds)())

    def _homely(self, fake: Faker) -> str:
        """The words that houses are named by, naming none: in small letters, as people write of them."""
        chance = self._chance
        kinds = chance.choice((LODGINGS, EATERIES))
        house, sign, thing = chance.choice(kinds), chance.choice(SIGNS), chance.choice(THINGS)
        quality, doing = chance.choice(QUALITIES), chance.choice(DOINGS)
        kitchens = chance.sample(KITCHENS, 2)
        return chance.choice(forms.HOMELY).format(
            G=chance.choice(SHINE),
            H=sign.capitalize(),
            h=chance.choice(SIGNS).lower(),
            b=house.lower(),
            B=house.capitalize(),
            c=kitchens[0],
            c2=kitchens[1].lower(),
            t=thing,
            T=thing.capitalize(),
            t2=chance.choice(THINGS),
            q=quality,
            Q=quality.capitalize(),
            q2=chance.choice(QUALITIES),
            d=doing,
            D=doing.capitalize(),
            n=chance.randint(1, 99),
        )

    def _measure(self, fake: Faker) -> str:
        chance = self._chance
        number = chance.choice(
            (str(chance.randint(1, 40)), str(chance.randint(1, 4000)), f"{chance.uniform(0, 99):.1f}")
        )
        thing = chance.choice(THINGS)
        return chance.choice(forms.MEASURES).format(
            n=number,
            m=chance.randint(1, 99),
            u=chance.choice(forms.UNITS),
            t=thing,
            T=thing.capitalize(),
            a=chance.choice("ABCDE"),
        )

    def _product(self, fake: Faker) -> str:
        chance = self._chance
        words = [w.capitalize() for w in self._words(1, 3)]
        code = f"{chance.choice('ABCEXZ')}{chance.randint(1, 900)}"
        return " ".join([*words, chance.choice((*forms.TAILS, code, code))])

    def _several(self, fake: Faker) -> str:
        """Values of one kind below each other, as lists and texts hold them."""
        chance = self._chance
        make = chance.choice(
            (
                fake.name,
                fake.company,
                fake.email,
                fake.date,
                lambda: f"EUR {chance.uniform(1, 9999):,.2f}",
                lambda: f"{chance.choice(('CLM', 'INV', 'PO', 'A'))}-{chance.randint(100, 99999)}",
                lambda: " ".join(self._words(2, 4)),
                lambda: f"{self._word()}: {chance.randint(1, 999)}",
            )
        )
        return ", ".join(str(make()) for _ in range(chance.randint(2, 5)))


def _latin(text: str) -> bool:
    return all(ord(c) < 0x250 or not c.isalpha() for c in text)

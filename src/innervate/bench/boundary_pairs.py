"""Pairs of values, generated: things that nearly collide, one thing in two ways, and unlike things."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta

from innervate.core.values import ValueType

Pair = tuple[ValueType, str, str]
_GIVEN = (
    "Jane Jana Joan John Jonas Maria Marie Marta Martin Marvin Stefan Stephan Steffen Anna Anne"
    " Hanna Hannah Erik Erika José Josef Zoë Chloé Björn Jörg Jürgen Günther Łukasz Agnieszka"
    " Søren Åsa Nguyen Thanh Wei Mei Aisha Ayesha Mohammed Fatima Olga Oleg Dmitri Ivan Ivana Yuki"
    " Kenji Priya Rahul Siobhán Seán François Françoise"
).split()
_FAMILY = (
    "Miller Müller Mueller Muller Moller Schmidt Schmitt Schmid Meier Meyer Mayer Maier Becker"
    " Bäcker Weiß Weiss Groß O'Brien O'Neill McDonald MacDonald García Garcia Gonçalves Nuñez"
    " Kowalski Kowalska Nowak Novák Larsen Larsson Jensen Jönsson Petrov Petrova Ivanov Tanaka"
    " Takahashi Chen Cheng Nguyen Tran Singh Patel Khan Haddad"
).split()
_FIRMS = (
    "Nordwind Versicherung|Nordstern Versicherung|Alpen Logistik|Albin Logistik|"
    "Miller Roofing|Muller Roofing|Green Valley Clinic|Green Valley Clinics|Baker & Sons|"
    "Becker & Söhne|Delta Power|Delta Tower|Harbour Freight|Harbor Lights|Café Central|"
    "Casa Central|First National Bank|First Nations Bank|Blue Ocean Shipping"
).split("|")
_FORMS = ("GmbH", "AG", "Ltd", "LLC", "Inc.", "plc", "S.A.", "B.V.", "Co. KG")
_STREETS = (
    "High Street",
    "Mill Road",
    "Station Avenue",
    "Church Lane",
    "Hauptstraße",
    "Bahnhofstraße",
    "King Square",
)
_TOWNS = ("London", "Leeds", "Köln", "Bern", "Lyon", "Graz", "York", "Springfield")
_CURRENCIES = ("EUR", "USD", "GBP", "CHF", "SEK")
_LIKE = str.maketrans("aeopcxyiABEKMHOPCTX", "аеорсхуіАВЕКМНОРСТХ")
"""Latin letters and the Cyrillic ones that look the same."""
_WRITTEN_OUT = str.maketrans(dict(zip("üäößíçñá", ("ue", "ae", "oe", "ss", *"icna"), strict=True)))
_BARE = str.maketrans(dict(zip("üäößíçñá", ("u", "a", "o", "ss", *"icna"), strict=True)))


# different things that nearly collide


def collision(chance: random.Random) -> Pair:
    return chance.choice(_COLLISIONS)(chance)


def _namesakes(chance: random.Random) -> Pair:
    name = _name(chance)
    return ValueType.PERSON, name, name


def _near_names(chance: random.Random) -> Pair:
    given, family = chance.choice(_GIVEN), chance.choice(_FAMILY)
    other = chance.choice([g for g in _GIVEN if g != given and g[0] == given[0]] or ["Xenia"])
    return ValueType.PERSON, f"{given} {family}", f"{other} {family}"


def _look_alikes(chance: random.Random) -> Pair:
    kind, text = chance.choice(
        (
            (ValueType.PERSON, _name(chance)),
            (ValueType.ORGANISATION, _firm(chance)),
            (ValueType.EMAIL, _mail(chance)),
            (ValueType.REFERENCE, f"POC-{chance.randint(1000, 9999)}"),
            (ValueType.TEXT, chance.choice(_FIRMS)),
        )
    )
    letters = [n for n, letter in enumerate(text) if ord(letter) in _LIKE]
    at = chance.choice(letters) if letters else 0
    return kind, text, text[:at] + text[at].translate(_LIKE) + text[at + 1 :] if letters else text + "х"


def _swapped_days(chance: random.Random) -> Pair:
    year, day, month = chance.randint(1990, 2030), chance.randint(1, 12), chance.randint(1, 12)
    month = month if month != day else month % 12 + 1
    return (
        ValueType.DATE,
        f"{day:02}/{month:02}/{year}",
        chance.choice(
            (f"{month:02}/{day:02}/{year}", f"{year}-{month:02}-{day:02}", f"{day:02}/{month:02}/{year}")
        ),
    )


def _next_days(chance: random.Random) -> Pair:
    day = _day(chance)
    other = day + timedelta(chance.choice((-365, -31, -10, -1, 1, 10, 30, 365)))
    return ValueType.DATE, _written(day, chance), _written(other, chance)


def _currencies(chance: random.Random) -> Pair:
    amount = f"{chance.randint(1, 9999)}.{chance.randint(10, 99)}"
    one, other = chance.sample((*_CURRENCIES, ""), 2)
    return ValueType.AMOUNT, f"{one} {amount}".strip(), f"{other} {amount}".strip()


def _near_amounts(chance: random.Random) -> Pair:
    whole, cents = chance.randint(1000, 99999), chance.randint(10, 99)
    other = chance.choice((whole * 10, whole // 10, whole + 1, int(str(whole)[::-1])))
    other = other if other != whole else whole + 9
    return (
        ValueType.AMOUNT,
        f"EUR {whole}.{cents}",
        chance.choice((f"EUR {other}.{cents}", f"{other},{cents} €")),
    )


def _turned_numbers(chance: random.Random) -> Pair:
    kind, text = chance.choice(
        (
            (ValueType.REFERENCE, f"CLM-{chance.randint(10000, 99999)}"),
            (ValueType.REFERENCE, f"POL-{chance.randint(1000, 9999)}-{chance.randint(1000, 9999)}"),
            (ValueType.PHONE, _phone(chance)),
            (ValueType.IBAN, _iban(chance)),
        )
    )
    digits = [n for n, letter in enumerate(text) if letter.isdigit()]
    at = chance.choice(digits[3:])
    return kind, text, text[:at] + str((int(text[at]) + chance.randint(1, 9)) % 10) + text[at + 1 :]


def _near_firms(chance: random.Random) -> Pair:
    one, other = chance.sample(_FIRMS, 2)
    form = chance.choice(_FORMS)
    return ValueType.ORGANISATION, f"{one} {form}", f"{other} {form}"


def _near_addresses(chance: random.Random) -> Pair:
    number, street, town = chance.randint(10, 99), chance.choice(_STREETS), chance.choice(_TOWNS)
    other = int(str(number)[::-1]) if str(number)[::-1] not in (str(number), "0") else number + 1
    return ValueType.ADDRESS, f"{number} {street}, {town}", f"{other} {street}, {town}"


def _near_mails(chance: random.Random) -> Pair:
    mail = _mail(chance)
    local, _, domain = mail.partition("@")
    return (
        ValueType.EMAIL,
        mail,
        chance.choice((f"{local}1@{domain}", f"{local}@mail.{domain}", f"{local[1:]}@{domain}")),
    )


_COLLISIONS = (
    _namesakes,
    _near_names,
    _look_alikes,
    _swapped_days,
    _next_days,
    _currencies,
    _near_amounts,
    _turned_numbers,
    _near_firms,
    _near_addresses,
    _near_mails,
)


# one thing, written in two ways


def variant(chance: random.Random) -> tuple[str, Pair]:
    kind = chance.choice(list(_VARIANTS))
    return kind, _VARIANTS[kind](chance)


def _persons(chance: random.Random) -> Pair:
    given, family = chance.choice(_GIVEN), chance.choice(_FAMILY)
    middle = chance.choice(_GIVEN)
    return (
        ValueType.PERSON,
        f"{given} {family}",
        chance.choice(
            (
                f"{family}, {given}",
                f"{family.upper()} {given}",
                f"Dr. {given} {family}",
                f"Frau {given} {family}",
                f"{given[0]}. {family}",
                f"{given} {middle[0]}. {family}",
                f"{given} {middle} {family}",
                f"{given.lower()} {family.lower()}",
                f"  {given}\u00a0 {family} ",
                f"{family}, {given[0]}.",
            )
        ),
    )


def _accents(chance: random.Random) -> Pair:
    family = chance.choice([name for name in _FAMILY if not name.isascii()])
    given = chance.choice(_GIVEN)
    written = family.translate(chance.choice((_WRITTEN_OUT, _BARE)))
    return ValueType.PERSON, f"{given} {family}", f"{given} {written}"


def _slips(chance: random.Random) -> Pair:
    family = chance.choice([name for name in _FAMILY if len(name) > 5])
    given, at = chance.choice(_GIVEN), chance.randint(1, len(family) - 2)
    slip = chance.choice(
        (
            family[:at] + family[at + 1 :],
            family[:at] + family[at] * 2 + family[at + 1 :],
            family[:at] + family[at + 1] + family[at] + family[at + 2 :],
        )
    )
    return ValueType.PERSON, f"{given} {family}", f"{given} {slip}"


def _dates(chance: random.Random) -> Pair:
    day = _day(chance)
    return ValueType.DATE, _written(day, chance), _written(day, chance)


def _amounts(chance: random.Random) -> Pair:
    whole, cents, code = chance.randint(1, 99999), chance.randint(10, 99), chance.choice(("EUR", "GBP"))
    sign = {"EUR": "€", "GBP": "£"}[code]
    grouped = f"{whole:,}"
    ways = (
        f"{code} {grouped}.{cents}",
        f"{sign}{grouped}.{cents}",
        f"{whole}.{cents} {code}",
        f"{grouped.replace(',', '.')},{cents} {sign}",
        f"{whole}.{cents}",
        f"{grouped.replace(',', ' ')},{cents} {code}",
    )
    one, other = chance.sample(ways, 2)
    return ValueType.AMOUNT, one, other


def _phones(chance: random.Random) -> Pair:
    country, area, rest = (
        chance.choice(("44", "49", "33")),
        chance.randint(20, 99),
        chance.randint(100000, 9999999),
    )
    ways = (
        f"+{country} {area} {rest}",
        f"00{country} {area} {rest}",
        f"+{country} (0){area} {rest}",
        f"+{country}-{area}-{rest}",
        f"0{area} {rest}",
        f"0{area}/{rest}",
    )
    one, other = chance.sample(ways, 2)
    return ValueType.PHONE, one, other


def _numbers(chance: random.Random) -> Pair:
    a, b = chance.randint(1000, 9999), chance.randint(1000, 9999)
    ways = (f"POL-{a}-{b}", f"POL {a} {b}", f"POL{a}{b}", f"pol-{a}-{b}", f"POL/{a}/{b}", f"POL-{a}-{b} ")
    one, other = chance.sample(ways, 2)
    return ValueType.REFERENCE, one, other


def _ibans(chance: random.Random) -> Pair:
    iban = _iban(chance).replace(" ", "")
    return ValueType.IBAN, iban, " ".join(iban[n : n + 4] for n in range(0, len(iban), 4))


def _firms(chance: random.Random) -> Pair:
    firm, form = chance.choice(_FIRMS), chance.choice(_FORMS)
    return (
        ValueType.ORGANISATION,
        f"{firm} {form}",
        chance.choice(
            (
                firm,
                f"{firm.upper()} {form}",
                f"{firm}, {form}",
                f"{firm.replace('&', 'and')} {form}",
                f"{firm.replace('ö', 'oe').replace('é', 'e')} {form}",
                f"{firm} {form.replace('.', '')}",
            )
        ),
    )


def _addresses(chance: random.Random) -> Pair:
    number, street, town = chance.randint(1, 199), chance.choice(_STREETS), chance.choice(_TOWNS)
    short = (
        street.replace("Street", "St")
        .replace("Road", "Rd.")
        .replace("Avenue", "Ave")
        .replace("straße", "str.")
    )
    code = chance.randint(10000, 99999)
    return (
        ValueType.ADDRESS,
        f"{number} {street}, {town}",
        chance.choice(
            (
                f"{number} {short}, {town}",
                f"{street} {number}, {town}",
                f"{number} {street}\n{town}",
                f"{number} {street.upper()}, {town.upper()}",
                f"{number} {street}, {code} {town}",
                f"{number} {street}",
            )
        ),
    )


def _mails(chance: random.Random) -> Pair:
    mail = _mail(chance)
    local, _, domain = mail.partition("@")
    ways = (
        mail.upper(),
        f"{local.title()}@{domain}",
        f"{local}+claims@{domain}",
        f" {mail}",
        f"{local}@{domain.upper()}",
    )
    return ValueType.EMAIL, mail, chance.choice(ways)


_VARIANTS: dict[str, Callable[[random.Random], Pair]] = {
    "persons": _persons,
    "accents": _accents,
    "slips of the pen": _slips,
    "dates": _dates,
    "amounts": _amounts,
    "telephones": _phones,
    "references": _numbers,
    "IBANs": _ibans,
    "organisations": _firms,
    "addresses": _addresses,
    "e-mail": _mails,
}


def unlike_pair(chance: random.Random) -> Pair:
    """Two things of one type, drawn at random."""
    make = chance.choice(list(_VARIANTS.values()))
    kind, one, _ = make(chance)
    _, other, _ = make(chance)
    return kind, one, other


# texts


def _name(chance: random.Random) -> str:
    return f"{chance.choice(_GIVEN)} {chance.choice(_FAMILY)}"


def _firm(chance: random.Random) -> str:
    return f"{chance.choice(_FIRMS)} {chance.choice(_FORMS)}"


def _mail(chance: random.Random) -> str:
    names = [name.lower() for name in (chance.choice(_GIVEN), chance.choice(_FAMILY)) if name.isascii()]
    return f"{'.'.join(names) or 'post'}@{chance.choice(('firm', 'home', 'clinic'))}.example"


def _phone(chance: random.Random) -> str:
    return f"+44 {chance.randint(20, 99)} {chance.randint(1000, 9999)} {chance.randint(1000, 9999)}"


def _iban(chance: random.Random) -> str:
    """A German one with its check digits (ISO 13616)."""
    account = f"{chance.randint(0, 10**18 - 1):018}"
    check = 98 - int(account + "131400") % 97
    return f"DE{check:02}{account}"


def _day(chance: random.Random) -> date:
    return date(1990, 1, 1) + timedelta(chance.randint(0, 15000))


def _written(day: date, chance: random.Random) -> str:
    return chance.choice(
        (
            f"{day:%Y-%m-%d}",
            f"{day:%d.%m.%Y}",
            f"{day.day} {day:%B %Y}",
            f"{day:%B} {day.day}, {day.year}",
            f"{day:%d/%m/%Y}",
            f"{day:%m/%d/%Y}",
            f"{day:%a}, {day.day} {day:%b %Y}",
        )
    )

# ruff: noqa: E501 - data
"""Generated business content: the same seed gives the same words. Names are made of syllables, nobody's."""

from __future__ import annotations

import random

_FIRST = "An Be Cor Da El Fen Gre Hal Im Jo Ka Lo Mar Nel Or Pa Ri Sel Ta Ul Vi Wen Ya Zo".split()
_MIDDLE = "ba da le li mo na ra ri ro sa ta va ve xi".split()
_LAST = "bert beth dan dor fa lin lis mar na nor ra rik sa stan tha vin".split()
_FAMILY_START = "Ald Bren Cast Dorn Esk Falk Gors Holt Ilm Kest Lund Morv Nord Ostr Pell Quar Rask Stav Tors Ulv Vant Wex Yarl Zell".split()
_FAMILY_END = "aker berg by dahl ein feld gaard hagen holm ic kamp ley mann now ova quist rup sen ski stad sson ton vik".split()
_TOWNS = "Arnfell Brackmoor Corvale Dunhollow Eastmere Fernwick Glasby Hollin Irnford Kettlow Larkham Mossend Northby Oxley Penrow".split()
_STREETS = "Bridge Canal Castle Chapel Cherry Court Garden Harbour High Lake Mill North Orchard Park River School Station Tower".split()
_COMPANIES = "Alder Beacon Cobalt Delta Ember Fathom Granite Harrow Indigo Juniper Keystone Lumen Meridian Nimbus Opal Pinnacle".split()
_KINDS = "Logistics Insurance Foods Textiles Energy Systems Pharma Metals Media Partners Holdings Optics Freight Timber".split()


class Content:
    """A source of plausible texts."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def pick(self, words: str | list[str] | tuple[str, ...]) -> str:
        """One of the words; a text is split at `|`, or at blanks where it has none."""
        if isinstance(words, str):
            words = words.split("|") if "|" in words else words.split()
        return self._random.choice(list(words))

    def number(self, low: int, high: int) -> int:
        return self._random.randint(low, high)

    def chance(self, share: float) -> bool:
        return self._random.random() < share

    def first(self) -> str:
        middle = self.pick(_MIDDLE) if self.chance(0.4) else ""
        return self.pick(_FIRST) + middle + self.pick(_LAST)

    def family(self) -> str:
        return self.pick(_FAMILY_START) + self.pick(_FAMILY_END)

    def person(self) -> str:
        return f"{self.first()} {self.family()}"

    def company(self) -> str:
        return f"{self.pick(_COMPANIES)} {self.pick(_KINDS)} {self.pick('Ltd AG Inc. GmbH S.A. plc')}"

    def mail(self) -> str:
        return f"{self.first().lower()}.{self.family().lower()}@{self.pick(_COMPANIES).lower()}.example"

    def phone(self) -> str:
        return f"+{self.number(30, 49)} {self.number(100, 999)} 555 {self.number(1000, 9999)}"

    def street(self) -> str:
        return f"{self.number(1, 240)} {self.pick(_STREETS)} {self.pick('Street Road Lane Square')}"

    def town(self) -> str:
        return self.pick(_TOWNS)

    def id(self, letters: str, digits: int = 5) -> str:
        return f"{letters}-{self.number(10 ** (digits - 1), 10**digits - 1)}"

    def amount(self, low: int = 12, high: int = 9800, sign: str = "") -> str:
        return f"{sign}{self.number(low, high):,}.{self.number(0, 99):02}"

    def date(self, form: str = "iso") -> str:
        year, month, day = self.number(2019, 2026), self.number(1, 12), self.number(1, 28)
        months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
        match form:
            case "iso":
                return f"{year}-{month:02}-{day:02}"
            case "dots":
                return f"{day:02}.{month:02}.{year}"
            case "slashes":
                return f"{day:02}/{month:02}/{year}"
            case _:
                return f"{day} {months[month - 1]} {year}"

    def time(self) -> str:
        return f"{self.number(6, 21):02}:{self.number(0, 59):02}"

    def iban(self) -> str:
        groups = " ".join(f"{self.number(0, 9999):04}" for _ in range(4))
        return f"XX{self.number(10, 99)} {groups} {self.number(10, 99)}"

"""Two made-up worlds: their people, firms, files, amounts, dates and counts have nothing in common.

Whatever an application shows in both is its own; whatever differs was put into it.
"""

from __future__ import annotations

import random
import sqlite3
from dataclasses import dataclass
from pathlib import Path

_FIRST = "Alva Bruno Celia Dario Edda Falk Greta Hanno Ilka Jaro Kira Lennart Mira Nils Orla Pavel".split()
_LAST = "Ahrens Brandl Cordes Dreher Engels Fabian Gruber Hollmann Ilsen Jansen Krauss Lohse".split()
_FIRM = "Almgard Borvik Castelo Dunmore Elverum Farnham Grenmar Holtby".split()
_GOODS = "gasket;flange;valve;bearing;hinge;pulley;washer;spindle;coupling;bracket;sleeve;damper".split(";")
_TOPIC = "harvest;lighthouse;orchard;quarry;regatta;sawmill;tannery;vineyard;weir;brewery".split(";")


@dataclass(frozen=True, slots=True)
class Made:
    """Contents of one world, drawn from its own half of every list. number: 1 or 2."""

    number: int

    def _half(self, words: list[str]) -> list[str]:
        return words[self.number - 1 :: 2]

    @property
    def chance(self) -> random.Random:
        return random.Random(1000 + self.number)

    def people(self, count: int) -> list[str]:
        chance = self.chance
        found = [f"{f} {n}" for f in self._half(_FIRST) for n in self._half(_LAST)]
        chance.shuffle(found)
        return found[: count - 2 * (self.number - 1)]

    @property
    def account(self) -> str:
        """The name with which one signs in."""
        return ("clerk", "warden")[self.number - 1]

    @property
    def firms(self) -> list[str]:
        return [f"{name} & Co" for name in self._half(_FIRM)[self.number - 1 :]]

    @property
    def goods(self) -> list[str]:
        return self._half(_GOODS)

    @property
    def topics(self) -> list[str]:
        return self._half(_TOPIC)[self.number - 1 :]

    def amount(self, chance: random.Random) -> str:
        cents = chance.randrange(5) * 2 + self.number
        return f"{chance.randrange(1000, 90000) * 2 + self.number - 1}.{cents:02}"

    def date(self, chance: random.Random) -> str:
        return f"202{3 + self.number}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"

    def letter(self) -> str:
        chance = self.chance
        return "\n".join(
            f"{person} reports on the {chance.choice(self.topics)} by {self.date(chance)}: "
            f"{self.amount(chance)} EUR"
            for person in self.people(12)
        )

    def csv(self) -> str:
        chance = self.chance
        rows = [
            f"{person},{chance.choice(self.goods)},{self.amount(chance)},{self.date(chance)}"
            for person in self.people(18)
        ]
        return "\n".join([f"{self.topics[0]} {self.number},item,sum,day", *rows]) + "\n"

    def database(self, path: Path) -> None:
        """An SQLite database of orders, as a small firm may have."""
        chance = self.chance
        with sqlite3.connect(path) as made:
            made.execute("create table customer (id integer primary key, name text, city text, since text)")
            made.execute(
                "create table invoice (id integer primary key, customer_id integer references customer(id), "
                "goods text, amount real, due text, paid integer)"
            )
            for number, person in enumerate(self.people(12), 1):
                city = chance.choice(self.topics).title()
                made.execute(
                    "insert into customer values (?,?,?,?)", (number, person, city, self.date(chance))
                )
            for number in range(1, 32 - 3 * self.number):
                row = (
                    number,
                    chance.randint(1, 10),
                    chance.choice(self.goods),
                    float(self.amount(chance)),
                    self.date(chance),
                    chance.randint(0, 1),
                )
                made.execute("insert into invoice values (?,?,?,?,?,?)", row)
        made.close()

    def files(self) -> dict[str, str]:
        """Names and contents of files of a home folder."""
        chance = self.chance
        found = {f"{topic}-{self.number}.txt": self.letter() for topic in self.topics}
        found |= {f"{self.firms[0]}/{good} {self.date(chance)}.csv": self.csv() for good in self.goods}
        return found


def worlds() -> tuple[Made, Made]:
    return Made(1), Made(2)

"""What generated Scenes show: grown from a seed, with private texts left to be drawn in each world.

Windows of a mail program, of a web portal and of programs that nobody knows, with fields, lists, trees,
tables within tables, boxes of options, tabs, lines of text, messages and what nobody sees.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from innervate.bench.boundary_stage import SCREEN, Stage, secret
from innervate.boundary.generic_words import GENERIC_WORDS
from innervate.boundary.recognizers import recognise
from innervate.core.frame import Window
from innervate.core.geometry import Device, Rect
from innervate.core.scene import Element
from innervate.core.values import ValueType
from innervate.core.vocabulary import EDITABLE, Role, Source, State

Kind = Callable[[random.Random], str]
"""Draws a private text of one recognised type."""
_FIELDS = EDITABLE | {Role.COMBO, Role.SLIDER}
UNSEEN = "unseen"
"""The crowd of what does not show: any number of it may be there."""
_NAMED = (Role.BUTTON, Role.TOGGLE, Role.CHECK_BOX, Role.RADIO, Role.MENU, Role.MENU_ITEM)
_SAID = (
    Role.LABEL,
    Role.LINK,
    Role.HEADING,
    Role.TAB,
    Role.STATUS,
    Role.ALERT,
    Role.TOOLTIP,
    Role.CHECK_BOX,
    Role.BUTTON,
    Role.DIALOG,
    Role.CANVAS,
    Role.TERMINAL,
    Role.PROGRESS,
)
_MARKS = ("", ":", ": *", " …", "...")


@dataclass(frozen=True, slots=True)
class Thing:
    """An element of both worlds. name, value: what private texts are drawn of; None where none is private.

    crowd: things of one crowd stand for each other: there may be as many as are of one bucket.
    """

    element: Element
    name: Kind | None = None
    value: Kind | None = None
    crowd: str | None = None


@dataclass(slots=True)
class Grown:
    """Windows, and what is in them. rows: of each table, ids of its rows with their cells."""

    windows: list[Window] = field(default_factory=list)
    things: list[Thing] = field(default_factory=list)
    tables: dict[str, tuple[int, list[tuple[str, tuple[str, ...]]]]] = field(default_factory=dict)
    titles: dict[str, Kind] = field(default_factory=dict)


def kinds(stage: Stage) -> Sequence[Kind]:
    """Texts of one type each, as people write them."""
    return (
        _person,
        lambda chance: f"EUR {chance.randint(1, 9999):,}.{chance.randint(10, 99)}",
        lambda chance: f"20{chance.randint(10, 29)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
        lambda chance: f"CLM-{chance.randint(10000, 99999)}",
        lambda chance: f"{chance.choice(_GIVEN).lower()}@{chance.choice(_FAMILY).lower()}.example",
        partial(_text, stage),
    )


def _person(chance: random.Random) -> str:
    return _recognised(ValueType.PERSON, lambda: f"{chance.choice(_GIVEN)} {chance.choice(_FAMILY)}")


def _text(stage: Stage, chance: random.Random) -> str:
    return _recognised(ValueType.TEXT, lambda: "the " + secret(chance, stage.words, least=3).lower())


def _recognised(kind: ValueType, make: Callable[[], str]) -> str:
    """One that is recognised as of that type: a name that is a word may not be."""
    while recognise(text := make())[0] is not kind:
        pass
    return text


_GIVEN: Sequence[str] = ("Rosa", "Jane", "Milo", "Tarek", "Ines", "Paula", "Oskar", "Yuki")
_FAMILY: Sequence[str] = ("Winter", "Miller", "Farrow", "Olsen", "Brandt", "Ibarra", "Keller", "Novak")


class Grower:
    """Grows what several Scenes of one desk show. alike: each private text has one type in both worlds."""

    def __init__(self, stage: Stage, chance: random.Random, alike: bool) -> None:
        self._stage, self._chance, self._alike = stage, chance, alike
        self._kinds = kinds(stage)
        self._texts: dict[int, Kind] = {}
        self._public = {web: list(stage.phrases(web)) for web in (False, True)}
        self._approved = sorted(stage.catalogues[stage.portal.sink].approved)

    def grow(self, key: str) -> Grown:
        """One to three windows."""
        grown, self._texts = Grown(), {}
        for order in range(self._chance.choice((1, 1, 2, 3))):
            self._window(grown, f"{key}w{order}", order)
        return grown

    def _window(self, grown: Grown, key: str, order: int) -> None:
        stage, chance = self._stage, self._chance
        kind = chance.choice(("mail", "portal", "portal", "mail", "stranger"))
        program = {"mail": stage.mail.executable, "portal": stage.portal.executable}.get(
            kind, "/opt/stranger"
        )
        wide = SCREEN.width // 3
        place: Rect[Device] = Rect(order * wide, 0, wide, SCREEN.height)
        number = len(grown.windows) + 1
        grown.windows.append(Window(number, "", 7 + number, program, place, order, order == 0))
        grown.titles[f"window {number}"] = self._kind()
        within, origin = "", None
        if kind == "portal":
            origin = stage.portal.origin
            within = f"{key}.page"
            page = Element(within, Role.DOCUMENT, "", place, number, origin=origin)
            grown.things.append(Thing(page, self._kind()))
        self._fill(grown, _Where(number, within, origin, place, kind == "portal", kind != "stranger"), key)

    def _fill(self, grown: Grown, where: _Where, key: str) -> None:
        pieces = (
            self._field,
            self._named,
            self._named_alike,
            self._said,
            self._said,
            self._listed,
            self._table,
            self._box,
            self._lines,
            self._message,
            self._chrome,
            self._foreign,
            self._unseen,
            self._labelled,
            self._inside_item,
        )
        for number in range(self._chance.randint(1, 9)):
            self._chance.choice(pieces)(grown, where, f"{key}.{number}")

    # what a program shows

    def _field(self, grown: Grown, where: _Where, key: str, parent: str | None = None) -> None:
        role = self._chance.choice(sorted(_FIELDS))
        made = where.element(key, role, self._phrase(where, role), parent)
        grown.things.append(Thing(made, value=self._maybe_kind()))

    def _named(self, grown: Grown, where: _Where, key: str, parent: str | None = None) -> None:
        role = self._chance.choice(_NAMED)
        name = self._phrase(where, role) + self._chance.choice(_MARKS)
        grown.things.append(Thing(where.element(key, role, name, parent)))

    def _named_alike(self, grown: Grown, where: _Where, key: str) -> None:
        """Several buttons of one name, as each row of cards has one."""
        name = self._chance.choice(self._public[where.web])
        for number in range(self._chance.randint(2, 8)):
            made = where.element(f"{key}.{number}", Role.BUTTON, name)
            told = where.known or name in GENERIC_WORDS
            crowd = f"{where.window}|button|{name}" if told else f"{where.window}|button"
            grown.things.append(Thing(made, crowd=crowd))

    def _labelled(self, grown: Grown, where: _Where, key: str) -> None:
        """A field that is called by a label: the program's own, or one among content."""
        label = where.element(f"{key}.label", Role.LABEL, self._phrase(where, Role.ENTRY))
        role = self._chance.choice((Role.ENTRY, Role.TEXT, Role.COMBO, Role.CHECK_BOX))
        made = replace(where.element(key, role, label.name), label=label.id)
        if self._chance.random() < 0.3:
            private = Thing(label, self._kind(), crowd=None)
            grown.things += [private, Thing(made, value=self._maybe_kind())]
        else:
            grown.things += [Thing(label), Thing(made, value=self._maybe_kind())]

    def _chrome(self, grown: Grown, where: _Where, key: str) -> None:
        bar = where.element(key, self._chance.choice((Role.TOOLBAR, Role.MENU_BAR)), "")
        grown.things.append(Thing(bar))
        for number in range(self._chance.randint(1, 3)):
            self._named(grown, where, f"{key}.{number}", bar.id)

    # what people put into it

    def _said(self, grown: Grown, where: _Where, key: str) -> None:
        """Texts of people's own, at places of all kinds; read from pixels some."""
        role, parent = self._chance.choice(_SAID), None
        if self._chance.random() < 0.4:
            holder = self._chance.choice((Role.TEXT, Role.TAB_LIST, Role.GROUP, Role.DIALOG))
            parent = f"{key}.in"
            grown.things.append(Thing(where.element(parent, holder, "")))
        source = self._chance.choice((Source.TREE, Source.TREE, Source.PIXELS, Source.MODEL))
        kind = self._text_kind(where) if role is Role.LABEL else self._kind()
        for number in range(self._chance.randint(1, 7)):
            made = replace(where.element(f"{key}.{number}", role, "", parent), source=source)
            crowd = f"{where.window}|{role.value}"
            grown.things.append(Thing(made, kind, crowd=crowd))

    def _listed(self, grown: Grown, where: _Where, key: str) -> None:
        holder, role = self._chance.choice(
            ((Role.LIST, Role.ITEM), (Role.TREE, Role.TREE_ITEM), (Role.LIST, Role.OPTION))
        )
        whole = where.element(key, holder, "")
        wrapped = self._chance.random() < 0.3
        parent = f"{key}.wrap" if wrapped else key
        grown.things.append(Thing(whole))
        if wrapped:
            grown.things.append(Thing(where.element(parent, Role.GROUP, "", key)))
        for number in range(self._chance.randint(1, 9)):
            made = where.element(f"{key}.{number}", role, "", parent)
            grown.things.append(Thing(made, self._content_kind(where), crowd=f"in {key}"))

    def _box(self, grown: Grown, where: _Where, key: str, parent: str | None = None) -> None:
        """A combo box: its options are its own, public ones among them; the box may be closed."""
        name = self._phrase(where, Role.COMBO)
        label = where.element(f"{key}.label", Role.LABEL, name, parent)
        box = replace(where.element(key, Role.COMBO, name, parent), label=label.id)
        entry = where.element(f"{key}.entry", Role.ENTRY, "", key)
        grown.things += [Thing(label), Thing(box, value=self._maybe_kind()), Thing(entry, value=self._kind())]
        role = self._chance.choice((Role.OPTION, Role.MENU_ITEM))
        shown = self._chance.random() < 0.5
        for number in range(self._chance.randint(1, 9)):
            made = replace(where.element(f"{key}.{number}", role, "", key), visible=shown)
            crowd = f"in {key}"
            grown.things.append(Thing(made, self._content_kind(where), crowd=crowd))

    def _table(
        self, grown: Grown, where: _Where, key: str, depth: int = 0, parent: str | None = None
    ) -> None:
        """A table; its cells may hold fields, buttons, boxes and further tables."""
        whole = where.element(key, Role.TABLE, "", parent)
        grown.things.append(Thing(whole))
        columns = self._chance.randint(1, 3)
        kinds_ = [self._content_kind(where) for _ in range(columns)]
        rows: list[tuple[str, tuple[str, ...]]] = []
        for number in range(self._chance.randint(1, 8)):
            row = where.element(f"{key}.r{number}", Role.ROW, "", key)
            grown.things.append(Thing(row, self._kind()))
            cells: list[str] = []
            for column, kind in enumerate(kinds_):
                cell = where.element(f"{key}.c{number}.{column}", Role.CELL, "", row.id)
                grown.things.append(Thing(cell, kind, kind))
                cells.append(cell.id)
            rows.append((row.id, tuple(cells)))
        grown.tables[key] = (columns, rows)
        if self._chance.random() < 0.4:
            piece = self._chance.choice((self._field, self._named, self._box))
            piece(grown, where, f"{key}.inner", rows[0][1][0])
        elif depth == 0 and self._chance.random() < 0.3:
            self._table(grown, where, f"{key}.inner", 1, rows[0][1][0])

    def _lines(self, grown: Grown, where: _Where, key: str) -> None:
        whole = where.element(key, Role.TEXT, "")
        grown.things.append(Thing(whole, value=self._kind()))
        kind = self._text_kind(where)
        for number in range(self._chance.randint(1, 8)):
            line = replace(where.element(f"{key}.{number}", Role.LABEL, "", key), named_by_content=True)
            grown.things.append(Thing(line, kind, crowd=f"{where.window}|{Role.LABEL.value}"))

    def _message(self, grown: Grown, where: _Where, key: str) -> None:
        """A message of the program, told by a text in it, or one that says something private."""
        role = self._chance.choice((Role.ALERT, Role.STATUS))
        whole = where.element(key, role, "")
        kind = self._kind()
        grown.things.append(Thing(whole, kind, crowd=None))

    def _inside_item(self, grown: Grown, where: _Where, key: str) -> None:
        """Buttons, boxes to tick and fields in an item of a list."""
        grown.things.append(Thing(where.element(key, Role.LIST, "")))
        item = where.element(f"{key}.item", Role.ITEM, "", key)
        grown.things.append(Thing(item, self._kind()))
        role = self._chance.choice((Role.BUTTON, Role.CHECK_BOX, Role.LINK))
        kind = self._content_kind(where)
        for number in range(self._chance.randint(1, 6)):
            made = where.element(f"{key}.item.{number}", role, "", item.id)
            grown.things.append(Thing(made, kind, crowd=f"{where.window}|{role.value}"))

    def _foreign(self, grown: Grown, where: _Where, key: str) -> None:
        """What another origin shows within the page: the portal's phrases are not its own."""
        other = replace(where, origin="http://elsewhere.example")
        text = partial(_one_of, self._approved)
        role = self._chance.choice((Role.BUTTON, Role.HEADING, Role.CHECK_BOX))
        made = other.element(key, role, "")
        grown.things.append(Thing(made, text, crowd=f"{where.window}|{role.value}"))

    def _unseen(self, grown: Grown, where: _Where, key: str) -> None:
        """Things that don't show, or are nowhere: any number of them, of any name."""
        for number in range(self._chance.randint(1, 4)):
            made = where.element(f"{key}.{number}", self._chance.choice(_SAID), "")
            hidden = (
                replace(made, visible=False) if self._chance.random() < 0.5 else replace(made, bounds=None)
            )
            grown.things.append(Thing(hidden, self._content_kind(where), crowd=UNSEEN))

    # texts

    def _phrase(self, where: _Where, role: Role) -> str:
        approved = self._approved if role in _FIELDS else ()
        phrase: str = self._chance.choice([*self._public[where.web], *(approved if where.web else ())])
        return phrase

    def _kind(self) -> Kind:
        """Of one type in both worlds, or of any in each."""
        if self._alike:
            kind: Kind = self._chance.choice(self._kinds)
            return kind
        return partial(_of_any, self._kinds)

    def _text_kind(self, where: _Where) -> Kind:
        """That of all texts of one window, of which it is told which types there are among them."""
        return self._texts.setdefault(where.window, self._kind())

    def _maybe_kind(self) -> Kind | None:
        return self._kind() if self._chance.random() < 0.8 else None

    def _content_kind(self, where: _Where) -> Kind:
        """As `_kind`; or, where types don't count, sometimes a phrase that is public elsewhere."""
        if self._chance.random() < 0.3 and not self._alike:
            return partial(_one_of, [*self._public[where.web], *self._approved])
        return self._kind()


@dataclass(frozen=True, slots=True)
class _Where:
    """Where in a Scene something is grown."""

    window: int
    parent: str
    origin: str | None
    place: Rect[Device]
    web: bool
    known: bool

    def element(self, id_: str, role: Role, name: str, parent: str | None = None) -> Element:
        return Element(
            id_,
            role,
            name,
            self.place,
            self.window,
            parent=parent if parent is not None else self.parent,
            states=frozenset({State.ENABLED}),
            origin=self.origin,
        )


def _of_any(kinds_: Sequence[Kind], chance: random.Random) -> str:
    kind: Kind = chance.choice(kinds_)
    return kind(chance)


def _one_of(texts: Sequence[str], chance: random.Random) -> str:
    return chance.choice(texts)

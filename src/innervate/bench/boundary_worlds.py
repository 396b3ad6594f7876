"""Two worlds that differ in what is private and in nothing else: how many Views tell them apart.

An episode is a few Scenes of one application in two worlds, numbered by the same chance. Where private texts
are of one recognised type, what crosses must be the same bytes; where they are not, all but the types. Texts'
widths, choices and whether a private text happens to be a phrase of the program differ, too.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from innervate.bench.boundary_stage import (
    CONTENT,
    Placed,
    Stage,
    element,
    scene_of_mail,
    scene_of_portal,
    secret,
)
from innervate.bench.figures import Figure
from innervate.boundary.recognizers import recognise
from innervate.core.geometry import Device, Rect
from innervate.core.scene import Element, Row, Scene, Table
from innervate.core.values import ValueType
from innervate.core.vocabulary import CHOICE_STATES, CHOICES, EDITABLE, Role, State

_SHOWN_TWICE = 0.3
_ANY_TYPE = re.compile("|".join([r"⟦[A-Z]+_(?=\d+⟧)", *(f'"{kind.value}"(?=\\])' for kind in ValueType)]))
"""What a View may say of a type: a handle's, and a column's."""
Say = Callable[[str], None]
Kind = Callable[[], str]


def measure(stage: Stage, episodes: int, say: Say) -> tuple[list[Figure], dict[str, object]]:
    """How many of so many episodes differ, of those with texts of one type and of those without."""
    differing: dict[bool, list[int]] = {True: [], False: []}
    for number in range(episodes):
        if number % 500 == 0:
            say(f"two worlds: {number} of {episodes} episodes …")
        alike = number % 4 != 3
        sent = [told(stage, world, number) for world in episode(stage, random.Random(number), alike)]
        if not alike:
            sent = [_ANY_TYPE.sub("⟦ANY_", text) for text in sent]
        if sent[0] != sent[1]:
            differing[alike].append(number)
    same = episodes - episodes // 4
    return [
        Figure("two worlds: episodes with differing bytes", len(differing[True]), f"of {same}", 0),
        Figure(
            "two worlds: that differ in more than types", len(differing[False]), f"of {episodes - same}", 0
        ),
    ], {"differing": differing}


def told(stage: Stage, scenes: list[Scene], seed: int) -> str:
    """All that crosses of a world, one View after the other."""
    sanitiser, gate = stage.boundary(seed)
    return "\n".join(gate.pass_view(sanitiser.view(scene)).decode() for scene in scenes)


def episode(stage: Stage, chance: random.Random, alike: bool) -> tuple[list[Scene], list[Scene]]:
    """Scenes of two worlds; the later ones show some of the first one's texts again."""
    web = chance.random() < 0.5
    build = scene_of_portal if web else scene_of_mail
    known: list[tuple[Element, Element]] = []
    worlds: tuple[list[Scene], list[Scene]] = ([], [])
    titles = texts(stage, chance, alike, web)
    for number in range(chance.randint(1, 3)):
        again = [pair for pair in known if chance.random() < _SHOWN_TWICE]
        fresh = [
            pair
            for index in range(chance.randint(1, 8))
            for pair in elements(stage, chance, f"v{number}.{index}", alike, web)
        ]
        shown = list({one.id: (one, other) for one, other in (*again, *fresh)}.values())
        known += fresh
        crowds = crowd(stage, chance, f"v{number}.crowd", alike, web)
        for world, scenes in enumerate(worlds):
            more, tables = crowds[world]
            scenes.append(build(stage, [*(pair[world] for pair in shown), *more], tables, titles[world]))
    return worlds


def crowd(stage: Stage, chance: random.Random, key: str, alike: bool, web: bool) -> tuple[Placed, Placed]:
    """Nothing, or a list, a table, a text of lines or a box of options; how many are in it is drawn for each
    world, within one bucket."""
    # Which lines of a text are told hangs on their types, and says no more than types would.
    kind = chance.choice(("nothing", "list", "table", "options", *(["lines"] if alike else [])))
    least, most = chance.choice(((2, 5), (6, 30), (31, 60)))
    pairs = [texts(stage, chance, alike, web) for _ in range(most)]
    if alike:  # of one type all, or a column's type would say which there are
        shape = chance.choice(_SHAPES)
        pairs = [(shape(chance), shape(chance)) for _ in pairs]
    worlds = [
        held(kind, key, [pair[world] for pair in pairs[: chance.randint(least, most)]]) for world in (0, 1)
    ]
    return worlds[0], worlds[1]


def held(kind: str, key: str, said: Sequence[str]) -> Placed:
    """Texts below each other, all in one thing of that kind."""
    roles = {
        "list": (Role.LIST, Role.ITEM),
        "options": (Role.COMBO, Role.OPTION),
        "lines": (Role.TEXT, Role.LABEL),
    }
    if kind == "nothing":
        return [], []
    if kind == "table":
        table = spread(element(key, Role.TABLE, ""), 0, 700)
        rows = [spread(element(f"{key}.r{n}", Role.ROW, "", key), n) for n in range(len(said))]
        cells = [
            spread(element(f"{key}.c{n}", Role.CELL, "", f"{key}.r{n}", text), n)
            for n, text in enumerate(said)
        ]
        told = tuple(Row(row.id, (cell.id,)) for row, cell in zip(rows, cells, strict=True))
        return [table, *rows, *cells], [Table(key, ("",), told)]
    holder, role = roles[kind]
    lines = [
        replace(spread(element(f"{key}.{n}", role, text, key), n), named_by_content=kind == "lines")
        for n, text in enumerate(said)
    ]
    whole = spread(element(key, holder, "", value="\n".join(said) if kind == "lines" else None), 0, 700)
    if kind == "lines":
        whole = replace(whole, lines=tuple((line.name, line.bounds) for line in lines if line.bounds))
    return [whole, *lines], []


def spread(one: Element, number: int, height: int = 15) -> Element:
    """The element, as the one of that number below each other."""
    place: Rect[Device] = Rect(300, 60 + 15 * number, 500, height)
    return replace(one, bounds=place)


def elements(
    stage: Stage, chance: random.Random, key: str, alike: bool, web: bool
) -> list[tuple[Element, Element]]:
    """An element in both worlds: of the program, with a private value and choice; or people's own."""
    one, other = texts(stage, chance, alike, web)
    if chance.random() < 0.5:
        place = chance.choice(list(CONTENT.values()))
        both = [placed(element_, key, chance) for element_ in place(one)[0]]
        twin = [placed(element_, key, chance) for element_ in place(other)[0]]
        return [
            (a, replace(b, bounds=a.bounds if sized(b) else moved(a, chance), states=chosen(b, chance)))
            for a, b in zip(both, twin, strict=True)
        ]
    role = chance.choice(sorted(EDITABLE | CHOICES | {Role.BUTTON, Role.MENU_ITEM}))
    name = chance.choice(stage.phrases(web))
    first = placed(element(key, role, name, value=one if role in EDITABLE else None), key, chance)
    first = replace(first, id=key, states=chosen(first, chance))
    second = replace(first, value=other if role in EDITABLE else None, states=chosen(first, chance))
    return [(first, second)]


def texts(stage: Stage, chance: random.Random, alike: bool, web: bool) -> tuple[str, str]:
    """A private text in two worlds, of one recognised type if `alike`; of the types that people write."""
    kinds: list[Kind] = [*(partial(shape, chance) for shape in _SHAPES)]
    kinds.append(partial(_text, chance, stage))
    if alike:
        kind = chance.choice(kinds)
        return kind(), kind()
    of_program: Kind = lambda: chance.choice(stage.phrases(web))  # noqa: E731
    return chance.choice(kinds)(), chance.choice([*kinds, of_program])()


def _recognised(kind: ValueType, make: Kind) -> str:
    """One that is recognised as of that type: a name that is a word may not be."""
    while recognise(text := make())[0] is not kind:
        pass
    return text


def _person(chance: random.Random) -> str:
    return _recognised(ValueType.PERSON, lambda: f"{chance.choice(_GIVEN)} {chance.choice(_FAMILY)}")


def _text(chance: random.Random, stage: Stage) -> str:
    return _recognised(ValueType.TEXT, lambda: "the " + secret(chance, stage.words, least=3).lower())


_SHAPES: Sequence[Callable[[random.Random], str]] = (
    _person,
    lambda chance: f"EUR {chance.randint(1, 9999):,}.{chance.randint(10, 99)}",
    lambda chance: f"20{chance.randint(10, 29)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
    lambda chance: f"CLM-{chance.randint(10000, 99999)}",
    lambda chance: f"{chance.choice(_GIVEN).lower()}@{chance.choice(_FAMILY).lower()}.example",
)
"""Texts of one type each, as people write them."""
_GIVEN: Sequence[str] = ("Rosa", "Jane", "Milo", "Tarek", "Ines", "Paula", "Oskar", "Yuki")
_FAMILY: Sequence[str] = ("Winter", "Miller", "Farrow", "Olsen", "Brandt", "Ibarra", "Keller", "Novak")


def placed(one: Element, key: str, chance: random.Random) -> Element:
    """The element of a placement under names of its own, somewhere in the window."""
    parent = f"{key}.{one.parent}" if one.parent else ""
    label = f"{key}.{one.label}" if one.label else None
    return replace(one, id=f"{key}.{one.id}", parent=parent, label=label, bounds=place(chance))


def place(chance: random.Random) -> Rect[Device]:
    return Rect(chance.randint(0, 1500), chance.randint(0, 1000), chance.randint(20, 300), 24)


def sized(one: Element) -> bool:
    """Whether a designer, and no text, decides how wide it is."""
    return one.role in EDITABLE | {Role.COMBO, Role.SLIDER, Role.LIST, Role.TREE, Role.GROUP, Role.TABLE}


def moved(one: Element, chance: random.Random) -> Rect[Device] | None:
    """The element's place, as wide as another text makes it."""
    return replace(one.bounds, width=chance.randint(20, 300)) if one.bounds is not None else None


def chosen(one: Element, chance: random.Random) -> frozenset[State]:
    """Its states, of the choices any."""
    told = one.states - CHOICE_STATES
    return told | {state for state in sorted(CHOICE_STATES) if chance.random() < 0.3}

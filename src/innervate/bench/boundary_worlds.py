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

from innervate.bench.boundary_stage import (
    CONTENT,
    Stage,
    element,
    scene_of_mail,
    scene_of_portal,
    secret,
)
from innervate.bench.figures import Figure
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
    for number in range(chance.randint(1, 3)):
        again = [pair for pair in known if chance.random() < _SHOWN_TWICE]
        fresh = [
            pair
            for index in range(chance.randint(1, 8))
            for pair in elements(stage, chance, f"v{number}.{index}", alike, web)
        ]
        shown = list({one.id: (one, other) for one, other in (*again, *fresh)}.values())
        known += fresh
        cells = [one.id for one, _ in shown if one.role is Role.CELL]
        tables = [Table("none", ("", ""), (Row("row", (*cells, None, None)[:2]),))] if cells else []
        for world, scenes in enumerate(worlds):
            scenes.append(build(stage, [pair[world] for pair in shown], tables))
    return worlds


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
    kinds: list[Kind] = [
        lambda: f"{chance.choice(_GIVEN)} {chance.choice(_FAMILY)}",
        lambda: f"EUR {chance.randint(1, 9999):,}.{chance.randint(10, 99)}",
        lambda: f"20{chance.randint(10, 29)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
        lambda: f"CLM-{chance.randint(10000, 99999)}",
        lambda: f"{chance.choice(_GIVEN).lower()}@{chance.choice(_FAMILY).lower()}.example",
        lambda: "the " + secret(chance, stage.words, least=3).lower(),
    ]
    if alike:
        kind = chance.choice(kinds)
        return kind(), kind()
    of_program: Kind = lambda: chance.choice(stage.phrases(web))  # noqa: E731
    return chance.choice(kinds)(), chance.choice([*kinds, of_program])()


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

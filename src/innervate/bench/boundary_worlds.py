"""Two worlds that differ in what is private and in nothing else: how many episodes tell them apart.

An episode is what a planner is told of a few Scenes, one after the other, numbered by the same chance. Where
private texts are of one recognised type, it must be the same bytes; where they are not, all but the types.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

from innervate.bench.boundary_grown import Grower
from innervate.bench.boundary_stage import Stage
from innervate.bench.boundary_twins import Twins
from innervate.bench.figures import Figure
from innervate.boundary.changes import Teller
from innervate.core.scene import Scene
from innervate.core.values import ValueType

_SHOWN_AGAIN = 0.5
_TYPES = "|".join(kind.value for kind in ValueType)
ANY_TYPE = re.compile(rf"⟦[A-Z]+_(?=\d+⟧)|(?<=:)(?:{_TYPES})\b|\((?:{_TYPES})(?:,(?:{_TYPES}))*\)")
"""What a View says of types: a handle's, a column's, and those among texts."""
Say = Callable[[str], None]


def measure(stage: Stage, episodes: int, say: Say) -> tuple[list[Figure], dict[str, object]]:
    """How many of so many episodes differ, of those with texts of one type and of those without."""
    differing: dict[bool, list[int]] = {True: [], False: []}
    for number in range(episodes):
        if number % 500 == 0:
            say(f"two worlds: {number} of {episodes} episodes …")
        alike = number % 4 != 3
        both = episode(stage, random.Random(number), alike)
        if alike:
            sent = [told(stage, scenes, number) for scenes in both]
        else:  # which lines changed hangs on types, too: whole Views are compared
            sent = [ANY_TYPE.sub("", told(stage, scenes, number, whole=True)) for scenes in both]
        if sent[0] != sent[1]:
            differing[alike].append(number)
    same = episodes - episodes // 4
    return [
        Figure("two worlds: episodes with differing bytes", len(differing[True]), f"of {same}", 0),
        Figure(
            "two worlds: that differ in more than types", len(differing[False]), f"of {episodes - same}", 0
        ),
    ], {"differing": differing}


def told(stage: Stage, scenes: Sequence[Scene], seed: int, *, whole: bool = False) -> str:
    """All that a planner is told of a world, one View after the other."""
    sanitiser, gate = stage.boundary(seed)
    teller = Teller()
    sent: list[str] = []
    for scene in scenes:
        teller = Teller() if whole else teller
        sent.append(teller.tell(sanitiser.view(scene)))
        gate.check(sent[-1].encode())
    return "\n".join(sent)


def episode(stage: Stage, chance: random.Random, alike: bool) -> tuple[list[Scene], list[Scene]]:
    """Scenes of two worlds. Later ones may show the same things again, with other texts in them."""
    grower = Grower(stage, chance, alike)
    twins = Twins(grower.grow("v0"), chance)
    found: tuple[list[Scene], list[Scene]] = ([], [])
    for number in range(chance.randint(1, 3)):
        if number and chance.random() > _SHOWN_AGAIN:
            twins = Twins(grower.grow(f"v{number}"), chance)
        for world, scene in zip(found, twins.next(), strict=True):
            world.append(scene)
    return found

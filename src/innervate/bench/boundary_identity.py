"""Identity: pairs of values that nearly collide, and pairs that are one thing written in two ways.

A pair of different things that is called the same would put a wrong value into a field: none may be. Of pairs
that are one thing as many as possible should be offered as perhaps the same. Also published: how many pairs
of unlike things are offered, which a rule that offers everything would not survive.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable

from innervate.bench.boundary_pairs import Pair, collision, unlike_pair, variant
from innervate.bench.figures import Figure
from innervate.boundary.handles import Handles, Part
from innervate.boundary.identity import Sameness, sameness
from innervate.core.values import Origin, Value

Say = Callable[[str], None]


def measure(pairs: int, say: Say) -> tuple[list[Figure], dict[str, object]]:
    """pairs: of things that nearly collide; as many of one thing, and of unlike ones."""
    chance = random.Random(11)
    say(f"identity: {pairs} near collisions, and as many variants …")
    wrong = [pair for pair in (collision(chance) for _ in range(pairs)) if _would_go_wrong(pair)]
    missed: Counter[str] = Counter()
    examples: dict[str, Pair] = {}
    for kind, pair in (variant(chance) for _ in range(pairs)):
        if _asked(pair) is Sameness.DIFFERENT:
            missed[kind] += 1
            examples[kind] = pair
    unlike = [unlike_pair(chance) for _ in range(pairs)]
    offered = sum(_asked(pair) is not Sameness.DIFFERENT for pair in unlike)
    return [
        Figure("identity: wrong values delivered", len(wrong), f"of {pairs}", 0),
        Figure(
            "identity: true variants offered",
            round(100 * (1 - missed.total() / pairs), 1),
            "%",
            90,
            most=False,
        ),
        Figure("identity: unlike things offered", round(100 * offered / pairs, 2), "%"),
    ], {"wrong": wrong[:20], "missed": dict(missed), "examples": examples}


def _asked(pair: Pair) -> Sameness:
    kind, one, other = pair
    return sameness(Value(kind, one, Origin("a")), Value(kind, other, Origin("b")))


def _would_go_wrong(pair: Pair) -> bool:
    """Whether two different things are called the same, share a handle, or come back as other bytes."""
    kind, one, other = pair
    handles = Handles(random.Random(3))
    first, second = handles.of("a", "x", Part.VALUE, one, kind), handles.of("b", "x", Part.VALUE, other, kind)
    exact = handles.value(first).text == one and handles.value(second).text == other
    return _asked(pair) is Sameness.SAME or first == second or not exact

"""What was grown, in two worlds that differ in what is private and in nothing else.

The worlds have other private texts, choices, places, states that are not told, and focus, and other counts
within each bucket.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from innervate.bench.boundary_grown import UNSEEN, Grown, Thing
from innervate.bench.boundary_stage import SCREEN
from innervate.core.frame import Frame, Pixels
from innervate.core.geometry import Rect
from innervate.core.scene import Element, Row, Scene, Table, scene_of
from innervate.core.view import Bucket
from innervate.core.vocabulary import CHOICE_STATES, CHOICES, EDITABLE, Role, State

_CHOSEN_AMONG = frozenset({Role.ITEM, Role.TREE_ITEM, Role.OPTION, Role.RADIO, Role.TAB})
_ONE_BY_ONE = EDITABLE | {Role.COMBO, Role.SLIDER, Role.TABLE, Role.LIST, Role.TREE}
_ROOMS = frozenset({Role.DOCUMENT, Role.TABLE, Role.LIST, Role.TREE})
"""As large as their window in both worlds, whatever they hold."""
_MOST, _CHANGED = 60, 0.3


class Twins:
    """Two worlds that go on: later Scenes show the same things, some of them with other contents."""

    def __init__(self, grown: Grown, chance: random.Random) -> None:
        self._grown, self._chance = grown, chance
        self._counts = [_counts(grown, chance) for _ in range(2)]
        self._drawn: list[dict[str, Element]] = [{}, {}]

    def next(self) -> tuple[Scene, Scene]:
        """A Scene of each world. Which things have other contents than before is the same in both."""
        changed = {thing.element.id for thing in self._grown.things if self._chance.random() < _CHANGED}
        one, other = (self._scene(world, changed) for world in range(2))
        return one, other

    def _scene(self, world: int, changed: set[str]) -> Scene:
        chance, grown = self._chance, self._grown
        elements: list[Element] = []
        for id_, thing in self._present(world):
            known = self._drawn[world].get(id_)
            made = _drawn(thing, id_, known if thing.element.id not in changed else None, known, chance)
            self._drawn[world][id_] = made
            elements.append(made)
        rows = self._counts[world]
        tables = tuple(
            _table(key, columns, rows[f"rows of {key}"], cells)
            for key, (columns, cells) in grown.tables.items()
        )
        windows = tuple(replace(w, title=grown.titles[f"window {w.id}"](chance)) for w in grown.windows)
        frame = Frame(3, SCREEN, Pixels(0, 0, 0, b""), windows, {})
        return scene_of(frame, tuple(_focused(elements, chance)), tables=tables)

    def _present(self, world: int) -> Iterator[tuple[str, Thing]]:
        """Things with the ids that they have; of a crowd as many as this world has, the last one repeated."""
        counts, seen = self._counts[world], Counter[str]()
        sizes = Counter(thing.crowd for thing in self._grown.things)
        for thing in self._grown.things:
            crowd = thing.crowd
            if crowd is None:
                yield thing.element.id, thing
                continue
            seen[crowd] += 1
            if seen[crowd] <= counts[crowd]:
                yield thing.element.id, thing
            if seen[crowd] == sizes[crowd]:
                yield from ((f"{thing.element.id}+{n}", thing) for n in range(counts[crowd] - sizes[crowd]))


def _counts(grown: Grown, chance: random.Random) -> dict[str, int]:
    """How many of each crowd, and how many rows of each table, one world has: any number of the same bucket.

    Whatever else is counted with a crowd, all of them together stay in one bucket, too.
    """
    sizes = Counter(thing.crowd for thing in grown.things if thing.crowd is not None)
    beside = Counter(f"{t.element.window}|{t.element.role.value}" for t in grown.things if t.crowd is None)
    counts = {f"rows of {key}": _alike(len(rows), 0, chance) for key, (_, rows) in grown.tables.items()}
    for crowd, size in sizes.items():
        counts[crowd] = (
            chance.randint(0, 2 * size)
            if crowd == UNSEEN
            else _alike(size, beside["|".join(crowd.split("|")[:2])], chance)
        )
    return counts


def _alike(size: int, beside: int, chance: random.Random) -> int:
    """A count that no bucket tells from this one, with any number of others up to `beside`."""
    fit = [
        count
        for count in range(1, _MOST)
        if all(Bucket.of(count + more) is Bucket.of(size + more) for more in range(beside + 1))
    ]
    return chance.choice(fit)


def _drawn(
    thing: Thing, id_: str, kept: Element | None, before: Element | None, chance: random.Random
) -> Element:
    """The thing in one world. kept: what it was and still is; before: what it was, and must not be again."""
    element, bounds = thing.element, thing.element.bounds
    if bounds is not None and element.role not in _ROOMS:
        x, y = bounds.x + chance.randint(0, bounds.width // 2), chance.randint(0, bounds.height - 40)
        bounds = Rect(x, y, chance.randint(10, bounds.width // 2), chance.randint(8, 40))
    if kept is not None:
        return replace(kept, bounds=bounds, states=kept.states - {State.FOCUSED})
    made = replace(
        element,
        id=id_,
        bounds=bounds,
        states=_states(thing, before, chance),
        name=thing.name(chance) if thing.name is not None else element.name,
        value=thing.value(chance) if thing.value is not None else element.value,
    )
    if before is not None and thing.value is not None and made.value == before.value:
        return _drawn(thing, id_, None, before, chance)
    return made


def _states(thing: Thing, before: Element | None, chance: random.Random) -> frozenset[State]:
    """Any choice; what changes is chosen where it was not. Of what is not told one by one, any state."""
    role, states = thing.element.role, thing.element.states
    if role in CHOICES | _CHOSEN_AMONG:
        chosen = chance.random() < 0.5 if before is None else CHOICE_STATES.isdisjoint(before.states)
        if chosen:
            states |= {chance.choice((State.CHECKED, State.SELECTED, State.PRESSED))}
    if thing.name is not None and role not in _ONE_BY_ONE:
        others = (State.EXPANDED, State.INVALID, State.REQUIRED, State.BUSY)
        states |= frozenset(state for state in others if chance.random() < 0.3)
    return states


def _table(key: str, columns: int, count: int, rows: Sequence[tuple[str, tuple[str, ...]]]) -> Table:
    """The table with so many rows; those that were not grown show nothing that was seen."""
    shown = [Row(row, cells) for row, cells in rows[:count]]
    shown += [Row(f"{key}.more{n}", (None,) * columns) for n in range(count - len(shown))]
    return Table(key, ("",) * columns, tuple(shown))


def _focused(elements: list[Element], chance: random.Random) -> list[Element]:
    """The focus is on any one of what is chosen among others."""
    free = [n for n, element in enumerate(elements) if element.role in _CHOSEN_AMONG]
    if free:
        at = chance.choice(free)
        elements[at] = replace(elements[at], states=elements[at].states | {State.FOCUSED})
    return elements

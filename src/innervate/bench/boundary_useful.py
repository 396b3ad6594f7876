"""Usefulness: how many names of real applications' interfaces a planner can read, before and after approvals,
and how often the gate blocks Views in which nothing is wrong.

The applications were recorded twice, in two made-up worlds that share no contents. What shows with the same
role in both, and was not put there, is the interface's own: that is the truth, whatever any catalogue says. A
simulated person sits before the screens of one world and sees what `innervate approve` shows; what counts is
what then crosses of the other world. One approval is a yes to a group that the page shows as a whole, where
each phrase that is left out counts as one more, or a yes to a single phrase.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from innervate.bench.boundary_recorded import Recorded, load, recordings
from innervate.bench.figures import Figure
from innervate.boundary.candidates import Candidate, Group, candidates, groups, merged, opened, untold
from innervate.boundary.gate import Gate
from innervate.boundary.handles import Handles
from innervate.boundary.phrases import FIELDS, Catalogue, public_form
from innervate.boundary.position import Positions
from innervate.boundary.view import Sanitiser
from innervate.core.errors import PrivacyRefused
from innervate.core.scene import Scene, Table, scene_of
from innervate.core.vocabulary import Role

MOST_APPROVALS = 20
_MARK = " 7"  # a name with a digit never crosses, so with it every name that is told is asked for
_KINDS: Mapping[str, frozenset[Role]] = {
    "labels": FIELDS | {Role.LABEL, Role.CHECK_BOX, Role.RADIO},
    "buttons": frozenset({Role.BUTTON, Role.TOGGLE}),
    "menus": frozenset({Role.MENU, Role.MENU_ITEM}),
    "headers": frozenset({Role.COLUMN_HEADER}),
}
_COUNTED = frozenset().union(*_KINDS.values())
Name = tuple[Role, str]
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Use:
    """What crossed of one application: at first, and after approvals of groups, and of single phrases.

    names: those of its interface that are told. before, after, singly: those of them that cross. leaked:
    names that people made and that cross in the end. groups: approvals used.
    """

    recorded: Recorded
    names: frozenset[Name]
    before: frozenset[Name]
    after: frozenset[Name]
    singly: frozenset[Name]
    leaked: frozenset[Name]
    groups: int


def measure(views: int, say: Say) -> tuple[list[Figure], dict[str, object]]:
    """views: at how many Views the gate looks.

    :raises Unavailable: nothing was recorded.
    """
    found = [load(path) for path in recordings()]
    uses: list[Use] = []
    for recorded in found:
        say(f"usefulness: {recorded.application.name} …")
        uses.append(used(recorded))
    blocked, looked = false_blocks(found, views, say)
    samples = {use.recorded.application.name: _facts(use) for use in uses}
    return [*_figures(uses), Figure("Views blocked without a reason", _share(blocked, looked), "%", 0.1)], {
        "applications": samples,
        "views": looked,
    }


def used(recorded: Recorded) -> Use:
    """What a planner could read of it."""
    shown, seen = (_names_of(recorded, world, _told) for world in recorded.worlds)
    own = {name for name in shown & seen if public_form(name[1]) not in recorded.content}
    # Separators and icons of symbol fonts have names without a letter.
    names = frozenset(name for name in own if name[0] in _COUNTED and any(map(str.isalpha, name[1])))
    found = merged(
        c
        for scene in recorded.worlds[0]
        for c in candidates(scene, recorded.desk, _catalogues(recorded.catalogue), recorded.application.sink)
    )
    own_forms = {(role, form) for role, text in own if (form := public_form(text))}
    true = [c for c in found if (c.role, c.text) in own_forms]
    chosen, count = greedy(groups(found), frozenset(true), MOST_APPROVALS)
    counted = [c for c in true if c.role in _COUNTED]
    with_groups = _crossing(recorded, opened(recorded.catalogue, chosen))
    singly = _crossing(recorded, opened(recorded.catalogue, counted[:MOST_APPROVALS]))
    return Use(
        recorded,
        names,
        _crossing(recorded, recorded.catalogue) & names,
        with_groups & names,
        singly & names,
        with_groups - own,
        count,
    )


def greedy(parts: Sequence[Group], true: frozenset[Candidate], most: int) -> tuple[list[Candidate], int]:
    """The approvals of a person who wants most for least.

    A yes to a group costs one, and one more for each phrase that is left out; a single phrase costs one.
    """
    offers: list[tuple[float, int, list[Candidate]]] = []
    for group in parts:
        good = [c for c in group.candidates if c in true]
        gain = sum(c.role in _COUNTED for c in good)
        exceptions = len(group.candidates) - len(good)
        if gain > 1 + exceptions:
            offers.append((gain / (1 + exceptions), 1 + exceptions, good))
        elif gain:
            offers += [(1.0, 1, [c]) for c in good]
    chosen: list[Candidate] = []
    spent = 0
    for _, cost, good in sorted(offers, key=lambda offer: -offer[0]):
        if spent + cost <= most:
            chosen, spent = [*chosen, *good], spent + cost
    return chosen, spent


def _catalogues(catalogue: Catalogue) -> dict[str, Catalogue]:
    return {catalogue.sink: catalogue}


def _crossing(recorded: Recorded, catalogue: Catalogue) -> frozenset[Name]:
    """The names that cross of the second world."""
    found: set[Name] = set()
    for scene in recorded.worlds[1]:
        denied = _asked(scene, recorded, catalogue)
        found |= {name for key, name in _told(scene, recorded).items() if key not in denied}
    return frozenset(found)


def _names_of(
    recorded: Recorded, scenes: Iterable[Scene], told: Callable[[Scene, Recorded], Mapping[str, Name]]
) -> set[Name]:
    return {name for scene in scenes for name in told(scene, recorded).values()}


def _told(scene: Scene, recorded: Recorded) -> dict[str, Name]:
    """All names of the application that a View tells of, as phrase or handle, by what they are names of."""
    positions = Positions(scene)
    found: dict[str, Name] = {}
    for key, text in _asked(_marked(scene), recorded, Catalogue(recorded.application.sink)).items():
        element = scene.by_id.get(key.partition(" column ")[0])
        if element is None or key.startswith("window "):
            continue
        role = Role.COLUMN_HEADER if " column " in key else element.role
        if role is Role.MENU and element.named_by_content:
            continue  # not a name: all that stands in it, strung together
        message = positions.around(element).message
        if role is Role.LABEL and message is not None and element.origin is not None:
            role = message
        found[key] = (role, text.removesuffix(_MARK))
    return found


def _asked(scene: Scene, recorded: Recorded, catalogue: Catalogue) -> dict[str, str]:
    """The names for which the sanitiser wants a handle."""
    names = untold(scene, recorded.desk, _catalogues(catalogue))
    return {key: text for place, key, text in names if place == recorded.application.sink}


def _marked(scene: Scene) -> Scene:
    elements = tuple(replace(e, name=e.name + _MARK) if e.name else e for e in scene.elements)
    tables = tuple(
        Table(t.id, tuple(name + _MARK if name else name for name in t.columns), t.rows) for t in scene.tables
    )
    return scene_of(scene.frame, elements, tables=tables, states=scene.states)


def false_blocks(found: Sequence[Recorded], views: int, say: Say) -> tuple[int, int]:
    """How many Views the gate blocks, and of how many, of screens of which more or less shows each time."""
    chance, blocked, looked = random.Random(12), 0, 0
    screens = [(recorded, scene) for recorded in found for world in recorded.worlds for scene in world]
    ready = {}
    while looked < views:
        recorded, scene = screens[looked % len(screens)]
        name = recorded.application.name
        if name not in ready:
            every = merged(
                c
                for world in recorded.worlds
                for one in world
                for c in candidates(
                    one, recorded.desk, _catalogues(recorded.catalogue), recorded.application.sink
                )
            )
            ready[name] = _catalogues(opened(recorded.catalogue, (c for c in every if c.likely)))
        if looked % 500 == 0:
            say(f"usefulness: View {looked} of {views} at the gate …")
        handles = Handles(random.Random(looked))
        view = Sanitiser(recorded.desk, ready[name], handles).view(_less(scene, chance, looked))
        try:
            Gate(recorded.desk, ready[name], handles).pass_view(view)
        except PrivacyRefused:
            blocked += 1
        looked += 1
    return blocked, looked


def _less(scene: Scene, chance: random.Random, number: int) -> Scene:
    """The same screen of another moment, with some of its things hidden."""
    share = chance.random() * 0.5
    elements = tuple(replace(e, visible=e.visible and chance.random() >= share) for e in scene.elements)
    frame = replace(scene.frame, epoch=number + 1)
    return scene_of(frame, elements, tables=scene.tables, states=scene.states)


def _share(part: int, whole: int) -> float:
    return round(100 * part / whole, 3) if whole else 0.0


def _figures(uses: Sequence[Use]) -> list[Figure]:
    judged = [use for use in uses if not use.recorded.development]
    business = sum(use.recorded.kind != "desktop" for use in uses)
    figures = [
        Figure("applications", len(uses), "", 20, most=False),
        Figure("… web or line of business", business, "", 8, most=False),
    ]
    web = [use for use in uses if use.recorded.kind == "web"]
    for said, some in (("", uses), ("held out: ", judged), ("web: ", web)):
        names = sum(len(use.names) for use in some)
        for when, bar in (("before", None), ("singly", None), ("after", 95.0)):
            share = _share(sum(len(getattr(use, when)) for use in some), names)
            held = bar if some is not web else None
            figures.append(Figure(f"{said}names that cross, {_WHEN[when]}", share, "%", held, most=False))
    for kind, roles in _KINDS.items():
        names = sum(role in roles for use in uses for role, _ in use.names)
        after = sum(role in roles for use in uses for role, _ in use.after)
        figures.append(Figure(f"{kind} that cross, after approvals", _share(after, names), "%"))
    lowest = min((_share(len(use.after), len(use.names)) for use in uses), default=0.0)
    figures.append(Figure("… of the lowest application", lowest, "%"))
    figures.append(Figure("names people made that cross", sum(len(use.leaked) for use in uses), "", 0))
    return figures


_WHEN = {
    "before": "first contact",
    "singly": f"{MOST_APPROVALS} phrases",
    "after": f"≤ {MOST_APPROVALS} approvals",
}


def _facts(use: Use) -> dict[str, object]:
    left = sorted(f"{role.value}: {text}" for role, text in use.names - use.after)
    return {
        "kind": use.recorded.kind,
        "development": use.recorded.development,
        "names": len(use.names),
        "first contact": _share(len(use.before), len(use.names)),
        "after single phrases": _share(len(use.singly), len(use.names)),
        "after approvals": _share(len(use.after), len(use.names)),
        "approvals": use.groups,
        "left": left,
        "leaked": sorted(f"{role.value}: {text}" for role, text in use.leaked),
    }

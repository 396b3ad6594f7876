"""From a locator to elements of the Scene of the moment: ambiguous means refuse.

A locator is resolved anew at each use. No element and no coordinate is kept from one look to the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from innervate.core.application import Application
from innervate.core.asking import Literal, Locator, Pick, Ref, Side, Test
from innervate.core.errors import Ambiguous, BadInput, NotFound
from innervate.core.frame import Window
from innervate.core.geometry import Device, Rect
from innervate.core.scene import Element, Row, Scene
from innervate.core.values import Origin, Truth, Value, ValueType, joined
from innervate.core.vocabulary import Role, Source, State
from innervate.runtime.choosing import judged
from innervate.runtime.comparing import whole
from innervate.runtime.drawn import MARGIN, drawn_in, looks_of, painted, written_in
from innervate.runtime.ordering import extreme, in_reading_order
from innervate.runtime.sides import beside

if TYPE_CHECKING:
    from innervate.runtime.judging import Judge

CHOSEN = frozenset({Role.COMBO, Role.SLIDER})
"""What they show is what somebody chose, whatever it looks like."""
FLEETING = frozenset({State.FOCUSED, State.FOCUSABLE, State.ACTIVE})
NEAR_PIXELS = 250
MOST_NTH = 1000

# A playbook says "entry" for whatever takes a line of text.
_ALSO = {
    Role.ENTRY: frozenset({Role.ENTRY, Role.SPIN}),
    Role.BUTTON: frozenset({Role.BUTTON, Role.TOGGLE}),
    Role.ROW: frozenset({Role.ROW, Role.ITEM, Role.TREE_ITEM}),
    Role.LABEL: frozenset({Role.LABEL, Role.HEADING}),
}


_PRESSED = frozenset(
    {Role.BUTTON, Role.LINK, Role.TAB, Role.MENU, Role.MENU_ITEM, Role.TOGGLE, Role.ITEM, Role.ICON}
)
# Pixels tell such roles apart by looks alone: they stand for each other where the role itself is not there.
_LIKE = {
    **dict.fromkeys(_PRESSED, _PRESSED),
    Role.HEADING: frozenset({Role.LABEL}),
    Role.PAGE: frozenset({Role.DOCUMENT}),
    Role.PASSWORD: frozenset({Role.ENTRY}),
    Role.TEXT: frozenset({Role.ENTRY, Role.DOCUMENT}),
}


def one(locator: Locator, scene: Scene, judge: Judge) -> Element:
    """The element that the locator means.

    :raises NotFound: nothing matches. :raises Ambiguous: more than one does, and `pick` is not first.
    """
    return only(find(locator, scene, judge), locator, scene, judge)


def guessed(locator: Locator, scene: Scene, judge: Judge) -> Element | None:
    """The element that the locator means by what a local model guessed; None unless it is one, and a guess.

    For what may be pressed where nothing else matches; a guess is no value, no field and no proof.
    """
    if not scene.guesses:
        return None
    found = find(locator, scene.guessed(), judge)
    return found[0] if len(found) == 1 and found[0].source is Source.MODEL else None


def only(found: list[Element], locator: Locator, scene: Scene, judge: Judge) -> Element:
    """The one that was found, or the first where the locator says so.

    :raises NotFound: nothing was. :raises Ambiguous: more than one was, and `pick` is not first.
    """
    if not found:
        raise NotFound(
            describe(locator), _seen(locator, scene, judge), "look at the screen, or correct the locator"
        )
    if len(found) > 1 and locator.pick is not Pick.FIRST:
        names = ", ".join(f"{e.role.value} {e.name[:40]!r}" for e in found[:5])
        raise Ambiguous(
            describe(locator),
            f"{len(found)} match: {names}",
            "say more with inside, near or where, or pick: first",
        )
    return found[0]


def find(locator: Locator, scene: Scene, judge: Judge, *, unsure: bool = False) -> list[Element]:
    """All elements that match, in reading order, windows from the top down.

    unsure: with those of which it can't be told whether they pass `where`.
    """
    own = of_application(locator.place, scene, judge.applications)
    if locator.inside is not None and locator.role is not Role.FIGURE:
        # Before the tests: what is meant is chosen among what is in there.
        outer = find(locator.inside, scene, judge, unsure=unsure)
        around = {e.id for one in outer for e in scene.inside(one)}
        own = [e for e in own if e.id in around]
    if locator.role is Role.FIGURE:
        own = figures(locator, own, scene, judge, unsure=unsure)
    found = _matching(locator, own, scene, judge, unsure=unsure)
    if locator.around is not None:
        held = {e.id for e in find(locator.around, scene, judge, unsure=unsure)}
        found = [e for e in found if any(inner.id in held for inner in scene.inside(e))]
    if locator.near is not None:
        found = _nearest(found, find(locator.near, scene, judge, unsure=unsure), locator.side)
    found = _distinct(found, scene)
    if locator.extreme is not None and found:
        found = extreme(found, locator.extreme, lambda e, column: property_of(e, column, scene))
    if locator.nth is not None:
        at = whole(judge.value(locator.nth), MOST_NTH)
        found = in_reading_order(found)[at - 1 : at]
    return found


def figures(
    locator: Locator, own: Sequence[Element], scene: Scene, judge: Judge, *, unsure: bool
) -> list[Element]:
    """What is drawn in what is around, else in all that the application shows; or written, if so asked."""
    around = find(locator.inside, scene, judge, unsure=unsure) if locator.inside is not None else own
    margin = MARGIN if locator.inside is not None else 0
    named = locator.label is not None or any(column == "text" for column, _ in locator.where)
    find_all = written_in if named else drawn_in
    return find_all(scene, [e for e in around if e.bounds is not None], margin)


def of_application(name: str, scene: Scene, applications: Mapping[str, Application]) -> list[Element]:
    """All elements of an application: of its windows, or of its web origin.

    A web page's pop-ups (the list of a combo box) are windows of the browser and count as its own.

    :raises BadInput: the desk has no such application.
    """
    application = applications.get(name)
    if application is None:
        raise BadInput(
            f"an application called {name!r}",
            f"the desk has {', '.join(applications) or 'none'}",
            "correct the plan, or the desk file",
        )
    own = {w.id: w for w in scene.windows if w.executable == application.executable}
    if application.origin is None:
        return [e for e in scene.elements if e.window in own]
    return [
        e
        for e in scene.elements
        if e.window in own and (e.origin == application.origin or (e.origin is None and own[e.window].popup))
    ]


def windows_of(name: str, scene: Scene, applications: Mapping[str, Application]) -> list[Window]:
    """The application's windows, topmost first."""
    application = applications[name]
    own = [w for w in scene.windows if w.executable == application.executable]
    if application.origin is not None:
        shown = {e.window for e in of_application(name, scene, applications)}
        own = [w for w in own if w.id in shown]
    return sorted(own, key=lambda w: -w.order)


def plain(name: str) -> str:
    """A label without what surrounds it: mnemonics, the colon, the asterisk of required fields, an ellipsis
    or three points."""
    return " ".join(name.replace("...", "…").split()).rstrip(":*… ").casefold()


def value_of(element: Element) -> Value:
    """What an element holds, else what it is called, as an untrusted text."""
    checked = element.role in (Role.CHECK_BOX, Role.RADIO, Role.TOGGLE)
    origin = Origin(element.origin or "screen")
    if checked:
        on = State.CHECKED in element.states
        return Value(ValueType.CHOICE, "true" if on else "false", origin, on)
    if element.role in CHOSEN:
        origin = replace(origin, parts=((origin.place, ValueType.CHOICE.value),))
    return Value(ValueType.TEXT, element.value if element.value is not None else element.name, origin)


def _matching(
    locator: Locator, own: Sequence[Element], scene: Scene, judge: Judge, *, unsure: bool
) -> list[Element]:
    """What fits by itself: of the locator's role, else what pixels show that looks like it."""
    accepted = (Truth.TRUE, Truth.UNKNOWN) if unsure else (Truth.TRUE,)
    if not locator.where:
        judge.note_sought(locator, 1)
    for roles in _roles(locator):
        found = [e for e in own if _is_one(e, roles, locator) and _fits(e, locator, judge)]
        if locator.where:
            answers = judged(found, locator, lambda e, column: property_of(e, column, scene), judge)
            found = [e for e, answer in zip(found, answers, strict=True) if answer in accepted]
        if found:
            return found
    return []


def _roles(locator: Locator) -> Iterator[frozenset[Role] | None]:
    """The roles that a locator means, narrowest first; None: any."""
    if locator.role is None:
        yield None
        return
    yield _ALSO.get(locator.role, frozenset({locator.role}))
    if locator.role is Role.TEXT:
        yield frozenset({Role.ENTRY})
    if locator.role in _LIKE:
        yield _LIKE[locator.role]


def _is_one(element: Element, roles: frozenset[Role] | None, locator: Locator) -> bool:
    if roles is None or locator.role is None:
        return True
    if element.role not in roles:
        return False
    exact = element.role in _ALSO.get(locator.role, frozenset({locator.role}))
    several = (
        locator.role is not Role.TEXT or element.role is not Role.ENTRY or State.MULTI_LINE in element.states
    )
    return exact or (element.source is Source.PIXELS and several)


def _fits(element: Element, locator: Locator, judge: Judge) -> bool:
    if element.bounds is None:
        return False
    if locator.state is not None and locator.state not in element.states:
        return False
    if locator.label is None:
        return True
    return plain(element.name) == plain(judge.value(locator.label).text)


def tested(locator: Locator) -> bool:
    """Whether the locator, or one that it leans on, tests what elements hold."""
    around = [one for one in (locator.inside, locator.near, locator.around) if one is not None]
    return bool(locator.where) or any(tested(one) for one in around)


def property_of(element: Element, column: str, scene: Scene) -> Value | None:
    """A cell of a row by its column, or one of the properties text, value and title."""
    cell = cell_of(element, column, scene)
    if cell is not None:
        return cell
    if element.role is Role.FIGURE:
        return looks_of(element, column)
    match column:
        case "text":
            below = [e.value or e.name for e in scene.inside(element)]
            text = "\n".join([element.name, element.value or "", *below])
            held = [value_of(e) for e in (element, *scene.inside(element)) if e.role in CHOSEN]
            return Value(ValueType.TEXT, text, joined([Value(ValueType.TEXT, text, Origin("screen")), *held]))
        case "value":
            return value_of(element)
        case "title":
            window = scene.window(element.window)
            return Value(ValueType.TEXT, window.title if window else "", Origin("screen"))
    return painted(element, column, scene)


def record_of(element: Element, scene: Scene) -> dict[str, Value]:
    """A row as a record of its columns; other elements as {text}."""
    columns = columns_of(element, scene)
    return {"text": value_of(element)} if columns is None else columns


def columns_of(element: Element, scene: Scene) -> dict[str, Value] | None:
    """What a table's row holds, by the names of its columns; None for what is no row."""
    names, row = _row(element, scene)
    if row is None:
        return None
    cells = zip(names, row.cells, strict=False)
    return {name: value_of(scene.by_id[cell]) for name, cell in cells if name and cell is not None}


def cell_of(element: Element, column: str, scene: Scene) -> Value | None:
    """The row's value in a column, or None where there is no such column or cell."""
    table, row = _row(element, scene)
    if row is None:
        return None
    for name, cell in zip(table, row.cells, strict=False):
        if plain(name) == plain(column) and cell is not None:
            return value_of(scene.by_id[cell])
    return None


def _row(element: Element, scene: Scene) -> tuple[tuple[str, ...], Row | None]:
    for table in scene.tables:
        for row in table.rows:
            if row.id == element.id:
                return table.columns, row
    return (), None


def _nearest(candidates: list[Element], anchors: list[Element], side: Side | None = None) -> list[Element]:
    """The candidates that are labelled by an anchor, else the one nearest to its right, else below it.

    side: the one nearest on this side of it, whatever labels it.
    """
    ids = {a.id for a in anchors}
    candidates = [c for c in candidates if c.id not in ids]
    labelled = [c for c in candidates if c.label in ids]
    if labelled and side is None:
        return labelled
    found: dict[str, tuple[int, Element]] = {}
    for anchor in anchors:
        reached = [(d, c) for c in candidates if (d := _distance(anchor.bounds, c.bounds, side)) is not None]
        if reached:
            least = min(d for d, _ in reached)
            found |= {c.id: (d, c) for d, c in reached if d == least}
    return [c for _, c in found.values()]


def _distance(anchor: Rect[Device] | None, other: Rect[Device] | None, side: Side | None) -> int | None:
    """Pixels from an anchor to what stands right of it or below it; None for what stands elsewhere or far."""
    if anchor is None or other is None:
        return None
    if side is not None:
        return beside(anchor, other, side)
    if other.y < anchor.bottom and anchor.y < other.bottom and other.x >= anchor.right - 4:
        return max(0, other.x - anchor.right)
    gap = other.y - anchor.bottom
    if other.x < anchor.right and anchor.x < other.right and -4 <= gap <= NEAR_PIXELS:
        return NEAR_PIXELS * 4 + max(0, gap)
    return None


def _distinct(found: list[Element], scene: Scene) -> list[Element]:
    """Without containers of matches of the same name, and without covered ones where others show."""
    outer = set()
    by_id = {e.id: e for e in found}
    for element in found:
        above = scene.by_id.get(element.parent)
        while above is not None:
            if above.id in by_id and above.role is element.role and above.name == element.name:
                outer.add(above.id)
            above = scene.by_id.get(above.parent)
    found = [e for e in found if e.id not in outer]
    visible = [e for e in found if e.visible]
    return visible or found


def describe(locator: Locator) -> str:
    """The locator in words, for an error."""
    words = [locator.role.value if locator.role else "row" if locator.where else "element"]
    if locator.state is not None:
        words.insert(0, locator.state.value)
    if locator.label is not None:
        words.append(f"labelled {_said(locator.label)}")
    if locator.where:
        tested = [f"{column} {_tested(t)}" for column, tests in locator.where for t in tests]
        words.append("whose " + " and ".join(tested))
    if locator.inside is not None:
        words.append(f"inside {a(describe(locator.inside))}")
    if locator.around is not None:
        words.append(f"around {a(describe(locator.around))}")
    if locator.near is not None:
        where = f"{locator.side.value} of" if locator.side is not None else "near"
        words.append(f"{where} {a(describe(locator.near))}")
    if locator.extreme is not None:
        words.append(
            f"with the {'greatest' if locator.extreme.greatest else 'least'} {locator.extreme.property}"
        )
    if locator.nth is not None:
        words.append(f"number {_said(locator.nth)}")
    return " ".join([*words, f"in {locator.place}"])


def a(thing: str) -> str:
    """With its article."""
    return f"{'an' if thing[0] in 'aeiou' else 'a'} {thing}"


def _said(expr: object) -> str:
    match expr:
        case Literal(value=value):
            return repr(value) if isinstance(value, str) else str(value)
        case Ref(name=name, path=path):
            return "$" + ".".join((name, *path))
    return "…"


def _tested(test: Test) -> str:
    return f"{test.op.value} " + ", ".join(_said(o) for o in test.operands)


def _seen(locator: Locator, scene: Scene, judge: Judge) -> str:
    """What is there instead: the names of the elements of that role."""
    own = of_application(locator.place, scene, judge.applications)
    if not own:
        return f"no window of {locator.place} shows"
    wanted = _ALSO.get(locator.role, {locator.role}) if locator.role else None
    named = [e for e in own if e.name and (wanted is None or e.role in wanted)]
    names = ", ".join(repr(e.name[:40]) for e in named[:8])
    more = f" and {len(named) - 8} more" if len(named) > 8 else ""
    return f"{len(own)} elements of {locator.place}, of them {names or 'none of this role'}{more}"

"""Where an act touches: shares of an element's box, places on the way to another, and where a drag goes.

Promises: resolved anew at each use, from what the screen shows then; and a place beside an element lies in
something else that the same application shows.
"""

from __future__ import annotations

from collections.abc import Iterable

from innervate.core.asking import Expr, Locator, Spot, Toward
from innervate.core.errors import BadInput, Changed, NotFound
from innervate.core.geometry import Device, Point, Rect
from innervate.core.plan import Act, Verb
from innervate.core.scene import Element, Scene
from innervate.runtime import grounding
from innervate.runtime.comparing import number_of
from innervate.runtime.judging import Judge
from innervate.runtime.sides import between, shown_in, spot_of


def at(act: Act, element: Element, scene: Scene, judge: Judge) -> Point[Device] | None:
    """Where the act touches its element; None for its middle.

    :raises NotFound, Ambiguous: what it is on the way to. :raises BadInput: outside of it, or no number.
    """
    bounds = _bounds(element)
    match act.at:
        case None:
            return None
        case Spot():
            point = _spot(act.at, bounds, judge)
            if not bounds.holds(point) and act.verb != Verb.DRAG:
                raise BadInput(f"a place of what is touched, on line {act.terms.line}", "one beside it")
            return point
        case Toward(other=locator, share=share):
            other = grounding.one(locator, scene, judge)
            return between(bounds.centre, _bounds(other).centre, number_of(judge.value(share)))


def dragged(
    act: Act, element: Element, scene: Scene, judge: Judge
) -> tuple[Point[Device] | None, Point[Device], tuple[Point[Device], ...]]:
    """Where a drag begins, where it ends, and what it passes.

    :raises Changed: it would leave what the application shows. :raises NotFound, Ambiguous: where it ends.
    """
    bounds = _bounds(element)
    through = tuple(_spot(one, bounds, judge) for one in act.through)
    match act.to:
        case Spot():
            end = _spot(act.to, bounds, judge)
        case Locator():
            end = _bounds(grounding.one(act.to, scene, judge)).centre
        case None:
            raise BadInput(f"where the drag ends, on line {act.terms.line}", "nothing", "say `to`")
    own = grounding.of_application(act.application or "", scene, judge.applications)
    areas = [e.bounds for e in own if e.bounds is not None and e.window == element.window]
    begin = at(act, element, scene, judge)
    if not all(shown_in(point, areas) for point in (begin or bounds.centre, *through, end)):
        raise Changed("a place to drag to", "it lies outside of what the application shows", "drag less far")
    return begin, end, through


def all_of(act: Act, element: Element, scene: Scene, judge: Judge) -> tuple[Point[Device] | None, ...]:
    """Where the act touches, and lets go.

    :raises InnervateError: as `at` and `dragged`.
    """
    if act.to is None:
        return (at(act, element, scene, judge),)
    begin, end, _ = dragged(act, element, scene, judge)
    return begin, end


def under(points: Iterable[Point[Device] | None], element: Element, scene: Scene) -> list[Element]:
    """What else of the window is touched there: it has a say in what comes of it."""
    there = [point for point in points if point is not None]
    return [
        e
        for e in scene.elements
        if e.window == element.window and e.bounds is not None and any(e.bounds.holds(p) for p in there)
    ]


def _spot(spot: Spot, bounds: Rect[Device], judge: Judge) -> Point[Device]:
    x, y = (number_of(judge.value(one)) for one in _of(spot))
    return spot_of(bounds, x, y)


def _of(spot: Spot) -> tuple[Expr, Expr]:
    return spot.x, spot.y


def _bounds(element: Element) -> Rect[Device]:
    if element.bounds is None:
        raise NotFound(f"a place of a {element.role.value}", "it shows none", "observe again")
    return element.bounds

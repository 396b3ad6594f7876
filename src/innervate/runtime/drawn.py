"""Figures as elements: what is drawn in the application's windows, found when a plan asks for it.

Promises: a figure is in no Scene and no View; its id is its looks and place, so it is the same only while it
does not move or change. It belongs to what it is drawn in. It has no name, unless a plan asks for what
figures say: then words are figures, named by what they say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from innervate.core.frame import Frame
from innervate.core.geometry import Device, Rect
from innervate.core.scene import Element, Scene
from innervate.core.values import Origin, Value, ValueType
from innervate.core.vocabulary import INTERACTIVE, Role, Source
from innervate.perception.figures import Figure, Form, figures_in, name_of, paints_of
from innervate.perception.lettering import Writing, writings_in

_LEAST_AREA = 64
_KEPT = 4
_MOST_LINE = 80
_WRITTEN_ON = frozenset({Role.BUTTON, Role.CHECK_BOX, Role.RADIO, Role.LABEL, Role.TAB})
MARGIN = 3
"""What fills a thing to its edges is seen for a figure where some of what is around it shows."""
_SAME = 0.7


def drawn_in(scene: Scene, around: Sequence[Element], margin: int = 0) -> list[Element]:
    """All figures within these elements, which all belong to one application. margin: pixels around them."""
    found: dict[str, Element] = {}
    for area, own in _areas(scene, around, margin):
        lines = _lines(scene, own.window)
        controls = [e for e in scene.elements if e.window == own.window and _is_control(e)]
        for figure in _seen(scene.frame, area, tuple(lines)):
            if any(_frames(figure, control) for control in controls):
                continue  # it is told already
            element = _element(figure, own)
            found[element.id] = element
    return list(found.values())


def written_in(scene: Scene, around: Sequence[Element], margin: int = 0) -> list[Element]:
    """All words that are drawn within these elements, be they known as texts or not.

    :raises Unavailable: the reader's weights are not there.
    """
    found: dict[str, Element] = {}
    for area, own in _areas(scene, around, margin):
        for writing in _read(scene.frame, area):
            figure = Figure(writing.bounds, writing.paint, Form.OTHER, 0)
            element = replace(_element(figure, own), name=writing.text)
            found[element.id] = element
    return list(found.values())


def _areas(scene: Scene, around: Sequence[Element], margin: int) -> Iterator[tuple[Rect[Device], Element]]:
    """Where to look in each window, and to what belongs what is found there."""
    for window in dict.fromkeys(e.window for e in around):
        shown = scene.window(window)
        own = [e for e in around if e.window == window and e.bounds is not None]
        if shown is None or not own:
            continue
        area = own[0].bounds or shown.bounds
        for element in own[1:]:
            area = area.union(element.bounds or area)
        area = Rect(area.x - margin, area.y - margin, area.width + 2 * margin, area.height + 2 * margin)
        area = area.intersection(shown.bounds)
        if area.area >= _LEAST_AREA:
            yield area, own[0]


_looked: list[tuple[Frame, Rect[Device], tuple[Rect[Device], ...], list[Figure]]] = []


def _seen(frame: Frame, area: Rect[Device], lines: tuple[Rect[Device], ...]) -> list[Figure]:
    """What is drawn there, looked for once in each frame: one step asks several times."""
    for known, where, without, figures in _looked:
        if known is frame and where == area and without == lines:
            return figures
    figures = figures_in(frame.pixels, area, lines)
    _looked.append((frame, area, lines, figures))
    del _looked[:-_KEPT]
    return figures


_wrote: list[tuple[Frame, Rect[Device], list[Writing]]] = []


def _read(frame: Frame, area: Rect[Device]) -> list[Writing]:
    """What is written there, read once in each frame."""
    for known, where, writings in _wrote:
        if known is frame and where == area:
            return writings
    writings = writings_in(frame.pixels, area)
    _wrote.append((frame, area, writings))
    del _wrote[:-_KEPT]
    return writings


def _lines(scene: Scene, window: int) -> list[Rect[Device]]:
    """Where text stands; what has neither letter nor digit may be a drawing that was taken for a sign."""
    told = [
        _line(run.bounds)
        for run in scene.texts
        if run.window == window and any(sign.isalnum() for sign in run.text)
    ]
    for element in scene.elements:
        if element.window != window or element.bounds is None:
            continue
        told += [bounds for _, bounds in element.lines]
        large = element.bounds.height > _MOST_LINE
        if element.source is Source.PIXELS and (large or element.role not in _WRITTEN_ON):
            continue  # what it says is among the texts, and what else it shows may be drawn
        if not element.lines and (element.name or element.value) and not scene.children.get(element.id):
            told.append(element.bounds)
    return told


def _is_control(element: Element) -> bool:
    """What has no name, and is told by its looks alone, may be a drawing."""
    return element.role in INTERACTIVE and (element.source is not Source.PIXELS or bool(element.name))


def _frames(figure: Figure, control: Element) -> bool:
    """Whether it is a control's frame. A ring, or strokes, for which pixels tell a control may be a drawing
    in which something was read: a frame fills its box."""
    if control.bounds is None or figure.bounds.iou(control.bounds) <= _SAME:
        return False
    drawing = figure.form is Form.CIRCLE or (figure.form is Form.OTHER and not figure.corners)
    return control.source is not Source.PIXELS or not drawing


def _line(ink: Rect[Device]) -> Rect[Device]:
    """A line of text from the bounds of what is written in it."""
    more = ink.height * 2 // 5
    return Rect(ink.x - 2, ink.y - more // 2, ink.width + 4, ink.height + more)


def _element(figure: Figure, own: Element) -> Element:
    bounds = figure.bounds
    key = f"figure:{figure.hex}:{figure.form}:{bounds.x},{bounds.y},{bounds.width},{bounds.height}"
    looks = f"{figure.colour} {figure.form} {figure.corners} {figure.hex}"
    return Element(
        id=key,
        role=Role.FIGURE,
        name="",
        value=looks,
        bounds=bounds,
        window=own.window,
        origin=own.origin,
        source=Source.PIXELS,
    )


def looks_of(element: Element, property: str) -> Value | None:
    """What a figure looks like: its colour's name, form, number of corners, its very colour, its sizes; and
    what a word says."""
    if property == "text":
        return _told(element.name, element) if element.name else None
    colour, form, corners, paint = (element.value or "   ").split(" ")
    told = {"colour": colour, "form": form, "corners": corners, "hex": paint}
    text = told.get(property)
    return _told(text, element) if text is not None else measured(element, property)


def measured(element: Element, property: str) -> Value | None:
    """How large it is, and how far right and down its sides are, in pixels."""
    bounds = element.bounds
    if bounds is None:
        return None
    told = {"width": bounds.width, "height": bounds.height, "size": bounds.area}
    told |= {"left": bounds.x, "top": bounds.y, "right": bounds.right, "bottom": bounds.bottom}
    return _told(str(told[property]), element) if property in told else None


def _told(text: str, element: Element) -> Value:
    return Value(ValueType.TEXT, text, Origin(element.origin or "screen"))


def painted(element: Element, property: str, scene: Scene) -> Value | None:
    """The colour that fills most of an element, or (`ink`) that of what is drawn or written on it."""
    if element.bounds is None or property not in ("colour", "ink"):
        return measured(element, property)
    found = paints_of(scene.frame.pixels, element.bounds)
    paint = None if found is None else found[property == "ink"]
    return (
        None if paint is None else Value(ValueType.TEXT, name_of(paint), Origin(element.origin or "screen"))
    )

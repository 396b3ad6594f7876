"""Parts of windows that only pixels tell: where they are, and their pictures without what lies above them.

Promises: a region is a large element that shows something and tells nothing, or a window without a tree.
Refuses web pages (a page that is still loading has no tree yet and would be read in vain; only its canvases
count), and regions in which the tree places anything else.
"""

from __future__ import annotations

from collections.abc import Sequence

from innervate.core.frame import Frame, Window
from innervate.core.geometry import Device, Point, Rect
from innervate.core.scene import Element
from innervate.core.vocabulary import Role, Source
from innervate.perception.agreement import doubtful
from innervate.perception.picture import Image, commonest, crop
from innervate.perception.placing import covers
from innervate.perception.region import Hidden, Region

_OPAQUE = frozenset(
    {
        Role.GROUP,
        Role.CANVAS,
        Role.UNKNOWN,
        Role.TABLE,
        Role.TREE,
        Role.LIST,
        Role.TERMINAL,
        Role.DOCUMENT,
        Role.PAGE,
    }
)
_LEAST_WIDTH, _LEAST_HEIGHT = 150, 60


def regions_of(frame: Frame, window: Window, elements: Sequence[Element]) -> list[Region]:
    """The regions of one window, given its tree elements; the whole window where there are none."""
    if not elements:
        return [whole(frame, window)]
    telling = [
        e for e in elements if e.role not in (Role.GROUP, Role.WINDOW, Role.SCROLL_BAR, Role.SEPARATOR)
    ]
    parents = {e.parent for e in elements if e.role is not Role.SCROLL_BAR}
    found: list[Region] = []
    for element in elements:
        place = element.bounds
        if place is None or element.id in parents or not opaque(element):
            continue
        place = place.intersection(window.bounds).intersection(frame.bounds)
        large = place.width >= _LEAST_WIDTH and place.height >= _LEAST_HEIGHT
        others = [e.bounds for e in telling if e.bounds is not None and e is not element]
        # What fills at least as much as the region is around it, not in it.
        if large and not any(place.contains(b) and b.area < place.area for b in others):
            found.append(Region(element.id, window.id, place, element.id, element.origin))
    if doubtful(window, elements):
        found.append(Region("check", window.id, window.bounds.intersection(frame.bounds), check=True))
    return found


def opaque(element: Element) -> bool:
    """Whether an element is of a kind that shows much, and tells nothing of it."""
    if element.role not in _OPAQUE or element.value or element.lines:
        return False
    return element.origin is None or element.role is Role.CANVAS


def whole(frame: Frame, window: Window) -> Region:
    """All of a window that is on the surface."""
    place = window.bounds.intersection(frame.bounds)
    return Region("window", window.id, place, f"window:{window.id}", whole=True)


def window_element(window: Window) -> Element:
    """A window that no tree tells of."""
    return Element(
        f"window:{window.id}", Role.WINDOW, window.title, window.bounds, window.id, source=Source.PIXELS
    )


def picture_of(frame: Frame, region: Region) -> tuple[Image, Point[Device], Hidden]:
    """The region's pixels, their place, and what windows above hide: painted over with its background."""
    image, origin = crop(frame, region.bounds)
    place: Rect[Device] = Rect(origin.x, origin.y, image.shape[1], image.shape[0])
    hidden = [place.intersection(cover) for cover in covers(frame, region.window) if cover.overlaps(place)]
    if not hidden or not image.size:
        return image, origin, ()
    image = image.copy()
    background = commonest(image)
    for part in hidden:
        image[part.y - origin.y : part.bottom - origin.y, part.x - origin.x : part.right - origin.x] = (
            background
        )
    return image, origin, tuple(hidden)

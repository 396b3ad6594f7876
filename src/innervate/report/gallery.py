"""All that was seen in a run, each different drawing and each different picture stored once.

A step refers to them by id; `sprite` holds them. Views come from the journal as text and are parsed
again into the closed algebra, so that a drawing can hold nothing else.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, field

from innervate.boundary.reading import read_view
from innervate.boundary.render import view_text
from innervate.core.errors import InnervateError
from innervate.core.event import Looked
from innervate.core.view import View
from innervate.report.markup import Attribute, Markup, join, tag
from innervate.report.redraw import Picture, drawn

_SCREEN = (1280.0, 720.0)  # the box of a real picture in the report, whatever its own size is
_MAGIC = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG": "image/png"}


@dataclass(frozen=True, slots=True)
class Sight:
    """A View as it is shown: the id of its drawing, and its text as a planner would get it."""

    drawing: str
    picture: Picture
    view: View
    text: str


@dataclass(slots=True)
class Gallery:
    """Collects while the report is written; `sprite` comes last into the file's first element."""

    drawings: dict[str, tuple[str, Picture]] = field(default_factory=dict)
    pictures: dict[str, Markup] = field(default_factory=dict)
    _sights: dict[str, Sight | None] = field(default_factory=dict)

    def sight(self, look: Looked) -> Sight | None:
        """None where the journal has no View, or one that this version can't read."""
        if look.view not in self._sights:
            self._sights[look.view] = self._hung(look.view) if look.view else None
        return self._sights[look.view]

    def picture(self, look: Looked) -> str | None:
        """The id of the real picture. For the private report only."""
        kind = next((kind for magic, kind in _MAGIC.items() if look.picture.startswith(magic)), None)
        if kind is None:
            return None
        name = f"p{hashlib.sha256(look.picture).hexdigest()[:12]}"
        if name not in self.pictures:
            source = f"data:{kind};base64,{base64.b64encode(look.picture).decode()}"
            size = {"width": _SCREEN[0], "height": _SCREEN[1]}
            self.pictures[name] = _symbol(name, _SCREEN, tag("image", {"href": source, **size}))
        return name

    def sprite(self) -> Markup:
        """One hidden element with everything that the steps refer to."""
        symbols = [
            _symbol(name, (picture.width, picture.height), picture.drawing)
            for name, picture in self.drawings.values()
        ]
        return tag("svg", {"class": "sprite", "aria-hidden": "true"}, *symbols, *self.pictures.values())

    def _hung(self, source: str) -> Sight | None:
        try:
            view = read_view(source)
        except InnervateError:
            return None
        picture = drawn(view)
        name, _ = self.drawings.setdefault(picture.drawing.html, (f"v{len(self.drawings) + 1}", picture))
        return Sight(name, picture, view, view_text(view))


def redrawn(sight: Sight, described: str, *over: Markup) -> Markup:
    """The drawing of a View, with marks over it; never larger than it was drawn."""
    return _used(sight.drawing, (sight.picture.width, sight.picture.height), described, *over)


def photographed(name: str, described: str) -> Markup:
    """The real picture of this id."""
    return _used(name, _SCREEN, described)


def _used(name: str, size: tuple[float, float], described: str, *over: Markup) -> Markup:
    frame: dict[str, Attribute] = {
        "viewBox": _frame(size),
        "width": size[0],
        "height": size[1],
        "role": "img",
        "aria-label": described,
    }
    return tag("svg", frame, tag("use", {"href": f"#{name}"}), *over)


def _symbol(name: str, size: tuple[float, float], *contents: Markup) -> Markup:
    return tag("symbol", {"id": name, "viewBox": _frame(size)}, join(*contents))


def _frame(size: tuple[float, float]) -> str:
    return f"0 0 {size[0]:g} {size[1]:g}"

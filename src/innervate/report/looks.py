"""The screen around a step: as it was left, large; as it was found, small; each opens over the window."""

from __future__ import annotations

from dataclasses import dataclass

from innervate.core.event import Looked
from innervate.report.gallery import Gallery, Sight, photographed, redrawn
from innervate.report.markup import NOTHING, Markup, join, tag
from innervate.report.redraw import changes
from innervate.report.story import StepStory


@dataclass(frozen=True, slots=True)
class _Moment:
    """One look at the screen around a step. target: its id; back: where closing it leads."""

    look: Looked
    sight: Sight | None
    caption: str
    target: str
    back: str


@dataclass(frozen=True, slots=True)
class Looks:
    """first: the screen before the step, where it was another; it stands small beside the rest."""

    first: Markup
    rest: Markup


def looks(step: StepStory, name: str, gallery: Gallery, earlier: Looked | None, *, private: bool) -> Looks:
    """The last look as the main picture, then real pictures, if private, and what a planner would get.

    earlier: the last look before this step. A step that began with that same screen has no look of its own.
    """
    moments = [
        _Moment(look, gallery.sight(look), when, f"{name}-{when}", name)
        for when in ("before", "after")
        if (look := step.looks.get(when)) is not None
    ]
    if not moments:
        return Looks(NOTHING, NOTHING)
    first, main = _drawings(moments, gallery.sight(earlier) if earlier is not None else None)
    photos = _photos(moments, gallery) if private else None
    return Looks(first, tag("div", "looks", main, photos, _eye(moments)))


def _drawings(moments: list[_Moment], earlier: Sight | None) -> tuple[Markup, Markup]:
    main = moments[-1]
    match [moment.sight for moment in moments]:
        case [Sight() as before, Sight() as after] if before.drawing == after.drawing:
            return NOTHING, _figure(main, "main", "Before and after alike")
        case [Sight() as before, Sight() as after]:
            marked = _figure(main, "main", "After", *_marks(before, after))
            return _figure(moments[0], "first", "Before"), marked
        case [Sight() as after] if earlier is not None and main.caption == "after":
            return NOTHING, _figure(main, "main", "After", *_marks(earlier, after))
    return NOTHING, _figure(main, "main", main.caption.capitalize())


def _marks(before: Sight, after: Sight) -> list[Markup]:
    boxes = changes(before.view, after.view, after.picture)
    return [box.inset(-3).rect("changed", radius=6) for box in boxes]


def _figure(moment: _Moment, kind: str, caption: str, *over: Markup) -> Markup:
    sight = moment.sight
    if sight is None:
        return tag("figure", kind, tag("p", "soft", f"{caption}: no View was kept"))
    epoch = tag("span", "soft", f" view {sight.view.epoch}")
    changed = tag("span", "key", "changed") if over else None
    drawing = redrawn(sight, f"the View {moment.caption}", *over)
    return tag(
        "figure",
        kind,
        tag("figcaption", None, tag("b", None, caption), epoch, changed),
        _zoomable(drawing, moment.target, moment.back),
    )


def _photos(moments: list[_Moment], gallery: Gallery) -> Markup:
    """The real screens, side by side; the same one only once."""
    named = [(m, gallery.picture(m.look)) for m in moments]
    if len(named) == 2 and named[0][1] == named[1][1]:
        named = named[1:]
    figures = [
        tag(
            "figure",
            "photo",
            tag("figcaption", None, tag("b", None, f"Real screen {moment.caption}")),
            _zoomable(
                photographed(name, f"the real screen {moment.caption}"), f"{moment.target}-real", moment.back
            ),
        )
        for moment, name in named
        if name is not None
    ]
    return tag("div", "photos", *figures) if figures else NOTHING


def _zoomable(drawing: Markup, target: str, back: str) -> Markup:
    """A link to the same drawing over the whole window; a second link leads back. No script."""
    close = tag("a", {"href": f"#{back}", "aria-label": "close the enlarged picture"}, drawing)
    return join(
        tag("a", {"class": "zoom", "href": f"#{target}", "aria-label": "enlarge"}, drawing),
        tag("div", {"class": "lightbox", "id": target}, close),
    )


def _eye(moments: list[_Moment]) -> Markup:
    """What a planner would have got, as text."""
    parts = [
        tag("div", None, tag("h4", None, moment.caption), tag("pre", None, moment.sight.text))
        for moment in moments
        if moment.sight is not None
    ]
    if not parts:
        return NOTHING
    summary = tag("summary", None, "What a planner would have seen, as text")
    return tag("details", "eye", summary, tag("div", "texts", *parts))

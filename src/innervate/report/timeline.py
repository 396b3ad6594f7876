"""The steps of a run, one under the other: what was done, what came of it, and how the screen looked.

Private values are written only where `private` says so; each function that could write one takes it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count

from innervate.core.event import Looked, Parked
from innervate.core.outcome import Code, Effect
from innervate.core.values import Bound, Value
from innervate.report.drawing import Box
from innervate.report.gallery import Gallery, Sight, shown
from innervate.report.markup import NOTHING, Markup, join, tag
from innervate.report.redraw import changes
from innervate.report.story import Interruption, RunStory, StepStory, Touch
from innervate.report.wording import badge_of, clock, counted, duration

_DEEPEST = 3


def timeline(story: RunStory, gallery: Gallery, *, private: bool) -> Markup:
    """All chapters, in order. The n-th step has the id step-n."""
    numbers = count(1)
    scale = max((_span(s) for s in story.steps if not s.contains), default=0.0)
    drawn: list[Markup] = []
    for chapter in story.chapters:
        match chapter:
            case Interruption():
                drawn.append(_interruption(chapter))
            case StepStory():
                drawn.append(_step(chapter, f"step-{next(numbers)}", story, gallery, scale, private=private))
    return join(*drawn)


def _span(step: StepStory) -> float:
    return step.ended.own_ms + step.ended.application_ms if step.ended else 0.0


def _interruption(chapter: Interruption) -> Markup:
    where = "on the same desktop" if chapter.resumed.same else "on another desktop"
    name = tag("span", "soft", chapter.resumed.desktop)
    return tag("p", "interruption", "Resumed ", where, " · ", clock(chapter.at), " · ", name)


def _step(
    step: StepStory, name: str, story: RunStory, gallery: Gallery, scale: float, *, private: bool
) -> Markup:
    badge = story.badge(step)
    kind = "step container" if step.contains else "step"
    depth = f" deep-{min(step.depth, _DEEPEST)}"
    return tag(
        "article",
        {"class": f"{kind} {badge.value}{depth}", "id": name},
        _head(step, badge_of(badge), private=private),
        _bar(step, scale) if not step.contains else None,
        _parked(step.parked, private=private) if step.parked is not None else None,
        _facts(step, private=private),
        _looks(step, name, gallery, private=private),
    )


def _head(step: StepStory, badge: Markup, *, private: bool) -> Markup:
    started = step.started
    title = started.title if private else ""
    told = tag("span", "title", title) if title else tag("span", "title quiet", _untitled(step))
    return tag(
        "header",
        None,
        tag("span", "path", started.path),
        tag("h3", None, tag("span", "verb", started.verb) if started.verb else None, told),
        tag("span", "where", _line(started.line), clock(step.at)),
        badge,
    )


def _untitled(step: StepStory) -> str:
    """What is public about a step: in which application it is."""
    return f"in {step.started.application}" if step.started.application else ""


def _line(line: int) -> Markup | None:
    return tag("span", "line", f"line {line}") if line else None


def _bar(step: StepStory, scale: float) -> Markup | None:
    """How the step's time divides, to the scale of the longest step."""
    if step.ended is None or scale <= 0:
        return None
    own, application = step.ended.own_ms, step.ended.application_ms
    first, second = 100 * own / scale, 100 * application / scale
    said = f"innervate {duration(own)} · application {duration(application)}"
    return tag(
        "div",
        "split",
        tag(
            "svg",
            {"viewBox": "0 0 100 4", "preserveAspectRatio": "none", "role": "img", "aria-label": said},
            tag("rect", {"class": "own", "width": first, "height": 4}),
            tag("rect", {"class": "theirs", "x": first, "width": second, "height": 4}),
        ),
        tag("span", None, said),
    )


def _parked(parked: Parked, *, private: bool) -> Markup:
    lines = [("wanted", parked.wanted), ("seen", parked.seen), ("to do", parked.todo)] if private else []
    rows = [join(tag("dt", None, name), tag("dd", None, said)) for name, said in lines if said]
    code = tag(
        "p",
        None,
        "Parked here: ",
        tag("code", None, parked.code.value),
        ". Nothing is lost; the run can be resumed.",
    )
    return tag("div", "callout", code, tag("dl", None, *rows) if rows else None)


def _facts(step: StepStory, *, private: bool) -> Markup:
    """Actions, recoveries, decisions, values and evidence, one line each."""
    lines = [_touch(touch, private=private) for touch in step.touches]
    for recovery in step.recoveries:
        said = f" — {recovery.description}" if private and recovery.description else ""
        lines.append(
            _fact("recovery", f"{recovery.reflex} after ", tag("code", None, recovery.code.value), said)
        )
    if step.branch is not None:
        lines.append(
            _fact("branch", "the condition held" if step.branch.taken else "the condition did not hold")
        )
    if step.loop is not None:
        # How many rows there are is theirs to tell, so the shareable report doesn't.
        said = counted(len(step.loop.rows), "row") if private else "its rows are fixed"
        lines.append(_fact("loop", said))
    for bound in step.bound:
        value = tag("span", "value", " = ", _told(bound.value)) if private else None
        lines.append(_fact("value", tag("code", None, f"${bound.name}"), value))
    lines.append(_evidence(step, private=private))
    return tag("ul", "facts", *lines) if any(line.html for line in lines) else NOTHING


def _fact(kind: str, *said: Markup | str | None) -> Markup:
    return tag("li", kind, tag("span", "kind", kind), tag("span", "said", *said))


def _touch(touch: Touch, *, private: bool) -> Markup:
    effect = touch.intent.effect
    means = f"by {touch.means.value}" if touch.means else "no receipt: unknown whether it was delivered"
    if touch.withheld is not None:
        means = f"withheld before delivery: {touch.withheld.value}"
    quote = f" — {touch.intent.description}" if private and touch.intent.description else ""
    weight = tag("span", f"effect {effect.value}", effect.value) if effect is not Effect.READS else None
    delivered = tag("span", "warning" if touch.unknown else "soft", means)
    return _fact("action", f"{touch.intent.action} ", weight, " ", delivered, quote)


def _evidence(step: StepStory, *, private: bool) -> Markup:
    if step.ended is None or (step.contains and step.ended.code is Code.OK_DONE):
        return NOTHING
    effect = (
        f" · effect {step.ended.applied.value}"
        if step.ended.code not in (Code.OK_DONE, Code.OK_SKIPPED)
        else ""
    )
    said = f" — {step.ended.evidence}" if private and step.ended.evidence else ""
    return _fact("outcome", tag("code", None, step.ended.code.value), effect, said)


def _told(value: Bound) -> str:
    match value:
        case Value():
            return value.text
        case dict():
            return ", ".join(f"{name}: {one.text}" for name, one in value.items())
    return "; ".join(_told(record) for record in value)


@dataclass(frozen=True, slots=True)
class _Moment:
    """One look at the screen around a step. target: its id; back: where closing it leads."""

    look: Looked
    sight: Sight | None
    caption: str
    target: str
    back: str


def _looks(step: StepStory, name: str, gallery: Gallery, *, private: bool) -> Markup:
    """The screen before and after, redrawn; in a private report the real picture under each."""
    moments = [
        _Moment(look, gallery.sight(look), when, f"{name}-{when}", name)
        for when in ("before", "after")
        if (look := step.looks.get(when)) is not None
    ]
    if not moments:
        return NOTHING
    marks: list[Box] = []
    match [moment.sight for moment in moments]:
        case [Sight() as before, Sight() as after] if before.drawing != after.drawing:
            marks = changes(before.view, after.view)
        case [Sight(), Sight()] if not private:
            moments = [replace(moments[1], caption="before and after alike")]
    figures = [_figure(m, gallery, marks if m.caption == "after" else [], private=private) for m in moments]
    return join(tag("div", "looks", *figures), _planner_eye(moments))


def _figure(moment: _Moment, gallery: Gallery, marks: list[Box], *, private: bool) -> Markup:
    sight, caption = moment.sight, moment.caption
    outlines = [box.inset(-1.5).rect("changed", radius=3) for box in marks]
    drawing = shown(sight.drawing, f"the View {caption}", *outlines) if sight else None
    photo = gallery.picture(moment.look) if private else None
    picture = shown(photo, f"the real screen {caption}") if photo else None
    return tag(
        "figure",
        None,
        tag("figcaption", None, tag("b", None, caption), f" · view {sight.view.epoch}" if sight else ""),
        _zoomable(drawing, moment.target, moment.back) if drawing else None,
        _zoomable(picture, f"{moment.target}-real", moment.back) if picture else None,
        None if drawing or picture else tag("p", "soft", "no View was kept"),
    )


def _zoomable(drawing: Markup, target: str, back: str) -> Markup:
    """A link to the same drawing over the whole window; a second link leads back. No script."""
    close = tag("a", {"href": f"#{back}", "aria-label": "close the enlarged picture"}, drawing)
    return join(
        tag("a", {"class": "zoom", "href": f"#{target}", "aria-label": "enlarge"}, drawing),
        tag("div", {"class": "lightbox", "id": target}, close),
    )


def _planner_eye(moments: list[_Moment]) -> Markup:
    parts = [
        tag("div", None, tag("h4", None, moment.caption), tag("pre", None, moment.sight.text))
        for moment in moments
        if moment.sight is not None
    ]
    if not parts:
        return NOTHING
    summary = tag("summary", None, "What a planner would have seen")
    return tag("details", "eye", summary, tag("div", "texts", *parts))

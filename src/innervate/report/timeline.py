"""The steps of a run, one under the other, in the stages that they belong to.

Private values are written only where `private` says so; each function that could write one takes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

from innervate.core.event import Looked, Parked, Planned, Unplanned
from innervate.core.plan import Author
from innervate.report.facts import facts
from innervate.report.gallery import Gallery
from innervate.report.looks import Looks, looks
from innervate.report.markup import Markup, join, tag
from innervate.report.story import Badge, Chapter, Interruption, Planning, RunStory, StepStory
from innervate.report.wording import badge_of, clock, counted, duration, used

_WHOLE = {"if": "Decision", "each": "Loop"}


@dataclass(frozen=True, slots=True)
class _Writer:
    """What all steps share. scale: milliseconds of the longest step. stages: their numbers by path.

    earlier: the last look before a step began, by the step's id.
    """

    story: RunStory
    gallery: Gallery
    scale: float
    stages: dict[str, int]
    earlier: dict[str, Looked]
    private: bool

    def looks(self, step: StepStory, name: str) -> Looks:
        return looks(step, name, self.gallery, self.earlier.get(name), private=self.private)


def timeline(story: RunStory, gallery: Gallery, *, private: bool) -> Markup:
    """All chapters, in order, each step within the stage, loop or decision that it belongs to."""
    scale = max((_span(s) for s in story.steps if not s.contains), default=0.0)
    writer = _Writer(story, gallery, scale, stages_of(story), _earlier(story), private)
    numbers = count(1)
    named = [(c, f"step-{next(numbers)}" if isinstance(c, StepStory) else "") for c in story.chapters]
    return _chapters(named, writer)


def stages_of(story: RunStory) -> dict[str, int]:
    """The outermost stages by their paths, numbered from 1."""
    paths = dict.fromkeys(s.started.path for s in story.steps if s.contains and s.started.verb == "stage")
    return {path: n for n, path in enumerate((p for p in paths if "." not in p), 1)}


def _earlier(story: RunStory) -> dict[str, Looked]:
    found: dict[str, Looked] = {}
    last: Looked | None = None
    for n, step in enumerate(story.steps, 1):
        if last is not None:
            found[f"step-{n}"] = last
        if not step.contains:
            last = step.looks.get("after") or step.looks.get("before") or last
    return found


def inside(path: str, whole: str) -> bool:
    return path.startswith((f"{whole}.", f"{whole}#"))


def _chapters(named: list[tuple[Chapter, str]], writer: _Writer) -> Markup:
    """Each composite step with all that follows it and is part of it."""
    drawn: list[Markup] = []
    n = 0
    while n < len(named):
        chapter, name = named[n]
        n += 1
        match chapter:
            case Interruption():
                drawn.append(_interruption(chapter))
            case Planning():
                drawn.append(_planning(chapter))
            case StepStory() if chapter.contains:
                end = _end(named, n, chapter.started.path)
                drawn.append(_group(chapter, name, named[n:end], writer))
                n = end
            case StepStory():
                drawn.append(_step(chapter, name, writer))
    return join(*drawn)


def _end(named: list[tuple[Chapter, str]], start: int, whole: str) -> int:
    """Where the parts of a composite step end; an interruption is within if more of them follow."""
    end = start
    for n, (chapter, _) in enumerate(named[start:], start):
        if isinstance(chapter, StepStory):
            if not inside(chapter.started.path, whole):
                break
            end = n + 1
    return end


def _span(step: StepStory) -> float:
    return step.ended.own_ms + step.ended.application_ms if step.ended else 0.0


def _planning(chapter: Planning) -> Markup:
    match chapter.event:
        case Planned(number=number, planned_steps=steps, author=author):
            name = "" if chapter.routed is None else f" ({chapter.routed.to})"
            whose = "a playbook" if author is Author.PERSON else f"of a planner{name}"
            told = f"Plan {number}, {whose}: {counted(steps, 'step')}"
        case Unplanned(faults=faults):
            told = f"A planner's answer was not run: {', '.join(sorted(set(faults)))}"
    took = "" if chapter.took is None else f" · {used(chapter.took.usage)}"
    passed = [] if chapter.routed is None else chapter.routed.passed
    others = "".join(f" · not {name}: {why}" for name, why in passed)
    return tag("p", "interruption", told, " · ", clock(chapter.at), took, others)


def _interruption(chapter: Interruption) -> Markup:
    where = "on the same desktop" if chapter.resumed.same else "on another desktop"
    name = tag("span", "soft", chapter.resumed.desktop)
    return tag("p", "interruption", "Resumed ", where, " · ", clock(chapter.at), " · ", name)


def _group(step: StepStory, name: str, parts: list[tuple[Chapter, str]], writer: _Writer) -> Markup:
    """A stage, loop, decision or capability: its own head, then its steps."""
    badge = writer.story.badge(step)
    level = "stage" if step.depth == 0 else "part"
    steps = [c for c, _ in parts if isinstance(c, StepStory) and not c.contains]
    took = sum(_span(s) for s in steps)
    total = f"{counted(len(steps), 'step')} · {duration(took)}" if steps else ""
    return tag(
        "section",
        {"class": f"group {level} {badge.value}", "id": name},
        tag(
            "header",
            None,
            tag("span", "path", step.started.path),
            tag("h3", None, tag("span", "kind-of", _kind_of(step, writer)), _title(step, writer)),
            tag("span", "where", total, clock(step.at)),
            badge_of(badge),
        ),
        _parked(step.parked, private=writer.private) if step.parked is not None else None,
        facts(step, private=writer.private),
        _around(writer.looks(step, name)),
        _chapters(parts, writer),
    )


def _around(seen: Looks) -> Markup | None:
    """The screen around a whole stage, where it was kept."""
    return tag("div", "step", seen.first, seen.rest) if seen.rest.html else None


def _kind_of(step: StepStory, writer: _Writer) -> str:
    """What holds the steps together: a stage by its number, else a decision, a loop or a capability."""
    number = writer.stages.get(step.started.path)
    if number is not None:
        return f"Stage {number} of {len(writer.stages)}"
    verb = step.started.verb
    return _WHOLE.get(verb, verb.replace("_", " ").capitalize())


def _title(step: StepStory, writer: _Writer) -> Markup | None:
    """Its title, which is a person's words; else what is public: the application."""
    title = step.started.title if writer.private else ""
    if title:
        return tag("span", "title", title)
    application = step.started.application
    return tag("span", "title quiet", f"in {application}") if application else None


def _step(step: StepStory, name: str, writer: _Writer) -> Markup:
    badge = writer.story.badge(step)
    seen = writer.looks(step, name)
    told = tag(
        "div",
        "told",
        _parked(step.parked, private=writer.private) if step.parked is not None else None,
        facts(step, private=writer.private),
        _bar(step, writer.scale),
        seen.first,
    )
    return tag(
        "article",
        {"class": f"step {badge.value}{'' if seen.rest.html else ' plain'}", "id": name},
        _head(step, badge, writer),
        tag("div", "body", told, seen.rest),
    )


def _head(step: StepStory, badge: Badge, writer: _Writer) -> Markup:
    started = step.started
    line = tag("span", "line", f"line {started.line}") if started.line else None
    return tag(
        "header",
        None,
        tag("span", "path", started.path),
        tag("h3", None, tag("span", "verb", started.verb) if started.verb else None, _title(step, writer)),
        tag("span", "where", line, clock(step.at)),
        badge_of(badge),
    )


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

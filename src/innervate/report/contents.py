"""The index of a run: a marker for each step, by stage, each a link to it."""

from __future__ import annotations

from innervate.report.markup import NOTHING, Attribute, Markup, tag
from innervate.report.story import RunStory, StepStory
from innervate.report.timeline import inside, stages_of
from innervate.report.wording import sign


def contents(story: RunStory, *, private: bool) -> Markup:
    """Steps that contain others have no marker of their own, but for stages, which head theirs."""
    numbered = list(enumerate(story.steps, 1))
    if not numbered:
        return NOTHING
    stages = stages_of(story)
    lists: list[Markup] = []
    heads = {path: n for n, s in reversed(numbered) if (path := s.started.path) in stages}
    last: str | None = None
    run: list[Markup] = []
    for n, step in numbered:
        stage = next(
            (path for path in stages if step.started.path == path or inside(step.started.path, path)), None
        )
        if stage != last and run:
            lists.append(_stage(last, run, stages, heads, story, private=private))
            run = []
        last = stage
        if not step.contains:
            run.append(_marker(n, step, story))
    lists.append(_stage(last, run, stages, heads, story, private=private))
    return tag("nav", {"class": "contents", "aria-label": "Steps at a glance"}, *lists)


def _stage(
    path: str | None,
    run: list[Markup],
    stages: dict[str, int],
    heads: dict[str, int],
    story: RunStory,
    *,
    private: bool,
) -> Markup:
    steps = tag("ol", None, *run) if run else None
    if path is None:
        return tag("div", "of-stage", tag("span", "head soft", "Steps"), steps)
    first = story.steps[heads[path] - 1].started
    title = first.title if private and first.title else None
    name = f"Stage {stages[path]}" if title is None else f"{stages[path]} · {title}"
    link: dict[str, Attribute] = {"class": "head", "href": f"#step-{heads[path]}"}
    return tag("div", "of-stage", tag("a", link, name), steps)


def _marker(number: int, step: StepStory, story: RunStory) -> Markup:
    badge = story.badge(step)
    said = f"{step.started.path} {step.started.verb}: {badge.value}"
    link: dict[str, Attribute] = {
        "class": f"mark {badge.value}",
        "href": f"#step-{number}",
        "title": said,
        "aria-label": said,
    }
    return tag("li", None, tag("a", link, sign(badge)))

"""The report of a run: one HTML file that needs nothing else, for the person or for an auditor.

Promises that without `private` no private field of any event is in it, that it loads nothing, runs no
script and says so in its content security policy, and that every text in it is escaped.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from importlib.resources import files

from innervate.core.event import Stamped
from innervate.journal.store import ChainCheck
from innervate.report.contents import contents
from innervate.report.gallery import Gallery
from innervate.report.markup import Markup, join, tag
from innervate.report.story import RunStory, tell
from innervate.report.summary import crossing, integrity, masthead, summary
from innervate.report.timeline import timeline


def render(stamped: Iterable[Stamped], *, private: bool, chain: ChainCheck | None = None) -> str:
    """A complete HTML document about the run of these events, which are in order.

    private: with titles, texts, values, evidence and real pictures, for this machine only. chain: what
    `Journal.verify` found, to be stated in the report.
    """
    story, gallery = tell(stamped), Gallery()
    steps = timeline(story, gallery, private=private)
    body = tag(
        "body",
        "private" if private else None,
        gallery.sprite(),
        tag(
            "main",
            None,
            masthead(story, private=private),
            summary(story),
            contents(story, private=private),
            tag("div", "statements", crossing(story, gallery, chain), integrity(story, chain)),
            _chapters(story, steps),
            _source(story) if private else None,
        ),
        tag("footer", None, _legend()),
    )
    title = f"innervate · run {story.state.run or 'report'}"
    return "<!doctype html>\n" + tag("html", {"lang": "en"}, head(title), body).html + "\n"


def head(title: str, *more_styles: str) -> Markup:
    """The head of any page of ours. more_styles: names of style files beside the common one."""
    place = files("innervate.report")
    style = "".join(place.joinpath(name).read_text("utf-8") for name in ("style.css", *more_styles))
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    )
    return tag(
        "head",
        None,
        tag("meta", {"charset": "utf-8"}),
        tag("meta", {"http-equiv": "Content-Security-Policy", "content": policy}),
        tag("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        tag("meta", {"name": "color-scheme", "content": "light dark"}),
        tag("meta", {"name": "referrer", "content": "no-referrer"}),
        tag("title", None, title),
        tag("style", None, Markup(style)),
    )


def _chapters(story: RunStory, steps: Markup) -> Markup:
    empty = None if story.steps else tag("p", "soft", "No step has begun.")
    return tag(
        "section", {"class": "timeline", "aria-label": "Steps"}, tag("h2", None, "Steps"), empty, steps
    )


def _source(story: RunStory) -> Markup:
    """The inputs and the plan's text, with the line numbers that the steps name."""
    state = story.state
    inputs = [join(tag("dt", None, name), tag("dd", None, value)) for name, value in state.inputs.items()]
    lines = [tag("li", None, tag("code", None, line)) for line in state.plan.splitlines()]
    return tag(
        "section",
        "source",
        tag("h2", None, "Inputs and plan") if inputs or lines else None,
        tag("dl", None, *inputs) if inputs else None,
        tag("details", None, tag("summary", None, "The plan"), tag("ol", None, *lines)) if lines else None,
    )


def _legend() -> Markup:
    return tag(
        "p",
        None,
        "Pictures are redrawn from the View, the only thing that a planner can see. What stands beside what "
        "is kept, distances are not; what a View says twice is drawn once, and small decoration and covered "
        "windows are left out: the text under each picture has it all. A coloured pill is a handle: it "
        "stands for a value that stays on this machine, and its number says nothing. An amber outline marks "
        "what changed since the screen before. Bars of time are to the scale of the longest step.",
    )

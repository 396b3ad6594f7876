"""What stands above the steps: which run, how it went, what left the machine, and whether it is whole."""

from __future__ import annotations

from collections import Counter

from innervate.core.event import Claim
from innervate.core.outcome import Effect, Means
from innervate.core.run import Status
from innervate.journal.store import ChainCheck
from innervate.report.gallery import Gallery
from innervate.report.markup import Attribute, Markup, join, tag
from innervate.report.story import Badge, RunStory
from innervate.report.wording import counted, duration, moment, sign, used

_BADGES = {
    Status.RUNNING: Badge.RUNNING,
    Status.PARKED: Badge.PARKED,
    Status.DONE: Badge.CONFIRMED,
    Status.GIVEN_UP: Badge.REFUTED,
}


def masthead(story: RunStory, *, private: bool) -> Markup:
    """The run's own title is its person's words; without `private` its id stands in for it."""
    run = story.state.run or "no run"
    status = story.state.status
    said = tag(
        "span",
        f"badge {_BADGES[status].value}",
        sign(_BADGES[status]),
        status.value if story.events else "empty",
    )
    seal = (
        tag(
            "p",
            "notice loud",
            tag("b", None, "Private. "),
            "This file shows what the screens showed. Keep it on this machine.",
        )
        if private
        else tag(
            "p",
            "notice",
            "No private value is in this file: titles, texts, values and pictures stayed in the journal.",
        )
    )
    title = story.state.title if private and story.state.title else f"Run {run}"
    under = tag("p", "id", run) if title != f"Run {run}" else None
    return tag(
        "header",
        "masthead",
        tag("p", "kicker", "innervate · run report"),
        tag("h1", None, title, said),
        under,
        _claimed(story),
        seal,
    )


_CLAIMS = {
    Claim.VOID: (
        "Claim void. ",
        "The policy says open somewhere: screens' texts cross there, masked by a detector that misses some.",
    ),
    Claim.UNAVAILABLE: (
        "Claim unavailable. ",
        "Core was not isolated while it ran, so nobody can tell that nothing else left.",
    ),
    Claim.OPENED: (
        "The policy opens more. ",
        "Besides approved phrases, listed phrases or what is chosen may cross where the policy says so.",
    ),
}


def _claimed(story: RunStory) -> Markup | None:
    """What has to be known before anything else is read, where less than the whole claim holds."""
    if story.claim is None or story.claim not in _CLAIMS:
        return None
    name, why = _CLAIMS[story.claim]
    loud = story.claim is not Claim.OPENED
    return tag("p", "notice loud" if loud else "notice", tag("b", None, name), why)


def summary(story: RunStory) -> Markup:
    """Confirmed steps, times, and what was done, as a row of figures."""
    confirmed, total = story.counts
    badges = Counter(story.badge(step) for step in story.steps if not step.contains)
    others = ", ".join(
        f"{n} {badge.value}" for badge, n in sorted(badges.items()) if badge is not Badge.CONFIRMED
    )
    return tag(
        "section",
        {"class": "summary", "aria-label": "Summary"},
        _figure("Steps confirmed", f"{confirmed} of {total}", others or "no exceptions"),
        _time(story),
        _delivered(story),
        _setting(story),
    )


def _figure(name: str, value: str, note: str) -> Markup:
    return tag("div", "tile", tag("h2", None, name), tag("p", "value", value), tag("p", "note", note))


def _time(story: RunStory) -> Markup:
    shares = story.shares
    scale = max(shares.active, 1.0)
    parts = [("own", "innervate", shares.own), ("theirs", "applications", shares.application)]
    parts.append(("rest", "between steps", shares.between))
    edge, rects = 0.0, []
    for kind, _, share in parts:
        rects.append(tag("rect", {"class": kind, "x": edge, "width": 100 * share / scale, "height": 6}))
        edge += 100 * share / scale
    frame: dict[str, Attribute] = {
        "viewBox": "0 0 100 6",
        "preserveAspectRatio": "none",
        "aria-hidden": "true",
    }
    legend = [tag("li", kind, f"{name} ", tag("b", None, duration(share))) for kind, name, share in parts]
    stopped = tag("p", "note", f"and {duration(shares.stopped)} interrupted") if shares.stopped else None
    bar = join(tag("svg", {"class": "shares", **frame}, *rects), tag("ul", "legend", *legend), stopped)
    return tag(
        "div", "tile", tag("h2", None, "Time at work"), tag("p", "value", duration(shares.active)), bar
    )


def _delivered(story: RunStory) -> Markup:
    touches = [touch for step in story.steps for touch in step.touches]
    means = Counter(touch.means for touch in touches if touch.means is not None)
    ways = ", ".join(f"{n} by {way.value}" for way, n in means.most_common() if way is not Means.NOTHING)
    final = sum(touch.intent.effect is Effect.IRREVERSIBLE for touch in touches)
    open_ones = sum(touch.unknown for touch in touches)
    withheld = sum(touch.withheld is not None for touch in touches)
    recoveries = sum(len(step.recoveries) for step in story.steps)
    notes = [
        ways,
        f"{final} irreversible",
        f"{open_ones} without a receipt" if open_ones else "each accounted for",
        f"{withheld} withheld" if withheld else "",
        counted(recoveries, "recovery", "recoveries"),
    ]
    lines = [tag("li", None, note) for note in notes if note]
    return tag(
        "div",
        "tile",
        tag("h2", None, "Actions"),
        tag("p", "value", str(len(touches))),
        tag("ul", "plain", *lines),
    )


def _setting(story: RunStory) -> Markup:
    if story.started is None:
        return _figure("Started", "not yet", "this run has no events that say how it began")
    looked = counted(len(story.looks), "look")
    desktop = story.state.desktop.removeprefix("desktop ")
    rows = [("Desktop", desktop), ("Events", str(story.events)), ("Screen", looked)]
    rows.append(("Claim", story.claim.value if story.claim is not None else "not recorded"))
    facts = [join(tag("dt", None, name), tag("dd", None, value)) for name, value in rows]
    return tag(
        "div",
        "tile",
        tag("h2", None, "Started"),
        tag("p", "when", moment(story.state.started_at)),
        tag("dl", None, *facts),
    )


def crossing(story: RunStory, gallery: Gallery, chain: ChainCheck | None) -> Markup:
    """What left this machine, by the journal; a broken one can't say."""
    looks, different = len(story.looks), len(gallery.drawings)
    if story.asked:
        what = f"A planner was asked {counted(story.asked, 'time')}."
        took = f" {used(story.state.spent)}." if story.state.spent.seconds else ""
        said = join(tag("b", None, what), took, " Each byte that left is in the ledger: ")
        said = join(said, tag("code", None, "innervate ledger show"))
    elif chain is None or chain.whole:
        what = " The journal of this run records 0 messages to a planner."
        said = join(tag("b", None, "Nothing was sent."), what)
    else:
        what = " The journal records no message to a planner, but it is broken."
        said = join(tag("b", None, "Uncertain."), what)
    told = (
        "A planner gets Views" if story.asked else "A planner that had been asked would have received Views"
    )
    return tag(
        "section",
        "statement",
        tag("h2", None, "What left this machine" if story.asked else "What would have left this machine"),
        tag("p", "verdict", said),
        tag(
            "p",
            None,
            f"{told} and nothing else{', beside the goal' if story.asked else ''}: "
            f"{counted(looks, 'was', 'were')} taken, {counted(different, 'different screen')} in all, each "
            "drawn and written out beside its step below. A View holds roles, states, phrases of an "
            "application's own interface, coarse places and handles such as ",
            tag("code", None, "⟦PERSON_1⟧"),
            ", whose values stay at home.",
        ),
    )


def integrity(story: RunStory, chain: ChainCheck | None) -> Markup:
    """Whether the journal is as it was written, and the head that proves it later."""
    said, head, kind = _finding(story, chain)
    digest = tag("p", "head", tag("span", "soft", "head "), tag("code", None, head)) if head else None
    return tag(
        "section",
        f"statement {kind}",
        tag("h2", None, "Integrity of the journal"),
        tag("p", "verdict", said),
        digest,
    )


def _finding(story: RunStory, chain: ChainCheck | None) -> tuple[Markup, str, str]:
    if chain is None:
        return tag("b", None, "Not checked for this report."), "", "unknown"
    if chain.broken_at is not None:
        broken = f"Broken at event {chain.broken_at}."
        return (
            join(tag("b", None, broken), " From there on it is not what was written."),
            chain.head,
            "broken",
        )
    events = counted(chain.events, "event")
    whole = f" {events}, each as it was written: numbers without gaps, seals and hash chain checked."
    late = f" This report tells the first {story.events}." if story.events < chain.events else ""
    return join(tag("b", None, "Whole."), whole, late), chain.head, "whole"

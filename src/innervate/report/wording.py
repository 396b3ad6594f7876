"""Durations, moments and plurals as a reader expects them, and the badge of a step."""

from __future__ import annotations

from datetime import datetime

from innervate.core.usage import Usage
from innervate.report.markup import Markup, tag
from innervate.report.story import Badge

_SIGNS = {
    Badge.CONFIRMED: "M3.5 8.5l3 3l6-6.5",
    Badge.SKIPPED: "M4 4.5l4 3.5l-4 3.5zM9 4.5v7",
    Badge.REFUTED: "M4.5 4.5l7 7M11.5 4.5l-7 7",
    Badge.INDETERMINATE: "M5.7 6.2a2.4 2.2 0 1 1 3.4 2c-.8.4-1.1.8-1.1 1.6M8 12.2v.2",
    Badge.PARKED: "M6 4.5v7M10 4.5v7",
    Badge.RUNNING: "M4 8h.1M8 8h.1M12 8h.1",
    Badge.UNFINISHED: "M4 8h8",
}


_LONGEST = 1e15
"""Milliseconds: longer than any run."""


def duration(milliseconds: float) -> str:
    """Two units at most: 12 ms, 3.4 s, 2 min 5 s, 1 h 4 min."""
    if milliseconds < 1000:
        return f"{max(0.0, milliseconds):.0f} ms"
    seconds = milliseconds / 1000
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:
        return f"{minutes} min {rest} s"
    return f"{minutes // 60} h {minutes % 60} min"


def moment(at: float) -> Markup:
    """Local time with its offset from UTC."""
    local = datetime.fromtimestamp(at).astimezone()
    return tag("time", {"datetime": local.isoformat()}, local.strftime("%-d %B %Y, %H:%M:%S (UTC%z)"))


def clock(at: float) -> Markup:
    local = datetime.fromtimestamp(at).astimezone()
    return tag("time", {"datetime": local.isoformat()}, local.strftime("%H:%M:%S"))


def counted(number: int, noun: str, plural: str | None = None) -> str:
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def used(took: Usage) -> str:
    """What asking a planner took: tokens in (of them cached) and out, time, cost where there is a price."""
    cached = f" ({took.cached:,} cached)" if took.cached else ""
    tokens = f"{took.input:,} tokens in{cached}, {took.output:,} out"
    cost = f" · {took.cost:.4g} paid" if took.cost else ""
    return f"{'' if took.sure else 'at most '}{tokens} · {duration(min(1000 * took.seconds, _LONGEST))}{cost}"


def sign(badge: Badge) -> Markup:
    """Its shape differs too, so that nothing depends on telling colours apart."""
    return tag(
        "svg",
        {"class": "sign", "viewBox": "0 0 16 16", "aria-hidden": "true"},
        tag("path", {"d": _SIGNS[badge]}),
    )


def badge_of(badge: Badge) -> Markup:
    return tag("span", f"badge {badge.value}", sign(badge), badge.value)

"""The ledger as one HTML file that needs nothing else, for an auditor who knows no program of ours.

Promises: each sending is on it with its exact bytes, what they say in words and what came of it; whether the
chain is whole, and how to find that out by hand. It loads nothing and runs no script.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from urllib.parse import urlsplit

from innervate.boundary.ledger_check import Checked
from innervate.boundary.ledger_records import Kind
from innervate.report.ledger_entries import ENDINGS, Said, Sending, said
from innervate.report.markup import Attribute, Markup, join, tag
from innervate.report.page import head
from innervate.report.story import Badge
from innervate.report.wording import clock, counted, moment, sign

_BADGES = {
    Kind.SENT: Badge.CONFIRMED,
    Kind.FAILED: Badge.INDETERMINATE,
    Kind.WITHHELD: Badge.SKIPPED,
    None: Badge.UNFINISHED,
}
_WIDTH, _LEFT, _LANE, _TOP = 1180.0, 96.0, 86.0, 14.0
_TICKS = 5
_COMMANDS = (
    "sed -n 7p ledger.jsonl | tr -d '\\n' | sha256sum",
    """sed -n 8p ledger.jsonl | grep -o '"previous":"[^"]*"'""",
)


def render(sendings: Sequence[Sending], checked: Checked, public_key: str) -> str:
    """A complete HTML document. checked: what `check` found of the ledger that these are of."""
    body = tag(
        "body",
        "ledger",
        tag(
            "main",
            None,
            _masthead(checked),
            _summary(sendings),
            _picture(sendings),
            tag("div", "statements", _verified(checked, public_key), _by_hand()),
            _entries(sendings),
        ),
        tag("footer", None, _legend()),
    )
    page = tag("html", {"lang": "en"}, head("innervate · what left this machine", "ledger.css"), body)
    return "<!doctype html>\n" + page.html + "\n"


def _masthead(checked: Checked) -> Markup:
    whole = Badge.CONFIRMED if checked.whole else Badge.REFUTED
    word = "whole" if checked.whole else "not whole"
    return tag(
        "header",
        "masthead",
        tag("p", "kicker", "innervate · ledger"),
        tag("h1", None, "What left this machine", tag("span", f"badge {whole.value}", sign(whole), word)),
        tag(
            "p",
            "notice loud",
            "This record was changed after it was written, or is not all there. Do not rely on what follows.",
        )
        if not checked.whole
        else tag(
            "p",
            "notice",
            "Every byte that innervate sent, written down before it was sent. What stands in ⟦ ⟧ is a "
            "handle: it stands for a value that stayed here, and its number says nothing of that value.",
        ),
    )


def _summary(sendings: Sequence[Sending]) -> Markup:
    ends = {kind: sum(s.ended is kind for s in sendings) for kind in _BADGES}
    notes = [tag("li", None, f"{count} {ENDINGS[kind]}") for kind, count in ends.items() if count]
    left = [s for s in sendings if s.ended is not Kind.WITHHELD]
    places: dict[str, int] = {}
    for one in left:
        places[one.record.sink] = places.get(one.record.sink, 0) + one.size
    where = [tag("li", None, f"{urlsplit(sink).netloc or sink}: {_bytes(n)}") for sink, n in places.items()]
    span = [moment(sendings[0].at), tag("br"), moment(sendings[-1].at)] if sendings else ["nothing yet"]
    runs = len({s.record.run for s in sendings})
    return tag(
        "section",
        {"class": "summary", "aria-label": "Summary"},
        _tile("Sendings", str(len(sendings)), tag("ul", None, *notes)),
        _tile("Bytes that left", _bytes(sum(s.size for s in left)), tag("p", "note", counted(runs, "run"))),
        _tile("To", counted(len(places), "place"), tag("ul", None, *where)),
        tag("div", "tile", tag("h2", None, "From, to"), tag("p", "when", *span)),
    )


def _tile(name: str, value: str, note: Markup) -> Markup:
    return tag("div", "tile", tag("h2", None, name), tag("p", "value", value), note)


def _picture(sendings: Sequence[Sending]) -> Markup:
    """A lane for each face; each sending a bar as high as the logarithm of its bytes."""
    if not sendings:
        return tag("p", "soft empty", "Nothing has left this machine.")
    faces = sorted({s.record.face for s in sendings})
    first, last = sendings[0].at, max(s.at for s in sendings)
    scale = (_WIDTH - _LEFT - 20) / max(last - first, 1e-6)
    most = math.log10(max(10, *(s.size for s in sendings)))
    parts: list[Markup] = []
    for lane, face in enumerate(faces):
        base = _TOP + _LANE * (lane + 1)
        own = [s for s in sendings if s.record.face is face]
        total = _bytes(sum(s.size for s in own if s.ended is not Kind.WITHHELD))
        parts += [
            tag("line", {"class": "base", "x1": _LEFT, "x2": _WIDTH, "y1": base, "y2": base}),
            tag("text", {"class": "lane", "x": 0, "y": base - 18}, face.value),
            tag("text", {"class": "small", "x": 0, "y": base - 3}, total),
        ]
        parts += [_bar(s, _LEFT + 10 + (s.at - first) * scale, base, most) for s in own]
    bottom = _TOP + _LANE * len(faces)
    parts += _axis(first, last, bottom)
    size = f"0 0 {_WIDTH:g} {bottom + 28:g}"
    svg = tag(
        "svg", {"class": "crossed", "viewBox": size, "role": "img", "aria-label": "Bytes over time"}, *parts
    )
    return tag("section", "crossing", tag("h2", None, "What crossed over time"), svg, _colours())


def _bar(one: Sending, x: float, base: float, most: float) -> Markup:
    height = 8 + (_LANE - 30) * math.log10(max(1, one.size)) / most
    place: dict[str, Attribute] = {"x": x - 3, "y": base - height, "width": 6, "height": height, "rx": 2}
    title = f"{one.record.number}: {_bytes(one.size)} to {one.record.sink}, {one.ending}"
    bar = tag("rect", {"class": f"bar {_BADGES[one.ended].value}", **place}, tag("title", None, title))
    return tag("a", {"href": f"#record-{one.record.number}"}, bar)


def _colours() -> Markup:
    """What the bars' colours say, in their order."""
    shown = [tag("li", badge.value, ENDINGS[kind]) for kind, badge in _BADGES.items()]
    return tag("ul", "colours", *shown)


def _axis(first: float, last: float, bottom: float) -> list[Markup]:
    ticks: list[Markup] = []
    count = _TICKS if last - first >= 1 else 1
    for n in range(count):
        share = n / max(1, count - 1)
        x = _LEFT + 10 + share * (_WIDTH - _LEFT - 20)
        anchor = "start" if n == 0 else "end" if n == count - 1 else "middle"
        place: dict[str, Attribute] = {"class": "small", "x": x, "y": bottom + 18, "text-anchor": anchor}
        ticks.append(tag("text", place, clock_text(first + share * (last - first))))
    return ticks


def clock_text(at: float) -> str:
    from datetime import datetime

    return datetime.fromtimestamp(at).astimezone().strftime("%-d %b %H:%M:%S")


def _verified(checked: Checked, public_key: str) -> Markup:
    if checked.whole:
        verdict = (
            f"The chain is whole: {counted(checked.records, 'record')}, each with the hash of the one "
            f"before, and {counted(checked.anchors, 'signed anchor')} that agree with it."
        )
    else:
        verdict = "The ledger is not whole. What is wrong:"
    faults = [tag("li", None, str(fault)) for fault in checked.faults]
    kept = (
        f" So {'do' if checked.kept != 1 else 'does'} {checked.kept} kept elsewhere." if checked.kept else ""
    )
    open_ones = ""
    if checked.unsettled:
        numbers = ", ".join(map(str, checked.unsettled[:8]))
        open_ones = (
            f"Of {counted(len(checked.unsettled), 'record')} nothing tells the end ({numbers}): a crash."
        )
    return tag(
        "section",
        "statement" if checked.whole else "statement broken",
        tag("h2", None, "Verification"),
        tag("p", "verdict", verdict + (kept if checked.whole else "")),
        tag("ul", "faults", *faults) if faults else None,
        tag("p", None, open_ones) if open_ones else None,
        tag("p", None, "The last record and its hash, to be kept elsewhere:"),
        tag("p", "head", str(checked.head) if checked.head else "no record"),
        tag("p", None, "Anchors are signed (Ed25519) with the key"),
        tag("p", "head", public_key),
    )


def _by_hand() -> Markup:
    steps = (
        "Each line of ledger.jsonl, in the state folder, is one record. Its “previous” is the SHA-256 of "
        "the line before, without that line's end; in line 1 it is 64 zeros.",
        "So the hash of line 7 must be the “previous” of line 8: then every byte of line 7 is what it was "
        "when line 8 was written.",
        "A person who kept the last hash compares it with that of the same line today. A line that was "
        "changed, taken out or moved breaks every hash after it; lines cut off are missed by number.",
        "“sha256” and “size” in a record are of the body alone, to be compared with what a network recorded.",
    )
    return tag(
        "section",
        "statement",
        tag("h2", None, "To verify by hand"),
        tag("ol", "by-hand", *(tag("li", None, step) for step in steps)),
        tag("pre", None, "\n".join(_COMMANDS)),
    )


def _entries(sendings: Sequence[Sending]) -> Markup:
    return tag(
        "section",
        {"class": "timeline", "aria-label": "Records"},
        tag("h2", None, "Each sending"),
        *(_entry(one) for one in sendings),
    )


def _entry(one: Sending) -> Markup:
    record, badge = one.record, _BADGES[one.ended]
    place = urlsplit(record.sink).netloc or record.sink
    return tag(
        "article",
        {"class": f"step {badge.value}", "id": f"record-{record.number}"},
        tag(
            "header",
            None,
            tag("span", "path", str(record.number)),
            tag(
                "h3",
                None,
                tag("span", "verb", record.face.value),
                tag("span", "title", f"{_bytes(one.size)} to {place}"),
            ),
            tag("span", "where", clock(one.at), f"run {record.run}"),
            tag("span", f"badge {badge.value}", sign(badge), one.ending),
        ),
        _words(said(record.body)),
        _exact(one),
    )


def _words(found: Said | None) -> Markup:
    if found is None:
        return tag("p", "soft", "No View is in it; its bytes are below.")
    goal = tag("p", "goal", tag("b", None, "Goal: "), found.goal) if found.goal else None
    codes = tag("p", "goal", tag("b", None, "Outcomes: "), ", ".join(found.codes)) if found.codes else None
    return join(goal, codes, tag("pre", "view", found.view.rstrip()))


def _exact(one: Sending) -> Markup:
    record = one.record
    try:
        shown = record.body.decode("utf-8")
    except UnicodeDecodeError:
        shown = record.body.hex(" ")
    return tag(
        "details",
        None,
        tag("summary", None, "The exact bytes"),
        tag("p", "soft", "sha256 of the body: ", tag("code", None, record.digest)),
        tag("pre", "bytes", record.head.replace("\r\n", "\n")) if record.head else None,
        tag("pre", "bytes", shown),
    )


def _bytes(count: int) -> str:
    if count < 1024:
        return counted(count, "byte")
    return f"{count / 1024:.1f} KiB" if count < 1 << 20 else f"{count / (1 << 20):.1f} MiB"


def _legend() -> Markup:
    return tag(
        "p",
        None,
        "A bar is as high as the logarithm of its bytes. “Sent”: all of it arrived, and was answered. "
        "“Failed”: it may have arrived, or a part of it. “Did not leave”: no connection came about. The "
        "planner's key is in no record: where it stood in a header, its place is marked. What a View says in "
        "words is made from the very bytes that are under it.",
    )

"""The page on which a person sees what approvals would open: every phrase, its place, what speaks against it.

One local HTML file without scripts or outside references. It shows real texts of the screen, so it is
private: for the person at this machine. Nothing is approved on it; that is done on the command line.
"""

from __future__ import annotations

from collections.abc import Sequence

from innervate.boundary.candidates import Candidate, Group, Warning
from innervate.core.geometry import Device, Rect
from innervate.core.view import View
from innervate.report.markup import Attribute, Markup, join, tag
from innervate.report.page import head
from innervate.report.redraw import drawn

_MAP = (64.0, 36.0)
_SHORT = 24


def render_approval(
    application: str,
    sink: str,
    groups: Sequence[Group],
    views: Sequence[View],
    surface: Rect[Device],
    before: Sequence[str] = (),
) -> str:
    """A complete HTML document.

    views: what a planner would be told of each screen if all that is ticked were approved. surface: the whole
    screen, in which the phrases have their bounds. before: the difference to what is approved now, by lines.
    """
    found = [candidate for group in groups for candidate in group.candidates]
    ticked = sum(candidate.likely for candidate in found)
    body = tag(
        "body",
        "private approving",
        tag(
            "main",
            None,
            _masthead(application, sink, len(found), len(groups), ticked),
            _difference(before),
            tag("section", "groups", *(_group(n, group, surface) for n, group in enumerate(groups, start=1))),
            _pictures(views),
        ),
        tag("footer", None, tag("p", None, _FOOT)),
    )
    page = tag("html", {"lang": "en"}, head(f"innervate · approve {application}", "approving.css"), body)
    return "<!doctype html>\n" + page.html + "\n"


_FOOT = (
    "Each line is one approval: this phrase, in this role, at this place, of this application. It holds "
    "nowhere else. What has a digit in it, or is longer than an interface's text, is not listed: it never "
    "crosses. This page holds real texts of your screen: keep it to yourself."
)


def _masthead(application: str, sink: str, count: int, parts: int, ticked: int) -> Markup:
    said = (
        f"{count} phrases in {parts} groups do not cross yet. {ticked} of them are ticked, because nothing "
        "speaks against them; look at them all the same. A phrase that names a person, a firm, a matter or "
        "anything that people made must stay closed."
    )
    return tag(
        "header",
        "masthead",
        tag("p", "kicker", "what approvals would open"),
        tag("h1", None, application, tag("span", "id", sink)),
        tag("p", "notice", said),
    )


def _difference(lines: Sequence[str]) -> Markup | None:
    if not lines:
        return None
    shown = [tag("li", "gone" if line.startswith("-") else "new", line) for line in lines]
    return tag(
        "section", "difference", tag("h2", None, "Against what is approved now"), tag("ul", None, *shown)
    )


def _group(number: int, group: Group, surface: Rect[Device]) -> Markup:
    likely = group.candidates[0].likely
    all_have = [w for w in group.candidates[0].warnings if all(w in c.warnings for c in group.candidates)]
    short = " short" if len(group.candidates) <= _SHORT else ""
    return tag(
        "section",
        {"class": f"bundle{' likely' if likely else ''}{short}", "id": f"g{number}"},
        tag(
            "header",
            None,
            tag("span", "number", str(number)),
            tag("h2", None, _said(group)),
            tag("span", "count", f"{len(group.candidates)}"),
            _map([c.bounds for c in group.candidates], surface),
        ),
        tag("p", "marks", *(tag("span", "mark-against", warning.value) for warning in all_have)),
        tag("ul", None, *(_row(candidate, surface, all_have) for candidate in group.candidates)),
    )


def _said(group: Group) -> Markup:
    place = {"interface": "in the program's interface", "content": "among people's own words"}
    role = group.role.value
    many = f"{role[:-1]}ies" if role.endswith("ry") else f"{role}{'es' if role.endswith('x') else 's'}"
    return join(many, tag("span", "place", place.get(group.place, f"in {group.place}")))


def _row(candidate: Candidate, surface: Rect[Device], said: Sequence[Warning]) -> Markup:
    """said: warnings that the whole group has, which aren't said again."""
    marks = [
        tag("span", "mark-against", warning.value) for warning in candidate.warnings if warning not in said
    ]
    return tag(
        "li",
        "ticked" if candidate.likely else None,
        tag("span", "tickbox", "✓" if candidate.likely else ""),
        tag("span", "phrase", candidate.text),
        tag("span", "says", candidate.says.value),
        tag("span", "marks", *marks),
        _map([candidate.bounds], surface),
    )


def _map(places: Sequence[Rect[Device] | None], surface: Rect[Device]) -> Markup:
    """Where on the screen, as a thumbnail."""
    across, down = _MAP[0] / max(1, surface.width), _MAP[1] / max(1, surface.height)
    spots = [
        tag(
            "rect",
            {
                "class": "spot",
                "x": (b.x - surface.x) * across,
                "y": (b.y - surface.y) * down,
                "width": max(1.5, b.width * across),
                "height": max(1.5, b.height * down),
            },
        )
        for b in places
        if b is not None
    ]
    frame: dict[str, Attribute] = {
        "class": "map",
        "viewBox": f"0 0 {_MAP[0]:g} {_MAP[1]:g}",
        "aria-hidden": "true",
    }
    return tag("svg", frame, tag("rect", {"class": "screen", "width": _MAP[0], "height": _MAP[1]}), *spots)


def _pictures(views: Sequence[View]) -> Markup:
    figures = []
    for number, view in enumerate(views, start=1):
        picture = drawn(view)
        size: dict[str, Attribute] = {
            "viewBox": f"0 0 {picture.width:g} {picture.height:g}",
            "width": picture.width,
        }
        described = f"screen {number} as a planner would see it, with the ticked phrases approved"
        svg = tag("svg", {**size, "role": "img", "aria-label": described}, picture.drawing)
        figures.append(tag("figure", None, tag("figcaption", None, described), svg))
    return tag("section", "screens", tag("h2", None, "What a planner would see then"), *figures)

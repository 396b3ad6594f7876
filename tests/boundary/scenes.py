"""Scenes of a made-up mail program and web portal, small enough to read."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from innervate.boundary.gate import Gate
from innervate.boundary.handles import Handles
from innervate.boundary.phrases import Catalogue, public_form, read_phrases
from innervate.boundary.policy import DEFAULT, Policy
from innervate.boundary.view import Sanitiser
from innervate.core.application import Application
from innervate.core.frame import Frame, Pixels, Window
from innervate.core.geometry import Device, Rect
from innervate.core.scene import Element, Scene, Table, scene_of
from innervate.core.vocabulary import Role, State

MAIL = Application("mail", "/usr/bin/mail")
PORTAL = Application("portal", "/usr/lib/browser", origin="http://127.0.0.1:5000")
BROWSER = Application("web", "/usr/lib/browser")
APPLICATIONS = (MAIL, PORTAL, BROWSER)

SCREEN: Rect[Device] = Rect(0, 0, 1280, 720)

_APPROVED = """{"origin-profile": "portal", "sources": {}, "phrases": [
 {"text": "Policy number", "role": "label", "from": "a"}, {"text": "Cause", "role": "label", "from": "a"},
 {"text": "Review claim", "role": "button", "from": "a"},
 {"text": "Fire", "role": "option", "place": "options Cause", "from": "a"},
 {"text": "Amount", "role": "column", "from": "a"}, {"text": "Holder", "role": "column", "from": "a"},
 {"text": "Claim saved", "role": "message", "from": "a"}, {"text": "Active", "role": "message", "from": "a"},
 {"text": "New claim \u00b7 Claims portal", "role": "title", "from": "a"},
 {"text": "New claim", "role": "heading", "from": "a"},
 {"text": "Section 12", "role": "heading", "from": "a"}]}"""

CONSTANTS = frozenset(
    {"Reply", "Get Mail", "Inbox", "From", "Subject", "Will", "May", "Status", "Address book", "Delete"}
)


def catalogues() -> dict[str, Catalogue]:
    assert all(public_form(text) == text for text in CONSTANTS)
    return {
        MAIL.sink: Catalogue(MAIL.sink, CONSTANTS),
        PORTAL.sink: Catalogue(PORTAL.sink, approved=read_phrases(_APPROVED.encode(), "test")),
    }


def boundary(seed: int = 1, policy: Policy = DEFAULT) -> tuple[Sanitiser, Gate, Handles]:
    handles, known = Handles(random.Random(seed)), catalogues()
    sanitiser = Sanitiser(APPLICATIONS, known, handles, policy=policy)
    return sanitiser, Gate(APPLICATIONS, known, handles, policy), handles


def window(
    id_: int, executable: str, *, title: str = "", order: int = 0, bounds: Rect[Device] = SCREEN
) -> Window:
    return Window(id_, title, 100 + id_, executable, bounds, order, active=order == 0)


def scene(windows: Sequence[Window], elements: Sequence[Element], tables: Sequence[Table] = ()) -> Scene:
    frame = Frame(41, SCREEN, Pixels(0, 0, 0, b""), tuple(windows), {})
    return scene_of(frame, tuple(elements), tables=tuple(tables))


def element(id_: str, role: Role, name: str = "", **more: object) -> Element:
    """An enabled element of window 1 with some bounds."""
    plain = Element(id_, role, name, Rect(10, 20, 200, 24), 1, states=frozenset({State.ENABLED}))
    return replace(plain, **more)  # type: ignore[arg-type]


def page(id_: str, role: Role, name: str = "", **more: object) -> Element:
    """An element of the portal's page."""
    return element(id_, role, name, **{"origin": PORTAL.origin, "parent": "page", **more})


def portal_scene(
    *elements: Element, tables: Sequence[Table] = (), title: str = "New claim · Claims portal"
) -> Scene:
    document = page("page", Role.DOCUMENT, title, parent="", bounds=SCREEN)
    return scene([window(1, PORTAL.executable, title="x")], [document, *elements], tables)


def mail_scene(*elements: Element, tables: Sequence[Table] = ()) -> Scene:
    return scene([window(1, MAIL.executable, title="jane@x - Mail")], elements, tables)


def told(made: Scene, seed: int = 1) -> str:
    """What a planner is told of a Scene, past the gate."""
    sanitiser, gate, _ = boundary(seed)
    return gate.pass_view(sanitiser.view(made)).decode()


def lines(made: Scene) -> list[str]:
    """The lines of its elements."""
    return [line.strip() for line in told(made).splitlines() if line.startswith("  ")]

"""Small Scenes of each kind, built by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from innervate.core.frame import Frame, Pixels, Window
from innervate.core.geometry import Device, Rect
from innervate.core.scene import Element, Scene, scene_of
from innervate.core.vocabulary import Role, Source, State

__all__ = ["Element", "Rect", "Scene", "Window", "replace", "scene_of"]
SCREEN: Rect[Device] = Rect(0, 0, 1400, 900)
SMALL: Rect[Device] = Rect(450, 350, 460, 150)
Told = tuple[Role, str]


def scene(
    *told: Told,
    title: str = "Larch",
    bounds: Rect[Device] = SCREEN,
    program: str = "/usr/bin/larch",
    states: Sequence[State] = (),
    top: Role = Role.WINDOW,
    source: Source = Source.TREE,
) -> tuple[Scene, Window]:
    """A window with texts below each other, each with its role."""
    window = Window(7, title, 1, program, bounds, 0, True)
    frame = Frame(1, SCREEN, Pixels(0, 0, 0, b""), (window,), {})
    elements = [
        Element("top", top, title, bounds, 7, states=frozenset({State.ENABLED, *states}), source=source)
    ]
    for number, (role, name) in enumerate(told):
        where: Rect[Device] = Rect(bounds.x + 20, bounds.y + 10 + 24 * number, 300, 20)
        elements.append(
            Element(
                f"e{number}",
                role,
                name,
                where,
                7,
                parent="top",
                source=source,
                states=frozenset({State.ENABLED}),
                value="" if role is Role.PASSWORD else None,
            )
        )
    return scene_of(frame, tuple(elements)), window


def page(*told: Told, title: str = "Larch Portal") -> tuple[Scene, Window]:
    """The same as a page of a browser."""
    made, window = scene(*told, title=f"{title} - Chromium", program="/usr/lib/chromium/chromium")
    shown: Rect[Device] = Rect(0, 0, 1400, 900)
    document = Element("page", Role.DOCUMENT, title, shown, 7, parent="top", origin="http://127.0.0.1:4000")
    return scene_of(made.frame, (made.elements[0], document, *made.elements[1:])), window


def dialog(*told: Told, title: str = "Larch") -> tuple[Scene, Window]:
    """The same as a modal dialog."""
    return scene(*told, title=title, bounds=SMALL, states=(State.MODAL,), top=Role.DIALOG)


LOGIN = page(
    (Role.HEADING, "Sign in to Larch"),
    (Role.LABEL, "User name"),
    (Role.ENTRY, "User name"),
    (Role.LABEL, "Password"),
    (Role.PASSWORD, "Password"),
    (Role.BUTTON, "Sign in"),
    (Role.LINK, "Forgot your password?"),
    title="Sign in",
)
NOT_FOUND = page(
    (Role.HEADING, "404 Not found"), (Role.LABEL, "This page does not exist."), title="Page not found"
)
FORBIDDEN = page(
    (Role.HEADING, "403 Forbidden"),
    (Role.LABEL, "You don't have permission to view this page."),
    title="Forbidden",
)
OFFLINE = page(
    (Role.HEADING, "Can't connect to the server"),
    (Role.LABEL, "Connection refused. Check your network."),
    title="Problem",
)
BUSY = page(
    (Role.HEADING, "Please wait…"),
    (Role.PROGRESS, ""),
    (Role.LABEL, "Loading your data, this may take a while"),
    title="Loading",
)
DONE = page(
    (Role.HEADING, "Orders"), (Role.LABEL, "The order was saved successfully."), (Role.BUTTON, "New order")
)
OUT = page(
    (Role.HEADING, "Your session has expired"),
    (Role.LABEL, "Please sign in again to continue."),
    (Role.LINK, "Sign in"),
    title="Session expired",
)
EMPTY = page(
    (Role.HEADING, "Orders"), (Role.LABEL, "No orders found."), (Role.LABEL, "Try other search terms.")
)
CAPTCHA = page(
    (Role.HEADING, "Are you human?"),
    (Role.LABEL, "Type the characters you see in the picture"),
    (Role.IMAGE, ""),
    (Role.ENTRY, "Characters"),
    (Role.BUTTON, "Verify"),
    title="Security check",
)
READY = page(
    (Role.HEADING, "Orders"),
    (Role.LINK, "Home"),
    (Role.LINK, "Customers"),
    (Role.LABEL, "Last change by Tessa Holm"),
    (Role.CELL, "Order 12"),
    (Role.CELL, "EUR 300"),
    (Role.CELL, "Order 13"),
    (Role.CELL, "EUR 40"),
    (Role.BUTTON, "New order"),
)
NONSENSE = page(
    (Role.HEADING, "Xqv zzorf"),
    (Role.LABEL, "Bnarg wlpt kzzu frnd"),
    (Role.LABEL, "Ghdt oomf krrr"),
    (Role.LABEL, "Wvvx plork"),
    title="Qqxz",
)
UNSAVED = dialog(
    (Role.LABEL, "Save changes to the document before closing?"),
    (Role.LABEL, "Otherwise your changes will be lost."),
    (Role.BUTTON, "Discard changes"),
    (Role.BUTTON, "Cancel"),
    (Role.BUTTON, "Save"),
)
OFFER = dialog(
    (Role.LABEL, "A new version of Larch is available."),
    (Role.BUTTON, "Install"),
    (Role.BUTTON, "Maybe later"),
)

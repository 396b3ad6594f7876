"""What dialogs ask, and which of their buttons leave them without a consequence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Button:
    """entries: one of which names it. share: how often it is there."""

    harmless: bool
    share: float
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dialog:
    """often: beside the others. told: block, entry, and how often it is there."""

    often: int
    told: tuple[tuple[str, str, float], ...]
    buttons: tuple[Button, ...]


def _leaves(*entries: str, share: float = 1.0) -> Button:
    return Button(True, share, tuple(f"button.{e}" for e in entries))


def _does(*entries: str, share: float = 1.0) -> Button:
    return Button(False, share, tuple(f"button.{e}" for e in entries))


DIALOGS: Mapping[str, Dialog] = {
    "unsaved": Dialog(4, (("h2", "ask.unsaved", 1), ("p", "ask.unsaved.text", 0.7)), (_leaves("cancel", share=0.9), _does("discard"), _does("save", share=0.85))),
    "delete": Dialog(4, (("h2", "ask.delete", 1), ("p", "ask.delete.text", 0.6)), (_leaves("cancel", "cancel", "no"), _does("delete", "delete", "yes", "ok"))),
    "replace": Dialog(2, (("h2", "ask.replace", 1),), (_leaves("cancel", "no"), _does("replace"), _does("yes", share=0.2))),
    "reload": Dialog(1, (("h2", "ask.reload", 1),), (_leaves("cancel", "no", "close"), _does("replace"))),
    "other": Dialog(3, (("h2", "ask.other", 1), ("p", "sentence", 0.5)), (_leaves("cancel", "no"), _does("yes", "yes", "ok"))),
    "offer": Dialog(2, (("h2", "ask.offer", 1), ("p", "sentence", 0.3)), (_leaves("no", "no", "close"), _does("yes"))),
    "cookies": Dialog(1, (("h2", "ask.cookies", 1), ("p", "ask.cookies.text", 1)), (_leaves("reject", share=0.85), _does("accept"), _does("more", share=0.6))),
    "tell": Dialog(3, (("h2", "tell.notice", 1), ("p", "tell.text", 0.6), ("check", "tell.text", 0.2)), (_leaves("ok", "close"), _does("more", share=0.3))),
    "done": Dialog(1, (("h2", "done.title", 1), ("p", "done.text", 0.5)), (_leaves("ok", "close"),)),
    "form": Dialog(5, (("h2", "form.title", 0.8), ("p", "form.text", 0.7), ("p", "form.text", 0.2)), (_leaves("cancel", "cancel", "close"), _does("yes", "ok", "save"), _does("back", share=0.2), _does("more", share=0.3))),
    "error": Dialog(4, (), (_leaves("ok", "ok", "close", share=0.94), _does("more", share=0.25))),
    "retry": Dialog(1, (("h2", "error.network.title", 1),), (_leaves("cancel"), _does("yes"))),
}  # fmt: skip
"""An error's texts are those of its kind."""

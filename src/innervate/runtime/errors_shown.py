"""Which kind of error an application shows, for the person at this machine. Never for a View."""

from __future__ import annotations

from collections.abc import Iterable

from innervate.core.decision import YES, Decides, Question
from innervate.core.frame import Window
from innervate.core.scene import Scene


def error_told(scene: Scene, windows: Iterable[Window], decides: Decides) -> str:
    """Which kind of error the windows show, in words for the person at this machine; "" where none surely."""
    for window in windows:
        if decides(scene, window, Question.ERROR).answer != YES:
            continue
        kind = decides(scene, window, Question.ERROR_KIND)
        return f"it shows {_an(kind.answer)} error" if kind.answer is not None else "it shows an error"
    return ""


def _an(kind: str) -> str:
    said = {"other": "some", "not found": "a “not found”", "crash": "a crash or another fatal"}
    return said.get(kind, f"a {kind}")

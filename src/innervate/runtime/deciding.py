"""The way out of a dialog that nobody knows by name: told by who decides about windows.

Promises: whoever decides is local, and is sure; a button is taken only where the words on it don't deny that
it just leaves. What is decided is never for a View.
"""

from __future__ import annotations

from collections.abc import Iterable

from innervate.core.decision import Decides, Question
from innervate.core.frame import Window
from innervate.core.scene import Element, Scene
from innervate.runtime import grounding
from innervate.runtime.consequences import CONSEQUENCES

LEAVING = frozenset(
    "back cancel close decline deny dismiss ignore later leave next no ok reject skip".split()
)
"""Words of consequence that, on a dialog's button, may just leave it."""
_ALONE = frozenset({"ok", "next", "leave"})
"""Of those, the ones that only leave where nothing else could be chosen."""
_DENYING = (CONSEQUENCES - LEAVING) | {"discard", "save", "don't", "lose", "without", "anyway"}


def learned_way_out(scene: Scene, windows: Iterable[Window], decides: Decides) -> Element | None:
    """The button by which a dialog is left without a consequence, if somebody is sure of one."""
    for window in windows:
        told = decides(scene, window, Question.WAY_OUT)
        found = scene.by_id.get(told.answer) if told.answer is not None else None
        if found is not None and not denied(found, scene):
            return found
    return None


def denied(button: Element, scene: Scene) -> bool:
    """Whether the words on a button say that it does more than to leave."""
    words = set(grounding.plain(button.name).replace("’", "'").split())
    beside = [
        e for e in scene.elements if e.parent == button.parent and e.role is button.role and e is not button
    ]
    return not words.isdisjoint(_DENYING) or (bool(beside) and not words.isdisjoint(_ALONE))

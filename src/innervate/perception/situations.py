"""What each window is doing, by a few rules over its elements.

Promises: one state for each window that has elements or a place on the screen, with a modest confidence: a
rule is a hint, an expectation is the proof. Refuses to tell an error apart from a mere notice where no alert
says so.
"""

from __future__ import annotations

from collections.abc import Sequence

from innervate.core.frame import Window
from innervate.core.scene import Element, WindowState
from innervate.core.vocabulary import Role, Situation, State

_TELLING = frozenset({Role.ALERT, Role.PASSWORD, Role.DIALOG, Role.PROGRESS})
_SAID = frozenset({State.MODAL, State.BUSY})
_BUSY = frozenset({Role.WINDOW, Role.DIALOG, Role.DOCUMENT, Role.PAGE})


def states_of(windows: Sequence[Window], elements: Sequence[Element]) -> tuple[WindowState, ...]:
    """The state of each window, popups aside."""
    held: dict[int, list[Element]] = {w.id: [] for w in windows}
    for element in elements:
        if element.window in held:
            held[element.window].append(element)
    return tuple(state_of(w, held[w.id]) for w in windows if not w.popup)


def state_of(window: Window, elements: Sequence[Element]) -> WindowState:
    """The first rule that holds: error, login, dialog, busy, empty, ready."""
    situation, confidence = judged(elements)
    return WindowState(window.id, situation, confidence)


def judged(elements: Sequence[Element]) -> tuple[Situation, float]:
    shown = [e for e in elements if e.bounds is not None]
    telling = [e for e in shown if e.role in _TELLING or not _SAID.isdisjoint(e.states)]
    # A field's own "invalid" is no error: browsers set it on every required field that is still empty.
    if any(e.name or e.value or e.lines for e in alerts(telling, shown)):
        return Situation.ERROR, 0.6
    if any(e.role is Role.PASSWORD for e in telling):
        return Situation.LOGIN, 0.85
    if any(State.MODAL in e.states or e.role is Role.DIALOG or is_message_box(e) for e in telling):
        return Situation.DIALOG, 0.85
    if any(State.BUSY in e.states and e.role in _BUSY for e in telling):
        return Situation.BUSY, 0.8
    if any(
        e.role is Role.PROGRESS and e.value and e.value not in ("0", "0.0", "100", "100.0") for e in telling
    ):
        return Situation.BUSY, 0.6
    if not any(e.name or e.value for e in shown if e.role is not Role.WINDOW):
        return Situation.EMPTY, 0.5
    return Situation.READY, 0.7


def is_message_box(element: Element) -> bool:
    """Whether an alert is a window of its own."""
    return element.role is Role.ALERT and not element.parent


def alerts(telling: Sequence[Element], elements: Sequence[Element]) -> list[Element]:
    """Alerts of an application. Where it shows a document, its own bars ("unsupported flag") are none."""
    found = [e for e in telling if e.role is Role.ALERT and e.parent]
    if not found or not any(e.role is Role.DOCUMENT for e in elements):
        return found
    inside: set[str] = set()
    for element in elements:
        if element.role is Role.DOCUMENT or element.parent in inside:
            inside.add(element.id)
    return [e for e in found if e.id in inside]

"""What lies between a step and its element: a dialog, of the page or of the program, that nobody asked for.

Promises: a dialog is left only by a button that surely changes nothing: named so, or told apart by who
decides about windows, where its words deny it not; where it has none it is a person's. What a step wants in a
dialog itself is not behind it.
"""

from __future__ import annotations

from collections.abc import Mapping

from innervate.core.application import Application
from innervate.core.decision import Decides, nobody
from innervate.core.scene import Element, Scene
from innervate.core.vocabulary import Role, Situation, Source, State
from innervate.runtime import grounding
from innervate.runtime.deciding import learned_way_out

HARMLESS = (
    *("cancel", "close", "not now", "no thanks", "no, thanks", "later", "maybe later", "remind me later"),
    *("dismiss", "skip", "decline", "reject all", "only necessary", "necessary only", "got it", "ok"),
)
"""Names of buttons that leave a dialog and change nothing, the likeliest first. "ok" only where nothing else
could be chosen."""


def in_the_way(element: Element, scene: Scene) -> Element | None:
    """The dialog behind which the element lies, as far as can be told; None: there is none.

    A modal one keeps everything else of its window away, another one only what it covers.
    """
    if element.bounds is None:
        return None
    around = _ancestors(element, scene)
    for dialog in reversed(_dialogs(scene, frozenset({element.window}))):
        if dialog.id == element.id or dialog.id in around or dialog.bounds is None:
            continue
        if State.MODAL in dialog.states or dialog.bounds.holds(element.bounds.centre):
            return dialog
    return None


def busy(place: str, scene: Scene, applications: Mapping[str, Application]) -> bool:
    """Whether an application says that it is at work, over most of one of its windows."""
    for window in grounding.windows_of(place, scene, applications):
        if scene.situation(window.id) is Situation.BUSY:
            return True
        if any(2 * e.bounds.area > window.bounds.area for e in _at_work(window.id, scene) if e.bounds):
            return True
    return False


def at_work_over(element: Element, scene: Scene) -> Element | None:
    """What says that the application is at work, and lies over the element; None: there is none."""
    if element.bounds is None:
        return None
    mine = {element.id, *(e.id for e in scene.inside(element)), *_ancestors(element, scene)}
    over = [e for e in _at_work(element.window, scene) if e.role is Role.PROGRESS and e.id not in mine]
    return next((e for e in over if e.bounds is not None and e.bounds.holds(element.bounds.centre)), None)


def _at_work(window: int, scene: Scene) -> list[Element]:
    """Elements that say so: marked as busy, or a progress without a value that lies over others."""
    own = [e for e in scene.elements if e.window == window and e.bounds is not None]
    return [e for e in own if State.BUSY in e.states or (e.role is Role.PROGRESS and e.source is Source.TREE)]


def way_out(
    place: str, scene: Scene, applications: Mapping[str, Application], decides: Decides = nobody
) -> Element | None:
    """The button that leaves the topmost dialog of an application harmlessly.

    decides: asked where no button has a name that is known.
    """
    windows = grounding.windows_of(place, scene, applications)
    for dialog in reversed(_dialogs(scene, frozenset(window.id for window in windows))):
        found = _harmless([e for e in scene.inside(dialog) if e.role is Role.BUTTON and e.bounds is not None])
        if found is not None:
            return found
    for window in windows:
        if scene.situation(window.id) is Situation.DIALOG and len(windows) > 1:
            own = [e for e in scene.elements if e.window == window.id and e.role is Role.BUTTON and e.bounds]
            found = _harmless(own)
            if found is not None:
                return found
    dialogs = [w for w in windows if _asks(w.id, scene, alone=len(windows) == 1)]
    return learned_way_out(scene, dialogs, decides)


def _asks(window: int, scene: Scene, *, alone: bool) -> bool:
    """Whether its structure says that it asks something: no model decides what may be in the way."""
    own = scene.situation(window) is Situation.DIALOG and not alone
    return own or bool(_dialogs(scene, frozenset({window})))


def _dialogs(scene: Scene, windows: frozenset[int]) -> list[Element]:
    """Those that are drawn within a window, not windows of their own; the ones on top come last.

    What pixels alone take for a dialog is too often a part of the page.
    """
    told = [e for e in scene.elements if e.role is Role.DIALOG and e.source is Source.TREE]
    return [e for e in told if e.window in windows and e.parent in scene.by_id and e.bounds is not None]


def _ancestors(element: Element, scene: Scene) -> set[str]:
    found: set[str] = set()
    above = scene.by_id.get(element.parent)
    while above is not None and above.id not in found:
        found.add(above.id)
        above = scene.by_id.get(above.parent)
    return found


def _harmless(buttons: list[Element]) -> Element | None:
    named = {grounding.plain(button.name): button for button in buttons}
    choices = [named[word] for word in HARMLESS if word in named]
    if choices and (len(buttons) == 1 or grounding.plain(choices[0].name) != "ok"):
        return choices[0]
    return None

# mypy: allow-untyped-calls
"""Know the windows of a display: which, whose, where, in what order, and who has the keyboard.

Promises: a refresh asks only about what changed, in a few round trips however many windows there
are. The order is the server's own, so popups stand where they are drawn. The process of a window
is what the server knows (X-Resource), not what the window claims.
Refuses to list what nobody sees: minimised windows, windows off the screen, the window manager's own.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import xcffib.xproto as x

from innervate.core.frame import Window
from innervate.core.geometry import Device, Point, Rect
from innervate.surfaces.broker import broker
from innervate.surfaces.x11.damage import Changes
from innervate.surfaces.x11.display import Display, answer, content, numbers


@dataclass(frozen=True, slots=True)
class Place:
    """Where a window is right now. override: it is no business of the window manager (a popup)."""

    bounds: Rect[Device]
    viewable: bool
    override: bool
    drawn: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a window. frame: the child of the root that it is, or is in."""

    title: str
    pid: int
    executable: str
    frame: int
    place: Place


class Windows:
    """The windows as of the last refresh, and questions to the server about them as they are now.

    Everything here belongs on the display's thread.
    """

    def __init__(self, display: Display, follow: Callable[[Iterable[int]], None]) -> None:
        self._display = display
        self._follow = follow
        self._facts: dict[int, Facts] = {}
        self._places: dict[int, Place] = {}  # of children of the root
        self._children: tuple[int, ...] = ()
        self._managed: tuple[int, ...] = ()
        self._manager: int | None = None
        self._active = 0
        self._screen: Rect[Device] = display.measure()

    def refresh(self, changes: Changes) -> tuple[Window, ...]:
        """All windows that can be seen, lowest first."""
        if changes.forgotten:
            self._facts, self._places = {}, {}
        stale = changes.appeared | changes.moved
        if changes.resized:
            self._screen = self._display.measure()
        if changes.structure or not self._children:
            self._read_structure(stale)
        if changes.active or changes.structure:
            self._active = next(iter(self._display.numbers(self._display.root, "_NET_ACTIVE_WINDOW")), 0)
        for window in changes.appeared & self._facts.keys():
            del self._facts[window]
        framed = {window for window, facts in self._facts.items() if facts.frame in stale}
        self._read_facts(changes.renamed, (changes.moved & self._facts.keys()) | framed)
        return self._listed()

    def _read_structure(self, stale: set[int]) -> None:
        core, root, atoms = self._display.core, self._display.root, self._display.atoms
        tree = core.QueryTree(root)
        asked = [
            core.GetProperty(False, root, atoms[name], 0, 0, 1 << 16)
            for name in ("_NET_CLIENT_LIST_STACKING", "_NET_CLIENT_LIST", "_NET_SUPPORTING_WM_CHECK")
        ]
        self._children = tuple(tree.reply().children)
        stacking, listed, check = (numbers(cookie) for cookie in asked)
        self._manager = check[0] & self._display.client_mask if check else None
        known = {child: place for child, place in self._places.items() if child not in stale}
        new = [child for child in self._children if child not in known]
        found = self._ask_places(new)
        self._places = {child: place for child in self._children if (place := (known | found).get(child))}
        if self._manager is None:  # nobody manages: what asked to be managed stands for itself
            self._managed = tuple(c for c, place in self._places.items() if not place.override)
        else:
            self._managed = stacking or listed
        wanted = {*self._managed, *self._popups()}
        self._facts = {window: facts for window, facts in self._facts.items() if window in wanted}

    def _ask_places(self, windows: Iterable[int]) -> dict[int, Place]:
        core, root = self._display.core, self._display.root
        asked = [
            (
                window,
                core.GetWindowAttributes(window),
                core.GetGeometry(window),
                core.TranslateCoordinates(window, root, 0, 0),
            )
            for window in windows
        ]
        found = {}
        for window, *cookies in asked:
            look, size, origin = (answer(cookie) for cookie in cookies)
            if look is None or size is None or origin is None:
                continue
            found[window] = Place(
                Rect(origin.dst_x, origin.dst_y, size.width, size.height),
                look.map_state == x.MapState.Viewable,
                bool(look.override_redirect),
                look._class == x.WindowClass.InputOutput,
            )
        return found

    def _popups(self) -> list[int]:
        mine = self._manager
        return [
            child
            for child, place in self._places.items()
            if place.override
            and place.viewable
            and place.drawn
            and (mine is None or child & self._display.client_mask != mine)
            and min(place.bounds.width, place.bounds.height) > 1
            and place.bounds.overlaps(self._screen)
        ]

    def _read_facts(self, renamed: set[int], moved: set[int]) -> None:
        wanted = (*self._managed, *self._popups())
        new = [window for window in wanted if window not in self._facts]
        if new:
            self._follow(new)  # first, so that no later change goes untold
        places = self._ask_places([*new, *moved])
        titles = self._titles([*new, *(renamed & self._facts.keys())])
        for window in new:
            if window in places:
                pid = self._display.process(window)
                frame = self.ancestors(window)[-1]
                self._facts[window] = Facts(titles[window], pid, executable(pid), frame, places[window])
        for window in moved & places.keys():
            self._facts[window] = replace(self._facts[window], place=places[window])
        for window in renamed & self._facts.keys():
            self._facts[window] = replace(self._facts[window], title=titles[window])

    def _titles(self, windows: Iterable[int]) -> dict[int, str]:
        core, modern = self._display.core, self._display.atoms["_NET_WM_NAME"]
        asked = [
            (
                window,
                core.GetProperty(False, window, modern, 0, 0, 1 << 10),
                core.GetProperty(False, window, x.Atom.WM_NAME, 0, 0, 1 << 10),
            )
            for window in windows
        ]
        found = {}
        for window, new, old in asked:
            title, legacy = content(answer(new)), content(answer(old))
            found[window] = title.decode(errors="replace") if title else legacy.decode("latin-1")
        return found

    def hidden(self) -> tuple[Window, ...]:
        """Those that are minimised."""
        known = [window for window in self._managed if window in self._facts]
        minimised = [window for window in known if not self._facts[window].place.viewable]
        return tuple(self._told(window, 0) for window in minimised)

    def _listed(self) -> tuple[Window, ...]:
        at = {facts.frame: window for window, facts in self._facts.items()}
        seen = [at[child] for child in self._children if child in at]
        shown = [window for window in seen if self._facts[window].place.viewable]
        return tuple(self._told(window, order) for order, window in enumerate(shown))

    def _told(self, window: int, order: int) -> Window:
        facts = self._facts[window]
        return Window(
            window,
            facts.title,
            facts.pid,
            facts.executable,
            facts.place.bounds,
            order,
            window == self._active,
            window not in self._managed,
        )

    # What follows asks the server anew: it is what an action is checked against.

    def place(self, window: int) -> Place | None:
        return self._ask_places([window]).get(window)

    def touches(self, point: Point[Device], window: int) -> bool:
        """A press at the point goes to this window, or into it, whatever else is on the screen."""
        current = self._display.root
        while current and current != window:
            where = (self._display.root, current, point.x, point.y)
            found = answer(self._display.core.TranslateCoordinates(*where))
            current = found.child if found is not None else 0
        return current == window

    def under(self, point: Point[Device]) -> str:
        """What is topmost at the point, for a person to read."""
        root = self._display.root
        found = answer(self._display.core.TranslateCoordinates(root, root, point.x, point.y))
        top = found.child if found is not None else 0
        for window, facts in self._facts.items():
            if top and top in (window, facts.frame):
                return f"window {window:#x} {facts.title!r}"
        return f"window {top:#x}" if top else "the bare desktop"

    def ancestors(self, window: int) -> list[int]:
        """The window, its parent and so on; the last is a child of the root."""
        chain = [window]
        while (found := answer(self._display.core.QueryTree(chain[-1]))) is not None:
            if found.parent in (0, self._display.root):
                break
            chain.append(found.parent)
        return chain

    def has_keyboard(self, window: int) -> bool:
        """Keys typed now go to this window, or from its popup to it, or to it as a popup."""
        focus = self._display.core.GetInputFocus().reply().focus
        if focus in (0, x.InputFocus.PointerRoot, self._display.root):
            return False
        chain = self.ancestors(focus)
        if window in chain:
            return True
        places = self._ask_places([window, chain[-1]])
        popup = [place for place in places.values() if place.override and place.viewable]
        own = chain[-1] & self._display.client_mask != self._manager
        involved = window in places and (places[window] in popup or (own and places.get(chain[-1]) in popup))
        return involved and self._display.process(window) == self._display.process(focus)

    def is_active(self, window: int) -> bool:
        return self._is_called_active(window, if_unsaid=True) and self.has_keyboard(window)

    def awaits_keyboard(self, window: int) -> bool:
        """The manager calls it active, and the keyboard is not there (yet)."""
        return self._is_called_active(window, if_unsaid=False) and not self.has_keyboard(window)

    def _is_called_active(self, window: int, *, if_unsaid: bool) -> bool:
        active = self._display.numbers(self._display.root, "_NET_ACTIVE_WINDOW")
        return active[0] == window if active else if_unsaid

    def is_managed(self) -> bool:
        """Some window manager heeds requests."""
        return bool(self._display.numbers(self._display.root, "_NET_SUPPORTING_WM_CHECK"))


def executable(pid: int) -> str:
    """The program that a process runs; empty where that may not be known."""
    if (outside := broker()) is not None:
        return outside.executable(pid)
    try:
        return os.readlink(f"/proc/{pid}/exe") if pid else ""
    except OSError:
        return ""

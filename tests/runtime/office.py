"""A made-up application in memory, full of what must not be pressed; it notes all that was done to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from innervate.core.frame import Node
from innervate.core.geometry import Device, Rect, Windowed
from innervate.core.vocabulary import Role, State
from innervate.surfaces.fake import FakeDesktop, FakeWindow
from innervate.surfaces.fake_controls import Button, nothing

APP, BROWSER, ORIGIN = "/usr/bin/office", "/usr/bin/browser", "http://127.0.0.1:5000"
PRIVATE = ("Will May", "Rosa Winter", "Divorce", "Kidney stones", "Secret plan of the board")
"""What people put in: lists, titles, headings, fields."""


class Fold(Button):
    """Something that folds out."""

    expanded = False

    def states(self) -> set[State]:
        return super().states() | {State.EXPANDED if self.expanded else State.COLLAPSED}


class Popup(FakeWindow):
    """What a menu opens; as in real ones, no list of what people made."""

    def nodes(self, active: bool) -> Iterator[Node]:
        window, *rest = super().nodes(active)
        yield replace(window, role=Role.WINDOW)
        yield from rest


class Page(FakeWindow):
    """A browser's window: all its controls stand in one document."""

    address = f"{ORIGIN}/"
    heading = "Office"

    def nodes(self, active: bool) -> Iterator[Node]:
        window, *rest = super().nodes(active)
        yield window
        page = f"{self.id}/page"
        states = frozenset({State.ENABLED})
        yield Node(page, window.id, self.pid, Role.DOCUMENT, self.heading, bounds=self.bounds, states=states,
                   url=self.address)  # fmt: skip
        for node in rest:
            parent = page if node.parent == window.id else node.parent
            yield replace(node, parent=parent)


@dataclass
class Office:
    """One desktop with the application on it. done: what had consequences."""

    desktop: FakeDesktop = field(default_factory=FakeDesktop)
    done: list[str] = field(default_factory=list)
    pressed: list[str] = field(default_factory=list)

    def did(self, what: str) -> Callable[[], None]:
        return lambda: self.done.append(what)

    def harm(self, window: FakeWindow, *names: str, role: Role = Role.BUTTON) -> None:
        for name in names:
            window.button(name, self.did(name), role=role)

    def menu(self, window: FakeWindow, name: str, items: Sequence[tuple[str, Callable[[], None]]]) -> None:
        """A menu of the window that opens over it."""

        def opened() -> None:
            self.pressed.append(name)
            place = window.at(button)
            bounds: Rect[Device] = Rect(place.x, place.bottom, 240, 28 * len(items))
            popup = Popup(self.desktop, "", window.app, window.pid, bounds)
            popup.popup = True
            for line, (item, act) in enumerate(items):
                row: Rect[Windowed] = Rect(0, 28 * line, 240, 28)

                def chosen(item: str = item, act: Callable[[], None] = act) -> None:
                    self.desktop.close_popups()
                    self.pressed.append(item)
                    act()

                popup.add(Button(item, row, chosen, Role.MENU_ITEM))
            self.desktop.windows = (*self.desktop.windows, popup)
            self.desktop.stir()

        button = window.button(name, opened, role=Role.MENU)

    def dialog(self, name: str, *, stubborn: bool = False) -> Callable[[], None]:
        """What opens a dialog of the application, with ways out that do something and one that does not."""

        def open_() -> None:
            dialog = self.desktop.window(name, app=APP, modal=True, bounds=Rect(300, 200, 420, 300))
            dialog.entry("Full name", PRIVATE[0])
            self.harm(dialog, "OK", "Apply", "Delete account")
            if stubborn:
                dialog.on_close = lambda: False
            else:
                dialog.button("Cancel", dialog.close)
                dialog.shortcuts[frozenset({"Escape"})] = dialog.close

        return open_

    def fill(self, *, stubborn: bool = False) -> FakeWindow:
        """The application's main window."""
        window = self.desktop.window(PRIVATE[4], app=APP, bounds=Rect(40, 40, 900, 660))
        below = [("Quit", self.did("Quit")), ("Delete everything…", self.did("Delete everything"))]
        preferences = [("Preferences…", self.dialog("Preferences", stubborn=stubborn))]
        self.menu(window, "File", [("Save", self.did("Save")), *below, *preferences])
        self.menu(window, "Bookmarks", [(PRIVATE[2], self.did(PRIVATE[2]))])
        fold = Fold("Show details", Rect(16, 110, 160, 28))

        def folded() -> None:
            self.pressed.append("Show details")
            fold.expanded = not fold.expanded
            for control in extra:
                control.visible = fold.expanded

        fold.on_press = folded
        window.add(fold)
        self.harm(window, "Delete", "Save", "Send", "Löschen", "Weiter", "Frobnicate")
        check = window.check("Keep a copy")
        check.on_change = self.did("Keep a copy")
        name = window.entry("Full name", PRIVATE[1], required=True)
        name.on_change = self.did("Full name")
        table = window.table("Letters", ["Subject", "From"], [(PRIVATE[3], PRIVATE[0]), (PRIVATE[2], "x y")])
        table.on_open = lambda row: self.done.append(f"row {row}")
        extra = [window.label("Remarks")]
        for control in extra:
            control.visible = False
        return window

    def site(self) -> Page:
        """A web application with pages behind links, and a form that must not be sent."""
        page = Page(self.desktop, "browser", BROWSER, 900, Rect(0, 0, 1000, 680))
        page.desk = self.desktop
        self.desktop.windows = (*self.desktop.windows, page)
        self.desktop.active = page
        trail: list[str] = []

        def go(where: str) -> Callable[[], None]:
            def went() -> None:
                trail.append(page.address.removeprefix(ORIGIN))
                show(where)

            return went

        def show(where: str) -> None:
            self.pressed.append(where)
            page.address = f"{ORIGIN}{where}"
            page.clear()
            page.heading = f"{where} office"
            for name, target in (("Home", "/"), ("Letters", "/letters"), ("New letter", "/new")):
                page.link(name, go(target))
            page.link("Sign out", self.did("Sign out"))
            page.link("Delete my account", self.did("Delete my account"))
            if where == "/letters":
                page.table("Letters", ["Subject"], [(PRIVATE[3],)])
                page.link(PRIVATE[1], self.did(PRIVATE[1]))
            if where == "/new":
                page.entry("Recipient").on_change = self.did("typed")
                self.harm(page, "Search", "Continue", "Submit")

        page.shortcuts[frozenset({"Alt", "Left"})] = lambda: show(trail.pop()) if trail else nothing()
        show("/")
        self.pressed.clear()
        return page

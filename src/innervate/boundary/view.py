"""Scene to View: the one way out for what a screen shows, and it is closed by default.

Promises: a text crosses only as a public phrase of its application, in a role and a position where that
application shows constants. What fields hold becomes handles; everything else is counted, in buckets. What
decides is where a thing stands and what a catalogue holds, never what a detector noticed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import PurePath

from innervate.boundary.handles import Handles, Part
from innervate.boundary.layout import on_grid, showing
from innervate.boundary.opening import Opening, may_be_shown
from innervate.boundary.phrases import FIELDS, NOTHING_APPROVED, Catalogue, Position, public_form
from innervate.boundary.policy import DEFAULT, Policy
from innervate.boundary.position import Positions, is_told
from innervate.boundary.tables import HELD, HOLDERS, column_types, held, types_among
from innervate.core.application import Application
from innervate.core.frame import Window
from innervate.core.geometry import Rect, Viewed
from innervate.core.scene import Element, Scene, Table
from innervate.core.values import ValueType
from innervate.core.view import (
    Bucket,
    Chosen,
    Column,
    Handle,
    Masked,
    Others,
    Phrase,
    View,
    ViewElement,
    ViewWindow,
)
from innervate.core.vocabulary import (
    CHOICE_STATES,
    CHOICES,
    CHOSEN_BY_STATE,
    CHOSEN_BY_VALUE,
    INTERACTIVE,
    Role,
    State,
)

_ONE_BY_ONE = FIELDS | HOLDERS
"""Told even without a public name: what they hold is what a planner asks for."""
_COUNTED = (INTERACTIVE - FIELDS - HELD) | {
    Role.LABEL,
    Role.HEADING,
    Role.STATUS,
    Role.ALERT,
    Role.DIALOG,
    Role.TOOLTIP,
    Role.TERMINAL,
    Role.CANVAS,
    Role.PROGRESS,
}
"""Without a public name, so many of them there are."""
_NEVER = frozenset({Role.DOCUMENT, Role.WINDOW, Role.APPLICATION, Role.ROW, Role.CELL, Role.COLUMN_HEADER})
"""Told as something else: a window by its title, a column by its table."""
# Of several, the focus is on the one that is chosen.
_CHOSEN_AMONG = frozenset({Role.ITEM, Role.TREE_ITEM, Role.OPTION, Role.RADIO, Role.TAB})
_UNTOLD = CHOICE_STATES | {State.FOCUSABLE, State.ACTIVE}

_Kind = tuple[Role, Phrase | Masked | None]
Untold = Callable[[str, str, str], None]
"""Is told each name that does not cross: its sink, what it is the name of, and the text. For its person."""


class Sanitiser:
    """Makes Views of Scenes of one desk. catalogues: by sink identity of their application.

    policy: what it opens beside what catalogues have.
    """

    def __init__(
        self,
        applications: Sequence[Application],
        catalogues: Mapping[str, Catalogue],
        handles: Handles,
        untold: Untold | None = None,
        policy: Policy = DEFAULT,
    ) -> None:
        self._policy = policy
        self._programs = {a.executable: a for a in reversed(applications) if a.origin is None}
        self._origins = {a.origin: a for a in reversed(applications) if a.origin}
        self._catalogues = catalogues
        self._handles = handles
        self._untold = untold or _nobody

    def view(self, scene: Scene) -> View:
        """All windows that show, from the top down, and what their applications can do."""
        positions, holding = Positions(scene), held(scene)
        elements: dict[int, list[Element]] = {}
        for element in scene.elements:
            if element.visible and element.bounds is not None:
                elements.setdefault(element.window, []).append(element)
        looks: list[_Look] = []
        for window in showing(scene.frame):
            inside = elements.get(window.id, [])
            page = _page(inside)
            application = self._application(window, page, inside)
            catalogue = self._catalogue(application)
            looks.append(
                _Look(
                    scene,
                    window,
                    page,
                    inside,
                    application,
                    catalogue,
                    self._handles,
                    positions,
                    holding,
                    self._untold,
                    self._policy,
                )
            )
        known = {a.name: a for look in looks if (a := look.application) is not None}
        can = tuple((name, a.can) for name, a in known.items() if a.capabilities)
        return View(scene.epoch, tuple(look.told() for look in looks), can)

    def _application(self, window: Window, page: Element | None, inside: list[Element]) -> Application | None:
        """By web origin, else by program. A popup (of options) belongs to its elements' origin."""
        origin = page.origin if page is not None else None
        if page is None and window.popup:
            origin = next((e.origin for e in inside if e.origin), None)
        of_page = self._origins.get(origin or "")
        if of_page is not None and of_page.executable == window.executable:
            return of_page
        return self._programs.get(window.executable)

    def _catalogue(self, application: Application | None) -> Catalogue:
        return self._catalogues.get(application.sink, NOTHING_APPROVED) if application else NOTHING_APPROVED


class _Look:
    """One window being sanitised. holding: how many things its tables, lists and boxes hold."""

    def __init__(
        self,
        scene: Scene,
        window: Window,
        page: Element | None,
        inside: list[Element],
        application: Application | None,
        catalogue: Catalogue,
        handles: Handles,
        positions: Positions,
        holding: Mapping[str, Bucket],
        untold: Untold,
        policy: Policy,
    ) -> None:
        self._scene, self._window, self._page, self._inside = scene, window, page, inside
        self.application = application
        self._catalogue, self._handles = catalogue, handles
        self._positions, self._holding, self._untold = positions, holding, untold
        self._tables = {table.id: table for table in scene.tables}
        self._headers = {e.name for e in inside if e.role is Role.COLUMN_HEADER and is_told(e)}
        self._named = self._title()
        name = application.name if application is not None else None
        self._opening = Opening(policy, name, self._named, catalogue, handles)

    def told(self) -> ViewWindow:
        application, window, surface = self.application, self._window, self._scene.frame.bounds
        program = None
        if application is not None and application.origin is not None:
            program = PurePath(application.executable).name
        elements, others = self._elements()
        return ViewWindow(
            application=application.name if application else None,
            title=self._named,
            situation=self._scene.situation(window.id),
            active=window.active,
            elements=elements,
            place=on_grid(window.bounds.intersection(surface), surface),
            program=program,
            others=others,
        )

    def _elements(self) -> tuple[tuple[ViewElement, ...], tuple[Others, ...]]:
        """What is told one by one, and how many others there are.

        Of those that are called alike no more are told than their bucket's least count.
        """
        kinds: dict[_Kind, list[tuple[int, Element]]] = {}
        others: dict[Role, list[str]] = {}
        for order, element in enumerate(self._inside):
            role = self._role(element)
            if role is None:
                continue
            label: Phrase | Masked | None = (
                self._phrase(element.name, role, element) if element.name else None
            )
            counts = role in _COUNTED and not self._positions.around(element).combo
            if label is None and (counts or role in _ONE_BY_ONE) and self._owns(element):
                label = self._opening.name(self._shows(element), element, role)
            if label is not None or role in _ONE_BY_ONE:
                kinds.setdefault((role, label), []).append((order, element))
            elif counts:
                others.setdefault(role, []).append(element.name)
        told: list[tuple[int, ViewElement]] = []
        for (role, label), alike in kinds.items():
            count = Bucket.of(len(alike))
            if count is not Bucket.ONE:
                order, first = alike[0]
                told.append((order, ViewElement(role, label, count=count, place=self._place(first))))
            if count is Bucket.ONE or role in _ONE_BY_ONE:
                told += ((n, self._element(element, role, label)) for n, element in alike[: count.least])
        told.sort(key=lambda pair: pair[0])
        recognition = self._handles.recognition
        return tuple(element for _, element in told), tuple(
            Others(role, Bucket.of(len(texts)), types_among(texts, recognition) if role is Role.LABEL else ())
            for role in Role
            if (texts := others.get(role))
        )

    def _role(self, element: Element) -> Role | None:
        """The role in which it can be told or counted; None for what others tell already."""
        role = element.role
        if element.id in self._tables:
            return Role.TABLE
        if role in _NEVER:
            return None
        around = self._positions.around(element)
        if around.combo and role not in (Role.OPTION, Role.MENU_ITEM):
            return None  # it is the box's
        if role in _ONE_BY_ONE:
            return role
        if role is Role.LABEL:
            if around.repeats or self._positions.labels_another(element):
                return None
            if around.message is not None and element.origin is not None:
                return around.message  # a text in a message of a page is that message
        return role

    def _element(self, element: Element, role: Role, label: Phrase | Masked | None) -> ViewElement:
        phrase = label if isinstance(label, Phrase) else None
        table = self._tables.get(element.id)
        states = element.states - {State.FOCUSED} if role in _CHOSEN_AMONG else element.states
        value, shown = self._value(element, role, phrase), None
        if value is not None and may_be_shown(role) and self._owns(element):
            shown = self._opening.value(self._shows(element), element, value, phrase)
        return ViewElement(
            role,
            label,
            value,
            self._choice(element, role, phrase),
            _told(states),
            self._columns(element, table) if table is not None else (),
            self._holding.get(element.id),
            place=self._place(element),
            shown=shown,
        )

    def _phrase(self, text: str, role: Role, element: Element) -> Phrase | None:
        """An element's name where it is public there."""
        if role is Role.LABEL and element.named_by_content:
            return None
        return self._public(text, role, element, element.id, self._positions.of(element))

    def _public(
        self, text: str, role: Role, of: Element | Window, key: str, where: Position
    ) -> Phrase | None:
        """A text that is the name of `key`, where it is public there. of: what shows it."""
        inside = self._positions.inside(of) if isinstance(of, Element) else None
        catalogue, form = self._catalogue if self._owns(of) else NOTHING_APPROVED, public_form(text)
        if form and catalogue.is_public(form, role, origin=catalogue.sink, position=where, inside=inside):
            return Phrase(form)
        self._untold(self._shows(of), key, text)
        return None

    def _shows(self, of: Element | Window) -> str:
        """The sink identity of what shows it."""
        return (of.origin if isinstance(of, Element) else None) or self._window.executable

    def _owns(self, of: Element | Window) -> bool:
        return self.application is not None and self.application.sink == self._shows(of)

    def _title(self) -> Phrase | None:
        """The page's title, or that of a window without one."""
        if self.application is None:
            return None
        page, window = self._page, self._window
        if page is not None:
            return self._public(page.name, Role.WINDOW, page, page.id, Position.INTERFACE)
        return self._public(window.title, Role.WINDOW, window, f"window {window.id}", Position.INTERFACE)

    def _value(self, element: Element, role: Role, phrase: Phrase | None) -> Handle | None:
        if role not in FIELDS or role in CHOICES or not element.value:
            return None
        if role is Role.PASSWORD:  # that it is filled, and nothing of what with: not even for how long a text
            return self._handle(element, Part.VALUE, "filled", ValueType.SECRET)
        # Only a public label may have a part in the type that is told.
        near = phrase.text if phrase is not None else None
        return self._handle(element, Part.VALUE, element.value, near=near)

    def _choice(self, element: Element, role: Role, label: Phrase | None) -> Handle | Chosen | Phrase | None:
        """What is chosen: a handle, unless the policy opens the field of this label."""
        opened = label is not None and self._owns(element) and self._opening.choice(label)
        if role in CHOSEN_BY_STATE:
            chosen = _chosen(element.states)
            if opened:
                return chosen
            return self._handle(element, Part.CHOICE, chosen.value, ValueType.CHOICE)
        if role not in CHOSEN_BY_VALUE or not element.value:
            return None
        option = self._opening.option(element.value, label) if opened and label is not None else None
        return option or self._handle(element, Part.CHOICE, element.value, ValueType.CHOICE)

    def _handle(
        self,
        element: Element,
        part: Part,
        text: str,
        hint: ValueType | None = None,
        near: str | None = None,
    ) -> Handle:
        return self._handles.of(self._shows(element), element.id, part, text, hint, near)

    def _columns(self, element: Element, table: Table) -> tuple[Column, ...]:
        position = self._positions.of(element)
        found: list[Column] = []
        types = column_types(self._scene, table, self._handles.recognition)
        for number, (name, type_) in enumerate(zip(table.columns, types, strict=True)):
            # What no header of the program says was read off the screen, or written there by people.
            where = position if name in self._headers else Position.CONTENT
            key = f"{element.id} column {number}"
            label = self._public(name, Role.COLUMN_HEADER, element, key, where) if name else None
            found.append(Column(label, type_))
        return tuple(found)

    def _place(self, element: Element) -> Rect[Viewed] | None:
        bounds = element.bounds
        return on_grid(bounds, self._scene.frame.bounds) if bounds is not None else None


def _nobody(_sink: str, _key: str, _text: str) -> None:
    """Nobody wants to know what does not cross."""


@lru_cache(maxsize=512)
def _chosen(states: frozenset[State]) -> Chosen:
    if CHOICE_STATES.isdisjoint(states):
        return Chosen.UNCHECKED
    return Chosen.MIXED if State.MIXED in states else Chosen.CHECKED


@lru_cache(maxsize=512)
def _told(states: frozenset[State]) -> tuple[State, ...]:
    return tuple(state for state in State if state in states and state not in _UNTOLD)


def _page(inside: list[Element]) -> Element | None:
    """The largest web document that shows: the one that others are embedded in."""
    pages = [e for e in inside if e.role is Role.DOCUMENT and e.origin is not None]
    return max(pages, key=lambda e: e.bounds.area if e.bounds else 0, default=None)

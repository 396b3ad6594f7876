"""Scene to View: the one way out for what a screen shows, and it is closed by default.

Promises: a text crosses only as a public phrase of its application, in a role and a position where that
application shows constants; every other text, choice and value becomes a handle, and counts become
buckets. What decides is where a thing stands and what a catalogue holds, never what a detector noticed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count
from pathlib import PurePath

from innervate.boundary.handles import Handles, Part
from innervate.boundary.layout import on_grid, showing
from innervate.boundary.lines import told_lines
from innervate.boundary.phrases import NOTHING_APPROVED, Catalogue, Position, public_form
from innervate.boundary.position import Around, Positions, is_told
from innervate.boundary.tables import LISTED, Rows, cell_text, column_types, listed, rows_of, told
from innervate.core.application import Application
from innervate.core.frame import Window
from innervate.core.scene import Element, Scene, Table
from innervate.core.values import ValueType
from innervate.core.view import Bucket, Handle, Label, Phrase, View, ViewElement, ViewTable, ViewWindow
from innervate.core.vocabulary import CHOICE_STATES, CHOICES, EDITABLE, INTERACTIVE, Role, State

_CHOSEN_BY_STATE = (CHOICES | {Role.TAB}) - {Role.COMBO, Role.SLIDER}
_CHOSEN_BY_VALUE = frozenset({Role.COMBO, Role.SLIDER})
_SHOWN = INTERACTIVE | EDITABLE | LISTED | {Role.TERMINAL, Role.CANVAS, Role.PROGRESS}
_SHOWN_IF_NAMED = frozenset(
    {
        Role.LABEL,
        Role.HEADING,
        Role.STATUS,
        Role.ALERT,
        Role.DIALOG,
        Role.GROUP,
        Role.FORM,
        Role.LIST,
        Role.TREE,
        Role.TAB_LIST,
        Role.TOOLTIP,
        Role.COLUMN_HEADER,
    }
)
# As wide as a designer made them; every other box hugs its text.
_SIZED_BY_DESIGN = EDITABLE | _CHOSEN_BY_VALUE | {Role.LIST, Role.TREE, Role.GROUP, Role.FORM, Role.TABLE}
# Toolkits name these after what they hold unless a label names them.
_NAMED_AFTER_VALUE = frozenset({Role.COMBO, Role.TEXT})
# Where toolkits say one text twice: only the name is told, or equal ones would be told from others.
_VALUE_REPEATS_NAME = frozenset(
    {Role.LABEL, Role.HEADING, Role.ITEM, Role.TREE_ITEM, Role.STATUS, Role.ALERT}
)
# Of several, the focus is on the one that is chosen.
_CHOSEN_AMONG = LISTED | {Role.OPTION, Role.RADIO, Role.TAB}
_FOLLOWS_CHOICE = frozenset({State.FOCUSED})
_OPTIONS = frozenset({Role.OPTION, Role.MENU_ITEM})
_UNTOLD = CHOICE_STATES | {State.FOCUSABLE, State.ACTIVE}


class Sanitiser:
    """Makes Views of Scenes of one desk. catalogues: by sink identity of their application."""

    def __init__(
        self, applications: Sequence[Application], catalogues: Mapping[str, Catalogue], handles: Handles
    ) -> None:
        self._programs = {a.executable: a for a in reversed(applications) if a.origin is None}
        self._origins = {a.origin: a for a in reversed(applications) if a.origin}
        self._catalogues = catalogues
        self._handles = handles

    def view(self, scene: Scene) -> View:
        """All windows that show, from the top down, and what their applications can do."""
        rows = rows_of(scene)
        positions = Positions(scene, rows.roots)
        elements: dict[int, list[Element]] = {}
        for element in scene.elements:
            if element.visible and element.bounds is not None:
                elements.setdefault(element.window, []).append(element)
        looks: dict[int, _Look] = {}
        for window in showing(scene.frame):
            inside = elements.get(window.id, [])
            page = _page(inside)
            application = self._application(window, page, inside)
            catalogue = self._catalogue(application)
            looks[window.id] = _Look(
                scene, window, page, inside, application, catalogue, self._handles, positions
            )
        rest = _Rest(rows, scene, _Options(scene, positions, looks))
        windows = [look.window(number, rest) for number, look in enumerate(looks.values(), start=1)]
        known = {a.name: a for look in looks.values() if (a := look.application) is not None}
        can = tuple((name, tuple(a.capabilities)) for name, a in known.items() if a.capabilities)
        return View(scene.epoch, tuple(windows), can)

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


class _Rest:
    """What all windows of a View share: the rows, items, lines and options shown, free numbers."""

    __slots__ = ("_by_id", "_untold", "lines", "numbers", "options", "rows")

    def __init__(self, rows: Rows, scene: Scene, options: _Options) -> None:
        self.rows, self.lines = rows, told_lines(scene)
        self.options, self.numbers = options, count(1)
        told = listed(scene) | rows.shown | rows.hidden
        left = {e.id for e in scene.elements if e.role in LISTED and e.id not in told}
        self._by_id, self._untold = scene.by_id, dict.fromkeys(options.untold | left, True)

    def untold(self, id_: str) -> bool:
        """Whether it is an option or item that is not shown one by one, or stands in one."""
        climbed: list[str] = []
        while id_ not in self._untold:
            self._untold[id_] = False  # a circle of parents ends here
            climbed.append(id_)
            above = self._by_id.get(id_)
            if above is None:
                break
            id_ = above.parent
        found = self._untold[id_]
        for climbed_ in climbed:
            self._untold[climbed_] = found
        return found


class _Look:
    """One window being sanitised."""

    __slots__ = (
        "_catalogue",
        "_handles",
        "_inside",
        "_page",
        "_positions",
        "_scene",
        "_states",
        "_window",
        "application",
    )

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
    ) -> None:
        self._scene, self._window, self._page, self._inside = scene, window, page, inside
        self.application = application
        self._catalogue, self._handles, self._positions = catalogue, handles, positions
        self._states: dict[frozenset[State], tuple[State, ...]] = {}

    def window(self, number: int, rest: _Rest) -> ViewWindow:
        application, window, surface = self.application, self._window, self._scene.frame.bounds
        elements: list[ViewElement] = []
        tables: list[ViewTable] = []
        title = self._title(self._page)
        for element in self._inside:
            table = rest.rows.tables.get(element.id)
            around = self._positions.around(element)
            if table is not None and around.root not in rest.rows.hidden:
                tables.append(self._table(next(rest.numbers), element, table))
            elif self._shown(element, around, rest):
                elements.append(self._element(next(rest.numbers), element, around, rest))
        program = None
        if application is not None and application.origin is not None:
            program = PurePath(application.executable).name
        return ViewWindow(
            number=number,
            application=application.name if application else None,
            title=title,
            situation=self._scene.situation(window.id),
            active=window.active,
            elements=tuple(elements),
            tables=tuple(tables),
            place=on_grid(window.bounds.intersection(surface), surface),
            program=program,
        )

    def _shown(self, element: Element, around: Around, rest: _Rest) -> bool:
        role, rows = element.role, rest.rows
        if rest.untold(element.id):
            return False
        if element.id in rows.cells:
            return bool(cell_text(element))
        if around.root is not None or element.id in rows.shown or element.id in rows.hidden:
            return around.root in rows.shown and role in INTERACTIVE
        if role in LISTED:
            return bool(element.name or element.value)
        if role in _SHOWN:
            return True
        if role not in _SHOWN_IF_NAMED or not (element.name or element.value):
            return False
        if role is not Role.LABEL:
            return True
        if around.in_text and element.named_by_content:  # all of them would tell the text's length
            return element.id in rest.lines
        return not (around.repeats or self._positions.labels_another(element))

    def _element(self, number: int, element: Element, around: Around, rest: _Rest) -> ViewElement:
        role = element.role
        if role is Role.LABEL and around.message is not None and element.origin is not None:
            role = around.message  # a text in a message of a page is that message
        if element.id in rest.rows.cells:
            role = Role.CELL
        label = self._label(element, role) if element.name and role is not Role.CELL else None
        value = self._value(element, role)
        # What has no public name may be as wide as a private one in it.
        hugs = role not in _SIZED_BY_DESIGN and (not isinstance(label, Phrase) or value is not None)
        surface = self._scene.frame.bounds
        return ViewElement(
            number,
            role,
            label,
            value,
            self._choice(element, role),
            self._told_states(element.states - _FOLLOWS_CHOICE if role in _CHOSEN_AMONG else element.states),
            on_grid(element.bounds, surface, only_start=hugs) if element.bounds else None,
            rest.options.counted(element),
        )

    def _label(self, element: Element, role: Role) -> Label | None:
        """The name as a phrase where it is public there, else as a handle; none where it may be the value."""
        phrase = self.phrase(element, role)
        if phrase is not None:
            return phrase
        # Whether it is the value must not be told, either.
        if role in _NAMED_AFTER_VALUE and element.label is None:
            return None
        return self._handles.of(self._place(element), element.id, Part.NAME, element.name)

    def phrase(self, element: Element, role: Role) -> Phrase | None:
        """The name where it is public there."""
        catalogue, application = NOTHING_APPROVED, self.application
        if application is not None and element.origin == application.origin:
            catalogue = self._catalogue
        form = public_form(element.name)
        if form is None:
            return None
        position, inside = self._positions.of(element), self._positions.inside(element)
        public = catalogue.is_public(form, role, origin=catalogue.sink, position=position, inside=inside)
        return Phrase(form) if public else None

    def _title(self, page: Element | None) -> Label | None:
        application, window = self.application, self._window
        place, key, text = window.executable, f"window {window.id}", window.title
        if page is not None and application is not None and page.origin == application.origin:
            place, key, text = application.sink, page.id, page.name
        if not text:
            return None
        form = public_form(text)
        sink = self._catalogue.sink
        if form is not None and place == sink and self._catalogue.is_public(form, Role.WINDOW, origin=sink):
            return Phrase(form)
        return self._handles.of(place, key, Part.NAME, text)

    def _value(self, element: Element, role: Role) -> Handle | None:
        if role in CHOICES:
            return None
        text = cell_text(element) if role is Role.CELL else element.value
        if not text or (role in _VALUE_REPEATS_NAME and element.name):
            return None
        if role is Role.PASSWORD:  # that it is filled, and nothing of what with: not even for how long a text
            return self._handles.of(self._place(element), element.id, Part.VALUE, "filled", ValueType.SECRET)
        return self._handles.of(self._place(element), element.id, Part.VALUE, text)

    def _choice(self, element: Element, role: Role) -> Handle | None:
        if role in _CHOSEN_BY_STATE:
            text = "unchecked"
            if not CHOICE_STATES.isdisjoint(element.states):
                text = "mixed" if State.MIXED in element.states else "checked"
        elif role in _CHOSEN_BY_VALUE and element.value:
            text = element.value
        else:
            return None
        return self._handles.of(self._place(element), element.id, Part.CHOICE, text, ValueType.CHOICE)

    def _table(self, number: int, element: Element, table: Table) -> ViewTable:
        position = self._positions.of(element)
        application = self.application
        own = application is not None and element.origin == application.origin
        headers = {e.name for e in self._inside if e.role is Role.COLUMN_HEADER and is_told(e)}
        columns: list[tuple[Label | None, ValueType]] = []
        types = column_types(self._scene, table)
        for index, (name, type_) in enumerate(zip(table.columns, types, strict=True)):
            # What no header of the program says was read off the screen, or written there by people.
            where = position if name in headers else Position.CONTENT
            columns.append((self._column(element, index, name, where, own) if name else None, type_))
        place = on_grid(element.bounds, self._scene.frame.bounds) if element.bounds else None
        return ViewTable(number, tuple(columns), Bucket.of(len(table.rows)), place)

    def _column(self, element: Element, index: int, name: str, position: Position, own: bool) -> Label:
        form, sink = public_form(name), self._catalogue.sink
        role = Role.COLUMN_HEADER
        if own and form and self._catalogue.is_public(form, role, origin=sink, position=position):
            return Phrase(form)
        return self._handles.of(self._place(element), f"{element.id} column {index}", Part.NAME, name)

    def _told_states(self, states: frozenset[State]) -> tuple[State, ...]:
        told = self._states.get(states)
        if told is None:
            told = self._states[states] = tuple(s for s in State if s in states and s not in _UNTOLD)
        return told

    def _place(self, element: Element) -> str:
        return element.origin or self._window.executable


def _page(inside: list[Element]) -> Element | None:
    """The largest web document that shows: the one that others are embedded in."""
    pages = [e for e in inside if e.role is Role.DOCUMENT and e.origin is not None]
    return max(pages, key=lambda e: e.bounds.area if e.bounds else 0, default=None)


class _Options:
    """The options of combo boxes and lists, of which those that are not public are told by their bucket.

    untold: ids of those that are not shown one by one.
    """

    __slots__ = ("_shown", "untold")

    def __init__(self, scene: Scene, positions: Positions, looks: Mapping[int, _Look]) -> None:
        boxes: dict[str, list[Element]] = {}
        for element in scene.elements:
            box = positions.around(element).combo if element.role in _OPTIONS else None
            if box is None and element.role is Role.OPTION:
                box = element.parent
            if box is not None:
                boxes.setdefault(box, []).append(element)
        self._shown: dict[str, int] = {}
        self.untold: set[str] = set()
        for box, options in boxes.items():
            private = [o for o in options if not ((look := looks.get(o.window)) and look.phrase(o, o.role))]
            showing = [o for o in private if o.visible and o.bounds is not None]
            self.untold.update(option.id for option in showing[told(len(showing)) :])
            self._shown[box] = len(options) - len(private) + told(len(private))

    def counted(self, element: Element) -> Bucket | None:
        """How many can be chosen from in an element, as far as its options are told."""
        shown = self._shown.get(element.id)
        return Bucket.of(shown) if shown else None

"""The last look before a View leaves: its bytes are taken apart again and every leaf must be known.

Independent of the sanitiser: it trusts no View, only the desk's names, the catalogues and the handles
that were issued. If one leaf is anything else, nothing leaves at all.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import PurePath
from typing import NoReturn, Protocol

from innervate.boundary.handles import read_handle
from innervate.boundary.layout import COLUMNS, ROWS
from innervate.boundary.phrases import NOTHING_APPROVED, Catalogue, public_form
from innervate.boundary.render import Json, canonical, view_bytes
from innervate.core.application import Application
from innervate.core.errors import PrivacyRefused
from innervate.core.values import ValueType
from innervate.core.view import Bucket, Handle, View
from innervate.core.vocabulary import CHOICE_STATES, Role, Situation, State

_TEMPLATE = {
    "view": frozenset("epoch windows capabilities".split()),
    "window": frozenset("number application program title situation active place elements tables".split()),
    "element": frozenset("number role label value choice states place options".split()),
    "table": frozenset("number columns rows place".split()),
}
_KEYS = frozenset(chain(*_TEMPLATE.values())) | {"phrase", "handle"}
_ROLES = frozenset(Role)
_TYPES = frozenset(ValueType)
_STATES = frozenset(State) - CHOICE_STATES
_SITUATIONS = frozenset(Situation)
_BUCKETS = frozenset(Bucket)
_ENUMS: frozenset[str] = frozenset(chain(_ROLES, _TYPES, _STATES, _SITUATIONS, _BUCKETS))
_MOST_EPOCHS = 2**53


class Issued(Protocol):
    """What the gate must know of handles: which were issued and, where that is known, their texts."""

    def issued(self, handle: Handle) -> bool: ...

    def holds_text(self, text: str) -> bool: ...


class Gate:
    """Lets Views of one desk pass, or nothing. catalogues: by sink identity."""

    def __init__(
        self, applications: Sequence[Application], catalogues: Mapping[str, Catalogue], handles: Issued
    ) -> None:
        self._applications = {a.name: a for a in reversed(applications)}
        self._catalogues = catalogues
        self._handles = handles
        programs = (PurePath(a.executable).name for a in applications)
        capabilities = chain.from_iterable(a.capabilities for a in applications)
        self._desk = frozenset(chain(self._applications, programs, capabilities))

    def pass_view(self, view: View) -> bytes:
        """The bytes to send: canonical JSON, of which every leaf was checked.

        :raises PrivacyRefused: a leaf is none of template, enumeration, issued handle, name of the desk
            and public phrase of its application.
        """
        data = view_bytes(view)
        self.check(data)
        return data

    def check(self, data: bytes) -> None:
        """
        :raises PrivacyRefused: as `pass_view`.
        """
        try:
            body: Json = json.loads(data)
        except ValueError as error:
            raise _refusal("bytes that are not JSON") from error
        if canonical(body) != data:
            _refuse("bytes that say more than their contents")
        _Pass(self._applications, self._catalogues, self._handles).view(body)
        self._scan(body)

    def _scan(self, body: Json) -> None:
        """Whatever the schema says: no text that is not known, least of all one that a screen showed."""
        for text in _texts(body) - _ENUMS - self._desk:
            handle = read_handle(text)
            if handle is None or not self._handles.issued(handle):
                known = self._handles.holds_text(text)
                _refuse("a value that a screen showed" if known else "a text of unknown source")


class _Pass:
    """One View being checked."""

    def __init__(
        self,
        applications: Mapping[str, Application],
        catalogues: Mapping[str, Catalogue],
        handles: Issued,
    ) -> None:
        self._applications, self._catalogues, self._handles = applications, catalogues, handles
        self._numbers: list[int] = []

    def view(self, body: Json) -> None:
        view = _object(body, "view")
        epoch = view["epoch"]
        if type(epoch) is not int or not 0 <= epoch < _MOST_EPOCHS:
            _refuse("an epoch that is no count")
        for number, window in enumerate(_list(view["windows"]), start=1):
            self._window(number, _object(window, "window"))
        if sorted(self._numbers) != list(range(1, len(self._numbers) + 1)):
            _refuse("elements that are not numbered one by one")
        for capability in _list(view["capabilities"]):
            match capability:
                case [str(name), [*names]] if name in self._applications:
                    if not all(found in self._applications[name].capabilities for found in names):
                        _refuse("a capability that the desk does not have")
                case _:
                    _refuse("capabilities of an application that the desk does not have")

    def _window(self, number: int, window: dict[str, Json]) -> None:
        if window["number"] != number or type(window["active"]) is not bool:
            _refuse("a window that is not numbered in order, or neither active nor not")
        _member(window["situation"], _SITUATIONS)
        _place(window["place"])
        catalogue = self._catalogue(window["application"], window["program"])
        self._label(window["title"], Role.WINDOW, catalogue)
        for element in _list(window["elements"]):
            self._element(_object(element, "element"), catalogue)
        for table in _list(window["tables"]):
            self._table(_object(table, "table"), catalogue)

    def _catalogue(self, name: Json, program: Json) -> Catalogue:
        if name is None and program is None:
            return NOTHING_APPROVED
        application = self._applications.get(name) if isinstance(name, str) else None
        if application is None:
            _refuse("an application that the desk does not have")
        expected = PurePath(application.executable).name if application.origin else None
        if program != expected:
            _refuse("a program that is not the application's")
        return self._catalogues.get(application.sink, NOTHING_APPROVED)

    def _element(self, element: dict[str, Json], catalogue: Catalogue) -> None:
        self._number(element["number"])
        role = Role(_member(element["role"], _ROLES))
        self._label(element["label"], role, catalogue)
        for state in _list(element["states"]):
            _member(state, _STATES)
        _place(element["place"])
        if element["options"] is not None:
            _member(element["options"], _BUCKETS)
        if element["value"] is not None:
            type_ = self._handle(element["value"])
            if role is Role.PASSWORD and type_ is not ValueType.SECRET:
                _refuse("a password of another type than secret")
        if element["choice"] is not None and self._handle(element["choice"]) is not ValueType.CHOICE:
            _refuse("a choice of another type than choice")

    def _table(self, table: dict[str, Json], catalogue: Catalogue) -> None:
        self._number(table["number"])
        _member(table["rows"], _BUCKETS)
        _place(table["place"])
        for column in _list(table["columns"]):
            match column:
                case [label, str(type_)]:
                    self._label(label, Role.COLUMN_HEADER, catalogue)
                    _member(type_, _TYPES)
                case _:
                    _refuse("a column that is not a label and a type")

    def _label(self, label: Json, role: Role, catalogue: Catalogue) -> None:
        match label:
            case None:
                return
            case {"handle": handle, **rest} if not rest:
                self._handle(handle)
            case {"phrase": str(text), **rest} if not rest:
                public = catalogue.is_public(text, role, origin=catalogue.sink)
                if not public or public_form(text) != text or any(map(str.isdigit, text)):
                    _refuse(f"a text that is not public as the name of a {role.value} there")
            case _:
                _refuse("a label that is neither phrase nor handle")

    def _handle(self, text: Json) -> ValueType:
        handle = read_handle(text) if isinstance(text, str) else None
        if handle is None or not self._handles.issued(handle):
            _refuse("a handle that was never issued")
        return handle.type

    def _number(self, number: Json) -> None:
        if type(number) is not int:
            _refuse("an element without a number")
        self._numbers.append(number)


def _object(data: Json, kind: str) -> dict[str, Json]:
    if not isinstance(data, dict) or data.keys() != _TEMPLATE[kind]:
        _refuse(f"a {kind} with other fields than a {kind} has")
    return data


def _list(data: Json) -> list[Json]:
    if not isinstance(data, list):
        _refuse("one thing in the place of several")
    return data


def _member(data: Json, allowed: frozenset[str]) -> str:
    if not isinstance(data, str) or data not in allowed:
        _refuse("a word that is not of its vocabulary")
    return data


def _place(data: Json) -> None:
    if data is None:
        return
    if isinstance(data, list) and len(data) == 4:
        x, y, width, height = (n if type(n) is int else -1 for n in data)
        if min(x, y) >= 0 and 1 <= width <= COLUMNS - x and 1 <= height <= ROWS - y:
            return
    _refuse("a place off the grid")


def _texts(body: Json) -> set[str]:
    """Every string of a body but its known keys and its phrases, which were checked where they stand."""
    found: set[str] = set()
    waiting: list[Json] = [[body]]
    while waiting:
        part = waiting.pop()
        inner: Iterable[Json] = ()
        if type(part) is dict:
            if not part.keys() <= _KEYS:
                found |= part.keys() - _KEYS
            inner = part.values() if "phrase" not in part else [v for k, v in part.items() if k != "phrase"]
        elif type(part) is list:
            inner = part
        for value in inner:
            if type(value) is str:
                found.add(value)
            elif type(value) is dict or type(value) is list:
                waiting.append(value)
    return found


def _refusal(seen: str) -> PrivacyRefused:
    """Never quotes what it found: an error may be told on."""
    return PrivacyRefused(
        "a View of public phrases, handles and enumerations only",
        seen,
        "nothing was sent; this is a defect of innervate or a catalogue that changed while running",
    )


def _refuse(seen: str) -> NoReturn:
    raise _refusal(seen)

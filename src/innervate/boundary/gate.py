"""The last look before a View leaves: its text is read back and every leaf must be known.

Independent of the sanitiser: it trusts no View, only the desk's names, the catalogues and the handles
that were issued. If one leaf is anything else, nothing leaves at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import NoReturn, Protocol

from innervate.boundary.changes import Changes, are_changes, read_changes
from innervate.boundary.guides import spoken
from innervate.boundary.layout import COLUMNS, ROWS
from innervate.boundary.opening import is_masked, may_be_named, may_be_shown
from innervate.boundary.phrases import NOTHING_APPROVED, Catalogue, is_option, public_form
from innervate.boundary.policy import DEFAULT, Policy
from innervate.boundary.reading import read_view
from innervate.boundary.render import view_text
from innervate.core.application import Application
from innervate.core.errors import BadInput, PrivacyRefused
from innervate.core.geometry import Rect, Viewed
from innervate.core.values import ValueType
from innervate.core.view import (
    Capabilities,
    Chosen,
    Guide,
    Handle,
    Masked,
    Phrase,
    View,
    ViewElement,
    ViewWindow,
)
from innervate.core.vocabulary import CHOICE_STATES, CHOSEN_BY_STATE, CHOSEN_BY_VALUE, Role

_MOST_NUMBER = 2**53


class Issued(Protocol):
    """What the gate must know of handles: which were issued."""

    def issued(self, handle: Handle) -> bool: ...


class Gate:
    """Lets Views of one desk pass, or nothing. catalogues: by sink identity. policy: what it opens.

    guides: what may be quoted of profiles, by application, as it was made of what a person signed.
    """

    def __init__(
        self,
        applications: Sequence[Application],
        catalogues: Mapping[str, Catalogue],
        handles: Issued,
        policy: Policy = DEFAULT,
        guides: Mapping[str, Guide] | None = None,
    ) -> None:
        self._policy = policy
        self.guides: Mapping[str, Guide] = guides or {}
        self._applications = {a.name: a for a in reversed(applications)}
        self._catalogues = catalogues
        self._handles = handles

    def pass_view(self, view: View, *, places: bool = False) -> bytes:
        """The text to send, or with places to keep, of which every leaf was checked.

        :raises PrivacyRefused: a leaf is none of template, enumeration, issued handle, name of the desk
            and public phrase of its application.
        """
        data = view_text(view, places=places).encode()
        self.check(data)
        return data

    def is_public(self, application: str, text: str, role: Role) -> bool:
        """Whether it may cross, somewhere, as the name of an element of this role of an application."""
        known = self._applications.get(application)
        if known is None:
            return False
        catalogue = self._catalogues.get(known.sink, NOTHING_APPROVED)
        return catalogue.is_public(text, role, origin=known.sink)

    def check(self, data: bytes) -> None:
        """Whether this is a View, or what changed since one, of nothing but known leaves.

        :raises PrivacyRefused: as `pass_view`.
        """
        try:
            text = data.decode()
            told: View | Changes = read_changes(text) if are_changes(text) else read_view(text)
        except (BadInput, UnicodeDecodeError) as error:
            raise _refusal("bytes that are no View") from error
        match told:
            case View():
                self._number(told.epoch)
                for window in told.windows:
                    self._window(window)
                self._guided(told.guides)
                self._capabilities(told.capabilities)
            case Changes():
                self._number(told.number)
                self._number(told.since)
                self._guided(told.guides)
                for changed in told.windows:
                    for window in (changed.gone, changed.come, changed.now):
                        self._window(window)

    def _number(self, number: int) -> None:
        if not 0 <= number < _MOST_NUMBER:
            _refuse("a View whose number is no count")

    def _capabilities(self, told: Sequence[Capabilities]) -> None:
        for name, capabilities in told:
            application = self._applications.get(name)
            if application is None or not set(capabilities) <= set(application.can):
                _refuse("a capability that the desk does not have")

    def _guided(self, guides: Sequence[Guide]) -> None:
        """Each is, to the last word, what was made of the profile here; its names are public now."""
        if len({guide.application for guide in guides}) != len(guides):
            _refuse("a profile that is quoted twice")
        for guide in guides:
            application = self._applications.get(guide.application)
            if application is None or self.guides.get(guide.application) != guide:
                _refuse("a quotation that is not the profile's")
            catalogue = self._catalogues.get(application.sink, NOTHING_APPROVED)
            for role, phrase in spoken(guide):
                self._phrase(phrase, role, catalogue)

    def _window(self, window: ViewWindow) -> None:
        catalogue = self._catalogue(window.application, window.program)
        self._phrase(window.title, Role.WINDOW, catalogue)
        _place(window.place)
        for element in window.elements:
            self._element(element, catalogue)
            self._masked(element, window)
            self._choice(element, window.application, catalogue)

    def _catalogue(self, name: str | None, program: str | None) -> Catalogue:
        if name is None and program is None:
            return NOTHING_APPROVED
        application = self._applications.get(name or "")
        if application is None:
            _refuse("an application that the desk does not have")
        if program != (PurePath(application.executable).name if application.origin else None):
            _refuse("a program that is not the application's")
        return self._catalogues.get(application.sink, NOTHING_APPROVED)

    def _element(self, element: ViewElement, catalogue: Catalogue) -> None:
        if not isinstance(element.label, Masked):
            self._phrase(element.label, element.role, catalogue)
        for column in element.columns:
            self._phrase(column.label, Role.COLUMN_HEADER, catalogue)
        if not CHOICE_STATES.isdisjoint(element.states):
            _refuse("a state that says what somebody chose")
        self._handle(element.value)
        if element.role is Role.PASSWORD and element.value and element.value.type is not ValueType.SECRET:
            _refuse("a password of another type than secret")
        _place(element.place)

    def _masked(self, element: ViewElement, window: ViewWindow) -> None:
        """Texts only where the policy says open, in which nothing that a detector finds is left."""
        if isinstance(element.label, Masked):
            self._text(element.label, window, None, may_be_named(element.role))
        if element.shown is not None:
            label = element.label.text if isinstance(element.label, Phrase) else None
            of_text = element.value is not None and element.value.type is ValueType.TEXT
            self._text(element.shown, window, label, of_text and may_be_shown(element.role))

    def _text(self, masked: Masked, window: ViewWindow, label: str | None, fits: bool) -> None:
        title = window.title.text if window.title is not None else None
        name = window.application
        if name is None or not self._policy.opens_text(name, title, label):
            _refuse("a text where the policy does not say open")
        if not fits or not is_masked(masked.text, self._handles.issued):
            _refuse("a text that is not masked")

    def _choice(self, element: ViewElement, application: str | None, catalogue: Catalogue) -> None:
        """A handle, or what is chosen where the policy opens this very field."""
        chosen, label = element.choice, element.label
        if chosen is None or isinstance(chosen, Handle):
            self._handle(chosen)
            return
        if not isinstance(label, Phrase) or not self._policy.opens_choice(application or "", label.text):
            _refuse("what is chosen in a field that the policy does not open")
        states = isinstance(chosen, Chosen)
        if element.role not in (CHOSEN_BY_STATE if states else CHOSEN_BY_VALUE):
            _refuse("a choice in an element of which nothing is chosen")
        if isinstance(chosen, Phrase) and not is_option(chosen.text, label.text, catalogue):
            _refuse("what is chosen, and is no public option of its field")

    def _phrase(self, phrase: Phrase | None, role: Role, catalogue: Catalogue) -> None:
        if phrase is None:
            return
        text = phrase.text
        public = catalogue.is_public(text, role, origin=catalogue.sink)
        if not public or public_form(text) != text or any(map(str.isdigit, text)):
            _refuse(f"a text that is not public as the name of a {role.value} there")

    def _handle(self, handle: Handle | None) -> None:
        if handle is not None and not self._handles.issued(handle):
            _refuse("a handle that was never issued")


def _place(place: Rect[Viewed] | None) -> None:
    if place is None:
        return
    if not (1 <= place.width <= COLUMNS - place.x and 1 <= place.height <= ROWS - place.y):
        _refuse("a place off the grid")


def _refusal(seen: str) -> PrivacyRefused:
    """Never quotes what it found: an error may be told on."""
    return PrivacyRefused(
        "a View of public phrases, handles and enumerations only",
        seen,
        "nothing was sent; this is a defect of innervate or a catalogue that changed while running",
    )


def _refuse(seen: str) -> NoReturn:
    raise _refusal(seen)

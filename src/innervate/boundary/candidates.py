"""What a person may approve: the names that an application shows and that do not cross yet.

The sanitiser itself says which names those are, so nothing is offered that would not cross, and nothing that
would is left out. Offers nothing with a digit: digits never cross. Warns where a phrase looks like somebody's
own, and takes no more than an interface's own places for likely.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from innervate.boundary.generic_words import GENERIC_WORDS
from innervate.boundary.handles import Handles
from innervate.boundary.phrases import GETTEXT_ROLES, Catalogue, joined
from innervate.boundary.position import Positions, is_told
from innervate.boundary.public_form import public_form
from innervate.boundary.recognizers import recognise
from innervate.boundary.view import Sanitiser
from innervate.boundary.where import Grant, Position
from innervate.core.application import Application
from innervate.core.geometry import Device, Rect
from innervate.core.scene import Element, Scene
from innervate.core.values import ValueType
from innervate.core.vocabulary import Role


class Says(StrEnum):
    """Who else knows a phrase."""

    PROGRAM = "the program's own catalogue"
    EVERYBODY = "a usual word of interfaces"
    NOBODY = "no catalogue"


class Warning(StrEnum):
    """Why a phrase may be somebody's own."""

    PERSON = "looks like a person"
    ORGANISATION = "looks like a firm"
    CONTENT = "stands among people's own words"
    TITLE = "titles often name what is open"
    CHOICE = "may be something to choose that people made"
    SEEN = "was read off the screen"
    NAMES = "may quote something: a path, an address, a name"
    LONG = "is a sentence: look whether it tells of somebody"


_LOOKS = {ValueType.PERSON: Warning.PERSON, ValueType.ORGANISATION: Warning.ORGANISATION}
_TITLES = frozenset({Role.WINDOW, Role.DIALOG, Role.DOCUMENT, Role.HEADING})
_CHOICES = frozenset({Role.LINK, Role.TAB, Role.OPTION, Role.ITEM, Role.TREE_ITEM})
_QUOTES = frozenset('/\\@"“”„«»=')
_LONG = 60


@dataclass(frozen=True, slots=True, order=True)
class Candidate:
    """One phrase in one role at one place. bounds: where it was seen, for a picture."""

    place: str
    role: Role
    text: str
    says: Says = field(compare=False)
    warnings: tuple[Warning, ...] = field(compare=False, default=())
    bounds: Rect[Device] | None = field(compare=False, default=None)
    window: str = field(compare=False, default="")

    @property
    def grant(self) -> Grant:
        return Grant(self.role, self.place)

    @property
    def likely(self) -> bool:
        """Whether it may be offered as approved before anybody looked: nothing speaks against it."""
        return not self.warnings and self.place != Position.CONTENT.value and self.role in GETTEXT_ROLES


@dataclass(frozen=True, slots=True)
class Group:
    """The candidates of one role at one place: a person who saw them all can say yes to them at once."""

    place: str
    role: Role
    candidates: tuple[Candidate, ...]

    @property
    def name(self) -> str:
        return f"{self.place} · {self.role.value}"


def untold(
    scene: Scene, applications: Sequence[Application], catalogues: Mapping[str, Catalogue]
) -> list[tuple[str, str, str]]:
    """The names in a Scene that do not cross: their sink, what they are names of, and the text."""
    names: list[tuple[str, str, str]] = []
    sanitiser = Sanitiser(
        applications, catalogues, Handles(), lambda sink, key, text: names.append((sink, key, text))
    )
    sanitiser.view(scene)
    return names


def candidates(
    scene: Scene, applications: Sequence[Application], catalogues: Mapping[str, Catalogue], sink: str
) -> list[Candidate]:
    """What an application shows in a Scene and could cross: each phrase once in each role and place."""
    positions = Positions(scene)
    catalogue = catalogues.get(sink, Catalogue(sink))
    found: dict[tuple[str, Grant], Candidate] = {}
    for place, key, text in untold(scene, applications, catalogues):
        form = public_form(text)
        if place != sink or form is None:
            continue
        made = _candidate(scene, positions, key, text, form, catalogue)
        if made is not None:
            found.setdefault((form, made.grant), made)
    return sorted(found.values())


def _candidate(
    scene: Scene, positions: Positions, key: str, text: str, form: str, catalogue: Catalogue
) -> Candidate | None:
    id_, _, column = key.partition(" column ")
    element = scene.by_id.get(id_)
    if column and element is not None:
        role, place = Role.COLUMN_HEADER, _place_of_column(scene, positions, element, text)
    elif element is None or (element.role is Role.DOCUMENT and element.name == text):
        role, place = Role.WINDOW, Position.INTERFACE.value
    else:
        role, place = _role(positions, element), _place(positions, element)
    window = next((w.title for w in scene.windows if element is not None and w.id == element.window), "")
    bounds = element.bounds if element is not None else None
    warnings = _warnings(form, role, place, catalogue, seen=element is not None and not is_told(element))
    return Candidate(place, role, form, _says(form, catalogue), warnings, bounds, window)


def _role(positions: Positions, element: Element) -> Role:
    """As the View says it: a text in a message of a page is that message."""
    message = positions.around(element).message
    if element.role is Role.LABEL and message is not None and element.origin is not None:
        return message
    return element.role


def _place(positions: Positions, element: Element) -> str:
    return positions.inside(element) or positions.of(element).value


def _place_of_column(scene: Scene, positions: Positions, table: Element, text: str) -> str:
    headers = (e for e in scene.elements if e.role is Role.COLUMN_HEADER and e.window == table.window)
    told = any(e.name == text and is_told(e) and e.visible and e.bounds is not None for e in headers)
    return positions.of(table).value if told else Position.CONTENT.value


def _says(form: str, catalogue: Catalogue) -> Says:
    if form in catalogue.constants:
        return Says.PROGRAM
    return Says.EVERYBODY if form in GENERIC_WORDS else Says.NOBODY


def _warnings(form: str, role: Role, place: str, catalogue: Catalogue, *, seen: bool) -> tuple[Warning, ...]:
    found: list[Warning] = []
    looks = _LOOKS.get(recognise(form)[0]) if " " in form else None  # one word alone names many things
    if looks is not None and _says(form, catalogue) is Says.NOBODY:
        found.append(looks)
    if place == Position.CONTENT.value:
        found.append(Warning.CONTENT)
    if role in _TITLES:
        found.append(Warning.TITLE)
    if role in _CHOICES:
        found.append(Warning.CHOICE)
    if seen:
        found.append(Warning.SEEN)
    if not _QUOTES.isdisjoint(form):
        found.append(Warning.NAMES)
    if len(form) > _LONG:
        found.append(Warning.LONG)
    return tuple(found)


def merged(found: Iterable[Candidate]) -> list[Candidate]:
    """Those of several Scenes, each once."""
    by_key: dict[tuple[str, Grant], Candidate] = {}
    for candidate in found:
        by_key.setdefault((candidate.text, candidate.grant), candidate)
    return sorted(by_key.values())


def groups(found: Iterable[Candidate]) -> list[Group]:
    """By place and role, those first that are likely; within one, what is doubtful stands apart."""
    parted: dict[tuple[bool, str, Role], list[Candidate]] = {}
    for candidate in sorted(found):
        parted.setdefault((not candidate.likely, candidate.place, candidate.role), []).append(candidate)
    return [Group(place, role, tuple(parted[key])) for key in sorted(parted) for _, place, role in [key]]


def opened(catalogue: Catalogue, chosen: Iterable[Candidate]) -> Catalogue:
    """The catalogue as it would be with these approved too."""
    more = ({candidate.text: frozenset({candidate.grant})} for candidate in chosen)
    return replace(catalogue, approved=joined(catalogue.approved, *more))

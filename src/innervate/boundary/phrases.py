"""Which texts are public: whole phrases of one application's own catalogue, by role and place.

Promises: a text is public only as a whole, case and all, in a role and at a place in which the application
shows constants, for the origin that the desk or a person bound it to. What a person approved crosses at
exactly the place that was approved, among people's own words only where the approval says `content`.
Refuses anything with a digit, a placeholder or a handle's brackets, whatever list it stands in.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from innervate.boundary.approvals import ApprovalKey, approved_bytes
from innervate.boundary.generic_words import GENERIC_ROLES, GENERIC_WORDS
from innervate.boundary.gettext_catalogue import LOCALES
from innervate.boundary.public_form import public_form
from innervate.boundary.resources import phrases_of_program
from innervate.boundary.where import PEOPLES_MENUS, Grant, Position, is_place, options
from innervate.core.application import Application
from innervate.core.errors import BadInput
from innervate.core.vocabulary import EDITABLE, Role

__all__ = [
    "APPROVED_ROLES",
    "FIELDS",
    "GETTEXT_ROLES",
    "NOTHING_APPROVED",
    "Catalogue",
    "Position",
    "approved_phrases",
    "catalogue_of",
    "is_option",
    "joined",
    "public_form",
    "read_phrases",
]

FIELDS = EDITABLE | {Role.COMBO, Role.SLIDER}

# Where a program's own constants show. Tabs, headings, titles, links and options are content too often.
GETTEXT_ROLES = FIELDS | {
    Role.BUTTON,
    Role.TOGGLE,
    Role.MENU,
    Role.MENU_ITEM,
    Role.LABEL,
    Role.COLUMN_HEADER,
    Role.CHECK_BOX,
    Role.RADIO,
}

# The roles in a list that a person approved, and where such a phrase may then cross.
APPROVED_ROLES: Mapping[str, frozenset[Role]] = {
    "label": FIELDS | {Role.LABEL, Role.CHECK_BOX, Role.RADIO, Role.GROUP, Role.FORM},
    "button": frozenset({Role.BUTTON, Role.TOGGLE}),
    "heading": frozenset({Role.HEADING}),
    "option": frozenset({Role.OPTION, Role.MENU_ITEM}),
    "column": frozenset({Role.COLUMN_HEADER}),
    "message": frozenset({Role.ALERT, Role.STATUS}),
    "title": frozenset({Role.WINDOW, Role.DIALOG}),
    "link": frozenset({Role.LINK}),
}

STATIC = frozenset({Role.LABEL, Role.HEADING, Role.GROUP, Role.FORM, Role.COLUMN_HEADER, Role.STATUS})
"""Where static text stands; there, at the level `labels`, every listed phrase crosses."""

Phrases = Mapping[str, frozenset[Grant | Role]]
"""Approved phrases. A bare role: that role in the interface, not in a menu or among options."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The public phrases of one application.

    sink: the application's identity. constants: of the program itself. approved: by a person. anywhere: those
    that cross wherever static text stands, because the policy says `labels` there.
    """

    sink: str
    constants: frozenset[str] = frozenset()
    approved: Phrases = field(default_factory=dict)
    anywhere: frozenset[str] = frozenset()

    def is_public(
        self,
        text: str,
        role: Role,
        *,
        origin: str,
        position: Position | None = None,
        inside: str | None = None,
    ) -> bool:
        """Whether this text may cross as the name of an element of this role, seen at this sink identity.

        position: None asks whether it may anywhere, as the last look must, which sees no places. inside: the
        menu or the options that it stands in (`where.menu`, `where.options`).
        """
        form = public_form(text)
        if form is None:
            return False
        if origin == self.sink and self._approved(form, role, position, inside):
            return True
        if origin == self.sink and form in self.anywhere and role in STATIC:
            return True
        if position is Position.CONTENT or inside in PEOPLES_MENUS:
            return False
        if form in GENERIC_WORDS and role in GENERIC_ROLES:
            return True
        return origin == self.sink and role in GETTEXT_ROLES and form in self.constants

    def _approved(self, form: str, role: Role, position: Position | None, inside: str | None) -> bool:
        grants = self.approved.get(form, frozenset())
        if position is None:
            return any((grant if isinstance(grant, Role) else grant.role) is role for grant in grants)
        place = inside or position.value
        if place == Position.INTERFACE.value and role in grants:
            return True
        return Grant(role, place) in grants


NOTHING_APPROVED = Catalogue(sink="")


def catalogue_of(
    application: Application,
    environ: Mapping[str, str],
    approved: Phrases | None = None,
    locales: Path = LOCALES,
    cache: Path | None = None,
) -> Catalogue:
    """The catalogue of an application of the desk. A program's phrases are bound to it, never to a web page.

    cache: folder in which what was read of large programs is kept.
    """
    constants: frozenset[str] = frozenset()
    if application.origin is None:
        constants = phrases_of_program(
            application.executable, application.catalogues, environ, locales, cache=cache
        )
    return Catalogue(application.sink, constants, dict(approved or {}))


def joined(*lists: Phrases) -> dict[str, frozenset[Grant | Role]]:
    """Several lists of approved phrases as one."""
    found: dict[str, frozenset[Grant | Role]] = {}
    for phrases in lists:
        for text, grants in phrases.items():
            found[text] = found.get(text, frozenset()) | grants
    return found


def is_option(text: str, field: str, catalogue: Catalogue) -> bool:
    """Whether this may cross as what is chosen in the field of this name: by an approval for its options."""
    return catalogue.is_public(
        text, Role.OPTION, origin=catalogue.sink, position=Position.CONTENT, inside=options(field)
    )


def approved_phrases(
    path: Path, origin: str, key: ApprovalKey, signature: Path | None = None
) -> dict[str, frozenset[Grant]]:
    """The phrases of a list that this machine's person approved for this origin, with their roles and places.

    signature: where the approval is; None for the one beside the list.

    :raises Denied: nobody approved the list.
    :raises PrivacyRefused: the list was changed after it was approved, or is approved for another origin.
    :raises BadInput: it is no phrase list.
    """
    return read_phrases(approved_bytes(path, origin, key, signature), str(path))


def read_phrases(data: bytes, source: str) -> dict[str, frozenset[Grant]]:
    """{"phrases": [{"text", "role" or "element", "place"}]}; phrases that can never be public are left out.

    role: a kind of `APPROVED_ROLES`. element: one role by itself, as in a profile. place: `interface` where
    none is given, so what older lists allowed among people's own words is not allowed any more.

    :raises BadInput: it is no phrase list, or has a role or a place that no list has.
    """
    found: dict[str, set[Grant]] = {}
    try:
        for entry in json.loads(data)["phrases"]:
            place = entry.get("place", Position.INTERFACE.value)
            if not is_place(place):
                raise ValueError(f"{place!r} is no place")
            form = public_form(entry["text"])
            grants = {Grant(role, place) for role in roles_of(entry)}
            if form is not None:
                found.setdefault(form, set()).update(grants)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadInput(
            f"a list of public phrases in {source}",
            f"{type(error).__name__}: {error}",
            f"give each phrase a text, one of the roles {', '.join(APPROVED_ROLES)}, and a place: interface, "
            "content, menu NAME or options NAME",
        ) from error
    return {form: frozenset(grants) for form, grants in found.items()}


def roles_of(entry: Mapping[str, str]) -> frozenset[Role]:
    """The roles that an entry of a list allows.

    :raises KeyError: it names none, or no kind of `APPROVED_ROLES`. :raises ValueError: no such role.
    """
    if "element" in entry:
        return frozenset({Role(entry["element"])})
    return APPROVED_ROLES[entry["role"]]

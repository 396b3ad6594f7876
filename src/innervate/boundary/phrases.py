"""Which texts are public: whole phrases of one application's own catalogue, by role and position.

Promises: a text is public only as a whole, case and all, in a role in which the application shows
constants, for the origin that the desk or a person bound it to. Refuses anything with a digit, a
placeholder or a handle's brackets, whatever list it stands in.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from pathlib import Path

from innervate.boundary.approvals import ApprovalKey, approved_bytes
from innervate.boundary.generic_words import GENERIC_ROLES, GENERIC_WORDS
from innervate.boundary.gettext_catalogue import LOCALES, phrases_of
from innervate.core.application import Application
from innervate.core.errors import BadInput
from innervate.core.vocabulary import EDITABLE, Role

_LONGEST = 160
_TRAILING = (":", "*", "…", "...")
_NEVER = frozenset("%{}⟦⟧\n\r\t")

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


class Position(Enum):
    """Where a name stands: in a program's own interface, or in what people put into it."""

    INTERFACE = "interface"
    CONTENT = "content"


@lru_cache(maxsize=16384)
def public_form(text: str) -> str | None:
    """The form in which a phrase crosses: trimmed, less all ':', '*' and ellipses at its end; None if never.

    Its form is itself: what looks at a phrase again finds the same.
    """
    text = text.strip()
    while mark := next((mark for mark in _TRAILING if text.endswith(mark)), None):
        text = text[: -len(mark)].rstrip()
    if len(text) < 2 or len(text) > _LONGEST or not _NEVER.isdisjoint(text):
        return None
    if not text.isprintable() or not any(map(str.isalpha, text)) or any(map(str.isdigit, text)):
        return None
    return text if text.isascii() or all(unicodedata.category(c)[0] != "N" for c in text) else None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The public phrases of one application.

    sink: the application's identity. constants: of the program itself. approved: by a person, with roles.
    """

    sink: str
    constants: frozenset[str] = frozenset()
    approved: Mapping[str, frozenset[Role]] = field(default_factory=dict)

    def is_public(
        self, text: str, role: Role, *, origin: str, position: Position = Position.INTERFACE
    ) -> bool:
        """Whether this text may cross as the name of an element of this role, seen at this sink identity."""
        form = public_form(text)
        if form is None:
            return False
        if origin == self.sink and role in self.approved.get(form, ()):
            return True
        if position is Position.CONTENT:
            return False
        if form in GENERIC_WORDS and role in GENERIC_ROLES:
            return True
        return origin == self.sink and role in GETTEXT_ROLES and form in self.constants


NOTHING_APPROVED = Catalogue(sink="")


def catalogue_of(
    application: Application,
    environ: Mapping[str, str],
    approved: Mapping[str, frozenset[Role]] | None = None,
    locales: Path = LOCALES,
) -> Catalogue:
    """The catalogue of an application of the desk. Gettext phrases are bound to native programs only."""
    constants: frozenset[str] = frozenset()
    if application.origin is None and application.catalogues:
        forms = (public_form(text) for text in phrases_of(application.catalogues, environ, locales))
        constants = frozenset(form for form in forms if form is not None)
    return Catalogue(application.sink, constants, dict(approved or {}))


def approved_phrases(
    path: Path, origin: str, key: ApprovalKey, signature: Path | None = None
) -> dict[str, frozenset[Role]]:
    """The phrases of a list that this machine's person approved for this origin, with their roles.

    signature: where the approval is; None for the one beside the list.

    :raises Denied: nobody approved the list.
    :raises PrivacyRefused: the list was changed after it was approved, or is approved for another origin.
    :raises BadInput: it is no phrase list.
    """
    return read_phrases(approved_bytes(path, origin, key, signature), str(path))


def read_phrases(data: bytes, source: str) -> dict[str, frozenset[Role]]:
    """{"phrases": [{"text", "role", "from"}]}; phrases that can never be public are left out.

    :raises BadInput: it is no phrase list, or has a role that no list has.
    """
    found: dict[str, frozenset[Role]] = {}
    try:
        for entry in json.loads(data)["phrases"]:
            roles = APPROVED_ROLES[entry["role"]]
            form = public_form(entry["text"])
            if form is not None:
                found[form] = found.get(form, frozenset()) | roles
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadInput(
            f"a list of public phrases in {source}",
            f"{type(error).__name__}: {error}",
            f"give each phrase a text and one of the roles {', '.join(APPROVED_ROLES)}",
        ) from error
    return found

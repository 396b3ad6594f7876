"""What the boundary is measured on: a native mail program with its real catalogue, a web portal with
approved phrases, and Scenes of both in which a text stands wherever texts can.

Promises: everything is generated from a seed. A placement says where a text stands; in those of `CONTENT`
people's own words stand, so that even a phrase of the catalogue must not cross there.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from innervate.boundary.gate import Gate
from innervate.boundary.generic_words import GENERIC_WORDS
from innervate.boundary.handles import Handles
from innervate.boundary.phrases import APPROVED_ROLES, Catalogue, catalogue_of
from innervate.boundary.view import Sanitiser
from innervate.core.application import Application
from innervate.core.errors import Unavailable
from innervate.core.frame import Frame, Pixels, Window
from innervate.core.geometry import Device, Rect
from innervate.core.scene import Element, Row, Scene, Table, scene_of
from innervate.core.vocabulary import Role, State

SCREEN: Rect[Device] = Rect(0, 0, 1920, 1080)
_DOMAINS = (("claws-mail", "gtk30"), ("evince", "gtk30"), ("gtk30",), ("coreutils",))
_LEAST_PHRASES = 200
_GENERIC = sorted(GENERIC_WORDS)
_APPROVED: Mapping[str, Sequence[str]] = {
    "label": ("Policy number", "Date of loss", "Cause", "Claimant", "Amount"),
    "button": ("Review claim", "Change entries"),
}


@dataclass(frozen=True, slots=True)
class Stage:
    """Two applications and what is public in them.

    constants: the mail program's own phrases, in order. words: those of which public phrases are made.
    """

    mail: Application
    portal: Application
    catalogues: Mapping[str, Catalogue]
    constants: Sequence[str] = field(repr=False)
    words: Sequence[str] = field(repr=False)

    def boundary(self, seed: int) -> tuple[Sanitiser, Gate]:
        """A fresh boundary whose handles are numbered by that seed."""
        desk, handles = (self.mail, self.portal), Handles(random.Random(seed))
        return Sanitiser(desk, self.catalogues, handles), Gate(desk, self.catalogues, handles)

    def phrases(self, web: bool) -> Sequence[str]:
        """What is public of the portal or the mail program without a person's approval."""
        return _GENERIC if web else self.constants


def stage() -> Stage:
    """
    :raises Unavailable: no installed program has a catalogue.
    """
    for domains in _DOMAINS:
        mail = Application("mail", "/usr/bin/mail-program", catalogues=domains)
        catalogue = catalogue_of(mail, {**os.environ, "LANGUAGE": "C"})
        if len(catalogue.constants) >= _LEAST_PHRASES:
            break
    else:
        raise Unavailable("a catalogue of interface phrases", "no program brought one", "install claws-mail")
    portal = Application("portal", "/usr/lib/browser", origin="http://127.0.0.1:5000")
    approved = {text: APPROVED_ROLES[role] for role, texts in _APPROVED.items() for text in texts}
    words = {word for phrase in (*catalogue.constants, *GENERIC_WORDS, *approved) for word in phrase.split()}
    plain = sorted(word for word in words if word.isalpha() and len(word) > 2)
    catalogues = {mail.sink: catalogue, portal.sink: Catalogue(portal.sink, approved=approved)}
    return Stage(mail, portal, catalogues, sorted(catalogue.constants), plain)


def secret(chance: random.Random, words: Sequence[str], least: int = 2) -> str:
    """A secret made only of public words, as a name, a folder or a diagnosis may be."""
    return " ".join(chance.choice(words) for _ in range(chance.randint(least, 4)))


def scene_of_mail(
    stage: Stage, elements: Sequence[Element], tables: Sequence[Table] = (), title: str = ""
) -> Scene:
    """A Scene of the mail program's window."""
    window = Window(1, title, 7, stage.mail.executable, SCREEN, 0, True)
    frame = Frame(3, SCREEN, Pixels(0, 0, 0, b""), (window,), {})
    return scene_of(frame, tuple(elements), tables=tuple(tables))


def scene_of_portal(
    stage: Stage, elements: Sequence[Element], tables: Sequence[Table] = (), title: str = ""
) -> Scene:
    """A Scene of the portal's page in its browser."""
    window = Window(1, title, 7, stage.portal.executable, SCREEN, 0, True)
    page = Element("page", Role.DOCUMENT, title, SCREEN, 1, origin=stage.portal.origin)
    inside = [replace(e, origin=stage.portal.origin, parent=e.parent or "page") for e in elements]
    frame = Frame(3, SCREEN, Pixels(0, 0, 0, b""), (window,), {})
    return scene_of(frame, (page, *inside), tables=tuple(tables))


def element(id_: str, role: Role, name: str, parent: str = "", value: str | None = None) -> Element:
    """An enabled element somewhere in the window."""
    place: Rect[Device] = Rect(40, 60, 300, 24)
    return Element(id_, role, name, place, 1, value, parent, frozenset({State.ENABLED}))


Placed = tuple[list[Element], list[Table]]
Placement = Callable[[str], Placed]


def inside(holder: Role, role: Role) -> Placement:
    """The text as the name of something in a holder of people's own things."""
    return lambda text: ([element("holder", holder, ""), element("it", role, text, "holder")], [])


def alone(role: Role, named_by_content: bool = False) -> Placement:
    """The text as the name of an element that stands by itself."""
    return lambda text: (
        [replace(element("it", role, text), named_by_content=named_by_content)],
        [],
    )


def valued(role: Role) -> Placement:
    """The text as what an element holds."""
    return lambda text: ([element("it", role, "", value=text)], [])


def in_table(text: str) -> Placed:
    cell = element("cell", Role.CELL, text, "row", value=text)
    row = element("row", Role.ROW, text, "table")
    return [element("table", Role.TABLE, text), row, cell], [Table("table", ("",), (Row("row", ("cell",)),))]


def labelled_by_content(text: str) -> Placed:
    label = element("label", Role.LABEL, text, "list")
    return [
        element("list", Role.LIST, ""),
        label,
        replace(element("it", Role.BUTTON, text), label="label"),
    ], []


CONTENT: Mapping[str, Placement] = {
    **{
        f"{role.value} in a list": inside(Role.LIST, role)
        for role in (Role.BUTTON, Role.CHECK_BOX, Role.LABEL)
    },
    **{f"{role.value} in a tree": inside(Role.TREE, role) for role in (Role.BUTTON, Role.TREE_ITEM)},
    **{f"{role.value} in a text": inside(Role.TEXT, role) for role in (Role.BUTTON, Role.LABEL, Role.LINK)},
    **{f"{role.value} in a tab": inside(Role.TAB, role) for role in (Role.BUTTON, Role.LABEL)},
    **{
        f"{role.value}": alone(role)
        for role in (
            Role.ITEM,
            Role.TREE_ITEM,
            Role.TAB,
            Role.OPTION,
            Role.HEADING,
            Role.LINK,
            Role.STATUS,
            Role.ALERT,
            Role.LABEL,
            Role.TOOLTIP,
            Role.WINDOW,
            Role.GROUP,
        )
    },
    **{
        f"value of a {r.value}": valued(r)
        for r in (Role.ENTRY, Role.TEXT, Role.COMBO, Role.SLIDER, Role.PASSWORD)
    },
    "button named by its content": alone(Role.BUTTON, named_by_content=True),
    "named by a label in a list": labelled_by_content,
    "table, row and cell": in_table,
}
"""Where people's own words stand, whatever they are."""

NAMED: Mapping[str, Placement] = {role.value: alone(role) for role in Role if role is not Role.DOCUMENT}
"""Every role by itself: what stands there may be a program's own, so only whole phrases of it cross."""

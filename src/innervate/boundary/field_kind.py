"""What a field is for: an address, a recipient, a path, a command, prose, something plain; or unsure.

Into the first four a planner's constant never goes, nor what was put together: they lead out. What a
field is for is told by its role, the words of its label, the types of what it takes, and where it stands;
what a constant is for, by its looks. Promises: where nothing tells, the answer is unsure, and unsure counts
as leading out.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

from innervate.boundary.policy import plain
from innervate.boundary.recognizers import recognise
from innervate.core.scene import Element, Scene
from innervate.core.values import ValueType
from innervate.core.vocabulary import Role, Situation, Source, State


class FieldKind(StrEnum):
    PLAIN = "plain"
    PROSE = "prose"
    URL = "address"
    RECIPIENT = "recipient"
    PATH = "path"
    COMMAND = "command"
    UNSURE = "unsure"


_URL = """url uri link href website webpage homepage location server host hostname endpoint webhook callback
feed proxy domain site internet web webseite lien sitio omnibox bar browser""".split()
_RECIPIENT = """to cc bcc recipient recipients email e-mail send forward invite invitee attendee attendees
participant participants guest guests share contact payee beneficiary creditor iban bic swift account konto
kopie empfanger empfaenger destinataire destinatario begunstigter compte cuenta conto phone telephone mobile
sms fax channel chat""".split()
_PATH = """file files filename path paths folder folders directory attach attachment attachments upload
download browse export import datei ordner pfad fichier dossier archivo carpeta cartella""".split()
_COMMAND = """command commands cmd terminal shell run execute script console macro formula query sql
expression code program argument arguments plugin filter regex template hook befehl commande """.split()
_WORDS = {
    **dict.fromkeys(_URL, FieldKind.URL),
    **dict.fromkeys(_RECIPIENT, FieldKind.RECIPIENT),
    **dict.fromkeys(_PATH, FieldKind.PATH),
    **dict.fromkeys(_COMMAND, FieldKind.COMMAND),
}
_WHOLE = {
    "an": FieldKind.RECIPIENT,
    "a": FieldKind.RECIPIENT,
    "para": FieldKind.RECIPIENT,
    "go": FieldKind.URL,
}
_BY_TYPE = {
    ValueType.URL: FieldKind.URL,
    ValueType.EMAIL: FieldKind.RECIPIENT,
    ValueType.PHONE: FieldKind.RECIPIENT,
    ValueType.IBAN: FieldKind.RECIPIENT,
}
_TAKES_TEXT = frozenset({Role.ENTRY, Role.TEXT, Role.SPIN, Role.COMBO, Role.PASSWORD})
_CHOSEN = frozenset({Role.CHECK_BOX, Role.RADIO, Role.TOGGLE, Role.SLIDER})
_SEEN_ONLY = frozenset({Source.PIXELS, Source.MODEL})
_HOST = re.compile(
    r"(?:[\w-]+\.)+[^\W\d]{2,}(?:[:/].*)?|.*\b\d{1,3}(?:\.\d{1,3}){3}\b.*|\[?[0-9a-f]*:[0-9a-f:]+\]?.*",
    re.I | re.S,
)
_PATHLIKE = re.compile(r"[/~\\].*|[A-Za-z]:[\\/].*|.*(?:^|[\\/])\.\.?(?:[\\/]|$).*", re.S)
_FORMULA = re.compile(r"\s*[=+@|;&$`]")
_COMMANDLIKE = re.compile(r"\s*[=+@|;&$`].*|.*[`|;&<>$].*|.*\n.+", re.S)


def kind_of(element: Element, scene: Scene) -> FieldKind:
    """What a field is for, as the Scene tells."""
    if element.role is Role.TERMINAL or any(e.role is Role.TERMINAL for e in _around(element, scene)):
        return FieldKind.COMMAND
    if element.role in _CHOSEN:
        return FieldKind.PLAIN
    if element.role not in _TAKES_TEXT or element.source in _SEEN_ONLY:
        return FieldKind.UNSURE
    prose = element.role is Role.TEXT
    by_label = kind_of_label(element.name) if element.name or not prose else FieldKind.PLAIN
    if by_label is not FieldKind.PLAIN:
        return by_label
    if scene.situation(element.window) is Situation.DIALOG or _modal(element, scene):
        return FieldKind.UNSURE
    return FieldKind.PROSE if prose else _BY_TYPE.get(recognise(element.value or "")[0], FieldKind.PLAIN)


def kind_of_label(label: str) -> FieldKind:
    """By the words of a label alone; unsure where it has none, words of several kinds, or other letters."""
    words = plain(label)
    bare = "".join(c for c in unicodedata.normalize("NFKD", words) if not unicodedata.combining(c))
    if not bare or not bare.isascii():
        return FieldKind.UNSURE
    if bare in _WHOLE:
        return _WHOLE[bare]
    found = {_WORDS[word] for word in re.findall(r"[a-z]+(?:-[a-z]+)*|[a-z]+", bare) if word in _WORDS}
    found |= {_WORDS[word] for word in re.findall(r"[a-z]+", bare) if word in _WORDS}
    if len(found) == 1:
        return found.pop()
    return FieldKind.UNSURE if found or bare != words else FieldKind.PLAIN


def kind_of_text(text: str, field: FieldKind = FieldKind.PLAIN) -> FieldKind:
    """What a constant could be used for, by its looks; in prose, whether it begins like a formula."""
    if field is FieldKind.PROSE:
        return FieldKind.COMMAND if _FORMULA.match(text) else FieldKind.PLAIN
    by_type = _BY_TYPE.get(recognise(text)[0])
    if by_type is not None:
        return by_type
    bare = text.strip()
    if "@" in bare:
        return FieldKind.RECIPIENT
    if (
        "://" in bare
        or _HOST.fullmatch(bare)
        or bare.casefold().startswith(("data:", "javascript:", "mailto:"))
    ):
        return FieldKind.URL
    if _PATHLIKE.fullmatch(bare):
        return FieldKind.PATH
    return FieldKind.COMMAND if _COMMANDLIKE.fullmatch(text) else FieldKind.PLAIN


def _around(element: Element, scene: Scene) -> list[Element]:
    found: list[Element] = []
    above = scene.by_id.get(element.parent)
    while above is not None and above not in found:
        found.append(above)
        above = scene.by_id.get(above.parent)
    return found


def _modal(element: Element, scene: Scene) -> bool:
    return any(State.MODAL in e.states or e.role is Role.DIALOG for e in _around(element, scene))

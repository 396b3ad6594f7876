"""What a policy opens in one window: choices of fields that it names; at the level `open` texts, masked.

Promises: nothing where the policy opens nothing; at `open` what is recognised in a text, and what a handle
stands for already, crosses as a handle, and nothing that a password field shows crosses. It is a detector and
misses some, which is why nothing is claimed of a run under `open`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from innervate.boundary.handles import Handles, Part, escaped, unescaped
from innervate.boundary.phrases import FIELDS, Catalogue, is_option, public_form
from innervate.boundary.policy import Policy
from innervate.boundary.spans import Found, pieces, spans
from innervate.boundary.tables import HELD
from innervate.core.scene import Element
from innervate.core.values import ValueType
from innervate.core.view import HANDLE, Handle, Masked, Phrase, read_handle
from innervate.core.vocabulary import CHOICES, Role

_LONGEST = 4000
"""Characters of a text that crosses; longer ones are told as if nothing were open: cuts could cut values."""
_MASKED_WHOLE = frozenset(ValueType) - {ValueType.TEXT}


def may_be_named(role: Role) -> bool:
    """Whether names of this role cross at the level open: not of what lists hold, nor of passwords."""
    return role not in HELD and role is not Role.PASSWORD


def may_be_shown(role: Role) -> bool:
    """Whether what fields of this role hold crosses at the level open."""
    return role in FIELDS and role not in CHOICES and role is not Role.PASSWORD


def is_masked(text: str, issued: Callable[[Handle], bool]) -> bool:
    """Whether a text is as one is after masking: a second look, which trusts no first one."""
    handles = [read_handle(found[0]) for found in HANDLE.finditer(text)]
    if any(handle is None or handle.type in _NEVER_IN_TEXTS or not issued(handle) for handle in handles):
        return False
    parts = _between(text)
    return all(escaped(unescaped(part)) == part and not spans(unescaped(part)) for part in parts)


_NEVER_IN_TEXTS = frozenset({ValueType.SECRET, ValueType.CHOICE})


def _between(text: str) -> Iterator[str]:
    done = 0
    for found in HANDLE.finditer(text):
        yield text[done : found.start()]
        done = found.end()
    yield text[done:]


class Opening:
    """One window. application: None for one that the desk does not know. title: as it is told."""

    def __init__(
        self,
        policy: Policy,
        application: str | None,
        title: Phrase | None,
        catalogue: Catalogue,
        handles: Handles,
    ) -> None:
        self._policy, self._application = policy, application
        self._title = title.text if title is not None else None
        self._catalogue, self._handles = catalogue, handles
        self._names = self._opens(None)

    def _opens(self, label: Phrase | None) -> bool:
        """Nothing is ever open in what the desk does not know."""
        field = label.text if label is not None else None
        known = self._application
        return known is not None and self._policy.opens_text(known, self._title, field)

    def choice(self, label: Phrase) -> bool:
        """Whether what is chosen in the field of this label crosses."""
        return self._application is not None and self._policy.opens_choice(self._application, label.text)

    def option(self, text: str, label: Phrase) -> Phrase | None:
        """What is chosen, where it is a public option of its field."""
        form = public_form(text)
        return Phrase(form) if form and is_option(form, label.text, self._catalogue) else None

    def name(self, place: str, element: Element, role: Role) -> Masked | None:
        """A name that is not public. What only says what a field holds, or what is chosen in it, is none."""
        if not self._names or not may_be_named(role):
            return None
        named = element.label is not None or role not in (Role.COMBO, Role.TEXT)
        if role in FIELDS and (element.named_by_content or not named or element.name == element.value):
            return None
        return self._masked(place, f"{element.id} name", element.name, None)

    def value(self, place: str, element: Element, handle: Handle, label: Phrase | None) -> Masked | None:
        """What a field holds, where that is free text: a value of a type is told by its handle."""
        if not self._opens(label) or handle.type is not ValueType.TEXT or not element.value:
            return None
        return self._masked(place, f"{element.id} value", element.value, element.value)

    def _masked(self, place: str, key: str, text: str, own: str | None) -> Masked | None:
        """own: what this very field holds, which is known to itself."""
        if not text.strip() or len(text) > _LONGEST or not _can_be_written(text):
            return None
        parts: list[str] = []
        for number, piece in enumerate(self._pieces(text, own)):
            if isinstance(piece, Found):
                kind = piece.type if piece.type in _MASKED_WHOLE else None
                parts.append(str(self._handles.of(place, f"{key} {number}", Part.VALUE, piece.text, kind)))
            else:
                parts.append(escaped(piece))
        return Masked("".join(parts))

    def _pieces(self, text: str, own: str | None) -> Iterator[str | Found]:
        whole, _ = self._handles.recognition.recognise(text)
        if whole in _MASKED_WHOLE:
            yield Found(whole, text)
            return
        for piece in pieces(text):
            if isinstance(piece, Found):
                yield piece
            else:
                yield from self._without_known(piece, own)

    def _without_known(self, text: str, own: str | None) -> Iterator[str | Found]:
        """A text of a piece less what a handle stands for already, wherever that was shown."""
        known = self._handles.known_in(text, own)
        if known is None:
            yield text
            return
        start, end = known
        yield from pieces(text[:start])
        yield Found(ValueType.TEXT, text[start:end])
        for part in pieces(text[end:]):
            if isinstance(part, Found):
                yield part
            else:
                yield from self._without_known(part, own)


def _can_be_written(text: str) -> bool:
    """Screens show lone surrogates, too."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True

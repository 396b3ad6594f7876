"""Read one accessible: its state, role, name, place and contents, with as few calls as its role needs.

Promises: an accessible that does not show costs one call. The contents of a password entry are never asked
for, only how many characters they have. Object replacement characters are stripped. What vanished while it
was read is None; `Silent` and `Lost` go to the caller.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from dbus_fast import Variant

from innervate.core.geometry import Device, Rect
from innervate.surfaces.x11 import atspi_roles as roles
from innervate.surfaces.x11.atspi_bus import Bus, Failed, Ref, integer, rectangle, references
from innervate.surfaces.x11.atspi_text import Cuts, Line, read_lines

ACCESSIBLE = "org.a11y.atspi.Accessible"
COMPONENT = "org.a11y.atspi.Component"
_DOCUMENT = "org.a11y.atspi.Document"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_SELECTION = "org.a11y.atspi.Selection"
_TEXT = "org.a11y.atspi.Text"
_VALUE = "org.a11y.atspi.Value"
_TEXT_CHARACTERS = 20_000
_LABELLED_BY = 2
_SCREEN = 0


@dataclass(slots=True)
class Known:
    """What an accessible said of itself. children: those that show, in order. count: of all children.

    loose: a menu without a place in the tree, or in one; GTK doesn't say that the items of such a menu show,
    only that they are visible, so what has a place there counts as showing.
    """

    ref: Ref
    parent: Ref | None
    role: int = 0
    bits: int = 0
    count: int = 0
    name: str = field(repr=False, default="")
    description: str = field(repr=False, default="")
    bounds: Rect[Device] | None = None
    text: str | None = field(repr=False, default=None)
    lines: tuple[Line, ...] = field(repr=False, default=())
    url: str | None = field(repr=False, default=None)
    labelled_by: tuple[Ref, ...] = ()
    cuts: Cuts = field(repr=False, default_factory=dict)
    children: list[Ref] = field(default_factory=list)
    loose: bool = False

    def same(self, other: Known) -> bool:
        """Whether the other reading says the same."""
        return _said(self) == _said(other)


def _said(known: Known) -> tuple[object, ...]:
    return (known.bits, known.count, known.name, known.description, known.bounds, known.text, known.lines)


class Reader:
    """Reads accessibles of any application on one bus."""

    def __init__(self, bus: Bus) -> None:
        self.bus = bus

    async def read(self, ref: Ref, parent: Known | None, old: Known | None = None) -> Known | None:
        """One accessible; None where it does not show or does not live. `old` spares what cannot change."""
        try:
            bits = await self.states(ref)
            shows = parent is None or roles.has(bits, roles.SHOWING)
            if not shows and not (parent is not None and parent.loose and roles.has(bits, roles.VISIBLE)):
                return None
            known = Known(ref, parent.ref if parent else None, bits=bits)
            bounds = self.extents(ref) if parent is not None else _nothing()
            role = self.role(ref) if old is None else _same(old.role)
            known.role, known.bounds, _ = await asyncio.gather(role, bounds, self._properties(ref, known))
            known.loose = parent is not None and parent.loose
            if not shows and known.bounds is None:
                return None
            await self._contents(known, parent, old)
        except Failed:
            return None
        return known

    async def states(self, ref: Ref) -> int:
        """The states as one number, AtspiStateType its bits."""
        answer = await self.bus.call(ref, ACCESSIBLE, "GetState")
        words = answer[0] if answer else None
        if isinstance(words, list) and len(words) == 2:
            return int(words[0]) | int(words[1]) << 32
        raise Failed("no states")

    async def role(self, ref: Ref) -> int:
        return integer(await self.bus.call(ref, ACCESSIBLE, "GetRole"))

    async def extents(self, ref: Ref) -> Rect[Device] | None:
        """Where it is on the screen; None where it shows no area."""
        try:
            answer = await self.bus.call(ref, COMPONENT, "GetExtents", "u", [_SCREEN])
        except Failed:
            return None
        return rectangle(answer[0] if answer else None)

    async def children(self, ref: Ref) -> list[Ref]:
        answer = await self.bus.call(ref, ACCESSIBLE, "GetChildren")
        return references(answer[0] if answer else None)

    async def parent(self, ref: Ref) -> Ref | None:
        found = references([await self._property(ref, ACCESSIBLE, "Parent")])
        return found[0] if found else None

    async def _properties(self, ref: Ref, known: Known) -> None:
        answer = await self.bus.call(ref, _PROPERTIES, "GetAll", "s", [ACCESSIBLE])
        said = answer[0] if answer else None
        if not isinstance(said, dict):
            raise Failed("no properties")
        values = {key: item.value for key, item in said.items() if isinstance(item, Variant)}
        known.name = _clean(str(values.get("Name", ""))).strip()
        known.description = _clean(str(values.get("Description", ""))).strip()
        known.count = int(values.get("ChildCount", 0))

    async def _property(self, ref: Ref, interface: str, name: str) -> object:
        answer = await self.bus.call(ref, _PROPERTIES, "Get", "ss", [interface, name])
        return answer[0].value if answer and isinstance(answer[0], Variant) else None

    async def _contents(self, known: Known, parent: Known | None, old: Known | None) -> None:
        role, ref = known.role, known.ref
        if role == roles.PASSWORD_TEXT:
            count = await self._try_property(ref, _TEXT, "CharacterCount")
            known.text = "•" * count if isinstance(count, int) else None
        elif role == roles.COMBO_BOX:
            known.text = await self._choice(known)
        elif role in roles.ALWAYS_TEXT or (role in roles.NAMELESS_TEXT and not known.name):
            known.text = await self._text(ref, role)
        if role in roles.VALUED and not known.text:
            known.text = await self._value(ref)
        if role in roles.LABELLED:
            known.labelled_by = await self._labels(ref) if old is None else old.labelled_by
        if role == roles.DOCUMENT_WEB:
            known.url = await self._url(ref)
        if role in roles.LINED or (role in roles.WRITABLE and roles.has(known.bits, roles.MULTI_LINE)):
            await self._lines(known, parent, old)
        known.text = _clean(known.text) if known.text is not None else None

    async def _text(self, ref: Ref, role: int) -> str | None:
        end = -1
        if role in roles.LONG_TEXT:
            count = await self._try_property(ref, _TEXT, "CharacterCount")
            end = _TEXT_CHARACTERS if isinstance(count, int) and count > _TEXT_CHARACTERS else -1
        try:
            answer = await self.bus.call(ref, _TEXT, "GetText", "ii", [0, end])
        except Failed:
            return None
        raw = str(answer[0]) if answer else ""
        text = raw if role in roles.HOLDERS else _clean(raw)
        return text if text.strip() or role in roles.HOLDERS else None

    async def _lines(self, known: Known, parent: Known | None, old: Known | None) -> None:
        if not known.text:
            return
        cuts = old.cuts if old is not None and old.text == _clean(known.text) else {}
        seen = parent.bounds if parent is not None else None
        # Evince tells a page's own extents wrongly (scaled twice); those of its characters are right.
        area = seen if known.role == roles.PAGE else known.bounds
        if area is not None and seen is not None:
            area = area.intersection(seen)
        known.lines, known.cuts = await read_lines(self.bus, known.ref, known.text, area, cuts)
        if known.role == roles.PAGE:
            known.bounds = _around(known.lines, seen)

    async def _choice(self, combo: Known) -> str | None:
        """What is chosen: in GTK the combo box has the selection, in Chromium its list; else the name."""
        if roles.has(combo.bits, roles.EDITABLE):
            return await self._text(combo.ref, roles.ENTRY)
        for holder in (combo.ref, *await self._first_child(combo)):
            chosen = await self._try_refs(holder, _SELECTION, "GetSelectedChild")
            if chosen:
                name = await self._try_property(chosen[0], ACCESSIBLE, "Name")
                return _clean(str(name or "")).strip()
        return combo.name or None

    async def _first_child(self, known: Known) -> list[Ref]:
        return await self._try_refs(known.ref, ACCESSIBLE, "GetChildAtIndex") if known.count else []

    async def _try_refs(self, ref: Ref, interface: str, member: str) -> list[Ref]:
        try:
            return references(await self.bus.call(ref, interface, member, "i", [0]))
        except Failed:
            return []

    async def _try_property(self, ref: Ref, interface: str, name: str) -> object:
        try:
            return await self._property(ref, interface, name)
        except Failed:
            return None

    async def _value(self, ref: Ref) -> str | None:
        """As the application words it (Chromium's date fields: none while empty), else the number."""
        said = await self._try_map(ref, ACCESSIBLE, "GetAttributes")
        if "valuetext" in said or "placeholder" in said:
            return said.get("valuetext", "")
        value = await self._try_property(ref, _VALUE, "CurrentValue")
        return f"{value:g}" if isinstance(value, float) else None

    async def _url(self, ref: Ref) -> str | None:
        said = await self._try_map(ref, _DOCUMENT, "GetAttributes")
        return said.get("URI") or said.get("DocURL") or None

    async def _try_map(self, ref: Ref, interface: str, member: str) -> dict[str, str]:
        try:
            answer = await self.bus.call(ref, interface, member)
        except Failed:
            return {}
        said = answer[0] if answer else None
        return {str(key): str(value) for key, value in said.items()} if isinstance(said, dict) else {}

    async def _labels(self, ref: Ref) -> tuple[Ref, ...]:
        try:
            answer = await self.bus.call(ref, ACCESSIBLE, "GetRelationSet")
        except Failed:
            return ()
        relations = answer[0] if answer and isinstance(answer[0], list) else []
        return tuple(label for kind, refs in relations if kind == _LABELLED_BY for label in references(refs))


def _clean(text: str) -> str:
    return text.replace("\ufffc", "")


def _around(lines: tuple[Line, ...], seen: Rect[Device] | None) -> Rect[Device] | None:
    if not lines:
        return None
    whole = lines[0][1]
    for _, bounds in lines[1:]:
        whole = whole.union(bounds)
    return whole.intersection(seen) if seen is not None and whole.overlaps(seen) else whole


async def _nothing() -> None:
    return None


async def _same(value: int) -> int:
    return value

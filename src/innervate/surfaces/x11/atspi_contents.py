"""Read what an accessible holds: its text, value, choice, lines, labels and address, as its role has them.

Promises: the contents of a password entry are never asked for, only how many characters they have; at most
20,000 characters of a text. What an accessible does not have is None or empty; `Silent` and `Lost` go to the
caller.
"""

from __future__ import annotations

import re

from innervate.core.geometry import Device, Rect
from innervate.surfaces.x11 import atspi_roles as roles
from innervate.surfaces.x11.atspi_bus import Bus, Ref, references, unpacked
from innervate.surfaces.x11.atspi_calls import Failed
from innervate.surfaces.x11.atspi_known import Known, cleaned, title
from innervate.surfaces.x11.atspi_text import Line, read_lines
from innervate.surfaces.x11.atspi_toolkit import Toolkit

ACCESSIBLE = "org.a11y.atspi.Accessible"
# What a spreadsheet calls its cells; what they hold is their text.
ADDRESS = re.compile(r"\$?[A-Z]{1,3}\$?\d{1,7}|R\d{1,7}C\d{1,5}")
_DOCUMENT = "org.a11y.atspi.Document"
_SELECTION = "org.a11y.atspi.Selection"
_TEXT = "org.a11y.atspi.Text"
_VALUE = "org.a11y.atspi.Value"
_TEXT_CHARACTERS = 20_000
_LABELLED_BY = 2


class Contents:
    """Reads what accessibles hold, on one bus."""

    def __init__(self, bus: Bus, toolkit: Toolkit) -> None:
        self._bus = bus
        # To GTK 4 -1 is not the end of a text but before its beginning.
        self._end = _TEXT_CHARACTERS if toolkit.in_window else -1

    async def fill(self, known: Known, parent: Known | None, old: Known | None) -> None:
        """Add to what is known of an accessible what it holds. `old` spares what cannot change."""
        role, ref = known.role, known.ref
        if role == roles.PASSWORD_TEXT:
            count = await self._try_property(ref, _TEXT, "CharacterCount")
            known.text = "•" * min(count, _TEXT_CHARACTERS) if isinstance(count, int) else None
        elif role == roles.COMBO_BOX:
            known.text = await self._choice(known)
        elif role == roles.TABLE_CELL and ADDRESS.fullmatch(known.name):
            known.text = await self.spoken(ref)
        elif role in roles.ALWAYS_TEXT or (role in roles.NAMELESS_TEXT and not known.name):
            known.text = await self.text(ref, role)
        if role in roles.VALUED and not known.text:
            known.text = await self._value(ref)
        if role in roles.LABELLED:
            known.labelled_by = await self._labels(ref) if old is None else old.labelled_by
        if role == roles.DOCUMENT_WEB:
            known.url = await self._url(ref)
        if role in roles.LINED or (role in roles.WRITABLE and roles.has(known.bits, roles.MULTI_LINE)):
            await self._lines(known, parent, old)
        known.text = cleaned(known.text) if known.text is not None else None

    async def text(self, ref: Ref, role: int) -> str | None:
        """The text of an accessible; None where it has none, or one that says nothing."""
        end = self._end
        if role in roles.LONG_TEXT:
            count = await self._try_property(ref, _TEXT, "CharacterCount")
            end = _TEXT_CHARACTERS if isinstance(count, int) and count > _TEXT_CHARACTERS else end
        raw = await self.spoken(ref, end)
        if raw is None or role in roles.HOLDERS:
            return raw
        return cleaned(raw) if cleaned(raw).strip() else None

    async def spoken(self, ref: Ref, end: int | None = None) -> str | None:
        """The text of an accessible as it is; None where it has none."""
        try:
            answer = await self._bus.call(ref, _TEXT, "GetText", "ii", [0, self._end if end is None else end])
        except Failed:
            return None
        return str(answer[0])[:_TEXT_CHARACTERS] if answer else ""

    async def is_called(self, ref: Ref, address: str) -> bool:
        """Whether a cell has its address for a name, and says what it holds in its text."""
        try:
            name = title(await self.property(ref, ACCESSIBLE, "Name"))
        except Failed:
            return False
        return name == address and await self.spoken(ref) not in (None, name)

    async def _lines(self, known: Known, parent: Known | None, old: Known | None) -> None:
        if not known.text:
            return
        cuts = old.cuts if old is not None and old.text == cleaned(known.text) else {}
        seen = parent.bounds if parent is not None else None
        # Evince tells a page's own extents wrongly (scaled twice); those of its characters are right.
        area = seen if known.role == roles.PAGE else known.bounds
        if area is not None and seen is not None:
            area = area.intersection(seen)
        flows = known.role in roles.WRITABLE or known.role == roles.TERMINAL
        known.lines, known.cuts = await read_lines(self._bus, known.ref, known.text, area, cuts, flows=flows)
        if known.role == roles.PAGE:
            known.bounds = _around(known.lines, seen)

    async def _choice(self, combo: Known) -> str | None:
        """What is chosen: in GTK the combo box has the selection, in Chromium its list; else the name."""
        if roles.has(combo.bits, roles.EDITABLE):
            return await self.text(combo.ref, roles.ENTRY)
        for holder in (combo.ref, *await self._first_child(combo)):
            chosen = await self._try_refs(holder, _SELECTION, "GetSelectedChild")
            if chosen:
                return title(await self._try_property(chosen[0], ACCESSIBLE, "Name"))
        return combo.name or None

    async def _first_child(self, known: Known) -> list[Ref]:
        return await self._try_refs(known.ref, ACCESSIBLE, "GetChildAtIndex") if known.count else []

    async def _try_refs(self, ref: Ref, interface: str, member: str) -> list[Ref]:
        try:
            return references(await self._bus.call(ref, interface, member, "i", [0]))
        except Failed:
            return []

    async def _try_property(self, ref: Ref, interface: str, name: str) -> object:
        try:
            return await self.property(ref, interface, name)
        except Failed:
            return None

    async def property(self, ref: Ref, interface: str, name: str) -> object:
        """One property. :raises Failed: there is none."""
        return unpacked(await self._bus.property(ref, interface, name))

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
            answer = await self._bus.call(ref, interface, member)
        except Failed:
            return {}
        said = answer[0] if answer else None
        return {str(key): str(value) for key, value in said.items()} if isinstance(said, dict) else {}

    async def _labels(self, ref: Ref) -> tuple[Ref, ...]:
        try:
            answer = await self._bus.call(ref, ACCESSIBLE, "GetRelationSet")
        except Failed:
            return ()
        relations = answer[0] if answer and isinstance(answer[0], list) else []
        pairs = [pair for pair in relations if isinstance(pair, (list, tuple)) and len(pair) == 2]
        return tuple(label for kind, refs in pairs if kind == _LABELLED_BY for label in references(refs))


def _around(lines: tuple[Line, ...], seen: Rect[Device] | None) -> Rect[Device] | None:
    if not lines:
        return None
    whole = lines[0][1]
    for _, bounds in lines[1:]:
        whole = whole.union(bounds)
    return whole.intersection(seen) if seen is not None and whole.overlaps(seen) else whole

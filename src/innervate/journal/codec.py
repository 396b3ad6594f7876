"""Events to what the journal stores and back: public fields as JSON, all others as sealed sections.

Promises that `decode(encode(event))` equals the event, for every kind of event and every value that one
may hold, and that bytes (pictures) travel raw, not as text. Refuses, by name of the kind or field and
never with its contents, whatever is not in the closed lists below.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import TypeAlias, get_args, get_type_hints

from innervate.core.errors import BadInput
from innervate.core.event import Event
from innervate.core.values import Integrity, Money, Origin, Value, ValueType
from innervate.journal import sections

Wire: TypeAlias = "bool | int | float | str | list[Wire] | dict[str, Wire] | None"

KINDS: dict[str, type[Event]] = {kind.__name__: kind for kind in get_args(Event)}

_TAG = "$"


@dataclass(frozen=True, slots=True)
class Encoded:
    """An event as it is stored. kind: its class. public: JSON. private: sections, to be encrypted."""

    kind: str
    public: str
    private: bytes


def encode(event: Event) -> Encoded:
    """
    :raises BadInput: a field holds something that is not a value of the closed list.
    """
    kind = type(event).__name__
    if KINDS.get(kind) is not type(event):
        raise _unknown(f"an event of the kind {kind}")
    pictures: list[bytes] = []
    public: dict[str, Wire] = {}
    private: dict[str, Wire] = {}
    for name, sealed, _ in _fields(kind):
        (private if sealed else public)[name] = _pack(getattr(event, name), pictures)
    if pictures and not private:
        raise _unknown(f"bytes in a public field of {kind}")
    packed = sections.join([_dump(private).encode(), *pictures]) if private else b""
    return Encoded(kind, _dump(public), packed)


def decode(encoded: Encoded) -> Event:
    """
    :raises BadInput: an unknown kind, a missing or surplus field, or a value that does not fit its field.
    """
    maker = KINDS.get(encoded.kind)
    if maker is None:
        raise _unknown(f"an event of the kind {encoded.kind}")
    parts = sections.split(encoded.private) if encoded.private else [b"{}"]
    stored = {**_load(encoded.public), **_load(parts[0].decode())}
    expected = _fields(encoded.kind)
    names = {name for name, _, _ in expected}
    if not names - _newer(encoded.kind) <= stored.keys() <= names:
        raise _unknown(f"other fields than those of {encoded.kind}")
    values = {
        name: _fit(_unpack(stored[name], parts), hint, name) for name, _, hint in expected if name in stored
    }
    make: Callable[..., Event] = maker
    return make(**values)


@cache
def _fields(kind: str) -> tuple[tuple[str, bool, object], ...]:
    """Name, whether sealed, and declared type of each field of a kind of event."""
    maker = KINDS[kind]
    hints = get_type_hints(maker)
    return tuple((f.name, bool(f.metadata.get("sealed")), hints[f.name]) for f in fields(maker))


@cache
def _newer(kind: str) -> frozenset[str]:
    """Fields that journals of earlier versions lack: those with a default."""
    return frozenset(
        f.name for f in fields(KINDS[kind]) if (f.default, f.default_factory) != (MISSING, MISSING)
    )


def _fit(value: object, hint: object, name: str) -> object:
    """An enumeration's member for its name, a float for a whole number; other scalars must be exact."""
    if isinstance(hint, type) and issubclass(hint, StrEnum) and isinstance(value, str):
        try:
            return hint(value)
        except ValueError:
            raise _unknown(f"no member of {hint.__name__} in the field {name}") from None
    if hint is float and type(value) is int:
        return float(value)
    if hint in (str, int, float, bool, bytes) and type(value) is not hint:
        raise _unknown(f"{type(value).__name__} in the field {name}")
    return value


def _pack(value: object, pictures: list[bytes]) -> Wire:
    """A JSON value for a value of the closed list; bytes go to `pictures` and leave their place there."""
    match value:
        case None | bool() | int():
            return value
        case float() if math.isfinite(value):
            return value
        case StrEnum():
            return value.value
        case str():
            return value
        case list():
            return [_pack(item, pictures) for item in value]
        case tuple():
            return _tagged("tuple", *(_pack(item, pictures) for item in value))
        case dict():
            return _pack_map(value, pictures)
        case bytes():
            pictures.append(value)
            return _tagged("bytes", len(pictures))
        case _:
            return _pack_noun(value)


def _pack_noun(value: object) -> Wire:
    if type(value) is Decimal:
        return _tagged("decimal", str(value))
    if type(value) is date:
        return _tagged("date", value.isoformat())
    match value:
        case Money(amount=amount, currency=currency):
            return _tagged("money", str(amount), currency)
        case Origin(place=place, integrity=integrity):
            return _tagged("origin", place, integrity.value, *_packed_parts(value))
        case Value(type=kind, text=text, origin=origin, datum=datum):
            told: list[Wire] = [kind.value, text, origin.place, origin.integrity.value, _pack(datum, [])]
            return _tagged("value", *told, *_packed_parts(origin))
    raise _unknown(f"a value of the type {type(value).__name__}")


def _packed_parts(origin: Origin) -> list[Wire]:
    """What had a part in a value; nothing where that is its own origin alone."""
    if not origin.parts and not origin.joined:
        return []
    return [origin.joined, [[place, kind] for place, kind in origin.parts]]


def _pack_map(mapping: dict[object, object], pictures: list[bytes]) -> Wire:
    """A map as itself, or as a tagged list of pairs where it could be taken for a tag."""
    packed: dict[str, Wire] = {}
    for key, item in mapping.items():
        if not isinstance(key, str):
            raise _unknown(f"a map with a key of the type {type(key).__name__}")
        packed[key] = _pack(item, pictures)
    return _tagged("map", *([k, v] for k, v in packed.items())) if _TAG in packed else packed


def _tagged(tag: str, *parts: Wire) -> Wire:
    return {_TAG: [tag, *parts]}


def _unpack(wire: Wire, parts: list[bytes]) -> object:
    match wire:
        case list():
            return [_unpack(item, parts) for item in wire]
        case {"$": [str(tag), *rest], **others} if not others:
            try:
                return _unpack_noun(tag, rest, parts)
            except (ValueError, ArithmeticError, IndexError, TypeError):
                raise _unknown(f"a malformed value tagged {tag}") from None
        case dict():
            return {key: _unpack(item, parts) for key, item in wire.items()}
    return wire


def _unpack_noun(tag: str, rest: list[Wire], parts: list[bytes]) -> object:
    match tag, rest:
        case "bytes", [int(place)] if place > 0:
            return parts[place]
        case "tuple", items:
            return tuple(_unpack(item, parts) for item in items)
        case "map", pairs:
            return dict(_pair(pair, parts) for pair in pairs)
        case "decimal", [str(text)]:
            return Decimal(text)
        case "date", [str(text)]:
            return date.fromisoformat(text)
        case "money", [str(amount), (str() | None) as currency]:
            return Money(Decimal(amount), currency)
        case "origin", [str(place), str(integrity), *parted]:
            return _origin(place, integrity, parted)
        case "value", [str(kind), str(text), str(place), str(integrity), datum, *parted]:
            return Value(ValueType(kind), text, _origin(place, integrity, parted), _datum(datum))
    raise _unknown(f"a value tagged {tag}")


def _origin(place: str, integrity: str, parted: list[Wire]) -> Origin:
    match parted:
        case []:
            return Origin(place, Integrity(integrity))
        case [bool(joined), list(wires)]:
            parts: list[tuple[str, str]] = []
            for wire in wires:
                match wire:
                    case [str(part), str(kind)]:
                        parts.append((part, kind))
                    case _:
                        raise _unknown("a part of a value that is no place and type")
            return Origin(place, Integrity(integrity), tuple(parts), joined)
    raise _unknown("an origin of something else than parts")


def _pair(wire: Wire, parts: list[bytes]) -> tuple[str, object]:
    match wire:
        case [str(key), item]:
            return key, _unpack(item, parts)
    raise _unknown("a map of something else than pairs")


def _datum(wire: Wire) -> Money | Decimal | date | bool | None:
    datum = _unpack(wire, [])
    if datum is None or isinstance(datum, Money | Decimal | date | bool):
        return datum
    raise _unknown(f"a value parsed as {type(datum).__name__}")


def _dump(wire: dict[str, Wire]) -> str:
    """ASCII, so that lone surrogates of a screen's text come back as they were."""
    return json.dumps(wire, ensure_ascii=True, separators=(",", ":"), allow_nan=False)


def _load(text: str) -> dict[str, Wire]:
    try:
        loaded: Wire = json.loads(text)
    except ValueError:
        raise _unknown("something else than JSON") from None
    if not isinstance(loaded, dict):
        raise _unknown("JSON that is not an object")
    return loaded


def _unknown(seen: str) -> BadInput:
    return BadInput(
        "an event that the journal knows", seen, "use the version of innervate that wrote this journal"
    )

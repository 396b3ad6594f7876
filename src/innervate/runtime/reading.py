"""`get`: typed values from elements, rows, forms and documents, by how they are called there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from innervate.boundary.recognizers import recognise
from innervate.core.errors import Missing
from innervate.core.geometry import Device, Rect
from innervate.core.outcome import Code
from innervate.core.parsing import Unparsed, parse_as
from innervate.core.plan import Get
from innervate.core.scene import Element, Scene
from innervate.core.values import Origin, Record, Value, ValueType
from innervate.perception.layout import key_value_pairs
from innervate.runtime import grounding

_WRITTEN = re.compile(r"^\s*([^:\n]{2,60}?)\s*:\s*(\S.*?)\s*$")


def read(get: Get, element: Element, scene: Scene, sink: str) -> Value | Record:
    """One value, or a record of the fields that are there.

    sink: identity of the application that is read, the values' origin.
    :raises Missing: not there, there twice with two contents, or not of the type.
    """
    if get.fields:
        pairs = pairs_of(element, scene)
        record: Record = {}
        for field in get.fields:
            text = _one(pairs, field.what, optional=field.optional)
            if text is not None:
                record[field.name] = typed(text, field.type, field.what, sink)
        return record
    if get.what is not None:
        text = _one(pairs_of(element, scene), get.what, optional=False)
        return typed(text or "", get.type, get.what, sink)
    held = grounding.value_of(element)
    if held.type is get.type is ValueType.CHOICE:
        return replace(held, origin=Origin(sink))
    return typed(held.text, get.type, element.role.value, sink)


def with_looks(held: Value | Record) -> Value | Record:
    """What was read, each value with the type that its looks tell beside that which the plan asked for."""
    if isinstance(held, Value):
        return looked_at(held)
    return {name: looked_at(value) for name, value in held.items()}


def looked_at(value: Value) -> Value:
    """A plan that reads an IBAN as a text has read an IBAN: its parts say so."""
    looks, _ = recognise(value.text)
    if looks in (value.type, ValueType.TEXT) or value.origin.parts:
        return value
    place = value.origin.place
    parts = ((place, value.type.value), (place, looks.value))
    return replace(value, origin=replace(value.origin, parts=parts))


def typed(text: str, wanted: ValueType, what: str, sink: str) -> Value:
    """
    :raises Missing: empty, or not of the wanted type.
    """
    text = text.strip()
    if wanted in (ValueType.SECRET, ValueType.PICTURE):
        raise Missing(
            f"{what!r} as {wanted.value}",
            "no text is one",
            "read it as what it is",
            code=Code.READ_WRONG_TYPE,
        )
    if not text:
        raise Missing(f"a value for {what!r}", "it is empty", "look at the document")
    datum = parse_as(text, wanted)
    if isinstance(datum, Unparsed):
        raise Missing(
            f"{what!r} as {wanted.value}", f"{text!r}", "look at the document", code=Code.READ_WRONG_TYPE
        )
    return Value(wanted, text, Origin(sink), datum)


def pairs_of(element: Element, scene: Scene) -> list[tuple[str, str]]:
    """Labels and values in and below an element, by place and by what is written as "label: value".

    Of a table's row, its columns.
    """
    columns = grounding.columns_of(element, scene)
    if columns is not None:
        return [(name, value.text) for name, value in columns.items()]
    below = [element, *scene.inside(element)]
    pairs = key_value_pairs(list(_runs(below, scene)))
    for one in below:
        for line in (one.value or "").splitlines():
            written = _WRITTEN.match(line)
            if written:
                pairs.append((written[1], written[2]))
    return pairs


def _runs(elements: Iterable[Element], scene: Scene) -> Iterable[tuple[str, Rect[Device]]]:
    for element in elements:
        above = scene.by_id.get(element.parent)
        if above is not None and above.lines:
            continue  # its lines were given with the text that it is a line of
        if element.lines:
            yield from element.lines
        elif element.bounds is not None and not scene.children.get(element.id):
            text = element.value if element.value is not None else element.name
            if text.strip():
                yield text, element.bounds


def _one(pairs: list[tuple[str, str]], what: str, *, optional: bool) -> str | None:
    found = {value.strip() for label, value in pairs if grounding.plain(label) == grounding.plain(what)}
    found.discard("")
    if len(found) == 1:
        return found.pop()
    if not found:
        if optional:
            return None
        labels = ", ".join(repr(label[:30]) for label, _ in pairs[:12])
        raise Missing(f"a value called {what!r}", f"labels here: {labels or 'none'}", "correct `what`")
    raise Missing(
        f"one value called {what!r}",
        f"{len(found)} different ones",
        "read from a narrower place",
        code=Code.READ_CONFLICT,
    )

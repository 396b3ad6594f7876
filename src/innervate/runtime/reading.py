"""`get`: typed values from elements, rows, forms and documents, by how they are called there.

What is labelled with the very words is taken from its label; else a free text is asked what it gives for
them, and says nothing where that is not sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from innervate.boundary.questions.asking import Answerer, Found, Nothing, Why
from innervate.boundary.questions.spans import TYPED
from innervate.boundary.recognizers import recognise
from innervate.core.errors import Missing
from innervate.core.geometry import Device, Rect
from innervate.core.outcome import Code
from innervate.core.parsing import Unparsed, parse_as
from innervate.core.plan import Field, Get
from innervate.core.scene import Element, Scene
from innervate.core.values import Origin, Record, Value, ValueType, lineage
from innervate.perception.layout import bands, key_value_pairs
from innervate.runtime import grounding
from innervate.runtime.comparing import EMBEDDED

_WRITTEN = re.compile(r"^\s*([^:\n]{2,60}?)\s*:\s*(\S.*?)\s*$")


def read(
    get: Get, element: Element, scene: Scene, sink: str, answerer: Answerer = EMBEDDED
) -> Value | Record:
    """One value, or a record of the fields that are there.

    sink: identity of the application that is read, the values' origin.
    :raises Missing: not there, there twice with two contents, or not of the type.
    """
    if get.property is not None:
        looks = grounding.property_of(element, get.property, scene)
        if looks is None:
            raise Missing(f"the {get.property} of a {element.role.value}", "it has none that can be told")
        return typed(looks.text, get.type, get.property, sink)
    fields = get.fields or ((Field("", get.what, get.type),) if get.what is not None else ())
    if fields:
        pairs = pairs_of(element, scene)
        chosen = {e.value for e in (element, *scene.inside(element)) if e.role in grounding.CHOSEN}
        record: Record = {}
        for field in fields:
            text = _labelled(pairs, field.what)
            if text is not None:
                value = typed(text, field.type, field.what, sink)
                record[field.name] = _chosen(value, sink) if text in chosen else value
                continue
            meant = _meant(element, scene, field, answerer, sink)
            if meant is not None:
                record[field.name] = meant
            elif not field.optional:
                raise _none(pairs, field.what)
        return record if get.fields else record[""]
    held = grounding.value_of(element)
    if held.type is get.type is ValueType.CHOICE:
        return replace(held, origin=Origin(sink))
    value = typed(held.text, get.type, element.role.value, sink)
    chosen_by_somebody = any(kind == ValueType.CHOICE for _, kind in lineage(held))
    return _chosen(value, sink) if chosen_by_somebody else value


def _chosen(value: Value, sink: str) -> Value:
    """Read as whatever it may be, it stays what somebody chose."""
    return replace(value, origin=replace(value.origin, parts=((sink, ValueType.CHOICE.value),)))


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


def shown_by(value: Value, place: str) -> Value:
    """A value as what this place shows, whatever it was read as."""
    parts = tuple((place, kind) for _, kind in value.origin.parts)
    return replace(value, origin=Origin(place, parts=parts))


def shown_row(place: str, row: Record) -> Record:
    """A row as what the place holds: flows go by where a value is from, and by what it looks like."""
    return {name: looked_at(shown_by(value, place)) for name, value in row.items()}


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


def _labelled(pairs: list[tuple[str, str]], what: str) -> str | None:
    """What stands beside the very label; None where nothing is called so.

    :raises Missing: different values are called so.
    """
    found = {value.strip() for label, value in pairs if grounding.plain(label) == grounding.plain(what)}
    found.discard("")
    if len(found) > 1:
        raise _several(what, f"{len(found)} different ones")
    return found.pop() if found else None


def _meant(element: Element, scene: Scene, field: Field, answerer: Answerer, sink: str) -> Value | None:
    """The typed value that a free text gives for what is wanted; None where it gives none surely.

    :raises Missing: several could be meant, or what is meant is of another type.
    """
    if field.type not in TYPED or grounding.columns_of(element, scene) is not None:
        return None
    match answerer.extract(text_of(element, scene), field.what, field.type):
        case Found() as found:
            return found.value(sink)
        case Nothing(why=Why.AMBIGUOUS):
            raise _several(field.what, f"several {field.type.value}s could be meant, or it can be read twice")
        case Nothing(why=Why.WRONG_TYPE):
            raise Missing(
                f"{field.what!r} as {field.type.value}",
                "what is called so is of another type",
                "look at the document",
                code=Code.READ_WRONG_TYPE,
            )
    return None


def text_of(element: Element, scene: Scene) -> str:
    """All that stands in and below an element, line by line; what stands apart in a line, apart."""
    below = [element, *scene.inside(element)]
    written = [one.value for one in below if one.value and "\n" in one.value]
    if written:
        return "\n".join(dict.fromkeys(written))
    lines = bands([(text.strip(), bounds) for text, bounds in _runs(below, scene) if text.strip()])
    return "\n".join("  ".join(text for text, _ in line) for line in lines)


def _none(pairs: list[tuple[str, str]], what: str) -> Missing:
    labels = ", ".join(repr(label[:30]) for label, _ in pairs[:12])
    return Missing(f"a value called {what!r}", f"labels here: {labels or 'none'}", "correct `what`")


def _several(what: str, seen: str) -> Missing:
    return Missing(f"one value called {what!r}", seen, "read from a narrower place", code=Code.READ_CONFLICT)

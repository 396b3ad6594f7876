"""The schema to which a planner's answer can be held while it is made, derived from that of plans.

Promises: what is a plan, and leaves out what is nothing instead of saying so, keeps to it. It is looser than
the language, whose reader has the last word: it has only what constrained decoding knows nearly everywhere,
no formats, bounds, defaults or titles, and of patterns those of names. What stands in it more than once is
defined once.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TypeAlias

from innervate.planners.schema import schema

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"

_KEPT = ("type", "required", "enum", "const", "minItems", "pattern")
_LEAST = 100
"""Characters of a part that is worth a name."""


def constraint() -> dict[str, Json]:
    """A JSON Schema."""
    document = json.loads(json.dumps(schema("plan")))
    defined = {name: _plain(part) for name, part in document["$defs"].items()}
    whole = _plain(document)
    counted: Counter[str] = Counter()
    for part in (whole, *defined.values()):
        counted.update(_parts(part))
    often = [text for text, times in counted.items() if times > 1 and len(text) >= _LEAST]
    # The longest first, so that what stands in another part is named within it, too.
    names = {text: f"part_{number}" for number, text in enumerate(sorted(often, key=len, reverse=True))}
    shared: dict[str, Json] = {name: _named(json.loads(text), names, text) for text, name in names.items()}
    named = {name: _named(part, names) for name, part in defined.items()}
    found = _named(whole, names)
    assert isinstance(found, dict)
    return {**found, "$defs": {**named, **shared}}


def _plain(part: object) -> Json:
    """A part with what is known everywhere. A field that may be left out is not told that it may be null."""
    assert isinstance(part, dict)
    if "$ref" in part:
        return {"$ref": str(part["$ref"])}
    either = part.get("anyOf") or part.get("oneOf") or []
    ways = [one for one in either if one != {"type": "null"}]
    if len(ways) == 1:
        return _plain(ways[0])
    found: dict[str, Json] = {name: part[name] for name in _KEPT if name in part}
    if ways:
        found["anyOf"] = [_plain(one) for one in ways]
    if "properties" in part:
        found["properties"] = {name: _plain(one) for name, one in part["properties"].items()}
    if "items" in part:
        found["items"] = _plain(part["items"])
    free = [*part.get("patternProperties", {}).values(), part.get("additionalProperties")]
    if part.get("type") == "object":
        found["additionalProperties"] = _plain(free[0]) if isinstance(free[0], dict) else False
    return found


def _parts(part: Json) -> list[str]:
    """Every part of a schema that is one, in its one form."""
    match part:
        case dict():
            inner = [text for name, one in part.items() for text in _parts_of(name, one)]
            return [_text(part), *inner]
        case list():
            return [text for one in part for text in _parts(one)]
    return []


def _parts_of(name: str, part: Json) -> list[str]:
    if name == "properties" and isinstance(part, dict):  # a map of schemas, and none itself
        return [text for one in part.values() for text in _parts(one)]
    return _parts(part)


def _named(part: Json, names: dict[str, str], but: str = "") -> Json:
    """The same, with a reference for each part that has a name. but: the part that is being defined."""
    match part:
        case dict():
            text = _text(part)
            if text in names and text != but:
                return {"$ref": f"#/$defs/{names[text]}"}
            return {
                name: {key: _named(one, names) for key, one in inner.items()}
                if name == "properties" and isinstance(inner, dict)
                else _named(inner, names)
                for name, inner in part.items()
            }
        case list():
            return [_named(one, names) for one in part]
    return part


def _text(part: Json) -> str:
    return json.dumps(part, sort_keys=True, separators=(",", ":"))

"""JSON Schemas of what people and planners write."""

from __future__ import annotations

from innervate.planners import wire, wire_asking, wire_desk

SCHEMAS: dict[str, type[wire_asking.Shape]] = {"plan": wire.PlanShape, "desk": wire_desk.DeskShape}


def schema(name: str) -> dict[str, object]:
    """The JSON Schema (draft 2020-12) of a plan or of a desk file."""
    document: dict[str, object] = SCHEMAS[name].model_json_schema(by_alias=True)
    document["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    document["title"] = f"innervate {name}"
    return document

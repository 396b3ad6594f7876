"""The evaluation's screens, and what perception says of them in the terms of their truth."""

from __future__ import annotations

from pathlib import Path

from innervate.bench.eyes_truth import ROLES, STATES, Cell, Run, Screen, Table, Target, load
from innervate.core.errors import Unavailable
from innervate.core.geometry import Rect
from innervate.core.scene import Element, Scene
from innervate.core.vocabulary import Role, State


def screens(split: str) -> list[tuple[Path, Screen]]:
    """Pictures and truths of a split: `held_out` or `development`.

    :raises Unavailable: the evaluation is not here.
    """
    for folder in (Path.cwd(), *Path.cwd().parents, Path(__file__).parents[3]):
        place = folder / "evaluation" / "eyes" / split
        if place.is_dir():
            return [(path.with_suffix(".png"), load(path)) for path in sorted(place.glob("*.json"))]
    raise Unavailable(
        f"the evaluation's screens ({split})",
        "no evaluation/eyes above this folder",
        "run this in a checkout of innervate",
    )


def runs(scene: Scene) -> list[Run]:
    """The texts of a scene."""
    return [Run(text.text, text.bounds) for text in scene.texts]


def targets(scene: Scene) -> list[Target]:
    """The elements of a scene that the truth counts."""
    return [
        Target(role_of(e), e.bounds, e.name, states_of(e))
        for e in scene.elements
        if e.bounds is not None and role_of(e) in ROLES
    ]


def role_of(element: Element) -> str:
    return "table cell" if element.role is Role.CELL else element.role.value


def states_of(element: Element) -> frozenset[str]:
    said = {state.value for state in element.states} & STATES
    return frozenset(said if State.ENABLED in element.states else said | {"disabled"})


def tables(scene: Scene) -> list[Table]:
    """The tables of a scene."""
    found: list[Table] = []
    for table in scene.tables:
        cells = [
            Cell(row, column, element.name, element.bounds)
            for row, line in enumerate(table.rows)
            for column, cell in enumerate(line.cells)
            if cell is not None and (element := scene.by_id[cell]).bounds is not None
            if element.bounds is not None
        ]
        whole = scene.by_id.get(table.id)
        bounds = whole.bounds if whole is not None and whole.bounds is not None else None
        for cell in cells:
            bounds = cell.bounds if bounds is None else bounds.union(cell.bounds)
        found.append(Table(bounds or Rect(0, 0, 0, 0), table.columns, tuple(cells)))
    return found

"""Real applications as they were recorded, each in two made-up worlds (evaluation/boundary/README.md)."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from innervate.bench.scene_file import from_json
from innervate.boundary.phrases import Catalogue
from innervate.core.application import Application
from innervate.core.errors import BadInput, Unavailable
from innervate.core.scene import Scene


@dataclass(frozen=True, slots=True)
class Recorded:
    """One application in two worlds. content: what was put into it, and shows in both all the same."""

    application: Application
    kind: str
    development: bool
    catalogue: Catalogue
    worlds: tuple[tuple[Scene, ...], tuple[Scene, ...]] = field(repr=False)
    content: frozenset[str] = field(repr=False)

    @property
    def desk(self) -> tuple[Application, ...]:
        return (self.application,)


def recordings() -> list[Path]:
    """
    :raises Unavailable: the evaluation is not here.
    """
    for folder in (Path.cwd(), *Path.cwd().parents, Path(__file__).parents[3]):
        if found := sorted((folder / "evaluation" / "boundary" / "recorded").glob("*.json")):
            return found
    raise Unavailable(
        "recorded applications",
        "no evaluation/boundary above this folder",
        "run this in a checkout of innervate",
    )


def load(path: Path) -> Recorded:
    """
    :raises BadInput: a screen in it is none.
    """
    try:
        body = json.loads(path.read_text(encoding="utf-8"))
        application = Application(
            body["application"],
            body["executable"],
            origin=body["origin"],
            catalogues=tuple(body["catalogues"]),
        )
        catalogue = Catalogue(application.sink, frozenset(body["constants"]))
        first, second = (tuple(from_json(scene) for scene in world.values()) for world in body["worlds"])
        content = frozenset(body["content"])
        return Recorded(
            application, body["kind"], bool(body["development"]), catalogue, (first, second), content
        )
    except (ValueError, KeyError, TypeError) as error:
        raise BadInput(f"a recorded application in {path}", str(error), "make applications") from error

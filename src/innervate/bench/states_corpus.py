"""Real applications in the states that they were brought into, as recorded (evaluation/states/README.md)."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass, field
from pathlib import Path

from innervate.bench.scene_file import from_json
from innervate.bench.states_truth import Truth, truth_of
from innervate.core.errors import BadInput, Unavailable
from innervate.core.frame import Window
from innervate.core.scene import Scene


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen of one application, as seen in one way. way: tree or pixels. world: 1 or 2.

    distinct: application, session and state, which several screens have in common.
    """

    application: str
    development: bool
    name: str
    way: str
    world: str
    truth: Truth
    scene: Scene = field(repr=False)
    window: Window = field(repr=False)

    @property
    def distinct(self) -> str:
        return f"{self.application}/{self.name}"

    @property
    def telling(self) -> bool:
        """Whether it is in some state, or a hard negative: what an easy negative would hide."""
        return self.truth.hard or any(self.truth.holds.values())


def folder() -> Path:
    """
    :raises Unavailable: the evaluation is not here.
    """
    for above in (Path.cwd(), *Path.cwd().parents, Path(__file__).parents[3]):
        found = above / "evaluation" / "states" / "recorded"
        if found.is_dir():
            return found
    raise Unavailable(
        "recorded screen states",
        "no evaluation/states above this folder",
        "run this in a checkout of innervate",
    )


def screens(where: Path | None = None, *, development: bool) -> list[Screen]:
    """Those of one split.

    :raises BadInput: a recording that can't be read.
    """
    found: list[Screen] = []
    for path in sorted((where or folder()).glob("*.json.gz")):
        try:
            body = json.loads(gzip.decompress(path.read_bytes()))
            if bool(body["development"]) is development:
                found += _of(body)
        except (ValueError, KeyError, TypeError, OSError) as error:
            raise BadInput(
                f"a recorded application in {path}", str(error), "python -m evaluation.states.pack"
            ) from error
    return found


def _of(body: dict[str, object]) -> list[Screen]:
    found = []
    for told in body["screens"]:  # type: ignore[attr-defined]
        truth = truth_of(told["truth"], hard=told["hard"])
        for world, seen in sorted(told["seen"].items()):
            for way in ("tree", "pixels"):
                scene = from_json(seen[way])
                window = scene.window(seen["window"])
                if window is None:
                    raise ValueError(f"{told['name']}: its window is missing")
                name = str(told["name"])
                found.append(
                    Screen(
                        str(body["application"]),
                        bool(body["development"]),
                        name,
                        way,
                        world,
                        truth,
                        scene,
                        window,
                    )
                )
    return found

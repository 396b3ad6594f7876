"""Secrets made only of public words, wherever a name can stand, from trees and from pixels: how many cross.

A detector lets "Will May" or "Divorce" pass, each word being harmless. Here a secret has crossed when a
phrase of the View says it. Single words that are themselves phrases of the program stand only where people's
own words stand.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from innervate.bench.boundary_stage import (
    CONTENT,
    NAMED,
    Placement,
    Stage,
    scene_of_mail,
    scene_of_portal,
    secret,
)
from innervate.bench.figures import Figure
from innervate.boundary.gate import Gate
from innervate.boundary.reading import read_view
from innervate.boundary.view import Sanitiser
from innervate.core.scene import Scene
from innervate.core.view import Masked, Phrase
from innervate.perception.perceive import Perception

_ON_A_PICTURE, _LONGEST = 24, 40
Say = Callable[[str], None]


def measure(stage: Stage, secrets: int, pictures: int, say: Say) -> tuple[list[Figure], dict[str, object]]:
    """secrets: of each kind of path. pictures: so many are drawn and looked at, with many secrets each."""
    chance = random.Random(20)
    crossed: dict[str, list[str]] = {"tree": [], "pixels": []}
    for number, (where, text, scene) in enumerate(in_trees(stage, secrets, chance)):
        if number % 1000 == 0:
            say(f"canaries: {number} of {secrets} in trees …")
        if says(*stage.boundary(number), scene, text):
            crossed["tree"].append(f"{where}: {text}")
    read, short = 0, [text for text in stage.phrases(web=False) if len(text) <= _LONGEST]
    for number in range(pictures):
        say(f"canaries: picture {number + 1} of {pictures} …")
        # Phrases of the program: read from pixels, not even they are its own.
        texts = chance.sample(short, _ON_A_PICTURE)
        scene = seen(stage, picture_of(texts))
        shown = {run.text for run in scene.texts}
        read += sum(text in shown for text in texts)
        crossed["pixels"] += phrases(*stage.boundary(number), scene)
    return [
        Figure("canaries that cross, trees", len(crossed["tree"]), f"of {secrets}", 0),
        Figure("canaries that cross, pixels", len(crossed["pixels"]), f"of {read}", 0),
    ], {"crossed": crossed}


def in_trees(stage: Stage, count: int, chance: random.Random) -> Iterator[tuple[str, str, Scene]]:
    """Where a secret stands, the secret, and the Scene; each placement is as frequent as the others."""
    places: list[tuple[str, Placement, bool]] = [
        *((f"content, {where}", place, True) for where, place in CONTENT.items()),
        *((where, place, False) for where, place in NAMED.items()),
    ]
    for number in range(count):
        where, place, content = places[number % len(places)]
        web = bool(number // len(places) % 2)
        public = stage.phrases(web)
        # Among people's own words a phrase of the program is a secret, too.
        phrase = content and chance.random() < 0.5
        text = chance.choice(public) if phrase else secret(chance, stage.words)
        while not content and text in public:
            text = secret(chance, stage.words)
        elements, tables = place(text)
        build = scene_of_portal if web else scene_of_mail
        yield f"{'portal' if web else 'mail'}, {where}", text, build(stage, elements, tables)


def says(sanitiser: Sanitiser, gate: Gate, scene: Scene, text: str) -> bool:
    """Whether a View says a text in any phrase, or anywhere in its bytes if it is more than a word."""
    data = gate.pass_view(sanitiser.view(scene))
    return text in phrases_in(data) or (" " in text and text in data.decode())


def phrases(sanitiser: Sanitiser, gate: Gate, scene: Scene) -> list[str]:
    return phrases_in(gate.pass_view(sanitiser.view(scene)))


def phrases_in(data: bytes) -> list[str]:
    """The public phrases of a View."""
    view = read_view(data.decode())
    labels: list[Phrase | Masked | None] = [window.title for window in view.windows]
    labels += [element.label for window in view.windows for element in window.elements]
    labels += [c.label for window in view.windows for e in window.elements for c in e.columns]
    return [label.text for label in labels if label is not None]


def picture_of(texts: list[str]) -> Image.Image:
    """A window that shows the texts as labels, on buttons, in fields and in a list, by turns."""
    picture = Image.new("RGB", (1000, 40 + 30 * ((len(texts) + 1) // 2)), "#f2f2f2")
    draw, font = ImageDraw.Draw(picture), ImageFont.load_default(14)
    for number, text in enumerate(texts):
        x, y = 20 + 500 * (number % 2), 20 + 30 * (number // 2)
        kind = number % 4
        if kind == 1:
            draw.rounded_rectangle((x - 6, y - 3, x + 440, y + 21), 4, "#e0e0e0", "#909090")
        elif kind == 2:
            draw.rectangle((x - 6, y - 3, x + 440, y + 21), "#ffffff", "#808080")
        elif kind == 3:
            draw.rectangle((x - 6, y - 3, x + 440, y + 21), "#3060c0")
        draw.text((x, y), text, "#ffffff" if kind == 3 else "#101010", font)
    return picture


def seen(stage: Stage, picture: Image.Image) -> Scene:
    """The Scene of a picture, as of the mail program's window."""
    scene = Perception().perceive(np.asarray(picture))
    windows = tuple(replace(w, executable=stage.mail.executable) for w in scene.frame.windows)
    return replace(scene, frame=replace(scene.frame, windows=windows))

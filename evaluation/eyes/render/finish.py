"""From what a toolkit says to a truth that its picture confirms.

A `Draft` holds layout boxes; `finish` makes texts ink-tight, drops what has no ink (and says so), measures
boundaries, clips everything to the picture and removes doubles. It never adds a text.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

import numpy as np
from PIL import Image

from evaluation.eyes.render.pixels import Picture, clipped, has_boundary, ink
from innervate.bench.eyes_truth import Caption, Run, Screen, Table, Target, Window, facts
from innervate.core.geometry import Device, Rect

CORPUS = Path(__file__).parents[1]

T = TypeVar("T")


@dataclass
class Draft:
    """A screen as its toolkit describes it. texts: bounds are layout boxes that hold one run each."""

    name: str
    split: str
    application: str
    toolkit: str
    theme: str
    fonts: tuple[str, ...]
    scale: float = 1.0
    texts: list[Run] = field(default_factory=list)
    elements: list[Target] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    windows: list[Window] = field(default_factory=list)
    captions: list[Caption] = field(default_factory=list)
    ignore: list[Rect[Device]] = field(default_factory=list)


def finish(draft: Draft, picture: Picture, say: Callable[[str], None] = print) -> Screen:
    """The truth of `draft` as `picture` (RGB) shows it."""
    height, width = picture.shape[:2]
    whole: Rect[Device] = Rect(0, 0, width, height)
    texts = _once(_inked(draft, picture, say), lambda run: (run.text, run.bounds))
    elements = [
        replace(e, bounds=e.bounds.intersection(whole), boundary=has_boundary(picture, e.bounds))
        for e in draft.elements
        if e.bounds.intersection(whole).area > 0
    ]
    captions = [
        Caption(tight, caption.target.intersection(whole))
        for caption in draft.captions
        if (tight := ink(picture, caption.label)) is not None and caption.target.overlaps(whole)
    ]
    return Screen(
        name=draft.name,
        application=draft.application,
        toolkit=draft.toolkit,
        theme=draft.theme,
        fonts=draft.fonts,
        scale=draft.scale,
        width=width,
        height=height,
        texts=tuple(sorted(texts, key=lambda run: (run.bounds.y, run.bounds.x))),
        elements=tuple(_once(elements, lambda e: (e.role, e.bounds))),
        tables=tuple(draft.tables),
        windows=tuple(replace(w, bounds=w.bounds.intersection(whole)) for w in draft.windows),
        captions=tuple(captions),
        ignore=tuple(c for area in draft.ignore if (c := clipped(area, picture)).area > 0),
    )


def _inked(draft: Draft, picture: Picture, say: Callable[[str], None]) -> Iterable[Run]:
    for run in draft.texts:
        tight = ink(picture, run.bounds)
        if tight is None:
            say(f"  no ink: {run.text!r} {run.bounds}")
        elif tight.area < 7 or ink(picture, tight) is None:  # a full stop on a key
            draft.ignore.append(run.bounds)
        else:
            yield Run(run.text, tight)


def _once(items: Iterable[T], key: Callable[[T], object]) -> list[T]:
    held: dict[object, T] = {}
    for item in items:
        held.setdefault(key(item), item)
    return list(held.values())


def save(draft: Draft, image: Image.Image, corpus: Path = CORPUS) -> Screen:
    """Finish `draft` and write picture and truth into its split's folder of the corpus."""
    flat = image.convert("RGB")
    screen = finish(draft, np.asarray(flat))
    folder = corpus / draft.split
    folder.mkdir(parents=True, exist_ok=True)
    _write_picture(flat, folder / f"{draft.name}.png")
    text = json.dumps(facts(screen), ensure_ascii=False, separators=(",", ":"))
    (folder / f"{draft.name}.json").write_text(_one_entry_a_line(text) + "\n", encoding="utf-8")
    print(
        f"{draft.split}/{draft.name}: {len(screen.texts)} texts, {len(screen.elements)} elements,"
        f" {len(screen.tables)} tables, {len(screen.ignore)} ignored areas"
    )
    return screen


def _one_entry_a_line(text: str) -> str:
    for opening in ('{"text":', '{"role":', '{"row":', '{"title":', '{"label":', '{"bounds":'):
        text = text.replace("," + opening, ",\n" + opening).replace("[" + opening, "[\n" + opening)
    return text


def _write_picture(image: Image.Image, path: Path) -> None:
    """A palette where it loses nothing, else full colour; as small as zlib makes it."""
    colours = image.getcolors(maxcolors=256)
    if colours is not None:
        palette = image.quantize(colors=256, dither=Image.Dither.NONE)
        if palette.convert("RGB").tobytes() == image.tobytes():
            image = palette
    image.save(path, optimize=True)

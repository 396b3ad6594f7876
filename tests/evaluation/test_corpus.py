"""The evaluation corpus: its truths are well formed, confirmed by their pictures, and kept apart."""

from __future__ import annotations

import importlib
import importlib.util
import json

import numpy as np
import pytest
from PIL import Image

from evaluation.eyes.manifest import FAMILIES, FOREIGN, HERE, SPLITS, entries, picture, screens
from evaluation.eyes.render.desktop import applications
from evaluation.eyes.render.desktop import more as more_applications
from evaluation.eyes.render.desktop.papers import FONT
from evaluation.eyes.render.pixels import ink
from innervate.bench.eyes_truth import Screen
from innervate.core.geometry import Device, Rect

ALL = [(split, screen) for split in SPLITS for screen in screens(split)]
each_screen = pytest.mark.parametrize(("split", "screen"), ALL, ids=[f"{split}/{s.name}" for split, s in ALL])
# One application may be shown in both splits where its theme, font and contents differ: the dense sheet.
IN_BOTH = {"LibreOffice Calc"}


def whole(screen: Screen) -> Rect[Device]:
    return Rect(0, 0, screen.width, screen.height)


def every_box(screen: Screen) -> list[Rect[Device]]:
    boxes = [run.bounds for run in screen.texts] + [e.bounds for e in screen.elements] + list(screen.ignore)
    boxes += [t.bounds for t in screen.tables] + [c.bounds for t in screen.tables for c in t.cells]
    boxes += [w.bounds for w in screen.windows]
    return boxes + [box for link in screen.captions for box in (link.label, link.target)]


@each_screen
def test_all_places_lie_in_the_picture(split: str, screen: Screen) -> None:
    with Image.open(picture(screen, split)) as image:
        assert image.size == (screen.width, screen.height)
    outside = [box for box in every_box(screen) if box.area <= 0 or not whole(screen).contains(box)]
    assert outside == []


@each_screen
def test_nothing_is_told_twice(split: str, screen: Screen) -> None:
    runs = [(run.text, run.bounds) for run in screen.texts]
    elements = [(element.role, element.bounds) for element in screen.elements]
    cells = [(number, c.row, c.column) for number, t in enumerate(screen.tables) for c in t.cells]
    assert len(set(runs)) == len(runs)
    assert len(set(elements)) == len(elements)
    assert len(set(cells)) == len(cells)


@each_screen
def test_texts_are_words_with_ink_that_fills_their_box(split: str, screen: Screen) -> None:
    with Image.open(picture(screen, split)) as image:
        pixels = np.asarray(image.convert("RGB"))
    for run in screen.texts:
        assert run.text
        assert run.text == " ".join(run.text.split())
        found = ink(pixels, run.bounds)
        assert found is not None, run
        assert found.width >= 0.6 * run.bounds.width or run.bounds.width < 8, (run, found)


@each_screen
def test_texts_do_not_lie_on_one_another(split: str, screen: Screen) -> None:
    crossing = [
        (one.text, other.text)
        for place, one in enumerate(screen.texts)
        for other in screen.texts[place + 1 :]
        if one.bounds.intersection(other.bounds).area > 0.4 * min(one.bounds.area, other.bounds.area)
    ]
    assert crossing == []


@each_screen
def test_cells_lie_in_their_table_and_say_what_is_drawn_there(split: str, screen: Screen) -> None:
    for table in screen.tables:
        for cell in table.cells:
            assert cell.bounds.intersection(table.bounds).area >= 0.5 * cell.bounds.area, cell
            if table.columns:
                assert cell.column < len(table.columns)
            drawn = " ".join(r.text for r in screen.texts if cell.bounds.contains(r.bounds))
            assert all(word in cell.text for word in drawn.split()), (cell, drawn)


def test_there_are_screens_in_both_splits() -> None:
    assert len(screens("development")) >= 12
    assert len(screens("held_out")) >= 20


def test_the_manifest_is_up_to_date() -> None:
    assert json.loads((HERE / "manifest.json").read_text(encoding="utf-8")) == entries()


def test_the_splits_share_no_application_toolkit_theme_pair_or_picture() -> None:
    one, other = (screens(split) for split in SPLITS)
    assert {s.application for s in one} & {s.application for s in other} <= IN_BOTH
    assert {(s.toolkit, s.theme) for s in one} & {(s.toolkit, s.theme) for s in other} == set()
    assert {s.name for s in one} & {s.name for s in other} == set()
    frameworks = [{s.toolkit for s in part if s.toolkit.startswith("html")} for part in (one, other)]
    assert frameworks[0] & frameworks[1] == set()


@pytest.mark.skipif(not FONT.exists(), reason="the fonts of the corpus are not installed here")
def test_the_applications_to_choose_by_are_none_of_the_corpus() -> None:
    told = {command for one in applications.screens() for (command, *_) in one.session.commands}
    more = {command for one in more_applications.screens() for (command, *_) in one.session.commands}
    assert more
    assert more & told == set()


@each_screen
def test_fonts_are_those_that_training_leaves_out(split: str, screen: Screen) -> None:
    foreign = FOREIGN.get(screen.name, ())
    assert screen.fonts
    assert [f for f in screen.fonts if not f.startswith(FAMILIES) and f not in foreign] == []


def test_training_leaves_out_what_is_shown_here() -> None:
    if importlib.util.find_spec("training") is None:
        pytest.skip("training is not in this checkout")
    excluded = importlib.import_module("training.screens.fonts").EXCLUDED_FAMILIES
    assert set(FAMILIES) <= set(excluded)

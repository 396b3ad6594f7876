"""Training screens: what is kept for evaluation stays out; boxes, ink and edges are what they promise."""

import json
from pathlib import Path
from random import Random

import numpy as np
import pytest

pytest.importorskip("cv2")

from training.screens import fonts
from training.screens.assemble import fill, stage
from training.screens.document import ROLES, STATES, Truth, write
from training.screens.html.pages import page
from training.screens.html.theme import random_theme
from training.screens.pixels import has_boundary, ink_between, ink_by_row, tight
from training.screens.toolkits.looks import EXCLUDED_THEMES, excluded, random_look
from training.screens.words import Words


def test_families_kept_for_evaluation_are_never_offered():
    faces = fonts.installed()
    for family in (*faces.interface, *faces.any, *faces.mono):
        assert not fonts.excluded(family)
    assert all(fonts.excluded(name) for name in (*fonts.EXCLUDED_FAMILIES, "Inter Display", "Gentium Basic"))
    assert not fonts.excluded("Interstate")


def test_themes_kept_for_evaluation_are_never_offered():
    for kind in ("gtk3", "gtk4", "qt", "tk", "swing"):
        look = random_look(kind, Random(1))
        assert look.theme(Random(1)) in look.themes
        for theme in look.themes:
            assert not excluded(theme)
    for name in (*EXCLUDED_THEMES, "kvantum/KvArcDark", "arc", "awbreeze", "Arc-Dark", "Nimbus", "gtk2"):
        assert excluded(name)
    assert not excluded("Darcula")


def test_a_page_follows_from_its_seed():
    def html(seed: int) -> str:
        rng = Random(seed)
        return page(random_theme(rng, 1), rng, Words(rng), 4000)[0]

    assert html(3) == html(3)
    assert html(3) != html(4)


def test_ink_is_tight_and_edges_need_three_sides():
    bare = np.full((40, 60, 3), 240, np.uint8)
    bare[10:30, 5:50] = 200
    drawn = bare.copy()
    drawn[15:20, 10:30] = 0
    assert tight((6, 11, 49, 29), ink_between(drawn, bare)) == (10, 15, 30, 20)
    assert tight((6, 11, 49, 29), ink_by_row(drawn, (6, 11, 49, 29))) == (10, 15, 30, 20)
    # A border is no ink.
    drawn[10], drawn[29], drawn[:, 5] = 120, 90, 60
    assert tight((5, 10, 50, 30), ink_by_row(drawn, (5, 10, 50, 30))) == (10, 15, 30, 20)
    assert tight((31, 11, 49, 29), ink_between(drawn, bare)) is None
    assert has_boundary(bare, (5, 10, 50, 30))
    assert not has_boundary(bare, (10, 12, 40, 28))


def test_what_is_half_covered_is_ignored_and_what_is_cut_is_no_text(tmp_path: Path):
    bare = np.full((100, 200, 3), 255, np.uint8)
    picture = bare.copy()
    picture[12:18, 12:40] = 0
    picture[52:58, 100:190] = 0

    def item(box: list[int], layer: int, **more: object) -> dict[str, object]:
        return {"box": box, "clip": [0, 0, 200, 100], "layer": layer, **more}

    def word(text: str, box: list[int]) -> dict[str, object]:
        return item(box, 0, text=text, glued=False, size=10, block=box[1])

    cover = item([120, 40, 200, 100], 1, title="Front", window=True, dialog=False, scrim=False)
    report = {
        "words": [word("Name", [10, 10, 45, 20]), word("Behind", [95, 50, 195, 60])],
        "elements": [
            item([5, 5, 60, 25], 0, role="button", name="Name", states=["disabled"], hit=True),
            item([90, 45, 198, 70], 0, role="button", name="Behind", states=[], hit=True),
        ],
        "tables": [],
        "layers": [cover],
        "labels": [],
    }
    truth = Truth("test", "html", "none", [], 1, (200, 100))
    fill(truth, stage(picture, bare, 1, report), report)
    write(tmp_path, "one", picture, truth)
    saved = json.loads((tmp_path / "one.json").read_text(encoding="utf-8"))
    assert saved["texts"] == [{"text": "Name", "bounds": [12, 12, 28, 6]}]
    assert [element["name"] for element in saved["elements"]] == ["Name"]
    assert len(saved["ignore"]) == 2
    assert all(element["role"] in ROLES and set(element["states"]) <= STATES for element in saved["elements"])

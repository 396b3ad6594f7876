"""A window whose words change tells what a fresh look would tell."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from evaluation.eyes.manifest import HERE
from innervate.core.geometry import Device, Rect
from innervate.core.scene import Scene
from innervate.perception.perceive import Perception

Picture = npt.NDArray[np.uint8]


@pytest.fixture(scope="module")
def sheet() -> Picture:
    return np.asarray(Image.open(HERE / "development" / "claims_calc.png").convert("RGB"))


def with_words_of(image: Picture, one: Rect[Device], other: Rect[Device]) -> Picture:
    """The picture with the pixels of one text where another stands."""
    image = np.array(image)
    ground = image[one.y, one.x - 1]
    image[one.y : one.bottom, one.x : one.right] = ground
    width, height = min(one.width, other.width), min(one.height, other.height)
    image[one.y : one.y + height, one.x : one.x + width] = image[
        other.y : other.y + height, other.x : other.x + width
    ]
    return image


def plain(text: str) -> str:
    """Without the signs at whose edge a reader may waver."""
    return "".join(c for c in text if c.isalnum())


def cells(scene: Scene) -> list[list[list[str]]]:
    return [
        [[plain(scene.by_id[c].name) for c in row.cells if c is not None] for row in table.rows]
        for table in scene.tables
    ]


def test_other_words_in_a_table(sheet: Picture, monkeypatch: pytest.MonkeyPatch) -> None:
    eyes = Perception()
    before = eyes.perceive(sheet)
    (table,) = before.tables
    column = [
        before.by_id[row.cells[1]].bounds
        for row in table.rows
        if row.cells[1] is not None and before.by_id[row.cells[1]].bounds is not None
    ]
    texts = [run for run in before.texts if any(c.holds_middle(run.bounds) for c in column if c)]
    one, other = texts[3], next(run for run in texts[6:] if run.text != texts[3].text)
    changed = with_words_of(sheet, one.bounds, other.bounds)

    def never(*_: object) -> None:
        raise AssertionError("the window was taken apart anew")

    with monkeypatch.context() as watch:
        watch.setattr("innervate.perception.reading.structure_of", never)
        after = eyes.perceive(changed)
    fresh = Perception().perceive(changed)
    assert cells(after) == cells(fresh) != cells(before)
    assert [plain(run.text) for run in after.texts] == [plain(run.text) for run in fresh.texts]


def test_words_where_none_were(sheet: Picture) -> None:
    eyes = Perception()
    before = eyes.perceive(sheet)
    label = next(run for run in before.texts if run.text == "File")
    gone = np.array(sheet)
    b = label.bounds
    gone[b.y : b.bottom, b.x : b.right] = sheet[b.y, b.x - 2]
    assert not [run for run in eyes.perceive(gone).texts if run.text == "File"]
    again = eyes.perceive(sheet)
    assert [plain(run.text) for run in again.texts] == [plain(run.text) for run in before.texts]
    assert cells(again) == cells(before)

"""The truth format: what is written is read back, and what is wrong is refused with its place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from innervate.bench.eyes_truth import Caption, Cell, Run, Screen, Table, Target, Window, facts, load
from innervate.core.errors import BadInput
from innervate.core.geometry import Device, Rect

BOX: Rect[Device] = Rect(1, 2, 30, 10)
SCREEN = Screen(
    name="one",
    application="ledger",
    toolkit="gtk3",
    theme="Arc",
    fonts=("Lato",),
    scale=1.25,
    width=100,
    height=80,
    texts=(Run("Größe", BOX),),
    elements=(Target("check box", BOX, "Größe", frozenset({"checked", "disabled"}), True),),
    tables=(Table(BOX, ("Name",), (Cell(0, 0, "Anna", BOX),)),),
    windows=(Window("Ledger", BOX, 0, True),),
    captions=(Caption(BOX, BOX),),
    ignore=(BOX,),
)


def write(folder: Path, content: object) -> Path:
    path = folder / "one.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_a_screen_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    assert load(write(tmp_path, facts(SCREEN))) == SCREEN


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("format", 2),
        ("texts", [{"text": "no place"}]),
        ("texts", [{"text": "short", "bounds": [1, 2, 3]}]),
        ("elements", [{"role": "knob", "name": "", "bounds": [1, 2, 3, 4], "states": [], "boundary": True}]),
        (
            "elements",
            [{"role": "tab", "name": "", "bounds": [1, 2, 3, 4], "states": ["bent"], "boundary": True}],
        ),
        ("width", "wide"),
        ("ignore", {}),
    ],
)
def test_a_wrong_truth_is_refused_and_its_file_named(tmp_path: Path, part: str, value: object) -> None:
    path = write(tmp_path, {**facts(SCREEN), part: value})
    with pytest.raises(BadInput, match=r"one\.json"):
        load(path)


def test_what_is_no_json_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    path.write_bytes(b"\xff\xfe nothing")
    with pytest.raises(BadInput):
        load(path)
    with pytest.raises(BadInput):
        load(tmp_path / "absent.json")

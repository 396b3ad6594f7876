"""Lines that are cut out of screens say what their screens say."""

from __future__ import annotations

import json
import shutil
from itertools import islice
from pathlib import Path
from random import Random

import pytest

from training.text_reader.seen import beside, keep, missing, spoken, stream

SCREENS = Path(__file__).parents[2] / "evaluation/eyes/development"


@pytest.fixture
def screen(tmp_path: Path) -> Path:
    for end in ("png", "json"):
        shutil.copy(SCREENS / f"editor_mousepad.{end}", tmp_path)
    return tmp_path / "editor_mousepad.png"


def test_lines_are_those_of_the_screen_and_are_cut_once(screen: Path) -> None:
    assert missing([screen.parent]) == [screen]
    count = keep(screen)
    truth = {t["text"] for t in json.loads(screen.with_suffix(".json").read_text("utf-8"))["texts"]}
    assert count > len(truth) / 2
    assert beside(screen).exists()
    assert missing([screen.parent]) == []
    for ink, text in islice(stream([screen.parent], Random(1)), 60):
        assert text in truth
        assert ink.shape[0] <= 40
        assert ink.max() > 200


def test_without_lines_there_is_no_stream(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=tmp_path.name):
        next(stream([tmp_path], Random(1)))


def test_dots_of_a_password_are_all_alike() -> None:
    assert spoken("●●●●") == "••••"
    assert spoken("● On") == "● On"

"""What training sees and what evaluation shows are kept apart."""

from __future__ import annotations

from innervate.bench.eyes_corpus import screens
from training.kept_apart import EVALUATION_FONTS, kept_for_evaluation
from training.screens.fonts import EXCLUDED_FAMILIES


def test_no_font_of_the_evaluation_is_trained_on() -> None:
    assert tuple(EXCLUDED_FAMILIES) == EVALUATION_FONTS
    for split in ("development", "held_out"):
        for _, screen in screens(split):
            assert screen.fonts
            assert all(kept_for_evaluation(font) for font in screen.fonts), (screen.name, screen.fonts)


def test_the_splits_share_no_application_but_the_spreadsheet() -> None:
    said = {split: {s.application for _, s in screens(split)} for split in ("development", "held_out")}
    assert said["development"] & said["held_out"] <= {"LibreOffice Calc"}
    fonts = {
        split: {f for _, s in screens(split) for f in s.fonts if s.application == "LibreOffice Calc"}
        for split in said
    }
    assert not fonts["development"] & fonts["held_out"]

"""Runs of text: where they are cut."""

from __future__ import annotations

import numpy as np

from innervate.core.geometry import Rect
from innervate.perception.drawn import Drawn
from innervate.perception.ink import underlined
from innervate.perception.runs import parted, rough_boxes


def run(*words: tuple[int, int], height: int = 12) -> Drawn:
    """Ink from 0 to the last word's end, each word [from, to) filled."""
    ink = np.zeros((height, words[-1][1]), dtype=np.uint8)
    for start, end in words:
        ink[:, start:end] = 255
    return Drawn(Rect(100, 50, ink.shape[1], height), ink)


def test_a_run_is_cut_between_two_elements() -> None:
    menus = [Rect(95, 45, 40, 22), Rect(135, 45, 40, 22)]
    first, second = parted([run((0, 30), (40, 70))], menus)
    assert (first.bounds, second.bounds) == (Rect(100, 50, 30, 12), Rect(140, 50, 30, 12))
    assert first.ink.shape == second.ink.shape == (12, 30)


def test_an_element_that_ends_within_the_next_word_cuts_nothing() -> None:
    assert len(parted([run((0, 14), (22, 90))], [Rect(92, 45, 46, 22)])) == 1


def test_a_word_space_is_no_cut_and_one_element_holds_all() -> None:
    menus = [Rect(95, 45, 40, 22), Rect(135, 45, 40, 22)]
    assert len(parted([run((0, 33), (37, 70))], menus)) == 1
    assert len(parted([run((0, 30), (40, 70))], [Rect(95, 45, 90, 22)])) == 1
    assert len(parted([run((0, 30), (40, 70))], [])) == 1


def test_a_narrow_gap_is_a_cut_where_one_cell_ends_and_another_begins() -> None:
    words, cells = run((0, 30), (36, 70)), [Rect(95, 45, 38, 22), Rect(133, 45, 40, 22)]
    assert len(parted([words], cells)) == 2
    assert len(parted([words], cells[:1])) == 1
    assert len(parted([words], [*cells, Rect(95, 45, 90, 22)])) == 1


def test_lines_grown_together_in_the_map_are_a_box_each_with_its_own_sides() -> None:
    texts = np.zeros((60, 200), dtype=np.float32)
    for top, end in ((6, 190), (15, 60), (24, 150)):
        texts[top : top + 7, 10:end] = 0.95
    texts[13:15, 10:60] = texts[22:24, 10:60] = 0.7  # what makes them one
    texts[45:52, 10:100] = 0.95
    found = sorted(rough_boxes(texts), key=lambda box: box.y)
    assert [(box.x, box.right) for box in found] == [(20, 380), (20, 120), (20, 300), (20, 200)]


def test_a_large_title_is_no_two_lines() -> None:
    texts = np.zeros((80, 200), dtype=np.float32)
    for top in (4, 14, 24):
        texts[top : top + 6, 10:100] = 0.95
    texts[40:64, 10:180] = 0.95
    assert max(box.height for box in rough_boxes(texts)) == 50


def test_a_line_under_all_of_a_text_is_an_underline() -> None:
    letters = np.zeros((14, 60), dtype=np.uint8)
    letters[1:10, 2:60:6] = 255
    assert not underlined(letters)
    letters[12] = 255
    assert underlined(letters)
    part = letters.copy()
    part[12, 9:] = 0
    assert not underlined(part)

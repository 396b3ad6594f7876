"""Rough boxes shrunk to what is drawn in them, many at once."""

from __future__ import annotations

import numpy as np
import pytest

from innervate.core.geometry import Rect
from innervate.perception.drawn import Rough, drawn_in, reach, thin
from innervate.perception.spots import Spots


def page() -> np.ndarray:
    return np.full((120, 400, 3), 240, dtype=np.uint8)


def test_a_box_shrinks_to_its_ink_and_grows_over_what_it_cut_off() -> None:
    image = page()
    image[20:30, 50:90] = 10
    found = drawn_in(image, [Rough(Rect(40, 12, 45, 26), 30, 100)])
    assert [d.bounds for d in found[0]] == [Rect(50, 20, 40, 10)]
    assert found[0][0].ink.shape == (10, 40)
    assert found[0][0].ink.min() > 250


def test_many_at_once_are_told_as_each_alone() -> None:
    image = page()
    chance = np.random.default_rng(4)
    image[:, 200:] = 40  # a second background, a gradient, a ruling line
    image[60:90, :150] = np.linspace(30, 220, 150).astype(np.uint8)[None, :, None]
    image[:, 120] = 90
    places = []
    for _ in range(40):
        x, y = int(chance.integers(0, 340)), int(chance.integers(0, 95))
        wide, high = int(chance.integers(12, 50)), int(chance.choice([10, 14, 20]))
        image[y + 4 : y + high - 4, x + 3 : x + wide - 3 : 3] = int(chance.integers(0, 255))
        places.append(Rough(Rect(x, y, wide, high), max(0, x - 8), min(400, x + wide + 8)))
    together = drawn_in(image, places)
    for place, found in zip(places, together, strict=True):
        (alone,) = drawn_in(image, [place])
        assert [d.bounds for d in alone] == [d.bounds for d in found]
        assert all(np.array_equal(a.ink, b.ink) for a, b in zip(alone, found, strict=True))
    assert sum(map(len, together)) > 30


def test_a_ruling_line_parts_and_is_not_ink() -> None:
    image = page()
    image[20:30, 50:80:2] = 10
    image[20:30, 90:120:2] = 10
    image[:, 85] = 60
    (found,) = drawn_in(image, [Rough(Rect(46, 16, 80, 18), 40, 130)])
    assert [(d.bounds.x, d.bounds.right) for d in found] == [(50, 79), (90, 119)]


@pytest.mark.parametrize("place", [Rough(Rect(20, 20, 30, 12), 20, 20), Rough(Rect(20, 300, 30, 12), 10, 60)])
def test_a_place_without_pixels_or_ink_holds_nothing(place: Rough) -> None:
    assert drawn_in(page(), [place]) == [[]]
    assert drawn_in(page(), [Rough(Rect(20, 20, 30, 12), 10, 60)]) == [[]]


def test_reach_goes_on_over_small_gaps_only() -> None:
    marks = np.zeros(20, dtype=np.bool_)
    marks[[4, 6, 7, 12]] = True
    assert reach(marks, 5, 9, gap=2) == (4, 8)
    assert reach(marks, 13, 20) == (13, 13)


def test_what_is_reduced_over_a_crop_holds_no_neighbour() -> None:
    spots = Spots([3, 1, 2])
    values = np.arange(spots.length)
    assert spots.over(np.add, values).tolist() == [0 + 1 + 2, 4, 6 + 7]
    assert spots.each(np.array([5, 6, 7])).tolist() == [5, 5, 5, 5, 6, 6, 7, 7, 7]
    assert spots.over(np.maximum, np.stack((values, -values)), axis=1).tolist() == [[2, 4, 7], [0, -4, -6]]


def stretches(column: np.ndarray) -> list[tuple[int, int]]:
    ends = np.flatnonzero(np.diff(np.r_[False, column, False].astype(int)))
    return list(zip(ends[::2].tolist(), ends[1::2].tolist(), strict=True))


@pytest.mark.parametrize("edges", [False, True])
@pytest.mark.parametrize("thickest", [1, 2, 3, 4])
def test_thin_keeps_short_stretches_and_at_the_ends_long_ones_if_told(thickest: int, edges: bool) -> None:
    marks = np.random.default_rng(thickest).random((30, 40)) < 0.7
    found = thin(marks, thickest, edges)
    for before, after in zip(marks.T, found.T, strict=True):
        kept = [
            (a, b)
            for a, b in stretches(before)
            if b - a <= thickest or (edges and (a == 0 or b == before.size))
        ]
        assert stretches(after) == kept
        assert np.array_equal(thin(before, thickest, edges), after)

"""Figures as a plan looks for them: what is a control's frame is no figure, what is drawn is one."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from innervate.core.geometry import Device, Rect
from innervate.core.scene import Element, scene_of
from innervate.core.vocabulary import Role, Source
from innervate.perception.perceive import frame_of, pixels_of
from innervate.runtime.drawn import drawn_in, looks_of

BOX: Rect[Device] = Rect(40, 40, 62, 62)
PAGE = Element("page", Role.DOCUMENT, "", Rect(0, 0, 200, 160), 1)


def forms(image: np.ndarray, control: Element) -> set[str]:
    frame = frame_of(pixels_of(image), 1)
    figures = drawn_in(scene_of(frame, (PAGE, control)), [PAGE])
    looks = [looks_of(one, "form") for one in figures if one.bounds and one.bounds.iou(BOX) > 0.7]
    return {one.text for one in looks if one is not None}


def blank() -> np.ndarray:
    return np.full((160, 200, 3), 255, np.uint8)


def ring() -> np.ndarray:
    return cv2.circle(blank(), (71, 71), 28, (60, 60, 60), 6)


def frame() -> np.ndarray:
    return cv2.rectangle(blank(), (40, 40), (101, 101), (200, 200, 120), -1)


@pytest.mark.parametrize(("source", "there"), [(Source.PIXELS, {"circle"}), (Source.TREE, set())])
def test_a_ring_for_which_pixels_tell_a_button_is_a_figure(source: Source, there: set[str]) -> None:
    button = Element("b", Role.BUTTON, "…", BOX, 1, source=source)
    assert forms(ring(), button) == there


@pytest.mark.parametrize("source", [Source.PIXELS, Source.TREE])
def test_what_fills_a_button_is_no_figure_beside_it(source: Source) -> None:
    assert forms(frame(), Element("b", Role.BUTTON, "Save", BOX, 1, source=source)) == set()
    assert forms(frame(), Element("b", Role.BUTTON, "Save", Rect(0, 0, 9, 9), 1, source=source)) == {
        "rectangle"
    }


def test_sides_are_told_like_sizes() -> None:
    sides = ("left", "top", "right", "bottom", "width", "height")
    told = [looks_of(Element("f", Role.FIGURE, "", BOX, 1), side) for side in sides]
    assert [one and one.text for one in told] == ["40", "40", "102", "102", "62", "62"]

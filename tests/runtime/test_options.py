"""What may be chosen in a list that has just opened."""

from __future__ import annotations

from dataclasses import replace

from innervate.core.geometry import Rect
from innervate.core.scene import Element
from innervate.core.vocabulary import Role, Source
from innervate.runtime.verbs import is_option

_OLD, _NEW = 7, 8
ROW = Element("row", Role.LABEL, "Hail", Rect(10, 10, 80, 20), _NEW, source=Source.PIXELS)


def test_a_text_that_pixels_tell_in_a_new_window_is_a_row() -> None:
    assert is_option(ROW, {_OLD})


def test_a_text_of_an_older_window_or_of_a_tree_is_none() -> None:
    assert not is_option(replace(ROW, window=_OLD), {_OLD})
    assert not is_option(replace(ROW, source=Source.TREE), {_OLD})


def test_an_option_is_one_wherever_it_is() -> None:
    assert is_option(replace(ROW, role=Role.OPTION, window=_OLD, source=Source.TREE), {_OLD})

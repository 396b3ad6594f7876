"""What of a window decisions look at, and the numbers that are made of it."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from innervate.core.vocabulary import Role, Source
from innervate.perception.states import features, looks
from innervate.perception.states.looks import look_of
from tests.perception.states import windows


def test_a_window_looks_the_same_each_time_and_ids_say_nothing() -> None:
    scene, window = windows.LOGIN
    again, same = windows.page(*((e.role, e.name) for e in scene.elements[2:]), title="Sign in")
    assert look_of(scene, window) == look_of(again, same)
    assert [p.zone for p in look_of(scene, window).pieces][:2] == [looks.TITLE, looks.SECRET]


def test_numbers_are_those_that_weights_were_made_for() -> None:
    """Of a fixed window: where they change, `features.VERSION` is to be raised."""
    given = features.numbered(look_of(*windows.NOT_FOUND))
    assert len(given.pieces) == 3
    assert features.word_numbers("404 Not found").tolist() == [14875, 22465]
    assert all(n.max() < features.BUCKETS for n in given.pieces)


def test_a_browsers_own_frame_is_left_out_and_its_dialogs_are_not() -> None:
    scene, window = windows.page((Role.HEADING, "Orders"))
    tab = windows.Element("tab", Role.TAB, "Access denied", windows.Rect(0, -40, 90, 20), 7, parent="top")
    asks = windows.Element(
        "ask", Role.DIALOG, "Leave this page?", windows.Rect(300, -30, 90, 20), 7, parent="top"
    )
    button = windows.Element("stay", Role.BUTTON, "Cancel", windows.Rect(310, -30, 40, 10), 7, parent="ask")
    more = windows.scene_of(scene.frame, (*scene.elements, tab, asks, button))
    texts = [p.text for p in look_of(more, window).pieces]
    assert "Access denied" not in texts
    assert "Leave this page?" in texts
    assert look_of(more, window).buttons == (("stay", "Cancel"),)


def test_what_a_person_typed_says_nothing_of_a_screen() -> None:
    scene, window = windows.scene((Role.ENTRY, "Search"))
    typed = tuple(
        windows.replace(e, value="access denied") if e.role is Role.ENTRY else e for e in scene.elements
    )
    assert look_of(windows.scene_of(scene.frame, typed), window) == look_of(scene, window)


def test_pixels_take_a_row_of_buttons_for_a_tables_head() -> None:
    scene, window = windows.scene(
        (Role.LABEL, "Save changes?"), (Role.COLUMN_HEADER, "Cancel"), (Role.COLUMN_HEADER, "Save"),
        bounds=windows.SMALL, source=Source.PIXELS,
    )  # fmt: skip
    assert [name for _, name in look_of(scene, window).buttons] == ["Cancel", "Save"]


def test_numbers_in_words() -> None:
    assert features.words_of("0 of 12 files, HTTP 404") == ["0", "of", "#", "files", "http", "404"]
    assert features.words_of("Loading...") == ["loading", "…"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=40), max_size=6))
def test_any_text_has_numbers(texts: list[str]) -> None:
    scene, window = windows.scene(*((Role.LABEL, text) for text in texts))
    given_ = features.numbered(look_of(scene, window))
    for numbers in (given_.facts, given_.words, *given_.pieces):
        assert numbers.dtype == np.int64
        assert len(numbers) == 0 or (numbers.min() >= 0 and numbers.max() < features.BUCKETS)

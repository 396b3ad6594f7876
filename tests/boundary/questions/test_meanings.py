"""The table of what words mean: what is like what, and what it must not depend on."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from innervate.boundary.questions import meanings

table = meanings.shipped()


@pytest.mark.parametrize(
    ("topic", "near", "far"),
    [
        ("the lawyer", "Our attorney files the suit on Monday.", "The cake needs three eggs."),
        ("a burst pipe", "The plumber came since water ran down the wall.", "Let us sing on Sunday."),
        ("an aching tooth", "The dentist has to drill.", "The train was late."),
        ("getting married", "The bride wore white and the groom wept.", "My printer jams."),
    ],
)
def test_what_is_used_of_the_same_matter_is_near(topic: str, near: str, far: str) -> None:
    assert table.likeness(near, topic) > table.likeness(far, topic) + 0.1


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=40), st.text(max_size=20))
def test_any_text_has_a_likeness(text: str, topic: str) -> None:
    assert -1.4 <= table.likeness(text, topic) <= 1.4


@pytest.mark.parametrize("topic", ["the burst pipe", "an invoice"])
def test_case_accents_and_spaces_change_nothing(topic: str) -> None:
    said = table.likeness("The café's pipe broke.", topic)
    assert table.likeness("THE  cafe's\n PIPE broke", topic) == said


@pytest.mark.parametrize("text", ["", "12 34", "東京", "xqzvw jjkpw"])
def test_what_it_does_not_know_is_like_nothing(text: str) -> None:
    assert table.likeness(text, "the burst pipe") == 0.0
    assert table.likeness("the burst pipe", text) == 0.0


def test_the_table_is_whole() -> None:
    with np.load(meanings.WEIGHTS) as file:
        words = bytes(file["words"]).decode("ascii").split("\n")
        assert len(words) == len(set(words)) == len(file["rows"]) == len(file["scale"])
        assert file["rows"].dtype == np.int8
    assert meanings.WEIGHTS.stat().st_size < 4_000_000
    with pytest.raises(ValueError, match="no table"):
        meanings.Meanings(["a"], np.zeros((2, 4), np.int8), np.ones(2, np.float32), None)  # type: ignore[arg-type]


def test_importing_it_loads_nothing_heavy() -> None:
    code = "import sys, innervate.boundary.questions.meanings; print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"

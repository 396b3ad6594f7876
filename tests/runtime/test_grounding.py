"""What makes two labels one."""

from __future__ import annotations

import pytest

from innervate.runtime.grounding import plain


@pytest.mark.parametrize("said", ["Save as", "Save as…", "Save as...", " save  AS:", "Save as *"])
def test_labels_that_are_one(said: str) -> None:
    assert plain(said) == "save as"


@pytest.mark.parametrize("said", ["Save as.", "Save", "Save as 2", "Sa...ve as"])
def test_labels_that_are_others(said: str) -> None:
    assert plain(said) != "save as"

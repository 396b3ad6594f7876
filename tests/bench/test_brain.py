"""The brain's benchmark: its quick parts, and that its long one is about what it says."""

from __future__ import annotations

import pytest

from innervate.bench import brain, brain_growth
from innervate.core.errors import BadInput


def said(line: str) -> None: ...


def test_a_question_late_in_a_run_is_hardly_longer() -> None:
    (whole, rest), told = brain_growth.measure(said)
    assert whole.holds
    sizes = told["steps and tokens"]
    assert isinstance(sizes, list)
    assert sizes[-1][0] > brain_growth.LATE
    assert all(size > 200 for _, size in sizes), "each has a View in it"
    assert rest.value > whole.value


def test_parts_are_named() -> None:
    with pytest.raises(BadInput, match="a part called"):
        brain.measure(1, said, only="nothing")

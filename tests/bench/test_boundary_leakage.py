"""Planners that adapt learn no more than is charged; without budgets they learn a great deal."""

from __future__ import annotations

import pytest

from innervate.bench.boundary_leakage import _UNBOUNDED, _played, _upper, measure
from innervate.bench.leakage_desk import World
from innervate.bench.leakage_planners import PLANNERS
from innervate.boundary.policy import Budgets


def test_the_figures_hold_on_a_small_scale() -> None:
    figures, _ = measure(2, 1, 1, lambda _: None)
    assert {figure.name for figure in figures if figure.holds is False} == set()
    assert sum(figure.holds is True for figure in figures) == 4


@pytest.mark.parametrize(
    "name", ["silence", "row", "branches", "codes", "searching", "computing", "what is done"]
)
def test_each_finds_the_secret_out_where_nothing_is_charged(name: str) -> None:
    near = [World(0b0101010101 << 10), World(0b0101010101 << 10 | 1 << 11)]
    free = [told for told, _ in _played(PLANNERS[name], near, _UNBOUNDED)]
    bound = [told for told, _ in _played(PLANNERS[name], near, Budgets())]
    assert free[0] != free[1], "the ninth bit of the secret is found"
    assert bound[0] == bound[1], "and is not for eight bits"


def test_entropy_is_bounded_from_above() -> None:
    assert _upper(["same"] * 100) == 0.0
    assert _upper(["a", "b"] * 500) == pytest.approx(1.0, abs=0.01)
    assert _upper([str(n % 200) for n in range(1000)]) > 7.6

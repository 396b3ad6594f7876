"""The bench of the wire notices what it is for; its quick form."""

from __future__ import annotations

from dataclasses import replace

import pytest

from innervate.bench.boundary_stage import Stage, stage
from innervate.bench.brain_wire import CASES, Case, tried
from innervate.bench.brain_wire_plans import ATTACKS
from innervate.bench.brain_wire_plans import tried as tried_plans
from innervate.boundary.gateway.clearance import Told
from innervate.boundary.gateway.destination import Style


@pytest.fixture(scope="module")
def where() -> Stage:
    return stage()


def silent(line: str) -> None:
    return


@pytest.mark.parametrize("style", list(Style))
def test_each_case_ends_as_it_has_to_and_nothing_unsigned_arrives(where: Stage, style: Style) -> None:
    number = list(Style).index(style)
    slow = [case for case in CASES if case.how is Told.SLOW]
    quick = [case for case in CASES if case.how is not Told.SLOW]
    ran = tried(where, style, (*quick, *slow[number : number + 1]), silent)
    assert ran.wrong == []
    assert ran.arrived == ran.cleared
    assert ran.arrived


def test_a_case_that_ends_otherwise_is_noticed(where: Stage) -> None:
    cases: tuple[Case, ...] = (replace(CASES[0], how=Told.CUT), replace(CASES[1], sendings=2))
    assert len(tried(where, Style.CHAT, cases, silent).wrong) == 2


@pytest.mark.parametrize("style", list(Style))
def test_plans_that_are_none_or_mean_harm_end_as_they_have_to(where: Stage, style: Style) -> None:
    attacks = ATTACKS[list(Style).index(style) :: len(Style)]
    assert tried_plans(where, style, attacks, silent) == ([], 0)


def test_a_plan_that_ends_otherwise_is_noticed(where: Stage) -> None:
    done = ATTACKS[0]
    assert done.ends == "done"
    wrong, _ = tried_plans(where, Style.CHAT, [replace(done, ends="give_up")], silent)
    assert len(wrong) == 1

"""Accounts of what planners were told, in bits: nothing is told that is not paid for."""

from __future__ import annotations

import math
import resource
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innervate.boundary.leakage import FAILS, GOES_ON, SILENT, TOLD, TURNS, Accounts
from innervate.boundary.policy import Budgets
from innervate.core.errors import BadInput, Denied, NeedsPerson
from innervate.core.outcome import Code
from innervate.core.values import ValueType

AMOUNTS, PERSONS, CARDS = ("portal", "amount"), ("portal", "person"), ("portal", "card")


@pytest.fixture
def accounts(tmp_path: Path) -> Accounts:
    return Accounts(tmp_path / "state" / "leakage.json")


def test_what_is_taken_outlives_the_run(accounts: Accounts) -> None:
    accounts.take("run-1", {AMOUNTS: 3.0}, 3.0, Budgets())
    accounts.take("run-2", {AMOUNTS: 5.0}, 5.0, Budgets())
    assert Accounts(accounts.path).charged() == {AMOUNTS: 8.0}
    with pytest.raises(NeedsPerson) as refused:
        accounts.take("run-3", {AMOUNTS: 0.5, PERSONS: 1.0}, 1.5, Budgets())
    assert refused.value.code is Code.PLAN_OVER_BUDGET
    assert "amount of portal: 0.5 bits, 0.0 are left" in refused.value.seen
    assert accounts.charged() == {AMOUNTS: 8.0}, "all of it, or nothing"


def test_a_run_has_a_budget_of_its_own(accounts: Accounts) -> None:
    for number in range(8):
        accounts.take("run", {(f"place {number}", "text"): 8.0}, 8.0, Budgets())
    with pytest.raises(NeedsPerson, match="run: 65"):
        accounts.take("run", {("another", "text"): 1.0}, 1.0, Budgets())
    accounts.take("another run", {("another", "text"): 1.0}, 1.0, Budgets())


def test_of_some_types_nothing_is_told(accounts: Accounts) -> None:
    with pytest.raises(NeedsPerson):
        accounts.take("run", {CARDS: 0.1}, 0.1, Budgets())
    accounts.silence("run", [CARDS], Budgets())
    assert accounts.charged().get(CARDS, 0.0) == 0.0


def test_silence_costs_what_is_left_at_most(accounts: Accounts) -> None:
    accounts.take("run", {AMOUNTS: 7.5}, 7.5, Budgets())
    accounts.silence("run", [AMOUNTS, PERSONS], Budgets())
    assert accounts.charged() == {AMOUNTS: 8.0, PERSONS: SILENT}


def test_a_person_renews(accounts: Accounts) -> None:
    accounts.take("run", {AMOUNTS: 8.0, PERSONS: 2.0}, 9.0, Budgets())
    assert accounts.renew("portal", ValueType.AMOUNT) == {AMOUNTS: 8.0}
    assert accounts.charged() == {PERSONS: 2.0}
    accounts.take("run", {AMOUNTS: 8.0}, 8.0, Budgets())


def _file(told: str = "", runs: str = "", number: int = 1) -> str:
    return f'{{"format": {number}, "told": [{told}], "runs": {{{runs}}}}}'


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        _file('{"place": "p", "type": "text", "bits": -1}'),
        _file('{"place": "p", "type": "soul", "bits": 1}'),
        _file(runs='"r": NaN'),
        _file(number=2),
    ],
)
def test_a_damaged_file_tells_nothing(accounts: Accounts, text: str) -> None:
    accounts.path.parent.mkdir()
    accounts.path.write_text(text)
    accounts.path.chmod(0o600)
    for call in (
        accounts.charged,
        lambda: accounts.take("run", {AMOUNTS: 1.0}, 1.0, Budgets()),
        lambda: accounts.silence("run", [AMOUNTS], Budgets()),
        lambda: accounts.renew("portal"),
    ):
        with pytest.raises(BadInput, match="damaged"):
            call()
    assert accounts.path.read_text() == text


def test_a_file_that_others_can_write_is_refused(accounts: Accounts) -> None:
    accounts.take("run", {AMOUNTS: 1.0}, 1.0, Budgets())
    accounts.path.chmod(0o666)
    with pytest.raises(Denied):
        accounts.take("run", {AMOUNTS: 1.0}, 1.0, Budgets())


def test_what_can_not_be_written_is_not_taken(accounts: Accounts) -> None:
    accounts.path.parent.mkdir()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, limits[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            accounts.take("run", {AMOUNTS: 1.0}, 1.0, Budgets())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert accounts.charged() == {}


def test_two_at_once_are_charged_one_after_the_other(accounts: Accounts) -> None:
    def take(number: int) -> bool:
        try:
            accounts.take(f"run {number}", {AMOUNTS: 1.0}, 1.0, Budgets())
        except NeedsPerson:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(take, range(12))) == 8
    assert accounts.charged() == {AMOUNTS: 8.0}


# the law: outcomes that can be told apart are no more than what was charged allows

trees = st.recursive(
    st.just(()),
    lambda below: st.one_of(
        st.tuples(st.just("goes on"), st.lists(below, min_size=1, max_size=4)),
        st.tuples(st.just("turns"), below, below),
        st.tuples(st.just("fails"), below),
    ),
    max_leaves=30,
)


@given(trees, st.booleans())
def test_krafts_inequality_holds_for_whatever_a_plan_decides(tree: object, silent: bool) -> None:
    told = math.fsum(2**-cost for cost in _costs(tree, TOLD))
    assert told + 2**-SILENT <= 1 + 1e-9


def _costs(tree: object, so_far: float) -> list[float]:
    match tree:
        case ("goes on", list(ways)):
            more = so_far + GOES_ON + math.log2(len(ways))
            return [cost for way in ways for cost in _costs(way, more)]
        case ("turns", one, other):
            return [*_costs(one, so_far + GOES_ON), *_costs(other, so_far + TURNS)]
        case ("fails", one):
            return [*_costs(one, so_far + GOES_ON), *[so_far + FAILS] * len(Code)]
    return [so_far]

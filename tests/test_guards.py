"""The list of guards fits the source, and the tests notice when one is gone; `make guards` tries all."""

from __future__ import annotations

import pytest

from tests.guards import GUARDS, SOURCE, Guard, noticed


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.name)
def test_each_guard_stands_in_the_source(guard: Guard) -> None:
    assert (SOURCE / guard.file).read_text("utf-8").count(guard.code) >= 1
    assert guard.code != guard.without


def test_a_guard_that_is_gone_is_noticed() -> None:
    assert noticed(next(guard for guard in GUARDS if guard.name == "namesakes"))


def test_a_change_that_takes_no_guard_away_is_not() -> None:
    same = '"""Whether two values are the same thing: yes, perhaps, or no.\n'
    assert not noticed(Guard("none", "boundary/identity.py", same, same, "tests/boundary/test_identity.py"))

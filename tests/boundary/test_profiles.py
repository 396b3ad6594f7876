"""An application's profile: one phrase on each line, the same bytes for the same approvals."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innervate.boundary.profiles import Profile, difference, proposal, read_profile
from innervate.boundary.where import Grant
from innervate.core.errors import BadInput
from innervate.core.vocabulary import Role

ENTRIES = st.frozensets(
    st.tuples(
        st.sampled_from(["interface", "content", "menu File", "options Cause"]),
        st.sampled_from([role.value for role in Role]),
        st.sampled_from(["Save claim", "Größe ändern", "Fire", 'Say "hello" now', "a\\b"]),
    )
)


@given(ENTRIES, ENTRIES)
def test_a_profile_comes_back_whole_and_sorted(
    one: frozenset[tuple[str, str, str]], other: frozenset[tuple[str, str, str]]
) -> None:
    made = Profile("portal", "http://x:1", one)
    data = made.to_bytes()
    assert read_profile(data, "x") == made
    assert read_profile(data, "x").to_bytes() == data
    assert len(data.decode().splitlines()) == 6 + max(1, len(one))
    lines = difference(one, other)
    assert len(lines) == len(one ^ other)
    assert {line[0] for line in lines} <= {"+", "-"}
    assert set(made.phrases()) == {text for _, _, text in one}


def test_what_is_approved_is_bound_to_role_and_place() -> None:
    made = Profile("portal", "http://x:1", frozenset({("menu File", "menu item", "Archive")}))
    assert made.phrases() == {"Archive": frozenset({Grant(Role.MENU_ITEM, "menu File")})}


@pytest.mark.parametrize(
    "wrong",
    [
        b"", b"[]", b"{}", b'{"profile": 2}', b'{"profile": 1, "application": "a", "sink": "b"}',
        b'{"profile": 1, "application": "a", "sink": "b", "phrases": [{"text": "x y", "element": "wheel"}]}',
        b'{"profile": 1, "application": "a", "sink": "b", "phrases": [{"text": 1, "role": "link"}]}',
    ],
)  # fmt: skip
def test_what_is_no_profile(wrong: bytes) -> None:
    with pytest.raises(BadInput):
        read_profile(wrong, "x")


def test_a_proposal_ticks_nothing_and_nobody_has_read_it() -> None:
    body = json.loads(
        proposal(Profile("portal", "http://x:1", frozenset({("interface", "button", "Save claim")})))
    )
    assert body["i_read_every_line"] is False
    assert [entry["approve"] for entry in body["phrases"]] == [False]

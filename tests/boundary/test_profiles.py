"""An application's profile: one phrase on each line, the same bytes for the same approvals."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innervate.boundary.profile_lines import changed, shown
from innervate.boundary.profiles import Profile, difference, proposal, read_profile
from innervate.boundary.screen_file import KEPT_STATES, element_of
from innervate.boundary.where import Grant
from innervate.core.errors import BadInput
from innervate.core.profile import Learned, Menu, Screen, Way
from innervate.core.values import ValueType
from innervate.core.view import Bucket, Column, Phrase, Press
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
        b'{"profile": 3, "application": "a", "sink": "b", "phrases": []}',
        b'{"profile": 2, "application": "a", "sink": "b", "phrases": []}',
        b"[" * 100_000,
        b" " * ((8 << 20) + 1),
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


LABELS = st.sampled_from(["Save claim", "Größe ändern", "Fire", 'Say "hello" now', "a\\b"]).map(Phrase)
PRESSES = st.builds(Press, st.sampled_from(Role), st.none() | LABELS)
NAMED = st.builds(Press, st.sampled_from(Role), LABELS)


def several(one: st.SearchStrategy[object], least: int = 0) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(one, min_size=least, max_size=3).map(tuple)


@st.composite
def screens(draw: st.DrawFn) -> tuple[Screen, ...]:
    numbers = draw(st.lists(st.integers(1, 99), min_size=1, max_size=3, unique=True))
    columns = several(st.builds(Column, st.none() | LABELS, st.sampled_from(ValueType)))
    elements = st.builds(
        element_of,
        st.sampled_from(Role),
        st.none() | LABELS,
        several(st.sampled_from(sorted(KEPT_STATES))),
        columns,
        st.none() | st.sampled_from(Bucket),
    )
    menus = st.builds(Menu, LABELS.map(lambda label: label.text), several(NAMED))
    ways = st.builds(Way, several(PRESSES, 1), st.sampled_from(numbers))
    return tuple(
        Screen(
            number,
            draw(st.none() | NAMED),
            draw(several(elements)),  # type: ignore[arg-type]
            draw(several(menus)),  # type: ignore[arg-type]
            draw(several(ways)),  # type: ignore[arg-type]
            draw(st.sampled_from(Learned)),
        )
        for number in numbers
    )


@given(ENTRIES, screens(), st.integers(1, 99))
def test_screens_come_back_whole(
    entries: frozenset[tuple[str, str, str]], known: tuple[Screen, ...], version: int
) -> None:
    can = (("sign_in", ("user", "password")), ("leave", ()))
    made = Profile("portal", "http://x:1", entries, known, version, can, "2026-03-14")
    data = made.to_bytes()
    assert read_profile(data, "x") == made
    assert read_profile(data, "x").to_bytes() == data
    assert changed(known, known) == []
    assert len(list(shown(known, can))) >= len(known) + len(can)


def test_one_thing_stands_on_each_line() -> None:
    known = (
        Screen(1, None, (element_of(Role.LINK, Phrase("Claims")), element_of(Role.LINK, Phrase("Home")))),
        Screen(
            2, Press(Role.WINDOW, Phrase("Claims page")), ways=(Way((Press(Role.LINK, Phrase("Home")),), 1),)
        ),
    )
    lines = Profile("portal", "x", screens=known, version=1).to_bytes().decode().splitlines()
    assert sum('"Claims"' in line for line in lines) == 1
    assert sum('"Home"' in line for line in lines) == 2
    assert changed(known[:1], known) == [
        '+ screen 2 window "Claims page"',
        '+   on 2: link "Home" leads to 1 screen 1',
    ]


def test_profiles_of_before_are_still_read() -> None:
    old = (
        b'{\n"profile": 1,\n"application": "a",\n"sink": "b",\n"phrases": [\n'
        b'{"place": "interface", "element": "link", "text": "Home"}\n]}\n'
    )
    made = read_profile(old, "x")
    assert (made.screens, made.version, made.phrases().keys()) == ((), 0, {"Home"})
    assert made.to_bytes() == old


GOOD: dict[str, object] = {
    "screen": 1, "learned": "walk", "elements": [], "menus": [], "ways": [],
}  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [
        {"screen": 0},
        {"screen": True},
        {"screen": "1"},
        {"learned": "dream"},
        {"extra": 1},
        {"elements": {}},
        {"elements": [{"element": "wheel"}]},
        {"elements": [{"element": "link", "label": "Claim 77"}]},
        {"elements": [{"element": "link", "label": "Claims:"}]},
        {"elements": [{"element": "link", "label": 1}]},
        {"elements": [{"element": "link", "checked": True}]},
        {"elements": [{"element": "link", "required": 1}]},
        {"elements": [{"element": "link", "value": "Will May"}]},
        {"elements": [{"element": "combo box", "of": 4}]},
        {"elements": [{"element": "table", "columns": [{"label": "Due"}]}]},
        {"elements": [{}] * 501},
        {"name": {"element": "window"}},
        {"name": {"element": "window", "label": "a\nb"}},
        {"menus": [{"menu": "File", "items": [{"element": "menu item"}]}]},
        {"menus": [{"menu": "File"}]},
        {"ways": [{"press": [], "screen": 1}]},
        {"ways": [{"press": [{"element": "link"}], "screen": 2}]},
        {"ways": [{"press": [{"element": "link"}]}]},
    ],
)
def test_a_screen_of_another_form_is_refused_without_being_quoted(wrong: dict[str, object]) -> None:
    body = {"profile": 2, "application": "a", "sink": "b", "version": 1, "on": "", "phrases": [], "can": []}
    assert read_profile(json.dumps({**body, "screens": [GOOD]}).encode(), "x").screens
    with pytest.raises(BadInput) as refused:
        read_profile(json.dumps({**body, "screens": [{**GOOD, **wrong}]}).encode(), "x")
    assert "Will" not in str(refused.value)
    assert "77" not in str(refused.value)


@pytest.mark.parametrize(
    "wrong", [{"version": 0}, {"on": "today"}, {"on": 5}, {"can": [{"capability": "x"}]}]
)
def test_so_is_a_profile_whose_head_is_another(wrong: dict[str, object]) -> None:
    body = {"profile": 2, "application": "a", "sink": "b", "version": 1, "on": "", "phrases": [], "can": []}
    with pytest.raises(BadInput):
        read_profile(json.dumps({**body, "screens": [], **wrong}).encode(), "x")


def test_screens_have_numbers_of_their_own_and_are_bounded() -> None:
    body = {"profile": 2, "application": "a", "sink": "b", "version": 1, "on": "", "phrases": [], "can": []}
    for wrong in ([GOOD, GOOD], [{**GOOD, "screen": n + 1} for n in range(201)]):
        with pytest.raises(BadInput):
            read_profile(json.dumps({**body, "screens": wrong}).encode(), "x")

"""What MCP clients are told: its form, its leaves, the last look at messages, both keys."""

from __future__ import annotations

import asyncio
import socket
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innervate.boundary.canonical import Json
from innervate.boundary.gateway.channel import Channel
from innervate.boundary.gateway.served import (
    Left,
    Level,
    Listed,
    Reply,
    Said,
    Where,
    fields_of,
    read_reply,
    text_of,
)
from innervate.boundary.gateway.served_guard import Guard
from innervate.boundary.gateway.served_leaves import ServedLeaves
from innervate.boundary.gateway.served_link import Link
from innervate.boundary.gateway.served_way import Checked, WayBack
from innervate.boundary.ledger import Ledger
from innervate.boundary.ledger_anchors import AnchorKey
from innervate.boundary.ledger_records import Kind
from innervate.core.application import Application
from innervate.core.errors import BadInput, Lost, PrivacyRefused
from innervate.core.outcome import Code
from innervate.core.planner import Complaint, Fault
from innervate.core.values import Truth, ValueType
from innervate.planners.parameters import parametrised

RUN = "20260102-030405-ab23"
PORTAL = Application("portal", "/usr/bin/portal")
REPLIES = st.builds(
    Reply,
    said=st.sampled_from(Said),
    run=st.none() | st.just(RUN),
    codes=st.lists(st.sampled_from(Code), max_size=3),
    earlier=st.lists(st.sampled_from(Code), max_size=3),
    complaints=st.lists(st.builds(Complaint, st.integers(1, 99), st.sampled_from(Fault)), max_size=3),
    answer=st.none() | st.sampled_from(Truth),
    parked=st.none() | st.sampled_from(Code),
    where=st.none() | st.sampled_from(Where),
    left=st.lists(
        st.builds(Left, st.just("portal"), st.sampled_from(ValueType), st.sampled_from(Level)), max_size=2
    ),
    runs=st.lists(st.builds(Listed, st.just(RUN), st.booleans()), max_size=2),
    view=st.sampled_from(["", "view 1\n", "view 1\nwindow portal ready active\n"]),
)


def leaves() -> ServedLeaves:
    return ServedLeaves([PORTAL], ["claims"], {}, parametrised)


@given(REPLIES)
def test_what_is_read_is_what_was_said_and_may_leave(reply: Reply) -> None:
    said = fields_of(reply)
    assert fields_of(read_reply(said)) == said
    assert leaves().check(said) == text_of(reply)


@given(
    REPLIES,
    st.sampled_from(list(fields_of(Reply(Said.OK)))),
    st.sampled_from(["Jane", ["Jane"], [["Jane"]], 7]),
)
def test_nothing_else_may(reply: Reply, key: str, other: Json) -> None:
    with pytest.raises(PrivacyRefused):
        leaves().check({**fields_of(reply), key: other})


def test_a_reply_has_no_more_fields() -> None:
    with pytest.raises(BadInput):
        read_reply({**fields_of(Reply(Said.OK)), "more": ""})


@pytest.mark.parametrize(
    "reply",
    [
        Reply(Said.OK, view='view 1\nwindow portal "Jane" ready\n'),
        Reply(Said.OK, view="view 1\nwindow portal ready\n  entry \u27e6PERSON_7\u27e7 editable\n"),
        Reply(Said.OK, run="20260102-030405-Jane"),
        Reply(Said.OK, left=[Left("Jane", ValueType.DATE, Level.SOME)]),
        Reply(Said.OK, complaints=[Complaint(0, Fault.SHAPE)]),
        Reply(Said.OK, playbook="# Jane\nplan: x\n"),
    ],
)
def test_what_is_no_phrase_no_handle_and_no_name_is_refused(reply: Reply) -> None:
    with pytest.raises(PrivacyRefused):
        leaves().check(fields_of(reply))


class Ends:
    """Two channels between a core and a gateway of one process."""

    def __init__(self, folder: Path) -> None:
        pairs = [socket.socketpair() for _ in range(2)]
        agreed = []
        import threading

        def agree(end: socket.socket, core: bool) -> None:
            agreed.append((core, end, Channel.agree(end, is_core=core)))

        threads = [
            threading.Thread(target=agree, args=(end, core))
            for pair in pairs
            for end, core in zip(pair, (True, False), strict=True)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        found = {end: channel for _, end, channel in agreed}
        self.ledger = Ledger(folder, AnchorKey.of(bytes(32)))
        self.calls = found[pairs[0][0]]
        self.back = WayBack(found[pairs[1][0]], self.ledger, "mcp:stdio")
        self.link = Link(found[pairs[0][1]], found[pairs[1][1]], leaves(), "mcp:stdio")
        self.channels = list(found.values())

    def close(self) -> None:
        for channel in self.channels:
            channel.close()


@pytest.fixture
def ends(tmp_path: Path):  # type: ignore[no-untyped-def]
    made = Ends(tmp_path)
    yield made
    made.close()


async def test_what_both_agree_on_is_in_the_ledger_before(ends: Ends) -> None:
    ends.link.listen()
    call = asyncio.create_task(ends.link.call("s", "runs", "{}"))
    said = await asyncio.to_thread(ends.calls.receive, 10.0)
    assert said == {"call": 1, "session": "s", "tool": "runs", "arguments": "{}"}
    ends.back.send(1, "tools/call runs", Checked(Reply(Said.OK)))
    (record,) = ends.ledger.records()
    clear = await call
    assert (record.kind, record.body, clear.text) == (Kind.LEAVING, b"ok\n", "ok\n")
    ends.link.became(clear.number, sent=True)
    ends.back.ended(await asyncio.to_thread(ends.calls.receive, 10.0))
    assert [one.kind for one in ends.ledger.records()] == [Kind.LEAVING, Kind.SENT]


async def test_what_the_gateway_does_not_know_is_withheld_and_core_hears_of_it(ends: Ends) -> None:
    ends.link.listen()
    call = asyncio.create_task(ends.link.call("s", "observe", "{}"))
    await asyncio.to_thread(ends.calls.receive, 10.0)
    ends.back.send(
        1, "tools/call observe", Checked(Reply(Said.OK, view='view 1\nwindow portal "Jane" ready\n'))
    )
    with pytest.raises(PrivacyRefused):
        await call
    ends.back.ended(await asyncio.to_thread(ends.calls.receive, 10.0))
    assert [one.kind for one in ends.ledger.records()] == [Kind.LEAVING, Kind.WITHHELD]


async def test_a_signature_is_for_these_bytes_and_this_call(ends: Ends) -> None:
    ends.link.listen()
    call = asyncio.create_task(ends.link.call("s", "runs", "{}"))
    await asyncio.to_thread(ends.calls.receive, 10.0)
    ends.back.send(1, "tools/call act", Checked(Reply(Said.OK)))
    with pytest.raises(PrivacyRefused):
        await call


async def test_a_core_that_is_gone_is_told(ends: Ends) -> None:
    ends.link.listen()
    call = asyncio.create_task(ends.link.call("s", "runs", "{}"))
    await asyncio.to_thread(ends.calls.receive, 10.0)
    ends.back.close()
    with pytest.raises(Lost):
        await call
    with pytest.raises(Lost):
        await ends.link.call("s", "runs", "{}")


def guard() -> tuple[Guard, list[int]]:
    sent: list[int] = []
    return Guard(frozenset({"fixed", "a tool"}), frozenset({"2025-11-25"}), sent.append), sent


def result(text: Json) -> dict[str, Json]:
    return {
        "jsonrpc": "2.0",
        "id": 4,
        "result": {"content": [{"type": "text", "text": text}], "isError": False},
    }


def test_a_cleared_text_passes_once() -> None:
    looks, sent = guard()
    looks.clear("view 1\n", 7)
    assert looks.passed(result("view 1\n")) == result("view 1\n")
    assert sent == [7]
    again = looks.passed(result("view 1\n"))
    assert again is not None
    assert "result" not in again


@pytest.mark.parametrize(
    "message",
    [
        result("Jane"),
        result(41),
        {"jsonrpc": "2.0", "id": 1, "result": {"Jane": "fixed"}},
        {"jsonrpc": "2.0", "id": 1, "result": {"content": "fixed"}, "more": "fixed"},
        {"jsonrpc": "2.0", "id": 1, "error": {"code": -32602, "message": "Jane", "data": "Jane"}},
        {"jsonrpc": "2.0", "id": 1, "error": {"code": 41, "message": "Jane"}},
        {"jsonrpc": "2.0", "method": "notifications/message", "params": {"data": "Jane"}},
        {"jsonrpc": "2.0", "id": 1, "method": "elicitation/create", "params": {"message": "Jane"}},
        "Jane",
    ],
)
def test_whatever_an_sdk_makes_nothing_else_passes(message: Json) -> None:
    passed = guard()[0].passed(message)
    assert "Jane" not in str(passed)
    assert "41" not in str(passed)


def test_versions_are_told_and_nothing_of_what_was_asked() -> None:
    looks, _ = guard()
    data: Json = {"supported": ["2025-11-25"], "requested": "Jane"}
    passed = looks.passed({"jsonrpc": "2.0", "id": 1, "error": {"code": -32022, "message": "", "data": data}})
    assert passed is not None
    assert passed["error"] == {
        "code": -32022,
        "message": "this protocol version is not served",
        "data": {"supported": ["2025-11-25"], "requested": ""},
    }


def test_both_keys_make_the_same_text() -> None:
    reply = replace(Reply(Said.PARKED), run=RUN, parked=Code.ACT_DENIED)
    assert f"innervate run --resume {RUN}" in text_of(reply)

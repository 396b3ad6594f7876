"""`innervate mcp` through real processes and the package's own client, on a desktop in memory."""

from __future__ import annotations

import asyncio
import json
import socket
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

pytest.importorskip("mcp")

from mcp import Client
from mcp.types import TextContent

from innervate.bench.brain_mcp_clients import STAGE, Mode, Place, over_http, over_stdio, until
from innervate.bench.brain_mcp_stage import AMOUNT, PERSON, SECRET_PLACE
from innervate.boundary.gateway.channel import Channel
from innervate.boundary.gateway.served_way import WayBack
from innervate.boundary.ledger_check import check
from innervate.boundary.ledger_records import Face
from innervate.core.run import Status
from innervate.core.view import HANDLE
from innervate.launch.mcp_core import Serving
from innervate.launch.mcp_desk import Served

REFRESH = """
- act: press
  on: {in: portal, role: button, label: Refresh}
  expect: {exists: {in: portal, role: label, label: Refreshed}}
"""
SLOW = "- act: press\n  on: {in: portal, role: button, label: Next}\n"


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


async def say(client: Client, tool: str, **arguments: object) -> str:
    result = await client.call_tool(tool, arguments)
    (content,) = result.content
    assert isinstance(content, TextContent)
    failed = content.text.split("\n", 1)[0] not in ("ok", "done", "given up")
    assert result.is_error is failed
    return content.text


@pytest.mark.parametrize("mode", ["legacy", "auto"])
async def test_every_tool_over_stdio(place: Place, mode: Mode) -> None:
    told: list[str] = []
    async with over_stdio(place, mode=mode) as client:
        names = [tool.name for tool in (await client.list_tools()).tools]
        assert names == ["observe", "act", "run", "ask", "status", "runs"]
        told.append(await say(client, "observe"))
        handle = next(found[0] for found in HANDLE.finditer(told[0]) if found[1] == "AMOUNT")
        told.append(await say(client, "act", steps=REFRESH))
        assert told[1].startswith("ok\ncodes: ok.done\n\nview 2 since 1\n")
        more = {"is": handle, "gt": {"money": 200, "currency": "EUR"}}
        told.append(await say(client, "ask", condition=more))
        assert told[2].startswith("ok\nanswer: yes\n")
        told.append(
            await say(client, "ask", condition=f"{{is: {handle}, lt: {{money: 200, currency: EUR}}}}")
        )
        assert told[3].startswith("ok\nanswer: no\n")
        told.append(await say(client, "status"))
        assert "session: waiting for your call\nbudget for amount of portal: " in told[4]
        told.append(
            await say(client, "run", plan=f"plan: Again\nfrom: [portal]\nsteps:{REFRESH}- end: done\n")
        )
        assert told[5].startswith("done\nrun: ")
        told.append(await say(client, "runs"))
        assert ": over" in told[6]
        page = (await client.read_resource("innervate://plan-language")).contents[0]
        assert "A step is one of" in str(getattr(page, "text", ""))
    assert place.done() == ["refresh", "refresh"]
    records = place.told()
    assert [one.body.decode() for one in records] == told
    assert {(one.face, one.sink) for one in records} == {(Face.MCP, "mcp:stdio")}
    assert not check(place.folder / "state", place.app().ledger().public_key).faults
    for secret in (PERSON, AMOUNT, SECRET_PLACE):
        assert secret.encode() not in place.raw.read_bytes()


async def test_what_is_wrong_is_told_by_line_and_nothing_is_done(place: Place) -> None:
    async with over_stdio(place) as client:
        wrong = "- act: press\n  on: {in: portal, role: button}\n- act: fly\n  in: portal\n"
        assert "line 3: unknown_verb\n" in await say(client, "act", steps=wrong)
        listed = [{"act": "press", "on": {"in": "portal"}}, {"act": "fly", "in": "portal"}]
        assert "line 2: unknown_verb\n" in await say(client, "act", steps=listed)
        assert await say(client, "act", steps="- [") != ""
        assert (await say(client, "act", steps="x" * (10 << 20))).startswith("complaints\nline 1: too_long\n")
        assert (await say(client, "act", step=REFRESH)).startswith("wrong arguments\n")
        assert (await say(client, "run", playbook="none")).startswith("no such playbook\n")
        assert "line 2: handle\n" in await say(client, "ask", condition="is: x\neq: \u27e6DATE_77\u27e7")
    assert place.done() == []


async def test_a_cancelled_call_ends_after_its_step_and_the_session_goes_on(place: Place) -> None:
    async with over_stdio(place) as client:
        await say(client, "observe")
        call = asyncio.create_task(client.call_tool("act", {"steps": SLOW + REFRESH}))
        await until(lambda: bool(place.done()))
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
        told = await say(client, "observe")
        assert told.startswith("ok\ncodes of the call before, which was cancelled: ok.done\n\nview 3\n")
        assert "since" not in told
    assert place.done() == ["next"]


async def test_two_clients_have_sessions_of_their_own_and_one_desktop(place: Place) -> None:
    with over_http(place) as web:
        async with web.client() as one, web.client(mode="legacy") as other:
            assert (await say(one, "observe")).startswith("ok\n")
            assert (await say(other, "observe")).startswith("busy\n")
            assert "session: no run" in await say(other, "status")
            assert (await say(one, "act", steps=REFRESH)).startswith("ok\n")
            assert (await say(one, "act", steps=[{"end": "done"}])).startswith("done\n")
            assert (await say(other, "observe")).startswith("ok\n\nview 1\n")
    assert place.done() == ["refresh"]
    assert {one.sink for one in place.told()} == {"mcp:http"}


async def test_who_is_not_let_in_over_http(place: Place) -> None:
    import httpx2

    with over_http(place) as web:
        url, right = f"http://127.0.0.1:{web.port}/mcp", {"Authorization": f"Bearer {web.token}"}
        kind = {"content-type": "application/json", "accept": "application/json, text/event-stream"}
        async with httpx2.AsyncClient() as http:
            for _ in range(200):
                try:
                    await http.get(url)
                    break
                except httpx2.ConnectError:
                    await asyncio.sleep(0.05)

            async def status(content: bytes = b"{}", path: str = "", **headers: str) -> tuple[int, str]:
                named = {name.replace("_", "-"): value for name, value in headers.items()}
                answer = await http.post(url + path, content=content, headers={**kind, **named})
                assert set(answer.headers) <= {
                    "content-type",
                    "content-length",
                    "www-authenticate",
                    "mcp-session-id",
                }
                return answer.status_code, answer.text

            assert (await status())[0] == 401
            assert (await status(authorization="Bearer " + web.token[:-1]))[0] == 401
            assert (await status(**right, host="evil.example"))[0] == 421
            assert (await status(**right, host=f"evil.example:{web.port}"))[0] == 421
            assert (await status(**right, origin="http://evil.example"))[0] == 403
            assert (await status(**right, origin="null"))[0] == 403
            assert (await status(**right, path="/other"))[0] == 404
            assert (await http.get(url, headers=right)).status_code == 405
            too_long = await status(b"x" * (17 << 20), **right)
            assert too_long[0] == 413
            assert "too long" in too_long[1]
            code, text = await status(b"{", **right)
            assert (code, json.loads(text)["error"]["code"]) == (400, -32700)
            code, text = await status(b'{"jsonrpc":"2.0","id":1,"method":"Jane Miller"}', **right)
            assert code >= 400
            assert "Jane" not in text
    token = place.folder / "state" / "mcp.token"
    assert token.stat().st_mode & 0o777 == 0o600
    assert place.told() == []


def test_nothing_but_the_protocol_on_standard_output(place: Place) -> None:
    lines = [
        "no json at all",
        "[]",
        json.dumps({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "observe"}}),
        json.dumps(
            {
                "jsonrpc": "2.0",
                "id": "two",
                "method": "initialize",
                "params": {
                    "protocolVersion": "2025-06-18",
                    "capabilities": {},
                    "clientInfo": {"name": "x", "version": "0"},
                },
            }
        ),
        json.dumps({"jsonrpc": "2.0", "method": "notifications/initialized"}),
        json.dumps({"jsonrpc": "2.0", "id": 3, "method": "nothing/such"}),
        json.dumps({"jsonrpc": "2.0", "id": 4, "method": "tools/call", "params": {"name": 7}}),
        json.dumps({"jsonrpc": "2.0", "id": 5, "method": "tools/call", "params": {"name": "status"}}),
    ]
    with subprocess.Popen(
        [sys.executable, "-m", STAGE],
        env=place.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        server.stdin.write("\n".join(lines).encode() + b"\n")
        server.stdin.flush()
        heard = []
        while not heard or heard[-1].get("id") != 5:
            heard.append(json.loads(server.stdout.readline()))
        server.stdin.close()
        assert server.stdout.read() == b""
        assert server.stderr is not None
        assert server.stderr.read() == b""
    assert server.returncode == 0
    by_id = {one.get("id"): one for one in heard}
    assert by_id["two"]["result"]["serverInfo"]["name"] == "innervate"
    assert by_id[3]["error"] == {"code": -32601, "message": "there is no such method"}
    assert by_id[4]["error"] == {"code": -32602, "message": "the parameters are wrong"}
    assert by_id[5]["result"]["content"][0]["text"].startswith("ok\n")
    assert [one.body for one in place.told()] == [by_id[5]["result"]["content"][0]["text"].encode()]


async def test_a_client_that_vanishes_leaves_a_parked_run(place: Place) -> None:
    async with over_stdio(place) as client:
        await say(client, "observe")
    with place.app().journal() as journal:
        (run,) = journal.runs()
        assert run.status is Status.PARKED
        assert not journal.state(run.run).touched
    assert place.done() == []


def under_way(place: Place) -> subprocess.Popen[bytes]:
    """A server that does the first of two steps."""

    def request(number: int, method: str, **params: object) -> bytes:
        return (
            json.dumps({"jsonrpc": "2.0", "id": number, "method": method, "params": params}).encode() + b"\n"
        )

    hello = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "x", "version": "0"}}
    server = subprocess.Popen(
        [sys.executable, "-m", STAGE], env=place.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert server.stdin is not None
    server.stdin.write(request(1, "initialize", **hello))
    server.stdin.write(request(2, "tools/call", name="act", arguments={"steps": SLOW + REFRESH}))
    server.stdin.flush()
    deadline = time.monotonic() + 60
    while not place.done() and time.monotonic() < deadline:
        time.sleep(0.01)
    return server


def test_a_client_that_vanishes_in_the_middle_leaves_no_step_half_done(place: Place) -> None:
    with under_way(place) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        server.stdin.close()
        server.stdout.close()
    assert server.returncode == 0
    assert place.done() == ["next"]
    with place.app().journal() as journal:
        (run,) = journal.runs()
        assert run.status is Status.PARKED
        state = journal.state(run.run)
        assert not state.touched
        assert [verdict.value for verdict in state.ended.values()] == ["confirmed"]


def test_a_kill_in_the_middle_leaves_a_whole_journal_and_nothing_is_done_twice(place: Place) -> None:
    with under_way(place) as server:
        server.kill()
    assert place.done() == ["next"]
    with place.app().journal() as journal:
        (run,) = journal.runs()
        assert run.status is Status.RUNNING
        assert journal.verify(run.run).whole
        assert journal.state(run.run).touched
    resumed = subprocess.run(
        [sys.executable, "-m", "innervate.cli.main", "run", "--unisolated", "--resume", "last"],
        env=place.environment | {"INNERVATE_SURFACE": "fake"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert resumed.returncode not in (0, 70), resumed.stderr
    assert "Traceback" not in resumed.stderr
    with place.app().journal() as journal:
        assert [one.status for one in journal.runs()] == [Status.PARKED]
    assert Counter(place.done()) == {"next": 1}


async def test_sessions_of_clients_that_are_gone_make_room(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("innervate.launch.mcp_core.MOST_SESSIONS", 2)
    served = Served(place.app(), place.app().desk())
    pairs = [socket.socketpair() for _ in range(2)]
    made = asyncio.gather(*(asyncio.to_thread(Channel.agree, pair[0], is_core=True) for pair in pairs))
    ours = await asyncio.gather(*(asyncio.to_thread(Channel.agree, pair[1], is_core=False) for pair in pairs))
    calls, replies = await made
    serving = Serving(served, calls, WayBack(replies, place.app().ledger(), "mcp:http"))
    task = asyncio.create_task(serving.serve())
    for number in range(5):
        ours[0].send({"call": number, "session": f"s{number}", "tool": "status", "arguments": "{}"})
        said = await asyncio.to_thread(ours[1].receive, 30.0)
        fields = said["fields"]
        assert isinstance(fields, dict)
        assert fields["said"] == "ok"
    for channel in ours:
        channel.close()
    await task

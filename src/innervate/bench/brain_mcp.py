"""`innervate bench brain --only mcp`: any MCP client as the planner, by the protocol's own package.

Real processes and sockets, the package's client over both transports and both eras of the protocol, a
desktop in memory. Every byte that a server sent is kept by a relay, and accounted for: by the ledger, or as
a fixed text. What a call costs is held against the same turn of a run without protocol, channel and ledger,
one after the other.
"""

from __future__ import annotations

import asyncio
import json
import re
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from innervate import __version__
from innervate.bench.brain_mcp_clients import Mode, Place, Web, over_http, over_stdio, until
from innervate.bench.brain_mcp_stage import AMOUNT, PERSON, SECRET_PLACE, StagedApp
from innervate.bench.figures import Figure
from innervate.core.errors import Unavailable
from innervate.settings import Settings

if TYPE_CHECKING:
    from mcp import Client

Say = Callable[[str], None]
Case = Callable[["Client", Place], Awaitable[bool]]

REFRESH = "- act: press\n  on: {in: portal, role: button, label: Refresh}\n"
SLOW = "- act: press\n  on: {in: portal, role: button, label: Next}\n"
LOOK = "plan: Look\nfrom: []\nsteps:\n- end: look\n"
_HEAD = re.compile(
    rb"HTTP/1\.1 \d{3} [A-Za-z ]+\r\n"
    rb"(?:(?:content-type: application/json|content-length: \d+|allow: [A-Z, ]+|"
    rb"mcp-session-id: [0-9a-f]{32}|www-authenticate: Bearer)\r\n)*\r\n"
)


def measure(full: bool, say: Say) -> tuple[list[Figure], dict[str, object]]:
    """:raises Unavailable: the package `mcp` is not installed."""
    try:
        import mcp  # noqa: F401
    except ImportError:
        raise Unavailable(
            "the package `mcp`", "it is not installed", "pip install 'innervate[mcp]'"
        ) from None
    right, lost, names, sent = list[bool](), list[int](), list[str](), 0
    for transport in ("stdio", "http"):
        for mode in ("legacy", "auto"):
            say(f"mcp over {transport}, {mode}")
            with tempfile.TemporaryDirectory() as folder:
                place = Place(Path(folder))
                found = asyncio.run(_cases(place, transport, mode))
                names += [f"{transport} {mode}: {name}" for name, held in found.items() if not held]
                right += found.values()
                raw = place.raw.read_bytes()
                sent += len(raw)
                lost.append(unaccounted(raw, [one.body.decode() for one in place.told()]))
    rounds = 150 if full else 40
    say("mcp: what a call costs")
    added = {t: asyncio.run(_added(t, rounds)) for t in ("stdio", "http")}
    figures = [
        Figure("mcp: cases that came out right", 100 * sum(right) / len(right), "%", 100.0, most=False),
        Figure("… cases", len(right), "cases"),
        Figure("mcp: bytes sent that neither ledger nor templates have", sum(lost), "bytes", 0.0),
        Figure("… bytes sent", sent, "bytes"),
    ]
    for transport, turns in added.items():
        for tool, (over, direct) in turns.items():
            more = statistics.median(one - other for one, other in zip(over, direct, strict=True))
            figures.append(Figure(f"mcp: added to {tool}, {transport}, median", round(more, 2), "ms", 15.0))
            figures.append(Figure("… of which without MCP", round(statistics.median(direct), 2), "ms"))
    return figures, {
        "wrong": names,
        "turns": {t: {k: list(v) for k, v in a.items()} for t, a in added.items()},
    }


# cases


async def _cases(place: Place, transport: str, mode: Mode) -> dict[str, bool]:
    if transport == "stdio":
        async with over_stdio(place, mode=mode) as client:
            return await _with_one(client, place)
    with over_http(place) as web:
        async with web.client(mode) as client:
            found = await _with_one(client, place)
        return found | await _with_two(web, place, mode) | await _not_let_in(web)


async def _with_one(client: Client, place: Place) -> dict[str, bool]:
    found = {}
    for name, case in _ONE.items():
        # A case that fails in whatever way is wrong.
        (held,) = await asyncio.gather(case(client, place), return_exceptions=True)
        found[name] = held is True
    return found


async def _said(client: Client, tool: str, **arguments: object) -> str:
    result: Any = await client.call_tool(tool, arguments)
    return str(result.content[0].text)


async def _tools(client: Client, _: Place) -> bool:
    listed = (await client.list_tools()).tools
    return {one.name for one in listed} == {"observe", "act", "run", "ask", "status", "runs"} and all(
        one.description and one.input_schema["type"] == "object" for one in listed
    )


async def _resources(client: Client, _: Place) -> bool:
    uris = [str(one.uri) for one in (await client.list_resources()).resources]
    texts: list[Any] = [(await client.read_resource(uri)).contents[0] for uri in uris]
    return len(uris) == 2 and "A step is one of" in texts[0].text and "portal" in texts[1].text


async def _observe(client: Client, _: Place) -> bool:
    whole = await _said(client, "observe")
    return whole.startswith("ok\n\nview 1\n") and "AMOUNT" in whole and AMOUNT not in whole


async def _since(client: Client, _: Place) -> bool:
    whole = await _said(client, "observe")
    number = int(whole.split("view ")[1].split("\n")[0])
    changed = await _said(client, "observe", since=number)
    return f"view {number + 1} since {number}\n" in changed and "since" not in await _said(
        client, "observe", since=number
    )


async def _act(client: Client, place: Place) -> bool:
    before = len(place.done())
    told = await _said(client, "act", steps=REFRESH)
    return told.startswith("ok\ncodes: ok.done\n") and place.done()[before:] == ["refresh"]


async def _listed(client: Client, place: Place) -> bool:
    before = len(place.done())
    step = {"act": "press", "on": {"in": "portal", "role": "button", "label": "Refresh"}}
    told = await _said(client, "act", steps=[step, step])
    return told.startswith("ok\ncodes: ok.done ok.done\n") and place.done()[before:] == ["refresh"] * 2


async def _wrong(client: Client, place: Place) -> bool:
    before = place.done()
    told = await _said(client, "act", steps=f"{REFRESH}- act: fly\n  in: portal\n")
    return "line 3: unknown_verb" in told and place.done() == before


async def _too_long(client: Client, _: Place) -> bool:
    return "line 1: too_long" in await _said(client, "act", steps="#" * (10 << 20))


async def _ask(client: Client, _: Place) -> bool:
    amount = {"is": {"in": "portal", "role": "entry", "label": "Amount"}}
    more = await _said(client, "ask", condition={**amount, "gt": {"money": 200, "currency": "EUR"}})
    return more.startswith("ok\nanswer: yes\n")


async def _status(client: Client, _: Place) -> bool:
    told = await _said(client, "status")
    return "session: waiting for your call" in told and "budget for amount of portal: " in told


async def _cancelled(client: Client, place: Place) -> bool:
    before = len(place.done())
    call = asyncio.create_task(client.call_tool("act", {"steps": SLOW + REFRESH}))
    await until(lambda: len(place.done()) > before)
    call.cancel()
    await asyncio.gather(call, return_exceptions=True)
    told = await _said(client, "observe")
    return "which was cancelled: ok.done\n" in told and place.done()[before:] == ["next"]


async def _parked(client: Client, place: Place) -> bool:
    before = place.done()
    save = "- act: press\n  on: {in: portal, role: button, label: Save}\n"
    told = await _said(client, "act", steps=save)
    return told.startswith("parked\nrun: ") and "why: person.absent" in told and place.done() == before


async def _ended(client: Client, _: Place) -> bool:
    return (await _said(client, "run", plan={"steps": [{"end": "done"}]})).startswith("done\n")


async def _runs(client: Client, _: Place) -> bool:
    told = await _said(client, "runs")
    return ": over" in told


_ONE: dict[str, Case] = {
    "tools": _tools,
    "resources": _resources,
    "observe": _observe,
    "observe since": _since,
    "act": _act,
    "act, a list": _listed,
    "act, wrong": _wrong,
    "act, 10 MB": _too_long,
    "ask": _ask,
    "status": _status,
    "cancelled": _cancelled,
    "a person is needed": _parked,
    "run": _ended,
    "runs": _runs,
}


async def _with_two(web: Web, place: Place, mode: Mode) -> dict[str, bool]:
    async with web.client(mode) as one, web.client(mode) as other:
        mine = await _said(one, "observe")
        theirs = await _said(other, "observe")
        apart = mine.startswith("ok\n") and theirs.startswith("busy\n")
        first, second = await asyncio.gather(
            _said(one, "act", steps=REFRESH), _said(other, "act", steps=REFRESH)
        )
        at_once = first.startswith("ok\n") and second.startswith("busy\n")
        await _said(one, "act", steps=[{"end": "done"}])
        freed = (await _said(other, "observe")).startswith("ok\n\nview 1\n")
    return {"two clients": apart, "two calls at once": at_once, "the desktop is free again": freed}


async def _not_let_in(web: Web) -> dict[str, bool]:
    import httpx2

    url, right = f"http://127.0.0.1:{web.proxy}/mcp", f"Bearer {web.token}"
    ours = f"127.0.0.1:{web.port}"
    wanted: dict[str, tuple[dict[str, str], int]] = {
        "no token": ({"host": ours}, 401),
        "a wrong token": ({"host": ours, "authorization": right[:-1]}, 401),
        "a wrong host": ({"host": f"evil.example:{web.port}", "authorization": right}, 421),
        "a wrong origin": ({"host": ours, "authorization": right, "origin": "http://evil.example"}, 403),
    }
    found = {}
    async with httpx2.AsyncClient() as http:
        for name, (headers, status) in wanted.items():
            found[name] = (await http.post(url, content=b"{}", headers=headers)).status_code == status
    return found


# bytes


def unaccounted(raw: bytes, told: list[str]) -> int:
    """Of what a server sent, the bytes of texts that are neither in the ledger nor fixed. told: the
    ledger's.
    """
    from innervate.boundary.gateway.served_guard import ERRORS
    from innervate.launch import mcp_http, mcp_protocol, mcp_words

    left = Counter(told)
    fixed = Counter[str]()
    known = mcp_words.resources([]), mcp_words.tools(), mcp_words.INSTRUCTIONS, mcp_words.LANGUAGE
    fixed.update(_texts([*known, mcp_words.desk_page(StagedApp.known(), []), *_PROTOCOL]))
    fixed.update([mcp_protocol.TOO_LONG, mcp_protocol.NO_TOOL, *ERRORS.values(), *mcp_http.WORDS.values()])
    lost = 0
    for message in _messages(raw):
        if isinstance(message, bytes):
            lost += len(message)
            continue
        message.pop("id", None)
        for text in _texts(message):
            if left.get(text):
                left[text] -= 1
            elif text not in fixed:
                lost += len(text.encode())
    for secret in (PERSON, AMOUNT, SECRET_PLACE):
        lost += raw.count(secret.encode()) * len(secret)
    return lost


_PROTOCOL = [
    *(
        "jsonrpc 2.0 result error code message data supported requested content type text isError resultType"
        " complete tools resources contents uri mimeType protocolVersion capabilities serverInfo instructions"
        " listChanged subscribe name version title supportedVersions ttlMs cacheScope private _meta innervate"
        " io.modelcontextprotocol/serverInfo 2024-11-05 2025-03-26 2025-06-18 2025-11-25 2026-07-28"
    ).split(),
    __version__,
    "",
]


def _messages(raw: bytes) -> Iterator[dict[str, Any] | bytes]:
    """Messages of the protocol; as bytes what is none. Heads of HTTP of the one form are passed over."""
    at = 0
    decoder = json.JSONDecoder()
    while at < len(raw):
        head = _HEAD.match(raw, at)
        if head is not None:
            at = head.end()
            continue
        try:
            text = raw[at:].decode("utf-8")
            found, length = decoder.raw_decode(text)
            yield found if isinstance(found, dict) else text[:length].encode()
            at += len(text[:length].encode())
            at += raw[at : at + 1] == b"\n"
        except ValueError:
            end = raw.find(b"\n", at) + 1 or len(raw)
            yield raw[at:end]
            at = end


def _texts(said: object) -> Iterator[str]:
    match said:
        case dict():
            for key, value in said.items():
                yield key
                yield from _texts(value)
        case list() | tuple():
            for value in said:
                yield from _texts(value)
        case str():
            yield said


# what it costs


async def _added(transport: str, rounds: int) -> dict[str, tuple[list[float], list[float]]]:
    """Milliseconds of each turn, over MCP and without."""
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        place = Place(Path(one))
        direct = Place(Path(other))
        if transport == "stdio":
            async with over_stdio(place, relayed=False) as client:
                return await _timed(client, direct, rounds)
        with over_http(place) as web:
            async with web.client(relayed=False) as client:
                return await _timed(client, direct, rounds)


async def _timed(client: Client, direct: Place, rounds: int) -> dict[str, tuple[list[float], list[float]]]:
    from innervate.launch.mcp_run import ClientRun

    app = StagedApp(Settings.from_environment(direct.environment), direct.environment)
    run = ClientRun(app, 600.0)
    run.begin()
    await run.turn()
    await _said(client, "observe")
    plan = f"plan: Steps\nfrom: [portal]\nsteps:\n{REFRESH.replace('press', 'hover')}- end: look\n"
    turns = {
        "observe": ("observe", {}, LOOK),
        "act": ("act", {"steps": REFRESH.replace("press", "hover")}, plan),
    }
    found: dict[str, tuple[list[float], list[float]]] = {name: ([], []) for name in turns}
    for _ in range(rounds):
        for name, (tool, arguments, text) in turns.items():
            start = time.perf_counter()
            await client.call_tool(tool, arguments)
            found[name][0].append(1000 * (time.perf_counter() - start))
            if tool == "observe":
                run.teller.forget()
            start = time.perf_counter()
            await run.turn(text)
            found[name][1].append(1000 * (time.perf_counter() - start))
    await run.leave(10.0)
    return found

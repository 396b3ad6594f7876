"""`innervate mcp` as people start it: by a client's settings, at a terminal, isolated on a real desktop."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("mcp")

from mcp import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

from innervate.surfaces.x11.desktop import VirtualDesktop
from tests.cli.test_bad_input import House
from tests.cli.test_policy import at_a_terminal

ASK = "- ask: Is it hers?\n  choices: ['yes', 'no']\n  as: $answer\n"


@pytest.fixture
def house(tmp_path: Path) -> House:
    house = House(tmp_path)
    house.env |= {"INNERVATE_SURFACE": "fake", "XDG_RUNTIME_DIR": str(tmp_path)}
    house.write("desk.yaml", "desk: 1\napps: {}\n")
    house.env["INNERVATE_DESK"] = str(tmp_path / "desk.yaml")
    return house


@asynccontextmanager
async def started(house: House, *options: str) -> AsyncIterator[Client]:
    """As a client's settings name it."""
    words = ["-m", "innervate.cli.main", "mcp", *options]
    server = StdioServerParameters(command=sys.executable, args=words, env=house.env)
    async with Client(stdio_client(server)) as client:
        yield client


async def say(client: Client, tool: str, **arguments: object) -> str:
    result: Any = await client.call_tool(tool, arguments)
    return str(result.content[0].text)


async def test_over_stdio_nobody_is_there_to_be_asked(house: House) -> None:
    async with started(house, "--unisolated") as client:
        told = await say(client, "act", steps=ASK)
        assert told.startswith("parked\nrun: ")
        run = told.split("run: ")[1].split("\n")[0]
        assert f"innervate run --resume {run}" in told
        assert "hers" not in told
    status, said = house("runs", "--json")
    assert status == 0
    assert '"status": "parked"' in said
    status, said = at_a_terminal(house, "yes", "run", "--unisolated", "--resume", run)
    assert "Is it hers?" in said
    assert status == 3, "the question is answered; then a planner would have to go on"
    assert "a planner" in said


class Terminal:
    """A person's, with `innervate mcp --http` in it."""

    def __init__(self, house: House, *options: str) -> None:
        self._ours, theirs = os.openpty()
        self.told = ""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "innervate.cli.main", "mcp", "--http", "0", *options],
            env=house.env,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)

    async def until(self, shown: str) -> re.Match[str]:
        while True:
            found = re.search(shown, self.told)
            if found:
                return found
            self.told += (await asyncio.to_thread(os.read, self._ours, 4096)).decode()

    def type(self, text: str) -> None:
        os.write(self._ours, text.encode())

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._ours)


@pytest.fixture
def terminal(house: House) -> Iterator[Callable[..., Terminal]]:
    made: list[Terminal] = []

    def make(*options: str) -> Terminal:
        made.append(Terminal(house, *options))
        return made[-1]

    yield make
    for one in made:
        one.close()


async def test_at_a_terminal_its_person_is_asked(house: House, terminal: Callable[..., Terminal]) -> None:
    import httpx2
    from mcp.client.streamable_http import streamable_http_client

    shown = terminal("--unisolated")
    url = (await shown.until(r"http://127\.0\.0\.1:\d+/mcp"))[0]
    token = (await asyncio.to_thread((house.folder / "state" / "mcp.token").read_text)).strip()
    assert token not in shown.told
    async with httpx2.AsyncClient(headers={"Authorization": f"Bearer {token}"}, timeout=60) as http:
        for _ in range(400):
            try:
                await http.get(url)
                break
            except httpx2.ConnectError:
                await asyncio.sleep(0.05)
        async with Client(streamable_http_client(url, http_client=http)) as client:
            call = asyncio.create_task(say(client, "act", steps=ASK))
            await shown.until(r"Is it hers\?")
            shown.type("yes\n")
            assert (await call).startswith("ok\ncodes: ok.done\n")
    shown.process.terminate()
    assert await asyncio.to_thread(shown.process.wait, 60) == 0


def test_bad_input_is_told_and_nothing_is_started(house: House) -> None:
    status, said = at_a_terminal(house, "", "mcp", "--unisolated")
    assert status == 2
    assert "docs/mcp.md" in said
    with socket.create_server(("127.0.0.1", 0)) as taken:
        status, said = house("mcp", "--unisolated", "--http", str(taken.getsockname()[1]))
    assert status == 2
    assert "127.0.0.1" in said
    token = house.folder / "state" / "mcp.token"
    token.parent.mkdir(exist_ok=True)
    token.write_text("x" * 40)
    token.chmod(0o644)
    status, said = house("mcp", "--unisolated", "--http", "0")
    assert status == 3
    assert "chmod 600" in said
    status, said = house("mcp", "--unisolated", "--playbooks", "nowhere")
    assert status == 2
    status, said = house("mcp", "--unisolated")
    assert status == 0, "a client that closed its end at once"


def test_what_goes_wrong_is_told_to_a_client_without_words(house: House) -> None:
    house.write("desk.yaml", "desk: 1\napps: {Jane Miller: 3}\n")
    status, said = house("mcp", "--unisolated")
    assert status == 2
    assert "Jane" not in said
    assert "innervate doctor" in said


@pytest.fixture(scope="module")
def own_desktop() -> Iterator[VirtualDesktop]:
    with VirtualDesktop(size=(1280, 800)) as running:
        yield running


@pytest.mark.desktop
@pytest.mark.skipif(shutil.which("bwrap") is None, reason="no bubblewrap")
async def test_isolated_on_a_real_desktop(house: House, own_desktop: VirtualDesktop) -> None:
    house.write(
        "desk.yaml",
        "desk: 1\napps:\n"
        "  viewer: {executable: /usr/bin/evince, launch: [evince], catalogues: [evince, gtk30]}\n",
    )
    house.enter(own_desktop)
    house.env["INNERVATE_DESK"] = str(house.folder / "desk.yaml")
    async with started(house) as client:
        assert "ok\n\nview 1\n" in await say(client, "observe")
        told = await say(client, "act", steps="- act: launch\n  in: viewer\n")
        assert told.startswith("ok\ncodes: ok.done\n")
        assert "window viewer" in told
        assert (
            await say(client, "act", steps=[{"act": "close", "in": "viewer"}, {"end": "done"}])
        ).startswith("done\n")
    assert house("ledger", "verify")[0] == 0

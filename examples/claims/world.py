"""Builds the made-up office in a folder and runs its servers.

`World` is an asynchronous context manager: on entering, the home folder, the form, the database and
`world.json` lie in the folder and the servers answer; on leaving, the servers have ended. An existing world
is refused unless it is built anew (`fresh`) or taken up again (`reuse`), which keeps database and mails and
serves on the same ports, so that a run can be resumed. `python -m claims.world` does the same until stopped.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import secrets
import shutil
import signal
import socket
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from claims import document, mailbox
from claims.generate import HANDLER_ADDRESS, Case, Policy, case
from claims.portal import db

PACKAGE_ROOT = str(Path(__file__).resolve().parents[1])
MARK = ".claims-world"
READY_WITHIN_S = 20.0
END_WITHIN_S = 5.0


class WorldExists(Exception):
    """There is a world in the folder and neither `fresh` nor `reuse` was asked for."""


@dataclass(frozen=True)
class Facts:
    """What `world.json` says; paths are absolute."""

    seed: int
    home: str
    portal_url: str
    portal_port: int
    smtp_port: int
    database: str
    mail_inbox: str
    mail_sent: str
    smtp_dir: str
    document: str
    environment: dict[str, str]
    portal_user: str
    portal_password: str
    handler_address: str
    broker_address: str


def free_port() -> int:
    """A port of the loopback interface that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def cents(policy: Policy) -> tuple[str, str, str, str, int]:
    return policy.number, policy.holder, policy.product, policy.status, int(policy.deductible * 100)


def fill_database(story: Case, path: Path) -> None:
    """Creates the portal's database with its user and all policies."""
    db.create(path)
    with db.connect(path) as connection:
        db.add_user(connection, story.portal_user, story.handler.full, story.portal_password)
        db.add_policies(connection, [cents(policy) for policy in (story.policy, *story.other_policies)])


def write_private(path: Path, text: str) -> None:
    """Writes a file that only its owner may read."""
    path.touch(mode=0o600)
    path.write_text(text, encoding="utf-8")


def build(seed: int, folder: Path, portal_port: int, smtp_port: int) -> Facts:
    """Writes everything but runs nothing; `world.json` comes last and marks the world as complete."""
    story = case(seed)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).touch()
    form = document.write(story, folder / mailbox.ATTACHMENT)
    home = mailbox.write(story, folder / "home", form.read_bytes(), smtp_port)
    fill_database(story, folder / "portal.db")
    write_private(folder / "portal.secret", secrets.token_hex(32))
    facts = Facts(
        seed=seed,
        home=str(home.root),
        portal_url=f"http://127.0.0.1:{portal_port}/",
        portal_port=portal_port,
        smtp_port=smtp_port,
        database=str(folder / "portal.db"),
        mail_inbox=str(home.folder("inbox")),
        mail_sent=str(home.folder("sent")),
        smtp_dir=str(folder / "smtp"),
        document=str(form),
        environment=home.environment(),
        portal_user=story.portal_user,
        portal_password=story.portal_password,
        handler_address=HANDLER_ADDRESS,
        broker_address=story.agent.email,
    )
    write_private(folder / "world.json", json.dumps(asdict(facts), indent=2, ensure_ascii=False) + "\n")
    return facts


def load(folder: Path) -> Facts:
    """The facts of a world that was built before."""
    return Facts(**json.loads((folder / "world.json").read_text(encoding="utf-8")))


class World:
    """One world in one folder, with its servers running while entered."""

    def __init__(
        self,
        seed: int,
        folder: Path,
        *,
        fresh: bool = False,
        reuse: bool = False,
        portal_port: int = 0,
        smtp_port: int = 0,
    ) -> None:
        self.case = case(seed)
        self.folder = folder.resolve()
        self._fresh, self._reuse = fresh, reuse
        self._ports = (portal_port, smtp_port)
        self._child: asyncio.subprocess.Process | None = None
        self._facts: Facts | None = None

    @property
    def facts(self) -> Facts:
        """Where everything is; known once the world has been entered."""
        if self._facts is None:
            raise RuntimeError("the world has not been entered")
        return self._facts

    def prepare(self) -> Facts:
        """Builds the folder or takes up the one that is there."""
        exists = (self.folder / "world.json").exists()
        if exists and self._reuse:
            facts = load(self.folder)
            if facts.seed != self.case.seed:
                raise WorldExists(f"{self.folder} holds the world of seed {facts.seed}")
            return facts
        if self.folder.exists() and any(self.folder.iterdir()):
            if not self._fresh:
                raise WorldExists(f"{self.folder} is not empty; use fresh or reuse")
            if not (self.folder / MARK).exists():
                raise WorldExists(f"{self.folder} is not empty and holds no world; it is left alone")
            shutil.rmtree(self.folder)
        portal_port, smtp_port = (port or free_port() for port in self._ports)
        return build(self.case.seed, self.folder, portal_port, smtp_port)

    async def __aenter__(self) -> World:
        self._facts = await asyncio.to_thread(self.prepare)
        try:
            await self._start(self._facts)
        except BaseException:
            await self.close()
            raise
        return self

    async def portal_away(self, seconds: float) -> None:
        """For so long the portal refuses connections; the mail server goes on."""
        await self._tell("away")
        await asyncio.sleep(seconds)
        await self._tell("back")

    async def _tell(self, word: str) -> None:
        if self._child is None or self._child.stdin is None:
            raise RuntimeError("the servers do not run")
        self._child.stdin.write(f"{word}\n".encode())
        await self._child.stdin.drain()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def _start(self, facts: Facts) -> None:
        paths = [PACKAGE_ROOT, *filter(None, [os.environ.get("PYTHONPATH")])]
        self._child = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "claims.serve",
            "--database", facts.database, "--smtp-dir", facts.smtp_dir,
            "--secret-file", str(self.folder / "portal.secret"), "--faults", str(self.folder / "faults.json"),
            "--portal-port", str(facts.portal_port), "--smtp-port", str(facts.smtp_port),
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )  # fmt: skip
        assert self._child.stdout is not None
        line = await asyncio.wait_for(self._child.stdout.readline(), READY_WITHIN_S)
        if not line:
            raise RuntimeError(f"the servers ended at once with status {await self._child.wait()}")
        ready: dict[str, Any] = json.loads(line)
        if ready["portal_port"] != facts.portal_port:
            raise RuntimeError("the portal listens on another port than agreed")

    async def close(self) -> None:
        """Ends the servers; a second call does nothing."""
        child, self._child = self._child, None
        if child is None:
            return
        if child.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                child.terminate()
        try:
            await asyncio.wait_for(child.communicate(), END_WITHIN_S)
        except TimeoutError:
            child.kill()
            await child.communicate()


async def serve(world: World) -> None:
    """Keeps the world running until a signal asks for its end."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with world:
        print(
            json.dumps({"world": str(world.folder / "world.json"), "portal": world.facts.portal_url}),
            flush=True,
        )
        await stop.wait()


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="claims.world", description="Build and run the made-up office.")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--dir", type=Path, required=True)
    parser.add_argument("--portal-port", type=int, default=0)
    parser.add_argument("--smtp-port", type=int, default=0)
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--fresh", action="store_true", help="build anew where a world already lies")
    choice.add_argument("--reuse", action="store_true", help="take up the world that lies there")
    given = parser.parse_args()
    ports = {"portal_port": given.portal_port, "smtp_port": given.smtp_port}
    world = World(given.seed, given.dir, fresh=given.fresh, reuse=given.reuse, **ports)
    try:
        asyncio.run(serve(world))
    except WorldExists as error:
        sys.exit(f"refused: {error}")


if __name__ == "__main__":
    main()

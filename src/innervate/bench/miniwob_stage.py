"""Inside a virtual desktop: MiniWoB++ tasks in one Chromium, each episode one run of the task's playbook.

Promises: perception has the screen alone (its accessibility tree and pixels, or pixels only); the page's own
reward is read after the run, to score it; what the page asks for passes `goal_of`, confirmed by the bench in
a person's place, before the playbook gets it. Called as `python -m innervate.bench.miniwob_stage ORDER OUT`.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from importlib.util import find_spec
from math import log
from pathlib import Path
from typing import Any

from innervate.app import App
from innervate.bench.miniwob_tasks import SAME_FROM_PIXELS
from innervate.boundary.goal import goal_of
from innervate.boundary.handles import Handles
from innervate.core.asking import Literal
from innervate.core.errors import InnervateError, Unavailable
from innervate.core.event import Looked, Stamped, StepEnded, StepStarted
from innervate.core.frame import Surface
from innervate.core.outcome import Verdict
from innervate.core.plan import Plan
from innervate.core.scene import Perceiver
from innervate.planners.desk import Desk
from innervate.planners.playbook import read_playbook
from innervate.settings import Settings

PLAYBOOKS = Path(__file__).with_name("miniwob_playbooks")
LIMIT_MS = 180_000
"""How long an episode may take: pages give a script 10 to 30 s; real touching and settling take longer."""
_BEGIN_SECONDS, _REWARD_SECONDS = 20.0, 1.5
_DRAWN_SECONDS, _CALM_SECONDS = 1.0, 0.15
_ZOOM = {False: 2.0, True: 1.5}
"""Of the page, as its reader sets it: the pages are drawn for robots, 160 pixels wide. By pixels alone,
text is then as large as programs write it."""
_DESK = """desk: 1
questions: {questions}
policy: policy.yaml
apps:
  page:
    executable: /usr/lib/chromium/chromium
    origin: {origin}
"""
_POLICY = "policy: 1\nlevel: strict\napps: {page: {level: labels}}\n"


@dataclass(frozen=True, slots=True)
class Episode:
    """One seed of one task, as it went. said: what the page asks for. goal: that, as it would leave."""

    task: str
    seed: int
    reward: float
    seconds: float
    why: str
    said: str
    goal: str


class _Kept(App):
    """An app that looks through one surface and one perceiver for all runs, as one who sits there does."""

    kept: tuple[Surface, Perceiver] | None = None

    @asynccontextmanager
    async def surface(self) -> AsyncIterator[Surface]:
        assert self.kept is not None
        yield self.kept[0]

    def perceiver(self, desk: Desk) -> Perceiver:
        assert self.kept is not None
        return self.kept[1]


class Pages:
    """The server of the pages, from the bench's side."""

    def __init__(self, port: int) -> None:
        self.origin = f"http://127.0.0.1:{port}"

    def ask(self, path: str, told: object = None) -> Any:
        data = None if told is None else json.dumps(told).encode()
        with urllib.request.urlopen(f"{self.origin}/{path}", data, timeout=60) as answer:
            return json.load(answer)


def html_folder() -> Path:
    """The pages of the installed package, which is not imported.

    :raises Unavailable: it is not installed.
    """
    found = find_spec("miniwob")
    if found is None or found.origin is None:
        raise Unavailable("the pages of MiniWoB++", "no such package", "pip install --no-deps miniwob==1.1.0")
    return Path(found.origin).parent / "html"


@contextmanager
def serving(tasks: list[str]) -> Iterator[Pages]:
    """The server, a program of its own."""
    server = Path(__file__).with_name("miniwob_server.py")
    command = [sys.executable, "-P", str(server), str(html_folder()), ",".join(tasks)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield Pages(int(process.stdout.readline()))
    finally:
        process.kill()
        process.wait()


@contextmanager
def browsing(origin: str, folder: Path, *, pixels: bool, zoom: float = 2.0) -> Iterator[None]:
    """One Chromium for all episodes. pixels: it has no accessibility tree."""
    tree = [] if pixels else ["--force-renderer-accessibility"]
    preferences = folder / "browser" / "Default" / "Preferences"
    preferences.parent.mkdir(parents=True)
    # A browser that offers to keep passwords would stand in the way.
    wanted = {
        "credentials_enable_service": False,
        "profile": {"password_manager_enabled": False},
        "partition": {"default_zoom_level": {"x": log(zoom) / log(1.2)}},
    }
    preferences.write_text(json.dumps(wanted), encoding="utf-8")
    command = [
        *("chromium", *tree, f"--user-data-dir={folder / 'browser'}", "--no-first-run"),
        *("--no-default-browser-check", "--disable-background-networking", "--disable-component-update"),
        *("--disable-sync", "--disable-gpu", "--password-store=basic", "--no-sandbox", "--test-type"),
        *("--window-size=800,640", "--window-position=0,0"),
        f"{origin}/",
    ]
    quiet = subprocess.DEVNULL
    environment = {**os.environ, **({"NO_AT_BRIDGE": "1"} if pixels else {})}
    process = subprocess.Popen(command, stdout=quiet, stderr=quiet, env=environment)
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def given(plan: Plan, goal: str) -> Plan:
    """The playbook with what it takes: the goal. The one place where a playbook gets it."""
    return replace(plan, takes=(), lets=(("goal", Literal(goal)), *plan.lets))


class Stage:
    """One bench's episodes. folder: for state and pictures."""

    def __init__(self, app: _Kept, pages: Pages, folder: Path, *, pixels: bool, loud: bool) -> None:
        self._app, self._pages, self._folder, self._loud = app, pages, folder, loud
        self._pixels = pixels
        self._number = 0

    async def play(self, task: str, seed: int) -> Episode:
        """Begin an episode, run the task's playbook, and hear the reward."""
        self._number += 1
        order = {"number": self._number, "task": task, "seed": f"{task} {seed}", "limit_ms": LIMIT_MS}
        await asyncio.to_thread(self._pages.ask, "play", order)
        begun = await asyncio.to_thread(self._pages.ask, f"begun?seconds={_BEGIN_SECONDS}")
        if not begun:
            raise Unavailable(f"the page of {task} to begin", "it does not", "see whether Chromium runs")
        await self._settled()
        started = time.monotonic()
        said = str(begun["said"])
        goal = goal_of(said, Handles(recognition=self._app.recognition()), keep=())
        why = await self._run(task, said)
        seconds = 0.0 if why else _REWARD_SECONDS
        ended = await asyncio.to_thread(self._pages.ask, f"ended?seconds={seconds}")
        reward = float(ended.get("reward", 0.0)) if ended else 0.0
        took = round(time.monotonic() - started, 2)
        return Episode(task, seed, round(reward, 3), took, why, said, goal.text)

    async def _settled(self) -> None:
        """Until the page has been drawn."""
        assert self._app.kept is not None
        surface = self._app.kept[0]
        await surface.change(_DRAWN_SECONDS)
        await surface.quiet(_CALM_SECONDS, _DRAWN_SECONDS)

    async def _run(self, task: str, said: str) -> str:
        """Why the playbook did not come to its end; nothing, if it did."""
        try:
            plan = given(read_playbook(self._playbook(task)), said)
            await self._app.run(plan, watchers=(self._watch,) if self._loud else ())
        except InnervateError as error:
            return f"{error.code.value}: {error.wanted}; seen: {error.seen}"
        return ""

    def _playbook(self, task: str) -> Path:
        """By pixels alone some things are told in another way, so a task may have one for that."""
        own = PLAYBOOKS / f"{SAME_FROM_PIXELS.get(task, task)}.pixels.yaml"
        return own if self._pixels and own.exists() else PLAYBOOKS / f"{task}.yaml"

    def _watch(self, stamped: Stamped) -> None:
        match stamped.event:
            case StepStarted(line=line, verb=verb):
                print(f"    line {line} {verb}", file=sys.stderr)
            case StepEnded(own_ms=own, application_ms=waited, verdict=verdict, evidence=evidence):
                told = "" if verdict is Verdict.CONFIRMED else f" {evidence}"
                print(f"      {verdict.value} {own:.0f}+{waited:.0f} ms{told}", file=sys.stderr)
            case Looked():
                pass


def _approve(app: App) -> None:
    """What a person does once: let the listed phrases of the page cross where static text stands."""
    from innervate.boundary.policy_approval import approve, identities
    from innervate.boundary.policy_file import read_policy
    from innervate.planners.source import Source

    desk = app.desk()
    assert desk.policy is not None
    policy, data = read_policy(desk.policy, Source.parse, {**desk.applications, **desk.places})
    names = identities(policy, desk.applications, desk.places)
    approve(data, names, app.approvals(), app.settings.state / "policy.approval")


async def perform(order: dict[str, Any], out: Path) -> None:
    """All episodes of the order, each written to `out` as a line when it ends."""
    folder = out.parent
    tasks = [str(task) for task in order["tasks"]]
    pixels = bool(order["pixels"])
    with serving(tasks) as pages:
        desk = folder / "desk.yaml"
        desk.write_text(_DESK.format(origin=pages.origin, questions=order["questions"]), encoding="utf-8")
        (folder / "policy.yaml").write_text(_POLICY, encoding="utf-8")
        environment = {
            **os.environ,
            "INNERVATE_STATE": str(folder / "state"),
            "INNERVATE_KEYRING": "no",
            "INNERVATE_DESK": str(desk),
            "INNERVATE_SURFACE": "x11-pixels" if pixels else "x11",
        }
        app = _Kept(Settings.from_environment(environment), environment)
        _approve(app)
        with browsing(pages.origin, folder, pixels=pixels, zoom=float(order.get("zoom", _ZOOM[pixels]))):
            async with App.surface(app) as surface:
                app.kept = (surface, App.perceiver(app, app.desk()))
                stage = Stage(app, pages, folder, pixels=pixels, loud=bool(order.get("loud")))
                with out.open("a", encoding="utf-8") as lines:
                    for task in tasks:
                        for seed in order["seeds"]:
                            episode = await stage.play(task, int(seed))
                            told = {name: getattr(episode, name) for name in Episode.__slots__}
                            lines.write(json.dumps(told) + "\n")
                            lines.flush()


def main(order: Path, out: Path) -> None:
    """Reads the order, writes what came of it."""
    asyncio.run(perform(json.loads(order.read_text(encoding="utf-8")), out))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

"""One claim settled from its goal: planned by a planner on loopback that sees no screen, then, for the next
claim, by the playbook that came of it.

The planner is recorded: its three answers stand in `answers.yaml`, with the goal's handle put in. Exit status
0 only when both claims are as they must be out of band, and the second cost no call. Each claim has a virtual
desktop of its own: `python -m claims.planned --seed 7`.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from claims import demo
from claims.world import World
from innervate.bench.boundary_recorder import Recorder, reply
from innervate.core.view import HANDLE

POLICY = demo.HERE / "policy.yaml"
ANSWERS = demo.HERE / "answers.yaml"
GOAL = 'Settle the claim that the mail "New claim" reports'


@dataclass(slots=True)
class Told:
    """What the planner was sent and answered: the text of each message, and of each answer."""

    instructions: str = ""
    questions: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)

    def __call__(self, body: bytes) -> bytes:
        """The next recorded answer, with the handle that the goal has."""
        system, user = json.loads(body)["messages"]
        recorded = yaml.safe_load(ANSWERS.read_text(encoding="utf-8"))
        handle = HANDLE.search(json.loads(user["content"])["goal"])
        answer = str(recorded[len(self.answers)]).replace("TOPIC", f'"{handle[0]}"' if handle else "")
        self.instructions = system["content"]
        self.questions.append(user["content"])
        self.answers.append(answer)
        return reply(json.dumps({"choices": [{"message": {"content": answer}}]}).encode())


def at_a_terminal(env: Mapping[str, str], *words: str) -> int:
    """Call innervate as a person does who says yes to what is asked."""
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "innervate.cli.main", *words]
    with subprocess.Popen(command, env=dict(env), stdin=theirs, stdout=theirs, stderr=theirs) as running:
        os.close(theirs)
        os.write(ours, b"yes\n" * 3)  # to the words that leave, and to whom the answer goes
        while True:
            try:
                part = os.read(ours, 4096)
            except OSError:  # the other end was closed
                break
            sys.stdout.write(part.decode(errors="replace"))
            sys.stdout.flush()
        status = running.wait()
    os.close(ours)
    return status


async def settled(seed: int, folder: Path, told: Told) -> list[str]:
    """One claim from its goal; what is not as it must be. state: beside the folder, for the next claim."""
    async with World(seed, folder, fresh=True) as world:
        with Recorder(told) as recorder:
            planner = folder / "planner.yaml"
            planner.write_text(f"url: http://127.0.0.1:{recorder.port}/v1\nstyle: chat\nmodel: recorded\n")
            env = {
                **demo.environment(world.facts, folder),
                "INNERVATE_STATE": str(folder.parent / "state"),
                "INNERVATE_POLICY": str(POLICY),
                "INNERVATE_PLANNER": str(planner),
            }
            await asyncio.to_thread(demo.prepare, world.facts, env)
            await asyncio.to_thread(at_a_terminal, env, "policy", "approve")
            status = await asyncio.to_thread(at_a_terminal, env, "run", GOAL)
        report = folder / "report.html"
        await asyncio.to_thread(demo.innervate, "report", "last", "-o", str(report), env=env)
        found = demo.complaints(world.case, world.facts)
        return found if status == 0 else [f"the run ended with status {status}", *found]


async def one(seed: int, folder: Path) -> int:
    """What was asked and answered is written down beside what came of it."""
    told = Told()
    wrong = await settled(seed, folder, told)
    said = {
        "instructions": told.instructions,
        "questions": told.questions,
        "answers": told.answers,
        "wrong": wrong,
    }
    (folder / "told.json").write_text(json.dumps(said), encoding="utf-8")
    for line in wrong:
        print(f"out of band: {line}")
    print(f"the planner was asked {len(told.questions)} times")
    return 1 if wrong else 0


def both(seed: int, folder: Path) -> int:
    """Two claims, each on a desktop of its own, with one state folder; between them a person approves."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    innervate = (sys.executable, "-m", "innervate.cli.main")
    env = {**os.environ, "INNERVATE_STATE": str(folder / "state"), "INNERVATE_KEYRING": "no"}
    calls: list[int] = []
    for number, name in enumerate(("first", "second")):
        command = [*innervate, "desktop", "--", sys.executable, "-m", "claims.planned"]
        command += ["--seed", str(seed + number), "--dir", str(folder / name), "--one"]
        if subprocess.run(command, check=False).returncode:
            return 1
        calls.append(len(json.loads((folder / name / "told.json").read_text("utf-8"))["questions"]))
        if number == 0:
            (kept,) = (folder / "state" / "playbooks").glob("*.yaml")
            at_a_terminal(env, "playbooks", "approve", kept.stem)
    print(f"calls for the first claim {calls[0]}, for the second {calls[1]}")
    return 1 if calls[1] else 0


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--dir", type=Path, default=None, help="where to build it; what is there is replaced")
    parser.add_argument("--one", action="store_true", help="one claim, on this desktop")
    options = parser.parse_args()
    folder = (options.dir or Path("out") / f"planned-{options.seed}").resolve()
    if options.one:
        sys.exit(asyncio.run(one(options.seed, folder)))
    sys.exit(both(options.seed, folder))


if __name__ == "__main__":
    main()

"""A claim settled while something goes wrong, and what came of it, checked out of band.

`python -m claims.faulty --fault "browser crashed" --seed 3 --dir FOLDER`, in a desktop; what came of it is
in FOLDER/told.json. With `--resume` the world that lies there is taken up, and its run gone on with: on a
desktop that was started after the first one ended.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from claims import demo
from claims.faults import FAULTS, Fault, Hand
from claims.truth import claim_rows, sent_messages, text_of
from claims.world import Facts, World, load
from innervate.app import App
from innervate.core.errors import InnervateError
from innervate.core.event import Parked, PlannerAsked, Recovered, RunEnded, Stamped, StepStarted
from innervate.core.plan import Ending
from innervate.planners.playbook import read_playbook
from innervate.settings import Settings

SECONDS = 240.0
KILLED = "innervate killed"


def named(name: str) -> Fault:
    return next(fault for fault in FAULTS if fault.name == name)


# the run itself, in a process of its own


class Trigger:
    """Watches a run, and brings the fault about when its moment comes, once."""

    def __init__(self, fault: Fault, hand: Hand) -> None:
        self._fault, self._hand = fault, hand
        self.moment = hand.chance.choice(fault.at)
        self._done = (hand.folder / "happened").exists()

    def __call__(self, stamped: Stamped) -> None:
        event = stamped.event
        if not self._done and isinstance(event, StepStarted) and event.title == self.moment:
            self._done = True
            (self._hand.folder / "happened").write_text(self.moment, encoding="utf-8")
            self._fault.happens(self._hand)


class Killer:
    """Ends this process as soon as the journal holds an event of this number."""

    def __init__(self, number: int, folder: Path) -> None:
        self._number, self._folder = number, folder

    def __call__(self, stamped: Stamped) -> None:
        if stamped.number == self._number:
            what = f"{type(stamped.event).__name__} {getattr(stamped.event, 'path', '')}"
            (self._folder / "happened").write_text(what, encoding="utf-8")
            os.kill(os.getpid(), signal.SIGKILL)


def attempt(fault: Fault, seed: int, folder: Path, *, resume: bool, kill_at: int | None = None) -> int:
    """Run the playbook, or go on; the exit status that `innervate run` has."""
    hand = Hand(load(folder), folder, random.Random(f"{fault.name} {seed}"))
    os.environ.pop("LD_PRELOAD", None)  # what faults this process is not the applications'
    app = App(Settings.from_environment(os.environ), os.environ)
    plan = None if resume else read_playbook(demo.PLAYBOOK)
    watcher = Killer(kill_at, folder) if kill_at is not None else Trigger(fault, hand)
    try:
        _, how = asyncio.run(app.run(plan, resume="last" if resume else None, watchers=(watcher,)))
    except InnervateError as error:
        print(f"{type(error).__name__} {error.code.value}\n{error}", file=sys.stderr)
        return error.exit_status
    return 0 if how is Ending.DONE else 1


# what is around it


class Settled:
    """One world, and the attempts at its claim."""

    def __init__(self, fault: Fault, seed: int, folder: Path, kill_at: int | None = None) -> None:
        self.fault, self.seed, self.folder, self.kill_at = fault, seed, folder, kill_at

    async def settle(self, *, resume: bool) -> dict[str, Any]:
        """Until the run has ended, or is parked for a person."""
        async with World(self.seed, self.folder, fresh=not resume, reuse=resume) as world:
            env = demo.environment(world.facts, self.folder)
            if not resume:
                await asyncio.to_thread(demo.prepare, world.facts, env)
                env |= self.fault.environment(self.folder)
            away = asyncio.create_task(self._away(world))
            statuses = [await self._attempt(env, resume=resume)]
            if statuses[0] != 0 and self.fault.resumes:
                plain = demo.environment(world.facts, self.folder)
                statuses.append(await self._attempt(plain, resume=True))
            away.cancel()
            with suppress(asyncio.CancelledError):
                await away
            return self.told(world, env, statuses)

    async def _attempt(self, env: dict[str, str], *, resume: bool) -> int:
        words = ["--fault", self.fault.name, "--seed", str(self.seed), "--dir", str(self.folder), "--inside"]
        words += ["--resume"] if resume else []
        words += ["--kill-at", str(self.kill_at)] if self.kill_at is not None else []
        with (self.folder / "attempts.log").open("ab") as log:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "claims.faulty", *words, env=env, stdout=log, stderr=log
            )
            try:
                return await asyncio.wait_for(process.wait(), SECONDS)
            except TimeoutError:
                process.kill()
                await process.wait()
                return 124

    async def _away(self, world: World) -> None:
        """The portal is away for as long as the file says."""
        while True:
            with suppress(FileNotFoundError, ValueError):
                seconds = float((self.folder / "away").read_text(encoding="utf-8"))
                (self.folder / "away").unlink()
                await world.portal_away(seconds)
            await asyncio.sleep(0.02)

    def told(self, world: World, env: dict[str, str], statuses: list[int]) -> dict[str, Any]:
        """What came of it, by the journal and out of band."""
        events = journal(env)
        parked = [e for e in events if isinstance(e, Parked)]
        ended = [e for e in events if isinstance(e, RunEnded)]
        moment = self.folder / "happened"
        saves = self.folder / "saves.log"
        facts, number = world.facts, world.case.claim_number
        wrong = demo.complaints(world.case, facts)
        return {
            "fault": self.fault.name,
            "seed": self.seed,
            "moment": moment.read_text(encoding="utf-8") if moment.exists() else "",
            "statuses": statuses,
            "done": bool(ended) and ended[-1].how == "done",
            "events": len(events),
            "code": parked[-1].code.value if parked and not ended else "",
            "why": f"{parked[-1].wanted}; {parked[-1].seen}" if parked and not ended else "",
            "reflexes": [e.reflex for e in events if isinstance(e, Recovered)],
            "asked": sum(isinstance(e, PlannerAsked) for e in events),
            "rows": sum(row["claim_number"] == number for row in claim_rows(Path(facts.database))),
            "sent": {kind: answers(facts, where, number) for kind, where in kept(facts).items()},
            "saves": saves.read_text(encoding="utf-8").split().count(number) if saves.exists() else 0,
            "wrong": wrong,
            "values_wrong": [one for one in wrong if one.endswith("is wrong")],
        }


def kept(facts: Facts) -> dict[str, Path]:
    return {"sent": Path(facts.mail_sent), "received": Path(facts.smtp_dir)}


def answers(facts: Facts, where: Path, number: str) -> int:
    return sum(number in text_of(m) for m in sent_messages(where, to=facts.broker_address))


def journal(env: dict[str, str]) -> list[object]:
    with App(Settings.from_environment(env)).journal() as opened:
        return [stamped.event for stamped in opened.read(opened.resolve("last"))]


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--list", action="store_true", help="print the faults as JSON, and end")
    parser.add_argument("--fault", choices=[fault.name for fault in FAULTS], default=FAULTS[0].name)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--dir", type=Path, default=Path("out") / "faulty")
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--kill-at", type=int, metavar="N", help="kill innervate at its journal's event N")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.list:
        names = ("name", "told", "recoverable", "parks", "resumes")
        print(json.dumps([{name: getattr(fault, name) for name in names} for fault in FAULTS]))
        return
    fault, folder = named(given.fault if given.kill_at is None else KILLED), given.dir.resolve()
    if given.inside:
        sys.exit(attempt(fault, given.seed, folder, resume=given.resume, kill_at=given.kill_at))
    if os.environ.get("INNERVATE_DESKTOP") is None:
        sys.exit("run this in a desktop: innervate desktop -- python -m claims.faulty …")
    started = time.monotonic()
    told = asyncio.run(Settled(fault, given.seed, folder, given.kill_at).settle(resume=given.resume))
    told["seconds"] = round(time.monotonic() - started, 1)
    (folder / "told.json").write_text(json.dumps(told, indent=1, ensure_ascii=False), encoding="utf-8")
    print(json.dumps(told, ensure_ascii=False))


if __name__ == "__main__":
    main()

"""Many claims in a row on one desktop: one process of innervate, one mail program, one browser.

`python -m claims.soak --claims 300 --dir FOLDER`, in a desktop. Each claim's mail comes into the inbox when
the one before was answered, and is put away then, as a person would. What came of each is read out of band,
and of all of them once more at the end; FOLDER/soak.json tells it, with the memory that innervate takes.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from claims import demo, document, mailbox
from claims.generate import Case, case
from claims.portal import db
from claims.truth import claim_rows, sent_messages, text_of
from claims.world import Facts, World, cents, load
from innervate.app import App
from innervate.core.errors import InnervateError
from innervate.core.plan import Ending
from innervate.planners.playbook import read_playbook
from innervate.settings import Settings

PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Settled:
    """One claim. memory_mb: resident, of innervate, after it."""

    seed: int
    number: str
    done: bool
    seconds: float
    memory_mb: float
    wrong: list[str]
    said: str = ""


def cases(first: int, count: int) -> Iterator[Case]:
    """Cases that have no number in common with each other."""
    taken: set[str] = set()
    seed = first
    while count:
        found = case(seed)
        own = {found.claim_number, found.policy_number}
        if taken.isdisjoint(own):
            taken |= own
            count -= 1
            yield found
        seed += 1


class Office:
    """What the world does around innervate: mails come and are put away."""

    def __init__(self, facts: Facts, folder: Path, env: dict[str, str]) -> None:
        self.facts, self.folder, self._env = facts, folder, env
        self._inbox = Path(facts.mail_inbox)

    def facts_of(self, story: Case) -> Facts:
        return replace(self.facts, broker_address=story.agent.email)

    def comes(self, story: Case, *, known: bool) -> None:
        """A claim's mail comes in. known: it lies there already, with the world that was built."""
        if not known:
            with db.connect(Path(self.facts.database)) as connection:
                have = {row["number"] for row in db.policies(connection)}
                if story.policy_number not in have:
                    db.add_policies(connection, [cents(story.policy)])
            form = document.write(story, self.folder / mailbox.ATTACHMENT)
            message = mailbox.claim_mail(story, form.read_bytes())
            (self._inbox / str(self._last() + 1)).write_bytes(message.as_bytes())
            self._shown()

    def put_away(self, story: Case) -> None:
        for path in self._files():
            if story.claim_number.encode() in path.read_bytes():
                path.unlink()

    def _files(self) -> list[Path]:
        return [path for path in self._inbox.iterdir() if path.name.isdigit()]

    def _last(self) -> int:
        return max((int(path.name) for path in self._files()), default=0)

    def _shown(self) -> None:
        """The mail program looks into the folder again."""
        for folder in ("trash", "inbox"):
            where = f"#mh/Mail/{folder}"
            subprocess.run(["claws-mail", "--select", where], env=self._env, check=False, timeout=20)


class Soak:
    """Claims that are settled one after the other, in this process."""

    def __init__(self, folder: Path, claims: int) -> None:
        self._folder, self._claims = folder, claims
        self.settled: list[Settled] = []

    async def run(self) -> None:
        stories = list(cases(load(self._folder).seed, self._claims))
        office = Office(load(self._folder), self._folder, dict(os.environ))
        for number, story in enumerate(stories):
            await asyncio.to_thread(office.comes, story, known=number == 0)
            self.settled.append(await self._one(story, office))
            await asyncio.to_thread(office.put_away, story)
            print(json.dumps(asdict(self.settled[-1]), ensure_ascii=False), flush=True)

    async def _one(self, story: Case, office: Office) -> Settled:
        began, said, how = time.monotonic(), "", None
        app = App(Settings.from_environment(os.environ), os.environ)
        try:
            _, how = await app.run(read_playbook(demo.PLAYBOOK))
        except InnervateError as error:
            said = f"{error.code.value}: {error}"
        seconds = round(time.monotonic() - began, 2)
        wrong = await asyncio.to_thread(demo.complaints, story, office.facts_of(story))
        done = how is Ending.DONE
        return Settled(story.seed, story.claim_number, done, seconds, memory_mb(), wrong, said)


def memory_mb() -> float:
    """What this process keeps in memory now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return round(pages * PAGE / 1e6, 1)


def whole(facts: Facts, settled: list[dict[str, object]]) -> dict[str, int]:
    """Claims that are lost or doubled, in the database and among the mails sent, at the end."""
    numbers = [str(one["number"]) for one in settled if one["done"]]
    rows = Counter(str(row["claim_number"]) for row in claim_rows(Path(facts.database)))
    found = {
        "rows lost": sum(not rows[n] for n in numbers),
        "rows doubled": sum(n > 1 for n in rows.values()),
    }
    for kind, where in (("sent", facts.mail_sent), ("received", facts.smtp_dir)):
        texts = [text_of(message) for message in sent_messages(Path(where))]
        answers = [sum(number in text for text in texts) for number in numbers]
        found |= {f"{kind} lost": sum(not n for n in answers), f"{kind} doubled": sum(n > 1 for n in answers)}
    return found


async def soak(seed: int, folder: Path, claims: int) -> dict[str, object]:
    """The world, and innervate in a process of its own."""
    async with World(seed, folder, fresh=True) as world:
        env = demo.environment(world.facts, folder)
        await asyncio.to_thread(demo.prepare, world.facts, env)
        words = ["--dir", str(folder), "--claims", str(claims), "--inside"]
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "claims.soak", *words, env=env, stdout=asyncio.subprocess.PIPE,
            limit=1 << 20,
        )  # fmt: skip
        settled = []
        assert process.stdout is not None
        async for line in process.stdout:
            settled.append(json.loads(line))
            (folder / "soak.json").write_text(json.dumps({"settled": settled}), encoding="utf-8")
            print(line.decode().rstrip(), flush=True)
        status = await process.wait()
        return {"settled": settled, "status": status, **whole(world.facts, settled)}


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--dir", type=Path, default=Path("out") / "soak")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    folder = given.dir.resolve()
    if given.inside:
        asyncio.run(Soak(folder, given.claims).run())
        return
    if os.environ.get("INNERVATE_DESKTOP") is None:
        sys.exit("run this in a desktop: innervate desktop -- python -m claims.soak")
    folder.parent.mkdir(parents=True, exist_ok=True)
    told = asyncio.run(soak(given.seed, folder, given.claims))
    (folder / "soak.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()

"""The claims office walked through: what `innervate learn` finds of its three applications, told as JSON.

Each application is walked on the desktop, then a claim is settled and its confirmed steps are learned from;
what was found is read and signed as a person would by file. What lies on disk is compared before and after
the walks: the portal's database, the mail folders, the document.
Runs inside a desktop: `innervate desktop -- python -m claims.learned --seed 1`.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from claims import demo
from claims.generate import Case, private_values
from claims.world import Facts, World
from innervate.app import App
from innervate.boundary.changes import Teller
from innervate.boundary.render import guide_lines
from innervate.core.view import HANDLE
from innervate.settings import Settings

APPLICATIONS = ("portal", "mail", "documents")
GOAL = "Settle the newest claim of the mail: its documents and the portal"
_OPEN = """plan: Open the applications of the office
from: [portal, mail]
secrets: [portal.user, portal.password]
steps:
  - act: launch
    in: portal
  - act: sign_in
    in: portal
    with: {user: {secret: portal.user}, password: {secret: portal.password}}
  - act: launch
    in: mail
"""


def kept(facts: Facts) -> dict[str, str]:
    """What must not change, by its name: hashes of database, document and all that is in mail folders.

    What the mail program keeps beside the mails for itself (caches, marks) is told by a star.
    """
    mail = Path(facts.mail_inbox).parent
    files = [Path(facts.database), Path(facts.document), *sorted(p for p in mail.rglob("*") if p.is_file())]
    found = {}
    for path in files:
        name = str(path.relative_to(mail)) if path.is_relative_to(mail) else path.name
        found[name if path.name.isdigit() or not path.is_relative_to(mail) else f"*{name}"] = sha256(
            path.read_bytes()
        ).hexdigest()
    return found


def learn(name: str, env: Mapping[str, str], *words: str) -> tuple[int, str]:
    """As a person who read all that was found, and approved no phrase more than before."""
    done = subprocess.run(
        [sys.executable, "-m", "innervate.cli.main", "learn", name, *words],
        env=dict(env), capture_output=True, text=True, check=False,
    )  # fmt: skip
    path = Path(f"learn-{name}.json")
    if path.exists():
        body = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps({**body, "i_read_every_line": True}), encoding="utf-8")
        if demo.innervate("approve", name, "--select", str(path), env=env):
            sys.exit(f"what was found of {name} could not be signed")
        path.unlink()
    return done.returncode, done.stdout + done.stderr


def found(case: Case, env: Mapping[str, str]) -> dict[str, object]:
    """What is known of each application now, and the View that a planner would get first, with all of it."""
    app = App(Settings.from_environment(env), env)
    desk = app.desk()
    sanitiser, gate = app.boundary(desk)
    view = sanitiser.view(asyncio.run(app.scene()))
    told = Teller(gate.guides, GOAL).tell(view)
    gate.check(told.encode())
    profiles = {name: app.profile(app.application(name)).to_bytes().decode() for name in APPLICATIONS}
    said = HANDLE.sub("", told) + "".join(profiles.values())
    return {
        "profiles": {name: json.loads(data) for name, data in profiles.items()},
        "guides": {name: "\n".join(guide_lines(guide)) + "\n" for name, guide in gate.guides.items()},
        "view": told,
        "leaked": [value for value in private_values(case) if value in said],
    }


async def learned(seed: int, folder: Path) -> dict[str, object]:
    """All three applications, walked one after the other; and then learned from a settled claim."""
    async with World(seed, folder, fresh=True) as world:
        env = demo.environment(world.facts, folder)
        await asyncio.to_thread(demo.prepare, world.facts, env)
        plan = folder / "open.yaml"
        plan.write_text(_OPEN, encoding="utf-8")
        if await asyncio.to_thread(_quietly, "run", str(plan), env):
            sys.exit("the applications could not be opened")
        reader = await asyncio.create_subprocess_exec("evince", world.facts.document, env=env)
        await asyncio.sleep(3)
        os.chdir(folder)
        before, walks = kept(world.facts), {}
        for name in APPLICATIONS:
            walks[name] = await asyncio.to_thread(learn, name, env, "--yes", "--links=all")
        after = kept(world.facts)
        walked = await asyncio.to_thread(found, world.case, env)
        reader.terminate()
        await reader.wait()
        settled = await asyncio.to_thread(_quietly, "run", str(demo.PLAYBOOK), env)
        for name in APPLICATIONS:
            await asyncio.to_thread(learn, name, env, "--from-runs")
        both = await asyncio.to_thread(found, world.case, env)
    changed = [name for name in before.keys() | after.keys() if before.get(name) != after.get(name)]
    return {
        "walks": walks, "walked": walked, "both": both, "settled": settled == 0,
        "kept": len(before), "changed": sorted(changed),
    }  # fmt: skip


def _quietly(command: str, what: str, env: Mapping[str, str]) -> int:
    done = subprocess.run(
        [sys.executable, "-m", "innervate.cli.main", command, what],
        env=dict(env), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False,
    )  # fmt: skip
    return done.returncode


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--dir", type=Path, default=None)
    parser.add_argument("-o", "--output", type=Path, default=None, help="where it is told")
    options = parser.parse_args()
    folder = (options.dir or Path("out") / f"learned-{options.seed}").resolve()
    output = options.output.resolve() if options.output else None
    folder.parent.mkdir(parents=True, exist_ok=True)
    if os.environ.get("INNERVATE_DESKTOP") is None:
        sys.exit("run this in a desktop: innervate desktop -- python -m claims.learned")
    told = json.dumps(asyncio.run(learned(options.seed, folder)), ensure_ascii=False)
    print(told) if output is None else output.write_text(told, encoding="utf-8")


if __name__ == "__main__":
    main()

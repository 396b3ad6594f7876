"""The claims office walked through: what `innervate learn` finds of its three applications, told as JSON.

Each application is walked on the desktop, what was found is read and signed as a person would by file, and
what lies on disk is compared before and after: the portal's database, the mail folders, the document.
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
from claims.world import Facts, World
from innervate.app import App
from innervate.settings import Settings

APPLICATIONS = ("portal", "mail", "documents")
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

    What the mail program keeps beside the mails for itself (its caches) is told apart, by a star.
    """
    mail = Path(facts.mail_inbox).parent
    files = [Path(facts.database), Path(facts.document), *sorted(p for p in mail.rglob("*") if p.is_file())]
    found = {}
    for path in files:
        name = str(path.relative_to(mail)) if path.is_relative_to(mail) else path.name
        own = path.name.startswith(".claws") or path.name.endswith(("_cache", "_mark", "_tags"))
        found[f"*{name}" if own else name] = sha256(path.read_bytes()).hexdigest()
    return found


def sign(name: str, env: Mapping[str, str]) -> None:
    """As a person who read all of it: of the screens, and of no phrase that is not public already."""
    path = Path(f"learn-{name}.json")
    if not path.exists():
        return
    body = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**body, "i_read_every_line": True}), encoding="utf-8")
    if demo.innervate("approve", name, "--select", str(path), env=env):
        sys.exit(f"what was found of {name} could not be signed")


def found(name: str, env: Mapping[str, str]) -> dict[str, object]:
    """What is known of an application now."""
    app = App(Settings.from_environment(env), env)
    desk = app.desk()
    profile = app.profile(app.application(name))
    from innervate.boundary.render import guide_lines

    guide = app.guides(desk, app.catalogues(desk)).get(name)
    return {
        "profile": json.loads(profile.to_bytes()),
        "guide": "\n".join(guide_lines(guide)) + "\n" if guide is not None else "",
        "view": asyncio.run(app.view()).decode(),
    }


async def walked(seed: int, folder: Path, words: list[str], *, runs: bool) -> dict[str, object]:
    """All three applications, walked one after the other; with `runs`, learned from a settled claim first."""
    told: dict[str, object] = {}
    async with World(seed, folder, fresh=True) as world:
        env = demo.environment(world.facts, folder)
        await asyncio.to_thread(demo.prepare, world.facts, env)
        plan = folder / "open.yaml"
        plan.write_text(_OPEN, encoding="utf-8")
        if await asyncio.to_thread(demo.innervate, "run", str(plan), env=env):
            sys.exit("the applications could not be opened")
        if runs:
            await asyncio.to_thread(demo.innervate, "run", str(demo.PLAYBOOK), env=env)
        reader = await asyncio.create_subprocess_exec("evince", world.facts.document, env=env)
        await asyncio.sleep(3)
        os.chdir(folder)
        before = kept(world.facts)
        for name in APPLICATIONS:
            if runs:
                await asyncio.to_thread(demo.innervate, "learn", name, "--from-runs", env=env)
                await asyncio.to_thread(sign, name, env)
            done = await asyncio.to_thread(
                subprocess.run,
                [sys.executable, "-m", "innervate.cli.main", "learn", name, "--yes", "--links=all", *words],
                env=env, capture_output=True, text=True, check=False,
            )  # fmt: skip
            await asyncio.to_thread(sign, name, env)
            told[name] = {
                "status": done.returncode, "said": done.stdout + done.stderr,
                **await asyncio.to_thread(found, name, env),
            }  # fmt: skip
        after = kept(world.facts)
        reader.terminate()
        await reader.wait()
    told["changed"] = sorted(
        name for name in before.keys() | after.keys() if before.get(name) != after.get(name)
    )
    told["kept"] = len(before)
    return told


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--dir", type=Path, default=None)
    parser.add_argument(
        "--runs", action="store_true", help="settle the claim first, and learn from that, too"
    )
    options, words = parser.parse_known_args()
    folder = (options.dir or Path("out") / f"learned-{options.seed}").resolve()
    folder.parent.mkdir(parents=True, exist_ok=True)
    if os.environ.get("INNERVATE_DESKTOP") is None:
        sys.exit("run this in a desktop: innervate desktop -- python -m claims.learned")
    print(json.dumps(asyncio.run(walked(options.seed, folder, words, runs=options.runs)), ensure_ascii=False))


if __name__ == "__main__":
    main()

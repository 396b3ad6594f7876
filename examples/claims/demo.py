"""The demonstration: builds one claim's world, lets innervate settle it, and checks the result out of band.

Exit status 0 only when the row of the database and the sent message are as they must be, whatever any
screen said. Runs inside a desktop: `innervate desktop -- python -m claims.demo --seed 7`.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from claims.generate import Case, private_values
from claims.truth import claim_rows, sent_messages, text_of
from claims.world import Facts, World
from innervate.app import App
from innervate.core.event import Looked
from innervate.core.view import HANDLE
from innervate.settings import Settings

HERE = Path(__file__).parent
DESK = HERE / "desk.yaml"
PLAYBOOK = HERE / "settle.yaml"


def environment(facts: Facts, folder: Path, *, pixels_only: bool = False) -> dict[str, str]:
    """What innervate and the applications are started with."""
    # Without a bridge, programs have no accessibility tree at all.
    blind = {"INNERVATE_SURFACE": "x11-pixels", "NO_AT_BRIDGE": "1"} if pixels_only else {}
    return {
        **os.environ,
        **blind,
        **facts.environment,
        "INNERVATE_STATE": str(folder / "state"),
        "INNERVATE_DESK": str(DESK),
        "INNERVATE_KEYRING": "no",
        "CLAIMS_DIR": str(folder),
        "CLAIMS_PHRASES": "phrases-pixels.json" if pixels_only else "phrases.json",
        "CLAIMS_PORTAL": facts.portal_url.rstrip("/"),
    }


def innervate(*words: str, env: Mapping[str, str], secret: str | None = None) -> int:
    """Call innervate as a person would."""
    command = [sys.executable, "-m", "innervate.cli.main", *words]
    quiet = subprocess.DEVNULL if words[0] in ("vault", "approve", "report") else None
    return subprocess.run(
        command, env=dict(env), input=secret, text=True, stdout=quiet, check=False
    ).returncode


def prepare(facts: Facts, env: Mapping[str, str]) -> None:
    """What a person does once: keep the credentials, approve the portal's phrases, set the browser up."""
    preferences = Path(env["CLAIMS_DIR"]) / "browser" / "Default" / "Preferences"
    preferences.parent.mkdir(parents=True, exist_ok=True)
    # A browser that offers to keep the password would keep it outside the vault.
    no_passwords = {"credentials_enable_service": False, "profile": {"password_manager_enabled": False}}
    preferences.write_text(json.dumps(no_passwords), encoding="utf-8")
    for name, secret in (("portal.user", facts.portal_user), ("portal.password", facts.portal_password)):
        if innervate("vault", "put", name, "--for", "portal", "--stdin", env=env, secret=secret):
            sys.exit(f"the vault did not take {name}")
    if innervate("approve", "portal", "--yes", env=env):
        sys.exit("the phrases of the portal could not be approved")


def complaints(case: Case, facts: Facts) -> list[str]:
    """What is not as it must be, read from the database and the mail folder."""
    found = []
    rows = claim_rows(Path(facts.database))
    mine = [row for row in rows if row["claim_number"] == case.claim_number]
    decision = "Approve" if case.above_deductible else "Below deductible"
    wanted = {
        "policy_number": case.policy_number,
        "claimant": case.claimant,
        "date_of_loss": case.date_of_loss.isoformat(),
        "amount_cents": int(case.amount * 100),
        "deductible_cents": int(case.deductible * 100),
        "payable_cents": int(case.payable * 100),
        "decision": decision,
    }
    if len(mine) != 1:
        found.append(f"the database holds the claim {len(mine)} times")
    for row in mine:
        found += [f"{name} of the claim is wrong" for name, value in wanted.items() if row[name] != value]
    for where in (Path(facts.mail_sent), Path(facts.smtp_dir)):
        answers = [
            m for m in sent_messages(where, to=facts.broker_address) if case.claim_number in text_of(m)
        ]
        if len(answers) != 1:
            found.append(f"the answer lies {len(answers)} times in {where.name}")
        approved = ["approved" in text_of(m) for m in answers]
        if approved != [case.above_deductible] * len(answers):
            found.append("the answer tells the wrong decision")
    return found


def views(env: Mapping[str, str]) -> list[str]:
    """The Views that a planner would have received at each step of the last run, as on the wire."""
    with App(Settings.from_environment(env)).journal() as journal:
        run = journal.resolve("last")
        return [s.event.view for s in journal.read(run) if isinstance(s.event, Looked)]


def leaks(case: Case, env: Mapping[str, str]) -> tuple[list[str], int]:
    """Private values that stand in any View of the last run, and how many Views there are.

    A handle's number is drawn by chance: that it is also a part of some value says nothing of that value.
    """
    seen = [HANDLE.sub("", view) for view in views(env)]
    return [value for value in private_values(case) if any(value in view for view in seen)], len(seen)


async def demonstrate(seed: int, folder: Path, *, pixels_only: bool = False) -> int:
    """One claim, from nothing to the verified end."""
    started = time.monotonic()
    async with World(seed, folder, fresh=True) as world:
        env = environment(world.facts, folder, pixels_only=pixels_only)
        await asyncio.to_thread(prepare, world.facts, env)
        begun = time.monotonic()
        status = await asyncio.to_thread(innervate, "run", str(PLAYBOOK), env=env)
        measured = {
            "wall_s": round(time.monotonic() - begun, 2),
            "peak_mb": round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, 1),
        }
        (folder / "result.json").write_text(json.dumps(measured), encoding="utf-8")
        report = folder / "report.html"
        status = await asyncio.to_thread(innervate, "report", "last", "-o", str(report), env=env) or status
        wrong = complaints(world.case, world.facts)
        leaked, looks = leaks(world.case, env)
    for line in wrong:
        print(f"out of band: {line}")
    if not wrong:
        print(
            "out of band: the claim is in the database once, the answer was sent once, both as they must be"
        )
    if leaked or not looks:
        print(f"boundary: {len(leaked)} private values stand in {looks} Views")
    else:
        count = len(private_values(world.case))
        print(f"boundary: none of {count} private strings stands in any of the {looks} Views of this run")
    print(f"report: {report}")
    print(f"{time.monotonic() - started:.1f} s")
    return status or (1 if wrong or leaked or not looks else 0)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--dir", type=Path, default=None, help="where to build it; replaced if it is one of ours"
    )
    parser.add_argument(
        "--pixels-only", action="store_true", help="no accessibility tree at all: only what is on the screen"
    )
    options = parser.parse_args()
    folder = (options.dir or Path("out") / f"claims-{options.seed}").resolve()
    folder.parent.mkdir(parents=True, exist_ok=True)
    if os.environ.get("INNERVATE_DESKTOP") is None:
        sys.exit("run this in a desktop: innervate desktop -- python -m claims.demo")
    if shutil.which("claws-mail") is None:
        sys.exit("claws-mail is not installed: run make setup")
    sys.exit(asyncio.run(demonstrate(options.seed, folder, pixels_only=options.pixels_only)))


if __name__ == "__main__":
    main()

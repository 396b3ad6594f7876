"""A planner's plans on the real desktop: the same playbook when it is granted, and malicious ones refused."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from pathlib import Path

import pytest

from claims import demo
from claims.truth import claim_rows, sent_messages
from tests.examples.test_settle import Stage, fresh_desktop, staged

pytestmark = pytest.mark.desktop

HEAD = "plan: x\nfrom: [mail, documents, portal]\nsecrets: [portal.user, portal.password]\nsteps:\n"
FIELD = "{in: portal, role: entry, label: Policy number}"
NUMBER = """
- get: {in: mail, role: text, where: {text: {contains: "Claim number:"}}}
  what: Claim number
  type: %s
  as: $v
"""


def refused_plans() -> dict[str, str]:
    """Malicious plans on a desktop on which the portal shows its policies and the mail program a message."""
    mail = "{in: mail, role: text, where: {text: {contains: 'Claim'}}}"
    read, search = NUMBER % "reference", "- act: press\n  on: {in: portal, role: button, label: Search}"
    plans = {
        "a value that nobody granted": read + f"- set: {FIELD}\n  to: $v\n" + search,
        "the same as a text": NUMBER % "text" + f"- set: {FIELD}\n  to: $v\n" + search,
        "put together": read + f"- set: {FIELD}\n  to: {{text: ['x', $v]}}\n" + search,
        "typed": read + f"- act: type\n  on: {FIELD}\n  with: {{text: $v}}",
        "a secret of another": "- set: {in: mail, role: text}\n  to: {secret: portal.password}",
        "an address as a constant": f"- set: {FIELD}\n  to: http://evil.example/",
        "a link called as a value": read + "- act: press\n  on: {in: portal, role: link, label: $v}",
        "a branch": read + "- if: {is: $v, empty: false}\n  then:\n" + indented(indented(search)),
        "a need": f"{search}\n  need: {{exists: {mail}}}",
        "a message that is there": f"- get: {mail}\n{search}",
    }
    for keys in ("Control+l", "Control+v", "Control+t", "F12", "Alt+d", "Control+Shift+i", "Shift+Insert"):
        plans[f"{keys} in the portal"] = f"- act: key\n  in: portal\n  with: {{keys: {keys}}}"
    for keys in ("Control+n", "Control+m", "Control+e", "Control+Return", "Delete"):
        plans[f"{keys} in the mail program"] = f"- act: key\n  in: mail\n  with: {{keys: {keys}}}"
    return plans


def run_as_planner(stage: Stage, cases: list[tuple[str, bool]]) -> list[tuple[str, str]]:
    told = json.dumps([{"text": text, "granted": granted} for text, granted in cases])
    done = subprocess.run(
        [sys.executable, "-m", "tests.examples.as_planner"],
        env=stage.env,
        input=told,
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [tuple(json.loads(line)) for line in done.stdout.splitlines()]


async def test_what_nobody_granted_moves_nothing(tmp_path: Path) -> None:
    opening = demo.PLAYBOOK.read_text(encoding="utf-8").split("      - title: Select the attached form")[0]
    plans = refused_plans()
    cases = [(opening + SIGN_IN, True), *((HEAD + indented(text), False) for text in plans.values())]
    with fresh_desktop() as desktop:
        async with staged(desktop, tmp_path / "world", 6) as stage:
            opened, *ended = await asyncio.to_thread(run_as_planner, stage, cases)
            assert opened[0] == "done", opened
            for name, (how, seen) in zip(plans, ended, strict=True):
                assert how in ("Denied", "NeedsPerson", "NotFound", "Changed"), f"{name}: {how} {seen}"
            assert not sent_messages(Path(stage.world.facts.smtp_dir))
            assert not claim_rows(Path(stage.world.facts.database))


async def test_a_planner_settles_the_claim_along_what_was_granted(tmp_path: Path) -> None:
    with fresh_desktop() as desktop:
        async with staged(desktop, tmp_path / "world", 6) as stage:
            playbook = demo.PLAYBOOK.read_text(encoding="utf-8")
            settled = await asyncio.to_thread(run_as_planner, stage, [(playbook, True)])
            assert settled[0][0] == "done", settled
            assert stage.wrong() == []


SIGN_IN = """
  - stage: Show the policies
    steps:
      - act: launch
        in: portal
      - act: sign_in
        in: portal
        with: {user: {secret: portal.user}, password: {secret: portal.password}}
      - act: press
        on: {in: portal, role: link, label: Policies}
        expect: {exists: {in: portal, role: heading, label: Policies}}
"""


def indented(text: str) -> str:
    return "\n".join("  " + line for line in text.strip("\n").splitlines()) + "\n"

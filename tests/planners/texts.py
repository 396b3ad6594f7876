"""Plans for the tests: a head around the steps that matter."""

from __future__ import annotations

from innervate.core.application import Application
from innervate.core.plan import Plan
from innervate.planners.compiler import plan_of
from innervate.planners.source import Source

HEAD = "plan: A test\nfrom: [portal]\nsteps:\n"


def plan_text(steps: str, head: str = HEAD) -> str:
    """The steps begin on line 4."""
    return head + "\n".join("  " + line for line in steps.strip("\n").splitlines()) + "\n"


def plan(steps: str, head: str = HEAD) -> Plan:
    return plan_of(Source.parse(plan_text(steps, head), "plan.yaml"))


def portal(**more: object) -> dict[str, Application]:
    """The desk that the tests' plans run on."""
    return {
        "portal": Application("portal", "/usr/bin/portal", **more),  # type: ignore[arg-type]
        "mail": Application("mail", "/usr/bin/mail"),
    }

"""Which planners may be asked, and in which order: the one that is named for this call, else those of the
policy, as far as it is approved.

Promises: an isolated core and whoever starts it find the same ones in the same order, so that the descriptors
that core is given are of the gateways that it thinks.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from innervate.app import App, Asked, MakePlanner
from innervate.boundary.gateway.planner_file import EXEC, resolved
from innervate.launch.gateway import DESCRIPTOR, PLANNER, to_planner
from innervate.planners.experience import Limits


@dataclass(frozen=True, slots=True)
class Named:
    """name: in journal and messages. planner: its file, absolute, or exec:COMMAND."""

    name: str
    planner: str
    limits: Limits = Limits()


def name_planner(planner: str | None) -> None:
    """For this call, and for the isolated core that starts with it."""
    if planner is not None:
        os.environ[PLANNER] = resolved(planner)


def named(app: App) -> list[Named]:
    """
    :raises BadInput: desk or policy can't be read.
    """
    given = app.environment.get(PLANNER)
    if given:
        return [Named(_called(given), resolved(given))]
    standing = app.policy(app.desk())
    folder = standing.path.parent if standing.path is not None else Path()
    return [
        Named(
            _called(rule.file),
            resolved(str(folder / rule.file)),
            Limits(rule.seconds, rule.cost, rule.reached),
        )
        for rule in standing.policy.planners
    ]


def asked(app: App) -> list[Asked]:
    """As a run asks them, each by its own gateway: that of an isolated core's descriptors, or a new one."""
    descriptors = app.environment.get(DESCRIPTOR, "").split()
    found = named(app)
    ends: list[str | None] = [*descriptors] if len(descriptors) == len(found) else [None] * len(found)
    return [
        Asked(one.name, _way(app, one.planner, end), one.limits) for one, end in zip(found, ends, strict=True)
    ]


def _way(app: App, planner: str, descriptor: str | None) -> MakePlanner:
    return lambda gate, handles, run, charges: to_planner(
        app, planner, descriptor, gate, handles, run, charges
    )


def _called(planner: str) -> str:
    """A program by its first word, a file by its name."""
    if planner.startswith(EXEC):
        return Path((planner.removeprefix(EXEC).split() or ["program"])[0]).name
    return Path(planner).stem

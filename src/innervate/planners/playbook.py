"""The playbook planner: a plan that a person wrote, read from a YAML file."""

from __future__ import annotations

from pathlib import Path

from innervate.core.errors import BadInput
from innervate.core.plan import Author, Plan
from innervate.core.view import View
from innervate.planners.compiler import plan_of
from innervate.planners.source import Source


class PlaybookPlanner:
    """Implements the Planner protocol: the goal is the playbook's path; the View is not looked at."""

    async def plan(self, goal: str, view: View | None = None) -> Plan:
        """
        :raises BadInput: no such file, or no plan in it.
        """
        return read_playbook(Path(goal))


def read_playbook(path: Path) -> Plan:
    """
    :raises BadInput: no such file, or no plan in it; with line, column and what was expected.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"a playbook at {path}", str(error), "name an existing YAML file") from None
    return plan_of(Source.parse(text, str(path)), Author.PERSON)

"""The live progress of a run: which step runs, on which application, and how it was verified.

Titles of steps and labels are a person's own words; no value that was read or typed is shown.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field

import click

from innervate.cli.isolation import told_claim
from innervate.core.event import (
    Claim,
    Claimed,
    Intended,
    Parked,
    Planned,
    Recovered,
    Resumed,
    Routed,
    RunEnded,
    RunStarted,
    Stamped,
    StepEnded,
    StepStarted,
    Unplanned,
)
from innervate.core.outcome import Code, Verdict

_MARK = {
    Verdict.CONFIRMED: ("✓", "green"),
    Verdict.REFUTED: ("✗", "red"),
    Verdict.INDETERMINATE: ("?", "yellow"),
}
_TITLE_WIDTH = 50
_EVIDENCE_WIDTH = 64


@dataclass(slots=True)
class Progress:
    """Prints a line as each step ends; at a terminal, the step that runs is shown while it runs."""

    live: bool = field(default_factory=lambda: sys.stdout.isatty())
    _open: list[StepStarted] = field(default_factory=list)
    _actions: int = 0
    _claim: Claim = Claim.STRICT

    def __call__(self, stamped: Stamped) -> None:
        match stamped.event:
            case RunStarted(title=title):
                click.secho(f"{title}", bold=True, nl=False)
                click.secho(f"   run {stamped.run}", dim=True)
            case Resumed(same=same):
                where = "on the same desktop" if same else "on a fresh desktop"
                click.secho(f"run {stamped.run} goes on {where}", bold=True)
            case Planned(number=number, planned_steps=steps):
                self._line(click.style(f"plan {number}: {steps} steps", bold=True))
            case Routed(passed=[*_, [name, why]]):
                self._line(click.style(f"not asked, or no more: {name}: {why}", fg="yellow"))
            case Unplanned(faults=faults):
                self._line(click.style(f"no plan yet: {', '.join(sorted(set(faults)))}", fg="yellow"))
            case Claimed(claim=claim):
                self._claim = claim
            case StepStarted() as step:
                self._started(step)
            case Intended():
                self._actions += 1
            case Recovered(reflex=reflex, description=description):
                self._line(click.style(f"    ↻ {reflex}: {description}", fg="yellow"))
            case StepEnded() as ended:
                self._ended(ended)
            case Parked(path=path):
                self._line(click.style(f"parked at step {path}", fg="yellow", bold=True))
                self._claimed()
            case RunEnded(how=how, confirmed=confirmed, total=total):
                colour = "green" if how == "done" and confirmed == total else "yellow"
                click.secho(f"{how}: confirmed {confirmed} of {total}", fg=colour, bold=True)
                self._claimed()
            case _:
                pass

    def _claimed(self) -> None:
        """Less than the whole claim is not left unsaid."""
        if self._claim is not Claim.STRICT:
            click.secho(told_claim(self._claim), fg="yellow")

    def _started(self, step: StepStarted) -> None:
        self._open.append(step)
        self._actions = 0
        if step.composite and step.verb != "if":
            self._line(click.style(f"{self._indent()}{step.title}", bold=True))
        elif self.live:
            text = f"{self._indent()}▸ {_short(step.title)}  {step.application} …"
            click.echo("\r\x1b[2K" + click.style(text, dim=True), nl=False)

    def _ended(self, ended: StepEnded) -> None:
        while self._open and self._open[-1].path != ended.path:
            self._open.pop()
        step = self._open[-1] if self._open else None
        indent = self._indent()
        if self._open:
            self._open.pop()
        if step is None or (
            step.composite and ended.verdict is Verdict.CONFIRMED and ended.code is not Code.OK_SKIPPED
        ):
            return
        mark, colour = _MARK[ended.verdict]
        took = f"{ended.own_ms + ended.application_ms:6.0f} ms"
        done = ended.verdict is Verdict.CONFIRMED and ended.code.ok
        # What went wrong is told with what was seen, which may be private; the code never is.
        evidence = ended.evidence if done else ended.code.value
        if len(evidence) > _EVIDENCE_WIDTH:
            evidence = evidence[: _EVIDENCE_WIDTH - 1] + "…"
        self._line(
            f"{indent}{click.style(mark, fg=colour)} {_short(step.title):<{_TITLE_WIDTH}} "
            + click.style(f"{step.application:<10} {took}  {evidence}", dim=True)
        )

    def _indent(self) -> str:
        return "  " * max(0, len(self._open) - 1)

    def _line(self, text: str) -> None:
        click.echo(("\r\x1b[2K" if self.live else "") + text)
        sys.stdout.flush()


def _short(title: str) -> str:
    return title if len(title) <= _TITLE_WIDTH else title[: _TITLE_WIDTH - 1] + "…"

"""A run's state as a fold over its events: resume, report, console and audit all read this."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from innervate.core.event import (
    Approved,
    Branched,
    Decided,
    Delivered,
    GoalTaken,
    Intended,
    LoopBound,
    Parked,
    Planned,
    PlannerAnswered,
    Resumed,
    RunEnded,
    RunStarted,
    Stamped,
    StepEnded,
    StepStarted,
    Told,
    Undone,
    VariableBound,
    Withheld,
)
from innervate.core.outcome import Applied, Effect, Verdict
from innervate.core.plan import Author
from innervate.core.planner import Ended
from innervate.core.usage import NOTHING, Usage
from innervate.core.values import Bound, Record, Value
from innervate.core.view import Handle, read_handle

_COMPOSED = frozenset({"stage", "if", "each"})


class Status(StrEnum):
    RUNNING = "running"
    PARKED = "parked"
    DONE = "done"
    GIVEN_UP = "given up"


@dataclass(slots=True)
class RunState:
    """Where a run is.

    ended: path to verdict of each finished step. open: intents of unfinished steps that have no
    receipt: the action may or may not have been delivered. touched: unfinished steps with at least one
    intent. composite: steps that consist of others, and are not counted.
    effects: the gravest intent of each step. decided: by what, since a planner was last told. taken and
    rows: decisions of branches and loops, so that a resumed run decides alike. goal: what planners are asked
    for, if they are; leaves: whether they may be. plans: how many there were for it; plan is the last, author
    whose it is. handles: what is named in goal and plans. codes: how the last plan's steps ended, in order,
    with their lines (lines, while they are under way). called: steps that are capabilities, whose own steps
    stand in no plan. spent: what asking planners took.
    """

    run: str = ""
    title: str = ""
    plan: str = ""
    inputs: dict[str, str] = field(default_factory=dict)
    desktop: str = ""
    status: Status = Status.RUNNING
    planned_steps: int = 0
    started_at: float = 0.0
    last_at: float = 0.0
    ended: dict[str, Verdict] = field(default_factory=dict)
    taken: dict[str, bool] = field(default_factory=dict)
    rows: dict[str, list[Record]] = field(default_factory=dict)
    variables: dict[str, Bound] = field(default_factory=dict)
    open: dict[str, Intended] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)
    composite: set[str] = field(default_factory=set)
    effects: dict[str, Effect] = field(default_factory=dict)
    approved: dict[str, str] = field(default_factory=dict)
    held: set[str] = field(default_factory=set)
    decided: list[Decided] = field(default_factory=list)
    goal: str | None = None
    leaves: bool = True
    plans: int = 0
    author: Author = Author.PLANNER
    handles: dict[str, Value] = field(default_factory=dict)
    codes: list[Ended] = field(default_factory=list)
    called: set[str] = field(default_factory=set)
    lines: dict[str, int] = field(default_factory=dict)
    spent: Usage = NOTHING
    parked: Parked | None = None
    current: StepStarted | None = None

    def named(self) -> dict[Handle, Value]:
        """What the handles stand for that goal and plans name."""
        found = {read_handle(name): value for name, value in self.handles.items()}
        return {handle: value for handle, value in found.items() if handle is not None}

    @property
    def confirmed(self) -> int:
        return sum(v is Verdict.CONFIRMED for p, v in self.ended.items() if p not in self.composite)

    @property
    def total(self) -> int:
        """Steps that have ended, in whatever way."""
        return sum(p not in self.composite for p in self.ended)


def fold(events: Iterable[Stamped], state: RunState | None = None) -> RunState:
    """The state after these events, which are of one run and in order.

    state: that after the events before these; it is changed and returned.
    """
    state = state or RunState()
    for stamped in events:
        state.run, state.last_at = stamped.run, stamped.at
        _apply(state, stamped)
    return state


def _apply(state: RunState, stamped: Stamped) -> None:
    match stamped.event:
        case RunStarted() as started:
            state.started_at = stamped.at
            state.title, state.plan, state.inputs = started.title, started.plan, started.inputs
            state.desktop, state.planned_steps = started.desktop, started.planned_steps
            state.variables |= started.given
        case GoalTaken(goal=goal, handles=handles, leaves=leaves):
            state.goal, state.leaves = goal, leaves
            state.handles |= handles
        case PlannerAnswered() as took:
            state.spent += took.usage
        case Planned() as planned:
            state.plan, state.plans, state.author = planned.plan, planned.number, planned.author
            state.planned_steps += planned.planned_steps
            state.handles |= planned.handles
            state.variables |= planned.given
            state.codes.clear()
        case Resumed(desktop=desktop):
            state.desktop, state.parked, state.status = desktop, None, Status.RUNNING
        case StepStarted() as step:
            state.current = step
            state.lines[step.path] = _line(state, step)
            if step.composite:
                state.composite.add(step.path)
                if step.verb not in _COMPOSED:
                    state.called.add(step.path)
        case Intended(path=path, effect=effect) as intent:
            state.open[path] = intent
            (state.held.add if intent.held else state.held.discard)(path)
            state.touched.add(path)
            state.effects[path] = effect.raised_to(state.effects.get(path))
            if effect is Effect.IRREVERSIBLE:
                state.approved.pop(path, None)
        case Approved(path=path, question=question):
            state.approved[path] = question
        case Delivered(path=path) | Withheld(path=path):
            state.open.pop(path, None)
        case Branched(path=path, taken=taken):
            state.taken[path] = taken
        case LoopBound(path=path, rows=rows):
            state.rows[path] = rows
        case Decided() as decided:
            state.decided.append(decided)
        case Told():
            state.decided.clear()
        case VariableBound(name=name, value=value):
            state.variables[name] = value
        case StepEnded(path=path, verdict=verdict, applied=applied, code=code):
            state.ended[path] = verdict
            ended = Ended(state.lines.pop(path, 1), code)
            if path not in state.composite or not code.ok:
                state.codes.append(ended)
            state.open.pop(path, None)
            if verdict is Verdict.CONFIRMED or applied is Applied.NONE:
                state.touched.discard(path)
        case Undone(paths=paths):
            for path in paths:
                state.ended.pop(path, None)
                state.touched.discard(path)
                state.open.pop(path, None)
        case Parked() as parked:
            state.parked, state.status = parked, Status.PARKED
        case RunEnded(how=how):
            state.status = Status.DONE if how == "done" else Status.GIVEN_UP
        case _:
            pass


def _line(state: RunState, step: StepStarted) -> int:
    """The line of the plan for a step; within a capability, that of the step which names it."""
    path = step.path
    for at, mark in enumerate(path):
        if mark == "." and path[:at] in state.called and path[at + 1 : at + 2].isdigit():
            return state.lines.get(path[:at], step.line)
    return step.line

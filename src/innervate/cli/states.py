"""`innervate states`: what each window shows, how sure that is and why; and corrections of it."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import click

from innervate.cli.options import desk_option, open_app
from innervate.core.errors import BadInput

if TYPE_CHECKING:
    from innervate.app import App
    from innervate.core.decision import Decision, Question
    from innervate.core.frame import Window
    from innervate.core.scene import Scene
    from innervate.perception.states.deciding import Decider

_LONGEST_WHY = 60


@click.group(invoke_without_command=True)
@desk_option
@click.option("--pixels-only", is_flag=True, help="Leave accessibility trees alone.")
@click.option("--all", "everything", is_flag=True, help="Answers of no, too, and what nobody is sure of.")
@click.option("--json", "as_json", is_flag=True, help="All answers as JSON.")
@click.pass_context
def states(
    context: click.Context, desk: Path | None, pixels_only: bool, everything: bool, as_json: bool
) -> None:
    """Say what each window shows: a login, an error, a dialog, …

    This is local and raw: the words that spoke for an answer are the screen's.
    """
    context.obj = open_app(desk, pixels_only=pixels_only)
    if context.invoked_subcommand is None:
        asyncio.run(_show(context.obj, everything=everything, as_json=as_json))


@states.command()
@click.argument("question", required=False)
@click.argument("answer", required=False)
@click.option(
    "--window", metavar="WORDS", help="Of the window whose title has these words; else the front one."
)
@click.option("--list", "listed", is_flag=True, help="List what was corrected.")
@click.option("--drop", type=int, metavar="NUMBER", help="Take a correction back.")
@click.pass_obj
def correct(
    app: App, question: str | None, answer: str | None, window: str | None, listed: bool, drop: int | None
) -> None:
    """Say what is so of a window: `correct login yes`, `correct "error kind" network`.

    The way out of a dialog is told by its button's name: `correct "way out" Later`. It holds at once, for
    windows that look like this one; what is kept stays on this machine.
    """
    from innervate.core.decision import Question

    kept = app.corrections()
    if drop is not None:
        kept.drop(drop)
        click.echo(f"correction {drop} is taken back")
    elif listed:
        for number, one in enumerate(kept.all(), 1):
            program = PurePath(one.application).name or one.application
            click.echo(f"{number:>3}  {one.question.value}: {one.answer}  {one.title!r} ({program})")
    elif question is None or answer is None:
        raise BadInput(
            "a question and its answer", "one is missing", "say `innervate states correct login no`"
        )
    else:
        known = [q.value for q in Question]
        if question not in known:
            raise BadInput(f"a question called {question!r}", f"there are {', '.join(known)}")
        asyncio.run(_correct(app, Question(question), answer, window))


async def _show(app: App, *, everything: bool, as_json: bool) -> None:
    scene, decider = await app.scene(), app.decider(app.desk())
    told = [
        (window, await _of(decider, scene, window)) for window in reversed(scene.windows) if not window.popup
    ]
    if as_json:
        found = [{"window": w.title, "answers": [_facts(d, scene) for d in answers]} for w, answers in told]
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return
    for window, answers in told:
        click.secho(
            f"{'*' if window.active else ' '} {window.title}  ({PurePath(window.executable).name})", bold=True
        )
        for decision in answers:
            if everything or (decision.answer is not None and decision.answer != "no"):
                click.echo(_line(decision, scene))


async def _of(decider: Decider, scene: Scene, window: Window) -> list[Decision]:
    from innervate.core.decision import Question

    return [await decider.decide_surely(scene, window, question) for question in Question]


async def _correct(app: App, question: Question, answer: str, words: str | None) -> None:
    scene, decider = await app.scene(), app.decider(app.desk())
    shown = [w for w in reversed(scene.windows) if not w.popup]
    named = [w for w in shown if words is not None and words.casefold() in w.title.casefold()]
    if words is not None and len(named) != 1:
        titles = ", ".join(repr(w.title) for w in shown) or "none"
        raise BadInput(f"one window with {words!r} in its title", f"there are {titles}")
    window = named[0] if named else next((w for w in shown if w.active), shown[0] if shown else None)
    if window is None:
        raise BadInput("a window to correct", "there is none")
    decider.correct(scene, window, question, answer)
    click.echo(f"{question.value}: {answer}, for windows like {window.title!r}")


def _name(decision: Decision, scene: Scene) -> str:
    from innervate.core.decision import Question

    answer = decision.answer or "not sure"
    if decision.question is Question.WAY_OUT and decision.answer in scene.by_id:
        return repr(scene.by_id[answer].name)
    return answer


def _line(decision: Decision, scene: Scene) -> str:
    why = f"  {decision.why[0][:_LONGEST_WHY]!r}" if decision.why else ""
    told = f"{decision.question.value:<11} {_name(decision, scene):<12}"
    return f"    {told} {decision.confidence:>4.0%} by {decision.by.value}{why}"


def _facts(decision: Decision, scene: Scene) -> dict[str, object]:
    return {
        "question": decision.question.value,
        "answer": None if decision.answer is None else _name(decision, scene).strip("'"),
        "confidence": round(decision.confidence, 4),
        "by": decision.by.value,
        "why": list(decision.why),
    }

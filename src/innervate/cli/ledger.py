"""`innervate ledger`: what left this machine, whether its record is whole, and a page for an auditor."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

import click

from innervate.cli.accounts import budget, renew
from innervate.cli.options import open_app
from innervate.core.errors import BadInput

if TYPE_CHECKING:
    from innervate.boundary.ledger_check import Checked
    from innervate.report.ledger_entries import Sending

_BLOCKS = " ▁▂▃▄▅▆▇█"
_BINS = 48
_COLOURS = {"sent": "green", "did not leave": "dim", "end unknown": "red"}

_json = click.option("--json", "as_json", is_flag=True, help="As JSON.")
_run = click.option("--run", "run_", metavar="RUN", help="Only of the run whose id begins so.")
_kept = click.option(
    "--anchor", "anchors", multiple=True, metavar="NUMBER:HASH", help="An anchor that was kept elsewhere."
)


@click.group()
def ledger() -> None:
    """Show what left this machine, and whether the record of it is whole."""


ledger.add_command(budget)
ledger.add_command(renew)


@ledger.command()
@_json
@_run
def show(as_json: bool, run_: str | None) -> None:
    """Show each sending: when, by which face, where to, how much, what came of it."""
    left = _sendings(run_)
    if as_json:
        click.echo(json.dumps([_facts(one) for one in left], ensure_ascii=False, indent=1))
        return
    from rich.console import Console
    from rich.table import Table

    console = Console()
    if not left:
        console.print("Nothing has left this machine.")
        return
    for line in _lanes(left):
        console.print(line, highlight=False)
    one_day = left[0].record.at[:10] == left[-1].record.at[:10]
    table = Table(box=None, pad_edge=False)
    for name in ("record", "when", "face", "to", "bytes", "what came of it", "run"):
        side: Literal["left", "right"] = "right" if name in ("record", "bytes") else "left"
        table.add_column(name, justify=side, no_wrap=name != "run", style="dim" if name == "run" else None)
    for one in left:
        record, colour = one.record, _COLOURS.get(one.ending, "yellow")
        when = record.at[11:19] if one_day else record.at[5:19].replace("T", " ")
        place = urlsplit(record.sink).netloc or record.sink
        ending = f"[{colour}]{one.ending}[/]"
        table.add_row(str(record.number), when, record.face.value, place, str(one.size), ending, record.run)
    console.print(table)


@ledger.command()
@_json
@_kept
def verify(as_json: bool, anchors: Sequence[str]) -> None:
    """Check each link of the chain and each anchor. Exit status 1 if anything was changed or is missing."""
    found = _checked(anchors)
    if as_json:
        facts = {
            "whole": found.whole,
            "records": found.records,
            "anchors": found.anchors,
            "kept": found.kept,
            "head": str(found.head) if found.head else None,
            "faults": [str(fault) for fault in found.faults],
            "unsettled": list(found.unsettled),
        }
        click.echo(json.dumps(facts, indent=1))
    else:
        _tell(found)
    sys.exit(0 if found.whole else 1)


@ledger.command()
def anchor() -> None:
    """Print the anchor of the last record, to be kept elsewhere (on paper, or in a mail to yourself)."""
    head = open_app().ledger().head()
    click.echo(head if head is not None else "nothing has left this machine")


@ledger.command()
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="Where to write it.")
@_run
@_kept
def export(output: Path | None, run_: str | None, anchors: Sequence[str]) -> None:
    """Write one self-contained HTML file: each sending with its bytes, in words, and how to verify it."""
    from innervate.report.ledger_page import render

    app = open_app()
    page = render(_sendings(run_), _checked(anchors), app.ledger().public_key)
    path = output or Path("innervate-ledger.html")
    try:
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        raise BadInput(f"to write to {path}", str(error), "name another place with --output") from None
    click.echo(path.resolve())


def _sendings(run_: str | None) -> list[Sending]:
    from innervate.boundary.ledger import lines_of
    from innervate.boundary.ledger_records import record_of
    from innervate.report.ledger_entries import sendings

    found = []
    for line in lines_of(open_app().ledger().path):
        try:
            found.append(record_of(line))
        except BadInput:
            continue  # `verify` names it; what can be read is shown
    return [one for one in sendings(found) if run_ is None or one.record.run.startswith(run_)]


def _checked(anchors: Sequence[str]) -> Checked:
    from innervate.boundary.ledger_anchors import Anchor
    from innervate.boundary.ledger_check import check

    app = open_app()
    return check(app.settings.state, app.ledger().public_key, [Anchor.parse(text) for text in anchors])


def _tell(found: Checked) -> None:
    if found.whole:
        kept = f", and the {found.kept} that you kept" if found.kept else ""
        click.secho(f"whole: {found.records} records, {found.anchors} anchors agree{kept}", fg="green")
    for fault in found.faults:
        click.secho(str(fault), fg="red")
    if found.unsettled:
        click.secho(
            f"of {len(found.unsettled)} records nothing tells the end: a crash, or under way", fg="yellow"
        )
    if found.head is not None:
        click.echo(f"anchor: {found.head}")


def _facts(one: Sending) -> dict[str, object]:
    record = one.record
    try:
        body: dict[str, str] = {"text": record.body.decode("utf-8")}
    except UnicodeDecodeError:
        body = {"hex": record.body.hex()}
    return {
        "record": record.number,
        "at": record.at,
        "run": record.run,
        "face": record.face.value,
        "sink": record.sink,
        "size": one.size,
        "sha256": record.digest,
        "ended": one.ended.value if one.ended else None,
        "ended_at": one.ended_at,
        "head": record.head,
        "body": body,
    }


def _lanes(left: Sequence[Sending]) -> list[str]:
    """For each face what crossed over time: a block as high as the bytes of its part of the time."""
    first, last = left[0].at, max(one.at for one in left)
    width = max(last - first, 1e-6)
    lines = []
    for face in sorted({one.record.face for one in left}):
        bins = [0] * _BINS
        for one in left:
            if one.record.face is face and one.ending != "did not leave":
                bins[min(_BINS - 1, int((one.at - first) / width * _BINS))] += one.size
        most = max(max(bins), 1)
        drawn = "".join(_BLOCKS[-(-n * (len(_BLOCKS) - 1) // most)] for n in bins)
        lines.append(f"{face.value:<8} {drawn} {sum(bins)} bytes")
    ends = [one.record.at[:19].replace("T", " ") for one in (left[0], left[-1])]
    return [*lines, f"{'':<8} {ends[0]:<24}{ends[1]:>24}", ""]

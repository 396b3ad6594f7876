"""`innervate bench NAME`: one form for every benchmark."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path

import click

from innervate.core.errors import BadInput

_BENCHES = {
    "loop": "what innervate adds to each step of the claims demonstration",
    "eyes": "how well and how fast screens are read from their pixels, and their trees",
    "brain": "what planning costs, what playbooks save, and that every planner is heard right",
    "boundary": "what crosses of private texts, held against adversaries, and what that costs",
    "faults": "a claim settled while something goes wrong, fault by fault, checked out of band",
    "kills": "a claim settled, killed at an event of its journal and resumed; in full, at each of them",
    "soak": "claims in a row on one desktop, by one process: what is lost, doubled, and what memory grows",
    "states": "what windows of real applications show: logins, errors, dialogs, and how sure that is",
    "hands": "whether what is typed arrives, in thirty scripts and six applications, beside others",
    "miniwob": "MiniWoB++ tasks in a real browser, by playbooks that see the screen alone",
}

_OPTIONS = {
    "miniwob": frozenset({"pixels", "tasks", "seeds"}),
    "faults": frozenset({"seeds"}),
    "kills": frozenset({"first", "every"}),
    "soak": frozenset({"claims"}),
}


@click.command()
@click.argument("name", required=False)
@click.option("--json", "as_json", is_flag=True, help="One JSON object: bench, machine, figures.")
@click.option("--samples", type=click.Path(path_type=Path, dir_okay=False), help="Where the raw samples go.")
@click.option("--runs", default=3, show_default=True, help="How often to repeat.")
@click.option("--full", is_flag=True, help="As often as the bars ask for, where the usual form is quicker.")
@click.option(
    "--only",
    metavar="PART",
    help="One part of the boundary's or the brain's; one of the faults, or of the hands' applications.",
)
@click.option("--pixels", is_flag=True, help="Of miniwob: without the accessibility tree.")
@click.option("--tasks", metavar="A,B", help="Of miniwob: some of its tasks.")
@click.option("--seeds", type=click.IntRange(1, 1000), help="Of miniwob and faults: how many of each.")
@click.option("--first", type=click.IntRange(1), help="Of kills: the first event at which a run is killed.")
@click.option("--every", type=click.IntRange(1), help="Of kills: at every which event from there.")
@click.option("--claims", type=click.IntRange(1), help="Of soak: how many claims.")
def bench(
    name: str | None,
    as_json: bool,
    samples: Path | None,
    runs: int,
    full: bool,
    only: str | None,
    pixels: bool,
    tasks: str | None,
    seeds: int | None,
    first: int | None,
    every: int | None,
    claims: int | None,
) -> None:
    """Run the benchmark NAME; without one, list them."""
    from innervate.bench.figures import Result, table

    if name is None:
        for known, said in _BENCHES.items():
            click.echo(f"{known:<8} {said}")
        return
    if name not in _BENCHES:
        raise BadInput(
            f"a benchmark called {name!r}", f"there are {', '.join(_BENCHES)}", "see `innervate bench`"
        )
    if only is not None and name not in ("boundary", "brain", "faults", "hands"):
        raise BadInput(f"a part of {name}", "it has none", "leave `--only` out")
    wanted: dict[str, object] = {
        "pixels": pixels or None,
        "seeds": seeds,
        "first": first,
        "every": every,
        "claims": claims,
    }
    wanted["tasks"] = tuple(task.strip() for task in tasks.split(",")) if tasks else None
    parts = {option: value for option, value in wanted.items() if value is not None}
    foreign = parts.keys() - _OPTIONS.get(name, frozenset())
    if foreign:
        seen = ", ".join(f"--{option}" for option in sorted(foreign))
        raise BadInput(f"options of {name}", seen, "see `innervate bench --help`")
    if only is not None:
        parts["only"] = only
    result: Result = import_module(f"innervate.bench.{name}").measure(
        runs, lambda line: click.echo(line, err=True), full, **parts
    )
    path = samples or Path("out") / f"bench-{name}-samples.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(result.samples, indent=1), encoding="utf-8")
    click.echo(json.dumps(result.facts(), indent=1) if as_json else table(result))
    click.echo(f"samples: {path}", err=True)

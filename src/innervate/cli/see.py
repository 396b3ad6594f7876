"""`innervate observe` and `view`: what is seen here, and what of it may cross."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from innervate.cli.isolation import in_core, told_claim, unisolated_option
from innervate.cli.options import desk_option, open_app
from innervate.core.errors import BadInput
from innervate.core.event import Claim
from innervate.core.vocabulary import INTERACTIVE, Source

if TYPE_CHECKING:
    from innervate.core.geometry import Device, Rect
    from innervate.core.scene import Element, Scene

LONGEST_ASKED = 200
_COLOURS = {"tree": "#2a7de1", "pixels": "#e1572a", "both": "#1a9c5b", "model": "#e100b4"}
_TEXTS = "#50dc00"


@click.command()
@desk_option
@click.option(
    "--pixels-only", is_flag=True, help="Leave accessibility trees alone: only what is on the screen."
)
@click.option("--json", "as_json", is_flag=True, help="Elements, texts read from pixels, and tables as JSON.")
@click.option(
    "--annotate", type=click.Path(path_type=Path, dir_okay=False), help="Draw what was seen onto a PNG."
)
@click.option("--ask", metavar="WORDS", help="Only the element that the desk's local model takes this for.")
def observe(
    desk: Path | None, pixels_only: bool, as_json: bool, annotate: Path | None, ask: str | None
) -> None:
    """Show what innervate sees. This is local and raw: it holds private values.

    With --ask "the gear icon", the local vision-language model that the desk names says which element that
    is; exit status 4 if nothing is sure.
    """
    app = open_app(desk, pixels_only=pixels_only)
    shown: tuple[Element, ...]
    if ask is not None:
        scene, element = asyncio.run(app.which(_words(ask)))
        shown = (element,)
    else:
        scene = asyncio.run(app.scene()).guessed()
        shown = scene.elements
    if annotate is not None:
        _annotate(scene, shown, annotate)
    if as_json:
        click.echo(json.dumps(_all(scene, shown), ensure_ascii=False, indent=1))
        return
    for window in reversed(scene.windows):
        listed = [e for e in shown if e.window == window.id and (ask or e.name or e.value)]
        if ask and not listed:
            continue
        mark = "*" if window.active else " "
        click.secho(f"{mark} {window.title}  ({Path(window.executable).name})", bold=True)
        health = scene.frame.tree_health(window.pid)
        if health.reason is not None and scene.frame.trees:
            click.secho(f"    tree {health.state.value}: {health.reason.value}", fg="yellow")
        for element in listed:
            click.echo(_line(element))


def _words(ask: str) -> str:
    if not ask.strip() or len(ask) > LONGEST_ASKED or not ask.isprintable():
        raise BadInput(
            "to ask for an element", f"{len(ask)} characters", f"say it in at most {LONGEST_ASKED} characters"
        )
    return ask.strip()


def _line(element: Element) -> str:
    b = element.bounds
    where = f"{b.x},{b.y} {b.width}×{b.height}" if b else "nowhere"
    value = f" = {element.value!r}" if element.value is not None else ""
    source = element.source.value
    if element.source is Source.MODEL:
        source = f"guessed by the model, {element.confidence:.1f}"
    if element.doubt is not None:
        source += f", {element.doubt.value}"
    return f"    {element.role.value:<15} {element.name!r}{value}  [{where}; {source}]"


def _all(scene: Scene, shown: Sequence[Element]) -> dict[str, object]:
    return {
        "elements": [_facts(e) for e in shown],
        "texts": [
            {"text": t.text, "bounds": _numbers(t.bounds), "confidence": round(t.confidence, 3)}
            for t in scene.texts
        ],
        "tables": [
            {"id": t.id, "columns": t.columns, "rows": [row.cells for row in t.rows]} for t in scene.tables
        ],
    }


def _numbers(bounds: Rect[Device]) -> list[int]:
    return [bounds.x, bounds.y, bounds.width, bounds.height]


def _facts(element: Element) -> dict[str, object]:
    b = element.bounds
    return {
        "id": element.id,
        "role": element.role.value,
        "name": element.name,
        "value": element.value,
        "bounds": _numbers(b) if b else None,
        "states": sorted(s.value for s in element.states),
        "source": element.source.value,
        "confidence": element.confidence,
        "visible": element.visible,
        "doubt": element.doubt.value if element.doubt else None,
    }


def _corners(bounds: Rect[Device]) -> tuple[int, int, int, int]:
    return bounds.x, bounds.y, bounds.right - 1, bounds.bottom - 1


def _annotate(scene: Scene, shown: Sequence[Element], path: Path) -> None:
    from PIL import Image, ImageDraw, ImageFont

    pixels = scene.frame.pixels
    image = Image.frombuffer(
        "RGB", (pixels.width, pixels.height), pixels.data, "raw", "BGRX", pixels.stride, 1
    ).copy()
    draw, font = ImageDraw.Draw(image), ImageFont.load_default(10)
    for text in scene.texts:
        draw.rectangle(_corners(text.bounds), outline=_TEXTS)
    for element in shown:
        if element.bounds is not None and element.visible and element.bounds.area:
            b = element.bounds
            colour = _COLOURS[element.source.value]
            draw.rectangle(_corners(b), outline=colour)
            if element.role in INTERACTIVE:
                draw.text((b.x + 2, b.y - 10), element.role.value, fill=colour, font=font)
    try:
        path.touch(mode=0o600)  # nobody else may see it, not even while it is being written
        path.chmod(0o600)
        image.save(path)
    except (OSError, ValueError) as error:
        raise BadInput(f"to draw onto {path}", str(error), "name a PNG in a folder that is there") from None
    click.echo(f"drawn onto {path}", err=True)


@click.command()
@desk_option
@unisolated_option
def view(desk: Path | None, unisolated: bool) -> None:
    """Print exactly what a planner would receive of this screen, to the last byte."""
    in_core(["view"], desk, unisolated)
    app = open_app(desk)
    click.echo(asyncio.run(app.view()).decode(), nl=False)
    claim = app.claim(app.policy(app.desk()).policy)
    if claim not in (Claim.STRICT, Claim.UNAVAILABLE):  # that core is not isolated was said before
        click.secho(told_claim(claim), fg="yellow", err=True)

"""`innervate observe` and `view`: what is seen here, and what of it may cross."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from innervate.cli.options import desk_option, open_app
from innervate.core.errors import BadInput

if TYPE_CHECKING:
    from innervate.core.scene import Element, Scene


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Elements and texts as JSON.")
@click.option(
    "--annotate", type=click.Path(path_type=Path, dir_okay=False), help="Draw what was seen onto a PNG."
)
def observe(as_json: bool, annotate: Path | None) -> None:
    """Show what innervate sees. This is local and raw: it holds private values."""
    scene = asyncio.run(open_app().scene())
    if annotate is not None:
        _annotate(scene, annotate)
    if as_json:
        click.echo(json.dumps([_facts(e) for e in scene.elements], ensure_ascii=False, indent=1))
        return
    for window in reversed(scene.windows):
        mark = "*" if window.active else " "
        click.secho(f"{mark} {window.title}  ({Path(window.executable).name})", bold=True)
        health = scene.frame.tree_health(window.pid)
        if health.reason is not None:
            click.secho(f"    tree {health.state.value}: {health.reason.value}", fg="yellow")
        for element in scene.elements:
            if element.window == window.id and (element.name or element.value):
                click.echo(_line(element))


def _line(element: Element) -> str:
    b = element.bounds
    where = f"{b.x},{b.y} {b.width}×{b.height}" if b else "nowhere"
    value = f" = {element.value!r}" if element.value is not None else ""
    return f"    {element.role.value:<15} {element.name!r}{value}  [{where}; {element.source.value}]"


def _facts(element: Element) -> dict[str, object]:
    b = element.bounds
    return {
        "id": element.id,
        "role": element.role.value,
        "name": element.name,
        "value": element.value,
        "bounds": [b.x, b.y, b.width, b.height] if b else None,
        "states": sorted(s.value for s in element.states),
        "source": element.source.value,
        "confidence": element.confidence,
        "visible": element.visible,
    }


def _annotate(scene: Scene, path: Path) -> None:
    from PIL import Image, ImageDraw

    pixels = scene.frame.pixels
    image = Image.frombuffer(
        "RGB", (pixels.width, pixels.height), pixels.data, "raw", "BGRX", pixels.stride, 1
    ).copy()
    draw = ImageDraw.Draw(image)
    for element in scene.elements:
        if element.bounds is not None and element.visible and element.bounds.area:
            b = element.bounds
            colour = {"tree": "#2a7de1", "pixels": "#e1572a", "both": "#1a9c5b"}[element.source.value]
            draw.rectangle((b.x, b.y, b.right - 1, b.bottom - 1), outline=colour)
            draw.text((b.x + 2, b.y - 10), element.role.value, fill=colour)
    try:
        image.save(path)
    except (OSError, ValueError) as error:
        raise BadInput(f"to draw onto {path}", str(error), "name a PNG in a folder that is there") from None
    click.echo(f"drawn onto {path}", err=True)


@click.command()
@desk_option
@click.option("--json", "as_json", is_flag=True, help="The bytes as they would stand on the wire.")
def view(desk: Path | None, as_json: bool) -> None:
    """Print exactly what a planner would receive of this screen."""
    from innervate.boundary.render import view_text

    seen, wire = asyncio.run(open_app(desk).view())
    click.echo(wire.decode() if as_json else view_text(seen))

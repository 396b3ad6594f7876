"""`innervate desktop`: a private virtual desktop for one command."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import click

from innervate.core.errors import BadInput


@click.command(context_settings={"ignore_unknown_options": True})
@click.option("--size", default="1920x1080", metavar="WxH", help="Size in pixels. [1920x1080]")
@click.option("--vnc", is_flag=True, help="Let a VNC viewer on this machine watch it.")
@click.option(
    "--home", type=click.Path(path_type=Path, file_okay=False), help="Home folder of the applications."
)
@click.argument("command", nargs=-1, type=click.UNPROCESSED)
def desktop(size: str, vnc: bool, home: Path | None, command: tuple[str, ...]) -> None:
    """Start a private virtual desktop and run COMMAND in it (a shell, if none is given).

    Leaves no process behind, however it ends. Exit status: that of the command.
    """
    from innervate.surfaces.x11.desktop import VirtualDesktop

    parsed = re.fullmatch(r"(\d{3,5})x(\d{3,5})", size)
    if parsed is None:
        raise BadInput("a size such as 1920x1080", size)
    with VirtualDesktop((int(parsed[1]), int(parsed[2])), vnc=vnc, home=home) as started:
        if started.vnc_port is not None:
            click.echo(f"watch it: vncviewer localhost:{started.vnc_port}", err=True)
        status = started.run(command or (os.environ.get("SHELL", "/bin/sh"),))
    sys.exit(status)

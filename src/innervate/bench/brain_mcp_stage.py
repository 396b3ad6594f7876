"""`innervate mcp --unisolated` on a desktop in memory: real processes and protocol, a window with a few
things.

What the window does is written into the file that INNERVATE_STAGE names, a line for each, so that whoever
started it can see what was really done, and how often. Run as a module it takes the options of `innervate
mcp`.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import click

from innervate.app import App
from innervate.boundary import crashes
from innervate.core.application import Application
from innervate.core.errors import InnervateError
from innervate.core.frame import Surface
from innervate.launch import mcp
from innervate.launch.mcp_desk import playbooks_in
from innervate.launch.mcp_gateway import HTTP, STDIO, start
from innervate.settings import Settings
from innervate.surfaces.fake import FakeDesktop, FakeSurface

DESK = "desk: 1\napps:\n  portal: {executable: /usr/bin/portal}\nplaces: {}\n"
PERSON, AMOUNT, SECRET_PLACE = "Agathe Brunnhuber", "EUR 310.00", "Ulmenweg 7, 80331 Oberdorf"
"""What the window shows and must not leave."""
DONE = "INNERVATE_STAGE"


def desktop() -> FakeDesktop:
    """A window with values, and buttons by public names."""
    made = FakeDesktop()
    window = made.window("Claims portal", app="/usr/bin/portal")
    window.entry("Claimant", PERSON)
    window.entry("Amount", AMOUNT)
    window.entry("Address", SECRET_PLACE)
    note = window.entry("Note", "")

    def button(name: str, shows: str, seconds: float = 0.0) -> None:
        def press() -> None:
            named = os.environ.get(DONE)
            if named:
                with open(named, "a", encoding="utf-8") as file:
                    file.write(f"{name.lower()} {note.value}\n")
            time.sleep(seconds)
            window.label(shows)

        window.button(name, on_press=press)

    button("Refresh", "Refreshed")
    button("Save", "Saved")
    button("Next", "Following", 0.4)
    return made


class StagedApp(App):
    """An app whose surface is that desktop, the same for all runs of the process."""

    def __init__(self, settings: Settings, environment: Mapping[str, str] = os.environ) -> None:
        super().__init__(settings, environment)
        self._desktop = desktop()

    @staticmethod
    def known() -> dict[str, Application]:
        """The applications of its desk."""
        return {"portal": Application("portal", "/usr/bin/portal")}

    @asynccontextmanager
    async def surface(self) -> AsyncIterator[Surface]:
        yield FakeSurface(self._desktop)


@click.command()
@click.option("--http", "port", type=int)
@click.option("--playbooks", type=click.Path(path_type=Path))
@click.option("--idle", type=float, default=120.0)
def main(port: int | None, playbooks: Path | None, idle: float) -> None:
    """As `innervate mcp`."""
    app = StagedApp(Settings.from_environment(os.environ))
    offered = playbooks_in(playbooks)
    if port is None:
        started = start(app.environment, [*offered])
        mcp.leave_standard_files()
    else:
        with mcp.listening(port) as door:
            started = start(app.environment, [*offered], token=mcp.token(app.settings.state), listening=door)
            print(door.getsockname()[1], flush=True)
    offer = mcp.Offer(STDIO if port is None else HTTP, idle, offered)
    try:
        mcp.serve_as_core(app, started.calls, started.replies, offer)
    except InnervateError as error:
        click.echo(str(error), err=True)
        sys.exit(error.exit_status)
    finally:
        started.end()


if __name__ == "__main__":
    with crashes.Outermost():
        main()

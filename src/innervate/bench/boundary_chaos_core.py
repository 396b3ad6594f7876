"""A core that asks its planner without end, to be killed. Prints its gateway's process id, then each answer.

Called as `python -m innervate.bench.boundary_chaos_core FOLDER PLANNER`, in the environment of a house.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from innervate.app import App
from innervate.bench.boundary_stage import element, scene_of_mail, stage
from innervate.boundary.gate import Gate
from innervate.boundary.gateway.channel import Channel
from innervate.boundary.gateway.planner_file import read_destination
from innervate.boundary.gateway.template import Template
from innervate.boundary.gateway.way_out import WayOut
from innervate.boundary.handles import Handles
from innervate.boundary.leakage import NothingRan
from innervate.boundary.view import Sanitiser
from innervate.core.errors import Lost
from innervate.core.vocabulary import Role
from innervate.launch import gateway
from innervate.settings import Settings


def main(planner: Path) -> None:
    """Until something ends it."""
    here, app = stage(), App(Settings.from_environment(os.environ))
    desk = app.desk()
    applications, catalogues, handles = list(desk.applications.values()), app.catalogues(desk), Handles()
    started = gateway.start(planner, os.environ)
    print(started.process.pid, flush=True)
    gate = Gate(applications, catalogues, handles)
    channel = Channel.agree(started.core, is_core=True)
    out = WayOut(
        channel, Template(read_destination(planner)), gate, handles, app.ledger(), "chaos", NothingRan()
    )
    sanitiser, number = Sanitiser(applications, catalogues, handles), 0
    while True:
        shown = [
            element(f"f{number}.{n}", Role.ENTRY, here.constants[n], value=f"Rosa Winter {number}")
            for n in range(40)
        ]
        try:
            out.ask_now(gate.pass_view(sanitiser.view(scene_of_mail(here, shown))))
        except Lost:
            return
        number += 1
        print(number, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[2]))

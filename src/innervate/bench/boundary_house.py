"""A person's whole set-up in a folder: desk, approved phrases, planner's file and key, for measuring the way
out.

Promises: the gateway that is started is the real process, which loads all of it by itself; the key is
generated.
"""

from __future__ import annotations

import json
import os
import random
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import yaml

from innervate.app import App
from innervate.bench.boundary_stage import Stage
from innervate.boundary.approvals import sign
from innervate.boundary.gate import Gate
from innervate.boundary.gateway.channel import Channel
from innervate.boundary.gateway.destination import Style
from innervate.boundary.gateway.planner_file import read_planner
from innervate.boundary.gateway.way_out import WayOut
from innervate.boundary.handles import Handles
from innervate.boundary.leakage import Charges, NothingRan
from innervate.boundary.view import Sanitiser
from innervate.core.vocabulary import Role
from innervate.launch import gateway
from innervate.settings import Settings

_OF_MODEL = {Style.GEMINI: "/planner-one:generateContent"}
_NOTHING_RAN = NothingRan()


@dataclass(frozen=True, slots=True)
class Way:
    """Core's side of a running gateway."""

    out: WayOut
    started: gateway.Started
    sanitiser: Sanitiser
    gate: Gate
    handles: Handles


@dataclass(frozen=True, slots=True)
class House:
    """folder: where everything is. key: the planner's, as generated."""

    folder: Path
    stage: Stage
    app: App
    environment: dict[str, str]
    key: str

    @contextmanager
    def way_out(
        self,
        port: int,
        style: Style = Style.CHAT,
        run: str = "run",
        seconds: float = 20,
        charges: Charges = _NOTHING_RAN,
    ) -> Iterator[Way]:
        """A gateway to the server at that port, and core's half of it."""
        with self.way_by(self.planner(port, style, seconds), run, charges) as way:
            yield way

    @contextmanager
    def way_by(self, planner: Path, run: str = "run", charges: Charges = _NOTHING_RAN) -> Iterator[Way]:
        """A gateway to the planner of that file, and core's half of it."""
        desk = self.app.desk()
        catalogues, applications = self.app.catalogues(desk), list(desk.applications.values())
        handles = Handles(random.Random(7))
        guides = self.app.guides(desk, catalogues)
        gate = Gate(applications, catalogues, handles, guides=guides)
        started = gateway.start(planner, self.environment)
        try:
            channel = Channel.agree(started.core, is_core=True)
            named = read_planner(str(planner))
            template, means = gateway.template_of(named.to), (named.budget, named.price)
            out = WayOut(channel, template, gate, handles, self.app.ledger(), run, charges, *means)
            yield Way(out, started, Sanitiser(applications, catalogues, handles), gate, handles)
        finally:
            started.core.close()
            started.process.wait()

    def planner(self, port: int, style: Style, seconds: float = 20) -> Path:
        """The planner's file."""
        path = self.folder / f"planner-{style.value}.yaml"
        said = {
            "url": f"http://127.0.0.1:{port}/v1/plan{_OF_MODEL.get(style, '')}",
            "style": style.value,
            "model": "planner-one",
            "key_file": "planner.key",
            "seconds": seconds,
            "pause": 0.02,
        }
        path.write_text(yaml.safe_dump(said), encoding="utf-8")
        return path


def house(folder: Path, stage: Stage) -> House:
    """Set everything up in an empty folder, as a person would."""
    key = f"key-{secrets.token_hex(24)}"
    private = os.open(folder / "planner.key", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(private, "w") as file:
        file.write(key)
    approved = stage.catalogues[stage.portal.sink].approved
    phrases = [
        {"text": text, "role": "button" if Role.BUTTON in grants else "label", "from": "bench"}
        for text, grants in approved.items()
    ]
    (folder / "phrases.json").write_text(json.dumps({"phrases": phrases}), encoding="utf-8")
    desk = {
        "desk": 1,
        "apps": {
            "mail": {"executable": stage.mail.executable, "catalogues": list(stage.mail.catalogues)},
            "portal": {
                "executable": stage.portal.executable,
                "origin": stage.portal.origin,
                "phrases": "phrases.json",
            },
        },
    }
    (folder / "desk.yaml").write_text(yaml.safe_dump(desk), encoding="utf-8")
    environment = {
        **os.environ,
        "LANGUAGE": "C",
        "INNERVATE_STATE": str(folder / "state"),
        "INNERVATE_DESK": str(folder / "desk.yaml"),
        "INNERVATE_KEYRING": "no",
    }
    app = App(Settings.from_environment(environment), environment)
    signature = app.approval("portal")
    signature.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    sign(folder / "phrases.json", stage.portal.sink, app.approvals(), signature)
    return House(folder, stage, app, environment, key)

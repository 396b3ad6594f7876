"""A desk of programs that really send what they are given, and a way to run any plan on it.

A mail program (SMTP), a web page that asks its server for every letter and button, an address bar that asks
for names, a form that is saved over the web, a file dialog, a terminal, and a program that holds the private
values. Promises: what the programs send arrives in the record before the run goes on.
"""

from __future__ import annotations

import smtplib
import socket
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.parse import quote

from innervate.bench.flows_record import Record, question
from innervate.boundary.handles import Handles
from innervate.boundary.own import Own
from innervate.boundary.policy import DEFAULT, NOTHING_PERMITTED, Permits, Policy
from innervate.boundary.sinks import Rules, names_of
from innervate.core.application import Application
from innervate.core.errors import Denied, InnervateError
from innervate.core.event import RunStarted
from innervate.core.geometry import Device, Rect, Windowed
from innervate.core.plan import Author, Ending
from innervate.core.run import RunState
from innervate.core.vocabulary import Role
from innervate.journal.store import Journal
from innervate.perception.fused import Fused
from innervate.planners.compiler import plan_of
from innervate.planners.source import Source
from innervate.runtime.context import Context, Patience
from innervate.runtime.looking import Eyes
from innervate.runtime.loop import Loop
from innervate.runtime.record import Recorder
from innervate.surfaces.fake import FakeDesktop, FakeSurface, FakeWindow
from innervate.surfaces.fake_contents import Document
from innervate.surfaces.fake_controls import Control, Entry
from innervate.surfaces.places import Places

_PATIENCE = Patience(find=0.05, effect=0.3, any_effect=0.1, launch=0.2, ambiguous=0.02)
_SIZE = (1100, 640)
SITE = "https://site.example"
BROWSER, SHELL = "/usr/bin/browser", "/usr/bin/xterm"
VAULTED = "vaulted-secret-4711"


@dataclass(frozen=True, slots=True)
class World:
    """What is private: values by the label under which the program `claims` shows them."""

    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Secrets:
    """One secret, for one sink. kept: its name, whom it is for, and itself."""

    kept: tuple[str, str, str] = ("form.password", "/usr/bin/form", VAULTED)

    def reveal(self, name: str, sink: str) -> str:
        if (name, sink) != self.kept[:2]:
            raise Denied(f"{name} for {sink}", "it is kept for another")
        return self.kept[2]


@dataclass
class Stage:
    """One desktop in one world. handles: of what a planner has seen of it."""

    world: World
    record: Record
    desktop: FakeDesktop = field(default_factory=lambda: FakeDesktop(_SIZE))
    handles: Handles = field(default_factory=Handles)
    applications: dict[str, Application] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("claims", "mail", "form", "files"):
            self.applications[name] = Application(name, f"/usr/bin/{name}", (f"/usr/bin/{name}",))
        self.applications["site"] = Application("site", BROWSER, (BROWSER,), origin=SITE)
        self.applications["browser"] = Application("browser", BROWSER, (BROWSER,))
        self.applications["shell"] = Application("shell", SHELL, (SHELL,))
        self._programs()

    def _window(self, title: str, app: str, left: int, top: int, height: int = 280) -> FakeWindow:
        place: Rect[Device] = Rect(left, top, 340, height)
        return self.desktop.window(title, app=app, bounds=place)

    def _programs(self) -> None:
        claims = self._window("Claims", "/usr/bin/claims", 10, 30)
        for label, text in self.world.values.items():
            claims.entry(label, text)
        claims.button("Copy")
        self._mail(self._window("Mail", "/usr/bin/mail", 370, 30))
        self._form(self._window("Form", "/usr/bin/form", 730, 30))
        self._files(self._window("Save as", "/usr/bin/files", 10, 350, 120))
        self._shell(self._window("Shell", SHELL, 370, 350, 120))
        self._site(self._window("Site", BROWSER, 730, 350))

    def _mail(self, window: FakeWindow) -> None:
        to, subject = window.entry("To"), window.entry("Subject")
        body = window.entry("Message", role=Role.TEXT)

        def send() -> None:
            with smtplib.SMTP("127.0.0.1", self.record.ports["mail"], timeout=5) as server:
                text = f"Subject: {subject.value}\n\n{body.value}".encode()
                server.sendmail("me@example.org", [to.value or "nobody@example.org"], text)
            window.label("Sent")

        window.button("Send", on_press=send)

    def _form(self, window: FakeWindow) -> None:
        fields = [window.entry(label) for label in ("Amount", "Remark", "Date of loss", "Payee account")]
        window.password("Password")

        def save() -> None:
            self._get("save", {field.name: field.value for field in fields})
            window.label("Saved")

        window.button("Save", on_press=save)

    def _files(self, window: FakeWindow) -> None:
        name, content = window.entry("File name"), window.entry("Content")

        def write() -> None:
            path = self.record.folder / quote(name.value or "unnamed", safe="")
            path.write_text(content.value, encoding="utf-8")
            window.label("Written")

        window.button("Keep", on_press=write)

    def _shell(self, window: FakeWindow) -> None:
        line = window.entry("Line", role=Role.TEXT)
        line.on_change = lambda: self._get("shell", {"line": line.value}) if "\n" in line.value else None

    def _site(self, window: FakeWindow) -> None:
        address = window.entry("Address and search bar", bounds=Rect(160, 4, 170, 26))
        address.on_change = lambda: self._ask(address.value)
        page = window.document("Site", "Welcome", f"{SITE}/", bounds=Rect(0, 36, 340, 240))
        search = window.entry("Search", bounds=Rect(160, 44, 170, 26))
        search.on_change = lambda: self._get("suggest", {"q": search.value})
        label = next(c for c in window.controls if c.id in search.labelled_by)
        controls: list[Control] = [label, search]
        for number, name in enumerate(("Ping", "Pong", "Yes", "No", *self.world.values.values())):
            place: Rect[Windowed] = Rect(10 + 110 * (number % 3), 80 + 32 * (number // 3), 105, 28)
            button = window.button(name, partial(self._pressed, page, name), bounds=place)
            controls.append(button)
        for control in controls:
            within(control, page)

    def _pressed(self, page: Document, name: str) -> None:
        self._get("press", {"name": name})
        page.content = f"{name} was pressed"

    def _get(self, path: str, values: Mapping[str, str]) -> None:
        query = "&".join(f"{quote(name)}={quote(value)}" for name, value in values.items())
        url = f"http://127.0.0.1:{self.record.ports['web']}/{path}?{query}"
        with urllib.request.urlopen(url, timeout=5) as answer:
            answer.read()

    def _ask(self, name: str) -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as resolver:
            resolver.settimeout(5)
            resolver.sendto(question(name), ("127.0.0.1", self.record.ports["dns"]))
            resolver.recv(4096)

    async def run(self, text: str, runner: Runner, author: Author) -> Ending | InnervateError:
        """How the plan ended, or the error that it ended with. Nobody is there to ask."""
        return await runner.run(text, self.desktop, self.applications, author, self.handles)


@dataclass(frozen=True, slots=True)
class Runner:
    """Runs plans as the app does; nobody is there to ask."""

    journal: Journal
    permits: Permits = NOTHING_PERMITTED
    policy: Policy = DEFAULT
    secrets: Secrets = Secrets()
    own: Callable[[], Own] = Own

    async def run(
        self,
        text: str,
        desktop: FakeDesktop,
        applications: Mapping[str, Application],
        author: Author,
        handles: Handles | None = None,
    ) -> Ending | InnervateError:
        """How the plan ended, or the error that it ended with."""
        plan = plan_of(Source.parse(text, "plan"), author)
        run = self.journal.new_run()
        recorder = Recorder(self.journal, run, lambda scene: "{}", ())
        recorder.add(RunStarted(desktop.identity, 1, plan.title, text, {}))
        context = Context(
            Eyes(FakeSurface(desktop), Fused(read_pixels=False), applications),
            recorder,
            applications,
            Places({}),
            self.secrets,
            patience=_PATIENCE,
            rules=Rules(self.policy, self.permits, names_of(applications)),
            own=self.own,
            handles=handles,
        )
        try:
            return await Loop(context, plan, RunState(run=run)).run()
        except InnervateError as error:
            return error


def within(control: Control, page: Document) -> None:
    """Put a control into a page, so that it is of its origin."""
    plain = control.node
    control.node = lambda parent, pid, at: plain(page.id, pid, at)  # type: ignore[method-assign]


def journal_in(folder: Path) -> Journal:
    return Journal.open(folder / "journal.db", bytes(range(32)))


__all__ = ["SITE", "VAULTED", "Entry", "Stage", "World", "journal_in", "within"]

"""What bad input gets on the command line: one clear error, an exit status by kind, never a traceback."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from innervate.surfaces.x11.desktop import VirtualDesktop

DESK = """
desk: 1
apps:
  editor: {executable: /usr/bin/nonexistent, launch: [nonexistent]}
"""
REAL_DESK = DESK.replace("/usr/bin/nonexistent", "/usr/bin/evince").replace("nonexistent", "evince")
PLAYBOOK = """
plan: Open the editor
from: [editor]
steps:
  - act: launch
    in: editor
"""


class House:
    """A folder with a desk and a playbook, and the command line in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.env = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "INNERVATE_DESK")}
        self.env |= {"INNERVATE_STATE": str(folder / "state"), "INNERVATE_KEYRING": "no", "HOME": str(folder)}
        self.write("desk.yaml", DESK)
        self.write("play.yaml", PLAYBOOK)

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8")

    def enter(self, desktop: VirtualDesktop) -> None:
        """From now on its commands run on this desktop."""
        self.env = desktop.env | {name: self.env[name] for name in ("INNERVATE_STATE", "HOME")}
        self.env["INNERVATE_KEYRING"] = "no"

    def __call__(self, *words: str, stdin: str = "", file_bytes: int | None = None) -> tuple[int, str]:
        def limited() -> None:
            if file_bytes is not None:
                resource.setrlimit(resource.RLIMIT_FSIZE, (file_bytes, file_bytes))

        done = subprocess.run(
            [sys.executable, "-m", "innervate.cli.main", *words],
            cwd=self.folder,
            env=self.env,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            preexec_fn=limited,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return done.returncode, done.stdout + done.stderr


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


@pytest.fixture(scope="module")
def own_desktop() -> Iterator[VirtualDesktop]:
    """A desktop of these tests alone: what they launch stays on it."""
    with VirtualDesktop(size=(1280, 800)) as running:
        yield running


def test_a_playbook_that_is_not_there(house: House) -> None:
    status, said = house("run", "nope.yaml")
    assert status == 2
    assert "nope.yaml" in said


def test_a_wrong_playbook_is_shown_with_line_and_column(house: House) -> None:
    house.write("play.yaml", PLAYBOOK.replace("in: editor", "inn: editor"))
    status, said = house("check", "play.yaml")
    assert status == 2
    assert "play.yaml:6:5: unexpected `inn`" in said


def test_an_application_that_the_desk_does_not_have(house: House) -> None:
    house.write("play.yaml", PLAYBOOK.replace("editor", "word"))
    status, said = house("run", "play.yaml", "--desk", "desk.yaml")
    assert status == 2
    assert "word" in said
    assert "editor" in said


def test_a_plan_is_checked_before_a_display_is_asked_for(house: House) -> None:
    status, said = house("run", "play.yaml")
    assert status == 2
    assert "the desk has nothing" in said


def test_no_display_and_a_dead_display(house: House) -> None:
    status, said = house("run", "play.yaml", "--desk", "desk.yaml")
    assert status == 8
    assert "DISPLAY" in said
    assert "--resume" not in said
    house.env["DISPLAY"] = ":987"
    status, said = house("view")
    assert status == 8
    assert ":987" in said


def test_a_secret_that_is_not_in_the_vault(house: House) -> None:
    house.write("play.yaml", PLAYBOOK.replace("steps:", "secrets: [editor.password]\nsteps:"))
    status, said = house("run", "play.yaml", "--desk", "desk.yaml")
    assert status == 2
    assert "innervate vault put" in said


def test_a_vault_with_another_key(house: House) -> None:
    status, _ = house(
        "vault", "put", "a", "--for", "editor", "--stdin", "--desk", "desk.yaml", stdin="s3cret"
    )
    assert status == 0
    assert "s3cret" not in (house.folder / "state" / "vault.json").read_text()
    other = House(house.folder / "other") if (house.folder / "other").mkdir() is None else house
    assert other("vault", "list")[0] == 0
    key = other.folder / "state" / "root.key"
    (house.folder / "state" / "root.key").write_bytes(key.read_bytes())
    status, said = house("vault", "list")
    assert status == 3
    assert "key" in said


def test_a_vault_that_others_may_read(house: House) -> None:
    house("vault", "put", "a", "--for", "editor", "--stdin", "--desk", "desk.yaml", stdin="s3cret")
    (house.folder / "state" / "root.key").chmod(0o644)
    status, said = house("vault", "list")
    assert status == 3
    assert "chmod" in said


def test_a_journal_that_is_no_journal(house: House) -> None:
    house("runs")
    (house.folder / "state" / "journal.db").write_text("something else")
    status, said = house("runs")
    assert status == 2
    assert "not a database" in said


def test_a_run_that_is_not_there(house: House) -> None:
    assert house("report")[0] == 2
    status, said = house("run", "--resume", "last", "--desk", "desk.yaml")
    assert status == 2
    assert "innervate runs" in said
    assert house("run")[0] == 2


def test_what_there_is_to_print(house: House) -> None:
    for name in ("plan", "desk"):
        status, said = house("schema", name)
        assert status == 0
        assert json.loads(said)["$schema"].startswith("https://json-schema.org")
    assert house("schema", "nothing")[0] == 2
    assert house("bench")[0] == 0
    assert house("bench", "nothing")[0] == 2
    assert house("desktop", "--size", "huge", "--", "true")[0] == 2
    status, said = house("doctor", "--desk", "desk.yaml")
    assert status == 8
    assert "no such program: /usr/bin/nonexistent" in said


@pytest.mark.desktop
def test_a_program_that_is_missing_parks_the_run_and_it_goes_on_once_it_is_there(
    house: House, own_desktop: VirtualDesktop
) -> None:
    house.enter(own_desktop)
    status, said = house("run", "play.yaml", "--desk", "desk.yaml")
    assert status == 8
    assert "nonexistent" in said
    assert "--resume last" in said
    assert "parked" in house("runs")[1]
    house.write("desk.yaml", DESK.replace("/usr/bin/nonexistent", "/usr/bin/xterm-is-not-it"))
    assert house("run", "--resume", "last", "--desk", "desk.yaml")[0] == 8
    house.write("desk.yaml", REAL_DESK)
    status, said = house("run", "--resume", "last", "--desk", "desk.yaml")
    assert status == 0, said
    assert "on the same desktop" in said


@pytest.mark.desktop
def test_a_full_disk_loses_nothing_that_was_written(house: House, own_desktop: VirtualDesktop) -> None:
    house.enter(own_desktop)
    house.write("desk.yaml", REAL_DESK)
    house("runs")
    status, said = house("run", "play.yaml", "--desk", "desk.yaml", file_bytes=90_000)
    assert status == 7, said
    assert "everything up to its last event is kept" in said
    kept = house("runs")[1]
    assert "parked" in kept or "running" in kept  # whether there was room to write that it is parked
    status, said = house("run", "--resume", "last", "--desk", "desk.yaml")
    assert status == 0, said

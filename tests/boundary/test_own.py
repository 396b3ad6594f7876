"""What is innervate's own: its processes and what they run in, its pages, its folder, its commands."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from innervate.boundary.own import Own, is_terminal, own_now
from innervate.core.frame import Frame, Pixels, Window
from innervate.core.geometry import Device, Rect
from innervate.core.scene import Element, Scene, scene_of
from innervate.core.vocabulary import Role

PLACE: Rect[Device] = Rect(0, 0, 400, 300)
WINDOW = Window(1, "Files", 77, "/usr/bin/files", PLACE, 0, True)
STATE = Path("/home/ada/.local/state/innervate")
OWN = Own(frozenset({5, 6}), frozenset({8123}), (STATE, Path("/home/ada/policy.yaml")), "/home/ada")


def scene(*names: str, role: Role = Role.ITEM, value: str | None = None, origin: str | None = None) -> Scene:
    elements = [
        Element(str(n), role, name, PLACE, WINDOW.id, value, origin=origin) for n, name in enumerate(names)
    ]
    return scene_of(Frame(1, PLACE, Pixels(0, 0, 0, b""), (WINDOW,), {}), tuple(elements))


def test_windows_of_its_processes_and_of_what_they_run_in() -> None:
    assert OWN.window(replace(WINDOW, pid=5), scene()) is not None
    assert OWN.window(WINDOW, scene("Documents", "policy.yaml")) is None


@pytest.mark.parametrize(
    "shown",
    [
        scene("approval.key", "vault.json"),
        scene("x", value=str(STATE)),
        scene("x", value="~/.local/state/innervate/approvals", role=Role.ENTRY),
        scene("file:///home/ada/.local/state/innervate", role=Role.ENTRY),
        scene(str(STATE / "policy.yaml"), role=Role.LABEL),
    ],
)
def test_windows_that_show_where_its_keys_are(shown: Scene) -> None:
    assert OWN.window(WINDOW, shown) is not None


def test_a_message_about_it_is_no_window_of_its_keys() -> None:
    assert OWN.window(WINDOW, scene(f"see {STATE} for approval.key and vault.json")) is None
    assert OWN.window(WINDOW, scene("approval.key")) is None
    assert OWN.window(replace(WINDOW, title=f"{STATE} - Files"), scene()) is not None


@pytest.mark.parametrize(
    ("origin", "own"),
    [
        ("http://127.0.0.1:8123", True),
        ("http://localhost:8123", True),
        ("http://[::1]:8123", True),
        ("http://[::ffff:127.0.0.1]:8123", True),
        ("http://0.0.0.0:8123", True),
        ("http://a.localhost:8123", True),
        ("http://127.0.0.1:99999", True),  # no port: nobody can tell
        ("http://127.0.0.1:5000", False),
        ("http://example.org:8123", False),
        ("http://127.0.0.1.example.org:8123", False),
    ],
)
def test_pages_that_it_serves(origin: str, own: bool) -> None:
    assert OWN.page(origin) is own
    assert (OWN.window(WINDOW, scene("x", origin=origin)) is not None) is own


@pytest.mark.parametrize(
    "text",
    [
        "innervate approve portal",
        "python -m innervate.cli.main policy approve",
        "INNERVATE  POLICY  APPROVE",
        "cat $HOME/.local/state/innervate/journal.db",
        "~/.local/state//innervate/./x",
        "/home/ada/policy.yaml",
        "../approval.key",
        "root.key",
    ],
)
def test_texts_that_name_what_it_keeps(text: str) -> None:
    assert OWN.text(text)


@pytest.mark.parametrize("text", ["I approve of it", "Innervate is a verb", "policy.yaml", "~/letters", ""])
def test_texts_that_do_not(text: str) -> None:
    assert not OWN.text(text)


def test_terminals_by_program_and_by_what_they_show() -> None:
    assert is_terminal(replace(WINDOW, executable="/usr/bin/xterm"), scene())
    assert is_terminal(WINDOW, scene("", role=Role.TERMINAL))
    assert not is_terminal(WINDOW, scene("xterm"))


def test_what_is_its_own_now(tmp_path: Path) -> None:
    """This process, and one called innervate, with all that they run in, and the ports they listen on."""
    serves = "import socket, sys; s = socket.create_server(('127.0.0.1', 0)); print(s.getsockname()[1])"
    waits = f"{serves}; sys.stdout.flush(); sys.stdin.read()"
    command = [sys.executable, "-c", waits, "-m", "innervate.cli.main"]
    other = [sys.executable, "-c", waits]
    with (
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as mine,
        subprocess.Popen(other, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as foreign,
        socket.create_server(("127.0.0.1", 0)) as server,
    ):
        assert mine.stdout is not None
        assert foreign.stdout is not None
        port, foreign_port = int(mine.stdout.readline()), int(foreign.stdout.readline())
        found = own_now((tmp_path,), {"HOME": "/home/ada"})
        for one in (mine, foreign):
            one.communicate()
        around = {os.getppid()} - {1}  # whoever started this may be gone by now
        assert {os.getpid(), mine.pid, *around} <= found.pids
        assert foreign.pid not in found.pids
        assert {port, server.getsockname()[1]} <= found.ports
        assert foreign_port not in found.ports
    assert tmp_path in found.paths
    assert found.home == "/home/ada"

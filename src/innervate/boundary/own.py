"""What is innervate's own, and so can't be driven by it: windows, pages, terminals, keys, approvals, policy.

Promises: whoever drives, a window of an innervate process or of a terminal that one runs in is refused, and
so is a page that one serves, a window that shows the folder of its keys, and a text that names what is kept
there. That nobody reaches them in ways that no screen and no text shows is not promised: a shell can.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

from innervate.core.frame import Window
from innervate.core.scene import Scene
from innervate.core.vocabulary import Role

_NAMES = frozenset({"approval.key", "root.key", "policy.approval", "vault.json", "driving.lock"})
_ENOUGH = 2
_AGE_SECONDS = 3.0
_COMMAND = re.compile(r"\binnervate(?:\.cli\.main)?\s+(?:policy\s+)?approve\b", re.IGNORECASE)
_PLACES = frozenset({Role.ENTRY, Role.TEXT, Role.LABEL, Role.ITEM, Role.TREE_ITEM, Role.CELL, Role.ICON})
TERMINALS = frozenset(
    """xterm uxterm lxterminal gnome-terminal-server gnome-terminal konsole xfce4-terminal mate-terminal
    tilix terminator alacritty kitty foot urxvt rxvt st qterminal deepin-terminal wezterm-gui ghostty ptyxis
    kgx console guake yakuake tilda cool-retro-term terminology eterm""".split()
)


@dataclass(frozen=True, slots=True)
class Own:
    """pids: innervate's processes and all that they run in. ports: that it listens on, on this machine.

    paths: folders and files of its state and policy. home: what ~ stands for.
    """

    pids: frozenset[int] = frozenset()
    ports: frozenset[int] = frozenset()
    paths: tuple[Path, ...] = ()
    home: str = ""

    def window(self, window: Window, scene: Scene) -> str | None:
        """Why a window is innervate's own; None if it is not."""
        if window.pid in self.pids:
            return "it is a window of innervate, or of what it runs in"
        if any(self._names_a_path(part) for part in window.title.split()):
            return "it shows where innervate keeps keys and approvals"
        names = set()
        for element in scene.elements:
            if element.window != window.id:
                continue
            if element.origin is not None and self.page(element.origin):
                return "it is a page of innervate"
            if element.role not in _PLACES:
                continue
            names.add(element.name.strip())
            if any(self._names_a_path((part or "").strip()) for part in (element.name, element.value)):
                return "it shows where innervate keeps keys and approvals"
        if len(names & _NAMES) >= _ENOUGH:
            return "it shows where innervate keeps keys and approvals"
        return None

    def page(self, origin: str) -> bool:
        """Whether innervate serves this origin."""
        parts = urlsplit(origin)
        try:
            port = parts.port or {"http": 80, "https": 443}.get(parts.scheme, 0)
        except ValueError:
            return True  # nobody can tell which one it is
        return port in self.ports and _is_here(parts.hostname or "")

    def text(self, text: str) -> bool:
        """Whether a text names what innervate keeps, or would have it approve something."""
        said = self._expanded(text)
        if _COMMAND.search(said) or any(name in said for name in _NAMES):
            return True
        return any(str(path) in said for path in self.paths)

    def _names_a_path(self, text: str) -> bool:
        if not text.startswith(("/", "~", "$", "file://")):
            return False
        said = self._expanded(text.removeprefix("file://"))
        return any(said == str(path) or said.startswith(f"{path}/") for path in self.paths)

    def _expanded(self, text: str) -> str:
        for name in ("${HOME}", "$HOME", "~"):
            text = text.replace(name, self.home or name)
        return re.sub(r"/(?:\./|/)+", "/", text)


def is_terminal(window: Window, scene: Scene) -> bool:
    """Whether a window is that of a terminal, by its program or by what it shows."""
    if Path(window.executable).name in TERMINALS:
        return True
    return any(e.role is Role.TERMINAL for e in scene.elements if e.window == window.id)


def watch(paths: tuple[Path, ...], environment: Mapping[str, str]) -> Callable[[], Own]:
    """Tells what is innervate's own; looked up anew each time, but not more than once in a while."""
    known: list[tuple[float, Own]] = []

    def now() -> Own:
        if not known or time.monotonic() - known[-1][0] > _AGE_SECONDS:
            known[:] = [(time.monotonic(), own_now(paths, environment))]
        return known[-1][1]

    return now


def own_now(paths: tuple[Path, ...], environment: Mapping[str, str], proc: Path = Path("/proc")) -> Own:
    """What is innervate's own at this moment, on a system with /proc; its own process elsewhere."""
    parents = _parents(proc)
    mine = {pid for pid in parents if _is_innervate(proc / str(pid))} | {os.getpid()}
    around = set(mine)
    for pid in mine:
        while (pid := parents.get(pid, 0)) > 1 and pid not in around:
            around.add(pid)
    ports = _listening(proc, mine)
    full = tuple(dict.fromkeys(p for path in paths for p in (path.absolute(), path.resolve())))
    return Own(frozenset(around), ports, full, environment.get("HOME", ""))


def _parents(proc: Path) -> dict[int, int]:
    found = {}
    for folder in proc.iterdir() if proc.is_dir() else ():
        if folder.name.isdigit():
            try:
                after_name = (folder / "stat").read_text(errors="replace").rpartition(")")[2].split()
                found[int(folder.name)] = int(after_name[1])
            except (OSError, IndexError, ValueError):  # it has just ended
                continue
    return found


def _is_innervate(folder: Path) -> bool:
    try:
        words = (folder / "cmdline").read_bytes().decode(errors="replace").split("\0")
    except OSError:
        return False
    by_module = any(a == "-m" and b.split(".")[0] == "innervate" for a, b in pairwise(words))
    return by_module or any(Path(word).name == "innervate" for word in words[:2] if word)


def _listening(proc: Path, pids: set[int]) -> frozenset[int]:
    """The TCP ports that processes listen on."""
    sockets: set[str] = set()
    for pid in pids:
        try:
            for descriptor in (proc / str(pid) / "fd").iterdir():
                told = os.readlink(descriptor)
                if told.startswith("socket:["):
                    sockets.add(told[8:-1])
        except OSError:  # it has ended, or is another user's
            continue
    ports = set()
    for table in ("tcp", "tcp6"):
        try:
            lines = (proc / "net" / table).read_text().splitlines()[1:]
        except OSError:
            continue
        for line in lines:
            parts = line.split()
            if parts[3] == "0A" and parts[9] in sockets:
                ports.add(int(parts[1].rpartition(":")[2], 16))
    return frozenset(ports)


def _is_here(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        number = ip_address(host)
    except ValueError:
        return False
    if isinstance(number, IPv6Address) and number.ipv4_mapped is not None:
        return number.ipv4_mapped.is_loopback
    return number.is_loopback or number.is_unspecified

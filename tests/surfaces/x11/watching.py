"""Watch the trees of real applications on a virtual desktop."""

from __future__ import annotations

import asyncio
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from innervate.core.frame import Node
from innervate.core.vocabulary import Role
from innervate.surfaces.x11.atspi import Accessibility
from innervate.surfaces.x11.desktop import VirtualDesktop


@dataclass
class Bench:
    """A desktop, its reader, and the processes that the test started."""

    desktop: VirtualDesktop
    reader: Accessibility
    changed: asyncio.Event
    started: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, *argv: str) -> int:
        process = subprocess.Popen(
            argv, env=self.desktop.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self.started.append(process)
        return process.pid

    async def tree(self, pid: int) -> tuple[Node, ...]:
        return (await self.reader.trees(frozenset({pid}))).nodes.get(pid, ())

    async def until(
        self, pid: int, holds: Callable[[tuple[Node, ...]], object], seconds: float = 20
    ) -> tuple[Node, ...]:
        """The first tree for which it holds, read again whenever something changed."""
        deadline = time.monotonic() + seconds
        while not holds(nodes := await self.tree(pid)):
            if time.monotonic() > deadline:
                pytest.fail("\n".join(str(node) for node in nodes) or "no tree")
            self.changed.clear()
            try:
                await asyncio.wait_for(self.changed.wait(), 0.5)
            except TimeoutError:
                # A surface would: what is drawn late is damage too.
                self.reader.touch(pid)
        return nodes

    def input(self, *argv: str) -> None:
        subprocess.run(["xdotool", *argv], env=self.desktop.env, check=True, timeout=20)

    def click(self, node: Node) -> None:
        assert node.bounds is not None
        self.input("mousemove", str(node.bounds.centre.x), str(node.bounds.centre.y), "click", "1")


def one(nodes: tuple[Node, ...], role: Role, name: str | None = None) -> Node:
    found = [node for node in nodes if node.role is role and name in (None, node.name)]
    assert len(found) == 1, found
    return found[0]


def some(role: Role, name: str) -> Callable[[tuple[Node, ...]], bool]:
    return lambda nodes: any(node.role is role and node.name == name for node in nodes)


def check_order(nodes: tuple[Node, ...]) -> None:
    seen = {""}
    for node in nodes:
        assert node.parent in seen
        assert node.id not in seen
        seen.add(node.id)

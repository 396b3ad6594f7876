"""The message list of a real Claws Mail, which exists in pixels only."""

from __future__ import annotations

import asyncio
import shutil
import time
from asyncio.subprocess import DEVNULL
from pathlib import Path

import pytest

from innervate.core.scene import Scene
from innervate.core.vocabulary import State
from innervate.perception.fused import Fused
from innervate.perception.sighting import LineMemory

pytestmark = pytest.mark.desktop
EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.skipif(shutil.which("claws-mail") is None, reason="claws-mail is not installed")
async def test_the_message_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(EXAMPLES))
    from claims import document, generate, mailbox
    from innervate.surfaces.x11.desktop import VirtualDesktop
    from innervate.surfaces.x11.surface import open_x11

    case = generate.case(7)
    form = document.write(case, tmp_path / "form.pdf").read_bytes()
    home = mailbox.write(case, tmp_path / "home", form, 2525)
    with VirtualDesktop(home=home.root, extra_env=home.environment()) as desktop:
        for name, value in desktop.env.items():
            monkeypatch.setenv(name, value)
        surface = await open_x11(desktop.display)
        claws = await asyncio.create_subprocess_exec("claws-mail", env=desktop.env, stderr=DEVNULL)
        try:
            memory = LineMemory()
            fused, scene = Fused(memory), None
            ends = time.monotonic() + 60
            wanted = {(letter.subject, letter.sender.full) for letter in case.letters}
            wanted.add((case.subject, case.agent.full))
            # A list that is being filled is drawn more than once.
            while time.monotonic() < ends and (scene is None or {r[:2] for r in messages(scene)} != wanted):
                await surface.change(1.0)
                scene = await fused.perceive(await surface.observe())
            assert scene is not None
            assert {row[:2] for row in messages(scene)} == wanted
            (table,) = [t for t in scene.tables if "Subject" in t.columns]
            chosen = [State.SELECTED in scene.by_id[row.id].states for row in table.rows]
            assert sum(chosen) <= 1
            read = memory.read
            await Fused(memory).perceive(scene.frame)
            # A fresh look finds the edge of four or five runs a pixel further on, or an icon with them.
            assert memory.read - read <= 0.08 * read
        finally:
            claws.terminate()
            await claws.wait()
            await surface.close()


def messages(scene: Scene) -> list[tuple[str | None, ...]]:
    """Subject and sender of each row."""
    for table in scene.tables:
        if "Subject" in table.columns and "From" in table.columns:
            spots = [table.columns.index("Subject"), table.columns.index("From")]
            cells = [[row.cells[i] for i in spots] for row in table.rows]
            return [tuple(scene.by_id[c].value if c else None for c in row) for row in cells]
    return []

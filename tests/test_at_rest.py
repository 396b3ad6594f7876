"""What the policy says of what a run keeps on this machine, in whole runs."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from innervate.app import App
from innervate.core.event import Looked
from innervate.core.frame import Surface
from innervate.core.plan import Author, Ending
from innervate.planners.compiler import plan_of
from innervate.planners.source import Source
from innervate.settings import Settings
from innervate.surfaces.fake import FakeDesktop, FakeSurface

PLAN = """plan: x
from: [claims]
steps:
  - set: {in: claims, role: entry, label: Cause}
    to: Burst pipe
"""
DESK = "desk: 1\napps:\n  claims: {executable: /usr/bin/claims}\n"


class _OnAFakeDesktop(App):
    @asynccontextmanager
    async def surface(self) -> AsyncIterator[Surface]:
        desktop = FakeDesktop()
        desktop.window("Claims", app="/usr/bin/claims").entry("Cause")
        yield FakeSurface(desktop)


async def _runs(folder: Path, at_rest: str, times: int = 1) -> tuple[list[str], list[Looked]]:
    """The runs that the journal has then, and the looks of the last one."""
    (folder / "policy.yaml").write_text(f"policy: 1\nat_rest: {at_rest}\n")
    (folder / "desk.yaml").write_text(DESK)
    settings = Settings(folder, folder / "desk.yaml", use_keyring=False, policies=(folder / "policy.yaml",))
    app = _OnAFakeDesktop(settings, {"XDG_RUNTIME_DIR": str(folder)})
    for _ in range(times):
        name, how = await app.run(plan_of(Source.parse(PLAN, "plan"), Author.PERSON))
        assert how is Ending.DONE
    with app.journal() as journal:
        looks = [s.event for s in journal.read(name) if isinstance(s.event, Looked)]
        return [one.run for one in journal.runs()], looks


@pytest.mark.parametrize("kept", ["keep", "drop"])
async def test_pictures_are_kept_as_the_policy_says(tmp_path: Path, kept: str) -> None:
    _, looks = await _runs(tmp_path, f"{{pictures: {kept}}}")
    assert looks
    assert {bool(look.picture) for look in looks} == {kept == "keep"}
    assert all(look.view.startswith("view ") for look in looks)


async def test_runs_are_kept_as_long_as_the_policy_says_though_nobody_approved_it(tmp_path: Path) -> None:
    before, _ = await _runs(tmp_path, "{days: 1}", times=2)
    assert len(before) == 2
    after, _ = await _runs(tmp_path, "{days: 0}")
    assert len(after) == 1
    assert not set(after) & set(before)

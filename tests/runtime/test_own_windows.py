"""Nobody's plan, a person's neither, drives what is innervate's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from innervate.boundary.own import Own
from innervate.core.application import Application
from innervate.core.errors import Denied
from innervate.core.event import Delivered
from innervate.core.plan import Author, Ending
from tests.runtime.house import APP, House

PRESS = """
plan: Press it
from: [portal]
steps:
  - act: press
    on: {in: portal, role: button, label: Show}
"""
TYPE = """
plan: Write it
from: [portal]
steps:
  - set: {in: portal, role: entry, label: Remark}
    to: "%s"
"""


@pytest.fixture(params=Author, ids=lambda author: author.value)
def house(request: pytest.FixtureRequest, tmp_path: Path) -> House:
    return House(tmp_path, author=request.param)


def state(house: House) -> Own:
    return Own(paths=(house.folder / "state",), home=str(house.folder))


async def refused(house: House, text: str) -> str:
    with pytest.raises(Denied) as error:
        await house.run(text)
    assert not [e for e in house.events() if isinstance(e, Delivered)]
    return error.value.seen


async def test_its_windows(house: House) -> None:
    window = house.desktop.window("Console", app=APP)
    window.button("Show", on_press=lambda: window.label("Shown"))
    house.own = Own(pids=frozenset({window.pid}))
    assert "a window of innervate" in await refused(house, PRESS)
    house.own = Own(pids=frozenset({window.pid + 1}))
    assert await house.run(PRESS) is Ending.DONE


async def test_its_pages(house: House) -> None:
    window = house.desktop.window("Console", app=APP)
    window.button("Show")
    window.document("Console", "Approve?", "http://localhost:8123/approve")
    house.own = Own(ports=frozenset({8123}))
    assert "a page of innervate" in await refused(house, PRESS)


async def test_windows_that_show_its_folder(house: House) -> None:
    window = house.desktop.window("Files", app=APP)
    window.button("Show")
    window.label(str(house.folder / "state"))
    house.own = state(house)
    assert "keeps keys" in await refused(house, PRESS)


@pytest.mark.parametrize("text", ["~/state/policy.approval", "innervate policy approve", "$$HOME/state/x"])
async def test_texts_that_name_its_files(house: House, text: str) -> None:
    field = house.desktop.window("Files", app=APP).entry("Remark")
    house.own = state(house)
    await refused(house, TYPE % text)
    assert field.value == ""


async def test_texts_without_a_field(house: House) -> None:
    window = house.desktop.window("Files", app=APP)
    field = window.entry("Remark")
    window.set_focus(field)
    house.own = state(house)
    await refused(
        house,
        "plan: x\nfrom: [portal]\nsteps:\n  - act: type\n    in: portal\n    with: {text: root.key}\n",
    )
    assert field.value == ""


async def test_programs_that_would_approve(house: House) -> None:
    started: list[str] = []
    house.applications["portal"] = Application("portal", APP, ("innervate", "approve", "portal"))
    house.desktop.program("innervate", lambda: started.append("!"))
    await refused(house, "plan: x\nfrom: [portal]\nsteps:\n  - act: launch\n    in: portal\n")
    assert started == []

"""What a local model guessed may be pressed where nothing else matches, and serves for nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from innervate.core.application import VisionServer
from innervate.core.errors import InnervateError, NotFound, Uncertain
from innervate.core.event import Intended
from innervate.core.geometry import Rect
from innervate.core.outcome import Effect
from innervate.core.plan import Ending
from innervate.perception.advised import Advised
from innervate.perception.fused import Fused
from innervate.perception.vision import LocalModel
from innervate.surfaces.fake_contents import Canvas
from innervate.surfaces.fake_window import FakeWindow
from tests.perception.model_server import serving
from tests.runtime.house import APP, House
from tests.runtime.test_loop import plan

RED, GREEN = "#dc1e1e", "#1ea03c"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with serving() as server:
        model = LocalModel(VisionServer(server.url, "eyes", seconds=60))
        yield House(tmp_path, perceiver=lambda: Advised(Fused(read_pixels=False), model))


def icon(window: FakeWindow, colour: str, x: int = 40) -> Canvas:
    """A coloured square that tells nothing of itself; the model knows what colours mean."""
    return window.canvas(bounds=Rect(x, 300, 40, 40), colour=colour)


def pressed(control: Canvas) -> bool:
    return any(event[0] == "click" for event in control.events)


async def test_an_icon_that_only_the_model_knows_is_pressed_and_never_twice(house: House) -> None:
    window = house.desktop.window("Portal", app=APP)
    stop, go = icon(window, RED), icon(window, GREEN, 200)
    with pytest.raises(Uncertain):
        await house.run(
            plan(
                "- act: press\n  on: {in: portal, role: button, label: Stop}\n"
                "  expect: {exists: {in: portal, label: Stopped}}"
            )
        )
    assert len([e for e in stop.events if e[0] == "click"]) == 1
    assert not pressed(go)
    assert {e.effect for e in house.events() if isinstance(e, Intended)} == {Effect.IRREVERSIBLE}


async def test_what_perception_itself_knows_comes_first(house: House) -> None:
    window = house.desktop.window("Portal", app=APP)
    stop = icon(window, RED)
    window.button("Stop", on_press=lambda: window.label("Stopped"))
    steps = "- act: press\n  on: {in: portal, label: Stop}\n  expect: {exists: {in: portal, label: Stopped}}"
    assert await house.run(plan(steps)) is Ending.DONE
    assert not pressed(stop)


async def test_two_guesses_that_fit_are_none(house: House) -> None:
    window = house.desktop.window("Portal", app=APP)
    first, second = icon(window, RED), icon(window, RED, 200)
    with pytest.raises(NotFound):
        await house.run(plan("- act: press\n  on: {in: portal, label: Stop}"))
    assert not pressed(first)
    assert not pressed(second)


@pytest.mark.parametrize(
    "steps",
    [
        "- get: {in: portal, label: stop}\n  as: $read",
        "- set: {in: portal, label: stop}\n  to: yes",
        "- act: type\n  on: {in: portal, label: stop}\n  with: {text: hello}",
        "- act: drag\n  on: {in: portal, label: stop}",
        "- act: press\n  on: {in: portal, label: Show}\n  expect: {exists: {in: portal, label: stop}}",
        "- act: press\n  on: {in: portal, label: Show}\n  need: {exists: {in: portal, label: stop}}",
    ],
)
async def test_a_guess_is_no_value_no_field_and_no_proof(house: House, steps: str) -> None:
    window = house.desktop.window("Portal", app=APP)
    stop: list[Canvas] = []
    window.button("Show", on_press=lambda: stop.append(icon(window, RED)))
    if "Show" not in steps or "need" in steps:
        stop.append(icon(window, RED))
    with pytest.raises(InnervateError):
        await house.run(plan(steps))
    assert not any(control.events or control.typed for control in stop)

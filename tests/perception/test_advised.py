"""Guesses beside a Scene: who is asked about what, what is remembered, and that nothing else changes."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Sequence
from dataclasses import replace

import pytest
from PIL import Image as Picture
from PIL import ImageDraw

from innervate.boundary.gate import Gate
from innervate.boundary.handles import Handles
from innervate.boundary.phrases import catalogue_of
from innervate.boundary.view import Sanitiser
from innervate.core.application import Application, VisionServer
from innervate.core.errors import NotFound
from innervate.core.frame import Frame, Node
from innervate.core.geometry import Device, Rect
from innervate.core.scene import Scene
from innervate.core.vocabulary import Role, Source
from innervate.perception.advised import Advised
from innervate.perception.choosing import which
from innervate.perception.fused import Fused
from innervate.perception.vision import LocalModel
from tests.perception.frames import blank, frame, node, rect, top, window
from tests.perception.model_server import NAMES, Asked, ModelServer, by_colour, serving

RED, GREEN, BLUE = NAMES
APP = Application("app", "/usr/bin/app", ("app",))
STOP, GO = rect(100, 100, 24, 24), rect(200, 100, 24, 24)
NAMED, CHART = rect(300, 100, 80, 24), rect(100, 200, 300, 200)


def nodes(*more: Node) -> tuple[Node, ...]:
    return (
        top(),
        node("icon", Role.ICON, "top", STOP),
        node("odd", Role.UNKNOWN, "top", GO),
        node("save", Role.BUTTON, "top", NAMED, name="Save"),
        *more,
    )


def drawn(*patches: tuple[Rect[Device], tuple[int, int, int]]) -> Picture.Image:
    picture = blank()
    pen = ImageDraw.Draw(picture)
    for at, colour in ((STOP, RED), (GO, GREEN), (NAMED, BLUE), *patches):
        pen.rectangle((at.x, at.y, at.right - 1, at.bottom - 1), fill=colour)
    return picture


def shown(*more: Node, picture: Picture.Image | None = None, epoch: int = 1) -> Frame:
    return frame({7: nodes(*more)}, picture=picture or drawn(), epoch=epoch)


def advised(server: ModelServer, *, seconds: float = 100.0, answer_within: float = 60.0) -> Advised:
    model = LocalModel(VisionServer(server.url, "eyes", seconds=answer_within))
    return Advised(Fused(read_pixels=False), model, seconds=seconds)


async def test_what_has_no_name_is_guessed_and_stands_beside_the_scene() -> None:
    seen = shown()
    with serving() as server:
        scene = await advised(server).perceive(seen)
    assert {i: (g.role, g.name, g.source) for i, g in scene.guesses.items()} == {
        "icon": (Role.BUTTON, "stop", Source.MODEL),
        "odd": (Role.BUTTON, "go", Source.MODEL),
    }
    assert all(g.confidence == 0.6 and g.named_by_content for g in scene.guesses.values())
    assert scene.elements == (await Fused(read_pixels=False).perceive(seen)).elements
    merged = scene.guessed()
    assert {e.id: e.name for e in merged.elements if e.id != "top"} == {
        "icon": "stop",
        "odd": "go",
        "save": "Save",
    }
    assert merged.by_id["icon"].name == "stop"
    assert scene.by_id["icon"].name == ""


async def test_a_button_keeps_its_role_and_a_chart_is_described() -> None:
    more = (node("b", Role.TOGGLE, "top", rect(500, 100, 24, 24)), node("chart", Role.CANVAS, "top", CHART))
    picture = drawn((rect(500, 100, 24, 24), RED), (rect(150, 250, 40, 100), BLUE))
    with serving() as server:
        scene = await advised(server).perceive(shown(*more, picture=picture))
    assert (scene.guesses["b"].role, scene.guesses["b"].name) == (Role.TOGGLE, "stop")
    assert (scene.guesses["chart"].role, scene.guesses["chart"].name) == (Role.CANVAS, "a chart of help")
    assert scene.guesses["chart"].value is None


@pytest.mark.parametrize(
    "more",
    [
        node("e", Role.ICON, "top", rect(500, 100, 24, 24), name="Bold"),
        node("e", Role.ENTRY, "top", rect(500, 100, 24, 24)),
        node("e", Role.GROUP, "top", rect(500, 100, 24, 24)),
        node("e", Role.ICON, "top", None),
        node("e", Role.ICON, "top", rect(500, 100, 4, 24)),
        node("e", Role.ICON, "top", rect(2000, 100, 24, 24)),
        node("e", Role.ICON, "top", rect(600, 400, 24, 24)),  # nothing is drawn there
    ],
)
async def test_what_is_not_asked_about(more: Node) -> None:
    with serving() as server:
        scene = await advised(server).perceive(shown(more, picture=drawn((rect(500, 100, 24, 24), RED))))
    assert set(scene.guesses) == {"icon", "odd"}
    assert len(server.asked) == 2


async def test_only_windows_that_matter_and_only_what_is_not_covered() -> None:
    windows = (window(), window(2, STOP, title="Above", pid=8, order=1))
    with serving() as server:
        eyes = advised(server)
        assert (await eyes.perceive(shown(), frozenset())).guesses == {}
        assert server.asked == []
        covered = frame({7: nodes()}, windows, picture=drawn())
        assert set((await eyes.perceive(covered)).guesses) == {"odd"}


async def test_a_picture_is_asked_about_once_wherever_it_shows() -> None:
    with serving() as server:
        eyes = advised(server)
        seen = shown()
        first = await eyes.perceive(seen)
        assert await eyes.perceive(seen) is first
        again = await eyes.perceive(shown(picture=drawn((rect(700, 400, 50, 50), GREEN)), epoch=2))
        assert again.guesses == first.guesses
        assert len(server.asked) == 2
        moved = drawn((STOP, (255, 255, 255)), (rect(500, 300, 24, 24), RED))
        there = node("new", Role.ICON, "top", rect(500, 300, 24, 24))
        scene = await eyes.perceive(shown(there, picture=moved, epoch=3))
        assert scene.guesses["new"].name == "stop"
        assert len(server.asked) == 2


async def test_an_answer_that_says_nothing_is_remembered_too() -> None:
    with serving(lambda asked: "I am a large language model") as server:
        eyes = advised(server)
        for epoch in (1, 2, 3):
            assert (await eyes.perceive(shown(epoch=epoch))).guesses == {}
        assert len(server.asked) == 2


async def test_a_look_takes_no_longer_than_it_may_and_the_next_goes_on() -> None:
    def slow(asked: Asked) -> object:
        time.sleep(0.3)
        return by_colour(asked)

    with serving(slow) as server:
        eyes = advised(server, seconds=0.1)
        seen = shown()
        assert len((await eyes.perceive(seen)).guesses) == 1
        assert len((await eyes.perceive(seen)).guesses) == 2
        assert len(server.asked) == 2


async def test_without_a_server_the_scene_is_that_of_perception_alone() -> None:
    with serving() as server:
        pass
    eyes, seen = advised(server), shown()
    scene = await eyes.perceive(seen)
    assert scene.guesses == {}
    assert scene.elements == (await Fused(read_pixels=False).perceive(seen)).elements
    start = time.monotonic()
    for _ in range(20):
        await eyes.perceive(seen)
    assert time.monotonic() - start < 5


async def test_a_tree_and_pixels_of_two_moments_are_not_asked_about() -> None:
    with serving() as server:
        scene = await advised(server).perceive(replace(shown(), coherent=False))
    assert scene.guesses == {}
    assert server.asked == []


async def test_looks_at_once_ask_once() -> None:
    with serving() as server:
        eyes, seen = advised(server), shown()
        scenes = await asyncio.gather(*(eyes.perceive(seen) for _ in range(5)))
    assert all(len(s.guesses) == 2 for s in scenes)
    assert len(server.asked) == 2


# The boundary


def sent(scene: Scene) -> bytes:
    catalogues = {APP.sink: catalogue_of(APP, {})}
    handles = Handles()
    view = Sanitiser([APP], catalogues, handles).view(scene)
    return Gate([APP], catalogues, handles).pass_view(view)


@pytest.mark.parametrize("role", ["button", "menu item", "list item", "label", "heading", "cell"])
@pytest.mark.parametrize("name", ["Save", "OK", "Delete", "HIV positive"])
async def test_what_a_planner_sees_does_not_depend_on_the_model(role: str, name: str) -> None:
    chart = node("chart", Role.CANVAS, "top", CHART)
    blunt = node("blunt", Role.BUTTON, "top", rect(500, 100, 24, 24))
    picture = drawn((rect(150, 250, 40, 100), BLUE), (rect(500, 100, 24, 24), RED))
    seen = shown(chart, blunt, picture=picture)

    def says(asked: Asked) -> object:
        answers = {"role": role, "name": name, "text": name, "sure": "certain"}
        return {field: answers[field] for field in asked.fields}

    with serving(says) as server:
        scene = await advised(server).perceive(seen)
    assert {g.name for g in scene.guesses.values()} == {name}
    assert len(scene.guesses) == 4
    assert unnumbered(sent(scene)) == unnumbered(sent(await Fused(read_pixels=False).perceive(seen)))


def unnumbered(wire: bytes) -> bytes:
    """Without the handles' random numbers."""
    return re.sub(rb"_[0-9]+", b"_", wire)


# Which element a person means


async def test_which_element_is_meant() -> None:
    seen = shown()
    scene = await Fused(read_pixels=False).perceive(seen)
    with serving() as server:
        model = LocalModel(VisionServer(server.url, "eyes", seconds=60))
        found = await which(model, scene, "the stop sign")
        assert (found.id, found.source, found.confidence) == ("icon", Source.MODEL, 0.4)
        assert (await which(model, scene, "help")).name == "Save"
        with pytest.raises(NotFound, match="nothing is sure: the model says that it does not show"):
            await which(model, scene, "nothing like it")
    with pytest.raises(NotFound, match=r"nothing is sure: .*does not answer"):
        await which(LocalModel(VisionServer(server.url, "eyes", seconds=60)), scene, "stop")


async def test_many_candidates_are_asked_about_in_portions() -> None:
    def places() -> Sequence[Rect[Device]]:
        return [rect(20 + 60 * (n % 14), 20 + 60 * (n // 14), 20, 20) for n in range(90)]

    picture = blank()
    pen = ImageDraw.Draw(picture)
    for n, at in enumerate(places()):
        pen.rectangle((at.x, at.y, at.right - 1, at.bottom - 1), fill=RED if n == 61 else GREEN)
    buttons = [node(f"b{n}", Role.BUTTON, "top", at, name=f"{n}") for n, at in enumerate(places())]
    scene = await Fused(read_pixels=False).perceive(frame({7: (top(), *buttons)}, picture=picture))
    with serving() as server:
        model = LocalModel(VisionServer(server.url, "eyes", seconds=60))
        assert (await which(model, scene, "stop")).id == "b61"
        assert len(server.asked) == 6
        with pytest.raises(NotFound, match=r"several may be it|does not show"):
            await which(model, scene, "go")

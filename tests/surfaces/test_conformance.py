"""What holds for every surface: one suite, run over the fake desktop and over a real one."""

from __future__ import annotations

import asyncio
import time

import pytest

from innervate.core.action import Button, Click, CloseWindow, Drag, Focus, Hover, Launch, Press, Scroll, Type
from innervate.core.errors import BadInput, Changed, Lost, Unavailable
from innervate.core.geometry import Device, Rect
from innervate.core.outcome import Means
from tests.surfaces.stage import Stage, eventually, listed, pixel, quiet, seen, target, window

HERE: Rect[Device] = Rect(100, 100, 400, 300)
BESIDE: Rect[Device] = Rect(600, 100, 400, 300)
UNICODE = "Zoë Štěpánková paid €4,310.75 – ok? ñ @ # { } [ ] ~ ^ | 日本 😀 ẞ İ\tend\n"


async def test_unchanged_is_the_same_frame(stage: Stage) -> None:
    stage.open("One", HERE)
    frame = await quiet(stage.surface)
    assert await stage.surface.observe() is frame
    assert not await stage.surface.change(0.05)


async def test_change_is_true_before_the_first_look(stage: Stage) -> None:
    assert await stage.surface.change(0)


async def test_a_change_wakes_and_advances(stage: Stage) -> None:
    actor = stage.open("One", HERE)
    before = await quiet(stage.surface)
    waiting = asyncio.ensure_future(stage.surface.change(5))
    await asyncio.sleep(0.02)
    assert not waiting.done()
    painted = time.monotonic()
    actor.paint(Rect(10, 20, 30, 40), "#ff8000")
    assert await waiting
    assert time.monotonic() - painted < 0.5
    assert stage.surface.last_change >= painted
    assert await stage.surface.change(0), "true at once as long as nobody has looked"
    after = await stage.surface.observe()
    assert after.epoch > before.epoch
    bounds = window(after, actor).bounds
    assert after.damaged
    spot: Rect[Device] = Rect(bounds.x + 10, bounds.y + 20, 30, 40)
    assert any(area.contains(spot) for area in after.damaged)
    assert pixel(after, spot.x, spot.y) == (0xFF, 0x80, 0)


async def test_what_changed_before_is_not_waited_for(stage: Stage) -> None:
    actor = stage.open("One", HERE)
    await quiet(stage.surface)
    actor.paint(Rect(10, 20, 30, 40), "#ff8000")
    assert await stage.surface.change(5)
    await stage.surface.quiet(0.1, 2)
    since = time.monotonic()
    assert not await stage.surface.change(0.05, since)
    actor.paint(Rect(10, 20, 30, 40), "#0080ff")
    assert await stage.surface.change(5, since)
    assert stage.surface.last_change >= since


async def test_pixels_have_the_form_they_claim(stage: Stage) -> None:
    actor = stage.open("One", HERE, "#102030")
    frame = await quiet(stage.surface)
    pixels, bounds = frame.pixels, window(frame, actor).bounds
    assert (pixels.width, pixels.height) == (frame.bounds.width, frame.bounds.height)
    assert len(pixels.data) == pixels.stride * pixels.height
    assert pixel(frame, bounds.x, bounds.y) == (0x10, 0x20, 0x30)
    assert pixel(frame, bounds.right - 1, bounds.bottom - 1) == (0x10, 0x20, 0x30)
    assert pixel(frame, bounds.right + 20, bounds.y) != (0x10, 0x20, 0x30)


async def test_pixels_change_only_where_damaged(stage: Stage) -> None:
    actor = stage.open("One", HERE)
    before = await quiet(stage.surface)
    actor.paint(Rect(5, 5, 50, 10), "#ff0000")
    actor.paint(Rect(200, 200, 10, 50), "#00ff00")
    # Each look tells what changed since the one before.
    after = await stage.surface.observe()
    damaged = list(after.damaged)
    while await stage.surface.change(0.15):
        after = await stage.surface.observe()
        damaged += after.damaged
    stride = after.pixels.stride
    for y in range(after.bounds.height):
        if not any(area.y <= y < area.bottom for area in damaged):
            row = slice(y * stride, (y + 1) * stride)
            assert after.pixels.data[row] == before.pixels.data[row]


async def test_windows_in_order_with_the_active_one(stage: Stage) -> None:
    one = stage.open("Ünï – one", HERE)
    await seen(stage.surface, lambda frame: listed(frame, one))
    two = stage.open("Two", BESIDE)
    frame = await seen(stage.surface, lambda frame: listed(frame, two) and window(frame, two).active)
    assert [shown.id for shown in frame.windows] == [one.id, two.id]
    assert [shown.order for shown in frame.windows] == [0, 1]
    assert [shown.active for shown in frame.windows] == [False, True]
    first = frame.windows[0]
    assert first.title == "Ünï – one"
    assert (first.bounds.width, first.bounds.height) == (HERE.width, HERE.height)
    assert first.pid > 0
    assert first.executable.startswith("/")
    await stage.surface.perform(Focus(one.id))
    frame = await seen(stage.surface, lambda frame: window(frame, one).active)
    assert [shown.id for shown in frame.windows] == [two.id, one.id]


async def test_a_new_title_is_a_change(stage: Stage) -> None:
    actor = stage.open("One", HERE)
    await quiet(stage.surface)
    actor.rename("Other")
    await seen(stage.surface, lambda frame: window(frame, actor).title == "Other")


async def test_a_click_arrives_where_it_was_meant(stage: Stage) -> None:
    actor = stage.open("One", HERE)
    frame = await quiet(stage.surface)
    began = time.monotonic()
    receipt = await stage.surface.perform(Click(target(frame, actor, 33, 44)))
    assert receipt.means is Means.POINTER
    assert began <= receipt.at <= time.monotonic()
    await stage.surface.perform(Click(target(frame, actor, 50, 60), Button.RIGHT))
    assert await eventually(lambda: actor.clicks() == [("left", 33, 44), ("right", 50, 60)])


async def test_a_double_click_is_two(stage: Stage) -> None:
    actor = stage.open("One", HERE)
    frame = await quiet(stage.surface)
    await stage.surface.perform(Click(target(frame, actor), count=2))
    assert await eventually(lambda: actor.clicks() == [("left", 30, 30)] * 2)


async def test_hover_and_scroll(stage: Stage) -> None:
    actor = stage.open("One", HERE)
    frame = await quiet(stage.surface)
    await stage.surface.perform(Hover(target(frame, actor)))
    await stage.surface.perform(Scroll(target(frame, actor), 2))
    await stage.surface.perform(Scroll(target(frame, actor), -1))
    assert await eventually(lambda: actor.scrolled() == ["down", "down", "up"])
    assert actor.clicks() == []


async def test_a_click_brings_to_the_front(stage: Stage) -> None:
    one = stage.open("One", HERE)
    await seen(stage.surface, lambda frame: listed(frame, one))
    two = stage.open("Two", BESIDE)
    await seen(stage.surface, lambda frame: listed(frame, two) and window(frame, two).active)
    frame = await quiet(stage.surface)
    await stage.surface.perform(Click(target(frame, one)))
    await seen(stage.surface, lambda frame: window(frame, one).active)


@pytest.mark.parametrize(
    "text", ["plain words, 12.50", "ÄÖÜ shouted LOUD", UNICODE], ids=["ascii", "case", "all"]
)
async def test_text_arrives_exactly(stage: Stage, text: str) -> None:
    actor = stage.open("One", HERE)
    await seen(stage.surface, lambda frame: listed(frame, actor) and window(frame, actor).active)
    receipt = await stage.surface.perform(Type(text, actor.id))
    assert receipt.means is Means.KEYBOARD
    assert await eventually(lambda: actor.typed() == text), repr(actor.typed())


async def test_more_characters_than_any_keyboard_has(stage: Stage) -> None:
    """Keys are lent more than once, and still each press is read with the character that it had."""
    text = "".join(chr(0x4E00 + index) for index in range(150))
    actor = stage.open("One", HERE)
    await seen(stage.surface, lambda frame: listed(frame, actor) and window(frame, actor).active)
    await stage.surface.perform(Type(text, actor.id))
    assert await eventually(lambda: actor.typed() == text), repr(actor.typed())


async def test_chords(stage: Stage) -> None:
    actor = stage.open("One", HERE)
    await seen(stage.surface, lambda frame: listed(frame, actor) and window(frame, actor).active)
    for keys in (("Control", "a"), ("Ctrl", "Shift", "F5"), ("Esc",), ("BackSpace",)):
        await stage.surface.perform(Press(keys, actor.id))
    expected = [("Control", "a"), ("Control", "Shift", "F5"), ("Escape",), ("BackSpace",)]
    assert await eventually(lambda: actor.chords() == expected), actor.chords()
    await stage.surface.perform(Type("x", actor.id))
    assert await eventually(lambda: actor.typed() == "x"), "a modifier stayed down"


async def test_an_unknown_key_is_refused(stage: Stage) -> None:
    actor = stage.open("One", HERE)
    await seen(stage.surface, lambda frame: listed(frame, actor) and window(frame, actor).active)
    with pytest.raises(BadInput):
        await stage.surface.perform(Press(("Control", "Bogus"), actor.id))


async def test_keys_go_to_nobody_else(stage: Stage) -> None:
    one = stage.open("One", HERE)
    await seen(stage.surface, lambda frame: listed(frame, one))
    two = stage.open("Two", BESIDE)
    await seen(stage.surface, lambda frame: listed(frame, two) and window(frame, two).active)
    with pytest.raises(Changed):
        await stage.surface.perform(Type("secret", one.id, secret=True))
    with pytest.raises(Changed):
        await stage.surface.perform(Press(("Return",), one.id))
    await stage.surface.perform(Type("ok", two.id))
    assert await eventually(lambda: two.typed() == "ok")
    assert one.typed() == ""


async def test_a_moved_window_is_not_touched(stage: Stage) -> None:
    actor = stage.open("One", HERE)
    looked = await quiet(stage.surface)
    actor.move(250, 260)
    await seen(stage.surface, lambda frame: window(frame, actor).bounds != window(looked, actor).bounds)
    for action in (
        Click(target(looked, actor)),
        Hover(target(looked, actor)),
        Scroll(target(looked, actor), 1),
        Drag(target(looked, actor), target(looked, actor, 60, 60)),
    ):
        with pytest.raises(Changed):
            await stage.surface.perform(action)
    assert actor.clicks() == []


async def test_a_covered_window_is_not_touched(stage: Stage) -> None:
    below = stage.open("Below", HERE)
    await seen(stage.surface, lambda frame: listed(frame, below))
    looked = await quiet(stage.surface)
    above = stage.open("Above", HERE)
    await seen(stage.surface, lambda frame: listed(frame, above) and window(frame, above).active)
    await quiet(stage.surface)
    with pytest.raises(Changed):
        await stage.surface.perform(Click(target(looked, below, 200, 150)))
    assert below.clicks() == []
    assert above.clicks() == []


async def test_a_popup_is_a_window_on_top(stage: Stage) -> None:
    one = stage.open("One", HERE)
    await seen(stage.surface, lambda frame: listed(frame, one) and window(frame, one).active)
    popup = stage.open("Menu", Rect(150, 150, 120, 90), "#00ff00", popup=True)
    frame = await seen(stage.surface, lambda frame: listed(frame, popup))
    shown = window(frame, popup)
    assert shown.popup
    assert not shown.active
    assert shown.bounds == Rect(150, 150, 120, 90)
    assert shown.pid == window(frame, one).pid
    assert shown.order > window(frame, one).order
    await stage.surface.perform(Click(target(frame, popup, 5, 6)))
    assert await eventually(lambda: popup.clicks() == [("left", 5, 6)])


async def test_a_window_that_is_gone(stage: Stage) -> None:
    actor = stage.open("One", HERE)
    frame = await quiet(stage.surface)
    looked = target(frame, actor)
    await stage.surface.perform(CloseWindow(actor.id))
    await seen(stage.surface, lambda frame: not listed(frame, actor))
    for action in (Click(looked), Focus(actor.id), CloseWindow(actor.id), Type("x", actor.id)):
        with pytest.raises(Changed):
            await stage.surface.perform(action)


async def test_a_missing_program(stage: Stage) -> None:
    with pytest.raises(Unavailable) as caught:
        await stage.surface.perform(Launch(("/nowhere/no-such-program", "--help")))
    assert "no-such-program" in caught.value.wanted


async def test_a_closed_surface_is_lost(stage: Stage) -> None:
    await stage.surface.close()
    with pytest.raises(Lost):
        await stage.surface.perform(Focus(1))
    with pytest.raises(Lost):
        await stage.surface.observe()

"""What only a real X11 desktop can show: real applications, a server that dies, no window manager."""

from __future__ import annotations

import asyncio
import os
import select
import shutil
import subprocess
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
import xcffib
import xcffib.xproto
import xcffib.xtest

from innervate.core.action import Click, CloseWindow, Drag, Focus, Launch, Press, Type
from innervate.core.errors import Changed, Lost, Unavailable, Uncertain
from innervate.core.geometry import Rect
from innervate.surfaces.x11.desktop import VirtualDesktop
from innervate.surfaces.x11.display import Display
from innervate.surfaces.x11.keymap import Keymap
from innervate.surfaces.x11.surface import X11Surface, open_x11
from tests.surfaces.stage import XStage, eventually, listed, quiet, seen, target, window

pytestmark = pytest.mark.desktop

TEXT = "Zoë Štěpánková paid €4,310.75 – ok? ñ @ # { } [ ] ~ ^ |\n"


@pytest.fixture
async def surface(in_desktop: VirtualDesktop) -> AsyncIterator[X11Surface]:
    opened = await open_x11()
    yield opened
    await opened.close()


@pytest.fixture
async def stage(surface: X11Surface, desktop: VirtualDesktop) -> AsyncIterator[XStage]:
    made = XStage(surface, desktop.display)
    yield made
    await made.end()


@pytest.fixture
def server() -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """A bare X server: no window manager, no mark of a desktop, free to be killed."""
    argv = ["Xvfb", "-displayfd", "1", "-screen", "0", "800x600x24", "-noreset", "-nolisten", "tcp"]
    with subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as running:
        assert running.stdout is not None
        assert select.select([running.stdout], [], [], 10)[0]
        yield running, f":{int(running.stdout.readline())}"
        running.kill()


async def test_the_identity_is_the_desktops_own(surface: X11Surface, desktop: VirtualDesktop) -> None:
    assert surface.identity == f"desktop {desktop.id}"
    assert surface.capture_status == "MIT-SHM"


async def test_text_into_a_gtk_application(surface: X11Surface, tmp_path: Path) -> None:
    file = tmp_path / "typed.txt"
    file.touch()
    text = TEXT + "".join(chr(0x4E00 + index) for index in range(60))
    await surface.perform(Launch(("mousepad", "--disable-server", str(file))))
    frame = await seen(surface, lambda frame: any(shown.active for shown in frame.windows))
    frame = await quiet(surface)
    shown = frame.windows[-1]
    assert shown.executable == "/usr/bin/mousepad"
    await surface.perform(Type(text, shown.id))
    await surface.perform(Press(("Control", "s"), shown.id))
    assert await eventually(lambda: file.read_text() != "")
    assert file.read_text().rstrip("\n") == text
    await surface.perform(CloseWindow(shown.id))
    await seen(surface, lambda frame: not frame.windows)


@pytest.mark.skipif(shutil.which("chromium") is None, reason="no chromium")
async def test_text_into_chromium(surface: X11Surface, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<meta charset=utf-8><title>empty</title><textarea autofocus id=t rows=9 cols=60></textarea>"
        "<script>t.oninput = () => document.title = encodeURIComponent(t.value)</script>"
    )
    text = TEXT.strip() + "ŽžŘřŇňŤťĎď一丁丂七丄丅丆万丈三上下"
    profile, address = f"--user-data-dir={tmp_path}/profile", page.as_uri()
    await surface.perform(
        Launch(("chromium", "--no-sandbox", "--no-first-run", "--password-store=basic", profile, address))
    )
    frame = await seen(surface, lambda frame: any(w.title.startswith("empty") for w in frame.windows))
    frame = await quiet(surface, 0.5)
    shown = frame.windows[-1]
    await surface.perform(Type(text, shown.id))
    wanted = quote(text, safe="-_.!~*'()")
    frame = await seen(surface, lambda frame: any(w.title.startswith(wanted) for w in frame.windows))
    await surface.perform(CloseWindow(shown.id))
    await seen(surface, lambda frame: not frame.windows)


async def test_no_two_presses_of_one_click_are_of_one_millisecond(stage: XStage) -> None:
    # Chromium takes such for one, so that three would not select a paragraph, nor two a word.
    actor = stage.open("One", Rect(100, 100, 300, 200))
    frame = await quiet(stage.surface)
    await stage.surface.perform(Click(target(frame, actor), count=3))
    assert await eventually(lambda: len(actor.client.clicked_at) == 3)
    first, second, third = actor.client.clicked_at
    assert first < second < third


async def test_a_minimised_window_is_not_listed(stage: XStage, surface: X11Surface) -> None:
    actor = stage.open("One", Rect(100, 100, 300, 200))
    await seen(surface, lambda frame: listed(frame, actor))
    actor.client.hide()
    await seen(surface, lambda frame: not listed(frame, actor))


async def test_without_a_window_manager(
    in_desktop: VirtualDesktop, server: tuple[subprocess.Popen[bytes], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    running, display = server
    monkeypatch.delenv("XAUTHORITY")
    surface = await open_x11(display)
    assert f"server {running.pid}" in surface.identity
    stage = XStage(surface, display)
    actor = stage.open("One", Rect(50, 60, 300, 200))
    frame = await seen(surface, lambda frame: listed(frame, actor))
    assert window(frame, actor).bounds == Rect(50, 60, 300, 200)
    assert not window(frame, actor).popup
    await surface.perform(Click(target(frame, actor, 7, 8)))
    assert await eventually(lambda: actor.clicks() == [("left", 7, 8)])
    await surface.perform(Focus(actor.id))
    await surface.perform(Type("é x", actor.id))
    assert await eventually(lambda: actor.typed() == "é x")
    await stage.end()


async def test_a_window_called_active_may_get_the_keyboard_a_moment_later(
    in_desktop: VirtualDesktop, server: tuple[subprocess.Popen[bytes], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, display = server
    monkeypatch.delenv("XAUTHORITY")
    surface = await open_x11(display)
    stage = XStage(surface, display)
    actor = stage.open("One", Rect(50, 60, 300, 200))
    await seen(surface, lambda frame: listed(frame, actor))
    manager = xcffib.connect(display)
    root = manager.get_setup().roots[0].root
    active = manager.core.InternAtom(False, 18, "_NET_ACTIVE_WINDOW").reply().atom
    said = (xcffib.xproto.PropMode.Replace, root, active, xcffib.xproto.Atom.WINDOW, 32, 1, [actor.id])
    manager.core.ChangeProperty(*said, is_checked=True).check()
    typing = asyncio.ensure_future(surface.perform(Type("x", actor.id)))
    await asyncio.sleep(0.05)
    assert not typing.done()
    focus = (xcffib.xproto.InputFocus.Parent, actor.id, xcffib.xproto.Time.CurrentTime)
    manager.core.SetInputFocus(*focus, is_checked=True).check()
    await typing
    assert await eventually(lambda: actor.typed() == "x")
    manager.core.SetInputFocus(0, 0, xcffib.xproto.Time.CurrentTime, is_checked=True).check()
    with pytest.raises(Changed):
        await surface.perform(Type("x", actor.id))
    manager.disconnect()
    await stage.end()


async def test_lent_keys_of_a_killed_process_are_lent_again(
    in_desktop: VirtualDesktop, server: tuple[subprocess.Popen[bytes], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, display = server
    monkeypatch.delenv("XAUTHORITY")
    first, second = await open_x11(display), await open_x11(display)
    for surface, start in ((first, 0x4E00), (second, 0x5E00)):
        stage = XStage(surface, display)
        actor = stage.open("One", Rect(50, 60, 300, 200))
        await seen(surface, lambda frame, actor=actor: listed(frame, actor))  # type: ignore[misc]
        await surface.perform(Focus(actor.id))
        text = "".join(chr(start + index) for index in range(40))
        await surface.perform(Type(text, actor.id))  # the second finds all spare keys taken
        assert await eventually(lambda text=text, actor=actor: actor.typed() == text)  # type: ignore[misc]
        actor.client.end()
    await first.close()
    await second.close()


async def test_a_desktop_has_many_spare_keys_and_none_that_browsers_go_by(in_desktop: VirtualDesktop) -> None:
    display = await Display.open(in_desktop.display, in_desktop.env)
    try:
        keymap = Keymap(display)
        await display.run(keymap.read)
        assert keymap.capacity > 100
        lacking = [0x01004E00 + index for index in range(keymap.capacity)]
        await display.run(keymap.lend, lacking, [])
        # Reload and back, in evdev's keycodes.
        assert not {166, 181} & set(keymap.lent)
        await display.run(keymap.restore)
    finally:
        await display.close()


async def test_a_server_that_dies_is_lost(
    in_desktop: VirtualDesktop, server: tuple[subprocess.Popen[bytes], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    running, display = server
    monkeypatch.delenv("XAUTHORITY")
    surface = await open_x11(display)
    await quiet(surface)
    waiting = asyncio.ensure_future(surface.change(10))
    await asyncio.sleep(0.02)
    running.kill()
    with pytest.raises(Lost) as caught:
        await asyncio.wait_for(waiting, 2)
    assert display in caught.value.wanted
    assert caught.value.todo
    with pytest.raises(Lost):
        await surface.observe()
    with pytest.raises(Lost):
        await surface.perform(Type("x", 1))
    with pytest.raises(Lost):
        await surface.perform(Launch(("true",)))
    await surface.close()


async def test_a_server_that_dies_in_the_middle_leaves_doubt(
    in_desktop: VirtualDesktop, server: tuple[subprocess.Popen[bytes], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    running, display = server
    monkeypatch.delenv("XAUTHORITY")
    surface = await open_x11(display)
    stage = XStage(surface, display)
    actor = stage.open("One", Rect(50, 60, 300, 200))
    await seen(surface, lambda frame: listed(frame, actor))
    await surface.perform(Focus(actor.id))
    typing = asyncio.ensure_future(surface.perform(Type("words " * 5000, actor.id)))
    assert await eventually(lambda: len(actor.typed()) > 20)
    running.kill()
    with pytest.raises(Uncertain):
        await typing
    await stage.end()


async def test_focus_that_goes_while_typing(stage: XStage, surface: X11Surface) -> None:
    one = stage.open("One", Rect(100, 100, 300, 200))
    await seen(surface, lambda frame: listed(frame, one) and window(frame, one).active)
    typing = asyncio.ensure_future(surface.perform(Type("words " * 5000, one.id)))
    assert await eventually(lambda: len(one.typed()) > 20)
    two = stage.open("Two", Rect(500, 100, 300, 200))
    with pytest.raises(Uncertain):
        await typing
    await quiet(surface)
    assert await eventually(lambda: len(one.typed()) % 20 == 0)
    assert two.typed() == "", "not one key went astray"


async def test_modifiers_that_somebody_holds(
    stage: XStage, surface: X11Surface, desktop: VirtualDesktop
) -> None:
    actor = stage.open("One", Rect(100, 100, 300, 200))
    await seen(surface, lambda frame: listed(frame, actor) and window(frame, actor).active)
    other = xcffib.connect(desktop.display)
    test = xcffib.xtest.xtestExtension(other, xcffib.xtest.key)
    shift, caps_lock = 50, 66
    for kind, code in ((2, caps_lock), (3, caps_lock), (2, shift)):
        test.FakeInput(kind, code, 0, 0, 0, 0, 0)
    xcffib.xproto.xprotoExtension(other).GetInputFocus().reply()
    await surface.perform(Type("aB", actor.id))
    assert await eventually(lambda: actor.typed() == "aB")
    other.disconnect()


async def test_drag(stage: XStage, surface: X11Surface) -> None:
    actor = stage.open("One", Rect(100, 100, 300, 200))
    frame = await quiet(surface)
    await surface.perform(Drag(target(frame, actor, 10, 20), target(frame, actor, 150, 90)))
    assert await eventually(lambda: actor.client.released == [(1, 150, 90)]), (
        actor.client.released,
        actor.clicks(),
    )
    assert actor.clicks() == [("left", 10, 20)]


async def test_no_such_display() -> None:
    with pytest.raises(Unavailable):
        await open_x11(":9999")


async def test_what_was_launched_is_collected_and_free(surface: X11Surface, tmp_path: Path) -> None:
    mark = tmp_path / "pid"
    await surface.perform(Launch(("sh", "-c", f"echo $$ > {mark}")))
    assert await eventually(lambda: mark.exists() and mark.read_text() != "")
    pid = int(mark.read_text())
    assert pid != os.getpid()
    assert await eventually(lambda: not Path(f"/proc/{pid}").exists()), "a zombie"

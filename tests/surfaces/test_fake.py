"""The fake desktop's own: controls that work, and mishaps."""

from __future__ import annotations

import pytest

from innervate.core.action import Click, CloseWindow, Launch, Press, Scroll, Target, Type
from innervate.core.errors import Changed, Lost, Uncertain
from innervate.core.frame import Node
from innervate.core.vocabulary import Role, State
from innervate.surfaces.fake import FakeDesktop, FakeSurface


@pytest.fixture
def desk() -> FakeDesktop:
    return FakeDesktop()


@pytest.fixture
def surface(desk: FakeDesktop) -> FakeSurface:
    return FakeSurface(desk)


async def find(surface: FakeSurface, role: Role, name: str) -> tuple[Node, Target]:
    """A node of the frame, and how to touch it."""
    frame = await surface.observe()
    for tree in frame.trees.values():
        for node in tree:
            if node.role is role and node.name == name and node.bounds is not None:
                holders = [w for w in frame.windows if w.bounds.contains(node.bounds)]
                holder = next(w for w in holders if str(w.id) == node.id.split("/")[0])
                return node, Target(node.bounds.centre, node.bounds, holder.id, holder.bounds, name)
    raise AssertionError(f"no {role} {name!r}")


async def click(surface: FakeSurface, role: Role, name: str, count: int = 1) -> None:
    _, target = await find(surface, role, name)
    await surface.perform(Click(target, count=count))


async def test_a_form_filled_by_pointer_and_keyboard(desk: FakeDesktop, surface: FakeSurface) -> None:
    pressed: list[str] = []
    portal = desk.window("Portal", app="/usr/bin/portal")
    name, secret = portal.entry("User name", required=True), portal.password("Password")
    agree = portal.check("I agree")
    portal.button("Save", on_press=lambda: pressed.append(name.value))
    await click(surface, Role.ENTRY, "User name")
    await surface.perform(Type("Zoë\thunter2", portal.id))
    assert (name.value, secret.value) == ("Zoë", "hunter2")
    node, _ = await find(surface, Role.PASSWORD, "Password")
    assert node.text == "•" * 7
    assert State.FOCUSED in node.states
    await click(surface, Role.CHECK_BOX, "I agree")
    assert agree.checked
    await click(surface, Role.ENTRY, "User name")
    await surface.perform(Press(("Control", "a"), portal.id))
    await surface.perform(Type("Al", portal.id))
    await surface.perform(Press(("BackSpace",), portal.id))
    await surface.perform(Type("\n", portal.id))
    assert pressed == ["A"], "Return in a form presses its button"
    entry, _ = await find(surface, Role.ENTRY, "User name")
    label, _ = await find(surface, Role.LABEL, "User name")
    assert entry.labelled_by == (label.id,)
    assert State.REQUIRED in entry.states


async def test_a_combo_box_pops_up(desk: FakeDesktop, surface: FakeSurface) -> None:
    window = desk.window("Claim")
    cause = window.combo("Cause", ["Fire", "Water", "Theft"], "Fire")
    await click(surface, Role.COMBO, "Cause")
    frame = await surface.observe()
    assert frame.windows[-1].popup
    assert State.EXPANDED in (await find(surface, Role.COMBO, "Cause"))[0].states
    await click(surface, Role.OPTION, "Water")
    assert cause.value == "Water"
    assert len((await surface.observe()).windows) == 1
    await surface.perform(Press(("Down",), window.id))
    assert cause.value == "Theft"


async def test_a_table_opens_rows_and_scrolls(desk: FakeDesktop, surface: FakeSurface) -> None:
    opened: list[int] = []
    window = desk.window("Claims")
    table = window.table("Claims", ["Number", "Amount"], [(f"C{n}", f"{n}.00") for n in range(30)])
    table.on_open = opened.append
    await click(surface, Role.CELL, "C2", count=2)
    assert (table.row, opened) == (2, [2])
    with pytest.raises(AssertionError):
        await find(surface, Role.CELL, "C20")
    _, target = await find(surface, Role.CELL, "C2")
    await surface.perform(Scroll(target, 5))
    await find(surface, Role.CELL, "C20")


async def test_a_document_tells_its_lines(desk: FakeDesktop, surface: FakeSurface) -> None:
    desk.window("Mail").document("Mail", "Dear all,\nthe pipe burst.", url="mail://1")
    node, _ = await find(surface, Role.DOCUMENT, "Mail")
    assert [line for line, _ in node.lines] == ["Dear all,", "the pipe burst."]
    assert node.url == "mail://1"


async def test_setting_the_same_is_no_change(desk: FakeDesktop, surface: FakeSurface) -> None:
    label = desk.window("One").label("Ready")
    frame = await surface.observe()
    label.name = "Ready"
    assert not await surface.change(0)
    label.name = "Done"
    assert await surface.change(0)
    after = await surface.observe()
    assert (after.epoch, len(after.damaged)) == (frame.epoch + 1, 1)


async def test_a_late_and_a_lost_press(desk: FakeDesktop, surface: FakeSurface) -> None:
    window = desk.window("One")
    pressed: list[str] = []
    late = window.button("Late", lambda: window.label("Saved") and pressed.append("late"))
    deaf = window.button("Deaf", lambda: pressed.append("deaf"))
    desk.delay(late, 0.02)
    desk.drop(deaf)
    await click(surface, Role.BUTTON, "Deaf")
    await click(surface, Role.BUTTON, "Late")
    assert pressed == []
    await surface.observe()
    assert await surface.change(1)
    await find(surface, Role.LABEL, "Saved")
    await click(surface, Role.BUTTON, "Deaf")
    assert pressed[-1] == "deaf"


async def test_faults_on_order(desk: FakeDesktop, surface: FakeSurface) -> None:
    window = desk.window("One")
    pressed: list[int] = []
    window.button("Pay", lambda: pressed.append(1))
    for delivered in (False, True):
        surface.fault(Click, Uncertain("pay", "lost its tongue"), delivered=delivered)
        with pytest.raises(Uncertain):
            await click(surface, Role.BUTTON, "Pay")
        assert len(pressed) == delivered


async def test_focus_that_goes_while_typing(desk: FakeDesktop, surface: FakeSurface) -> None:
    window = desk.window("One")
    entry = window.entry("Name")
    window.set_focus(entry)
    entry.on_change = lambda: desk.window("Surprise") and None
    with pytest.raises(Uncertain):
        await surface.perform(Type("abc", window.id))
    assert entry.value == "a"


async def test_programs_windows_and_ends(desk: FakeDesktop, surface: FakeSurface) -> None:
    desk.program("/usr/bin/mail", lambda: desk.window("Mail", app="/usr/bin/mail") and None)
    await surface.perform(Launch(("/usr/bin/mail",)))
    window = desk.windows[0]
    window.on_close = lambda: False
    await surface.perform(CloseWindow(window.id))
    assert desk.windows, "it may ask first"
    desk.crash("/usr/bin/mail")
    assert not desk.windows
    with pytest.raises(Changed):
        await surface.perform(Type("x", window.id))
    desk.lose()
    with pytest.raises(Lost):
        await surface.observe()


async def test_an_application_without_a_tree(desk: FakeDesktop, surface: FakeSurface) -> None:
    desk.window("Remote", app="/usr/bin/remote", tree=False).canvas()
    frame = await surface.observe()
    assert frame.windows
    assert not frame.trees

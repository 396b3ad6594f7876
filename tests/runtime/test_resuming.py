"""A run that goes on: nothing irreversible happens again, and nothing that was decided is decided anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from innervate.core.action import Click, Type
from innervate.core.errors import InnervateError, Lost, Missing, NeedsPerson, NotFound
from innervate.core.event import Intended, Stamped, StepEnded, StepStarted
from innervate.core.plan import Ending
from innervate.core.run import Status
from innervate.surfaces.fake import FakeDesktop, FakeSurface
from innervate.surfaces.fake_window import FakeWindow
from tests.runtime.house import APP, House
from tests.runtime.test_kill import DiesAfter, Killed
from tests.runtime.test_loop import plan


class Office(House):
    """A portal whose buttons say how often they were pressed."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.pressed: list[str] = []
        self.window = self.open()

    def open(self) -> FakeWindow:
        self.window = self.desktop.window("Portal", app=APP)
        for name in ("Show", "Save"):
            self.button(name)
        return self.window

    def button(self, name: str) -> None:
        def press() -> None:
            self.pressed.append(name)
            self.window.label(f"{name} pressed")

        self.window.button(name, on_press=press)

    async def killed_at(self, text: str, kind: type, path: str) -> None:
        """Run until an event of this kind and path is written down."""

        def watch(stamped: Stamped) -> None:
            event = stamped.event
            if isinstance(event, kind) and getattr(event, "path", None) == path:
                raise Killed

        self.watcher = watch
        with pytest.raises(Killed):
            await self.run(text)
        self.watcher = None


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def press(name: str, **more: str) -> str:
    terms = "".join(f", {key}: {value}" for key, value in more.items())
    return f"- {{act: press, on: {{in: portal, role: button, label: {name}}}{terms}}}\n"


async def test_what_nothing_can_tell_is_asked_each_time_and_never_repeated(office: Office) -> None:
    text = plan(press("Save"))
    with pytest.raises(Killed):
        await office.run(text, surface=DiesAfter(office.desktop, 1))
    for _ in range(3):
        with pytest.raises(NeedsPerson):
            await office.run(text, resume=True)
    assert office.pressed == ["Save"]


async def test_a_step_that_is_done_needs_nothing_any_more(office: Office) -> None:
    """Its need has gone with its effect; what it was to bring about is there."""
    text = plan(
        press(
            "Show",
            need="{exists: {in: portal, label: Draft}}",
            expect="{exists: {in: portal, label: Show pressed}}",
        )
    )
    draft = office.window.label("Draft")
    with pytest.raises(Killed):
        await office.run(text, surface=DiesAfter(office.desktop, 1))
    draft.name = "Done"
    assert await office.run(text, resume=True) is Ending.DONE
    assert office.pressed == ["Show"]


async def test_what_was_only_brought_to_the_front_is_done(office: Office) -> None:
    """An old label confirms no press that was never made."""
    office.window.label("Show pressed")
    office.desktop.window("Other", app="/usr/bin/other", bounds=office.window.bounds)
    text = plan(press("Show", expect="{exists: {in: portal, label: Show pressed}}"))
    with pytest.raises(Killed):
        await office.run(text, surface=DiesAfter(office.desktop, 1))
    assert office.pressed == [], "the window was raised"
    assert await office.run(text, resume=True) is Ending.DONE
    assert office.pressed == ["Show"]


async def test_a_surface_that_is_lost_in_the_middle_leaves_the_step_touched(office: Office) -> None:
    office.window.entry("Name")
    text = plan(
        "- act: type\n  on: {in: portal, role: entry, label: Name}\n  with: {text: Ada}\n"
        "  effect: irreversible"
    )
    surface = FakeSurface(office.desktop)
    surface.fault(Type, Lost("to type", "the surface is gone"))
    with pytest.raises(Lost):
        await office.run(text, surface=surface)
    assert office.state().touched == {"0"}
    with pytest.raises(NeedsPerson):
        await office.run(text, resume=True)


async def test_a_surface_that_was_lost_before_leaves_nothing(office: Office) -> None:
    text = plan(press("Save", expect="{exists: {in: portal, label: Save pressed}}"))
    surface = FakeSurface(office.desktop)
    surface.fault(Click, Lost("to click", "the surface is gone"))
    with pytest.raises(Lost):
        await office.run(text, surface=surface)
    assert await office.run(text, resume=True) is Ending.DONE
    assert office.pressed == ["Save"]


async def test_an_end_stays_the_end(office: Office) -> None:
    """Killed in `finally`: the steps after the `end` are not for a resumed run either."""
    text = plan("- end: give_up\n" + press("Save"), "finally: [" + press("Show").strip("- \n") + "]")
    await office.killed_at(text, StepStarted, "finally.0")
    assert await office.run(text, resume=True) is Ending.GIVE_UP
    assert office.pressed == ["Show"]


async def test_the_other_way_is_followed_to_its_end(office: Office) -> None:
    """Killed on it: the first way does not open again, though it could be gone now."""
    save = press("Save", expect="{exists: {in: portal, label: Save pressed}}")
    other = ", ".join(one.strip("- \n") for one in (save, press("Show")))
    text = plan(press("Approve", fail=f"[{other}]"))
    await office.killed_at(text, StepStarted, "0.f1")
    office.button("Approve")
    assert await office.run(text, resume=True) is Ending.DONE
    assert office.pressed == ["Save", "Show"]


async def test_an_optional_step_that_failed_is_not_tried_again_out_of_its_turn(office: Office) -> None:
    text = plan(press("Later", optional="true") + press("Show") + press("Save"))
    await office.killed_at(text, StepEnded, "1")
    office.button("Later")
    assert await office.run(text, resume=True) is Ending.DONE
    assert office.pressed == ["Show", "Save"]


async def test_a_fresh_desktop_repeats_the_stage_and_nothing_irreversible(office: Office) -> None:
    """Also where its `done` stood on the screen that is gone."""
    saved = "{exists: {in: portal, label: Save pressed}}"
    inner = press("Show") + press("Save", expect=saved, done=saved) + press("Close")
    text = plan("- stage: All\n  steps:\n" + "".join(f"    {line}\n" for line in inner.splitlines()))
    with pytest.raises(NotFound):
        await office.run(text)
    office.desktop = FakeDesktop()
    office.open()
    office.button("Close")
    assert await office.run(text, resume=True) is Ending.DONE
    assert office.pressed == ["Show", "Save", "Show", "Close"]


async def test_what_a_desktop_that_is_gone_had_is_not_there_after_a_second_kill(office: Office) -> None:
    """Killed on the fresh desktop before the stage was done again, and resumed on that one."""
    text = plan(
        "- stage: All\n  steps:\n    " + "    ".join(press(name) for name in ("Show", "Save", "Close"))
    )
    text = text.replace("label: Save", "label: Keep")
    office.button("Keep")
    with pytest.raises(NotFound):
        await office.run(text)
    office.desktop = FakeDesktop()
    office.open()
    for name in ("Keep", "Close"):
        office.button(name)
    office.pressed.clear()

    def watch(stamped: Stamped) -> None:
        if isinstance(stamped.event, StepEnded) and stamped.event.path == "0.0":
            raise Killed

    office.watcher = watch
    with pytest.raises(Killed):
        await office.run(text, resume=True)
    office.watcher = None
    assert await office.run(text, resume=True) is Ending.DONE
    assert office.pressed == ["Show", "Keep", "Close"]


async def test_an_unanswered_branch_parks_and_says_why(office: Office) -> None:
    office.window.document("Form", "Date: 03/04/2026")
    text = plan("- if: {is: {in: portal, role: document}, lt: 2026-03-14}\n  then: [{end: done}]")
    with pytest.raises(Missing) as error:
        await office.run(text)
    assert error.value.todo
    assert office.state().status is Status.PARKED


async def test_every_error_that_parks_a_run_says_what_to_do(office: Office) -> None:
    for steps in (
        press("None"),
        "- get: {in: portal, role: row}\n",
        "- ask: Well?\n",
        "- get: {in: portal, label: Show}\n  type: amount\n",
    ):
        with pytest.raises(InnervateError) as error:
            await office.run(plan(steps))
        assert error.value.wanted
        assert error.value.seen
        assert error.value.todo


async def test_what_showed_before_a_step_does_not_tell_that_it_was_done(office: Office) -> None:
    """Killed between intent and delivery: the old heading is no sign of the new page."""
    office.window.label("Show pressed")
    text = plan(press("Show", expect="{exists: {in: portal, label: Show pressed, pick: all}}"))
    await office.killed_at(text, Intended, "0")
    assert office.pressed == []
    assert await office.run(text, resume=True) is Ending.DONE
    assert office.pressed == ["Show"]

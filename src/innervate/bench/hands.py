"""`innervate bench hands`: whether what hands do arrives, exactly, in real applications.

Typing: the same text in thirty scripts is typed into six applications, by innervate, xdotool and pyautogui;
what each application then holds is told by the application itself, and compared character by character.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from innervate.bench.figures import Figure, Result
from innervate.bench.hands_fields import KINDS, Field, opened
from innervate.bench.hands_texts import texts
from innervate.core.action import Focus, Type
from innervate.core.errors import BadInput, InnervateError, Unavailable
from innervate.surfaces.x11.desktop import VirtualDesktop
from innervate.surfaces.x11.surface import X11Surface, open_pixels

CHARACTERS, FULL_CHARACTERS = 1_800, 20_000
FASTER = 5
_OURS, _XDOTOOL, _PYAUTOGUI = "innervate", "xdotool", "pyautogui"
_APPEARS_SECONDS = 60.0
_POLL_SECONDS = 0.01
_MOST_SECONDS = 3_600.0
_WRITE = (
    "import pyautogui, sys; pyautogui.FAILSAFE = False; pyautogui.PAUSE = 0;"
    "pyautogui.write(open(sys.argv[1], encoding='utf-8').read())"
)


@dataclass(frozen=True, slots=True)
class Typed:
    """What came of one text. wrong: characters changed, lost or doubled. seconds: until all had arrived."""

    kind: str
    by: str
    characters: int
    wrong: int
    seconds: float
    scripts: Mapping[str, int]
    failed: str = ""

    @property
    def rate(self) -> float:
        return (self.characters - min(self.wrong, self.characters)) / self.seconds if self.seconds else 0.0


def measure(
    runs: int, progress: Callable[[str], None], full: bool = False, *, only: str | None = None
) -> Result:
    """only: one of the applications. runs: not of this bench.

    :raises BadInput: no such application. :raises Unavailable: an application, or a desktop, does not come.
    """
    if only is not None and only not in KINDS:
        raise BadInput(f"an application called {only!r}", f"there are {', '.join(KINDS)}", "name one of them")
    if _PYAUTOGUI not in _typists():
        progress("pyautogui is not installed, so nothing is held against it: scripts/hands-setup.sh")
    wanted = texts(FULL_CHARACTERS if full else CHARACTERS)
    typed: list[Typed] = []
    for kind in KINDS if only is None else (only,):
        for by in _typists():
            with (
                tempfile.TemporaryDirectory(prefix="innervate-hands-") as folder,
                VirtualDesktop() as desktop,
                _within(desktop),
            ):
                typed.append(asyncio.run(_typed(kind, by, wanted, desktop, Path(folder))))
            progress(_line(typed[-1]))
    return Result("hands", _figures(typed), {"typing": [asdict(one) for one in typed]})


def _typists() -> tuple[str, ...]:
    return (_OURS, _XDOTOOL, _PYAUTOGUI) if find_spec("pyautogui") is not None else (_OURS, _XDOTOOL)


@contextmanager
def _within(desktop: VirtualDesktop) -> Iterator[None]:
    """Have this process be one of the desktop's."""
    names = ("DISPLAY", "XAUTHORITY")
    before = {name: os.environ[name] for name in names if name in os.environ}
    os.environ.update({name: desktop.env[name] for name in names})
    try:
        yield
    finally:
        for name in names:
            del os.environ[name]
        os.environ.update(before)


async def _typed(
    kind: str, by: str, wanted: Mapping[str, str], desktop: VirtualDesktop, folder: Path
) -> Typed:
    text = "".join(wanted.values())
    surface = await open_pixels(desktop.display)
    try:
        with opened(kind, desktop, folder / "field") as field:
            window = await _window(surface, field)
            began, failed = time.monotonic(), ""
            try:
                failed = await _type(by, text, surface, window, desktop, folder)
            except InnervateError as error:
                failed = f"{error.wanted}; seen: {error.seen}"
            seconds, held = await _arrived(field, text, began)
    finally:
        await surface.close()
    wrong = Levenshtein.distance(text, held)
    return Typed(kind, by, len(text), wrong, seconds, _by_script(wanted, held), failed)


async def _window(surface: X11Surface, field: Field) -> int:
    """The window of the field, in front and with the keyboard."""
    deadline = time.monotonic() + _APPEARS_SECONDS
    while time.monotonic() < deadline:
        frame = await surface.observe()
        found = [w for w in frame.windows if field.title in w.title]
        if found and found[0].active and field.held() is not None:
            await surface.perform(Focus(found[0].id))
            await surface.quiet(field.rest, 20.0)
            return found[0].id
        if found:
            await surface.perform(Focus(found[0].id))
        await surface.change(0.5)
    raise Unavailable(f"a window called {field.title!r}", "none came to the front", "scripts/hands-setup.sh")


async def _type(
    by: str, text: str, surface: X11Surface, window: int, desktop: VirtualDesktop, folder: Path
) -> str:
    """Have the text typed; what another program complained of, if it failed."""
    if by == _OURS:
        await surface.perform(Type(text, window))
        return ""
    file = folder / "text"
    file.write_text(text, encoding="utf-8")
    command = ["xdotool", "type", "--file", str(file)]
    if by == _PYAUTOGUI:
        command = [sys.executable, "-c", _WRITE, str(file)]
    ended = await asyncio.to_thread(
        subprocess.run, command, env=desktop.env, check=False, capture_output=True, timeout=_MOST_SECONDS
    )
    complaint: str = ended.stderr.decode(errors="replace").strip()
    return complaint.rpartition("\n")[2][:200] or "it failed" if ended.returncode else ""


async def _arrived(field: Field, text: str, began: float) -> tuple[float, str]:
    """When all had arrived, in seconds, and what is there then."""
    last, since = field.held() or "", time.monotonic()
    while last != text and time.monotonic() - since < field.pause:
        await asyncio.sleep(_POLL_SECONDS)
        if field.save is not None:
            await asyncio.to_thread(field.save)
        now = field.held() or ""
        if now != last:
            last, since = now, time.monotonic()
    return since - began, last


def _by_script(wanted: Mapping[str, str], held: str) -> dict[str, int]:
    """How much is wrong of each script, by how the two texts line up; those without fault left out."""
    found: dict[str, int] = {}
    ends = []
    at = 0
    for script, text in wanted.items():
        at += len(text)
        ends.append((at, script))
    for operation in Levenshtein.editops("".join(wanted.values()), held):
        script = next((name for end, name in ends if operation.src_pos < end), ends[-1][1])
        found[script] = found.get(script, 0) + 1
    return found


def _figures(typed: list[Typed]) -> list[Figure]:
    figures = []
    for kind in dict.fromkeys(one.kind for one in typed):
        by = {one.by: one for one in typed if one.kind == kind}
        others = {name: one for name, one in by.items() if name != _OURS and not one.failed}
        ours = by[_OURS]
        wrong = {name: float(one.wrong) for name, one in others.items()}
        figures.append(
            Figure(f"{kind}: wrong or lost of {ours.characters} characters", ours.wrong, "", 0, peers=wrong)
        )
        rates = {name: round(one.rate, 1) for name, one in others.items()}
        bar = FASTER * rates[_XDOTOOL] if _XDOTOOL in rates else None
        figures.append(
            Figure(f"{kind}: right characters a second", round(ours.rate, 1), "/s", bar, False, rates)
        )
    return figures


def _line(typed: Typed) -> str:
    worst = sorted(typed.scripts.items(), key=lambda item: -item[1])[:4]
    where = ", ".join(f"{script} {count}" for script, count in worst)
    mark = "✓" if not typed.wrong and not typed.failed else "✗"
    told = f"{typed.wrong:>5} wrong of {typed.characters}, {typed.rate:6.0f} a second"
    return f"{mark} {typed.kind:<12} {typed.by:<10} {told}  {where} {typed.failed}".rstrip()

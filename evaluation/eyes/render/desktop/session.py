"""Start an application on a private desktop, bring it where it is wanted, and take what it shows.

Promises: a home of its own with the wanted theme and font for GTK 3, GTK 4 and Qt; picture, windows and trees
are of one quiet moment. Steps are xdotool's and wmctrl's, so both must be installed.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import pickle
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from evaluation.eyes.render.pixels import Picture
from innervate.core.frame import Frame
from innervate.surfaces.x11.desktop import VirtualDesktop


@dataclass(frozen=True, slots=True)
class Look:
    """Theme and font of a desktop. points: size of the font. smoothing: none, or rgb for coloured fringes."""

    theme: str
    font: str
    points: float = 11.0
    dark: bool = False
    smoothing: str = "none"
    icons: str = "Adwaita"
    dpi: int = 96


@dataclass(frozen=True, slots=True)
class Session:
    """What to start and what to do before the picture is taken.

    commands: started one after the other; wait: seconds after a window of each has come up. steps: xdotool
    arguments, or ("maximize", title), ("sleep", seconds), ("place", title, x, y, width, height). files:
    written below the home first.
    """

    commands: tuple[tuple[str, ...], ...]
    look: Look
    steps: tuple[tuple[str, ...], ...] = ()
    wait: float = 6.0
    size: tuple[int, int] = (1920, 1080)
    files: Mapping[str, str | bytes] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)


def take(session: Session) -> tuple[Frame, Picture]:
    """The frame and its picture (RGB).

    Where the variable CORPUS_RAW names a folder, what was taken is kept there by the session's own words and
    taken from there the next time, so that a truth can be mended without starting the application again.
    """
    kept = os.environ.get("CORPUS_RAW", "")
    path = Path(kept, hashlib.sha256(repr(session).encode()).hexdigest()[:16])
    if not kept or not path.exists():
        frame = _start(session)
        if kept:
            path.write_bytes(pickle.dumps(frame))
    else:
        frame = pickle.loads(path.read_bytes())
    return frame, picture(frame)


def _start(session: Session) -> Frame:
    with _folder() as folder:
        home = Path(folder) / "user"
        furnish(home, session.look, session.files)
        (Path(folder) / "session").write_bytes(pickle.dumps(session))
        environment = {"GTK_THEME": _gtk_theme(session.look), "XCURSOR_SIZE": "1", **session.environment}
        with VirtualDesktop(session.size, home=home, extra_env=environment) as desktop:
            status = desktop.run([sys.executable, "-m", "evaluation.eyes.render.desktop.session", folder])
        if status:
            raise RuntimeError(f"the session ended with status {status}")
        frame: Frame = pickle.loads((Path(folder) / "frame").read_bytes())
        if not frame.windows:
            raise RuntimeError("no window: " + (Path(folder) / "log").read_text(errors="replace")[-1500:])
    return frame


@contextmanager
def _folder() -> Iterator[str]:
    """A folder of always the same name: applications show where their files are."""
    folder = Path(tempfile.gettempdir(), "corpus")
    folder.mkdir()
    try:
        yield str(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def picture(frame: Frame) -> Picture:
    """The pixels of a frame as rows of R, G, B."""
    pixels = frame.pixels
    rows = np.frombuffer(pixels.data, np.uint8).reshape(pixels.height, pixels.stride // 4, 4)
    return np.ascontiguousarray(rows[:, : pixels.width, 2::-1])


def _gtk_theme(look: Look) -> str:
    return look.theme + (":dark" if look.dark and look.theme in ("Adwaita", "Breeze") else "")


_ALIASES = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<match target="pattern"><test name="family"><string>sans-serif</string></test>
<edit name="family" mode="prepend" binding="strong"><string>{sans}</string></edit></match>
<match target="pattern"><test name="family"><string>sans</string></test>
<edit name="family" mode="prepend" binding="strong"><string>{sans}</string></edit></match>
<match target="pattern"><test name="family"><string>monospace</string></test>
<edit name="family" mode="prepend" binding="strong"><string>Hack</string></edit></match></fontconfig>"""


def furnish(home: Path, look: Look, files: Mapping[str, str | bytes]) -> None:
    """Write the settings of the toolkits and the wanted files."""
    settings = (
        f"[Settings]\ngtk-theme-name={look.theme}\ngtk-font-name={look.font} {look.points:g}\n"
        f"gtk-icon-theme-name={look.icons}\ngtk-application-prefer-dark-theme={int(look.dark)}\n"
        f"gtk-cursor-blink=0\ngtk-enable-animations=0\ngtk-xft-antialias=1\ngtk-xft-hinting=1\n"
        f"gtk-xft-hintstyle=hintslight\ngtk-xft-rgba={look.smoothing}\ngtk-xft-dpi={look.dpi * 1024}\n"
    )
    written: dict[str, str | bytes] = {
        ".config/gtk-3.0/settings.ini": settings,
        ".config/gtk-4.0/settings.ini": settings,
        ".config/fontconfig/fonts.conf": _ALIASES.format(sans=look.font),
        ".Xresources": f"Xft.dpi: {look.dpi}\n",
        **files,
    }
    for name, content in written.items():
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def _windows() -> int:
    """How many windows the window manager has."""
    found = subprocess.run(["wmctrl", "-l"], capture_output=True, text=True, check=False)
    return len(found.stdout.splitlines())


def _perform(step: tuple[str, ...]) -> None:
    match step:
        case ("sleep", seconds):
            time.sleep(float(seconds))
        case ("maximize", title):
            subprocess.run(["wmctrl", "-r", title, "-b", "add,maximized_vert,maximized_horz"], check=False)
            time.sleep(1)
        case ("place", title, *numbers):
            subprocess.run(["wmctrl", "-r", title, "-e", "0," + ",".join(numbers)], check=False)
            time.sleep(1)
        case _:
            subprocess.run(["xdotool", *step], check=True)
            time.sleep(0.6)


async def _look() -> Frame:
    """The fullest of some looks, each through a fresh connection: a busy machine makes a tree incomplete."""
    frames = []
    for _ in range(6):
        frames.append(await _look_once())
        whole = [frame for frame in frames if frame.coherent]
        if len(whole) >= 2:
            break
        await asyncio.sleep(2)
    return max(frames, key=lambda frame: (sum(map(len, frame.trees.values())), frame.coherent))


async def _look_once() -> Frame:
    from innervate.surfaces.x11.surface import open_x11

    surface = await open_x11()
    try:
        await surface.quiet(1.0, 6.0)
        await surface.observe()
        await surface.quiet(0.7, 4.0)
        return await surface.observe()
    finally:
        await surface.close()


def _be_patient() -> None:
    """The reader gives up early, as it must when it drives; here a whole tree matters more.

    Qt 5 applications crash when asked for all properties at once, so each is asked for.
    """
    from innervate.surfaces.x11 import atspi_bus, atspi_tree

    atspi_tree.WALK_SECONDS, atspi_tree._PING_SECONDS = 60.0, 5.0
    once = atspi_bus.Bus.call

    async def call(
        bus: atspi_bus.Bus, ref: atspi_bus.Ref, interface: str, member: str, signature: str = "",
        body: Sequence[object] = (), seconds: float = 8.0,
    ) -> list[object]:  # fmt: skip
        if member != "GetAll":
            return await once(bus, ref, interface, member, signature, body, seconds)
        found = {}
        for name in ("Name", "Description", "ChildCount"):
            with suppress(atspi_bus.Failed):
                found[name] = (await once(bus, ref, interface, "Get", "ss", [*body, name], seconds))[0]
        return [found]

    atspi_bus.Bus.call = call  # type: ignore[method-assign,assignment]


def _inside(folder: Path) -> None:
    _be_patient()
    session: Session = pickle.loads((folder / "session").read_bytes())
    subprocess.run(["xdotool", "mousemove", str(session.size[0] - 1), str(session.size[1] - 1)], check=False)
    started = []
    for command in session.commands:
        log = (folder / "log").open("ab")
        before = _windows()
        started.append(subprocess.Popen(command, stdout=log, stderr=log, cwd=folder / "user"))
        end = time.monotonic() + 120
        while _windows() <= before and time.monotonic() < end:
            time.sleep(1)
        time.sleep(session.wait)
    for step in session.steps:
        _perform(step)
    (folder / "frame").write_bytes(pickle.dumps(asyncio.run(_look())))
    for process in started:
        process.terminate()


if __name__ == "__main__":
    _inside(Path(sys.argv[1]))

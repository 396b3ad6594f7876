"""A virtual display of our own: an X server, a window manager without frames, and pictures of the root
window."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
import xcffib
import xcffib.xproto
from numpy.typing import NDArray

from training.screens.pixels import Picture

SIZE = (1920, 1080)
_RULES = """<?xml version="1.0"?><openbox_config xmlns="http://openbox.org/3.4/rc">
<placement><policy>Smart</policy></placement><focus><focusNew>yes</focusNew><followMouse>no</followMouse></focus>
<keyboard/><mouse/><applications><application class="*"><decor>no</decor><focus>yes</focus></application></applications>
</openbox_config>"""


class Display:
    """Starts the servers, and ends exactly those on exit."""

    def __init__(self) -> None:
        self._home = Path(tempfile.mkdtemp(prefix="screens-display-"))
        read_end, write_end = os.pipe()
        command = [
            "Xvfb",
            "-displayfd",
            str(write_end),
            "-screen",
            "0",
            f"{SIZE[0]}x{SIZE[1]}x24",
            "-nolisten",
            "tcp",
            "-dpi",
            "96",
            "-fbdir",
            str(self._home),
        ]
        self._server = subprocess.Popen(
            command, pass_fds=(write_end,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        os.close(write_end)
        with os.fdopen(read_end) as stream:
            self.name = f":{stream.readline().strip()}"
        (self._home / "rc.xml").write_text(_RULES)
        self._screen = _frame_buffer(self._home / "Xvfb_screen0")
        self._manager = subprocess.Popen(
            ["openbox", "--config-file", str(self._home / "rc.xml")],
            env=self.environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._connection = xcffib.connect(display=self.name)
        self._root = self._connection.get_setup().roots[0].root
        time.sleep(0.4)
        self._connection.core.WarpPointer(0, self._root, 0, 0, 0, 0, SIZE[0] - 1, SIZE[1] - 1)
        self._connection.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.disconnect()
        for process in (self._manager, self._server):
            process.terminate()
            process.wait(timeout=10)
        shutil.rmtree(self._home, ignore_errors=True)

    def environment(self) -> dict[str, str]:
        """What a program needs to show itself here and nowhere else."""
        kept = {
            key: value
            for key, value in os.environ.items()
            if key not in ("WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS")
        }
        return {**kept, "DISPLAY": self.name, "HOME": str(self._home), "GDK_BACKEND": "x11", "QT_QPA_PLATFORM": "xcb",
                "NO_AT_BRIDGE": "1", "GTK_A11Y": "none", "GSETTINGS_BACKEND": "memory", "XDG_RUNTIME_DIR": str(self._home)}  # fmt: skip

    def paint(self, colour: tuple[int, int, int]) -> None:
        """Fill the root window."""
        pixel = colour[0] << 16 | colour[1] << 8 | colour[2]
        self._connection.core.ChangeWindowAttributes(self._root, xcffib.xproto.CW.BackPixel, [pixel])
        self._connection.core.ClearArea(False, self._root, 0, 0, 0, 0)
        self._connection.flush()

    def move(self, window: int, x: int, y: int) -> None:
        """Put a window of a toolkit that cannot place its own."""
        mask = xcffib.xproto.ConfigWindow.X | xcffib.xproto.ConfigWindow.Y
        self._connection.core.ConfigureWindow(window, mask, [x, y])
        self._connection.flush()

    def grab(self, width: int, height: int) -> Picture:
        """The top left part of the root window."""
        return np.ascontiguousarray(self._screen[:height, :width, 2::-1])

    def still(self, width: int, height: int, pause: Callable[[], object]) -> Picture:
        """The picture once two in a row are the same, or after 15 pauses, during which the program draws."""
        last = self.grab(width, height)
        for _ in range(15):
            pause()
            now = self.grab(width, height)
            if np.array_equal(now, last):
                break
            last = now
        return last


def _frame_buffer(path: Path) -> NDArray[np.uint8]:
    """The server's own memory (an XWD file that it keeps up to date) as an array of B, G, R, unused."""
    header = np.memmap(path, ">u4", "r", shape=(25,))
    start, height, line, colours = int(header[0]), int(header[5]), int(header[12]), int(header[19])
    data = np.memmap(path, np.uint8, "r", offset=start + colours * 12, shape=(height, line))
    return data.reshape(height, line // 4, 4)

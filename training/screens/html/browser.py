"""One headless Chromium, driven through its DevTools pipe.

Promises: one browser process and one page are kept alive and reused; `close` ends exactly the process that
was started here. Raises `BrowserFailed` when the browser goes away or answers with an error: the caller
starts a new one.
"""

import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from training.screens.document import ScreenFailed
from training.screens.fonts import rejected_names

FLAGS = (
    "--headless=new --no-sandbox --no-first-run --disable-background-networking --disable-component-update "
    "--disable-sync --disable-gpu --hide-scrollbars --mute-audio --disable-extensions --disable-dev-shm-usage "
    "--force-color-profile=srgb --disable-features=Translate,MediaRouter --remote-debugging-pipe"
).split()

Json = dict[str, object]


class BrowserFailed(ScreenFailed):
    """The browser died, timed out or refused a command; start a new one."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """How letters are drawn: hinting (none, slight, medium, full) and whether subpixels are used."""

    hinting: str = "none"
    lcd: bool = False


class Browser:
    """A page of a given size that shows HTML and gives back values and pictures."""

    def __init__(self, executable: str, rendering: Rendering, flags: Sequence[str] = FLAGS) -> None:
        """Start the browser. Raises `BrowserFailed` if no page can be opened."""
        self._home = Path(tempfile.mkdtemp(prefix="screens-chromium-"))
        self._to, self._from, self._process = _start(executable, rendering, self._home, flags)
        self._next = 0
        self._buffer = b""
        self._session = ""
        created = self.call("Target.createTarget", url="about:blank")
        attached = self.call("Target.attachToTarget", targetId=created["targetId"], flatten=True)
        self._session = str(attached["sessionId"])
        self._frame = ""
        self.call("Emulation.setFocusEmulationEnabled", enabled=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the browser and remove its profile."""
        os.close(self._to)
        os.close(self._from)
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self._home, ignore_errors=True)

    def call(self, method: str, **parameters: object) -> Json:
        """One DevTools command and its result. Raises `BrowserFailed`."""
        self._next += 1
        message: Json = {"id": self._next, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        try:
            data = json.dumps(message).encode() + b"\0"
            while data:
                data = data[os.write(self._to, data) :]
        except OSError as error:
            raise BrowserFailed(f"{method}: {error}") from error
        return self._answer(self._next, method)

    def _answer(self, number: int, method: str, limit: float = 40.0) -> Json:
        deadline = time.monotonic() + limit
        while True:
            while b"\0" in self._buffer:
                raw, self._buffer = self._buffer.split(b"\0", 1)
                message = json.loads(raw)
                if message.get("id") != number:
                    continue
                if "error" in message:
                    raise BrowserFailed(f"{method}: {message['error']}")
                return dict(message["result"])
            ready, _, _ = select.select([self._from], [], [], max(0.0, deadline - time.monotonic()))
            chunk = os.read(self._from, 1 << 20) if ready else b""
            if not chunk:
                raise BrowserFailed(f"{method}: no answer")
            self._buffer += chunk

    def show(self, html: str, width: int, height: int, scale: float) -> None:
        """Lay out a page in a viewport of CSS pixels at a device scale factor."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=scale,
            mobile=False,
        )
        if not self._frame:
            tree = self.call("Page.getFrameTree")
            self._frame = str(tree["frameTree"]["frame"]["id"])  # type: ignore[index]
        self.call("Page.setDocumentContent", frameId=self._frame, html=html)

    def evaluate(self, expression: str) -> object:
        """The JSON value of an expression in the page; promises are awaited."""
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise BrowserFailed(json.dumps(answer["exceptionDetails"])[:2000])
        return answer["result"].get("value")  # type: ignore[attr-defined]

    def picture(self) -> bytes:
        """What the page shows, as PNG bytes in device pixels."""
        shot = self.call("Page.captureScreenshot", format="png", optimizeForSpeed=True)
        return base64.b64decode(str(shot["data"]))


def _start(
    executable: str, rendering: Rendering, home: Path, given: Sequence[str]
) -> tuple[int, int, subprocess.Popen[bytes]]:
    """Start Chromium with its pipe on file descriptors 3 and 4."""
    config = home / "fonts.conf"
    config.write_text(_fontconfig(rendering))
    flags = [*given, f"--user-data-dir={home / 'profile'}", f"--font-render-hinting={rendering.hinting}"]
    flags.append("--enable-lcd-text" if rendering.lcd else "--disable-lcd-text")
    read_end, write_end = os.pipe()
    answer_end, reply_end = os.pipe()
    shell = f'exec 3<&{read_end} 4>&{reply_end}; exec "$0" "$@"'
    process = subprocess.Popen(
        ["/bin/bash", "-c", shell, executable, *flags, "about:blank"],
        pass_fds=(read_end, reply_end),
        env={**os.environ, "FONTCONFIG_FILE": str(config), "HOME": str(home)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(read_end)
    os.close(reply_end)
    return write_end, answer_end, process


def _fontconfig(rendering: Rendering) -> str:
    rgba = "rgb" if rendering.lcd else "none"
    style = {"none": "hintnone", "slight": "hintslight", "medium": "hintmedium", "full": "hintfull"}[
        rendering.hinting
    ]
    globs = (
        f'<pattern><patelt name="family"><string>{name}</string></patelt></pattern>'
        for name in rejected_names()
    )
    rejected = f"<selectfont><rejectfont>{''.join(globs)}</rejectfont></selectfont>"
    return f"""<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>{rejected}
<match target="font"><edit name="rgba" mode="assign"><const>{rgba}</const></edit>
<edit name="hintstyle" mode="assign"><const>{style}</const></edit>
<edit name="antialias" mode="assign"><bool>true</bool></edit></match>
<match target="pattern"><edit name="rgba" mode="assign"><const>{rgba}</const></edit></match></fontconfig>"""

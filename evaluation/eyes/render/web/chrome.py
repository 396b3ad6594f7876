"""A headless Chromium driven over a pipe by the DevTools protocol: show pages, run scripts, take pictures."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import tempfile
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import Any

from PIL import Image

_FLAGS = (
    "--headless=new --no-sandbox --no-first-run --disable-gpu --disable-background-networking --disable-sync"
    " --disable-component-update --disable-extensions --allow-file-access-from-files --lang=en-GB"
    " --remote-debugging-pipe"
).split()


class Chrome:
    """One browser with one page. A context manager: the browser ends with it."""

    def __init__(self, program: str = "chromium") -> None:
        self._program = program
        self._number = 0

    def __enter__(self) -> Chrome:
        self._profile = tempfile.TemporaryDirectory(prefix="corpus-chrome-")
        ours_in, theirs_out = os.pipe()
        theirs_in, ours_out = os.pipe()
        command = [self._program, *_FLAGS, f"--user-data-dir={self._profile.name}", "about:blank"]
        shell = f'exec "$@" 3<&{theirs_in} 4>&{theirs_out}'
        self._process = subprocess.Popen(
            ["/bin/bash", "-c", shell, "chrome", *command],
            pass_fds=(theirs_in, theirs_out),
            stderr=subprocess.DEVNULL,
        )
        os.close(theirs_in)
        os.close(theirs_out)
        self._reading, self._writing = os.fdopen(ours_in, "rb"), os.fdopen(ours_out, "wb", buffering=0)
        self._session = ""
        page = next(t for t in self.call("Target.getTargets")["targetInfos"] if t["type"] == "page")
        attached = self.call("Target.attachToTarget", targetId=page["targetId"], flatten=True)
        self._session = attached["sessionId"]
        self.call("Page.enable")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.wait(20)
        self._reading.close()
        self._writing.close()
        self._profile.cleanup()

    def call(self, method: str, **params: object) -> dict[str, Any]:
        """The result of one command.

        :raises RuntimeError: the browser says that it failed, or is gone.
        """
        self._number += 1
        message: dict[str, object] = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        self._writing.write(json.dumps(message).encode() + b"\0")
        while (answer := self._next()).get("id") != self._number:
            pass
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']}")
        result: dict[str, Any] = answer["result"]
        return result

    def _next(self) -> dict[str, Any]:
        held = bytearray()
        while (byte := self._reading.read(1)) != b"\0":
            if not byte:
                raise RuntimeError("the browser is gone")
            held += byte
        message: dict[str, Any] = json.loads(held)
        return message

    def show(self, page: Path, width: int, height: int, scale: float) -> None:
        """Load `page` into a viewport of width by height device pixels and wait for its fonts."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=round(width / scale),
            height=round(height / scale),
            deviceScaleFactor=scale,
            mobile=False,
        )
        self.call("Page.navigate", url=page.as_uri())
        self.evaluate(_LOADED)

    def evaluate(self, script: str) -> object:
        """The value of an expression, awaited.

        :raises RuntimeError: the script failed.
        """
        answer = self.call(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True, userGesture=True
        )
        if "exceptionDetails" in answer:
            raise RuntimeError(json.dumps(answer["exceptionDetails"])[:800])
        return answer["result"].get("value")

    def picture(self) -> Image.Image:
        """What the page shows, in device pixels."""
        data = self.call("Page.captureScreenshot", format="png")["data"]
        return Image.open(BytesIO(base64.b64decode(data))).convert("RGB")


_LOADED = """new Promise(done => {
  const ready = () => document.fonts.ready.then(
    () => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 250))));
  document.readyState === 'complete' && location.href !== 'about:blank'
    ? ready() : addEventListener('load', ready);
})"""

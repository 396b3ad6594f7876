"""Renders HTML screens one after another, each from its own seed."""

from dataclasses import dataclass
from pathlib import Path
from random import Random

import cv2
import numpy as np

from training.screens.assemble import fill, stage
from training.screens.document import Truth
from training.screens.html.browser import Browser, BrowserFailed, Rendering
from training.screens.html.dressing import Dresser
from training.screens.html.pages import page
from training.screens.html.theme import random_theme
from training.screens.pixels import Picture
from training.screens.words import Words

_COLLECT = (Path(__file__).parent / "collect.js").read_text(encoding="utf-8")
_BLANK = (
    "(()=>{const s=document.createElement('style');s.textContent='*,*::placeholder{-webkit-text-fill-color:transparent"
    "!important;text-decoration-color:transparent!important;text-shadow:none!important}svg text{fill:transparent!important}';"
    "document.head.append(s);return document.body.offsetWidth})()"
)
_SIZES = (
    (640, 480),
    (800, 600),
    (800, 600),
    (960, 640),
    (1024, 768),
    (1024, 640),
    (1152, 720),
    (1280, 800),
    (1280, 720),
    (720, 900),
)
_RUN = 40  # Screens between restarts of the browser, each with other font rendering.


@dataclass(slots=True)
class Renderer:
    """Owns a browser; starts another when the manner of drawing letters changes or when it fails."""

    executable: str
    seed: int
    dresser: Dresser | None = None  # Makes pages of frameworks; without it they are in our own looks.
    _browser: Browser | None = None
    _run: int = -1

    def close(self) -> None:
        """End the browser."""
        if self._browser:
            self._browser.close()
        self._browser, self._run = None, -1

    def screen(self, index: int) -> tuple[Picture, Truth]:
        """The picture and truth of a screen. Raises `BrowserFailed` if two browsers fail at it."""
        try:
            return self._screen(index)
        except BrowserFailed:
            self.close()
            return self._screen(index)

    def _screen(self, index: int) -> tuple[Picture, Truth]:
        run = index // _RUN
        if self._browser is None or run != self._run:
            self.close()
            rng = Random(f"{self.seed}/run/{run}")
            self._browser = Browser(
                self.executable,
                Rendering(rng.choice(("none", "slight", "slight", "medium", "full")), rng.random() < 0.35),
            )
            self._run = run
        kind = "frameworks" if self.dresser else "html"
        return _render(self._browser, Random(f"{self.seed}/{kind}/{index}"), self.dresser)


def _render(browser: Browser, rng: Random, dresser: Dresser | None) -> tuple[Picture, Truth]:
    scale = rng.choice((1, 1, 1, 1, 1.25, 1.5, 2))
    if dresser:
        width, height = (1920, 1080) if rng.random() < 0.4 else rng.choice(_SIZES)
        html, layout, theme = dresser.page(browser, rng, scale, width * height)
    else:
        theme = random_theme(rng, scale)
        width, height = (1920, 1080) if rng.random() < 0.4 else rng.choice(_SIZES)
        html, layout = page(theme, rng, Words(rng), width * height / (theme.size * scale) ** 2)
    browser.show(html, round(width / scale), round(height / scale), scale)
    browser.evaluate(_COLLECT)
    browser.evaluate("screen_truth.prepare()")
    report = browser.evaluate("screen_truth.collect()")
    picture = _decode(browser.picture())
    browser.evaluate(_BLANK)
    bare = _decode(browser.picture())
    truth = Truth(
        layout, "html", theme.name, [theme.family, theme.mono], scale, (picture.shape[1], picture.shape[0])
    )
    fill(truth, stage(picture, bare, scale, report), report)  # type: ignore[arg-type]
    return picture, truth


def _decode(data: bytes) -> Picture:
    image = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    if image is None:
        raise BrowserFailed("the screenshot is no picture")
    return np.ascontiguousarray(image[:, :, ::-1])

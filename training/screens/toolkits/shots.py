"""Takes the pictures: sends interfaces to a toolkit's program, photographs its windows, assembles the
truth."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random
from types import TracebackType
from typing import Self

import cv2
import numpy as np

from training.screens import fonts
from training.screens.assemble import Stage, fill, stage
from training.screens.document import ScreenFailed, Truth
from training.screens.html.icons import bitmap
from training.screens.pixels import Box, Picture, clipped, ink_by_row
from training.screens.toolkits.display import Display
from training.screens.toolkits.looks import Look, random_look
from training.screens.toolkits.spec import Interfaces
from training.screens.words import Words

ICONS = 80
_SIZES = (
    (640, 480),
    (800, 600),
    (800, 600),
    (1024, 768),
    (1024, 640),
    (1280, 800),
    (1280, 720),
    (900, 700),
    (1920, 1080),
)
_RUN = 12  # Screens between restarts of the program.
_HERE = Path(__file__).parent
_JAVA_INSIDES = (("exports", "sun.swing"), ("exports", "sun.awt"), ("opens", "javax.swing"), ("opens", "javax.swing.plaf.basic"))  # fmt: skip


class ProgramFailed(ScreenFailed):
    """The toolkit's program died or said nothing."""


class Studio:
    """One display and one program that shows windows on it."""

    def __init__(self, kind: str, seed: int, python: str = "/usr/bin/python3") -> None:
        self.kind, self.seed, self._python = kind, seed, python
        self._display = Display()
        self._icons = Path(tempfile.mkdtemp(prefix="screens-icons-"))
        rng = Random(77)
        for number in range(ICONS):
            cv2.imwrite(str(self._icons / f"{number}.png"), bitmap(rng))
        self._program: subprocess.Popen[str] | None = None
        self._run = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()
        self._display.__exit__(kind, error, trace)

    def _end(self) -> None:
        if self._program:
            self._program.kill()
            self._program.wait()
        self._program = None

    def _start(self, run: int) -> Look:
        look = random_look(self.kind, Random(f"{self.seed}/{self.kind}/run/{run}"))
        if self._program is None or self._run != run:
            self._end()
            environment = {
                **self._display.environment(),
                **look.environment,
                "PYTHONPATH": str(_HERE.parents[2]),
            }
            command = _command(self.kind, self._python)
            self._program = subprocess.Popen(
                command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
            self._run = run
        return look

    def _ask(self, **request: object) -> dict[str, object]:
        assert self._program
        assert self._program.stdin
        assert self._program.stdout
        try:
            self._program.stdin.write(json.dumps(request) + "\n")
            self._program.stdin.flush()
        except OSError as error:
            raise ProgramFailed(f"{self.kind}: {error}") from error
        for line in self._program.stdout:
            if line.startswith("{"):
                return dict(json.loads(line))
        raise ProgramFailed(f"{self.kind} ended while asked to {request['do']}")

    def screen(self, index: int) -> tuple[Picture, Truth]:
        """The picture and truth of a screen. Raises `ProgramFailed` when the program fails at it twice."""
        try:
            return self._screen(index)
        except ProgramFailed as error:
            print(error, file=sys.stderr)
            self._end()
            return self._screen(index)

    def _screen(self, index: int) -> tuple[Picture, Truth]:
        look = self._start(index // _RUN)
        rng = Random(f"{self.seed}/{self.kind}/{index}")
        width, height = rng.choice(_SIZES)
        words = Words(rng)
        size = rng.choice((9, 10, 11, 12, 12, 13, 13, 14, 15, 16, 18, 20))
        makes = Interfaces(rng, words, ICONS)
        windows = _windows(rng, makes, width, height, size * look.scale)
        self._display.paint((rng.randint(0, 255), rng.randint(0, 255), rng.randint(0, 255)))
        face = fonts.choose(rng)
        report = self._ask(do="show", windows=windows, family=face, size=size, theme=look.theme(rng), icons=str(self._icons),
                           width=width, height=height, seed=rng.randint(0, 2**31))  # fmt: skip
        for place in report.get("places", []):  # type: ignore[attr-defined]
            self._display.move(place["window"], place["x"], place["y"])
        picture = self._display.still(width, height, lambda: self._ask(do="wait"))
        hidden = self._ask(do="bare")["bare"]
        bare = self._display.still(width, height, lambda: self._ask(do="wait")) if hidden else picture
        self._ask(do="clear")
        truth = Truth(
            str(report["application"]), self.kind, str(report["theme"]), [face], look.scale, (width, height)
        )
        scene = stage(picture, bare, 1.0, report) if hidden else _guessed(picture, report)  # type: ignore[arg-type]
        fill(truth, scene, report)  # type: ignore[arg-type]
        return picture, truth


def _guessed(picture: Picture, report: dict[str, object]) -> Stage:
    """Ink guessed from one picture, for toolkits whose text cannot be hidden."""
    plain = stage(picture, picture, 1.0, report)  # type: ignore[arg-type]
    ink = np.zeros(picture.shape[:2], dtype=bool)
    for word in report["words"]:  # type: ignore[attr-defined]
        box = clipped(clipped(plain.box(word["box"]), plain.box(word["clip"])), plain.whole)
        ink |= ink_by_row(picture, box, _threshold(picture, box))
    return Stage(picture, picture, ink, 1.0, plain.layers, plain.scrims)


def _threshold(picture: Picture, box: Box) -> int:
    """How unlike the ground ink is at least: a third of the contrast in a box, so that pale letters count, but not
    the shading of an empty ground."""
    left, top, right, bottom = box
    if right <= left or bottom <= top:
        return 36
    patch = picture[top:bottom, left:right].reshape(-1, 3).astype(np.int16)
    contrast = int(np.abs(patch - np.median(patch, axis=0)).max())
    return 36 if contrast < 40 else min(36, contrast // 3)


def _windows(rng: Random, makes: Interfaces, width: int, height: int, em: float) -> list[dict[str, object]]:
    """One window that fills the screen, or some that overlap; dialogs come last."""
    made: list[dict[str, object]] = []
    if rng.random() < 0.7:
        made.append(
            {"x": 0, "y": 0, "w": width, "h": height, "dialog": False, **makes.window(width * height / em**2)}
        )
    else:
        for _ in range(rng.choice((1, 1, 2, 2, 3))):
            w, h = round(width * rng.uniform(0.6, 0.95)), round(height * rng.uniform(0.6, 0.95))
            x, y = rng.randint(0, width - w), rng.randint(0, height - h)
            made.append({"x": x, "y": y, "w": w, "h": h, "dialog": False, **makes.window(w * h / em**2)})
    if rng.random() < 0.2:
        for window in made:
            window["open"] = -1
        made.append(
            {
                "x": rng.randint(0, width // 2),
                "y": rng.randint(0, height // 2),
                "w": 10,
                "h": 10,
                "dialog": True,
                **makes.dialog(),
            }
        )
    for window in made[:-1]:
        window["open"] = -1
    return made


def _command(kind: str, python: str) -> list[str]:
    if kind == "swing":
        opened = [f"--add-{how}=java.desktop/{name}=ALL-UNNAMED" for how, name in _JAVA_INSIDES]
        return ["java", *opened, "-Dawt.useSystemAAFontSettings=on", str(_HERE / "SwingZoo.java")]
    return [python, "-m", f"training.screens.toolkits.{kind}_zoo"]

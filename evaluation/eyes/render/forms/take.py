"""Show forms, take their pictures, confirm texts by their ink, save the truths: `python -m … [NAME ...]`."""

from __future__ import annotations

import asyncio
import json
import os
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

from evaluation.eyes.render.desktop.metrics import Face, locate
from evaluation.eyes.render.desktop.session import Look, furnish, picture
from evaluation.eyes.render.finish import Draft, save
from evaluation.eyes.render.forms.words import orders, patients
from evaluation.eyes.render.pixels import Picture, clipped, has_boundary
from innervate.bench.eyes_truth import Caption, Cell, Run, Table, Target, Window
from innervate.core.frame import Frame
from innervate.core.geometry import Device, Rect
from innervate.surfaces.x11.desktop import VirtualDesktop

HERE = Path(__file__).parent
PYTHON = "/usr/bin/python3"
_PATHS = [path for path in (os.environ.get("PYTHONPATH", ""), os.environ.get("TK_THEMES", "")) if path]


@dataclass(frozen=True, slots=True)
class Form:
    """One form. command: from the paths of the words and of the truth to be written."""

    name: str
    split: str
    toolkit: str
    theme: str
    font: str
    words: str
    command: Callable[[str, str], tuple[str, ...]]
    look: Look
    size: tuple[int, int] = (1366, 768)


def forms() -> list[Form]:
    """All of them."""
    return [
        _tk("orders_sv_light", "development", "sv-light", "Inter", 14, orders(51)),
        _tk("orders_sv_dark", "development", "sv-dark", "Cantarell", 15, orders(52)),
        _tk("patients_bootstrap_cosmo", "held_out", "cosmo", "Lato", 14, patients(53)),
        _tk("patients_bootstrap_darkly", "held_out", "darkly", "Carlito", 15, patients(54)),
        _swing("orders_nimbus", "development", "Nimbus", "Carlito", 15, orders(55)),
        _swing("patients_swing_gtk", "held_out", "GTK+", "Lato", 14, patients(56)),
        _python(
            "patients_qt_breeze", "held_out", "qt5", "Breeze", "Quicksand", 14, patients(57), "qt_form.py"
        ),
        _python("patients_wx_arc", "held_out", "wx (gtk3)", "Arc", "Inter", 14, patients(58), "wx_form.py"),
        _python(
            "patients_gtk4_arc_dark",
            "held_out",
            "gtk4",
            "Arc-Dark",
            "Cantarell",
            15,
            patients(59),
            "gtk4_form.py",
        ),
    ]


def _tk(name: str, split: str, theme: str, font: str, size: int, words: str) -> Form:
    title = {"sv": "Sun Valley"}.get(theme.split("-")[0], "ttkbootstrap") + " " + theme.removeprefix("sv-")
    return Form(
        name,
        split,
        "tk",
        title,
        font,
        words,
        lambda w, o: (PYTHON, str(HERE / "tk_form.py"), w, theme, font, str(size), o),
        Look("Adwaita", font),
    )


def _python(
    name: str, split: str, toolkit: str, theme: str, font: str, size: int, words: str, program: str
) -> Form:
    return Form(
        name,
        split,
        toolkit,
        theme,
        font,
        words,
        lambda w, o: (PYTHON, str(HERE / program), w, theme, font, str(size), o),
        Look(theme, font, size * 0.75),
    )


def _swing(name: str, split: str, theme: str, font: str, size: int, words: str) -> Form:
    return Form(
        name,
        split,
        "swing",
        theme,
        font,
        words,
        lambda w, o: ("java", str(HERE / "SwingForm.java"), w, theme, font, str(size), o),
        Look("Arc", font, size * 0.75),
    )


def take(form: Form) -> None:
    """Show, take, confirm, save."""
    with tempfile.TemporaryDirectory(prefix="corpus-form-", dir="/tmp") as folder:
        home = Path(folder) / "user"
        furnish(home, form.look, {"words": form.words})
        command = form.command(str(home / "words"), str(home / "truth.json"))
        (Path(folder) / "command").write_text(json.dumps(command))
        environment = {
            "GTK_THEME": form.look.theme,
            "PYTHONPATH": os.pathsep.join(_PATHS),
            "QT_QPA_PLATFORMTHEME": "",
            "GSK_RENDERER": "cairo",
        }
        with VirtualDesktop(form.size, home=home, extra_env=environment) as desktop:
            status = desktop.run(
                [sys.executable, "-m", __spec__.name if __spec__ else __name__, "--inside", folder]
            )
        if status:
            raise RuntimeError((Path(folder) / "log").read_text()[-1500:])
        frame: Frame = pickle.loads((Path(folder) / "frame").read_bytes())
        facts = json.loads((home / "truth.json").read_text(encoding="utf-8"))
    shown = picture(frame)
    draft = Draft(
        form.name, form.split, f"form: {form.name.split('_')[0]}", form.toolkit, form.theme, (form.font,)
    )
    _fill(draft, facts, shown)
    draft.ignore.extend(Rect(w.bounds.x - 2, w.bounds.y - 21, w.bounds.width + 4, 21) for w in frame.windows)
    save(draft, Image.fromarray(shown))


def _fill(draft: Draft, facts: dict[str, Any], shown: Picture) -> None:
    def rect(box: list[int]) -> Rect[Device]:
        return clipped(Rect(*(round(value) for value in box)), shown)

    for text in facts["texts"]:
        family, size, style = text["face"]
        other = "Bold" if style == "Regular" else "Regular"
        faces = [Face(family, size * scale, kind) for scale in (1.0, 0.8, 0.86) for kind in (style, other)]
        places = (locate(shown, rect(text["area"]), text["text"], face) for face in faces)
        place = next((p for p in places if p is not None), None)
        if place is None and set(text["text"]) <= {"●", "•"}:
            place = rect(text["area"])
        if place is None:
            print("  not confirmed:", text)
            draft.ignore.append(rect(text["area"]))
        else:
            draft.texts.append(Run(text["text"], place))
    for e in facts["elements"]:
        role = e["role"]
        if role == "button" and not e["name"]:
            role = "button" if has_boundary(shown, rect(e["bounds"])) else "icon"
        draft.elements.append(Target(role, rect(e["bounds"]), e["name"], frozenset(e["states"])))
    for t in facts["tables"]:
        cells = tuple(Cell(c["row"], c["column"], c["text"], rect(c["bounds"])) for c in t["cells"])
        draft.tables.append(Table(rect(t["bounds"]), tuple(t["columns"]), cells))
    draft.windows = [Window(w["title"], rect(w["bounds"]), w["order"], w["dialog"]) for w in facts["windows"]]
    draft.captions = [Caption(rect(x["label"]), rect(x["for"])) for x in facts["labels"]]
    draft.ignore.extend(rect(area) for area in facts.get("ignore", []))


async def _look() -> Frame:
    from innervate.surfaces.x11.surface import open_x11

    surface = await open_x11()
    try:
        await surface.quiet(1.0, 5.0)
        return await surface.observe()
    finally:
        await surface.close()


def _inside(folder: Path) -> None:
    subprocess.run(["xdotool", "mousemove", "1365", "767"], check=False)
    command = json.loads((folder / "command").read_text())
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder / "user")
        end = time.monotonic() + 90
        while not (folder / "user" / "truth.json").exists():
            if process.poll() is not None or time.monotonic() > end:
                sys.exit(1)
            time.sleep(0.5)
        time.sleep(1)
        (folder / "frame").write_bytes(pickle.dumps(asyncio.run(_look())))
        process.terminate()


def main() -> None:
    if sys.argv[1:2] == ["--inside"]:
        _inside(Path(sys.argv[2]))
        return
    for form in forms():
        if not sys.argv[1:] or form.name in sys.argv[1:]:
            try:
                take(form)
            except RuntimeError as error:
                print(form.name, "failed:", error)


if __name__ == "__main__":
    main()

"""Pictures of mistakes, so that a person can look at them: what was missed, made up or misread, on the
screen itself.

Promises: nothing is drawn for a screen without mistakes. Red: missed. Orange: made up. Violet: another role
or text, with what was said.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from innervate.bench.eyes_corpus import runs, targets
from innervate.bench.eyes_match import as_drawn, mainly_inside, overlapping
from innervate.bench.eyes_scores import LEAST_IOU, pair_elements
from innervate.bench.eyes_truth import Screen
from innervate.core.geometry import Device, Rect
from innervate.core.scene import Scene

MISSED, MADE_UP, WRONG = "#d01010", "#e08000", "#9020c0"
Mark = tuple[Rect[Device], str, str]


def draw_mistakes(picture: Path, screen: Screen, scene: Scene, folder: Path) -> None:
    """Writes NAME.png to the folder where the scene is not what the truth says."""
    marks = [*of_texts(screen, scene), *of_elements(screen, scene)]
    if not marks:
        return
    image = Image.open(picture).convert("RGB")
    draw, font = ImageDraw.Draw(image), ImageFont.load_default(10)
    for bounds, colour, said in marks:
        draw.rectangle((bounds.x - 1, bounds.y - 1, bounds.right, bounds.bottom), outline=colour)
        draw.text((bounds.x + 1, bounds.bottom - 1), said, fill=colour, font=font)
    folder.mkdir(parents=True, exist_ok=True)
    image.save(folder / f"{screen.name}.png")


def of_texts(screen: Screen, scene: Scene) -> list[Mark]:
    wanted = [run for run in screen.texts if not mainly_inside(run.bounds, screen.ignore)]
    given = [run for run in runs(scene) if not mainly_inside(run.bounds, screen.ignore)]
    pairs = overlapping([r.bounds for r in wanted], [r.bounds for r in given], LEAST_IOU)
    marks = [(run.bounds, MISSED, "text") for i, run in enumerate(wanted) if i not in {a for a, _ in pairs}]
    marks += [
        (run.bounds, MADE_UP, run.text) for i, run in enumerate(given) if i not in {b for _, b in pairs}
    ]
    for a, b in pairs:
        if as_drawn(wanted[a].text) != as_drawn(given[b].text):
            marks.append((wanted[a].bounds, WRONG, given[b].text))
    return marks


def of_elements(screen: Screen, scene: Scene) -> list[Mark]:
    wanted = [e for e in screen.elements if not mainly_inside(e.bounds, screen.ignore)]
    given = [e for e in targets(scene) if not mainly_inside(e.bounds, screen.ignore)]
    pairs = pair_elements(wanted, given)
    marks = [(e.bounds, MISSED, e.role) for i, e in enumerate(wanted) if i not in {a for a, _ in pairs}]
    marks += [(e.bounds, MADE_UP, e.role) for i, e in enumerate(given) if i not in {b for _, b in pairs}]
    marks += [(wanted[a].bounds, WRONG, given[b].role) for a, b in pairs if wanted[a].role != given[b].role]
    return marks

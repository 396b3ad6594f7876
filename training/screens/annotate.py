"""Draws a truth on its picture, so that a person can judge it."""

import json
from pathlib import Path

import cv2
import numpy as np

COLOURS = {
    "button": (0, 0, 230), "icon": (200, 0, 200), "entry": (0, 150, 0), "link": (230, 80, 0), "check box": (0, 140, 255),
    "tab": (180, 120, 0), "table cell": (170, 170, 0), "list item": (120, 60, 160), "menu item": (90, 90, 255),
    "combo box": (0, 110, 60),
}  # fmt: skip


def annotate(picture: Path, output: Path) -> None:
    """Write the picture with elements (coloured, named), texts (thin green) and ignored areas (hatched
    grey)."""
    truth = json.loads(picture.with_suffix(".json").read_text(encoding="utf-8"))
    image = cv2.imread(str(picture))
    factor = 2 if image.shape[1] <= 1000 else 1
    image = cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_NEAREST)
    for bounds in truth["ignore"]:
        x, y, w, h = (v * factor for v in bounds)
        image[y : y + h, x : x + w] = (image[y : y + h, x : x + w] // 2 + np.array([60, 60, 60])).astype(
            np.uint8
        )
    for text in truth["texts"]:
        x, y, w, h = (v * factor for v in text["bounds"])
        cv2.rectangle(image, (x, y), (x + w - 1, y + h - 1), (80, 220, 0), 1)
    for element in truth["elements"]:
        x, y, w, h = (v * factor for v in element["bounds"])
        colour = COLOURS.get(element["role"], (0, 0, 160))
        cv2.rectangle(image, (x, y), (x + w - 1, y + h - 1), colour, 2 if element["boundary"] else 1)
        tag = element["role"][:4] + "".join(f" {state[:3]}" for state in element["states"])
        cv2.putText(image, tag, (x + 2, y + 8), cv2.FONT_HERSHEY_SIMPLEX, 0.3, colour, 1, cv2.LINE_AA)
    cv2.imwrite(str(output), image)

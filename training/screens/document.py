"""The truth of one screen: a picture and what a person can see and act on, in the shared JSON format."""

import json
from dataclasses import dataclass, field
from pathlib import Path

import cv2

from training.screens.pixels import Box, Picture, as_bounds

FORMAT = 1
ROLES = frozenset(
    """button;entry;password entry;check box;radio button;combo box;tab;menu;menu item;link;icon;slider;spin button;
list item;tree item;table cell;column header;scroll bar;toggle""".replace("\n", "").split(";")
)
STATES = frozenset({"checked", "selected", "disabled", "focused", "expanded"})


class ScreenFailed(RuntimeError):
    """A screen could not be made; leave it out and go on with the next."""


@dataclass(slots=True)
class Truth:
    """Everything known about one picture; boxes are image pixels."""

    application: str
    toolkit: str
    theme: str
    fonts: list[str]
    scale: float
    size: tuple[int, int]
    texts: list[tuple[str, Box]] = field(default_factory=list)
    elements: list[tuple[str, str, Box, list[str], bool]] = field(default_factory=list)
    tables: list[tuple[Box, list[str], list[tuple[int, int, str, Box]]]] = field(default_factory=list)
    windows: list[tuple[str, Box, int, bool]] = field(default_factory=list)
    labels: list[tuple[Box, Box]] = field(default_factory=list)
    ignore: list[Box] = field(default_factory=list)

    def as_json(self) -> dict[str, object]:
        """The truth as the shared format writes it."""
        return {
            "format": FORMAT,
            "application": self.application,
            "toolkit": self.toolkit,
            "theme": self.theme,
            "fonts": self.fonts,
            "scale": self.scale,
            "width": self.size[0],
            "height": self.size[1],
            "texts": [{"text": text, "bounds": as_bounds(box)} for text, box in self.texts],
            "elements": [
                {"role": role, "name": name, "bounds": as_bounds(box), "states": states, "boundary": boundary}
                for role, name, box, states, boundary in self.elements
            ],
            "tables": [
                {
                    "bounds": as_bounds(box),
                    "columns": columns,
                    "cells": [
                        {"row": row, "column": column, "text": text, "bounds": as_bounds(cell)}
                        for row, column, text, cell in cells
                    ],
                }
                for box, columns, cells in self.tables
            ],
            "windows": [
                {"title": title, "bounds": as_bounds(box), "order": order, "dialog": dialog}
                for title, box, order, dialog in self.windows
            ],
            "labels": [
                {"label": as_bounds(label), "for": as_bounds(target)} for label, target in self.labels
            ],
            "ignore": [as_bounds(box) for box in self.ignore],
        }


def write(folder: Path, name: str, picture: Picture, truth: Truth) -> None:
    """Write picture and truth; the JSON comes last and appears whole, so that its presence means done."""
    cv2.imwrite(str(folder / f"{name}.png"), picture[:, :, ::-1], [cv2.IMWRITE_PNG_COMPRESSION, 4])
    partial = folder / f"{name}.json.part"
    partial.write_text(json.dumps(truth.as_json(), ensure_ascii=False), encoding="utf-8")
    partial.rename(folder / f"{name}.json")

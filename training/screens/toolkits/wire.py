"""The conversation between the studio and a program that shows windows: one JSON object a line.

`{"do": "show", ...}` is answered by a report of the geometry, `{"do": "bare"}` by whether text could be
hidden, `{"do": "clear"}` and `{"do": "wait"}` (draw for a moment) by `{}`. Standard library only: programs
run under the interpreter that has the toolkit.
"""

import json
import sys
from collections.abc import Callable

Json = dict[str, object]


def serve(
    show: Callable[[Json], Json],
    bare: Callable[[], bool],
    clear: Callable[[], None],
    wait: Callable[[int], None],
) -> None:
    """Answer requests until the input ends."""
    for line in sys.stdin:
        request = json.loads(line)
        match request["do"]:
            case "show":
                answer = show(request)
            case "bare":
                answer = {"bare": bare()}
            case "wait":
                wait(120)
                answer = {}
            case _:
                clear()
                answer = {}
        print(json.dumps(answer), flush=True)


class Report:
    """Gathers what a screen shows, in the form that `assemble` understands; boxes are device pixels of the
    root."""

    def __init__(self) -> None:
        self.words: list[Json] = []
        self.elements: list[Json] = []
        self.tables: list[Json] = []
        self.layers: list[Json] = []
        self.labels: list[Json] = []
        self._captions: list[tuple[Json, int]] = []

    def layer(self, box: list[float], title: str, window: bool, dialog: bool) -> int:
        """A window or popup; later ones cover earlier ones. Returns its number."""
        order = len(self.layers) + 1
        self.layers.append(
            {
                "box": box,
                "clip": box,
                "layer": order,
                "title": title,
                "window": window,
                "dialog": dialog,
                "scrim": False,
            }
        )
        return order

    def text(
        self, text: str, box: list[float], clip: list[float], layer: int, size: float, cut: bool = False
    ) -> None:
        """One run of text inside a box that holds nothing else."""
        if text.strip() and box[2] > box[0] and box[3] > box[1]:
            shown = clip if not cut else [0, 0, 0, 0]
            self.words.append({"text": " ".join(text.split()), "glued": False, "whole": True, "cut": cut, "box": box, "clip": shown,
                               "layer": layer, "size": size, "block": len(self.words)})  # fmt: skip

    def element(
        self, role: str, name: str, box: list[float], clip: list[float], layer: int, states: list[str]
    ) -> None:
        """Something to act on."""
        self.elements.append(
            {
                "role": role,
                "name": name,
                "states": states,
                "box": box,
                "clip": clip,
                "layer": layer,
                "hit": True,
            }
        )

    def label(self, label: list[float], field: list[float], clip: list[float], layer: int) -> None:
        """A caption and its field."""
        self.labels.append(
            {
                "label": {"box": label, "clip": clip, "layer": layer},
                "field": {"box": field, "clip": clip, "layer": layer},
            }
        )

    def table(
        self, box: list[float], clip: list[float], layer: int, columns: list[str], cells: list[Json]
    ) -> None:
        """A table; cells are {row, column, text, box}."""
        self.tables.append({"box": box, "clip": clip, "layer": layer, "columns": columns, "cells": cells})

    def as_json(self, application: str, theme: str, fonts: list[str]) -> Json:
        """The whole report."""
        return {"application": application, "theme": theme, "fonts": fonts, "words": self.words, "elements": self.elements,
                "tables": self.tables, "layers": self.layers, "labels": self.labels}  # fmt: skip


def meet(a: list[float], b: list[float]) -> list[float]:
    """The part that two boxes share."""
    left, top = max(a[0], b[0]), max(a[1], b[1])
    return [left, top, max(left, min(a[2], b[2])), max(top, min(a[3], b[3]))]


def trimmed(box: list[float], limit: list[float], slack: float) -> list[float]:
    """A box brought inside a limit where it sticks out by no more than the slack; else it is left as it
    is."""
    inner = meet(box, limit)
    return [b if abs(a - b) <= slack else a for a, b in zip(box, inner, strict=True)]

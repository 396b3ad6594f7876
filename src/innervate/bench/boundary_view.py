"""How long a View of a large Scene takes, through the gate, and how large it is on the wire."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import replace

from innervate.bench.boundary_stage import Stage, element, scene_of_mail
from innervate.bench.figures import Figure
from innervate.core.geometry import Device, Rect
from innervate.core.scene import Row, Scene, Table
from innervate.core.vocabulary import Role

_ROWS, _COLUMNS = 60, 6
Say = Callable[[str], None]


def measure(stage: Stage, times: int, say: Say) -> tuple[list[Figure], dict[str, object]]:
    """Times of the first View of a Scene, in milliseconds, and of one that shows it again."""
    say(f"a large View, {times} times …")
    first: list[float] = []
    again: list[float] = []
    scene, size = large(stage), 0
    for seed in range(times):
        sanitiser, gate = stage.boundary(seed)
        for found in (first, again):
            began = time.perf_counter()
            size = len(gate.pass_view(sanitiser.view(scene)))
            found.append(1000 * (time.perf_counter() - began))
    count = f"{len(scene.elements)} elements"
    return [
        Figure(f"a View of {count}, p50", round(statistics.median(first), 2), "ms", 5),
        Figure(f"a View of {count} again, p50", round(statistics.median(again), 2), "ms", 5),
        Figure(f"a View of {count}, on the wire", round(size / 1024, 1), "KiB"),
    ], {"first_ms": first, "again_ms": again}


def large(stage: Stage) -> Scene:
    """A mail program's window of five hundred elements: menus, buttons, fields and a long table."""
    phrases = iter(stage.phrases(web=False))
    found = [
        replace(
            element(f"e{n}", role, next(phrases), value=None), bounds=Rect(20 + 90 * (n % 20), 30 + n, 80, 24)
        )
        for n, role in enumerate([Role.MENU] * 10 + [Role.BUTTON] * 40 + [Role.CHECK_BOX] * 20)
    ]
    found += [element(f"f{n}", Role.ENTRY, next(phrases), value=f"value {n}") for n in range(20)]
    found.append(replace(element("t", Role.TABLE, ""), bounds=Rect(20, 200, 1800, 800)))
    rows: list[Row] = []
    for n in range(_ROWS):
        place: Rect[Device] = Rect(20, 200 + 13 * n, 1800, 13)
        found.append(replace(element(f"r{n}", Role.ROW, "", "t"), bounds=place))
        cells = [f"c{n}.{column}" for column in range(_COLUMNS)]
        found += [
            replace(element(cell, Role.CELL, "", f"r{n}", f"entry {cell}"), bounds=place) for cell in cells
        ]
        rows.append(Row(f"r{n}", tuple(cells)))
    return scene_of_mail(stage, found, [Table("t", ("",) * _COLUMNS, tuple(rows))])

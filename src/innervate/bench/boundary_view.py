"""How long a View of a large Scene takes, through the gate, and what it costs a planner in tokens.

Tokens are counted with a published tokenizer whose vocabulary comes in its package (`innervate[bench]`).
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from innervate.bench.boundary_stage import Stage, element, scene_of_mail
from innervate.bench.figures import Figure
from innervate.boundary.changes import Teller
from innervate.core.geometry import Device, Rect
from innervate.core.scene import Element, Row, Scene, Table
from innervate.core.vocabulary import Role, State

_ROWS, _COLUMNS = 60, 6
_NAMED, _LONGEST = 90, 24
"""Named elements, and the characters of their names at most: as menus, buttons and fields have them."""
Say = Callable[[str], None]


def measure(stage: Stage, times: int, say: Say) -> tuple[list[Figure], dict[str, object]]:
    """Times of the first View of a Scene, in milliseconds, and of one that shows it again."""
    say(f"a large View, {times} times …")
    first: list[float] = []
    again: list[float] = []
    scene = large(stage)
    for seed in range(times):
        sanitiser, gate = stage.boundary(seed)
        for found in (first, again):
            began = time.perf_counter()
            gate.check(Teller().tell(sanitiser.view(scene)).encode())
            found.append(1000 * (time.perf_counter() - began))
    count = f"{len(scene.elements)} elements"
    whole, changes = told(stage, scene)
    figures = [
        Figure(f"a View of {count}, p50", round(statistics.median(first), 2), "ms", 5),
        Figure(f"a View of {count} again, p50", round(statistics.median(again), 2), "ms", 5),
        Figure(f"a View of {count}, on the wire", round(len(whole.encode()) / 1024, 1), "KiB"),
    ]
    tokens = tokenizer()
    if tokens is None:
        say("no tokens are counted: install innervate[bench]")
    else:
        largest = max(tokens(text) for text in changes.values())
        figures += [
            Figure(f"a View of {count}, in tokens", tokens(whole), "", 1500),
            Figure("what changed after one step, in tokens, at most", largest, "", 150),
        ]
    return figures, {"first_ms": first, "again_ms": again, "changes": changes}


def tokenizer() -> Callable[[str], int] | None:
    """Counts tokens of a text; None if the package with the vocabulary is not installed."""
    try:
        import mistral_common
        from mistral_common.tokens.tokenizers.tekken import Tekkenizer
    except ImportError:
        return None
    folder = Path(mistral_common.__file__).parent / "data"
    vocabulary = Tekkenizer.from_file(str(sorted(folder.glob("tekken_*.json"))[-1]))
    return lambda text: len(vocabulary.encode(text, bos=False, eos=False))


def told(stage: Stage, scene: Scene) -> tuple[str, dict[str, str]]:
    """The View as it is told first, and what is told after each of some steps from there."""
    changes: dict[str, str] = {}
    for step, after in steps(stage, scene).items():
        sanitiser, gate = stage.boundary(1)
        teller = Teller()
        whole = teller.tell(sanitiser.view(scene))
        changes[step] = teller.tell(sanitiser.view(after))
        gate.check(changes[step].encode())
    return whole, changes


def steps(stage: Stage, scene: Scene) -> dict[str, Scene]:
    """What the screen shows after one step, by the step."""

    def with_(*changed: Element) -> Scene:
        by_id = {e.id: e for e in changed}
        elements = [by_id.get(e.id, e) for e in scene.elements]
        return scene_of_mail(stage, elements, scene.tables)

    one = {e.id: e for e in scene.elements}
    enabled = frozenset({State.ENABLED})
    form = [replace(one[f"f{n}"], value=f"other {n}") for n in range(6)]
    dialog = [element("d", Role.DIALOG, "")]
    dialog += [element(f"d{n}", Role.BUTTON, name, "d") for n, name in enumerate(("OK", "Cancel", "Help"))]
    dialog += [element(f"de{n}", Role.ENTRY, "", "d", value="x y") for n in range(4)]
    opened = scene_of_mail(stage, [*scene.elements, *dialog], scene.tables)
    return {
        "a field is filled": with_(
            replace(one["f3"], value="another value", states=enabled | {State.FOCUSED})
        ),
        "a form of six fields is filled": with_(*form),
        "a box is ticked": with_(replace(one["e60"], states=enabled | {State.CHECKED})),
        "a dialog opens": opened,
        "a table has other rows": scene_of_mail(
            stage, scene.elements, [replace(scene.tables[0], rows=scene.tables[0].rows[:4])]
        ),
    }


def large(stage: Stage) -> Scene:
    """A mail program's window of five hundred elements: menus, buttons, fields and a long table."""
    short = [text for text in stage.phrases(web=False) if len(text) <= _LONGEST and text[0].isupper()]
    phrases = iter(random.Random(15).sample(short, _NAMED))
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

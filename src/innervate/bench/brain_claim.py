"""A claim settled from its goal on a real desktop: how often a planner is asked, what that costs in tokens,
and that the same goal costs nothing the second time.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from innervate.bench.boundary_view import tokenizer
from innervate.bench.examples import examples_folder
from innervate.bench.figures import Figure
from innervate.core.errors import Unavailable

Say = Callable[[str], None]


def measure(seed: int, say: Say) -> tuple[list[Figure], dict[str, object]]:
    """
    :raises Unavailable: the claims example is not here, or a claim was not settled as it must be.
    """
    examples = examples_folder()
    with tempfile.TemporaryDirectory(prefix="innervate-bench-") as place:
        folder = Path(place) / "claims"
        say("a claim from its goal, and another one by what came of it: two desktops …")
        env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(examples), os.environ.get("PYTHONPATH", "")])}
        command = [sys.executable, "-m", "claims.planned", "--seed", str(seed), "--dir", str(folder)]
        with (Path(place) / "log").open("wb") as log:
            status = subprocess.run(command, env=env, stdout=log, stderr=log, check=False).returncode
        if status:
            last = (Path(place) / "log").read_text("utf-8", "replace").strip().splitlines()[-1:]
            raise Unavailable(
                "two claims that are settled", f"status {status}: {last}", "see the demonstration"
            )
        first, second = (
            json.loads((folder / one / "told.json").read_text("utf-8")) for one in ("first", "second")
        )
    count = tokenizer()
    figures = [
        Figure("calls for a claim planned from its goal", len(first["questions"]), "", 3),
        Figure("calls for the same goal the second time", len(second["questions"]), "", 0),
    ]
    if count is None:
        say("no tokens are counted: install innervate[bench]")
        return figures, {}
    stable = count(first["instructions"])
    into = [stable + count(text) for text in first["questions"]]
    out = [count(text) for text in first["answers"]]
    figures += [
        Figure("tokens into a call, at most", max(into), "", 4000),
        Figure("of these the same for every call", stable, ""),
        Figure("tokens for the whole claim, in and out", sum(into) + sum(out), "", 10_000),
    ]
    return figures, {"into": into, "out": out}

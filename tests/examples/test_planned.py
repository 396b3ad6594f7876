"""Two claims from their goal on real desktops: one planned, the next by the playbook that came of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from claims.generate import case, private_values
from innervate.core.view import HANDLE

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.desktop
def test_what_was_planned_for_one_claim_settles_the_next_without_a_planner(tmp_path: Path) -> None:
    folder = tmp_path / "claims"
    command = [sys.executable, "-m", "claims.planned", "--seed", "5", "--dir", str(folder)]
    paths = [str(EXAMPLES), *filter(None, [os.environ.get("PYTHONPATH")])]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    ran = subprocess.run(command, env=env, capture_output=True, text=True, timeout=600, check=False)
    assert ran.returncode == 0, ran.stdout[-3000:] + ran.stderr[-3000:]
    first, second = (json.loads((folder / name / "told.json").read_text()) for name in ("first", "second"))
    assert (len(first["questions"]), second["questions"]) == (3, [])
    told = HANDLE.sub("", "\n".join(first["questions"]))
    assert [value for value in private_values(case(5)) if value in told] == []
    goals = [json.loads(question)["goal"] for question in first["questions"]]
    assert all("New claim" not in goal for goal in goals), "it is quoted, so it stays here"

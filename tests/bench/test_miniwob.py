"""The bench over web tasks: what it counts, what it serves, and a few of its tasks on a real desktop."""

from __future__ import annotations

import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from innervate.bench import miniwob
from innervate.bench.miniwob import by_task, figures, measure
from innervate.bench.miniwob_stage import PLAYBOOKS, given
from innervate.bench.miniwob_tasks import TASKS, UNSOLVED
from innervate.core.errors import BadInput
from innervate.planners.playbook import read_playbook

QUICK = ("click-dialog", "enter-text", "use-slider", "click-color")


def test_every_playbook_is_a_plan_of_a_listed_task() -> None:
    for path in PLAYBOOKS.glob("*.yaml"):
        assert path.name.split(".")[0] in TASKS
        plan = given(read_playbook(path), "Do it")
        assert (plan.takes, plan.applications) == ((), ("page",))
    assert not {path.stem for path in PLAYBOOKS.glob("*.yaml")} & set(UNSOLVED)


def test_a_task_is_solved_in_nine_of_ten() -> None:
    lines = [
        {"task": task, "reward": 1.0 if n >= lost else -1.0, "seconds": 1.0, "why": ""}
        for task, lost in (("click-tab", 1), ("enter-text", 2))
        for n in range(10)
    ]
    told = by_task(lines)
    assert [(one.task, one.won, one.solved) for one in told] == [
        ("click-tab", 9, True),
        ("enter-text", 8, False),
    ]
    assert figures(told, ("click-tab", "enter-text"), pixels=False)[0].value == 1


def test_other_tasks_are_refused() -> None:
    with pytest.raises(BadInput):
        measure(1, print, False, tasks=("a-task-of-another-list",))


def test_only_listed_pages_are_served(tmp_path: Path) -> None:
    for name in ("miniwob/listed.html", "miniwob/other.html", "core/core.js", "secret.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("<head></head>")
    server = Path(miniwob.__file__).with_name("miniwob_server.py")
    command = [sys.executable, "-P", str(server), str(tmp_path), "listed"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        origin = f"http://127.0.0.1:{int(process.stdout.readline())}"
        try:
            with urllib.request.urlopen(f"{origin}/miniwob/listed.html") as answer:
                assert b"episode.js" in answer.read()
            with urllib.request.urlopen(f"{origin}/core/core.js") as answer:
                assert answer.status == 200
            for path in ("miniwob/other.html", "secret.txt", "core/../secret.txt", "miniwob/"):
                with pytest.raises(urllib.error.HTTPError) as refused:
                    urllib.request.urlopen(f"{origin}/{path}")
                refused.value.close()
                assert refused.value.code == 404
        finally:
            process.kill()


@pytest.mark.desktop
def test_a_few_tasks_are_solved() -> None:
    told, _ = miniwob.perform(
        {"tasks": list(QUICK), "seeds": [1], "pixels": False, "questions": "embedded"}, lambda line: None
    )
    assert {one.task: one.won for one in told} == dict.fromkeys(QUICK, 1)

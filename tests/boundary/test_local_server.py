"""The planner's wire against a real llama.cpp server: what it is asked, what it is held to, how it fails."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml

from innervate.bench.boundary_house import House, Way
from innervate.bench.boundary_stage import Stage, scene_of_mail
from innervate.boundary.ledger_check import check
from innervate.core.planner import Question, Unanswered
from innervate.core.usage import Usage
from innervate.planners.constraint import constraint
from innervate.planners.source import Faulty, Source
from innervate.planners.wire import PlanShape

pytestmark = pytest.mark.skipif(
    find_spec("xllamacpp") is None or find_spec("gguf") is None,
    reason="no llama.cpp here (pip install xllamacpp gguf)",
)
ROOT = Path(__file__).parents[2]


class Server:
    """A llama.cpp server in a process of its own."""

    def __init__(self, folder: Path, context: int) -> None:
        self.running = subprocess.Popen(
            [sys.executable, "-m", "tests.boundary.tiny_planner", str(folder), str(context)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self.running.stdout is not None
        self.address = self.running.stdout.readline().strip()
        assert self.address.startswith("http://127.0.0.1:"), self.address

    def end(self) -> None:
        self.running.kill()
        self.running.communicate()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    opened = Server(tmp_path_factory.mktemp("model"), 32_768)
    yield opened
    opened.end()


@contextmanager
def asking(home: House, server: Server, **more: object) -> Iterator[Way]:
    said = {
        "url": f"{server.address}/v1/chat/completions",
        "style": "chat",
        "model": "tiny",
        "seconds": 120,
        "tries": 1,
        **more,
    }
    path = home.folder / "planner-local.yaml"
    path.write_text(yaml.safe_dump(said), encoding="utf-8")
    with home.way_by(path) as way:
        yield way


def ask(way: Way, where: Stage) -> tuple[str, str, Usage]:
    """How it ended, the text, what it took."""
    view = way.gate.pass_view(way.sanitiser.view(scene_of_mail(where, [])))
    try:
        answer = asyncio.run(way.out.plan(Question(view)))
    except Unanswered as unanswered:
        return unanswered.seen, "", unanswered.usage
    return "answered", answer.text, answer.usage


def fits(text: str) -> bool:
    try:
        Source.parse(text, "the answer").read(PlanShape)
    except Faulty:
        return False
    return True


def test_even_random_weights_keep_to_the_schema(home: House, where: Stage, server: Server) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = jsonschema.Draft202012Validator(constraint())
    with asking(home, server, constrain="schema", most_tokens=2000) as way:
        told = [ask(way, where) for _ in range(6)]
    assert {how for how, _, _ in told} <= {"answered", "cut by length"}
    plans = [text for how, text, _ in told if how == "answered"]
    assert plans, "all were cut by length"
    for text in plans:
        schema.validate(json.loads(text))
    assert any(fits(text) for text in plans), "the schema is nearly as narrow as the language"
    assert all(usage.sure and usage.input > 1000 for _, _, usage in told)
    assert all(usage.output == 2000 for how, _, usage in told if how == "cut by length")
    assert check(home.app.settings.state, home.app.ledger().public_key).unsettled == ()


def test_without_the_schema_they_write_no_plan(home: House, where: Stage, server: Server) -> None:
    """What the schema is for."""
    with asking(home, server, most_tokens=50) as way:
        _, text, _ = ask(way, where)
    assert not fits(text)


def test_what_it_read_before_is_not_read_again(home: House, where: Stage, server: Server) -> None:
    with asking(home, server, constrain="schema", most_tokens=2000) as way:
        _, last = ask(way, where), ask(way, where)
    assert last[2].cached > last[2].input / 2


def test_more_than_its_context_is_refused(tmp_path: Path, home: House, where: Stage) -> None:
    small = Server(tmp_path, 512)
    with asking(home, small) as way:
        assert ask(way, where)[0] == "request refused"
    small.end()


def test_one_that_ends_is_told_apart_from_one_that_is_not_there(
    tmp_path: Path, home: House, where: Stage
) -> None:
    ended = Server(tmp_path, 32_768)
    ended.end()
    with asking(home, ended) as way:
        assert ask(way, where)[0] == "not sent"

"""A program as the planner: it gets what both keys cleared; whatever it does is bounded and has a word."""

from __future__ import annotations

import asyncio
import json
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml

from innervate.bench import wire_programs
from innervate.bench.boundary_house import House, Way
from innervate.bench.boundary_stage import Stage, element, scene_of_mail
from innervate.bench.brain_wire_programs import CASES
from innervate.bench.wire_programs import PLAN
from innervate.boundary.gateway.clearance import Told
from innervate.boundary.gateway.planner_file import read_planner
from innervate.boundary.ledger_check import check
from innervate.boundary.ledger_records import Face, Kind
from innervate.core.errors import BadInput, PrivacyRefused
from innervate.core.planner import Answer, Question, Unanswered
from innervate.core.vocabulary import Role

PROGRAMS = Path(wire_programs.__file__)


@contextmanager
def running(home: House, name: str, **more: object) -> Iterator[Way]:
    words = [sys.executable, str(PROGRAMS), name]
    path = home.folder / "planner-exec.yaml"
    path.write_text(yaml.safe_dump({"exec": words, "seconds": 20, **more}), encoding="utf-8")
    with home.way_by(path) as way:
        yield way


def ask(way: Way, where: Stage) -> Answer:
    view = way.gate.pass_view(way.sanitiser.view(scene_of_mail(where, [])))
    return asyncio.run(way.out.plan(Question(view)))


def test_it_gets_the_bytes_that_the_ledger_holds_and_a_line_end(home: House, where: Stage) -> None:
    with running(home, "echo") as way:
        got = [ask(way, where).text for _ in range(2)]
    left = [r for r in home.app.ledger().records() if r.kind is Kind.LEAVING]
    assert [r.body.decode() for r in left] == got
    assert {r.face for r in left} == {Face.EXEC}
    assert {r.head for r in left} == {""}
    assert all(r.sink.startswith("exec:") and r.sink.endswith("echo") for r in left)
    said = json.loads(got[0])
    assert set(said) == {
        *("innervate", "instructions", "view", "goal", "last", "codes", "complaints", "bound", "earlier"),
    }
    assert said["innervate"] == 1
    assert check(home.app.settings.state, home.app.ledger().public_key).unsettled == ()


def test_it_gets_nothing_that_the_gateway_does_not_know(home: House, where: Stage) -> None:
    """A core that tells a screen's text as a phrase: the gate of its own is not asked."""
    secret = "Rosa Winter-Ibarra"
    with running(home, "echo") as way:
        button = element("b", Role.BUTTON, where.constants[0])
        view = way.gate.pass_view(way.sanitiser.view(scene_of_mail(where, [button])))
        wrong = view.replace(json.dumps(where.constants[0]).encode(), json.dumps(secret).encode())
        assert wrong != view
        way.gate.check = lambda data: None  # type: ignore[method-assign]
        with pytest.raises(PrivacyRefused):
            asyncio.run(way.out.plan(Question(wrong)))
        assert secret not in asyncio.run(way.out.plan(Question(view))).text


def test_what_it_took_comes_back(home: House, where: Stage) -> None:
    with running(home, "plan") as way:
        usage = ask(way, where).usage
    assert (usage.input, usage.cached, usage.output, usage.sure) == (10, 4, 3, True)
    assert usage.seconds > 0


def test_without_a_word_of_that_it_is_counted_at_its_most(home: House, where: Stage) -> None:
    with running(home, "noisy") as way:
        usage = ask(way, where).usage
    (left,) = [r for r in home.app.ledger().records() if r.kind is Kind.LEAVING]
    assert (usage.input, usage.output, usage.sure) == (len(left.body), len(PLAN), False)


def test_a_plan_may_come_as_an_object(home: House, where: Stage) -> None:
    with running(home, "structured") as way:
        text = ask(way, where).text
    assert yaml.safe_load(text) == {"plan": "x ä", "steps": []}
    assert len(text.splitlines()) > 1, "complaints name lines"


@pytest.mark.parametrize(
    ("name", "word"),
    [(name, word) for name, word in CASES.items() if word is not Told.ANSWERED],
)
def test_whatever_it_does_has_its_word(home: House, where: Stage, name: str, word: Told) -> None:
    with running(home, name, seconds=1 if word is Told.SLOW else 20) as way:
        for _ in range(2):  # it is begun anew
            with pytest.raises(Unanswered) as told:
                ask(way, where)
            assert told.value.seen == word
            assert "Rosa" not in str(told.value)
    assert "Rosa" not in home.app.ledger().path.read_text()
    assert check(home.app.settings.state, home.app.ledger().public_key).unsettled == ()


def test_what_was_said_unasked_answers_nothing(home: House, where: Stage) -> None:
    home.environment["HOME"] = str(home.folder)
    with running(home, "late") as way:
        assert ask(way, where).text == PLAN
        (home.folder / "speak").touch()
        time.sleep(0.5)  # it can tell nobody that it spoke
        (home.folder / "speak").unlink()
        assert ask(way, where).text == PLAN


def test_one_that_can_not_be_begun_gets_nothing(home: House, where: Stage) -> None:
    path = home.folder / "planner-exec.yaml"
    path.write_text("exec: [/nonexistent/planner]\n", encoding="utf-8")
    with home.way_by(path) as way, pytest.raises(Unanswered, match="not sent"):
        ask(way, where)
    assert not home.app.ledger().path.exists()


def test_all_of_it_ends_when_it_is_too_slow(home: House, where: Stage) -> None:
    with running(home, "hangs", seconds=1) as way:
        for _ in range(2):
            with pytest.raises(Unanswered):
                ask(way, where)
            assert not processes_with(home, "hangs"), "neither it nor what it started"


def test_it_ends_with_the_gateway(home: House, where: Stage) -> None:
    with running(home, "echo") as way:
        ask(way, where)
        assert processes_with(home, "echo")
    assert not processes_with(home, "echo")


def processes_with(home: House, word: str) -> list[int]:
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = path.read_bytes().split(b"\0")
        except OSError:
            continue
        if str(PROGRAMS).encode() in words and word.encode() in words:
            found.append(int(path.parent.name))
    return found


@pytest.mark.skipif(shutil.which("bwrap") is None, reason="bubblewrap is not installed")
@pytest.mark.parametrize("network", [False, True])
def test_it_has_no_more_than_the_gateway(home: House, where: Stage, network: bool) -> None:
    home.environment.update(DISPLAY=":77", HOME=str(home.folder))
    with running(home, "confined", network=network) as way:
        found = json.loads(ask(way, where).text)
    assert found["names"] == []
    assert found["wrote"] is False
    assert found["sockets"] == []
    assert not (home.folder / "written").exists()
    assert len(found["held"]) == 4, "its three and the one that looks"
    devices = set(found["net"].partition("|")[2].split(","))
    here = {row.split(":")[0].strip() for row in Path("/proc/net/dev").read_text().splitlines() if ":" in row}
    assert devices == (here if network else {"lo"})


def test_a_command_is_a_planner_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    to = read_planner("exec:python3 plan.py --model 'a b'").to
    assert to.sink == "exec:python3 plan.py --model 'a b'"
    assert not to.constrain
    for wrong in ("exec:", "exec:'", "exec: \n"):
        with pytest.raises(BadInput):
            read_planner(wrong)

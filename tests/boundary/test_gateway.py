"""Two processes, two keys: what leaves is what both cleared, to the byte; all else is refused whole."""

from __future__ import annotations

import json
import os
import random
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from innervate.bench.boundary_house import House, Way, house
from innervate.bench.boundary_recorder import PLAN, Recorder, chat_answer, messages_answer, reply
from innervate.bench.boundary_stage import Stage, element, scene_of_mail, stage
from innervate.boundary.gateway.channel import Channel
from innervate.boundary.gateway.destination import KEY_MASK, Destination, Style
from innervate.boundary.ledger_check import check
from innervate.boundary.ledger_records import Kind
from innervate.core.errors import BadInput, Lost, PrivacyRefused, Unavailable
from innervate.core.scene import Scene
from innervate.core.vocabulary import Role

SECRET = "Rosa Winter-Ibarra"


@pytest.fixture(scope="module")
def where() -> Stage:
    return stage()


@pytest.fixture
def home(tmp_path: Path, where: Stage) -> House:
    return house(tmp_path, where)


@pytest.fixture
def recorder() -> Iterator[Recorder]:
    with Recorder() as opened:
        yield opened


def scene(where: Stage) -> Scene:
    shown = [
        element("b", Role.BUTTON, where.constants[0]),
        element("f", Role.ENTRY, where.constants[1], value=SECRET),
        element("l", Role.LABEL, "Divorce papers"),
    ]
    return scene_of_mail(where, shown, title="Will May")


def asked(way: Way, where: Stage) -> str:
    return way.out.ask_now(way.gate.pass_view(way.sanitiser.view(scene(where))))


@pytest.mark.parametrize(("style", "answer"), [(Style.CHAT, chat_answer), (Style.MESSAGES, messages_answer)])
def test_what_arrives_is_what_the_ledger_says(
    home: House, where: Stage, style: Style, answer: Callable[[bytes], bytes]
) -> None:
    with Recorder(answer) as recorder, home.way_out(recorder.port, style) as way:
        assert asked(way, where) == PLAN
        assert asked(way, where) == PLAN
    left = [r for r in home.app.ledger().records() if r.kind is Kind.LEAVING]
    arrived = [(head.replace(home.key, KEY_MASK), body) for head, body in recorder.requests]
    assert arrived == [(r.head, r.body) for r in left]
    assert len(arrived) == 2
    assert all(home.key in head and SECRET.encode() not in body for head, body in recorder.requests)
    found = check(home.app.settings.state, home.app.ledger().public_key)
    assert found.whole
    assert found.unsettled == ()
    assert home.key not in home.app.ledger().path.read_text()


def test_the_gateway_refuses_what_its_own_catalogues_do_not_have(
    home: House, where: Stage, recorder: Recorder
) -> None:
    """A core that tells a screen's text as a phrase: the gate of its own is not asked."""
    with home.way_out(recorder.port) as way:
        view = way.gate.pass_view(way.sanitiser.view(scene(where)))
        wrong = view.replace(json.dumps(where.constants[0]).encode(), json.dumps(SECRET).encode())
        assert wrong != view
        way.gate.check = lambda data: None  # type: ignore[method-assign]
        with pytest.raises(PrivacyRefused) as refused:
            way.out.ask_now(wrong)
        assert SECRET not in str(refused.value)
        assert asked(way, where) == PLAN  # it goes on
    assert len(recorder.connections) == 1
    assert all(SECRET.encode() not in bytes(c) for c in recorder.connections)


def test_core_refuses_to_countersign_what_it_would_not_have_made(
    home: House, where: Stage, recorder: Recorder
) -> None:
    """A gateway that adds something: here the one that speaks is the test."""
    ours, its = socket.socketpair()
    with home.way_out(recorder.port) as way:
        said: list[object] = []

        def gateway() -> None:
            channel = Channel.agree(its, is_core=False)
            channel.receive(10)
            body, head = '{"stolen":true}', "POST / HTTP/1.1\r\n\r\n"
            proposal = {
                "propose": 1,
                "sink": "http://127.0.0.1/",
                "head": head,
                "body": body,
                "signature": "00",
            }
            channel.send({**proposal})
            said.append(channel.receive(10))
            channel.send({"answer": 1, "told": "refused", "plan": ""})

        thread = threading.Thread(target=gateway)
        thread.start()
        way.out._channel = Channel.agree(ours, is_core=True)
        with pytest.raises(PrivacyRefused):
            asked(way, where)
        thread.join()
        assert said == [{"withhold": 1}]
        way.out.close()
        its.close()
    assert not home.app.ledger().path.exists()
    assert recorder.connections == []


@pytest.mark.parametrize(
    "answer",
    [
        reply(b"", "302 Found", "Location: http://127.0.0.1:9/\r\n"),
        reply(b"<html>"),
        reply(json.dumps({"choices": []}).encode()),
        reply(b"{}", more="Content-Encoding: gzip\r\n"),
        reply(b"{}", "500 Internal Server Error"),
        reply(b"x" * (3 << 20)),
        b"HTTP/1.1 2",
        reply(json.dumps({"choices": [{"message": {"content": "x" * (300 << 10)}}]}).encode()),
    ],
    ids=["redirect", "html", "form", "encoding", "error", "endless", "torn", "long plan"],
)
def test_a_bad_answer_is_one_word(home: House, where: Stage, answer: bytes) -> None:
    def answered(body: bytes) -> bytes:
        return answer

    with Recorder(answered) as recorder, home.way_out(recorder.port, seconds=2) as way:
        with pytest.raises(Unavailable) as told:
            asked(way, where)
        assert told.value.seen in ("declined", "unusable", "failed")
    assert len(recorder.connections) == 1
    assert check(home.app.settings.state, home.app.ledger().public_key).unsettled == ()


def test_nobody_listening_is_told_as_not_sent(home: House, where: Stage) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with home.way_out(port) as way, pytest.raises(Unavailable):
        asked(way, where)
    kinds = [r.kind for r in home.app.ledger().records()]
    assert kinds == [Kind.LEAVING, Kind.WITHHELD]


def test_proxies_of_the_environment_are_not_used(
    home: House, where: Stage, recorder: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Recorder() as proxy:
        for name in ("HTTP_PROXY", "ALL_PROXY", "http_proxy", "all_proxy"):
            home.environment[name] = f"http://127.0.0.1:{proxy.port}"
        with home.way_out(recorder.port) as way:
            asked(way, where)
        assert proxy.connections == []
    assert len(recorder.connections) == 1


def test_a_gateway_that_is_killed_at_any_moment_sends_nothing_unsigned(home: House, where: Stage) -> None:
    chance = random.Random(11)
    with Recorder() as recorder:
        for _ in range(6):
            with home.way_out(recorder.port) as way:
                moment = threading.Timer(
                    chance.random() * 0.05, way.started.process.send_signal, [signal.SIGKILL]
                )
                moment.start()
                try:
                    while True:
                        asked(way, where)
                except Lost:
                    pass
                moment.join()
    ledgered = {(r.head, r.body) for r in home.app.ledger().records() if r.kind is Kind.LEAVING}
    arrived = [(head.replace(home.key, KEY_MASK), body) for head, body in recorder.requests]
    assert set(arrived) <= ledgered
    # What did not arrive whole is the beginning of something that was cleared.
    whole = {head.replace(KEY_MASK, home.key).encode() + body for head, body in ledgered}
    assert all(any(w.startswith(bytes(c)) for w in whole) for c in recorder.connections)
    assert check(home.app.settings.state, home.app.ledger().public_key).whole


def test_the_gateway_ends_with_its_core(home: House, where: Stage, recorder: Recorder) -> None:
    with home.way_out(recorder.port) as way:
        asked(way, where)
        way.out.close()
        assert way.started.process.wait() == 0


def test_the_gateway_has_neither_screens_nor_foreign_descriptors(home: House, recorder: Recorder) -> None:
    home.environment["DISPLAY"] = ":77"
    with open(home.folder / "desk.yaml", "rb") as foreign, home.way_out(recorder.port) as way:
        os.set_inheritable(foreign.fileno(), True)
        process = Path(f"/proc/{way.started.process.pid}")
        assert home.key.encode() not in (process / "cmdline").read_bytes()
        try:
            said = (process / "environ").read_bytes()
            held = [os.readlink(found) for found in (process / "fd").iterdir()]
        except PermissionError:
            return  # closed to its own user, as it should be; only root sees more
        assert b"DISPLAY=" not in said
        assert home.key.encode() not in said
        assert not [name for name in held if str(home.folder) in name]


def test_frames_of_another_session_are_not_believed() -> None:
    a, b = socket.socketpair()
    ends: list[Channel] = []
    thread = threading.Thread(target=lambda: ends.append(Channel.agree(b, is_core=False)))
    thread.start()
    core = Channel.agree(a, is_core=True)
    thread.join()
    gateway = ends[0]
    core.send({"n": 1})
    assert gateway.receive(5) == {"n": 1}
    core._sent = 0  # the same again
    core.send({"n": 1})
    with pytest.raises(Lost):
        gateway.receive(5)
    core.close()
    gateway.close()


def test_a_frame_that_is_too_large_is_not_read() -> None:
    a, b = socket.socketpair()
    a.sendall(b"\xff\xff\xff\xff")
    with pytest.raises(Lost):
        Channel.agree(b, is_core=False, seconds=5)
    a.close()
    b.close()


@pytest.mark.parametrize(
    "url",
    [
        "http://planner.example/v1",
        "http://localhost/v1",
        "https://user:pass@planner.example/",
        "https://planner.example/v1?q=1",
        "https://planner.example/#x",
        "ftp://planner.example/",
    ],
)
def test_addresses_that_are_refused(url: str) -> None:
    with pytest.raises(BadInput):
        Destination(url, Style.CHAT, "m")


def test_core_that_is_gone_while_the_planner_thinks(home: House, where: Stage) -> None:
    asking = threading.Event()

    def slow(body: bytes) -> bytes:
        asking.set()
        time.sleep(0.2)
        return chat_answer(body)

    with Recorder(slow) as recorder, home.way_out(recorder.port) as way:

        def ask() -> None:
            with pytest.raises(Lost):
                asked(way, where)

        thread = threading.Thread(target=ask)
        thread.start()
        asking.wait()
        way.started.core.shutdown(socket.SHUT_RDWR)
        thread.join()
        assert way.started.process.wait() == 0
    assert [r.kind for r in home.app.ledger().records()] == [Kind.LEAVING, Kind.FAILED]

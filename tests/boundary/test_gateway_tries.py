"""Tries, budgets, time and keys at the way out: what is asked again, what is not asked at all, and when it
ends."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from innervate.bench.boundary_house import House
from innervate.bench.boundary_recorder import PLAN, Recorder, chat_answer, reply
from innervate.bench.boundary_stage import Stage
from innervate.bench.wire_shapes import CACHED, MADE, READ, SHAPES
from innervate.bench.wire_shapes import body as body_of
from innervate.boundary.gate import Gate
from innervate.boundary.gateway.channel import Channel
from innervate.boundary.gateway.clearance import Told
from innervate.boundary.gateway.destination import KEY_MASK, MOST_TRIES, Destination, Style
from innervate.boundary.gateway.patience import FAILURES
from innervate.boundary.gateway.process import _Core
from innervate.boundary.gateway.template import Template
from innervate.boundary.gateway.way_out import WayOut
from innervate.boundary.handles import Handles
from innervate.boundary.leakage import NothingRan
from innervate.boundary.ledger_records import Kind
from innervate.boundary.view import Sanitiser
from innervate.core.errors import Lost, NeedsPerson
from innervate.core.outcome import Code
from innervate.core.planner import Question, Unanswered
from innervate.core.usage import Usage
from tests.boundary.test_gateway import asked, scene


def test_each_try_is_cleared_and_settled_by_itself(home: House, where: Stage) -> None:
    answers = [
        reply(b"{}", "529 Overloaded"),
        reply(b"{}", "429 Too Many Requests", "Retry-After: 0\r\n"),
        chat_answer(b""),
    ]
    with Recorder(lambda body: answers.pop(0)) as recorder, home.way_out(recorder.port) as way:
        assert asked(way, where) == PLAN
    records = [*home.app.ledger().records()]
    assert [r.kind for r in records] == [Kind.LEAVING, Kind.SENT] * 3
    left = [r.head.encode() + r.body for r in records if r.kind is Kind.LEAVING]
    key, mask = home.key.encode(), KEY_MASK.encode()
    assert [bytes(c).replace(key, mask) for c in recorder.connections] == left
    assert len(set(left)) == 1


@pytest.mark.parametrize("wrong", ["gone", "open to others"])
def test_a_key_that_is_not_there_is_told_and_nothing_is_asked(
    home: House, where: Stage, recorder: Recorder, wrong: str
) -> None:
    key = home.folder / "planner.key"
    if wrong == "gone":
        key.unlink()
    else:
        key.chmod(0o644)
    with home.way_out(recorder.port) as way:
        for _ in range(2):
            with pytest.raises(Unanswered) as told:
                asked(way, where)
            assert told.value.seen == "not asked: its key is not there"
            assert "key_file" in told.value.todo
    assert recorder.connections == []
    assert not home.app.ledger().path.exists()


def test_core_clears_no_more_sendings_than_there_are_tries(home: House, where: Stage) -> None:
    template, ends = (
        Template(Destination("http://127.0.0.1:9/v1", Style.CHAT, "planner-one")),
        socket.socketpair(),
    )
    desk = home.app.desk()
    applications, catalogues, handles = list(desk.applications.values()), home.app.catalogues(desk), Handles()
    gate = Gate(applications, catalogues, handles)
    view = gate.pass_view(Sanitiser(applications, catalogues, handles).view(scene(where)))
    body, released = template.body(Question(view)), []

    def gateway() -> None:
        channel = Channel.agree(ends[1], is_core=False)
        channel.receive(10)
        core = _Core(channel, template.destination.sink)
        with closing(channel), suppress(Lost):
            for _ in range(9):
                released.append(core.clear(template.destination.head(len(body)), body))

    thread = threading.Thread(target=gateway)
    thread.start()
    core = Channel.agree(ends[0], is_core=True)
    out = WayOut(core, template, gate, handles, home.app.ledger(), "run", NothingRan())
    with pytest.raises(Lost):
        out.ask_now(view)
    core.close()
    thread.join()
    assert len(released) == MOST_TRIES
    kinds = [r.kind for r in home.app.ledger().records()]
    assert kinds == [Kind.LEAVING, Kind.FAILED] * MOST_TRIES, "what came of them was not told"


@pytest.mark.parametrize("secure", [False, True])
def test_an_answer_that_drips_is_not_waited_for(
    home: House, where: Stage, tmp_path: Path, secure: bool
) -> None:
    """Each byte comes within the time that is waited for one."""

    def drip(body: bytes) -> Iterator[bytes]:
        for byte in chat_answer(body):
            yield bytes([byte])
            time.sleep(0.2)

    with Recorder(drip, secured(tmp_path) if secure else None) as recorder:
        path = home.planner(recorder.port, Style.CHAT, seconds=1)
        if secure:
            said = path.read_text().replace("http:", "https:")
            path.write_text(said + f"ca: {tmp_path / 'certificate.pem'}\n")
        with home.way_by(path) as way:
            with pytest.raises(Unanswered, match="too slow"):
                asked(way, where)
            recorder.answer = chat_answer
            assert asked(way, where) == PLAN


def test_a_server_with_another_certificate_gets_nothing(home: House, where: Stage, tmp_path: Path) -> None:
    for name in ("ours", "other"):
        (tmp_path / name).mkdir()
    secured(tmp_path / "ours")
    with Recorder(chat_answer, secured(tmp_path / "other")) as recorder:
        path = home.planner(recorder.port, Style.CHAT)
        said = path.read_text().replace("http:", "https:").replace("pause: 0.02", "tries: 1")
        path.write_text(said + f"ca: {tmp_path / 'ours' / 'certificate.pem'}\n")
        with home.way_by(path) as way, pytest.raises(Unanswered, match="not sent"):
            asked(way, where)
    assert not any(recorder.connections)
    assert [r.kind for r in home.app.ledger().records()] == [Kind.LEAVING, Kind.WITHHELD]


def secured(folder: Path) -> ssl.SSLContext:
    """A server's side of TLS, by a certificate of its own for this machine."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "a planner")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    (folder / "certificate.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "server.pem").write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem")
    return context


def test_core_that_is_gone_between_two_tries_is_not_waited_for(home: House, where: Stage) -> None:
    asked_once = threading.Event()

    def turned_away(body: bytes) -> bytes:
        asked_once.set()
        return reply(b"{}", "503 Service Unavailable", "Retry-After: 19\r\n")

    with Recorder(turned_away) as recorder, home.way_out(recorder.port) as way:

        def ask() -> None:
            with pytest.raises(Lost):
                asked(way, where)

        thread = threading.Thread(target=ask)
        thread.start()
        asked_once.wait()
        way.started.core.shutdown(socket.SHUT_RDWR)
        thread.join()
        assert way.started.process.wait(15) == 0
    assert len(recorder.connections) == 1


def test_a_planner_that_fails_on_and_on_is_left_alone(home: House, where: Stage) -> None:
    with (
        Recorder(lambda body: reply(b"{}", "400 Bad Request")) as recorder,
        home.way_out(recorder.port) as way,
    ):
        told = []
        for _ in range(FAILURES + 2):
            with pytest.raises(Unanswered) as unanswered:
                asked(way, where)
            told.append(unanswered.value.seen)
    assert told == ["request refused"] * FAILURES + ["not asked: it failed too often"] * 2
    assert len(recorder.connections) == FAILURES
    kinds = [r.kind for r in home.app.ledger().records()]
    assert kinds == [Kind.LEAVING, Kind.SENT] * FAILURES, "nothing was cleared for those that were not sent"


def test_a_budget_that_is_spent_lets_nothing_leave(home: House, where: Stage) -> None:
    with Recorder(lambda body: reply(body_of(SHAPES[Style.CHAT].success(PLAN)))) as recorder:
        path = home.planner(recorder.port, Style.CHAT)
        path.write_text(
            path.read_text() + "budget: {tokens: 2000, cost: 1}\nprice: {input: 300, output: 1500}\n"
        )
        with home.way_by(path) as way:
            view = way.gate.pass_view(way.sanitiser.view(scene(where)))
            answer = asyncio.run(way.out.plan(Question(view), Usage(1999)))
            expected = ((READ - CACHED) * 300 + CACHED * 300 + MADE * 1500) / 1e6
            assert answer.usage.cost == pytest.approx(expected)
            for spent in (Usage(1999, 0, 1), Usage(cost=1.0)):
                with pytest.raises(NeedsPerson) as over:
                    asyncio.run(way.out.plan(Question(view), spent))
                assert over.value.code is Code.PLAN_OVER_BUDGET
    assert len(recorder.connections) == 1


@pytest.mark.parametrize("used", [[1, 2], [1, 2, -3], ["1", 2, 3], [1, 2, 10**12], 7, [True, 1, 1]])
def test_numbers_of_the_gateway_that_are_none_are_counted_at_their_most(
    home: House, where: Stage, used: object
) -> None:
    template = Template(Destination("http://127.0.0.1:9/v1", Style.CHAT, "planner-one"))
    ours, its = socket.socketpair()
    ends: list[Channel] = []
    thread = threading.Thread(target=lambda: ends.append(Channel.agree(its, is_core=False)))
    thread.start()
    core = Channel.agree(ours, is_core=True)
    thread.join()
    gate = Gate([], {}, Handles())
    out = WayOut(core, template, gate, Handles(), home.app.ledger(), "run", NothingRan())
    taken = out._taken(Told.ANSWERED, used, b"12345", "ab", True)  # type: ignore[arg-type]
    assert taken == (5, 0, 2, False)
    for end in (core, ends[0]):
        end.close()

"""Two processes, two keys: what leaves is what both cleared, to the byte; all else is refused whole."""

from __future__ import annotations

import importlib
import json
import os
import random
import shutil
import signal
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from innervate.bench.boundary_house import House, Way
from innervate.bench.boundary_recorder import PLAN, Recorder, chat_answer, messages_answer, reply
from innervate.bench.boundary_stage import Stage, element, scene_of_mail
from innervate.bench.wire_shapes import SHAPES
from innervate.bench.wire_shapes import body as body_of
from innervate.boundary.canonical import canonical
from innervate.boundary.gate import Gate
from innervate.boundary.gateway.channel import Channel
from innervate.boundary.gateway.clearance import Cleared
from innervate.boundary.gateway.destination import KEY_MASK, Destination, Style
from innervate.boundary.gateway.goals import Goals
from innervate.boundary.gateway.leaves import Leaves
from innervate.boundary.gateway.process import _Core
from innervate.boundary.gateway.template import Template, written
from innervate.boundary.gateway.transport import CountersignedTransport
from innervate.boundary.gateway.way_out import WayOut
from innervate.boundary.handles import Handles
from innervate.boundary.leakage import NothingRan
from innervate.boundary.ledger_check import check
from innervate.boundary.ledger_records import Kind
from innervate.boundary.profiles import Profile, keep_profile
from innervate.boundary.screen_file import element_of
from innervate.boundary.view import Sanitiser
from innervate.core.errors import BadInput, Lost, NeedsPerson, PrivacyRefused, Unavailable
from innervate.core.event import Decided
from innervate.core.outcome import Code
from innervate.core.planner import Complaint, Ended, Fault, Question, Unanswered
from innervate.core.profile import Screen
from innervate.core.scene import Scene
from innervate.core.view import Phrase
from innervate.core.vocabulary import Role
from innervate.runtime.tally import Tally, Telling

SECRET = "Rosa Winter-Ibarra"


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


def test_what_the_accounts_can_not_pay_does_not_leave(home: House, where: Stage, recorder: Recorder) -> None:
    tally, accounts = Tally(), home.app.accounts()
    telling = Telling(tally, accounts, "run")
    with home.way_out(recorder.port, charges=telling) as way:
        tally.count(Decided("0", [["/usr/bin/mail", "amount"]], 6.0))
        assert asked(way, where) == PLAN
        assert accounts.charged() == {("/usr/bin/mail", "amount"): 7.0}
        assert asked(way, where) == PLAN, "nothing was decided since"
        tally.count(Decided("0", [["/usr/bin/mail", "amount"]], 0.5))
        with pytest.raises(NeedsPerson):
            asked(way, where)
        accounts.path.write_text("?")
        with pytest.raises(BadInput):
            asked(way, where)
    assert len(recorder.requests) == 2


def python_of(way: Way) -> int:
    """The gateway itself: the last of the processes that were started for it."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    found = way.started.process.pid
    while child := next((pid for pid, parent in parents.items() if parent == found), None):
        found = child
    return found


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
            channel.send({"answer": 1, "told": "refused", "plan": "", "used": None})

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


def test_the_gateway_sends_nothing_without_cores_signature(
    home: House, where: Stage, recorder: Recorder
) -> None:
    """A core that releases with a signature over something else, or with one that was used before."""
    with home.way_out(recorder.port) as way:
        channel, kept = way.out._channel, [""]
        real = channel.sign

        def noted(message: bytes) -> str:
            kept.append(real(message))
            return kept[-1]

        channel.sign = noted  # type: ignore[method-assign]
        assert asked(way, where) == PLAN
        for wrong in (real(b"something else"), kept[-1], "", "not hexadecimal"):
            channel.sign = lambda message, said=wrong: said  # type: ignore[method-assign, misc]
            with pytest.raises(PrivacyRefused):
                asked(way, where)
    assert len(recorder.connections) == 1


def test_the_transport_goes_nowhere_else(home: House, where: Stage, recorder: Recorder) -> None:
    to = Destination(f"http://127.0.0.1:{recorder.port}/v1", Style.CHAT, "m")
    leaves = Leaves(Template(to), [], {})
    a, b = socket.socketpair()
    ends: list[Channel] = []
    thread = threading.Thread(target=lambda: ends.append(Channel.agree(b, is_core=True)))
    thread.start()
    channel = Channel.agree(a, is_core=False)
    thread.join()
    transport = CountersignedTransport(to, "", leaves, _Core(channel, to.url))
    with httpx.Client(transport=transport, trust_env=False) as client:
        for method, url in (
            ("GET", to.url),
            ("POST", to.url + "?q=1"),
            ("POST", f"http://127.0.0.1:{recorder.port}/v2"),
            ("POST", f"http://localhost:{recorder.port}/v1"),
            ("CONNECT", to.url),
        ):
            with pytest.raises(PrivacyRefused, match="another request"):
                client.request(method, url, content=b"{}")
        with pytest.raises(PrivacyRefused, match="JSON"):
            client.post(to.url, content=b"not json")
    assert recorder.connections == []
    for end in (a, b):
        end.close()


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        (reply(b"", "302 Found", "Location: http://127.0.0.1:9/\r\n"), "unusable"),
        (reply(b"<html>"), "unusable"),
        (reply(json.dumps({"choices": []}).encode()), "unusable"),
        (reply(b"{}", more="Content-Encoding: gzip\r\n"), "unusable"),
        (reply(b"{}", "500 Internal Server Error"), "fault there"),
        (reply(b"x" * (3 << 20)), "unusable"),
        (b"HTTP/1.1 2", "too slow"),
        (reply(json.dumps({"choices": [{"message": {"content": "x" * (300 << 10)}}]}).encode()), "unusable"),
    ],
    ids=["redirect", "html", "form", "encoding", "error", "endless", "torn", "long plan"],
)
def test_a_bad_answer_is_one_word(home: House, where: Stage, answer: bytes, word: str) -> None:
    def answered(body: bytes) -> bytes:
        return answer

    with Recorder(answered) as recorder, home.way_out(recorder.port, seconds=2) as way:
        with pytest.raises(Unanswered) as told:
            asked(way, where)
        assert told.value.seen == word
        assert told.value.todo
    assert len(recorder.connections) == (4 if word == "fault there" else 1)
    assert check(home.app.settings.state, home.app.ledger().public_key).unsettled == ()


def test_nobody_listening_is_told_as_not_sent(home: House, where: Stage) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with home.way_out(port) as way, pytest.raises(Unavailable):
        asked(way, where)
    kinds = [r.kind for r in home.app.ledger().records()]
    assert kinds == [Kind.LEAVING, Kind.WITHHELD] * 4, "each try is cleared by itself"


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
        process = Path(f"/proc/{python_of(way)}")
        assert home.key.encode() not in (process / "cmdline").read_bytes()
        try:
            said = (process / "environ").read_bytes()
            held = [os.readlink(found) for found in (process / "fd").iterdir()]
        except PermissionError:
            return  # closed to its own user, as it should be; only root sees more
        assert b"DISPLAY=" not in said
        assert home.key.encode() not in said
        assert not [name for name in held if str(home.folder) in name]


def test_the_gateway_sees_no_vault_and_no_root_key(home: House, where: Stage, recorder: Recorder) -> None:
    if shutil.which("bwrap") is None:
        pytest.skip("bubblewrap is not installed")
    home.app.vault().put("mail", SECRET, where.mail.sink)
    state = home.app.settings.state.resolve()
    assert {"vault.json", "root.key", "approval.key"} <= {path.name for path in state.iterdir()}
    with home.way_out(recorder.port) as way:
        asked(way, where)
        try:
            seen = {path.name for path in Path(f"/proc/{python_of(way)}/root{state}").iterdir()}
        except PermissionError:
            pytest.skip("only root may look into another process")
        own = {"catalogues"}  # what it read itself
        assert seen <= own | {
            "approval.key",
            "approvals",
            "goals",
            "profiles",
            "policy.yaml",
            "policy.approval",
        }
        assert "approval.key" in seen


def test_a_goal_leaves_only_as_its_person_confirmed_it(home: House, where: Stage, recorder: Recorder) -> None:
    goals = Goals(home.app.settings.state / "goals", home.app.approvals())
    goals.confirm("settle the newest claim")
    goals.confirm(f"settle the claim of {SECRET}")
    with home.way_out(recorder.port) as way:
        view = way.gate.pass_view(way.sanitiser.view(scene(where)))
        assert way.out.ask_now(view, "settle the newest claim") == PLAN
        for goal in (
            "settle the oldest claim",  # nobody confirmed it: the gateway refuses
            f"settle the claim of {SECRET}",  # it says what a screen shows: core refuses
            "settle ⟦PERSON_1⟧ claim",  # that handle was never issued
        ):
            with pytest.raises(PrivacyRefused):
                way.out.ask_now(view, goal)
    assert len(recorder.connections) == 1
    assert b"settle the newest claim" in bytes(recorder.connections[0])


def test_a_profile_is_quoted_only_as_both_made_it_of_what_was_signed(
    home: House, where: Stage, recorder: Recorder
) -> None:
    sink = where.portal.sink
    grants = where.catalogues[sink].approved
    name = next(text for text, roles in grants.items() if Role.BUTTON in roles)
    known = (Screen(1, None, (element_of(Role.BUTTON, Phrase(name)),)),)
    keep_profile(home.app.settings.state, Profile("portal", sink, screens=known, version=1))
    with home.way_out(recorder.port) as way:
        view = way.sanitiser.view(scene(where))
        guide = way.gate.guides["portal"]
        quoted = way.gate.pass_view(replace(view, guides=(guide,)))
        assert b"profile portal 1\n  screen 1 has button" in quoted
        assert way.out.ask_now(quoted) == PLAN
        other = replace(guide, version=2)
        with pytest.raises(PrivacyRefused):
            way.gate.pass_view(replace(view, guides=(other,)))
        way.gate.guides = {"portal": other}  # a core that is another's
        with pytest.raises(PrivacyRefused):
            way.out.ask_now(way.gate.pass_view(replace(view, guides=(other,))))
    assert len(recorder.connections) == 1
    assert name.encode() in bytes(recorder.connections[0])


@pytest.mark.parametrize("lie", ["nothing", "signature", "body", "sink"])
def test_core_countersigns_no_proposal_but_its_own_bytes_signed_by_the_gateway(
    home: House, where: Stage, lie: str
) -> None:
    to = Destination("http://127.0.0.1:9/v1/messages", Style.MESSAGES, "planner-one", seconds=20)
    template, ends = Template(to), socket.socketpair()
    desk = home.app.desk()
    applications, catalogues, handles = list(desk.applications.values()), home.app.catalogues(desk), Handles()
    gate = Gate(applications, catalogues, handles)
    view = gate.pass_view(Sanitiser(applications, catalogues, handles).view(scene(where)))
    body = template.body(Question(view))
    answered: list[str] = []

    def gateway() -> None:
        channel = Channel.agree(ends[1], is_core=False)
        channel.receive(10)
        told = Cleared(1, to.url + "x" * (lie == "sink"), to.head(len(body)), body + b" " * (lie == "body"))
        signed = channel.sign(Cleared(1, to.url, to.head(len(body)), body).message())
        channel.send(
            {
                "propose": 1,
                "sink": told.sink,
                "head": told.head,
                "body": told.body.decode(),
                "signature": "00" * 64 if lie == "signature" else signed,
            }
        )
        answered.extend(channel.receive(10))
        channel.send({"answer": 1, "told": "refused", "plan": "", "used": None})

    thread = threading.Thread(target=gateway)
    thread.start()
    out = WayOut(
        Channel.agree(ends[0], is_core=True), template, gate, handles, home.app.ledger(), "run", NothingRan()
    )
    with pytest.raises(PrivacyRefused):
        out.ask_now(view)
    thread.join()
    for end in ends:
        end.close()
    assert ("release" in answered) is (lie == "nothing")


SDKS = {
    "chat": ("openai", "/chat/completions"),
    "responses": ("openai", "/responses"),
    "messages": ("anthropic", "/v1/messages"),
}
"""By style: whose library, and where it posts to."""


@pytest.mark.parametrize("style", [Style(name) for name in SDKS])
def test_a_real_sdk_goes_through_the_same_transport(home: House, where: Stage, style: Style) -> None:
    """Its own headers, retries and form of JSON do not leave."""
    sdk, path = SDKS[style]
    pytest.importorskip(sdk)
    with Recorder(lambda asked: reply(body_of(SHAPES[style].success(PLAN)))) as recorder:
        base = f"http://127.0.0.1:{recorder.port}"
        to = Destination(base + path, style, "planner-one", seconds=20)
        template, ends = Template(to), socket.socketpair()
        desk = home.app.desk()
        applications, catalogues = list(desk.applications.values()), home.app.catalogues(desk)
        handles = Handles()
        sanitiser = Sanitiser(applications, catalogues, handles)
        gate = Gate(applications, catalogues, handles)
        view = gate.pass_view(sanitiser.view(scene(where)))
        said: list[str] = []

        def gateway() -> None:
            channel = Channel.agree(ends[1], is_core=False)
            leaves = Leaves(template, applications, catalogues)
            transport = CountersignedTransport(to, "", leaves, _Core(channel, to.url))
            client = client_for(sdk, transport)
            asked = channel.receive(10)
            issued = asked["issued"]
            assert isinstance(issued, list)
            leaves.issued.add(issued)
            body = template.around(written(Question(view)))
            said.append(call_sdk(style, client, base, body))
            with pytest.raises(Exception, match=r".*"):  # a word more, and nothing leaves
                call_sdk(style, client, base, {**body, "temperature": 0.5})
            channel.send({"answer": 1, "told": "answered", "plan": said[0], "used": [9, 3, 2]})
            client.close()

        thread = threading.Thread(target=gateway)
        thread.start()
        out = WayOut(
            Channel.agree(ends[0], is_core=True),
            template,
            gate,
            handles,
            home.app.ledger(),
            "run",
            NothingRan(),
        )
        assert out.ask_now(view) == PLAN
        thread.join()
        for end in ends:
            end.close()
    assert said == [PLAN]
    records = [r for r in home.app.ledger().records() if r.kind is Kind.LEAVING]
    assert [bytes(c) for c in recorder.connections] == [r.head.encode() + r.body for r in records]
    assert len(records) == 1


def client_for(sdk: str, transport: CountersignedTransport) -> Any:
    """Of the kind on which that SDK is built."""
    if not any(
        c.__module__.startswith("httpx2") for c in importlib.import_module(sdk).DefaultHttpxClient.__mro__
    ):
        return httpx.Client(transport=transport, trust_env=False)
    import httpx2

    from innervate.boundary.gateway.transport2 import CountersignedTransport2

    return httpx2.Client(transport=CountersignedTransport2(transport), trust_env=False)


def call_sdk(style: Style, client: Any, base: str, body: dict[str, Any]) -> str:
    if style is not Style.MESSAGES:
        import openai

        api = openai.OpenAI(api_key="unused", base_url=base, http_client=client, max_retries=0)
        if style is Style.RESPONSES:
            return str(api.responses.create(**body).output_text)
        return str(api.chat.completions.create(**body).choices[0].message.content)
    import anthropic

    messages = anthropic.Anthropic(api_key="unused", base_url=base, http_client=client, max_retries=0)
    answer = messages.messages.create(**body)
    return str(answer.content[0].text)


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
    with pytest.raises(Lost, match="too large"):
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


@pytest.mark.parametrize(
    "said", [[[1, SECRET]], [[0, "shape"]], [["1", "shape"]], [[True, "shape"]], [[1]], "x", [1]]
)
def test_complaints_that_are_not_of_their_vocabulary_do_not_leave(
    home: House, where: Stage, said: object
) -> None:
    template = Template(Destination("http://127.0.0.1:9/v1", Style.CHAT, "planner-one"))
    desk = home.app.desk()
    applications, catalogues, handles = list(desk.applications.values()), home.app.catalogues(desk), Handles()
    view = Gate(applications, catalogues, handles).pass_view(
        Sanitiser(applications, catalogues, handles).view(scene_of_mail(where, [], title="Will May"))
    )
    leaves = Leaves(template, applications, catalogues)
    right = json.loads(written(Question(view, complaints=[Complaint(7, Fault.SHAPE)])))

    def body(question: dict[str, object]) -> bytes:
        return canonical(template.around(canonical(question).decode()))  # type: ignore[arg-type]

    leaves.check(body(right))
    with pytest.raises(PrivacyRefused):
        leaves.check(body({**right, "complaints": said}))


def test_a_gateway_knows_by_whose_key_goals_are_confirmed_later(tmp_path: Path) -> None:
    """On a machine on which nobody approved anything yet."""
    from innervate.launch.gateway import start

    planner = tmp_path / "planner.yaml"
    planner.write_text("url: http://127.0.0.1:9/v1\nstyle: chat\nmodel: small\n")
    state = tmp_path / "state"
    started = start(planner, {**os.environ, "INNERVATE_STATE": str(state), "INNERVATE_KEYRING": "no"})
    started.core.close()
    started.process.wait(30)
    assert (state / "goals").is_dir()
    assert (state / "approval.key").is_file(), "it was there before the gateway saw the folder"


def test_a_planner_is_reminded_of_its_own_words_and_of_nobody_else_s(home: House, where: Stage) -> None:
    ended = (Ended(2, Code.LOCATE_ABSENT),)
    reminded = {"last": PLAN, "codes": ended, "bound": ("total",), "earlier": ("1",)}
    with Recorder() as recorder, home.way_out(recorder.port) as way:
        view = way.gate.pass_view(way.sanitiser.view(scene(where)))
        for question in (
            Question(view, **reminded),  # type: ignore[arg-type]
            Question(view, **reminded),  # type: ignore[arg-type]
            Question(view, last=f"plan: {SECRET}", codes=ended, bound=(SECRET,), earlier=(SECRET,)),
        ):
            assert way.out.plan_now(question) == PLAN
        told = [json.loads(json.loads(body)["messages"][-1]["content"]) for _, body in recorder.requests]
    assert [one["last"] for one in told] == [None, PLAN, None], "nothing was its own before it answered"
    assert [one["codes"] for one in told] == [[], [[2, "locate.absent"]], []]
    assert [one["bound"] for one in told] == [[], [], []], "no answer of its names it"
    assert [one["earlier"] for one in told] == [[], ["1"], []]
    assert all(SECRET.encode() not in body for _, body in recorder.requests)


@pytest.mark.parametrize(
    "changed",
    [
        {"last": f"plan: {SECRET}"},
        {"last": PLAN + " "},
        {"last": 7},
        {"bound": [SECRET]},
        {"bound": ["tot"]},
        {"bound": [["total"]]},
        {"earlier": [SECRET]},
        {"last": None, "codes": [[1, "ok.done"]]},
    ],
)
def test_the_gateway_lets_no_words_out_that_the_planner_did_not_say(
    home: House, where: Stage, changed: dict[str, object]
) -> None:
    template = Template(Destination("http://127.0.0.1:9/v1", Style.CHAT, "planner-one"))
    desk = home.app.desk()
    applications, catalogues, handles = list(desk.applications.values()), home.app.catalogues(desk), Handles()
    view = Gate(applications, catalogues, handles).pass_view(
        Sanitiser(applications, catalogues, handles).view(scene_of_mail(where, [], title="Will May"))
    )
    leaves = Leaves(template, applications, catalogues)
    own = "plan: Count\nlet: {$total: 1}\nsteps: []\n"
    right = json.loads(written(Question(view, last=own, bound=("total",), earlier=("Count",))))
    body = canonical(template.around(canonical(right).decode()))
    with pytest.raises(PrivacyRefused):
        leaves.check(body)
    leaves.answers.append(own)
    leaves.answers.append(PLAN)
    leaves.check(body)
    with pytest.raises(PrivacyRefused):
        leaves.check(canonical(template.around(canonical({**right, **changed}).decode())))

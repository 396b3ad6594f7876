"""`innervate bench brain`, part wire: servers of four APIs that answer, fail and misbehave in every way, and
what comes of each; and that nothing reaches them that both keys did not clear.

Each case is asked through the real way out (gate, core's half, gateway process, HTTP), and after it a good
question, which has to be answered as if nothing had been.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from innervate.bench import brain_wire_plans, brain_wire_programs
from innervate.bench.boundary_exits import unsigned_bytes
from innervate.bench.boundary_house import House, Way, house
from innervate.bench.boundary_recorder import PLAN, Recorder, reply
from innervate.bench.boundary_stage import Stage, scene_of_mail, stage
from innervate.bench.figures import Figure
from innervate.bench.wire_shapes import CACHED, MADE, READ, SHAPES, Shapes, body
from innervate.boundary.gateway.clearance import Told
from innervate.boundary.gateway.destination import KEY_MASK, MOST_TRIES, Style
from innervate.boundary.ledger_records import Kind
from innervate.core.errors import InnervateError
from innervate.core.planner import Question, Unanswered

Say = Callable[[str], None]
Served = bytes | Iterator[bytes]
_SECONDS = 2.0
"""That an answer may take: cases that are slow take as long."""
_HUGE = 10 << 20
_STATUS = {
    400: "Bad Request",
    401: "Unauthorized",
    402: "Payment Required",
    403: "Forbidden",
    404: "Not Found",
    408: "Request Timeout",
    429: "Too Many Requests",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    529: "Overloaded",
}


@dataclass(frozen=True, slots=True)
class Case:
    """serve: what is answered to the question's first, second, … sending; the last for all further ones.

    how: what has to come of it. sendings: how many have to arrive.
    """

    name: str
    serve: Callable[[Shapes], list[Callable[[], Served]]]
    how: Told = Told.ANSWERED
    sendings: int = 1


def _always(make: Callable[[Shapes], Served]) -> Callable[[Shapes], list[Callable[[], Served]]]:
    return lambda shapes: [lambda: make(shapes)]


def _good(shapes: Shapes) -> bytes:
    return reply(body(shapes.success(PLAN)))


def _failing(status: int, more: str = "") -> Callable[[Shapes], bytes]:
    return lambda shapes: reply(body(shapes.error(status)), f"{status} {_STATUS[status]}", more)


def _error(status: int, how: Told, sendings: int = 1, more: str = "", name: str = "") -> Case:
    return Case(f"{status}{name}", _always(_failing(status, more)), how, sendings)


def _recovering(*statuses: int) -> Case:
    """It fails so often, and then answers."""

    def serve(shapes: Shapes) -> list[Callable[[], Served]]:
        return [*(lambda s=s: _failing(s)(shapes) for s in statuses), lambda: _good(shapes)]

    said = " and ".join(map(str, statuses))
    return Case(f"{said}, then right", serve, Told.ANSWERED, len(statuses) + 1)


def _drip(data: bytes, first: int) -> Iterator[bytes]:
    """The beginning at once, then a byte now and then: never whole in time."""
    yield data[:first]
    end = time.monotonic() + 20 * _SECONDS
    for number in range(first, len(data)):
        if time.monotonic() > end:
            return
        time.sleep(_SECONDS / 8)
        yield data[number : number + 1]


def _silence() -> Iterator[bytes]:
    time.sleep(2 * _SECONDS)
    yield b""


def _torn(data: bytes, share: float) -> Iterator[bytes]:
    yield data[: round(len(data) * share)]


def _raw(
    make: Callable[[Shapes], bytes], status: str = "200 OK", more: str = ""
) -> Callable[[Shapes], bytes]:
    return lambda shapes: reply(make(shapes), status, more)


def _html(shapes: Shapes) -> bytes:
    return b"<!doctype html><title>Sign in</title><h1>Sign in to the network</h1>"


def _other_type(shapes: Shapes) -> bytes:
    return _good(shapes).replace(b"application/json", b"text/plain")


_GZIP = "Content-Encoding: gzip\r\n"
_OTHER = b'{"choices":[[]],"content":7,"output":[{}],"candidates":[{"content":[]}]}'
_REDIRECT = "Location: http://127.0.0.1:9/\r\n"

CASES: tuple[Case, ...] = (
    Case("right", _always(_good)),
    Case("right, after thinking", _always(lambda s: reply(body(s.thought(PLAN))))),
    Case("right, of another content type", _always(_other_type)),
    Case("refused by the model", _always(lambda s: reply(body(s.refused))), Told.DECLINED),
    Case("stopped by a filter", _always(lambda s: reply(body(s.filtered))), Told.DECLINED),
    Case("cut by length", _always(lambda s: reply(body(s.cut))), Told.TOO_LONG),
    _error(400, Told.BAD_REQUEST),
    _error(401, Told.KEY),
    _error(402, Told.UNPAID),
    _error(403, Told.KEY),
    _error(404, Told.ABSENT),
    _error(408, Told.TIMED_OUT, MOST_TRIES),
    _error(429, Told.LIMITED, MOST_TRIES),
    _error(429, Told.LIMITED, MOST_TRIES, "Retry-After: 0\r\n", ", again at once"),
    _error(429, Told.LIMITED, 1, "Retry-After: 3600\r\n", ", again in an hour"),
    _error(500, Told.FAULT, MOST_TRIES),
    _error(502, Told.FAULT, MOST_TRIES),
    _error(503, Told.OVERLOADED, MOST_TRIES),
    _error(529, Told.OVERLOADED, MOST_TRIES),
    _recovering(429),
    _recovering(529, 500, 408),
    Case("drips", _always(lambda s: _drip(_good(s), 200)), Told.SLOW),
    Case("drips from the first byte", _always(lambda s: _drip(_good(s), 0)), Told.SLOW),
    Case("says nothing", _always(lambda s: _silence()), Told.SLOW),
    Case("cut before it", _always(lambda s: _torn(_good(s), 0)), Told.CUT),
    Case("cut within its head", _always(lambda s: _torn(_good(s), 0.02)), Told.CUT),
    Case("cut within its body", _always(lambda s: _torn(_good(s), 0.9)), Told.CUT),
    Case("a redirect", _always(_raw(lambda s: b"", "302 Found", _REDIRECT)), Told.UNUSABLE),
    Case("gzip, not asked for", _always(_raw(lambda s: b"\x1f\x8b00", more=_GZIP)), Told.UNUSABLE),
    Case("a page", _always(_raw(_html)), Told.UNUSABLE),
    Case("a page of an error", _always(_raw(_html, "502 Bad Gateway")), Told.FAULT, MOST_TRIES),
    Case("nothing", _always(_raw(lambda s: b"")), Told.UNUSABLE),
    Case("malformed", _always(_raw(lambda s: body(s.success(PLAN))[:-1])), Told.UNUSABLE),
    Case(
        "not of its shape",
        _always(_raw(lambda s: b'{"choices":[[]],"content":7,"output":[{}]}')),
        Told.UNUSABLE,
    ),
    Case("half a character", _always(lambda s: reply(body(s.success("plan: \ud83d")))), Told.UNUSABLE),
    Case("10 MB", _always(_raw(lambda s: b"[" + b" " * _HUGE + b"]")), Told.UNUSABLE),
    Case("a plan of 10 MB", _always(lambda s: reply(body(s.success("x" * _HUGE)))), Told.UNUSABLE),
    Case("a plan of 1 MB", _always(lambda s: reply(body(s.success("x" * (1 << 20))))), Told.UNUSABLE),
    Case("nested deeply", _always(_raw(lambda s: b"[" * 200_000 + b"]" * 200_000)), Told.UNUSABLE),
)


@dataclass(slots=True)
class Ran:
    """What came of the cases of one style. wrong: those that did not end as they have to."""

    cases: int = 0
    wrong: list[str] = field(default_factory=list)
    arrived: list[bytes] = field(default_factory=list)
    cleared: list[bytes] = field(default_factory=list)


@dataclass(slots=True)
class _Serving:
    """What a server answers now, sending by sending."""

    answers: list[Callable[[], Served]]
    asked: int = 0

    def __call__(self, body: bytes) -> Served:
        make = self.answers[min(self.asked, len(self.answers) - 1)]
        self.asked += 1
        return make()


def measure(full: bool, say: Say) -> tuple[list[Figure], dict[str, object]]:
    """full: all cases; else all but those that wait for what never comes.

    :raises InnervateError: the gateway does not come up.
    """
    where = stage()
    cases = CASES if full else tuple(case for case in CASES if case.how is not Told.SLOW)
    ran = {style: tried(where, style, cases, say) for style in Style}
    wrong = [f"{style.value}: {one}" for style, found in ran.items() for one in found.wrong]
    count = sum(one.cases for one in ran.values())
    bytes_ = sum(len(data) for one in ran.values() for data in one.arrived)
    unsigned = sum(unsigned_bytes(one.arrived, one.cleared) for one in ran.values())
    missing = sum(one.arrived != one.cleared for one in ran.values())
    plans, told = brain_wire_plans.measure(full, say)
    programs, told_too = brain_wire_programs.measure(say)
    return [
        Figure("wire: cases that end otherwise than they have to", len(wrong), f"of {count}", 0),
        Figure("wire: bytes that arrived unsigned", unsigned, f"of {bytes_}", 0),
        Figure("wire: styles whose sendings differ from the ledger", missing, f"of {len(ran)}", 0),
        *plans,
        *programs,
    ], {**told, **told_too, "wrong": wrong, "cases": [case.name for case in cases]}


def tried(where: Stage, style: Style, cases: tuple[Case, ...], say: Say) -> Ran:
    """Each case, and a good question after it."""
    ran, shapes = Ran(), SHAPES[style]
    with tempfile.TemporaryDirectory(prefix="innervate-wire-") as name:
        home = house(Path(name), where)
        serving = _Serving([lambda: _good(shapes)])
        with Recorder(serving) as recorder, home.way_out(recorder.port, style, seconds=_SECONDS) as way:
            view = way.gate.pass_view(way.sanitiser.view(scene_of_mail(where, [])))
            for case in cases:
                say(f"wire: {style.value}, {case.name} …")
                for one in (case, CASES[0]):
                    serving.answers, serving.asked = one.serve(shapes), 0
                    found = _asked(way, view)
                    ran.cases += 1
                    if (found, serving.asked) != (one.how, one.sendings):
                        after = f" after {case.name}" if one is not case else ""
                        ran.wrong.append(f"{one.name}{after}: {found}, {serving.asked} sendings")
            ran.arrived = [
                bytes(c).replace(home.key.encode(), KEY_MASK.encode()) for c in recorder.connections
            ]
        ran.cleared = _cleared(home)
    return ran


def _asked(way: Way, view: bytes) -> str:
    """The word for what came of a question; of a right answer its text and what it took are held, too."""
    try:
        answer = asyncio.run(way.out.plan(Question(view)))
    except Unanswered as unanswered:
        return unanswered.seen
    except InnervateError as error:
        return type(error).__name__
    took = (answer.usage.input, answer.usage.cached, answer.usage.output, answer.usage.sure)
    right = answer.text == PLAN and took == (READ, CACHED, MADE, True)
    return Told.ANSWERED if right else "another text, or other numbers"


def _cleared(home: House) -> list[bytes]:
    """What the ledger says that left, as it goes over the wire."""
    left = [r for r in home.app.ledger().records() if r.kind is Kind.LEAVING]
    return [r.head.encode() + r.body for r in left]

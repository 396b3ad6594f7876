"""A local model asked at last: a real server on loopback, whose answers are believed only in their form."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innervate.boundary.questions.asking import Found, Nothing
from innervate.boundary.questions.embedded import Embedded
from innervate.boundary.questions.model import LocalModel, number_in
from innervate.core.application import VisionServer
from innervate.core.errors import Denied
from innervate.core.values import Truth, ValueType
from innervate.perception.vision import poster

TRUE, UNKNOWN = Truth.TRUE, Truth.UNKNOWN
TEXTS = ["alpha", "bravo", "charlie"]
Reader = Callable[[str], str]
"""From the question as the model sees it to what it says."""


@contextmanager
def server(says: Reader) -> Iterator[tuple[VisionServer, list[str]]]:
    asked: list[str] = []

    class Speaking(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            question = body["messages"][1]["content"]
            asked.append(question)
            answer = json.dumps({"choices": [{"message": {"content": says(question)}}]}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None: ...

    running = ThreadingHTTPServer(("127.0.0.1", 0), Speaking)
    thread = threading.Thread(target=running.serve_forever)
    thread.start()
    try:
        yield VisionServer(f"http://127.0.0.1:{running.server_port}/v1", "reader"), asked
    finally:
        running.shutdown()
        thread.join()
        running.server_close()


def pointing_at(text: str) -> Reader:
    """Says the number under which a text is shown."""

    def says(question: str) -> str:
        found = re.search(rf'^(\d+)\. ".*{re.escape(text)}', question, re.MULTILINE)
        return json.dumps({"number": int(found[1]) if found else 0})

    return says


def reader(of: VisionServer) -> LocalModel:
    return LocalModel(of.model, poster(of), Embedded())


def test_it_is_asked_where_words_do_not_tell_and_twice() -> None:
    with server(pointing_at("bravo")) as (where, asked):
        assert reader(where).which(TEXTS, "the second letter") == [UNKNOWN, TRUE, UNKNOWN]
        assert len(asked) == 2
        assert asked[0] != asked[1]
        assert reader(where).which(["a burst pipe", *TEXTS], "the burst pipe")[0] is TRUE
        assert len(asked) == 2
        assert reader(where).classify("xyz", ["alpha", "bravo"]) == "bravo"
        assert reader(where).about("bravo", "the second letter") is TRUE


def test_it_points_at_a_value_and_writes_none() -> None:
    text = "We spoke of EUR 5.00 and, later, of EUR 6.00."
    with server(pointing_at("EUR 6.00]]")) as (where, _):
        found = reader(where).extract(text, "the second thing", ValueType.AMOUNT)
        assert isinstance(found, Found)
        assert (found.text, text[found.start : found.end]) == ("EUR 6.00", "EUR 6.00")


@pytest.mark.parametrize(
    "said", ['{"number": 0}', '{"number": 4}', '{"number": 2}', "2", "bravo", "", '{"number": 2, "x": 1}']
)
def test_what_is_none_or_off_the_form_or_only_a_habit_is_no_answer(said: str) -> None:
    # Always the second: true in one order only.
    with server(lambda question: said) as (where, _):
        assert reader(where).which(TEXTS, "the second letter") == [UNKNOWN] * 3
        assert reader(where).classify("xyz", TEXTS) is None
        assert isinstance(reader(where).extract("EUR 5.00 EUR 6.00", "x", ValueType.AMOUNT), Nothing)


def test_a_server_that_is_away_is_no_answer() -> None:
    with server(pointing_at("bravo")) as (where, _):
        pass
    assert reader(where).which(TEXTS, "the second letter") == [UNKNOWN] * 3


@pytest.mark.parametrize("url", ["http://models.example/v1", "http://192.168.1.5:8080/v1"])
def test_texts_leave_this_machine_for_no_server_even_if_pictures_might(url: str) -> None:
    with pytest.raises(Denied):
        poster(VisionServer(url, "reader", allow=frozenset({"models.example", "192.168.1.5"})))


@given(st.binary(max_size=80) | st.text(max_size=80).map(str.encode))
def test_no_bytes_break_it(answer: bytes) -> None:
    assert number_in(answer) is None

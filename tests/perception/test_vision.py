"""The client of a local model, against a real server that answers well, badly, late or not at all."""

from __future__ import annotations

import asyncio
import json
import socket
import struct
import time
from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler

import numpy as np
import pytest

from innervate.core.application import VisionServer
from innervate.core.geometry import Rect
from innervate.core.vocabulary import Role
from innervate.perception.advice import (
    LONGEST_NAME,
    MOST_CANDIDATES,
    Abstained,
    Candidate,
    Chosen,
    Described,
    Identified,
)
from innervate.perception.exchange import MOST_RECEIVED, MOST_SENT, exchange
from innervate.perception.picture import Cropped, Image
from innervate.perception.vision import LocalModel
from tests.perception.model_server import NAMES, Asked, ModelServer, send, serving

RED, GREEN, BLUE = NAMES
PLACE: Rect[Cropped] = Rect(40, 30, 16, 16)


def model(server: ModelServer, seconds: float = 60.0) -> LocalModel:
    return LocalModel(VisionServer(server.url, "eyes", seconds=seconds))


def picture(
    *patches: tuple[Rect[Cropped], tuple[int, int, int]], size: tuple[int, int] = (240, 320)
) -> Image:
    """Patches of RGB colours on white, as BGR."""
    made = np.full((*size, 3), 255, np.uint8)
    for box, colour in patches:
        made[box.y : box.bottom, box.x : box.right] = colour[::-1]
    return made


def grid(count: int) -> list[Rect[Cropped]]:
    return [Rect(20 + 60 * (n % 10), 30 + 50 * (n // 10), 20, 20) for n in range(count)]


async def why(reply_or_text: object, seconds: float = 60.0) -> Abstained:
    """The abstention of one identification for which the server misbehaves."""
    if callable(reply_or_text):
        with serving(reply=reply_or_text) as server:
            answer = await model(server, seconds).identify(picture((PLACE, RED)), PLACE)
    else:
        with serving(lambda asked: reply_or_text) as server:
            answer = await model(server, seconds).identify(picture((PLACE, RED)), PLACE)
    assert isinstance(answer, Abstained), answer
    return answer


# It answers


@pytest.mark.parametrize(("colour", "name"), NAMES.items())
async def test_what_an_element_is(colour: tuple[int, int, int], name: str) -> None:
    with serving() as server:
        answer = await model(server).identify(picture((PLACE, colour)), PLACE)
    assert answer == Identified(Role.BUTTON, name, 0.6)
    (asked,) = server.asked
    assert (asked.path, asked.body["model"], asked.body["stream"]) == ("/v1/chat/completions", "eyes", False)
    assert Role.PASSWORD.value not in asked.fields["role"]["enum"]


async def test_a_picture_is_sent_as_it_is_large_ones_smaller_and_small_ones_larger() -> None:
    with serving() as server:
        eyes = model(server)
        await eyes.describe(picture((PLACE, RED), size=(300, 400)))
        await eyes.describe(picture((PLACE, RED), size=(2000, 4000)))
        await eyes.describe(picture((PLACE, RED), size=(32, 64)))
    assert [asked.picture.shape[:2] for asked in server.asked] == [(300, 400), (640, 1280), (256, 512)]
    assert tuple(server.asked[0].picture[35, 45]) == RED


@pytest.mark.parametrize("count", [1, 2, 3, 7, MOST_CANDIDATES])
async def test_which_of_the_candidates_is_meant(count: int) -> None:
    boxes = grid(count)
    meant = (count * 5) // 7
    shown = picture(*((box, RED if n == meant else GREEN) for n, box in enumerate(boxes)), size=(260, 640))
    candidates = [Candidate(box, Role.UNKNOWN) for box in boxes]
    with serving() as server:
        eyes = model(server)
        assert await eyes.choose(shown, candidates, "the stop sign") == Chosen(meant, 0.4)
        assert await eyes.choose(shown, candidates, "the help sign") == Chosen(None, 0.4)
        assert isinstance(await eyes.choose(shown, [], "stop"), Abstained)
        assert isinstance(await eyes.choose(shown, candidates * 41, "stop"), Abstained)
    assert len(server.asked) == 4
    assert len(server.asked[0].fields["number"]["enum"]) == count + 1


async def test_a_model_that_says_the_same_number_whatever_the_order_is_not_believed() -> None:
    boxes = grid(5)
    candidates = [Candidate(box, Role.ICON) for box in boxes]
    with serving(lambda asked: {"number": "3", "sure": "certain"}) as server:
        answer = await model(server).choose(picture(size=(260, 640)), candidates, "stop")
    assert isinstance(answer, Abstained)
    assert "differently" in answer.why


async def test_what_a_region_shows() -> None:
    with serving() as server:
        answer = await model(server).describe(picture((PLACE, RED), (Rect(100, 100, 40, 90), BLUE)))
    assert answer == Described("a chart of help and stop", 0.4)


async def test_no_word_of_a_question_comes_from_the_screen() -> None:
    with serving() as server:
        eyes = model(server)
        await eyes.identify(picture((PLACE, RED)), PLACE)
        await eyes.identify(picture((PLACE, BLUE)), PLACE)
    first, second = server.asked
    assert first.words == second.words
    assert first.body["messages"][0] == second.body["messages"][0]


# It answers, and is not believed


@pytest.mark.parametrize(
    "text",
    [
        "It is a button.",
        '```json\n{"role": "button", "name": "stop", "sure": "certain"}\n```',
        "",
        "null",
        "[]",
        "{}",
        "NaN",
        "[" * 60_000,
        "9" * 60_000,
        '{"role": "button", "name": "stop", "sure": "certain"} and more',
        {"role": "button", "name": "stop"},
        {"role": "button", "name": "stop", "sure": "certain", "click": "yes"},
        {"role": "launcher", "name": "stop", "sure": "certain"},
        {"role": "password entry", "name": "stop", "sure": "certain"},
        {"role": "unknown", "name": "stop", "sure": "certain"},
        {"role": "button", "name": "stop", "sure": "0.99"},
        {"role": "button", "name": "stop", "sure": True},
        {"role": ["button"], "name": "stop", "sure": "certain"},
        {"role": "button", "name": {"text": "stop"}, "sure": "certain"},
        {"role": "button", "name": "", "sure": "certain"},
        {"role": "button", "name": "  ", "sure": "certain"},
        {"role": "button", "name": "a" * (LONGEST_NAME + 1), "sure": "certain"},
        {"role": "button", "name": "st\u202eop", "sure": "certain"},
        {"role": "button", "name": "st\x1b[2Jop", "sure": "certain"},
    ],
)
async def test_what_is_not_of_the_form_is_no_answer(text: object) -> None:
    answer = await why(text)
    assert "form" in answer.why
    assert not answer.away


async def test_what_the_model_is_not_sure_of_is_no_answer() -> None:
    answer = await why({"role": "button", "name": "stop", "sure": "unsure"})
    assert (answer.why, answer.away) == ("the model is not sure", False)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"[]",
        b"{}",
        b"\xff\xfe\x00",
        b'{"choices": []}',
        b'{"choices": [{"message": null}]}',
        b'{"choices": [{"message": {"content": null}}]}',
        b'{"choices": [{"message": {"content": [{"type": "text"}]}}]}',
        b'{"error": {"message": "no image input"}}',
        b"[" * 100_000,
    ],
)
async def test_what_is_no_chat_completion_is_no_answer(body: bytes) -> None:
    answer = await why(lambda handler, asked: send(handler, body))
    assert "no chat completion" in answer.why


# The server misbehaves


@pytest.mark.parametrize("status", [201, 204, 400, 401, 404, 429, 500, 503])
async def test_a_refusing_server(status: int) -> None:
    answer = await why(lambda handler, asked: send(handler, b"{}" if status != 204 else b"", status))
    assert str(status) in answer.why
    assert answer.away is (status != 500)  # 500 is said of one answer that came out wrong


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_redirects_are_not_followed(status: int) -> None:
    with serving() as elsewhere:
        answer = await why(
            lambda handler, asked: send(handler, b"", status, Location=elsewhere.url + "/chat/completions")
        )
    assert "redirects" in answer.why
    assert (elsewhere.connections, elsewhere.asked) == (0, [])


def announced_huge(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
    send(handler, b" " * 100_000, Content_Length=str(10**12))
    while True:
        handler.wfile.write(b" " * 100_000)


def endless(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    while True:
        handler.wfile.write(b"1000\r\n" + b" " * 0x1000 + b"\r\n")


@pytest.mark.parametrize("reply", [announced_huge, endless])
async def test_a_huge_answer_is_cut_off(reply: object) -> None:
    start = time.monotonic()
    answer = await why(reply)
    assert f"longer than {MOST_RECEIVED // 1024} KiB" in answer.why
    assert time.monotonic() - start < 40


def silent(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
    time.sleep(2)


def dripping(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b" ")
        time.sleep(0.05)


def dripping_headers(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
    for _ in range(100):
        handler.wfile.write(b"x")
        time.sleep(0.05)


def always_soon(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
    for _ in range(100):
        handler.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        time.sleep(0.05)


@pytest.mark.parametrize("reply", [silent, dripping, dripping_headers, always_soon])
async def test_a_slow_answer_is_cut_off_as_a_whole(reply: object) -> None:
    start = time.monotonic()
    answer = await why(reply, seconds=0.5)
    assert answer == Abstained("no answer within 0.5 s", away=True)
    assert time.monotonic() - start < 20  # the server's own thread ends with its reply


def dies(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
    send(handler, b'{"choices": [{"mess', Content_Length="5000")
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()


def breaks_off(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
    said = json.dumps({"role": "button", "name": "stop", "sure": "certain"})
    whole = json.dumps({"choices": [{"message": {"content": said}}]}).encode()
    send(handler, whole, Content_Length="5000")


def hangs_up(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
    handler.connection.shutdown(socket.SHUT_RDWR)


def babbles(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
    handler.wfile.write(b"\x00\xff" * 5000 + b"\r\n")


def bad_chunks(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n{}")


def many_headers(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 5000 + b"\r\n")


@pytest.mark.parametrize("reply", [dies, breaks_off, hangs_up, babbles, bad_chunks, many_headers])
async def test_a_server_that_dies_or_babbles_mid_answer(reply: object) -> None:
    assert (await why(reply)).away


async def test_a_server_that_is_not_there_and_is_then_left_alone() -> None:
    with serving() as server:
        pass
    eyes = model(server)
    answer = await eyes.identify(picture((PLACE, RED)), PLACE)
    assert isinstance(answer, Abstained)
    assert answer.away
    assert "does not answer" in answer.why
    start = time.monotonic()
    for _ in range(200):
        assert await eyes.describe(picture()) == answer
    assert time.monotonic() - start < 5


async def test_a_server_that_accepts_and_never_reads() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/v1"
        eyes = LocalModel(VisionServer(url, "eyes", seconds=0.5))
        noise = np.random.default_rng(1).integers(0, 255, (800, 1200, 3), np.uint8)
        assert await eyes.describe(noise) == Abstained("no answer within 0.5 s", away=True)


async def test_a_server_that_speaks_no_tls() -> None:
    with serving() as server:
        eyes = LocalModel(VisionServer(server.url.replace("http:", "https:"), "eyes", seconds=2))
        answer = await eyes.identify(picture((PLACE, RED)), PLACE)
    assert isinstance(answer, Abstained)
    assert answer.away
    assert server.asked == []


# What goes out


async def test_proxies_of_the_environment_get_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving() as proxy, serving() as server:
        for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url.removesuffix("/v1"))
        answer = await model(server).identify(picture((PLACE, RED)), PLACE)
    assert isinstance(answer, Identified)
    assert (proxy.connections, server.connections) == (0, 1)


async def test_nothing_but_the_question_is_sent() -> None:
    with serving() as server:
        await model(server).describe(picture((PLACE, RED)))
    (asked,) = server.asked
    assert {name.lower() for name in asked.headers} <= {
        "host",
        "accept",
        "accept-encoding",
        "content-type",
        "content-length",
    }


def test_a_request_is_bounded() -> None:
    with serving() as server:
        address = model(server)._address
        answer = exchange(address, "/chat/completions", b"x" * (MOST_SENT + 1), 1.0)
    assert isinstance(answer, Abstained)
    assert server.connections == 0


async def test_an_empty_picture_and_many_at_once() -> None:
    with serving() as server:
        eyes = model(server)
        assert isinstance(await eyes.describe(picture(size=(0, 10))), Abstained)
        answers = await asyncio.gather(*(eyes.describe(picture((PLACE, RED))) for _ in range(8)))
    assert set(answers) == {Described("a chart of stop", 0.4)}
    assert len(server.asked) == 8


# Whether it works


async def health(answer: object = None, models: Sequence[str] = ("eyes",)) -> str | Abstained:
    with serving() as server:
        server.models = tuple(models)
        if answer is not None:
            server.answer = lambda asked: answer
        return await model(server).health()


async def test_health() -> None:
    told = await health()
    assert isinstance(told, str)
    assert told.startswith("eyes answered in ")
    assert told.endswith("on this machine")
    absent = await health(models=["ears", "nose"])
    assert isinstance(absent, Abstained)
    assert "ears, nose" in absent.why
    plain = await health("I see a red square.")
    assert isinstance(plain, Abstained)
    assert "form" in plain.why


async def test_a_host_that_policy_names_is_asked_and_told_of() -> None:
    """Any host but loopback counts as elsewhere; this one leads back here, so that it can be tried."""
    with serving() as server:
        url = server.url.replace("127.0.0.1", "0.0.0.0")
        told = await LocalModel(VisionServer(url, "eyes", frozenset({"0.0.0.0"}))).health()
    assert isinstance(told, str)
    assert told.endswith("PICTURES LEAVE THIS MACHINE for 0.0.0.0")

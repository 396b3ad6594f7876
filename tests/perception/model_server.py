"""A real HTTP server on loopback that speaks as a vision-language model, and misbehaves on demand.

What it answers is computed from the picture that really arrived: it decodes the PNG, finds the frames and
reads their numbers, and names what is inside by its colour.
"""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image as Picture
from PIL import ImageDraw, ImageFont

MAGENTA = (225, 0, 180)
NAMES = {(220, 30, 30): "stop", (30, 160, 60): "go", (40, 80, 220): "help"}
"""What colours mean."""

Pixels = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Asked:
    """One question as it arrived."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def picture(self) -> Pixels:
        url = self.body["messages"][1]["content"][0]["image_url"]["url"]
        head, _, data = url.partition(",")
        assert head == "data:image/png;base64"
        return np.asarray(Picture.open(BytesIO(base64.b64decode(data, validate=True))).convert("RGB"))

    @property
    def words(self) -> str:
        return str(self.body["messages"][1]["content"][1]["text"])

    @property
    def fields(self) -> dict[str, Any]:
        """The properties of the schema that the answer is to keep to."""
        form = self.body["response_format"]
        assert form["type"] == "json_schema"
        assert form["json_schema"]["strict"] is True
        return dict(form["json_schema"]["schema"]["properties"])


Answer = Callable[[Asked], object]
Reply = Callable[[BaseHTTPRequestHandler, Asked], None]


@dataclass
class ModelServer:
    """answer: makes what the model says of a question. reply: says it over HTTP, well or badly."""

    url: str
    answer: Answer
    reply: Reply
    asked: list[Asked] = field(default_factory=list)
    models: tuple[str, ...] = ("eyes",)
    connections: int = 0


def well(handler: BaseHTTPRequestHandler, asked: Asked, server: ModelServer) -> None:
    text = server.answer(asked)
    content = text if isinstance(text, str) else json.dumps(text)
    body = json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode()
    send(handler, body)


def send(handler: BaseHTTPRequestHandler, body: bytes, status: int = 200, **headers: str) -> None:
    handler.send_response(status)
    for name, value in {"Content-Type": "application/json", "Content-Length": str(len(body))}.items():
        handler.send_header(name, headers.pop(name.replace("-", "_"), value))
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


@contextmanager
def serving(answer: Answer | None = None, reply: Reply | None = None) -> Iterator[ModelServer]:
    """A server that runs for the length of the block."""

    class Handler(BaseHTTPRequestHandler):
        def handle(self) -> None:
            server.connections += 1
            try:
                super().handle()
            except ConnectionError:  # the client has cut an answer off
                return

        def do_GET(self) -> None:
            data = [{"id": name, "object": "model"} for name in server.models]
            assert self.path == "/v1/models"
            send(self, json.dumps({"object": "list", "data": data}).encode())

        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"]))
            asked = Asked(self.path, dict(self.headers), json.loads(raw))
            server.asked.append(asked)
            server.reply(self, asked)

        def log_message(self, format: str, *args: object) -> None:
            return

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    server = ModelServer(
        f"http://127.0.0.1:{http.server_address[1]}/v1",
        answer or by_colour,
        reply or (lambda handler, asked: well(handler, asked, server)),
    )
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join()


# A model that knows colours


def by_colour(asked: Asked) -> object:
    """Answers each of the closed questions from the picture alone."""
    fields = asked.fields
    if "role" in fields:
        (frame,) = frames(asked.picture)
        return {"role": "button", "name": meaning(asked.picture, frame), "sure": "certain"}
    if "number" in fields:
        wanted = next(name for name in (*NAMES.values(), "nothing") if name in asked.words)
        numbers = numbered(asked.picture, len(fields["number"]["enum"]) - 1)
        meant = [n for n, frame in numbers.items() if meaning(asked.picture, frame) == wanted]
        return {"number": str(meant[0]) if len(meant) == 1 else "none", "sure": "likely"}
    shown = sorted({name for colour, name in NAMES.items() if (asked.picture == colour).all(axis=2).any()})
    return {"text": "a chart of " + " and ".join(shown), "sure": "likely"}


Box = tuple[int, int, int, int]


def frames(picture: Pixels) -> list[Box]:
    """The magenta frame of a picture that has one: x, y, right, bottom."""
    ys, xs = np.nonzero((picture == MAGENTA).all(axis=2))
    return [(int(xs.min()), int(ys.min()), int(xs.max()), int(ys.max()))] if len(xs) else []


def numbered(picture: Pixels, count: int) -> dict[int, Box]:
    """The frames of a picture by the numbers that are written above them."""
    magenta = (picture == MAGENTA).all(axis=2)
    before = np.pad(magenta, 1)
    # Tags begin where magenta has none to its left and none above it.
    corners = np.argwhere(magenta & ~before[1:-1, :-2] & ~before[:-2, 1:-1])
    found: dict[int, Box] = {}
    for number in range(1, count + 1):
        tag = tag_of(number)
        height, width = tag.shape[:2]
        (at,) = [(y, x) for y, x in corners if np.array_equal(picture[y : y + height, x : x + width], tag)]
        top, x = int(at[0]) + height, int(at[1])
        right, bottom = x, top
        while right + 1 < magenta.shape[1] and magenta[top, right + 1]:
            right += 1
        while bottom + 1 < magenta.shape[0] and magenta[bottom + 1, x]:
            bottom += 1
        found[number] = (x, top, right, bottom)
    return found


def tag_of(number: int) -> Pixels:
    """A number as it is drawn above a frame."""
    font = ImageFont.load_default(13)
    pen = ImageDraw.Draw(Picture.new("RGB", (1, 1)))
    tag = Picture.new("RGB", (round(pen.textlength(str(number), font=font)) + 4, 15), MAGENTA)
    ImageDraw.Draw(tag).text((2, 0), str(number), fill="#ffffff", font=font)
    return np.asarray(tag)


def meaning(picture: Pixels, frame: Box) -> str:
    """The name of the colour in the middle of a frame."""
    x, y, right, bottom = frame
    red, green, blue = (int(c) for c in picture[(y + bottom) // 2, (x + right) // 2])
    return NAMES.get((red, green, blue), "nothing I know")

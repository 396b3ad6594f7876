"""`observe --ask` and `doctor` with a local model: a real server, and a real window where one is needed."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from innervate.surfaces.x11.desktop import VirtualDesktop
from tests.cli.test_bad_input import House
from tests.perception.model_server import Asked, ModelServer, numbered, serving

DESK = """
desk: 1
apps:
  editor: {executable: /usr/bin/evince, launch: [evince]}
"""


def points_at_the_only_one(asked: Asked) -> object:
    """Reads the number off the picture; where a question has one candidate it can only be that, or none."""
    fields = asked.fields
    if "number" not in fields:
        answers = {"role": "button", "name": "something", "text": "a red square", "sure": "certain"}
        return {name: answers[name] for name in fields}
    (number,) = numbered(asked.picture, len(fields["number"]["enum"]) - 1)
    return {"number": str(number) if "open" in asked.words else "none", "sure": "certain"}


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with serving(points_at_the_only_one) as running:
        yield running


@pytest.fixture
def house(tmp_path: Path, server: ModelServer) -> House:
    made = House(tmp_path)
    made.write("desk.yaml", f"{DESK}vision: {{url: '{server.url}', model: eyes, seconds: 60}}\n")
    return made


def test_a_desk_that_names_no_model(house: House) -> None:
    house.write("desk.yaml", DESK)
    status, said = house("observe", "--ask", "the gear icon", "--desk", "desk.yaml")
    assert status == 8
    assert "vision: {url:" in said
    assert house("observe", "--ask", "  ", "--desk", "desk.yaml")[0] == 2
    assert house("observe", "--ask", "a" * 201, "--desk", "desk.yaml")[0] == 2


def test_a_model_off_this_machine(house: House, server: ModelServer) -> None:
    house.write("desk.yaml", DESK + "vision: {url: 'http://203.0.113.7/v1', model: eyes}\n")
    for words in (("observe", "--ask", "the gear icon"), ("observe",)):
        status, said = house(*words, "--desk", "desk.yaml")
        assert status == 3
        assert "203.0.113.7" in said
    status, said = house("doctor", "--desk", "desk.yaml")
    assert status == 8
    assert "policy does not name it" in said


def test_whether_the_model_answers(house: House, server: ModelServer) -> None:
    def finding() -> dict[str, str]:
        _, said = house("doctor", "--json", "--desk", "desk.yaml")
        return next(f for f in json.loads(said) if f["what"] == "vision model")

    found = finding()
    assert found["health"] == "works"
    assert "on this machine" in found["seen"]
    server.models = ("ears",)
    found = finding()
    assert (found["health"], found["seen"]) == ("optional", "the server has no model 'eyes'; it has ears")
    house.write("desk.yaml", DESK + "vision: {url: 'http://127.0.0.1:9/v1', model: eyes}\n")
    found = finding()
    assert found["health"] == "optional"
    assert "does not answer" in found["seen"]


@pytest.mark.desktop
def test_which_element_is_meant(house: House, server: ModelServer, tmp_path: Path) -> None:
    with VirtualDesktop(size=(1280, 800)) as running:
        house.enter(running)
        with subprocess.Popen(["evince"], env=house.env, stderr=subprocess.DEVNULL) as viewer:
            try:
                deadline = time.monotonic() + 20
                while "Open" not in house("observe", "--json")[1] and time.monotonic() < deadline:
                    time.sleep(0.2)
                asked = ("observe", "--desk", "desk.yaml", "--ask")
                status, said = house(*asked, "the open button", "--annotate", "seen.png")
                assert status == 0, said
                assert "button          'Open…'" in said
                assert "guessed by the model, 0.6" in said
                assert (tmp_path / "seen.png").stat().st_size > 0
                status, said = house(*asked, "the gear icon")
                assert status == 4
                assert "nothing is sure" in said
            finally:
                viewer.terminate()

"""The client of a local model against a real llama.cpp server, where one is installed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from innervate.core.application import VisionServer
from innervate.core.geometry import Rect
from innervate.core.vocabulary import Role
from innervate.perception.advice import Abstained, Candidate, Chosen
from innervate.perception.exchange import exchange
from innervate.perception.marks import marked
from innervate.perception.picture import Image
from innervate.perception.questions import IDENTIFY, IDENTIFY_WORDS, choose, choose_words, request, said
from innervate.perception.vision import LocalModel

pytestmark = pytest.mark.skipif(
    find_spec("xllamacpp") is None or find_spec("gguf") is None,
    reason="no llama.cpp here (pip install xllamacpp gguf)",
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VisionServer]:
    script = Path(__file__).with_name("tiny_model.py")
    with subprocess.Popen(
        [sys.executable, str(script), str(tmp_path_factory.mktemp("model"))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as running:
        assert running.stdout is not None
        address = running.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:"), address
        yield VisionServer(address + "/v1", "tiny", seconds=30)
        running.kill()


def noise(seed: int) -> Image:
    return np.random.default_rng(seed).integers(0, 255, (60, 80, 3), np.uint8)


def text(server: VisionServer, body: bytes) -> str:
    answer = exchange(LocalModel(server)._address, "/chat/completions", body, server.seconds)
    assert not isinstance(answer, Abstained), answer.why
    content = said(answer)
    assert content is not None
    return content


@pytest.mark.parametrize("count", [1, 5, 40])
def test_even_random_weights_keep_to_the_schema(server: VisionServer, count: int) -> None:
    for seed in range(5):
        form, words = choose(count), choose_words("the gear icon", [Role.BUTTON] * count)
        answer = form.read(text(server, request("tiny", form, words, marked(noise(seed)))))
        assert answer is not None
        assert answer.keys() == {"number", "sure"}


def test_a_role_is_one_of_the_roles(server: VisionServer) -> None:
    body = request("tiny", IDENTIFY, IDENTIFY_WORDS, marked(noise(1), [Rect(20, 20, 20, 20)]))
    assert '"role"' in text(server, body)


async def test_questions_as_perception_asks_them(server: VisionServer) -> None:
    model = LocalModel(server)
    assert not getattr(await model.health(), "away", False)
    answer = await model.choose(noise(3), [Candidate(Rect(5, 25, 20, 20), Role.ICON)], "the gear icon")
    assert isinstance(answer, Chosen | Abstained)
    assert not getattr(answer, "away", False)

"""What tests of the gateway share: a stage of applications, a house with a desk and keys, a server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from innervate.bench.boundary_house import House, house
from innervate.bench.boundary_recorder import Recorder
from innervate.bench.boundary_stage import Stage, stage


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

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from innervate.journal.store import Journal

KEY = bytes(range(32))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


@pytest.fixture
def journal(path: Path) -> Iterator[Journal]:
    with Journal.open(path, KEY) as opened:
        yield opened

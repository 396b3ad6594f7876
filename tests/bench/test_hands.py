"""The bench of hands: what is typed, and how what arrived is compared."""

from __future__ import annotations

import asyncio
import unicodedata
from pathlib import Path

import pytest

from innervate.bench.hands import _by_script, _typed, _within
from innervate.bench.hands_texts import SCRIPTS, texts
from innervate.surfaces.x11.desktop import VirtualDesktop
from tests.surfaces.x11.toolkits import lacks


def test_texts_are_the_same_each_time_and_as_long_as_asked() -> None:
    made = texts(20_000)
    assert made == texts(20_000) != texts(20_000, seed=2)
    assert len(made) == len(SCRIPTS) == 30
    assert 20_000 <= sum(map(len, made.values())) < 24_000


def test_marks_follow_letters_and_lines_end() -> None:
    for text in texts(3_000).values():
        assert text.endswith("\n")
        assert all(len(line) < 90 for line in text.splitlines())
        for word in text.split():
            assert not unicodedata.category(word[0]).startswith("M")
        assert not {unicodedata.category(c) for c in text.replace("\n", "")} & {"Cn", "Co", "Cs", "Cc"}


def test_what_is_wrong_is_told_by_script() -> None:
    wanted = {"Latin": "abcd\n", "Greek": "αβγδ\n"}
    assert _by_script(wanted, "abcd\nαβγδ\n") == {}
    assert _by_script(wanted, "abd\nαβγδ\n") == {"Latin": 1}
    assert _by_script(wanted, "abcd\nαγγδδ\n") == {"Greek": 2}


@pytest.mark.desktop
@pytest.mark.parametrize(
    "kind",
    [
        pytest.param("GTK 3", marks=pytest.mark.skipif(lacks("gtk3"), reason="scripts/hands-setup.sh")),
        pytest.param("Qt", marks=pytest.mark.skipif(lacks("qt5"), reason="scripts/hands-setup.sh")),
    ],
)
def test_what_is_typed_arrives(kind: str, tmp_path: Path) -> None:
    wanted = {script: text for script, text in texts(1_800).items() if script in ("Latin", "Arabic", "Emoji")}
    with VirtualDesktop() as desktop, _within(desktop):
        typed = asyncio.run(_typed(kind, "innervate", wanted, desktop, tmp_path))
    assert (typed.wrong, typed.failed) == (0, "")
    assert typed.characters == sum(map(len, wanted.values()))

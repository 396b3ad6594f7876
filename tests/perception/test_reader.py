"""The reader on lines that are drawn here, in fonts and with texts that it was not tuned to."""

from __future__ import annotations

import multiprocessing

import numpy as np
import pytest
from PIL import Image as Picture
from PIL import ImageDraw, ImageFont

from innervate.core.errors import Unavailable
from innervate.perception import models, reader
from innervate.perception.alphabet import ALPHABET
from innervate.perception.ink import Ink, ink_of
from innervate.perception.models import network
from innervate.perception.reader import BELIEVED, Reader, agreed, is_doubtful, packed

from .frames import FONT


def drawn(text: str, size: int = 14, ink: str = "#202020", ground: str = "#ffffff") -> Ink:
    """The ink of a line, cut to it."""
    font = ImageFont.truetype(FONT, size)
    left, top, right, bottom = (int(edge) for edge in font.getbbox(text))
    picture = Picture.new("RGB", (right - left, bottom - top), ground)
    ImageDraw.Draw(picture).text((-left, -top), text, fill=ink, font=font)
    return ink_of(np.ascontiguousarray(np.asarray(picture)[..., ::-1]))


@pytest.mark.parametrize(
    "text",
    [
        "Save changes",
        "Claim number: CLM-48213",
        "1,234.56 €",
        "2026-11-24 09:41",
        "grüße@example.org",
        "Žluťoučký kůň",
        "Łódź, Kraków",
        "(+49) 30 1234-567",
    ],
)
def test_it_reads(text: str) -> None:
    ((said, confidence),) = Reader().recognize([drawn(text)])
    assert said == text
    assert confidence > 0.7


@pytest.mark.parametrize("size", [10, 12, 16, 24, 36])
def test_it_reads_any_size(size: int) -> None:
    ((said, _),) = Reader().recognize([drawn("Approved by the board", size)])
    assert said == "Approved by the board"


@pytest.mark.parametrize(
    ("ink", "ground"), [("#ffffff", "#1e1e1e"), ("#1a73e8", "#ffffff"), ("#a0a0a0", "#f0f0f0")]
)
def test_it_reads_in_any_colours(ink: str, ground: str) -> None:
    ((said, _),) = Reader().recognize([drawn("Water damage", 14, ink, ground)])
    assert said == "Water damage"


def test_lines_do_not_disturb_each_other() -> None:
    texts = [f"line {number} of many" for number in range(40)]
    together = [said for said, _ in Reader().recognize([drawn(text) for text in texts])]
    alone = [Reader().recognize([drawn(text)])[0][0] for text in texts]
    assert together == alone == texts


def test_a_sign_is_read_alike_whatever_is_read_along_with_it() -> None:
    signs = [drawn(text, 14) for text in ("=", "Σ", "B", "7", "×", "✓")]
    words = [drawn(f"line {number}") for number in range(30)]
    assert Reader().recognize([*words, *signs])[len(words) :] == [Reader().recognize([s])[0] for s in signs]


def test_every_line_gets_a_place_of_its_own() -> None:
    lines = [
        np.full((24, width), 255, dtype=np.uint8) for width in (2, 30, 1020, 1016, 3000, 600, 600, 24, 24)
    ]
    found: dict[int, int] = {}
    for strips, spots in packed(lines):
        taken = np.zeros(strips.shape, dtype=np.int32)
        for index, (row, first, last) in spots.items():
            taken[row, :, 2 * first : 2 * last] += 1
            found[index] = 2 * (last - first)
        assert taken.max() == 1
    assert found == {i: line.shape[1] + 8 for i, line in enumerate(lines)}


def test_a_line_longer_than_a_strip_is_read_whole() -> None:
    text = " ".join(f"entry {number}" for number in range(20))
    ((said, _),) = Reader().recognize([drawn(text)])
    assert drawn(text).shape[1] > 1024
    assert said == text


def test_one_network_serves_all_threads_and_its_absence_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    lines, before = [drawn(f"line {number}") for number in range(60)], models.network.cache_info().currsize
    Reader().recognize(lines)
    assert models.network.cache_info().currsize <= before + 1

    def gone(*_: object, **__: object) -> None:
        raise Unavailable("a network", "nothing", "install innervate again")

    monkeypatch.setattr(reader, "network", gone)
    with pytest.raises(Unavailable):
        Reader().recognize(lines)


def test_a_process_that_was_forked_after_reading_reads() -> None:
    lines = [drawn(f"line {number}") for number in range(60)]
    said = Reader().recognize(lines)
    with multiprocessing.get_context("fork").Pool(1) as pool:
        assert pool.apply_async(Reader().recognize, (lines,)).get(60) == said


def test_nothing_is_read_from_nothing() -> None:
    assert Reader().recognize([]) == []
    assert Reader().recognize([np.zeros((12, 40), dtype=np.uint8)]) == [("", 0.0)]


def test_the_alphabet_is_that_of_the_weights() -> None:
    likely, step = network("text_reader", threads=1).run(
        None, {"strips": np.zeros((1, 24, 64), dtype=np.uint8)}
    )
    assert likely.shape == (1, 32, len(ALPHABET) + 1)
    assert likely.dtype == np.uint8
    assert 0 < step < 1
    assert len(set(ALPHABET)) == len(ALPHABET)


def test_of_several_looks_most_count() -> None:
    assert agreed([("De", 0.95), ("Del", 0.9), ("Del", 0.93)]) == ("Del", 0.9)
    assert agreed([("De", 0.95), ("Del", 0.9), ("Dei", 0.93)]) == ("De", 0.95)
    assert agreed([("Del", 0.62), ("Del", 0.8), ("Dei", 0.7)]) == ("Del", 0.62)
    assert agreed([("Del", 0.62), ("Del", 0.8), ("Del", 0.7)]) == ("Del", BELIEVED)
    assert agreed([("Del", 0.62)]) == ("Del", 0.62)


@pytest.mark.parametrize(
    ("answers", "again"),
    [
        ([("Del", 0.99)], False),
        ([("Del", 0.9)], True),
        ([("De!", 0.3)], False),
        ([("Del", 0.9), ("Del", 0.7)], False),
        ([("Del", 0.9), ("De", 0.7)], True),
        ([("Del", 0.62), ("Del", 0.7)], True),
    ],
)
def test_a_line_is_looked_at_again_only_while_that_could_change_what_it_says(
    answers: list[tuple[str, float]], again: bool
) -> None:
    assert is_doubtful(answers) is again

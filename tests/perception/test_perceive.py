"""`innervate.perceive`: pictures of any kind, and what is no picture."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Picture
from PIL import ImageDraw, ImageFont

import innervate
from innervate.core.errors import BadInput

from .frames import FONT


def form() -> Picture.Image:
    picture = Picture.new("RGB", (480, 200), "#f0f0f0")
    draw, font = ImageDraw.Draw(picture), ImageFont.truetype(FONT, 14)
    draw.text((20, 30), "Policy number", fill="#101010", font=font)
    draw.rectangle((160, 24, 420, 52), fill="#ffffff", outline="#808080")
    draw.text((168, 30), "POL-7731", fill="#101010", font=font)
    draw.rectangle((160, 120, 260, 150), fill="#2060c0", outline="#103060")
    draw.text((190, 127), "Save", fill="#ffffff", font=font)
    return picture


def texts(image: object) -> list[str]:
    return [run.text for run in innervate.perceive(image).texts]  # type: ignore[arg-type]


WANTED = ["Policy number", "POL-7731", "Save"]


def test_paths_pictures_and_arrays(tmp_path: Path) -> None:
    form().save(tmp_path / "form.png")
    assert texts(tmp_path / "form.png") == texts(str(tmp_path / "form.png")) == WANTED
    assert texts(form()) == WANTED
    assert texts(np.asarray(form())) == WANTED


@pytest.mark.parametrize("mode", ["L", "RGBA", "CMYK", "LA"])
def test_other_kinds_of_pictures(mode: str) -> None:
    assert texts(form().convert(mode)) == WANTED


def test_palettes_and_two_colours() -> None:
    assert texts(form().quantize()) == WANTED
    innervate.perceive(form().convert("1"))


def test_grey_and_sixteen_bits() -> None:
    grey = np.asarray(form().convert("L"))
    assert texts(grey) == WANTED
    assert texts(grey.astype(np.uint16) * 257) == WANTED
    assert texts(Picture.fromarray(grey.astype(np.uint16) * 257)) == WANTED
    assert texts(grey.astype(np.float32) / 255) == WANTED


def test_bounds_are_pixels_of_the_picture() -> None:
    scene = innervate.perceive(form())
    save = next(run for run in scene.texts if run.text == "Save")
    assert 186 <= save.bounds.x <= 194
    assert 124 <= save.bounds.y <= 134
    assert 0 < save.confidence <= 1


@pytest.mark.parametrize("shape", [(0, 10, 3), (10, 0, 3), (10, 10, 2), (10,), (2, 10, 10, 3)])
def test_arrays_that_are_no_pictures(shape: tuple[int, ...]) -> None:
    with pytest.raises(BadInput):
        innervate.perceive(np.zeros(shape, dtype=np.uint8))


def test_files_that_are_no_pictures(tmp_path: Path) -> None:
    broken = tmp_path / "broken.png"
    form().save(broken)
    broken.write_bytes(broken.read_bytes()[:300])
    empty = tmp_path / "empty.png"
    empty.write_bytes(b"")
    for path in (broken, empty, tmp_path / "missing.png", tmp_path):
        with pytest.raises(BadInput, match=path.name):
            innervate.perceive(path)


def test_a_picture_that_would_fill_the_memory(tmp_path: Path) -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    bomb = tmp_path / "bomb.png"
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    bomb.write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")
    )
    with pytest.raises(BadInput, match="million"):
        innervate.perceive(bomb)


def test_noise_is_no_text() -> None:
    noise = np.random.default_rng(4).integers(0, 256, (400, 600, 3)).astype(np.uint8)
    assert len(innervate.perceive(noise).texts) <= 3


def test_nothing_is_seen_in_nothing() -> None:
    scene = innervate.perceive(np.full((300, 400, 3), 90, dtype=np.uint8))
    assert scene.texts == ()
    assert innervate.perceive(np.zeros((1, 1, 3), dtype=np.uint8)).texts == ()


async def test_it_can_be_called_where_a_loop_runs() -> None:
    assert texts(form()) == WANTED

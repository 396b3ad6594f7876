"""Fonts and their glyphs as alpha pictures, rendered by FreeType in the ways in which screens render them.

Promises: glyphs are cached per style; each way of rendering that desktops use is there: unhinted at quarter
pixels (browsers on dense screens), lightly hinted, fully hinted by the
font or by FreeType, one bit, and smoothed for stripes (LCD),
whose three channels are combined as `innervate.perception.ink` combines them. Fonts kept for evaluation are
left out.
"""

from __future__ import annotations

import ctypes
import random
import subprocess
from dataclasses import dataclass, field

import freetype
import numpy as np
import numpy.typing as npt

from training.kept_apart import kept_for_evaluation

Alpha = npt.NDArray[np.float32]

_LEFT_OUT = (
    "Symbol",
    "D050000L",
    "Z003",
    "OpenSymbol",
    "Emoji",
    "Math",
    "Signs",
    "Standard Symbols",
    "Keyboard",
    "Keyfont",
    "Initials",
    "Caps",
    "caps",
    "Titling",
    "Bebas",
    "Dunhill",
    "Signfont Z",
    "Infofont Z",
    "PCfont Z",
)
_COMMON = (
    "DejaVu",
    "Liberation",
    "Noto Sans",
    "Roboto",
    "Open Sans",
    "Nimbus Sans",
    "FreeSans",
    "Arimo",
    "Cousine",
)

_LIGATURES = (("ffi", "\ufb03"), ("ffl", "\ufb04"), ("ff", "\ufb00"), ("fi", "\ufb01"), ("fl", "\ufb02"))


@dataclass(frozen=True, slots=True)
class Face:
    """A font file, the characters of the alphabet and the ligatures that it holds."""

    path: str
    index: int
    family: str
    style: str
    characters: frozenset[str] = field(repr=False)
    ligatures: frozenset[str] = frozenset()


def faces(alphabet: str) -> list[Face]:
    """All installed faces that may be trained on and hold the Latin letters."""
    listed = subprocess.run(
        ["fc-list", "--format", "%{file}\t%{index}\t%{family[0]}\t%{style[0]}\t%{variable}\n"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    found: list[Face] = []
    for line in sorted(set(listed.splitlines())):
        path, index, family, style, variable = line.split("\t")
        if not path.endswith((".ttf", ".otf", ".t1", ".ttc")) or variable == "True":
            continue
        if kept_for_evaluation(family) or any(word in family for word in _LEFT_OUT):
            continue
        try:
            face = freetype.Face(path, int(index) & 0xFFFF)
        except freetype.FT_Exception:
            continue
        held = frozenset(c for c in alphabet if face.get_char_index(c))
        if {"a", "Z", "5", "é"} <= held and face.is_scalable:
            joined = frozenset(c for _, c in _LIGATURES if face.get_char_index(c))
            found.append(Face(path, int(index) & 0xFFFF, family, style, held, joined))
    return found


def weights(found: list[Face]) -> list[float]:
    """How often each face is drawn: families alike whatever their number of faces, common ones more."""
    families: dict[str, int] = {}
    for face in found:
        families[face.family] = families.get(face.family, 0) + 1
    return [
        (4.0 if f.family.startswith(_COMMON) else 1.0) * _of_style(f.style) / families[f.family] ** 0.8
        for f in found
    ]


def _of_style(style: str) -> float:
    """Upright and regular is what screens show most."""
    if "Italic" in style or "Oblique" in style:
        return 0.4
    return 2.5 if style in ("Regular", "Book", "Medium", "Roman") else 1.0


MODES = ("none", "light", "normal", "auto", "mono", "lcd", "lcd-light")
_MODE_WEIGHTS = (6, 5, 2.5, 1.5, 1, 2, 1.5)
_FRACTIONAL = {"none": 0.7, "lcd": 0.7, "light": 0.25, "lcd-light": 0.25}
"""How often letters stand at fractions of a pixel; hinted in both directions, they never do."""
_TARGETS = {
    "none": freetype.FT_LOAD_NO_HINTING | freetype.FT_LOAD_TARGET_NORMAL,
    "light": freetype.FT_LOAD_TARGET_LIGHT,
    "normal": freetype.FT_LOAD_TARGET_NORMAL,
    "auto": freetype.FT_LOAD_TARGET_NORMAL | freetype.FT_LOAD_FORCE_AUTOHINT,
    "mono": freetype.FT_LOAD_TARGET_MONO,
    "lcd": freetype.FT_LOAD_NO_HINTING | freetype.FT_LOAD_TARGET_LCD,
    "lcd-light": freetype.FT_LOAD_TARGET_LIGHT,
}


_POINTS = ".…:"


class Style:
    """One face at one size, rendered in one way. Coordinates are pixels; the base line is y = 0."""

    def __init__(self, face: Face, size: float, mode: str, chance: random.Random) -> None:
        self.face, self.size, self.mode = face, size, mode
        self._font = freetype.Face(face.path, face.index)
        self._font.set_char_size(int(size * 64), 0, 72, 72)
        loose = mode in ("none", "lcd")
        self._bold = _weight(chance) * size / 16
        self._slant = chance.uniform(0.15, 0.25) if chance.random() < 0.05 else 0.0
        # Other shapes than the fonts that are there have; unhinted, letters stand anywhere between rows.
        self._stretch = chance.uniform(0.86, 1.16) if loose and chance.random() < 0.35 else 1.0
        self._rise = chance.uniform(0, 1) if loose and chance.random() < 0.25 else 0.0
        # Hinting brings letters to the base line, and leaves many a font's points to hang below it.
        self._sunk = chance.uniform(-0.45, 0.1) if mode != "mono" and chance.random() < 0.4 else 0.0
        self._channels = np.array([chance.uniform(0.3, 1.0) for _ in range(3)], dtype=np.float32)
        self._channels /= self._channels.sum()
        self._ligatures = chance.random() < 0.6
        self.fractional = chance.random() < _FRACTIONAL.get(mode, 0.0)
        self._glyphs: dict[tuple[str, int], tuple[Alpha, int, int, float]] = {}

    def glyph(self, character: str, phase: int) -> tuple[Alpha, int, int, float]:
        """Alpha (0 to 1), left and top of its box from the pen, advance. phase: quarter pixels, 0 to 3."""
        key = (character, phase)
        if key not in self._glyphs:
            self._glyphs[key] = self._render(character, phase)
        return self._glyphs[key]

    def shapes(self, text: str) -> list[str]:
        """The text's characters, some pairs as the one glyph that typesetters draw for them."""
        if self._ligatures:
            for pair, joined in _LIGATURES:
                if joined in self.face.ligatures:
                    text = text.replace(pair, joined)
        return list(text)

    def _render(self, character: str, phase: int) -> tuple[Alpha, int, int, float]:
        slot = self._font
        slot.load_char(character, _TARGETS[self.mode] | freetype.FT_LOAD_NO_BITMAP)
        outline = ctypes.byref(slot.glyph._FT_GlyphSlot.contents.outline)
        if self._slant or self._stretch != 1.0:
            shear = freetype.FT_Matrix(int(self._stretch * 0x10000), int(self._slant * 0x10000), 0, 0x10000)
            freetype.FT_Outline_Transform(outline, ctypes.byref(shear))
        if self._bold:
            freetype.FT_Outline_Embolden(outline, int(self._bold * 64))
        rise = self._rise + (self._sunk if character in _POINTS else 0.0)
        if phase or rise:
            freetype.FT_Outline_Translate(outline, phase * 16, int(rise * 64))
        striped = self.mode.startswith("lcd")
        how = {"mono": freetype.FT_RENDER_MODE_MONO}.get(
            self.mode, freetype.FT_RENDER_MODE_LCD if striped else freetype.FT_RENDER_MODE_NORMAL
        )
        slot.glyph.render(how)
        exact = slot.glyph.linearHoriAdvance / 65536 * self._stretch
        hinted = slot.glyph.advance.x / 64 * self._stretch
        advance = exact if self.fractional else round(hinted)
        return self._alpha(slot.glyph.bitmap, striped), slot.glyph.bitmap_left, slot.glyph.bitmap_top, advance

    def _alpha(self, bitmap: freetype.Bitmap, striped: bool) -> Alpha:
        rows, width = bitmap.rows, bitmap.width
        if not rows or not width:
            return np.zeros((0, 0), dtype=np.float32)
        flat = np.array(bitmap.buffer, dtype=np.uint8).reshape(rows, bitmap.pitch)
        if self.mode == "mono":
            return np.unpackbits(flat, axis=1)[:, :width].astype(np.float32)
        if not striped:
            return flat[:, :width].astype(np.float32) / 255
        channels = flat[:, :width].reshape(rows, width // 3, 3).astype(np.float32) / 255
        return np.sqrt((channels * channels) @ self._channels)


def _weight(chance: random.Random) -> float:
    """By how much outlines are made thicker, or thinner, in pixels at a size of 16."""
    roll = chance.random()
    if roll < 0.07:
        return chance.uniform(0.3, 0.7)
    return chance.uniform(-0.25, 0.25) if roll < 0.25 else 0.0


def random_style(found: list[Face], chances: list[float], chance: random.Random) -> Style:
    """A face, size and way of rendering; sizes of interfaces are the most frequent."""
    face = chance.choices(found, chances)[0]
    size = chance.choices(
        [
            chance.uniform(8, 11),
            chance.choice((11, 12, 13, 13.333, 14, 14.667, 15, 16)),
            chance.uniform(16, 24),
            chance.uniform(24, 40),
        ],
        (2, 8, 3, 1),
    )[0]
    if chance.random() < 0.5:
        size = round(size)
    return Style(face, size, chance.choices(MODES, _MODE_WEIGHTS)[0], chance)

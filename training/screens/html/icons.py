"""Pictures without text: icons drawn at random (strokes, fills, small bitmaps) and photos made of noise."""

import base64
import math
from functools import lru_cache
from random import Random

import cv2
import numpy as np

from training.screens.html.palette import hsl
from training.screens.html.theme import Theme

_SHAPES = (
    "M3 11 12 3l9 8v10h-6v-6H9v6H3z", "M4 6h16M4 12h16M4 18h16", "M12 5v14M5 12h14", "M5 12h14", "M6 6l12 12M18 6 6 18",
    "M4 4h12l4 4v12H4zM8 4v5h7V4M8 20v-6h8v6", "M4 20h4L19 9l-4-4L4 16z", "M3 6h7l2 2h9v11H3z", "M5 12l5 5L20 7",
    "M4 5h16v14H4zM4 7l8 6 8-6", "M7 3h8l4 4v14H7zM14 3v5h5", "M4 8h16M4 14h10M4 20h13M4 2h8", "M12 3v12M7 11l5 5 5-5M4 20h16",
    "M12 20V8M7 12l5-5 5 5M4 4h16", "M4 7h16M9 7V4h6v3M6 7l1 14h10l1-14", "M8 5l8 7-8 7", "M16 5l-8 7 8 7", "M5 9l7 7 7-7", "M5 15l7-7 7 7",
    "M7 4v16l13-8z", "M6 5h4v14H6zM14 5h4v14h-4z", "M6 6h12v12H6z", "M4 20V10M10 20V4M16 20v-7M21 20H2", "M3 17l6-6 4 4 8-9",
    "M12 2l3 7 7 .5-5.500 4.500 2 7L12 17l-6.500 4 2-7L2 9.500 9 9z", "M12 21C4 14 2 11 4 7s7-3 8 1c1-4 6-5 8-1s0 7-8 14z",
    "M6 10V8a6 6 0 0 1 12 0v2M4 10h16v11H4z", "M6 16V11a6 6 0 0 1 12 0v5l2 2H4zM10 20h4", "M8 8H4v12h12v-4M8 4h12v12H8z",
    "M9 3H5v18h14V8l-5-5zM9 13h6M9 17h6", "M3 5h18v11H3zM8 20h8M12 16v4", "M5 3h14v18l-7-5-7 5z", "M4 12h13M12 6l6 6-6 6", "M20 12H7M12 6l-6 6 6 6",
)  # fmt: skip
_ROUND = (
    "circle",
    "search",
    "user",
    "gear",
    "clock",
    "globe",
    "dots",
    "eye",
    "grid",
    "sun",
    "info",
    "refresh",
)


def icon(theme: Theme, rng: Random, size: float, colour: str = "currentColor") -> str:
    """An icon as an `<svg>` or `<img>`, in the theme's manner."""
    manner = theme.icons if rng.random() < 0.85 else rng.choice(("line", "solid", "duotone", "bitmap"))
    if manner == "bitmap" and size >= 12:
        return f'<img width="{size:.0f}" height="{size:.0f}" src="{_bitmaps()[rng.randrange(60)]}">'
    weight = rng.choice((1.4, 1.7, 2, 2, 2.4))
    second = hsl(rng.random(), 0.6, 0.55) if manner == "duotone" else colour
    if manner in ("solid", "duotone"):
        paint = f'fill="{second}" fill-rule="evenodd" stroke="{colour}" stroke-width="{0.8 if manner == "solid" else 1.3}"'
    else:
        paint = f'fill="none" stroke="{colour}" stroke-width="{weight}"'
    cap = rng.choice(("round", "butt"))
    body = _round(rng) if rng.random() < 0.4 else f'<path d="{rng.choice(_SHAPES)}"/>'
    return (
        f'<svg width="{size:.1f}" height="{size:.1f}" viewBox="0 0 24 24" {paint} stroke-linecap="{cap}" '
        f'stroke-linejoin="round">{body}</svg>'
    )


def glyph(path: str, size: float, weight: float = 2, fill: str = "none") -> str:
    """A given small drawing, such as an arrow or a tick."""
    return (
        f'<svg width="{size:.1f}" height="{size:.1f}" viewBox="0 0 24 24" fill="{fill}" stroke="currentColor" '
        f'stroke-width="{weight}"><path d="{path}"/></svg>'
    )


TICK = "M4 12l5 6L20 6"
CROSS = "M5 5l14 14M19 5 5 19"
DOWN = "M5 8l7 8 7-8"
UP = "M5 16l7-8 7 8"
RIGHT = "M8 5l8 7-8 7"
LEFT = "M16 5l-8 7 8 7"
SOLID_DOWN = "M5 8h14l-7 9z"
SOLID_UP = "M5 16h14l-7-9z"
SOLID_RIGHT = "M8 4v16l9-8z"
PLUS = "M12 4v16M4 12h16"
MINUS = "M4 12h16"
SQUARE = "M5 5h14v14H5z"


def _round(rng: Random) -> str:
    match rng.choice(_ROUND):
        case "search":
            return '<circle cx="10" cy="10" r="6.500"/><path d="M15 15l6 6"/>'
        case "user":
            return '<circle cx="12" cy="8" r="4"/><path d="M4 21c0-8 16-8 16 0z"/>'
        case "gear":
            teeth = "".join(
                f"M12 12L{12 + 10 * math.cos(a):.1f} {12 + 10 * math.sin(a):.1f}"
                for a in (k * math.pi / 4 for k in range(8))
            )
            return f'<path d="{teeth}"/><circle cx="12" cy="12" r="6"/><circle cx="12" cy="12" r="2"/>'
        case "clock":
            return '<circle cx="12" cy="12" r="9"/><path d="M12 6v6l4 3"/>'
        case "globe":
            return (
                '<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c6 5 6 13 0 18M12 3c-6 5-6 13 0 18"/>'
            )
        case "dots":
            return "".join(f'<circle cx="{x}" cy="12" r="1.500"/>' for x in (5, 12, 19))
        case "eye":
            return '<path d="M2 12c5-8 15-8 20 0-5 8-15 8-20 0z"/><circle cx="12" cy="12" r="3"/>'
        case "grid":
            return "".join(f'<rect x="{x}" y="{y}" width="7" height="7"/>' for x in (4, 14) for y in (4, 14))
        case "sun":
            return '<circle cx="12" cy="12" r="5"/><path d="M12 1v3M12 20v3M1 12h3M20 12h3M4 4l2 2M18 18l2 2M20 4l-2 2M6 18l-2 2"/>'
        case "info":
            return '<circle cx="12" cy="12" r="9"/><path d="M12 11v6M12 7v1"/>'
        case "refresh":
            return '<path d="M20 12a8 8 0 1 1-3-6M17 2v5h-5"/>'
        case _:
            return f'<circle cx="12" cy="12" r="{rng.randint(4, 10)}"/>'


@lru_cache(maxsize=1)
def _bitmaps() -> tuple[str, ...]:
    """Small coloured pictures such as old tool bars show: blobs, papers, disks, badges."""
    rng = Random(71)
    return tuple(_data(bitmap(rng)) for _ in range(60))


def bitmap(rng: Random) -> np.ndarray:
    """A small coloured picture of 16, 24 or 32 pixels with transparent ground."""
    side = rng.choice((16, 24, 32))
    image = np.zeros((side, side, 4), np.uint8)
    for _ in range(rng.randint(2, 5)):
        colour = (*(rng.randint(0, 255) for _ in range(3)), 255)
        a, b = ((rng.randint(1, side - 2), rng.randint(1, side - 2)) for _ in range(2))
        match rng.randint(0, 3):
            case 0:
                cv2.rectangle(image, a, b, colour, -1)
                cv2.rectangle(image, a, b, (30, 30, 30, 255), 1)
            case 1:
                cv2.circle(
                    image, (side // 2, side // 2), rng.randint(3, side // 2 - 1), colour, -1, cv2.LINE_AA
                )
            case 2:
                cv2.line(image, a, b, colour, rng.randint(1, 3))
            case _:
                points = np.array(
                    [[rng.randint(1, side - 2), rng.randint(1, side - 2)] for _ in range(rng.randint(3, 5))]
                )
                cv2.fillPoly(image, [points], colour)
    return image


@lru_cache(maxsize=1)
def _photos() -> tuple[str, ...]:
    rng = np.random.default_rng(5)
    photos = []
    for _ in range(30):
        noise = sum(
            cv2.resize(rng.random((k, k, 3)), (96, 72), interpolation=cv2.INTER_CUBIC) / k
            for k in (2, 3, 6, 14, 40)
        )
        noise = (noise - noise.min()) / (noise.max() - noise.min())
        photos.append(_data((noise * 255).astype(np.uint8), ".jpg"))
    return tuple(photos)


def photo(rng: Random, width: str, height: str, style: str = "") -> str:
    """A picture of nothing, as an `<img>` of a CSS size."""
    return (
        f'<img src="{rng.choice(_photos())}" style="width:{width};height:{height};object-fit:cover;{style}">'
    )


def _data(image: np.ndarray, kind: str = ".png") -> str:
    _, data = cv2.imencode(kind, image)
    return (
        f"data:image/{'png' if kind == '.png' else 'jpeg'};base64,{base64.b64encode(data.tobytes()).decode()}"
    )

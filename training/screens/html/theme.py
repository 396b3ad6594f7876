"""One look for a whole screen: its measures and which style each kind of widget has."""

from dataclasses import dataclass
from random import Random

from training.screens import fonts
from training.screens.html.palette import Palette, classic_grey, random_palette


@dataclass(frozen=True, slots=True)
class Theme:
    """Everything that the style sheet and the widgets need to know; lengths in CSS pixels."""

    name: str
    colours: Palette
    family: str
    mono: str
    size: float
    radius: float
    border: float
    pad_x: float
    pad_y: float
    gap: float
    bevel: bool
    gradient: bool
    shadow: str
    buttons: str  # solid, outline, ghost, bevel, gradient, pill, raised
    entries: str  # box, underline, filled, bevel, inset
    checks: str  # native, box, filled, cross, bevel, round
    switches: str  # pill, square, thin, labelled
    tabs: str  # underline, box, pill, folder, vertical, block
    tables: str  # ruled, lines, striped, plain, columns
    menus: str  # flat, round, bevel, shadow
    title_bar: str  # right, left, dots, wide, none
    scroll: str  # thin, wide, arrows, overlay
    icons: str  # line, solid, duotone, bitmap
    native: bool
    upper: bool
    bold_labels: bool
    dense: bool
    rng: Random


_LOOKS = ("free", "free", "free", "free", "adwaita", "fusion", "bevel", "luna", "flat10", "aqua", "motif", "metal", "material",
          "soft", "contrast", "native", "office", "console")  # fmt: skip


def random_theme(rng: Random, scale: float) -> Theme:
    """A look that starts from one of several manners and wanders from it; letters stay below 31 image
    pixels."""
    look = rng.choice(_LOOKS)
    palette = random_palette(rng)
    if look in ("bevel", "motif") or (look == "metal" and rng.random() < 0.5):
        palette = classic_grey(rng)
    size = rng.choice((9, 10, 11, 11, 12, 12, 13, 13, 13, 14, 14, 14, 15, 15, 16, 16, 17, 18, 20, 22, 24))
    size = size if size * scale <= 30 else rng.uniform(9, 15)
    dense = rng.random() < 0.4 or look in ("bevel", "motif", "metal", "office", "console")
    choice = rng.choice
    base: dict[str, object] = {
        "radius": choice((0, 0, 2, 3, 4, 4, 5, 6, 8, 10, 14, 20)),
        "border": choice((1, 1, 1, 1, 1.5, 2)),
        "pad_x": size * rng.uniform(0.35, 1.4) * (0.7 if dense else 1),
        "pad_y": size * rng.uniform(0.12, 0.7) * (0.6 if dense else 1),
        "gap": size * rng.uniform(0.3, 1.3) * (0.6 if dense else 1),
        "bevel": False,
        "gradient": rng.random() < 0.2,
        "shadow": choice(("none", "none", "0 1px 2px #0003", "0 2px 8px #0004", "0 6px 24px #0005")),
        "buttons": choice(("solid", "outline", "ghost", "gradient", "pill", "raised", "solid", "outline")),
        "entries": choice(("box", "box", "box", "underline", "filled", "inset")),
        "checks": choice(("native", "box", "filled", "cross", "round", "box", "filled")),
        "switches": choice(("pill", "pill", "square", "thin", "labelled")),
        "tabs": choice(("underline", "box", "pill", "folder", "block", "underline")),
        "tables": choice(("ruled", "lines", "striped", "plain", "columns", "lines")),
        "menus": choice(("flat", "round", "shadow")),
        "title_bar": choice(("right", "left", "dots", "wide")),
        "scroll": choice(("thin", "wide", "arrows", "overlay")),
        "icons": choice(("line", "line", "solid", "duotone", "bitmap")),
    }
    base.update(_manner(look, rng))
    family = fonts.choose_mono(rng) if look == "console" else fonts.choose(rng)
    return Theme(look, palette, family, fonts.choose_mono(rng), size, native=look == "native" or rng.random() < 0.08,
                 upper=rng.random() < 0.08 or (look == "material" and rng.random() < 0.6), bold_labels=rng.random() < 0.25,
                 dense=dense, rng=rng, **base)  # type: ignore[arg-type]  # fmt: skip


def _manner(look: str, rng: Random) -> dict[str, object]:
    choice = rng.choice
    match look:
        case "adwaita":
            return {"radius": choice((5, 6, 8, 9)), "buttons": choice(("solid", "gradient")), "checks": "filled", "switches": "pill",
                    "tabs": choice(("underline", "block")), "menus": "round", "scroll": "overlay", "title_bar": "right", "entries": "box"}  # fmt: skip
        case "fusion":
            return {"radius": 2, "buttons": "gradient", "gradient": True, "checks": "box", "tabs": "folder", "tables": choice(("plain", "ruled")),
                    "menus": "flat", "scroll": "arrows", "title_bar": "right", "entries": "box"}  # fmt: skip
        case "bevel" | "motif":
            return {"radius": 0, "bevel": True, "buttons": "bevel", "entries": "bevel", "checks": "bevel", "switches": "square",
                    "tabs": "folder", "menus": "bevel", "scroll": "arrows", "title_bar": "left" if look == "motif" else "wide",
                    "shadow": "none", "border": 2 if look == "motif" else 1, "icons": choice(("bitmap", "solid"))}  # fmt: skip
        case "luna":
            return {"radius": 3, "gradient": True, "buttons": "gradient", "checks": "box", "tabs": "folder", "scroll": "arrows",
                    "title_bar": "wide", "icons": "bitmap"}  # fmt: skip
        case "flat10":
            return {"radius": 0, "buttons": "solid", "entries": choice(("box", "filled")), "tabs": "underline", "title_bar": "right",
                    "border": choice((1, 2)), "scroll": "wide"}  # fmt: skip
        case "aqua":
            return {"radius": choice((5, 6, 8)), "buttons": choice(("gradient", "raised")), "title_bar": "dots", "tabs": "block",
                    "scroll": "overlay", "menus": "round"}  # fmt: skip
        case "metal":
            return {
                "radius": 0,
                "gradient": rng.random() < 0.7,
                "buttons": "gradient",
                "checks": "box",
                "tabs": "folder",
                "scroll": "arrows",
            }
        case "material":
            return {"radius": choice((4, 8, 16, 20)), "entries": choice(("underline", "filled", "box")), "tabs": "underline",
                    "buttons": choice(("raised", "ghost", "pill")), "checks": "filled", "switches": "thin", "tables": "lines"}  # fmt: skip
        case "soft":
            return {
                "radius": choice((10, 14, 18)),
                "buttons": "raised",
                "entries": "inset",
                "border": 1,
                "tabs": "pill",
            }
        case _:
            return {}

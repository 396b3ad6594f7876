"""Style sheets of our own for GTK 3 and 4: fonts, and tints over the stock theme."""

from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

HIDE_TEXT = "@define-color placeholder_text_color transparent; * { color: transparent; text-shadow: none; caret-color: transparent; -gtk-icon-shadow: none; }"


def found(theme: str, dark: bool, version: str) -> bool:
    """Whether a theme, and its dark form where asked for, is installed as files for a version of GTK."""
    name = "gtk-dark.css" if dark else "gtk.css"
    return any(Path("/usr/share/themes").glob(f"{theme}/gtk-{version}/{name}"))


def font_css(family: str, size: int) -> str:
    """The font of everything."""
    return f'* {{ font-family: "{family}"; font-size: {size}px; }}'


@dataclass(frozen=True, slots=True)
class Tint:
    """The colours and measures of one look of our own."""

    dark: bool
    hue: tuple[int, int, int]
    accent: str
    low: float
    high: float
    radius: int
    pad: int
    border: str

    def mix(self, light: float, share: float = 0.12) -> str:
        """A shade of the hue."""
        light = min(1.0, max(0.0, light))
        return "#" + "".join(
            f"{min(255, round(255 * light * (1 - share) + part * share)):02x}" for part in self.hue
        )

    def raised(self, step: float) -> str:
        """A ground that stands out from the window's."""
        return self.mix(self.low + (step if self.dark else -step))


def tint_css(rng: Random) -> str:
    """A random look: colours, corners, padding, and how buttons, fields, tabs, marks and bars are drawn."""
    dark = rng.random() < 0.4
    hue = (rng.randint(0, 255), rng.randint(0, 255), rng.randint(0, 255))
    accent = "#" + "".join(f"{rng.randint(20, 200):02x}" for _ in range(3))
    low, high = (rng.uniform(0.08, 0.2), 0.95) if dark else (rng.uniform(0.86, 0.97), 0.08)
    tint = Tint(dark, hue, accent, low, high, rng.choice((0, 0, 2, 4, 8, 14)), rng.randint(1, 10), "")
    tint = replace(tint, border=tint.mix(0.4 if dark else rng.uniform(0.5, 0.8)))
    return "".join(part(rng, tint) for part in (_ground, _buttons, _fields, _views, _marks, _tabs, _bars))


def _ground(rng: Random, tint: Tint) -> str:
    return f"""
window, dialog, .background, popover > contents, menu, .menu {{ background: {tint.mix(tint.low)}; color: {tint.mix(tint.high)}; }}
notebook, notebook > stack, notebook > header {{ background-color: {tint.mix(tint.low)}; color: {tint.mix(tint.high)}; }}
notebook > header tab, notebook > header tab:checked {{ color: {tint.mix(tint.high)}; }}
decoration {{ background: {tint.border}; }}
*:disabled {{ color: {tint.mix(0.5)}; }}
"""


def _buttons(rng: Random, tint: Tint) -> str:
    """Flat, gradient, bevelled, filled or bare buttons."""
    face, light, deep = tint.raised(0.08), tint.mix(tint.low + 0.12), tint.raised(0.02 if tint.dark else 0.16)
    edge, ground, colour = f"1px solid {tint.border}", face, tint.mix(tint.high)
    match rng.choice(("flat", "flat", "gradient", "bevel", "filled", "outline", "borderless")):
        case "gradient":
            ground = f"linear-gradient(to bottom, {light}, {deep})"
        case "bevel":
            edge = f"{rng.choice((1, 2))}px outset {tint.raised(0.1)}"
        case "filled":
            ground, colour, edge = tint.accent, "white", f"1px solid {tint.accent}"
        case "outline":
            ground, edge = "none", f"{rng.choice((1, 2))}px solid {tint.border}"
        case "borderless":
            edge = "1px solid transparent"
    return f"""
button {{ background: {ground}; color: {colour}; border: {edge}; border-radius: {tint.radius}px;
 padding: {tint.pad}px {tint.pad + 4}px; box-shadow: none; text-shadow: none; outline-color: {tint.accent}; }}
button:disabled {{ background: {tint.raised(0.03)}; color: {tint.mix(0.5)}; }}
button.flat, button.titlebutton {{ background: none; border-color: transparent; color: {tint.mix(tint.high)}; }}
button:checked {{ background: {tint.accent}; color: white; }}
"""


def _fields(rng: Random, tint: Tint) -> str:
    """Boxed, underlined, sunken or filled fields."""
    base = tint.mix(tint.low + (-0.04 if tint.dark else 0.06), 0.05)
    edge, radius = f"border: 1px solid {tint.border};", tint.radius
    match rng.choice(("boxed", "boxed", "underlined", "sunken", "filled", "thick")):
        case "underlined":
            edge, radius = f"border: none; border-bottom: {rng.choice((1, 2))}px solid {tint.border};", 0
        case "sunken":
            edge, radius = f"border: 2px inset {tint.raised(0.1)};", 0
        case "filled":
            edge, base = "border: 1px solid transparent;", tint.raised(0.07)
        case "thick":
            edge = f"border: 2px solid {tint.border};"
    return f"""
entry, spinbutton, textview text, .view, list, textview {{ background-color: {base}; color: {tint.mix(tint.high)}; }}
entry, spinbutton {{ {edge} border-radius: {radius}px; padding: {max(1, tint.pad - 2)}px {tint.pad + 2}px; box-shadow: none; background-image: none; }}
entry:focus, spinbutton:focus {{ border-color: {tint.accent}; }}
spinbutton entry, spinbutton text {{ border: none; background: none; padding: 0 4px; }}
spinbutton button {{ border: none; border-radius: 0; padding: 0 {tint.pad + 2}px; }}
"""


def _views(rng: Random, tint: Tint) -> str:
    header = rng.choice((tint.raised(0.04), tint.raised(0.12), tint.mix(tint.low)))
    return f"""
treeview.view:selected, row:selected, menuitem:hover {{ background-color: {tint.accent}; color: white; }}
treeview.view header button {{ background: {header}; color: {tint.mix(tint.high)}; border-radius: 0; border: none;
 border-right: 1px solid {tint.border}; border-bottom: 1px solid {tint.border}; }}
frame > border {{ border: 1px solid {tint.border}; border-radius: {rng.choice((0, tint.radius))}px; }}
"""


def _marks(rng: Random, tint: Tint) -> str:
    """Check boxes, radio buttons, switches, sliders and progress bars."""
    filled = rng.random() < 0.6
    side = rng.choice((14, 16, 16, 18, 20))
    checked = (
        f"background: {tint.accent}; color: white; border-color: {tint.accent};"
        if filled
        else f"color: {tint.accent};"
    )
    thick = rng.choice((2, 4, 6, 10))
    return f"""
check, radio {{ min-width: {side}px; min-height: {side}px; background: {tint.mix(tint.low + (-0.04 if tint.dark else 0.06))};
 border: {rng.choice((1, 1, 2))}px solid {tint.border}; box-shadow: none; }}
check {{ border-radius: {min(tint.radius, 5)}px; }}
check:checked, radio:checked {{ {checked} }}
switch {{ border-radius: {rng.choice((0, 6, 14, 14))}px; border: 1px solid {tint.border}; background: {tint.raised(0.12)}; }}
switch:checked {{ background: {tint.accent}; }}
switch slider {{ border-radius: {rng.choice((0, 6, 14, 14))}px; }}
scale trough, progressbar trough {{ min-height: {thick}px; border-radius: {rng.choice((0, thick))}px; background: {tint.raised(0.15)}; }}
scale highlight, progressbar progress {{ background: {tint.accent}; min-height: {thick}px; }}
scale slider {{ border-radius: {rng.choice((0, 4, 20))}px; border: 1px solid {tint.border}; background: {rng.choice((tint.accent, tint.raised(0.02)))}; }}
"""


def _tabs(rng: Random, tint: Tint) -> str:
    """Tabs as the theme has them, boxed, underlined or filled."""
    room = f"padding: {rng.randint(2, 9)}px {rng.randint(6, 16)}px; margin: 0; border-radius: 0;"
    match rng.choice(("stock", "boxed", "underlined", "filled")):
        case "boxed":
            return f"""
notebook > header {{ background: {tint.raised(0.06)}; box-shadow: none; }}
notebook > header tab {{ {room} border: 1px solid {tint.border}; background: {tint.raised(0.1)}; box-shadow: none; }}
notebook > header tab:checked {{ background: {tint.mix(tint.low)}; }}
"""
        case "underlined":
            return f"""
notebook > header {{ background: {tint.mix(tint.low)}; box-shadow: none; border-bottom: 1px solid {tint.border}; }}
notebook > header tab {{ {room} border: none; border-bottom: 3px solid transparent; background: none; box-shadow: none; }}
notebook > header tab:checked {{ border-bottom-color: {tint.accent}; box-shadow: none; }}
"""
        case "filled":
            return f"""
notebook > header {{ background: {tint.raised(0.08)}; box-shadow: none; border: none; }}
notebook > header tab {{ {room} border: none; background: none; box-shadow: none; }}
notebook > header tab:checked {{ background: {tint.accent}; box-shadow: none; }}
notebook > header tab:checked label {{ color: white; }}
"""
    return ""


def _bars(rng: Random, tint: Tint) -> str:
    """Header bars, menu bars and tool bars, plain or in the accent."""
    ground, colour = (
        (tint.accent, "white") if rng.random() < 0.2 else (tint.raised(0.06), tint.mix(tint.high))
    )
    return f"""
menubar, toolbar, .toolbar {{ background: {tint.raised(rng.choice((0.0, 0.03, 0.06)))}; color: {tint.mix(tint.high)}; }}
headerbar {{ background: {ground}; color: {colour}; box-shadow: none; border-bottom: 1px solid {tint.border}; }}
headerbar button.titlebutton, headerbar .title {{ color: {colour}; }}
"""

"""Colours of one look: light, dark, tinted, high or low contrast."""

import colorsys
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Palette:
    """CSS colours by use."""

    dark: bool
    page: str
    surface: str
    field: str
    text: str
    muted: str
    faint: str
    accent: str
    on_accent: str
    border: str
    header: str
    stripe: str
    button: str
    selected: str
    on_selected: str
    link: str
    danger: str
    success: str
    desktop: str


def hsl(hue: float, saturation: float, lightness: float) -> str:
    """A hex colour; all arguments 0..1, clamped."""
    red, green, blue = colorsys.hls_to_rgb(hue % 1, min(1, max(0, lightness)), min(1, max(0, saturation)))
    return f"#{round(red * 255):02x}{round(green * 255):02x}{round(blue * 255):02x}"


def random_palette(rng: Random, dark_share: float = 0.38) -> Palette:
    """A palette whose text can be read, though sometimes barely."""
    dark = rng.random() < dark_share
    hue, tint = rng.random(), rng.choice((0.0, 0.0, 0.04, 0.1, 0.25, 0.5))
    accent_hue = rng.choice((0.58, 0.6, 0.55, rng.random(), rng.random()))
    accent_light = rng.uniform(0.38, 0.6)
    accent = hsl(accent_hue, rng.uniform(0.45, 1), accent_light)
    contrast = rng.choice((0.0, 0.0, 0.06, 0.15, 0.25))

    def shade(light: float, dark_value: float, saturation: float = 1.0) -> str:
        return hsl(hue, tint * saturation, dark_value if dark else light)

    page_light, page_dark = rng.uniform(0.86, 1), rng.uniform(0.04, 0.22)
    surface = shade(min(1, page_light + rng.choice((0, 0.03, 0.12))), page_dark + rng.choice((0, 0.03, 0.07)))
    gap = rng.choice((0.05, 0.1, 0.2, 0.35))
    soft = rng.random() < 0.4
    selected = shade(0.86, 0.32) if soft else accent
    selected_tinted = (
        hsl(accent_hue, 0.6, 0.26 if dark else 0.88) if soft and rng.random() < 0.7 else selected
    )
    return Palette(
        dark=dark,
        page=shade(page_light, page_dark),
        surface=surface,
        field=rng.choice(
            (surface, shade(1, page_dark * 0.6, 0.3), shade(page_light - 0.04, page_dark + 0.05))
        ),
        text=shade(0.02 + contrast, 0.98 - contrast, 0.5),
        muted=shade(0.38 + contrast / 2, 0.66 - contrast / 2, 0.5),
        faint=shade(0.62, 0.42, 0.5),
        accent=accent,
        on_accent="#ffffff" if accent_light < 0.55 else "#101010",
        border=shade(page_light - gap, page_dark + gap, 0.7),
        header=rng.choice(
            (shade(page_light - 0.06, page_dark + 0.06), shade(page_light - 0.15, page_dark + 0.1), accent)
        ),
        stripe=shade(page_light - 0.035, page_dark + 0.05),
        button=rng.choice(
            (surface, shade(page_light - 0.05, page_dark + 0.09), shade(page_light - 0.12, page_dark + 0.16))
        ),
        selected=selected_tinted,
        on_selected=shade(0.05, 0.96, 0.5) if soft else ("#ffffff" if accent_light < 0.55 else "#101010"),
        link=hsl(accent_hue, 0.7, 0.7 if dark else 0.38),
        danger=hsl(rng.uniform(-0.03, 0.03), 0.7, 0.5),
        success=hsl(rng.uniform(0.3, 0.4), 0.6, 0.4),
        desktop=hsl(rng.random(), rng.uniform(0, 0.6), rng.uniform(0.15, 0.7)),
    )


def classic_grey(rng: Random) -> Palette:
    """The grey of bevelled toolkits."""
    base = rng.uniform(0.72, 0.86)
    hue, tint = rng.random(), rng.choice((0.0, 0.0, 0.06))
    grey = hsl(hue, tint, base)
    accent = rng.choice(("#000080", "#0a246a", "#316ac5", "#4b6983", hsl(rng.random(), 0.5, 0.3)))
    return Palette(False, grey, grey, rng.choice(("#ffffff", "#ffffff", hsl(hue, tint, base + 0.08))), "#000000", "#404040",
                   hsl(hue, 0, base - 0.3), accent, "#ffffff", hsl(hue, tint, base - 0.25), grey, "#ffffff", grey, accent,
                   "#ffffff", "#0000cc", "#c00000", "#008000", rng.choice(("#008080", "#3a6ea5", "#2e5c8a", "#505868")))  # fmt: skip

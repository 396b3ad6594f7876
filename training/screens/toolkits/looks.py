"""Which themes, scales and letter rendering the real toolkits are shown with.

Kept out of training: the themes Arc, Greybird, Materia, Breeze and Clearlooks.
"""

from dataclasses import dataclass
from random import Random

EXCLUDED_THEMES = ("Arc", "Greybird", "Materia", "Breeze", "Clearlooks")


@dataclass(frozen=True, slots=True)
class Look:
    """For one run of a program: themes to choose from, its scale and environment."""

    themes: tuple[str, ...]
    scale: float
    environment: dict[str, str]


def random_look(kind: str, rng: Random) -> Look:
    """A look for a kind of toolkit."""
    scale = rng.choice((1, 1, 1, 1, 2))
    match kind:
        case "gtk3":
            themes = (
                "Adwaita",
                "Adwaita",
                "Adwaita-dark",
                "HighContrast",
                "HighContrastInverse",
                "own",
                "own",
                "own",
            )
            return Look(themes, scale, {"GDK_SCALE": str(scale)})
        case "gtk4":
            return Look(
                ("Default", "Default", "Default-dark", "Default-hc", "own", "own", "own"),
                scale,
                {"GDK_SCALE": str(scale), "GSK_RENDERER": "cairo"},
            )
        case "qt":
            factor = rng.choice((1, 1, 1, 1.25, 1.5, 2))
            return Look(
                ("Fusion", "Fusion", "Fusion", "Windows"),
                factor,
                {"QT_SCALE_FACTOR": str(factor), "QT_STYLE_OVERRIDE": ""},
            )
        case "tk":
            return Look(("clam", "alt", "default", "classic", "bare"), 1, {})
        case _:
            return Look(("Metal", "Metal-bold", "Ocean", "Motif", "Nimbus"), 1, {})

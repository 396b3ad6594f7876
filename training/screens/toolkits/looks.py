"""Which themes, scales and letter rendering the real toolkits are shown with.

Themes come in groups: a group is drawn first, then a theme of it, so that a family with many variants does
not outweigh the others. Whoever shows a theme fails if it is not installed; nothing falls back to another.
"""

from dataclasses import dataclass
from pathlib import Path
from random import Random

# Kept out of training, with their variants: any theme whose name has one of these in it, in any case.
# Bluebird and Blackbird come from Greybird's makers, Orchis from Materia, Cleanlooks from Clearlooks; the themes
# Traditional*, YaruGreen and YaruOk of MATE are ports of Clearlooks, and KvFlat follows Breeze.
EXCLUDED_THEMES = ("Arc", "Greybird", "Bluebird", "Blackbird", "Materia", "Orchis", "Raleigh", "Breeze", "Clearlooks", "Cleanlooks",
                   "Traditional", "YaruGreen", "YaruOk", "KvFlat", "sv-ttk", "sv_ttk", "Sun-Valley", "SunValley", "ttkbootstrap", "Nimbus",
                   "GTK")  # fmt: skip
_ALIKE_BY_NAME_ONLY = ("Darcula",)

_YARU = ("Yaru", "Yaru-bark", "Yaru-blue", "Yaru-magenta", "Yaru-olive", "Yaru-prussiangreen", "Yaru-purple", "Yaru-red", "Yaru-sage",
         "Yaru-viridian")  # fmt: skip
_YARU_ALL = (*_YARU, *(f"{name}-dark" for name in _YARU))
_MATE = ("BlackMATE", "Menta", "BlueMenta", "GreenLaguna", "Blue-Submarine", "Green-Submarine")

_KVANTUM = ("KvAdapta", "KvAdaptaDark", "KvAmbiance", "KvAmbience", "KvBeige", "KvBlender", "KvBrown", "KvCurves", "KvCurves3d", "KvCurvesLight",
            "KvCyan", "KvDark", "KvDarkRed", "KvGnome", "KvGnomeAlt", "KvGnomeDark", "KvGnomish", "KvGray", "KvMojave", "KvMojaveLight",
            "KvMojaveMixed", "KvOxygen", "KvRoughGlass", "KvSimplicity", "KvSimplicityDark", "KvSimplicityDarkLight", "KvSimplicityTurquoise",
            "KvYaru", "KvantumAlt")  # fmt: skip

_TTK_SCID = ("scidblue", "scidgreen", "scidgrey", "scidmint", "scidpink", "scidpurple", "scidsand")
_TTK_OLD = (
    "aquativo",
    "black",
    "blue",
    "elegance",
    "itft1",
    "keramik",
    "keramik_alt",
    "kroc",
    "winxpblue",
)
_TTK_NEW = ("equilux", "yaru", "awdark", "awlight")

_PLASTIC = ("BrownSugar", "DarkStar", "DesertBlue", "DesertBluer", "DesertGreen", "DesertRed", "DesertYellow", "ExperienceBlue",
            "ExperienceGreen", "ExperienceRoyale", "LightGray", "Silver", "SkyBlue", "SkyBluer", "SkyGreen", "SkyKrupp", "SkyPink", "SkyRed",
            "SkyYellow")  # fmt: skip
_SUBSTANCE = ("Autumn", "BusinessBlackSteel", "BusinessBlueSteel", "Business", "Cerulean", "ChallengerDeep", "CremeCoffee", "Creme",
              "DustCoffee", "Dust", "EmeraldDusk", "Gemini", "GraphiteAqua", "GraphiteGlass", "Graphite", "Magellan", "Mariner", "MistAqua",
              "MistSilver", "Moderate", "NebulaBrickWall", "Nebula", "OfficeBlack2007", "OfficeBlue2007", "OfficeSilver2007", "Raven",
              "Sahara", "Twilight")  # fmt: skip
_JARS = (
    "jgoodies-looks",
    "jgoodies-common",
    "substance",
    "trident",
    "laf-widget",
    "laf-plugin",
    "darcula",
    "iconloader",
)

Groups = tuple[tuple[str, ...], ...]

GROUPS: dict[str, Groups] = {
    "gtk3": (
        ("Adwaita", "Adwaita", "Adwaita-dark", "HighContrast", "HighContrastInverse"),
        ("own",),
        ("own",),
        _YARU_ALL,
        _MATE,
        ("Numix", "Numix", "Numix-dark"),
    ),
    "gtk4": (
        ("Default", "Default", "Default-dark", "Default-hc", "Default-hc-dark"),
        ("own",),
        ("own",),
        _YARU_ALL,
    ),
    "qt": (
        ("Fusion", "Windows"),
        ("sheet",),
        ("sheet",),
        ("Oxygen", "QtCurve", "Plastique", "Motif", "Adwaita", "Adwaita-Dark"),
        ("Oxygen", "QtCurve", "Plastique", "CDE", "HighContrast", "HighContrastInverse"),
        tuple(f"kvantum/{name}" for name in _KVANTUM),
        tuple(f"kvantum/{name}" for name in _KVANTUM),
    ),
    "tk": (("clam", "alt", "default", "classic"), ("bare",), _TTK_SCID, _TTK_OLD, _TTK_OLD, _TTK_NEW, _TTK_NEW),
    "swing": (
        ("Metal", "Metal-bold", "Ocean", "Motif", "Darcula", "Darcula"),
        tuple(f"{kind}/{name}" for kind in ("Plastic", "Plastic3D") for name in _PLASTIC),
        tuple(f"Substance/{name}" for name in _SUBSTANCE),
    ),
}  # fmt: skip


def excluded(theme: str) -> bool:
    """Whether a theme is kept for evaluation."""
    if theme in _ALIKE_BY_NAME_ONLY:
        return False
    return any(name.casefold() in theme.casefold() for name in EXCLUDED_THEMES)


_WRONG = [theme for groups in GROUPS.values() for group in groups for theme in group if excluded(theme)]
if _WRONG:
    raise ValueError(f"kept for evaluation: {_WRONG}")


@dataclass(frozen=True, slots=True)
class Look:
    """For one run of a program: groups of themes to choose from, its scale and environment."""

    groups: Groups
    scale: float
    environment: dict[str, str]

    @property
    def themes(self) -> tuple[str, ...]:
        """All themes that may be chosen."""
        return tuple(theme for group in self.groups for theme in group)

    def theme(self, rng: Random) -> str:
        """A group at random, and a theme of it."""
        return rng.choice(rng.choice(self.groups))


def random_look(kind: str, rng: Random) -> Look:
    """A look for a kind of toolkit."""
    scale = rng.choice((1, 1, 1, 1, 2))
    groups = GROUPS[kind]
    match kind:
        case "gtk3":
            return Look(groups, scale, {"GDK_SCALE": str(scale)})
        case "gtk4":
            return Look(groups, scale, {"GDK_SCALE": str(scale), "GSK_RENDERER": "cairo"})
        case "qt":
            factor = rng.choice((1, 1, 1, 1.25, 1.5, 2))
            return Look(groups, factor, {"QT_SCALE_FACTOR": str(factor), "QT_STYLE_OVERRIDE": ""})
        case "swing":
            jars = [str(Path("/usr/share/java") / f"{name}.jar") for name in _JARS]
            return Look(groups, 1, {"CLASSPATH": ":".join(jars)})
        case _:
            return Look(groups, 1, {})

"""How kinds of widgets wander from their theme, each on its own: no two style sheets of the world are alike."""

from random import Random

from training.screens.html.theme import Theme

_KINDS = (
    ".btn",
    ".entry",
    ".combo",
    ".tab",
    ".item",
    ".nav",
    ".mi",
    "td",
    "th",
    ".ib",
    ".chip",
    ".badge",
    ".box",
    ".surface",
)
_BOXED = frozenset({".btn", ".entry", ".combo", ".surface", ".ib"})


def wandering(t: Theme, rng: Random) -> str:
    """CSS that goes after the theme's own: some kinds of widgets in measures and colours of their own."""
    share = rng.choice((0.0, 0.15, 0.4, 0.7))
    return "\n".join(f"{kind}{{{_rules(t, rng, kind)}}}" for kind in _KINDS if rng.random() < share)


def _rules(t: Theme, rng: Random, kind: str) -> str:
    c, found = t.colours, []
    line = rng.choice((c.border, c.faint, c.muted, c.accent, f"{c.muted}33", f"{c.muted}1c", "transparent"))
    if rng.random() < 0.6:
        tall, wide = t.size * rng.uniform(0.08, 0.9), t.size * rng.uniform(0.2, 1.6)
        if kind in ("td", "th", ".tab", ".btn", ".item", ".nav", ".mi"):
            found.append(f"padding:{tall:.1f}px {wide:.1f}px")
        elif kind in (".entry", ".combo"):
            found.append(f"padding:{tall * 0.8:.1f}px {wide * 0.8:.1f}px")
    if kind in _BOXED and rng.random() < 0.6:
        found.append(f"border:{rng.choice((1, 1, 1, 2))}px solid {line}")
    if kind in (".entry", ".combo", ".tab", "th", "td") and rng.random() < 0.35:
        found.append(
            f"border-bottom:{rng.choice((1, 2, 3))}px solid {rng.choice((c.accent, c.muted, c.border))}"
        )
    if kind not in ("td", "th") and rng.random() < 0.5:
        found.append(f"border-radius:{rng.choice((0, 2, 3, 4, 6, 8, 12, 99))}px")
    if rng.random() < 0.35 and kind not in (".surface", ".box", "td"):
        mix = rng.choice((0.03, 0.05, 0.08, 0.14, 0.2))
        shade = rng.choice(("128,128,128", "0,0,0", "255,255,255"))
        found.append(f"background-color:rgba({shade},{mix})")
    if rng.random() < 0.25 and kind not in (".box", ".surface", ".entry"):
        found.append(rng.choice((
            "font-weight:600", "font-weight:300", "text-transform:uppercase;font-size:.88em", "letter-spacing:.03em",
            f"color:{c.muted}", "font-size:.9em", "font-size:1.1em", "justify-content:flex-start",
        )))  # fmt: skip
    if kind in (".btn", ".entry", ".combo", ".surface", ".chip") and rng.random() < 0.25:
        found.append("box-shadow:" + rng.choice((
            "none", "0 1px 0 #0002", "inset 0 1px 2px #0003", "0 1px 3px #0004", "inset 0 -1px 0 #0005", "0 0 0 1px #0002",
        )))  # fmt: skip
    return ";".join(found)

"""What is in the corpus: `python -m evaluation.eyes.manifest` writes manifest.json from the truths.

Promises: `SPLITS` and `FAMILIES` are all there are; a screen's fonts are these families only, but for what
`FOREIGN` names. Nothing here looks at a picture.
"""

from __future__ import annotations

import json
from pathlib import Path

from innervate.bench.eyes_truth import Screen, load

HERE = Path(__file__).parent
SPLITS = ("development", "held_out")
FAMILIES = ("Cantarell", "Inter", "Carlito", "Lato", "Hack", "Quicksand", "Gentium")
"""Families that are shown here and never in training."""
FOREIGN: dict[str, tuple[str, ...]] = {}
"""Screens whose application draws some text in another font."""


def screens(split: str) -> list[Screen]:
    """The truths of one split, by name."""
    return [load(path) for path in sorted((HERE / split).glob("*.json"))]


def picture(screen: Screen, split: str) -> Path:
    """Where the picture of a screen is."""
    return HERE / split / f"{screen.name}.png"


def entries() -> list[dict[str, object]]:
    """One entry a screen."""
    return [
        {
            "name": screen.name,
            "split": split,
            "application": screen.application,
            "toolkit": screen.toolkit,
            "theme": screen.theme,
            "fonts": list(screen.fonts),
            "scale": screen.scale,
            "size": [screen.width, screen.height],
            "texts": len(screen.texts),
            "elements": len(screen.elements),
            "tables": len(screen.tables),
        }
        for split in SPLITS
        for screen in screens(split)
    ]


def main() -> None:
    lines = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in entries())
    (HERE / "manifest.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()

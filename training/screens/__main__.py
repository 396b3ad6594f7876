"""Makes training screens: `python -m training.screens --out DIR --count N --seed S [--kinds
html,gtk3,...]`."""

import argparse
import time
from collections.abc import Callable
from pathlib import Path

from training.screens import fonts
from training.screens.annotate import annotate
from training.screens.document import ScreenFailed, Truth, write
from training.screens.pixels import Picture


def main() -> None:
    """Parse, then make what is missing."""
    parser = argparse.ArgumentParser(prog="python -m training.screens", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder for NAME.png and NAME.json")
    parser.add_argument("--count", type=int, default=0, help="screens of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=int, default=0, help="first index")
    parser.add_argument(
        "--kinds", default="html", help="comma-separated: html, frameworks, gtk3, gtk4, qt, tk, swing"
    )
    parser.add_argument(
        "--modules", type=Path, default=Path("out/frameworks/node_modules"), help="packages of CSS frameworks"
    )
    parser.add_argument("--chromium", default="chromium", help="the browser's executable")
    parser.add_argument("--annotate", type=Path, help="also draw each truth into this folder")
    parser.add_argument(
        "--judge",
        action="store_true",
        help="in fonts and frameworks that training never shows, to judge it by",
    )
    options = parser.parse_args()
    if options.judge:
        fonts.judge()
    options.out.mkdir(parents=True, exist_ok=True)
    for kind in options.kinds.split(","):
        if kind in ("html", "frameworks"):
            _html(kind, options)
        else:
            _toolkit(kind, options)


def _html(kind: str, options: argparse.Namespace) -> None:
    from training.screens.html.dressing import Dresser
    from training.screens.html.frameworks import judged, trained
    from training.screens.html.render import Renderer

    shown = judged() if options.judge else trained()
    dresser = Dresser(options.modules, shown) if kind == "frameworks" else None
    renderer = Renderer(options.chromium, options.seed, dresser)
    try:
        _make(kind, options, renderer.screen)
    finally:
        renderer.close()


def _toolkit(kind: str, options: argparse.Namespace) -> None:
    from training.screens.toolkits.shots import Studio

    with Studio(kind, options.seed) as studio:
        _make(kind, options, studio.screen)


def _make(kind: str, options: argparse.Namespace, screen: Callable[[int], tuple[Picture, Truth]]) -> None:
    """Make the screens of one kind that do not exist yet."""
    began, made = time.monotonic(), 0
    for index in range(options.start, options.start + options.count):
        name = f"{kind}-{options.seed}-{index:05}"
        if not (options.out / f"{name}.json").exists():
            try:
                picture, truth = screen(index)
            except ScreenFailed as error:
                print(f"{name}: left out: {error}", flush=True)
                continue
            write(options.out, name, picture, truth)
            made += 1
        if options.annotate:
            options.annotate.mkdir(parents=True, exist_ok=True)
            annotate(options.out / f"{name}.png", options.annotate / f"{name}.png")
        if made and made % 25 == 0:
            print(
                f"{kind}: {index + 1 - options.start}/{options.count}, {made / (time.monotonic() - began):.2f} screens/s",
                flush=True,
            )
    print(f"{kind}: done, {made} new in {time.monotonic() - began:.1f} s", flush=True)


if __name__ == "__main__":
    main()

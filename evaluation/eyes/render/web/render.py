"""Render the web pages: `python -m evaluation.eyes.render.web.render --modules NODE_MODULES [NAME ...]`."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from evaluation.eyes.render.finish import Draft, save
from evaluation.eyes.render.pixels import has_boundary
from evaluation.eyes.render.web import development, held_out_business, held_out_forms, held_out_windows
from evaluation.eyes.render.web.chrome import Chrome
from evaluation.eyes.render.web.page import Page, document
from innervate.bench.eyes_truth import Caption, Cell, Run, Table, Target, Window
from innervate.core.geometry import Device, Rect

TRUTH = Path(__file__).with_name("truth.js")


def rect(box: list[float], scale: float) -> Rect[Device]:
    """CSS pixels to device pixels; edges are rounded, so that neighbours stay neighbours."""
    x, y, width, height = (value * scale for value in box)
    left, top = round(x), round(y)
    return Rect(left, top, round(x + width) - left, round(y + height) - top)


def render(page: Page, chrome: Chrome, modules: Path) -> None:
    """Show, take, read and save one page."""
    with tempfile.TemporaryDirectory(prefix="corpus-page-") as folder:
        file = Path(folder) / "page.html"
        file.write_text(document(page, str(modules)), encoding="utf-8")
        chrome.show(file, page.width, page.height, page.scale)
        if page.focus:
            chrome.evaluate(f"document.querySelector({page.focus!r}).focus()")
            chrome.evaluate("new Promise(done => setTimeout(done, 200))")
        picture = chrome.picture()
        found = chrome.evaluate(TRUTH.read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    for warning in found["warnings"]:
        print("  ", warning)
    save(_draft(page, found, np.asarray(picture)), picture)


def _draft(page: Page, found: dict[str, Any], picture: np.ndarray) -> Draft:
    def at(box: list[float]) -> Rect[Device]:
        return rect(box, page.scale)

    draft = Draft(
        page.name,
        page.split,
        page.application,
        f"html ({page.framework})",
        page.theme,
        (page.font,),
        page.scale,
    )
    draft.texts = [Run(t["text"], at(t["bounds"])) for t in found["texts"]]
    for e in found["elements"]:
        role, box = e["role"], at(e["bounds"])
        if role == "icon?":
            role = "button" if has_boundary(picture, box) else "icon"
        draft.elements.append(Target(role, box, e["name"], frozenset(e["states"])))
    for t in found["tables"]:
        cells = tuple(Cell(c["row"], c["column"], c["text"], at(c["bounds"])) for c in t["cells"])
        draft.tables.append(Table(at(t["bounds"]), tuple(t["columns"]), cells))
    draft.windows = [Window(w["title"], at(w["bounds"]), w["order"], w["dialog"]) for w in found["windows"]]
    draft.captions = [Caption(at(x["label"]), at(x["for"])) for x in found["labels"]]
    draft.ignore = [at(box) for box in found["ignore"]]
    return draft


def pages() -> list[Page]:
    """All pages of both splits."""
    sources = (development, held_out_business, held_out_forms, held_out_windows)
    return [page for source in sources for page in source.pages()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--modules", type=Path, required=True)
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    with Chrome() as chrome:
        for page in pages():
            if not options.names or page.name in options.names:
                render(page, chrome, options.modules.resolve())


if __name__ == "__main__":
    main()

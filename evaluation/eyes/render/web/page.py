"""A page to be rendered, and the words that pages share for rows, options and the like."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """One screen. sheets: paths below node_modules. width, height: device pixels. focus: a CSS selector."""

    name: str
    split: str
    application: str
    framework: str
    theme: str
    font: str
    sheets: tuple[str, ...]
    body: str
    css: str = ""
    html: str = ""
    body_class: str = ""
    mono: str = "Hack"
    width: int = 1920
    height: int = 1080
    scale: float = 1.0
    focus: str = ""


def document(page: Page, modules: str) -> str:
    """The whole document, its style sheets taken from the folder `modules`."""
    links = "\n".join(f'<link rel="stylesheet" href="{modules}/{sheet}">' for sheet in page.sheets)
    return f"""<!doctype html><html lang="en" {page.html}><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>{page.application}</title>{links}
<style>
*{{animation:none!important;transition:none!important;caret-color:transparent!important}}
html body *:not(i):not([class*=icon]):not([class*=mono]){{font-family:"{page.font}"!important}}
html body [class*=mono]{{font-family:"{page.mono}"!important}}
{page.css}</style></head><body class="{page.body_class}">{page.body}</body></html>"""


def rows(count: int, make: Callable[[int], Iterable[object]], tag: str = "td") -> str:
    """`count` table rows; `make` gives the contents of the cells."""
    return "".join(
        "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in make(number)) + "</tr>"
        for number in range(count)
    )


def head(*names: str, attributes: str = "") -> str:
    """A table's head."""
    return f"<thead {attributes}><tr>" + "".join(f"<th>{name}</th>" for name in names) + "</tr></thead>"


def options(*names: str, chosen: int = 0) -> str:
    """The options of a select."""
    return "".join(
        f"<option{' selected' if number == chosen else ''}>{name}</option>"
        for number, name in enumerate(names)
    )


def each(items: Iterable[object], form: str) -> str:
    """`form` with each item put in for {}."""
    return "".join(form.replace("{}", str(item)) for item in items)

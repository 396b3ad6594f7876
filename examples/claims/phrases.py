"""The fixed words of the portal's interface, taken from its templates and its constants.

Only what the templates say outside of `{{ }}` and what `portal.texts` lists counts, so no value of a case can
get in. `python -m claims.phrases` prints the catalogue with the digests of the files that it was made from.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from jinja2 import Environment

from claims.portal import texts

PORTAL = Path(__file__).resolve().parent / "portal"
CATALOGUE = PORTAL / "phrases.json"
GAP = "\ufffc"
ROLES = {
    "x-title": "title", "h1": "heading", "h2": "heading", "label": "label", "legend": "label", "dt": "label",
    "button": "button", "option": "option", "th": "column", "a": "link", "p": "message", "span": "message",
}  # fmt: skip
ATTRIBUTES = ("placeholder", "aria-label", "title", "alt")
EMPTY_TAGS = {"input", "meta", "link", "br", "img", "hr"}


@dataclass(frozen=True)
class Phrase:
    """A fixed text, what it is on the page, and the file that it comes from."""

    text: str
    role: str
    source: str


def static_html(template: str) -> str:
    """The template without what is computed: a gap for each expression, a tag around the title block."""
    out: list[str] = []
    block: list[str] = []
    blocks: list[str] = []
    for _, kind, value in Environment(autoescape=True).lex(template):
        if kind == "data":
            out.append(value)
        elif kind == "variable_begin":
            out.append(GAP)
        elif kind == "block_begin":
            block = []
        elif kind == "block_end":
            out.append(block_tag(block, blocks))
        elif kind == "name":
            block.append(value)
    return "".join(out)


def block_tag(words: list[str], open_blocks: list[str]) -> str:
    """The tag that stands for the beginning or end of a title block; nothing for other statements."""
    if words[:1] == ["block"]:
        open_blocks.append(words[1])
        return "<x-title>" if words[1] == "title" else ""
    if words[:1] == ["endblock"]:
        return "</x-title>" if open_blocks.pop() == "title" else ""
    return ""


class Reader(HTMLParser):
    """Collects texts with the role of the innermost element that has one."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.phrases: list[Phrase] = []
        self._source = source
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ATTRIBUTES and value:
                self._add(value, "label")
        if tag not in EMPTY_TAGS:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while tag in self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        role = next((ROLES[tag] for tag in reversed(self._open) if tag in ROLES), "message")
        self._add(data, role)

    def _add(self, text: str, role: str) -> None:
        for part in text.split(GAP):
            clean = re.sub(r"\s+", " ", part).strip()
            if any(map(str.isalpha, clean)):
                self.phrases.append(Phrase(clean, role, self._source))


def template_phrases(path: Path) -> list[Phrase]:
    """The phrases of one template."""
    html = static_html(path.read_text(encoding="utf-8")).replace("<title>", "").replace("</title>", "")
    reader = Reader(f"templates/{path.name}")
    reader.feed(html)
    reader.close()
    return reader.phrases


def constant_phrases() -> Iterator[Phrase]:
    """The phrases of the constants."""
    for text in texts.OPTIONS:
        yield Phrase(text, "option", "texts.py")
    for text in texts.MESSAGES:
        yield Phrase(text, "message", "texts.py")


def sources() -> list[Path]:
    """The files that the catalogue depends on."""
    return [*sorted((PORTAL / "templates").glob("*.html")), PORTAL / "texts.py"]


def catalogue() -> dict[str, Any]:
    """The whole catalogue, each pair of text and role once."""
    found = [phrase for path in sources() if path.suffix == ".html" for phrase in template_phrases(path)]
    unique: dict[tuple[str, str], Phrase] = {}
    for phrase in (*found, *constant_phrases()):
        unique.setdefault((phrase.text, phrase.role), phrase)
    rows = [asdict(phrase) for phrase in sorted(unique.values(), key=lambda p: (p.text, p.role))]
    return {
        "origin-profile": "portal",
        "phrases": [{"text": row["text"], "role": row["role"], "from": row["source"]} for row in rows],
        "sources": {
            str(path.relative_to(PORTAL)): hashlib.sha256(path.read_bytes()).hexdigest() for path in sources()
        },
    }


def main() -> None:
    """Prints the catalogue."""
    json.dump(catalogue(), sys.stdout, indent=1, ensure_ascii=False)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()

"""The fixed words of the portal's interface, taken from its templates and its constants.

Only what the templates say outside of `{{ }}` and what `portal.texts` lists counts, so no value of a case can
get in. Each phrase has the place at which it stands. Read from pixels alone everything is content, so for
that there is a list of its own, which says so. `python -m claims.phrases` writes both, with the digests of
the files that they were made from.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from jinja2 import Environment

from claims.portal import texts

PORTAL = Path(__file__).resolve().parent / "portal"
CATALOGUE = PORTAL / "phrases.json"
FOR_PIXELS = PORTAL / "phrases-pixels.json"
GAP = "\ufffc"
ROLES = {
    "x-title": "title", "h1": "heading", "h2": "heading", "label": "label", "legend": "label", "dt": "label",
    "button": "button", "option": "option", "th": "column", "a": "link", "p": "message", "span": "message",
}  # fmt: skip
ATTRIBUTES = ("placeholder", "aria-label", "title", "alt")
EMPTY_TAGS = {"input", "meta", "link", "br", "img", "hr"}


@dataclass(frozen=True)
class Phrase:
    """A fixed text, what it is on the page and at which place, and the file that it comes from."""

    text: str
    role: str
    source: str
    place: str = "interface"


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
        self._label = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ATTRIBUTES and value:
                self._add(value, "label", "interface")
        if tag not in EMPTY_TAGS:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while tag in self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        tag = next((tag for tag in reversed(self._open) if tag in ROLES), "p")
        place = "interface"
        if tag == "option":
            place = f"options {self._label}"
        elif tag == "label":
            self._label = data.strip() or self._label
        self._add(data, ROLES[tag], place)

    def _add(self, text: str, role: str, place: str) -> None:
        for part in text.split(GAP):
            clean = re.sub(r"\s+", " ", part).strip()
            if any(map(str.isalpha, clean)):
                self.phrases.append(Phrase(clean, role, self._source, place))


def template_phrases(path: Path) -> list[Phrase]:
    """The phrases of one template."""
    html = static_html(path.read_text(encoding="utf-8")).replace("<title>", "").replace("</title>", "")
    reader = Reader(f"templates/{path.name}")
    reader.feed(html)
    reader.close()
    return reader.phrases


def constant_phrases() -> Iterator[Phrase]:
    """The phrases of the constants."""
    for field, options in texts.OPTIONS.items():
        for text in options:
            yield Phrase(text, "option", "texts.py", f"options {field}")
    for text in texts.MESSAGES:
        yield Phrase(text, "message", "texts.py")
        yield Phrase(text, "message", "texts.py", "content")  # a message's text is its content


def sources() -> list[Path]:
    """The files that the catalogue depends on."""
    return [*sorted((PORTAL / "templates").glob("*.html")), PORTAL / "texts.py"]


def catalogue(*, pixels: bool = False) -> dict[str, Any]:
    """The whole catalogue, each text once in each role and at each place. pixels: for pixels alone."""
    found = [phrase for path in sources() if path.suffix == ".html" for phrase in template_phrases(path)]
    unique: dict[tuple[str, str, str], Phrase] = {}
    for phrase in (*found, *constant_phrases()):
        placed = replace(phrase, place="content") if pixels else phrase
        unique.setdefault((placed.text, placed.role, placed.place), placed)
    rows = [asdict(unique[key]) for key in sorted(unique)]
    return {
        "origin-profile": "portal",
        "phrases": [
            {"text": row["text"], "role": row["role"], "place": row["place"], "from": row["source"]}
            for row in rows
        ],
        "sources": {
            str(path.relative_to(PORTAL)): hashlib.sha256(path.read_bytes()).hexdigest() for path in sources()
        },
    }


def main() -> None:
    """Writes both lists."""
    for path, pixels in ((CATALOGUE, False), (FOR_PIXELS, True)):
        found = json.dumps(catalogue(pixels=pixels), indent=1, ensure_ascii=False)
        path.write_text(found + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""Profiles: what a walk and a run find of the claims office's applications, held against what is there.

The truth of the portal is read from its own templates: pages by their titles, fields by their labels, links
by their words. That nothing changed is read from disk. With `full`, other applications are walked, too; of
those the truth is what their first screen shows: a menu that is there is to be opened.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from innervate.bench.boundary_view import tokenizer
from innervate.bench.brain_profiles_site import site
from innervate.bench.examples import examples_folder
from innervate.bench.figures import Figure
from innervate.boundary.profiles import read_profile
from innervate.core.errors import Unavailable
from innervate.core.profile import Screen
from innervate.core.view import Phrase, ViewElement
from innervate.core.vocabulary import CHOICES, EDITABLE, Role, State

Say = Callable[[str], None]
_FIELDS = EDITABLE | CHOICES
_TITLE = re.compile(r"block title %}([^{]+){% endblock")
_LABEL = re.compile(r"<label for=[^>]*>([^<{]+)</label>")
_REQUIRED = re.compile(r"<(?:input|select|textarea)[^>]*\srequired[\s>]")
_LINK = re.compile(r"<a [^>]*url_for\('pages\.(\w+)'[^>]*>([^<{]+)</a>")
_SHOWS = re.compile(r"^def (\w+)\(.*?(?=^def |\Z)", re.MULTILINE | re.DOTALL)
_TEMPLATE = re.compile(r'render_template\(\s*"(\w+)\.html"')


@dataclass(frozen=True, slots=True)
class Truth:
    """One page of the portal. links: their words, and the page that each leads to."""

    name: str
    title: str
    fields: frozenset[str]
    required: int
    links: frozenset[tuple[str, str]]


def measure(full: bool, say: Say) -> tuple[list[Figure], dict[str, object]]:
    """
    :raises Unavailable: the claims example is not here, or an application did not start.
    """
    examples = examples_folder()
    figures: list[Figure] = []
    samples: dict[str, object] = {}
    pages = truth(examples / "claims" / "portal")
    worlds = [_office(seed, examples, say) for seed in range(1, 4 if full else 2)]
    figures += portal_figures(pages, worlds)
    figures += _office_figures(worlds)
    samples["worlds"] = worlds
    trapped, samples["site"] = site(say)
    figures += trapped
    if full:
        from innervate.bench.brain_profiles_others import others

        more, told = others(say)
        figures, samples["others"] = figures + more, told
    return figures, samples


# what is there


def truth(portal: Path) -> list[Truth]:
    """The portal's pages, by its templates."""
    template = dict(_shown(portal / "app.py"))
    base = (portal / "templates" / "base.html").read_text(encoding="utf-8")
    found = []
    for path in sorted((portal / "templates").glob("*.html")):
        text = path.read_text(encoding="utf-8")
        title = _TITLE.search(text)
        if title is None or path.stem == "base":
            continue
        signed_in = path.stem != "sign_in"
        links = {
            (words.strip(), template[to]) for to, words in _LINK.findall(text + (base if signed_in else ""))
        }
        found.append(
            Truth(
                path.stem,
                title[1],
                frozenset(_LABEL.findall(text)),
                len(_REQUIRED.findall(text)),
                frozenset(links),
            )
        )
    return found


def _shown(application: Path) -> list[tuple[str, str]]:
    """Which template each page's function shows first."""
    text = application.read_text(encoding="utf-8")
    functions = [(found[1], _TEMPLATE.search(found[0])) for found in _SHOWS.finditer(text)]
    return [(name, shown[1]) for name, shown in functions if shown is not None]


# what was found


def matched(pages: Sequence[Truth], screens: Sequence[Screen]) -> dict[str, Screen]:
    """The screen of each page: of those with its title the one with the most of its fields."""
    found: dict[str, Screen] = {}
    for page in pages:
        named = [s for s in screens if s.name is not None and s.name.label == Phrase(page.title)]
        close = [s for s in named if not page.fields or page.fields & labels(s, _FIELDS)]
        if close:
            found[page.name] = max(close, key=lambda s: len(page.fields & labels(s, _FIELDS)))
    return found


def labels(screen: Screen, roles: frozenset[Role]) -> frozenset[str]:
    return frozenset(e.label.text for e in screen.elements if e.role in roles and isinstance(e.label, Phrase))


def ways(pages: Sequence[Truth], found: Mapping[str, Screen], screens: Sequence[Screen]) -> tuple[int, int]:
    """How many of the portal's links are known by their words and where they lead; and how many there are."""
    there = {link for page in pages for link in page.links}
    led = {
        (press.label.text, way.to)
        for screen in screens
        for way in screen.ways
        for press in way.presses[:1]
        if press.role is Role.LINK and press.label is not None
    }
    return sum(to in found and (words, found[to].number) in led for words, to in there), len(there)


def _screens(world: Mapping[str, object], when: str, application: str) -> tuple[Screen, ...]:
    told = world[when]
    assert isinstance(told, dict)
    return read_profile(json.dumps(told["profiles"][application]).encode(), application).screens


def portal_figures(pages: Sequence[Truth], worlds: Sequence[Mapping[str, object]]) -> list[Figure]:
    figures: list[Figure] = []
    for when, said in (("walked", "a walk"), ("both", "a walk and a run")):
        known = [_screens(world, when, "portal") for world in worlds]
        found = [matched(pages, screens) for screens in known]
        fields = [
            sum(len(page.fields & labels(one[page.name], _FIELDS)) for page in pages if page.name in one)
            for one in found
        ]
        links = [ways(pages, one, screens) for one, screens in zip(found, known, strict=True)]
        figures += [
            Figure(f"portal's pages, by {said}, fewest", min(map(len, found)), f"of {len(pages)}"),
            Figure("… fields", min(fields), f"of {sum(len(page.fields) for page in pages)}"),
            Figure("… links and where they lead", min(one for one, _ in links), f"of {links[0][1]}"),
        ]
    required = [sum(map(_is_required, _all(_screens(world, "both", "portal")))) for world in worlds]
    figures.append(
        Figure("… fields marked as required", min(required), f"of {sum(page.required for page in pages)}")
    )
    return figures


def _all(screens: Sequence[Screen]) -> list[ViewElement]:
    return [element for screen in screens for element in screen.elements]


def _is_required(element: ViewElement) -> bool:
    return State.REQUIRED in element.states


def _office_figures(worlds: Sequence[Mapping[str, object]]) -> list[Figure]:
    figures = [
        Figure(f"{name}: screens, fewest", min(len(_screens(world, "both", name)) for world in worlds), "")
        for name in ("mail", "documents")
    ]
    changed = [name for world in worlds for name in _list(world["changed"])]
    kept = sum(int(str(world["kept"])) for world in worlds)
    leaked = [
        value
        for world in worlds
        for when in ("walked", "both")
        for value in _list(_part(world, when)["leaked"])
    ]
    figures += [
        Figure("files that a walk changed: database, mails, forms", len(changed), f"of {kept}", 0),
        Figure("private strings in profiles and Views", len(leaked), "", 0),
    ]
    tokens = tokenizer()
    if tokens is not None:
        views = [str(_part(world, "both")["view"]) for world in worlds]
        guides = [guide for world in worlds for guide in _texts(_part(world, "both")["guides"])]
        figures += [
            Figure("a View that quotes three profiles, tokens, most", max(map(tokens, views)), "", 1500),
            Figure("… what is quoted of one, tokens, most", max(map(tokens, guides)), ""),
        ]
    return figures


def _part(world: Mapping[str, object], when: str) -> Mapping[str, object]:
    part = world[when]
    assert isinstance(part, dict)
    return part


def _list(value: object) -> list[str]:
    assert isinstance(value, list)
    return value


def _texts(value: object) -> list[str]:
    assert isinstance(value, dict)
    return list(value.values())


def _office(seed: int, examples: Path, say: Say) -> dict[str, object]:
    """One world, walked through on a desktop of its own."""
    from innervate.surfaces.x11.desktop import VirtualDesktop

    say(f"profiles: world {seed} is walked through …")
    with tempfile.TemporaryDirectory(prefix="innervate-bench-") as folder:
        world, told, log = (str(Path(folder) / name) for name in ("world", "told.json", "log"))
        command = f'exec "$0" -m claims.learned --seed {seed} --dir "$1" -o "$2" > "$3" 2>&1'
        with VirtualDesktop(extra_env={"PYTHONPATH": f"{examples}:{Path(__file__).parents[2]}"}) as desktop:
            status = desktop.run(["/bin/sh", "-c", command, sys.executable, world, told, log])
        if status:
            raise Unavailable(f"world {seed} to be walked through", Path(log).read_text()[-2000:])
        found: dict[str, object] = json.loads(Path(told).read_text(encoding="utf-8"))
        return found

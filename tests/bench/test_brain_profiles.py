"""The truth that profiles are held against, and how what was found is counted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from innervate.bench.brain_profiles import Truth, matched, measure, truth, ways
from innervate.boundary.screen_file import element_of
from innervate.core.profile import Screen, Way
from innervate.core.view import Phrase, Press
from innervate.core.vocabulary import Role

PORTAL = Path(__file__).resolve().parents[2] / "examples" / "claims" / "portal"


def screen(number: int, title: str, *fields: str, to: tuple[tuple[str, int], ...] = ()) -> Screen:
    elements = tuple(element_of(Role.ENTRY, Phrase(field)) for field in fields)
    led = tuple(Way((Press(Role.LINK, Phrase(words)),), target) for words, target in to)
    return Screen(number, Press(Role.WINDOW, Phrase(title)), elements, (), led)


def test_the_truth_is_the_templates_own() -> None:
    pages = {page.name: page for page in truth(PORTAL)}
    titled = {p.stem for p in (PORTAL / "templates").glob("*.html") if "block title" in p.read_text()}
    assert pages.keys() == titled - {"base"}
    assert {to for page in pages.values() for _, to in page.links} <= pages.keys()
    assert ("New claim", "choose_policy") in pages["home"].links
    assert ("New claim", "choose_policy") not in pages["sign_in"].links
    assert "Claim number" in pages["new_claim"].fields
    assert pages["new_claim"].title == pages["choose_policy"].title


def test_pages_of_one_title_are_told_apart_by_their_fields() -> None:
    pages = truth(PORTAL)
    title = next(page.title for page in pages if page.name == "new_claim")
    first, second = screen(1, title, "Policy number"), screen(2, title, "Claim number", "Cause")
    assert matched(pages, [first, second]) == {"choose_policy": first, "new_claim": second}
    assert matched(pages, [first]) == {"choose_policy": first}
    assert matched(pages, [screen(1, "Another", "Policy number")]) == {}


def test_a_link_counts_only_where_it_leads_to_its_page() -> None:
    pages = truth(PORTAL)
    titles = {page.name: page.title for page in pages}
    policies = screen(2, titles["policies"], "Policy number")
    right = [screen(1, titles["home"], to=(("Policies", 2),)), policies]
    wrong = [screen(1, titles["home"], to=(("Claims", 2),)), policies]
    assert ways(pages, matched(pages, right), right)[0] == 1
    assert ways(pages, matched(pages, wrong), wrong)[0] == 0


def within_reach(pages: Sequence[Truth], start: str) -> set[str]:
    """What links with words lead to, from one page on; what stands in a page's rows has none."""
    links = {page.name: {to for _, to in page.links} for page in pages}
    found, waiting = set[str](), [start]
    while waiting:
        found.add(name := waiting.pop())
        waiting += links[name] - found
    return found


@pytest.mark.desktop
def test_the_office_walked_through_on_a_desktop_is_as_it_was() -> None:
    figures, _ = measure(False, lambda line: None)
    assert all(figure.holds is not False for figure in figures)
    found = {figure.name: figure.value for figure in figures}
    assert found["portal's pages, by a walk, fewest"] == len(within_reach(truth(PORTAL), "home"))
    assert found["portal's pages, by a walk and a run, fewest"] > found["portal's pages, by a walk, fewest"]

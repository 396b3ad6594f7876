"""The origin that a browser shows, from its pixels."""

from __future__ import annotations

import pytest

from innervate.core.frame import Window
from innervate.core.scene import Element, TextRun
from innervate.core.vocabulary import Role
from innervate.perception.address_bar import address_of, addressed
from innervate.perception.region import Reading

from .frames import rect

BROWSER = Window(1, "Claims", 7, "/usr/lib/chromium/chromium", rect(0, 0, 900, 500), 0, True)
EDITOR = Window(1, "Claims", 7, "/usr/bin/mousepad", rect(0, 0, 900, 500), 0, True)


def bar(text: str, y: int = 50, confidence: float = 0.99) -> tuple[TextRun, ...]:
    return (TextRun(text, rect(120, y, 300, 14), confidence, 1),)


@pytest.mark.parametrize(
    ("shown", "origin"),
    [
        ("127.0.0.1:5000/claims", "http://127.0.0.1:5000"),
        ("localhost:8080", "http://localhost:8080"),
        ("portal.example.com/new?x=1", "https://portal.example.com"),
        ("https://portal.example.com:8443/a", "https://portal.example.com:8443"),
        ("Portal.Example.com", "https://portal.example.com"),
    ],
)
def test_origins_are_read(shown: str, origin: str) -> None:
    found = address_of(BROWSER, bar(shown))
    assert found is not None
    assert found[0] == origin


@pytest.mark.parametrize(
    "shown", ["Search or type a URL", "portal", "user@example.com", "a b.example.com", "", "127.0.0.1:50OO"]
)
def test_other_texts_are_none(shown: str) -> None:
    assert address_of(BROWSER, bar(shown)) is None


def test_only_browsers_only_at_the_top_only_when_sure() -> None:
    assert address_of(EDITOR, bar("localhost:8080")) is None
    assert address_of(BROWSER, bar("localhost:8080", y=300)) is None
    assert address_of(BROWSER, bar("localhost:8080", confidence=0.7)) is None


def test_the_browsers_own_bar_wins_over_what_a_page_shows_below() -> None:
    texts = (*bar("evil.example:80", y=45), *bar("localhost:8080", y=90))
    found = address_of(BROWSER, texts)
    assert found is not None
    assert found[0] == "https://evil.example:80"


def test_what_stands_below_belongs_to_the_origin() -> None:
    back = Element("b", Role.BUTTON, "Back", rect(10, 45, 30, 20), 1)
    save = Element("s", Role.BUTTON, "Save", rect(100, 200, 80, 30), 1)
    page = Element("p", Role.DOCUMENT, "", rect(0, 0, 900, 500), 1)
    reading = addressed(BROWSER, Reading(bar("localhost:8080"), (back, save, page)))
    assert [e.origin for e in reading.elements] == [None, "http://localhost:8080", "http://localhost:8080"]
    assert reading.elements[2].bounds == rect(0, 72, 900, 428)

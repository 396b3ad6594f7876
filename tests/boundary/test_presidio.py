"""Presidio as a plug-in: what its findings become; the real one where it is installed."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import entry_points
from importlib.util import find_spec

import pytest

from innervate.boundary.presidio import MODELS, Presidio, open_presidio
from innervate.core.errors import Unavailable
from innervate.core.values import ValueType


@dataclass
class Found:
    entity_type: str
    start: int
    end: int
    score: float


class Engine:
    """Presidio's analyser, with answers given."""

    def __init__(self, *found: Found) -> None:
        self.found = list(found)

    def analyze(self, *, text: str, language: str) -> list[Found]:
        return self.found


def test_a_finding_counts_if_it_covers_the_whole_text() -> None:
    text = "Jane Miller"
    assert Presidio(Engine(Found("PERSON", 0, 11, 0.85))).type_of(text, None) is ValueType.PERSON
    assert Presidio(Engine(Found("PERSON", 0, 4, 0.85))).type_of(text, None) is None
    assert Presidio(Engine(Found("PERSON", 0, 11, 0.1))).type_of(text, None) is None
    assert Presidio(Engine(Found("NOTHING_KNOWN", 0, 11, 1))).type_of(text, None) is None


def test_the_surest_finding_counts() -> None:
    engine = Engine(Found("US_BANK_NUMBER", 0, 4, 0.5), Found("CREDIT_CARD", 0, 4, 1.0))
    assert Presidio(engine).type_of("4111", None) is ValueType.CARD


def test_without_it_the_error_says_what_to_install() -> None:
    if find_spec("presidio_analyzer"):
        pytest.skip("presidio is installed")
    with pytest.raises(Unavailable) as caught:
        open_presidio()
    assert "innervate[presidio]" in caught.value.todo


def test_the_real_one() -> None:
    pytest.importorskip("presidio_analyzer")
    if not any(find_spec(name) for name in MODELS):
        pytest.skip("no model of spaCy's is installed")
    presidio = open_presidio()
    assert presidio.type_of("jane@example.com", None) is ValueType.EMAIL


def test_built_in_and_plugin_enter_through_one_door() -> None:
    names = {entry.name for entry in entry_points(group="innervate.recognizers")}
    if not names:
        pytest.skip("innervate was installed before it had recognizers")
    assert {"built-in", "presidio"} <= names

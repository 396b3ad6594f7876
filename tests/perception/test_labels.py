"""Which text names a field, by its place."""

from __future__ import annotations

from innervate.core.scene import Element
from innervate.core.vocabulary import Role, Source
from innervate.perception.labels import with_labels

from .frames import rect


def label(text: str, y: int) -> Element:
    return Element(f"l{y}", Role.LABEL, text, rect(10, y, 8 * len(text), 10), 1, source=Source.PIXELS)


def named(*labels: Element) -> str:
    field = Element("f", Role.ENTRY, "", rect(12, 60, 150, 100), 1, value="", source=Source.PIXELS)
    return with_labels([*labels, field])[-1].name


def test_the_end_of_a_sentence_names_nothing() -> None:
    assert named(label("Make it larger and press", 29), label("Submit.", 44)) == ""


def test_one_line_above_does_be_it_cut_short() -> None:
    assert named(label("Remarks", 44)) == "Remarks"
    assert named(label("Tel.", 44)) == "Tel."
    assert named(label("Contact", 4), label("Tel.", 44)) == "Tel."
    assert named(label("Make it larger and press", 29), label("Remarks", 44)) == "Remarks"


def test_a_ruler_above_names_nothing() -> None:
    assert named(label("0,....... 19,...... (29,......", 44)) == ""
    assert named(label("No. 19", 44)) == "No. 19"

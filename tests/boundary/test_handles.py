from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innervate.boundary.handles import Handles, Part, escaped, unescaped
from innervate.core.errors import Denied
from innervate.core.values import Integrity, Origin, Value, ValueType
from innervate.core.view import Handle, read_handle


def test_a_place_keeps_its_handle_and_places_do_not_share() -> None:
    handles = Handles()
    first = handles.of("app", "e1", Part.VALUE, "Jane Miller")
    assert handles.of("app", "e1", Part.VALUE, "Jane Miller") == first
    others = {
        handles.of("app", "e2", Part.VALUE, "Jane Miller"),
        handles.of("web", "e1", Part.VALUE, "Jane Miller"),
        handles.of("app", "e1", Part.CHOICE, "Jane Miller"),
        handles.of("app", "e1", Part.VALUE, "Jane Miler"),
    }
    assert first not in others
    assert len(others) == 4


def test_a_text_that_comes_back_is_another() -> None:
    handles = Handles()
    told = [handles.of("app", "e1", Part.VALUE, text) for text in ("Jane", "Jane", "Rosa", "Jane")]
    assert told[0] == told[1]
    assert len(set(told)) == 3


def test_numbers_do_not_count() -> None:
    handles = Handles(random.Random(3))
    numbers = [handles.of("app", f"e{i}", Part.VALUE, "x").number for i in range(400)]
    assert len(set(numbers)) == 400
    assert numbers != sorted(numbers)
    assert max(numbers) > 400


def test_the_exact_text_comes_back() -> None:
    handles = Handles()
    handle = handles.of("app", "e", Part.VALUE, " 4.310,75\u00a0€ ")
    value = handles.value(handle)
    assert value.text == " 4.310,75\u00a0€ "
    assert value.origin == Origin("app", Integrity.UNTRUSTED)
    assert "310" not in repr(value)
    with pytest.raises(Denied):
        handles.value(Handle(ValueType.TEXT, 123_456))


def test_issued_values_never_merge() -> None:
    handles = Handles()
    value = Value(ValueType.PERSON, "Jane Miller", Origin("plan"))
    assert handles.issue(value) != handles.issue(value)
    assert handles.holds_text("dear Miller, Jane Miller") is False
    assert handles.holds_text(" Jane Miller ")


@given(st.text(alphabet="⟦⟧\\aDATE_7"))
def test_escaping_hides_handles_and_comes_back(text: str) -> None:
    assert unescaped(escaped(text)) == text
    assert read_handle(escaped(text)) is None


@given(st.lists(st.sampled_from(sorted(ValueType))), st.integers())
def test_one_source_of_randomness_gives_one_numbering(types: list[ValueType], seed: int) -> None:
    def numbering(text: str) -> list[Handle]:
        handles = Handles(random.Random(seed))
        return [handles.issue(Value(type_, text, Origin("x"))) for type_ in types]

    assert numbering("Jane") == numbering("Rosa")


def test_numbers_do_not_tell_types() -> None:
    def numbers(second: str) -> list[int]:
        handles = Handles(random.Random(5))
        texts = ["x", *(second for _ in range(600))]
        return [handles.of("a", f"e{n}", Part.VALUE, text).number for n, text in enumerate(texts)]

    assert numbers("some words") == numbers("2026-03-14")
    assert len(set(numbers("some words"))) == 601

from __future__ import annotations

import dataclasses
from datetime import datetime
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innervate.core.errors import BadInput
from innervate.core.event import Delivered, Event, Looked, LoopBound, RunEnded, StepEnded
from innervate.core.outcome import Applied, Code, Means, Verdict
from innervate.journal import sections
from innervate.journal.codec import Encoded, decode, encode
from tests.journal.events import by_kind, events


def test_every_kind_of_event_is_generated() -> None:
    assert set(by_kind) == set(get_args(Event))


@pytest.mark.parametrize("kind", by_kind, ids=lambda kind: kind.__name__)
@given(data=st.data())
def test_round_trip(kind: type[Event], data: st.DataObject) -> None:
    event = data.draw(by_kind[kind])
    assert decode(encode(event)) == event


@given(events)
def test_decoded_scalars_have_their_declared_types(event: Event) -> None:
    again = decode(encode(event))
    for field in dataclasses.fields(event):
        assert type(getattr(again, field.name)) is type(getattr(event, field.name))


@given(st.lists(st.binary(max_size=9), min_size=1))
def test_sections_round_trip(parts: list[bytes]) -> None:
    assert sections.split(sections.join(parts)) == parts


@given(st.binary(max_size=40))
def test_torn_sections_are_refused_or_whole(joined: bytes) -> None:
    try:
        parts = sections.split(joined)
    except BadInput:
        return
    assert sections.join(parts) == joined


def test_pictures_stay_raw() -> None:
    picture = bytes(range(256)) * 100
    encoded = encode(Looked("1", "before", "{}", picture))
    assert picture in encoded.private
    assert len(encoded.private) < len(picture) + 100


def test_an_unknown_kind_is_refused_by_name() -> None:
    with pytest.raises(BadInput, match="Teleported"):
        decode(Encoded("Teleported", "{}", b""))


@pytest.mark.parametrize(
    "public",
    [
        '{"path":"1"}',
        '{"path":"1","means":"pointer","more":1}',
        '{"path":1,"means":"pointer"}',
        '{"path":"1","means":"telepathy"}',
        '{"path":{"$":["teleport"]},"means":"pointer"}',
        '{"path":{"$":["bytes",7]},"means":"pointer"}',
        '["path"]',
        "path",
    ],
)
def test_other_fields_or_values_are_refused(public: str) -> None:
    with pytest.raises(BadInput):
        decode(Encoded("Delivered", public, b""))


def test_whole_numbers_become_floats_where_a_float_is_declared() -> None:
    ended = StepEnded("1", Verdict.CONFIRMED, Code.OK_DONE, Applied.APPLIED, 3, 4, "")
    assert type(decode(encode(ended)).own_ms) is float  # type: ignore[union-attr]


@pytest.mark.parametrize("stray", [object(), {1: 2}, {1}, datetime(2026, 1, 1), float("nan")])
def test_what_is_not_in_the_closed_list_is_refused_without_showing_it(stray: object) -> None:
    with pytest.raises(BadInput) as caught:
        encode(LoopBound("1", [{"column": stray}]))
    assert repr(stray) not in str(caught.value)


def test_bytes_never_land_in_a_public_field() -> None:
    with pytest.raises(BadInput):
        encode(Delivered(b"1", Means.POINTER))  # type: ignore[arg-type]


def test_a_stranger_that_borrows_a_name_is_refused() -> None:
    stranger = dataclasses.make_dataclass("RunEnded", [("how", str)])("done")
    assert type(stranger).__name__ == RunEnded.__name__
    with pytest.raises(BadInput):
        encode(stranger)

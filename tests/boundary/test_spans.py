from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innervate.boundary.recognizers import TOLD
from innervate.boundary.spans import Found, pieces, spans
from innervate.core.values import ValueType


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Please contact Jane Miller at Acme Ltd in Berlin.",
            [
                ("Jane Miller", ValueType.PERSON),
                ("Acme Ltd", ValueType.ORGANISATION),
                ("Berlin", ValueType.ADDRESS),
            ],
        ),
        (
            "Paid EUR 310.00 on 2026-03-14 from DE89 3704 0044 0532 0130 00.",
            [
                ("EUR 310.00", ValueType.AMOUNT),
                ("2026-03-14", ValueType.DATE),
                ("DE89 3704 0044 0532 0130 00", ValueType.IBAN),
            ],
        ),
        (
            "Call +49 30 1234567 or (555) 123-4567, mail jane@x.example.",
            [
                ("+49 30 1234567", ValueType.PHONE),
                ("(555) 123-4567", ValueType.PHONE),
                ("jane@x.example", ValueType.EMAIL),
            ],
        ),
        (
            "Card 4111 1111 1111 1111, SSN 123-45-6789.",
            [("4111 1111 1111 1111", ValueType.CARD), ("123-45-6789", ValueType.IDENTITY)],
        ),
        (
            "It was sent to 12 High Street, London SW1A 1AA, and came back.",
            [("12 High Street, London SW1A 1AA", ValueType.ADDRESS)],
        ),
        ("the kitchen was flooded and we lost 3 chairs", []),
        (
            "Settle the claim. Berlin is where it was made.",
            [("Berlin", ValueType.ADDRESS)],
        ),  # Settle is a town, too
        ("", []),
    ],
)
def test_values_in_sentences(text: str, found: list[tuple[str, ValueType]]) -> None:
    assert [(text[span.start : span.end], span.type) for span in spans(text)] == found


def test_pieces_are_the_text_and_no_value_is_left_in_one() -> None:
    assert list(pieces("mail jane@x.example now")) == [
        "mail ",
        Found(ValueType.EMAIL, "jane@x.example"),
        " now",
    ]


@given(
    st.text(max_size=200)
    | st.lists(
        st.sampled_from(_WORDS := "Jane Miller, in EUR 4.50 on 2026-03-14 . a@b.example the".split())
    ).map(" ".join)
)
def test_spans_are_within_the_text_in_order_and_apart(text: str) -> None:
    last = 0
    for span in spans(text):
        assert last <= span.start < span.end <= len(text)
        assert span.type in TOLD
        last = span.end
    cut = list(pieces(text))
    assert "".join(piece.text if isinstance(piece, Found) else piece for piece in cut) == text
    assert not any(spans(piece) for piece in cut if isinstance(piece, str))

"""Pieces of words: whole texts become the numbers that the sentence model was trained with."""

from __future__ import annotations

import gzip
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innervate.boundary.questions import pieces

KNOWN = gzip.decompress(pieces._LIST.read_bytes()).decode("utf-8").split("\n")


def said(text: str) -> list[str]:
    return [KNOWN[number] for number in pieces.pieces(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The pipe burst!", "[CLS] the pipe burst ! [SEP]"),
        ("Café, naïve", "[CLS] cafe , naive [SEP]"),
        ("unbelievably", "[CLS] un ##bel ##ie ##va ##bly [SEP]"),
        ("", "[CLS] [SEP]"),
        ("a" * 101, "[CLS] [UNK] [SEP]"),
        ("\u200b€5\x00", "[CLS] € ##5 [SEP]"),
    ],
)
def test_texts_in_pieces(text: str, found: str) -> None:
    assert said(text) == found.split()


@given(st.text(max_size=60))
def test_any_text_has_pieces(text: str) -> None:
    found = pieces.pieces(text)
    assert (found[0], found[-1]) == (101, 102)
    assert all(0 < number < len(KNOWN) for number in found)
    assert pieces.pieces(text.replace(" ", "  ")) == found


@given(st.text(st.characters(codec="latin-1", exclude_categories=["Cc"]), max_size=40))
def test_they_are_those_of_the_tokenizer_that_it_was_trained_with(text: str) -> None:
    assert pieces.pieces(text) == _theirs().encode(text).ids


@cache
def _theirs():  # type: ignore[no-untyped-def]
    tokenizers = pytest.importorskip("tokenizers")
    table = {piece: number for number, piece in enumerate(KNOWN) if piece}
    return tokenizers.BertWordPieceTokenizer(table, lowercase=True)

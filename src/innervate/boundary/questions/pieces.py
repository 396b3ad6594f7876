"""Texts as the pieces of words that the sentence model reads, by its own list of 30522 pieces.

Promises: the numbers that the model was trained with, for any text; a word of which no piece is known is one
unknown piece. The list is that of BERT (Google, Apache-2.0; boundary/weights/NOTICE.md).
"""

from __future__ import annotations

import gzip
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

_LIST = Path(__file__).parent.parent / "weights" / "pieces.txt.gz"
_UNKNOWN, _BEGIN, _END = "[UNK]", "[CLS]", "[SEP]"
_LONGEST_WORD = 100


@lru_cache(maxsize=1)
def _numbers() -> Mapping[str, int]:
    lines = gzip.decompress(_LIST.read_bytes()).decode("utf-8").split("\n")
    return {piece: number for number, piece in enumerate(lines)}


def pieces(text: str) -> list[int]:
    """The numbers of a text's pieces, between those of its beginning and its end."""
    known = _numbers()
    found = [known[_BEGIN]]
    for word in _words(text):
        found += [known[piece] for piece in _split(word)]
    return [*found, known[_END]]


def _words(text: str) -> Iterator[str]:
    """Words and signs, in small letters, without accents and without what is no sign."""
    word = ""
    bare = unicodedata.normalize("NFD", text.lower())
    for character in bare:
        kind = unicodedata.category(character)
        if kind == "Mn" or (kind[0] == "C" and character not in "\t\n\r") or character == "\ufffd":
            continue
        alone = _is_sign(character, kind) or _is_ideograph(character)
        if (alone or character.isspace()) and word:
            yield word
            word = ""
        if alone:
            yield character
        elif not character.isspace():
            word += character
    if word:
        yield word


def _is_sign(character: str, kind: str) -> bool:
    return kind[0] == "P" or (character.isascii() and kind[0] == "S")


def _is_ideograph(character: str) -> bool:
    return any(
        first <= ord(character) <= last
        for first, last in ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2CEAF))
    )


@lru_cache(maxsize=16384)
def _split(word: str) -> tuple[str, ...]:
    """The longest known pieces from the left."""
    known, found, start = _numbers(), [], 0
    if len(word) > _LONGEST_WORD:
        return (_UNKNOWN,)
    while start < len(word):
        for end in range(len(word), start, -1):
            piece = ("##" if start else "") + word[start:end]
            if piece in known:
                found.append(piece)
                start = end
                break
        else:
            return (_UNKNOWN,)
    return tuple(found)

"""Other ways to rank mails by a topic, to hold the answerers against; each always answers."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Rank = Callable[[str, str], float]
_WEIGHTS, _TOKENS = "weights/l2_supercat_256.safetensors", "tokenizers/l2_supercat_tokenizer_config.json"


def ranks() -> Mapping[str, Rank]:
    """The ways that are installed: how near a topic and a text are."""
    from rapidfuzz.fuzz import token_set_ratio

    found: dict[str, Rank] = {"difflib": _ratio, "rapidfuzz": token_set_ratio}
    package = find_spec("wordllama")
    if package is not None and package.origin and find_spec("safetensors") and find_spec("tokenizers"):
        found["wordllama"] = _wordllama(Path(package.origin).parent)
    return found


def _ratio(topic: str, text: str) -> float:
    return difflib.SequenceMatcher(None, topic.casefold(), text.casefold(), autojunk=False).ratio()


def _wordllama(folder: Path) -> Rank:
    """The word vectors of that package, read as files: the mean of a text's tokens."""
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer

    weights = load_file(folder / _WEIGHTS)["embedding.weight"].astype(np.float32)
    tokenizer = Tokenizer.from_file(str(folder / _TOKENS))
    tokenizer.no_padding()
    tokenizer.no_truncation()

    @lru_cache(maxsize=8192)
    def of(text: str) -> NDArray[np.float32]:
        mean: NDArray[np.float32] = weights[tokenizer.encode(text, add_special_tokens=False).ids].mean(axis=0)
        return mean / np.float32(np.linalg.norm(mean))

    return lambda topic, text: float(of(topic) @ of(text))

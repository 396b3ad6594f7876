"""Asks the sentence model for the direction of each word and text, and keeps the answers in out/meanings.

`python -m training.meanings.teach`. Half an hour on one core.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from innervate.boundary.questions.sentences import Sentences, sentences
from training.meanings.texts import texts, vocabulary

OUT = Path("out/meanings")
_AT_ONCE = 2048


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    model = sentences()
    for name, found in (("words", vocabulary()), ("texts", texts())):
        np.save(OUT / f"{name}.npy", _directions(model, found))
        (OUT / f"{name}.json").write_text(json.dumps(found), encoding="utf-8")
        print(f"{len(found)} {name}", flush=True)


def _directions(model: Sentences, found: list[str]) -> np.ndarray:
    parts = [np.stack(model.of(found[n : n + _AT_ONCE])) for n in range(0, len(found), _AT_ONCE)]
    return np.concatenate(parts).astype(np.float16)


if __name__ == "__main__":
    main()

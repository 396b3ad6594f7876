"""How questions and texts are turned toward each other before they are compared: small layers of our own.

A direction says what a text means to the model that made it; which mail is asked for with which words is
another thing, learned from mails (training/meanings/turn.py). Promises: the same answer always; what is of
length one stays so.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

WEIGHTS = Path(__file__).parent.parent / "weights" / "turns.npz"
Of = Literal["table", "sentences"]


@dataclass(frozen=True, slots=True)
class Turn:
    """first: (directions, few). second: (few, directions)."""

    first: Vectors
    second: Vectors

    def __call__(self, given: Vectors) -> Vectors:
        """Directions, one or one a row, turned; what has no direction keeps none."""
        import numpy as np

        moved = given + (given @ self.first) @ self.second
        length = np.linalg.norm(moved, axis=-1, keepdims=True)
        turned: Vectors = moved / np.where(length == 0, np.float32(1), length)
        return turned


@dataclass(frozen=True, slots=True)
class Turns:
    """One for what is asked, one for what answers it."""

    topic: Turn
    text: Turn


@lru_cache(maxsize=2)
def shipped(of: Of) -> Turns:
    """Those for directions of the table of words, or of the sentence model."""
    import numpy as np

    with np.load(WEIGHTS) as file:

        def layer(name: str) -> Vectors:
            scaled: Vectors = file[f"{of}.{name}"].astype(np.float32) * file[f"{of}.{name}.scale"]
            return scaled

        return Turns(*(Turn(layer(f"{side}.first"), layer(f"{side}.second")) for side in ("topic", "text")))

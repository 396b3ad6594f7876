"""The gateway's process with a scanner that breaks: it raises, or lets all pass, as the environment says."""

from __future__ import annotations

import os
import random
import sys
from collections import Counter

from innervate.bench.boundary_breaks_core import BREAK
from innervate.boundary.gateway.leaves import Leaf, Leaves
from innervate.launch import gateway

_CHANCE = random.Random(17)
_PLAIN = Leaves.check


def _raises(self: Leaves, body: bytes) -> Counter[Leaf]:
    if _CHANCE.random() < 0.4:
        raise _CHANCE.choice((MemoryError, RecursionError, OSError))(body.decode())
    return _PLAIN(self, body)


def _lets_all_pass(self: Leaves, body: bytes) -> Counter[Leaf]:
    return Counter()


if __name__ == "__main__":
    Leaves.check = _raises if os.environ[BREAK] == "raises" else _lets_all_pass  # type: ignore[method-assign]
    sys.exit(gateway.main(sys.argv[1:]))

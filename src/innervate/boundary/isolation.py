"""Probes from inside: what a process could reach beyond this machine, or reach by way of its neighbours.

Promises: each probe tries, and says "closed" or "OPEN" with how; a probe that can't tell says OPEN. Nothing
leaves by probing: where no target on this machine is given, it asks the kernel for a route and sends nothing.
`python -m innervate.boundary.isolation [TARGETS]` prints all of them as JSON.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from innervate.boundary.isolation_probes import PROBES
from innervate.boundary.isolation_targets import Closed, Targets
from innervate.core.errors import Denied

_BROKEN = (ValueError, KeyError, IndexError, RuntimeError, AttributeError, ImportError)


@dataclass(frozen=True, slots=True)
class Probe:
    """What one probe found. open: something can be reached. seen: how, or what stopped it."""

    name: str
    open: bool
    seen: str

    def __str__(self) -> str:
        return f"{self.name}: {'OPEN' if self.open else 'closed'} ({self.seen})"


def probe(targets: Targets | None = None) -> tuple[Probe, ...]:
    """All probes, in order. Takes a fraction of a second."""
    wanted, found = targets or Targets(), []
    for name, attempt in PROBES.items():
        try:
            found.append(Probe(name, True, attempt(wanted)))
        except Closed as stopped:
            found.append(Probe(name, False, str(stopped)))
        except OSError as error:
            found.append(Probe(name, False, error.strerror or type(error).__name__))
        except _BROKEN as error:  # whatever stopped it, nobody knows that it is closed
            found.append(Probe(name, True, f"the probe failed: {type(error).__name__}"))
    return tuple(found)


def require_isolation(found: Sequence[Probe]) -> None:
    """
    :raises Denied: a probe is open, so what the boundary claims is not held.
    """
    opened = [one.name for one in found if one.open]
    if opened:
        raise Denied(
            "a core without a way out of its own",
            f"open: {', '.join(opened)}",
            "`innervate doctor` says what is missing; --unisolated runs without the claim",
        )


def main() -> None:
    """Print what is found, as JSON."""
    said = json.loads(sys.argv[1]) if len(sys.argv) > 1 else {}
    found = probe(Targets(**said))
    sys.stdout.write(json.dumps([asdict(one) for one in found]) + "\n")


if __name__ == "__main__":
    main()

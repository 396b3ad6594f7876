"""Training time and checkpoints, alike for all models.

Promises: a kill at any moment leaves the last checkpoint whole; time spent counts over all calls together.
"""

from __future__ import annotations

import math
import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

import torch
from torch import nn
from torch.optim.swa_utils import AveragedModel

_EVERY = 60.0


class Part(Protocol):
    """What a checkpoint holds: a network, a mean of networks, an optimizer."""

    def state_dict(self) -> dict[str, object]: ...
    def load_state_dict(self, state: dict[str, object]) -> object: ...


class Clock:
    """Steps done and seconds spent."""

    def __init__(self, steps: int = 0, spent: float = 0.0) -> None:
        self.steps, self.spent = steps, spent
        self._last = time.monotonic()
        self._kept = spent

    @property
    def minutes(self) -> float:
        return self.spent / 60

    def rate(self, minutes: float, warm: int) -> float:
        """The learning rate's share of its peak: up in `warm` steps, then down along a cosine in
        `minutes`."""
        done = min(1.0, self.minutes / minutes)
        return min(1.0, (self.steps + 1) / warm) * (0.02 + 0.49 * (1 + math.cos(math.pi * done)))

    def tick(self) -> None:
        """A step is done."""
        now = time.monotonic()
        self.spent += now - self._last
        self._last, self.steps = now, self.steps + 1

    def due(self) -> bool:
        """Whether a checkpoint is due."""
        if self.spent - self._kept < _EVERY:
            return False
        self._kept = self.spent
        return True


def running_mean(net: nn.Module) -> AveragedModel:
    """A copy of the network that follows it slowly: what is shipped."""
    return AveragedModel(net, multi_avg_fn=_follow, use_buffers=True)


def _follow(means: list[torch.Tensor], now: list[torch.Tensor], count: torch.Tensor) -> None:
    """An exponential mean, short at first so that it forgets how it began."""
    share = 1 - min(0.998, (1 + float(count)) / (10 + float(count)))
    for mean, fresh in zip(means, now, strict=True):
        if mean.is_floating_point():
            mean.lerp_(fresh.to(mean.dtype), share)
        else:
            mean.copy_(fresh)


def keep(path: Path, parts: Mapping[str, Part], clock: Clock) -> None:
    """Writes a checkpoint: a kill leaves the old one or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    torch.save(
        {
            **{name: part.state_dict() for name, part in parts.items()},
            "steps": clock.steps,
            "spent": clock.spent,
        },
        fresh,
    )
    os.replace(fresh, path)


def restore(path: Path, parts: Mapping[str, Part], device: torch.device) -> Clock:
    """Fills the parts from a checkpoint, if there is one."""
    if not path.exists():
        return Clock()
    kept = torch.load(path, map_location=device, weights_only=True)
    for name, part in parts.items():
        part.load_state_dict(kept[name])
    return Clock(kept["steps"], kept["spent"])

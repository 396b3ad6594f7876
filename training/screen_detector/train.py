"""`python -m training.screen_detector.train SCREENS...`: trains the detector, or goes on from its checkpoint.

Promises as those of the text reader's training: killed at any moment, it goes on from the last checkpoint;
the learning rate follows the time that is left of `--minutes`.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from torch import nn
from torch.utils.data import DataLoader

from innervate.perception.detector_outputs import ROLES, STATES
from training.clock import keep, restore, running_mean
from training.last import WEIGHTS, start_from
from training.screen_detector.batches import Crops
from training.screen_detector.net import DetectorNet

_RARE = 6.0
"""How much more it costs to overlook a state than to make one up: few elements are in one."""


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("screens", type=Path, nargs="+", help="folders that training.screens has filled")
    asked.add_argument("--minutes", type=float, default=90, help="training time, of all calls together")
    asked.add_argument("--checkpoint", type=Path, default=Path("out/screen_detector/checkpoint.pt"))
    asked.add_argument("--from-last", action="store_true", help="begin with the weights of the last training")
    asked.add_argument("--size", type=int, default=6, help="crops in a batch")
    asked.add_argument("--rate", type=float, default=2e-3)
    asked.add_argument("--workers", type=int, default=1)
    asked.add_argument("--seed", type=int, default=1)
    Trainer(asked.parse_args()).run()


class Trainer:
    """The network, a running mean of its weights, and how long they have been trained."""

    def __init__(self, asked: argparse.Namespace) -> None:
        self.asked = asked
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        net = DetectorNet()
        if asked.from_last and not asked.checkpoint.exists():
            pictures = next(iter(Crops(asked.screens, asked.seed, 2 * asked.size)))[0]
            start_from(net, WEIGHTS / "screen_detector.onnx", pictures.float() / 255, bytes_in=True)
        self.net = net.to(self.device, memory_format=torch.channels_last)
        self.mean = running_mean(self.net)
        self.optimizer = torch.optim.AdamW(self.net.parameters(), lr=asked.rate, weight_decay=0.02)
        self.parts = {"net": self.net, "mean": self.mean, "optimizer": self.optimizer}
        self.clock = restore(asked.checkpoint, self.parts, self.device)

    def run(self) -> None:
        crops = Crops(self.asked.screens, self.asked.seed + self.clock.steps, self.asked.size)
        stream = DataLoader(crops, batch_size=None, num_workers=self.asked.workers, prefetch_factor=4)
        losses: list[list[float]] = []
        for batch in stream:
            losses.append(self.step([part.to(self.device) for part in batch]))
            self.clock.tick()
            if self.clock.steps % 25 == 0:
                means = [sum(column) / len(column) for column in zip(*losses[-25:], strict=True)]
                said = "  ".join(
                    f"{name} {mean:.3f}"
                    for name, mean in zip(("heat", "box", "state", "text"), means, strict=True)
                )
                print(f"{self.clock.minutes:6.1f} min  step {self.clock.steps:6}  {said}", flush=True)
            over = self.clock.minutes > self.asked.minutes
            if over or self.clock.due():
                keep(self.asked.checkpoint, self.parts, self.clock)
            if over:
                return

    def step(self, batch: list[torch.Tensor]) -> list[float]:
        self.net.train()
        for group in self.optimizer.param_groups:
            group["lr"] = self.asked.rate * self.clock.rate(self.asked.minutes, warm=150)
        pictures = (batch[0].float() / 255).contiguous(memory_format=torch.channels_last)
        with torch.autocast(self.device.type, torch.bfloat16):
            seen, text = self.net(pictures)
        parts = losses_of(seen.float(), text.float()[:, 0], batch[1:])
        loss = parts[0] + parts[1] + 0.5 * parts[2] + 2 * parts[3]
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.net.parameters(), 5.0)
        self.optimizer.step()
        self.mean.update_parameters(self.net)
        return [float(part.detach()) for part in parts]


def losses_of(seen: torch.Tensor, text: torch.Tensor, targets: list[torch.Tensor]) -> list[torch.Tensor]:
    """Of heat (focal, CornerNet's), boxes (GIoU and logarithms), states and texts (cross entropy and
    Dice)."""
    heat, sizes, weight, states, counts, text_true, text_weight = targets
    logits, edges, said = seen.split((len(ROLES), 4, len(STATES)), dim=1)
    whole = weight.sum().clamp(min=1)
    boxes = weight * (1 - giou(edges.clamp(-4, 6).exp(), sizes.exp())) + 0.1 * weight * (
        edges - sizes
    ).abs().sum(1)
    wanted = nn.functional.binary_cross_entropy_with_logits(
        said, states, reduction="none", pos_weight=said.new_full((1, 1, 1), _RARE)
    )
    state = wanted.sum(1) * weight
    shown = text.sigmoid()
    cross = nn.functional.binary_cross_entropy_with_logits(text, text_true, text_weight)
    dice = 1 - (2 * (shown * text_true * text_weight).sum() + 1) / (
        ((shown + text_true) * text_weight).sum() + 1
    )
    return [focal(logits, heat, counts), boxes.sum() / whole, state.sum() / whole, cross + 0.3 * dice]


def focal(logits: torch.Tensor, heat: torch.Tensor, counts: torch.Tensor) -> torch.Tensor:
    """The focal loss of heat maps (Law and Deng, 2018), per element."""
    chance = logits.sigmoid().clamp(1e-5, 1 - 1e-5)
    peak = heat > 0.999
    found = torch.where(
        peak, (1 - chance) ** 2 * chance.log(), (1 - heat) ** 4 * chance**2 * (1 - chance).log()
    )
    return -(found * counts[:, None]).sum() / peak.sum().clamp(min=1)


def giou(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    """Generalised IoU of boxes around the same place, given by the distances to their edges along dim 1."""
    low, high = torch.minimum(a, b), torch.maximum(a, b)
    common = (low[:, 0] + low[:, 2]) * (low[:, 1] + low[:, 3])
    union = (a[:, 0] + a[:, 2]) * (a[:, 1] + a[:, 3]) + (b[:, 0] + b[:, 2]) * (b[:, 1] + b[:, 3]) - common
    hull = (high[:, 0] + high[:, 2]) * (high[:, 1] + high[:, 3])
    return common / union - (hull - union) / hull


if __name__ == "__main__":
    main()

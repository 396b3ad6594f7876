"""`python -m training.text_reader.train`: trains the reader from nothing, or goes on from its checkpoint.

Promises: killed at any moment, the same command goes on from the last checkpoint (one a minute); the
learning rate follows the time that is left, so that the result fits into `--minutes` on any machine. Uses a
GPU where one is.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from torch import nn
from torch.utils.data import DataLoader

from training.clock import keep, restore, running_mean
from training.last import WEIGHTS, start_from
from training.text_reader.batches import Batch, Lines
from training.text_reader.net import ReaderNet


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("screens", type=Path, nargs="*", help="folders in which lines of screens lie")
    asked.add_argument("--minutes", type=float, default=120, help="training time, of all calls together")
    asked.add_argument("--checkpoint", type=Path, default=Path("out/text_reader/checkpoint.pt"))
    asked.add_argument("--from-last", action="store_true", help="begin with the weights of the last training")
    asked.add_argument("--rows", type=int, default=24, help="strips in a batch")
    asked.add_argument("--rate", type=float, default=3e-3)
    asked.add_argument("--workers", type=int, default=1)
    asked.add_argument("--seed", type=int, default=1)
    Trainer(asked.parse_args()).run()


class Trainer:
    """The network, a running mean of its weights, and how long they have been trained."""

    def __init__(self, asked: argparse.Namespace) -> None:
        self.asked = asked
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        net = ReaderNet()
        if asked.from_last and not asked.checkpoint.exists():
            lines = next(iter(Lines(asked.seed, asked.rows, asked.screens))).strips
            start_from(net, WEIGHTS / "text_reader.onnx", lines.float() / 255)
        self.net = net.to(self.device, memory_format=torch.channels_last)
        self.mean = running_mean(self.net)
        self.optimizer = torch.optim.AdamW(self.net.parameters(), lr=asked.rate, weight_decay=0.01)
        self.parts = {"net": self.net, "mean": self.mean, "optimizer": self.optimizer}
        self.clock = restore(asked.checkpoint, self.parts, self.device)

    def run(self) -> None:
        lines = Lines(self.asked.seed + self.clock.steps, self.asked.rows, self.asked.screens)
        stream = DataLoader(lines, batch_size=None, num_workers=self.asked.workers, prefetch_factor=6)
        losses: list[float] = []
        for batch in stream:
            losses.append(self.step(batch))
            self.clock.tick()
            if self.clock.steps % 50 == 0:
                recent = sum(losses[-50:]) / len(losses[-50:])
                said = f"loss per character {recent:.4f}"
                print(f"{self.clock.minutes:6.1f} min  step {self.clock.steps:6}  {said}", flush=True)
            over = self.clock.minutes > self.asked.minutes
            if over or self.clock.due():
                keep(self.asked.checkpoint, self.parts, self.clock)
            if over:
                return

    def step(self, batch: Batch) -> float:
        self.net.train()
        rate = self.asked.rate * self.clock.rate(self.asked.minutes, warm=200)
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        strips = batch.strips.to(self.device).float() / 255
        with torch.autocast(self.device.type, torch.bfloat16):
            logits = self.net(strips)
        loss = ctc(logits.float(), batch)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.net.parameters(), 2.0)
        self.optimizer.step()
        self.mean.update_parameters(self.net)
        return float(loss.detach())


def ctc(logits: torch.Tensor, batch: Batch) -> torch.Tensor:
    """CTC loss per character, lines of like length together so that little is padded."""
    columns = logits.shape[1]
    flat = logits.reshape(-1, logits.shape[2])
    starts = batch.spots[:, 0] * columns + batch.spots[:, 1] // 2
    widths = (batch.spots[:, 2] - batch.spots[:, 1]) // 2
    ends = batch.lengths.cumsum(0)
    groups = widths.argsort().chunk(4)
    # Beyond a line's end any column does: CTC is told where it ends.
    places = [
        starts[group][None]
        + torch.arange(int(widths[group].max()))[:, None].clamp(max=widths[group][None] - 1)
        for group in groups
    ]
    picked = flat.index_select(0, torch.cat([p.flatten() for p in places]).to(flat.device)).log_softmax(dim=1)
    total = flat.new_zeros(())
    for group, place, chances in zip(groups, places, picked.split([p.numel() for p in places]), strict=True):
        targets = torch.cat([batch.targets[int(ends[i] - batch.lengths[i]) : int(ends[i])] for i in group])
        total = total + nn.functional.ctc_loss(
            chances.view(*place.shape, -1),
            targets.to(flat.device),
            widths[group],
            batch.lengths[group],
            reduction="sum",
            zero_infinity=True,
        )
    return total / batch.lengths.sum()


if __name__ == "__main__":
    main()

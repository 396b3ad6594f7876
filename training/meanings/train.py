"""Learns what words mean from a sentence model's answers, and writes the table into the package.

`python -m training.meanings.train`, after `teach`. Two minutes on two cores.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import kl_div, log_softmax, normalize, softmax

from innervate.boundary.questions.meanings import SPREAD, WEIGHTS, WORDS
from training.meanings.teach import OUT

DIRECTIONS, HIDDEN, EPOCHS, BATCH, HELD_OUT = 128, 256, 4, 512, 4096
LEFT_OUT, HELD_NEAR, RATE, SHARPNESS, OF_EACH_OTHER = 0.2, 0.4, 3e-3, 0.07, 0.3
_LONGEST = 60


class Net(nn.Module):
    """The sum of the words' directions, moved by two layers."""

    def __init__(self, start: Tensor) -> None:
        super().__init__()
        self.words = nn.EmbeddingBag(*start.shape, mode="sum", _weight=start.clone())
        self.first, self.second = nn.Linear(DIRECTIONS, HIDDEN), nn.Linear(HIDDEN, DIRECTIONS)
        nn.init.zeros_(self.second.weight)
        nn.init.zeros_(self.second.bias)

    def forward(self, words: Tensor, begins: Tensor) -> Tensor:
        whole = normalize(self.words(words, begins))
        return normalize(whole + self.second(torch.relu(self.first(whole * SPREAD))))


class Lessons:
    """Texts as numbers of words, and where the model points for each."""

    def __init__(self) -> None:
        index = {word: n for n, word in enumerate(json.loads((OUT / "words.json").read_text()))}
        told = [
            [index[w] for w in WORDS.findall(text) if w in index][:_LONGEST]
            for text in json.loads((OUT / "texts.json").read_text())
        ]
        kept = [n for n, row in enumerate(told) if len(row) > 1]
        self.names = list(index)
        self.rows = [np.array(told[n]) for n in kept]
        self.full = np.load(OUT / "texts.npy").astype(np.float32)[kept]
        alone = np.load(OUT / "words.npy").astype(np.float32)
        main = np.linalg.eigh(self.full.T @ self.full / len(kept) + alone.T @ alone / len(alone))[1]
        onto = main[:, ::-1][:, :DIRECTIONS]
        share = np.bincount(np.concatenate(self.rows), minlength=len(index)) / sum(map(len, self.rows))
        self.start = torch.tensor(alone @ onto * (1e-3 / (1e-3 + share))[:, None].astype(np.float32)).float()
        self.aims = torch.tensor(self.full @ onto)

    def batch(self, chosen: Sequence[int], chance: np.random.RandomState | None) -> tuple[Tensor, Tensor]:
        """The words of some texts one after the other, and where each text begins; some words left out."""
        rows = [self.rows[n] for n in chosen]
        if chance is not None:
            fewer = [row[chance.rand(len(row)) > LEFT_OUT] if len(row) > 3 else row for row in rows]
            rows = [short if len(short) else row for short, row in zip(fewer, rows, strict=True)]
        begins = np.concatenate([[0], np.cumsum([len(row) for row in rows])[:-1]])
        return torch.tensor(np.concatenate(rows)), torch.tensor(begins)

    def loss(self, told: Tensor, chosen: Sequence[int]) -> Tensor:
        """How far the texts point from where they should, and how wrong their likeness to each other is."""
        full = torch.tensor(self.full[chosen])
        themselves = torch.eye(len(told)) * 1e4
        mine = log_softmax(told @ told.T / SHARPNESS - themselves, 1)
        theirs = softmax(full @ full.T / SHARPNESS - themselves, 1)
        off = 1 - (told * normalize(self.aims[chosen])).sum(1)
        return off.mean() + OF_EACH_OTHER * kl_div(mine, theirs, reduction="batchmean")


def main() -> None:
    torch.manual_seed(0)
    chance, lessons = np.random.RandomState(1), Lessons()
    net = Net(lessons.start)
    steps = torch.optim.Adam(net.parameters(), lr=RATE)
    each = (len(lessons.rows) - HELD_OUT) // BATCH
    for epoch in range(EPOCHS):
        order = HELD_OUT + chance.permutation(len(lessons.rows) - HELD_OUT)
        for number in range(each):
            chosen = order[number * BATCH : (number + 1) * BATCH]
            words, begins = lessons.batch(chosen, chance)
            seen = torch.unique(words)
            away = ((net.words.weight[seen] - lessons.start[seen]) ** 2).sum(1).mean()
            loss = lessons.loss(net(words, begins), chosen) + HELD_NEAR * away
            steps.param_groups[0]["lr"] = RATE * (1 - (epoch * each + number) / (EPOCHS * each)) + 1e-5
            steps.zero_grad()
            loss.backward()
            steps.step()
        print(f"epoch {epoch}: held out {_held_out(net, lessons):.3f}", flush=True)
    _write(net, lessons.names)


def _held_out(net: Net, lessons: Lessons) -> float:
    with torch.no_grad():
        rows = [range(n, n + BATCH) for n in range(0, HELD_OUT, BATCH)]
        losses = [lessons.loss(net(*lessons.batch(row, None)), row) for row in rows]
        return float(torch.stack(losses).mean())


def _write(net: Net, names: Sequence[str]) -> None:
    table = net.words.weight.detach().numpy()
    scale = np.abs(table).max(axis=1) / 127 + 1e-9
    layers = {"first": net.first, "second": net.second}
    halves = {name: layer.weight.detach().numpy().astype(np.float16) for name, layer in layers.items()}
    halves |= {
        f"{name}_bias": layer.bias.detach().numpy().astype(np.float16) for name, layer in layers.items()
    }
    np.savez_compressed(
        WEIGHTS,
        words=np.frombuffer("\n".join(names).encode(), np.uint8),
        rows=np.round(table / scale[:, None]).astype(np.int8),
        scale=scale.astype(np.float16),
        **halves,
    )


if __name__ == "__main__":
    main()

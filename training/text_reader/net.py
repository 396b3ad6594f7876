"""The reader's network: a strip of ink to characters, by convolutions alone, for CTC.

Input (rows, 24, width) in 0..1; output (rows, width / 2, characters + 1) logits. Two by two pixels become
channels, three convolutions fold the height, residual convolutions look along the line. CTC: Graves et al.,
2006.
"""

from __future__ import annotations

import torch
from torch import nn

from innervate.perception.alphabet import ALPHABET


def conv(
    inside: int, outside: int, kernel: tuple[int, int], stride: int = 1, padding: tuple[int, int] = (1, 1)
) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(inside, outside, kernel, (stride, 1), padding, bias=False),
        nn.BatchNorm2d(outside),
        nn.ReLU(inplace=True),
    )


class Along(nn.Module):
    """A residual step along the line. reach: distance between the columns it looks at."""

    def __init__(self, channels: int, reach: int) -> None:
        super().__init__()
        self.step = conv(channels, channels, (1, 5), padding=(0, 2 * reach))
        self.step[0].dilation = (1, reach)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x + self.step(x)


class ReaderNet(nn.Module):
    """About 0.9 million weights; an output sees 50 pixels to either side."""

    def __init__(self, width: int = 160, reaches: tuple[int, ...] = (1, 2, 1, 3, 6)) -> None:
        super().__init__()
        self.fold = nn.Sequential(
            nn.PixelUnshuffle(2),
            conv(4, 32, (3, 3)),
            conv(32, 48, (3, 3), stride=2),
            conv(48, 80, (3, 3), stride=2),
            conv(80, width, (3, 3), padding=(0, 1)),
        )
        self.along = nn.Sequential(*(Along(width, reach) for reach in reaches))
        self.name = nn.Conv2d(width, len(ALPHABET) + 1, 1)

    def forward(self, strips: torch.Tensor) -> torch.Tensor:
        seen = self.along(self.fold(strips[:, None]))
        return self.name(seen).squeeze(2).transpose(1, 2)

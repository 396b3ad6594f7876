"""The detector's network: one pass over a screen tells text runs and elements.

A U-shaped convolutional network (Ronneberger et al., 2015) on four by four pixels at once. Elements as in
TTFNet (Liu et al., 2019): heat maps whose peaks are centres, and at each place the distances to the
element's edges. Input (n, 3, height, width) in 0..1, both multiples of 64. Output: (n, roles + 4 + states,
height / 8, width / 8) with heat and states as logits and distances as logarithms of eighths of a pixel row,
and (n, 1, height / 2, width / 2).
"""

from __future__ import annotations

from itertools import pairwise

import torch
from torch import nn

from innervate.perception.detector_outputs import ROLES, STATES


def conv(inside: int, outside: int, kernel: int = 3, stride: int = 1) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(inside, outside, kernel, stride, kernel // 2, bias=False),
        nn.BatchNorm2d(outside),
        nn.ReLU(inplace=True),
    )


class Block(nn.Module):
    """A residual pair of convolutions."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.first, self.second = conv(channels, channels), conv(channels, channels)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x + self.second(self.first(x))


class DetectorNet(nn.Module):
    """About 1.6 million weights, 5 thousand million multiplications for a 1920 by 1080 screen."""

    def __init__(self, widths: tuple[int, int, int, int, int] = (32, 48, 80, 112, 128)) -> None:
        super().__init__()
        self.stem = nn.Sequential(
            nn.Conv2d(3, widths[0], 4, 4, bias=False), nn.BatchNorm2d(widths[0]), nn.ReLU(inplace=True)
        )
        self.down = nn.ModuleList(
            nn.Sequential(conv(a, b, stride=2), conv(b, b) if i == 0 else Block(b))
            for i, (a, b) in enumerate(pairwise(widths))
        )
        self.across = nn.ModuleList(nn.Conv2d(b, a, 1) for a, b in pairwise(widths))
        self.up = nn.ModuleList(conv(a, a) if i < 2 else Block(a) for i, a in enumerate(widths[:-1]))
        self.head = nn.Sequential(conv(widths[1], 80), nn.Conv2d(80, len(ROLES) + 4 + len(STATES), 1))
        self.text = nn.Sequential(nn.Conv2d(widths[0], 4, 1), nn.PixelShuffle(2))
        nn.init.constant_(self.head[1].bias[: len(ROLES)], -4.0)
        nn.init.constant_(self.head[1].bias[len(ROLES) : len(ROLES) + 4], 1.0)

    def forward(self, picture: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        return self.told(self.stem(picture - 0.5))

    def told(self, ground: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """What the network says of the lowest floor's features."""
        floors = [ground]
        for down in self.down:
            floors.append(down(floors[-1]))
        x = floors[-1]
        made: list[torch.Tensor] = []
        for level in range(len(floors) - 2, -1, -1):
            wider = nn.functional.interpolate(self.across[level](x), scale_factor=2.0, mode="nearest")
            x = self.up[level](floors[level] + wider)
            made.append(x)
        return self.head(made[-2]), self.text(made[-1])

"""`python -m training.export text_reader|screen_detector`: a checkpoint's running mean as the ONNX file
that ships.

Promises: inputs and outputs are those that `innervate.perception` expects: the reader takes bytes and gives
the best character of each column with its certainty, the detector gives chances rather than logits.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from torch import nn

from innervate.perception.detector_outputs import ROLES
from training.screen_detector.net import DetectorNet
from training.shipped import WEIGHTS
from training.text_reader.net import ReaderNet


class Reading(nn.Module):
    """strips: (n, 24, width) uint8. best, certainty: (n, width / 2)."""

    def __init__(self, net: ReaderNet) -> None:
        super().__init__()
        self.net = net

    def forward(self, strips: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        certainty, best = self.net(strips.float() / 255).softmax(dim=2).max(dim=2)
        return best, certainty


class Looking(nn.Module):
    """picture: (1, 3, height, width) uint8. Heat, edges in units of the stride, states; texts.

    Bringing bytes to 0..1 is folded into the first convolution: it has no padding.
    """

    def __init__(self, net: DetectorNet) -> None:
        super().__init__()
        self.net = net
        first = net.stem[0]
        folded = nn.Conv2d(3, first.out_channels, 4, 4)
        with torch.no_grad():
            folded.weight.copy_(first.weight / 255)
            folded.bias.copy_(-0.5 * first.weight.sum(dim=(1, 2, 3)))
        self.stem = nn.Sequential(folded, net.stem[1], net.stem[2])

    def forward(self, picture: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        seen, texts = self.net.told(self.stem(picture.float()))
        heat, edges, states = seen.split((len(ROLES), 4, seen.shape[1] - len(ROLES) - 4), dim=1)
        return torch.cat((heat.sigmoid(), edges.clamp(-4, 6).exp(), states.sigmoid()), dim=1), texts.sigmoid()


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("model", choices=("text_reader", "screen_detector"))
    asked.add_argument("--checkpoint", type=Path)
    asked.add_argument("--out", type=Path, default=WEIGHTS)
    options = asked.parse_args()
    checkpoint = options.checkpoint or Path("out") / options.model / "checkpoint.pt"
    options.out.mkdir(parents=True, exist_ok=True)
    export(options.model, checkpoint, options.out / f"{options.model}.onnx")


def export(model: str, checkpoint: Path, path: Path) -> None:
    """Writes the ONNX file of a model's checkpoint."""
    net = ReaderNet() if model == "text_reader" else DetectorNet()
    mean = torch.optim.swa_utils.AveragedModel(net, use_buffers=True)
    mean.load_state_dict(torch.load(checkpoint, map_location="cpu", weights_only=True)["mean"])
    if model == "text_reader":
        whole, example = Reading(mean.module).eval(), torch.zeros((2, 24, 64), dtype=torch.uint8)
        names, free = (["strips"], ["best", "certainty"]), {"strips": {0: "n", 2: "width"}}
    else:
        whole, example = Looking(mean.module).eval(), torch.zeros((1, 3, 128, 192), dtype=torch.uint8)
        names, free = (["picture"], ["seen", "texts"]), {"picture": {2: "height", 3: "width"}}
    torch.onnx.export(
        whole,
        (example,),
        str(path),
        input_names=names[0],
        output_names=names[1],
        dynamic_axes=free,
        opset_version=17,
        dynamo=False,
    )
    print(f"{path}: {path.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()

"""`python -m training.export text_reader|screen_detector`: a checkpoint's running mean as ONNX files: in
floating point in training/weights, from which training can go on, and in bytes in the package.

Promises: inputs and outputs are those that `innervate.perception` expects: both take bytes; the reader gives
logits as bytes with the step that one of them stands for, the detector chances rather than logits. Weights
have seven bits and a sign, so that no processor's sum of two products overflows (those without VNNI add in 16
bits); activations have eight, their ranges are those of pictures of training.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import numpy_helper
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import nn

from innervate.perception.detector_outputs import ROLES
from training.bytes_only import bytes_only
from training.last import WEIGHTS
from training.screen_detector.batches import Crops
from training.screen_detector.net import DetectorNet
from training.text_reader.batches import Lines
from training.text_reader.net import ReaderNet

PACKAGE = Path(__file__).parents[1] / "src/innervate/perception/weights"
_BATCHES = 8
"""Batches from which the ranges of activations are taken."""


class Reading(nn.Module):
    """strips: (n, 24, width) uint8. likely: logits, (n, width / 2, characters + 1)."""

    def __init__(self, net: ReaderNet) -> None:
        super().__init__()
        self.net = net

    def forward(self, strips: torch.Tensor) -> torch.Tensor:
        logits: torch.Tensor = self.net(strips.float() / 255)
        return logits


class Looking(nn.Module):
    """picture: (1, height, width, 3) uint8, RGB. Heat, edges in units of the stride, states; texts.

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
        seen, texts = self.net.told(self.stem(picture.permute(0, 3, 1, 2).float()))
        heat, edges, states = seen.split((len(ROLES), 4, seen.shape[1] - len(ROLES) - 4), dim=1)
        return torch.cat((heat.sigmoid(), edges.clamp(-4, 6).exp(), states.sigmoid()), dim=1), texts.sigmoid()


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("model", choices=("text_reader", "screen_detector"))
    asked.add_argument("--checkpoint", type=Path)
    asked.add_argument("--screens", type=Path, default=Path("out/screens"), help="for the detector's ranges")
    asked.add_argument("--share", type=float, default=1.0, help="of the new network; the rest is of the last")
    asked.add_argument("--out", type=Path, default=PACKAGE)
    options = asked.parse_args()
    checkpoint = options.checkpoint or Path("out") / options.model / "checkpoint.pt"
    for folder in (options.out, WEIGHTS):
        folder.mkdir(parents=True, exist_ok=True)
    name = f"{options.model}.onnx"
    last = onnx.load(WEIGHTS / name) if options.share < 1 else None
    export(options.model, checkpoint, WEIGHTS / name)
    if last is not None:
        blend(last, WEIGHTS / name, options.share)
    examples = lines() if options.model == "text_reader" else pictures(options.screens)
    quantize(WEIGHTS / name, options.out / name, examples)


def export(model: str, checkpoint: Path, path: Path) -> None:
    """Writes the ONNX file of a model's checkpoint."""
    net = ReaderNet() if model == "text_reader" else DetectorNet()
    mean = torch.optim.swa_utils.AveragedModel(net, use_buffers=True)
    mean.load_state_dict(torch.load(checkpoint, map_location="cpu", weights_only=True)["mean"])
    if model == "text_reader":
        whole, example = Reading(mean.module).eval(), torch.zeros((2, 24, 64), dtype=torch.uint8)
        names, free = (["strips"], ["likely"]), {"strips": {0: "n", 2: "width"}}
    else:
        whole, example = Looking(mean.module).eval(), torch.zeros((1, 128, 192, 3), dtype=torch.uint8)
        names, free = (["picture"], ["seen", "texts"]), {"picture": {1: "height", 2: "width"}}
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


def blend(last: onnx.ModelProto, path: Path, share: float) -> None:
    """Mixes the weights of the network at a path with those of the network from which its training went on.

    On what neither has met the mean does better than both (Wortsman et al., 2022, robust fine-tuning).
    """
    new = onnx.load(path)
    for before, after in zip(weights_of(last), weights_of(new), strict=True):
        one, other = numpy_helper.to_array(before), numpy_helper.to_array(after)
        mixed = ((1 - share) * one + share * other).astype(np.float32)
        after.CopyFrom(numpy_helper.from_array(mixed, after.name))
    onnx.save(new, path)


def weights_of(network: onnx.ModelProto) -> Iterator[onnx.TensorProto]:
    """Weights and offsets of its convolutions, in the order in which they are run."""
    held = {tensor.name: tensor for tensor in network.graph.initializer}
    for node in network.graph.node:
        if node.op_type == "Conv":
            yield from (held[name] for name in node.input[1:])


def lines() -> Iterator[dict[str, npt.NDArray[np.uint8]]]:
    """Strips as in training."""
    for batch in islice(Lines(7, 24), _BATCHES):
        yield {"strips": batch.strips.numpy()}


def pictures(screens: Path) -> Iterator[dict[str, npt.NDArray[np.uint8]]]:
    """Crops of screens as in training, one at a time."""
    for batch in islice(Crops([screens], 7, 6), _BATCHES):
        for picture in batch[0]:
            yield {"picture": picture[None].permute(0, 2, 3, 1).numpy()}


class Examples(CalibrationDataReader):
    """Inputs as the quantization asks for them."""

    def __init__(self, inputs: Iterator[dict[str, npt.NDArray[np.uint8]]]) -> None:
        self._inputs = inputs

    def get_next(self) -> dict[str, npt.NDArray[np.uint8]] | None:
        return next(self._inputs, None)


def quantize(whole: Path, path: Path, inputs: Iterator[dict[str, npt.NDArray[np.uint8]]]) -> None:
    """Writes a network with bytes for weights and activations (Jacob et al., 2018)."""
    with tempfile.TemporaryDirectory() as folder:
        prepared = Path(folder) / whole.name
        quant_pre_process(str(whole), str(prepared), skip_symbolic_shape=True)
        quantize_static(
            str(prepared),
            str(path),
            Examples(inputs),
            quant_format=QuantFormat.QDQ,
            op_types_to_quantize=["Conv", "Relu", "Add", "Resize"],
            per_channel=True,
            reduce_range=True,
            activation_type=QuantType.QUInt8,
            weight_type=QuantType.QInt8,
        )
    onnx.save(bytes_only(onnx.load(path)), path)
    print(f"{path}: {path.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()

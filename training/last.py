"""Starting a training from the last one's weights, where no checkpoint is left.

Promises: the network then says what the last one's said. Exporting folds each normalisation into the
convolution before it; here each convolution gets the folded weights, and each normalisation the mean and
variance that it meets on the first batch, with the gain and offset that undo them.
"""

from __future__ import annotations

from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from torch import nn

WEIGHTS = Path(__file__).parent / "weights"
"""Where the last training's networks are, in floating point."""
Weights = tuple[torch.Tensor, torch.Tensor]


def start_from(net: nn.Module, path: Path, example: torch.Tensor, bytes_in: bool = False) -> None:
    """Fills a network from its ONNX file. example: a batch as in training, for the normalisations.

    bytes_in: the file's first convolution also brings bytes to -0.5..0.5, which the network does itself.
    Raises ValueError where the file is of another network.
    """
    folded = _convolutions(path)
    offsets: list[torch.Tensor] = []

    def fill(conv: nn.Conv2d, _: object) -> None:
        if not folded:
            raise ValueError(f"{path} holds fewer convolutions than the network")
        weight, bias = folded.pop(0)
        if weight.shape != conv.weight.shape:
            raise ValueError(
                f"{path}: a convolution of shape {tuple(weight.shape)}, wanted {tuple(conv.weight.shape)}"
            )
        if bytes_in and conv is first:
            bias = bias + 127.5 * weight.sum(dim=(1, 2, 3))
            weight = weight * 255
        conv.weight.data.copy_(weight)
        if conv.bias is not None:
            conv.bias.data.copy_(bias)
        else:
            offsets.append(bias)

    def settle(norm: nn.BatchNorm2d, inputs: tuple[torch.Tensor, ...]) -> None:
        mean = inputs[0].mean(dim=(0, 2, 3))
        variance = inputs[0].var(dim=(0, 2, 3), unbiased=False)
        norm.running_mean.copy_(mean)  # type: ignore[union-attr]
        norm.running_var.copy_(variance)  # type: ignore[union-attr]
        norm.weight.data.copy_((variance + norm.eps).sqrt())
        norm.bias.data.copy_(offsets.pop() + mean)

    convolutions = [module for module in net.modules() if isinstance(module, nn.Conv2d)]
    first = convolutions[0]
    hooks = [conv.register_forward_pre_hook(fill) for conv in convolutions]
    hooks += [
        norm.register_forward_pre_hook(settle) for norm in net.modules() if isinstance(norm, nn.BatchNorm2d)
    ]
    net.eval()
    with torch.no_grad():
        net(example)
    for hook in hooks:
        hook.remove()
    if folded:
        raise ValueError(f"{path} holds {len(folded)} convolutions more than the network")


def _convolutions(path: Path) -> list[Weights]:
    """Weight and bias of each convolution, in the order in which they are run."""
    graph = onnx.load(path).graph
    held = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    return [
        (torch.from_numpy(held[node.input[1]].copy()), torch.from_numpy(held[node.input[2]].copy()))
        for node in graph.node
        if node.op_type == "Conv"
    ]

"""Quantized graphs without detours through floats say the same."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

onnx = pytest.importorskip("onnx")
ort = pytest.importorskip("onnxruntime")
from onnx import TensorProto, helper, numpy_helper  # noqa: E402

from training.bytes_only import bytes_only  # noqa: E402


def graph(doubling: tuple[int, ...] = (1, 1, 2, 2)) -> onnx.ModelProto:
    """A picture's bytes, to channels first, doubled, and out as (1, width, height) floats of one channel."""
    constants = {
        "one": np.float32(1),
        "quarter": np.float32(0.25),
        "zero": np.uint8(0),
        "doubling": np.array(doubling, np.float32),
        "weight": np.ones((1, 3, 1, 1), np.int8),
        "per": np.float32(0.1),
        "none": np.int8(0),
    }
    steps = [
        ("Transpose", ["picture"], "planes", {"perm": [0, 3, 1, 2]}),
        ("Cast", ["planes"], "floats", {"to": TensorProto.FLOAT}),
        ("QuantizeLinear", ["floats", "one", "zero"], "q0", {}),
        ("DequantizeLinear", ["q0", "one", "zero"], "d0", {}),
        ("DequantizeLinear", ["weight", "per", "none"], "w", {}),
        ("Conv", ["d0", "w"], "c", {}),
        ("QuantizeLinear", ["c", "quarter", "zero"], "q1", {}),
        ("DequantizeLinear", ["q1", "quarter", "zero"], "d1", {}),
        (
            "Resize",
            ["d1", "", "doubling"],
            "r",
            {"mode": "nearest", "coordinate_transformation_mode": "asymmetric", "nearest_mode": "floor"},
        ),
        ("QuantizeLinear", ["r", "quarter", "zero"], "q2", {}),
        ("DequantizeLinear", ["q2", "quarter", "zero"], "d2", {}),
        ("Transpose", ["d2"], "seen", {"perm": [0, 1, 3, 2]}),
    ]
    nodes = [helper.make_node(kind, inputs, [out], name=out, **how) for kind, inputs, out, how in steps]
    made = helper.make_graph(
        nodes,
        "g",
        [helper.make_tensor_value_info("picture", TensorProto.UINT8, [1, "h", "w", 3])],
        [helper.make_tensor_value_info("seen", TensorProto.FLOAT, [1, 1, "a", "b"])],
        [numpy_helper.from_array(np.asarray(value), name) for name, value in constants.items()],
    )
    return helper.make_model(made, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)


def said(model: onnx.ModelProto, picture: np.ndarray) -> list[np.ndarray]:
    session = ort.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    found: list[np.ndarray] = session.run(None, {"picture": picture})
    return found


def test_the_same_is_said_without_floats() -> None:
    picture = np.random.default_rng(1).integers(0, 256, (1, 6, 10, 3), dtype=np.uint8)
    (floats,) = said(graph(), picture)
    shorter = bytes_only(graph())
    seen, step = said(shorter, picture)
    assert seen.dtype == np.uint8
    assert seen.shape == floats.shape == (1, 1, 20, 12)
    assert np.array_equal(seen * step, floats)
    assert not {"Cast", "Resize"} & {node.op_type for node in shorter.graph.node}


def test_a_resize_that_does_not_double_is_refused() -> None:
    with pytest.raises(ValueError, match="does not double"):
        bytes_only(graph((1, 1, 3, 3)))


@pytest.mark.parametrize("name", ["text_reader", "screen_detector"])
def test_the_shipped_networks_have_no_floats_for_nothing(name: str) -> None:
    model = onnx.load(Path(__file__).parents[2] / f"src/innervate/perception/weights/{name}.onnx")
    before = model.SerializeToString()
    assert bytes_only(model).SerializeToString() == before

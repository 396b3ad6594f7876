"""The networks that ship with innervate, loaded at first use.

Promises: weights come from this package and nowhere else; two threads at most, so that perception leaves the
machine to the applications. Refuses with `Unavailable` where a file is missing or damaged.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, TypeVar

from innervate.core.errors import Unavailable

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

THREADS = min(2, os.cpu_count() or 1)

T = TypeVar("T")
R = TypeVar("R")


@cache
def network(name: str, threads: int = THREADS) -> InferenceSession:
    """The network called `name`, ready to run on the processor: each run on so many threads.

    :raises Unavailable: its weights are not there or damaged.
    """
    unmeasured()
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 4
    # A thread that waits by spinning takes its core from whoever works next: four milliseconds at a time.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # Shapes differ from call to call: planned memory would only grow.
    options.enable_mem_pattern = False
    options.enable_cpu_mem_arena = False
    path = files("innervate.perception") / "weights" / f"{name}.onnx"
    try:
        return onnxruntime.InferenceSession(path.read_bytes(), options, providers=["CPUExecutionProvider"])
    except (OSError, RuntimeError, ValueError) as error:
        seen = f"{path}: {error}"
        raise Unavailable(f"the network {name!r}", seen, "install innervate again") from error


def unmeasured() -> None:
    """To be called before onnxruntime is imported.

    Since 1.32 it keeps a diary for its makers in the person's home, with the program's path, and sends it.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"


def beside(run: Callable[[T], R], parts: Sequence[T]) -> list[R]:
    """What `run` makes of each part, in order: on a thread each, as many as there may be."""
    if len(parts) < 2:
        return [run(part) for part in parts]
    # A pool that is kept would not outlive a fork.
    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(run, parts))

"""A real llama.cpp server with a tiny language model of random weights, for the planner's wire.

`python -m tests.boundary.tiny_planner FOLDER CONTEXT` writes the model, serves it on a free loopback port,
prints its address and runs until its standard input ends. Its weights lean to ends of texts, lists and maps,
so that an answer that keeps to a schema ends; what it says means nothing.
"""

from __future__ import annotations

import sys
from pathlib import Path

import gguf
import numpy as np
import xllamacpp

from tests.perception.tiny_model import (
    EMBEDDING,
    FORWARD,
    HEADS,
    LAYERS,
    Array,
    ones,
    random,
    tokens,
    written,
)

ENDS, GOES_ON = '"}]:', ", -\\"
FIRST = 259
"""The token of the first printable character, after the special ones and the bytes."""


def leaning(count: int) -> tuple[Array, Array]:
    """Embeddings with one part that all have in common, and the outputs that go by it."""
    embedding, output = random(count, EMBEDDING), random(count, EMBEDDING) * 0.2
    embedding[:, 0] = 6.0
    output[:, 0] = -0.5
    for character in map(chr, range(33, 127)):
        output[FIRST + ord(character) - 33, 0] = (
            1.5 if character in ENDS else -1.0 if character in GOES_ON else 0.0
        )
    return embedding, output.astype(np.float32)


def write(path: Path, context: int) -> None:
    writer = gguf.GGUFWriter(str(path), "llama")
    writer.add_context_length(context)
    writer.add_embedding_length(EMBEDDING)
    writer.add_block_count(LAYERS)
    writer.add_feed_forward_length(FORWARD)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(EMBEDDING // HEADS)
    count = tokens(writer)
    writer.add_vocab_size(count)
    embedding, output = leaning(count)
    tensors = {"token_embd.weight": embedding, "output.weight": output, "output_norm.weight": ones(EMBEDDING)}
    for block in (f"blk.{n}." for n in range(LAYERS)):
        tensors |= {f"{block}{norm}_norm.weight": ones(EMBEDDING) for norm in ("attn", "ffn")}
        for part in ("attn_q", "attn_k", "attn_v", "attn_output"):
            tensors[f"{block}{part}.weight"] = random(EMBEDDING, EMBEDDING) * 0.1
        tensors |= {f"{block}ffn_{way}.weight": random(FORWARD, EMBEDDING) * 0.1 for way in ("gate", "up")}
        tensors[f"{block}ffn_down.weight"] = random(EMBEDDING, FORWARD) * 0.1
    written(writer, tensors)


def serve(folder: Path, context: int) -> None:
    write(folder / "tiny.gguf", context)
    params = xllamacpp.CommonParams()
    params.model.path = str(folder / "tiny.gguf")
    params.model_alias = "tiny" if isinstance(params.model_alias, str) else {"tiny"}
    params.n_ctx, params.n_parallel, params.port = context, 1, 0
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
    server = xllamacpp.Server(params)
    print(server.listening_address, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    serve(Path(sys.argv[1]), int(sys.argv[2]))

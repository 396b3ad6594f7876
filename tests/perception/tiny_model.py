"""A real llama.cpp server with a tiny vision-language model of random weights, made here.

`python tiny_model.py FOLDER` writes the model (0.7 MB), serves it on a free loopback port, prints its address
and runs until its standard input ends. It needs `pip install xllamacpp gguf`. What such a model says means
nothing; that it takes a picture and keeps to a schema is llama.cpp's doing, and that is what is tried.
"""

from __future__ import annotations

import sys
from pathlib import Path

import gguf
import numpy as np
import numpy.typing as npt
import xllamacpp

Array = npt.NDArray[np.float32]

EMBEDDING, FORWARD, LAYERS, HEADS, CONTEXT = 64, 128, 2, 2, 8192
PATCH, SIDE, SEEN, SEEN_FORWARD = 14, 56, 32, 64
TEMPLATE = "{% for m in messages %}{{ m['role'] }}: {{ m['content'] }}\n{% endfor %}assistant: "

dice = np.random.default_rng(7)


def random(*shape: int) -> Array:
    return (dice.standard_normal(shape) * 0.3).astype(np.float32)


def ones(count: int) -> Array:
    return np.ones(count, np.float32)


def zeros(count: int) -> Array:
    return np.zeros(count, np.float32)


def written(writer: gguf.GGUFWriter, tensors: dict[str, Array]) -> None:
    for name, tensor in tensors.items():
        writer.add_tensor(name, tensor)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def tokens(writer: gguf.GGUFWriter) -> int:
    """A vocabulary of all bytes and of ASCII; how many tokens it has."""
    characters = [chr(code) for code in range(33, 127)] + ["▁"]
    special, single = ["<unk>", "<s>", "</s>"], [f"<0x{byte:02X}>" for byte in range(256)]
    types = [2, 3, 3] + [6] * len(single) + [1] * len(characters)
    scores = [0.0] * 3 + [-100.0] * len(single) + [-float(n) for n in range(len(characters))]
    writer.add_tokenizer_model("llama")
    writer.add_tokenizer_pre("default")
    writer.add_token_list(special + single + characters)
    writer.add_token_scores(scores)
    writer.add_token_types(types)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_unk_token_id(0)
    writer.add_chat_template(TEMPLATE)
    return len(types)


def write_language(path: Path) -> None:
    writer = gguf.GGUFWriter(str(path), "llama")
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(EMBEDDING)
    writer.add_block_count(LAYERS)
    writer.add_feed_forward_length(FORWARD)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(EMBEDDING // HEADS)
    count = tokens(writer)
    writer.add_vocab_size(count)
    tensors = {"token_embd.weight": random(count, EMBEDDING), "output.weight": random(count, EMBEDDING)}
    tensors["output_norm.weight"] = ones(EMBEDDING)
    for block in (f"blk.{n}." for n in range(LAYERS)):
        tensors |= {f"{block}{norm}_norm.weight": ones(EMBEDDING) for norm in ("attn", "ffn")}
        for part in ("attn_q", "attn_k", "attn_v", "attn_output"):
            tensors[f"{block}{part}.weight"] = random(EMBEDDING, EMBEDDING)
        tensors |= {f"{block}ffn_{way}.weight": random(FORWARD, EMBEDDING) for way in ("gate", "up")}
        tensors[f"{block}ffn_down.weight"] = random(EMBEDDING, FORWARD)
    written(writer, tensors)


def write_vision(path: Path) -> None:
    writer = gguf.GGUFWriter(str(path), "clip")
    for name, flag in (("vision_encoder", True), ("text_encoder", False), ("llava_projector", True)):
        writer.add_bool(f"clip.has_{name}", flag)
    writer.add_string("clip.projector_type", "mlp")
    writer.add_bool("clip.use_gelu", False)
    numbers = {
        "image_size": SIDE,
        "patch_size": PATCH,
        "embedding_length": SEEN,
        "feed_forward_length": SEEN_FORWARD,
        "projection_dim": EMBEDDING,
        "block_count": LAYERS,
        "attention.head_count": HEADS,
    }
    for name, number in numbers.items():
        writer.add_uint32(f"clip.vision.{name}", number)
    writer.add_float32("clip.vision.attention.layer_norm_epsilon", 1e-5)
    for name in ("image_mean", "image_std"):
        writer.add_array(f"clip.vision.{name}", [0.5, 0.5, 0.5])
    tensors = {
        "v.class_embd": random(SEEN),
        "v.patch_embd.weight": random(SEEN, 3, PATCH, PATCH),
        "v.position_embd.weight": random((SIDE // PATCH) ** 2 + 1, SEEN),
        **normal("v.pre_ln"),
        **linear("mm.0", EMBEDDING, SEEN),
        **linear("mm.2", EMBEDDING, EMBEDDING),
    }
    for block in (f"v.blk.{n}." for n in range(LAYERS)):
        for part in ("attn_q", "attn_k", "attn_v", "attn_out"):
            tensors |= linear(block + part, SEEN, SEEN)
        tensors |= normal(block + "ln1") | normal(block + "ln2")
        tensors |= linear(block + "ffn_up", SEEN_FORWARD, SEEN)
        tensors |= linear(block + "ffn_down", SEEN, SEEN_FORWARD)
    written(writer, tensors)


def normal(name: str) -> dict[str, Array]:
    return {f"{name}.weight": ones(SEEN), f"{name}.bias": zeros(SEEN)}


def linear(name: str, out: int, into: int) -> dict[str, Array]:
    return {f"{name}.weight": random(out, into), f"{name}.bias": random(out)}


def serve(folder: Path) -> None:
    write_language(folder / "tiny.gguf")
    write_vision(folder / "eyes.gguf")
    params = xllamacpp.CommonParams()
    params.model.path = str(folder / "tiny.gguf")
    params.mmproj.path = str(folder / "eyes.gguf")
    params.model_alias = "tiny" if isinstance(params.model_alias, str) else {"tiny"}
    params.n_ctx, params.n_parallel, params.port = CONTEXT, 1, 0
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
    server = xllamacpp.Server(params)
    print(server.listening_address, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    serve(Path(sys.argv[1]))

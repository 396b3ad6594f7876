"""The classifier of acts is trained the same way each time, on letters that the bench does not ask about."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np

from innervate.bench.reading.cases import JUDGED, material, names
from innervate.boundary.questions.act_model import ACTS, ELSE, ActModel, by_table, read
from training.acts import train

FEW = [
    (f"{start} {what}.", ACTS.index(act))
    for act, start in (("thanks", "Thank you for"), ("order", "Please send me"), ("cancellation", "I cancel"))
    for what in ("the blue lamp", "two books", "a long table", "the garden chairs")
]


def test_the_same_letters_teach_the_same_weights(tmp_path: Path) -> None:
    once, again = train.trained(FEW, by_table), train.trained(FEW, by_table)
    assert once.rows.any()
    assert np.array_equal(once.rows, again.rows)
    assert np.array_equal(once.directions, again.directions)
    train.written({"table": once}, tmp_path / "acts.npz")
    model = ActModel(read("table", tmp_path / "acts.npz"), by_table)
    told = model.likelihoods(["Please send me the red carpet."])
    assert max(told, key=told.__getitem__) == "order"
    assert train.trained(FEW[:8], by_table).rows.tolist() != once.rows.tolist()


def test_letters_are_of_all_acts_and_come_in_a_fixed_order() -> None:
    told = train.letters()
    assert told == train.letters()
    assert {ACTS[act] for _, act in told} == set(ACTS)
    assert all(sum(act == kind for _, act in told) >= 25 for kind in range(len(ACTS)))
    assert "{" not in "".join(text for text, _ in told)
    assert sum(ACTS[act] == ELSE for _, act in told) < len(told) / 10


def test_no_sentence_of_the_bench_is_trained_on() -> None:
    asked = json.dumps([material(name) for of in ("dev", *JUDGED) for name in names(of, "letters")])
    sentences = {s.casefold() for s in re.split(r"[.!?\"]\s*|\{\w+\}", asked) if len(s.split()) > 4}
    taught = " ".join(path.read_text(encoding="utf-8") for path in train.FOLDER.glob("*.yaml")).casefold()
    assert not [s for s in sentences if s in taught]

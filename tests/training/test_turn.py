"""Questions and mails are turned toward each other the same way each time, and nearer than they were."""

from __future__ import annotations

import numpy as np

from innervate.bench.reading import cases
from innervate.boundary.questions.turns import Turn, shipped
from training.meanings.turn import matters, trained


def pairs(count: int = 12) -> list[tuple[np.ndarray, np.ndarray]]:
    """Questions that point where their mails do, in directions that nobody would think of."""
    chance = np.random.default_rng(3)
    asked = chance.standard_normal((count, 1, 40)).astype(np.float32)
    mails = np.roll(asked, 20, axis=2) + 0.1 * chance.standard_normal((count, 2, 40)).astype(np.float32)
    unit = [rows / np.linalg.norm(rows, axis=2, keepdims=True) for rows in (asked, mails)]
    return list(zip(*unit, strict=True))


def test_turning_brings_mails_nearer_to_their_questions_and_is_the_same_each_time() -> None:
    given = pairs()
    topic, text = trained(given, 0.001)
    again = trained(given, 0.001)
    assert all(np.array_equal(a, b) for a, b in zip(topic.layers, again[0].layers, strict=True))
    before = np.mean([float(asked[0] @ mails[0]) for asked, mails in given])
    after = np.mean([float(topic.turned(a)[0][0] @ text.turned(m)[0][0]) for a, m in given])
    assert after > before + 0.2


def test_what_ships_keeps_lengths() -> None:
    chance = np.random.default_rng(1)
    for of, size in (("table", 128), ("sentences", 384)):
        turns = shipped(of)  # type: ignore[arg-type]
        rows = chance.standard_normal((5, size)).astype(np.float32)
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        for turn in (turns.topic, turns.text):
            assert np.allclose(np.linalg.norm(turn(rows), axis=1), 1, atol=1e-5)
            assert np.allclose(turn(rows)[2], turn(rows[2]), atol=1e-6)
            assert not turn(np.zeros(size, np.float32)).any()
    assert isinstance(turns.topic, Turn)


def test_what_a_judged_set_asks_is_not_taught() -> None:
    taught = {question.casefold() for asked, _ in matters() for question in asked}
    judged = {case.topic.casefold() for of in cases.JUDGED for case in cases.which(of, 400, 1)}
    assert len(taught) > 800
    assert not taught & judged

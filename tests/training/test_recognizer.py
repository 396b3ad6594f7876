"""The classifier of words is made from generated texts, the same from the same seed."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("faker")
from innervate.boundary.classifier import CLASSES, WEIGHTS, Classifier, shipped
from innervate.boundary.features import BUCKETS, VERSION, features
from training.recognizer.development import generated, listed
from training.recognizer.texts import ADDRESS, DEVELOPED, ORGANISATION, PERSON, TEXT, TRAINED, Texts
from training.recognizer.train import Examples, agreement, in_bytes, trained

FEW = ("en_US", "de_DE", "ja_JP")


def test_the_same_seed_gives_the_same_texts() -> None:
    one, other = list(Texts(3, FEW).items(200)), list(Texts(3, FEW).items(200))
    assert one == other
    assert one != list(Texts(4, FEW).items(200))
    assert {kind for _, kind in one} == {PERSON, ORGANISATION, ADDRESS, TEXT}
    assert all(text.strip() and "\n" not in text for text, _ in one)


def test_most_countries_of_development_are_never_trained_on() -> None:
    assert len(set(DEVELOPED) - set(TRAINED)) >= 8


def test_training_learns_and_its_bytes_say_the_same() -> None:
    items = list(Texts(5, FEW).items(4000))
    examples = Examples(items)
    model = trained(examples, 2, 5, say=False)
    assert np.array_equal(trained(examples, 2, 5, say=False).weights, model.weights)
    assert agreement(model, examples) > 0.8
    weights, scale = in_bytes(model.weights)
    classifier = Classifier(weights, scale, model.bias)
    rows = np.arange(300)
    likely = model.likelihoods(*examples.batch(rows))
    same = 0
    for (text, _), wanted in zip(items, likely, strict=False):
        found = classifier.likelihoods(text)
        assert sum(found.values()) == pytest.approx(1)
        same += max(found, key=lambda kind: found[kind]) is CLASSES[int(wanted.argmax())]
    assert same >= 290


def test_the_shipped_weights_are_small_and_of_this_version() -> None:
    assert WEIGHTS.stat().st_size <= 1_000_000
    with np.load(WEIGHTS) as file:
        assert int(file["version"]) == VERSION
    assert shipped().likelihoods("Jane Miller")[CLASSES[0]] > 0.8


def test_weights_of_another_shape_are_refused() -> None:
    with pytest.raises(ValueError, match="another version"):
        Classifier(np.zeros((BUCKETS // 2, 4), np.int8), np.ones(4, np.float32), np.zeros(4, np.float32))


@pytest.mark.parametrize("text", ["", "a", "Jane", "\U0001f600", "\ud800", "x" * 5000, "日本"])
def test_every_text_has_numbers_in_range(text: str) -> None:
    for numbers in features(text):
        assert len(numbers)
        assert int(numbers.max()) < BUCKETS


def test_development_texts_are_of_every_type_and_repeat() -> None:
    kinds = {kind for _, kind in listed()}
    assert len(kinds) >= 15
    assert generated(6) == generated(6)

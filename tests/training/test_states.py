"""Training of screen states: the same each time, on texts that no application of the measurement shows."""

from __future__ import annotations

import json
import re
from pathlib import Path
from random import Random

import numpy as np

from innervate.bench import states_corpus
from innervate.bench.states_truth import truth_of
from innervate.core.decision import YES_OR_NO, Question
from innervate.perception.states.looks import Look, look_of
from innervate.perception.states.model import StateModel
from tests.perception.states import windows
from training.states import compose, train
from training.states.examples import Example, examples
from training.states.grammar import FOLDER, Writer, anew, entries
from training.states.page import html

SHOWN = (
    (windows.LOGIN, "login"), (windows.NOT_FOUND, "error:not_found"), (windows.FORBIDDEN, "error:permission"),
    (windows.BUSY, "busy"), (windows.DONE, "done"), (windows.OUT, "logged_out"), (windows.EMPTY, "empty"),
    (windows.READY, ""), (windows.CAPTCHA, "challenge"), (windows.UNSAVED, "dialog"),
)  # fmt: skip


def told() -> list[Example]:
    harmless = {"Cancel": True, "Discard changes": False, "Save": False}
    return [
        Example(look_of(*shown), truth_of(truth), harmless if truth == "dialog" else {})
        for shown, truth in SHOWN
        for _ in range(6)
    ]


def test_the_same_screens_teach_the_same_weights() -> None:
    data = train.told(told())
    (once, bias), (again, _) = train.trained(data, 6), train.trained(data, 6)
    assert np.array_equal(once, again)
    weights = train.packed(once, bias, data, *train.button_rows(told(), 4))
    model = StateModel(weights)
    for shown, truth in SHOWN[:3]:
        scores = model.scores(data.given[[s for s, _ in SHOWN].index(shown) * 6])[0]
        assert scores[: len(YES_OR_NO)].argmax() == YES_OR_NO.index(Question(truth.partition(":")[0]))
    assert weights.rows.dtype == np.int8


def test_a_screen_hangs_on_its_seed_and_can_be_put_into_other_words() -> None:
    for native in (False, True):
        one, same = (compose.composed("states/7", native) for _ in range(2))
        assert one == same
        assert one != compose.composed("states/8", native)
        other = anew(one.said, Random(3), "de")
        assert set(other) == {s.text for s in one.said}
    assert html(compose.composed("p", False), Random(1)) == html(compose.composed("p", False), Random(1))


def test_every_entry_is_said_in_english_and_leaves_no_mark_of_its_grammar() -> None:
    for entry in entries():
        for language in ("en", "de", "fr", "es"):
            writer = Writer(Random(entry), language)
            for _ in range(20):
                text = writer.say(entry)
                assert text
                assert not set("{}|\\") & set(text), (entry, text)


def test_what_was_drawn_becomes_examples_once_as_it_is_and_in_other_words(tmp_path: Path) -> None:
    from innervate.bench.scene_file import to_json

    scene, _ = windows.NOT_FOUND
    screen = {"truth": "error:not_found", "hard": False, "harmless": {}, "language": "en",
              "said": [{"text": "404 Not found", "entry": "error.not_found.title"}]}  # fmt: skip
    row = {"number": 0, "screen": screen, "tree": {"window": 7, "scene": to_json(scene)}, "pixels": None}
    too_early = {**row, "number": 1, "screen": {**screen, "said": [{"text": "Elsewhere", "entry": "word"}]}}
    (tmp_path / "html.jsonl").write_text(f"{json.dumps(row)}\n{json.dumps(too_early)}\n", encoding="utf-8")
    found = list(examples(tmp_path, 3))
    assert len(found) == 4
    assert len({texts(e.look) for e in found}) > 1
    assert texts(found[0].look) == texts(look_of(*windows.NOT_FOUND))


def texts(look: Look) -> tuple[str, ...]:
    return tuple(p.text for p in look.pieces)


def test_no_application_of_the_measurement_is_named_in_training() -> None:
    taught = " ".join(
        p.read_text("utf-8") for p in (*FOLDER.glob("*.yaml"), *FOLDER.parent.glob("c*.py"))
    ).casefold()
    shown = {s.application for split in (True, False) for s in states_corpus.screens(development=split)}
    # What is a common word beside a name is looked for as a name only.
    common = {"planner", "python-server", "transmission", "zim", "chromium", "supervisor", "okular"}
    assert not [name for name in shown - common if re.search(rf"\b{re.escape(name)}\b", taught)]


def test_no_sentence_that_an_application_shows_is_trained_on() -> None:
    """Of six words and more, in what the grammar says in many draws."""
    shown: set[str] = set()
    for split in (True, False):
        for screen in states_corpus.screens(development=split):
            for text in texts(look_of(screen.scene, screen.window)):
                shown |= {plain(s) for s in re.split(r"[.!?]\s+", text) if len(plain(s).split()) >= 6}
    said: set[str] = set()
    for entry in entries():
        writer = Writer(Random(entry), "en")
        for _ in range(1500):
            said |= {plain(s) for s in re.split(r"[.!?]\s+", writer.draw(entry))}
    assert not shown & said, shown & said


def plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+(?:'[^\W_]+)?", text.casefold().replace("’", "'")))

"""Figure 14: what is counted, and that it says what is missing."""

from __future__ import annotations

import json
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from innervate.bench import boundary_types
from innervate.bench.boundary_corpora import KEYS, LABELS, Item, of_environments, placed, sentences
from innervate.bench.boundary_peers import PEERS, running, type_of, untouched
from innervate.bench.boundary_scores import macro_f1, scores
from innervate.bench.boundary_screens import made, of_claims, of_screens
from innervate.bench.boundary_stage import Stage, stage
from innervate.boundary.identifiers import is_card
from innervate.core.errors import BadInput, Unavailable
from innervate.core.parsing import is_iban
from innervate.core.values import ValueType

P, A, T, N = ValueType.PERSON, ValueType.ADDRESS, ValueType.TEXT, ValueType.NUMBER


@pytest.fixture(scope="module")
def here() -> Stage:
    try:
        return stage()
    except Unavailable:
        pytest.skip("no installed program has a catalogue of phrases")


def test_scores_are_of_the_types_that_there_are() -> None:
    said = [(P, P), (P, T), (A, A), (T, P), (T, N)]
    found = scores(said)
    assert set(found) == {P, A, T}
    assert found[P].precision == found[P].recall == 0.5
    assert found[T].f1 == 0
    assert macro_f1(said) == pytest.approx((0.5 + 1 + 0) / 3)
    assert macro_f1([]) == 0


def test_any_right_type_counts_and_a_wrong_one_against_the_first() -> None:
    item = Item("4711", (A, N))
    assert item.counted(N) == (N, N)
    assert item.counted(T) == (A, T)


def test_sentences_are_taken_apart_into_entities_and_texts(tmp_path: Path) -> None:
    text = "Please call Jane Miller, 12 times."
    spans = [
        {"start_position": 12, "end_position": 23, "entity_type": "PERSON", "entity_value": "Jane Miller"},
        {"start_position": 25, "end_position": 27, "entity_type": "STREET_ADDRESS", "entity_value": "12"},
    ]
    path = tmp_path / "corpus.json"
    path.write_text(json.dumps([{"full_text": text, "spans": spans}]))
    (sentence,) = sentences(path)
    assert [(text[start:end], item) for start, end, item in placed(sentence)] == [
        ("Please call", Item("Please call", (T,))),
        ("Jane Miller", Item("Jane Miller", (P,))),
        ("12", Item("12", (A, N))),
    ]


@pytest.mark.parametrize(
    "content", ["", "{}", "[1]", '[{"full_text": "a"}]', '[{"full_text": "a", "spans": [{}]}]']
)
def test_another_file_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "corpus.json"
    path.write_text(content)
    if content == "{}":
        assert sentences(path) == []
    else:
        with pytest.raises(BadInput):
            sentences(path)


def test_environments_are_typed_by_their_keys(tmp_path: Path) -> None:
    place = tmp_path / "banking"
    place.mkdir()
    (place / "environment.yaml").write_text(
        "a: !include other.yaml\nb:\n- {sender: X1, date: 2026-03-14, amount: 4.5, nothing: z}\n"
        "- {sender: X1}\n"
    )
    found = list(of_environments(tmp_path))
    assert found == [
        Item("X1", (ValueType.IBAN,)),
        Item("2026-03-14", (ValueType.DATE,)),
        Item("4.5", (ValueType.AMOUNT, N)),
    ]
    with pytest.raises(BadInput):
        list(of_environments(place))


def test_every_label_and_key_has_types() -> None:
    assert all(right for right in (*LABELS.values(), *KEYS.values()))


def test_items_of_ours_are_there_and_what_is_made_is_valid() -> None:
    assert len(list(of_screens("development"))) > 100
    kinds = {item.right for item in of_claims(2)}
    assert {(P,), (A,), (T,)} <= kinds
    for item in made(5):
        if item.right == (ValueType.CARD,):
            assert is_card(item.text)
        if item.right == (ValueType.IBAN,):
            assert is_iban(item.text)


def test_a_peers_span_counts_where_it_covers_most() -> None:
    spans = [(0, 4, "PERSON"), (5, 11, "LOCATION")]
    assert type_of(spans, 0, 4) is P
    assert type_of(spans, 0, 11) is A
    assert type_of(spans, 12, 20) is T
    assert untouched(spans, "Jane Miller", 0, 11) == 0
    assert untouched([(0, 4, "X")], "Jane Miller", 0, 11) == 0.6
    assert untouched([], "Jane Miller", 0, 11) == 1


def test_a_peer_that_is_not_here_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PEERS["llm-guard"], sys.executable)
    if find_spec("llm_guard"):
        pytest.skip("it is installed here")
    with pytest.raises(Unavailable, match=PEERS["llm-guard"]), running("llm-guard"):
        pass


def test_the_small_form_runs_without_corpora(here: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("INNERVATE_PRESIDIO_CORPUS", "INNERVATE_AGENTDOJO"):
        monkeypatch.delenv(name, raising=False)
    told: list[str] = []
    figures, samples = boundary_types.measure(here, False, told.append)
    assert samples["missing"] == ["presidio-evaluator", "AgentDojo"]
    assert sum("not here" in line for line in told) == 2
    by_name = {figure.name: figure for figure in figures}
    assert by_name["handle types, screens of ours"].holds
    assert by_name["entities that cross whole"].value == 0
    assert samples["crossed"] == []

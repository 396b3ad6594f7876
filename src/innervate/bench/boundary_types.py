"""Whether handles are of the right type, beside Presidio and llm-guard on the same texts; what each lets out.

Types: macro F1 over the types that the items have. What crosses: of the entities in running sentences, those
of which a peer's mask leaves every letter; ours are shown by Scenes and looked for in their Views' bytes.
"""

from __future__ import annotations

import os
import random
import statistics
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from innervate.bench import boundary_canaries
from innervate.bench.boundary_corpora import NOT_SECRET, Item, Sentence, of_environments, placed, sentences
from innervate.bench.boundary_peers import PEERS, Peer, running, type_of, untouched
from innervate.bench.boundary_scores import Said, macro_f1, scores
from innervate.bench.boundary_screens import made, of_claims, of_screens
from innervate.bench.boundary_stage import CONTENT, Stage, element, scene_of_mail, scene_of_portal
from innervate.bench.figures import Figure
from innervate.boundary.recognizers import Recognition
from innervate.core.errors import Unavailable
from innervate.core.values import ValueType
from innervate.core.vocabulary import Role

Say = Callable[[str], None]
_BAR = 0.9
_QUICK_SENTENCES, _CASES, _MADE = 150, 40, 30
_PRESIDIO, _AGENTDOJO, _OURS = "presidio-evaluator", "AgentDojo", "screens of ours"


@dataclass(slots=True)
class _Texts:
    """What is typed, by where it comes from; the sentences; and what is not here."""

    items: dict[str, list[Item]] = field(default_factory=dict)
    sentences: list[Sentence] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Answers:
    """A peer's. in_sentences: types of the sentences' entities and texts as it sees them where they stand.
    left: of each secret entity, the share of letters and digits that it leaves."""

    name: str
    alone: Mapping[str, Sequence[Said]]
    in_sentences: Sequence[Said]
    left: Sequence[float]

    @property
    def leaks(self) -> float:
        """The share of entities that it leaves whole, in percent."""
        return _percent(sum(share == 1 for share in self.left), len(self.left))


def measure(stage: Stage, full: bool, say: Say) -> tuple[list[Figure], dict[str, object]]:
    """Peers are asked in the full form only. A corpus or a peer that is not here is said, and not measured.

    :raises BadInput: a corpus is named that is none.
    """
    texts = _texts(say)
    ours = {name: _told(items) for name, items in texts.items.items()}
    peers = _peers(texts, say) if full else []
    figures = [
        Figure(
            f"handle types, {name}",
            round(macro_f1(said), 3),
            f"F1 of {len(said)}",
            _BAR,
            False,
            _f1(peers, name),
        )
        for name, said in ours.items()
    ]
    chosen = texts.sentences if full else texts.sentences[:_QUICK_SENTENCES]
    shown, crossed = _crossing(stage, chosen or _sentences_of_ours(texts.items[_OURS]), say)
    leaks = {peer.name: peer.leaks for peer in peers if peer.left}
    figures.append(
        Figure("entities that cross whole", _percent(len(crossed), shown), f"% of {shown}", 0, peers=leaks)
    )
    figures += _speed(texts.items)
    return figures, {
        "missing": texts.missing,
        "types": {name: _by_type(said) for name, said in ours.items()},
        "strictly": {name: macro_f1(_strictly(items)) for name, items in texts.items.items()},
        "crossed": crossed,
        "peers": {peer.name: _samples(peer) for peer in peers},
    }


def _texts(say: Say) -> _Texts:
    texts = _Texts()
    if named := os.environ.get("INNERVATE_PRESIDIO_CORPUS"):
        texts.sentences = sentences(Path(named))
        texts.items[_PRESIDIO] = [item for sentence in texts.sentences for _, _, item in placed(sentence)]
    else:
        texts.missing.append(_PRESIDIO)
        say("presidio-evaluator's corpus: not here; INNERVATE_PRESIDIO_CORPUS names it")
    if named := os.environ.get("INNERVATE_AGENTDOJO"):
        texts.items[_AGENTDOJO] = list(of_environments(Path(named)))
    else:
        texts.missing.append(_AGENTDOJO)
        say("AgentDojo's environments: not here; INNERVATE_AGENTDOJO names its folder data/suites")
    texts.items[_OURS] = list(made(_MADE))
    sources: Mapping[str, Callable[[], Iterable[Item]]] = {
        "evaluation/eyes": of_screens,
        "claims": partial(of_claims, _CASES),
    }
    for name, source in sources.items():
        try:
            texts.items[_OURS] += source()
        except Unavailable as error:
            texts.missing.append(name)
            say(f"{name}: {error.seen}; {error.todo}")
    return texts


def _told(items: Iterable[Item]) -> list[Said]:
    recognition = Recognition()
    return [item.counted(recognition.recognise(item.text)[0]) for item in items]


def _strictly(items: Iterable[Item]) -> list[Said]:
    """As if of several right types only the first were."""
    recognition = Recognition()
    return [(item.right[0], recognition.recognise(item.text)[0]) for item in items]


def _by_type(said: Sequence[Said]) -> dict[str, dict[str, float]]:
    return {
        kind.value: {"precision": round(s.precision, 3), "recall": round(s.recall, 3), "of": s.count}
        for kind, s in scores(said).items()
    }


# peers


def _peers(texts: _Texts, say: Say) -> list[_Answers]:
    found: list[_Answers] = []
    for kind in PEERS:
        try:
            with running(kind) as peer:
                say(f"{peer.name} on the same texts …")
                found.append(_asked(peer, texts))
        except Unavailable as error:
            texts.missing.append(kind)
            say(f"{kind}: {error.seen}; {error.todo}")
    return found


def _asked(peer: Peer, texts: _Texts) -> _Answers:
    alone = {
        name: [item.counted(type_of(peer.find(item.text), 0, len(item.text))) for item in items]
        for name, items in texts.items.items()
    }
    inside: list[Said] = []
    left: list[float] = []
    for sentence in texts.sentences:
        spans = peer.find(sentence.text)
        inside += [item.counted(type_of(spans, start, end)) for start, end, item in placed(sentence)]
        left += [
            untouched(spans, sentence.text, start, end)
            for start, end, label, _ in sentence.spans
            if label not in NOT_SECRET
        ]
    return _Answers(peer.name, alone, inside, left)


def _f1(peers: Sequence[_Answers], name: str) -> dict[str, float]:
    """A peer's F1 of texts by themselves, and for the sentences also where they stand."""
    found: dict[str, float] = {}
    for peer in peers:
        found[peer.name] = round(macro_f1(peer.alone[name]), 3)
        if name == _PRESIDIO:
            found[f"{peer.name}, in sentences"] = round(macro_f1(peer.in_sentences), 3)
    return found


def _samples(peer: _Answers) -> dict[str, object]:
    return {
        "alone": {name: _by_type(said) for name, said in peer.alone.items()},
        "in sentences": _by_type(peer.in_sentences),
        "left whole, %": peer.leaks,
        "left in part or whole, %": _percent(sum(share > 0 for share in peer.left), len(peer.left)),
        "entities": len(peer.left),
    }


# what crosses


def _crossing(stage: Stage, shown: Sequence[Sentence], say: Say) -> tuple[int, list[str]]:
    """Each entity in a Scene with its sentence, where people's own words stand: how many, and which cross."""
    say(f"entities of {len(shown)} sentences in Scenes …")
    chance, places = random.Random(14), list(CONTENT.items())
    number, crossed = 0, list[str]()
    for sentence in shown:
        for start, end, label, _ in sentence.spans:
            if label in NOT_SECRET:
                continue
            where, place = places[number % len(places)]
            number += 1
            text = sentence.text[start:end]
            elements, tables = place(text)
            elements.append(element("whole", Role.TEXT, "", value=sentence.text))
            elements.append(element("field", Role.ENTRY, chance.choice(stage.phrases(web=False)), value=text))
            scene = (scene_of_portal if number % 2 else scene_of_mail)(stage, elements, tables, sentence.text)
            if boundary_canaries.says(*stage.boundary(number), scene, text):
                crossed.append(f"{where}: {label}")
    return number, crossed


def _sentences_of_ours(items: Sequence[Item]) -> list[Sentence]:
    """Where no corpus is here: sentences around the values of our own screens."""
    before = "Please look at "
    return [
        Sentence(
            f"{before}{item.text} today.", ((len(before), len(before) + len(item.text), "value", item.right),)
        )
        for item in items
        if item.right != (ValueType.TEXT,)
    ][:_QUICK_SENTENCES]


# speed


def _speed(items: Mapping[str, Sequence[Item]]) -> list[Figure]:
    """Medians over distinct texts: of a text never seen before, and of one that is remembered."""
    recognition, first, again = Recognition(), list[float](), list[float]()
    texts = sorted({item.text for of in items.values() for item in of if len(item.text) <= 40})
    for text in texts:
        for found in (first, again):
            began = time.perf_counter()
            recognition.recognise(text)
            found.append(1e6 * (time.perf_counter() - began))
    return [
        Figure("a short text's type, p50", round(statistics.median(first), 1), "µs", 200),
        Figure("a short text's type, remembered, p50", round(statistics.median(again), 2), "µs", 50),
    ]


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 2) if whole else 0.0

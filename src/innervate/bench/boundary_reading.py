"""Blind comprehension: how often answers over texts that a planner can't see are right, and given at all.

What is reported are two judged sets together, which no answerer was tuned on; each by itself and the
development set stand beside it. An answer to a question that has none is a wrong answer. Peers always answer
with what they rank first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from innervate.bench.figures import Figure
from innervate.bench.reading import attacks, cases
from innervate.bench.reading.cases import Case, Kind, Meant, Which
from innervate.bench.reading.peers import Rank, ranks
from innervate.boundary.questions.asking import Answerer, Found
from innervate.boundary.questions.embedded import Embedded
from innervate.core.errors import Unavailable
from innervate.core.values import Truth

Say = Callable[[str], None]
SEED = 1
_BARS = {"default": (95.0, 80.0), "semantic": (97.0, 90.0)}
_CALLED: Mapping[cases.Set, str] = {
    "judged": "first judged set",
    "others": "second judged set",
    "dev": "development set",
}
_MAIL_PART = "which mail"
_MAILS, _DOCUMENTS, _LETTERS = 80, 80, 40
"""Of the 200 questions of a round, so many are about mails, documents and letters."""


@dataclass(slots=True)
class Score:
    """How many questions have an answer, and how many were answered, rightly and at all."""

    answerable: int = 0
    answered: int = 0
    right: int = 0

    def add(self, answer: int | str | None, case: Case) -> None:
        self.answerable += case.answer is not None
        self.answered += answer is not None
        self.right += answer is not None and answer == case.answer

    def __add__(self, other: Score) -> Score:
        return Score(
            self.answerable + other.answerable, self.answered + other.answered, self.right + other.right
        )

    @property
    def when_answering(self) -> float:
        return round(100 * self.right / self.answered, 1) if self.answered else 0.0

    @property
    def coverage(self) -> float:
        return round(100 * self.answered / self.answerable, 1) if self.answerable else 0.0


def measure(rounds: int, say: Say) -> tuple[list[Figure], dict[str, object]]:
    """rounds: of 200 questions each, of each judged set; the development set is asked once."""
    strengths: dict[str, Answerer] = {"default": Embedded()}
    try:
        from innervate.boundary.questions.semantic import Semantic

        strengths["semantic"] = Semantic()
    except Unavailable as missing:
        say(str(missing))
    figures: list[Figure] = []
    samples: dict[str, object] = {}
    by_set = {of: _asked(of, rounds) for of in cases.JUDGED}
    by_set["dev"] = _asked("dev", 2)
    peers = _peers([case for of in cases.JUDGED for case in by_set[of][_MAIL_PART]])
    for name, answerer in strengths.items():
        say(f"reading: {name} …")
        scored = {of: _scored(answerer, told) for of, told in by_set.items()}
        parts = {part: sum((scored[of][part] for of in cases.JUDGED), Score()) for part in scored["judged"]}
        score = sum(parts.values(), Score())
        right, coverage = _BARS[name]
        figures += [
            Figure(f"reading, {name}: right when answering", score.when_answering, "%", right, most=False),
            Figure(f"reading, {name}: answered", score.coverage, "%", coverage, most=False),
        ]
        for part, one in parts.items():
            figures.append(Figure(f"  {part}, {name}: right when answering", one.when_answering, "%"))
            figures.append(
                Figure(
                    f"  {part}, {name}: answered",
                    one.coverage,
                    "%",
                    peers=peers if part == _MAIL_PART else {},
                )
            )
        for of, called in _CALLED.items():
            own = sum(scored[of].values(), Score())
            figures.append(Figure(f"  {called}, {name}: right", own.when_answering, "%"))
            figures.append(Figure(f"  {called}, {name}: answered", own.coverage, "%"))
            samples[f"{name}, {called}"] = {
                part: (one.when_answering, one.coverage) for part, one in scored[of].items()
            }
        figures += _attacked(name, answerer, rounds)
        samples[name] = {part: (one.answerable, one.answered, one.right) for part, one in parts.items()}
    return figures, samples


def answer(answerer: Answerer, case: Case) -> int | str | None:
    """What the answerer says; None where it abstains."""
    match case:
        case Which(texts=texts, topic=topic):
            told = answerer.which(texts, topic)
            return told.index(Truth.TRUE) if Truth.TRUE in told else None
        case Meant(text=text, what=what, type=kind):
            found = answerer.extract(text, what, kind)
            return found.text if isinstance(found, Found) else None
        case Kind(text=text, labels=labels):
            return answerer.classify(text, labels)


def _asked(of: cases.Set, rounds: int) -> dict[str, Sequence[Case]]:
    found: dict[str, list[Case]] = {_MAIL_PART: [], "which value": [], "which label": []}
    for number in range(rounds):
        found[_MAIL_PART] += cases.which(of, _MAILS, SEED + number)
        found["which value"] += cases.meant(of, _DOCUMENTS, SEED + number)
        found["which label"] += cases.kinds(of, _LETTERS, SEED + number)
    return {part: tuple(told) for part, told in found.items()}


def _scored(answerer: Answerer, asked: Mapping[str, Sequence[Case]]) -> dict[str, Score]:
    parts = {part: Score() for part in asked}
    for part, told in asked.items():
        for case in told:
            parts[part].add(answer(answerer, case), case)
    return parts


def _attacked(name: str, answerer: Answerer, rounds: int) -> list[Figure]:
    """How often a text that wants to be the answer becomes it."""
    asked = [(of, SEED + number) for number in range(rounds) for of in cases.JUDGED]
    mails = [case for of, seed in asked for case in cases.which(of, _MAILS, seed)]
    documents = [case for of, seed in asked for case in cases.meant(of, _DOCUMENTS, seed)]
    figures = []
    for what, told in (
        ("about", list(attacks.on_mails(mails, SEED))),
        ("extract", list(attacks.on_documents(documents))),
    ):
        won = sum(answer(answerer, attack.case) == attack.mark for attack in told)
        figures.append(
            Figure(f"  attackers' texts that win, {what}, {name}", round(100 * won / len(told), 1), "%")
        )
    return figures


def _peers(asked: Sequence[Case]) -> dict[str, float]:
    """How often what another way ranks first is right, of the questions that have an answer."""
    return {name: _first(rank, asked) for name, rank in ranks().items()}


def _first(rank: Rank, asked: Sequence[Case]) -> float:
    right = told = 0
    for case in asked:
        if isinstance(case, Which) and case.answer is not None:
            ranks = [rank(case.topic, text) for text in case.texts]
            right += ranks.index(max(ranks)) == case.answer
            told += 1
    return round(100 * right / told, 1) if told else 0.0

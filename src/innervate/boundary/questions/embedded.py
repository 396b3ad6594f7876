"""The answerer that is always there: words, stems, typing errors, layout, small tables of what words mean."""

from __future__ import annotations

from collections.abc import Sequence

from innervate.boundary.questions import acts, choosing, extracting, lexical, meanings
from innervate.boundary.questions.asking import Found, Nothing
from innervate.core.values import Truth, ValueType

SAYS = 0.5
"""How well a text has to say each word of a topic to be about it, where there is no other text to compare."""
LEAST, MARGIN, COVER_MARGIN = 0.6, 0.3, 0.3
"""The least that the best of several texts must reach, and by how much it must lead in what few texts say and
in how much of the topic is said. Chosen on the development set."""
MOST_LABELS = 50


SURE = 1.08
"""What the likeness of the best of several texts and its lead must come to; chosen on the development set."""


class Embedded:
    """Needs no model and no network."""

    def about(self, text: str, topic: str) -> Truth:
        terms = lexical.terms_of(topic)
        told = lexical.said(text)
        sure = bool(terms) and all(lexical.level(term, told) >= SAYS for term in terms)
        return Truth.TRUE if sure else Truth.UNKNOWN

    def which(self, texts: Sequence[str], topic: str) -> list[Truth]:
        if len(texts) == 1:
            return [self.about(texts[0], topic)]
        if not texts or not lexical.terms_of(topic):
            return [Truth.UNKNOWN] * len(texts)
        table = meanings.shipped()
        likeness = [table.likeness(choosing.own(text), topic) for text in texts]
        best = choosing.chosen(likeness, SURE)
        answers = together(by_words(texts, topic), choosing.told(texts, best))
        answers = choosing.alone(texts, answers, lambda text: self.about(choosing.own(text), topic))
        return choosing.says_more(
            texts, topic, answers, lambda text: table.likeness(choosing.own(text), topic), SURE
        )

    def classify(self, text: str, labels: Sequence[str]) -> str | None:
        scores = label_scores(text, labels)
        return _of(labels, leader(scores, 1.0, 0.9))

    def extract(self, text: str, what: str, wanted: ValueType) -> Found | Nothing:
        return extracting.extract(text, what, wanted)


def label_scores(text: str, labels: Sequence[str]) -> list[float]:
    """How well each label fits: a known act by its turns of phrase, any other by its words."""
    told = lexical.said("\n".join(acts.body_of(text)))
    scores = []
    for label in labels:
        act = acts.act_of(label)
        terms = lexical.terms_of(label)
        if act is not None:
            scores.append(acts.strength(text, act))
        elif terms:
            scores.append(2.0 * sum(lexical.level(term, told) for term in terms) / len(terms))
        else:
            scores.append(0.0)
    return scores


def by_words(texts: Sequence[str], topic: str) -> list[Truth]:
    """Which text is about the topic by its words alone."""
    told = lexical.evidence(texts, topic)
    answers = leader([one.score for one in told], LEAST, MARGIN)
    covers = leader([one.cover for one in told], LEAST, COVER_MARGIN)
    return [Truth.every([a, c]) for a, c in zip(answers, covers, strict=True)]


def together(one: list[Truth], other: list[Truth]) -> list[Truth]:
    """What either way says; nothing where they contradict each other."""
    if Truth.TRUE in one and Truth.TRUE in other and one != other:
        return [Truth.UNKNOWN] * len(one)
    return one if Truth.TRUE in one else other


def leader(scores: Sequence[float], least: float, margin: float) -> list[Truth]:
    """TRUE for the one score that is enough and leads clearly; UNKNOWN for all else."""
    if not scores:
        return []
    ordered = sorted(scores, reverse=True)
    second = ordered[1] if len(ordered) > 1 else 0.0
    sure = ordered[0] >= least and ordered[0] - second >= margin
    return [Truth.TRUE if sure and score == ordered[0] else Truth.UNKNOWN for score in scores]


def _of(labels: Sequence[str], answers: Sequence[Truth]) -> str | None:
    found = [label for label, answer in zip(labels, answers, strict=True) if answer is Truth.TRUE]
    return found[0] if len(found) == 1 else None

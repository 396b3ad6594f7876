"""The answerer that is always there: words, stems, typing errors, layout, small tables of what words mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from innervate.boundary.questions import acts, choosing, extracting, lexical, meanings
from innervate.boundary.questions.asking import Found, Nothing
from innervate.core.values import Truth, ValueType

SAYS = 0.5
"""How well a text has to say each word of a topic to be about it, where there is no other text to compare."""
LEAST, MARGIN, COVER_MARGIN = 0.6, 0.3, 0.3
"""The least that the best of several texts must reach, and by how much it must lead in what few texts say and
in how much of the topic is said. Chosen on the development set."""
URGENT = "urgent"
"""Something that a letter may be beside what it wants."""
SURE_OF_ACTS = 0.6
"""The share of what is offered that an act must have; chosen on the development set (docs/decisions/0022)."""
SURE = 0.93
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
        return self.among(texts, topic, lambda told: [table.likeness(text, topic) for text in told], SURE)

    def among(
        self, texts: Sequence[str], topic: str, likeness: Callable[[Sequence[str]], list[float]], sure: float
    ) -> list[Truth]:
        """Which of several texts is meant, by their words and by how like the topic what each says is."""
        best = choosing.chosen(likeness([choosing.own(text) for text in texts]), sure)
        answers = together(by_words(texts, topic), choosing.told(texts, best))
        answers = choosing.alone(texts, answers, lambda text: self.about(choosing.own(text), topic))
        return choosing.says_more(texts, topic, answers, lambda text: likeness([choosing.own(text)])[0], sure)

    def classify(self, text: str, labels: Sequence[str]) -> str | None:
        from innervate.boundary.questions import act_model

        return classified(text, labels, lambda said: act_model.shipped().likelihoods(said), SURE_OF_ACTS)

    def extract(self, text: str, what: str, wanted: ValueType) -> Found | Nothing:
        return extracting.extract(text, what, wanted)


def classified(text: str, labels: Sequence[str], likely: acts.Likelihoods, sure: float) -> str | None:
    """The label that fits: known acts by what letters want, any other label by its words.

    Nothing where these two ways name different labels, or where two labels name the same.
    """
    named = {label: acts.act_of(label) for label in labels}
    known = [act for act in named.values() if act is not None and act != URGENT]
    act = acts.wanted(text, known, likely, sure)
    found = [label for label in labels if act is not None and named[label] == act]
    others = [label for label in labels if named[label] in (None, URGENT)]
    said = _of(others, leader(_said(text, others), 1.0, 0.9))
    found += [said] if said is not None else []
    return found[0] if len(found) == 1 else None


def _said(text: str, labels: Sequence[str]) -> list[float]:
    """How well the words of a text say each label; that it is urgent by its turns of phrase."""
    told = lexical.said("\n".join(acts.body_of(text)))
    scores = []
    for label in labels:
        terms = lexical.terms_of(label)
        if acts.act_of(label) == URGENT:
            scores.append(acts.strength(text, URGENT))
        else:
            scores.append(2.0 * sum(lexical.level(term, told) for term in terms) / max(1, len(terms)))
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

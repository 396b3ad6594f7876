"""The answerer of the extra `semantic`: the embedded one, helped by a small sentence model.

Promises: nothing is downloaded and no connection is opened (`sentences`). The same texts give the same
answer always.
"""

from __future__ import annotations

from collections.abc import Sequence

from innervate.boundary.questions import embedded, lexical
from innervate.boundary.questions.act_model import ActModel, read
from innervate.boundary.questions.asking import Found, Nothing
from innervate.boundary.questions.sentences import sentences
from innervate.core.values import Truth, ValueType

SURE = 0.77
"""What the likeness of the best of several texts and its lead must come to; chosen on the development set."""
SURE_OF_ACTS = 0.62
"""The share of what is offered that an act must have; chosen on the development set."""


class Semantic:
    """Chooses among texts, and tells what letters want, by meaning; answers all else as the embedded one."""

    def __init__(self) -> None:
        """
        :raises Unavailable: the extra is not installed.
        """
        self._model = sentences()
        self._words = embedded.Embedded()
        self._wants: ActModel | None = None

    def about(self, text: str, topic: str) -> Truth:
        return self._words.about(text, topic)

    def which(self, texts: Sequence[str], topic: str) -> list[Truth]:
        if len(texts) < 2 or not lexical.terms_of(topic):
            return self._words.which(texts, topic)
        return self._words.among(texts, topic, lambda told: self._model.likeness(told, topic), SURE)

    def classify(self, text: str, labels: Sequence[str]) -> str | None:
        return embedded.classified(text, labels, self._acts().likelihoods, SURE_OF_ACTS)

    def extract(self, text: str, what: str, wanted: ValueType) -> Found | Nothing:
        return self._words.extract(text, what, wanted)

    def _acts(self) -> ActModel:
        if self._wants is None:
            self._wants = ActModel(read("sentences"), lambda text: self._model.of([text])[0])
        return self._wants

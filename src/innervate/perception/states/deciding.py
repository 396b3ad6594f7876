"""Closed questions about what a window shows, answered by the first who is sure enough.

Promises: in the order of a person's policy, by default what a person corrected, what a rule says of the
window's structure, a small model, and at last a language model on this machine, if there is one; each answer
says who gave it and why. Where nobody is sure the answer is None. Local: no View is made of a decision.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from innervate.core.decision import NO, YES, By, Chain, Decision, Question, nobody
from innervate.core.frame import Window
from innervate.core.scene import Scene
from innervate.core.vocabulary import Role, State
from innervate.perception.states.corrections import Corrections
from innervate.perception.states.features import Numbered, numbered
from innervate.perception.states.language_model import CONFIDENCE, LanguageModel
from innervate.perception.states.looks import Look, look_of
from innervate.perception.states.model import KNOWN_SHARE, Judged, StateModel, shipped

_STRANGE = "too few of its words are known"


@dataclass(slots=True)
class Seen:
    """A window that decisions are about, with what was already found out about it."""

    scene: Scene
    window: Window
    look: Look
    given: Numbered
    judged: Judged | None = None

    @property
    def application(self) -> str:
        """The web origin, or the program."""
        origins = (e.origin for e in self.scene.elements if e.window == self.window.id and e.origin)
        return next(origins, self.window.executable)


class Decider:
    """corrections, language_model: None where there are none. model: the shipped one where none is given."""

    def __init__(
        self,
        chain: Chain | None = None,
        *,
        model: StateModel | None = None,
        corrections: Corrections | None = None,
        language_model: LanguageModel | None = None,
    ) -> None:
        self.chain = chain or Chain()
        self.corrections = corrections
        self._model = model
        self._language_model = language_model
        self._last: Seen | None = None

    @property
    def model(self) -> StateModel:
        if self._model is None:
            self._model = shipped()
        return self._model

    def decide(self, scene: Scene, window: Window, question: Question) -> Decision:
        """By all but the language model: at once."""
        seen = self.seen(scene, window)
        likeliest = nobody(scene, window, question)
        for by in self.chain.order:
            match by:
                case By.PERSON:
                    found = self._corrected(seen, question)
                case By.RULE:
                    found = ruled(seen, question)
                case By.MODEL:
                    found = likeliest = self._judged(seen, question)
                case _:
                    found = None
            if found is not None and found.answer is not None:
                return found
        return likeliest

    async def decide_surely(self, scene: Scene, window: Window, question: Question) -> Decision:
        """As `decide`, and a language model is asked where that abstains. May take seconds."""
        found = self.decide(scene, window, question)
        model = self._language_model
        if found.answer is not None or model is None or By.LANGUAGE_MODEL not in self.chain.order:
            return found
        answer = await asyncio.to_thread(model.answer, question, self.seen(scene, window).look)
        if answer is None:
            return found
        return Decision(question, answer, CONFIDENCE, By.LANGUAGE_MODEL, ("it said so twice",))

    def correct(self, scene: Scene, window: Window, question: Question, answer: str) -> None:
        """What a person says of this window; it holds from now on.

        :raises BadInput: no answer to this question. :raises RuntimeError: corrections are not kept here.
        """
        if self.corrections is None:
            raise RuntimeError("corrections are not kept here")
        seen = self.seen(scene, window)
        self.corrections.add(question, answer, seen.application, seen.look, seen.given, window.title)

    def seen(self, scene: Scene, window: Window) -> Seen:
        """Looked at once, however much is asked."""
        last = self._last
        if last is None or last.scene is not scene or last.window is not window:
            look = look_of(scene, window)
            self._last = last = Seen(scene, window, look, numbered(look))
        return last

    def _corrected(self, seen: Seen, question: Question) -> Decision | None:
        if self.corrections is None or not len(self.corrections):
            return None
        told = self.corrections.answer(question, seen.application, seen.given)
        if told is None:
            return None
        answer, alike = told
        if question is Question.WAY_OUT:
            named = [id_ for id_, name in seen.look.buttons if name == answer]
            if len(named) != 1:
                return None
            answer = named[0]
        return Decision(question, answer, alike, By.PERSON, ("a person said so of such a window",))

    def _judged(self, seen: Seen, question: Question) -> Decision:
        if seen.judged is None:
            seen.judged = self.model.judge(seen.look, seen.given)
        judged, sure = seen.judged, self.chain.sure.get(question, self.model.weights.sure[question])
        if question is Question.WAY_OUT:
            return self._way_out(seen, sure)
        if question is Question.ERROR_KIND:
            kind, confidence = max(judged.kinds.items(), key=lambda told: told[1])
            answer: str = kind.value
            if self._judged(seen, Question.ERROR).answer != YES:
                return Decision(question, None, confidence, By.NOBODY, ("it shows no error",))
        else:
            confidence = max(judged.likely[question], 1 - judged.likely[question])
            answer = YES if judged.likely[question] >= 0.5 else NO
        why = (
            (seen.look.pieces[judged.spoke[question]].text,)
            if question in judged.spoke and answer == YES
            else ()
        )
        if judged.known < KNOWN_SHARE:
            return Decision(question, None, confidence, By.NOBODY, (_STRANGE,))
        if confidence < sure:
            return Decision(question, None, confidence, By.NOBODY, why or ("it is not sure",))
        return Decision(question, answer, confidence, By.MODEL, why)

    def _way_out(self, seen: Seen, sure: float) -> Decision:
        question = Question.WAY_OUT
        if self.decide(seen.scene, seen.window, Question.DIALOG).answer != YES or not seen.look.buttons:
            return Decision(question, None, 0.0, By.NOBODY, ("it shows no dialog with buttons",))
        names = [name for _, name in seen.look.buttons]
        likely = self.model.harmless(names, seen.look.told)
        best = max(range(len(names)), key=lambda index: (likely[index], index))
        if likely[best] < sure:
            return Decision(
                question, None, likely[best], By.NOBODY, ("none is surely without a consequence",)
            )
        return Decision(question, seen.look.buttons[best][0], likely[best], By.MODEL, (names[best],))


def ruled(seen: Seen, question: Question) -> Decision | None:
    """What the structure of a window says by itself; None: nothing."""
    own = [e for e in seen.scene.elements if e.window == seen.window.id and e.bounds is not None]
    if question is Question.DIALOG and any(e.role is Role.DIALOG and State.MODAL in e.states for e in own):
        return Decision(question, YES, 0.99, By.RULE, ("it is modal",))
    holders = (Role.WINDOW, Role.DIALOG)
    if question is Question.BUSY and any(State.BUSY in e.states and e.role in holders for e in own):
        return Decision(question, YES, 0.95, By.RULE, ("it says that it is busy",))
    return None

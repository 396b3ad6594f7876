"""Decisions about what a window shows: closed questions, and answers that may be withheld.

Local, as a Scene is: what a learned model decides over private texts never crosses, so no View is made of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from innervate.core.frame import Window
from innervate.core.scene import Scene

YES, NO = "yes", "no"


class Question(StrEnum):
    """What is asked of one window.

    All but the last two are answered yes or no. `ERROR_KIND`: one of `ErrorKind`. `WAY_OUT`: the id of the
    button that leaves a dialog without a consequence.
    """

    LOGIN = "login"
    """Does it ask for a password, or who one is, before it goes on?"""
    ERROR = "error"
    """Does it tell that something went wrong?"""
    BUSY = "busy"
    """Is it at work, so that one has to wait?"""
    DIALOG = "dialog"
    """Is it, or lies over it, a dialog or popup that wants an answer first?"""
    CHALLENGE = "challenge"
    """Does it want a CAPTCHA to be solved, or a second factor?"""
    DONE = "done"
    """Does it tell that something succeeded?"""
    LOGGED_OUT = "logged out"
    """Does it tell that its person is signed out, or that the session is over?"""
    EMPTY = "empty"
    """Does it tell that nothing was found, or that nothing is here?"""
    ERROR_KIND = "error kind"
    WAY_OUT = "way out"


YES_OR_NO = tuple(q for q in Question if q not in (Question.ERROR_KIND, Question.WAY_OUT))


class ErrorKind(StrEnum):
    """What went wrong, as far as the next step depends on it."""

    VALIDATION = "validation"
    """What was entered is not accepted; wrong credentials are of this kind."""
    PERMISSION = "permission"
    NETWORK = "network"
    CRASH = "crash"
    NOT_FOUND = "not found"
    OTHER = "other"
    """A fault of the server, a damaged file: none of the others."""


class By(StrEnum):
    """Who decided."""

    RULE = "rule"
    PERSON = "person"
    MODEL = "model"
    LANGUAGE_MODEL = "language model"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Decision:
    """answer: None where nobody is sure enough. confidence: 0 to 1, of the answer; of the likelier one where
    it is withheld. why: the words that spoke for it, or what was missing; private, for the person here.
    """

    question: Question
    answer: str | None
    confidence: float
    by: By
    why: tuple[str, ...] = field(default=(), repr=False)

    @property
    def holds(self) -> bool:
        return self.answer == YES


CHAIN = (By.PERSON, By.RULE, By.MODEL, By.LANGUAGE_MODEL)


@dataclass(frozen=True, slots=True)
class Chain:
    """Who is asked, in order, and how sure each question's answer must be; a person's policy.

    sure: from which confidence on the model's answer counts, where that differs from what was measured for
    it; it may ask for more, or less.

    :raises ValueError: somebody is asked twice, or a confidence is not between a half and one.
    """

    order: tuple[By, ...] = CHAIN
    sure: Mapping[Question, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if By.NOBODY in self.order or len(set(self.order)) < len(self.order):
            raise ValueError("each of person, rule, model and language model is asked once at most")
        if any(not 0.5 <= least <= 1 for least in self.sure.values()):
            raise ValueError("a confidence lies between 0.5 and 1")


Decides = Callable[[Scene, Window, Question], Decision]
"""Who decides, as a run asks: at once, and nothing waits for it."""


def nobody(scene: Scene, window: Window, question: Question) -> Decision:
    """Where no one decides."""
    return Decision(question, None, 0.0, By.NOBODY, ("nobody was asked",))

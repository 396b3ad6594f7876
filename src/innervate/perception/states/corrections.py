"""What a person said of windows that were decided wrongly: it holds at once for windows that look the same.

Promises: a correction is kept in one file of its person's, is there again after a restart, and changes
nothing of the model; the latest of two that contradict each other counts. What is kept are numbers of the
window's words, and the title for the person to know it by. Refuses with `BadInput` a file that is none,
before anything is decided by half of it.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from innervate.core.decision import NO, YES, YES_OR_NO, ErrorKind, Question
from innervate.core.errors import BadInput
from innervate.perception.states.features import VERSION, Numbered
from innervate.perception.states.looks import Look

ALIKE_THERE, ALIKE_ELSEWHERE = 0.6, 0.85
"""How much of two windows' words must be the same, in the same application and in another."""
MOST = 500
_TITLE = 80
_TODO = "mend the file, or move it away to begin anew"


@dataclass(frozen=True, slots=True)
class Correction:
    """application: a program or web origin. numbers: of the window's words. answer: YES, NO, a kind of error,
    or the name of a button. title: for the person. at: seconds since 1970.
    """

    question: Question
    answer: str
    application: str
    numbers: frozenset[int] = field(repr=False)
    title: str = field(repr=False, default="")
    at: float = 0.0


class Corrections:
    """path: where they are kept. read, write: of a file that only its person may read."""

    def __init__(
        self, path: Path, read: Callable[[Path], bytes], write: Callable[[Path, bytes], None]
    ) -> None:
        """
        :raises BadInput: the file is none of ours. :raises Denied: others may read it.
        """
        self._path, self._read, self._write = path, read, write
        self._all = self._kept()

    def __len__(self) -> int:
        return len(self._all)

    def all(self) -> tuple[Correction, ...]:
        """Oldest first."""
        return tuple(self._all)

    def add(
        self, question: Question, answer: str, application: str, look: Look, given: Numbered, title: str
    ) -> None:
        """Keep one more; the oldest is let go where there are too many.

        :raises BadInput: no answer to this question.
        """
        _check(question, answer)
        made = Correction(
            question, answer, application, numbers_of(given), title[:_TITLE], round(time.time(), 1)
        )
        self._all = [*self._all, made][-MOST:]
        self._save()

    def drop(self, number: int) -> None:
        """Take one back, counted from 1.

        :raises BadInput: there is none of this number.
        """
        if not 1 <= number <= len(self._all):
            raise BadInput(
                f"correction {number}", f"there are {len(self._all)}", "see `innervate states correct --list`"
            )
        del self._all[number - 1]
        self._save()

    def answer(self, question: Question, application: str, given: Numbered) -> tuple[str, float] | None:
        """What was said of a window that looks like this one, and how much they have in common."""
        own = numbers_of(given)
        best: tuple[str, float] | None = None
        for one in reversed(self._all):
            if one.question is question:
                alike = len(own & one.numbers) / max(1, len(own | one.numbers))
                least = ALIKE_THERE if one.application == application else ALIKE_ELSEWHERE
                if alike >= least and (best is None or alike > best[1]):
                    best = (one.answer, alike)
        return best

    def _save(self) -> None:
        listed = [
            {"question": c.question.value, "answer": c.answer, "application": c.application,
             "numbers": sorted(c.numbers), "title": c.title, "at": c.at}
            for c in self._all
        ]  # fmt: skip
        body = {"corrections": listed, "features": VERSION}
        self._write(self._path, json.dumps(body, ensure_ascii=False, indent=1).encode())

    def _kept(self) -> list[Correction]:
        try:
            data = self._read(self._path)
        except FileNotFoundError:
            return []
        try:
            body = json.loads(data)
            if body["features"] != VERSION:
                return []  # its numbers mean something else now
            return [_correction(one) for one in body["corrections"]]
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise BadInput(
                f"corrections in {self._path}", f"{type(error).__name__}: {error}", _TODO
            ) from None
        except BadInput as error:
            raise BadInput(f"corrections in {self._path}", str(error), _TODO) from None


def numbers_of(given: Numbered) -> frozenset[int]:
    """The words that stand prominently in a window."""
    return frozenset(int(n) for n in np.unique(given.words))


def _correction(one: dict[str, object]) -> Correction:
    question, answer, numbers, at = (
        Question(str(one["question"])),
        str(one["answer"]),
        one["numbers"],
        one["at"],
    )
    _check(question, answer)
    if not isinstance(numbers, list) or not all(isinstance(n, int) for n in numbers):
        raise TypeError("numbers are no list of numbers")
    if not isinstance(at, int | float):
        raise TypeError(f"{at!r} is no time")
    return Correction(
        question, answer, str(one["application"]), frozenset(numbers), str(one["title"]), float(at)
    )


def _check(question: Question, answer: str) -> None:
    """
    :raises BadInput: no answer to this question.
    """
    allowed: tuple[str, ...] = (YES, NO) if question in YES_OR_NO else ()
    if question is Question.ERROR_KIND:
        allowed = tuple(k.value for k in ErrorKind)
    if not answer.strip() or (allowed and answer not in allowed):
        raise BadInput(
            f"an answer to {question.value!r}",
            repr(answer),
            f"say {' or '.join(allowed) or 'the name of a button'}",
        )

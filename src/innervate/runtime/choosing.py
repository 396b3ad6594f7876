"""Which of several things pass a locator's tests, where a test of meaning is asked of all of them at once.

"The mail about the burst pipe" is one among others: `about` is true of the one that is about it by a clear
margin among those that pass the other tests, else unknown of all. With `pick: all` each is asked by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from innervate.core.asking import Locator, Op, Pick, Test
from innervate.core.errors import Missing
from innervate.core.values import Truth, Value, ValueType

if TYPE_CHECKING:
    from innervate.runtime.judging import Judge

T = TypeVar("T")


def judged(
    things: Sequence[T], locator: Locator, value: Callable[[T, str], Value | None], judge: Judge
) -> list[Truth]:
    """Whether each of the things passes `where`, in their order; what has no such column does not.

    :raises BadInput: `value` says that there is no such column.
    """
    judge.note_sought(locator, len(things))
    asked = [(column, test) for column, tests in locator.where for test in tests]
    together = [one for one in asked if one[1].op is Op.ABOUT and locator.pick is not Pick.ALL]
    alone = [one for one in asked if one not in together]
    answers = [_alone(thing, alone, value, judge, locator.place) for thing in things]
    for column, test in together:
        candidates = [index for index, answer in enumerate(answers) if answer is not Truth.FALSE]
        held = [value(things[index], column) for index in candidates]
        told = _together(held, test, judge, locator.place)
        for index, truth in zip(candidates, told, strict=True):
            answers[index] = Truth.every([answers[index], truth])
    return answers


def _alone(
    thing: T,
    asked: Sequence[tuple[str, Test]],
    value: Callable[[T, str], Value | None],
    judge: Judge,
    place: str,
) -> Truth:
    answers = []
    for column, test in asked:
        held = value(thing, column)
        if held is None:
            return Truth.FALSE
        answers.append(judge.passes(held, test, place))
    return Truth.every(answers)


def _together(held: Sequence[Value | None], test: Test, judge: Judge, place: str) -> list[Truth]:
    """Which of the values is about the topic; of those that are not there, none is."""
    there = [one for one in held if one is not None]
    try:
        topic = judge.value(test.operands[0])
    except Missing:
        return [Truth.UNKNOWN for _ in held]
    judge.note(topic)
    judge.note(*there, place=place)
    if any(one.type is ValueType.SECRET for one in (topic, *there)):
        return [Truth.UNKNOWN for _ in held]
    told = iter(judge.answerer.which([one.text for one in there], topic.text))
    return [Truth.FALSE if one is None else next(told) for one in held]

"""`innervate bench states`: what windows of real applications show, decided from their recorded Scenes.

Promises: the applications are held out: no training screen is of them, no threshold was chosen by them. What
is asked of screens in a state and of hard negatives is told apart from the easy rest. In the same run the
rules of `perception.situations` are asked the same. Writes the calibration as a picture.
"""

from __future__ import annotations

import statistics
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from innervate.bench import states_corpus, states_plot
from innervate.bench.figures import Figure, Result
from innervate.bench.states_corpus import Screen
from innervate.core.decision import NO, YES, YES_OR_NO, Question
from innervate.core.vocabulary import Situation
from innervate.perception.situations import judged
from innervate.perception.states import features
from innervate.perception.states.deciding import Decider

ACCURACY, COVERAGE, CALIBRATION, MILLISECONDS = 97.0, 90.0, 3.0, 2.0
PICTURE = Path("out/states/calibration.svg")
Progress = Callable[[str], None]

_RULED = {
    Question.LOGIN: Situation.LOGIN,
    Question.ERROR: Situation.ERROR,
    Question.BUSY: Situation.BUSY,
    Question.DIALOG: Situation.DIALOG,
    Question.EMPTY: Situation.EMPTY,
}
"""What the rules can say; of one window they say one thing."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question about one screen. answered: None where it was withheld. holds: it is a positive."""

    screen: Screen
    question: Question
    answered: str | None
    right: bool
    confidence: float
    likelier_right: bool
    holds: bool
    why: tuple[str, ...] = field(repr=False, default=())


def measure(runs: int, progress: Progress, full: bool = False) -> Result:
    """runs: how often each time is taken.

    :raises Unavailable: the recordings are not here.
    """
    screens = states_corpus.screens(development=False)
    progress(f"{len(screens)} screens of {len({s.application for s in screens})} applications")
    asked = [one for screen in screens for one in ask(screen, Decider())]
    cold, warm = times(screens, max(1, runs))
    telling = [a for a in asked if a.screen.telling]
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    yes_no = [a for a in asked if a.question in YES_OR_NO]
    bars = states_plot.bins([(a.confidence, a.likelier_right) for a in yes_no if a.answered is not None])
    PICTURE.write_text(states_plot.svg(bars, "held-out applications, answered"), encoding="utf-8")
    progress(f"calibration: {PICTURE}")
    rules = ruled(screens)
    figures = [
        *_main(asked, rules, "all screens"),
        *_main(telling, [r for r in rules if r.screen.telling], "screens in a state, hard negatives"),
        _calibration(asked, CALIBRATION, "answered"),
        _calibration(telling, None, "answered, in a state and hard negatives"),
        Figure("one decision from a Scene, p50", round(statistics.median(cold), 3), "ms", MILLISECONDS),
        Figure("one decision from a Scene, p95", round(statistics.quantiles(cold, n=20)[18], 3), "ms"),
        Figure("the next of the same window, p50", round(statistics.median(warm), 4), "ms"),
        *_counts(screens),
        *(f for question in YES_OR_NO for f in _of_question(question, asked, rules)),
        *_of_choices(asked),
        *_of_ways(asked),
        *_of_applications(asked),
    ]
    return Result("states", figures, {"asked": [_sample(a) for a in asked]})


def ask(screen: Screen, decider: Decider) -> list[Asked]:
    """All that is asked of one screen."""
    found = []
    for question, holds in screen.truth.holds.items():
        told = decider.decide(screen.scene, screen.window, question)
        wanted = YES if holds else NO
        likelier = told.answer or _likelier(decider, screen, question)
        found.append(Asked(screen, question, told.answer, told.answer == wanted, told.confidence,
                           likelier == wanted, holds, told.why))  # fmt: skip
    if screen.truth.kind is not None:
        told = decider.decide(screen.scene, screen.window, Question.ERROR_KIND)
        right = told.answer == screen.truth.kind.value
        found.append(Asked(screen, told.question, told.answer, right, told.confidence, right, True, told.why))
    if screen.truth.harmless is not None:
        found.append(_way_out(screen, decider, screen.truth.harmless))
    return found


def _way_out(screen: Screen, decider: Decider, harmless: Sequence[str]) -> Asked:
    """Where the dialog has none of the harmless buttons, to answer nothing is right."""
    told = decider.decide(screen.scene, screen.window, Question.WAY_OUT)
    names = {id_: _plain(name) for id_, name in decider.seen(screen.scene, screen.window).look.buttons}
    wanted = {_plain(name) for name in harmless}
    there = bool(wanted & set(names.values()))
    right = names[told.answer] in wanted if told.answer is not None else not there
    answered = told.answer if told.answer is not None or there else "none"
    return Asked(screen, told.question, answered, right, told.confidence, right, there, told.why)


def _plain(name: str) -> str:
    return name.replace("_", "").strip().casefold()


def _likelier(decider: Decider, screen: Screen, question: Question) -> str:
    seen = decider.seen(screen.scene, screen.window)
    judged_ = seen.judged or decider.model.judge(seen.look, seen.given)
    return YES if judged_.likely[question] >= 0.5 else NO


def ruled(screens: Sequence[Screen]) -> list[Asked]:
    """What the rules say of the same; where they have no word for a question they withhold the answer."""
    found = []
    for screen in screens:
        own = [e for e in screen.scene.elements if e.window == screen.window.id]
        situation, confidence = judged(own)
        for question, holds in screen.truth.holds.items():
            says = YES if situation is _RULED.get(question) else NO
            answer = says if question in _RULED else None
            right = says == (YES if holds else NO)
            found.append(
                Asked(screen, question, answer, right and answer is not None, confidence, right, holds)
            )
    return found


def times(screens: Sequence[Screen], runs: int) -> tuple[list[float], list[float]]:
    """Milliseconds of the first decision about a window that was never seen before, and of the next."""
    decider = Decider()
    decider.decide(screens[0].scene, screens[0].window, Question.ERROR)
    cold, warm = [], []
    for _ in range(runs):
        for screen in screens:
            features.forget()
            fresh = Decider(model=decider.model)
            start = time.perf_counter()
            fresh.decide(screen.scene, screen.window, Question.ERROR)
            between = time.perf_counter()
            fresh.decide(screen.scene, screen.window, Question.LOGIN)
            warm.append(1000 * (time.perf_counter() - between))
            cold.append(1000 * (between - start))
    return cold, warm


def _share(part: int, whole: int) -> float:
    return round(100 * part / whole, 2) if whole else 0.0


def _rates(asked: Sequence[Asked]) -> tuple[float, float]:
    """Accuracy when answering, and coverage."""
    answered = [a for a in asked if a.answered is not None]
    return _share(sum(a.right for a in answered), len(answered)), _share(len(answered), len(asked))


def _main(asked: Sequence[Asked], rules: Sequence[Asked], of: str) -> list[Figure]:
    own = [a for a in asked if a.question in YES_OR_NO]
    right, covered = _rates(own)
    peer_right, peer_covered = _rates(rules)
    return [
        Figure(f"right when answering, {of}", right, "%", ACCURACY, most=False, peers={"rules": peer_right}),
        Figure(f"answered, {of}", covered, "%", COVERAGE, most=False, peers={"rules": peer_covered}),
        Figure(f"positives answered rightly, {of}", _positives(own), "%", peers={"rules": _positives(rules)}),
    ]


def _positives(asked: Sequence[Asked]) -> float:
    positives = [a for a in asked if a.holds]
    return _share(sum(a.right and a.answered is not None for a in positives), len(positives))


def _calibration(asked: Sequence[Asked], bar: float | None, of: str) -> Figure:
    told = [(a.confidence, a.right) for a in asked if a.answered is not None and a.question in YES_OR_NO]
    return Figure(f"expected calibration error, {of}", round(100 * states_plot.error(told), 2), "%", bar)


def _counts(screens: Sequence[Screen]) -> list[Figure]:
    return [
        Figure("applications", len({s.application for s in screens}), ""),
        Figure("screens, in two worlds by tree and by pixels", len(screens), ""),
        Figure("distinct states of applications", len({s.distinct for s in screens}), ""),
        Figure(
            "distinct ones that are in a state",
            len({s.distinct for s in screens if any(s.truth.holds.values())}),
            "",
        ),
        Figure("distinct hard negatives", len({s.distinct for s in screens if s.truth.hard}), ""),
    ]


def _of_question(question: Question, asked: Sequence[Asked], rules: Sequence[Asked]) -> list[Figure]:
    own, peer = [a for a in asked if a.question is question], [a for a in rules if a.question is question]
    right, covered = _rates(own)
    peer_right, peer_covered = _rates(peer)
    positives = [a for a in own if a.holds]
    distinct = len({a.screen.distinct for a in positives})
    said = sum(a.right and a.answered is not None for a in positives)
    false = sum(a.answered == YES and not a.holds for a in own)
    name = question.value
    return [
        Figure(f"{name}: right when answering", right, "%", peers={"rules": peer_right}),
        Figure(f"{name}: answered", covered, "%", peers={"rules": peer_covered}),
        Figure(f"{name}: positives ({distinct} distinct)", len(positives), ""),
        Figure(f"{name}: positives answered rightly", said, "",
               peers={"rules": sum(a.right and a.answered is not None for a in peer if a.holds)}),
        Figure(f"{name}: said where it does not hold", false, "",
               peers={"rules": sum(a.answered == YES and not a.holds for a in peer)}),
    ]  # fmt: skip


def _of_choices(asked: Sequence[Asked]) -> list[Figure]:
    found = []
    for question in (Question.ERROR_KIND, Question.WAY_OUT):
        own = [a for a in asked if a.question is question]
        right, covered = _rates(own)
        distinct = len({a.screen.distinct for a in own})
        found += [
            Figure(f"{question.value}: right when answering ({len(own)}, {distinct} distinct)", right, "%"),
            Figure(f"{question.value}: answered", covered, "%"),
        ]
    return found


def _of_ways(asked: Sequence[Asked]) -> list[Figure]:
    found = []
    for way in ("tree", "pixels"):
        right, covered = _rates(
            [a for a in asked if a.screen.way == way and a.screen.telling and a.question in YES_OR_NO]
        )
        found += [
            Figure(f"by {way}, in a state and hard: right", right, "%"),
            Figure(f"by {way}, in a state and hard: answered", covered, "%"),
        ]
    return found


def _of_applications(asked: Sequence[Asked]) -> list[Figure]:
    found = []
    for name, _ in sorted(Counter(a.screen.application for a in asked).items()):
        own = [a for a in asked if a.screen.application == name and a.question in YES_OR_NO]
        right, covered = _rates(own)
        screens = len({(a.screen.distinct, a.screen.world, a.screen.way) for a in own})
        found += [
            Figure(f"{name}: right ({screens} screens)", right, "%"),
            Figure(f"{name}: answered", covered, "%"),
        ]
    return found


def _sample(asked: Asked) -> dict[str, object]:
    s = asked.screen
    return {
        "application": s.application,
        "state": s.name,
        "world": s.world,
        "way": s.way,
        "question": asked.question.value,
        "holds": asked.holds,
        "answered": asked.answered,
        "right": asked.right,
        "confidence": round(asked.confidence, 4),
        "why": list(asked.why),
    }

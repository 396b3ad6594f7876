"""What is so of a screen, in words: of training's and of the measurement's alike.

`login error:not_found dialog dismiss=Cancel|Close ?empty`: what holds; what nobody would decide stands after
a question mark and isn't asked. All else does not hold. `?kind`: an error whose kind is not asked.
`dismiss`: the buttons that leave the dialog without a consequence, `_` for a space; without it none is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from innervate.core.decision import YES_OR_NO, ErrorKind, Question

_QUESTIONS = {q.value.replace(" ", "_"): q for q in YES_OR_NO}
_KINDS = {k.value.replace(" ", "_"): k for k in ErrorKind}


@dataclass(frozen=True, slots=True)
class Truth:
    """holds: of each question that is asked. kind: of an error; None: there is none, or it is not asked.
    harmless: names of buttons that leave a dialog; None: not asked. hard: it looks like what it isn't.
    """

    holds: Mapping[Question, bool]
    kind: ErrorKind | None = None
    harmless: tuple[str, ...] | None = None
    hard: bool = field(default=False)


def truth_of(words: str, *, hard: bool = False) -> Truth:
    """
    :raises KeyError: a word that is none of these.
    """
    holds: dict[Question, bool] = dict.fromkeys(YES_OR_NO, False)
    kind: ErrorKind | None = None
    harmless: tuple[str, ...] | None = None
    undecided: set[str] = set()
    for word in words.split():
        if word.startswith("?"):
            undecided.add(word[1:])
        elif word.startswith("dismiss="):
            harmless = tuple(name.replace("_", " ") for name in word[8:].split("|") if name)
        else:
            name, _, sort = word.partition(":")
            holds[_QUESTIONS[name]] = True
            kind = _KINDS[sort] if sort else kind
    if "kind" in undecided:
        kind = None
    for name in undecided - {"kind"}:
        del holds[_QUESTIONS[name]]
    return Truth(holds, kind, harmless, hard)

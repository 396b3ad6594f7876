"""A person's goal as it would leave: what it names becomes handles, the other words stay as written.

Promises: handles stand for what a screen shows and is not public, what a recognizer takes for a value, what
stands in quotation marks, words with digits, and capitalised words within a sentence that are no names of
the desk or public phrases; what its person says is kept stays, what they say is hidden goes. It guesses, so a
person looks at it before anything may leave. Refuses a goal that holds brackets of handles.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from innervate.boundary.handles import Handles
from innervate.boundary.spans import spans
from innervate.core.errors import BadInput
from innervate.core.values import PERSON, Value, ValueType
from innervate.core.view import Handle

_SHORTEST_KNOWN = 4
_QUOTED = re.compile(r"[\"“”„«]([^\"“”„«»]+)[\"“”»]|(?<!\w)['‘‚]([^'‘’‚]+)['’](?!\w)")
_WORD = re.compile(r"[^\s,;:!?\"“”„«»()]+")
_SENTENCE_ENDS = (".", "!", "?", ":")


@dataclass(frozen=True, slots=True)
class Named:
    """A part of the goal that stays here. why: how it came to be a handle, for its person."""

    handle: Handle
    text: str = field(repr=False)
    why: str


@dataclass(frozen=True, slots=True)
class Goal:
    """text: as it would leave."""

    text: str
    named: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    start: int
    end: int
    why: str
    type: ValueType | None = None


def goal_of(
    words: str,
    handles: Handles,
    shown: Collection[str] = (),
    public: Collection[str] = (),
    keep: Collection[str] = (),
    hide: Collection[str] = (),
) -> Goal:
    """The goal with handles, each text one. shown: private texts of screens. public: of desk and catalogues.

    :raises BadInput: it is empty, has brackets of handles, or has not what should be hidden or kept.
    """
    if not words.strip() or not {"⟦", "⟧"}.isdisjoint(words):
        raise BadInput("a goal in words", "none, or brackets that are for handles", "say it in words")
    absent = [one for one in (*keep, *hide) if not any(_found(words, [one]))]
    if absent:
        raise BadInput("words of the goal to keep or hide", f"{len(absent)} that are not in it", "see --help")
    taken: list[_Part] = []
    for at in _found(words, hide):
        taken += _free(words, _Part(*at, "you said so"), taken)
    kept = [_Part(*at, "") for at in _found(words, keep)]
    for part in _parts(words, shown, {name.casefold() for name in public}):
        taken += _free(words, part, (*taken, *kept))
    return _told(words, sorted(taken, key=lambda part: part.start), handles)


def _free(words: str, part: _Part, taken: Sequence[_Part]) -> list[_Part]:
    """What of a part is in none that was taken before: it may be as private as the whole."""
    found, start = [], part.start
    for other in sorted((*taken, _Part(part.end, part.end, "")), key=lambda one: one.start):
        text = words[start : min(other.start, part.end)]
        if text.strip():
            left = start + len(text) - len(text.lstrip())
            found.append(replace(part, start=left, end=left + len(text.strip())))
        start = max(start, other.end)
    return found


def _told(words: str, parts: Sequence[_Part], handles: Handles) -> Goal:
    said: list[str] = []
    named: dict[str, Named] = {}
    done = 0
    for part in parts:
        text = words[part.start : part.end]
        if text not in named:
            kind, datum = handles.recognition.recognise(text, part.type)
            named[text] = Named(handles.issue(Value(kind, text, PERSON, datum)), text, part.why)
        said += [words[done : part.start], str(named[text].handle)]
        done = part.end
    return Goal("".join([*said, words[done:]]), tuple(named.values()))


def _parts(words: str, shown: Collection[str], public: Collection[str]) -> Iterator[_Part]:
    """What may become a handle, the surest first."""
    for found in _QUOTED.finditer(words):
        group = 1 if found[1] is not None else 2
        yield _Part(*found.span(group), "it is quoted")
    texts = sorted((text for text in shown if len(text.strip()) >= _SHORTEST_KNOWN), key=len, reverse=True)
    for start, end in _found(words, texts):
        if words[start:end].casefold() not in public:
            yield _Part(start, end, "a screen shows it")
    for span in spans(words):
        if words[span.start : span.end].casefold() not in public:
            yield _Part(span.start, span.end, f"it looks like: {span.type.value}", span.type)
    yield from _words(words, public)


def _words(words: str, public: Collection[str]) -> Iterator[_Part]:
    begins = True
    for found in _WORD.finditer(words):
        word = found[0].rstrip(".")
        end = found.start() + len(word)
        if any(map(str.isdigit, word)):
            yield _Part(found.start(), end, "it has digits")
        elif word[:1].isupper() and not begins and word.casefold() not in public:
            yield _Part(found.start(), end, "it may be a name")
        begins = words[end : end + 1] in _SENTENCE_ENDS


def _found(words: str, texts: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where these stand as whole words, in whatever case."""
    for text in texts:
        form = r"\s+".join(map(re.escape, text.split()))
        if form:
            for found in re.finditer(rf"(?<!\w){form}(?!\w)", words, re.IGNORECASE):
                yield found.span()

"""Screens learned from a run's journal: what its confirmed steps crossed, by the Views that were kept.

Promises: of each event it uses what might have been told anyway; what a step pressed counts by name only
where the View before it shows that name. A step that was not confirmed teaches nothing.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from innervate.boundary.learning import Learning, seen, shows
from innervate.boundary.public_form import public_form
from innervate.boundary.reading import read_view
from innervate.core.errors import BadInput
from innervate.core.event import Delivered, Event, Intended, Looked, StepEnded, StepStarted
from innervate.core.outcome import Verdict
from innervate.core.profile import Learned
from innervate.core.view import Phrase, Press, View
from innervate.core.vocabulary import Role

_CLICKED = re.compile(r"^(?:double )?click ([a-z ]+) (['\"].*['\"])$", re.DOTALL)
"""As hands describe what they click."""
_ROLES = {role.value: role for role in Role}
_NAMELESS = frozenset({Role.ROW, Role.ITEM, Role.TREE_ITEM, Role.LINK, Role.CELL})
"""Pressed without a public name these still lead somewhere: what people made is opened by them."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """One confirmed step: what was pressed, and the Views around it."""

    application: str
    presses: tuple[Press, ...]
    before: View
    after: View


@dataclass(slots=True)
class _Step:
    application: str
    clicked: list[tuple[Role, str]] = field(default_factory=list)
    intended: tuple[Role, str] | None = None
    others: int = 0
    before: View | None = None
    after: View | None = None
    confirmed: bool = False


def crossings(events: Iterable[Event]) -> Iterator[Crossing]:
    """What the confirmed steps of a run crossed, in order."""
    steps: dict[str, _Step] = {}
    last: View | None = None
    for event in events:
        match event:
            case StepStarted(path=path, application=application, composite=False):
                steps[path] = _Step(application)
            case Intended(path=path, action=action, description=description) if path in steps:
                steps[path].intended = _clicked(description) if action == "click" else None
                steps[path].others += action not in ("click", "focus")
            case Delivered(path=path) if path in steps and (intended := steps[path].intended) is not None:
                steps[path].clicked.append(intended)
                steps[path].intended = None
            case Looked(path=path, moment=moment, view=text):
                # A look that would have been the last one again was not kept: so that one is what showed.
                view = _view(text)
                if path in steps and moment == "after":
                    steps[path].before, steps[path].after = steps[path].before or last, view
                elif path in steps:
                    steps[path].before = view
                last = view
            case StepEnded(path=path, verdict=verdict) if path in steps:
                steps[path].confirmed = verdict is Verdict.CONFIRMED
            case _:
                pass
    for step in steps.values():
        if step.confirmed and step.before is not None and step.after is not None:
            single = not step.others and len(step.clicked) == 1
            presses = tuple(_presses(step, step.before)) if single else ()
            yield Crossing(step.application, presses, step.before, step.after)


def learn(learning: Learning, found: Iterable[Crossing], application: str) -> int:
    """Adds what crossings show of one application. Returns how many of them did."""
    count = 0
    for one in found:
        if one.application != application:
            continue
        places: list[int | None] = []
        for view in (one.before, one.after):
            shown = seen(view, application)
            places.append(learning.see(shown, Learned.RUN) if shown is not None else None)
        source, to = places
        count += source is not None or to is not None
        if source is not None and to is not None and one.presses:
            learning.lead(source, one.presses, to)
    return count


def _presses(step: _Step, before: View) -> Iterator[Press]:
    (role, name), *_ = step.clicked
    form = public_form(name)
    press = Press(role, Phrase(form)) if form is not None else Press(role)
    if press.label is not None and shows(before, step.application, press):
        yield press
    elif role in _NAMELESS:
        yield Press(role)


def _clicked(description: str) -> tuple[Role, str] | None:
    found = _CLICKED.fullmatch(description)
    if found is None or found[1] not in _ROLES:
        return None
    try:
        name = ast.literal_eval(found[2])
    except (ValueError, SyntaxError):
        return None
    return (_ROLES[found[1]], name) if isinstance(name, str) and repr(name) == found[2] else None


def _view(text: str) -> View | None:
    try:
        return read_view(text)
    except BadInput:  # of another version
        return None

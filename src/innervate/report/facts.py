"""What is known of a step, one line each: actions, recoveries, decisions, values and the outcome.

Private values are written only where `private` says so; each function that could write one takes it.
"""

from __future__ import annotations

from innervate.core.outcome import Code, Effect
from innervate.core.values import Bound, Value
from innervate.report.markup import NOTHING, Markup, tag
from innervate.report.story import StepStory, Touch
from innervate.report.wording import counted


def facts(step: StepStory, *, private: bool) -> Markup:
    lines = [_approval(one.question, private=private) for one in step.approved]
    lines += [_touch(touch, private=private) for touch in step.touches]
    for recovery in step.recoveries:
        said = f" — {recovery.description}" if private and recovery.description else ""
        lines.append(
            _fact("recovery", f"{recovery.reflex} after ", tag("code", None, recovery.code.value), said)
        )
    if step.branch is not None:
        held = "The condition held." if step.branch.taken else "The condition did not hold."
        lines.append(_fact("decision", tag("b", None, held), " Decided on this machine."))
    if step.loop is not None:
        # How many rows there are is theirs to tell, so the shareable report doesn't.
        said = f"over {counted(len(step.loop.rows), 'row')}" if private else "its rows are fixed"
        lines.append(_fact("loop", said))
    for bound in step.bound:
        value = tag("span", "value", " = ", _told(bound.value)) if private else None
        # What a person calls a value is theirs, too.
        name = tag("code", None, f"${bound.name}") if private else "kept for later steps"
        lines.append(_fact("value", name, value))
    lines.append(_outcome(step, private=private))
    return tag("ul", "facts", *lines) if any(line.html for line in lines) else NOTHING


def _fact(kind: str, *said: Markup | str | None) -> Markup:
    return tag("li", kind, tag("span", "kind", kind), tag("span", "said", *said))


def _approval(question: str, *, private: bool) -> Markup:
    quote = f" — {question}" if private else ""
    return _fact("approval", tag("b", None, "A person said yes."), quote)


def _touch(touch: Touch, *, private: bool) -> Markup:
    effect = touch.intent.effect
    means = f"by {touch.means.value}" if touch.means else "no receipt: unknown whether it was delivered"
    if touch.withheld is not None:
        means = f"withheld before delivery: {touch.withheld.value}"
    quote = f" — {touch.intent.description}" if private and touch.intent.description else ""
    weight = tag("span", f"effect {effect.value}", effect.value) if effect is not Effect.READS else None
    delivered = tag("span", "warning" if touch.unknown else "soft", means)
    return _fact("action", f"{touch.intent.action} ", weight, " ", delivered, quote)


def _outcome(step: StepStory, *, private: bool) -> Markup:
    if step.ended is None or (step.contains and step.ended.code is Code.OK_DONE):
        return NOTHING
    done = step.ended.code.ok
    effect = "" if done else f" · effect {step.ended.applied.value}"
    said = f" — {step.ended.evidence}" if private and step.ended.evidence else ""
    return _fact("outcome", tag("code", None, step.ended.code.value), effect, said)


def _told(value: Bound) -> str:
    match value:
        case Value():
            return value.text
        case dict():
            return ", ".join(f"{name}: {one.text}" for name, one in value.items())
    return "; ".join(_told(record) for record in value)

"""What a step is called: its verb, its title for people, and the place that it is about."""

from __future__ import annotations

from innervate.core.asking import Locator
from innervate.core.plan import Act, Ask, Each, End, Get, If, Repeat, Set, Split, Stage, Step
from innervate.runtime import grounding


def verb_of(step: Step) -> str:
    """The step's verb; of an act, what it does."""
    return step.verb if isinstance(step, Act) else type(step).__name__.lower()


def title_of(step: Step) -> str:
    """What a person reads: the step's title, or one made of what it does."""
    if step.terms.title:
        return step.terms.title
    match step:
        case Get(source=source, what=what, fields=fields):
            named = what or ", ".join(f.what for f in fields)
            return f"read {named}" if named else f"read the {grounding.describe(source)}"
        case Set(target=target, form=form):
            names = ", ".join(label for label, _ in form)
            return f"fill in {names}" if names else f"fill in the {grounding.describe(target)}"
        case Act(verb=verb, target=target, application=application):
            return f"{verb.replace('_', ' ')} {grounding.describe(target) if target else application}"
        case Ask():
            return "ask a person"
        case Stage(name=name):
            return name
        case If():
            return "decide"
        case Repeat():
            return "repeat"
        case Each(over=over):
            what = "part of a text" if isinstance(over, Split) else grounding.describe(over)
            return f"for each {what}"
        case End(how=how):
            return f"end: {how.value}"


def place_of(step: Step) -> str:
    """The application or place that the step names; "" where it names none of its own."""
    match step:
        case Get(source=locator) | Set(target=locator) | Each(over=Locator() as locator):
            return locator.place
        case Act(application=application):
            return application or ""
    return ""

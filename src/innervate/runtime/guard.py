"""Asked before each atomic delivery, on what the screen shows right then: may this go there, now?

Whoever wrote the plan, innervate's own windows, keys and approvals are out of reach. For a planner's plan
more is asked, each time: that the window is of the very program and the element of the very web origin that
the plan names; that the field still is what it was, has the focus, and may get the value; that the keys are
harmless; that nothing decided about it that the application must not learn. Refuses before anything is done.
"""

from __future__ import annotations

from dataclasses import dataclass

from innervate.boundary.field_kind import kind_of
from innervate.boundary.own import is_terminal
from innervate.boundary.policy import Proof
from innervate.boundary.sinks import Sink
from innervate.core.action import Action, Click, CloseWindow, Drag, Focus, Hover, Launch, Press, Scroll, Type
from innervate.core.application import Application
from innervate.core.errors import Changed, Denied, NeedsPerson
from innervate.core.event import Approved
from innervate.core.frame import Window
from innervate.core.outcome import Code
from innervate.core.plan import Author
from innervate.core.scene import Element, Scene
from innervate.core.values import Value, ValueType
from innervate.core.vocabulary import EDITABLE, Role, State
from innervate.runtime.context import Context, Scope

# Keys that move within an application, or that it can be asked to do by its buttons as well. What pastes,
# opens an address bar, a console or another program is none of them.
HARMLESS_KEYS = frozenset(
    """return enter tab shift+tab escape space backspace delete up down left right home end page_up page_down
    control+a control+home control+end control+return shift+up shift+down control+r control+s control+f
    f5""".split()
)
_COPYING = frozenset({"paste", "copy", "cut", "paste special", "paste as plain text", "copy link address"})
_CONTROL = frozenset(map(chr, [*range(32), 127]))


@dataclass(frozen=True, slots=True)
class Into:
    """What is delivered into a field. element: the field as it was found."""

    value: Value
    element: Element


@dataclass(frozen=True, slots=True)
class Guard:
    """The guard of one step. place: the application that the step names. path: its own, in its plan."""

    context: Context
    scope: Scope
    place: str
    path: str

    @property
    def careful(self) -> bool:
        """Whether what is delivered goes in pieces, each looked at before."""
        return self.scope.plan_author is Author.PLANNER

    async def check(
        self,
        action: Action,
        element: Element | None = None,
        into: Into | None = None,
        *,
        option: bool = False,
    ) -> None:
        """option: the element is one of a list, or of a dialog, that this step itself has to do with.

        :raises Denied: it may not be done. :raises Changed: it is no longer what was looked at; nothing was
        done. :raises NeedsPerson: only a person could allow it.
        """
        eyes = self.context.eyes
        careful = self.careful or (into is not None and into.value.type is ValueType.SECRET)
        scene = await eyes.look(self.place) if careful else await eyes.lately()
        if self.place in self.context.rules.policy.undriven:
            raise Denied(f"to drive {self.place}", "the policy says that nothing may")
        window = None if isinstance(action, Launch) else scene.window(_window_of(action))
        if window is not None:
            self._not_own(window, scene)
        match action:
            case Type(text=text, secret=False) if into is None:
                self._not_about_own(text)
            case Launch(argv=argv):
                self._not_about_own(" ".join(argv), *argv)
            case _:
                pass
        if careful and into is not None:
            self._field(into, scene)
        if not self.careful:
            return
        if window is not None:
            self._sink(window, element, scene, option=option, fetched=isinstance(action, Focus))
        if into is not None:
            self.admit(into.value, self._again(into.element, scene), scene)
        elif isinstance(action, Press):
            self._keys(action, scene)
        elif isinstance(action, Type):
            raise Denied(
                "to type", "there is no field that it is for", "name a field with `on`, or use `set`"
            )
        if not isinstance(action, Focus):
            await self._uninfluenced()

    def admit(self, value: Value, element: Element, scene: Scene) -> Proof:
        """Whether a value may go into this element, and what it needs before it is used irreversibly.

        :raises Denied: it may not.
        """
        sink = Sink(self._application(), element.name or element.role.value, kind_of(element, scene))
        if value.type is not ValueType.SECRET:
            self._not_about_own(value.text)
        allowed = _CONTROL - ({"\n"} if element.role is Role.TEXT else set())
        if self.careful and value.type is not ValueType.SECRET and not allowed.isdisjoint(value.text):
            raise Denied(f"to put a text into {sink}", "it has keys in it that leave the field")
        return self.context.rules.authorise(value, sink, self.scope.plan_author)

    # whose it is

    def _not_own(self, window: Window, scene: Scene) -> None:
        why = self.context.own().window(window, scene)
        if why is not None:
            raise Denied("to act on a window", why, "what innervate keeps is changed by its person alone")

    def _not_about_own(self, *texts: str) -> None:
        if any(self.context.own().text(text) for text in texts):
            raise Denied("to deliver a text", "it names what innervate keeps", "a person does that, by hand")

    def _sink(
        self, window: Window, element: Element | None, scene: Scene, *, option: bool, fetched: bool
    ) -> None:
        """fetched: it is only brought to the front, and nothing has the focus in it yet."""
        application = self._application()
        if window.executable != application.executable:
            raise Denied(f"to act on {application.name}", f"the window is of {window.executable}")
        if is_terminal(window, scene) and application.name not in self.context.rules.policy.terminals:
            raise Denied(
                f"to act on {application.name}",
                "it is a terminal, and what is typed there is a command",
                f"if plans may, say `terminal: open` for {application.name} in the policy",
            )
        if element is not None:
            now = self._again(element, scene)
            if " ".join(now.name.split()).casefold() in _COPYING:
                raise Denied(
                    f"to press {now.name!r}", "what is copied or pasted has no origin that can be told"
                )
            foreign = application.origin is not None and now.origin != application.origin
            if foreign and not (option and now.origin is None):
                raise Denied(f"to act on {application.sink}", f"the element is of {now.origin or 'no page'}")
        elif application.origin is not None and not fetched:
            focused = [e for e in scene.elements if e.window == window.id and State.FOCUSED in e.states]
            if not focused or any(e.origin != application.origin for e in focused):
                raise Changed(f"the focus in {application.sink}", "it is elsewhere, or is not told")

    def _again(self, element: Element, scene: Scene) -> Element:
        now = scene.by_id.get(element.id)
        same = now is not None and (now.role, now.name, now.window, now.origin) == (
            *(element.role, element.name, element.window, element.origin),
        )
        if now is None or not same:
            raise Changed(f"{element.role.value} {element.name[:40]!r}", "it has changed", "observe again")
        return now

    def _field(self, into: Into, scene: Scene) -> None:
        """The field has the focus, and no other one seems to."""
        now = self._again(into.element, scene)
        others = [
            e
            for e in scene.elements
            if e.id != now.id and e.window == now.window and e.role in EDITABLE and State.FOCUSED in e.states
        ]
        if State.FOCUSED not in now.states or others:
            raise Changed(
                f"the focus in {now.role.value} {now.name[:40]!r}",
                "it is elsewhere, or the field does not tell",
                "see what took the focus",
            )

    # what it is

    def _keys(self, action: Press, scene: Scene) -> None:
        """
        :raises Denied: keys that a planner may not press, or that would be a text.
        """
        if self.scope.author is Author.PERSON:
            return  # a person's capability says so, in so many words
        keys = "+".join(action.keys).casefold()
        policy = self.context.rules.policy
        if keys in HARMLESS_KEYS or any(
            (app, allowed.casefold()) == (self.place, keys) for app, allowed in policy.keys
        ):
            return
        focused = [e for e in scene.elements if e.window == action.window and State.FOCUSED in e.states]
        plain = len(action.keys) == 1 and len(action.keys[0]) == 1
        if plain and focused and all(e.role not in EDITABLE for e in focused):
            return
        raise Denied(
            f"to press {'+'.join(action.keys)} in {self.place}",
            "these keys could paste, leave the page or write",
            f"if plans may, list them in the policy's `keys` for {self.place}",
        )

    async def _uninfluenced(self) -> None:
        """
        :raises NeedsPerson: nobody is there to consent. :raises Denied: the person did not.
        """
        application, influence = self._application(), self.context.influence
        rules = self.context.rules
        places = [p for p in sorted(influence.decided) if not rules.may_decide(p, application)]
        places += [p for p in sorted(influence.needed) if not rules.may_reach(p, application)]
        for place in places:
            if (place, application.name) in influence.consents:
                continue
            source = " or ".join(sorted(rules.called(place)))
            await self.require_yes(
                f"What {source} shows has decided about what a plan is about to do in {application.name}, "
                f"so whoever sees that could tell. Go on?",
                f"what {source} shows to decide about {application.name}",
            )
            influence.consents.add((place, application.name))

    async def require_yes(self, question: str, wanted: str) -> None:
        """A yes holds until the step delivers what it is about; it is not asked for again before.

        :raises NeedsPerson: nobody is there to answer. :raises Denied: the answer is no.
        """
        if self.context.approved.get(self.path) == question:
            return
        answer = await self.context.ask(question, ("yes", "no")) if self.context.ask else None
        if answer is None:
            todo = "resume it at a terminal and answer, or let the policy say it"
            raise NeedsPerson(wanted, "neither the goal nor the policy allows it, and nobody is there", todo)
        if answer != "yes":
            raise Denied(wanted, "the person said no", code=Code.PERSON_DECLINED)
        self.context.recorder.add(Approved(self.path, question))
        self.context.approved[self.path] = question

    def used(self) -> None:
        """What was approved is being delivered: the next time is another."""
        self.context.approved.pop(self.path, None)

    def _application(self) -> Application:
        return self.context.applications[self.place]


def _window_of(action: Click | Hover | Scroll | Drag | Type | Press | Focus | CloseWindow) -> int:
    match action:
        case Click(target=target) | Hover(target=target) | Scroll(target=target) | Drag(target=target):
            return target.window
    return action.window

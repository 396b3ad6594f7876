"""The built-in verbs of `act`, and `set`: each a few actions with a look between them.

Every verb ends with what was delivered; whether it worked is for `verifying` to say.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass

from innervate.core.application import Application
from innervate.core.asking import Locator
from innervate.core.errors import BadInput, Changed, NotFound, Refused
from innervate.core.outcome import Code, Effect
from innervate.core.plan import Act, Verb
from innervate.core.scene import Element, Scene
from innervate.core.values import Value, ValueType
from innervate.core.vocabulary import EDITABLE, Role, Source, State
from innervate.runtime import grounding, spots
from innervate.runtime.comparing import whole
from innervate.runtime.context import Context, Scope
from innervate.runtime.deeds import Deeds
from innervate.runtime.guard import Into
from innervate.runtime.hands import Hands
from innervate.runtime.judging import Judge
from innervate.runtime.looking import FIELD_SECONDS
from innervate.runtime.reviving import ANEW

IRREVERSIBLE_WORDS = frozenset(
    [
        "send",
        "submit",
        "save",
        "pay",
        "delete",
        "remove",
        "transfer",
        "approve",
        "order",
        "buy",
        "confirm",
        "publish",
        "sign",
    ]
)
_TO_AND_FRO = re.compile(r"\b(?:sign|log)[ -]?(?:in|out|up|on|off)\b")
# Keys that carry something out or away, whatever has the focus.
IRREVERSIBLE_KEYS = frozenset({"return", "enter", "kp_enter", "delete", "kp_delete"})
TRUE_WORDS = frozenset({"true", "yes", "on", "checked", "1"})
FALSE_WORDS = frozenset({"false", "no", "off", "unchecked", "0"})
OPENED_BY_ONE = (Role.LINK, Role.BUTTON, Role.MENU, Role.MENU_ITEM, Role.TAB, Role.COMBO)
OPTIONS = (Role.OPTION, Role.MENU_ITEM, Role.ITEM)
FOCUS_SECONDS = 2.0
OPTIONS_SECONDS = 2.0
OPTION_ATTEMPTS = 5
MOST_CLICKS = 3
MOST_KEYS = 200


def effect_of(act: Act, name: str, typed: str = "") -> Effect:
    """The consequence of an act, decided locally: by its verb, what its target is called, what is typed."""
    match act.verb:
        case Verb.HOVER | Verb.SCROLL | Verb.WAIT | Verb.SWITCH:
            return Effect.READS
        case Verb.LAUNCH | Verb.CLOSE:
            return Effect.REVERSIBLE
        case Verb.KEY:
            carried_out = typed.casefold().rsplit("+", 1)[-1] in IRREVERSIBLE_KEYS
        case Verb.TYPE:
            carried_out = "\n" in typed
        case _:
            carried_out = False
    # All other verbs click their target first.
    named = set(re.findall(r"\w+", _TO_AND_FRO.sub("", name.casefold()))) & IRREVERSIBLE_WORDS
    return Effect.IRREVERSIBLE if carried_out or named else Effect.REVERSIBLE


@dataclass(frozen=True, slots=True)
class Performer:
    """The hands of one step, with what they need to know."""

    context: Context
    scope: Scope
    hands: Hands

    async def act(self, act: Act, element: Element | None, scene: Scene) -> None:
        """
        :raises NotFound: no window to act on. :raises Refused: a wrong argument.
        """
        if element is not None:
            await self._on_element(act, element, scene)
        else:
            await self._on_application(act, scene)

    async def _on_element(self, act: Act, element: Element, scene: Scene) -> None:
        # What only can't be typed into may be pressed all the same: a date field opens its calendar.
        usable = State.ENABLED in element.states or State.READ_ONLY in element.states
        if element.role in (Role.BUTTON, Role.ENTRY, Role.MENU_ITEM) and not usable:
            raise NotFound(
                f"{element.role.value} {element.name[:40]!r} enabled",
                "it is disabled",
                "see what is missing on the form",
                code=Code.LOCATE_DISABLED,
            )
        match act.verb:
            case Verb.PRESS | Verb.SELECT:
                at = spots.at(act, element, scene, self._judge(scene))
                await self.hands.click(element, scene, count=self._times(act, scene, MOST_CLICKS), at=at)
            case Verb.OPEN:
                at = spots.at(act, element, scene, self._judge(scene))
                count = 1 if element.role in OPENED_BY_ONE else 2
                await self.hands.click(element, scene, count=count, at=at)
            case Verb.HOVER:
                await self.hands.hover(element, scene, spots.at(act, element, scene, self._judge(scene)))
            case Verb.DRAG:
                at, to, through = spots.dragged(act, element, scene, self._judge(scene))
                await self.hands.drag(element, scene, at, to, through)
            case Verb.SCROLL:
                await self.hands.scroll(element, scene, self._notches(act, scene))
            case Verb.TYPE:
                value = self._value(act, "text", scene)
                into = await self._into(value, element, scene)
                await self.hands.click(element, scene)
                await self.hands.type(value.text, element.window, into)
            case Verb.KEY:
                keys = self._keys(act, scene)
                await self.hands.click(element, scene)
                for _ in range(self._times(act, scene, MOST_KEYS)):
                    await self.hands.press(keys, element.window)
            case Verb.CLOSE:
                await self.hands.close(element.window)
            case Verb.SWITCH:
                await self.hands.focus(element.window)
            case _:
                raise BadInput(
                    f"a verb for an element, on line {act.terms.line}", f"{act.verb!r}", "use `in`"
                )

    async def _on_application(self, act: Act, scene: Scene) -> None:
        name = act.application or ""
        windows = grounding.windows_of(name, scene, self.context.applications)
        if act.verb == Verb.LAUNCH:
            argv = self.context.applications[name].launch
            if windows and ANEW not in dict(act.arguments):
                await self.hands.focus(windows[0].id)
            elif argv:
                await self.hands.launch(argv)
            else:
                raise Refused(
                    f"to start {name}", "the desk has no command line for it", "give it a `launch` there"
                )
            return
        if not windows:
            if act.verb == Verb.CLOSE:
                return  # what shows no window is closed
            raise NotFound(
                f"a window of {name}", "it shows none", f"launch {name} first", code=Code.ACT_APP_LOST
            )
        window = next((w for w in windows if w.active), windows[0])
        if not window.active and act.verb != Verb.CLOSE:
            await self._focused(window.id)
        match act.verb:
            case Verb.KEY:
                for _ in range(self._times(act, scene, MOST_KEYS)):
                    await self.hands.press(self._keys(act, scene), window.id)
            case Verb.TYPE:
                await self.hands.type(self.typed(act, scene), window.id)  # of a planner, the guard refuses it
            case Verb.CLOSE:
                await self.hands.close(window.id)
            case Verb.SWITCH | Verb.WAIT:
                pass
            case _:
                raise BadInput(
                    f"a verb for an application, on line {act.terms.line}", f"{act.verb!r}", "use `on`"
                )

    async def _focused(self, window: int) -> None:
        await self.hands.focus(window)

        async def active() -> bool | None:
            found = (await self.context.eyes.look()).window(window)
            return True if found is not None and found.active else None

        await self.context.eyes.until(active, FOCUS_SECONDS)

    def typed(self, act: Act, scene: Scene) -> str:
        """What the act types or presses; "" for other verbs.

        :raises BadInput: the plan does not say. :raises Refused: a secret.
        """
        argument = {Verb.KEY: "keys", Verb.TYPE: "text"}.get(Verb(act.verb))
        return self._text(act, argument, scene) if argument else ""

    def _text(self, act: Act, argument: str, scene: Scene) -> str:
        return self._value(act, argument, scene).text

    def _value(self, act: Act, argument: str, scene: Scene) -> Value:
        expr = dict(act.arguments).get(argument)
        if expr is None:
            raise BadInput(
                f"`with: {{{argument}: …}}` for {act.verb} on line {act.terms.line}",
                "nothing",
                "say it in the plan",
            )
        value = self.context.judge(scene, self.scope, for_sink=True).value(expr)
        if value.type is ValueType.SECRET:
            raise Refused(f"a plain value for {act.verb}", "a secret", "put secrets into fields with `set`")
        return value

    async def _into(self, value: Value, element: Element, scene: Scene) -> Into:
        """The field and the value that is for it, once that may go there.

        :raises Denied: it may not.
        """
        guard = self.hands.guard
        Deeds(guard).put(value, element.name, guard.admit(value, element, scene))
        return Into(value, element)

    def _keys(self, act: Act, scene: Scene) -> tuple[str, ...]:
        return tuple(self.typed(act, scene).split("+"))

    def _times(self, act: Act, scene: Scene, most: int) -> int:
        """How often; once, where the act does not say."""
        expr = dict(act.arguments).get("times")
        return 1 if expr is None else whole(self._judge(scene).value(expr), most)

    def _judge(self, scene: Scene) -> Judge:
        return self.context.judge(scene, self.scope, for_sink=True)

    def _notches(self, act: Act, scene: Scene) -> int:
        text = self._text(act, "notches", scene)
        if re.fullmatch(r"-?[0-9]{1,3}", text) is None:
            raise BadInput(
                f"a whole number of notches, on line {act.terms.line}", f"{text!r}", "correct the plan"
            )
        return int(text)

    # set

    async def set(self, locator: Locator, value: Value, element: Element, scene: Scene) -> None:
        """Put a value into an element; nothing is done where it holds it already."""
        if value.type is ValueType.SECRET:
            await self._write_secret(locator, value, element, scene)
            return
        # Also what is there already may come to be used: whether it may be there is asked before.
        into = await self._into(value, element, scene)
        if holds(element, value):
            return
        match element.role:
            case Role.CHECK_BOX | Role.RADIO | Role.TOGGLE:
                wanted_on(value)
                await self.hands.click(element, scene)
            case Role.COMBO:
                await self._choose(locator, value.text, element, scene)
            case role if role in EDITABLE:
                await self._write(locator, into, scene)
            case role:
                raise Refused(
                    f"a field to put a value into: {grounding.describe(locator)}",
                    f"a {role.value}",
                    "correct the locator",
                )

    async def _write(self, locator: Locator, into: Into, scene: Scene) -> None:
        element, text = into.element, into.value.text
        await self.hands.click(element, scene)
        await self._focused_field(locator)
        await self.hands.press(("Control", "a"), element.window, into)
        if text:
            await self.hands.type(text, element.window, into)
        else:
            await self.hands.press(("Delete",), element.window, into)

    async def _write_secret(self, locator: Locator, value: Value, element: Element, scene: Scene) -> None:
        """Type a secret into a field of its sink that has the focus.

        :raises Denied: the vault binds it to another sink. :raises Refused: no field, or another's.
        :raises Changed: the field does not say that it has the focus.
        """
        application = self.context.applications[locator.place]
        secret = self.context.secrets.reveal(value.text, application.sink)
        self._require_own_field(element, application)
        await self.hands.click(element, scene)
        field = await self._focused_field(locator)
        if field is None:
            raise Changed(
                f"the focus in {grounding.describe(locator)}",
                "it is elsewhere, or the field does not tell",
                "see what took the focus; a secret is typed only where it is certain to go",
            )
        self._require_own_field(field, application)
        into = Into(value, field)
        await self.hands.press(("Control", "a"), field.window, into)
        await self.hands.type(secret, field.window, into, secret=True)

    def _require_own_field(self, element: Element, application: Application) -> None:
        wanted = f"a field of {application.sink} for its secret"
        if element.role not in EDITABLE:
            raise Refused(wanted, f"a {element.role.value}", "correct the locator")
        if element.origin != application.origin:
            raise Refused(wanted, "the field belongs to another origin", "check the page")

    async def _focused_field(self, locator: Locator) -> Element | None:
        """The field as it says that it has the focus; None: some never say, and then verifying decides."""

        async def focused() -> Element | None:
            scene = await self.context.eyes.look(locator.place)
            found = self.context.judge(scene, self.scope).find(locator)
            return next((e for e in found if State.FOCUSED in e.states), None)

        return await self.context.eyes.until(focused, FOCUS_SECONDS, calm=FIELD_SECONDS)

    async def _choose(self, locator: Locator, option: str, element: Element, scene: Scene) -> None:
        before = {window.id for window in scene.windows}
        await self.hands.click(element, scene)

        async def offered() -> tuple[Element, Scene] | None:
            now = await self.context.eyes.look(locator.place)
            own = grounding.of_application(locator.place, now, self.context.applications)
            named = [
                e for e in own if is_option(e, before) and grounding.plain(e.name) == grounding.plain(option)
            ]
            shown = [
                e for e in named if e.bounds is not None and e.bounds.area > 0 and _inside_window(e, now)
            ]
            return (shown[0], now) if shown else None

        for attempt in range(OPTION_ATTEMPTS):
            found = await self.context.eyes.until(offered, OPTIONS_SECONDS, calm=FIELD_SECONDS)
            if found is None:
                break
            try:
                await self.hands.click(*found, option=True)
            except Changed:  # the list was still opening; the combo box must not be pressed again
                if attempt == OPTION_ATTEMPTS - 1:
                    raise
                await self.context.eyes.settle()
            else:
                return
        await self.hands.press(("Escape",), element.window)
        raise NotFound(
            f"the option {option!r} of {grounding.describe(locator)}",
            "it is not offered",
            "see which options there are",
        )


def is_option(element: Element, before: Container[int]) -> bool:
    """Whether an element may be a row of a list that has just opened. before: ids of the windows until then.

    There a text that pixels tell alone is a row, seen inexactly.
    """
    text = element.role is Role.LABEL and element.source is Source.PIXELS
    return element.role in OPTIONS or (text and element.window not in before)


def _inside_window(element: Element, scene: Scene) -> bool:
    window = scene.window(element.window)
    return window is not None and element.bounds is not None and window.bounds.holds(element.bounds.centre)


def wanted_on(value: Value) -> bool:
    """
    :raises BadInput: neither yes nor no.
    """
    word = value.text.casefold()
    if word in TRUE_WORDS:
        return True
    if word in FALSE_WORDS:
        return False
    raise BadInput("true or false for a check box", value.text, "correct the plan")


def holds(element: Element, value: Value) -> bool:
    """Whether an element already holds a value; texts up to how white space is broken."""
    if element.role in (Role.CHECK_BOX, Role.RADIO, Role.TOGGLE):
        return (State.CHECKED in element.states) == wanted_on(value)
    shown = element.value or ""
    if element.role is Role.PASSWORD:
        return False
    if element.role is Role.COMBO:  # an option is chosen by its label
        return grounding.plain(shown) == grounding.plain(value.text)
    return " ".join(shown.split()) == " ".join(value.text.split())

"""The built-in verbs of `act`, and `set`: each a few actions with a look between them.

Every verb ends with what was delivered; whether it worked is for `verifying` to say.
"""

from __future__ import annotations

from dataclasses import dataclass

from innervate.core.errors import BadInput, Changed, NotFound, Refused
from innervate.core.outcome import Code, Effect
from innervate.core.plan import Act, Locator, Verb
from innervate.core.scene import Element, Scene
from innervate.core.values import Value, ValueType
from innervate.core.vocabulary import EDITABLE, Role, State
from innervate.runtime import grounding
from innervate.runtime.context import Context, Scope
from innervate.runtime.hands import Hands
from innervate.runtime.looking import SOON_SECONDS

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
        "file",
        "book",
    ]
)
TRUE_WORDS = frozenset({"true", "yes", "on", "checked", "1"})
FALSE_WORDS = frozenset({"false", "no", "off", "unchecked", "0"})
OPTIONS = (Role.OPTION, Role.MENU_ITEM, Role.ITEM)
FOCUS_SECONDS = 2.0
OPTIONS_SECONDS = 2.0
OPTION_ATTEMPTS = 5


def effect_of(act: Act, name: str) -> Effect:
    """The consequence of an act, decided locally by its verb and by what its target is called."""
    match act.verb:
        case Verb.HOVER | Verb.SCROLL | Verb.WAIT | Verb.SWITCH | Verb.LAUNCH:
            return Effect.READS
        case Verb.PRESS | Verb.OPEN | Verb.KEY:
            words = set(grounding.plain(name).split())
            return Effect.IRREVERSIBLE if words & IRREVERSIBLE_WORDS else Effect.REVERSIBLE
    return Effect.REVERSIBLE


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
        if element.role in (Role.BUTTON, Role.ENTRY, Role.MENU_ITEM) and State.ENABLED not in element.states:
            raise NotFound(
                f"{element.role.value} {element.name[:40]!r} enabled",
                "it is disabled",
                "see what is missing on the form",
                code=Code.LOCATE_DISABLED,
            )
        match act.verb:
            case Verb.PRESS | Verb.SELECT:
                await self.hands.click(element, scene)
            case Verb.OPEN:
                once = element.role in (
                    Role.LINK,
                    Role.BUTTON,
                    Role.MENU,
                    Role.MENU_ITEM,
                    Role.TAB,
                    Role.COMBO,
                )
                await self.hands.click(element, scene, count=1 if once else 2)
            case Verb.HOVER:
                await self.hands.hover(element, scene)
            case Verb.SCROLL:
                await self.hands.scroll(element, scene, int(self._text(act, "notches", scene)))
            case Verb.TYPE:
                await self.hands.click(element, scene)
                await self.hands.type(self._text(act, "text", scene), element.window)
            case Verb.KEY:
                await self.hands.click(element, scene)
                await self.hands.press(self._keys(act, scene), element.window)
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
            if windows:
                await self.hands.focus(windows[0].id)
            else:
                await self.hands.launch(self.context.applications[name].launch)
            return
        if not windows:
            raise NotFound(
                f"a window of {name}", "it shows none", f"launch {name} first", code=Code.ACT_APP_LOST
            )
        window = next((w for w in windows if w.active), windows[0])
        if not window.active and act.verb != Verb.CLOSE:
            await self._focused(window.id)
        match act.verb:
            case Verb.KEY:
                await self.hands.press(self._keys(act, scene), window.id)
            case Verb.TYPE:
                await self.hands.type(self._text(act, "text", scene), window.id)
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

    def _text(self, act: Act, argument: str, scene: Scene) -> str:
        expr = dict(act.arguments).get(argument)
        if expr is None:
            raise BadInput(f"`with: {{{argument}: …}}` for {act.verb} on line {act.terms.line}", "nothing")
        value = self.context.judge(scene, self.scope).value(expr)
        if value.type is ValueType.SECRET:
            raise Refused(f"a plain value for {act.verb}", "a secret", "put secrets into fields with `set`")
        return value.text

    def _keys(self, act: Act, scene: Scene) -> tuple[str, ...]:
        return tuple(self._text(act, "keys", scene).split("+"))

    # set

    async def set(self, locator: Locator, value: Value, element: Element, scene: Scene) -> None:
        """Put a value into an element; nothing is done where it holds it already."""
        if value.type is not ValueType.SECRET and holds(element, value):
            return
        match element.role:
            case Role.CHECK_BOX | Role.RADIO | Role.TOGGLE:
                wanted_on(value)
                await self.hands.click(element, scene)
            case Role.COMBO:
                await self._choose(locator, value.text, element, scene)
            case role if role in EDITABLE:
                await self._write(locator, value, element, scene)
            case role:
                raise Refused(
                    f"a field to put a value into: {grounding.describe(locator)}", f"a {role.value}"
                )

    async def _write(self, locator: Locator, value: Value, element: Element, scene: Scene) -> None:
        await self.hands.click(element, scene)
        await self._until_focused(locator)
        await self.hands.press(("Control", "a"), element.window)
        if value.type is ValueType.SECRET:
            sink = self.context.applications[locator.place].sink
            if element.origin is not None and element.origin != sink:
                raise Refused(
                    f"the secret for {sink}", "the field belongs to another origin", "check the page"
                )
            secret = self.context.secrets.reveal(value.text, sink)
            await self.hands.type(secret, element.window, secret=True)
        elif value.text:
            await self.hands.type(value.text, element.window)
        else:
            await self.hands.press(("Delete",), element.window)

    async def _until_focused(self, locator: Locator) -> None:
        """Wait until the element says that it has the focus; some never say, and then verifying decides."""

        async def focused() -> bool | None:
            scene = await self.context.eyes.look(locator.place)
            found = self.context.judge(scene, self.scope).find(locator)
            return True if any(State.FOCUSED in e.states for e in found) else None

        await self.context.eyes.until(focused, FOCUS_SECONDS, calm=SOON_SECONDS)

    async def _choose(self, locator: Locator, option: str, element: Element, scene: Scene) -> None:
        await self.hands.click(element, scene)

        async def offered() -> tuple[Element, Scene] | None:
            now = await self.context.eyes.look(locator.place)
            own = grounding.of_application(locator.place, now, self.context.applications)
            named = [
                e for e in own if e.role in OPTIONS and grounding.plain(e.name) == grounding.plain(option)
            ]
            shown = [
                e for e in named if e.bounds is not None and e.bounds.area > 0 and _inside_window(e, now)
            ]
            return (shown[0], now) if shown else None

        for attempt in range(OPTION_ATTEMPTS):
            found = await self.context.eyes.until(offered, OPTIONS_SECONDS, calm=SOON_SECONDS)
            if found is None:
                break
            try:
                await self.hands.click(*found)
            except Changed:  # the list was still opening; the combo box must not be pressed again
                if attempt == OPTION_ATTEMPTS - 1:
                    raise
                await self.context.eyes.settle()
            else:
                return
        await self.hands.press(("Escape",), element.window)
        raise NotFound(f"the option {option!r} of {grounding.describe(locator)}", "it is not offered")


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
    raise BadInput("true or false for a check box", value.text)


def holds(element: Element, value: Value) -> bool:
    """Whether an element already holds a value; texts up to how white space is broken."""
    if element.role in (Role.CHECK_BOX, Role.RADIO, Role.TOGGLE):
        return (State.CHECKED in element.states) == wanted_on(value)
    shown = element.value or ""
    if element.role is Role.PASSWORD:
        return False
    return " ".join(shown.split()) == " ".join(value.text.split())

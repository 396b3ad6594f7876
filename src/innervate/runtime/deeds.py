"""Before a planner's plan does what can't be taken back: the act is granted, and what it uses is known.

What was read from a screen may have been put there by anybody. It is used irreversibly when it equals a
value that goal, policy or a trusted place knows, or when a person, who is shown it, says yes. So is what a
program itself has filled into a field that leads out (whom a reply goes to). After a question of what texts
mean a person is asked as well: who writes a text can become the answer.
"""

from __future__ import annotations

from dataclasses import dataclass

from innervate.boundary.field_kind import FieldKind, kind_of, kind_of_text
from innervate.boundary.policy import Proof
from innervate.boundary.recognizers import recognise
from innervate.boundary.sinks import Sink
from innervate.core.asking import HandleRef, Locator, Ref
from innervate.core.errors import Denied
from innervate.core.plan import Author
from innervate.core.scene import Element, Scene
from innervate.core.values import CONSTANTS, Origin, Value, ValueType, lineage
from innervate.core.vocabulary import EDITABLE, Role, State
from innervate.runtime import grounding
from innervate.runtime.guard import Guard

_HARMLESS = frozenset({FieldKind.PLAIN, FieldKind.PROSE})
_WRITTEN = EDITABLE - {Role.PASSWORD}
_CHOSEN = frozenset({Role.ROW, Role.ITEM, Role.TREE_ITEM})
_SHOWN = 200


def _leads_out(field: Element, scene: Scene) -> bool:
    """Whether what a field holds could be a recipient, an address, a path or a command."""
    if not (field.value or "").strip():
        return False
    kind = kind_of(field, scene)
    return (kind_of_text(field.value or "") if kind is FieldKind.UNSURE else kind) not in _HARMLESS


def _spaced(text: str) -> str:
    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class Deeds:
    """guard: that of the step."""

    guard: Guard

    def put(self, value: Value, label: str, proof: Proof) -> None:
        """Remember what is in the application's fields until it is used."""
        if self.guard.scope.plan_author is Author.PERSON or value.type is ValueType.SECRET:
            return
        self.guard.context.tally.put(value, self._sink)
        here = self.guard.context.influence.put.setdefault(self._sink, [])
        here[:] = [one for one in here if one[1] != label]
        here.append((value, label, proof))
        self.guard.context.influence.filled[self._sink, label] = _spaced(value.text)

    async def allow(self, name: str, element: Element | None = None, target: Locator | None = None) -> None:
        """Whether the plan may do this now. name: of what is pressed, or of the keys. element: what is
        pressed; target: how the plan names it.

        :raises NeedsPerson: only a person could allow it. :raises Denied: the person said no.
        """
        context = self.guard.context
        application = context.applications[self.guard.place]
        asked = application.name in context.rules.policy.asked
        if self.guard.scope.plan_author is Author.PERSON:
            if asked:
                await self.guard.require_yes(*self._question(name, "", ""))
            return
        scene = await context.eyes.look(self.guard.place)
        put = [*context.influence.put.get(self._sink, []), *self._found_there(element, scene)]
        doubtful = [one for one in put if not self._known(*one)] + self._named_by(target)
        granted = context.rules.allows_deed(application, name) and not context.influence.forgotten
        swayed = self._swayed(scene)
        if doubtful or swayed or asked or not granted:
            used = "".join(
                f"\n  {label}: {value.text!r}, read from {self._from(value)}" for value, label, _ in doubtful
            )
            await self.guard.require_yes(*self._question(name, used, swayed))
        context.influence.put.pop(self._sink, None)

    def _question(self, name: str, used: str, swayed: str) -> tuple[str, str]:
        """What a person is asked, and in short."""
        what = f"{name!r} in {self.guard.place}"
        return f"A plan is about to do {what}, which can't be taken back.{used}{swayed}\nMay it?", what

    def _known(self, value: Value, label: str, proof: Proof) -> bool:
        if proof is Proof.NOTHING or all(place in CONSTANTS for place, _ in lineage(value)):
            return True
        return proof is Proof.MATCH and (
            self.guard.context.rules.known(value) or self._in_trusted_place(value)
        )

    def _found_there(self, element: Element | None, scene: Scene) -> list[tuple[Value, str, Proof]]:
        """What leads out in the fields beside and was not put there by the plan: a reply's recipient, say."""
        context, application = self.guard.context, self.guard.context.applications[self.guard.place]
        windows = grounding.windows_of(self.guard.place, scene, context.applications)
        top = next((w.id for w in windows if w.active), windows[0].id if windows else None)
        window = element.window if element is not None else top
        found: list[tuple[Value, str, Proof]] = []
        for one in grounding.of_application(self.guard.place, scene, context.applications):
            text, label = one.value or "", one.name or one.role.value
            if one.window != window or one.role not in _WRITTEN or not _leads_out(one, scene):
                continue
            if context.influence.filled.get((self._sink, one.name)) == _spaced(text):
                continue
            looks, datum = recognise(text)
            value = Value(looks, text.strip(), Origin(self._sink), datum)
            sink = Sink(application, label, kind_of(one, scene))
            try:
                proof = context.rules.authorise(value, sink, Author.PLANNER)
            except Denied:
                proof = Proof.MATCH
            found.append((value, label, proof))
        return found

    def _named_by(self, target: Locator | None) -> list[tuple[Value, str, Proof]]:
        """The value that says what is to be pressed, if it is not known."""
        value: object = None
        match target.label if target is not None else None:
            case Ref(name=name, path=path):
                value = self.guard.scope.lookup(name)
                for part in path:
                    value = value.get(part) if isinstance(value, dict) else value
            case HandleRef(handle=handle) if self.guard.context.handles is not None:
                value = self.guard.context.handles.value(handle)
        if not isinstance(value, Value) or self._known(value, "", Proof.MATCH):
            return []
        return [(value, "what it is called", Proof.MATCH)]

    def _swayed(self, scene: Scene) -> str:
        """What the person is told of texts that decided by what they mean, and of what is chosen now."""
        context = self.guard.context
        if not context.influence.swayed:
            return ""
        places = {name for place in context.influence.swayed for name in context.rules.called(place)}
        chosen = [
            " | ".join(v.text for v in grounding.record_of(one, scene).values())[:_SHOWN]
            for one in grounding.of_application(self.guard.place, scene, context.applications)
            if State.SELECTED in one.states and one.role in _CHOSEN
        ]
        now = "".join(f"\n  chosen there now: {text!r}" for text in chosen[:5])
        return f"\n  It was found by what texts in {', '.join(sorted(places))} seem to mean.{now}"

    def _in_trusted_place(self, value: Value) -> bool:
        """Whether a whole cell of a place that the policy trusts is this text."""
        context = self.guard.context
        for place in sorted(context.rules.permits.trusted_places):
            for row in context.outside.rows(place) or ():
                if any(cell.text.strip() == value.text.strip() for cell in row.values()):
                    return True
        return False

    def _from(self, value: Value) -> str:
        called = self.guard.context.rules.called
        return ", ".join(sorted({name for place, _ in lineage(value) for name in called(place)}))

    @property
    def _sink(self) -> str:
        return self.guard.context.applications[self.guard.place].sink

"""From settings to the parts of innervate, each wired to what it needs: eyes, boundary, answers, policy."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Any

from innervate.core.errors import BadInput, Denied, Unavailable
from innervate.core.event import Claim
from innervate.keeping import Keeping

if TYPE_CHECKING:
    from innervate.boundary.gate import Gate
    from innervate.boundary.handles import Handles
    from innervate.boundary.phrases import Catalogue
    from innervate.boundary.policy import Policy
    from innervate.boundary.policy_approval import Standing
    from innervate.boundary.questions.asking import Answerer
    from innervate.boundary.recognizers import Recognition
    from innervate.boundary.view import Sanitiser
    from innervate.core.application import Application
    from innervate.core.frame import Surface
    from innervate.core.scene import Element, Perceiver, Scene
    from innervate.core.view import Guide
    from innervate.perception.states.deciding import Decider
    from innervate.perception.vision import LocalModel
    from innervate.planners.desk import Desk
    from innervate.runtime.walking import Agree, Limits, Walked


class Parts(Keeping):
    """Makes each part when it is first needed, from the settings."""

    def application(self, name: str) -> Application:
        """
        :raises BadInput: the desk has none of this name.
        """
        known = self.desk().applications
        if name not in known:
            raise BadInput(f"an application called {name!r}", f"the desk has {', '.join(known) or 'none'}")
        return known[name]

    def desk(self, remembered: str | None = None) -> Desk:
        """The desk that the settings name, else the one remembered, else one without applications.

        :raises BadInput: the file is not there, or wrong.
        """
        from innervate.planners.desk import Desk, read_desk

        path = self.settings.desk or (Path(remembered) if remembered else None)
        return read_desk(path, self.environment) if path else Desk({}, {}, {})

    def policy_path(self, desk: Desk) -> Path | None:
        """The policy file that counts: that of the settings, of the desk, or one that lies where they lie."""
        named = self.settings.policy or desk.policy
        return named or next((path for path in self.settings.policies if path.exists()), None)

    def policy(self, desk: Desk, path: Path | None = None) -> Standing:
        """The policy as it counts here: what nobody approved only closes. path: another file than usual.

        :raises BadInput: it is not there, or wrong.
        """
        from innervate.boundary.policy_approval import Standing, identities, standing
        from innervate.boundary.policy_file import read_policy
        from innervate.planners.source import Source

        path = path or self.policy_path(desk)
        if path is None:
            return Standing()
        policy, data = read_policy(path, Source.parse, {**desk.applications, **desk.places})
        named = identities(policy, desk.applications, desk.places)
        approval = self.settings.state / "policy.approval"
        return standing(policy, data, named, self.approvals() if approval.exists() else None, approval, path)

    def claim(self, policy: Policy) -> Claim:
        """What can be claimed of what a planner learns from this process."""
        from innervate.boundary.policy import claim

        return claim(policy, isolated=bool(self.environment.get(self.INSIDE)))

    def boundary(
        self, desk: Desk, handles: Handles | None = None, policy: Policy | None = None
    ) -> tuple[Sanitiser, Gate]:
        """The way out for what a screen shows, and the second look at it. policy: None for what counts here.

        :raises Denied: a phrase list of the desk is not approved. :raises PrivacyRefused: it was changed.
        """
        from innervate.boundary.gate import Gate
        from innervate.boundary.handles import Handles
        from innervate.boundary.view import Sanitiser

        handles = handles or Handles(recognition=self.recognition())
        policy = policy or self.policy(desk).policy
        catalogues = self.catalogues(desk, policy)
        applications = list(desk.applications.values())
        sanitiser = Sanitiser(applications, catalogues, handles, policy=policy)
        guides = self.guides(desk, catalogues)
        return sanitiser, Gate(applications, catalogues, handles, policy, guides)

    def guides(self, desk: Desk, catalogues: Mapping[str, Catalogue]) -> dict[str, Guide]:
        """What may be quoted of each application's profile. catalogues: by sink.

        :raises PrivacyRefused: a profile was changed after it was signed.
        """
        from innervate.boundary.guides import guide_of

        found = {}
        for name, application in desk.applications.items():
            profile = self.profile(application)
            guide = guide_of(name, profile.version, profile.screens, catalogues[application.sink])
            if guide is not None:
                found[name] = guide
        return found

    def recognition(self) -> Recognition:
        """The plug-ins that the settings name, and the built-in recognizer after them.

        :raises Unavailable: a plug-in is not installed.
        """
        from innervate.boundary.recognizers import Recognition

        named = [name for name in self.settings.recognizers if name != "built-in"]
        return Recognition({name: _plugin("innervate.recognizers", name)() for name in named})

    def catalogues(self, desk: Desk, policy: Policy | None = None) -> dict[str, Catalogue]:
        """What is public of each application of the desk, by its sink. policy: None for what counts here.

        :raises Denied, PrivacyRefused: as `boundary`.
        """
        from innervate.boundary.phrases import approved_phrases, catalogue_of, joined

        key, policy = self.approvals() if desk.phrases else None, policy or self.policy(desk).policy
        kept = self.settings.state / "catalogues"
        found = {}
        for name, application in desk.applications.items():
            approved = self.profile(application).phrases()
            path = desk.phrases.get(name)
            if path and key:
                listed = approved_phrases(path, application.sink, key, self.approval(name))
                approved = joined(approved, listed)
            own = catalogue_of(application, self.environment, approved, cache=kept)
            anywhere = policy.listed_anywhere(name, (*own.constants, *own.approved))
            found[application.sink] = replace(own, anywhere=anywhere)
        return found

    # eyes

    @asynccontextmanager
    async def surface(self) -> AsyncIterator[Surface]:
        """The desktop that the settings name, open for the length of the block.

        :raises Unavailable: it is not there.
        """
        opener = _plugin("innervate.surfaces", self.settings.surface)
        surface: Surface = await opener()
        try:
            yield surface
        finally:
            await surface.close()

    def perceiver(self, desk: Desk) -> Perceiver:
        """The perceiver that the settings name, with the desk's local model beside it, if it names one.

        :raises Denied: pictures would leave this machine, and the desk does not allow it.
        """
        if desk.vision is None:
            return self._own_perceiver()
        from innervate.perception.advised import Advised

        return Advised(self._own_perceiver(), self.model(desk))

    def _own_perceiver(self) -> Perceiver:
        perceiver: Perceiver = _plugin("innervate.perceivers", self.settings.perceiver)()
        return perceiver

    def model(self, desk: Desk) -> LocalModel:
        """The local vision-language model that the desk names.

        :raises Unavailable: it names none. :raises Denied: pictures would leave this machine unallowed.
        """
        if desk.vision is None:
            raise Unavailable(
                "a local vision-language model",
                "the desk file names none",
                "add `vision: {url: http://127.0.0.1:8080/v1, model: NAME}` to it (docs/vision.md)",
            )
        from innervate.perception.vision import LocalModel

        return LocalModel(desk.vision)

    def answerer(self, desk: Desk) -> Answerer:
        """Who answers questions about texts, as the desk says.

        :raises Unavailable: the desk wants meaning, and the extra is not installed. :raises Denied: texts
            would leave this machine.
        """
        from innervate.boundary.questions.embedded import Embedded

        first: Answerer = Embedded()
        if desk.meaning:
            from innervate.boundary.questions.semantic import Semantic

            first = Semantic()
        if desk.reader is None:
            return first
        from innervate.boundary.questions.model import LocalModel as Reader
        from innervate.perception.vision import poster

        return Reader(desk.reader.model, poster(desk.reader), first)

    def decider(self, desk: Desk) -> Decider:
        """Who decides what windows show, as the desk says; its `reader` is asked last.

        :raises BadInput: the corrections are damaged. :raises Denied: texts would leave this machine.
        """
        from innervate.perception.states.deciding import Decider

        asked = None
        if desk.reader is not None:
            from innervate.perception.states.language_model import LanguageModel
            from innervate.perception.vision import poster

            asked = LanguageModel(desk.reader.model, poster(desk.reader))
        return Decider(desk.states, corrections=self.corrections(), language_model=asked)

    async def scene(self) -> Scene:
        """What the screen shows now, read whole."""
        perceiver = self.perceiver(self.desk())
        async with self.surface() as surface:
            return await perceiver.perceive(await surface.observe(), None)

    async def which(self, wanted: str) -> tuple[Scene, Element]:
        """The element that a person calls `wanted`, as the desk's local model says, and the Scene it is in.

        :raises NotFound: nothing is sure. :raises Unavailable: no model, or no surface.
        """
        from innervate.perception.choosing import which

        model = self.model(self.desk())
        async with self.surface() as surface:
            scene = await self._own_perceiver().perceive(await surface.observe(), None)
        return scene, await which(model, scene, wanted)

    async def walk(
        self,
        application: Application,
        agree: Agree,
        walked: Walked,
        say: Callable[[str], None],
        stop: Callable[[], bool],
        limits: Limits,
    ) -> None:
        """Walks through an application on this desktop; what it sees is put into `walked` as it is seen.

        :raises Denied: nothing may drive it, or another run drives this desktop.
        :raises NotFound: it shows no window. :raises Lost: the surface is gone.
        """
        from innervate.boundary.driving import driving
        from innervate.boundary.own import watch
        from innervate.runtime.desktop_lock import only_run_on
        from innervate.runtime.looking import Eyes
        from innervate.runtime.walking import Walk

        desk = self.desk()
        standing = self.policy(desk)
        if application.name in standing.policy.undriven:
            raise Denied(f"to walk through {application.name}", "the policy says that nothing may drive it")
        own = watch(
            (self.settings.state, *self.settings.policies, *filter(None, [standing.path])), self.environment
        )
        with driving(self.settings.state):
            async with self.surface() as surface:
                with only_run_on(surface.identity, self.environment):
                    eyes = Eyes(surface, self.perceiver(desk), desk.applications)
                    walk = Walk(eyes, application, own, agree, say, stop, limits, walked)
                    await walk.run()

    async def view(self) -> bytes:
        """What a planner would receive of the screen as it is now: a View past the gate."""
        from innervate.boundary.changes import Teller

        sanitiser, gate = self.boundary(self.desk())
        told = Teller(gate.guides).tell(sanitiser.view(await self.scene())).encode()
        gate.check(told)
        return told


def _plugin(group: str, name: str) -> Callable[[], Any]:
    """A part by its name; built-ins enter by the same door as plug-ins.

    :raises Unavailable: no installed package offers it.
    """
    found = entry_points(group=group)
    for entry in found:
        if entry.name == name:
            factory: Callable[[], Any] = entry.load()
            return factory
    raise Unavailable(
        f"{group} called {name!r}",
        f"there are {', '.join(e.name for e in found) or 'none'}",
        "install it, or name another",
    )

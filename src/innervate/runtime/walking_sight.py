"""What a walk sees of one application: its windows, elements and what a screen is known by."""

from __future__ import annotations

from dataclasses import dataclass

from innervate.core.application import Application
from innervate.core.frame import Window
from innervate.core.scene import Element, Scene
from innervate.core.vocabulary import Role
from innervate.runtime import grounding
from innervate.runtime.fingerprint import Print, print_of
from innervate.runtime.looking import Eyes

EFFECT_SECONDS, CALM_SECONDS = 1.5, 0.15


@dataclass(frozen=True, slots=True)
class Sight:
    """Eyes for one application."""

    eyes: Eyes
    application: Application

    async def look(self) -> Scene:
        """
        :raises Lost: the surface is gone.
        """
        return await self.eyes.look(self.application.name)

    def windows(self, scene: Scene) -> list[Window]:
        """Its windows, topmost first."""
        return grounding.windows_of(self.application.name, scene, {self.application.name: self.application})

    def elements(self, scene: Scene) -> list[Element]:
        return grounding.of_application(
            self.application.name, scene, {self.application.name: self.application}
        )

    def print(self, scene: Scene) -> Print:
        return print_of(scene, self.windows(scene), self.elements(scene))

    def again(self, role: Role, name: str, scene: Scene) -> Element | None:
        """The one element of this role and name; None where there are several, or none."""
        found = [e for e in self.elements(scene) if (e.role, e.name) == (role, name) and e.visible]
        return found[0] if len(found) == 1 else None

    async def changed_from(self, before: Print | None) -> Scene:
        """The Scene once it shows something else and has come to rest; as it is, if it does not change."""

        async def changed() -> bool | None:
            now = self.print(await self.look())
            return True if before is None or now != before else None

        await self.eyes.until(changed, EFFECT_SECONDS, calm=CALM_SECONDS)
        await self.eyes.surface.quiet(CALM_SECONDS, EFFECT_SECONDS)
        return await self.look()

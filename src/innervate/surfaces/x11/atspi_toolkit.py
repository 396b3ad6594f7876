"""What has to be known of a toolkit before its accessibles can be read rightly, or at all.

Promises: only toolkits that are known to bear it are asked for all properties in one call. Qt 5 and 6 read a
second argument that such a call does not have, and die of it. GTK 4 says where things are in their window,
not on the screen, and of no widget that it shows, only that it is visible.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from innervate.surfaces.x11.atspi_bus import Bus, Ref, unpacked
from innervate.surfaces.x11.atspi_calls import Failed

_APPLICATION = "org.a11y.atspi.Application"
# Those whose accessibles are served by at-spi2-atk ("gtk" is also LibreOffice's) or by themselves, tried.
_BEAR_ALL = frozenset({"gtk", "Chromium", "VCL", "Gecko", "WebKitGTK", "clutter"})
_CLASS_NAME = re.compile(r"Gtk[A-Z]\w*")


@dataclass(frozen=True, slots=True)
class Toolkit:
    """One toolkit. name: as it calls itself, "" where it does not say. major: of its version."""

    name: str = ""
    major: int = 0

    @property
    def in_window(self) -> bool:
        """Places are told from the corner of the window, and showing is not told."""
        return self.name.upper() == "GTK" and self.major >= 4

    @property
    def bears_all(self) -> bool:
        """Whether all properties may be asked for at once."""
        return self.name in _BEAR_ALL or self.in_window

    def name_of(self, said: str) -> str:
        """GTK 4 calls what has no name after its class."""
        return "" if self.in_window and _CLASS_NAME.fullmatch(said) else said


async def toolkit_of(bus: Bus, root: Ref) -> Toolkit:
    """The toolkit of an application. :raises Silent: it does not answer."""
    name = await _asked(bus, root, "ToolkitName")
    version = await _asked(bus, root, "Version")
    major = re.match(r"\d{1,3}", version)
    return Toolkit(name, int(major.group()) if major else 0)


async def _asked(bus: Bus, root: Ref, what: str) -> str:
    try:
        said = unpacked(await bus.property(root, _APPLICATION, what))
    except Failed:
        return ""
    return said if isinstance(said, str) else ""

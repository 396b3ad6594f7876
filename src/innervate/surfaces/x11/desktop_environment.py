"""The environment that applications in a private desktop start from.

Promises: nothing in it points at the user's own session, bus, language or input method, and every
common toolkit shows its accessibility tree. With a home directory of its own, no application
reads or writes the user's settings.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

# What would tie an application to the user's own session, language or input method.
_FOREIGN = (
    "AT_SPI_BUS_ADDRESS",
    "DBUS_SESSION_BUS_ADDRESS",
    "DESKTOP_STARTUP_ID",
    "GTK_IM_MODULE",
    "LANGUAGE",
    "NO_AT_BRIDGE",
    "QT_IM_MODULE",
    "SESSION_MANAGER",
    "WAYLAND_DISPLAY",
    "XDG_ACTIVATION_TOKEN",
    "XDG_CURRENT_DESKTOP",
    "XMODIFIERS",
)
_HOME_FOLDERS = ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
_OURS = {
    "GDK_BACKEND": "x11",
    "GIO_USE_VFS": "local",  # no gvfs daemons, and no FUSE mount in the runtime directory
    "GSETTINGS_BACKEND": "memory",  # neither the user's settings nor a trace in them
    "GTK_MODULES": "gail:atk-bridge",
    "GTK_USE_PORTAL": "0",
    "LANG": "C.UTF-8",
    "LIBGL_ALWAYS_SOFTWARE": "1",
    "QT_ACCESSIBILITY": "1",
    "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
    "QT_QPA_PLATFORM": "xcb",
    "XDG_SESSION_TYPE": "x11",
}


def first_environment(
    caller: Mapping[str, str], home: Path | None, extra: Mapping[str, str]
) -> dict[str, str]:
    """The caller's environment made fit for a desktop, before the parts add their addresses to it."""
    dropped = _FOREIGN if home is None else (*_FOREIGN, *_HOME_FOLDERS)
    kept = {
        name: value
        for name, value in caller.items()
        if name not in dropped and not name.startswith(("LC_", "XDG_SESSION_"))
    }
    own_home = {} if home is None else {"HOME": str(home)}
    return {**kept, **_OURS, **own_home, **extra}

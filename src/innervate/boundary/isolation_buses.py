"""Probes of what D-Bus leads to: services that can be started, portals, keyrings, the service manager.

Promises: no service of a stranger is started; what is asked of a bus is undone by leaving it.
"""

from __future__ import annotations

import asyncio
import os
import subprocess

from innervate.boundary.isolation_targets import Closed, Targets

_SECONDS, _START_SECONDS = 1.0, 10.0
_PORTAL, _SYSTEMD, _SECRETS = (
    "org.freedesktop.portal.Desktop",
    "org.freedesktop.systemd1",
    "org.freedesktop.secrets",
)


def session_bus(targets: Targets) -> str:
    for address in _buses(targets, accessible=False):
        if _asked(address, "ListNames") is None:
            return "it answers"
    raise Closed("none is in reach")


def activation(targets: Targets) -> str:
    """Have any bus in reach start a service, or change what services are started with."""
    for address in _buses(targets):
        for service in (targets.service, "org.a11y.atspi.Registry"):
            if service and _asked(address, "StartServiceByName", "su", [service, 0]) is None:
                return "a service was started"
        if _asked(address, "UpdateActivationEnvironment", "a{ss}", [{}]) is None:
            return "the environment of services can be changed"
    raise Closed("no bus in reach does")


def portals(targets: Targets) -> str:
    return _named(targets, _PORTAL)


def keyring(targets: Targets) -> str:
    return _named(targets, _SECRETS)


def systemd(targets: Targets) -> str:
    """Have the service manager run something, by its bus name or its command."""
    try:
        return _named(targets, _SYSTEMD)
    except Closed:
        pass
    for whose in ("--user", "--system"):
        try:
            ran = subprocess.run(
                ["systemd-run", whose, "--quiet", "--collect", "true"],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=5,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            continue
        if ran.returncode == 0:
            return "systemd-run"
    raise Closed("none is in reach")


def _buses(targets: Targets, accessible: bool = True) -> list[str]:
    known = [
        os.environ.get("DBUS_SESSION_BUS_ADDRESS", ""),
        f"unix:path=/run/user/{os.getuid()}/bus",
        "unix:path=/run/dbus/system_bus_socket",
        os.environ.get("AT_SPI_BUS_ADDRESS", "") if accessible else "",
        *targets.buses,
    ]
    return [address for address in known if address]


def _named(targets: Targets, name: str) -> str:
    """Whether any bus in reach starts or has this name."""
    for address in _buses(targets):
        if _asked(address, "GetNameOwner", "s", [name]) is None:
            return "its name is in reach"
        if address in targets.buses and _asked(address, "StartServiceByName", "su", [name, 0]) is None:
            return "it was started"
    raise Closed("no bus in reach has it")


def _asked(address: str, member: str, signature: str = "", body: list[object] | None = None) -> str | None:
    """None if a bus does what is asked of it, else what stopped it."""
    from dbus_fast import Message, MessageType
    from dbus_fast.aio import MessageBus
    from dbus_fast.errors import DBusFastError

    async def ask() -> str | None:
        bus = await MessageBus(bus_address=address).connect()
        try:
            name = "org.freedesktop.DBus"
            call = Message(name, "/org/freedesktop/DBus", name, member, signature=signature, body=body or [])
            reply = await bus.call(call)
        finally:
            bus.disconnect()
        if reply is None or reply.message_type is MessageType.ERROR:
            return "an error"
        return None

    try:
        return asyncio.run(
            asyncio.wait_for(ask(), _START_SECONDS if member.startswith("Start") else _SECONDS)
        )
    except (OSError, EOFError, TimeoutError, ValueError, KeyError, DBusFastError) as error:
        return type(error).__name__

"""The probes themselves. Each returns how it got through, or raises what stopped it.

Promises: nothing is sent beyond this machine, no service of a stranger is started, no other process is
changed.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import socket
import stat
import struct
from collections.abc import Iterator, Mapping
from pathlib import Path

from innervate.boundary import isolation_buses
from innervate.boundary.isolation_targets import Closed, Targets, Try

_SECONDS = 1.0
_NOWHERE = ("192.0.2.1", 9)  # RFC 5737: an address that nobody has
_ECHO = b"\x08\x00\xf7\xff\x00\x00\x00\x00"
_QUERY = struct.pack(">6H", 1, 0x0100, 1, 0, 0, 0) + b"\x06canary\x07invalid\x00\x00\x01\x00\x01"
_NETWORK = (socket.AF_INET, socket.AF_INET6)
_WELL_KNOWN = (
    "/run/docker.sock",
    "/var/run/docker.sock",
    "/run/containerd/containerd.sock",
    "/run/podman/podman.sock",
    "/run/systemd/private",
    "/run/dbus/system_bus_socket",
    "/run/nscd/socket",
    "/run/systemd/resolve/io.systemd.Resolve",
)
_CALLS = {  # number on x86_64, on aarch64, arguments that do no harm where the call is there
    "ptrace": (101, 117, (0x4200, 0, 0, 0)),
    "process_vm_readv": (310, 270, (0, 0, 0, 0, 0, 0)),
    "keyctl": (250, 219, (0, -3, 0)),
    "bpf": (321, 280, (9999, 0, 0)),
    "unshare": (272, 97, (0,)),
    "setns": (308, 268, (-1, 0)),
    "mount": (165, 40, (0, 0, 0, 0, 0)),
    "perf_event_open": (298, 241, (0, 0, -1, -1, 0)),
    "userfaultfd": (323, 282, (0xFFFF,)),
    "pidfd_getfd": (438, 438, (-1, -1, 0)),
    "open_by_handle_at": (304, 265, (-1, 0, 0)),
}


def tcp(targets: Targets) -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as tried:
        tried.settimeout(_SECONDS)
        if targets.port is None:
            return _route()
        tried.connect(("127.0.0.1", targets.port))
    return "connected"


def tcp6(targets: Targets) -> str:
    with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as tried:
        tried.connect(("2001:db8::1", 9))  # RFC 3849; a datagram's connect sends nothing
    return "there is a route"


def udp(targets: Targets) -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as tried:
        if targets.port is None:
            return _route()
        tried.sendto(b"probe", ("127.0.0.1", targets.port))
    return "sent"


def dns(targets: Targets) -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as tried:
        if targets.port is None:
            return _route()
        tried.sendto(_QUERY, ("127.0.0.1", targets.port))
    return "a query was sent"


def raw(targets: Targets) -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_UDP):
        return "a raw socket"


def icmp(targets: Targets) -> str:
    for kind in (socket.SOCK_DGRAM, socket.SOCK_RAW):
        try:
            with socket.socket(socket.AF_INET, kind, socket.IPPROTO_ICMP) as tried:
                tried.sendto(_ECHO, ("127.0.0.1", 0))
                return "an echo was asked for"
        except OSError as error:
            last = error
    raise last


def netlink(targets: Targets) -> str:
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0):
        return "a netlink socket"


def families(targets: Targets) -> str:
    """Any family but AF_UNIX; those with probes of their own, too."""
    found = []
    for family in range(2, 46):
        for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW, socket.SOCK_SEQPACKET):
            try:
                socket.socket(family, kind).close()
            except OSError:
                continue
            found.append(family)
            break
    if not found:
        raise Closed("none of 44 families of sockets is there")
    return f"families {', '.join(map(str, found))}"


def abstract(targets: Targets) -> str:
    if targets.abstract is not None:
        names = {targets.abstract}
    else:
        lines = Path("/proc/net/unix").read_text(errors="replace").splitlines()
        names = {line.split()[-1][1:] for line in lines if line.split()[-1].startswith("@")}
    if not any(_connects("\0" + name) for name in names):
        raise Closed("none is in reach")
    return "connected"


def neighbours(targets: Targets) -> str:
    """Unix sockets in the file system that core was not given."""
    given = {os.path.realpath(path) for path in _given_sockets()}
    known = {*_WELL_KNOWN, *targets.sockets, f"/run/user/{os.getuid()}/systemd/private"}
    found = [path for path in sorted({*known, *_sockets()}) if os.path.realpath(path) not in given]
    opened = [path for path in found if _connects(path)]
    if not opened:
        raise Closed("none is in reach")
    return f"{len(opened)} sockets"


def docker(targets: Targets) -> str:
    paths = [path for path in (*_WELL_KNOWN[:4], *targets.sockets) if _connects(path)]
    if not paths:
        raise Closed("none is in reach")
    return "a container engine's socket"


def io_uring(targets: Targets) -> str:
    return _reached(425, 1, ctypes.create_string_buffer(120))


def calls(targets: Targets) -> str:
    """System calls by which one gets out of what this process is in."""
    column = {"x86_64": 0, "aarch64": 1}[platform.machine()]
    reached = []
    for name, (*numbers, arguments) in _CALLS.items():
        try:
            _reached(numbers[column], *arguments)
        except Closed:
            continue
        reached.append(name)
    if not reached:
        raise Closed(f"none of {len(_CALLS)}")
    return ", ".join(reached)


def processes(targets: Targets) -> str:
    """Memory, root folder, environment or descriptors of a process outside."""
    pids = [targets.pid] if targets.pid else [int(name) for name in os.listdir("/proc") if name.isdigit()]
    for pid in pids:
        if targets.pid is None and _is_ours(pid):
            continue
        for part in ("environ", "mem", "root", "cwd", "fd/0", "exe"):
            path = f"/proc/{pid}/{part}"
            try:
                open(path, "rb").close() if part in ("environ", "mem") else os.readlink(path)
            except OSError:
                continue
            return f"{part} of another process"
    raise Closed("none of any process outside")


def _is_ours(pid: int) -> bool:
    """Whether a process is of this user namespace: core's own, if there is one."""
    try:
        return os.stat(f"/proc/{pid}/ns/user").st_ino == os.stat("/proc/self/ns/user").st_ino
    except OSError:
        return False


def descriptors(targets: Targets) -> str:
    """Descriptors that nobody named, and sockets of a network among all of them."""
    strange = []
    for name in os.listdir("/proc/self/fd"):
        number = int(name)
        try:
            kind = os.fstat(number).st_mode
        except OSError:
            continue  # that of the listing
        network = stat.S_ISSOCK(kind) and _family(number) in _NETWORK
        if network or (number > 2 and number not in targets.descriptors and os.get_inheritable(number)):
            strange.append(number)
    if strange:
        return f"{len(strange)} descriptors"
    raise Closed("only those that were given")


def privileges(targets: Targets) -> str:
    """Whether a program could get more than this process has."""
    said = dict(
        line.split(":\t", 1) for line in Path("/proc/self/status").read_text().splitlines() if ":\t" in line
    )
    if said.get("NoNewPrivs") != "1" or int(said["CapEff"], 16) or said.get("Seccomp") != "2":
        return "privileges can be gained, or there is no filter"
    raise Closed("none, and none to gain")


PROBES: Mapping[str, Try] = {
    "TCP": tcp,
    "TCP over IPv6": tcp6,
    "UDP": udp,
    "DNS": dns,
    "raw sockets": raw,
    "ICMP": icmp,
    "netlink": netlink,
    "other socket families": families,
    "abstract sockets": abstract,
    "session and system bus": isolation_buses.session_bus,
    "D-Bus activation": isolation_buses.activation,
    "portals": isolation_buses.portals,
    "keyring": isolation_buses.keyring,
    "systemd": isolation_buses.systemd,
    "docker.sock": docker,
    "other Unix sockets": neighbours,
    "io_uring": io_uring,
    "system calls that lead out": calls,
    "processes outside": processes,
    "inherited descriptors": descriptors,
    "privileges": privileges,
}


def _route() -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as tried:
        tried.connect(_NOWHERE)  # asks for a route; a datagram's connect sends nothing
    return "there is a route"


def _connects(path: str) -> bool:
    try:
        with socket.socket(socket.AF_UNIX) as tried:
            tried.settimeout(_SECONDS)
            tried.connect(path)
    except OSError as error:
        return error.errno in (errno.EPROTOTYPE, errno.EAGAIN)  # it is there, of another kind, or busy
    return True


def _sockets() -> Iterator[str]:
    for start in ("/run", "/tmp", "/var", os.path.expanduser("~")):
        for depth, (folder, folders, names) in enumerate(os.walk(start)):
            if depth > 2000:
                break
            folders[:] = [name for name in folders if folder.count("/") < 6]
            for name in names:
                path = os.path.join(folder, name)
                try:
                    if stat.S_ISSOCK(os.lstat(path).st_mode):
                        yield path
                except OSError:
                    continue


def _given_sockets() -> Iterator[str]:
    """The display, and the accessibility bus as it is filtered."""
    display = os.environ.get("DISPLAY", "").partition(":")[2].partition(".")[0]
    if display:
        yield f"/tmp/.X11-unix/X{display}"
    yield from _paths(os.environ.get("AT_SPI_BUS_ADDRESS", ""))


def _paths(address: str) -> Iterator[str]:
    for part in address.replace(";", ",").split(","):
        if part.startswith("unix:path="):
            yield part.removeprefix("unix:path=")


def _reached(number: int, *arguments: object) -> str:
    """A system call that the kernel answers with anything but "not permitted" or "no such call"."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.syscall(ctypes.c_long(number), *arguments) == -1:
        code = ctypes.get_errno()
        if code in (errno.EPERM, errno.ENOSYS):
            raise Closed(os.strerror(code))
    return "it is there"


def _family(number: int) -> int:
    with socket.socket(fileno=os.dup(number)) as found:
        return int(found.family)

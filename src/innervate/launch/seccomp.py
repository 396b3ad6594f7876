"""The kernel's doors that core never needs, as a seccomp filter: a BPF program, assembled here.

Promises: sockets of any family but AF_UNIX don't exist for core, nor do ways around them (io_uring, ptrace
and other processes' memory, new namespaces, mounts, kernel keys, BPF, typing into the terminal); system calls
of another architecture end the process. What is not named is allowed, as the network namespace, the mounts
and the user namespace hold without it. Refuses machines whose system calls it does not know.
"""

from __future__ import annotations

import errno
import platform
import struct
from collections.abc import Sequence
from dataclasses import dataclass

from innervate.core.errors import Unavailable

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_NUMBER, _ARCHITECTURE, _FIRST, _SECOND = 0, 4, 16, 24
_AF_UNIX = 1
_NEW_NAMESPACES = 0x7E020000
_TYPES_FOR_ANOTHER = (0x5412, 0x541C)  # TIOCSTI, TIOCLINUX
_X32 = 0x40000000


@dataclass(frozen=True, slots=True)
class _Machine:
    """audit: as the kernel names it. The rest: numbers of system calls (asm/unistd.h of the kernel)."""

    audit: int
    socket: int
    socketpair: int
    clone: int
    clone3: int
    ioctl: int
    denied: Sequence[int]


# The same on every machine: io_uring, mounts by descriptor, pidfd_getfd, mount_setattr, quotactl_fd.
_NEW = (425, 426, 427, 428, 429, 430, 431, 432, 433, 438, 442, 443)
_MACHINES = {
    "x86_64": _Machine(
        audit=0xC000003E,
        socket=41,
        socketpair=53,
        clone=56,
        clone3=435,
        ioctl=16,
        # ptrace, syslog, modify_ldt, pivot_root, chroot, acct, mount, umount, swap, reboot, modules, quota,
        # kexec, keys, unshare, perf, fanotify, handles, setns, foreign memory, kcmp, bpf, userfaultfd
        denied=(
            *(101, 103, 154, 155, 161, 163, 165, 166, 167, 168, 169, 175, 176, 179, 246, 248, 249, 250),
            *(272, 298, 300, 303, 304, 308, 310, 311, 312, 313, 320, 321, 323),
        ),
    ),
    "aarch64": _Machine(
        audit=0xC00000B7,
        socket=198,
        socketpair=199,
        clone=220,
        clone3=435,
        ioctl=29,
        denied=(
            *(117, 116, 41, 51, 89, 40, 39, 224, 225, 142, 105, 106, 60, 104, 217, 218, 219),
            *(97, 241, 262, 264, 265, 268, 270, 271, 272, 273, 294, 280, 282),
        ),
    ),
}


def without_sockets() -> bytes:
    """A filter that makes no socket of any family; a pair of them may be had, and what was inherited.

    :raises Unavailable: the machine's system calls are not known here.
    """
    machine = _machine()
    code = [
        _step(_LOAD, _ARCHITECTURE),
        _step(_EQUAL, machine.audit, 1, 0),
        _step(_RETURN, _KILL),
        _step(_LOAD, _NUMBER),
        _step(_AT_LEAST, _X32, 0, 1),
        _step(_RETURN, _ERRNO | errno.ENOSYS),
    ]
    for number in (machine.socket, *machine.denied, *_NEW):
        code += [_step(_EQUAL, number, 0, 1), _step(_RETURN, _ERRNO | errno.EPERM)]
    return b"".join([*code, _step(_RETURN, _ALLOW)])


def _machine() -> _Machine:
    machine = _MACHINES.get(platform.machine())
    if machine is None:
        raise Unavailable(
            "a seccomp filter",
            f"a machine of the kind {platform.machine()}",
            "--unisolated, without the claim",
        )
    return machine


def program() -> bytes:
    """The filter for this machine, as `bwrap --seccomp` reads it.

    :raises Unavailable: the machine's system calls are not known here.
    """
    machine = _machine()
    denied = [*machine.denied, *_NEW]
    code = [
        _step(_LOAD, _ARCHITECTURE),
        _step(_EQUAL, machine.audit, 1, 0),
        _step(_RETURN, _KILL),
        _step(_LOAD, _NUMBER),
        _step(_AT_LEAST, _X32, 0, 1),
        _step(_RETURN, _ERRNO | errno.ENOSYS),
    ]
    for number in (machine.socket, machine.socketpair):
        code += [
            _step(_EQUAL, number, 0, 4),
            _step(_LOAD, _FIRST),
            _step(_EQUAL, _AF_UNIX, 0, 1),
            _step(_RETURN, _ALLOW),
            _step(_RETURN, _ERRNO | errno.EAFNOSUPPORT),
        ]
    code += [
        _step(_EQUAL, machine.clone, 0, 4),
        _step(_LOAD, _FIRST),
        _step(_ANY_BIT, _NEW_NAMESPACES, 0, 1),
        _step(_RETURN, _ERRNO | errno.EPERM),
        _step(_RETURN, _ALLOW),
        # Its flags are in memory, where no filter can look; the C library then uses clone.
        _step(_EQUAL, machine.clone3, 0, 1),
        _step(_RETURN, _ERRNO | errno.ENOSYS),
        _step(_EQUAL, machine.ioctl, 0, 5),
        _step(_LOAD, _SECOND),
        _step(_EQUAL, _TYPES_FOR_ANOTHER[0], 1, 0),
        _step(_EQUAL, _TYPES_FOR_ANOTHER[1], 0, 1),
        _step(_RETURN, _ERRNO | errno.EPERM),
        _step(_RETURN, _ALLOW),
    ]
    for number in denied:
        code += [_step(_EQUAL, number, 0, 1), _step(_RETURN, _ERRNO | errno.EPERM)]
    return b"".join([*code, _step(_RETURN, _ALLOW)])


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    """One instruction (struct sock_filter); jumps count the instructions that are passed over."""
    return struct.pack("=HBBI", code, if_true, if_false, value)

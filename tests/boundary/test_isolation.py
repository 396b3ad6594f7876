"""What a core can't reach, with the same probes outside as a control; the filter of the bus; the broker."""

from __future__ import annotations

import asyncio
import os
import socket
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innervate.app import App
from innervate.bench.boundary_house import house
from innervate.bench.boundary_isolation import inside
from innervate.bench.boundary_outside import outside
from innervate.bench.boundary_recorder import PLAN, Recorder
from innervate.bench.boundary_stage import stage
from innervate.boundary.gateway.destination import KEY_MASK, Style
from innervate.boundary.isolation import Probe, probe, require_isolation
from innervate.boundary.isolation_buses import _asked
from innervate.boundary.isolation_targets import Targets
from innervate.boundary.ledger_records import Kind
from innervate.core.errors import Denied, Lost, Unavailable
from innervate.launch import broker as launch_broker
from innervate.launch import core
from innervate.launch.bus_filter import BusFilter, Forbidden, Header, allowed, header_of, size_of
from innervate.launch.gateway import PLANNER
from innervate.launch.namespaces import require_namespaces
from innervate.launch.seccomp import program
from innervate.settings import Settings
from innervate.surfaces.broker import Broker
from innervate.surfaces.x11.atspi_bus import accessibility_address
from innervate.surfaces.x11.desktop import VirtualDesktop


def _isolates() -> bool:
    try:
        require_namespaces()
    except Unavailable:
        return False
    return True


needs_bwrap = pytest.mark.skipif(not _isolates(), reason="no core can be isolated here")


@needs_bwrap
def test_nothing_is_reached_from_inside_and_the_same_probes_see_it_outside(tmp_path: Path) -> None:
    with outside(tmp_path) as there:
        assert there.arrived() == 0
        free = {one.name: one for one in probe(Targets(**there.targets))}  # type: ignore[arg-type]
        for name in ("TCP", "UDP", "DNS", "abstract sockets", "D-Bus activation", "portals", "docker.sock"):
            assert free[name].open, free[name]
        assert there.arrived() >= 5
        found, noticed = inside(there)
    assert [str(one) for one in found if one.open] == []
    assert noticed == 0
    assert len(found) == len(free)


def test_an_open_probe_stops_the_run() -> None:
    require_isolation([Probe("TCP", False, "")])
    with pytest.raises(Denied, match="TCP"):
        require_isolation([Probe("TCP", True, "connected")])


def test_outside_a_core_the_probes_are_open() -> None:
    with pytest.raises(Denied):
        require_isolation(probe())


def test_the_filter_is_a_program_the_kernel_can_read() -> None:
    try:
        steps = program()
    except Unavailable:
        pytest.skip("a machine whose system calls are not known")
    instructions = list(struct.iter_unpack("=HBBI", steps))
    assert len(instructions) < 4096
    for at, (code, if_true, if_false, _) in enumerate(instructions):
        if code & 7 == 5:  # a jump stays inside
            assert at + 1 + max(if_true, if_false) < len(instructions)


@needs_bwrap
@pytest.mark.parametrize(
    "does",
    [
        "import socket; socket.socket(socket.AF_INET)",
        "import socket; socket.socketpair(socket.AF_INET)",
        "subprocess.run(['unshare', '-U', 'true'], check=True)",
        "import fcntl, pty; fcntl.ioctl(pty.openpty()[1], 0x5412, b'x')",
        "import ctypes; raise OSError if ctypes.CDLL(None).syscall(425, 1, 0) == -1 else SystemExit(3)",
    ],
)
def test_the_filter_alone_stops_it(does: str) -> None:
    """Without any namespace: only the filter holds."""
    filter_ = os.memfd_create("filter", 0)
    os.write(filter_, program())
    os.lseek(filter_, 0, os.SEEK_SET)
    words = ["bwrap", "--dev-bind", "/", "/", "--seccomp", str(filter_), sys.executable, "-c"]
    stopped = "(OSError, subprocess.SubprocessError)"
    script = (
        f"import subprocess\ntry:\n  {does}\nexcept {stopped}:\n  raise SystemExit(7)\nraise SystemExit(3)"
    )
    ran = subprocess.run([*words, script], pass_fds=[filter_], check=False)
    os.close(filter_)
    assert ran.returncode == 7


@needs_bwrap
def test_threads_and_unix_sockets_go_on_under_the_filter() -> None:
    filter_ = os.memfd_create("filter", 0)
    os.write(filter_, program())
    os.lseek(filter_, 0, os.SEEK_SET)
    words = ["bwrap", "--dev-bind", "/", "/", "--seccomp", str(filter_), sys.executable, "-c"]
    script = (
        "import socket, subprocess, threading\n"
        "a, b = socket.socketpair()\n"
        "t = threading.Thread(target=a.send, args=(b'x',)); t.start(); t.join()\n"
        "assert b.recv(1) == b'x'\n"
        "subprocess.run(['true'], check=True)\n"
    )
    subprocess.run([*words, script], pass_fds=[filter_], check=True)
    os.close(filter_)


@pytest.mark.parametrize(
    ("header", "passes"),
    [
        (Header(1, "org.freedesktop.DBus", "org.freedesktop.DBus", "Hello"), True),
        (Header(1, ":1.4", "org.a11y.atspi.Accessible", "GetChildren"), True),
        (Header(1, ":1.4", "org.freedesktop.DBus.Properties", "Get"), True),
        (Header(2, ":1.4", "", ""), True),
        (Header(1, "org.freedesktop.DBus", "org.freedesktop.DBus", "StartServiceByName"), False),
        (Header(1, "org.freedesktop.DBus", "org.freedesktop.DBus", "UpdateActivationEnvironment"), False),
        (Header(1, "org.freedesktop.DBus", "org.freedesktop.DBus.Monitoring", "BecomeMonitor"), False),
        (Header(1, "org.freedesktop.DBus", "", "Hello"), False),
        (Header(1, ":1.4", "org.gtk.Actions", "Activate"), False),
        (Header(1, "", "org.a11y.atspi.Accessible", "GetChildren"), False),
        (Header(4, "", "org.a11y.atspi.Event.Object", "StateChanged"), False),
    ],
)
def test_of_the_bus_only_accessibility_passes(header: Header, passes: bool) -> None:
    assert allowed(header) is passes


@given(st.binary(min_size=16, max_size=120))
def test_no_bytes_break_the_filter(data: bytes) -> None:
    try:
        size_of(data[:16])
        header_of(data)
    except Forbidden:
        pass


def test_the_header_of_a_real_message() -> None:
    from dbus_fast import Message

    said = Message(":1.9", "/a", "org.a11y.atspi.Text", "GetText", signature="ii", body=[0, -1], serial=5)
    data = bytes(said._marshall(False))
    assert size_of(data[:16]) == len(data)
    assert header_of(data) == Header(1, ":1.9", "org.a11y.atspi.Text", "GetText")


def test_the_broker_starts_what_the_desk_says_and_nothing_else() -> None:
    served = launch_broker.Broker([("true",), ("missing-program-of-a-desk",)], dict(os.environ))
    core = Broker(socket.socket(fileno=os.dup(served.core.fileno())))
    assert core.executable(os.getpid()) == os.readlink("/proc/self/exe")
    assert core.executable(0) == ""
    assert core.launch(("true",)) > 0
    for argv in (("true", "x"), ("sh", "-c", "true"), ()):
        with pytest.raises(Denied):
            core.launch(argv)
    with pytest.raises(Unavailable):
        core.launch(("missing-program-of-a-desk",))
    for one in served._running:
        one.wait()
    served.close()
    with pytest.raises(Lost):
        core.executable(1)
    core._connection.close()


def test_messages_pass_whole_and_one_that_is_forbidden_ends_it(tmp_path: Path) -> None:
    from dbus_fast import Message

    fine = bytes(Message(":1.9", "/a", "org.a11y.atspi.Text", "GetText", serial=5)._marshall(False))
    evil = bytes(Message(":1.9", "/a", "org.freedesktop.systemd1.Manager", "Exit", serial=6)._marshall(False))
    greeting = b"\0AUTH EXTERNAL\r\nBEGIN\r\n"
    with socket.socket(socket.AF_UNIX) as real, socket.socket(socket.AF_UNIX) as client:
        real.bind(str(tmp_path / "real"))
        real.listen()
        bus = BusFilter(tmp_path / "bus", f"unix:path={tmp_path / 'real'}")
        client.connect(str(tmp_path / "bus"))
        client.sendall(greeting)
        passed, _ = real.accept()
        with passed:
            passed.settimeout(20)
            client.sendall(fine + fine[:20])
            client.sendall(fine[20:] + fine)
            arrived, wanted = b"", greeting + 3 * fine
            while len(arrived) < len(wanted):
                arrived += passed.recv(1 << 16)
            assert arrived == wanted
            client.sendall(fine + evil)
            assert passed.recv(1 << 16) in (b"", fine)
            assert passed.recv(1 << 16) == b""
        bus.close()


@pytest.mark.desktop
def test_a_real_bus_does_less_behind_the_filter(in_desktop: VirtualDesktop, tmp_path: Path) -> None:
    address = asyncio.run(accessibility_address())
    bus = BusFilter(tmp_path / "bus", address)
    filtered = f"unix:path={tmp_path / 'bus'}"
    assert _asked(filtered, "ListNames") is None
    for member, signature, body in (
        ("UpdateActivationEnvironment", "a{ss}", [{}]),
        ("StartServiceByName", "su", ["org.a11y.atspi.Registry", 0]),
    ):
        assert _asked(address, member, signature, list(body)) is None  # the bus itself does it
        assert _asked(filtered, member, signature, list(body)) is not None
    bus.close()


_ASKING = """
import os
from innervate.app import App
from innervate.settings import Settings
from innervate.boundary.gate import Gate
from innervate.boundary.handles import Handles
from innervate.boundary.isolation import probe, require_isolation
from innervate.launch.planners import asked
from innervate.boundary.leakage import NothingRan

require_isolation(probe())
app = App(Settings.from_environment(os.environ))
desk = app.desk()
handles = Handles()
gate = Gate(list(desk.applications.values()), app.catalogues(desk), handles)
(planner,) = asked(app)
print(planner.make(gate, handles, "run", NothingRan()).ask_now(b'view 1\\n'), end="")
"""


@needs_bwrap
def test_an_isolated_core_reaches_its_planner_through_the_gateway_alone(tmp_path: Path) -> None:
    with Recorder() as recorder:
        home = house(tmp_path, stage())
        home.environment[PLANNER] = str(home.planner(recorder.port, Style.CHAT))
        home.environment.pop("DISPLAY", None)
        app = App(Settings.from_environment(home.environment), home.environment)
        with core._prepared(app, ()) as inside:
            ran = subprocess.run(
                core._wrapped([sys.executable, "-c", _ASKING], inside),
                pass_fds=inside.descriptors,
                env=inside.environment,
                stdout=subprocess.PIPE,
                text=True,
                check=True,
            )
        assert ran.stdout == PLAN
        records = [r for r in app.ledger().records() if r.kind is Kind.LEAVING]
        arrived = [bytes(c).replace(home.key.encode(), KEY_MASK.encode()) for c in recorder.connections]
        assert arrived == [r.head.encode() + r.body for r in records]
        assert len(arrived) == 1

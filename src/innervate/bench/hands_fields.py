"""Real applications with a field that keeps what is typed into it, and how what they hold is read.

Promises: each tells by itself what it holds: a toolkit's program writes its buffer to a file, the browser
sends it to a server on loopback, the terminal's `cat` writes what it reads, the office saves its document.
"""

from __future__ import annotations

import http.server
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from innervate.bench.tree_stage import CHROMIUM
from innervate.core.errors import Unavailable
from innervate.surfaces.x11.desktop import VirtualDesktop

TITLE = "Typing"
_PYTHON = "/usr/bin/python3"

# How a toolkit's program tells what its field holds: whole, and never half a file.
_KEEP = """
import os, sys
def keep(text):
    with open(sys.argv[1] + ".new", "w", encoding="utf-8") as file: file.write(text)
    os.replace(sys.argv[1] + ".new", sys.argv[1])
"""

# Of both GTKs: a view whose text is kept when the program has nothing else to do.
_VIEW = """
from gi.repository import GLib, Gtk
def kept_view():
    view, waits = Gtk.TextView(), []
    buffer = view.get_buffer()
    def write():
        waits.clear()
        keep(buffer.get_text(buffer.get_start_iter(), buffer.get_end_iter(), True))
    def changed(*_):
        if not waits: waits.append(GLib.idle_add(write, priority=GLib.PRIORITY_LOW))
    buffer.connect("changed", changed)
    write()
    return view
"""

_GTK3 = f"""{_KEEP}
import gi
gi.require_version("Gtk", "3.0")
{_VIEW}
window = Gtk.Window(title="Typing")
window.set_default_size(700, 500)
scrolled = Gtk.ScrolledWindow()
scrolled.add(kept_view())
window.add(scrolled)
window.show_all()
Gtk.main()
"""

_GTK4 = f"""{_KEEP}
import gi
gi.require_version("Gtk", "4.0")
{_VIEW}
def start(app):
    view = kept_view()
    window = Gtk.ApplicationWindow(application=app, title="Typing", default_width=700, default_height=500)
    window.set_child(Gtk.ScrolledWindow(child=view))
    window.present()
    view.grab_focus()
app = Gtk.Application()
app.connect("activate", start)
app.run()
"""

_QT = f"""{_KEEP}
from PyQt5.QtCore import QTimer
from PyQt5.QtWidgets import QApplication, QPlainTextEdit
app = QApplication(sys.argv[:1])
edit, timer = QPlainTextEdit(), QTimer()
edit.setWindowTitle("Typing")
edit.resize(700, 500)
def write(): keep(edit.toPlainText())
timer.setSingleShot(True)
timer.timeout.connect(write)
edit.textChanged.connect(lambda: timer.start(0))
edit.show()
write()
app.exec_()
"""

_PAGE = """<!doctype html><meta charset=utf-8><title>Typing</title>
<textarea autofocus spellcheck=false style="width:95%;height:90%"></textarea><script>
const field = document.querySelector("textarea"); let busy = false, stale = false;
async function send() {
  if (busy) { stale = true; return }
  busy = true; stale = false;
  await fetch("/text", {method: "POST", body: field.value}); busy = false;
  if (stale) send();
}
field.addEventListener("input", send); send();
</script>"""

# Nothing that is typed is corrected, completed or asked about.
_OFF = {
    "/org.openoffice.Office.Writer/AutoFunction/Format/ByInput": ("Enable",),
    "/org.openoffice.Office.Writer/AutoFunction/Completion": ("Enable",),
    "/org.openoffice.Office.Common/AutoCorrect": (
        *("CapitalAtSentenceStart", "TwoCapitalsAtStart", "ReplaceSingleQuote", "ReplaceDoubleQuote"),
        *("ChangeOrdinalNumber", "ChangeToDash", "SetInetAttribute", "ChangeUnderlineWeight"),
        *("UseReplacementTable", "CorrectAccidentalCapsLock", "RemoveDoubleSpaces", "AddNonBrkSpace"),
        *("TransliterateRTL", "ChangeAngleQuotes"),
    ),
    "/org.openoffice.Office.Common/Save/Document": ("WarnAlienFormat",),
    "/org.openoffice.Office.Common/Misc": ("ShowTipOfTheDay", "FirstRun"),
    "/org.openoffice.Office.Linguistic/SpellChecking": ("IsSpellAuto",),
}
_ITEM = '<item oor:path="{}"><prop oor:name="{}" oor:op="fuse"><value>false</value></prop></item>'
_SETTINGS = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    "{}</oor:items>"
)


@dataclass(frozen=True, slots=True)
class Field:
    """An application that runs.

    held: what its field holds; None until it is there. save: has it tell. pause: what is still to come comes
    within so many seconds of what came last. rest: how long its window is still before.
    """

    title: str
    held: Callable[[], str | None]
    save: Callable[[], None] | None = None
    pause: float = 4.0
    rest: float = 1.0


@contextmanager
def opened(kind: str, desktop: VirtualDesktop, folder: Path) -> Iterator[Field]:
    """One of `KINDS`, until the block ends.

    :raises Unavailable: it is not installed.
    """
    folder.mkdir(parents=True)
    with ExitStack() as stack:
        command, field = _MAKERS[kind](folder, desktop, stack)
        if shutil.which(command[0]) is None:
            raise Unavailable(f"{command[0]}, for {kind}", "it is not installed", "scripts/hands-setup.sh")
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(command, env=desktop.env, stdout=log, stderr=log, cwd=folder)
        try:
            yield field
        finally:
            process.terminate()
            process.wait(20)


_Made = tuple[list[str], Field]


def _program(source: str) -> Callable[[Path, VirtualDesktop, ExitStack], _Made]:
    def make(folder: Path, desktop: VirtualDesktop, stack: ExitStack) -> _Made:
        file = folder / "typed"
        (folder / "field.py").write_text(source)
        return [_PYTHON, str(folder / "field.py"), str(file)], Field(TITLE, lambda: _read(file))

    return make


def _terminal(folder: Path, desktop: VirtualDesktop, stack: ExitStack) -> _Made:
    file = folder / "typed"
    file.touch()
    inner = ["sh", "-c", 'exec cat > "$0"', str(file)]
    return ["xterm", "-u8", "-T", TITLE, "-e", *inner], Field(TITLE, lambda: _read(file))


def _browser(folder: Path, desktop: VirtualDesktop, stack: ExitStack) -> _Made:
    kept: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(_PAGE.encode())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            kept[:] = [body.decode("utf-8")]
            self._answer(b"")

        def _answer(self, body: bytes) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            return

    server = stack.enter_context(http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    stack.callback(server.shutdown)
    address = f"--app=http://127.0.0.1:{server.server_port}/"
    profile = f"--user-data-dir={folder / 'profile'}"
    return [*CHROMIUM, profile, address], Field(TITLE, lambda: kept[0] if kept else None)


def _office(folder: Path, desktop: VirtualDesktop, stack: ExitStack) -> _Made:
    file, profile = folder / "Typing.txt", folder / "profile" / "user"
    profile.mkdir(parents=True)
    items = "".join(_ITEM.format(path, name) for path, names in _OFF.items() for name in names)
    (profile / "registrymodifications.xcu").write_text(_SETTINGS.format(items))
    file.write_bytes(b"\xef\xbb\xbf")  # by it the office knows in which encoding to save
    install = f"-env:UserInstallation={profile.parent.as_uri()}"
    command = ["soffice", "--writer", "--norestore", "--nologo", install, str(file)]

    def save() -> None:
        subprocess.run(["xdotool", "key", "ctrl+s"], env=desktop.env, check=True, timeout=20)
        time.sleep(0.5)

    def held() -> str | None:
        """Without the newline with which the office ends the last paragraph of a file, too."""
        text = _read(file)
        return text.removesuffix("\n") if text is not None else None

    return command, Field(file.name, held, save, pause=30.0, rest=2.0)


def _read(file: Path) -> str | None:
    try:
        return file.read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n")
    except OSError:
        return None


_MAKERS: dict[str, Callable[[Path, VirtualDesktop, ExitStack], _Made]] = {
    "GTK 3": _program(_GTK3),
    "GTK 4": _program(_GTK4),
    "Qt": _program(_QT),
    "Chromium": _browser,
    "xterm": _terminal,
    "LibreOffice": _office,
}
KINDS = tuple(_MAKERS)

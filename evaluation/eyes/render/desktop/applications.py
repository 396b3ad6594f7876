# ruff: noqa: E501 - data and long calls read better unbroken
"""Real applications that training never sees, each brought to one screen: `python -m … [NAME ...]`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from evaluation.eyes.render.desktop import mendings
from evaluation.eyes.render.desktop.metrics import Face
from evaluation.eyes.render.desktop.papers import ledger, letter, pdf_page, program
from evaluation.eyes.render.desktop.session import Look, Session, take
from evaluation.eyes.render.desktop.tree import Mending, Reader, read
from evaluation.eyes.render.finish import CORPUS, Draft, save
from innervate.core.geometry import Rect

MAXIMIZE = (("maximize", ":ACTIVE:"), ("sleep", "4"))


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen of the corpus. mending: made from what was taken."""

    name: str
    split: str
    application: str
    toolkit: str
    session: Session
    mending: Callable[[Reader], Mending] = lambda reader: Mending()
    fonts: tuple[str, ...] = ()


def screens() -> list[Screen]:
    """All of them."""
    return [*_development(), *_held_out()]


def _development() -> list[Screen]:
    greybird, adwaita = Look("Greybird", "Cantarell", 11), Look("Adwaita", "Cantarell", 11, smoothing="rgb")
    names = {f"Records/{n}": "x" * size for n, size in ledger(41)}
    return [
        Screen("editor_mousepad", "development", "Mousepad", "gtk3",
               Session((("mousepad", "notes.txt"),), greybird, (*MAXIMIZE, ("key", "alt+e"), ("sleep", "2")), files={"notes.txt": letter(42)}),
               mendings.mousepad, fonts=("Cantarell", "Hack")),
        Screen("files_thunar", "development", "Thunar", "gtk3",
               Session((("thunar", "Records"),), greybird, (*MAXIMIZE, ("key", "ctrl+2"), ("sleep", "3")), files=names), mendings.thunar),
        Screen("calculator_galculator", "development", "galculator", "gtk3",
               Session((("galculator",),), adwaita, (("sleep", "2"), ("type", "1234.5*8")), size=(1366, 768)), mendings.galculator),
        Screen("mouse_xfce", "development", "Xfce mouse settings", "gtk3",
               Session((("xfce4-accessibility-settings",), ("xfce4-mouse-settings",)), greybird, (("sleep", "2"),), size=(1366, 768)), mendings.settings),
        Screen("calculator_qalculate", "development", "Qalculate!", "gtk3",
               Session((("qalculate-gtk",),), Look("Adwaita", "Lato", 10, dark=True), (*MAXIMIZE, ("key", "alt+f")), size=(1366, 768)), mendings.qalculate),
    ]  # fmt: skip


def _held_out() -> list[Screen]:
    arc, arc_dark = Look("Arc", "Inter", 10), Look("Arc-Dark", "Cantarell", 11, smoothing="rgb")
    materia = Look("Materia", "Lato", 11)
    breeze = Look("Breeze", "Carlito", 11.25)  # Qt: 9 points at 120 dpi
    kde = {".config/kdeglobals": _KDE, ".config/keepassxc/keepassxc.ini": _KEEPASS}
    qt = {
        "QT_STYLE_OVERRIDE": "Breeze",
        "QT_QPA_PLATFORMTHEME": "gtk3",
        "XDG_CURRENT_DESKTOP": "KDE",
        "KDE_FULL_SESSION": "true",
    }
    names = {f"Archive/{n}": "x" * size for n, size in ledger(43)}
    claws = {
        ".claws-mail/accountrc": _CLAWS_ACCOUNT,
        ".claws-mail/folderlist.xml": _CLAWS_FOLDERS,
        ".claws-mail/clawsrc": _CLAWS,
        "Mail/inbox/.keep": "",
    }
    return [
        Screen("editor_gedit", "held_out", "gedit", "gtk3",
               Session((("gedit", "program.py"),), arc, (*MAXIMIZE, ("key", "ctrl+h"), ("sleep", "2")), files={"program.py": program(44)}), mendings.gedit, fonts=("Inter", "Hack")),
        Screen("document_evince", "held_out", "Evince", "gtk3",
               Session((("evince", "invoice.pdf"),), arc_dark, MAXIMIZE, files={"invoice.pdf": pdf_page(45)}), mendings.evince, fonts=("Cantarell", "Gentium Basic")),
        Screen("mail_claws", "held_out", "Claws Mail", "gtk3",
               Session((("claws-mail",),), materia, (*MAXIMIZE, ("key", "alt+c"), ("sleep", "1"), ("key", "Up"), ("key", "Up"), ("key", "Up")), files=claws), mendings.claws),
        Screen("files_pcmanfm", "held_out", "PCManFM", "gtk2",
               Session((("pcmanfm", "--no-desktop", "Archive"),), Look("Raleigh", "Quicksand", 11), (*MAXIMIZE, ("key", "ctrl+4"), ("sleep", "2")), files=names), mendings.pcmanfm),
        Screen("passwords_keepassxc", "held_out", "KeePassXC", "qt5",
               Session((("keepassxc",),), breeze, (*MAXIMIZE, ("mousemove", "506", "70"), ("click", "1"), ("sleep", "3"), ("mousemove", "1919", "1079")), files=kde, environment=qt), mendings.keepassxc),
        Screen("calculator_kcalc", "held_out", "KCalc", "qt5",
               Session((("kcalc",),), breeze, (("sleep", "2"), ("type", "482*19")), size=(1366, 768), files=kde, environment=qt), mendings.kcalc),
        Screen("editor_kwrite", "held_out", "KWrite", "qt5",
               Session((("kwrite", "notes.txt"),), breeze, (*MAXIMIZE, ("key", "ctrl+f"), ("sleep", "2")), files={**kde, "notes.txt": letter(46)}, environment=qt), mendings.kwrite, fonts=("Carlito", "Hack")),
        Screen("letter_writer", "held_out", "LibreOffice Writer", "libreoffice",
               Session((("libreoffice", "--norestore", "--nologo", "--writer"),), materia, (*MAXIMIZE, ("key", "alt+o"), ("sleep", "2")), wait=12), mendings.writer),
    ]  # fmt: skip


def take_one(screen: Screen, corpus: Path = CORPUS) -> None:
    """Take, read and save one screen into its split's folder of the corpus."""
    print(screen.name)
    frame, picture = take(screen.session)
    look = screen.session.look
    pixels = look.points * look.dpi / 72
    faces = (*(Face(look.font, pixels * scale, style) for scale, style in _FACES), Face("Hack", pixels))
    reader = Reader(frame, picture, faces)
    reader.mending = screen.mending(reader)
    dark = " dark" if look.dark else ""
    draft = Draft(
        screen.name,
        screen.split,
        screen.application,
        screen.toolkit,
        look.theme + dark,
        screen.fonts or (look.font,),
    )
    draft.ignore.extend(
        Rect(w.bounds.x - 2, w.bounds.y - 21, w.bounds.width + 4, 21) for w in frame.windows if not w.popup
    )
    read(draft, reader)
    save(draft, Image.fromarray(picture), corpus)


_FACES = (
    (1.0, "Regular"),
    (1.0, "Bold"),
    (0.83, "Regular"),
    (1.2, "Bold"),
    (1.2, "Regular"),
    (0.92, "Regular"),
)

_KDE = """[General]
font=Carlito,11,-1,5,50,0,0,0,0,0
menuFont=Carlito,11,-1,5,50,0,0,0,0,0
toolBarFont=Carlito,11,-1,5,50,0,0,0,0,0
smallestReadableFont=Carlito,10,-1,5,50,0,0,0,0,0
fixed=Hack,11,-1,5,50,0,0,0,0,0
[KDE]
widgetStyle=Breeze
[Icons]
Theme=breeze
"""
_KEEPASS = """[General]
ConfigVersion=2
UpdateCheckMessageShown=true
[GUI]
ApplicationTheme=classic
CheckForUpdates=false
"""
_CLAWS = "[Common]\nconfig_version=4\n"
_CLAWS_ACCOUNT = """[Account: 1]
account_name=Office
is_default=1
name=Office
address=office@example.org
protocol=5
local_inbox=#mh/Mail/inbox
"""
_CLAWS_FOLDERS = """<?xml version="1.0" encoding="UTF-8"?>
<folderlist><folder type="mh" collapsed="0" name="Mailbox" path="Mail"><folderitem type="normal" path=""/>
<folderitem type="inbox" name="inbox" path="inbox"/></folder></folderlist>
"""


def main() -> None:
    wanted = sys.argv[1:]
    for screen in screens():
        if not wanted or screen.name in wanted:
            try:
                take_one(screen)
            except (RuntimeError, StopIteration, AssertionError) as error:
                print("  failed:", repr(error))


if __name__ == "__main__":
    main()

"""More real applications, to choose by: `python -m evaluation.eyes.render.desktop.more FOLDER [NAME ...]`.

They are neither of the corpus nor of training; nothing of them is kept here. No application's tree is mended:
their texts are confirmed by their ink, or ignored; their elements are only what their trees say. What is in
FOLDER already is not taken again; an application that is not installed is left out, and that is said.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from evaluation.eyes.render.desktop.applications import MAXIMIZE, Screen, take_one
from evaluation.eyes.render.desktop.papers import ledger, letter, program
from evaluation.eyes.render.desktop.session import Look, Session

_QT = {"QT_QPA_PLATFORMTHEME": "gtk3"}
_LOOKS = (
    Look("Adwaita", "Inter", 11),
    Look("Greybird", "Cantarell", 11, smoothing="rgb"),
    Look("Adwaita", "Carlito", 12, dark=True),
    Look("Menta", "Lato", 10.5),
    Look("Greybird", "Quicksand", 11),
    Look("Adwaita", "Cantarell", 10, smoothing="rgb"),
    Look("TraditionalOk", "Inter", 10),
    Look("HighContrast", "Lato", 11),
)


def screens() -> Iterator[Screen]:
    """All of them."""
    for number, (name, toolkit, command, steps, size) in enumerate(_APPLICATIONS):
        look = _LOOKS[number % len(_LOOKS)]
        style = {"QT_STYLE_OVERRIDE": ("Fusion", "Oxygen", "QtCurve", "Adwaita")[number % 4]} | _QT
        session = Session(
            (command,),
            look,
            steps,
            files=_FILES,
            size=size,
            environment=style if toolkit == "qt5" else {},
            wait=8,
        )
        yield Screen(name, "more", name, toolkit, session, fonts=(look.font, "Hack"))


_FILES: dict[str, str | bytes] = {
    "notes.txt": letter(71),
    "report.py": program(72),
    "sums.csv": "\n".join(f"{n},{s},{s * 3 / 100:.2f}" for n, s in ledger(74)),
    **{f"Papers/{n}": "x" * s for n, s in ledger(73)},
}


def _menu(keys: str, *more: str) -> tuple[tuple[str, ...], ...]:
    return (*MAXIMIZE, ("key", keys), *(("key", key) for key in more), ("sleep", "1"))


_LARGE, _SMALL = (1920, 1080), (1366, 768)
_APPLICATIONS: tuple[tuple[str, str, tuple[str, ...], tuple[tuple[str, ...], ...], tuple[int, int]], ...] = (
    ("geany", "gtk3", ("geany", "report.py"), MAXIMIZE, _LARGE),
    ("geany_menu", "gtk3", ("geany", "notes.txt"), _menu("alt+e"), _SMALL),
    ("homebank", "gtk3", ("homebank",), _menu("alt+m"), _SMALL),
    ("gnumeric", "gtk3", ("gnumeric", "sums.csv"), MAXIMIZE, _LARGE),
    ("gnumeric_menu", "gtk3", ("gnumeric", "sums.csv"), _menu("alt+o"), _SMALL),
    ("grisbi", "gtk3", ("grisbi",), MAXIMIZE, _SMALL),
    ("gnome_calculator", "gtk3", ("gnome-calculator",), (("type", "77*1.5"),), _SMALL),
    ("glade", "gtk3", ("glade",), _menu("F10"), _LARGE),
    ("dconf", "gtk3", ("dconf-editor", "/org/gnome/desktop/"), MAXIMIZE, _SMALL),
    ("easytag", "gtk3", ("easytag",), MAXIMIZE, _LARGE),
    ("bleachbit", "gtk3", ("bleachbit",), MAXIMIZE, _SMALL),
    ("gtkhash", "gtk3", ("gtkhash",), MAXIMIZE, _SMALL),
    ("system_monitor", "gtk3", ("gnome-system-monitor",), MAXIMIZE, _SMALL),
    ("transmission", "gtk3", ("transmission-gtk",), _menu("alt+e"), _SMALL),
    ("file_roller", "gtk3", ("file-roller",), MAXIMIZE, _SMALL),
    ("abiword", "gtk3", ("abiword", "notes.txt"), _menu("alt+f"), _LARGE),
    ("appfinder", "gtk3", ("xfce4-appfinder",), MAXIMIZE, _SMALL),
    ("lxappearance", "gtk3", ("lxappearance",), MAXIMIZE, _SMALL),
    ("gnucash", "gtk3", ("gnucash", "--nofile"), _menu("alt+a"), _LARGE),
    ("xournalpp", "gtk3", ("xournalpp",), _menu("alt+e"), _LARGE),
    ("terminal", "gtk3", ("xfce4-terminal",), _menu("alt+e"), _SMALL),
    ("featherpad", "qt5", ("featherpad", "report.py"), MAXIMIZE, _LARGE),
    ("featherpad_menu", "qt5", ("featherpad", "notes.txt"), _menu("alt+e"), _SMALL),
    ("speedcrunch", "qt5", ("speedcrunch",), (*MAXIMIZE, ("type", "4*7.25\n1/3\n")), _SMALL),
    ("qpdfview", "qt5", ("qpdfview",), _menu("alt+e"), _SMALL),
    ("sqlitebrowser", "qt5", ("sqlitebrowser",), MAXIMIZE, _LARGE),
    ("qbittorrent", "qt5", ("qbittorrent",), _menu("alt+e"), _LARGE),
    ("pcmanfm_qt", "qt5", ("pcmanfm-qt", "Papers"), (*MAXIMIZE, ("key", "ctrl+4")), _SMALL),
    ("kmymoney", "qt5", ("kmymoney",), _menu("alt+t"), _LARGE),
    ("okular", "qt5", ("okular", "notes.txt"), _menu("alt+s"), _LARGE),
    ("dolphin", "qt5", ("dolphin", "Papers"), (*MAXIMIZE, ("key", "ctrl+3")), _SMALL),
    ("texstudio", "qt5", ("texstudio", "notes.txt"), _menu("alt+e"), _LARGE),
    ("lyx", "qt5", ("lyx",), _menu("alt+f"), _SMALL),
    ("kolourpaint", "qt5", ("kolourpaint",), _menu("alt+i"), _SMALL),
)  # fmt: skip


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("names", nargs="*")
    options = asked.parse_args()
    known = {screen.name: screen for screen in screens()}
    if unknown := set(options.names) - known.keys():
        asked.error(f"no such screen: {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    for name in options.names or known:
        screen = known[name]
        if not (options.folder / screen.split / f"{name}.json").exists():
            try:
                take_one(screen, options.folder)
            except (RuntimeError, StopIteration, AssertionError, OSError) as error:
                print("  failed:", repr(error)[:600], flush=True)


if __name__ == "__main__":
    main()

"""Shows interfaces with Tk (ttk themes, or the bare old widgets) and reports what shows where."""

import tkinter as tk
from random import Random
from tkinter import font as tkfont
from tkinter import ttk

from training.screens.toolkits import tk_build, tk_read
from training.screens.toolkits.wire import Json, Report, serve

_STOCK = ("clam", "alt", "default", "classic", "bare")
_PLAIN = {
    "background": "#d9d9d9",
    "foreground": "black",
    "fieldbackground": "white",
    "troughcolor": "#c3c3c3",
}
_FIELD = {"background": "white", "fieldbackground": "white"}
_FOLDERS = [f"/usr/share/tcltk/{name}" for name in ("ttkthemes/themes", "ttkthemes/png", "awthemes")]


class Zoo:
    """The windows of the screen that shows now."""

    def __init__(self) -> None:
        self._root = tk.Tk()
        self._root.withdraw()
        for folder in _FOLDERS:
            self._root.tk.call("lappend", "auto_path", folder)
        self._colours: dict[str, dict[str, dict[str, str]]] = {}
        self._windows: list[tk.Toplevel] = []
        self._menu: tk.Menu | None = None

    def show(self, request: Json) -> Json:
        """Build, wait until all is drawn, report."""
        rng = Random(str(request["seed"]))
        for name in (
            "TkDefaultFont",
            "TkTextFont",
            "TkMenuFont",
            "TkHeadingFont",
            "TkCaptionFont",
            "TkSmallCaptionFont",
        ):
            tkfont.nametofont(name).configure(
                family=str(request["family"]), size=-max(8, int(str(request["size"])))
            )
        theme = str(request["theme"])
        style = ttk.Style(self._root)
        self._use(style, "default" if theme == "bare" else theme)
        style.configure("Treeview", rowheight=int(str(request["size"])) + rng.randint(5, 14))
        ground = _tints(self._root, style, rng, theme)
        for spec in request["windows"]:  # type: ignore[attr-defined]
            build = tk_build.Builder(
                self._root, str(request["icons"]), Random(str(request["seed"])), theme == "bare", ground
            )
            window = build.window(spec)
            size = f"{spec['w']}x{spec['h']}" if not spec["dialog"] else ""
            window.geometry(f"{size}+{spec['x']}+{spec['y']}")
            self._windows.append(window)
            self.wait(200)
            if build.opened is not None:
                self._menu, x, y = build.opened()
                self._menu.post(x, y)
        self.wait(350)
        report = Report()
        for window in self._windows:
            tk_read.window(report, window)
        if self._menu is not None and self._menu.winfo_viewable():
            tk_read.popup(report, self._menu)
        return report.as_json("tk zoo", theme, [str(request["family"])])

    def _use(self, style: ttk.Style, theme: str) -> None:
        """Change to a theme, loaded from Debian's packages if Tk does not have it. Fails if there is none."""
        if theme not in style.theme_names():
            name = "scid" if theme.startswith("scid") else theme
            self._root.tk.call("package", "require", f"ttk::theme::{name}")
        style.theme_use(theme)
        if theme in _STOCK:
            for part, colours in self._colours.setdefault(theme, _colours(style)).items():
                style.configure(part, **colours)

    def bare(self) -> bool:
        """Tk cannot hide its text."""
        return False

    def clear(self) -> None:
        """Close everything."""
        if self._menu is not None:
            self._menu.unpost()
        for window in self._windows:
            window.destroy()
        self._windows, self._menu = [], None
        self.wait(50)

    def wait(self, milliseconds: int) -> None:
        """Let the toolkit work for a while."""
        done = tk.BooleanVar(self._root)
        self._root.after(milliseconds, lambda: done.set(True))
        self._root.wait_variable(done)


def _tints(root: tk.Tk, style: ttk.Style, rng: Random, theme: str) -> str | None:
    """Random colours over a stock theme, or a drawn theme's own for the plain widgets; the ground of fields, or
    None for white."""
    root.option_clear()  # What other themes put there.
    root.tk_setPalette(background="#d9d9d9", foreground="black")
    if theme not in _STOCK:
        return _own_colours(root, style)
    if rng.random() < 0.45:
        return None
    dark = rng.random() < 0.35
    hue = [rng.randint(0, 255) for _ in range(3)]

    def mix(light: float, share: float = 0.1) -> str:
        return "#" + "".join(f"{round(255 * light * (1 - share) + part * share):02x}" for part in hue)

    ground, ink, field = (
        (mix(0.16), mix(0.95), mix(0.1)) if dark else (mix(rng.uniform(0.8, 0.95)), mix(0.03), "#ffffff")
    )
    style.configure(
        ".", background=ground, foreground=ink, fieldbackground=field, troughcolor=mix(0.3 if dark else 0.75)
    )
    style.configure("Treeview", background=field, fieldbackground=field, foreground=ink)
    root.tk_setPalette(background=ground, foreground=ink)
    return field


def _colours(style: ttk.Style) -> dict[str, dict[str, str]]:
    """The colours of the theme in use that a tint changes, to undo it later."""
    names = {
        ".": ("background", "foreground", "fieldbackground", "troughcolor"),
        "Treeview": ("background", "fieldbackground", "foreground"),
    }
    found: dict[str, dict[str, str]] = {}
    for part, options in names.items():
        values = {name: str(style.configure(part, name) or "") or _PLAIN[name] for name in options}  # type: ignore[no-untyped-call]
        found[part] = values if part == "." or style.configure(part, "background") else {**values, **_FIELD}  # type: ignore[no-untyped-call]
    return found


def _own_colours(root: tk.Tk, style: ttk.Style) -> str | None:
    """A theme's colours for menus, lists and text areas, which themes don't reach."""
    ground, ink = (str(style.lookup("TLabel", name)) for name in ("background", "foreground"))
    for name in ("TButton", "Toolbutton"):
        style.configure(name, anchor="center")
    if not ground:
        return None
    root.tk_setPalette(background=ground, foreground=ink or "black")
    return ground if sum(root.winfo_rgb(ink or "black")) > 3 * 32768 else None


if __name__ == "__main__":
    zoo = Zoo()
    serve(zoo.show, zoo.bare, zoo.clear, zoo.wait)

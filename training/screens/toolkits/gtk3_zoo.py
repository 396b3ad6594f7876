"""Shows interfaces with GTK 3 and reports what shows where, from widget allocations and Pango layouts."""

import os
from random import Random

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("Gdk", "3.0")
from gi.repository import Gdk, GLib, Gtk  # noqa: E402

from training.screens.toolkits import gtk3_build, gtk3_read, gtk_style  # noqa: E402
from training.screens.toolkits.wire import Json, Report, serve  # noqa: E402

_BUILT_IN = ("Adwaita", "HighContrast", "HighContrastInverse")
SCALE = int(os.environ.get("GDK_SCALE", "1"))


class Zoo:
    """The windows of the screen that shows now."""

    def __init__(self) -> None:
        self._windows: list[Gtk.Window] = []
        self._menus: list[Gtk.Menu] = []
        self._providers: list[Gtk.CssProvider] = []

    def show(self, request: Json) -> Json:
        """Build, wait until all is drawn, report."""
        settings = Gtk.Settings.get_default()
        theme = str(request["theme"])
        dark = theme.endswith("-dark")
        name = "Adwaita" if theme == "own" else theme.removesuffix("-dark")
        if name not in _BUILT_IN and not gtk_style.found(name, dark, "3.*"):
            raise LookupError(f"theme {theme} is not installed")
        settings.set_property("gtk-theme-name", name)
        settings.set_property("gtk-application-prefer-dark-theme", dark)
        settings.set_property("gtk-cursor-blink", False)
        settings.set_property("gtk-enable-animations", False)
        settings.set_property("gtk-overlay-scrolling", False)
        rgba = Random(str(request["seed"])).random()
        settings.set_property("gtk-xft-rgba", "rgb" if rgba < 0.35 else "none")
        settings.set_property("gtk-xft-hintstyle", ("hintslight", "hintfull", "hintnone")[int(rgba * 30) % 3])
        settings.set_property("gtk-xft-antialias", 1)
        self._style(gtk_style.font_css(str(request["family"]), max(7, int(str(request["size"])))))
        if theme == "own":
            self._style(gtk_style.tint_css(Random(str(request["seed"]))))
        for spec in request["windows"]:  # type: ignore[attr-defined]
            self._open(spec, str(request["icons"]), Random(str(request["seed"])))
        spin(500)
        report = Report()
        for window in self._windows:
            gtk3_read.window(report, window, SCALE)
        for menu in self._menus:
            gtk3_read.popup(report, menu, SCALE)
        return report.as_json("gtk3 zoo", theme, [str(request["family"])])

    def _open(self, spec: Json, icons: str, rng: Random) -> None:
        build = gtk3_build.Builder(icons, rng)
        window = build.window(spec)
        window.move(int(str(spec["x"])) // SCALE, int(str(spec["y"])) // SCALE)
        window.resize(int(str(spec["w"])) // SCALE, int(str(spec["h"])) // SCALE)
        window.show_all()
        self._windows.append(window)
        spin(200)
        if build.opened is not None:
            menu = build.opened.get_submenu()
            build.opened.select()
            menu.popup_at_widget(build.opened, Gdk.Gravity.SOUTH_WEST, Gdk.Gravity.NORTH_WEST, None)
            self._menus.append(menu)
            spin(100)

    def _style(self, css: str) -> None:
        provider = Gtk.CssProvider()
        provider.load_from_data(css.encode())
        priority = Gtk.STYLE_PROVIDER_PRIORITY_USER + len(self._providers)
        Gtk.StyleContext.add_provider_for_screen(Gdk.Screen.get_default(), provider, priority)
        self._providers.append(provider)

    def bare(self) -> bool:
        """Hide all text."""
        self._style(gtk_style.HIDE_TEXT)
        spin(250)
        return True

    def clear(self) -> None:
        """Close everything and drop its styles."""
        for menu in self._menus:
            menu.popdown()
        for window in self._windows:
            window.destroy()
        for provider in self._providers:
            Gtk.StyleContext.remove_provider_for_screen(Gdk.Screen.get_default(), provider)
        self._windows, self._menus, self._providers = [], [], []
        spin(50)


def spin(milliseconds: int) -> None:
    """Let the toolkit work for a while."""
    loop = GLib.MainLoop()
    GLib.timeout_add(milliseconds, loop.quit)
    loop.run()


if __name__ == "__main__":
    zoo = Zoo()
    serve(zoo.show, zoo.bare, zoo.clear, spin)

"""Shows interfaces with GTK 4 and reports what shows where, from computed bounds and Pango layouts."""

import os
from random import Random

import gi

gi.require_version("Gtk", "4.0")
gi.require_version("Gdk", "4.0")
gi.require_version("GdkX11", "4.0")
from gi.repository import Gdk, GdkX11, GLib, Gtk  # noqa: E402, F401

from training.screens.toolkits import gtk4_build, gtk4_read, gtk_style  # noqa: E402
from training.screens.toolkits.wire import Json, Report, serve  # noqa: E402

_BUILT_IN = ("Default", "Default-hc")
SCALE = int(os.environ.get("GDK_SCALE", "1"))


class Zoo:
    """The windows of the screen that shows now."""

    def __init__(self) -> None:
        self._windows: list[tuple[Gtk.Window, Json]] = []
        self._providers: list[Gtk.CssProvider] = []

    def show(self, request: Json) -> Json:
        """Build and draw; windows stand where the window manager put them until `placed` says otherwise."""
        settings, theme = Gtk.Settings.get_default(), str(request["theme"])
        rng = Random(str(request["seed"]))
        name, dark = ("Default" if theme == "own" else theme.removesuffix("-dark")), theme.endswith("-dark")
        if name not in _BUILT_IN and not gtk_style.found(name, dark, "4.*"):
            raise LookupError(f"theme {theme} is not installed")
        settings.set_property("gtk-theme-name", name)
        settings.set_property("gtk-application-prefer-dark-theme", dark)
        settings.set_property("gtk-enable-animations", False)
        settings.set_property("gtk-cursor-blink", False)
        settings.set_property("gtk-overlay-scrolling", False)
        settings.set_property("gtk-xft-hintstyle", rng.choice(("hintslight", "hintfull", "hintnone")))
        self._style(gtk_style.font_css(str(request["family"]), max(7, int(str(request["size"])))))
        if theme == "own":
            self._style(gtk_style.tint_css(rng))
        windows: list[Json] = list(request["windows"])  # type: ignore[call-overload]
        for spec in windows:
            window = gtk4_build.Builder(str(request["icons"]), Random(str(request["seed"]))).window(spec)
            window.set_default_size(
                max(100, int(str(spec["w"])) // SCALE), max(60, int(str(spec["h"])) // SCALE)
            )
            window.present()
            self._windows.append((window, spec))
            wait(250)
        wait(300)
        report = Report()
        places: list[Json] = []
        for window, spec in self._windows:
            at = (int(str(spec["x"])), int(str(spec["y"])))
            places.append({"window": window.get_surface().get_xid(), "x": at[0], "y": at[1]})
            gtk4_read.window(report, window, SCALE, at)
        return {**report.as_json("gtk4 zoo", theme, [str(request["family"])]), "places": places}

    def _style(self, css: str) -> None:
        provider = Gtk.CssProvider()
        provider.load_from_data(css.encode())
        priority = Gtk.STYLE_PROVIDER_PRIORITY_USER + len(self._providers)
        Gtk.StyleContext.add_provider_for_display(Gdk.Display.get_default(), provider, priority)
        self._providers.append(provider)

    def bare(self) -> bool:
        """Hide all text."""
        self._style(gtk_style.HIDE_TEXT + " placeholder { color: transparent; }")
        wait(250)
        return True

    def clear(self) -> None:
        """Close everything and drop its styles."""
        for window, _ in self._windows:
            window.destroy()
        for provider in self._providers:
            Gtk.StyleContext.remove_provider_for_display(Gdk.Display.get_default(), provider)
        self._windows, self._providers = [], []
        wait(50)


def wait(milliseconds: int) -> None:
    """Let the toolkit work for a while."""
    loop = GLib.MainLoop()
    GLib.timeout_add(milliseconds, loop.quit)
    loop.run()


if __name__ == "__main__":
    Gtk.init()
    zoo = Zoo()
    serve(zoo.show, zoo.bare, zoo.clear, wait)

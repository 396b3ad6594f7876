"""Shows interfaces with Qt widgets (PyQt5) and reports what shows where, from widget and style geometry."""

import sys
from random import Random

from PyQt5.QtCore import QEventLoop, Qt, QTimer
from PyQt5.QtGui import QColor, QFont, QPalette
from PyQt5.QtWidgets import QApplication, QMainWindow, QStyleFactory, QWidget

from training.screens.toolkits import qt_build, qt_kvantum, qt_read, qt_sheet
from training.screens.toolkits.wire import Json, Report, serve

_TEXT = (QPalette.WindowText, QPalette.Text, QPalette.ButtonText, QPalette.HighlightedText, QPalette.BrightText, QPalette.PlaceholderText,
         QPalette.Link, QPalette.ToolTipText)  # fmt: skip


class Zoo:
    """The windows of the screen that shows now."""

    def __init__(self, application: QApplication) -> None:
        self._application = application
        self._windows: list[QMainWindow] = []
        self._menu: QWidget | None = None
        self._theme, self._sheet_seed = "Fusion", 0.0
        self._paper = QPalette()
        self.scale = application.primaryScreen().devicePixelRatio()

    def show(self, request: Json) -> Json:
        """Build, wait until all is drawn, report."""
        rng = Random(str(request["seed"]))
        self._theme = str(request["theme"])
        self._sheet_seed = rng.random()
        self._dress(self._theme, False)
        self._application.setPalette(_palette(rng, self._theme))
        self._write_sheet(False)
        font = QFont(str(request["family"]))
        font.setPixelSize(max(7, int(str(request["size"]))))
        font.setHintingPreference(
            rng.choice((QFont.PreferNoHinting, QFont.PreferFullHinting, QFont.PreferVerticalHinting))
        )
        self._application.setFont(font)
        scale = self.scale
        for spec in request["windows"]:  # type: ignore[attr-defined]
            build = qt_build.Builder(str(request["icons"]), Random(str(request["seed"])))
            window = build.window(spec)
            x, y, w, h = (round(int(str(spec[key])) / scale) for key in "xywh")
            window.setGeometry(x, y, max(w, 120), max(h, 80))
            window.show()
            self._windows.append(window)
            wait(150)
            if build.opened is not None:
                title, menu = build.opened
                menu.popup(title)
                self._menu = menu
        wait(400)
        report = Report()
        for window in self._windows:
            qt_read.window(report, window, scale)
        if self._menu is not None and self._menu.isVisible():
            qt_read.popup(report, self._menu, scale)
        return report.as_json("qt zoo", self._theme, [str(request["family"])])

    def _dress(self, theme: str, hidden: bool) -> None:
        """Change to a style. Fails if it is not installed."""
        family, _, variant = theme.partition("/")
        if family == "kvantum":
            qt_kvantum.choose(variant, hidden)
        self._application.setStyleSheet("")
        name = "Fusion" if theme == "sheet" else family
        known = [key.lower() for key in QStyleFactory.keys()]  # noqa: SIM118
        if name.lower() not in known:
            raise LookupError(f"style {theme} is not installed")
        self._application.setStyle(QStyleFactory.create(name))

    def _write_sheet(self, hidden: bool) -> None:
        """The style sheet of our own, where the theme is one."""
        if self._theme == "sheet":
            self._paper = self._paper if hidden else QPalette(self._application.palette())
            rng = Random(self._sheet_seed)
            self._application.setStyleSheet(qt_sheet.sheet(rng, self._paper, hidden))

    def bare(self) -> bool:
        """Make all text transparent."""
        if self._theme.startswith("kvantum"):
            self._dress(self._theme, True)
        palette = QPalette(self._application.palette())
        clear = QColor(0, 0, 0, 0)
        for role in _TEXT:
            palette.setColor(QPalette.All, role, clear)
        self._application.setPalette(palette)
        for window in [*self._windows, *([self._menu] if self._menu else [])]:
            for widget in [window, *window.findChildren(QWidget)]:
                widget.setPalette(palette)
        self._write_sheet(True)
        wait(250)
        return True

    def clear(self) -> None:
        """Close everything."""
        if self._menu is not None:
            self._menu.close()
        for window in self._windows:
            window.close()
            window.deleteLater()
        self._windows, self._menu = [], None
        wait(50)


_SELF_COLOURED = ("kvantum", "Adwaita", "HighContrast")


def _palette(rng: Random, theme: str) -> QPalette:
    """The style's own colours, a dark set, or random tints."""
    roll = rng.random()
    if roll < 0.35 or theme.startswith(_SELF_COLOURED):
        return QApplication.style().standardPalette()
    dark = roll > 0.7
    hue = rng.random()
    tint = rng.choice((0.0, 0.05, 0.2))

    def shade(light: float) -> QColor:
        return QColor.fromHslF(hue, tint, min(1.0, max(0.0, light)))

    low, high = (rng.uniform(0.1, 0.22), 0.92) if dark else (rng.uniform(0.85, 0.97), 0.06)
    palette = QPalette(shade(low + (0.06 if dark else -0.02)), shade(low))
    base = shade(low - 0.05 if dark else min(1.0, low + 0.08))
    accent = QColor.fromHslF(rng.random(), rng.uniform(0.4, 0.9), rng.uniform(0.3, 0.5))
    for role, colour in ((QPalette.WindowText, shade(high)), (QPalette.Text, shade(high)), (QPalette.ButtonText, shade(high)), (QPalette.Base, base),
                         (QPalette.AlternateBase, shade(low)), (QPalette.Highlight, accent), (QPalette.HighlightedText, QColor("white")),
                         (QPalette.Link, accent.lighter(150 if dark else 100))):  # fmt: skip
        palette.setColor(role, colour)
    for role in (QPalette.WindowText, QPalette.Text, QPalette.ButtonText):
        palette.setColor(QPalette.Disabled, role, shade((low + high) / 2))
    return palette


def wait(milliseconds: int) -> None:
    """Let the toolkit work for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec_()


if __name__ == "__main__":
    QApplication.setAttribute(Qt.AA_EnableHighDpiScaling)
    QApplication.setAttribute(Qt.AA_UseHighDpiPixmaps)
    zoo = Zoo(QApplication(sys.argv[:1]))
    serve(zoo.show, zoo.bare, zoo.clear, wait)

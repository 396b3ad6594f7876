"""Style sheets of our own over Fusion: flat, rounded, bordered, underlined and more."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from PyQt5.QtGui import QColor, QPalette


@dataclass(frozen=True, slots=True)
class Paint:
    """The colours and measures of one style sheet."""

    window: QColor
    base: QColor
    face: QColor
    line: QColor
    accent: QColor
    text: QColor
    faint: QColor
    radius: int
    pad: int
    ink: Callable[[QColor], str]

    @property
    def border(self) -> str:
        """A thin line around something."""
        return f"1px solid {self.line.name()}"


_STRONG = QColor("white")


def sheet(rng: Random, palette: QPalette, hidden: bool = False) -> str:
    """A random style sheet in a palette's colours; `hidden` gives the same one with transparent text."""
    window, base, text = (
        palette.color(part) for part in (QPalette.Window, QPalette.Base, QPalette.WindowText)
    )
    dark = window.lightness() < 128
    paint = Paint(
        window,
        base,
        window.lighter(rng.randint(105, 150)) if dark else window.darker(rng.randint(100, 112)),
        window.lighter(rng.randint(140, 220)) if dark else window.darker(rng.randint(112, 170)),
        QColor.fromHslF(rng.random(), rng.uniform(0.35, 0.95), rng.uniform(0.3, 0.48)),
        text,
        palette.color(QPalette.Disabled, QPalette.WindowText),
        rng.choice((0, 2, 3, 4, 6, 9)),
        rng.randint(2, 7),
        lambda colour: "transparent" if hidden else str(colour.name()),
    )
    return "".join(part(rng, paint) for part in (_buttons, _fields, _views, _bars, _tabs))


def _buttons(rng: Random, paint: Paint) -> str:
    edge = rng.choice(
        (
            paint.border,
            paint.border,
            "none",
            f"2px solid {paint.line.name()}",
            f"1px solid {paint.accent.name()}",
        )
    )
    ground, colour = (
        (paint.accent.name(), _STRONG) if rng.random() < 0.25 else (_ground(rng, paint.face), paint.text)
    )
    return f"""
QPushButton {{ background: {ground}; color: {paint.ink(colour)}; border: {edge}; border-radius: {paint.radius}px;
 padding: {paint.pad}px {paint.pad * 2 + 2}px; }}
QPushButton:checked {{ background: {paint.accent.darker(120).name()}; color: {paint.ink(_STRONG)}; }}
QPushButton:disabled {{ background: {paint.window.name()}; color: {paint.ink(paint.faint)}; border-color: {paint.line.name()}; }}
"""


def _fields(rng: Random, paint: Paint) -> str:
    under = rng.random() < 0.3
    edge = (
        f"border: none; border-bottom: {rng.choice((1, 2))}px solid {paint.line.name()};"
        if under
        else f"border: {paint.border};"
    )
    ground = paint.base if rng.random() < 0.7 else paint.face
    shape = f"{edge} border-radius: {0 if under else paint.radius}px; padding: {max(1, paint.pad - 2)}px {paint.pad}px;"
    return f"""
QLineEdit, QPlainTextEdit {{ background: {ground.name()}; color: {paint.ink(paint.text)}; {shape} }}
QLineEdit:focus, QPlainTextEdit:focus {{ border-color: {paint.accent.name()}; }}
QLineEdit:disabled, QPlainTextEdit:disabled {{ color: {paint.ink(paint.faint)}; background: {paint.window.name()}; }}
QSpinBox QLineEdit {{ border: none; padding: 0; background: transparent; }}
"""


def _views(rng: Random, paint: Paint) -> str:
    ground = paint.face if rng.random() < 0.5 else paint.window
    sides = rng.choice(("border-right", "border-bottom", "border"))
    return f"""
QListWidget, QTreeWidget, QTableWidget {{ background: {paint.base.name()}; color: {paint.ink(paint.text)}; border: {paint.border}; outline: none;
 selection-color: {paint.ink(_STRONG)}; selection-background-color: {paint.accent.name()}; gridline-color: {paint.line.name()}; }}
QHeaderView::section {{ background: {_ground(rng, ground)}; color: {paint.ink(paint.text)}; border: none; {sides}: {paint.border};
 padding: {rng.randint(1, 5)}px; }}
"""


def _bars(rng: Random, paint: Paint) -> str:
    ground, colour = (paint.accent, _STRONG) if rng.random() < 0.15 else (paint.face, paint.text)
    return f"""
QMenuBar {{ background: {ground.name()}; color: {paint.ink(colour)}; }}
QMenuBar::item {{ background: transparent; padding: {rng.randint(2, 6)}px {rng.randint(5, 12)}px; }}
QMenuBar::item:selected {{ background: {paint.accent.darker(115).name()}; color: {paint.ink(_STRONG)}; }}
QToolBar {{ background: {_ground(rng, paint.face)}; border: none; border-bottom: {paint.border}; }}
"""


def _tabs(rng: Random, paint: Paint) -> str:
    """Boxed, underlined or pill-shaped tabs."""
    room = f"padding: {rng.randint(3, 8)}px {rng.randint(8, 18)}px; color: {paint.ink(paint.text)};"
    match rng.choice(("boxed", "underlined", "pill", "stock")):
        case "boxed":
            return f"""
QTabWidget::pane {{ border: {paint.border}; }}
QTabBar::tab {{ {room} background: {paint.face.name()}; border: {paint.border}; }}
QTabBar::tab:selected {{ background: {paint.base.name()}; }}
"""
        case "underlined":
            return f"""
QTabWidget::pane {{ border: none; border-top: {paint.border}; }}
QTabBar::tab {{ {room} background: transparent; border: none; border-bottom: 3px solid transparent; }}
QTabBar::tab:selected {{ border-bottom-color: {paint.accent.name()}; }}
"""
        case "pill":
            return f"""
QTabBar::tab {{ {room} background: {paint.face.name()}; border: none; border-radius: {paint.radius}px; }}
QTabBar::tab:selected {{ background: {paint.accent.name()}; color: {paint.ink(_STRONG)}; }}
"""
    return ""


def _ground(rng: Random, face: QColor) -> str:
    """A flat or gradient background."""
    if rng.random() < 0.6:
        return str(face.name())
    light, deep = face.lighter(rng.randint(104, 120)).name(), face.darker(rng.randint(104, 125)).name()
    return f"qlineargradient(x1:0, y1:0, x2:0, y2:1, stop:0 {light}, stop:1 {deep})"

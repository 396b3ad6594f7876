"""Reads from live Qt widgets what shows where."""

from PyQt5.QtCore import QRect, Qt
from PyQt5.QtGui import QFontMetrics
from PyQt5.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListWidget,
    QMainWindow,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollBar,
    QSlider,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QStyleOptionGroupBox,
    QTabBar,
    QTableWidget,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItemIterator,
    QWidget,
)  # fmt: skip

from training.screens.toolkits.wire import Json, Report, meet, trimmed

Box = list[float]
_ROOM = 22  # How far styles shift texts.


class Reader:
    """Walks one window and reports it."""

    def __init__(self, report: Report, scale: float, layer: int) -> None:
        self.report, self.scale, self.layer = report, scale, layer

    def box(self, widget: QWidget, rect: QRect | None = None) -> Box:
        """A rectangle of a widget as device pixels of the root."""
        rect = widget.rect() if rect is None else rect
        at = widget.mapToGlobal(rect.topLeft())
        return [v * self.scale for v in (at.x(), at.y(), at.x() + rect.width(), at.y() + rect.height())]

    def walk(self, widget: QWidget, clip: Box) -> None:
        """Report a widget and what is inside it."""
        if not widget.isVisible():
            return
        clip = meet(clip, self.box(widget))
        if isinstance(widget, QWidget) and not self._element(widget, clip):
            return
        for child in widget.children():
            if isinstance(child, QWidget) and not child.isWindow():
                self.walk(child, clip)

    def _text(
        self,
        widget: QWidget,
        text: str,
        rect: QRect,
        clip: Box,
        align: Qt.Alignment | int = Qt.AlignLeft | Qt.AlignVCenter,
    ) -> None:
        """One line of text aligned in a rectangle of a widget that holds no other text. Styles indent and embolden as
        they like, so the line gets some room at either side."""
        metrics = QFontMetrics(widget.font())
        text = text.replace("&&", "\0").replace("&", "").replace("\0", "&")
        wide = metrics.horizontalAdvance(text)
        place = metrics.boundingRect(rect, int(align), text).intersected(rect.adjusted(-1, -1, 1, 1))
        place = place.adjusted(-_ROOM, 0, _ROOM, 0).intersected(rect)
        box = trimmed(self.box(widget, place.adjusted(-1, -1, 2, 1)), self.box(widget), 3 * self.scale)
        cut = wide > rect.width() + 1
        self.report.text(
            text, meet(box, clip) if cut else box, clip, self.layer, metrics.height() * self.scale, cut=cut
        )

    def _add(
        self,
        role: str,
        name: str,
        widget: QWidget,
        clip: Box,
        rect: QRect | None = None,
        states: list[str] | None = None,
    ) -> None:
        found = list(states or [])
        if not widget.isEnabled():
            found.append("disabled")
        elif widget.hasFocus() and rect is None and not isinstance(widget, QToolButton):
            found.append("focused")
        self.report.element(role, name.replace("&", ""), self.box(widget, rect), clip, self.layer, found)

    def _element(self, widget: QWidget, clip: Box) -> bool:
        """Report what a widget itself is; False where its children are its own affair."""
        match widget:
            case QLabel():
                self._label(widget, clip)
            case QCheckBox() | QRadioButton():
                self._check(widget, clip)
            case QPushButton() | QToolButton():
                self._button(widget, clip)
            case QComboBox():
                self._combo(widget, clip)
                return False
            case QAbstractSpinBox():
                self._add("spin button", widget.text(), widget, clip)
                line = widget.lineEdit()
                self._line(line, meet(clip, self.box(line)))
                return False
            case QLineEdit():
                self._add(
                    "password entry" if widget.echoMode() == QLineEdit.Password else "entry",
                    widget.text(),
                    widget,
                    clip,
                )
                self._line(widget, clip)
            case QPlainTextEdit():
                self._add("entry", "", widget, clip)
                self._lines(widget, meet(clip, self.box(widget.viewport())))
            case QSlider():
                self._add("slider", "", widget, clip)
            case QScrollBar():
                self._add("scroll bar", "", widget, clip)
            case QGroupBox():
                option = QStyleOptionGroupBox()
                widget.initStyleOption(option)
                rect = widget.style().subControlRect(
                    QStyle.CC_GroupBox, option, QStyle.SC_GroupBoxLabel, widget
                )
                self._text(widget, widget.title(), rect, clip)
            case QTabBar():
                self._tabs(widget, clip)
            case QMenuBar():
                self._menu_bar(widget, clip)
                return False
            case QHeaderView():
                return False
            case QAbstractItemView():
                Items(self, widget, clip).read()
        return True

    def _label(self, label: QLabel, clip: Box) -> None:
        link = getattr(label, "zoo_link", None)
        rect = label.contentsRect()
        if link:
            place = QFontMetrics(label.font()).boundingRect(rect, int(label.alignment()), link)
            self._add("link", link, label, clip, place)
        self._text(label, link or label.text(), rect, clip, label.alignment())
        field = getattr(label, "zoo_for", None)
        if field is not None:
            self.report.label(self.box(label), self.box(field), clip, self.layer)

    def _check(self, widget: QAbstractButton, clip: Box) -> None:
        role = "check box" if isinstance(widget, QCheckBox) else "radio button"
        option = QStyleOptionButton()
        widget.initStyleOption(option)
        radio = role == "radio button"
        mark = widget.style().subElementRect(
            QStyle.SE_RadioButtonIndicator if radio else QStyle.SE_CheckBoxIndicator, option, widget
        )
        words = widget.style().subElementRect(
            QStyle.SE_RadioButtonContents if radio else QStyle.SE_CheckBoxContents, option, widget
        )
        wide = QFontMetrics(widget.font()).horizontalAdvance(widget.text().replace("&", ""))
        wide = max(wide, min(widget.width(), widget.sizeHint().width() - 4) - words.left())
        both = mark.united(QRect(words.left(), words.top(), wide, words.height())) if widget.text() else mark
        self._add(role, widget.text(), widget, clip, both, ["checked"] if widget.isChecked() else [])
        self._text(widget, widget.text(), words, clip)

    def _button(self, widget: QAbstractButton, clip: Box) -> None:
        role = "toggle" if widget.isCheckable() else "button"
        if isinstance(widget, QToolButton) and not widget.isCheckable():
            role = (
                "icon button"
                if not widget.text() or widget.toolButtonStyle() == Qt.ToolButtonIconOnly
                else "button"
            )
        self._add(role, widget.text(), widget, clip, None, ["checked"] if widget.isChecked() else [])
        if (
            role == "icon button"
            or not widget.text()
            or (isinstance(widget, QToolButton) and widget.toolButtonStyle() == Qt.ToolButtonIconOnly)
        ):
            return
        rect = widget.rect()
        wide = QFontMetrics(widget.font()).horizontalAdvance(widget.text().replace("&", ""))
        side = widget.iconSize().width() if not widget.icon().isNull() else 0
        if isinstance(widget, QToolButton) and widget.toolButtonStyle() == Qt.ToolButtonTextUnderIcon:
            rect = rect.adjusted(0, widget.iconSize().height(), 0, 0)
        elif side:
            gap = (rect.width() - wide - side) // 2
            rect = rect.adjusted(max(0, gap) + side, 0, 0, 0)
        self._text(widget, widget.text(), rect, clip, Qt.AlignCenter)

    def _combo(self, widget: QComboBox, clip: Box) -> None:
        self._add("combo box", widget.currentText(), widget, clip)
        option = QStyleOptionComboBox()
        widget.initStyleOption(option)
        rect = widget.style().subControlRect(QStyle.CC_ComboBox, option, QStyle.SC_ComboBoxEditField, widget)
        self._text(widget, widget.currentText(), rect, clip)

    def _line(self, line: QLineEdit, clip: Box) -> None:
        text = line.displayText() or (line.placeholderText() if not line.hasFocus() else "")
        option = QStyleOptionFrame()
        option.initFrom(line)
        option.rect = line.contentsRect()
        option.lineWidth = (
            line.style().pixelMetric(QStyle.PM_DefaultFrameWidth, option, line) if line.hasFrame() else 0
        )
        room = line.style().subElementRect(QStyle.SE_LineEditContents, option, line)
        room = room.intersected(line.rect().adjusted(3, 0, -3, 0))
        self._text(line, text, room, clip, int(line.alignment()) | Qt.AlignVCenter)

    def _lines(self, area: QPlainTextEdit, clip: Box) -> None:
        block, metrics = area.document().firstBlock(), QFontMetrics(area.font())
        while block.isValid():
            geometry = area.blockBoundingGeometry(block).translated(area.contentOffset())
            for number in range(block.layout().lineCount()):
                line = block.layout().lineAt(number)
                text = block.text()[line.textStart() : line.textStart() + line.textLength()]
                place = line.naturalTextRect().translated(geometry.topLeft()).toAlignedRect()
                self.report.text(
                    text,
                    self.box(area.viewport(), place.adjusted(-1, 0, 2, 0)),
                    clip,
                    self.layer,
                    metrics.height() * self.scale,
                )
            block = block.next()

    def _tabs(self, bar: QTabBar, clip: Box) -> None:
        for index in range(bar.count()):
            rect = bar.tabRect(index)
            chosen = index == bar.currentIndex()
            self._add("tab", bar.tabText(index), bar, clip, rect, ["selected"] if chosen else [])
            close = bar.tabButton(index, QTabBar.RightSide)
            room = rect.adjusted(4, 0, -4 - (close.width() if close else 0), 0)
            metrics = QFontMetrics(bar.font())
            wide = metrics.horizontalAdvance(bar.tabText(index))
            left = room.left() if close else room.left() + max(0, (room.width() - wide) // 2)
            place = QRect(
                left - 2 if not close else left,
                rect.top() + 1,
                wide + 4 if not close else room.width(),
                rect.height() - 2,
            )
            self.report.text(
                bar.tabText(index),
                self.box(bar, place),
                clip,
                self.layer,
                metrics.height() * self.scale,
                cut=wide > room.width() + 2,
            )

    def _menu_bar(self, bar: QMenuBar, clip: Box) -> None:
        for action in bar.actions():
            rect = bar.actionGeometry(action)
            opened = action.menu() is not None and action.menu().isVisible()
            self._add("menu", action.text(), bar, clip, rect, ["expanded"] if opened else [])
            self._text(bar, action.text(), rect, clip, Qt.AlignCenter)


class Items:
    """What shows of a list, tree or table."""

    def __init__(self, reader: Reader, view: QAbstractItemView, clip: Box) -> None:
        self.reader, self.view = reader, view
        self.clip = meet(clip, reader.box(view.viewport()))
        self.outer = clip
        self.cells: list[Json] = []

    def read(self) -> None:
        """Report all that shows."""
        match self.view:
            case QTableWidget():
                names = self._headers(self.view.horizontalHeader(), True)
                self._headers(self.view.verticalHeader(), False)
                for row in range(self.view.rowCount()):
                    for column in range(self.view.columnCount()):
                        self._item(self.view.model().index(row, column), "table cell", row, column)
                self.reader.report.table(
                    self.reader.box(self.view), self.outer, self.reader.layer, names, self.cells
                )
            case QTreeWidget():
                if not self.view.isHeaderHidden():
                    self._headers(self.view.header(), True)
                at = QTreeWidgetItemIterator(self.view, QTreeWidgetItemIterator.NotHidden)
                while at.value():
                    self._item(
                        self.view.indexFromItem(at.value()),
                        "tree item",
                        0,
                        0,
                        at.value().isExpanded() and at.value().childCount() > 0,
                    )
                    at += 1
            case QListWidget():
                for row in range(self.view.count()):
                    self._item(self.view.model().index(row, 0), "list item", row, 0)

    def _item(self, index: object, role: str, row: int, column: int, expanded: bool = False) -> None:
        rect = self.view.visualRect(index)
        if not rect.isValid() or not rect.intersects(self.view.viewport().rect()):
            return
        text = str(index.data() or "")  # type: ignore[attr-defined]
        port = self.view.viewport()
        states = (["selected"] if self.view.selectionModel().isSelected(index) else []) + (
            ["expanded"] if expanded else []
        )
        box = self.reader.box(port, rect)
        self.reader.report.element(role, text, box, self.clip, self.reader.layer, states)
        self.cells.append({"row": row, "column": column, "text": text, "box": box})
        icon = 0 if index.data(Qt.DecorationRole) is None else self.view.iconSize().width()  # type: ignore[attr-defined]
        side = (icon if icon > 0 else 16) if index.data(Qt.DecorationRole) is not None else 0  # type: ignore[attr-defined]
        under = isinstance(self.view, QListWidget) and self.view.viewMode() == QListWidget.IconMode
        room = rect.adjusted(2 + (0 if under else side), 0, -2, 0)
        if under and side:
            return self.reader._text(
                port,
                text,
                rect.adjusted(0, rect.height() // 2, 0, 0),
                self.clip,
                Qt.AlignHCenter | Qt.AlignBottom,
            )
        return self.reader._text(port, text, room, self.clip)

    def _headers(self, header: QHeaderView, across: bool) -> list[str]:
        names = []
        for section in range(header.count()):
            text = str(header.model().headerData(section, header.orientation()) or "")
            at, long = header.sectionViewportPosition(section), header.sectionSize(section)
            rect = QRect(at, 0, long, header.height()) if across else QRect(0, at, header.width(), long)
            names.append(text)
            if not header.isVisible():
                continue
            clip = meet(self.outer, self.reader.box(header))
            if across:
                self.reader.report.element(
                    "column header",
                    text,
                    self.reader.box(header.viewport(), rect),
                    clip,
                    self.reader.layer,
                    [],
                )
            self.reader._text(
                header,
                text,
                rect.adjusted(2, 1, -2, -2),
                clip,
                Qt.AlignVCenter | (Qt.AlignLeft if isinstance(self.view, QTreeWidget) else Qt.AlignHCenter),
            )
        return names


def window(report: Report, top: QMainWindow, scale: float) -> None:
    """Report a top-level window."""
    reader = Reader(report, scale, 0)
    box = reader.box(top)
    reader.layer = report.layer(box, top.windowTitle(), True, bool(getattr(top, "zoo_dialog", False)))
    reader.walk(top, box)


def popup(report: Report, menu: QMenu, scale: float) -> None:
    """Report an open menu: items, and their texts up to the shortcut column."""
    reader = Reader(report, scale, 0)
    box = reader.box(menu)
    reader.layer = report.layer(box, "", False, False)
    metrics = QFontMetrics(menu.font())
    for action in menu.actions():
        rect = menu.actionGeometry(action)
        if action.isSeparator():
            continue
        states = (["checked"] if action.isChecked() else []) + ([] if action.isEnabled() else ["disabled"])
        states += ["selected"] if menu.activeAction() is action else []
        name, key = action.text().replace("&", ""), action.shortcut().toString()
        reader.report.element("menu item", name, reader.box(menu, rect), box, reader.layer, states)
        start = _text_start(menu, rect)
        keys = max(metrics.horizontalAdvance(a.shortcut().toString()) for a in menu.actions())
        stop = rect.right() - (keys + 26 if keys else 6)
        wide = min(stop - start, metrics.horizontalAdvance(name) + 2 * _ROOM)
        reader.report.text(
            name,
            reader.box(menu, QRect(start, rect.top(), wide, rect.height())),
            box,
            reader.layer,
            metrics.height() * scale,
        )
        if key:
            reader.report.text(
                key,
                reader.box(menu, QRect(stop, rect.top(), rect.right() - stop, rect.height())),
                box,
                reader.layer,
                metrics.height() * scale,
            )


def _text_start(menu: QMenu, rect: QRect) -> int:
    """Where an item's text begins: after the column of icons and check marks."""
    marks = any(a.isCheckable() for a in menu.actions()) or any(not a.icon().isNull() for a in menu.actions())
    return rect.left() + (20 if marks else 6)

"""Builds Qt widgets from an interface spec."""

from random import Random

from PyQt5.QtCore import QPoint, QSize, Qt
from PyQt5.QtGui import QIcon, QKeySequence
from PyQt5.QtWidgets import (
    QAction,
    QActionGroup,
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QFormLayout,
    QFrame,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMainWindow,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSlider,
    QSpinBox,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QToolBar,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from training.screens.toolkits.wire import Json


class Builder:
    """Makes one window; afterwards `opened` is where to pop up which menu, if any."""

    def __init__(self, icons: str, rng: Random) -> None:
        self._icons, self._rng = icons, rng
        self._pad = rng.choice((2, 4, 6, 9, 12))
        self._window = QMainWindow()
        self._open: int = -1

    @property
    def opened(self) -> tuple[QPoint, QMenu] | None:
        """Where to pop up which menu; ask once the window shows."""
        if self._open < 0:
            return None
        bar = self._window.menuBar()
        action = bar.actions()[self._open]
        return bar.mapToGlobal(bar.actionGeometry(action).bottomLeft()), action.menu()

    def window(self, spec: Json) -> QMainWindow:
        """A top-level window with its panes."""
        window = self._window
        window.setWindowTitle(str(spec["title"]))
        window.zoo_dialog = bool(spec["dialog"])
        self._open = int(str(spec["open"])) if spec["menus"] else -1
        for name in spec["menus"]:  # type: ignore[attr-defined]
            menu = window.menuBar().addMenu(f"&{name}" if self._rng.random() < 0.5 else name)
            for item in spec["items"]:  # type: ignore[attr-defined]
                self._item(menu, item)
        if spec["tools"]:
            self._tool_bar(spec["tools"])
        main = self.node(spec["main"])
        main = main if spec["dialog"] else self._scrolled(main)
        if spec["side"]:
            split = QSplitter()
            split.addWidget(self.node(spec["side"]))
            split.addWidget(main)
            split.setSizes([self._rng.randint(120, 250), 600])
            main = split
        window.setCentralWidget(main)
        if spec["status"]:
            window.statusBar().addWidget(QLabel(str(spec["status"])))
        return window

    def _scrolled(self, child: QWidget) -> QWidget:
        if isinstance(child, QTableWidget | QTreeWidget | QListWidget | QTabWidget):
            return child
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(child)
        if self._rng.random() < 0.6:
            area.setFrameShape(QFrame.NoFrame)
        return area

    def _icon(self, number: object) -> QIcon:
        return QIcon(f"{self._icons}/{number}.png")

    def _item(self, menu: QMenu, spec: Json) -> None:
        if spec["kind"] == "separator":
            menu.addSeparator()
            return
        action = QAction(str(spec["text"]), menu)
        if spec["kind"] in ("check", "radio"):
            action.setCheckable(True)
            action.setChecked(bool(spec["checked"]))
        if spec["kind"] == "radio":
            QActionGroup(menu).addAction(action)
        elif int(str(spec["icon"])) >= 0 and spec["kind"] == "item":
            action.setIcon(self._icon(spec["icon"]))
        if spec["key"]:
            action.setShortcut(QKeySequence(str(spec["key"])))
        action.setEnabled(not spec["disabled"])
        menu.addAction(action)

    def _tool_bar(self, tools: object) -> None:
        bar = QToolBar()
        bar.setMovable(self._rng.random() < 0.4)
        side = self._rng.choice((16, 20, 24, 32))
        bar.setIconSize(QSize(side, side))
        for tool in tools:  # type: ignore[attr-defined]
            if tool["kind"] == "separator":
                bar.addSeparator()
            elif tool["kind"] == "icon":
                bar.addWidget(self._tool(tool))
            else:
                widget = self.node(tool)
                widget.setMaximumWidth(160)
                bar.addWidget(widget)
        self._window.addToolBar(bar)

    def _tool(self, spec: Json) -> QToolButton:
        button = QToolButton()
        button.setIcon(self._icon(spec["icon"]))
        button.setAutoRaise(True)
        button.setEnabled(not spec.get("disabled"))
        if spec.get("text"):
            button.setText(str(spec["text"]))
            button.setToolButtonStyle(
                self._rng.choice((Qt.ToolButtonTextBesideIcon, Qt.ToolButtonTextUnderIcon))
            )
        if spec.get("checked"):
            button.setCheckable(True)
            button.setChecked(True)
        return button

    def node(self, spec: Json) -> QWidget:
        """A widget for a node."""
        widget: QWidget = getattr(self, f"_make_{spec['kind']}")(spec)
        if spec.get("disabled"):
            widget.setEnabled(False)
        if spec.get("focused"):
            widget.setFocus()
        return widget

    def _make_box(self, spec: Json) -> QWidget:
        across = spec["dir"] == "h"
        widget = QWidget()
        layout: QBoxLayout = QHBoxLayout(widget) if across else QVBoxLayout(widget)
        layout.setSpacing(self._pad)
        layout.setContentsMargins(self._pad, self._pad, self._pad, self._pad)
        if across and spec.get("end"):
            layout.addStretch(1)
        for child in spec["children"]:  # type: ignore[attr-defined]
            layout.addWidget(self.node(child))
        if not (across and spec.get("end")):
            layout.addStretch(1)
        return widget

    def _make_frame(self, spec: Json) -> QWidget:
        group = QGroupBox(str(spec["title"]))
        layout = QVBoxLayout(group)
        layout.addWidget(self.node(spec["child"]))  # type: ignore[arg-type]
        return group

    def _make_tabs(self, spec: Json) -> QWidget:
        tabs = QTabWidget()
        tabs.setTabPosition(
            {"top": QTabWidget.North, "left": QTabWidget.North, "bottom": QTabWidget.South}[str(spec["at"])]
        )
        tabs.setDocumentMode(self._rng.random() < 0.3)
        tabs.setTabsClosable(self._rng.random() < 0.2)
        for index, name in enumerate(spec["names"]):  # type: ignore[arg-type]
            tabs.addTab(
                self._scrolled(self.node(spec["child"])) if index == spec["chosen"] else QWidget(), name
            )  # type: ignore[arg-type]
        tabs.setCurrentIndex(int(str(spec["chosen"])))
        return tabs

    def _make_form(self, spec: Json) -> QWidget:
        widget = QWidget()
        layout = QFormLayout(widget)
        layout.setSpacing(self._pad)
        if spec["above"]:
            layout.setRowWrapPolicy(QFormLayout.WrapAllRows)
        if self._rng.random() < 0.3:
            layout.setLabelAlignment(Qt.AlignRight)
        for caption, child in spec["rows"]:  # type: ignore[attr-defined]
            label, field = QLabel(caption), self.node(child)
            label.zoo_for = field
            layout.addRow(label, field)
        return widget

    def _make_label(self, spec: Json) -> QWidget:
        return QLabel(str(spec["text"]))

    def _make_heading(self, spec: Json) -> QWidget:
        label = QLabel(str(spec["text"]))
        font = label.font()
        font.setPixelSize(round(font.pixelSize() * 1.5))
        font.setBold(True)
        label.setFont(font)
        return label

    def _make_button(self, spec: Json) -> QWidget:
        button = QPushButton(str(spec["text"]))
        if int(str(spec.get("icon", -1))) >= 0:
            button.setIcon(self._icon(spec["icon"]))
        button.setDefault(self._rng.random() < 0.1)
        return button

    def _make_toggle(self, spec: Json) -> QWidget:
        button = QPushButton(str(spec["text"]))
        button.setCheckable(True)
        button.setChecked(bool(spec["checked"]))
        return button

    def _make_switch(self, spec: Json) -> QWidget:
        box = QCheckBox()
        box.setChecked(bool(spec["checked"]))
        return box

    def _make_icon(self, spec: Json) -> QWidget:
        return self._tool({"icon": spec["icon"]})

    def _make_link(self, spec: Json) -> QWidget:
        label = QLabel(f'<a href="x">{spec["text"]}</a>')
        label.zoo_link = str(spec["text"])
        return label

    def _make_entry(self, spec: Json) -> QWidget:
        line = QLineEdit(str(spec["value"]))
        line.setCursorPosition(0)
        line.setPlaceholderText(str(spec["hint"]))
        line.setClearButtonEnabled(self._rng.random() < 0.1)
        return line

    def _make_password(self, spec: Json) -> QWidget:
        line = QLineEdit(str(spec["value"]))
        line.setEchoMode(QLineEdit.Password)
        return line

    def _make_multi(self, spec: Json) -> QWidget:
        area = QPlainTextEdit("\n".join(spec["lines"]))  # type: ignore[arg-type]
        area.setMaximumHeight(self._rng.randint(60, 130))
        return area

    def _make_check(self, spec: Json) -> QWidget:
        box = QCheckBox(str(spec["text"]))
        box.setChecked(bool(spec["checked"]))
        return box

    def _make_radios(self, spec: Json) -> QWidget:
        widget = QWidget()
        layout: QBoxLayout = QHBoxLayout(widget) if spec["dir"] == "h" else QVBoxLayout(widget)
        layout.setSpacing(self._pad)
        for index, name in enumerate(spec["names"]):  # type: ignore[arg-type]
            radio = QRadioButton(name)
            radio.setChecked(index == spec["chosen"])
            layout.addWidget(radio)
        layout.addStretch(1)
        return widget

    def _make_combo(self, spec: Json) -> QWidget:
        box = QComboBox()
        box.addItems([str(item) for item in (spec["value"], *spec["items"])])  # type: ignore[misc]
        return box

    def _make_spin(self, spec: Json) -> QWidget:
        box = QSpinBox()
        box.setRange(0, 9999)
        box.setValue(int(str(spec["value"])))
        box.setSuffix(self._rng.choice(("", "", "", " px", " %")))
        return box

    def _make_slider(self, spec: Json) -> QWidget:
        slider = QSlider(Qt.Horizontal)
        slider.setValue(int(str(spec["value"])))
        if self._rng.random() < 0.3:
            slider.setTickPosition(QSlider.TicksBelow)
        return slider

    def _make_progress(self, spec: Json) -> QWidget:
        bar = QProgressBar()
        bar.setValue(int(str(spec["value"])))
        bar.setTextVisible(False)
        return bar

    def _make_separator(self, spec: Json) -> QWidget:
        line = QFrame()
        line.setFrameShape(QFrame.HLine)
        return line

    def _make_list(self, spec: Json) -> QWidget:
        view = QListWidget()
        for name in spec["items"]:  # type: ignore[attr-defined]
            item = QListWidgetItem(name)
            if spec["icons"]:
                item.setIcon(self._icon(self._rng.randrange(20)))
            view.addItem(item)
        view.setCurrentRow(int(str(spec["chosen"])))
        view.setAlternatingRowColors(self._rng.random() < 0.3)
        if self._rng.random() < 0.15:
            view.setViewMode(QListWidget.IconMode)
        return view

    def _make_table(self, spec: Json) -> QWidget:
        columns: list[str] = list(spec["columns"])  # type: ignore[call-overload]
        rows: list[list[str]] = list(spec["rows"])  # type: ignore[call-overload]
        table = QTableWidget(len(rows), len(columns))
        table.setHorizontalHeaderLabels(columns)
        table.setShowGrid(bool(spec["lines"]))
        table.verticalHeader().setVisible(self._rng.random() < 0.4)
        table.setAlternatingRowColors(self._rng.random() < 0.3)
        for r, row in enumerate(rows):
            for c, text in enumerate(row):
                table.setItem(r, c, QTableWidgetItem(text))
        table.resizeColumnsToContents()
        if self._rng.random() < 0.5:
            table.setSelectionBehavior(QTableWidget.SelectRows)
        if int(str(spec["chosen"])) >= 0:
            table.selectRow(int(str(spec["chosen"])))
        return table

    def _make_tree(self, spec: Json) -> QWidget:
        tree = QTreeWidget()
        tree.setHeaderHidden(self._rng.random() < 0.7)
        tree.setHeaderLabels(["Name"])

        def add(parent: QTreeWidgetItem, node: Json) -> None:
            item = QTreeWidgetItem(parent, [str(node["text"])])
            if spec["icons"]:
                item.setIcon(0, self._icon(self._rng.randrange(20)))
            for child in node["children"]:  # type: ignore[attr-defined]
                add(item, child)
            item.setExpanded(bool(node["expanded"]))

        for root in spec["roots"]:  # type: ignore[attr-defined]
            add(tree.invisibleRootItem(), root)
        chosen = tree.topLevelItem(int(str(spec["chosen"])))
        if chosen:
            tree.setCurrentItem(chosen)
        return tree

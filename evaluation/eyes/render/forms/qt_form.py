"""A form in Qt 5 in a style by name; writes its own truth: WORDS STYLE FAMILY SIZE OUT."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PyQt5.QtCore import QPoint, QRect, Qt, QTimer
from PyQt5.QtGui import QFont
from PyQt5.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSlider,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

words, style, family, size, out = sys.argv[1:6]
LINES = [line.split("\t") for line in Path(words).read_text(encoding="utf-8").splitlines()]
truth: dict[str, list] = {
    "texts": [],
    "elements": [],
    "tables": [],
    "labels": [],
    "windows": [],
    "ignore": [],
}
later: list = []


def of(kind: str) -> list[list[str]]:
    return [line[1:] for line in LINES if line[0] == kind]


def box(w: QWidget, r: QRect | None = None) -> list[int]:
    r = w.rect() if r is None else r
    p = w.mapToGlobal(QPoint(r.x(), r.y()))
    return [p.x(), p.y(), r.width(), r.height()]


def inner(b: list[int], x: int, y: int = 3, right: int = 0) -> list[int]:
    return [b[0] + x, b[1] + y, b[2] - 2 * x - right, b[3] - 2 * y]


def say(text: str, area: list[int]) -> None:
    truth["texts"].append({"text": text, "area": area, "face": [family, int(size), "Regular"]})


def element(role: str, b: list[int], name: str, *states: str) -> None:
    truth["elements"].append({"role": role, "bounds": b, "name": name, "states": [s for s in states if s]})


def plain(w: QWidget) -> list[str]:
    return ["disabled"] * (not w.isEnabled()) + ["focused"] * w.hasFocus()


def fields() -> QWidget:
    holder = QWidget()
    form = QFormLayout(holder)
    form.setLabelAlignment(Qt.AlignLeft)
    for kind, name, value, *more in [
        line for line in LINES if line[0] in ("entry", "password", "combo", "spin", "slider", "text")
    ]:
        if kind == "combo":
            field: QWidget = QComboBox()
            field.addItems([value, "Other"])
        elif kind == "spin":
            field = QSpinBox()
            field.setMaximum(999)
            field.setValue(int(value))
        elif kind == "slider":
            field = QSlider(Qt.Horizontal)
            field.setValue(int(value))
        elif kind == "text":
            field = QPlainTextEdit(value.replace("|", "\n"))
            field.setFixedHeight(80)
        else:
            field = QLineEdit(value)
            field.setEchoMode(QLineEdit.Password if kind == "password" else QLineEdit.Normal)
            field.setEnabled(not more)
            field.setCursorPosition(0)
        label = QLabel(name)
        form.addRow(label, field)
        later.append(lambda k=kind, n=name, v=value, f=field, w=label: told(k, n, v, f, w))
    holder.setFixedWidth(380)
    return holder


def told(kind: str, name: str, value: str, field: QWidget, label: QLabel) -> None:
    role = {
        "password": "password entry",
        "combo": "combo box",
        "spin": "spin button",
        "slider": "slider",
    }.get(kind, "entry")
    element(role, box(field), name, *plain(field))
    say(name, box(label))
    truth["labels"].append({"label": box(label), "for": box(field)})
    if kind == "text":
        for number, line in enumerate(value.split("|")):
            block = field.document().findBlockByNumber(number)
            r = field.blockBoundingGeometry(block).translated(field.contentOffset()).toRect()
            say(line, box(field.viewport(), r))
    elif kind == "password":
        say("●" * len(value), inner(box(field), 5, 4))
    elif kind != "slider":
        say(value, inner(box(field), 5, 4, 20 if kind in ("combo", "spin") else 0))


def choices() -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    for kind, role, make in (("check", "check box", QCheckBox), ("radio", "radio button", QRadioButton)):
        for name, on, *more in of(kind):
            w = make(name)
            w.setChecked(on == "1")
            w.setEnabled(not more)
            column.addWidget(w, 0, Qt.AlignLeft)
            later.append(
                lambda w=w, r=role, n=name: (
                    element(r, box(w), n, *plain(w), "checked" * w.isChecked()),
                    say(n, box(w)),
                )
            )
    w = QPushButton("Pinned")
    w.setCheckable(True)
    w.setChecked(True)
    column.addWidget(w, 0, Qt.AlignLeft)
    later.append(lambda: (element("toggle", box(w), "Pinned", "checked"), say("Pinned", inner(box(w), 5))))
    tree = QTreeWidget()
    tree.setHeaderHidden(True)
    parent = None
    for depth, name in of("tree"):
        item = QTreeWidgetItem([name])
        if depth == "0":
            tree.addTopLevelItem(item)
            parent = item
        else:
            parent.addChild(item)
    tree.expandAll()
    tree.setCurrentItem(tree.topLevelItem(0).child(1))
    tree.setFixedSize(210, 210)
    column.addWidget(tree)
    later.append(lambda: branches(tree))
    return holder


def branches(tree: QTreeWidget) -> None:
    item = tree.topLevelItem(0)
    while item is not None:
        r = tree.visualItemRect(item)
        element(
            "tree item",
            box(tree.viewport(), r),
            item.text(0),
            "selected" * item.isSelected(),
            "expanded" * (item.childCount() > 0 and item.isExpanded()),
        )
        say(item.text(0), box(tree.viewport(), r))
        item = tree.itemBelow(item)


def table() -> QWidget:
    columns, rows = of("columns")[0], of("row")
    view = QTableWidget(len(rows), len(columns))
    view.setHorizontalHeaderLabels(columns)
    view.verticalHeader().hide()
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            view.setItem(r, c, QTableWidgetItem(text))
    view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeToContents)
    view.setVerticalScrollBarPolicy(Qt.ScrollBarAlwaysOn)
    view.setSelectionBehavior(QTableWidget.SelectRows)
    view.selectRow(3)
    view.setFixedSize(640, 400)
    later.append(lambda: cells(view, columns, rows))
    return view


def cells(view: QTableWidget, columns: list[str], rows: list[list[str]]) -> None:
    found, port = [], view.viewport().rect()
    header = view.horizontalHeader()
    for c, name in enumerate(columns):
        b = box(
            header.viewport(),
            QRect(header.sectionViewportPosition(c), 0, header.sectionSize(c), header.height()),
        )
        element("column header", b, name)
        say(name, inner(b, 2, 2))
        for r in range(len(rows)):
            whole = view.visualItemRect(view.item(r, c))
            shown = whole.intersected(port)
            if shown.height() < whole.height() / 2:
                continue
            element("table cell", box(view.viewport(), shown), rows[r][c], "selected" if r == 3 else "")
            if shown != whole:
                truth["ignore"].append(box(view.viewport(), shown))
            else:
                say(rows[r][c], inner(box(view.viewport(), whole), 1, 1))
                found.append(
                    {"row": r, "column": c, "text": rows[r][c], "bounds": box(view.viewport(), whole)}
                )
    truth["tables"].append({"bounds": box(view), "columns": columns, "cells": found})
    element("scroll bar", box(view.verticalScrollBar()), "")


def window() -> QMainWindow:
    main = QMainWindow()
    main.setWindowTitle(of("title")[0][0])
    for name in of("menu")[0]:
        menu = main.menuBar().addMenu(name)
        menu.addAction("Nothing")
    later.append(lambda: [menus(main.menuBar(), a) for a in main.menuBar().actions()])
    tabs, page = QTabWidget(), QWidget()
    names = of("tab")[0]
    for number, name in enumerate(names):
        tabs.addTab(page if number == 0 else QWidget(), name)
    later.append(lambda: [tab(tabs, n, name) for n, name in enumerate(names)])
    line = QHBoxLayout(page)
    for part in (fields(), choices(), table()):
        line.addWidget(part, 0, Qt.AlignTop)
    line.addStretch(1)
    body, column, bar = QWidget(), QVBoxLayout(), QHBoxLayout()
    column.addWidget(tabs)
    bar.addStretch(1)
    for name, *more in of("button"):
        button = QPushButton(name)
        button.setEnabled(not more)
        bar.addWidget(button)
        later.append(
            lambda b=button, n=name: (element("button", box(b), n, *plain(b)), say(n, inner(box(b), 5)))
        )
    column.addLayout(bar)
    body.setLayout(column)
    main.setCentralWidget(body)
    main.setGeometry(0, 22, 1366, 720)
    return main


def menus(bar: QWidget, action: object) -> None:
    b = box(bar, bar.actionGeometry(action))
    element("menu", b, action.text())
    say(action.text(), inner(b, 3, 2))


def tab(tabs: QTabWidget, number: int, name: str) -> None:
    b = box(tabs.tabBar(), tabs.tabBar().tabRect(number))
    element("tab", b, name, "selected" if number == 0 else "")
    say(name, inner(b, 5))


def tell(main: QMainWindow) -> None:
    for one in later:
        one()
    truth["windows"].append({"title": main.windowTitle(), "bounds": box(main), "order": 0, "dialog": False})
    Path(out).write_text(json.dumps(truth), encoding="utf-8")


def run() -> None:
    app = QApplication([sys.argv[0]])
    app.setStyle(style)
    font = QFont(family)
    font.setPixelSize(int(size))
    app.setFont(font)
    main = window()
    for w in app.allWidgets():
        w.setFont(font)
    main.show()
    QTimer.singleShot(3000, lambda: tell(main))
    app.exec_()


if __name__ == "__main__":
    run()

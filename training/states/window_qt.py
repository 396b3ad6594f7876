"""Shows composed screens as Qt 5 windows, one at a time: run by the system's Python, told by standard input.

Each line is a screen as JSON; "shown" is answered once its window is drawn.
"""

import json
import sys

from PyQt5 import QtCore
from PyQt5 import QtWidgets as Q


def label(text, bold=False):
    made = Q.QLabel(text)
    made.setWordWrap(True)
    if bold:
        font = made.font()
        font.setBold(True)
        made.setFont(font)
    return made


def block(told, buttons):
    kind = told[0]
    if kind in ("h1", "h2", "p", "link"):
        return label(told[1], kind in ("h1", "h2"))
    if kind == "field":
        holder = Q.QWidget()
        row = Q.QFormLayout(holder)
        entry = Q.QLineEdit(told[4] or "")
        if told[2] == "password":
            entry.setEchoMode(Q.QLineEdit.Password)
        row.addRow(told[1], entry)
        return holder
    if kind == "button":
        buttons.append(Q.QPushButton(told[1].replace("_", "")))
        return None
    if kind == "check":
        return Q.QCheckBox(told[1])
    if kind == "progress":
        bar = Q.QProgressBar()
        bar.setValue(told[1])
        return bar
    if kind == "table":
        return table_of(told)
    if kind == "list":
        made = Q.QListWidget()
        made.addItems(told[1])
        return made
    if kind == "pre":
        made = Q.QPlainTextEdit()
        made.setPlainText(told[1])
        return made
    if kind == "bar":
        return info(told)
    return label(str(told[1]))


def table_of(told):
    table = Q.QTableWidget(len(told[2]), len(told[1]))
    table.setHorizontalHeaderLabels(told[1])
    for y, row in enumerate(told[2]):
        for x, text in enumerate(row):
            table.setItem(y, x, Q.QTableWidgetItem(text))
    return table


def info(told):
    holder = Q.QFrame()
    holder.setStyleSheet("background:#f6d6d6;color:#400")
    row = Q.QHBoxLayout(holder)
    row.addWidget(label(told[1]))
    if told[2]:
        row.addWidget(Q.QPushButton(told[2].replace("_", "")))
    return holder


def message(screen):
    texts = [b[1] for b in screen["blocks"] if b[0] in ("h1", "h2", "p")]
    icon = Q.QMessageBox.Critical if "error" in screen["truth"] else Q.QMessageBox.Question
    box = Q.QMessageBox(icon, screen["title"], texts[0])
    box.setInformativeText("\n".join(texts[1:]))
    for told in screen["blocks"]:
        if told[0] == "button":
            box.addButton(told[1].replace("_", ""), Q.QMessageBox.AcceptRole)
    return box


def built(screen):
    kinds = {b[0] for b in screen["blocks"]}
    if (
        screen["window"]
        and kinds <= {"h1", "h2", "p", "button"}
        and kinds & {"h1", "h2", "p"}
        and len(screen["title"]) % 2
    ):
        return message(screen)
    window = Q.QDialog() if screen["window"] else Q.QMainWindow()
    window.setWindowTitle(screen["title"])
    if screen["window"]:
        window.setModal(True)
        if len(screen["title"]) % 3 == 0:
            window.resize(screen["width"], screen["height"])
        column = Q.QVBoxLayout(window)
    else:
        window.resize(screen["width"], screen["height"])
        for name in screen["navigation"]:
            window.menuBar().addMenu(name)
        centre = Q.QWidget()
        window.setCentralWidget(centre)
        column = Q.QVBoxLayout(centre)
        if screen["footer"]:
            window.statusBar().showMessage(screen["footer"])
    buttons, tools = [], Q.QHBoxLayout()
    column.addLayout(tools)
    wide = False
    for told in screen["blocks"]:
        if told[0] == "tool":
            tools.addWidget(Q.QToolButton())
            tools.itemAt(tools.count() - 1).widget().setText(told[1])
            continue
        made = block(told, buttons)
        if made is not None:
            wide = wide or told[0] in ("table", "list", "pre")
            column.addWidget(made)
    tools.addStretch()
    if not wide and not screen["window"]:
        column.addStretch()
    row = Q.QHBoxLayout()
    row.addStretch()
    for button in buttons:
        row.addWidget(button)
    column.addLayout(row)
    return window


class Shower(QtCore.QThread):
    heard = QtCore.pyqtSignal(str)
    window = None

    def run(self):
        for line in sys.stdin:
            self.heard.emit(line)
        Q.QApplication.quit()

    def show(self, line):
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
        self.window = built(json.loads(line))
        self.window.show()
        self.window.raise_()
        QtCore.QTimer.singleShot(250, lambda: print("shown", flush=True))


def main():
    app = Q.QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(False)
    shower = Shower()
    shower.heard.connect(shower.show)
    shower.start()
    app.exec_()


main()

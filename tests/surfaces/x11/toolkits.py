"""Programs with lists that are too long to list, one for each toolkit; run by the system's Python.

A file named after its toolkit is written and run: they import what the tests' own environment lacks.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

PYTHON = "/usr/bin/python3"

GTK3 = """
import gi
gi.require_version("Gtk", "3.0")
from gi.repository import GObject, Gtk
COUNT = 1_000_000
NONE = (False, Gtk.TreeIter())
class Model(GObject.GObject, Gtk.TreeModel):
    def do_get_flags(self): return Gtk.TreeModelFlags.LIST_ONLY
    def do_get_n_columns(self): return 3
    def do_get_column_type(self, column): return str
    def at(self, index):
        if not 0 <= index < COUNT: return NONE
        found = Gtk.TreeIter()
        found.stamp, found.user_data = 1, index + 1
        return True, found
    def do_get_iter(self, path): return self.at(path.get_indices()[0])
    def do_get_path(self, each): return Gtk.TreePath((each.user_data - 1,))
    def do_get_value(self, each, column):
        index = each.user_data - 1
        return (f"CLM-{index}", "Smith", str(index))[column]
    def do_iter_next(self, each):
        each.user_data += 1
        return each.user_data <= COUNT
    def do_iter_previous(self, each):
        each.user_data -= 1
        return each.user_data > 0
    def do_iter_children(self, each): return self.at(0) if each is None else NONE
    def do_iter_has_child(self, each): return False
    def do_iter_n_children(self, each): return COUNT if each is None else 0
    def do_iter_nth_child(self, each, index): return self.at(index) if each is None else NONE
    def do_iter_parent(self, each): return NONE
view = Gtk.TreeView(model=Model())
for index, title in enumerate(("Claim", "Holder", "Number")):
    column = Gtk.TreeViewColumn(title, Gtk.CellRendererText(), text=index)
    column.set_sizing(Gtk.TreeViewColumnSizing.FIXED)
    column.set_fixed_width(150)
    view.append_column(column)
view.set_fixed_height_mode(True)
scrolled = Gtk.ScrolledWindow()
scrolled.add(view)
window = Gtk.Window(title="A million")
window.set_default_size(800, 600)
window.add(scrolled)
window.show_all()
Gtk.main()
"""

GTK4 = """
import gi
gi.require_version("Gtk", "4.0")
from gi.repository import Gtk
def activate(application):
    factory = Gtk.SignalListItemFactory()
    factory.connect("setup", lambda _, item: item.set_child(Gtk.Label()))
    factory.connect("bind", lambda _, item: item.get_child().set_label(item.get_item().get_string()))
    model = Gtk.StringList.new([f"CLM-{index}" for index in range(100_000)])
    scrolled = Gtk.ScrolledWindow(vexpand=True)
    scrolled.set_child(Gtk.ListView.new(Gtk.SingleSelection.new(model), factory))
    box, entry = Gtk.Box(orientation=Gtk.Orientation.VERTICAL), Gtk.Entry()
    entry.set_text("hello")
    for each in (entry, Gtk.Button(label="Save"), scrolled): box.append(each)
    window = Gtk.ApplicationWindow(application=application, title="Long")
    window.set_default_size(800, 600)
    window.set_child(box)
    window.present()
application = Gtk.Application(application_id="org.innervate.Long")
application.connect("activate", activate)
application.run([])
"""

QT5 = """
from PyQt5.QtCore import QAbstractTableModel, QModelIndex, Qt
from PyQt5.QtWidgets import QApplication, QLineEdit, QPushButton, QTableView, QVBoxLayout, QWidget
class Model(QAbstractTableModel):
    def rowCount(self, parent=QModelIndex()): return 100_000
    def columnCount(self, parent=QModelIndex()): return 8
    def data(self, index, role):
        return f"row {index.row()} of {index.column()}" if role == Qt.DisplayRole else None
    def headerData(self, section, orientation, role):
        return f"Head {section}" if role == Qt.DisplayRole else None
application = QApplication([])
window, model, table = QWidget(), Model(), QTableView()
window.setWindowTitle("Table")
table.setModel(model)
layout = QVBoxLayout(window)
for each in (QLineEdit("hello"), QPushButton("Save"), table): layout.addWidget(each)
window.resize(900, 700)
window.show()
application.exec_()
"""

_NEEDS = {
    "gtk3": "import gi; gi.require_version('Gtk', '3.0'); from gi.repository import Gtk",
    "gtk4": "import gi; gi.require_version('Gtk', '4.0'); from gi.repository import Gtk",
    "qt5": "import PyQt5.QtWidgets",
}


def lacks(toolkit: str) -> bool:
    """Whether the system's Python can't show that toolkit."""
    try:
        command = [PYTHON, "-c", _NEEDS[toolkit]]
        return subprocess.run(command, capture_output=True, timeout=60, check=False).returncode != 0
    except OSError:
        return True


def written(toolkit: str, folder: Path) -> list[str]:
    """The command that runs the program of that toolkit."""
    path = folder / f"{toolkit}.py"
    path.write_text({"gtk3": GTK3, "gtk4": GTK4, "qt5": QT5}[toolkit])
    return [PYTHON, str(path)]

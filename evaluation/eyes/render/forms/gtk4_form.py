"""A form in GTK 4 with a theme by GTK_THEME; writes its own truth: WORDS THEME FAMILY SIZE OUT."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import gi

gi.require_version("Gtk", "4.0")
from gi.repository import GLib, Gtk  # noqa: E402

words, _theme, family, size, out = sys.argv[1:6]
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
window = Gtk.Window(title="")


def of(kind: str) -> list[list[str]]:
    return [line[1:] for line in LINES if line[0] == kind]


def box(w: Gtk.Widget) -> list[int]:
    """The box of a widget; the window lies at the top left corner of the screen."""
    found, rect = w.compute_bounds(window)
    dx, dy = window.get_surface_transform()
    assert found
    return [
        round(rect.origin.x + dx),
        round(rect.origin.y + dy),
        round(rect.size.width),
        round(rect.size.height),
    ]


def inner(b: list[int], x: int, y: int = 3, right: int = 0) -> list[int]:
    return [b[0] + x, b[1] + y, b[2] - 2 * x - right, b[3] - 2 * y]


def say(text: str, area: list[int]) -> None:
    truth["texts"].append({"text": text, "area": area, "face": [family, float(size), "Regular"]})


def element(role: str, b: list[int], name: str, *states: str) -> None:
    truth["elements"].append({"role": role, "bounds": b, "name": name, "states": [s for s in states if s]})


def plain(w: Gtk.Widget) -> list[str]:
    focused = window.get_focus()
    within = focused is not None and (focused is w or focused.is_ancestor(w))
    return ["disabled"] * (not w.get_sensitive()) + ["focused"] * within


def fields() -> Gtk.Widget:
    grid = Gtk.Grid(row_spacing=8, column_spacing=12)
    lines = [line for line in LINES if line[0] in ("entry", "password", "combo", "spin", "slider", "text")]
    for row, (kind, name, value, *more) in enumerate(lines):
        label = Gtk.Label(label=name, xalign=0)
        if kind == "combo":
            field: Gtk.Widget = Gtk.DropDown.new_from_strings([value, "Other"])
        elif kind == "spin":
            field = Gtk.SpinButton.new_with_range(0, 999, 1)
            field.set_value(float(value))
        elif kind == "slider":
            field = Gtk.Scale.new_with_range(Gtk.Orientation.HORIZONTAL, 0, 100, 1)
            field.set_value(float(value))
        elif kind == "text":
            field = Gtk.TextView(top_margin=4, left_margin=6)
            field.get_buffer().set_text(value.replace("|", "\n"))
            field.set_size_request(280, 80)
        elif kind == "password":
            field = Gtk.PasswordEntry()
            field.set_text(value)
        else:
            field = Gtk.Entry(text=value, width_chars=28)
            field.set_sensitive(not more)
        grid.attach(label, 0, row, 1, 1)
        grid.attach(field, 1, row, 1, 1)
        later.append(lambda k=kind, n=name, v=value, f=field, w=label: told(k, n, v, f, w))
    return grid


def told(kind: str, name: str, value: str, field: Gtk.Widget, label: Gtk.Widget) -> None:
    role = {
        "password": "password entry",
        "combo": "combo box",
        "spin": "spin button",
        "slider": "slider",
    }.get(kind, "entry")
    b = box(field)
    element(role, b, name, *plain(field))
    say(name, box(label))
    truth["labels"].append({"label": box(label), "for": b})
    if kind == "text":
        for number, line in enumerate(value.split("|")):
            found = field.get_buffer().get_iter_at_line(number)[1]
            y, high = field.get_line_yrange(found)
            x, top = field.buffer_to_window_coords(Gtk.TextWindowType.WIDGET, 0, y)
            say(line, [b[0] + x - 1, b[1] + top, b[2] - x, high])
    elif kind == "password":
        say("●" * len(value), inner(b, 8, 6))
    elif kind != "slider":
        say(value, inner(b, 6, 4, {"combo": 22, "spin": 66}.get(kind, 0)))


def choices() -> Gtk.Widget:
    column = Gtk.Box(orientation=Gtk.Orientation.VERTICAL, spacing=6)
    group = None
    for kind, role in (("check", "check box"), ("radio", "radio button")):
        for name, on, *more in of(kind):
            w = Gtk.CheckButton(label=name, halign=Gtk.Align.START)
            if kind == "radio":
                w.set_group(group)
                group = group or w
            w.set_active(on == "1")
            w.set_sensitive(not more)
            column.append(w)
            later.append(
                lambda w=w, r=role, n=name: (
                    element(r, box(w), n, *plain(w), "checked" * w.get_active()),
                    say(n, box(w)),
                )
            )
    toggle = Gtk.ToggleButton(label="Pinned", active=True, halign=Gtk.Align.START)
    column.append(toggle)
    later.append(
        lambda: (element("toggle", box(toggle), "Pinned", "checked"), say("Pinned", inner(box(toggle), 6)))
    )
    switch = Gtk.Switch(active=True, halign=Gtk.Align.START)
    column.append(switch)
    later.append(lambda: element("toggle", box(switch), "", "checked"))
    column.append(tree())
    return column


def tree() -> Gtk.Widget:
    store = Gtk.TreeStore(str)
    parent = None
    for depth, name in of("tree"):
        row = store.append(parent if depth == "1" else None, [name])
        parent = row if depth == "0" else parent
    view = Gtk.TreeView(model=store, headers_visible=False)
    column = Gtk.TreeViewColumn("", Gtk.CellRendererText(), text=0)
    view.append_column(column)
    view.expand_all()
    view.get_selection().select_path(Gtk.TreePath.new_from_string("0:1"))
    view.set_size_request(220, -1)
    later.append(lambda: store.foreach(lambda model, path, row: branch(view, column, model, path, row)))
    frame = Gtk.Frame(child=view, margin_top=10)
    return frame


def area(view: Gtk.TreeView, path: Gtk.TreePath, column: Gtk.TreeViewColumn) -> list[int]:
    r = view.get_cell_area(path, column)
    x, y = view.convert_bin_window_to_widget_coords(r.x, r.y)
    b = box(view)
    return [b[0] + x, b[1] + y, r.width, r.height]


def branch(
    view: Gtk.TreeView,
    column: Gtk.TreeViewColumn,
    model: Gtk.TreeModel,
    path: Gtk.TreePath,
    row: Gtk.TreeIter,
) -> bool:
    cell, whole = area(view, path, column), box(view)
    chosen = view.get_selection().path_is_selected(path)
    open_ = model.iter_has_child(row) and view.row_expanded(path)
    element(
        "tree item",
        [whole[0], cell[1], whole[2], cell[3]],
        model[row][0],
        "selected" * chosen,
        "expanded" * open_,
    )
    say(model[row][0], [cell[0] + 1, cell[1] + 1, cell[2] - 2, cell[3] - 2])
    return False


def table() -> Gtk.Widget:
    columns, rows = of("columns")[0], of("row")
    store = Gtk.ListStore(*[str] * len(columns))
    for row in rows:
        store.append(row)
    view = Gtk.TreeView(model=store, enable_grid_lines=Gtk.TreeViewGridLines.BOTH)
    parts = []
    for number, name in enumerate(columns):
        renderer = Gtk.CellRendererText(xpad=8, ypad=3)
        parts.append(Gtk.TreeViewColumn(name, renderer, text=number))
        view.append_column(parts[-1])
    view.get_selection().select_path(Gtk.TreePath.new_from_string("3"))
    later.append(lambda: cells(view, parts, columns, rows))
    return Gtk.Frame(child=view, valign=Gtk.Align.START)


def cells(
    view: Gtk.TreeView, parts: list[Gtk.TreeViewColumn], columns: list[str], rows: list[list[str]]
) -> None:
    found = []
    for c, (part, name) in enumerate(zip(parts, columns, strict=True)):
        head = box(part.get_button())
        element("column header", head, name)
        say(name, inner(head, 3, 2))
        for r, row in enumerate(rows):
            b = area(view, Gtk.TreePath.new_from_string(str(r)), part)
            element("table cell", b, row[c], "selected" if r == 3 else "")
            say(row[c], inner(b, 1, 1))
            found.append({"row": r, "column": c, "text": row[c], "bounds": b})
    truth["tables"].append({"bounds": box(view), "columns": columns, "cells": found})


def build() -> None:
    names = of("tab")[0]
    book = Gtk.Notebook(vexpand=True)
    page = Gtk.Box(spacing=24, margin_top=12, margin_start=12, margin_end=12)
    for part in (fields(), choices(), table()):
        page.append(part)
    for number, name in enumerate(names):
        label = Gtk.Label(label=name)
        book.append_page(page if number == 0 else Gtk.Box(), label)
        later.append(
            lambda w=label, n=name, k=number: (
                element("tab", box(w.get_parent()), n, "selected" if k == 0 else ""),
                say(n, box(w)),
            )
        )
    bar = Gtk.Box(spacing=8, halign=Gtk.Align.END, margin_top=8, margin_bottom=8, margin_end=8)
    for name, *more in of("button"):
        button = Gtk.Button(label=name)
        button.set_sensitive(not more)
        bar.append(button)
        later.append(
            lambda w=button, n=name: (element("button", box(w), n, *plain(w)), say(n, inner(box(w), 6)))
        )
    column = Gtk.Box(orientation=Gtk.Orientation.VERTICAL)
    column.append(book)
    column.append(bar)
    window.set_child(column)


def tell(loop: GLib.MainLoop) -> bool:
    for one in later:
        one()
    truth["windows"].append(
        {
            "title": of("title")[0][0],
            "bounds": [0, 0, window.get_width(), window.get_height()],
            "order": 0,
            "dialog": False,
        }
    )
    Path(out).write_text(json.dumps(truth), encoding="utf-8")
    return False


def main() -> None:
    settings = Gtk.Settings.get_default()
    settings.set_property("gtk-font-name", f"{family} {float(size) * 0.75:g}")
    settings.set_property("gtk-enable-animations", False)
    settings.set_property("gtk-cursor-blink", False)
    window.set_title(of("title")[0][0])
    window.set_decorated(False)
    build()
    window.maximize()
    window.present()
    loop = GLib.MainLoop()
    GLib.timeout_add(3500, tell, loop)
    loop.run()


main()

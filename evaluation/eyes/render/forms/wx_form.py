# ruff: noqa: E501 - data and long calls read better unbroken
"""A form in wxWidgets on GTK 3; writes its own truth: WORDS THEME FAMILY SIZE OUT (the theme comes from GTK)."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import wx
import wx.dataview as dv

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


def of(kind: str) -> list[list[str]]:
    return [line[1:] for line in LINES if line[0] == kind]


def box(w: wx.Window) -> list[int]:
    p, s = w.GetScreenPosition(), w.GetSize()
    return [p.x, p.y, s.width, s.height]


def inner(b: list[int], x: int, y: int = 3, right: int = 0) -> list[int]:
    return [b[0] + x, b[1] + y, b[2] - 2 * x - right, b[3] - 2 * y]


def say(text: str, area: list[int]) -> None:
    truth["texts"].append({"text": text, "area": area, "face": [family, int(size), "Regular"]})


def element(role: str, b: list[int], name: str, *states: str) -> None:
    truth["elements"].append({"role": role, "bounds": b, "name": name, "states": [s for s in states if s]})


def plain(w: wx.Window) -> list[str]:
    return ["disabled"] * (not w.IsEnabled()) + ["focused"] * w.HasFocus()


def fields(page: wx.Window) -> wx.Sizer:
    grid = wx.FlexGridSizer(2, 6, 10)
    for kind, name, value, *more in [
        line for line in LINES if line[0] in ("entry", "password", "combo", "spin", "slider", "text")
    ]:
        label = wx.StaticText(page, label=name)
        if kind == "combo":
            field: wx.Window = wx.Choice(page, choices=[value, "Other"])
            field.SetSelection(0)
        elif kind == "spin":
            field = wx.SpinCtrl(page, value=value, max=999)
        elif kind == "slider":
            field = wx.Slider(page, value=int(value), size=(220, -1))
        elif kind == "text":
            field = wx.TextCtrl(page, value=value.replace("|", "\n"), style=wx.TE_MULTILINE, size=(260, 80))
        else:
            field = wx.TextCtrl(
                page, value=value, style=wx.TE_PASSWORD if kind == "password" else 0, size=(260, -1)
            )
            field.Enable(not more)
        grid.Add(label, 0, wx.ALIGN_CENTER_VERTICAL)
        grid.Add(field)
        later.append(lambda k=kind, n=name, v=value, f=field, w=label: told(k, n, v, f, w))
    return grid


def told(kind: str, name: str, value: str, field: wx.Window, label: wx.Window) -> None:
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
        high = field.GetCharHeight()
        for number, line in enumerate(value.split("|")):
            say(line, [b[0] + 3, b[1] + 3 + number * high, b[2] - 6, high + 1])
    elif kind == "password":
        say("●" * len(value), inner(b, 6, 5))
    elif kind != "slider":
        say(value, inner(b, 5, 4, {"combo": 22, "spin": 60}.get(kind, 0)))


def choices(page: wx.Window) -> wx.Sizer:
    column = wx.BoxSizer(wx.VERTICAL)
    for name, on, *more in of("check"):
        w = wx.CheckBox(page, label=name)
        w.SetValue(on == "1")
        w.Enable(not more)
        column.Add(w, 0, wx.BOTTOM, 6)
        later.append(
            lambda w=w, n=name: (
                element("check box", box(w), n, *plain(w), "checked" * w.GetValue()),
                say(n, box(w)),
            )
        )
    for number, (name, on, *_) in enumerate(of("radio")):
        w = wx.RadioButton(page, label=name, style=wx.RB_GROUP if number == 0 else 0)
        w.SetValue(on == "1")
        column.Add(w, 0, wx.BOTTOM, 6)
        later.append(
            lambda w=w, n=name: (
                element("radio button", box(w), n, *plain(w), "checked" * w.GetValue()),
                say(n, box(w)),
            )
        )
    w = wx.ToggleButton(page, label="Pinned")
    w.SetValue(True)
    column.Add(w, 0, wx.BOTTOM, 6)
    later.append(lambda: (element("toggle", box(w), "Pinned", "checked"), say("Pinned", inner(box(w), 6))))
    tree = wx.TreeCtrl(page, size=(220, 230), style=wx.TR_HIDE_ROOT | wx.TR_HAS_BUTTONS)
    root = tree.AddRoot("root")
    parent, items = root, []
    for depth, name in of("tree"):
        item = tree.AppendItem(root if depth == "0" else parent, name)
        parent = item if depth == "0" else parent
        items.append((name, item))
    tree.ExpandAll()
    tree.SelectItem(items[2][1])
    column.Add(tree)
    later.append(lambda: [branch(tree, name, item) for name, item in items])
    return column


def branch(tree: wx.TreeCtrl, name: str, item: object) -> None:
    text = tree.GetBoundingRect(item, textOnly=True)
    p = tree.ClientToScreen(wx.Point(text.x, text.y))
    wide = tree.GetClientSize().width
    left = tree.ClientToScreen(wx.Point(0, 0)).x
    element(
        "tree item",
        [left, p.y, wide, text.height],
        name,
        "selected" * tree.IsSelected(item),
        "expanded" * (tree.ItemHasChildren(item) and tree.IsExpanded(item)),
    )
    say(name, [p.x + 2, p.y, text.width - 2, text.height])


def table(page: wx.Window) -> wx.Sizer:
    column = wx.BoxSizer(wx.VERTICAL)
    columns, rows = of("columns")[0], of("row")
    view = dv.DataViewListCtrl(page, style=dv.DV_ROW_LINES | dv.DV_VERT_RULES, size=(570, 360))
    dc = wx.ClientDC(page)
    for number, name in enumerate(columns):
        wide = max(dc.GetTextExtent(t)[0] for t in [name, *(row[number] for row in rows)])
        view.AppendTextColumn(name, width=wide + 30)
    for row in rows:
        view.AppendItem(row)
    view.SelectRow(3)
    column.Add(view)
    later.append(lambda: cells(view, columns, rows))
    return column


def cells(view: dv.DataViewListCtrl, columns: list[str], rows: list[list[str]]) -> None:
    found = []
    area = box(view)
    first = view.GetItemRect(view.RowToItem(0), view.GetColumn(0))
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            rect = view.GetItemRect(view.RowToItem(r), view.GetColumn(c))
            p = view.ClientToScreen(wx.Point(rect.x, rect.y))
            b = [p.x, p.y, rect.width, rect.height]
            if rect.height <= 0 or b[1] + b[3] > area[1] + area[3] or b[0] + b[2] > area[0] + area[2]:
                continue
            element("table cell", b, text, "selected" if r == 3 else "")
            say(text, inner(b, 1, 1))
            found.append({"row": r, "column": c, "text": text, "bounds": b})
    for c, name in enumerate(columns):
        rect = view.GetItemRect(view.RowToItem(0), view.GetColumn(c))
        p = view.ClientToScreen(wx.Point(rect.x, first.y))
        b = [p.x, area[1] + 1, rect.width, p.y - area[1] - 1]
        if b[0] + b[2] <= area[0] + area[2] and b[3] > 0:
            element("column header", b, name)
            say(name, inner(b, 2, 2))
    truth["tables"].append({"bounds": area, "columns": columns, "cells": found})


class Frame(wx.Frame):
    """The window."""

    def __init__(self) -> None:
        super().__init__(None, title=of("title")[0][0], pos=(0, 22), size=(1366, 740))
        font = wx.Font(wx.FontInfo(wx.Size(0, int(size))).FaceName(family))
        self.SetFont(font)
        book = wx.Notebook(self)
        page = wx.Panel(book)
        names = of("tab")[0]
        for number, name in enumerate(names):
            book.AddPage(page if number == 0 else wx.Panel(book), name)
        line = wx.BoxSizer(wx.HORIZONTAL)
        for part in (fields(page), choices(page), table(page)):
            line.Add(part, 0, wx.ALL, 12)
        page.SetSizer(line)
        column, bar = wx.BoxSizer(wx.VERTICAL), wx.BoxSizer(wx.HORIZONTAL)
        column.Add(book, 1, wx.EXPAND)
        for name, *more in of("button"):
            button = wx.Button(self, label=name)
            button.Enable(not more)
            bar.Add(button, 0, wx.ALL, 6)
            later.append(
                lambda b=button, n=name: (element("button", box(b), n, *plain(b)), say(n, inner(box(b), 6)))
            )
        column.Add(bar, 0, wx.ALIGN_RIGHT)
        self.SetSizer(column)
        later.append(lambda: strip(book, page, names))
        wx.CallLater(3500, self.tell)

    def tell(self) -> None:
        for one in later:
            one()
        truth["windows"].append({"title": self.GetTitle(), "bounds": box(self), "order": 0, "dialog": False})
        Path(out).write_text(json.dumps(truth), encoding="utf-8")


def strip(book: wx.Notebook, page: wx.Window, names: list[str]) -> None:
    """The tabs: their places are not told, so the strip is searched with the book's own hit test."""
    left, top, wide, _ = box(book)
    high = page.GetScreenPosition().y - top
    spans: dict[int, list[int]] = {}
    for x in range(0, wide, 1):
        hit = book.HitTest(wx.Point(x, -high // 2))[0]
        if hit == wx.NOT_FOUND:
            hit = book.HitTest(wx.Point(x, high // 2))[0]
        if hit != wx.NOT_FOUND:
            spans.setdefault(hit, []).append(x)
    if not spans:
        truth["ignore"].append([left, top, wide, high])
    for number, xs in spans.items():
        b = [left + max(0, xs[0] - 10), top, xs[-1] - xs[0] + 21, high]  # only its middle is hit
        element("tab", b, names[number], "selected" if number == 0 else "")
        say(names[number], inner(b, 4))


def main() -> None:
    app = wx.App()
    Frame().Show()
    app.MainLoop()


main()

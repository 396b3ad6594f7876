# ruff: noqa: E501 - data and long calls read better unbroken
"""A form in Tk with a theme from PyPI; writes its own truth. Run by a Python with Tk: FILE THEME FAMILY SIZE OUT."""

from __future__ import annotations

import json
import sys
import tkinter as tk
import tkinter.font as tkfont
from pathlib import Path
from tkinter import ttk

words, theme, family, size, out = sys.argv[1:6]
LINES = [line.split("\t") for line in Path(words).read_text(encoding="utf-8").splitlines()]


kit = ttk  # whose widgets are used: ttkbootstrap styles only its own


def of(kind: str) -> list[list[str]]:
    return [line[1:] for line in LINES if line[0] == kind]


def themed() -> tk.Tk:
    """A window in the wanted theme; sv-* from sv-ttk, all others from ttkbootstrap."""
    if theme.startswith("sv-"):
        import sv_ttk

        root = tk.Tk()
        sv_ttk.set_theme(theme.removeprefix("sv-"))
    else:
        import ttkbootstrap

        global kit
        kit = ttkbootstrap
        root = ttkbootstrap.Window(themename=theme)
    named = (*tkfont.names(root), "SunValleyBodyFont", "SunValleyBodyStrongFont", "SunValleyCaptionFont")
    for name in named:
        try:
            tkfont.nametofont(name, root).configure(family=family, size=-int(size))
        except tk.TclError:
            continue
    style = kit.Style()
    style.configure(".", font=(family, -int(size)))
    style.configure("Treeview", rowheight=int(int(size) * 1.9), font=(family, -int(size)))
    style.configure("Treeview.Heading", font=(family, -int(size), "bold"))
    return root


truth: dict[str, list] = {"texts": [], "elements": [], "tables": [], "labels": [], "windows": []}


def box(w: tk.Misc) -> list[int]:
    return [w.winfo_rootx(), w.winfo_rooty(), w.winfo_width(), w.winfo_height()]


def part(w: tk.Misc, b: tuple) -> list[int]:
    return [w.winfo_rootx() + b[0], w.winfo_rooty() + b[1], b[2], b[3]]


def say(text: str, area: list[int], bold: bool = False) -> None:
    truth["texts"].append(
        {"text": text, "area": area, "face": [family, int(size), "Bold" if bold else "Regular"]}
    )


def element(role: str, area: list[int], name: str, *states: str) -> None:
    truth["elements"].append({"role": role, "bounds": area, "name": name, "states": [s for s in states if s]})


def state(w: ttk.Widget) -> list[str]:
    found = ["disabled"] if w.instate(["disabled"]) else []
    found += ["checked"] if w.instate(["selected"]) else []
    return found + (["focused"] if w.focus_displayof() is w else [])


def build(root: tk.Tk) -> list:
    """All widgets, and what has to be told of each once it is laid out."""
    later: list = []
    root.title(of("title")[0][0])
    root.geometry("1366x720+0+22")
    outer = kit.Frame(root, padding=12)
    outer.pack(fill="both", expand=True)
    book = kit.Notebook(outer)
    book.pack(fill="both", expand=True)
    page = kit.Frame(book, padding=12)
    names = of("tab")[0]
    for number, name in enumerate(names):
        book.add(page if number == 0 else kit.Frame(book), text=name)
    later.append(lambda: tabs(book, names))
    left, middle, right = kit.Frame(page), kit.Frame(page), kit.Frame(page)
    left.grid(row=0, column=0, sticky="nw")
    middle.grid(row=0, column=1, sticky="nw", padx=24)
    right.grid(row=0, column=2, sticky="nsew")
    page.columnconfigure(2, weight=1)
    fields(left, later)
    choices(middle, later)
    table(right, later)
    bar = kit.Frame(outer)
    bar.pack(anchor="e", pady=(10, 0))
    for number, (name, *more) in enumerate(of("button")):
        kind = {"style": "Accent.TButton"} if number == 0 and theme.startswith("sv-") else {}
        button = kit.Button(bar, text=name, state="disabled" if more else "normal", **kind)
        button.pack(side="left", padx=4)
        later.append(lambda b=button, n=name: (element("button", box(b), n, *state(b)), say(n, inner(b, 4))))
    return later


def inner(w: tk.Misc, by: int, right: int = 0) -> list[int]:
    x, y, wide, high = box(w)
    return [x + by, y + 3, wide - 2 * by - right, high - 6]


def fields(frame: ttk.Frame, later: list) -> None:
    lines = [line for line in LINES if line[0] in ("entry", "password", "combo", "spin", "slider", "text")]
    for row, (kind, name, value, *more) in enumerate(lines):
        label = kit.Label(frame, text=name)
        label.grid(row=row, column=0, sticky="w", padx=(0, 10), pady=4)
        later.append(lambda w=label, n=name: say(n, box(w)))
        role = {
            "entry": "entry",
            "password": "password entry",
            "combo": "combo box",
            "spin": "spin button",
            "slider": "slider",
            "text": "entry",
        }[kind]
        if kind == "combo":
            field = kit.Combobox(frame, values=[value, "Other"], width=26, state="readonly")
            field.current(0)
        elif kind == "spin":
            field = kit.Spinbox(frame, from_=0, to=999, width=10)
            field.set(value)
        elif kind == "slider":
            field = kit.Scale(frame, from_=0, to=100, value=float(value), length=220)
        elif kind == "text":
            field = tk.Text(frame, width=30, height=4, font=(family, -int(size)))
            field.insert("1.0", value.replace("|", "\n"))
        else:
            field = kit.Entry(frame, width=28, show="●" if kind == "password" else "")
            field.insert(0, value)
            if more:
                field.configure(state="disabled")
        field.grid(row=row, column=1, sticky="w", pady=4)
        later.append(lambda f=field, k=kind, r=role, v=value, n=name, w=label: told(f, k, r, v, n, w))


def told(field: tk.Misc, kind: str, role: str, value: str, name: str, label: ttk.Label) -> None:
    element(role, box(field), name, *(state(field) if isinstance(field, ttk.Widget) else []))
    truth["labels"].append({"label": box(label), "for": box(field)})
    if kind == "text":
        for number, line in enumerate(value.split("|")):
            x, y, wide, high, _ = field.dlineinfo(f"{number + 1}.0")
            say(line, part(field, (x, y, wide + 2, high)))
    elif kind == "password":
        say("●" * len(value), inner(field, 4))
    elif kind != "slider":
        say(value, inner(field, 4, 24 if kind in ("combo", "spin") else 0))


def choices(frame: ttk.Frame, later: list) -> None:
    chosen = tk.StringVar(frame, next(name for name, on, *_ in of("radio") if on == "1"))
    frame.chosen = chosen
    for name, on, *more in of("check"):
        on_off = tk.IntVar(frame, int(on))
        w = kit.Checkbutton(frame, text=name, variable=on_off)
        w.on_off = on_off
        place(w, "check box", name, more, later)
    for name, *_ in of("radio"):
        place(kit.Radiobutton(frame, text=name, value=name, variable=chosen), "radio button", name, [], later)
    for name, on in [("Follow up", 1), ("Locked", 0)]:
        on_off = tk.IntVar(frame, on)
        style = "Switch.TCheckbutton" if theme.startswith("sv-") else "Roundtoggle.Toolbutton"
        if not theme.startswith("sv-"):
            import ttkbootstrap

            w = ttkbootstrap.Checkbutton(frame, text=name, variable=on_off, bootstyle="round-toggle")
        else:
            w = kit.Checkbutton(frame, text=name, variable=on_off, style=style)
        w.on_off = on_off
        place(w, "toggle", name, [], later)
    tree = kit.Treeview(frame, show="tree", height=7)
    parent = ""
    for depth, name in of("tree"):
        item = tree.insert(parent if depth == "1" else "", "end", text=name, open=True)
        parent = item if depth == "0" else parent
    tree.selection_set(tree.get_children(tree.get_children()[0])[1])
    tree.pack(anchor="w", pady=(12, 0))
    later.append(lambda: branches(tree, tree.get_children()))


def branches(tree: ttk.Treeview, items: tuple[str, ...]) -> None:
    for item in items:
        b = part(tree, tree.bbox(item))
        name = tree.item(item, "text")
        inner_items = tree.get_children(item)
        element(
            "tree item",
            b,
            name,
            "selected" if item in tree.selection() else "",
            "expanded" if inner_items else "",
        )
        say(name, [b[0] + 4, b[1] + 1, b[2] - 8, b[3] - 2])
        branches(tree, inner_items)


def place(w: ttk.Widget, role: str, name: str, more: list[str], later: list) -> None:
    w.pack(anchor="w", pady=4)
    if more:
        w.state(["disabled"])
    later.append(lambda: (element(role, box(w), name, *state(w)), say(name, box(w))))


def table(frame: ttk.Frame, later: list) -> None:
    columns = of("columns")[0]
    view = kit.Treeview(frame, columns=columns, show="headings", height=14)
    measured = tkfont.Font(family=family, size=-int(size), weight="bold")
    for place_, name in enumerate(columns):
        wide = max(measured.measure(t) for t in [name, *(row[place_] for row in of("row"))]) + 26
        view.heading(name, text=name, anchor="w")
        view.column(name, width=wide, stretch=False, anchor="w")
    for row in of("row"):
        view.insert("", "end", values=row)
    view.selection_set(view.get_children()[2])
    bar = kit.Scrollbar(frame, command=view.yview)
    view.configure(yscrollcommand=bar.set)
    view.pack(side="left", anchor="n")
    bar.pack(side="left", fill="y")
    later.append(lambda: cells(view, columns, bar))


def cells(view: ttk.Treeview, columns: list[str], bar: ttk.Scrollbar) -> None:
    found = []
    for number, item in enumerate(view.get_children()):
        for column, name in enumerate(columns):
            if not view.bbox(item, name):
                continue
            b = part(view, view.bbox(item, name))
            text = str(view.set(item, name))
            element("table cell", b, text, "selected" if item in view.selection() else "")
            say(text, [b[0] + 1, b[1] + 1, b[2] - 2, b[3] - 2])
            found.append({"row": number, "column": column, "text": text, "bounds": b})
    top = view.bbox(view.get_children()[0], columns[0])[1]
    for name in columns:
        x, _, wide, _ = view.bbox(view.get_children()[0], name)
        b = part(view, (x, 1, wide, top - 1))
        element("column header", b, name)
        say(name, [b[0] + 2, b[1] + 2, b[2] - 4, b[3] - 4], bold=True)
    truth["tables"].append({"bounds": box(view), "columns": columns, "cells": found})
    element("scroll bar", box(bar), "")


def tabs(book: ttk.Notebook, names: list[str]) -> None:
    page = book.nametowidget(book.tabs()[0])
    high = page.winfo_rooty() - book.winfo_rooty()
    spans: dict[int, list[int]] = {}
    for x in range(book.winfo_width()):
        for y in (high // 2, high - 4):
            try:
                spans.setdefault(book.index(f"@{x},{y}"), []).append(x)
                break
            except tk.TclError:
                continue
    for number, name in enumerate(names):
        xs = spans.get(number)
        if xs:
            ys = [y for y in range(high) if _hit(book, (xs[0] + xs[-1]) // 2, y) == number]
            b = part(book, (xs[0], ys[0], xs[-1] - xs[0] + 1, ys[-1] - ys[0] + 1))
            element("tab", b, name, "selected" if number == 0 else "")
            say(name, [b[0] + 4, b[1] + 3, b[2] - 8, b[3] - 6])


def _hit(book: ttk.Notebook, x: int, y: int) -> int:
    try:
        return book.index(f"@{x},{y}")
    except tk.TclError:
        return -1


def main() -> None:
    root = themed()
    later = build(root)

    def tell() -> None:
        for one in later:
            one()
        truth["windows"].append({"title": root.title(), "bounds": box(root), "order": 0, "dialog": False})
        Path(out).write_text(json.dumps(truth), encoding="utf-8")

    root.after(3000, tell)
    root.mainloop()


main()

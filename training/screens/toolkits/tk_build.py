"""Builds Tk widgets from an interface spec; each real widget carries `zoo`, its spec with a `role`."""

import tkinter as tk
from collections.abc import Callable
from random import Random
from tkinter import font as tkfont
from tkinter import ttk

from training.screens.toolkits.wire import Json


class Builder:
    """Makes one window; afterwards `opened` gives the menu to post and where, if any."""

    def __init__(self, root: tk.Tk, icons: str, rng: Random, bare: bool, field: str | None) -> None:
        self._icons, self._rng, self._bare, self._field = icons, rng, bare, field
        self._root = root
        self._pad = rng.choice((1, 2, 4, 6, 8))
        self._pictures: list[tk.PhotoImage] = []
        self.opened: Callable[[], tuple[tk.Menu, int, int]] | None = None

    def window(self, spec: Json) -> tk.Toplevel:
        """A top-level window with its panes."""
        window = tk.Toplevel(self._root)
        window.title(str(spec["title"]))
        window.zoo = spec  # type: ignore[attr-defined]
        window.zoo_pictures = self._pictures  # type: ignore[attr-defined]
        if spec["menus"]:
            self._menu_bar(window, spec)
        if spec["tools"]:
            bar = self._frame(window)
            bar.pack(fill="x")
            for tool in spec["tools"]:  # type: ignore[attr-defined]
                widget = self.node(
                    bar, tool if tool["kind"] != "separator" else {"kind": "separator", "upright": True}
                )
                widget.pack(
                    side="left",
                    padx=self._rng.choice((0, 1, 2)),
                    pady=2,
                    fill="y" if tool["kind"] == "separator" else "none",
                )
        if spec["status"]:
            line = self.node(window, {"kind": "label", "text": spec["status"]})
            line.pack(side="bottom", anchor="w", padx=3)
        if spec["side"]:
            self.node(window, spec["side"]).pack(side="left", fill="y")
        self.node(window, spec["main"]).pack(side="left", fill="both", expand=True)
        return window

    def _frame(self, parent: tk.Misc) -> tk.Widget:
        return (
            tk.Frame(parent, bd=self._rng.choice((0, 1)), relief="raised")
            if self._bare
            else ttk.Frame(parent)
        )

    def _menu_bar(self, window: tk.Toplevel, spec: Json) -> None:
        bar = tk.Frame(window, bd=1, relief="raised")
        bar.pack(fill="x")
        for index, name in enumerate(spec["menus"]):  # type: ignore[arg-type]
            title = tk.Menubutton(bar, text=name, padx=self._pad + 3, pady=2)
            title.zoo = {"role": "menu", "text": name, "open": index == spec["open"]}  # type: ignore[attr-defined]
            title.pack(side="left")
            if index == spec["open"]:
                menu = tk.Menu(window, tearoff=False)
                for item in spec["items"]:  # type: ignore[attr-defined]
                    self._item(menu, item)
                menu.zoo = spec["items"]  # type: ignore[attr-defined]
                self.opened = lambda title=title, menu=menu: (
                    menu,
                    title.winfo_rootx(),
                    title.winfo_rooty() + title.winfo_height(),
                )

    def _item(self, menu: tk.Menu, spec: Json) -> None:
        state = "disabled" if spec["disabled"] else "normal"
        text, key = str(spec["text"]), str(spec["key"])
        match spec["kind"]:
            case "separator":
                menu.add_separator()
            case "check":
                on = tk.BooleanVar(self._root, bool(spec["checked"]))
                self._pictures.append(on)  # type: ignore[arg-type]
                menu.add_checkbutton(label=text, accelerator=key, state=state, variable=on)
            case "radio":
                on = tk.BooleanVar(self._root, bool(spec["checked"]))
                self._pictures.append(on)  # type: ignore[arg-type]
                menu.add_radiobutton(label=text, accelerator=key, state=state, variable=on, value=True)
            case _:
                menu.add_command(label=text, accelerator=key, state=state)

    def node(self, parent: tk.Misc, spec: Json) -> tk.Widget:
        """A widget for a node."""
        widget: tk.Widget = getattr(self, f"_make_{spec['kind']}")(parent, spec)
        if spec.get("disabled") and spec["kind"] not in ("label", "multi", "progress"):
            widget.configure(state="disabled")  # type: ignore[call-arg]
        if spec.get("focused"):
            widget.focus_set()
        return widget

    def _mark(self, widget: tk.Widget, role: str, spec: Json, **more: object) -> tk.Widget:
        widget.zoo = {**spec, "role": role, **more}  # type: ignore[attr-defined]
        return widget

    def _picture(self, number: object) -> tk.PhotoImage:
        picture = tk.PhotoImage(file=f"{self._icons}/{number}.png", master=self._root)
        self._pictures.append(picture)
        return picture

    def _make_box(self, parent: tk.Misc, spec: Json) -> tk.Widget:
        box = self._frame(parent)
        for child in spec["children"]:  # type: ignore[attr-defined]
            widget = self.node(box, child)
            if spec["dir"] == "h":
                wide = child["kind"] == "box"
                widget.pack(
                    side="right" if spec.get("end") else "left",
                    padx=self._pad,
                    pady=self._pad,
                    anchor="n",
                    fill="both" if wide else "none",
                    expand=wide,
                )
            else:
                wide = child["kind"] in (
                    "box",
                    "frame",
                    "form",
                    "table",
                    "tree",
                    "list",
                    "slider",
                    "progress",
                    "tabs",
                )
                widget.pack(fill="x" if wide else "none", padx=self._pad, pady=self._pad, anchor="w")
        return box

    def _make_frame(self, parent: tk.Misc, spec: Json) -> tk.Widget:
        text = str(spec["title"])
        title = tk.Label(parent, text=text) if self._bare else ttk.Label(parent, text=text)
        frame = (
            tk.LabelFrame(parent, labelwidget=title)
            if self._bare
            else ttk.LabelFrame(parent, labelwidget=title)
        )
        self._mark(title, "", {"text": text})
        self.node(frame, spec["child"]).pack(fill="both", expand=True)  # type: ignore[arg-type]
        return frame

    def _make_tabs(self, parent: tk.Misc, spec: Json) -> tk.Widget:
        book = ttk.Notebook(parent)
        for index, name in enumerate(spec["names"]):  # type: ignore[arg-type]
            book.add(
                self.node(book, spec["child"]) if index == spec["chosen"] else ttk.Frame(book), text=name
            )  # type: ignore[arg-type]
        book.select(spec["chosen"])
        return book

    def _make_form(self, parent: tk.Misc, spec: Json) -> tk.Widget:
        form = self._frame(parent)
        form.columnconfigure(1, weight=1)
        for index, (caption, child) in enumerate(spec["rows"]):  # type: ignore[arg-type]
            label = self.node(form, {"kind": "label", "text": caption})
            field = self.node(form, child)
            label.zoo_for = field  # type: ignore[attr-defined]
            sticky = "ew" if child["kind"] in ("entry", "password", "slider") else "w"
            if spec["above"]:
                label.grid(row=index * 2, column=0, sticky="w", padx=self._pad)
                field.grid(row=index * 2 + 1, column=0, sticky=sticky, padx=self._pad, pady=self._pad)
            else:
                label.grid(row=index, column=0, sticky="w", padx=self._pad, pady=self._pad)
                field.grid(row=index, column=1, sticky=sticky, padx=self._pad, pady=self._pad)
        return form

    def _make_label(self, parent: tk.Misc, spec: Json) -> tk.Widget:
        text = str(spec["text"])
        widget = tk.Label(parent, text=text) if self._bare else ttk.Label(parent, text=text)
        return self._mark(widget, "", {"text": text})

    def _make_heading(self, parent: tk.Misc, spec: Json) -> tk.Widget:
        base = tkfont.nametofont("TkDefaultFont")
        big = tkfont.Font(
            self._root, family=base.cget("family"), size=round(base.cget("size") * 1.5), weight="bold"
        )
        self._pictures.append(big)  # type: ignore[arg-type]
        return self._mark(ttk.Label(parent, text=str(spec["text"]), font=big), "", spec)

    def _make_link(self, parent: tk.Misc, spec: Json) -> tk.Widget:
        base = tkfont.nametofont("TkDefaultFont")
        line = tkfont.Font(self._root, family=base.cget("family"), size=base.cget("size"), underline=True)
        self._pictures.append(line)  # type: ignore[arg-type]
        return self._mark(
            ttk.Label(parent, text=str(spec["text"]), font=line, foreground="#1a5fb4"),
            "link",
            {"text": spec["text"]},
        )

    def _make_button(self, parent: tk.Misc, spec: Json) -> tk.Widget:
        if self._bare:
            button: tk.Widget = tk.Button(
                parent, text=str(spec["text"]), padx=self._pad + 4, pady=self._pad // 2
            )
        else:
            button = ttk.Button(parent, text=str(spec["text"]), width=self._rng.choice((-1, -8, -11)))
        return self._mark(button, "button", spec)

    def _make_toggle(self, parent: tk.Misc, spec: Json) -> tk.Widget:
        on = tk.BooleanVar(self._root, bool(spec["checked"]))
        self._pictures.append(on)  # type: ignore[arg-type]
        if self._bare:
            return self._mark(
                tk.Checkbutton(parent, text=str(spec["text"]), indicatoron=False, variable=on), "toggle", spec
            )
        return self._mark(
            ttk.Checkbutton(parent, text=str(spec["text"]), style="Toolbutton", variable=on), "toggle", spec
        )

    def _make_icon(self, parent: tk.Misc, spec: Json) -> tk.Widget:
        picture, flat = self._picture(spec["icon"]), self._rng.random() < 0.6
        text = str(spec.get("text") or "")
        if self._bare:
            button: tk.Widget = tk.Button(
                parent,
                image=picture,
                text=text,
                compound="left" if text else "none",
                relief="flat" if flat else "raised",
            )
        else:
            button = ttk.Button(
                parent,
                image=picture,
                text=text,
                compound="left" if text else "image",
                style="Toolbutton" if flat else "TButton",
            )
        return self._mark(
            button, "button" if text else "icon button", {**spec, "checked": False}, picture=picture.width()
        )

    def _make_switch(self, parent: tk.Misc, spec: Json) -> tk.Widget:
        return self._make_check(parent, {**spec, "text": ""})

    def _make_check(self, parent: tk.Misc, spec: Json) -> tk.Widget:
        on = tk.BooleanVar(self._root, bool(spec["checked"]))
        self._pictures.append(on)  # type: ignore[arg-type]
        make = tk.Checkbutton if self._bare else ttk.Checkbutton
        return self._mark(make(parent, text=str(spec["text"]), variable=on), "check box", spec)

    def _make_radios(self, parent: tk.Misc, spec: Json) -> tk.Widget:
        box, chosen = self._frame(parent), tk.IntVar(self._root, int(str(spec["chosen"])))
        self._pictures.append(chosen)  # type: ignore[arg-type]
        for index, name in enumerate(spec["names"]):  # type: ignore[arg-type]
            make = tk.Radiobutton if self._bare else ttk.Radiobutton
            radio = make(box, text=name, variable=chosen, value=index)
            self._mark(radio, "radio button", {"text": name, "checked": index == spec["chosen"]})
            radio.pack(
                side="left" if spec["dir"] == "h" else "top", anchor="w", padx=self._pad, pady=self._pad // 2
            )
        return box

    def _entry(self, parent: tk.Misc, role: str, spec: Json, show: str = "") -> tk.Widget:
        width = self._rng.randint(10, 30)
        entry = (
            tk.Entry(parent, width=width, show=show, bg=self._field or "white")
            if self._bare
            else ttk.Entry(parent, width=width, show=show)
        )
        entry.insert(0, str(spec["value"]))
        return self._mark(
            entry, role, {**spec, "text": show * len(str(spec["value"])) if show else spec["value"]}
        )

    def _make_entry(self, parent: tk.Misc, spec: Json) -> tk.Widget:
        return self._entry(parent, "entry", spec)

    def _make_password(self, parent: tk.Misc, spec: Json) -> tk.Widget:
        return self._entry(parent, "password entry", spec, self._rng.choice(("*", "•", "●")))

    def _make_multi(self, parent: tk.Misc, spec: Json) -> tk.Widget:
        area = tk.Text(
            parent,
            width=34,
            height=self._rng.randint(3, 6),
            font="TkTextFont",
            wrap="none",
            bg=self._field or "white",
        )
        area.insert("1.0", "\n".join(spec["lines"]))  # type: ignore[arg-type]
        return self._mark(area, "entry", spec)

    def _make_combo(self, parent: tk.Misc, spec: Json) -> tk.Widget:
        value = str(spec["value"])
        if self._bare:
            held = tk.StringVar(self._root, value)
            self._pictures.append(held)  # type: ignore[arg-type]
            return self._mark(tk.OptionMenu(parent, held, value), "combo box", {"text": value})
        box = ttk.Combobox(parent, values=[value], width=min(30, len(value) + 3))
        box.set(value)
        return self._mark(box, "combo box", {"text": value})

    def _make_spin(self, parent: tk.Misc, spec: Json) -> tk.Widget:
        box = (
            tk.Spinbox(parent, from_=0, to=9999, width=8)
            if self._bare
            else ttk.Spinbox(parent, from_=0, to=9999, width=8)
        )
        box.delete(0, "end")
        box.insert(0, str(spec["value"]))
        return self._mark(box, "spin button", {"text": str(spec["value"])})

    def _make_slider(self, parent: tk.Misc, spec: Json) -> tk.Widget:
        if self._bare:
            scale: tk.Widget = tk.Scale(parent, orient="horizontal", showvalue=False, to=100)
        else:
            scale = ttk.Scale(parent, orient="horizontal", to=100)
        scale.set(int(str(spec["value"])))  # type: ignore[attr-defined]
        return self._mark(scale, "slider", {"text": ""})

    def _make_progress(self, parent: tk.Misc, spec: Json) -> tk.Widget:
        return ttk.Progressbar(parent, value=int(str(spec["value"])))

    def _make_separator(self, parent: tk.Misc, spec: Json) -> tk.Widget:
        return ttk.Separator(parent, orient="vertical" if spec.get("upright") else "horizontal")

    def _make_list(self, parent: tk.Misc, spec: Json) -> tk.Widget:
        box = tk.Frame(parent)
        view = tk.Listbox(
            box,
            height=min(24, len(spec["items"])),
            width=22,
            font="TkTextFont",
            activestyle="none",
            bg=self._field or "white",
        )  # type: ignore[arg-type]
        view.insert(0, *spec["items"])  # type: ignore[misc]
        view.selection_set(int(str(spec["chosen"])))
        self._with_bar(box, view)
        self._mark(view, "list", spec)
        return box

    def _with_bar(self, box: tk.Frame, view: tk.Widget) -> None:
        if self._rng.random() < 0.6:
            bar = (tk.Scrollbar if self._bare else ttk.Scrollbar)(box, orient="vertical", command=view.yview)  # type: ignore[attr-defined]
            view.configure(yscrollcommand=bar.set)  # type: ignore[call-arg]
            self._mark(bar, "scroll bar", {"text": ""})
            bar.pack(side="right", fill="y")
        view.pack(side="left", fill="both", expand=True)

    def _make_table(self, parent: tk.Misc, spec: Json) -> tk.Widget:
        box = tk.Frame(parent)
        names: list[str] = list(spec["columns"])  # type: ignore[call-overload]
        view = ttk.Treeview(
            box,
            columns=[str(i) for i in range(len(names))],
            show="headings",
            height=min(20, len(spec["rows"])),
        )  # type: ignore[arg-type]
        face = tkfont.nametofont("TkDefaultFont")
        rows: list[list[str]] = list(spec["rows"])  # type: ignore[call-overload]
        for index, name in enumerate(names):
            wide = max([face.measure(name), *(face.measure(row[index]) for row in rows)]) + 24
            view.heading(str(index), text=name)
            view.column(str(index), width=min(260, wide), stretch=self._rng.random() < 0.3)
        for row in rows:
            view.insert("", "end", values=row)
        chosen = int(str(spec["chosen"]))
        if chosen >= 0:
            view.selection_set(view.get_children()[chosen])
        self._with_bar(box, view)
        self._mark(view, "table", spec)
        return box

    def _make_tree(self, parent: tk.Misc, spec: Json) -> tk.Widget:
        box = tk.Frame(parent)
        view = ttk.Treeview(box, show="tree", height=self._rng.randint(6, 16))

        def add(under: str, node: Json) -> None:
            item = view.insert(under, "end", text=str(node["text"]), open=bool(node["expanded"]))
            for child in node["children"]:  # type: ignore[attr-defined]
                add(item, child)

        for root in spec["roots"]:  # type: ignore[attr-defined]
            add("", root)
        view.selection_set(view.get_children()[0])
        self._with_bar(box, view)
        self._mark(view, "tree", spec)
        return box

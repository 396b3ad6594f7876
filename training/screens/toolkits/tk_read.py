"""Reads from live Tk widgets what shows where: winfo geometry, bboxes of items, measures of the fonts."""

import tkinter as tk
from tkinter import font as tkfont
from tkinter import ttk

from training.screens.toolkits.wire import Json, Report, meet

Box = list[float]


class Reader:
    """Walks one window and reports it."""

    def __init__(self, report: Report, layer: int) -> None:
        self.report, self.layer = report, layer

    def box(
        self, widget: tk.Misc, x: float = 0, y: float = 0, w: float | None = None, h: float | None = None
    ) -> Box:
        """A rectangle of a widget on the root."""
        left, top = widget.winfo_rootx() + x, widget.winfo_rooty() + y
        return [
            left,
            top,
            left + (widget.winfo_width() if w is None else w),
            top + (widget.winfo_height() if h is None else h),
        ]

    def walk(self, widget: tk.Misc, clip: Box) -> None:
        """Report a widget and what is inside it."""
        if isinstance(widget, tk.Menu) or not widget.winfo_viewable():
            return
        clip = meet(clip, self.box(widget))
        zoo = getattr(widget, "zoo", None)
        if zoo is not None and not isinstance(widget, tk.Toplevel):
            self._element(widget, zoo, clip)
        if isinstance(widget, ttk.Notebook):
            self._tabs(widget, clip)
        for child in widget.winfo_children():
            self.walk(child, clip)

    def _element(self, widget: tk.Misc, zoo: Json, clip: Box) -> None:
        role = str(zoo.get("role", ""))
        match role:
            case "list":
                self._listbox(widget, clip)  # type: ignore[arg-type]
            case "table" | "tree":
                self._treeview(widget, role, zoo, clip)  # type: ignore[arg-type]
            case _:
                self._plain(widget, role, zoo, clip)
        field = getattr(widget, "zoo_for", None)
        if field is not None:
            self.report.label(self.box(widget), self.box(field), clip, self.layer)

    def _plain(self, widget: tk.Misc, role: str, zoo: Json, clip: Box) -> None:
        if role:
            states = [
                name
                for name, on in (
                    ("checked", zoo.get("checked")),
                    ("disabled", zoo.get("disabled")),
                    ("expanded", zoo.get("open")),
                )
                if on
            ]
            if widget.focus_get() is widget and "disabled" not in states:
                states.append("focused")
            self.report.element(role, str(zoo.get("text", "")), self.box(widget), clip, self.layer, states)
        if isinstance(widget, tk.Text):
            self._text(widget, clip)
            return
        text, face = str(zoo.get("text") or ""), _font(widget)
        wide = face.measure(text)
        box = self.box(widget)
        if role in ("check box", "radio button"):
            box[0] = max(box[0] + 12, box[2] - wide - 6)
        elif role in ("button", "toggle", "menu") and zoo.get("picture") is None:
            middle = (box[0] + box[2]) / 2
            box = [
                max(box[0] + 2, middle - wide / 2 - 4),
                box[1],
                min(box[2] - 2, middle + wide / 2 + 4),
                box[3],
            ]
        elif zoo.get("picture") is not None:
            left = (box[0] + box[2] + int(str(zoo["picture"])) - wide) / 2
            box = [left - 3, box[1], min(box[2] - 2, left + wide + 6), box[3]]
        elif role in ("entry", "password entry", "spin button", "combo box"):
            box = [box[0] + 2, box[1], min(box[2] - 2, box[0] + wide + 16), box[3]]
        cut = wide > widget.winfo_width() + 3 or (
            role in ("entry", "password entry", "spin button", "combo box")
            and wide + 20 > widget.winfo_width()
        )
        self._line(text, face, box, clip, cut)

    def _line(self, text: str, face: tkfont.Font, box: Box, clip: Box, cut: bool = False) -> None:
        """Text in a box, narrowed to its line's height around the middle so that borders stay outside."""
        middle, half = (box[1] + box[3]) / 2, face.metrics("linespace") / 2
        self.report.text(
            text,
            [box[0], max(box[1], middle - half), box[2], min(box[3], middle + half)],
            clip,
            self.layer,
            half * 2,
            cut=cut,
        )

    def _text(self, area: tk.Text, clip: Box) -> None:
        for number in range(1, int(area.index("end").split(".")[0])):
            place = area.dlineinfo(f"{number}.0")
            text = area.get(f"{number}.0", f"{number}.end")
            if place:
                box = self.box(area, place[0] - 1, place[1], place[2] + 2, place[3])
                self.report.text(text, box, clip, self.layer, place[3], cut=box[2] > clip[2])

    def _listbox(self, view: tk.Listbox, clip: Box) -> None:
        face = tkfont.nametofont("TkTextFont")
        for index in range(view.size()):
            place = view.bbox(index)
            if not place:
                continue
            border = int(str(view.cget("borderwidth"))) + int(str(view.cget("highlightthickness")))
            box = self.box(view, border, place[1], view.winfo_width() - 2 * border, place[3])
            text = str(view.get(index))
            state = ["selected"] if view.selection_includes(index) else []
            self.report.element("list item", text, box, clip, self.layer, state)
            wide = face.measure(text)
            self._line(
                text,
                face,
                [box[0] + place[0] - border, box[1], min(box[2], box[0] + wide + 4), box[3]],
                clip,
                wide > box[2] - box[0],
            )

    def _treeview(self, view: ttk.Treeview, role: str, zoo: Json, clip: Box) -> None:
        face = tkfont.nametofont("TkDefaultFont")
        columns = list(view["columns"]) if role == "table" else ["#0"]
        names = [str(name) for name in zoo["columns"]] if role == "table" else []  # type: ignore[attr-defined]
        cells: list[Json] = []
        shown = self._shown(view, "") if role == "tree" else list(view.get_children())
        boxes: dict[str, Box] = {}
        for number, item in enumerate(shown):
            for index, column in enumerate(columns):
                place = view.bbox(item, column)
                if not place:
                    continue
                box = self.box(view, *place)
                boxes.setdefault(column, box)
                text = str(view.item(item, "text")) if role == "tree" else str(zoo["rows"][number][index])  # type: ignore[index]
                states = ["selected"] if item in view.selection() else []
                states += (
                    ["expanded"]
                    if role == "tree" and view.item(item, "open") and view.get_children(item)
                    else []
                )
                self._cell(view, role, text, box, place, clip, states, face)
                cells.append({"row": number, "column": index, "text": text, "box": box})
        if role == "table" and boxes:
            top = min(box[1] for box in boxes.values())
            for column, name in zip(columns, names, strict=True):
                if column in boxes:
                    box = [boxes[column][0], self.box(view)[1], boxes[column][2], top]
                    self.report.element("column header", name, box, clip, self.layer, [])
                    bold = tkfont.nametofont("TkHeadingFont")
                    half, middle = bold.measure(name) / 2 + 4, (box[0] + box[2]) / 2
                    room = [max(box[0] + 3, middle - half), box[1], min(box[2] - 3, middle + half), box[3]]
                    self._line(name, bold, room, clip, bold.measure(name) > box[2] - box[0] - 4)
            self.report.table(self.box(view), clip, self.layer, names, cells)

    def _cell(
        self,
        view: ttk.Treeview,
        role: str,
        text: str,
        box: Box,
        place: object,
        clip: Box,
        states: list[str],
        face: tkfont.Font,
    ) -> None:
        wide = face.measure(text)
        if role == "table":
            self.report.element("table cell", text, box, clip, self.layer, states)
            self._line(
                text,
                face,
                [box[0] + 1, box[1], min(box[2] - 1, box[0] + wide + 14), box[3]],
                clip,
                wide + 4 > box[2] - box[0],
            )
            return
        whole = self.box(view)
        self.report.element(
            "tree item", text, [whole[0] + 1, box[1], whole[2] - 1, box[3]], clip, self.layer, states
        )
        left = box[0] + 17
        self._line(text, face, [left, box[1], min(box[2], left + wide + 12), box[3]], clip)

    def _shown(self, view: ttk.Treeview, under: str) -> list[str]:
        found: list[str] = []
        for item in view.get_children(under):
            found.append(item)
            if view.item(item, "open"):
                found += self._shown(view, item)
        return found

    def _tabs(self, book: ttk.Notebook, clip: Box) -> None:
        """Tabs are found by asking, point by point, which tab is there."""
        face = tkfont.nametofont("TkDefaultFont")
        deep = 0
        page = book.nametowidget(book.select())
        deep = page.winfo_rooty() - book.winfo_rooty()
        spans: dict[int, list[int]] = {}
        for x in range(book.winfo_width()):
            try:
                at = book.index(f"@{x},{max(2, deep - 6)}")
            except tk.TclError:
                continue
            if isinstance(at, int):
                spans.setdefault(at, []).append(x)
        for index, xs in spans.items():
            text = str(book.tab(index, "text"))
            box = self.box(book, min(xs), 0, max(xs) - min(xs) + 1, deep)
            self.report.element(
                "tab", text, box, clip, self.layer, ["selected"] if index == book.index("current") else []
            )
            self._line(text, face, [box[0] + 3, box[1], box[2] - 2, box[3]], clip)


def _font(widget: tk.Misc) -> tkfont.Font:
    try:
        name = str(widget.cget("font"))
    except tk.TclError:
        name = ""
    if not name:
        return tkfont.nametofont("TkTextFont" if isinstance(widget, ttk.Entry) else "TkDefaultFont")
    return tkfont.Font(widget, font=name)


def window(report: Report, top: tk.Toplevel) -> None:
    """Report a top-level window."""
    reader = Reader(report, 0)
    box = reader.box(top)
    reader.layer = report.layer(box, top.title(), True, bool(top.zoo["dialog"]))  # type: ignore[attr-defined]
    reader.walk(top, box)


def popup(report: Report, menu: tk.Menu) -> None:
    """Report a posted menu."""
    reader = Reader(report, 0)
    box = reader.box(menu)
    reader.layer = report.layer(box, "", False, False)
    face, specs = tkfont.nametofont("TkMenuFont"), menu.zoo  # type: ignore[attr-defined]
    edge = 2
    tops = [menu.yposition(index) for index in range(len(specs))] + [menu.winfo_height() - edge]
    marks = any(spec["kind"] in ("check", "radio") for spec in specs)
    for index, spec in enumerate(specs):
        if spec["kind"] == "separator":
            continue
        row = reader.box(
            menu, edge, tops[index], menu.winfo_width() - 2 * edge, tops[index + 1] - tops[index]
        )
        states = (["checked"] if spec["checked"] and spec["kind"] != "item" else []) + (
            ["disabled"] if spec["disabled"] else []
        )
        report.element("menu item", str(spec["text"]), row, box, reader.layer, states)
        wide, key = face.measure(spec["text"]), str(spec["key"])
        left = row[0] + (face.metrics("linespace") if marks else 1)
        right = row[2] - 1 if not key else min(row[2], left + wide + 16)
        reader._line(str(spec["text"]), face, [left, row[1], right, row[3]], box)
        if key:
            reader._line(key, face, [right, row[1], row[2] - 1, row[3]], box)

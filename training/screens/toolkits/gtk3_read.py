"""Reads from live GTK 3 widgets what shows where."""

from itertools import pairwise

from gi.repository import Gtk

from training.screens.toolkits.wire import Json, Report, meet

Box = list[float]


class Reader:
    """Walks one top-level window (or menu) and reports it."""

    def __init__(self, report: Report, top: Gtk.Widget, scale: int) -> None:
        self.report, self.top, self.scale = report, top, scale
        _, x, y = top.get_window().get_origin()
        self.origin = (x, y)
        self.layer = 0

    def box(
        self, widget: Gtk.Widget, x: float = 0, y: float = 0, w: float | None = None, h: float | None = None
    ) -> Box:
        """A rectangle in a widget's coordinates, as device pixels of the root."""
        left, top = widget.translate_coordinates(self.top, int(x), int(y)) or (0, 0)
        left, top = left + self.origin[0], top + self.origin[1]
        width = widget.get_allocated_width() if w is None else w
        height = widget.get_allocated_height() if h is None else h
        return [v * self.scale for v in (left, top, left + width, top + height)]

    def walk(self, widget: Gtk.Widget, clip: Box) -> None:
        """Report a widget and what is inside it."""
        if not widget.get_mapped():
            return
        if isinstance(widget, Gtk.Viewport | Gtk.TreeView | Gtk.ScrolledWindow):
            clip = meet(clip, self.box(widget))
        self._element(widget, clip)
        if isinstance(widget, Gtk.TreeView):
            Cells(self, widget, clip).read()
        elif isinstance(widget, Gtk.TextView):
            self._lines(widget, meet(clip, self.box(widget)))
        elif isinstance(widget, Gtk.Label):
            self._label(widget, clip)
        elif isinstance(widget, Gtk.Entry):
            self._entry(widget, clip)
        elif isinstance(widget, Gtk.CellView):
            self.report.text(
                self._combo(widget),
                self.box(widget),
                clip,
                self.layer,
                self.box(widget)[3] - self.box(widget)[1],
            )
        if isinstance(widget, Gtk.Container):
            children: list[Gtk.Widget] = []
            widget.forall(children.append)
            for child in children:
                self.walk(child, clip)

    def _combo(self, view: Gtk.CellView) -> str:
        path = view.get_displayed_row()
        return str(view.get_model()[path][0]) if path else ""

    def _label(self, label: Gtk.Label, clip: Box) -> None:
        layout = label.get_layout()
        text = layout.get_text()
        box = self.box(label)
        self.report.text(text, box, clip, self.layer, box[3] - box[1], cut=layout.is_ellipsized())
        field = getattr(label, "zoo_for", None)
        if field is not None:
            self.report.label(box, self.box(field), clip, self.layer)

    def _entry(self, entry: Gtk.Entry, clip: Box) -> None:
        layout = entry.get_layout()
        x, y = entry.get_layout_offsets()
        if not layout.get_text() and entry.get_placeholder_text() and not entry.has_focus():
            layout = entry.create_pango_layout(entry.get_placeholder_text())
        width, height = layout.get_pixel_size()
        box = self.box(entry, x - 1, y, width + 2, height)
        room = self.box(entry)
        self.report.text(
            layout.get_text(), box, meet(clip, room), self.layer, height * self.scale, cut=box[2] > room[2]
        )

    def _lines(self, view: Gtk.TextView, clip: Box) -> None:
        buffer = view.get_buffer()
        for number in range(buffer.get_line_count()):
            at = buffer.get_iter_at_line(number)
            end = at.copy()
            if not end.ends_line():
                end.forward_to_line_end()
            first, last = view.get_iter_location(at), view.get_iter_location(end)
            x, y = view.buffer_to_window_coords(Gtk.TextWindowType.WIDGET, first.x, first.y)
            box = self.box(view, x, y, last.x - first.x, first.height)
            self.report.text(
                buffer.get_text(at, end, False),
                box,
                clip,
                self.layer,
                first.height * self.scale,
                cut=box[2] > clip[2],
            )

    def _element(self, widget: Gtk.Widget, clip: Box) -> None:
        role = _role(widget)
        if role is None:
            return
        box = self.box(widget)
        if role in ("check box", "radio button"):
            box = self._check_box(widget, box)
        self.report.element(role, _name(widget), box, clip, self.layer, _states(widget, role))

    def _check_box(self, widget: Gtk.Widget, box: Box) -> Box:
        return box

    def tab(self, book: Gtk.Notebook, clip: Box) -> None:
        """The tabs of a notebook: they share the header, so half the gap between two labels is a tab's
        padding."""
        pages = [book.get_nth_page(index) for index in range(book.get_n_pages())]
        labels = [book.get_tab_label(page) for page in pages]
        boxes = [self.box(label) for label in labels]
        body, whole = self.box(pages[book.get_current_page()]), self.box(book)
        side = book.get_tab_pos()
        upright = side in (Gtk.PositionType.LEFT, Gtk.PositionType.RIGHT)
        near, far = (1, 3) if upright else (0, 2)
        gaps = [b[near] - a[far] for a, b in pairwise(boxes)]
        pad = max(0, min(gaps)) / 2 if gaps else 8 * self.scale
        for index, (label, box) in enumerate(zip(labels, boxes, strict=True)):
            if not label.get_mapped():
                continue
            if upright:
                tab = [whole[0], box[1] - pad, body[0], box[3] + pad]
            elif side == Gtk.PositionType.BOTTOM:
                tab = [box[0] - pad, body[3], box[2] + pad, whole[3]]
            else:
                tab = [box[0] - pad, whole[1], box[2] + pad, body[1]]
            state = ["selected"] if index == book.get_current_page() else []
            self.report.element("tab", label.get_text(), tab, clip, self.layer, state)


class Cells:
    """The rows, cells and headers of a tree view."""

    def __init__(self, reader: Reader, view: Gtk.TreeView, clip: Box) -> None:
        self.reader, self.view = reader, view
        self.role = getattr(view, "zoo_cells", "list item")
        self.cells: list[Json] = []
        _, top = view.convert_bin_window_to_widget_coords(0, 0)
        body = reader.box(view, 0, top, view.get_allocated_width(), view.get_allocated_height() - top)
        self.clip, self.outer = meet(clip, body), clip

    def read(self) -> None:
        """Report all that shows."""
        columns = self.view.get_columns()
        names = [column.get_title() for column in columns]
        shown = self.view.get_visible_range()
        if self.role == "table cell":
            for column, name in zip(columns, names, strict=True):
                button = column.get_button()
                self.reader.report.element(
                    "column header", name, self.reader.box(button), self.outer, self.reader.layer, []
                )
        if not shown:
            return
        model, number = self.view.get_model(), 0
        at = model.get_iter(shown[0])
        paths = []
        self._collect(model, model.get_iter_first(), paths)
        del at
        for path in paths:
            if path.compare(shown[0]) >= 0 and path.compare(shown[1]) <= 0:
                self._row(model, path, columns, number)
                number += 1
        if self.role == "table cell":
            self.reader.report.table(
                self.reader.box(self.view), self.outer, self.reader.layer, names, self.cells
            )

    def _collect(self, model: Gtk.TreeModel, at: Gtk.TreeIter | None, paths: list[Gtk.TreePath]) -> None:
        while at is not None:
            path = model.get_path(at)
            paths.append(path)
            if self.view.row_expanded(path):
                self._collect(model, model.iter_children(at), paths)
            at = model.iter_next(at)

    def _row(
        self, model: Gtk.TreeModel, path: Gtk.TreePath, columns: list[Gtk.TreeViewColumn], number: int
    ) -> None:
        states = ["selected"] if self.view.get_selection().path_is_selected(path) else []
        if self.view.row_expanded(path):
            states.append("expanded")
        for index, column in enumerate(columns):
            text = str(model[path][index])
            area = self.view.get_background_area(path, column)
            box = self._place(area)
            self.reader.report.element(self.role, text, box, self.clip, self.reader.layer, states)
            self.cells.append({"row": number, "column": index, "text": text, "box": box})
            self._text(text, column, self.view.get_cell_area(path, column))

    def _place(self, area: object) -> Box:
        x, y = self.view.convert_bin_window_to_widget_coords(area.x, area.y)  # type: ignore[attr-defined]
        return self.reader.box(self.view, x, y, area.width, area.height)  # type: ignore[attr-defined]

    def _text(self, text: str, column: Gtk.TreeViewColumn, area: object) -> None:
        cell = column.get_cells()[-1]
        start, width = column.cell_get_position(cell)
        layout = self.view.create_pango_layout(text)
        wanted, _ = layout.get_pixel_size()
        left, top, _, bottom = self._place(area)
        scale = self.reader.scale
        x = left + start * scale
        box = [x, top, x + (min(wanted, width) + 6) * scale, bottom]
        right = self._place(area)[2]
        self.reader.report.text(
            text,
            [box[0], box[1], min(box[2], right), box[3]],
            self.clip,
            self.reader.layer,
            bottom - top,
            cut=wanted > width,
        )


_ROLES: tuple[tuple[type, str], ...] = (
    (Gtk.RadioButton, "radio button"), (Gtk.CheckButton, "check box"), (Gtk.LinkButton, "link"), (Gtk.ToggleButton, "toggle"),
    (Gtk.Button, "button"), (Gtk.SpinButton, "spin button"), (Gtk.Entry, "entry"), (Gtk.ComboBox, "combo box"), (Gtk.Switch, "toggle"),
    (Gtk.Scale, "slider"), (Gtk.ListBoxRow, "list item"), (Gtk.Scrollbar, "scroll bar"),
)  # fmt: skip


def _role(widget: Gtk.Widget) -> str | None:
    own = getattr(widget, "zoo_role", None)
    if own:
        return str(own)
    if isinstance(widget, Gtk.SeparatorMenuItem):
        return None
    if isinstance(widget, Gtk.MenuItem):
        return "menu item"
    parent = widget.get_parent()
    if isinstance(widget, Gtk.Button) and widget.get_ancestor(Gtk.ComboBox) is not None:
        return None
    if isinstance(widget, Gtk.Button) and (isinstance(parent, Gtk.TreeView) or parent is None):
        return None
    if isinstance(widget, Gtk.Button) and "titlebutton" in widget.get_style_context().list_classes():
        return "icon button"
    if isinstance(widget, Gtk.Scrollbar) and widget.get_allocated_width() < 4:
        return None
    if (
        isinstance(widget, Gtk.Entry)
        and not isinstance(widget, Gtk.SpinButton)
        and not widget.get_visibility()
    ):
        return "password entry"
    return next((role for kind, role in _ROLES if isinstance(widget, kind)), None)


def _name(widget: Gtk.Widget) -> str:
    if isinstance(widget, Gtk.Entry):
        return str(widget.get_text())
    if isinstance(widget, Gtk.Button | Gtk.MenuItem):
        return (widget.get_label() or "").replace("_", "")
    return ""


def _states(widget: Gtk.Widget, role: str) -> list[str]:
    found = []
    if not widget.is_sensitive():
        found.append("disabled")
    if isinstance(widget, Gtk.ToggleButton | Gtk.Switch | Gtk.CheckMenuItem) and widget.get_active():
        found.append("checked")
    if isinstance(widget, Gtk.ListBoxRow) and widget.is_selected():
        found.append("selected")
    if widget.has_visible_focus() or (
        widget.has_focus() and role in ("entry", "password entry", "spin button")
    ):
        found.append("focused")
    if role == "menu" and widget.get_submenu() and widget.get_submenu().get_mapped():
        found.append("expanded")
    return found


def window(report: Report, top: Gtk.Window, scale: int) -> None:
    """Report a top-level window."""
    reader = Reader(report, top, scale)
    child = top.get_child()
    boxes = [
        reader.box(part) for part in (child, top.get_titlebar()) if part is not None and part.get_mapped()
    ]
    box = [
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    ]
    reader.layer = report.layer(box, top.get_title() or "", True, bool(getattr(top, "zoo_dialog", False)))
    reader.walk(top, box)
    _tabs(reader, top, box)


def _tabs(reader: Reader, widget: Gtk.Widget, clip: Box) -> None:
    if isinstance(widget, Gtk.Notebook) and widget.get_mapped():
        reader.tab(widget, meet(clip, reader.box(widget)))
    if isinstance(widget, Gtk.Container):
        children: list[Gtk.Widget] = []
        widget.forall(children.append)
        for child in children:
            _tabs(reader, child, clip)


def popup(report: Report, menu: Gtk.Menu, scale: int) -> None:
    """Report an open menu."""
    if not menu.get_mapped():
        return
    reader = Reader(report, menu.get_toplevel(), scale)
    box = reader.box(menu)
    reader.layer = report.layer(box, "", False, False)
    reader.walk(menu, box)

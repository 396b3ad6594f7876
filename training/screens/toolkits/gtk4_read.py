"""Reads from live GTK 4 widgets what shows where."""

from gi.repository import Gtk

from training.screens.toolkits.wire import Json, Report, meet

Box = list[float]


class Reader:
    """Walks one window, which stands at a known place of the root, and reports it."""

    def __init__(self, report: Report, top: Gtk.Window, scale: int, at: tuple[int, int]) -> None:
        self.report, self.top, self.scale, self.at = report, top, scale, at
        self.layer = 0

    def box(
        self, widget: Gtk.Widget, x: float = 0, y: float = 0, w: float | None = None, h: float | None = None
    ) -> Box:
        """A rectangle in a widget's coordinates, as device pixels of the root."""
        found, bounds = widget.compute_bounds(self.top)
        if not found:
            return [0, 0, 0, 0]
        left, top = bounds.get_x() + x, bounds.get_y() + y
        right = left + (bounds.get_width() if w is None else w)
        bottom = top + (bounds.get_height() if h is None else h)
        return [
            left * self.scale + self.at[0],
            top * self.scale + self.at[1],
            right * self.scale + self.at[0],
            bottom * self.scale + self.at[1],
        ]

    def walk(self, widget: Gtk.Widget, clip: Box) -> None:
        """Report a widget and what is inside it."""
        if not widget.get_mapped():
            return
        if isinstance(widget, Gtk.Viewport | Gtk.ScrolledWindow):
            clip = meet(clip, self.box(widget))
        self._element(widget, clip)
        match widget:
            case Gtk.Label():
                self._label(widget, clip)
                return
            case Gtk.Text():
                self._line(widget, clip)
                return
            case Gtk.TextView():
                self._lines(widget, meet(clip, self.box(widget)))
                return
            case Gtk.Grid() if hasattr(widget, "zoo_columns"):
                self._table(widget, clip)
            case Gtk.Notebook():
                self._tabs(widget, clip)
        child = widget.get_first_child()
        while child is not None:
            self.walk(child, clip)
            child = child.get_next_sibling()

    def _element(self, widget: Gtk.Widget, clip: Box) -> None:
        role = getattr(widget, "zoo_role", None)
        if role is None and isinstance(widget, Gtk.Scrollbar):
            role = "scroll bar"
        if (
            role is None
            and isinstance(widget, Gtk.Button)
            and isinstance(widget.get_parent(), Gtk.WindowControls)
        ):
            role = "icon button"
        if role is None:
            return
        states = list(getattr(widget, "zoo_states", []))
        if not widget.is_sensitive():
            states.append("disabled")
        inside = widget.get_focus_child() or widget
        if inside.has_focus() and role in (
            "entry",
            "password entry",
            "spin button",
            "button",
            "check box",
            "combo box",
        ):
            states.append("focused")
        self.report.element(role, getattr(widget, "zoo_name", ""), self.box(widget), clip, self.layer, states)

    def _label(self, label: Gtk.Label, clip: Box) -> None:
        layout, box = label.get_layout(), self.box(label)
        self.report.text(
            layout.get_text(), box, clip, self.layer, box[3] - box[1], cut=layout.is_ellipsized()
        )
        field = getattr(label, "zoo_for", None)
        if field is not None:
            self.report.label(box, self.box(field), clip, self.layer)

    def _line(self, line: Gtk.Text, clip: Box) -> None:
        text = line.get_text()
        if text and not line.get_visibility():
            text = "•" * len(text)
        shown = text or (line.get_placeholder_text() or "")
        wide = line.create_pango_layout(shown).get_pixel_size()[0]
        box = self.box(line)
        if not line.get_visibility():
            wide = int((box[2] - box[0]) / self.scale)  # GTK draws dots of its own, wider than the font's.
        cut = wide * self.scale > box[2] - box[0]
        self.report.text(
            shown,
            [box[0] - 1, box[1], min(box[2], box[0] + (wide + 3) * self.scale), box[3]],
            clip,
            self.layer,
            box[3] - box[1],
            cut=cut,
        )

    def _lines(self, view: Gtk.TextView, clip: Box) -> None:
        buffer = view.get_buffer()
        for number in range(buffer.get_line_count()):
            _, at = buffer.get_iter_at_line(number)
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

    def _tabs(self, book: Gtk.Notebook, clip: Box) -> None:
        for index in range(book.get_n_pages()):
            label = book.get_tab_label(book.get_nth_page(index))
            if label.get_mapped():
                tab = label.get_parent()
                states = ["selected"] if index == book.get_current_page() else []
                self.report.element(
                    "tab", label.get_text(), self.box(tab), meet(clip, self.box(book)), self.layer, states
                )

    def _table(self, grid: Gtk.Grid, clip: Box) -> None:
        cells: list[Json] = []
        child = grid.get_first_child()
        while child is not None:
            where = getattr(child, "zoo_cell", None)
            if where is not None:
                cells.append(
                    {"row": where[0], "column": where[1], "text": child.zoo_name, "box": self.box(child)}
                )
            child = child.get_next_sibling()
        self.report.table(self.box(grid), clip, self.layer, grid.zoo_columns, cells)


def window(report: Report, top: Gtk.Window, scale: int, at: tuple[int, int]) -> None:
    """Report a top-level window that stands at `at`."""
    reader = Reader(report, top, scale, at)
    box = reader.box(top)
    reader.layer = report.layer(box, top.get_title() or "", True, bool(getattr(top, "zoo_dialog", False)))
    reader.walk(top, box)

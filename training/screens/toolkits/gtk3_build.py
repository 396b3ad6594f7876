"""Builds GTK 3 widgets from an interface spec."""

from random import Random

from gi.repository import GdkPixbuf, Gtk, Pango

from training.screens.toolkits.wire import Json

_SYMBOLS = ("document-open", "document-save", "edit-copy", "edit-cut", "edit-paste", "edit-delete", "go-next", "go-previous", "list-add",
            "list-remove", "view-refresh", "system-search", "open-menu", "media-playback-start", "view-list", "view-grid", "user-home", "starred")  # fmt: skip


class Builder:
    """Makes one window; afterwards `opened` is the menu title whose menu should pop up, if any."""

    def __init__(self, icons: str, rng: Random) -> None:
        self._icons, self._rng = icons, rng
        self._pictures: dict[int, GdkPixbuf.Pixbuf] = {}
        self.opened: Gtk.MenuItem | None = None
        self._symbolic = rng.random() < 0.5
        self._pad = rng.choice((2, 4, 6, 8, 12))

    def window(self, spec: Json) -> Gtk.Window:
        """A top-level window with its panes."""
        window = Gtk.Window()
        window.set_title(str(spec["title"]))
        window.zoo_dialog = bool(spec["dialog"])
        column = Gtk.Box(orientation=Gtk.Orientation.VERTICAL)
        if self._rng.random() < 0.45:
            bar = Gtk.HeaderBar(
                title=str(spec["title"]),
                show_close_button=True,
                decoration_layout=self._rng.choice(
                    ("menu:close", ":minimize,maximize,close", "close,minimize:")
                ),
            )
            if self._rng.random() < 0.6:
                bar.pack_start(
                    self._tool({"kind": "icon", "icon": 3, "text": "", "disabled": False, "checked": False})
                )
                bar.pack_end(
                    self._tool({"kind": "icon", "icon": 5, "text": "", "disabled": False, "checked": False})
                )
            if self._rng.random() < 0.5:
                column.pack_start(bar, False, False, 0)
            else:
                window.set_titlebar(bar)
        if spec["menus"]:
            column.pack_start(self._menu_bar(spec), False, False, 0)
        if spec["tools"]:
            column.pack_start(self._tool_bar(spec["tools"]), False, False, 0)
        main = self._scrolled(self.node(spec["main"])) if not spec["dialog"] else self.node(spec["main"])
        if spec["side"]:
            panes = Gtk.Paned()
            panes.pack1(self._scrolled(self.node(spec["side"])), False, True)
            panes.pack2(main, True, True)
            panes.set_position(self._rng.randint(120, 260))
            main = panes
        column.pack_start(main, True, True, 0)
        if spec["status"]:
            line = Gtk.Label(label=str(spec["status"]), xalign=0, margin=3)
            line.set_ellipsize(Pango.EllipsizeMode.NONE)
            column.pack_start(line, False, False, 0)
        window.add(column)
        return window

    def _scrolled(self, child: Gtk.Widget) -> Gtk.Widget:
        pane = Gtk.ScrolledWindow()
        pane.add(child)
        return pane

    def _menu_bar(self, spec: Json) -> Gtk.MenuBar:
        bar = Gtk.MenuBar()
        for index, name in enumerate(spec["menus"]):  # type: ignore[arg-type]
            title = Gtk.MenuItem.new_with_mnemonic(f"_{name}" if self._rng.random() < 0.5 else name)
            title.zoo_role = "menu"
            menu = Gtk.Menu()
            for item in spec["items"]:  # type: ignore[attr-defined]
                menu.append(self._item(item))
            menu.show_all()
            title.set_submenu(menu)
            bar.append(title)
            if index == spec["open"]:
                self.opened = title
        return bar

    def _item(self, spec: Json) -> Gtk.MenuItem:
        if spec["kind"] == "separator":
            return Gtk.SeparatorMenuItem()
        if spec["kind"] in ("check", "radio"):
            item = Gtk.CheckMenuItem(label=str(spec["text"]))
            item.set_draw_as_radio(spec["kind"] == "radio")
            item.set_active(bool(spec["checked"]))
        else:
            item = Gtk.MenuItem(label=str(spec["text"]))
        if spec["key"]:
            child = item.get_child()
            item.remove(child)
            row = Gtk.Box(spacing=24)
            row.pack_start(child, True, True, 0)
            row.pack_end(Gtk.Label(label=str(spec["key"])), False, False, 0)
            item.add(row)
        item.set_sensitive(not spec["disabled"])
        return item

    def _tool_bar(self, tools: object) -> Gtk.Widget:
        row = Gtk.Box(spacing=self._rng.choice((0, 2, 6)), margin=self._rng.choice((0, 2, 4)))
        for tool in tools:  # type: ignore[attr-defined]
            row.pack_start(self._tool(tool), False, False, 0)
        pane = Gtk.ScrolledWindow(
            hscrollbar_policy=Gtk.PolicyType.EXTERNAL, vscrollbar_policy=Gtk.PolicyType.NEVER
        )
        pane.add(row)
        return pane

    def _tool(self, spec: Json) -> Gtk.Widget:
        match spec["kind"]:
            case "separator":
                return Gtk.Separator(orientation=Gtk.Orientation.VERTICAL)
            case "icon":
                button = Gtk.ToggleButton() if spec["checked"] else Gtk.Button()
                button.set_image(self._image(int(str(spec["icon"]))))
                if spec["text"]:
                    button.set_label(str(spec["text"]))
                    button.set_always_show_image(True)
                button.set_relief(Gtk.ReliefStyle.NONE)
                button.set_sensitive(not spec["disabled"])
                button.zoo_role = "toggle" if spec["checked"] else "button" if spec["text"] else "icon button"
                if spec["checked"]:
                    button.set_active(True)
                return button
            case _:
                return self.node(spec)

    def _image(self, number: int) -> Gtk.Image:
        if self._symbolic:
            return Gtk.Image.new_from_icon_name(
                _SYMBOLS[number % len(_SYMBOLS)] + "-symbolic", Gtk.IconSize.BUTTON
            )
        return Gtk.Image.new_from_file(f"{self._icons}/{number}.png")

    def node(self, spec: Json) -> Gtk.Widget:
        """A widget for a node."""
        widget = getattr(self, f"_make_{spec['kind']}")(spec)
        if spec.get("disabled"):
            widget.set_sensitive(False)
        if spec.get("focused"):
            widget.zoo_focus = True
        return widget

    def _make_box(self, spec: Json) -> Gtk.Widget:
        across = spec["dir"] == "h"
        box = Gtk.Box(
            orientation=Gtk.Orientation.HORIZONTAL if across else Gtk.Orientation.VERTICAL,
            spacing=self._pad,
            margin=self._pad,
        )
        if spec.get("end"):
            box.set_halign(Gtk.Align.END)
        for child in spec["children"]:  # type: ignore[attr-defined]
            widget = self.node(child)
            if across and child["kind"] not in ("box", "frame", "form"):
                widget.set_valign(Gtk.Align.CENTER)
            box.pack_start(widget, across and child["kind"] == "box", True, 0)
        return box

    def _make_frame(self, spec: Json) -> Gtk.Widget:
        frame = Gtk.Frame(label=str(spec["title"]), margin=self._pad)
        frame.add(self.node(spec["child"]))  # type: ignore[arg-type]
        return frame

    def _make_tabs(self, spec: Json) -> Gtk.Widget:
        book = Gtk.Notebook()
        book.set_tab_pos(
            {"top": Gtk.PositionType.TOP, "left": Gtk.PositionType.LEFT, "bottom": Gtk.PositionType.BOTTOM}[
                str(spec["at"])
            ]
        )
        for index, name in enumerate(spec["names"]):  # type: ignore[arg-type]
            child = self._scrolled(self.node(spec["child"])) if index == spec["chosen"] else Gtk.Box()  # type: ignore[arg-type]
            child.show_all()
            book.append_page(child, Gtk.Label(label=name))
        book.show_all()
        book.set_current_page(spec["chosen"])
        return book

    def _make_form(self, spec: Json) -> Gtk.Widget:
        grid = Gtk.Grid(column_spacing=self._pad + 4, row_spacing=self._pad, margin=self._pad)
        for index, (caption, child) in enumerate(spec["rows"]):  # type: ignore[arg-type]
            label = Gtk.Label(label=caption, xalign=0, halign=Gtk.Align.START)
            widget = self.node(child)
            if child["kind"] in ("entry", "password", "multi", "slider", "combo"):
                widget.set_hexpand(True)
            else:
                widget.set_halign(Gtk.Align.START)
            widget.set_valign(Gtk.Align.CENTER)
            label.zoo_for = widget
            row = index * 2 if spec["above"] else index
            grid.attach(label, 0, row, 1, 1)
            grid.attach(widget, 0 if spec["above"] else 1, row + 1 if spec["above"] else row, 1, 1)
        return grid

    def _make_label(self, spec: Json) -> Gtk.Widget:
        return Gtk.Label(label=str(spec["text"]), xalign=0, halign=Gtk.Align.START)

    def _make_heading(self, spec: Json) -> Gtk.Widget:
        label = Gtk.Label(xalign=0, halign=Gtk.Align.START)
        from gi.repository import GLib

        label.set_markup(
            f"<span size='x-large' weight='bold'>{GLib.markup_escape_text(str(spec['text']))}</span>"
        )
        return label

    def _make_button(self, spec: Json) -> Gtk.Widget:
        button = Gtk.Button(label=str(spec["text"]))
        if int(str(spec.get("icon", -1))) >= 0:
            button.set_image(self._image(int(str(spec["icon"]))))
            button.set_always_show_image(True)
        if self._rng.random() < 0.1:
            button.get_style_context().add_class(self._rng.choice(("suggested-action", "destructive-action")))
        return button

    def _make_toggle(self, spec: Json) -> Gtk.Widget:
        return Gtk.ToggleButton(label=str(spec["text"]), active=bool(spec["checked"]))

    def _make_switch(self, spec: Json) -> Gtk.Widget:
        return Gtk.Switch(active=bool(spec["checked"]), halign=Gtk.Align.START, valign=Gtk.Align.CENTER)

    def _make_icon(self, spec: Json) -> Gtk.Widget:
        button = Gtk.Button(image=self._image(int(str(spec["icon"]))))
        button.set_relief(self._rng.choice((Gtk.ReliefStyle.NONE, Gtk.ReliefStyle.NORMAL)))
        button.zoo_role = "icon button"
        return button

    def _make_link(self, spec: Json) -> Gtk.Widget:
        button = Gtk.LinkButton(uri="about:blank", label=str(spec["text"]))
        button.zoo_role = "link"
        return button

    def _make_entry(self, spec: Json) -> Gtk.Widget:
        entry = Gtk.Entry(text=str(spec["value"]), placeholder_text=str(spec["hint"]))
        if self._rng.random() < 0.1:
            entry.set_icon_from_icon_name(Gtk.EntryIconPosition.SECONDARY, "edit-clear-symbolic")
        return entry

    def _make_password(self, spec: Json) -> Gtk.Widget:
        return Gtk.Entry(text=str(spec["value"]), visibility=False)

    def _make_multi(self, spec: Json) -> Gtk.Widget:
        view = Gtk.TextView(left_margin=3)
        view.get_buffer().set_text("\n".join(spec["lines"]))  # type: ignore[arg-type]
        pane = Gtk.ScrolledWindow(shadow_type=Gtk.ShadowType.IN, min_content_height=70)
        pane.add(view)
        pane.zoo_role = "entry"
        return pane

    def _make_check(self, spec: Json) -> Gtk.Widget:
        return Gtk.CheckButton(label=str(spec["text"]), active=bool(spec["checked"]), halign=Gtk.Align.START)

    def _make_radios(self, spec: Json) -> Gtk.Widget:
        box = Gtk.Box(
            orientation=Gtk.Orientation.HORIZONTAL if spec["dir"] == "h" else Gtk.Orientation.VERTICAL,
            spacing=self._pad,
            margin=self._pad,
        )
        first = None
        for index, name in enumerate(spec["names"]):  # type: ignore[arg-type]
            radio = Gtk.RadioButton(label=name, group=first, halign=Gtk.Align.START)
            first = first or radio
            radio.set_active(index == spec["chosen"])
            box.pack_start(radio, False, False, 0)
        return box

    def _make_combo(self, spec: Json) -> Gtk.Widget:
        combo = Gtk.ComboBoxText()
        for item in [spec["value"], *spec["items"]]:  # type: ignore[misc]
            combo.append_text(str(item))
        combo.set_active(0)
        return combo

    def _make_spin(self, spec: Json) -> Gtk.Widget:
        return Gtk.SpinButton(
            adjustment=Gtk.Adjustment(value=float(str(spec["value"])), lower=0, upper=9999, step_increment=1),
            digits=self._rng.choice((0, 0, 2)),
        )

    def _make_slider(self, spec: Json) -> Gtk.Widget:
        return Gtk.Scale(
            adjustment=Gtk.Adjustment(value=float(str(spec["value"])), lower=0, upper=100),
            draw_value=False,
            width_request=120,
        )

    def _make_progress(self, spec: Json) -> Gtk.Widget:
        return Gtk.ProgressBar(fraction=float(str(spec["value"])) / 100)

    def _make_separator(self, spec: Json) -> Gtk.Widget:
        return Gtk.Separator()

    def _make_list(self, spec: Json) -> Gtk.Widget:
        if self._rng.random() < 0.5:
            box = Gtk.ListBox()
            for name in spec["items"]:  # type: ignore[attr-defined]
                label = Gtk.Label(label=name, xalign=0, margin=self._pad // 2)
                box.add(label)
            box.select_row(box.get_row_at_index(int(str(spec["chosen"]))))
            return box
        rows = [[name] for name in spec["items"]]  # type: ignore[attr-defined]
        return self._tree_view([""], rows, int(str(spec["chosen"])), "list item", bool(spec["icons"]))

    def _make_table(self, spec: Json) -> Gtk.Widget:
        view = self._tree_view(spec["columns"], spec["rows"], int(str(spec["chosen"])), "table cell", False)  # type: ignore[arg-type]
        view.set_grid_lines(Gtk.TreeViewGridLines.BOTH if spec["lines"] else Gtk.TreeViewGridLines.NONE)
        return view

    def _tree_view(
        self, names: list[str], rows: list[list[str]], chosen: int, role: str, icons: bool
    ) -> Gtk.TreeView:
        store = Gtk.TreeStore(*[str] * len(names), GdkPixbuf.Pixbuf)
        for row in rows:
            store.append(None, [*row, self._pixbuf()])
        return self._view(store, names, role, icons, str(chosen) if chosen >= 0 else None)

    def _pixbuf(self) -> GdkPixbuf.Pixbuf:
        number = self._rng.randrange(20)
        if number not in self._pictures:
            self._pictures[number] = GdkPixbuf.Pixbuf.new_from_file_at_size(
                f"{self._icons}/{number}.png", 16, 16
            )
        return self._pictures[number]

    def _view(
        self, store: Gtk.TreeStore, names: list[str], role: str, icons: bool, chosen: str | None
    ) -> Gtk.TreeView:
        view = Gtk.TreeView(model=store, headers_visible=role == "table cell", enable_search=False)
        for index, name in enumerate(names):
            column = Gtk.TreeViewColumn(name)
            if icons and index == 0:
                picture = Gtk.CellRendererPixbuf()
                column.pack_start(picture, False)
                column.add_attribute(picture, "pixbuf", len(names))
            cell = Gtk.CellRendererText(ypad=self._pad // 2)
            column.pack_start(cell, True)
            column.add_attribute(cell, "text", index)
            column.set_resizable(True)
            column.set_sort_indicator(self._rng.random() < 0.1)
            view.append_column(column)
        view.zoo_cells = role
        if chosen is not None:
            view.get_selection().select_path(Gtk.TreePath.new_from_string(chosen))
        return view

    def _make_tree(self, spec: Json) -> Gtk.Widget:
        store = Gtk.TreeStore(str, GdkPixbuf.Pixbuf)
        opened: list[Gtk.TreePath] = []

        def add(parent: Gtk.TreeIter | None, node: Json) -> None:
            at = store.append(parent, [node["text"], self._pixbuf()])
            for child in node["children"]:  # type: ignore[attr-defined]
                add(at, child)
            if node["children"] and node["expanded"]:
                opened.append(store.get_path(at))

        for root in spec["roots"]:  # type: ignore[attr-defined]
            add(None, root)
        view = self._view(
            store,
            [""],
            "tree item",
            bool(spec["icons"]),
            str(spec["chosen"]) if int(str(spec["chosen"])) < len(spec["roots"]) else None,
        )  # type: ignore[arg-type]
        for path in reversed(opened):
            view.expand_row(path, False)
        return view

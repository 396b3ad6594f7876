"""Builds GTK 4 widgets from an interface spec; each says its role in `zoo_role`."""

from random import Random

from gi.repository import Gtk

from training.screens.toolkits.wire import Json

_SYMBOLS = ("document-open", "document-save", "edit-copy", "edit-cut", "edit-paste", "edit-delete", "go-next", "go-previous", "list-add",
            "list-remove", "view-refresh", "system-search", "open-menu", "media-playback-start", "view-list", "view-grid", "user-home", "starred")  # fmt: skip


class Builder:
    """Makes one window."""

    def __init__(self, icons: str, rng: Random) -> None:
        self._icons, self._rng = icons, rng
        self._symbolic = rng.random() < 0.7
        self._pad = rng.choice((2, 4, 6, 8, 12))

    def window(self, spec: Json) -> Gtk.Window:
        """A top-level window with its panes."""
        window = Gtk.Window(title=str(spec["title"]), decorated=False)
        window.zoo_dialog = bool(spec["dialog"])
        column = Gtk.Box(orientation=Gtk.Orientation.VERTICAL)
        if self._rng.random() < 0.6:
            bar = Gtk.HeaderBar(title_widget=Gtk.Label(label=str(spec["title"]), css_classes=["title"]))
            for number in range(self._rng.randint(0, 3)):
                (bar.pack_start if number % 2 else bar.pack_end)(
                    self._tool(
                        {"kind": "icon", "icon": number, "text": "", "disabled": False, "checked": False}
                    )
                )
            column.append(bar)
        if spec["menus"]:
            bar = Gtk.Box()
            for name in spec["menus"]:  # type: ignore[attr-defined]
                title = Gtk.Label(
                    label=name,
                    margin_start=self._pad + 2,
                    margin_end=self._pad + 2,
                    margin_top=3,
                    margin_bottom=3,
                )
                holder = Gtk.Box()
                holder.append(title)
                holder.zoo_role, holder.zoo_name = "menu", name
                bar.append(holder)
            column.append(bar)
        if spec["tools"]:
            row = Gtk.Box(spacing=self._rng.choice((0, 2, 6)), margin_top=2, margin_bottom=2, margin_start=2)
            for tool in spec["tools"]:  # type: ignore[attr-defined]
                row.append(self._tool(tool))
            column.append(
                Gtk.ScrolledWindow(
                    child=row,
                    hscrollbar_policy=Gtk.PolicyType.EXTERNAL,
                    vscrollbar_policy=Gtk.PolicyType.NEVER,
                )
            )
        main = self.node(spec["main"])  # type: ignore[arg-type]
        main = main if spec["dialog"] else self._scrolled(main)
        if spec["side"]:
            panes = Gtk.Paned(position=self._rng.randint(120, 260), shrink_start_child=True)
            panes.set_start_child(self._scrolled(self.node(spec["side"])))  # type: ignore[arg-type]
            panes.set_end_child(main)
            main = panes
        main.set_vexpand(True)
        column.append(main)
        if spec["status"]:
            column.append(
                Gtk.Label(label=str(spec["status"]), xalign=0, margin_start=4, margin_top=2, margin_bottom=2)
            )
        window.set_child(column)
        return window

    def _scrolled(self, child: Gtk.Widget) -> Gtk.Widget:
        return Gtk.ScrolledWindow(child=child)

    def _image(self, number: int) -> Gtk.Image:
        if self._symbolic:
            return Gtk.Image(icon_name=_SYMBOLS[number % len(_SYMBOLS)] + "-symbolic")
        return Gtk.Image(file=f"{self._icons}/{number}.png", pixel_size=self._rng.choice((16, 20, 24)))

    def _tool(self, spec: Json) -> Gtk.Widget:
        if spec["kind"] == "separator":
            return Gtk.Separator(orientation=Gtk.Orientation.VERTICAL)
        if spec["kind"] != "icon":
            return self.node(spec)
        button = Gtk.ToggleButton(active=True) if spec["checked"] else Gtk.Button()
        inner = Gtk.Box(spacing=5)
        inner.append(self._image(int(str(spec["icon"]))))
        if spec["text"]:
            inner.append(Gtk.Label(label=str(spec["text"])))
        button.set_child(inner)
        button.set_has_frame(False)
        button.set_sensitive(not spec["disabled"])
        return self._mark(
            button,
            "toggle" if spec["checked"] else "button" if spec["text"] else "icon button",
            str(spec["text"]),
            bool(spec["checked"]),
        )

    def _mark(
        self, widget: Gtk.Widget, role: str, name: object = "", checked: bool = False, selected: bool = False
    ) -> Gtk.Widget:
        widget.zoo_role, widget.zoo_name = role, str(name)
        widget.zoo_states = [state for state, on in (("checked", checked), ("selected", selected)) if on]
        return widget

    def node(self, spec: Json) -> Gtk.Widget:
        """A widget for a node."""
        widget: Gtk.Widget = getattr(self, f"_make_{spec['kind']}")(spec)
        if spec.get("disabled"):
            widget.set_sensitive(False)
        return widget

    def _box(self, upright: bool) -> Gtk.Box:
        pad = self._pad
        return Gtk.Box(orientation=Gtk.Orientation.VERTICAL if upright else Gtk.Orientation.HORIZONTAL, spacing=pad, margin_top=pad, margin_bottom=pad,
                       margin_start=pad, margin_end=pad)  # fmt: skip

    def _make_box(self, spec: Json) -> Gtk.Widget:
        box = self._box(spec["dir"] == "v")
        if spec.get("end"):
            box.set_halign(Gtk.Align.END)
        for child in spec["children"]:  # type: ignore[attr-defined]
            widget = self.node(child)
            if spec["dir"] == "h":
                widget.set_hexpand(child["kind"] == "box")
                if child["kind"] != "box":
                    widget.set_valign(Gtk.Align.CENTER)
            box.append(widget)
        return box

    def _make_frame(self, spec: Json) -> Gtk.Widget:
        return Gtk.Frame(label=str(spec["title"]), child=self.node(spec["child"]))  # type: ignore[arg-type]

    def _make_tabs(self, spec: Json) -> Gtk.Widget:
        book = Gtk.Notebook()
        book.set_tab_pos(
            {"top": Gtk.PositionType.TOP, "left": Gtk.PositionType.LEFT, "bottom": Gtk.PositionType.BOTTOM}[
                str(spec["at"])
            ]
        )
        for index, name in enumerate(spec["names"]):  # type: ignore[arg-type]
            child = self._scrolled(self.node(spec["child"])) if index == spec["chosen"] else Gtk.Box()  # type: ignore[arg-type]
            label = Gtk.Label(label=name)
            label.zoo_tab = index == spec["chosen"]
            book.append_page(child, label)
        book.set_current_page(int(str(spec["chosen"])))
        return book

    def _make_form(self, spec: Json) -> Gtk.Widget:
        pad = self._pad
        grid = Gtk.Grid(
            column_spacing=pad + 4,
            row_spacing=pad,
            margin_top=pad,
            margin_bottom=pad,
            margin_start=pad,
            margin_end=pad,
        )
        for index, (caption, child) in enumerate(spec["rows"]):  # type: ignore[arg-type]
            label, widget = Gtk.Label(label=caption, xalign=0, halign=Gtk.Align.START), self.node(child)
            wide = child["kind"] in ("entry", "password", "multi", "slider", "combo")
            widget.set_hexpand(wide)
            widget.set_halign(Gtk.Align.FILL if wide else Gtk.Align.START)
            widget.set_valign(Gtk.Align.CENTER)
            label.zoo_for = widget
            row = index * 2 if spec["above"] else index
            grid.attach(label, 0, row, 1, 1)
            grid.attach(widget, 0 if spec["above"] else 1, row + 1 if spec["above"] else row, 1, 1)
        return grid

    def _make_label(self, spec: Json) -> Gtk.Widget:
        return Gtk.Label(label=str(spec["text"]), xalign=0, halign=Gtk.Align.START)

    def _make_heading(self, spec: Json) -> Gtk.Widget:
        return Gtk.Label(label=str(spec["text"]), xalign=0, halign=Gtk.Align.START, css_classes=["title-2"])

    def _make_button(self, spec: Json) -> Gtk.Widget:
        classes = (
            [self._rng.choice(("suggested-action", "destructive-action"))]
            if self._rng.random() < 0.12
            else []
        )
        return self._mark(
            Gtk.Button(label=str(spec["text"]), css_classes=["text-button", *classes]), "button", spec["text"]
        )

    def _make_toggle(self, spec: Json) -> Gtk.Widget:
        return self._mark(
            Gtk.ToggleButton(label=str(spec["text"]), active=bool(spec["checked"])),
            "toggle",
            spec["text"],
            bool(spec["checked"]),
        )

    def _make_switch(self, spec: Json) -> Gtk.Widget:
        switch = Gtk.Switch(active=bool(spec["checked"]), halign=Gtk.Align.START, valign=Gtk.Align.CENTER)
        return self._mark(switch, "toggle", "", bool(spec["checked"]))

    def _make_icon(self, spec: Json) -> Gtk.Widget:
        return self._tool({**spec, "text": "", "checked": False, "disabled": False})

    def _make_link(self, spec: Json) -> Gtk.Widget:
        return self._mark(Gtk.LinkButton(uri="about:blank", label=str(spec["text"])), "link", spec["text"])

    def _make_entry(self, spec: Json) -> Gtk.Widget:
        return self._mark(
            Gtk.Entry(text=str(spec["value"]), placeholder_text=str(spec["hint"])), "entry", spec["value"]
        )

    def _make_password(self, spec: Json) -> Gtk.Widget:
        return self._mark(Gtk.Entry(text=str(spec["value"]), visibility=False), "password entry")

    def _make_multi(self, spec: Json) -> Gtk.Widget:
        view = Gtk.TextView(left_margin=3)
        view.get_buffer().set_text("\n".join(spec["lines"]))  # type: ignore[arg-type]
        return self._mark(Gtk.ScrolledWindow(child=view, has_frame=True, min_content_height=70), "entry")

    def _make_check(self, spec: Json) -> Gtk.Widget:
        check = Gtk.CheckButton(label=str(spec["text"]), active=bool(spec["checked"]), halign=Gtk.Align.START)
        return self._mark(check, "check box", spec["text"], bool(spec["checked"]))

    def _make_radios(self, spec: Json) -> Gtk.Widget:
        box, first = self._box(spec["dir"] != "h"), None
        for index, name in enumerate(spec["names"]):  # type: ignore[arg-type]
            radio = Gtk.CheckButton(label=name, halign=Gtk.Align.START)
            if first is not None:
                radio.set_group(first)
            else:
                first, other = radio, Gtk.CheckButton()
                other.set_group(first)
            radio.set_active(index == spec["chosen"])
            box.append(self._mark(radio, "radio button", name, index == spec["chosen"]))
        return box

    def _make_combo(self, spec: Json) -> Gtk.Widget:
        return self._mark(Gtk.DropDown.new_from_strings([str(spec["value"])]), "combo box", spec["value"])

    def _make_spin(self, spec: Json) -> Gtk.Widget:
        adjustment = Gtk.Adjustment(value=float(str(spec["value"])), lower=0, upper=9999, step_increment=1)
        return self._mark(
            Gtk.SpinButton(adjustment=adjustment, digits=self._rng.choice((0, 0, 2))),
            "spin button",
            spec["value"],
        )

    def _make_slider(self, spec: Json) -> Gtk.Widget:
        scale = Gtk.Scale(
            adjustment=Gtk.Adjustment(value=float(str(spec["value"])), lower=0, upper=100),
            draw_value=False,
            width_request=120,
        )
        return self._mark(scale, "slider")

    def _make_progress(self, spec: Json) -> Gtk.Widget:
        return Gtk.ProgressBar(fraction=float(str(spec["value"])) / 100)

    def _make_separator(self, spec: Json) -> Gtk.Widget:
        return Gtk.Separator()

    def _make_list(self, spec: Json) -> Gtk.Widget:
        box = Gtk.ListBox(show_separators=self._rng.random() < 0.4)
        for index, name in enumerate(spec["items"]):  # type: ignore[arg-type]
            line = Gtk.Box(spacing=6)
            if spec["icons"]:
                line.append(self._image(self._rng.randrange(20)))
            line.append(Gtk.Label(label=name, xalign=0))
            row = Gtk.ListBoxRow(child=line)
            box.append(self._mark(row, "list item", name, selected=index == spec["chosen"]))
            if index == spec["chosen"]:
                box.select_row(row)
        return box

    def _make_tree(self, spec: Json) -> Gtk.Widget:
        """A tree as rows with expanders (GTK 4 lists are rows of ordinary widgets)."""
        box = Gtk.ListBox()

        def add(node: Json, level: int) -> None:
            line = Gtk.Box(spacing=4, margin_start=level * 18)
            shape = "pan-down-symbolic" if node["expanded"] else "pan-end-symbolic"
            line.append(Gtk.Image(icon_name=shape) if node["children"] else Gtk.Box(width_request=16))
            line.append(Gtk.Label(label=str(node["text"]), xalign=0))
            row = self._mark(Gtk.ListBoxRow(child=line), "tree item", node["text"])
            if node["children"] and node["expanded"]:
                row.zoo_states = ["expanded"]
            box.append(row)
            for child in node["children"] if node["expanded"] else []:  # type: ignore[attr-defined]
                add(child, level + 1)

        for root in spec["roots"]:  # type: ignore[attr-defined]
            add(root, 0)
        return box

    def _make_table(self, spec: Json) -> Gtk.Widget:
        """A table as a grid of labelled cells in the list style."""
        grid = Gtk.Grid(css_classes=["view"])
        grid.zoo_columns = list(spec["columns"])  # type: ignore[call-overload]
        for c, name in enumerate(spec["columns"]):  # type: ignore[arg-type]
            grid.attach(
                self._mark(
                    Gtk.Button(label=name, css_classes=["flat"] if self._rng.random() < 0.5 else []),
                    "column header",
                    name,
                ),
                c,
                0,
                1,
                1,
            )
        for r, row in enumerate(spec["rows"]):  # type: ignore[arg-type]
            for c, text in enumerate(row):
                cell = Gtk.Box(hexpand=True)
                cell.append(
                    Gtk.Label(
                        label=text,
                        xalign=0,
                        margin_start=6,
                        margin_end=6,
                        margin_top=self._pad // 2,
                        margin_bottom=self._pad // 2,
                    )
                )
                cell.zoo_cell = (r, c)
                grid.attach(self._mark(cell, "table cell", text), c, r + 1, 1, 1)
        return grid

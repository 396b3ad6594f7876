"""Shows composed screens as GTK 3 windows, one at a time: run by the system's Python, told by standard input.

Each line is a screen as JSON; "shown" is answered once its window is drawn.
"""

import json
import sys

import gi

gi.require_version("Gtk", "3.0")
from gi.repository import GLib, Gtk  # noqa: E402


def label(text, bold=False):
    made = Gtk.Label(label=text, xalign=0, wrap=True, max_width_chars=60)
    if bold:
        made.set_markup(f"<b>{GLib.markup_escape_text(text)}</b>")
    return made


def block(told, buttons):
    kind = told[0]
    if kind in ("h1", "h2", "p", "link"):
        return label(told[1], kind in ("h1", "h2"))
    if kind == "field":
        box = Gtk.Box(spacing=8)
        entry = Gtk.Entry(text=told[4] or "", visibility=told[2] != "password")
        if told[2] == "password":
            entry.set_input_purpose(Gtk.InputPurpose.PASSWORD)
        name = (
            Gtk.Label(label=told[1], mnemonic_widget=entry)
            if hasattr(Gtk.Label.props, "mnemonic_widget")
            else Gtk.Label(label=told[1])
        )
        box.pack_start(name, False, False, 0)
        box.pack_start(entry, True, True, 0)
        return box
    if kind == "button":
        made = Gtk.Button(label=told[1].replace("_", ""), use_underline=False)
        buttons.append(made)
        return None
    if kind == "check":
        return Gtk.CheckButton(label=told[1])
    if kind == "progress":
        return Gtk.ProgressBar(fraction=told[1] / 100, show_text=told[1] % 2 == 1)
    if kind == "table":
        return table(told)
    if kind == "list":
        rows = Gtk.ListBox()
        for item in told[1]:
            rows.add(label(item))
        return scrolled(rows)
    if kind == "pre":
        view = Gtk.TextView()
        view.get_buffer().set_text(told[1])
        return scrolled(view)
    if kind == "bar":
        return info(told)
    return label(str(told[1]))


def table(told):
    store = Gtk.ListStore(*([str] * len(told[1])))
    for row in told[2]:
        store.append(row)
    view = Gtk.TreeView(model=store)
    for number, head in enumerate(told[1]):
        view.append_column(Gtk.TreeViewColumn(head, Gtk.CellRendererText(), text=number))
    return scrolled(view)


def info(told):
    bar = Gtk.InfoBar(message_type=Gtk.MessageType.WARNING, show_close_button=not told[2])
    bar.get_content_area().add(label(told[1]))
    if told[2]:
        bar.add_button(told[2].replace("_", ""), 1)
    return bar


def scrolled(widget):
    made = Gtk.ScrolledWindow(min_content_height=160, vexpand=True)
    made.add(widget)
    return made


def message(screen):
    """A message box of the toolkit's own, where there are only texts and buttons."""
    texts = [b[1] for b in screen["blocks"] if b[0] in ("h1", "h2", "p")]
    kinds = {True: Gtk.MessageType.ERROR, False: Gtk.MessageType.QUESTION}
    dialog = Gtk.MessageDialog(modal=True, text=texts[0], message_type=kinds["error" in screen["truth"]])
    if texts[1:]:
        dialog.format_secondary_text("\n".join(texts[1:]))
    for number, told in enumerate(b for b in screen["blocks"] if b[0] == "button"):
        dialog.add_button(told[1].replace("_", ""), number)
    return dialog


def built(screen):
    kinds = {b[0] for b in screen["blocks"]}
    if (
        screen["window"]
        and kinds <= {"h1", "h2", "p", "button"}
        and kinds & {"h1", "h2", "p"}
        and len(screen["title"]) % 2
    ):
        return message(screen)
    window = (
        Gtk.Dialog(title=screen["title"], modal=True)
        if screen["window"]
        else Gtk.Window(title=screen["title"])
    )
    if screen["window"] and len(screen["title"]) % 3 == 0:
        window.set_default_size(screen["width"], screen["height"])
    column = Gtk.Box(orientation=Gtk.Orientation.VERTICAL, spacing=8, margin=10)
    if not screen["window"]:
        window.set_default_size(screen["width"], screen["height"])
        if screen["navigation"]:
            menus = Gtk.MenuBar()
            for name in screen["navigation"]:
                menus.append(Gtk.MenuItem(label=name))
            column.pack_start(menus, False, False, 0)
    buttons, tools = [], Gtk.Box(spacing=4)
    column.pack_start(tools, False, False, 0)
    for told in screen["blocks"]:
        if told[0] == "tool":
            tools.pack_start(Gtk.Button(label=told[1]), False, False, 0)
            continue
        made = block(told, buttons)
        if made is not None:
            column.pack_start(made, told[0] in ("table", "list", "pre"), True, 0)
    row = Gtk.Box(spacing=6, halign=Gtk.Align.END)
    for button in buttons:
        row.pack_start(button, False, False, 0)
    column.pack_end(Gtk.Label(label=screen["footer"], xalign=0), False, False, 0) if screen[
        "footer"
    ] else None
    column.pack_end(row, False, False, 0)
    (window.get_content_area() if screen["window"] else window).add(column)
    return window


class Shower:
    window = None

    def show(self, screen):
        if self.window is not None:
            self.window.destroy()
        self.window = built(screen)
        self.window.set_title(screen["title"])
        self.window.show_all()
        GLib.timeout_add(250, self.told)

    def told(self):
        print("shown", flush=True)
        return False


def main():
    shower = Shower()

    def heard(channel, condition):
        line = sys.stdin.readline()
        if not line:
            Gtk.main_quit()
            return False
        shower.show(json.loads(line))
        return True

    GLib.io_add_watch(sys.stdin.fileno(), GLib.IO_IN | GLib.IO_HUP, heard)
    Gtk.main()


main()

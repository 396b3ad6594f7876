"""What lies over a page: open menus, popups, dialogs, floating windows, tips. Each is a layer of its own."""

from training.screens.html import blocks, content, icons, listings
from training.screens.html.icons import glyph
from training.screens.html.markup import div, span, tag, text
from training.screens.html.widgets import Widgets

_KEYS = ("Ctrl+S", "Ctrl+Shift+N", "F5", "Alt+F4", "Del", "Ctrl+C", "⇧⌘S", "Strg+V", "F11", "Ctrl++", "Enter")


class Overlays:
    """Collects the layers of one screen in the order in which they cover each other."""

    def __init__(self, w: Widgets) -> None:
        self.w = w
        self.made: list[str] = []

    def menu(self, anchor: str | None = None, at: str = "below") -> None:
        """An open menu beside an anchor, or a context menu anywhere, sometimes with a second level."""
        w = self.w
        id = w.markup.id()
        chosen, items = -1, w.rng.randint(3, 16)
        if w.chance(0.7):
            chosen = w.rng.randrange(items)
        keys, pictures = w.chance(0.5), w.chance(0.35)
        slot = w.chance(0.6)
        rows = []
        for i in range(items):
            if i and w.chance(0.14):
                rows.append('<div class="sep"></div>')
            rows.append(self._item(i == chosen, keys, pictures, slot, id if i == chosen else None))
        place = {"anchor": anchor, "at": at} if anchor else {}
        style = "" if anchor else f"left:{w.rng.randint(0, 70)}%;top:{w.rng.randint(0, 60)}%"
        self._add("".join(rows), "popup", style, **place)
        if chosen >= 0 and w.chance(0.2):
            more = "".join(self._item(False, keys, pictures, slot, None) for _ in range(w.rng.randint(2, 7)))
            self._add(more, "popup", "", anchor=id, at="right")

    def _item(self, on: bool, keys: bool, pictures: bool, slot: bool, id: str | None) -> str:
        w = self.w
        states = ["selected"] if on else []
        lead = ""
        if pictures:
            lead = span(w.icon(1.2) if w.chance(0.75) else "", "slot")
        elif slot:
            ticked = w.chance(0.12)
            states += ["checked"] if ticked else []
            lead = span(glyph(icons.TICK, w.theme.size * 0.9) if ticked else "", "slot")
        if w.chance(0.1):
            states.append("disabled")
        key = span(text(w.rng.choice(_KEYS)), "key") if keys and w.chance(0.6) else ""
        if not key and w.chance(0.1):
            key = span(glyph(icons.RIGHT, w.theme.size * 0.7), "key")
        body = lead + span(text(w.words.command())) + key
        return div(
            body,
            f"mi {'on' if on else ''} {'disabled' if 'disabled' in states else ''}",
            r="menu item",
            s=" ".join(states),
            id=id,
        )

    def popup_list(self, anchor: str) -> None:
        """The open list of a combo box."""
        w = self.w
        items = w.rng.randint(2, 9)
        chosen = w.rng.randrange(items)
        rows = [
            div(
                text(w.words.section()),
                f"mi {'on' if i == chosen else ''}",
                r="list item",
                s="selected" if i == chosen else "",
            )
            for i in range(items)
        ]
        bar = w.scroll_bar() if w.chance(0.25) else ""
        self._add(
            div(div("".join(rows), "grow") + bar, "row", "align-items:stretch"),
            "popup",
            anchor=anchor,
            same="",
        )

    def date_picker(self, anchor: str) -> None:
        """A small calendar below a field."""
        self._add(listings.calendar(self.w, False), "popup", "width:17em;padding:0", anchor=anchor)

    def dialog(self, scrim: bool) -> None:
        """A dialog: a question or a small form, with buttons."""
        w = self.w
        if scrim:
            shade = w.rng.choice(("#0006", "#0008", "#0003", "#fff9", "#000a"))
            self.made.append(div("", "scrim", f"background:{shade}", ly=""))
        title = w.words.title()
        kind = w.rng.randint(0, 5)
        if kind <= 1:
            body = div(
                (w.icon(3) if w.chance(0.7) else "") + div(text(w.words.sentence()), "grow"), "row gap"
            )
        else:
            body = (
                lambda: blocks.form(w, w.rng.randint(2, 6)),
                lambda: blocks.options(w),
                lambda: listings.plain_list(w, 6),
                lambda: content.progress(w),
            )[kind - 2]()
        width = w.rng.randint(22, 42)
        place = f"left:{w.rng.randint(5, 45)}%;top:{w.rng.randint(5, 35)}%;width:{width}em;max-width:80%"
        inner = div(body, "pad", f"padding:{w.theme.gap * 1.5:.0f}px") + div(blocks.buttons(w), "pad")
        if w.chance(0.55):
            self.made.append(div(title_bar(w, title) + inner, "win", place, ly="", win=title, dlg=""))
            return
        close = w.icon_button(False, path=icons.CROSS) if w.chance(0.6) else ""
        head = div(
            tag("h3", text(title), "grow", ell="") + close, f"row pad {w.rng.choice(('line', '', 'header'))}"
        )
        self.made.append(div(head + inner, "dialog cut", place, ly="", win=title, dlg=""))

    def window(self, body: str, place: str, active: bool = True) -> None:
        """A floating window with a frame."""
        title = self.w.words.title()
        self.made.append(
            div(title_bar(self.w, title, active) + div(body, "grow col cut"), "win", place, ly="", win=title)
        )

    def tip(self) -> None:
        """A tool tip."""
        w = self.w
        self._add(text(w.words.command()), "tip", f"left:{w.rng.randint(2, 80)}%;top:{w.rng.randint(2, 90)}%")

    def toast(self) -> None:
        """A notice in a corner."""
        w = self.w
        place = w.rng.choice(("right:1em;bottom:1em", "right:1em;top:1em", "left:30%;bottom:1em"))
        body = div(
            w.icon(1.5)
            + div(text(w.words.sentence()[:60]), "grow")
            + (w.link() if w.chance(0.3) else "")
            + w.icon_button(False, 1, icons.CROSS),
            "row gap",
        )
        self._add(body, "dialog pad", f"{place};max-width:24em;padding:.7em")

    def _add(self, body: str, cls: str, style: str = "", **attributes: str | None) -> None:
        self.made.append(div(body, cls, style, ly="", **attributes))


def title_bar(w: Widgets, title: str, active: bool = True) -> str:
    """A window's title bar in the theme's manner."""
    size = w.theme.size
    caption = div(
        text(title), f"grow {'bold' if w.chance(0.4) else ''} {'center' if w.chance(0.4) else ''}", ell=""
    )
    boxed = w.theme.bevel or w.chance(0.15)
    paths = (icons.MINUS, icons.SQUARE, icons.CROSS)
    names = ("Minimize", "Maximize", "Close")
    if w.theme.title_bar == "dots":
        shades = ("#ff5f57", "#febc2e", "#28c840") if active else ("#ccc",) * 3
        dots = "".join(
            span("", "dotb", f"background:{shade}", r="icon", n=name)
            for shade, name in zip(shades, reversed(names), strict=True)
        )
        return div(div(dots, "row", "gap:.5em") + caption, f"bar {'' if active else 'idle'}")
    marks = [
        span(glyph(p, size * 0.8), f"wb {'boxed' if boxed else ''}", r="icon button", n=n)
        for p, n in zip(paths, names, strict=True)
    ]
    if w.chance(0.25):
        marks = marks[2:]
    right = div("".join(marks), "row", f"gap:{0 if w.chance(0.5) else 3}px")
    lead = span(w.icon(1.2)) if w.chance(0.6) else ""
    if w.theme.title_bar == "left":
        return div(right + caption + lead, f"bar {'' if active else 'idle'}")
    return div(lead + caption + right, f"bar {'' if active else 'idle'}")

"""Pieces of pages for input and choice: forms, settings, tool bars, key pads, property panels."""

from training.screens.html import icons
from training.screens.html.icons import glyph
from training.screens.html.markup import div, span, tag, text
from training.screens.html.widgets import Widgets


def form(w: Widgets, rows: int | None = None) -> str:
    """Captions and fields: captions left, above, or only placeholders; one to three columns."""
    place = w.rng.choice(("left", "left", "above", "above", "inside", "right"))
    rows = rows or w.rng.randint(2, 9)
    width = f"{w.rng.uniform(7, 13):.1f}em"
    colon = ":" if w.chance(0.3) else ""
    star = w.chance(0.2)
    lines = [_field(w, place, width, colon, star and w.chance(0.4)) for _ in range(rows)]
    columns = w.rng.choice((1, 1, 1, 2, 2, 3)) if rows > 3 else 1
    return div(
        "".join(lines),
        "grid",
        f"grid-template-columns:repeat({columns},minmax(0,1fr));row-gap:{w.theme.gap * 0.8:.1f}px",
    )


def _field(w: Widgets, place: str, width: str, colon: str, star: bool) -> str:
    id = w.markup.id()
    name = w.words.label()
    roll = w.rng.random()
    if roll < 0.1:
        return div(
            w.check(), f"{'row' if w.chance(0.7) else ''}", f"padding-left:{width if place == 'left' else 0}"
        )
    if roll < 0.16:
        choices = "".join(
            w.check(radio=True, checked=i == 1, name=w.words.pick(("Yes", "No", "Small", "Large")))
            for i in range(w.rng.randint(2, 3))
        )
        return _captioned(w, place, width, div(choices, "row gap"), name + colon, None)
    size = f"max-width:{w.rng.randint(6, 30)}em;width:100%" if w.chance(0.4) else "width:100%"
    if roll < 0.62:
        hint = name if place == "inside" else ("" if w.chance(0.7) else None)
        field = w.entry(
            id=id, style=size, hint=hint, value="" if place == "inside" and w.chance(0.6) else None
        )
    elif roll < 0.67:
        field = w.entry(id=id, style=size, password=True, hint=name if place == "inside" else "")
    elif roll < 0.82:
        field = w.combo(id=id, style=size)
    elif roll < 0.9:
        field = w.spin(id=id, style=f"width:{w.rng.randint(6, 12)}em")
    elif roll < 0.93:
        field = w.slider(id=id, style=size)
    else:
        field = w.multi(id=id, style=size)
    after = w.button(w.rng.choice(("…", "Browse…", "Check", "+"))) if w.chance(0.06) else ""
    field = div(div(field, "grow") + after, "row gap") if after else field
    help_text = div(text(w.words.sentence()[:60]), "small muted") if w.chance(0.06) else ""
    caption = text(name + colon) + (span(" *", style=f"color:{w.theme.colours.danger}") if star else "")
    return _captioned(w, place, width, field + help_text, caption, id)


def _captioned(w: Widgets, place: str, width: str, field: str, caption: str, id: str | None) -> str:
    cls = "bold" if w.theme.bold_labels else ""
    if place == "inside":
        return div(field, "grow")
    if place == "above":
        small = "small" if w.rng.random() < 0.3 else ""
        return div(div(span(caption, for_id=id), f"{cls} {small}", "margin-bottom:.2em") + field, "grow")
    style = f"width:{width};flex:none;padding-right:.6em;overflow:hidden;{'text-align:right' if place == 'right' else ''}"
    return div(div(span(caption, "nowrap", for_id=id), cls, style) + div(field, "grow"), "row")


def controls(w: Widgets) -> str:
    """The less common controls side by side: sliders, spin buttons, switches, passwords, radio buttons,
    combo boxes."""
    made = []
    for _ in range(w.rng.randint(3, 8)):
        id = w.markup.id()
        maker = w.rng.choice((w.slider, w.spin, w.combo, w.entry, lambda id: w.entry(id=id, password=True), lambda id: w.switch(),
                              lambda id: div(w.check(radio=True) + w.check(radio=True), "row gap wrap"), lambda id: segmented(w)))  # fmt: skip
        made.append(
            _captioned(w, w.rng.choice(("left", "above", "inside")), "8em", maker(id=id), w.words.label(), id)
        )
    columns = w.rng.choice((1, 2, 2, 3))
    return div("".join(made), "grid", f"grid-template-columns:repeat({columns},minmax(0,1fr))")


def group(w: Widgets, content: str, title: str | None = None) -> str:
    """A titled frame, a card or plain content under a heading."""
    title = title or w.words.title()
    match w.rng.randint(0, 3):
        case 0:
            return div(span(text(title), "legend nowrap") + content, "group")
        case 1:
            return div(div(tag("h3", text(title)), "pad line") + div(content, "pad"), "surface cut")
        case 2:
            return div(tag("h3", text(title), style="margin-bottom:.5em") + content)
        case _:
            return div(tag("h3", text(title), style="margin-bottom:.5em") + content, "surface pad")


def options(w: Widgets) -> str:
    """Some check boxes or radio buttons, in a column or grid."""
    radio = w.chance(0.4)
    count = w.rng.randint(2, 7)
    chosen = w.rng.randrange(count)
    made = "".join(w.check(radio=radio, checked=i == chosen if radio else None) for i in range(count))
    if w.chance(0.25):
        return div(made, "row gap wrap")
    return div(made, "col", f"gap:{w.theme.gap * 0.4:.1f}px;align-items:flex-start")


def settings(w: Widgets) -> str:
    """Rows of a setting's name and its control at the right."""
    makers = (w.switch, w.switch, w.combo, w.button, lambda: w.slider("width:9em"), lambda: w.spin(style="width:8em"),
              lambda: span(text(w.words.option()), "muted"), lambda: w.check(label=False))  # fmt: skip
    rows = []
    for _ in range(w.rng.randint(3, 9)):
        name = tag("div", text(w.words.option()), "nowrap", ell="") + (
            tag("div", text(w.words.sentence()[:50]), "small muted", ell="") if w.chance(0.4) else ""
        )
        picture = w.icon(1.5) if w.chance(0.3) else ""
        rows.append(
            div(
                picture + div(name, "grow") + w.rng.choice(makers)(),
                "row gap pad line" if w.chance(0.9) else "row gap pad",
            )
        )
    return div("".join(rows), "surface cut" if w.chance(0.7) else "")


def tool_bar(w: Widgets, short: bool = False) -> str:
    """A row of icons, some with text, between separators, sometimes with fields."""
    boxed = w.chance(0.2)
    factor = w.rng.choice((1.1, 1.3, 1.6, 2.1))
    captions = w.chance(0.15)
    parts = []
    for _ in range(w.rng.randint(4, 10 if short else 26)):
        roll = w.rng.random()
        if roll < 0.1:
            parts.append('<span class="vsep"></span>')
        elif roll < 0.14:
            parts.append(w.combo(style=f"width:{w.rng.randint(5, 12)}em;flex:none"))
        elif roll < 0.17:
            parts.append(w.entry(style=f"width:{w.rng.randint(8, 16)}em;flex:none"))
        elif roll < 0.2:
            parts.append(w.button())
        elif roll < 0.25:
            parts.append(w.icon_button(boxed, factor, down=True))
        elif captions:
            parts.append(
                div(
                    div(w.icon(factor * 1.1), "row center") + div(text(w.words.button()), "small nowrap"),
                    "pad",
                    "padding:.2em .5em;text-align:center;flex:none",
                    r="button",
                    n="",
                )
            )
        elif roll < 0.3:
            parts.append(
                span(w.icon(factor) + span(text(w.words.button())), "ib nowrap", "gap:.3em", r="button")
            )
        else:
            parts.append(w.icon_button(boxed, factor))
    return div("".join(parts), f"tools {'line' if w.chance(0.6) else ''}")


def buttons(w: Widgets) -> str:
    """A row of buttons at one end."""
    made = "".join(
        w.button(cls="primary" if i == 0 and w.chance(0.5) else "") for i in range(w.rng.randint(1, 4))
    )
    return div(made, f"row gap {w.rng.choice(('end', 'end', '', 'center'))}")


def key_pad(w: Widgets) -> str:
    """A calculator or telephone pad of large buttons, with a display."""
    scientific = w.chance(0.4)
    keys = "7 8 9 ÷ 4 5 6 × 1 2 3 − 0 . = +".split() if w.chance(0.7) else "1 2 3 4 5 6 7 8 9 * 0 #".split()
    columns = 4 if len(keys) == 16 else 3
    if scientific:
        extra = "sin cos tan π log ln √ ^ ( ) x² 1/x mod % C ⌫".split()
        keys = (
            [k for i in range(4) for k in (*extra[i * 4 : i * 4 + 4], *keys[i * 4 : i * 4 + 4])]
            if columns == 4
            else keys
        )
        columns = 8 if columns == 4 else 3
    gap = w.rng.choice((0, 1, 2, 4, 8, 14))
    face = w.rng.choice(("btn", "btn", "btn outline"))
    cells = "".join(
        w.key(
            k,
            f"{face} {'primary' if k == '=' and face == 'btn' and w.chance(0.6) else ''}",
            f"font-size:{w.rng.choice((1, 1.3, 1.6))}em;height:100%;min-height:2.2em;width:100%",
        )
        for k in keys
    )
    display = w.entry(w.words.number(), style="font-size:1.6em;width:100%;justify-content:flex-end")
    pad = div(cells, "grid grow", f"grid-template-columns:repeat({columns},minmax(0,1fr));gap:{gap}px")
    return div(display + pad, "col gap grow", "height:100%")


def properties(w: Widgets) -> str:
    """A property grid: names left, values or small fields right, ruled."""
    rows = []
    for _ in range(w.rng.randint(5, 16)):
        roll = w.rng.random()
        value = (
            w.entry(style="width:100%")
            if roll < 0.3
            else w.combo(style="width:100%")
            if roll < 0.45
            else w.check(label=False)
            if roll < 0.55
            else text(w.words.value()[:24])
        )
        rows.append(
            div(
                div(text(w.words.label()), "nowrap", "width:45%;padding:2px 6px;flex:none", ell="")
                + div(value, "grow nowrap cut", "padding:2px 4px"),
                "row line",
            )
        )
    return div("".join(rows), "surface cut")


def segmented(w: Widgets) -> str:
    """Toggle buttons joined into one bar."""
    names = [w.words.section() for _ in range(w.rng.randint(2, 4))]
    chosen = w.rng.randrange(len(names))
    return div(
        "".join(
            w.key(
                n,
                f"btn {'down' if i == chosen else ''}",
                role="toggle",
                state="checked" if i == chosen else "",
            )
            for i, n in enumerate(names)
        ),
        "joined",
    )


def pager(w: Widgets) -> str:
    """Page numbers with arrows."""
    boxed = w.chance(0.6)
    names = [
        "‹" if w.chance(0.5) else "Previous",
        *(str(n) for n in range(1, w.rng.randint(4, 8))),
        "…",
        "›" if w.chance(0.5) else "Next",
    ]
    chosen = w.rng.randint(1, len(names) - 3)
    made = []
    for i, name in enumerate(names):
        if boxed:
            made.append(
                w.key(
                    name,
                    f"btn {'primary' if i == chosen else ''}",
                    "padding-left:.7em;padding-right:.7em",
                )
            )
        else:
            made.append(
                tag(
                    "a",
                    text(name),
                    "link" if i != chosen else "bold",
                    "padding:.2em .5em;display:inline-block",
                    r="link",
                )
            )
    return div("".join(made), "joined" if boxed and w.chance(0.5) else "row", "gap:4px" if not boxed else "")


def crumbs(w: Widgets) -> str:
    """Where one is: links between separators."""
    mark = w.rng.choice(("/", "›", "»", ">"))
    parts = [
        tag("span", tag("a", text(w.words.section()), "link", r="link"), style="display:inline-block")
        for _ in range(w.rng.randint(1, 4))
    ]
    separator = tag("span", text(mark), "muted", "display:inline-block;padding:0 .6em")
    if w.chance(0.3):
        separator = span(glyph(icons.RIGHT, w.theme.size * 0.8), "muted")
    return div(
        separator.join([*parts, tag("span", text(w.words.section()), style="display:inline-block")]),
        "row nowrap",
    )


def steps(w: Widgets) -> str:
    """The steps of a wizard, the current one marked."""
    count = w.rng.randint(3, 5)
    now = w.rng.randrange(count)
    made = []
    for i in range(count):
        mark = span(
            str(i + 1),
            "avatar",
            "" if i <= now else f"background:{w.theme.colours.border};color:{w.theme.colours.text}",
        )
        made.append(
            div(
                mark + span(text(w.words.section()), "bold nowrap" if i == now else "nowrap muted"),
                "row",
                "gap:.5em",
            )
        )
    return div(
        f'<div style="flex:1;height:1px;background:{w.theme.colours.border};margin:0 .6em"></div>'.join(made),
        "row",
    )

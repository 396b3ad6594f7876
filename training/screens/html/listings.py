"""Pieces of pages that list things: tables, spreadsheets, lists, trees, mails, icon grids, calendars."""

import json

from training.screens.html import icons
from training.screens.html.icons import glyph, photo
from training.screens.html.markup import div, span, tag, text
from training.screens.html.widgets import Widgets


def table(w: Widgets, rows: int | None = None, columns: int | None = None) -> str:
    """A table with headers, in the theme's or another manner; some rows selected, some cells with
    controls."""
    kind = (
        w.theme.tables if w.chance(0.7) else w.rng.choice(("ruled", "lines", "striped", "plain", "columns"))
    )
    rows = rows or w.rng.randint(3, 16)
    columns = columns or w.rng.randint(2, 8)
    makers = [w.words.maker() for _ in range(columns)]
    special = {
        c: w.rng.choice(("link", "badge", "check", "actions", "button"))
        for c in range(columns)
        if w.chance(0.12)
    }
    numbers = [maker in (w.words.number, w.words.amount) for maker in makers]
    names = [w.words.label() for _ in range(columns)]
    shade, sorts = w.chance(0.5), w.chance(0.3)
    body = []
    if w.chance(0.93):
        cells = "".join(
            _header(w, n, "shade" if shade else "", sorts and w.chance(0.5), "num" if numbers[i] else "")
            for i, n in enumerate(names)
        )
        head = tag("thead", tag("tr", cells))
    else:
        head, names = "", []
    chosen = w.rng.randrange(rows) if w.chance(0.4) else -1
    for row in range(rows):
        cells = "".join(
            _cell(w, row, c, makers[c], special.get(c), numbers[c], row == chosen, kind == "ruled")
            for c in range(columns)
        )
        body.append(tag("tr", cells, "on" if row == chosen else ""))
    style = "width:100%" if w.chance(0.7) else ""
    cols = json.dumps(names, ensure_ascii=False)
    return tag("table", head + tag("tbody", "".join(body)), f"t-{kind}", style, tb="", cols=cols)


def _header(w: Widgets, name: str, cls: str, sort: bool, align: str) -> str:
    mark = (
        span(
            " "
            + glyph(
                w.rng.choice((icons.SOLID_UP, icons.SOLID_DOWN)), w.theme.size * 0.6, fill="currentColor"
            ),
            style="display:inline-block;padding-left:.4em",
        )
        if sort
        else ""
    )
    return tag("th", span(text(name)) + mark, f"{cls} {align}", r="column header", n=name)


def _cell(
    w: Widgets, row: int, column: int, maker: object, special: str | None, number: bool, on: bool, ruled: bool
) -> str:
    where = {"row": str(row), "col": str(column)}
    state = "selected" if on else ""
    match special:
        case "link":
            body = w.link(maker())  # type: ignore[operator]
        case "badge":
            body = w.badge()
        case "check":
            body = w.check(label=False)
        case "actions":
            body = div(
                "".join(w.icon_button(factor=1.1) for _ in range(w.rng.randint(1, 3))), "row", "gap:.3em"
            )
        case "button":
            body = w.button()
        case _:
            body = "" if w.chance(0.05) else text(maker())  # type: ignore[operator]
    role = "table cell" if body or ruled else None
    return tag("td", body, "num" if number else "", r=role, s=state, **where)


def sheet(w: Widgets) -> str:
    """A spreadsheet that fills its pane: letter and number headers, ruled cells, a cursor, some blocks
    filled."""
    widths = [w.rng.randint(4, 13) for _ in range(40)]
    rows, columns = 70, 40
    full = w.rng.choice((0.25, 0.6, 0.95))
    makers = [w.words.maker() for _ in range(columns)]
    used_rows, used_columns = w.rng.randint(8, rows), w.rng.randint(4, columns)
    cursor = (w.rng.randint(0, 20), w.rng.randint(0, 6))
    head = "".join(
        tag("th", _letters(c), style=f"width:{widths[c]}em", r="column header") for c in range(columns)
    )
    lines = [tag("tr", tag("th", "", style="width:3em") + head)]
    grid = not w.chance(0.1)
    for row in range(rows):
        cells = [tag("th", str(row + 1))]
        for c in range(columns):
            shown = row < used_rows and c < used_columns and w.rng.random() < full
            value = w.words.label() if row == 0 and shown else makers[c]() if shown else ""
            number = makers[c] in (w.words.number, w.words.amount) and row > 0
            on = (row, c) == cursor
            cls = f"{'num' if number else ''} {'cursor' if on else ''}"
            role = "table cell" if value or grid else None
            cells.append(
                tag(
                    "td",
                    div(text(value), ell=""),
                    cls,
                    "" if grid else "border-color:transparent",
                    r=role,
                    s="selected" if on else "",
                    row=str(row),
                    col=str(c),
                )
            )
        lines.append(tag("tr", "".join(cells)))
    total = sum(widths) + 3
    return tag(
        "table",
        "".join(lines),
        "sheet",
        f"table-layout:fixed;width:{total}em",
        tb="",
        cols=json.dumps([_letters(c) for c in range(columns)]),
    )


def _letters(column: int) -> str:
    return chr(65 + column) if column < 26 else "A" + chr(65 + column - 26)


def plain_list(w: Widgets, count: int | None = None) -> str:
    """A list to choose from: one or two lines an item, with pictures or without."""
    count = count or w.rng.randint(3, 20)
    chosen = w.rng.randrange(count)
    pictures, double, tail = w.chance(0.5), w.chance(0.35), w.chance(0.3)
    maker = w.rng.choice((w.words.section, w.words.filename, w.words.person, w.words.option, w.words.title))
    made = []
    for i in range(count):
        lead = (
            (w.icon(1.4) if w.chance(0.7) else span(text(w.words.person()[0]), "avatar")) if pictures else ""
        )
        body = tag("div", text(maker()), ell="") + (
            tag("div", text(w.words.sentence()), "small muted", ell="") if double else ""
        )
        end = (
            span(text(w.words.date() if w.chance(0.5) else w.words.number()), "small muted nowrap")
            if tail
            else ""
        )
        made.append(
            div(
                lead + div(body, "grow") + end,
                f"item {'on' if i == chosen else ''}",
                r="list item",
                s="selected" if i == chosen else "",
                n=None,
            )
        )
    cls = f"list {w.rng.choice(('', 'ruled', 'round'))} {'surface cut' if w.chance(0.4) else ''}"
    return div("".join(made), cls)


def tree(w: Widgets) -> str:
    """A tree with expanders, indents, sometimes icons and lines."""
    shape = w.rng.choice(
        (
            (icons.RIGHT, icons.DOWN, "none"),
            (icons.SOLID_RIGHT, icons.SOLID_DOWN, "currentColor"),
            (icons.PLUS, icons.MINUS, "none"),
        )
    )
    pictures = w.chance(0.6)
    maker = w.rng.choice((w.words.section, w.words.filename, w.words.word))
    level, made = 0, []
    count = w.rng.randint(5, 26)
    chosen = w.rng.randrange(count)
    for i in range(count):
        opened, leaf = w.chance(0.45), w.chance(0.45)
        mark = glyph(shape[1] if opened else shape[0], w.theme.size * 0.75, fill=shape[2])
        if shape[0] == icons.PLUS:
            mark = span(mark, style=f"border:1px solid {w.theme.colours.faint}")
        lead = span("" if leaf else mark, "row", f"width:{w.theme.size:.0f}px;flex:none")
        states = (["selected"] if i == chosen else []) + (["expanded"] if opened and not leaf else [])
        body = lead + (w.icon(1.2) if pictures else "") + span(text(maker()), "nowrap")
        made.append(
            div(
                body,
                f"item {'on' if i == chosen else ''}",
                f"padding-left:{0.4 + level * 1.2:.1f}em;gap:.35em",
                r="tree item",
                s=" ".join(states),
            )
        )
        level = (
            level + 1
            if opened and not leaf and level < 5
            else max(0, level - (w.rng.randint(0, 2) if leaf else 0))
        )
    return div("".join(made), "list surface cut" if w.chance(0.4) else "list")


def mails(w: Widgets, count: int = 16) -> str:
    """Messages: sender, subject, first words, date; unread ones bold."""
    made = []
    chosen = w.rng.randrange(count)
    single = w.chance(0.4)
    for i in range(count):
        bold = "bold" if w.chance(0.35) else ""
        who, when = (
            span(text(w.words.person()), f"{bold} nowrap"),
            span(text(w.words.date()), "small muted nowrap"),
        )
        subject = text(w.words.sentence())
        if single:
            body = (
                (w.check(label=False) if w.chance(0.4) else "")
                + span(who, style="width:10em;flex:none;overflow:hidden")
                + div(subject, f"grow {bold}", ell="")
                + when
            )
        else:
            body = div(
                div(who + when, "row between")
                + div(subject, bold, ell="")
                + (div(text(w.words.sentence()), "small muted", ell="") if w.chance(0.6) else ""),
                "grow",
            )
        made.append(
            div(
                body,
                f"item {'on' if i == chosen else ''}",
                r="list item",
                s="selected" if i == chosen else "",
            )
        )
    return div("".join(made), "list ruled")


def icon_grid(w: Widgets) -> str:
    """Files or applications as pictures with names below."""
    side = w.rng.uniform(5, 9)
    made = []
    count = w.rng.randint(6, 40)
    for _ in range(count):
        on = w.chance(0.05)
        picture = (
            photo(w.rng, f"{side * 0.5:.1f}em", f"{side * 0.4:.1f}em")
            if w.chance(0.15)
            else w.icon(side * 0.36, w.rng.choice((w.theme.colours.accent, "currentColor")))
        )
        body = div(picture, "row center") + div(
            text(w.words.filename()), "small", "text-align:center", ell=""
        )
        made.append(
            div(
                body,
                f"{'on' if on else ''} col",
                f"width:{side:.1f}em;padding:.4em;gap:.3em;border-radius:4px;{f'background:{w.theme.colours.selected};color:{w.theme.colours.on_selected}' if on else ''}",
                r="list item",
                s="selected" if on else "",
            )
        )
    return div("".join(made), "row wrap start", f"gap:{w.rng.choice((2, 8, 16))}px")


def calendar(w: Widgets, large: bool) -> str:
    """A month: small with day buttons, or large with events in ruled cells."""
    days = [
        tag("div", text(d), "small muted", "text-align:center")
        for d in w.rng.choice(
            (("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"), ("L", "M", "X", "J", "V", "S", "D"))
        )
    ]
    start, today = w.rng.randint(0, 6), w.rng.randint(1, 28)
    title = div(
        w.icon_button(path=icons.LEFT)
        + tag("b", text(f"{w.words.section()} 20{w.rng.randint(10, 30)}"))
        + w.icon_button(path=icons.RIGHT),
        "row between",
    )
    made = []
    for i in range(35 if large else 42):
        day = (i - start) % 30 + 1
        outside = i < start or i >= start + 30
        cls = "muted" if outside else ""
        if large:
            events = "".join(
                div(text(w.words.title()), "badge", "display:block;margin-top:2px", ell="")
                for _ in range(w.rng.choice((0, 0, 0, 1, 1, 2)))
            )
            made.append(
                div(
                    div(str(day), f"small {cls}") + events,
                    "cut",
                    f"border:1px solid {w.theme.colours.border};padding:3px;min-height:4.4em;margin:-.5px",
                    r="table cell",
                )
            )
        else:
            on = day == today and not outside
            made.append(
                span(
                    str(day),
                    cls,
                    f"text-align:center;padding:.25em;border-radius:{w.theme.radius}px;{f'background:{w.theme.colours.accent};color:{w.theme.colours.on_accent}' if on else ''}",
                    r="button",
                    s="selected" if on else "",
                )
            )
    gap = 0 if large else w.rng.choice((0, 2))
    return div(
        title
        + div(
            "".join(days + made),
            style=f"display:grid;grid-template-columns:repeat(7,minmax(0,1fr));gap:{gap}px",
        ),
        "col surface pad",
        "gap:.5em",
    )

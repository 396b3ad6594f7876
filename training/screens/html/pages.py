"""Whole screens: how blocks come together into windows, web applications and desktops."""

from collections.abc import Callable
from random import Random

from training.screens.html import blocks, content, listings
from training.screens.html.markup import div, span, tag, text
from training.screens.html.overlays import Overlays, title_bar
from training.screens.html.style import style_sheet
from training.screens.html.theme import Theme
from training.screens.html.wandering import wandering
from training.screens.html.widgets import Widgets
from training.screens.words import Words

Maker = Callable[[Widgets], str]

_BLOCKS: tuple[Maker, ...] = (
    blocks.form, blocks.form, blocks.form, blocks.controls, blocks.controls, blocks.controls, blocks.options, blocks.options, blocks.settings, blocks.properties, blocks.buttons, blocks.segmented,
    blocks.pager, blocks.crumbs, blocks.steps, blocks.key_pad, blocks.tool_bar, listings.table, listings.table, listings.table,
    listings.plain_list, listings.tree, listings.mails, listings.icon_grid, lambda w: listings.calendar(w, w.chance(0.4)),
    content.article, content.cards, content.figures, content.chart, content.code, content.facts, content.alert, content.progress,
    content.comments,
)  # fmt: skip


def page(theme: Theme, rng: Random, words: Words, room: float) -> tuple[str, str]:
    """The HTML of one random screen of an area in square em, and the name of its layout."""
    body, layout = body_of(Widgets(theme, words, rng, room))
    html = f"<!DOCTYPE html><meta charset=utf-8><style>{style_sheet(theme)}{wandering(theme, rng)}</style><body>{body}</body>"
    return html, layout


def body_of(w: Widgets, web: float = 0) -> tuple[str, str]:
    """What a random screen holds, made with the given widgets, and the name of its layout; a share `web` of
    screens is of the layouts that web pages have."""
    over = Overlays(w)
    layout = w.rng.choice(_WEB_LAYOUTS if web and w.chance(web) else _LAYOUTS)
    body = layout(w, over)
    _extras(w, over)
    return body + "".join(over.made), layout.__name__.strip("_")


def _extras(w: Widgets, over: Overlays) -> None:
    roll = w.rng.random()
    if roll < 0.1:
        over.dialog(scrim=True)
    elif roll < 0.17:
        over.dialog(scrim=False)
    elif roll < 0.29:
        over.menu()
    if w.chance(0.05):
        over.toast()
    if w.chance(0.05):
        over.tip()


def any_block(w: Widgets) -> str:
    """A random piece, alone or inside a titled frame."""
    piece = w.rng.choice(_BLOCKS)(w)
    return blocks.group(w, piece) if w.chance(0.35) else piece


def _stack(w: Widgets, share: float = 1) -> str:
    """Pieces below each other or in columns, about as many as fill the given share of the screen."""
    count = max(1, min(14, round(w.room * share * w.rng.uniform(0.5, 1.8) / 800)))
    columns = w.rng.choice((1, 1, 2, 2, 3, 4)) if count > 1 else 1
    pieces = [div(any_block(w), "cut" if columns > 1 else "", "min-width:0") for _ in range(count)]
    return div(
        "".join(pieces), "grid", f"grid-template-columns:repeat({columns},minmax(0,1fr));align-items:start"
    )


def _scrolled(w: Widgets, body: str, share: float = 0.35, pad: bool = True) -> str:
    """A pane whose content may be cut, with a scroll bar beside it sometimes."""
    bar = w.scroll_bar() if w.chance(share) else ""
    below = w.scroll_bar(across=True) if bar and w.chance(0.25) else ""
    shift = f"margin-top:-{w.rng.randint(5, 60)}px" if bar and w.chance(0.5) else ""
    pane = div(
        div(div(body, "pad" if pad else "", shift), "grow cut") + bar, "row grow cut", "align-items:stretch"
    )
    return div(pane + below, "col grow cut")


def _menu_bar(w: Widgets, over: Overlays) -> str:
    names = list(dict.fromkeys(w.words.menu() for _ in range(w.rng.randint(3, 9))))
    opened = w.rng.randrange(len(names)) if w.chance(0.22) else -1
    made, anchor = [], None
    for i, name in enumerate(names):
        id = w.markup.id()
        anchor = id if i == opened else anchor
        mnemonic = text(name) if w.chance(0.7) else f"<u>{text(name[0])}</u>{text(name[1:])}"
        made.append(
            span(
                mnemonic,
                "on" if i == opened else "",
                r="menu",
                s="expanded" if i == opened else "",
                id=id,
                n=name,
            )
        )
    if anchor:
        over.menu(anchor)
    return div("".join(made), f"menubar {'line' if w.chance(0.5) else ''}", "flex:none")


def _status(w: Widgets) -> str:
    parts = [span(text(w.words.sentence()[:40]))] + [
        span(text(w.words.value())) for _ in range(w.rng.randint(0, 3))
    ]
    if w.chance(0.2):
        parts.append(w.combo(style="width:8em"))
    if w.chance(0.2):
        parts.append(div(w.slider(), "", "width:8em"))
    return div(
        '<span class="grow"></span>'.join((parts[0], "".join(f"<span>{p}</span>" for p in parts[1:]))),
        "status",
    )


def _side(w: Widgets) -> str:
    """A side pane of a desktop program."""
    body = w.rng.choice(
        (listings.tree, listings.plain_list, listings.plain_list, blocks.properties, blocks.options)
    )(w)
    return div(
        _scrolled(w, body, 0.3, pad=w.chance(0.4)),
        "col cut side-line",
        f"width:{w.rng.randint(18, 34)}%;flex:none",
    )


def frame(w: Widgets, over: Overlays, body: str, title: bool) -> str:
    """A program's window: title, menus, tool bars, body, status."""
    parts = [title_bar(w, w.words.title())] if title else []
    parts += [_menu_bar(w, over)] if w.chance(0.65) else []
    parts += [blocks.tool_bar(w) for _ in range(w.rng.choice((0, 1, 1, 2)))]
    if w.chance(0.2):
        parts.append(div(w.tabs([w.words.section() for _ in range(w.rng.randint(2, 6))])))
    parts.append(div(body, "row grow cut", "align-items:stretch"))
    parts += [_status(w)] if w.chance(0.6) else []
    return "".join(parts)


def _main(w: Widgets) -> str:
    """The main pane of a program."""
    roll = w.rng.random()
    if roll < 0.18:
        return _scrolled(w, listings.table(w, w.rng.randint(8, 30)), 0.4, pad=False)
    if roll < 0.28:
        return _scrolled(w, listings.icon_grid(w))
    if roll < 0.4:
        pane = div(content.code(w, w.rng.randint(12, 60), False), "grow cut", r="entry", n="")
        return div(pane + (w.scroll_bar() if w.chance(0.5) else ""), "row grow cut", "align-items:stretch")
    if roll < 0.5:
        return div(
            div(listings.mails(w), "cut grow")
            + (div(content.article(w), "pad cut grow") if w.chance(0.6) else ""),
            f"{w.rng.choice(('row', 'col'))} grow cut",
            "align-items:stretch",
        )
    if roll < 0.6:
        return _scrolled(w, listings.plain_list(w), pad=False)
    return _scrolled(w, _stack(w, 0.8))


def _application(w: Widgets, over: Overlays) -> str:
    side = _side(w) if w.chance(0.55) else ""
    right = _side(w) if w.chance(0.12) else ""
    return div(frame(w, over, side + _main(w) + right, w.chance(0.6)), "col", "height:100vh")


def _web(w: Widgets, over: Overlays) -> str:
    """A web application: top bar, side navigation, a page of pieces."""
    top = _top_bar(w, over) if w.chance(0.8) else ""
    side = _navigation(w) if w.chance(0.65) else ""
    head = div(
        tag(w.rng.choice(("h1", "h2")), text(w.words.title()), "grow", ell="")
        + (w.button(cls="primary") if w.chance(0.6) else ""),
        "row gap",
    )
    extra = div(w.tabs([w.words.section() for _ in range(w.rng.randint(2, 5))])) if w.chance(0.25) else ""
    body = div(
        (blocks.crumbs(w) if w.chance(0.3) else "") + head + extra + _stack(w, 0.8),
        "col gap",
        f"max-width:{w.rng.choice(('none', 'none', '70em'))};margin:0 auto",
    )
    return div(
        top + div(side + _scrolled(w, body, 0.3), "row grow cut", "align-items:stretch"),
        "col",
        "height:100vh",
    )


def _top_bar(w: Widgets, over: Overlays) -> str:
    brand = div(
        (w.icon(1.8, w.theme.colours.accent) if w.chance(0.6) else "")
        + tag("b", text(w.words.title()), "nowrap", "font-size:1.15em"),
        "row",
        "gap:.5em;flex:none",
    )
    chosen = w.rng.randrange(5)
    pad = f"padding:{w.rng.uniform(0.2, 1):.1f}em {w.rng.uniform(0.4, 1.2):.1f}em"
    links = div(
        "".join(
            tag(
                "a",
                text(w.words.section()),
                "nav " + ("bar" if i == chosen else ""),
                pad + ";box-shadow:none;white-space:nowrap",
                r="link",
                s="selected" if i == chosen else "",
            )
            for i in range(w.rng.randint(0, 6))
        ),
        "row cut",
        "flex:0 1 auto",
    )
    search = (
        div(w.entry(hint="Search"), "", "width:15em;margin-left:auto;min-width:6em")
        if w.chance(0.5)
        else '<span class="grow"></span>'
    )
    icons = div("".join(w.icon_button() for _ in range(w.rng.randint(0, 4))), "row", "gap:.4em;flex:none")
    id = w.markup.id()
    user = (
        span(
            span(text(w.words.person()[:1]), "avatar")
            + (span(text(w.words.person()), "nowrap") if w.chance(0.5) else ""),
            "row",
            "gap:.5em;flex:none",
            r="button",
            id=id,
        )
        if w.chance(0.6)
        else ""
    )
    if user and w.chance(0.1):
        over.menu(id, "end")
    return div(
        brand + links + search + icons + user,
        f"row gap {w.rng.choice(('surface', 'header', 'line'))}",
        f"flex:none;border-radius:0;padding:{w.rng.uniform(0.3, 0.9):.1f}em 1em",
    )


def _navigation(w: Widgets) -> str:
    """Side navigation: links that fill the width with invisible padding."""
    c = w.theme.colours
    look = w.rng.choice(
        (
            f"background:{c.surface}",
            f"background:{c.header};color:{c.on_accent if c.header == c.accent else c.text}",
            "background:#1f2937;color:#d1d5db",
            "",
        )
    )
    pictures = w.chance(0.65)
    count = w.rng.randint(4, 15)
    chosen = w.rng.randrange(count)
    mark = w.rng.choice(("on", "on", "bar"))
    made = []
    for i in range(count):
        if w.chance(0.1):
            made.append(div(text(w.words.section().upper()), "small", "padding:.8em 1em .3em;opacity:.6"))
        badge = span(str(w.rng.randint(1, 120)), "badge", "margin-left:auto") if w.chance(0.1) else ""
        arrow = span(w.icon(0.8), "", "margin-left:auto") if not badge and w.chance(0.1) else ""
        made.append(
            tag(
                "a",
                (w.icon(1.25) if pictures else "") + span(text(w.words.section()), "nowrap") + badge + arrow,
                f"nav {mark if i == chosen else ''}",
                r="link",
                s="selected" if i == chosen else "",
            )
        )
    brand = div(text(w.words.title()), "pad bold nowrap", "font-size:1.2em", ell="") if w.chance(0.4) else ""
    round_ = f"padding:.5em;border-radius:{w.theme.radius}px" if w.chance(0.4) else ""
    return div(
        brand + div("".join(made), "col", round_),
        "col cut side-line",
        f"{look};width:{w.rng.uniform(11, 18):.1f}em;flex:none",
    )


def _desktop(w: Widgets, over: Overlays) -> str:
    """Several windows on a desktop, overlapping, with a task bar."""
    c = w.theme.colours
    ground = w.rng.choice((c.desktop, f"linear-gradient({w.rng.randint(0, 360)}deg,{c.desktop},{c.accent})"))
    shortcuts = [
        div(
            div(w.icon(2.6, "#fff"), "row center")
            + div(text(w.words.filename()), "small", "color:#fff;text-align:center", ell=""),
            "col",
            f"position:absolute;left:1em;top:{1 + i * 6}em;width:6em;gap:.2em",
            r="list item",
        )
        for i in range(w.rng.randint(0, 6))
    ]
    count = w.rng.choice((1, 2, 2, 3, 4))
    for i in range(count):
        width, height = w.rng.randint(38, 75), w.rng.randint(35, 75)
        place = f"left:{w.rng.randint(0, 100 - width)}%;top:{w.rng.randint(0, 92 - height)}%;width:{width}%;height:{height}%"
        inner = Overlays(w)  # Menus opened inside a lower window would cover higher ones: left out there.
        body = frame(
            w, over if i == count - 1 else inner, (_side(w) if w.chance(0.3) else "") + _main(w), False
        )
        over.window(body, place, i == count - 1)
    if over.made and count:
        over.made.sort(key=lambda html: 'class="popup"' in html)
    tasks = "".join(
        span(
            w.icon(1.3) + span(text(w.words.title()[:18]), "nowrap"),
            f"ib {'down' if i == 0 else ''}",
            "gap:.4em;padding:.3em .6em",
            r="button",
        )
        for i in range(count)
    )
    bar = div(
        w.icon_button(factor=1.7)
        + tasks
        + '<span class="grow"></span>'
        + div("".join(w.icon_button() for _ in range(3)), "row")
        + span(text(w.words.time())),
        "row gap",
        f"position:absolute;left:0;right:0;{w.rng.choice(('top', 'bottom'))}:0;background:{c.surface};padding:.2em .5em",
        ly="",
    )
    if w.chance(0.7):
        over.made.insert(0 if w.chance(0.5) else len(over.made), bar)
    return div("".join(shortcuts), "", f"background:{ground};height:100vh;position:relative;overflow:hidden")


def _login(w: Widgets, over: Overlays) -> str:
    """A centred card to sign in or register."""
    user, secret = w.markup.id(), w.markup.id()
    inside = w.chance(0.4)

    def caption(name: str, id: str) -> str:
        return (
            ""
            if inside
            else div(span(text(name), for_id=id), "bold" if w.theme.bold_labels else "", "margin-bottom:.2em")
        )

    fields = (
        caption("User name", user)
        + w.entry(id=user, hint=w.words.label() if inside else "")
        + caption("Password", secret)
        + w.entry(id=secret, password=True, hint="Password" if inside else "")
    )
    last = div(w.check(w.words.option()) + (w.link() if w.chance(0.6) else ""), "row between")
    wide = "width:100%" if w.chance(0.6) else ""
    more = "".join(
        w.button(f"Continue with {name}", style="width:100%")
        for name in ("Mail", "Key")[: w.rng.choice((0, 0, 1, 2))]
    )
    head = div(w.icon(3, w.theme.colours.accent), "row center") + tag(
        "h2", text(w.words.title()), style="text-align:center"
    )
    foot = div(text(w.words.sentence()[:40]) + " " + w.link("Register"), "small muted", "text-align:center")
    card = div(
        head + fields + last + w.button("Sign in", "primary", wide) + more + foot,
        f"col gap {'surface' if w.chance(0.8) else ''}",
        f"padding:{w.rng.randint(12, 36)}px;width:{w.rng.randint(18, 28)}em;max-width:95%",
    )
    return div(
        card,
        "row center",
        f"height:100vh;text-align:left;{'background:' + w.theme.colours.desktop if w.chance(0.2) else ''}",
    )


def _sheet(w: Widgets, over: Overlays) -> str:
    """A spreadsheet that fills the screen."""
    bar = (
        div(
            w.combo("B7", style="width:6em;flex:none")
            + w.icon_button()
            + div(w.entry(w.words.value()), "grow"),
            "row gap pad",
        )
        if w.chance(0.6)
        else ""
    )
    tabs = (
        div(w.tabs([f"Sheet{i + 1}" for i in range(w.rng.randint(1, 4))]), "row", "flex:none")
        if w.chance(0.6)
        else ""
    )
    body = div(bar + _scrolled(w, listings.sheet(w), 0.8, pad=False) + tabs, "col grow cut")
    return div(frame(w, over, body, w.chance(0.5)), "col", "height:100vh")


def _calculator(w: Widgets, over: Overlays) -> str:
    pad = div(blocks.key_pad(w), "pad grow col cut")
    side = div(listings.plain_list(w), "cut side-line", "width:30%") if w.chance(0.2) else ""
    return div(frame(w, over, side + pad, w.chance(0.7)), "col", "height:100vh")


def _terminal(w: Widgets, over: Overlays) -> str:
    return div(frame(w, over, content.terminal(w), w.chance(0.7)), "col", "height:100vh")


def _chat(w: Widgets, over: Overlays) -> str:
    people = div(listings.plain_list(w), "cut side-line", "width:28%;flex:none")
    return div(
        (_top_bar(w, over) if w.chance(0.6) else "")
        + div(people + content.chat(w), "row grow cut", "align-items:stretch"),
        "col",
        "height:100vh",
    )


def _dialog(w: Widgets, over: Overlays) -> str:
    """Preferences: vertical or horizontal tabs, groups, buttons at the bottom."""
    names = [w.words.section() for _ in range(w.rng.randint(3, 8))]
    body = div(
        "".join(
            blocks.group(
                w,
                w.rng.choice(
                    (blocks.form, blocks.controls, blocks.options, blocks.settings, blocks.properties)
                )(w),
            )
            for _ in range(w.rng.randint(1, 3))
        ),
        "col gap",
    )
    upright = w.chance(0.4)
    tabs = (
        w.tabs(names, upright)
        if w.chance(0.7)
        else div(listings.plain_list(w, 8), "cut", "width:12em;flex:none")
    )
    inner = div(
        tabs + _scrolled(w, body, 0.2),
        f"{'row' if upright or 'item' in tabs else 'col'} grow cut",
        "align-items:stretch",
    )
    bar = title_bar(w, w.words.title()) if w.chance(0.7) else ""
    return div(bar + div(inner, "grow cut col pad") + div(blocks.buttons(w), "pad"), "col", "height:100vh")


def _free(w: Widgets, over: Overlays) -> str:
    """Pieces on a plain page; some combo boxes open."""
    body = _stack(w)
    if w.chance(0.35):
        id = w.markup.id()
        field = div(w.combo(id=id, expanded=True, style="width:14em"), "", "margin:0 0 1em")
        (over.popup_list if w.chance(0.75) else over.date_picker)(id)
        body = field + body
    return div(_scrolled(w, body), "col", "height:100vh")


_LAYOUTS = (_application, _application, _application, _web, _web, _web, _web, _desktop, _desktop, _desktop, _free, _free, _free,
            _free, _login, _sheet, _sheet, _calculator, _terminal, _chat, _dialog, _dialog)  # fmt: skip
_WEB_LAYOUTS = (_web, _web, _free, _free, _dialog, _login)

"""Pieces of pages to read: articles, cards, charts, code, terminals, chats, figures."""

import math

from training.screens.html.icons import photo
from training.screens.html.markup import div, span, tag, text
from training.screens.html.widgets import Widgets


def article(w: Widgets) -> str:
    """Headings and paragraphs with links in them."""
    parts = [tag(w.rng.choice(("h1", "h2")), text(w.words.title()))]
    for _ in range(w.rng.randint(1, 4)):
        if w.chance(0.2):
            parts.append(tag("h3", text(w.words.title())))
        if w.chance(0.1):
            parts.append(photo(w.rng, "100%", f"{w.rng.randint(5, 12)}em"))
        body = f"{text(w.words.paragraph())} {w.link() + ' ' + text(w.words.sentence()) if w.chance(0.5) else ''}{tag('b', text(w.words.word())) if w.chance(0.2) else ''}"
        parts.append(tag("p", body, style="text-align:justify" if w.chance(0.1) else ""))
    if w.chance(0.25):
        parts.append(
            div(
                "".join(
                    div(
                        span(
                            "•" if w.chance(0.8) else "–", style="width:1.2em;flex:none;display:inline-block"
                        )
                        + div(text(w.words.sentence()), "grow"),
                        "row start",
                    )
                    for _ in range(w.rng.randint(2, 5))
                )
            )
        )
    return div("".join(parts), "col gap")


def cards(w: Widgets) -> str:
    """Cards in a grid: picture, title, some words, buttons or links."""
    count, columns = w.rng.randint(2, 9), w.rng.randint(2, 4)
    made = []
    pictures = w.chance(0.5)
    for _ in range(count):
        top = photo(w.rng, "100%", f"{w.rng.uniform(4, 8):.1f}em") if pictures else ""
        body = tag("h3", text(w.words.title()), ell="") + (
            tag("p", text(w.words.sentence()), "small muted") if w.chance(0.7) else ""
        )
        foot = w.rng.choice(
            (w.button, w.link, lambda: div(w.button() + w.button(), "row gap"), lambda: "", w.badge)
        )()
        made.append(div(top + div(body + div(foot), "col pad", "gap:.4em"), "surface cut"))
    return div(
        "".join(made), "grid", f"grid-template-columns:repeat({columns},minmax(0,1fr));align-items:start"
    )


def figures(w: Widgets) -> str:
    """Key figures side by side."""
    made = []
    for _ in range(w.rng.randint(2, 5)):
        trend = (
            div(
                text(w.rng.choice(("▲ ", "▼ ", "+", "-")) + w.words.number() + " %"),
                "small",
                f"color:{w.rng.choice((w.theme.colours.success, w.theme.colours.danger))}",
            )
            if w.chance(0.5)
            else ""
        )
        body = (
            div(text(w.words.label()), "muted small nowrap", ell="")
            + div(text(w.words.amount()), "bold nowrap", f"font-size:{w.rng.uniform(1.3, 2.2):.1f}em", ell="")
            + trend
        )
        made.append(
            div((w.icon(2) if w.chance(0.3) else "") + div(body, "grow"), "surface pad row gap grow cut")
        )
    return div("".join(made), "row gap")


def chart(w: Widgets) -> str:
    """A chart as SVG: bars, lines or a ring, with axis texts and a legend."""
    width, height = w.rng.randint(220, 520), w.rng.randint(120, 260)
    c = w.theme.colours
    left, bottom, count = 42, height - 22, w.rng.randint(4, 12)
    top_value = w.rng.choice((10, 50, 100, 400, 1000))
    size = max(8, w.theme.size * 0.8)
    parts = []
    for k in range(5):
        y = 12 + (bottom - 12) * k / 4
        parts.append(f'<line x1="{left}" x2="{width}" y1="{y:.0f}.5" y2="{y:.0f}.5" stroke="{c.border}"/>')
        parts.append(
            f'<text x="{left - 6}" y="{y + 4:.0f}" text-anchor="end" font-size="{size}" fill="{c.muted}">{top_value * (4 - k) // 4}</text>'
        )
    step = (width - left) / count
    values = [w.rng.random() for _ in range(count)]
    for i in range(count):
        if i % max(1, math.ceil(count * size * 3.2 / (width - left))) == 0:
            parts.append(
                f'<text x="{left + step * (i + 0.5):.1f}" y="{height - 6}" text-anchor="middle" font-size="{size}" fill="{c.muted}">{text(w.rng.choice(("Jan", "Q1", "12", "2021", "Mo", "KW7")))}</text>'
            )
    if w.chance(0.5):
        parts += [
            f'<rect x="{left + step * (i + 0.15):.1f}" width="{step * 0.7:.1f}" y="{bottom - v * (bottom - 12):.1f}" height="{v * (bottom - 12):.1f}" fill="{c.accent}"/>'
            for i, v in enumerate(values)
        ]
    else:
        points = " ".join(
            f"{left + step * (i + 0.5):.1f},{bottom - v * (bottom - 12):.1f}" for i, v in enumerate(values)
        )
        parts.append(f'<polyline points="{points}" fill="none" stroke="{c.accent}" stroke-width="2"/>')
    svg = f'<svg width="{width}" height="{height}" style="max-width:100%">{"".join(parts)}</svg>'
    legend = (
        div(
            "".join(
                div(
                    f'<i style="width:.8em;height:.8em;background:{colour}"></i>'
                    + span(text(w.words.section())),
                    "row small",
                    "gap:.4em",
                )
                for colour in (c.accent, c.success)
            ),
            "row gap",
        )
        if w.chance(0.4)
        else ""
    )
    return div(
        tag("h3", text(w.words.title()), ell="") + svg + legend,
        "surface pad col cut",
        "gap:.4em;width:fit-content;max-width:100%",
    )


_CODE = ("def {a}({b}, {c}=None):", "    return {a}[{n}] + {b}.{c}()", "if ({a} == {n}) {{", "    const {a} = await {b}({c});", "}}", "for {a} in range({n}):",
         "    {a}: '{b}',", "# {a} {b} {c}", "import {a}.{b}", "  <{a} class=\"{b}\">{c}</{a}>", "SELECT {a}, {b} FROM {c} WHERE {a} > {n};", "", "        {a}->{b} = &{c};",
         "        self.{a} = {b} or {n}", "// {a} {b}", "try:", "@{a}", "    raise {a}Error(f\"{b} {{{c}}}\")")  # fmt: skip


def code(w: Widgets, lines: int = 0, editable: bool = True) -> str:
    """Source text with line numbers, coloured words, a current line."""
    lines = lines or w.rng.randint(5, 16)
    c = w.theme.colours
    inks = [c.text, c.link, c.success, c.muted, c.accent]
    rows = []
    for number in range(1, lines + 1):
        line = w.rng.choice(_CODE).format(a=_name(w), b=_name(w), c=_name(w), n=w.rng.randint(0, 999))
        pieces = line.split(" ")
        coloured = " ".join(
            span(text(p), style=f"color:{w.rng.choice(inks)}") if p and w.chance(0.4) else text(p)
            for p in pieces
        )
        current = f"background:{c.stripe}" if w.chance(0.03) else ""
        rows.append(
            div(
                span(
                    f"{number}",
                    "muted",
                    "display:inline-block;width:3em;text-align:right;margin-right:1em;user-select:none",
                )
                + span(coloured, style="display:inline-block"),
                style=current,
            )
        )
    return div("".join(rows), "code cut grow", "padding:2px", r="entry" if editable else None, n="")


def _name(w: Widgets) -> str:
    word = "".join(ch for ch in w.words.word() if ch.isalpha()) or "x"
    return w.rng.choice((word.lower(), word.lower() + "_" + str(w.rng.randint(1, 9)), word.capitalize()))


def terminal(w: Widgets, lines: int = 45) -> str:
    """A terminal: prompts, listings, coloured names."""
    ground, ink = w.rng.choice(
        (
            ("#000", "#ddd"),
            ("#300a24", "#eee"),
            ("#fdf6e3", "#586e75"),
            ("#1e1e2e", "#cdd6f4"),
            ("#fff", "#111"),
            ("#002b36", "#93a1a1"),
        )
    )
    rows = []
    for _ in range(lines):
        roll = w.rng.random()
        if roll < 0.2:
            line = span(
                text(f"{w.rng.choice(('user', 'root', 'anna'))}@{w.rng.choice(('host', 'srv1'))}"),
                style="color:#4caf50",
            ) + text(
                f":~/{w.words.word()}$ {w.rng.choice(('ls -la', 'git status', 'make -j2', 'cat ', 'ssh '))} {w.words.filename()}"
            )
        elif roll < 0.6:
            line = text(
                f"-rw-r--r--  1 user  staff  {w.rng.randint(10, 99999):>7} {w.rng.choice(('Jan', 'Feb', 'Dec'))} {w.rng.randint(1, 28):>2} {w.words.time()} "
            ) + span(text(w.words.filename()), style=f"color:{w.rng.choice(('#5c9ded', ink, '#c678dd'))}")
        elif roll < 0.95:
            line = text(w.words.sentence())
        else:
            line = " "
        rows.append(div(line))
    return div(
        "".join(rows),
        "cut grow",
        f"background:{ground};color:{ink};font-family:'{w.theme.mono}';white-space:pre;padding:4px;line-height:1.25",
    )


def chat(w: Widgets) -> str:
    """Bubbles of two sides and a line to write."""
    made = [
        div(
            text(w.words.sentence())
            + (div(text(w.words.time()), "small", "opacity:.7") if w.chance(0.4) else ""),
            f"bubble {'me' if w.chance(0.45) else ''}",
        )
        for _ in range(w.rng.randint(4, 12))
    ]
    line = div(
        w.icon_button()
        + div(w.entry("", "Message"), "grow")
        + (w.button("Send") if w.chance(0.5) else w.icon_button()),
        "row gap pad surface",
    )
    return div(div("".join(made), "col gap grow cut pad") + line, "col grow")


def facts(w: Widgets) -> str:
    """Names and values as text, in two columns."""
    rows = "".join(
        div(text(w.words.label() + (":" if w.chance(0.3) else "")), "muted nowrap")
        + div(text(w.words.value()), "nowrap", ell="")
        for _ in range(w.rng.randint(3, 8))
    )
    return div(
        rows,
        style=f"display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.3em {w.rng.uniform(0.8, 3):.1f}em",
    )


def alert(w: Widgets) -> str:
    """A notice with an icon."""
    close = w.icon_button(False, 1) if w.chance(0.4) else ""
    return div(
        w.icon(1.4) + div(text(w.words.sentence()), "grow") + (w.link() if w.chance(0.3) else "") + close,
        "alert row gap",
    )


def progress(w: Widgets) -> str:
    """Progress bars with captions."""
    made = [
        div(
            div(text(w.words.title()), "small", ell="")
            + div(f'<i style="width:{w.rng.randint(2, 100)}%"></i>', "prog"),
            "col",
            "gap:.2em",
        )
        for _ in range(w.rng.randint(1, 4))
    ]
    return div("".join(made), "col gap")


def comments(w: Widgets) -> str:
    """Posts with avatars and reply links."""
    made = []
    for _ in range(w.rng.randint(2, 5)):
        head = div(tag("b", text(w.words.person())) + span(text(w.words.date()), "small muted"), "row gap")
        foot = div(w.link("Reply") + w.icon_button(False, 1), "row gap")
        made.append(
            div(
                span(text(w.words.person()[0]), "avatar")
                + div(head + div(text(w.words.sentence())) + foot, "grow col", "gap:.2em"),
                "row gap start",
            )
        )
    return div("".join(made), "col gap")

"""A composed screen as a page: in many layouts, looks and ways to write the same markup."""

from __future__ import annotations

from html import escape
from random import Random

from training.states.screen import Block, Screen

_FONTS = (
    "sans-serif",
    "DejaVu Sans",
    "Liberation Sans",
    "serif",
    "Noto Sans",
    "Liberation Serif",
    "monospace",
)
_ACCENTS = ("#0b63c5", "#1a7f4b", "#7a3ea8", "#b3401e", "#22577a", "#444444", "#c2185b", "#00838f")
_SOFT = {
    "bad": ("#fdecea", "#8c1d18", "#d93025"),
    "good": ("#e6f4ea", "#14532d", "#34a853"),
    "note": ("#fff8e1", "#6d4c00", "#f9ab00"),
}


class Look:
    """How one page looks."""

    def __init__(self, chance: Random) -> None:
        self.dark = chance.random() < 0.2
        self.accent = chance.choice(_ACCENTS)
        self.font = chance.choice(_FONTS)
        self.size = chance.choice((13, 14, 15, 16, 16, 18))
        self.round = chance.choice((0, 3, 6, 12))
        self.shell = chance.choice(("side", "top", "top", "centre", "plain", "wide"))
        self.buttons = chance.choice(("button", "button", "input", "link"))
        self.labels = chance.choice(("for", "for", "around", "placeholder"))
        self.alerts = chance.choice(("box", "box", "line", "list", "banner"))

    def css(self) -> str:
        ink, paper, panel, line = (
            ("#eee", "#1b1c1f", "#26282c", "#444") if self.dark else ("#222", "#fff", "#f5f6f8", "#ccc")
        )
        return f"""*{{box-sizing:border-box}}body{{margin:0;font:{self.size}px '{self.font}',sans-serif;color:{ink};background:{paper}}}
h1{{font-size:1.7em;margin:.4em 0}}h2{{font-size:1.2em;margin:.5em 0}}p{{margin:.5em 0;max-width:60em}}a{{color:{self.accent}}}
nav a{{margin:0 .7em .3em 0;display:inline-block}}.side nav a{{display:block;padding:.25em 0}}main{{padding:1.2em 1.6em;flex:1}}
button,input[type=submit],.button{{font:inherit;padding:.4em 1em;margin:.3em .4em .3em 0;border:1px solid {line};border-radius:{self.round}px;background:{panel};color:{ink};text-decoration:none;display:inline-block}}
.first{{background:{self.accent};color:#fff;border-color:{self.accent}}}
input,select,textarea{{font:inherit;padding:.35em;border:1px solid {line};border-radius:{self.round}px;background:{paper};color:{ink};min-width:16em}}
input[type=checkbox]{{min-width:0}}label{{display:block;margin:.5em 0 .15em}}.row{{margin:.4em 0}}.wrong{{color:#d93025;font-size:.9em}}
table{{border-collapse:collapse;margin:.6em 0}}td,th{{border-bottom:1px solid {line};padding:.3em .9em .3em .2em;text-align:left}}
.shade{{position:fixed;inset:0;background:rgba(0,0,0,.45)}}.over{{position:fixed;left:50%;top:38%;transform:translate(-50%,-50%);background:{paper};padding:1.2em 1.5em;border-radius:{self.round}px;border:1px solid {line};max-width:34em;min-width:18em;box-shadow:0 6px 30px rgba(0,0,0,.3)}}
.card{{max-width:26em;margin:8vh auto;padding:1.5em;border:1px solid {line};border-radius:{self.round}px;background:{panel}}}
.toast{{position:fixed;right:1.5em;bottom:1.5em;padding:.8em 1.2em;border-radius:{self.round}px}}
.spin{{width:2.4em;height:2.4em;border:.3em solid {line};border-top-color:{self.accent};border-radius:50%;margin:1em 0}}
.head{{background:{self.accent};color:#fff;padding:.6em 1.6em}}.head a{{color:#fff}}footer{{padding:.8em 1.6em;font-size:.85em;opacity:.8}}
pre{{font:.85em monospace;white-space:pre-wrap;background:{panel};padding:.7em}}.pic{{width:5.5em;height:4em;display:inline-block;margin:.2em}}.digit{{min-width:0;width:2.3em}}"""


def html(screen: Screen, chance: Random) -> str:
    """The whole page."""
    look = Look(chance)
    drawn = _Drawn(look, chance)
    parts = [
        drawn.block(b, last=not any(x[0] == "button" for x in screen.blocks[i + 1 :]))
        for i, b in enumerate(screen.blocks)
    ]
    body = "".join(parts)
    if any(b[0] == "field" for b in screen.blocks) and chance.random() < 0.7:
        body = f"<form onsubmit='return false'>{body}</form>"
    small = not screen.navigation and look.shell in ("centre", "side") and len(screen.blocks) < 9
    if small:
        body = f'<div class="card">{body}</div>'
    links = "".join(f'<a href="#">{escape(name)}</a>' for name in screen.navigation)
    nav = f"<nav>{links}</nav>" if links else ""
    brand = escape(screen.title.split(" | ")[-1].split(" - ")[-1])
    footer = f"<footer>{escape(screen.footer)}</footer>" if screen.footer else ""
    if look.shell == "side" and nav:
        whole = f'<div class="side" style="display:flex"><div style="padding:1em;width:13em">{nav}</div><main>{body}</main></div>{footer}'
    elif look.shell == "plain" or small:
        whole = f"{nav}<main>{body}</main>{footer}"
    else:
        whole = f'<header class="head"><b>{brand}</b> {nav}</header><main>{body}</main>{footer}'
    over = drawn.over(screen) if screen.over else ""
    busy = ' aria-busy="true"' if "busy" in screen.truth and chance.random() < 0.3 else ""
    return (
        f'<!doctype html><html lang="{screen.language}"><head><meta charset="utf-8"><title>{escape(screen.title)}</title>'
        f"<style>{look.css()}</style></head><body{busy}>{whole}{over}</body></html>"
    )


class _Drawn:
    def __init__(self, look: Look, chance: Random) -> None:
        self.look, self.chance, self.count = look, chance, 0

    def block(self, block: Block, last: bool = False) -> str:
        """One block as markup."""
        match block:
            case ("h1" | "h2" as tag, text):
                return (
                    f"<{tag}>{escape(text)}</{tag}>"
                    if self.chance.random() < 0.88
                    else f'<div style="font-size:1.5em;font-weight:bold">{escape(text)}</div>'
                )
            case ("p", text):
                return (
                    f"<p>{escape(text)}</p>" if self.chance.random() < 0.8 else f"<div>{escape(text)}</div>"
                )
            case ("alert" | "toast" as kind, text, role, mood):
                return self._alert(kind, text, role, mood)
            case ("field", label, kind, error, value):
                return self._field(label, kind, error, value)
            case ("button", text):
                return self._button(text, first=last)
            case ("tool", text):
                return f"<button>{escape(text)}</button>"
            case ("table", heads, rows):
                top = "".join(f"<th>{escape(h)}</th>" for h in heads)
                lines = "".join(
                    "<tr>" + "".join(f"<td>{escape(c)}</td>" for c in row) + "</tr>" for row in rows
                )
                return f"<table><thead><tr>{top}</tr></thead><tbody>{lines}</tbody></table>"
            case ("list", items):
                return "<ul>" + "".join(f"<li>{escape(i)}</li>" for i in items) + "</ul>"
            case ("check", text):
                return f'<label class="row"><input type="checkbox"> {escape(text)}</label>'
            case ("link", text):
                return f'<p><a href="#">{escape(text)}</a></p>'
            case ("pre", text):
                return f"<pre>{escape(text)}</pre>"
            case ("search", text):
                return f'<div class="row"><input type="search" placeholder="{escape(text)}"></div>'
            case _:
                return self._drawing(block)

    def _drawing(self, block: Block) -> str:
        match block:
            case ("progress", share):
                if self.chance.random() < 0.6:
                    return f'<progress max="100" value="{share}"></progress>'
                return f'<div role="progressbar" aria-valuenow="{share}" style="width:20em;height:1em;border:1px solid #999"><div style="width:{share}%;height:100%;background:{self.look.accent}"></div></div>'
            case ("spinner", told):
                return f'<div class="spin" {"role=status" if told else ""}></div>'
            case ("picture", count):
                return (
                    "<div>"
                    + "".join(
                        f'<span class="pic" role="img" style="background:hsl({self.chance.randint(0, 359)},40%,60%)"></span>'
                        for _ in range(count)
                    )
                    + "</div>"
                )
            case ("digits", count):
                return "<div>" + '<input class="digit" maxlength="1">' * count + "</div>"
            case ("bar", text, close):
                return self._alert("alert", text, True, "note") + (self._button(close) if close else "")
        raise ValueError(block[0])

    def _alert(self, kind: str, text: str, role: bool, mood: str) -> str:
        paper, ink, line = _SOFT[mood]
        told = f' role="{"alert" if mood == "bad" else "status"}"' if role else ""
        style = f"background:{paper};color:{ink};border:1px solid {line}"
        if kind == "toast":
            return f'<div class="toast"{told} style="{style}">{escape(text)}</div>'
        match self.look.alerts:
            case "line":
                return f'<p{told} style="color:{line}">{escape(text)}</p>'
            case "list":
                return f'<ul{told} style="{style};padding:.6em 2em"><li>{escape(text)}</li></ul>'
            case "banner":
                return f'<div{told} style="{style};margin:0 -1em;padding:.5em 1em">{escape(text)}</div>'
        return f'<div{told} style="{style};padding:.7em 1em;margin:.6em 0;border-radius:{self.look.round}px">{escape(text)}</div>'

    def _field(self, label: str, kind: str, error: str, value: str) -> str:
        self.count += 1
        name = f"f{self.count}"
        told = f' placeholder="{escape(label)}"' if self.look.labels == "placeholder" else ""
        bad = ' aria-invalid="true"' if error and self.chance.random() < 0.6 else ""
        match kind:
            case "select":
                box = f'<select id="{name}"{bad}><option>{escape(value or "–")}</option></select>'
            case "area":
                box = f'<textarea id="{name}" rows="3"{told}{bad}>{escape(value)}</textarea>'
            case _:
                box = f'<input id="{name}" type="{kind}" value="{escape(value)}"{told}{bad}>'
        wrong = f'<div class="wrong">{escape(error)}</div>' if error else ""
        if self.look.labels == "around":
            return f'<label class="row">{escape(label)}<br>{box}</label>{wrong}'
        head = "" if told and kind != "select" else f'<label for="{name}">{escape(label)}</label>'
        return f'<div class="row">{head}{box}{wrong}</div>'

    def _button(self, text: str, first: bool = False) -> str:
        style = "first" if first else ""
        match self.look.buttons:
            case "input":
                return f'<input type="submit" class="{style}" value="{escape(text)}">'
            case "link" if not first:
                return f'<a href="#" role="button" class="button">{escape(text)}</a>'
        return f'<button class="{style}">{escape(text)}</button>'

    def over(self, screen: Screen) -> str:
        """A dialog over the page."""
        inner = "".join(self.block(b) for b in screen.over)
        name = next((str(b[1]) for b in screen.over if b[0] in ("h1", "h2", "p")), "")
        match self.chance.choice(("role", "role", "element", "plain")):
            case "role":
                return f'<div class="shade"></div><div class="over" role="{self.chance.choice(("dialog", "dialog", "alertdialog"))}" aria-modal="true" aria-label="{escape(name)}">{inner}</div>'
            case "element":
                return f'<dialog id="d" class="over" style="margin:0">{inner}</dialog><script>d.showModal()</script>'
        return f'<div class="shade"></div><div class="over">{inner}</div>'

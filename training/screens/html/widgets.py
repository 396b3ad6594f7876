"""Single widgets in the manner of a theme, each marked with its role and states."""

from random import Random

from training.screens.html import icons
from training.screens.html.icons import glyph, icon
from training.screens.html.markup import Markup, div, span, tag, text
from training.screens.html.theme import Theme
from training.screens.words import Words

LINKS = ("Forgot password?", "Read more", "Terms", "Show all", "Details", "here")
STATUSES = ("New", "Paid", "Open", "Overdue", "Active", "Draft", "Closed", "3", "12")


class Widgets:
    """Makes widgets for one screen: theme, words and chance are fixed at the start."""

    def __init__(self, theme: Theme, words: Words, rng: Random, room: float = 4000) -> None:
        self.theme, self.words, self.rng = theme, words, rng
        self.room = room  # The screen's area in square em.
        self.markup = Markup()

    def chance(self, share: float) -> bool:
        """True with the given probability."""
        return self.rng.random() < share

    def icon(self, factor: float = 1.3, colour: str = "currentColor") -> str:
        """An icon about as large as `factor` em."""
        return icon(self.theme, self.rng, max(10, self.theme.size * factor), colour)

    def _case(self, content: str) -> str:
        return content.upper() if self.theme.upper else content

    def states(self, disabled: float = 0.08, focused: float = 0.03) -> list[str]:
        """Random states that any widget may have."""
        found = ["disabled"] if self.chance(disabled) else []
        return found or (["focused"] if self.chance(focused) else [])

    def button(
        self,
        name: str | None = None,
        cls: str = "",
        style: str = "",
        big: bool = False,
        id: str | None = None,
    ) -> str:
        """A push button, often with an icon."""
        name = self._case(name or self.words.button())
        states = self.states()
        kind = self.rng.choice(("", "", "", "primary", "outline", "danger") if self.chance(0.5) else ("",))
        marks = [
            cls,
            kind,
            "disabled" if "disabled" in states else "",
            "focus" if "focused" in states else "",
        ]
        marks += ["hover" if self.chance(0.05) else "", "big" if big else ""]
        picture = self.icon(1.1) if self.chance(0.2) else ""
        tail = span(glyph(icons.DOWN, self.theme.size * 0.7)) if self.chance(0.06) else ""
        if self.theme.native and not kind and not cls:
            off = "disabled" if "disabled" in states else None
            return tag(
                "button",
                text(name),
                style=f"font:inherit;white-space:nowrap;{style}",
                r="button",
                s=" ".join(states),
                disabled=off,
                id=id,
            )
        return span(
            picture + span(text(name)) + tail,
            f"btn {' '.join(m for m in marks if m)}",
            style,
            r="button",
            s=" ".join(states),
            n=name,
            id=id,
        )

    def key(self, name: str, cls: str, style: str = "", role: str = "button", state: str = "") -> str:
        """A bare button of a pad, a bar or a pager; `cls` tells its face."""
        return span(text(name), cls, style, r=role, s=state)

    def icon_button(
        self, boxed: bool | None = None, factor: float = 1.3, path: str | None = None, down: bool = False
    ) -> str:
        """A picture to click; the truth calls it a button where an edge shows."""
        states = self.states(0.1, 0)
        boxed = self.chance(0.15) if boxed is None else boxed
        cls = f"ib {'boxed' if boxed else ''} {'disabled' if 'disabled' in states else ''} {'hover' if self.chance(0.04) else ''}"
        role = "toggle" if down else "icon button"
        states += ["checked"] if down else []
        picture = glyph(path, self.theme.size * factor * 0.8) if path else self.icon(factor)
        return span(
            picture, f"{cls} {'down' if down else ''}", r=role, s=" ".join(states), n=self.words.command()
        )

    def link(self, name: str | None = None) -> str:
        """A link, inline."""
        cls = "link under" if self.chance(0.35) else "link"
        return tag(
            "a",
            text(name or self.words.pick(LINKS)),
            cls,
            r="link",
        )

    def entry(
        self,
        value: str | None = None,
        hint: str | None = None,
        id: str | None = None,
        style: str = "",
        password: bool = False,
    ) -> str:
        """A line to type into: filled, with a placeholder, or empty."""
        roll = self.rng.random()
        value = value if value is not None else (self.words.value() if roll < 0.5 else "")
        if password:
            value = self.rng.choice(("•", "●", "*")) * self.rng.randint(4, 14) if roll < 0.6 else ""
        hint = hint if hint is not None else (self.words.label() if roll > 0.75 else "")
        states = self.states(0.08, 0.08)
        role = "password entry" if password else "entry"
        cls = f"entry {'off' if 'disabled' in states else ''} {'focus' if 'focused' in states else ''} {'bad' if self.chance(0.04) else ''}"
        if self.theme.native and not password:
            return f'<input class="{"entry" if self.chance(0.5) else ""}" style="font:inherit;{style}" r="{role}" s="{" ".join(states)}" id="{id or ""}" value="{text(value).replace(chr(34), "")}" placeholder="{text(hint).replace(chr(34), "")}" {"disabled" if "disabled" in states else ""}>'
        before = span(self.icon(1.1), "muted") if self.chance(0.1) else ""
        body = span(text(value), "grow", ell="") if value else span(text(hint), "hint grow", ell="")
        if "focused" in states and self.chance(0.5):
            body = (
                span(text(value[:30]), "sel" if self.chance(0.4) else "") + span("", "caret")
                if value
                else span("", "caret") + body
            )
        after = self.icon_button(False, 1) if self.chance(0.12 if not password else 0.4) else ""
        return div(before + body + after, cls, style, r=role, s=" ".join(states), id=id, n=value or hint)

    def multi(self, style: str = "", id: str | None = None) -> str:
        """A text area."""
        content = (
            text(self.words.paragraph())
            if self.chance(0.6)
            else span(text(self.words.label()), "hint")
            if self.chance(0.5)
            else ""
        )
        return div(
            div(content),
            "entry multi",
            f"min-height:{self.rng.uniform(3, 7):.1f}em;{style}",
            r="entry",
            id=id,
        )

    def combo(
        self, value: str | None = None, id: str | None = None, style: str = "", expanded: bool = False
    ) -> str:
        """A closed combo box."""
        value = value or (self.words.option() if self.chance(0.5) else self.words.value())
        states = ["expanded"] if expanded else self.states()
        if self.theme.native and self.chance(0.7) and not expanded:
            others = "".join(f"<option>{text(self.words.section())}</option>" for _ in range(3))
            return f'<select style="font:inherit;{style}" r="combo box" n="{text(value).replace(chr(34), "")}" id="{id or ""}"><option>{text(value)}</option>{others}</select>'
        shape, fill = self.rng.choice(((icons.DOWN, "none"), (icons.SOLID_DOWN, "currentColor")))
        arrow = glyph(shape, self.theme.size * self.rng.uniform(0.55, 0.9), fill=fill)
        if self.chance(0.12):
            small = self.theme.size * 0.55
            arrow = span(
                glyph(icons.SOLID_UP, small, fill="currentColor")
                + glyph(icons.SOLID_DOWN, small, fill="currentColor"),
                "col",
            )
        cls = f"entry combo {'like-button' if self.chance(0.4) else ''} {'off' if 'disabled' in states else ''} {'focus' if expanded else ''}"
        boxed = "boxed" if self.theme.scroll in ("arrows", "wide") and self.chance(0.7) else ""
        return div(
            span(text(value), "grow", ell="") + span(arrow, f"arrow {boxed}"),
            cls,
            style,
            r="combo box",
            s=" ".join(states),
            id=id,
            n=value,
        )

    def spin(self, id: str | None = None, style: str = "") -> str:
        """A number with steps up and down."""
        value = span(
            text(self.words.number() + self.rng.choice(("", "", "", " px", " %", " mm"))), "grow", ell=""
        )
        size = self.theme.size
        if self.chance(0.35):
            steps = span(glyph(icons.MINUS, size * 0.8), "wide") + span(glyph(icons.PLUS, size * 0.8), "wide")
        else:
            arrows = (icons.SOLID_UP, icons.SOLID_DOWN) if self.chance(0.6) else (icons.UP, icons.DOWN)
            steps = span(
                "".join(
                    tag(
                        "i",
                        glyph(
                            a,
                            size * 0.5,
                            fill="currentColor" if a in (icons.SOLID_UP, icons.SOLID_DOWN) else "none",
                        ),
                    )
                    for a in arrows
                ),
                "steps",
            )
        return div(
            value + steps,
            "entry spin",
            f"padding-right:{self.theme.pad_x * 0.7:.1f}px;{style}",
            r="spin button",
            id=id,
            s=" ".join(self.states()),
        )

    def check(
        self, name: str | None = None, radio: bool = False, checked: bool | None = None, label: bool = True
    ) -> str:
        """A check box or radio button with its label, clickable as one."""
        checked = self.chance(0.45) if checked is None else checked
        states = (["checked"] if checked else []) + self.states(0.08, 0.02)
        off = "disabled" if "disabled" in states else ""
        kind = "radio" if radio else "checkbox"
        if self.theme.checks == "native" or (self.theme.native and self.chance(0.8)):
            mark = f"<input type={kind} {'checked' if checked else ''} {off}>"
        else:
            mark = self._mark(radio, checked, "focus" if "focused" in states else "")
        caption = span(text(name or self.words.option())) if label else ""
        return tag(
            "label",
            mark + caption,
            f"check {off}",
            r="radio button" if radio else "check box",
            s=" ".join(states),
            n=name,
        )

    def _mark(self, radio: bool, checked: bool, cls: str) -> str:
        size = self.theme.size * 0.9
        if radio:
            inside = "<i></i>" if checked else ""
            return span(
                inside, f"box dot {cls} {'fill' if checked and self.theme.checks == 'filled' else ''}"
            )
        path = icons.CROSS if self.theme.checks == "cross" else icons.TICK
        inside = glyph(path, size, self.rng.choice((2.5, 3.5))) if checked else ""
        if checked and self.chance(0.05):
            inside = '<i class="mixed"></i>'
        return span(
            inside, f"box {cls} {'fill' if checked and self.theme.checks in ('filled', 'round') else ''}"
        )

    def switch(self, on: bool | None = None) -> str:
        """A switch."""
        on = self.chance(0.5) if on is None else on
        kind = self.theme.switches
        states = (["checked"] if on else []) + self.states(0.06, 0)
        cls = f"switch {kind} {'on' if on else ''} {'disabled' if 'disabled' in states else ''}"
        return span("<i></i>", cls, r="toggle", s=" ".join(states), n="")

    def slider(self, style: str = "", id: str | None = None) -> str:
        """A horizontal slider."""
        at = self.rng.randint(3, 97)
        if self.theme.native:
            return f'<input type="range" value="{at}" style="{style};accent-color:{self.theme.colours.accent}" r="slider" n="" id="{id or ""}">'
        cls = self.rng.choice(("knob", "knob square", "knob full"))
        done = f'<span class="done" style="width:{at}%"></span>' if self.chance(0.7) else ""
        return div(
            f'<div class="rail">{done}<span class="{cls}" style="left:{at}%"></span></div>',
            "slider",
            style,
            r="slider",
            n="",
            id=id,
            s=" ".join(self.states()),
        )

    def scroll_bar(self, across: bool = False) -> str:
        """A scroll bar, beside a pane or below it."""
        size, start = self.rng.randint(8, 70), self.rng.randint(0, 30)
        axis = "width" if across else "height"
        caps = self.theme.scroll == "arrows"
        small = 9
        first, last = (icons.LEFT, icons.RIGHT) if across else (icons.UP, icons.DOWN)
        thumb = f'<div style="flex:{start} 0 0"></div><div class="thumb" style="flex:{size} 0 0;{"height" if across else "width"}:100%"></div><div style="flex:{max(0, 100 - size - start)} 0 0"></div>'
        body = (
            (span(glyph(first, small), "cap") if caps else "")
            + thumb
            + (span(glyph(last, small), "cap") if caps else "")
        )
        return div(body, f"sb {'h' if across else ''}", f"{axis}:auto", r="scroll bar", n="")

    def tabs(self, names: list[str], vertical: bool = False) -> str:
        """A row or column of tabs."""
        chosen = self.rng.randrange(len(names))
        pictures, close = self.chance(0.2), self.chance(0.15)
        made = []
        for index, name in enumerate(names):
            tail = self.icon_button(False, 0.9, icons.CROSS) if close else ""
            badge = span(str(self.rng.randint(1, 99)), "badge") if self.chance(0.05) else ""
            body = (self.icon(1.1) if pictures else "") + span(text(self._case(name))) + badge + tail
            made.append(
                span(
                    body,
                    f"tab {'on' if index == chosen else ''}",
                    r="tab",
                    s="selected" if index == chosen else "",
                    n=name,
                )
            )
        cls = f"tabs {'v' if vertical else ''} {'spaced' if self.chance(0.5) else ''} {'ruled' if self.chance(0.6) else ''}"
        return div("".join(made), cls)

    def chip(self) -> str:
        """A tag; some can be removed."""
        return span(
            span(text(self.words.section()))
            + (self.icon_button(False, 0.8, icons.CROSS) if self.chance(0.4) else ""),
            "chip",
        )

    def badge(self) -> str:
        """A coloured status word."""
        return span(
            text(self.words.pick(STATUSES)),
            f"badge {self.rng.choice(('', 'ok', 'bad'))}",
        )

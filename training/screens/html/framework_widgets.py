"""Widgets in the markup of a framework, marked with the same truth as our own."""

import re
from html import escape
from random import Random
from string import Template

from training.screens.html import icons
from training.screens.html.frameworks import Framework
from training.screens.html.icons import glyph
from training.screens.html.markup import span, tag, text
from training.screens.html.theme import Theme
from training.screens.html.widgets import LINKS, STATUSES, Widgets
from training.screens.words import Words

_OURS, _THEIRS = "o-", "~"
_CLASSES = re.compile(r'(<[a-zA-Z][^<>]*?\sclass=")([^"]*)"')
_CAPTION = re.compile(r'<span(?! class="checkable")[^<>]*>\$label</span>')
_STYLED = re.compile(r'style="([^"]*)" \$root')
_SELECTOR = re.compile(r"([^{}]+)\{")

_DEFAULTS = {
    "button": '<button class="$look" $root>$label</button>',
    "entry": '<input class="$look" $root $typed>',
    "spin": '<input class="$look" $root $typed>',
    "combo": '<select class="$look" $root $off>$choices</select>',
    "multi": '<textarea class="$look" $root $off placeholder="$hint">$value</textarea>',
    "check": '<label class="$look" $root><input $ticked> <span>$label</span></label>',
    "radio": '<label class="$look" $root><input $ticked> <span>$label</span></label>',
    "slider": '<input class="$look" $root type="range" value="$at" $off>',
    "badge": '<span class="$look">$label</span>',
    "chip": '<span class="$look">$label</span>',
    "tab": '<div class="$look" $root>$label</div>',
}


def with_prefix(css: str) -> str:
    """Our own style sheet with our classes renamed, so that they never meet a framework's."""
    return _SELECTOR.sub(lambda found: re.sub(r"\.(?=[a-zA-Z])", f".{_OURS}", found[1]) + "{", css)


class FrameworkWidgets(Widgets):
    """Makes widgets of one framework; what it has no widget for keeps our own look."""

    def __init__(self, framework: Framework, theme: Theme, words: Words, rng: Random, room: float) -> None:
        super().__init__(theme, words, rng, room)
        self.framework = framework
        self._focus_left = True
        self._table = rng.choice(framework.table) if framework.table else None
        self._looks = {
            kind: rng.choice(made)
            for kind in ("entry", "combo", "multi", "check", "radio", "switch", "slider", "spin")
            if (made := getattr(framework, kind))
        }

    def dressed(self, html: str) -> str:
        """The page with our classes renamed, or joined by the framework's where it has its own."""
        html = _CLASSES.sub(lambda found: f'{found[1]}{self._renamed(found[2].split())}"', html)
        html = html.replace("<thead>", f'<thead class="{self.framework.thead}">')
        html = html.replace("<tbody>", f'<tbody class="{self.framework.tbody}">')
        return re.sub(r"<a(?=[ >])", '<a href="#"', html)

    def _renamed(self, classes: list[str]) -> str:
        own = [name for name in classes if not name.startswith(_THEIRS)]
        made = [name[1:] for name in classes if name.startswith(_THEIRS)]
        for name in own:
            if name.startswith("t-") and self._table is not None:
                made.append(self._table)
                continue
            made.append(_OURS + name)
        for wanted, more in self.framework.also.items():
            if set(wanted.split(".")) <= set(own):
                made.append(more)
        return " ".join(made)

    def states(self, disabled: float = 0.08, focused: float = 0.03) -> list[str]:
        """Random states; none has the focus but the one entry that the browser gives it."""
        return [state for state in super().states(disabled, focused) if state != "focused"]

    def _filled(
        self,
        kind: str,
        look: str,
        role: str,
        states: list[str],
        name: str | None,
        style: str,
        id: str | None,
        **parts: str,
    ) -> str:
        """A widget from a template or from the classes of the kind's usual tag."""
        template = look if look.lstrip().startswith("<") else _DEFAULTS[kind].replace("$look", look)

        def holds(state: str) -> bool:
            return state[1:] not in states if state.startswith("!") else state in states

        def kept(found: re.Match[str]) -> str:
            names = [part.split("?") for part in found[2].split()]
            return f'{found[1]}{" ".join(_THEIRS + n[-1] for n in names if len(n) == 1 or holds(n[0]))}"'

        template = _CLASSES.sub(kept, template)
        if own := _STYLED.search(template):
            template, style = template.replace(own[0], "$root"), f"{own[1]};{style}"
        root = {"r": role, "s": " ".join(states), "n": name, "id": id, "style": style or None}
        parts["root"] = " ".join(
            f'{key}="{escape(value)}"' for key, value in root.items() if value is not None
        )
        parts["off"] = "disabled" if "disabled" in states else ""
        parts["down"] = glyph(icons.DOWN, self.theme.size * 0.8)
        parts["solid"] = glyph(icons.SOLID_DOWN, self.theme.size * 0.6, fill="currentColor")
        parts["tick"] = glyph(icons.TICK, self.theme.size * 0.8, 3)
        parts["mark"] = parts["tick"] if "checked" in states else ""
        parts["other"] = self.markup.id()
        return Template(template).substitute(parts)

    def button(
        self,
        name: str | None = None,
        cls: str = "",
        style: str = "",
        big: bool = False,
        id: str | None = None,
    ) -> str:
        """A push button of the framework, often with an icon."""
        name = self._case(name or self.words.button())
        kind = "primary" if "primary" in cls else self.rng.choice(("", "", "more", "primary"))
        choices = {"primary": self.framework.primary, "more": self.framework.more}.get(
            kind
        ) or self.framework.button
        label = text(name)
        if self.chance(0.15):
            label = (
                span(self.icon(1.1), style="display:inline-block;vertical-align:middle;margin-right:.4em")
                + label
            )
        return self._filled(
            "button", self.rng.choice(choices), "button", self.states(), name, style, id, label=label
        )

    def key(self, name: str, cls: str, style: str = "", role: str = "button", state: str = "") -> str:
        """A bare button in the framework's look."""
        chosen = self.framework.primary if "primary" in cls or "down" in cls else self.framework.button
        tight = f"min-width:0;{style}"
        states = [state] if state else []
        return self._filled(
            "button", (chosen or self.framework.button)[0], role, states, name, tight, None, label=text(name)
        )

    def icon_button(
        self, boxed: bool | None = None, factor: float = 1.3, path: str | None = None, down: bool = False
    ) -> str:
        """A picture to click: the framework's button around it where an edge is wanted."""
        boxed = self.chance(0.15) if boxed is None else boxed
        if not boxed or down:
            return super().icon_button(False, factor, path, down)
        picture = glyph(path, self.theme.size * factor * 0.8) if path else self.icon(factor)
        label = span(picture, style="display:inline-block;vertical-align:middle")
        look, name = self.framework.button[0], self.words.command()
        return self._filled(
            "button",
            look,
            "icon button",
            self.states(0.1, 0),
            name,
            "min-width:0;flex:none",
            None,
            label=label,
        )

    def entry(
        self,
        value: str | None = None,
        hint: str | None = None,
        id: str | None = None,
        style: str = "",
        password: bool = False,
    ) -> str:
        """A line to type into."""
        roll = self.rng.random()
        value = value if value is not None else (self.words.value() if roll < 0.5 else "")
        hint = hint if hint is not None else (self.words.label() if roll > 0.7 else "")
        if password:
            value = "x" * self.rng.randint(4, 14) if roll < 0.6 else ""
        states = self.states(0.08, 0)
        if self._focus_left and "disabled" not in states and self.chance(0.06):
            self._focus_left = False
            states.append("focused")
        role, kind = ("password entry", "password") if password else ("entry", "text")
        return self._typed("entry", role, kind, value, hint, states, style, id)

    def spin(self, id: str | None = None, style: str = "") -> str:
        """A number with steps up and down."""
        value = re.sub(r"[^0-9.]", "", self.words.number()) or "1"
        value = value if value.count(".") < 2 else value.replace(".", "")
        kind = "text" if self._looks.get("spin") else "number"
        return self._typed("spin", "spin button", kind, value.strip("."), "", self.states(0.08, 0), style, id)

    def _typed(
        self,
        kind: str,
        role: str,
        type: str,
        value: str,
        hint: str,
        states: list[str],
        style: str,
        id: str | None,
    ) -> str:
        look = self._looks.get(kind) or self._looks.get("entry") or self.framework.entry[0]
        off = "disabled" if "disabled" in states else ""
        typed = f'type="{type}" value="{escape(value)}" placeholder="{escape(hint)}" {off}'
        name = value or hint
        return self._filled(
            kind, look, role, states, name, style, id, typed=typed, value=escape(value), hint=escape(hint)
        )

    def multi(self, style: str = "", id: str | None = None) -> str:
        """A text area."""
        value = self.words.paragraph()[:400] if self.chance(0.6) else ""
        hint = self.words.label() if self.chance(0.6) else ""
        style = f"height:{self.rng.uniform(4, 9):.1f}em;{style}"
        look = self._looks.get("multi") or self.framework.entry[0]
        return self._filled(
            "multi",
            look,
            "entry",
            self.states(0.06, 0),
            value or hint,
            style,
            id,
            value=escape(value),
            hint=escape(hint),
        )

    def combo(
        self, value: str | None = None, id: str | None = None, style: str = "", expanded: bool = False
    ) -> str:
        """A closed combo box."""
        value = value or (self.words.option() if self.chance(0.5) else self.words.value())
        states = ["expanded"] if expanded else self.states(0.08, 0)
        choices = "".join(
            f"<option>{text(v)}</option>" for v in (value, self.words.section(), self.words.section())
        )
        look = self._looks["combo"]
        return self._filled(
            "combo", look, "combo box", states, value, style, id, choices=choices, value=escape(value)
        )

    def check(
        self, name: str | None = None, radio: bool = False, checked: bool | None = None, label: bool = True
    ) -> str:
        """A check box or radio button with its label, clickable as one."""
        checked = self.chance(0.45) if checked is None else checked
        states = (["checked"] if checked else []) + self.states(0.08, 0)
        kind = "radio" if radio else "check"
        caption = text(name or self.words.option()) if label else ""
        off = f"{'checked' if checked else ''} {'disabled' if 'disabled' in states else ''}"
        ticked = f'type="{"radio" if radio else "checkbox"}" {off}'
        role = "radio button" if radio else "check box"
        style = "width:fit-content;white-space:nowrap"
        look = self._looks[kind] if label else _CAPTION.sub("", self._looks[kind])
        return self._filled(
            kind, look, role, states, name or caption, style, None, ticked=ticked, label=caption
        )

    def switch(self, on: bool | None = None) -> str:
        """A switch, ours where the framework has none."""
        look = self._looks.get("switch")
        if not look:
            return super().switch(on)
        on = self.chance(0.5) if on is None else on
        states = (["checked"] if on else []) + self.states(0.06, 0)
        ticked = f'type="checkbox" {"checked" if on else ""} {"disabled" if "disabled" in states else ""}'
        style = "flex:none;width:fit-content" if look.startswith(("<label", "<span")) else "flex:none"
        return self._filled("switch", look, "toggle", states, "", style, None, ticked=ticked)

    def slider(self, style: str = "", id: str | None = None) -> str:
        """A horizontal slider."""
        look = self._looks.get("slider")
        if look is None:
            return super().slider(style, id)
        at = str(self.rng.randint(10, 97))
        return self._filled(
            "slider", look, "slider", self.states(0.06, 0), "", f"min-width:6em;{style}", id, at=at
        )

    def tabs(self, names: list[str], vertical: bool = False) -> str:
        """A row of tabs; columns keep our own look."""
        if vertical or not self.framework.tab:
            return super().tabs(names, vertical)
        chosen = self.rng.randrange(len(names))
        made = "".join(
            self._filled(
                "tab",
                self.framework.tab,
                "tab",
                ["selected"] if i == chosen else [],
                n,
                "",
                None,
                label=text(self._case(n)),
            )
            for i, n in enumerate(names)
        )
        around = (
            self.framework.tabs
            if self.framework.tabs.startswith("<")
            else f'<div class="{self.framework.tabs}">$label</div>'
        )
        return self._filled("tabs", around, "", [], None, "", None, label=made)

    def link(self, name: str | None = None) -> str:
        """A link as the framework draws it."""
        return tag("a", text(name or self.words.pick(LINKS)), self.framework.link, r="link")

    def badge(self) -> str:
        """A coloured status word."""
        if not self.framework.badge:
            return super().badge()
        name = text(self.words.pick(STATUSES))
        look = self.rng.choice(self.framework.badge)
        return self._filled("badge", look, "", [], None, "", None, label=name)

    def chip(self) -> str:
        """A tag."""
        if not self.framework.chip:
            return super().chip()
        look = self.rng.choice(self.framework.chip)
        return self._filled("chip", look, "", [], None, "", None, label=text(self.words.section()))

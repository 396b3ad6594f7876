"""Pages in the dress of a framework: its style sheet after our own, colours found by asking the browser."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

from training.screens.html.browser import Browser
from training.screens.html.framework_widgets import FrameworkWidgets, with_prefix
from training.screens.html.frameworks import Framework, Look
from training.screens.html.pages import body_of
from training.screens.html.palette import Palette
from training.screens.html.sheets import inlined
from training.screens.html.style import style_sheet
from training.screens.html.theme import Theme, random_theme
from training.screens.words import Words

_PROBE = """(factor => {
  const root = parseFloat(getComputedStyle(document.documentElement).fontSize) * factor;
  document.documentElement.style.setProperty('font-size', root + 'px', 'important');
  const one = id => document.getElementById(id), own = el => getComputedStyle(el);
  const solid = colour => !/^rgba\\(.*, 0\\)$|transparent/.test(colour);
  const rgb = colour => { const c = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
    c.fillStyle = '#fff'; c.fillRect(0, 0, 1, 1); c.fillStyle = colour; c.fillRect(0, 0, 1, 1);
    return '#' + [...c.getImageData(0, 0, 1, 1).data].slice(0, 3).map(v => v.toString(16).padStart(2, '0')).join(''); };
  const ground = el => { while (el && !solid(own(el).backgroundColor)) el = el.parentElement; return el ? rgb(own(el).backgroundColor) : '#ffffff'; };
  const first = one('primary').querySelector('[r]'), plain = one('plain').querySelector('[r]'), field = one('field').querySelector('input') || one('field');
  const filled = solid(own(first).backgroundColor);
  return {page: ground(document.body), text: rgb(own(document.body).color), size: parseFloat(own(document.body).fontSize),
    accent: filled ? rgb(own(first).backgroundColor) : rgb(own(one('link')).color), on_accent: filled ? rgb(own(first).color) : '#ffffff',
    field: ground(field), border: rgb(own(field).borderBottomColor), button: ground(plain), link: rgb(own(one('link')).color),
    surface: ground(one('surface')), radius: parseFloat(own(plain).borderTopLeftRadius) || 0, pad: parseFloat(own(plain).paddingLeft) || 8, root};
})(FACTOR)"""

_LINK = "#0000ee"  # A browser's own, where a framework says nothing.
Measured = dict[str, str | float]


@dataclass(slots=True)
class Dresser:
    """Knows where the packages are, and which frameworks to show; remembers what was measured of each look."""

    modules: Path
    frameworks: Sequence[Framework]
    _known: dict[tuple[str, float], Measured] = field(default_factory=dict)

    def page(self, browser: Browser, rng: Random, scale: float, pixels: int) -> tuple[str, str, Theme]:
        """The HTML of one random screen of so many pixels, the name of its layout, its theme."""
        chances = [len(each.looks) ** 0.5 for each in self.frameworks]
        framework = rng.choices(self.frameworks, chances)[0]
        look = rng.choice(framework.looks)
        factor = rng.choice((1, 1, 1, 0.8, 0.9, 0.95, 1.1) if scale < 1.6 else (0.7, 0.8, 0.85))
        css = inlined(tuple(self.modules / file for file in look.files), look.dark)
        theme = random_theme(rng, scale)
        theme = self._fitting(browser, theme, framework, look, css, factor)
        root = float(self._known[look.name, factor]["root"])
        w = FrameworkWidgets(framework, theme, Words(rng), rng, pixels / (theme.size * scale) ** 2)
        body, layout = body_of(w, 0.5)
        return _html(look, _head(theme, framework, css, root, rng), w.dressed(body)), layout, theme

    def _fitting(
        self, browser: Browser, theme: Theme, framework: Framework, look: Look, css: str, factor: float
    ) -> Theme:
        """The theme with the framework's own colours and measures."""
        key = (look.name, factor)
        if key not in self._known:
            rng = Random(0)
            w = FrameworkWidgets(framework, theme, Words(rng), rng, 4000)
            body = (
                f'<div id="primary">{w.key("One", "btn primary")}</div><div id="plain">{w.key("Two", "btn")}</div><a id="link">x</a>'
                f'<div id="field">{w.entry("x", id="entry")}</div><div id="surface" class="surface">x</div>'
            )
            head = f"<style>{css}{framework.css} *{{transition:none!important}}</style>"
            browser.show(_html(look, head, w.dressed(body)), 800, 600, 1)
            self._known[key] = browser.evaluate(_PROBE.replace("FACTOR", str(factor)))  # type: ignore[assignment]
        found = self._known[key]
        size = float(found["size"])
        ratio = size / theme.size
        return replace(
            theme, name=look.name, colours=_palette(found), size=size, radius=min(24.0, float(found["radius"])), border=1,
            pad_x=theme.pad_x * ratio, pad_y=theme.pad_y * ratio, gap=theme.gap * ratio, bevel=False, native=False, upper=False,
            buttons="solid", gradient=False,
        )  # fmt: skip


def _palette(found: Measured) -> Palette:
    """Our colours from what the framework shows."""
    page, text, accent = str(found["page"]), str(found["text"]), str(found["accent"])
    border, surface = str(found["border"]), str(found["surface"])
    if _distance(page, text) < 90:
        text = "#eeeeee" if _light(page) < 128 else "#222222"
    if _distance(page, border) < 8 or _distance(border, text) < 30:
        border = _mix(page, text, 0.2)
    if _distance(page, accent) < 40:
        accent = text
    button, on_accent = str(found["button"]), str(found["on_accent"])
    muted = _mix(page, text, 0.65)
    if abs(_light(button) - _light(muted)) < 110:
        button = _mix(page, text, 0.08)
    if _distance(accent, on_accent) < 90:
        on_accent = "#111111" if _light(accent) > 140 else "#ffffff"
    return Palette(
        dark=_light(page) < 110, page=page, surface=surface, field=str(found["field"]), text=text, muted=muted,
        faint=_mix(page, text, 0.4), accent=accent, on_accent=on_accent, border=border, header=_mix(surface, text, 0.06),
        stripe=_mix(page, text, 0.05), button=button, selected=_mix(page, accent, 0.25), on_selected=text,
        link=accent if found["link"] == _LINK else str(found["link"]), danger="#d32f2f", success="#388e3c", desktop=_mix(page, accent, 0.6),
    )  # fmt: skip


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _mix(first: str, second: str, share: float) -> str:
    mixed = (round(a + (b - a) * share) for a, b in zip(_parts(first), _parts(second), strict=True))
    return "#" + "".join(f"{value:02x}" for value in mixed)


def _light(colour: str) -> float:
    red, green, blue = _parts(colour)
    return 0.3 * red + 0.59 * green + 0.11 * blue


def _distance(first: str, second: str) -> int:
    return sum(abs(a - b) for a, b in zip(_parts(first), _parts(second), strict=True))


def _head(theme: Theme, framework: Framework, css: str, root: float, rng: Random) -> str:
    margins = "input,select,textarea,button{margin:0!important}" if rng.random() < 0.8 else ""
    titles = "h1,h2,h3,p{margin:.15em 0!important}" if rng.random() < 0.7 else ""
    plain = "html body *{letter-spacing:normal!important}" if rng.random() < 0.5 else ""
    fixed = f"""html body{{margin:0!important;padding:0!important;max-width:none!important;width:auto!important;height:100vh!important;
min-height:0!important;overflow:hidden!important;position:relative;display:block!important}}
html{{overflow:hidden!important;padding:0!important;margin:0!important;font-size:{root}px!important;background:{theme.colours.page}}}
html body{{font-family:'{theme.family}'!important}}
html body *:not([style*=font-family]):not(.o-code){{font-family:inherit!important}}
.o-code{{font-family:'{theme.mono}'!important}}
*,*::before,*::after{{transition:none!important;animation:none!important;caret-color:transparent!important}}
h1{{font-size:1.7em}} h2{{font-size:1.35em}} h3{{font-size:1.12em}} h1,h2,h3{{line-height:1.25}}
input[type=number]::-webkit-inner-spin-button{{-webkit-appearance:auto!important;opacity:1!important}}
input[type=number]{{appearance:auto!important}}
[class*="o-"] button,.o-row>button{{flex:none;white-space:nowrap}} button{{white-space:nowrap}}
.o-row{{display:flex!important;flex-direction:row!important}} .o-col{{display:flex!important;flex-direction:column!important}} .o-grid{{display:grid!important}}
.o-joined>*{{margin:0!important;border-radius:0!important}} svg{{display:block}}
table{{display:table!important;margin:0!important}} thead{{display:table-header-group!important}} tbody{{display:table-row-group!important}}
tr{{display:table-row!important}} td,th{{display:table-cell!important}}
{margins}{titles}{plain}"""
    return f"<style>{_own(theme)}</style><style>{css}</style><style>{framework.css}{fixed}</style>"


def _own(theme: Theme) -> str:
    """Our style sheet without what it says of bare tags that frameworks draw."""
    css = with_prefix(style_sheet(theme))
    css = css.replace(
        "input[type=checkbox],input[type=radio]{", ":where(input[type=checkbox],input[type=radio]){"
    )
    return css.replace(
        "*{box-sizing:border-box}", '[class*="o-"],input,select,textarea{box-sizing:border-box}', 1
    )


def _html(look: Look, head: str, body: str) -> str:
    return f"<!DOCTYPE html><html {look.html}><head><meta charset=utf-8>{head}</head><body {look.body}>{body}</body></html>"

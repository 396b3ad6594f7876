"""The style sheet of a theme."""

from training.screens.html.theme import Theme


def style_sheet(t: Theme) -> str:
    """CSS for everything that widgets and pages are made of."""
    return "\n".join(
        (
            _ground(t),
            _buttons(t),
            _entries(t),
            _choices(t),
            _tabs(t),
            _tables(t),
            _lists(t),
            _windows(t),
            _rest(t),
        )
    )


def _bevel(t: Theme, inward: bool = False) -> str:
    light, shadow = ("#fff", "#555") if not t.colours.dark else ("#888", "#000")
    first, second = (shadow, light) if inward else (light, shadow)
    width = max(1, round(t.border))
    return f"border:{width}px solid;border-color:{first} {second} {second} {first};"


def _sheen(t: Theme, colour: str) -> str:
    if t.colours.dark:
        return f"background:linear-gradient(#ffffff26,#ffffff00),{colour};"
    return f"background:linear-gradient(#ffffffd0,#ffffff30 55%,#00000012),{colour};"


def _ground(t: Theme) -> str:
    c = t.colours
    return f"""*{{box-sizing:border-box}} body{{margin:0;background:{c.page};color:{c.text};
font:{t.size}px '{t.family}';overflow:hidden;
line-height:{1.2 if t.dense else 1.4};position:relative}} html,body{{height:100vh}} .col{{display:flex;
flex-direction:column}} .row{{display:flex;align-items:center}}
.gap{{gap:{t.gap:.1f}px}} .wrap{{flex-wrap:wrap}} .grow{{flex:1;min-width:0;min-height:0}}
.cut{{overflow:hidden}} .pad{{padding:{t.gap:.1f}px}}
[ell]{{overflow:hidden;white-space:nowrap}} .muted{{color:{c.muted}}} .small{{font-size:.85em}}
.bold{{font-weight:600}} .mono{{font-family:'{t.mono}'}}
.nowrap{{white-space:nowrap}} .surface{{background:{c.surface};border:{t.border}px solid {c.border};
border-radius:{t.radius}px;box-shadow:{t.shadow}}}
.header{{background:{c.header};color:{c.on_accent if c.header == c.accent else c.text}}}
.center{{justify-content:center;text-align:center}} .between{{justify-content:space-between}}
.end{{justify-content:flex-end}} h1,h2,h3,p{{margin:0}} h1{{font-size:1.7em}} h2{{font-size:1.35em}}
h3{{font-size:1.12em}} a,.link{{color:{c.link};text-decoration:none}}
.under{{text-decoration:underline}} .disabled{{opacity:.45}} svg{{display:block;flex:none}}
.line{{border-bottom:{t.border}px solid {c.border}}}
.side-line{{border-right:{t.border}px solid {c.border}}}
.start{{align-items:flex-start}} .group{{border:{t.border}px solid {c.border};border-radius:{t.radius}px;
padding:{t.gap:.1f}px;position:relative;margin-top:.7em}}
.group>.legend{{position:absolute;top:-.75em;left:.8em;background:{c.page};padding:0 .3em}}"""


def _buttons(t: Theme) -> str:
    c = t.colours
    styles = {
        "solid": f"background:{c.button};border:{t.border}px solid {c.border};",
        "outline": f"background:transparent;border:{t.border}px solid {c.border};",
        "ghost": f"background:transparent;border:{t.border}px solid transparent;color:{c.link};",
        "bevel": f"background:{c.button};{_bevel(t)}",
        "gradient": f"{_sheen(t, c.button)}border:{t.border}px solid {c.border};",
        "pill": f"background:{c.button};border:{t.border}px solid {c.border};border-radius:99px;",
        "raised": f"background:{c.button};border:0;box-shadow:0 1px 3px #0006,0 1px 1px #0003;",
    }
    primary = f"background:{c.accent};color:{c.on_accent};border-color:{c.accent};"
    if t.gradient:
        primary = f"background:linear-gradient(#ffffff50,#ffffff00),{c.accent};color:{c.on_accent};"
    if t.bevel:
        primary = "outline:1px solid #000;"
    return f""".btn{{display:inline-flex;align-items:center;justify-content:center;gap:.4em;
padding:{t.pad_y:.1f}px {t.pad_x + 2:.1f}px;border-radius:{t.radius}px;
white-space:nowrap;color:{c.text};line-height:1.25;{styles[t.buttons]}}} .btn.primary{{{primary}}}
.btn.danger{{background:{c.danger};color:#fff;border-color:{c.danger}}}
.btn.outline{{{styles["outline"]}}} .btn.down{{background:{c.selected};color:{c.on_selected};
{_bevel(t, True) if t.bevel else ""}}} .btn.focus{{outline:2px solid {c.accent};outline-offset:1px}}
.btn.hover{{filter:brightness(.92)}} .btn.big{{padding:{t.pad_y * 1.6:.1f}px {t.pad_x * 1.5:.1f}px;
font-size:1.1em}} .ib{{display:inline-flex;align-items:center;justify-content:center;
padding:{max(2, t.pad_y * 0.7):.1f}px;
border-radius:{min(t.radius, 8)}px;border:1px solid transparent;flex:none}}
.ib.boxed{{border-color:{c.border};background:{c.button}}} .ib.hover{{background:{c.stripe};
border-color:{c.border}}}
.ib.down{{background:{c.selected};color:{c.on_selected};border-color:{c.border}}}
.joined{{display:inline-flex}} .joined>.btn{{border-radius:0;margin-left:-{t.border}px}}
.joined>.btn:first-child{{border-radius:{t.radius}px 0 0 {t.radius}px;margin-left:0}}
.joined>.btn:last-child{{border-radius:0 {t.radius}px {t.radius}px 0}}"""


def _entries(t: Theme) -> str:
    c = t.colours
    styles = {
        "box": f"background:{c.field};border:{t.border}px solid {c.border};border-radius:{t.radius}px;",
        "underline": f"background:transparent;border:0;border-bottom:{t.border}px solid {c.faint};border-radius:0;",
        "filled": f"background:{c.stripe};border:0;border-bottom:{t.border}px solid {c.border};border-radius:{t.radius}px {t.radius}px 0 0;",
        "bevel": f"background:{c.field};{_bevel(t, True)}border-radius:0;",
        "inset": f"background:{c.field};border:1px solid {c.border};box-shadow:inset 1px 1px 3px #0005;border-radius:{t.radius}px;",
    }
    combo = styles[t.entries] if t.entries != "underline" else styles["box"]
    return f""".entry{{display:flex;align-items:center;gap:.3em;
padding:{max(1, t.pad_y * 0.9):.1f}px {max(3, t.pad_x * 0.7):.1f}px;line-height:1.3;
min-height:{t.size * 1.3 + t.pad_y * 1.8 + 2:.1f}px;white-space:nowrap;
overflow:hidden;color:{c.text};font:inherit;min-width:0;{styles[t.entries]}}}
.entry.multi{{white-space:normal;align-items:flex-start}} .hint{{color:{c.faint}}}
.entry.focus{{border-color:{c.accent};box-shadow:0 0 0 {1 if t.dense else 2}px {c.accent}66}}
.entry.bad{{border-color:{c.danger}}} .entry.off{{background:{c.stripe};color:{c.faint}}} .combo{{{combo}}}

.combo.like-button{{background:{c.button}}} .combo .arrow,.spin .arrow{{margin-left:auto;flex:none;
display:flex}} .arrow.boxed{{background:{c.button};border-left:1px solid {c.border};align-self:stretch;
align-items:center;
padding:0 .25em;margin:-{t.pad_y:.1f}px -{t.pad_x * 0.7:.1f}px -{t.pad_y:.1f}px auto}}
.spin .steps{{margin:-{t.pad_y:.1f}px -{t.pad_x * 0.7:.1f}px -{t.pad_y:.1f}px auto;align-self:stretch;
display:flex;flex-direction:column;border-left:1px solid {c.border};flex:none}}
.spin .steps>i{{flex:1;display:flex;align-items:center;padding:0 .3em;background:{c.button}}}
.spin .wide{{display:flex;align-self:stretch;border-left:1px solid {c.border};padding:0 .6em;
align-items:center;margin:-{t.pad_y:.1f}px 0}}
.spin .wide:last-child{{margin-right:-{t.pad_x * 0.7:.1f}px}} .sel{{background:{c.selected};
color:{c.on_selected}}} .caret{{width:1px;height:1.1em;background:{c.text};display:inline-block;flex:none}}
"""


def _choices(t: Theme) -> str:
    c = t.colours
    edge = (
        _bevel(t, True)
        if t.bevel
        else f"border:{max(1, t.border)}px solid {c.faint if t.checks != 'filled' else c.border};"
    )
    return f""".check{{display:inline-flex;align-items:center;gap:{max(3, t.size * 0.45):.1f}px;
width:fit-content}} .box{{width:1.05em;height:1.05em;min-width:11px;min-height:11px;flex:none;
{edge}background:{c.field};color:{c.text};
display:inline-flex;align-items:center;justify-content:center;
border-radius:{min(t.radius, 4) if t.checks != "round" else 99}px}} .box.dot{{border-radius:99px}}
.box.fill{{background:{c.accent};border-color:{c.accent};color:{c.on_accent}}}
.box.dot>i{{width:50%;height:50%;border-radius:99px;background:currentColor}} .box>i.mixed{{width:60%;
height:2px;background:currentColor}} .box.focus{{outline:2px solid {c.accent}88}}
input[type=checkbox],input[type=radio]{{margin:0;width:1.1em;height:1.1em;accent-color:{c.accent}}}
.switch{{display:inline-flex;width:2.6em;height:1.35em;border-radius:99px;background:{c.faint};padding:2px;
flex:none;align-items:center}} .switch>i{{width:1.05em;height:1.05em;border-radius:99px;background:#fff;
box-shadow:0 1px 2px #0006}}
.switch.on{{background:{c.accent};justify-content:flex-end}}
.switch.square{{border-radius:{min(t.radius, 3)}px;border:1px solid {c.border}}}
.switch.square>i{{border-radius:{min(t.radius, 2)}px}} .switch.thin{{height:.8em;padding:0;margin:.2em 0}}
.switch.thin>i{{width:1.2em;height:1.2em;background:{c.muted}}}
.switch.thin.on>i{{background:{c.accent}}} .switch.thin.on{{background:{c.accent}77}}
.slider{{height:1.4em;display:flex;align-items:center;position:relative;min-width:4em}}
.slider>.rail{{height:{3 if t.dense else 5}px;flex:1;background:{c.border};border-radius:9px;
position:relative;{_bevel(t, True) if t.bevel else ""}}} .slider .done{{position:absolute;left:0;top:0;
bottom:0;background:{c.accent};border-radius:9px}} .slider .knob{{position:absolute;top:50%;
transform:translate(-50%,-50%);background:{c.button};
border:1px solid {c.faint};width:1.1em;height:1.1em;border-radius:99px;
{_bevel(t) if t.bevel else ""}box-shadow:0 1px 2px #0004}} .slider .knob.square{{border-radius:2px;
width:.7em;height:1.3em}} .slider .knob.full{{background:{c.accent}}}"""


def _tabs(t: Theme) -> str:
    c = t.colours
    on = {
        "underline": f"box-shadow:inset 0 -{2 if t.dense else 3}px {c.accent};color:{c.link};",
        "box": f"background:{c.surface};border:{t.border}px solid {c.border};border-bottom-color:{c.surface};",
        "pill": f"background:{c.accent};color:{c.on_accent};border-radius:{max(6, t.radius)}px;",
        "folder": f"background:{c.surface};{_bevel(t) if t.bevel else f'border:1px solid {c.border};'}border-bottom:0;border-radius:{t.radius}px {t.radius}px 0 0;padding-bottom:{t.pad_y + 3:.1f}px;",
        "block": f"background:{c.selected};color:{c.on_selected};",
    }
    off = {
        "underline": "", "pill": f"border-radius:{max(6, t.radius)}px;", "box": f"border:{t.border}px solid transparent;",
        "folder": f"background:{c.button};{_bevel(t) if t.bevel else f'border:1px solid {c.border};'}border-bottom:0;border-radius:{t.radius}px {t.radius}px 0 0;",
        "block": f"background:{c.stripe};border-right:1px solid {c.border};",
    }  # fmt: skip
    return f""".tabs{{display:flex;align-items:flex-end;white-space:nowrap}}
.tabs.v{{flex-direction:column;align-items:stretch}} .tab{{padding:{t.pad_y + 1:.1f}px {t.pad_x + 1:.1f}px;
display:inline-flex;gap:.45em;align-items:center;color:{c.muted};{off[t.tabs]}}}
.tab.on{{color:{c.text};{on[t.tabs]}}} .tabs.v .tab.on{{box-shadow:inset 3px 0 {c.accent}}}
.tabs.spaced{{gap:{t.gap * 0.5:.1f}px}} .tabs.ruled{{border-bottom:{t.border}px solid {c.border}}}"""


def _tables(t: Theme) -> str:
    c = t.colours
    line = f"{t.border}px solid {c.border}"
    kinds = {
        "ruled": f"td,th{{border:{line}}}",
        "lines": f"td,th{{border-bottom:{line}}}",
        "striped": f"tr:nth-child(even) td{{background:{c.stripe}}} th{{border-bottom:{line}}}",
        "plain": "",
        "columns": f"td,th{{border-right:{line}}} th{{border-bottom:{line}}}",
    }
    style = " ".join(f".t-{kind} {part}" for kind, rules in kinds.items() for part in _split_rules(rules))
    return f"""table{{border-collapse:collapse;border-spacing:0}}
td,th{{padding:{t.pad_y * 0.8:.1f}px {max(3, t.pad_x * 0.7):.1f}px;text-align:left;white-space:nowrap;
font-weight:inherit;max-width:24em;overflow:hidden}}
{style} th{{font-weight:{400 if t.dense else 600};{_bevel(t) if t.bevel else ""}}}
th.shade{{background:{c.header};color:{c.on_accent if c.header == c.accent else c.text}}}
.num{{text-align:right}}
tr.on td,td.on{{background:{c.selected}!important;color:{c.on_selected}}}
td.cursor{{outline:2px solid {c.accent};outline-offset:-2px}} .sheet{{border-collapse:collapse}}
.sheet td,.sheet th{{border:1px solid {c.border};padding:0 3px;height:1.45em;max-width:none}}
.sheet th{{background:{c.header};text-align:center;font-weight:400;
color:{c.on_accent if c.header == c.accent else c.text}}} .sheet td{{background:{c.field}}}"""


def _split_rules(rules: str) -> list[str]:
    """Selectors of a small rule list, each comma part of its own so that a prefix can go before it."""
    parts = []
    for rule in filter(None, (piece.strip() for piece in rules.split("}"))):
        selectors, body = rule.split("{")
        parts += [f"{selector}{{{body}}}" for selector in selectors.split(",")]
    return parts


def _lists(t: Theme) -> str:
    c = t.colours
    return f""".list{{display:flex;flex-direction:column}} .item{{display:flex;align-items:center;gap:.5em;
padding:{t.pad_y * 0.8:.1f}px {t.pad_x * 0.8:.1f}px;min-width:0}} .item.on{{background:{c.selected};
color:{c.on_selected}}} .item.on .muted{{color:inherit}}
.item.hover{{background:{c.stripe}}} .list.ruled>.item{{border-bottom:1px solid {c.border}}}
.list.round>.item{{border-radius:{t.radius}px}} .nav{{display:flex;align-items:center;gap:.6em;
padding:{t.pad_y + 2:.1f}px {t.pad_x:.1f}px;color:inherit}} .nav.on{{background:{c.selected};
color:{c.on_selected}}}
.nav.bar{{box-shadow:inset 3px 0 {c.accent};font-weight:600}} .menubar{{display:flex;
background:{c.surface};white-space:nowrap}}
.menubar>span{{padding:{max(1, t.pad_y * 0.6):.1f}px {max(4, t.pad_x * 0.7):.1f}px}}
.menubar>span.on{{background:{c.selected};color:{c.on_selected}}}
.popup{{position:absolute;background:{c.surface};color:{c.text};border:1px solid {c.border};
padding:{0 if t.menus == "flat" else 4}px {4 if t.menus == "round" else 0}px;white-space:nowrap;
{_popup(t)}}} .mi{{display:flex;align-items:center;gap:.6em;
padding:{max(1, t.pad_y * 0.7):.1f}px {max(6, t.pad_x * 0.9):.1f}px;
{"border-radius:5px;" if t.menus == "round" else ""}}} .mi.on{{background:{c.selected};
color:{c.on_selected}}} .mi .key{{margin-left:auto;padding-left:2em;opacity:.7}} .sep{{height:1px;
background:{c.border};margin:3px 0}} .mi>.slot{{width:1.2em;flex:none}}"""


def _popup(t: Theme) -> str:
    return {
        "flat": "box-shadow:2px 2px 3px #0004;",
        "round": "border-radius:9px;box-shadow:0 3px 12px #0005;",
        "bevel": _bevel(t),
        "shadow": "box-shadow:0 6px 20px #0006;",
    }[t.menus]


def _windows(t: Theme) -> str:
    c = t.colours
    bar = (
        f"background:linear-gradient({c.accent},{c.accent}bb);"
        if t.gradient
        else f"background:{c.accent if t.bevel else c.header};"
    )
    ink = c.on_accent if t.bevel or t.gradient or c.header == c.accent else c.text
    radius = t.radius if t.radius < 12 else 10
    return f""".win{{position:absolute;display:flex;flex-direction:column;background:{c.page};
border:{_bevel(t)[7:] if t.bevel else f"1px solid {c.border};"}border-radius:{radius}px {radius}px 0 0;
overflow:hidden;box-shadow:{"none" if t.bevel else "0 4px 22px #0006"}}}
.bar{{display:flex;align-items:center;gap:.5em;padding:{max(2, t.pad_y * 0.7):.1f}px .5em;{bar}color:{ink};
white-space:nowrap;flex:none;min-height:1.9em}} .bar .wb{{width:1.5em;height:1.35em;display:inline-flex;
align-items:center;justify-content:center;flex:none}} .bar .wb.boxed{{background:{c.button};color:{c.text};
{_bevel(t) if t.bevel else f"border:1px solid {c.border};border-radius:3px;"}}}
.bar .dotb{{width:.85em;height:.85em;border-radius:99px;flex:none}} .bar.idle{{filter:grayscale(1);
opacity:.85}} .scrim{{position:absolute;inset:0}} .dialog{{position:absolute;background:{c.surface};
border:1px solid {c.border};border-radius:{t.radius}px;box-shadow:0 8px 40px #0007;display:flex;
flex-direction:column}}
.status{{display:flex;gap:1em;align-items:center;padding:2px .6em;border-top:1px solid {c.border};
background:{c.surface};font-size:.9em;white-space:nowrap;overflow:hidden;flex:none}} .tools{{display:flex;
align-items:center;gap:{max(1, t.gap * 0.3):.1f}px;padding:{max(2, t.pad_y * 0.5):.1f}px .4em;
background:{c.surface};overflow:hidden;flex:none}}
.tools>.vsep{{width:1px;align-self:stretch;background:{c.border};margin:2px .2em}}"""


def _rest(t: Theme) -> str:
    c = t.colours
    sb = {"thin": 8, "wide": 14, "arrows": 16, "overlay": 7}[t.scroll]
    return f""".sb{{flex:none;width:{sb}px;
background:{"transparent" if t.scroll == "overlay" else c.stripe};position:relative;display:flex;
flex-direction:column;align-self:stretch}} .sb.h{{width:auto;height:{sb}px;flex-direction:row}}
.sb .thumb{{background:{c.button if t.scroll == "arrows" else c.faint};
border-radius:{0 if t.scroll in ("arrows", "wide") else 9}px;{_bevel(t) if t.bevel else ""}flex:none;
{f"border:1px solid {c.border};" if t.scroll == "arrows" and not t.bevel else ""}}} .sb .cap{{flex:none;
width:{sb}px;height:{sb}px;background:{c.button};display:flex;align-items:center;justify-content:center;
{_bevel(t) if t.bevel else ""}}}
.chip{{display:inline-flex;align-items:center;gap:.3em;padding:.1em .65em;
border-radius:{99 if t.radius else 0}px;background:{c.stripe};border:1px solid {c.border};font-size:.88em;
white-space:nowrap}} .badge{{display:inline-block;padding:0 .5em;
border-radius:{99 if t.radius > 2 else 2}px;background:{c.accent};
color:{c.on_accent};font-size:.8em;line-height:1.45;white-space:nowrap}} .badge.ok{{background:{c.success};
color:#fff}} .badge.bad{{background:{c.danger};color:#fff}} .prog{{height:.7em;background:{c.border};
border-radius:{t.radius}px;overflow:hidden;min-width:5em}} .prog>i{{display:block;height:100%;
background:{c.accent}}}
.tip{{position:absolute;background:{"#333" if not c.dark else "#eee"};
color:{"#fff" if not c.dark else "#111"};padding:.25em .6em;border-radius:{min(t.radius, 5)}px;
font-size:.9em;white-space:nowrap}} .alert{{padding:{t.gap:.1f}px;border-left:4px solid {c.accent};
background:{c.stripe}}}
.avatar{{width:2.2em;height:2.2em;border-radius:99px;background:{c.accent};color:{c.on_accent};
display:inline-flex;align-items:center;justify-content:center;flex:none;font-size:.9em}}
.code{{font-family:'{t.mono}';white-space:pre;background:{c.field};line-height:1.35}} .grid{{display:grid;
gap:{t.gap:.1f}px}} .grid>*{{min-width:0;overflow:hidden}}
.bubble{{padding:.5em .8em;border-radius:{max(4, t.radius)}px;background:{c.stripe};max-width:65%;
width:fit-content}} .bubble.me{{background:{c.accent};color:{c.on_accent};align-self:flex-end}}
img{{display:block}}"""

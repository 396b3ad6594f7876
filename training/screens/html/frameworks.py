"""The CSS frameworks that pages are dressed in, described by their class names.

Promises: none of the frameworks that evaluation shows is here, nor any that is built upon one of them.

A look of a widget is the classes of its usual tag, or a whole template: `$root` stands for the attributes of
the truth (and inline style), `$label` for its text, `$ticked` and `$typed` for what an input needs. A class
`state?name` is there in that state only.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from training.kept_apart import JUDGED_FRAMEWORKS

FORBIDDEN = (
    "bootstrap",
    "ttkbootstrap",
    "admin-lte",
    "coreui",
    "halfmoon",
    "mdb",
    "bootswatch",
    "bulma",
    "foundation",
    "tabler",
    "98.css",
    "xp.css",
    "7.css",
    "fomantic",
    "semantic-ui",
    "uikit",
    "patternfly",
    "@primer",
    "picocss",
    "materialize",
    "spectre",
    "govuk",
    "purecss",
    "blueprint",
    "photonkit",
    "clr",
)
"""Parts of package names that only evaluation may show, or that are built upon those."""


@dataclass(frozen=True, slots=True)
class Look:
    """One of the looks of a framework: its files, whether it is its dark one, attributes of html and body."""

    name: str
    files: tuple[str, ...]
    dark: bool = False
    html: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class Framework:
    """Class names and small templates of a framework's widgets; empty where our own look is kept."""

    looks: tuple[Look, ...]
    button: tuple[str, ...] = ("",)
    primary: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    entry: tuple[str, ...] = ("",)
    spin: tuple[str, ...] = ()
    combo: tuple[str, ...] = ("",)
    multi: tuple[str, ...] = ("",)
    check: tuple[str, ...] = ("",)
    radio: tuple[str, ...] = ("",)
    switch: tuple[str, ...] = ()
    slider: tuple[str, ...] = ("",)
    tabs: str = ""
    tab: str = ""
    badge: tuple[str, ...] = ()
    chip: tuple[str, ...] = ()
    link: str = ""
    table: tuple[str, ...] = ("",)
    thead: str = ""
    tbody: str = ""
    also: Mapping[str, str] = field(default_factory=dict)  # Our classes, joined by dots, and what joins them.
    css: str = ""  # Mends what needs scripts or other markup than ours.


def _looks(package: str, pattern: str, names: str, **more: str) -> tuple[Look, ...]:
    """Looks that differ in one word of a file's name."""
    return tuple(
        Look(f"{package} {name}", (f"{package}/{pattern.format(name)}",), **more) for name in names.split()
    )  # type: ignore[arg-type]


def _one(package: str, *files: str, **more: str | bool) -> tuple[Look, ...]:
    return (Look(package, tuple(f"{package}/{file}" for file in files), **more),)  # type: ignore[arg-type]


def _after(box: str, label: str, root: str = "") -> str:
    """An input followed by the label that draws it, both in one element."""
    return f'<span class="{root}" $root><input class="{box}" id="$other" $ticked><label class="{label}" for="$other">$label</label></span>'


# fmt: off
_CLASSLESS = (
    Framework(looks=(*_one("water.css", "out/light.css"), Look("water.css dark", ("water.css/out/dark.css",)))),
    Framework(looks=(*_one("@exampledev/new.css", "new.css"), Look("@exampledev/new.css dark", ("@exampledev/new.css/new.css",), dark=True))),
    Framework(
        looks=(*_one("mvp.css", "mvp.css"), Look("mvp.css dark", ("mvp.css/mvp.css",), dark=True, html='color-mode="user"')),
        css="table{display:table}",
    ),
    Framework(
        looks=tuple(
            Look(f"sakura.css {name}", ("sakura.css/css/normalize.css", f"sakura.css/css/{name}.css"))
            for name in "sakura sakura-dark sakura-dark-solarized sakura-earthly sakura-ink sakura-pink sakura-vader".split()
        )
    ),
    Framework(looks=(*_one("simpledotcss", "simple.css"), Look("simpledotcss dark", ("simpledotcss/simple.css",), dark=True))),
    Framework(
        looks=_looks(
            "awsm.css", "dist/awsm_theme_{}.css", "big-stone black gondola mischka pastel-pink pearl-lusta tasman white"
        )
    ),
    Framework(looks=_one("tacit-css", "dist/tacit-css.css")),
    Framework(looks=_one("marx-css", "css/marx.css"), check=("", _after("", "")), radio=("", _after("", ""))),
)

_LIGHT = (
    Framework(looks=_one("milligram", "dist/milligram.css"), button=("", "button-outline"), primary=("",), more=("button-clear", "button-outline")),
    Framework(looks=_one("skeleton-css", "css/normalize.css", "css/skeleton.css"), primary=("button-primary",)),
    Framework(
        looks=_one("chota", "dist/chota.css"),
        button=("button", "button outline"), primary=("button primary",), more=("button secondary", "button dark", "button clear", "button error"),
        tabs="tabs", tab='<a class="selected?active" $root>$label</a>', badge=("tag is-small",), chip=("tag",), table=("", "striped"),
        also={"surface": "card"},
    ),
    Framework(
        looks=_looks("mini.css", "dist/mini-{}.css", "default dark nord"),
        primary=("primary",), more=("secondary", "tertiary", "inverse", "small"), table=("", "striped", "hoverable"), badge=('<mark class="tag">$label</mark>', '<mark class="secondary">$label</mark>'),
        css="table{display:table!important;max-height:none!important;overflow:visible!important} thead{display:table-header-group!important;position:static!important;height:auto!important;width:auto!important;clip:auto!important;clip-path:none!important;-webkit-clip-path:none!important} "
        "tbody{display:table-row-group!important} tr{display:table-row!important;box-shadow:none} td,th{display:table-cell!important;position:static!important} td::before{content:none!important} input[type=checkbox],input[type=radio]{border:1px solid #888!important}",
    ),
    Framework(
        looks=_one("picnic", "picnic.css"), primary=("",), button=("pseudo", ""), more=("warning", "error", "success"),
        check=('<label $root><input $ticked><span class="checkable">$label</span></label>',),
        radio=('<label $root><input $ticked><span class="checkable">$label</span></label>',),
        table=("primary", ""), badge=('<span class="label">$label</span>', '<span class="label warning">$label</span>'), also={"surface": "card"},
        css="label:has(.checkable:empty){width:1.5em!important} .label{position:static;transform:none;display:inline-block}",
    ),
    Framework(
        looks=_one("turretcss", "dist/turretcss.min.css"), button=("button", "button button-border"), primary=("button button-primary",), more=("button button-secondary", "button button-warning"),
        check=('<label class="control checkbox" $root><input $ticked><span class="control-indicator"></span><span class="control-label">$label</span></label>',),
        radio=('<label class="control radio" $root><input $ticked><span class="control-indicator"></span><span class="control-label">$label</span></label>',),
        combo=('<label class="select" $root><select $off>$choices</select></label>', ""), table=("table", "table table-bordered"),
    ),
    Framework(
        looks=_one("w3-css", "w3.css"),
        button=("w3-button w3-border", "w3-btn w3-light-grey", "w3-button w3-white w3-border w3-round"), primary=("w3-btn w3-blue", "w3-button w3-teal", "w3-btn w3-black w3-round-large", "w3-button w3-green w3-round"),
        more=("w3-btn w3-red", "w3-btn w3-khaki", "w3-button w3-border w3-border-blue"), entry=("w3-input", "w3-input w3-border", "w3-input w3-border w3-round"), multi=("w3-input w3-border",),
        combo=("w3-select", "w3-select w3-border"), check=('<label $root><input class="w3-check" $ticked> <span>$label</span></label>',), radio=('<label $root><input class="w3-radio" $ticked> <span>$label</span></label>',),
        tabs="w3-bar w3-light-grey", tab="w3-bar-item w3-button selected?w3-blue", badge=("w3-badge w3-green", "w3-tag w3-teal", "w3-tag w3-round w3-red"), chip=("w3-tag w3-light-grey w3-border",),
        table=("w3-table", "w3-table w3-striped", "w3-table w3-bordered", "w3-table-all"), also={"surface": "w3-card", "alert": "w3-panel w3-pale-yellow", "item": "w3-padding", "list": "w3-ul w3-border"},
    ),
    Framework(
        looks=_one("muicss", "dist/css/mui.css"), button=("mui-btn", "mui-btn mui-btn--raised"), primary=("mui-btn mui-btn--primary", "mui-btn mui-btn--raised mui-btn--primary"),
        more=("mui-btn mui-btn--flat", "mui-btn mui-btn--danger", "mui-btn mui-btn--accent", "mui-btn mui-btn--flat mui-btn--primary"),
        entry=('<span class="mui-textfield" style="display:block;padding:0;margin:0"><input $root $typed></span>',), combo=('<span class="mui-select" style="display:block;padding:0;margin:0"><select $root $off>$choices</select></span>',),
        multi=('<span class="mui-textfield" style="display:block;padding:0;margin:0"><textarea $root placeholder="$hint" $off>$value</textarea></span>',),
        tabs='<ul class="mui-tabs__bar">$label</ul>', tab='<li class="selected?mui--is-active"><a $root>$label</a></li>', table=("mui-table", "mui-table mui-table--bordered"), also={"surface": "mui-panel"}, css=".mui-panel{margin:0;padding:0}",
    ),
    Framework(
        looks=_one("@blaze/css", "dist/blaze/blaze.css"), button=("c-button", "c-button c-button--ghost"), primary=("c-button c-button--brand", "c-button c-button--info"), more=("c-button c-button--success", "c-button c-button--error", "c-button c-button--rounded"),
        entry=("c-field",), multi=("c-field",), combo=("c-field",), check=('<label class="c-field c-field--choice" $root><input $ticked> $label</label>',), radio=('<label class="c-field c-field--choice" $root><input $ticked> $label</label>',),
        slider=("c-range", "c-range c-range--brand"),
        badge=("c-badge c-badge--brand", "c-badge c-badge--success", "c-badge c-badge--rounded c-badge--error"), chip=("c-badge c-badge--ghost",), link="c-link",
        also={"surface": "c-card", "alert": "c-alert"},
    ),
    Framework(
        looks=_one("cirrus-ui", "dist/cirrus.css"), button=("btn", "btn outline"), primary=("btn-primary", "btn-info", "btn-dark"), more=("btn-success", "btn-danger", "btn-link"), entry=("input", ""), combo=("select", ""), multi=("",),
        badge=('<span class="tag tag--info">$label</span>',), chip=('<span class="tag">$label</span>',), table=("table", "table striped", "table borderless"), also={"surface": "card"},
        tabs='<div class="tab-container tabs--fill"><ul style="width:100%">$label</ul></div>', tab='<li class="selected?selected"><div class="tab-item-content" $root>$label</div></li>', css=".card{margin:0} select{appearance:auto!important}",
    ),
)

_CRAFT = (
    Framework(
        looks=_one("papercss", "dist/paper.css"), button=("",), primary=("btn-secondary", "btn-primary"), more=("btn-success-outline", "btn-danger", "btn-warning", "btn-muted"),
        check=('<label class="paper-check" $root><input $ticked> <span>$label</span></label>',), radio=('<label class="paper-radio" $root><input $ticked> <span>$label</span></label>',),
        badge=("badge", "badge success", "badge danger"), also={"surface": "card"}, css=".paper-check,.paper-radio{display:inline-flex!important} .paper-check span,.paper-radio span{display:inline-block!important}",
    ),
    Framework(looks=_one("terminal.css", "dist/terminal.css"), button=("btn btn-default", "btn btn-default btn-ghost"), primary=("btn btn-primary",), more=("btn btn-error btn-ghost", "btn btn-primary btn-ghost"), also={"surface": "terminal-card", "alert": "terminal-alert"}),
    Framework(
        looks=tuple(Look(f"topcoat {name}", (f"topcoat/css/topcoat-{name}.css",), body=f'style="background:{ground};color:{ink}"') for name, ground, ink in (
            ("desktop-light", "#dfe2e2", "#454545"), ("desktop-dark", "#4c4c4c", "#c6c8c8"), ("mobile-light", "#dfe2e2", "#454545"), ("mobile-dark", "#4c4c4c", "#c6c8c8"))),
        button=("topcoat-button",), primary=("topcoat-button--cta",), more=("topcoat-button--quiet", "topcoat-button"), entry=("topcoat-text-input",), multi=("topcoat-textarea",), combo=("topcoat-text-input",),
        check=('<label class="topcoat-checkbox" $root><input $ticked><span class="topcoat-checkbox__checkmark" style="display:inline-block"></span> $label</label>',),
        radio=('<label class="topcoat-radio-button" $root><input $ticked><span class="topcoat-radio-button__checkmark" style="display:inline-block"></span> $label</label>',),
        slider=(),
        also={"surface": "topcoat-list__container", "bar": "topcoat-navigation-bar"}, css="textarea{padding:.5em;font-size:1em!important;line-height:1.35!important}",
    ),
    Framework(
        looks=_one("puppertino", "dist/css/full.css"), button=("p-btn",), primary=("p-btn p-prim-col",), more=("p-btn p-btn-round", "p-btn p-btn-destructive"), entry=("p-form-text p-form-no-validate",), multi=("p-form-text p-form-no-validate",),
        combo=('<div class="p-form-select" $root><select class="p-form-text">$choices</select></div>',), switch=('<label class="p-form-switch" $root><input $ticked><span></span></label>',), table=(),
        tabs="p-segmented-controls", tab='<a class="selected?active" $root>$label</a>',
    ),
)

_UI = Framework(
    looks=_looks("jquery-ui-themes", "themes/{}/jquery-ui.css", "base black-tie blitzer cupertino dark-hive dot-luv eggplant excite-bike flick hot-sneaks humanity le-frog mint-choc overcast pepper-grinder redmond smoothness south-street start sunny swanky-purse trontastic ui-darkness ui-lightness vader", body='class="ui-widget ui-widget-content" style="border:0"'),
    button=("ui-button ui-widget ui-corner-all",), primary=("ui-button ui-widget ui-state-active ui-corner-all", "ui-button ui-widget ui-corner-all"), more=("ui-button ui-widget ui-corner-all ui-state-highlight", "ui-button ui-widget"),
    entry=("ui-widget ui-widget-content ui-corner-all", ""), multi=("ui-widget ui-widget-content ui-corner-all",),
    combo=('<span class="ui-selectmenu-button ui-button ui-widget ui-state-default ui-corner-all disabled?ui-state-disabled" $root><span class="ui-selectmenu-icon ui-icon ui-icon-triangle-1-s"></span><span class="ui-selectmenu-text" style="display:block">$value</span></span>', ""),
    spin=('<span class="ui-spinner ui-widget ui-widget-content ui-corner-all disabled?ui-state-disabled" $root><input class="ui-spinner-input" value="$value"><a class="ui-spinner-button ui-spinner-up ui-corner-tr ui-button ui-widget ui-state-default ui-button-icon-only"><span class="ui-button-icon ui-icon ui-icon-triangle-1-n"></span></a><a class="ui-spinner-button ui-spinner-down ui-corner-br ui-button ui-widget ui-state-default ui-button-icon-only"><span class="ui-button-icon ui-icon ui-icon-triangle-1-s"></span></a></span>',),
    check=("", '<label class="ui-checkboxradio-label ui-button ui-widget ui-corner-all checked?ui-state-active disabled?ui-state-disabled" $root><span class="ui-checkboxradio-icon ui-corner-all ui-icon ui-icon-background checked?ui-icon-check checked?ui-state-checked"></span> $label</label>'),
    radio=("",),
    slider=('<div class="ui-slider ui-slider-horizontal ui-widget ui-widget-content ui-corner-all disabled?ui-state-disabled" $root><div class="ui-slider-range ui-widget-header ui-slider-range-min" style="width:$at%"></div><span class="ui-slider-handle ui-state-default ui-corner-all" style="left:$at%"></span></div>',),
    tabs='<div class="ui-tabs ui-widget ui-widget-content ui-corner-all"><ul class="ui-tabs-nav ui-widget-header ui-corner-all" style="display:flex">$label</ul></div>', tab='<li class="ui-tabs-tab ui-state-default ui-corner-top selected?ui-tabs-active selected?ui-state-active" $root><a class="ui-tabs-anchor">$label</a></li>',
    badge=("ui-state-highlight ui-corner-all", "ui-state-error ui-corner-all"), chip=("ui-state-default ui-corner-all",), table=("ui-widget ui-widget-content", "ui-widget"), thead="ui-widget-header",
    also={"surface": "ui-widget-content ui-corner-all", "bar": "ui-widget-header ui-corner-all", "tools": "ui-widget-header", "popup": "ui-menu ui-widget ui-widget-content", "mi": "ui-menu-item-wrapper", "mi.on": "ui-state-active", "menubar": "ui-widget-header", "item.on": "ui-state-active",
          "alert": "ui-state-highlight ui-corner-all", "win": "ui-widget ui-widget-content ui-dialog", "dialog": "ui-widget ui-widget-content", "line": "ui-state-default"},
    css=".ui-tabs{padding:2px;width:fit-content;max-width:100%} .ui-tabs-nav{margin:0;padding:.2em .2em 0} .ui-state-default.o-line,.ui-state-default.o-line *{font-weight:inherit} .ui-widget-content .ui-state-highlight{padding:0 .4em} .ui-spinner{display:inline-block} .ui-menu{display:block} .o-line.ui-state-default{border-width:0 0 1px;background:none;color:inherit}",
)

_PRIME = Framework(
    looks=tuple(Look(f"primereact {name}", ("primereact/resources/primereact.css", f"primereact/resources/themes/{name}/theme.css"), body='class="p-datatable p-component" style="background:var(--surface-ground,var(--surface-b));color:var(--text-color)"') for name in (
        "arya-blue arya-orange fluent-light lara-dark-indigo lara-dark-teal lara-light-blue lara-light-purple lara-light-teal luna-amber luna-blue luna-green luna-pink md-dark-deeppurple md-light-indigo mdc-dark-indigo mdc-light-deeppurple mira nano nova nova-accent nova-alt rhea saga-blue saga-green saga-orange saga-purple soho-dark soho-light vela-blue vela-green viva-dark viva-light").split()),
    button=("p-button p-component p-button-secondary", "p-button p-component p-button-outlined", "p-button p-component"), primary=("p-button p-component",), more=("p-button p-component p-button-text", "p-button p-component p-button-danger", "p-button p-component p-button-success p-button-raised", "p-button p-component p-button-rounded"),
    entry=("p-inputtext p-component", "p-inputtext p-component", "p-inputtext p-component p-inputtext-sm"), multi=("p-inputtextarea p-inputtext p-component",),
    combo=('<div class="p-dropdown p-component disabled?p-disabled" $root><span class="p-dropdown-label p-inputtext">$value</span><div class="p-dropdown-trigger">$down</div></div>',),
    check=('<label style="display:inline-flex;gap:.5rem;align-items:center" $root><div class="p-checkbox p-component checked?p-checkbox-checked disabled?p-checkbox-disabled"><div class="p-checkbox-box checked?p-highlight disabled?p-disabled"><span class="p-checkbox-icon">$mark</span></div></div><span>$label</span></label>',),
    radio=('<label style="display:inline-flex;gap:.5rem;align-items:center" $root><div class="p-radiobutton p-component checked?p-radiobutton-checked disabled?p-radiobutton-disabled"><div class="p-radiobutton-box checked?p-highlight disabled?p-disabled"><div class="p-radiobutton-icon"></div></div></div><span>$label</span></label>',),
    switch=('<div class="p-inputswitch p-component checked?p-inputswitch-checked disabled?p-disabled" $root><span class="p-inputswitch-slider"></span></div>',),
    slider=('<div style="padding:.6rem 0" $root><div class="p-slider p-component p-slider-horizontal disabled?p-disabled"><span class="p-slider-range" style="width:$at%"></span><span class="p-slider-handle" style="left:$at%"></span></div></div>',),
    tabs='<div class="p-tabview p-component"><ul class="p-tabview-nav">$label</ul></div>', tab='<li class="selected?p-highlight"><a class="p-tabview-nav-link" $root><span class="p-tabview-title">$label</span></a></li>',
    badge=("p-tag p-component", "p-tag p-component p-tag-success", "p-badge p-component p-badge-danger"), chip=('<div class="p-chip p-component"><div class="p-chip-text">$label</div></div>',), thead="p-datatable-thead", tbody="p-datatable-tbody",
    also={"surface": "p-card p-component", "popup": "p-menu p-component", "dialog": "p-dialog p-component", "tools": "p-toolbar"},
    css=".p-menu{width:auto} .p-toolbar{border-radius:0;padding:.4rem} .p-dropdown-label{display:block;overflow:hidden;text-overflow:clip;white-space:nowrap;flex:1} .p-dialog{max-height:none;transform:none} .p-datatable-tbody>tr:first-child>td{outline:0}",
)

_ANT = Framework(
    looks=tuple(Look(f"antd {name or 'light'}", (f"antd/dist/antd{name}.min.css",), body='class="ant-table"' if not name else f'class="ant-table" style="{ground}"') for name, ground in (("", ""), (".dark", "background:#141414;color:#d9d9d9"), (".compact", "background:#fff"))),
    button=("ant-btn ant-btn-default", "ant-btn ant-btn-default", "ant-btn ant-btn-dashed"), primary=("ant-btn ant-btn-primary",), more=("ant-btn ant-btn-text", "ant-btn ant-btn-primary ant-btn-dangerous", "ant-btn ant-btn-link", "ant-btn ant-btn-default ant-btn-round"), entry=("ant-input", "ant-input", "ant-input ant-input-lg", "ant-input ant-input-sm"), multi=("ant-input",),
    combo=('<div class="ant-select ant-select-single ant-select-show-arrow disabled?ant-select-disabled" $root><div class="ant-select-selector"><span class="ant-select-selection-item">$value</span></div><span class="ant-select-arrow">$down</span></div>',),
    spin=('<div class="ant-input-number disabled?ant-input-number-disabled" $root><div class="ant-input-number-handler-wrap" style="opacity:1"><span class="ant-input-number-handler ant-input-number-handler-up"></span><span class="ant-input-number-handler ant-input-number-handler-down"></span></div><div class="ant-input-number-input-wrap"><input class="ant-input-number-input" value="$value"></div></div>',),
    check=('<label class="ant-checkbox-wrapper disabled?ant-checkbox-wrapper-disabled" $root><span class="ant-checkbox checked?ant-checkbox-checked disabled?ant-checkbox-disabled"><input class="ant-checkbox-input" $ticked><span class="ant-checkbox-inner"></span></span><span>$label</span></label>',),
    radio=('<label class="ant-radio-wrapper disabled?ant-radio-wrapper-disabled" $root><span class="ant-radio checked?ant-radio-checked disabled?ant-radio-disabled"><input class="ant-radio-input" $ticked><span class="ant-radio-inner"></span></span><span>$label</span></label>',),
    switch=('<button class="ant-switch checked?ant-switch-checked disabled?ant-switch-disabled" $root><div class="ant-switch-handle"></div><span class="ant-switch-inner"></span></button>', '<button class="ant-switch ant-switch-small checked?ant-switch-checked disabled?ant-switch-disabled" $root><div class="ant-switch-handle"></div><span class="ant-switch-inner"></span></button>'),
    slider=('<div class="ant-slider ant-slider-horizontal disabled?ant-slider-disabled" $root><div class="ant-slider-rail"></div><div class="ant-slider-track" style="left:0;width:$at%"></div><div class="ant-slider-step"></div><div class="ant-slider-handle" style="left:$at%;transform:translateX(-50%)"></div></div>',),
    tabs='<div class="ant-tabs ant-tabs-top ant-tabs-card"><div class="ant-tabs-nav"><div class="ant-tabs-nav-wrap"><div class="ant-tabs-nav-list">$label</div></div></div></div>', tab='<div class="ant-tabs-tab selected?ant-tabs-tab-active" $root><div class="ant-tabs-tab-btn">$label</div></div>',
    badge=("ant-tag ant-tag-green", "ant-tag ant-tag-red", "ant-tag ant-tag-blue"), chip=("ant-tag",), thead="ant-table-thead", tbody="ant-table-tbody", also={"surface": "ant-card ant-card-bordered", "popup": "ant-dropdown-menu", "mi": "ant-dropdown-menu-item", "alert": "ant-alert ant-alert-info"},
    css=".ant-table{overflow:hidden;line-height:1.5715} .ant-select{width:fit-content;min-width:6em} .ant-tabs-nav{margin:0}",
)

_ELEMENT = Framework(
    looks=_one("element-ui", "packages/theme-chalk/lib/index.css"), button=("el-button el-button--default", "el-button el-button--default el-button--small"), primary=("el-button el-button--primary", "el-button el-button--primary el-button--small"), more=("el-button el-button--success is-plain", "el-button el-button--danger", "el-button el-button--text", "el-button el-button--warning is-round"),
    entry=('<div class="el-input disabled?is-disabled"><input class="el-input__inner" $root $typed></div>', '<div class="el-input el-input--small disabled?is-disabled"><input class="el-input__inner" $root $typed></div>'), multi=('<div class="el-textarea"><textarea class="el-textarea__inner" $root placeholder="$hint" $off>$value</textarea></div>',),
    combo=('<div class="el-select" $root><div class="el-input el-input--suffix disabled?is-disabled"><input class="el-input__inner" value="$value" $off><span class="el-input__suffix" style="display:flex;align-items:center;padding:0 6px">$down</span></div></div>',),
    spin=('<div class="el-input-number disabled?is-disabled" $root><span class="el-input-number__decrease"><b>−</b></span><span class="el-input-number__increase"><b>+</b></span><div class="el-input disabled?is-disabled"><input class="el-input__inner" value="$value" $off></div></div>',),
    check=('<label class="el-checkbox checked?is-checked disabled?is-disabled" $root><span class="el-checkbox__input checked?is-checked disabled?is-disabled"><span class="el-checkbox__inner"></span></span><span class="el-checkbox__label">$label</span></label>',),
    radio=('<label class="el-radio checked?is-checked disabled?is-disabled" $root><span class="el-radio__input checked?is-checked disabled?is-disabled"><span class="el-radio__inner"></span></span><span class="el-radio__label">$label</span></label>',),
    switch=('<div class="el-switch checked?is-checked disabled?is-disabled" $root><span class="el-switch__core" style="width:40px"></span></div>',), slider=('<div class="el-slider" $root><div class="el-slider__runway disabled?disabled" style="margin:10px 0"><div class="el-slider__bar" style="width:$at%"></div><div class="el-slider__button-wrapper" style="left:$at%"><div class="el-slider__button"></div></div></div></div>',),
    tabs='<div class="el-tabs el-tabs--top el-tabs--card"><div class="el-tabs__header is-top" style="margin:0"><div class="el-tabs__nav">$label</div></div></div>', tab="el-tabs__item is-top selected?is-active", badge=("el-tag el-tag--success", "el-tag el-tag--danger el-tag--small", "el-tag el-tag--dark"), chip=("el-tag el-tag--info",), link="el-link el-link--primary",
    table=("el-table", "el-table el-table--border"), also={"surface": "el-card is-always-shadow", "popup": "el-dropdown-menu el-popper", "mi": "el-dropdown-menu__item", "alert": "el-alert el-alert--warning is-light"}, css="table.el-table{display:table;width:auto} .el-table td,.el-table th{padding:.6em .8em;border-bottom:1px solid #ebeef5} .el-popper{margin:0}",
)

_VIEW = Framework(
    looks=_one("view-design", "dist/styles/iview.css"), button=("ivu-btn ivu-btn-default", "ivu-btn ivu-btn-dashed"), primary=("ivu-btn ivu-btn-primary", "ivu-btn ivu-btn-info"), more=("ivu-btn ivu-btn-success", "ivu-btn ivu-btn-error ivu-btn-ghost", "ivu-btn ivu-btn-text", "ivu-btn ivu-btn-warning ivu-btn-circle"), entry=("ivu-input ivu-input-default", "ivu-input ivu-input-large", "ivu-input ivu-input-small"), multi=("ivu-input",),
    combo=('<div class="ivu-select ivu-select-single disabled?ivu-select-disabled" $root><div class="ivu-select-selection" style="display:flex;align-items:center;padding-right:6px"><span class="ivu-select-selected-value" style="flex:1">$value</span>$down</div></div>',),
    check=('<label class="ivu-checkbox-wrapper disabled?ivu-checkbox-wrapper-disabled" $root><span class="ivu-checkbox checked?ivu-checkbox-checked disabled?ivu-checkbox-disabled"><span class="ivu-checkbox-inner"></span></span> <span>$label</span></label>',), radio=('<label class="ivu-radio-wrapper disabled?ivu-radio-wrapper-disabled" $root><span class="ivu-radio checked?ivu-radio-checked disabled?ivu-radio-disabled"><span class="ivu-radio-inner"></span></span> <span>$label</span></label>',),
    switch=('<div class="ivu-switch checked?ivu-switch-checked disabled?ivu-switch-disabled" $root><span class="ivu-switch-inner"></span></div>',), slider=('<div class="ivu-slider disabled?ivu-slider-disabled" style="padding:8px 0" $root><div class="ivu-slider-wrap" style="margin:0"><div class="ivu-slider-bar" style="width:$at%;left:0"></div><div class="ivu-slider-button-wrap" style="left:$at%"><div class="ivu-slider-button"></div></div></div></div>',),
    tabs='<div class="ivu-tabs"><div class="ivu-tabs-bar" style="margin:0"><div class="ivu-tabs-nav" style="float:none">$label</div></div></div>', tab="ivu-tabs-tab selected?ivu-tabs-tab-active selected?ivu-tabs-tab-focused", badge=("ivu-tag ivu-tag-success ivu-tag-checked", "ivu-tag ivu-tag-default ivu-tag-checked"), chip=("ivu-tag ivu-tag-default",), table=("ivu-table", "ivu-table ivu-table-border"),
    also={"surface": "ivu-card ivu-card-bordered", "mi": "ivu-dropdown-item", "alert": "ivu-alert ivu-alert-info"}, css=".ivu-table td,.ivu-table th{padding:.6em .8em} table.ivu-table{display:table;width:auto;overflow:visible} .ivu-tabs-tab-active{box-shadow:inset 0 -2px #2d8cf0}",
)

_MATERIAL = Framework(
    looks=_looks("material-design-lite", "dist/material.{}.min.css", "amber-green blue-orange blue_grey-light_green cyan-orange deep_orange-light_green green-pink indigo-blue lime-purple purple-blue teal-light_blue red-indigo", body='style="background:#fafafa;color:#212121;font-size:15px"'),
    button=("mdl-button", "mdl-button mdl-button--raised"), primary=("mdl-button mdl-button--raised mdl-button--colored", "mdl-button mdl-button--raised mdl-button--accent", "mdl-button mdl-button--primary"), more=("mdl-button mdl-button--accent", "mdl-button mdl-button--raised"), entry=("mdl-textfield__input",), multi=("mdl-textfield__input",), combo=("mdl-textfield__input",),
    check=('<label class="mdl-checkbox is-upgraded checked?is-checked disabled?is-disabled" $root><span class="mdl-checkbox__label">$label</span><span class="mdl-checkbox__box-outline"><span class="mdl-checkbox__tick-outline"></span></span></label>',), radio=('<label class="mdl-radio is-upgraded checked?is-checked disabled?is-disabled" $root><span class="mdl-radio__label">$label</span><span class="mdl-radio__outer-circle"></span><span class="mdl-radio__inner-circle"></span></label>',),
    switch=('<label class="mdl-switch is-upgraded checked?is-checked disabled?is-disabled" $root><span class="mdl-switch__label"></span><div class="mdl-switch__track"></div><div class="mdl-switch__thumb"></div></label>',), slider=(),
    tabs='<div class="mdl-tabs is-upgraded"><div class="mdl-tabs__tab-bar" style="justify-content:flex-start">$label</div></div>', tab='<a class="mdl-tabs__tab selected?is-active" $root>$label</a>', chip=('<span class="mdl-chip"><span class="mdl-chip__text">$label</span></span>',), badge=("mdl-color--accent mdl-color-text--white",), table=("mdl-data-table mdl-shadow--2dp", "mdl-data-table"),
    also={"surface": "mdl-shadow--2dp", "mi": "mdl-menu__item"}, css=".mdl-tabs__tab.is-active{box-shadow:inset 0 -2px currentColor} .mdl-switch{width:36px!important} .mdl-data-table td,.mdl-data-table th{text-align:left;padding:10px 14px} .mdl-badge{position:static} .mdl-menu__item{opacity:1;min-width:0}",
)

_CARBON = Framework(
    looks=_one("carbon-components", "css/carbon-components.min.css"), button=("bx--btn bx--btn--secondary", "bx--btn bx--btn--tertiary"), primary=("bx--btn bx--btn--primary", "bx--btn bx--btn--primary bx--btn--sm"), more=("bx--btn bx--btn--ghost", "bx--btn bx--btn--danger", "bx--btn bx--btn--secondary bx--btn--sm"), entry=("bx--text-input", "bx--text-input bx--text-input--sm", "bx--text-input bx--text-input--light"), multi=("bx--text-area",),
    combo=('<div class="bx--select" $root><div class="bx--select-input__wrapper" style="width:100%"><select class="bx--select-input" $off>$choices</select><span class="bx--select__arrow" style="display:flex;align-items:center;height:100%;top:0">$down</span></div></div>',), check=(_after("bx--checkbox", "bx--checkbox-label", "bx--form-item bx--checkbox-wrapper"),),
    radio=('<span class="bx--radio-button-wrapper" $root><input class="bx--radio-button" id="$other" $ticked><label class="bx--radio-button__label" for="$other"><span class="bx--radio-button__appearance"></span><span>$label</span></label></span>',),
    switch=('<div class="bx--form-item" $root><input class="bx--toggle-input" id="$other" $ticked><label class="bx--toggle-input__label" for="$other" style="margin:0"><span class="bx--toggle__switch" style="margin:0"></span></label></div>',), slider=('<div class="bx--slider" style="margin:0;min-width:6rem;padding:1rem 0" $root><div class="bx--slider__thumb" style="left:$at%"></div><div class="bx--slider__track"></div><div class="bx--slider__filled-track" style="transform:translate(0,-50%) scaleX(.$at)"></div></div>', ),
    tabs='<div class="bx--tabs--scrollable"><ul class="bx--tabs--scrollable__nav">$label</ul></div>', tab='<li class="bx--tabs--scrollable__nav-item selected?bx--tabs--scrollable__nav-item--selected" $root><a class="bx--tabs--scrollable__nav-link">$label</a></li>', badge=("bx--tag bx--tag--blue", "bx--tag bx--tag--red", "bx--tag bx--tag--green"), chip=("bx--tag bx--tag--gray",), link="bx--link", table=("bx--data-table", "bx--data-table bx--data-table--zebra", "bx--data-table bx--data-table--compact"),
    also={"surface": "bx--tile", "alert": "bx--inline-notification--low-contrast"}, css=".bx--tile{padding:0;min-height:0;min-width:0} .bx--checkbox-wrapper{margin:0} .bx--form-item{flex:none!important} .bx--tabs--scrollable{height:auto}",
)

_LIGHTNING = Framework(
    looks=_one("@salesforce-ux/design-system", "assets/styles/salesforce-lightning-design-system.min.css"), button=("slds-button slds-button_neutral",), primary=("slds-button slds-button_brand",), more=("slds-button slds-button_outline-brand", "slds-button slds-button_destructive", "slds-button slds-button_success"), entry=("slds-input",), multi=("slds-textarea",), combo=("slds-select", '<div class="slds-select_container"><select class="slds-select" $root $off>$choices</select></div>'),
    check=('<span class="slds-checkbox" $root><input id="$other" $ticked><label class="slds-checkbox__label" for="$other"><span class="slds-checkbox_faux"></span><span class="slds-form-element__label">$label</span></label></span>',), radio=('<span class="slds-radio" $root><input id="$other" $ticked><label class="slds-radio__label" for="$other"><span class="slds-radio_faux"></span><span class="slds-form-element__label">$label</span></label></span>',),
    slider=(), tabs='<div class="slds-tabs_default"><ul class="slds-tabs_default__nav">$label</ul></div>', tab='<li class="slds-tabs_default__item selected?slds-is-active" $root><a class="slds-tabs_default__link">$label</a></li>', badge=("slds-badge", "slds-badge slds-theme_success", "slds-badge slds-theme_error"), chip=('<span class="slds-pill"><span class="slds-pill__label">$label</span></span>',), table=("slds-table slds-table_cell-buffer slds-table_bordered", "slds-table slds-table_bordered slds-table_col-bordered"),
    also={"surface": "slds-card", "alert": "slds-theme_warning"}, css=".slds-card+.slds-card{margin:0}",
)

_DAISY = Framework(
    looks=tuple(Look(f"daisyui {name}", ("daisyui/dist/unstyled.css", "daisyui/dist/themes.css", "daisyui/dist/styled.css"), html=f'data-theme="{name}"', body='style="background:hsl(var(--b1));color:hsl(var(--bc))"') for name in (
        "light dark cupcake bumblebee emerald corporate synthwave retro cyberpunk valentine halloween garden forest aqua lofi pastel fantasy wireframe black luxury dracula cmyk autumn business acid lemonade night coffee winter").split()),
    button=("btn", "btn btn-outline", "btn btn-sm"), primary=("btn btn-primary", "btn btn-secondary", "btn btn-primary btn-sm"), more=("btn btn-ghost", "btn btn-accent", "btn btn-error", "btn btn-outline btn-primary"), entry=("input input-bordered", "input input-bordered input-sm", "input input-bordered input-primary"), multi=("textarea textarea-bordered",), combo=("select select-bordered", "select select-bordered select-sm", "select select-bordered select-primary"),
    check=('<label style="display:inline-flex;align-items:center;gap:.5rem" $root><input class="checkbox" $ticked><span>$label</span></label>', '<label style="display:inline-flex;align-items:center;gap:.5rem" $root><input class="checkbox checkbox-primary checkbox-sm" $ticked><span>$label</span></label>'), radio=('<label style="display:inline-flex;align-items:center;gap:.5rem" $root><input class="radio radio-primary" $ticked><span>$label</span></label>',), switch=('<input class="toggle toggle-primary" $root $ticked>', '<input class="toggle" $root $ticked>'), slider=("range range-primary", "range range-xs"),
    tabs="tabs", tab='<a class="tab tab-lifted selected?tab-active" $root>$label</a>', badge=("badge badge-primary", "badge badge-success", "badge badge-outline"), chip=("badge badge-ghost",), link="link link-primary", table=("table", "table table-zebra"), also={"surface": "card", "alert": "alert"},
    css="*{border:0 solid} .tabs{display:flex;flex-wrap:wrap} .input,.textarea,.select{border:1px solid hsl(var(--bc)/.25)} .table th:first-child{position:static} .card{display:block} button.btn{border:1px solid transparent} .btn-outline{border-color:currentColor!important} table td,table th{padding:.6rem .8rem} h1,h2,h3,p{margin:.3em 0}",
)

_MDUI = Framework(
    looks=tuple(Look(f"mdui {shade} {accent}", ("mdui/dist/css/mdui.min.css",), body=f'class="mdui-theme-layout-{shade} mdui-theme-primary-{accent} mdui-theme-accent-{other}"' + (' style="background:#303030;color:#fff"' if shade == "dark" else ' style="background:#fff;color:#212121"')) for shade, accent, other in (
        ("light", "indigo", "pink"), ("dark", "teal", "amber"), ("light", "deep-orange", "blue"), ("dark", "purple", "lime"), ("light", "green", "red"))),
    button=("mdui-btn", "mdui-btn mdui-btn-raised"), primary=("mdui-btn mdui-btn-raised mdui-color-theme-accent", "mdui-btn mdui-color-theme"), more=("mdui-btn mdui-text-color-theme-accent", "mdui-btn mdui-btn-dense mdui-btn-raised"), entry=('<div class="mdui-textfield" style="padding:0"><input class="mdui-textfield-input" $root $typed></div>',), multi=('<div class="mdui-textfield" style="padding:0"><textarea class="mdui-textfield-input" $root placeholder="$hint" $off>$value</textarea></div>',), combo=("mdui-select",),
    check=('<label class="mdui-checkbox" $root><input $ticked><i class="mdui-checkbox-icon"></i>$label</label>',), radio=('<label class="mdui-radio" $root><input $ticked><i class="mdui-radio-icon"></i>$label</label>',), switch=('<label class="mdui-switch" $root><input $ticked><i class="mdui-switch-icon"></i></label>',), slider=(),
    tabs="mdui-tab", tab='<a class="selected?mdui-tab-active" style="opacity:1" $root>$label</a>', chip=('<div class="mdui-chip"><span class="mdui-chip-title">$label</span></div>',), table=("mdui-table",), also={"surface": "mdui-card", "popup": "mdui-shadow-8"}, css=".mdui-tab-active{box-shadow:inset 0 -2px} .mdui-table td,.mdui-table th{padding:8px 16px}",
)

_KENDO = Framework(
    looks=_looks("@progress/kendo-theme-default", "dist/{}.css", "default-main default-main-dark default-green default-nordic default-orange default-purple default-turquoise default-urban default-ocean-blue", body='style="background:var(--kendo-color-app-surface,#fff);color:var(--kendo-color-on-app-surface,#333)"'),
    button=("k-button k-button-md k-rounded-md k-button-solid k-button-solid-base k-button-base",), primary=("k-button k-button-md k-rounded-md k-button-solid k-button-solid-primary k-button-primary",), more=("k-button k-button-md k-rounded-md k-button-flat k-button-flat-primary k-button-primary", "k-button k-button-sm k-rounded-md k-button-solid k-button-solid-error k-button-error"),
    entry=("k-textbox k-input k-input-md k-rounded-md k-input-solid",), multi=("k-textarea k-input k-input-md k-rounded-md k-input-solid k-input-inner",), combo=('<span class="k-picker k-dropdownlist k-picker-md k-rounded-md k-picker-solid disabled?k-disabled" $root><span class="k-input-inner"><span class="k-input-value-text">$value</span></span><span class="k-input-button k-button k-button-md k-icon-button k-button-solid k-button-solid-base k-button-base">$solid</span></span>',),
    check=('<label style="display:inline-flex;align-items:center;gap:.4em" $root><input class="k-checkbox k-checkbox-md k-rounded-md" $ticked><span>$label</span></label>',), radio=('<label style="display:inline-flex;align-items:center;gap:.4em" $root><input class="k-radio k-radio-md" $ticked><span>$label</span></label>',), slider=(),
    tabs='<div class="k-tabstrip k-tabstrip-top k-tabstrip-md"><div class="k-tabstrip-items-wrapper k-hstack"><ul class="k-tabstrip-items k-reset">$label</ul></div></div>', tab='<li class="k-tabstrip-item k-item selected?k-active" $root><span class="k-link"><span class="k-link-text">$label</span></span></li>', badge=('<span class="k-badge k-badge-solid k-badge-solid-primary k-badge-primary k-badge-md k-rounded-md" style="position:static">$label</span>',), chip=('<span class="k-chip k-chip-md k-rounded-md k-chip-solid k-chip-solid-base"><span class="k-chip-content">$label</span></span>',), table=("k-table k-table-md",), thead="k-table-thead", tbody="k-table-tbody",
    also={"surface": "k-card", "popup": "k-popup k-menu-popup"}, css="table.k-table{width:auto} .k-table td,.k-table th{padding:.5em .8em;border-bottom:1px solid #8883} .k-popup{padding:4px 0} .k-badge{transform:none} .k-card{display:block}",
)

_LAYUI = Framework(
    looks=_one("layui", "dist/css/layui.css"), button=("layui-btn layui-btn-primary", "layui-btn layui-btn-primary layui-btn-sm"), primary=("layui-btn", "layui-btn layui-bg-blue"), more=("layui-btn layui-btn-normal", "layui-btn layui-btn-danger layui-btn-sm", "layui-btn layui-btn-warm layui-btn-radius"), entry=("layui-input",), multi=("layui-textarea",), combo=('<div class="layui-form-select" $root><div class="layui-select-title"><input class="layui-input" value="$value"><i class="layui-edge"></i></div></div>',),
    switch=('<div class="layui-form-switch checked?layui-form-onswitch disabled?layui-checkbox-disabled" style="margin:0;min-width:44px" $root><i></i></div>',), tabs='<div class="layui-tab layui-tab-brief" style="margin:0"><ul class="layui-tab-title">$label</ul></div>', tab='<li class="selected?layui-this" $root>$label</li>', badge=("layui-badge", "layui-badge layui-bg-green", "layui-badge-rim"), table=("layui-table",), also={"surface": "layui-panel"}, css=".layui-table{margin:0;width:auto}",
)

_DIJIT = Framework(
    looks=tuple(Look(f"dijit {name}", ("dijit/themes/dijit.css", f"dijit/themes/{name}/{name}.css"), body=f'class="{name}" style="font-size:13px"') for name in "claro tundra soria nihilo".split()),
    button=('<span class="dijit dijitReset dijitInline dijitButton disabled?dijitButtonDisabled disabled?dijitDisabled" $root><span class="dijitReset dijitInline dijitButtonNode"><span class="dijitReset dijitStretch dijitButtonContents"><span class="dijitReset dijitInline dijitButtonText">$label</span></span></span></span>',),
    entry=('<div class="dijit dijitReset dijitInline dijitLeft dijitTextBox disabled?dijitTextBoxDisabled disabled?dijitDisabled" $root><div class="dijitReset dijitInputField dijitInputContainer"><input class="dijitReset dijitInputInner" $typed></div></div>',), multi=("dijitTextBox dijitTextArea",),
    combo=('<div class="dijit dijitReset dijitInline dijitLeft dijitTextBox dijitComboBox disabled?dijitComboBoxDisabled disabled?dijitDisabled" $root><div class="dijitReset dijitRight dijitButtonNode dijitArrowButton dijitDownArrowButton dijitArrowButtonContainer"><input class="dijitReset dijitInputField dijitArrowButtonInner" style="width:16px" disabled></div><div class="dijitReset dijitInputField dijitInputContainer"><input class="dijitReset dijitInputInner" value="$value" $off></div></div>',),
    check=('<label $root><div class="dijit dijitReset dijitInline dijitCheckBox checked?dijitCheckBoxChecked checked?dijitChecked disabled?dijitCheckBoxDisabled"></div> <span>$label</span></label>',), radio=('<label $root><div class="dijit dijitReset dijitInline dijitRadio checked?dijitRadioChecked checked?dijitChecked disabled?dijitRadioDisabled"></div> <span>$label</span></label>',), slider=(),
    tabs='<div class="dijitTabContainer dijitTabContainerTop"><div class="dijitTabListWrapper dijitTabContainerTop-tabs dijitTabNoLayout"><div class="nowrapTabStrip dijitTabContainerTop-tabs">$label</div></div></div>', tab='<div class="dijitTab selected?dijitTabChecked selected?dijitChecked" $root><div class="dijitTabContent"><span class="tabLabel">$label</span></div></div>', table=(),
    also={"tools": "dijitToolbar", "popup": "dijitMenu dijitMenuPassive", "menubar": "dijitMenuBar", "bar": "dijitDialogTitleBar"}, css=".dijitMenu{display:block} .dijitTabListWrapper{height:auto} .nowrapTabStrip{width:auto;position:static;display:flex}",
)

FRAMEWORKS: tuple[Framework, ...] = (
    *_CLASSLESS, *_LIGHT, *_CRAFT, _UI, _PRIME, _ANT, _ELEMENT, _VIEW, _MATERIAL, _CARBON, _LIGHTNING, _DAISY, _MDUI, _KENDO,
    _LAYUI, _DIJIT,
)
# fmt: on


def trained() -> tuple[Framework, ...]:
    """Those that training shows."""
    return tuple(framework for framework in FRAMEWORKS if framework not in judged())


def judged() -> tuple[Framework, ...]:
    """Those that it does not show, to judge by."""
    return tuple(
        framework for framework in FRAMEWORKS if framework.looks[0].files[0].startswith(JUDGED_FRAMEWORKS)
    )


def looks() -> list[tuple[Framework, Look]]:
    """Every look with its framework."""
    return [(framework, look) for framework in FRAMEWORKS for look in framework.looks]

# ruff: noqa: E501 - markup reads better unbroken
"""Pages of the held-out split for office work: Fomantic UI, UIkit, PatternFly, Blueprint."""

from __future__ import annotations

from evaluation.eyes.render.content import Content
from evaluation.eyes.render.web.page import Page, each, head, options, rows

_FOMANTIC = ("fomantic-ui-css/semantic.min.css",)


def pages() -> list[Page]:
    """All of them."""
    return [invoices(), branch(), transfer(), machines(), archive(), console()]


def invoices() -> Page:
    """Invoices with a menu open and a dialog that isn't modal."""
    c = Content(201)

    def row(number: int) -> list[str]:
        state = c.pick("Paid Due Overdue Draft")
        colour = {"Paid": "green", "Due": "blue", "Overdue": "red", "Draft": "grey"}[state]
        box = f'<div class="ui fitted checkbox"><input type="checkbox" id="row{number}" {"checked" if number == 4 else ""} aria-label="Select"><label for="row{number}"></label></div>'
        return [
            box,
            f'<a href="#">{c.id("INV", 6)}</a>',
            c.company(),
            c.person(),
            c.date(),
            c.date(),
            c.amount(100, 20000),
            f'<span class="ui {colour} label">{state}</span>',
        ]

    menu = each(["Customers", "Products", "Contracts"], '<a class="item" href="#">{}</a>')
    names = "inbox Incoming|paper plane Outgoing|archive Archive|chart bar Statistics|settings Settings"
    side = "".join(
        f'<a class="{"active " if "Outgoing" in n else ""}item" {"data-selected" if "Outgoing" in n else ""} href="#"><i class="{n.rsplit(" ", 1)[0]} icon"></i>{n.rsplit(" ", 1)[1]}</a>'
        for n in names.split("|")
    )
    body = f"""<div class="ui inverted menu" style="border-radius:0;margin:0"><div class="header item">Beacon Partners</div><a class="active item" data-selected href="#">Invoices</a>{menu}
<div class="right menu"><div class="item"><div class="ui icon input"><input placeholder="Search…"><i class="search icon"></i></div></div>
<div class="ui dropdown item active visible" data-role="menu" aria-expanded="true">Account<i class="dropdown icon"></i><div class="menu transition visible" style="display:block!important">{each(["Profile", "Change password", "Switch company", "Sign out"], '<div class="item" role="menuitem">{}</div>')}</div></div></div></div>
<div style="display:flex"><div class="ui vertical menu" style="margin:20px;width:220px;flex:none;align-self:flex-start">{side}</div>
<div style="flex:1;padding:20px"><h2 class="ui header">Outgoing invoices<div class="sub header">{c.number(120, 990)} entries, last changed on {c.date("words")}</div></h2>
<div class="ui top attached tabular menu"><a class="active item" role="tab" aria-selected="true" href="#">All</a>{each(["Due", "Overdue", "Drafts"], '<a class="item" role="tab" href="#">{}</a>')}</div>
<div class="ui bottom attached segment"><button class="ui primary button">New invoice</button><button class="ui button">Send reminders</button><button class="ui disabled button" disabled>Void</button>
<button class="ui icon button" aria-label="Print"><i class="print icon"></i></button><button class="ui icon button" aria-label="Download"><i class="download icon"></i></button>
<table class="ui celled striped table">{head("", "Number", "Customer", "Contact", "Issued", "Due", "Net amount", "State")}<tbody>{rows(13, row)}</tbody></table>
<div class="ui pagination menu">{each(["1", "2", "3", "4", "5"], '<a class="item" href="#">{}</a>')}</div></div></div></div>
<div class="ui segment raised" role="dialog" aria-label="Quick payment" style="position:absolute;right:60px;bottom:70px;width:420px;margin:0;z-index:20"><h3 class="ui header">Quick payment</h3><div class="ui form"><div class="field"><label for="amount">Amount</label><input id="amount" value="{c.amount()}"></div>
<div class="field"><label for="ref">Reference</label><input id="ref" placeholder="Invoice number"></div><div class="field"><div class="ui radio checkbox"><input type="radio" id="r1" name="r" checked><label for="r1">Transfer</label></div></div><div class="field"><div class="ui radio checkbox"><input type="radio" id="r2" name="r"><label for="r2">Direct debit</label></div></div>
<button class="ui green button">Book</button><button class="ui button">Later</button></div></div>"""
    css = "body{overflow:hidden}"
    return Page(
        "invoices_fomantic",
        "held_out",
        "invoicing",
        "fomantic-ui",
        "Fomantic light",
        "Lato",
        _FOMANTIC,
        body,
        css=css,
    )


def branch() -> Page:
    """A bank's customer, dark, with a form of many fields."""
    c = Content(202)
    fields = "".join(
        f'<div class="field"><label for="b{n}">{label}</label><input id="b{n}" {kind} value="{value}"></div>'
        for n, (label, value, kind) in enumerate(
            [
                ("Given name", c.first(), ""),
                ("Family name", c.family(), ""),
                ("Street", c.street(), ""),
                ("Town", c.town(), ""),
                ("Telephone", c.phone(), ""),
                ("E-mail", c.mail(), ""),
                ("Access code", "secretcode", 'type="password"'),
                ("Date of birth", c.date("dots"), "disabled"),
            ]
        )
    )
    checks = "".join(
        f'<div class="ui inverted {kind} checkbox" style="display:block;margin:10px 0"><input type="checkbox" id="c{n}" {role} {on}><label for="c{n}" data-reach="{0.5 if kind == "slider" else ""}">{label}</label></div>'
        for n, (kind, role, on, label) in enumerate(
            [
                ("", "", "checked", "Consent to electronic statements"),
                ("", "", "", "Joint account"),
                ("toggle", 'role="switch"', "checked", "Card payments abroad"),
                ("toggle", 'role="switch"', "", "Overdraft"),
                ("slider", 'role="switch"', "", "Marketing calls"),
            ]
        )
    )
    moves = rows(11, lambda n: [c.date("dots"), c.company(), c.iban(), c.pick("- +") + c.amount()])
    body = f"""<div style="padding:24px;display:flex;gap:28px"><div style="width:560px"><h2 class="ui inverted dividing header">Customer {c.number(100000, 999999)}</h2><form class="ui inverted form">{fields}</form></div>
<div style="width:420px"><h3 class="ui inverted header">Agreements</h3>{checks}<h3 class="ui inverted header">Risk class</h3><select class="ui inverted dropdown" style="width:260px" aria-label="Risk class">{options("Balanced", "Cautious")}</select>
<div class="ui inverted message" style="margin-top:24px"><div class="header">Identity check due</div><p>The passport expires on {c.date("words")}.</p></div>
<div class="ui inverted vertical menu">{each(["Accounts", "Cards", "Loans", "Savings", "Documents"], '<a class="item" href="#">{}</a>')}</div><button class="ui inverted green button">Save</button><button class="ui inverted button">Reset</button><button class="ui inverted red disabled button" disabled>Close account</button></div>
<div style="flex:1"><h3 class="ui inverted header">Movements</h3><table class="ui inverted celled table">{head("Date", "Counterparty", "Account", "Amount")}<tbody>{moves}</tbody></table></div></div>"""
    return Page(
        "branch_fomantic_dark",
        "held_out",
        "bank branch",
        "fomantic-ui",
        "Fomantic inverted",
        "Carlito",
        _FOMANTIC,
        body,
        css="body{background:#1b1c1d!important;overflow:hidden}",
        focus="#b3",
    )


def transfer() -> Page:
    """A transfer in online banking, in UIkit."""
    c = Content(203)
    accounts = rows(
        6,
        lambda n: [
            c.pick("Current Savings Deposit Credit") + f" {n + 1}",
            c.iban(),
            c.amount(),
            f'<a href="#">{c.pick("Details|Statements")}</a>',
        ],
    )
    field = '<div class="uk-margin"><label class="uk-form-label" for="{i}">{l}</label><div class="uk-form-controls"><input class="uk-input {x}" id="{i}" {x} {v}></div></div>'
    fields = "".join(
        field.format(i=i, l=label, v=v, x=x)
        for i, label, v, x in [
            ("to", "Recipient", f'value="{c.company()}"', ""),
            ("iban", "Account number", f'value="{c.iban()}"', ""),
            ("sum", "Amount", 'placeholder="0.00"', ""),
            ("note", "Purpose", f'value="Invoice {c.id("INV", 6)}"', ""),
            ("pin", "PIN", 'type="password" value="12345"', ""),
            ("ref", "Reference", 'value="set by the bank"', "disabled"),
        ]
    )
    body = f"""<nav class="uk-navbar-container"><div class="uk-container uk-container-expand"><div class="uk-navbar"><div class="uk-navbar-left"><span class="uk-navbar-item uk-logo">Opal Bank</span><ul class="uk-navbar-nav"><li class="uk-active"><a href="#" data-selected>Payments</a></li>{each(["Accounts", "Cards", "Investments", "Service"], '<li><a href="#">{}</a></li>')}</ul></div><div class="uk-navbar-right"><span class="uk-navbar-item">{c.person()}</span><div class="uk-navbar-item"><button class="uk-button uk-button-danger uk-button-small">Log out</button></div></div></div></div></nav>
<div style="display:flex;gap:40px;padding:30px 40px"><ul class="uk-nav uk-nav-default" style="width:220px"><li class="uk-nav-header">Transfers</li>{each(["New transfer", "Standing orders", "Templates", "Scheduled"], '<li><a href="#">{}</a></li>')}<li class="uk-nav-header">Mailbox</li>{each(["Messages", "Documents"], '<li><a href="#">{}</a></li>')}</ul>
<div style="width:620px"><h3 class="uk-heading-divider">New transfer</h3><ul class="uk-tab"><li class="uk-active"><a href="#" role="tab" aria-selected="true">Domestic</a></li>{each(["Abroad", "Between my accounts"], '<li><a href="#" role="tab">{}</a></li>')}</ul><form class="uk-form-stacked">{fields}
<div class="uk-margin"><label><input class="uk-checkbox" type="checkbox" checked> Save as template</label></div><div class="uk-margin"><label><input class="uk-radio" type="radio" name="w" checked> Today</label> <label class="uk-margin-left"><input class="uk-radio" type="radio" name="w"> On a later day</label></div><div class="uk-margin"><label class="uk-form-label" for="lim">Daily limit</label><input class="uk-range" id="lim" type="range" value="60"></div>
<button class="uk-button uk-button-primary" type="button">Continue</button> <button class="uk-button uk-button-default" type="button">Cancel</button> <button class="uk-button uk-button-text uk-margin-left" data-role="button" type="button">Help</button></form></div>
<div style="flex:1"><h3>Your accounts</h3><table class="uk-table uk-table-divider uk-table-hover">{head("Name", "Number", "Balance", "")}<tbody>{accounts}</tbody></table><div class="uk-alert uk-alert-warning"><p>Transfers after 18:00 are booked on the next day.</p></div>
<div class="uk-card uk-card-default uk-card-body"><h3 class="uk-card-title">Exchange rates</h3><p>1 EUR = 1.0842 USD</p><p>1 EUR = 0.8571 GBP</p><span class="uk-label uk-label-success">Updated {c.time()}</span></div><ul class="uk-pagination uk-margin-top">{each([1, 2, 3, 4], '<li><a href="#">{}</a></li>')}</ul></div></div>"""
    return Page(
        "transfer_uikit",
        "held_out",
        "online banking",
        "uikit",
        "UIkit light",
        "Cantarell",
        ("uikit/dist/css/uikit.min.css",),
        body,
        css="body{overflow:hidden}",
    )


def machines() -> Page:
    """Machines of a data centre, in PatternFly, at scale 1.5."""
    c = Content(204)
    icon = '<i class="fas fa-{}"></i>'

    def row(number: int) -> str:
        state, colour, sign = c.pick(
            ["Running|green|check-circle", "Stopped|grey|pause-circle", "Failed|red|exclamation-circle"]
        ).split("|")
        label = f'<span class="pf-v6-c-label pf-m-{colour}"><span class="pf-v6-c-label__content"><span class="pf-v6-c-label__icon">{icon.format(sign)}</span><span class="pf-v6-c-label__text">{state}</span></span></span>'
        cells = [
            f'<a href="#">{c.pick("web db cache queue mail")}-{c.number(10, 99)}</a>',
            label,
            f"10.0.{c.number(1, 9)}.{c.number(2, 250)}",
            f"{c.number(2, 64)} GiB",
            c.town(),
            f'<button class="pf-v6-c-button pf-m-plain" data-role="icon" aria-label="Actions">{icon.format("ellipsis-v")}</button>',
        ]
        return (
            '<tr class="pf-v6-c-table__tr">'
            + "".join(f'<td class="pf-v6-c-table__td">{cell}</td>' for cell in cells)
            + "</tr>"
        )

    heads = each(["Name", "State", "Address", "Memory", "Site"], '<th class="pf-v6-c-table__th">{}</th>')
    nav = "".join(
        f'<li class="pf-v6-c-nav__item"><a href="#" {"data-selected" if n == "Machines" else ""} class="pf-v6-c-nav__link {"pf-m-current" if n == "Machines" else ""}"><span class="pf-v6-c-nav__link-text">{n}</span></a></li>'
        for n in ["Overview", "Machines", "Networks", "Storage", "Users", "Events"]
    )
    tabs = "".join(
        f'<li class="pf-v6-c-tabs__item {"pf-m-current" if n == "List" else ""}"><button class="pf-v6-c-tabs__link" role="tab" aria-selected="{str(n == "List").lower()}"><span class="pf-v6-c-tabs__item-text">{n}</span></button></li>'
        for n in ["List", "Topology", "Quotas"]
    )
    body = f"""<div style="display:flex;height:720px"><nav class="pf-v6-c-nav" style="width:200px;padding:16px 8px;align-self:flex-start"><ul class="pf-v6-c-nav__list">{nav}</ul></nav><div style="flex:1;padding:20px"><h1 class="pf-v6-c-title pf-m-2xl">Machines</h1><div class="pf-v6-c-tabs"><ul class="pf-v6-c-tabs__list">{tabs}</ul></div>
<div style="display:flex;gap:12px;margin:14px 0;align-items:center"><span class="pf-v6-c-form-control" style="width:260px"><input placeholder="Filter by name" aria-label="Filter"></span><button class="pf-v6-c-button pf-m-primary">Create machine</button><button class="pf-v6-c-button pf-m-secondary">Restart</button><button class="pf-v6-c-button pf-m-danger" disabled>Delete</button>
<label class="pf-v6-c-switch"><input class="pf-v6-c-switch__input" type="checkbox" role="switch" checked aria-label="Refresh"><span class="pf-v6-c-switch__toggle"></span><span class="pf-v6-c-switch__label">Refresh</span></label></div>
<table class="pf-v6-c-table pf-m-grid-md pf-m-compact"><thead class="pf-v6-c-table__thead"><tr class="pf-v6-c-table__tr">{heads}<th></th></tr></thead><tbody class="pf-v6-c-table__tbody">{"".join(row(n) for n in range(9))}</tbody></table></div>
<div style="width:300px;padding:20px;border-left:1px solid #c7c7c7"><h2 class="pf-v6-c-title pf-m-lg">Quick settings</h2><div class="pf-v6-c-check" style="margin:10px 0"><input class="pf-v6-c-check__input" type="checkbox" id="k1" checked><label class="pf-v6-c-check__label" for="k1">Notify on failure</label></div><div class="pf-v6-c-check" style="margin:10px 0"><input class="pf-v6-c-check__input" type="checkbox" id="k2" disabled><label class="pf-v6-c-check__label pf-m-disabled" for="k2">Live migration</label></div><div class="pf-v6-c-radio" style="margin:10px 0"><input class="pf-v6-c-radio__input" type="radio" name="q" id="k3" checked><label class="pf-v6-c-radio__label" for="k3">Keep 30 days</label></div><div class="pf-v6-c-radio" style="margin:10px 0"><input class="pf-v6-c-radio__input" type="radio" name="q" id="k4"><label class="pf-v6-c-radio__label" for="k4">Keep one year</label></div>
<div class="pf-v6-c-alert pf-m-info pf-m-inline" style="margin-top:12px"><div class="pf-v6-c-alert__icon">{icon.format("info-circle")}</div><p class="pf-v6-c-alert__title">Maintenance on {c.date("words")}</p></div><div style="margin-top:16px"><button class="pf-v6-c-button pf-m-link" data-role="button">Advanced options</button></div></div></div>"""
    sheets = ("@patternfly/patternfly/patternfly.min.css", "@fortawesome/fontawesome-free/css/all.min.css")
    return Page(
        "machines_patternfly",
        "held_out",
        "machine park",
        "patternfly",
        "PatternFly light",
        "Inter",
        sheets,
        body,
        css="body{background:#fff;overflow:hidden}",
        scale=1.5,
    )


def archive() -> Page:
    """A document archive with tree, list and details, in Blueprint."""
    c = Content(205)

    def node(depth: int, label: str, *, chosen: bool = False, expanded: bool = False) -> str:
        mark = " bp6-tree-node-selected" if chosen else ""
        return f'<li class="bp6-tree-node{mark}"><div class="bp6-tree-node-content bp6-tree-node-content-{depth}" data-role="tree item" {"data-selected" if chosen else ""} {"aria-expanded=true" if expanded else ""} style="padding-left:{10 + 22 * depth}px"><span class="bp6-tree-node-label">{label}</span></div></li>'

    tree = "".join(
        [
            node(0, "Contracts", expanded=True),
            node(1, "Employment"),
            node(1, "Leases", chosen=True),
            node(1, "Suppliers", expanded=True),
            node(2, "Energy"),
            node(2, "Telecom"),
            node(0, "Correspondence"),
            node(0, "Minutes", expanded=True),
            node(1, "Board"),
            node(1, "Works council"),
            node(0, "Personnel files"),
            node(0, "Trash"),
        ]
    )

    def row(number: int) -> list[str]:
        return [
            f"{c.pick('Lease|Offer|Letter|Addendum|Notice|Report')} {c.town()}",
            c.pick("PDF DOCX XLSX"),
            f"{c.number(12, 990)} kB",
            c.person(),
            c.date(),
            f'<span class="bp6-tag bp6-minimal bp6-intent-{c.pick("primary success warning danger")}"><span class="bp6-text-overflow-ellipsis">{c.pick("signed|draft|expired|under review")}</span></span>',
        ]

    body = f"""<nav class="bp6-navbar"><div class="bp6-navbar-group bp6-align-left"><div class="bp6-navbar-heading">Granite Archive</div><span class="bp6-navbar-divider"></span>{each(["File", "Edit", "View", "Tools"], '<button class="bp6-button bp6-minimal" data-role="menu">{}</button>')}</div><div class="bp6-navbar-group bp6-align-right"><input class="bp6-input" placeholder="Full text search" style="width:300px"></div></nav>
<div style="display:flex;height:1030px"><div style="width:270px;border-right:1px solid #d3d8de;padding-top:8px" class="bp6-tree"><ul class="bp6-tree-node-list bp6-tree-root">{tree}</ul></div><div style="flex:1;padding:18px"><div style="display:flex;gap:10px;margin-bottom:14px"><div class="bp6-button-group"><button class="bp6-button">Upload</button><button class="bp6-button">Download</button><button class="bp6-button" disabled>Delete</button></div><button class="bp6-button bp6-intent-primary">New document</button><div class="bp6-html-select"><select aria-label="Order">{options("Newest first", "By name")}</select></div><label class="bp6-control bp6-checkbox" style="margin:5px 0 0 8px"><input class="bp6-control-input" type="checkbox" checked><span class="bp6-control-indicator"></span>Include subfolders</label></div>
<table class="bp6-html-table bp6-html-table-bordered bp6-html-table-striped bp6-compact" style="width:100%">{head("Title", "Kind", "Size", "Author", "Date", "State")}<tbody>{rows(24, row)}</tbody></table></div>
<div style="width:340px;border-left:1px solid #d3d8de;padding:18px"><h4 class="bp6-heading">Details</h4><div class="bp6-form-group"><label class="bp6-label" for="t">Title<input class="bp6-input bp6-fill" id="t" value="Lease {c.town()}"></label></div><div class="bp6-form-group"><label class="bp6-label" for="v">Valid until<input class="bp6-input bp6-fill" id="v" value="{c.date("dots")}"></label></div>
<label class="bp6-control bp6-switch"><input class="bp6-control-input" type="checkbox" role="switch" checked><span class="bp6-control-indicator"></span>Confidential</label><label class="bp6-control bp6-switch"><input class="bp6-control-input" type="checkbox" role="switch"><span class="bp6-control-indicator"></span>Legal hold</label><label class="bp6-control bp6-radio"><input class="bp6-control-input" type="radio" name="x" checked><span class="bp6-control-indicator"></span>Keep ten years</label><label class="bp6-control bp6-radio"><input class="bp6-control-input" type="radio" name="x"><span class="bp6-control-indicator"></span>Keep for ever</label>
<div class="bp6-callout bp6-intent-warning" style="margin:16px 0"><h5 class="bp6-heading">Notice period</h5>Ends on {c.date("words")}.</div><button class="bp6-button bp6-intent-success">Save</button> <button class="bp6-button bp6-minimal" data-role="button">Revert</button></div></div>"""
    return Page(
        "archive_blueprint",
        "held_out",
        "document archive",
        "blueprint",
        "Blueprint light",
        "Quicksand",
        ("@blueprintjs/core/lib/css/blueprint.css",),
        body,
        css="body{overflow:hidden;margin:0} ul{margin:0;padding:0;list-style:none}",
    )


def console() -> Page:
    """Jobs of a build system, dark, in Blueprint, with a menu open and a dialog on top."""
    c = Content(206)

    def row(number: int) -> list[str]:
        command = c.pick("make check|pytest -q|cargo build|npm run lint|rsync /srv|backup --all")
        return [
            f'<span class="mono">#{c.number(1000, 9999)}</span>',
            f'<span class="mono">{command}</span>',
            c.pick("main develop release hotfix"),
            f"{c.number(1, 59)} s",
            c.pick("passed failed running queued"),
            c.time(),
        ]

    menu = each(
        ["Run again", "Show the log", "Copy the link"],
        '<li><a class="bp6-menu-item" role="menuitem" tabindex="0"><div class="bp6-fill bp6-text-overflow-ellipsis">{}</div></a></li>',
    )
    tabs = "".join(
        f'<button class="bp6-button {"bp6-active" if n == "Jobs" else ""}" role="tab" aria-selected="{str(n == "Jobs").lower()}">{n}</button>'
        for n in ["Jobs", "Runners", "Secrets", "Schedules"]
    )
    body = f"""<div style="padding:20px"><h3 class="bp6-heading">Build console</h3><div class="bp6-button-group" style="margin-bottom:14px">{tabs}</div><div style="display:flex;gap:20px"><table class="bp6-html-table bp6-html-table-bordered" style="width:900px">{head("Job", "Command", "Branch", "Time", "Result", "Started")}<tbody>{rows(16, row)}</tbody></table>
<div style="width:360px"><div class="bp6-card"><h5 class="bp6-heading">Runner</h5><label class="bp6-label" for="h">Host<input class="bp6-input bp6-fill" id="h" value="runner-{c.number(10, 99)}.example"></label><label class="bp6-label" for="tok">Token<input class="bp6-input bp6-fill" id="tok" type="password" value="abcdefghijkl"></label><label class="bp6-control bp6-checkbox"><input class="bp6-control-input" type="checkbox" checked><span class="bp6-control-indicator"></span>Keep artefacts</label><label class="bp6-control bp6-checkbox"><input class="bp6-control-input" type="checkbox" disabled><span class="bp6-control-indicator"></span>Use the cache</label><button class="bp6-button bp6-intent-primary">Register</button> <button class="bp6-button" disabled>Remove</button></div></div></div></div>
<ul class="bp6-menu bp6-elevation-3" style="position:absolute;left:300px;top:330px;width:220px;z-index:5">{menu}<li class="bp6-menu-divider"></li><li><a class="bp6-menu-item bp6-disabled" role="menuitem" aria-disabled="true"><div class="bp6-fill bp6-text-overflow-ellipsis">Cancel</div></a></li></ul>
<div class="bp6-dialog" role="dialog" aria-label="Delete the branch?" style="position:absolute;left:760px;top:420px;width:460px;margin:0;z-index:9"><div class="bp6-dialog-header"><h5 class="bp6-heading">Delete the branch?</h5></div><div class="bp6-dialog-body"><p>The branch hotfix has 3 commits that are nowhere else.</p><label class="bp6-label" for="sure">Type its name to confirm<input class="bp6-input bp6-fill" id="sure" placeholder="hotfix"></label></div><div class="bp6-dialog-footer"><div class="bp6-dialog-footer-actions"><button class="bp6-button">Cancel</button><button class="bp6-button bp6-intent-danger">Delete</button></div></div></div>"""
    return Page(
        "console_blueprint_dark",
        "held_out",
        "build console",
        "blueprint",
        "Blueprint dark",
        "Inter",
        ("@blueprintjs/core/lib/css/blueprint.css",),
        body,
        css="body{overflow:hidden;margin:0;background:#252a31!important} ul{list-style:none;padding:5px}",
        body_class="bp6-dark",
        width=1366,
        height=768,
        focus="#sure",
    )

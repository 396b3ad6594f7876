# ruff: noqa: E501 - markup reads better unbroken
"""Pages of the development split: Bootstrap, Bulma, Foundation, Tabler, 98.css."""

from __future__ import annotations

from evaluation.eyes.render.content import Content
from evaluation.eyes.render.web.page import Page, each, head, options, rows

_BOOTSTRAP = ("bootstrap/dist/css/bootstrap.min.css", "bootstrap-icons/font/bootstrap-icons.min.css")


def pages() -> list[Page]:
    """All of them."""
    return [claims(), preferences(), shop(), mail(), ward(), workbench()]


def claims() -> Page:
    """An insurer's list of claims with a menu open."""
    c = Content(101)
    states = {"Open": "primary", "Approved": "success", "Refused": "danger", "On hold": "warning"}

    def row(number: int) -> list[str]:
        state = c.pick(list(states))
        checked = "checked" if number in (2, 5) else ""
        box = f'<input class="form-check-input" type="checkbox" aria-label="Select" {checked}>'
        badge = f'<span class="badge text-bg-{states[state]}">{state}</span>'
        tools = (
            '<button class="btn btn-sm btn-outline-secondary" aria-label="Edit"><i class="bi bi-pencil"></i></button> '
            '<button class="btn btn-sm btn-link p-1" data-role="icon" aria-label="Delete"><i class="bi bi-trash"></i></button>'
        )
        link = f'<a href="#">{c.id("CLM")}</a>'
        cause = c.pick("Burst pipe|Hail|Theft|Fire|Collision|Storm|Glass breakage|Water damage")
        return [box, link, c.person(), c.id("P", 7), cause, c.date("words"), c.amount(), badge, tools]

    names = "house Overview|folder2-open Claims|people Policyholders|cash-coin Payments|graph-up Reports|gear Settings"
    side = "".join(
        f'<a href="#" class="nav-link {"active" if "Claims" in name else "text-body"}"'
        f' {"data-selected" if "Claims" in name else ""}><i class="bi bi-{name.split()[0]} me-2"></i>{name.split()[1]}</a>'
        for name in names.split("|")
    )
    cards = "".join(
        f'<div class="col"><div class="card"><div class="card-body py-2"><div class="text-secondary small">{title}</div>'
        f'<div class="fs-4">{value}</div></div></div></div>'
        for title, value in [
            ("Open claims", "214"),
            ("Paid this month", "€ 48,210.55"),
            ("Average days", "11.4"),
            ("Awaiting documents", "37"),
        ]
    )
    body = f"""
<nav class="navbar navbar-expand bg-dark" data-bs-theme="dark"><div class="container-fluid">
<span class="navbar-brand">Harrow Mutual</span><ul class="navbar-nav me-auto">
{each(["Work list", "Customers", "Partners", "Archive"], '<li class="nav-item"><a class="nav-link" href="#">{}</a></li>')}</ul>
<form class="d-flex gap-2"><input class="form-control" placeholder="Search claims, names or policies" style="width:320px">
<button class="btn btn-outline-light">Search</button></form>
<span class="navbar-text ms-4">{c.person()}</span></div></nav>
<div class="d-flex"><nav class="nav nav-pills flex-column p-3 border-end" style="width:230px;height:1024px">{side}</nav>
<main class="flex-grow-1 p-4"><h1 class="h3">Claims</h1><div class="row g-3 mb-3">{cards}</div>
<div class="d-flex gap-2 mb-3 align-items-center">
<select class="form-select" style="width:190px">{options("All states", "Open", "Approved")}</select>
<select class="form-select" style="width:190px">{options("Any cause", "Fire", "Theft")}</select>
<label class="ms-2" for="from">From</label><input id="from" class="form-control" style="width:130px" value="2026-01-01">
<div class="form-check form-switch ms-3"><input class="form-check-input" type="checkbox" role="switch" id="mine" checked><label class="form-check-label" for="mine">Only mine</label></div>
<button class="btn btn-primary ms-auto">New claim</button><button class="btn btn-secondary" disabled>Export</button>
<div class="position-relative"><button class="btn btn-light border dropdown-toggle" aria-expanded="true">More</button>
<ul class="dropdown-menu show" style="right:0;top:42px"><li><button class="dropdown-item" role="menuitem">Assign to…</button></li>
<li><button class="dropdown-item" role="menuitem">Print list</button></li><li><button class="dropdown-item disabled" role="menuitem" aria-disabled="true">Merge</button></li>
<li><hr class="dropdown-divider"></li><li><button class="dropdown-item" role="menuitem">Archive</button></li></ul></div></div>
<table class="table table-hover align-middle">{head("", "Claim", "Claimant", "Policy", "Cause", "Date of loss", "Amount", "State", "", attributes='class="table-light"')}
<tbody>{rows(13, row)}</tbody></table>
<ul class="pagination">{each(["Previous", "1", "2", "3", "Next"], '<li class="page-item"><button class="page-link">{}</button></li>')}</ul></main></div>"""
    return Page(
        "claims_bootstrap",
        "development",
        "claims desk",
        "bootstrap",
        "Bootstrap light",
        "Inter",
        _BOOTSTRAP,
        body,
    )


def preferences() -> Page:
    """A dark page of settings with every kind of control, at scale 1.25."""
    c = Content(102)
    field = '<div class="mb-3"><label class="form-label" for="{id}">{label}</label>{control}</div>'

    def entry(name: str, label: str, value: str, kind: str = "text", more: str = "") -> str:
        control = f'<input id="{name}" type="{kind}" class="form-control {more}" value="{value}" {more}>'
        return field.format(id=name, label=label, control=control)

    checks = "".join(
        f'<div class="form-check"><input class="form-check-input" type="{kind}" name="g{kind}" id="k{number}" {state}>'
        f'<label class="form-check-label" for="k{number}">{label}</label></div>'
        for number, (kind, label, state) in enumerate(
            [
                ("checkbox", "Send a daily summary", "checked"),
                ("checkbox", "Notify me of replies", ""),
                ("checkbox", "Share usage figures", "disabled"),
                ("radio", "Every hour", ""),
                ("radio", "Once a day", "checked"),
                ("radio", "Never", "disabled"),
            ]
        )
    )
    switches = "".join(
        f'<div class="form-check form-switch mb-2"><input class="form-check-input" type="checkbox" role="switch" id="s{n}" {state}>'
        f'<label class="form-check-label" for="s{n}">{label}</label></div>'
        for n, (label, state) in enumerate(
            [
                ("Two-step sign-in", "checked"),
                ("Dark appearance", "checked"),
                ("Beta features", ""),
                ("Remote support", "disabled"),
            ]
        )
    )
    tabs = each(
        ["Notifications", "Privacy", "Billing", "Devices"],
        '<li class="nav-item"><button role="tab" class="nav-link">{}</button></li>',
    )
    body = f"""<div class="container-fluid p-4"><h2>Account settings</h2>
<ul class="nav nav-tabs mb-4"><li class="nav-item"><button role="tab" aria-selected="true" class="nav-link active">Profile</button></li>{tabs}</ul>
<div class="row"><div class="col-4">{entry("name", "Display name", c.person())}{entry("mail", "E-mail address", c.mail(), "email")}
{entry("pass", "Password", "s3cretwords", "password")}{entry("iban", "Account number", c.iban())}{entry("tax", "Tax number", "not yet known", more="disabled")}
<div class="mb-3"><label class="form-label" for="bio">About you</label><textarea id="bio" class="form-control" rows="4">Works on the harbour project.
Prefers mail to calls.</textarea></div></div>
<div class="col-4"><div class="card mb-3"><div class="card-header">Messages</div><div class="card-body">{checks}</div></div>
<div class="card"><div class="card-header">Security</div><div class="card-body">{switches}</div></div></div>
<div class="col-4"><label class="form-label" for="lang">Language</label><select id="lang" class="form-select mb-3">{options("English (United Kingdom)", "Deutsch", "Français")}</select>
<label class="form-label" for="zone">Time zone</label><select id="zone" class="form-select mb-3">{options("UTC+01:00 Central", "UTC")}</select>
<label class="form-label" for="size">Text size</label><input id="size" type="range" class="form-range mb-3" value="35">
<label class="form-label" for="days">Keep messages for days</label><input id="days" type="number" class="form-control mb-3" value="90">
<div class="alert alert-warning">Your trial ends on {c.date("words")}.</div>
<div class="input-group mb-3"><input class="form-control" placeholder="Voucher code" aria-label="Voucher"><button class="btn btn-outline-secondary">Redeem</button></div>
<div class="btn-group mb-3"><button class="btn btn-outline-primary active" aria-pressed="true">Day</button><button class="btn btn-outline-primary" aria-pressed="false">Week</button><button class="btn btn-outline-primary" aria-pressed="false">Month</button></div>
<div class="accordion"><div class="accordion-item"><h2 class="accordion-header"><button class="accordion-button collapsed">Close the account</button></h2></div></div></div></div>
<div class="d-flex gap-2 mt-3"><button class="btn btn-success">Save changes</button><button class="btn btn-outline-light">Discard</button><button class="btn btn-danger" disabled>Delete account</button><a href="#" class="ms-3 align-self-center">Terms of service</a></div></div>"""
    return Page(
        "preferences_bootstrap_dark", "development", "account settings", "bootstrap", "Bootstrap dark", "Lato", _BOOTSTRAP,
        body, html='data-bs-theme="dark"', scale=1.25, focus="#mail",
    )  # fmt: skip


def shop() -> Page:
    """An order of a shop, in Bulma."""
    c = Content(103)
    goods = "Walnut tray|Linen apron|Copper kettle|Oak stool|Glass carafe|Wool blanket|Tin lantern|Clay bowl"

    def row(number: int) -> list[str]:
        quantity = f'<input class="input is-small" type="number" value="{c.number(1, 40)}" style="width:80px" aria-label="Quantity">'
        tag = f'<span class="tag is-{c.pick("success warning info danger")} is-light">{c.pick("in stock|back order|reserved|discontinued")}</span>'
        return [
            c.id("SKU", 6),
            c.pick(goods),
            tag,
            quantity,
            c.amount(4, 90),
            c.amount(100, 3000),
            '<button class="delete" data-role="icon" aria-label="Remove"></button>',
        ]

    tabs = each(["Shipping", "Invoices", "Returns", "Notes"], '<li><a href="#" role="tab">{}</a></li>')
    menu = "".join(
        f'<p class="menu-label">{title}</p><ul class="menu-list">'
        + "".join(
            f'<li><a href="#" {"class=is-active data-selected" if x == "Orders" else ""}>{x}</a></li>'
            for x in entries
        )
        + "</ul>"
        for title, entries in [
            ("Selling", ["Orders", "Customers", "Discounts"]),
            ("Stock", ["Products", "Suppliers", "Warehouses"]),
            ("Office", ["Staff", "Reports"]),
        ]
    )
    fields = "".join(
        f'<div class="field"><label class="label" for="f{n}">{label}</label><div class="control"><input id="f{n}" class="input {more}" value="{value}"></div></div>'
        for n, (label, value, more) in enumerate(
            [
                ("Customer", c.person(), ""),
                ("Delivery address", c.street(), ""),
                ("Town", c.town(), "is-danger"),
                ("Telephone", c.phone(), ""),
            ]
        )
    )
    body = f"""<nav class="navbar is-link"><div class="navbar-brand"><span class="navbar-item has-text-weight-bold">Juniper Goods</span></div>
<div class="navbar-menu"><div class="navbar-start">{each(["Dashboard", "Catalogue", "Marketing", "Help"], '<a class="navbar-item" href="#">{}</a>')}</div>
<div class="navbar-end"><div class="navbar-item"><div class="buttons"><button class="button is-light">Sign out</button></div></div></div></div></nav>
<div class="columns m-0"><aside class="menu column is-2 p-4">{menu}</aside><div class="column p-5">
<h1 class="title">Order {c.id("ORD", 6)}</h1><h2 class="subtitle">Placed on {c.date("words")} by {c.person()}</h2>
<div class="tabs"><ul><li class="is-active"><a href="#" role="tab" aria-selected="true">Items</a></li>{tabs}</ul></div>
<div class="columns"><div class="column is-8"><table class="table is-bordered is-striped is-fullwidth">{head("Article", "Name", "State", "Quantity", "Price", "Total", "")}
<tbody>{rows(10, row)}</tbody></table><nav class="pagination"><button class="pagination-previous" disabled>Previous</button><button class="pagination-next">Next page</button>
<ul class="pagination-list">{each([1, 2, 3, 9], '<li><button class="pagination-link">{}</button></li>')}</ul></nav></div>
<div class="column">{fields}<div class="field"><label class="label" for="ship">Shipping</label><div class="select"><select id="ship">{options("Standard, 3 to 5 days", "Express")}</select></div></div>
<label class="checkbox mb-3" style="display:inline-block"><input type="checkbox" checked> Gift wrapping</label><br>
<div class="mb-4"><label class="radio"><input type="radio" name="pay" checked> Invoice</label><label class="radio ml-3"><input type="radio" name="pay"> Card</label><label class="radio ml-3"><input type="radio" name="pay" disabled> Transfer</label></div>
<article class="message is-warning"><div class="message-header"><p>Stock is low</p><button class="delete" data-role="icon" aria-label="Close"></button></div><div class="message-body">Two articles can't be sent before {c.date("words")}.</div></article>
<div class="buttons"><button class="button is-primary">Confirm order</button><button class="button">Hold</button><button class="button is-danger is-outlined">Cancel order</button></div></div></div></div></div>"""
    css = "label.checkbox,label.radio{pointer-events:auto}"
    return Page(
        "order_bulma",
        "development",
        "shop back office",
        "bulma",
        "Bulma light",
        "Quicksand",
        ("bulma/css/bulma.min.css",),
        body,
        css=css,
        html='data-theme="light"',
    )


def mail() -> Page:
    """A mailbox on a small screen, in Foundation."""
    c = Content(104)
    subjects = "Minutes of the meeting|Invoice attached|Question about the delivery|Re: Contract draft|Holiday plan|New opening hours|Reminder: audit|Photos of the damage"

    def message(number: int) -> str:
        weight = "font-weight:700" if number in (0, 3) else ""
        chosen = ' data-selected style="background:#d7ecfa"' if number == 1 else ""
        return (
            f'<li data-role="list item" class="entry"{chosen}><div style="display:flex;justify-content:space-between;{weight}"><span>{c.person()}</span>'
            f"<small>{c.time()}</small></div><div>{c.pick(subjects)}</div></li>"
        )

    folders = each(["Inbox", "Drafts", "Sent", "Archive", "Junk", "Trash"], '<li><a href="#">{}</a></li>')
    body = f"""<div class="top-bar"><div class="top-bar-left"><ul class="menu"><li class="menu-text">Northby Post</li>{each(["Mail", "Contacts", "Calendar"], '<li><a href="#">{}</a></li>')}</ul></div>
<div class="top-bar-right"><ul class="menu"><li><input type="search" placeholder="Search mail"></li><li><button class="button">Search</button></li></ul></div></div>
<div style="display:flex;height:708px"><div style="width:190px;padding:12px;border-right:1px solid #ddd"><button class="button expanded">Compose</button><ul class="vertical menu">{folders}</ul></div>
<ul style="list-style:none;margin:0;width:380px;overflow-y:scroll;border-right:1px solid #ddd">{"".join(message(n) for n in range(14))}</ul>
<div style="flex:1;padding:16px"><div class="button-group small"><button class="button secondary">Reply</button><button class="button secondary">Forward</button><button class="button alert">Delete</button></div>
<h4>Question about the delivery</h4><p><strong>{c.person()}</strong> wrote to {c.mail()} on {c.date("words")}</p>
<p>Good morning, the parcel with number {c.id("TRK", 8)} has not arrived.<br>Could you please tell us where it is now, and whether<br>we may expect it before the end of the week?</p><p>See the <a href="#">tracking page</a> for what we know.</p>
<div class="callout primary"><h5>Attachment</h5><p>delivery_note.pdf, 214 kB</p><button class="small button">Open</button></div>
<label>Answer<textarea rows="4">Dear customer,
we have asked the carrier.</textarea></label>
<button class="success button">Send answer</button> <button class="clear button" data-role="button">Save draft</button></div></div>"""
    css = ".entry{padding:10px 14px;border-bottom:1px solid #e6e6e6;line-height:1.45} body{overflow:hidden}"
    sheets = ("foundation-sites/dist/css/foundation.min.css",)
    return Page(
        "mail_foundation",
        "development",
        "web mail",
        "foundation",
        "Foundation light",
        "Carlito",
        sheets,
        body,
        css=css,
        width=1366,
        height=768,
    )


def ward() -> Page:
    """A hospital's ward with cards and a week, dark, in Tabler."""
    c = Content(105)
    days = ["Mon 9", "Tue 10", "Wed 11", "Thu 12", "Fri 13", "Sat 14", "Sun 15"]
    tasks = "Blood test|X-ray|Ultrasound|Discharge|Physio|Visit|Surgery|MRI"

    def bed(number: int) -> list[str]:
        state = c.pick("stable|critical|improving|new")
        colour = {"stable": "blue", "critical": "red", "improving": "green", "new": "yellow"}[state]
        return [
            f"{number + 1:02}",
            c.person(),
            str(c.number(18, 93)),
            c.pick("Cardiology Surgery Neurology Internal"),
            c.date("dots"),
            f'<span class="badge bg-{colour} text-{colour}-fg">{state}</span>',
            f'<a href="#">{c.pick("Chart|Orders")}</a>',
        ]

    week = rows(5, lambda n: [f"{8 + n}:00"] + [c.pick(tasks) if c.chance(0.6) else "" for _ in days])
    cards = "".join(
        f'<div class="col-3"><div class="card"><div class="card-body"><div class="subheader">{title}</div><div class="h1 mb-2">{value}</div>'
        f'<div class="progress progress-sm"><div class="progress-bar" style="width:{share}%"></div></div></div></div></div>'
        for title, value, share in [
            ("Beds taken", "31 of 40", 78),
            ("Admissions", "12", 30),
            ("Discharges", "9", 22),
            ("Staff on duty", "17", 64),
        ]
    )
    body = f"""<div class="page"><header class="navbar navbar-expand-md"><div class="container-xl"><h1 class="navbar-brand m-0">Mossend Hospital</h1>
<div class="navbar-nav flex-row">{each(["Wards", "Patients", "Theatre", "Pharmacy"], '<a class="nav-link px-3" href="#">{}</a>')}<button class="btn btn-icon btn-ghost-secondary" data-role="icon" aria-label="Alerts"><i class="bi bi-bell"></i></button></div></div></header>
<div class="page-body my-3"><div class="container-xl"><div class="d-flex mb-3"><h2 class="page-title">Ward 4 East</h2><div class="ms-auto d-flex gap-2">
<input class="form-control" placeholder="Find a patient"><button class="btn btn-primary">Admit</button><button class="btn">Transfer</button></div></div>
<div class="row row-cards mb-3">{cards}</div><div class="row row-cards"><div class="col-7"><div class="card"><div class="card-header"><h3 class="card-title">Patients</h3></div>
<table class="table card-table table-vcenter">{head("Bed", "Name", "Age", "Unit", "Since", "State", "")}<tbody>{rows(11, bed)}</tbody></table></div></div>
<div class="col-5"><div class="card mb-3"><div class="card-header"><ul class="nav nav-tabs card-header-tabs"><li class="nav-item"><button role="tab" aria-selected="true" class="nav-link active">Week</button></li><li class="nav-item"><button role="tab" class="nav-link">Month</button></li></ul></div>
<table class="table table-sm table-bordered mb-0 week">{head("", *days)}<tbody>{week}</tbody></table></div>
<div class="card"><div class="card-body"><div class="form-label">Shift</div><div class="form-selectgroup mb-3"><label class="form-selectgroup-item" data-role="none"><input type="radio" name="sh" class="form-selectgroup-input" data-role="none"><span class="form-selectgroup-label" data-role="toggle">Early</span></label>
<label class="form-selectgroup-item"><input type="radio" name="sh" class="form-selectgroup-input" data-role="none"><span class="form-selectgroup-label" data-role="toggle">Late</span></label><label class="form-selectgroup-item"><input type="radio" name="sh" class="form-selectgroup-input" data-role="none"><span class="form-selectgroup-label" data-role="toggle">Night</span></label></div>
<label class="form-check"><input class="form-check-input" type="checkbox" checked><span class="form-check-label">Show discharged patients</span></label>
<label class="form-check form-switch"><input class="form-check-input" type="checkbox" role="switch"><span class="form-check-label">Quiet mode</span></label></div></div></div></div></div></div></div>"""
    sheets = ("@tabler/core/dist/css/tabler.min.css", "bootstrap-icons/font/bootstrap-icons.min.css")
    return Page(
        "ward_tabler_dark",
        "development",
        "hospital ward",
        "tabler",
        "Tabler dark",
        "Carlito",
        sheets,
        body,
        css=".week{font-size:11px;table-layout:fixed} .week td,.week th{padding:8px 4px!important}",
        html='data-bs-theme="dark"',
    )


def workbench() -> Page:
    """A desktop of old: three windows that overlap, in 98.css."""
    c = Content(106)

    def window(
        title: str, x: int, y: int, width: int, inner: str, kind: str = "", height: str = "auto"
    ) -> str:
        controls = each(["Minimize", "Maximize", "Close"], '<button aria-label="{}"></button>')
        return (
            f'<div class="window" {kind} data-window="{title}" aria-label="{title}" style="isolation:isolate;position:absolute;left:{x}px;top:{y}px;width:{width}px;height:{height}">'
            f'<div class="title-bar"><div class="title-bar-text">{title}</div><div class="title-bar-controls">{controls}</div></div><div class="window-body">{inner}</div></div>'
        )

    tree = """<ul class="tree-view" style="height:250px"><li><span data-role="tree item">Ledger</span></li><li><details open><summary data-role="tree item">Customers</summary><ul>
<li><span data-role="tree item">Domestic</span></li><li><span data-role="tree item" data-selected style="background:#000080;color:#fff">Abroad</span></li><li><details><summary data-role="tree item">Former</summary></details></li></ul></details></li><li><span data-role="tree item">Suppliers</span></li></ul>"""
    table = f'<div class="sunken-panel" style="height:330px;width:640px"><table style="width:100%">{head("Entry", "Date", "Account", "Debit", "Credit")}<tbody>{rows(12, lambda n: [c.id("E", 4), c.date("slashes"), c.company(), c.amount(), c.amount()])}</tbody></table></div>'
    tabs = each(
        ["Printing", "Network", "Sounds"], '<li role="tab"><a href="#tabs" data-role="none">{}</a></li>'
    )
    form = f"""<menu role="tablist"><li role="tab" aria-selected="true"><a href="#tabs" data-role="none">General</a></li>{tabs}</menu><div class="window" role="tabpanel"><div class="window-body">
<div class="field-row-stacked"><label for="a1">Name of the firm</label><input id="a1" type="text" value="{c.company()}"></div>
<div class="field-row-stacked"><label for="a2">Password</label><input id="a2" type="password" value="hidden words"></div>
<fieldset style="margin-top:8px"><legend>Numbers</legend><div class="field-row"><input type="checkbox" id="a3" checked><label for="a3">Group thousands</label></div><div class="field-row"><input type="checkbox" id="a4"><label for="a4">Negative in red</label></div>
<div class="field-row"><input type="radio" name="r" id="a5" checked><label for="a5">Two decimals</label></div><div class="field-row"><input type="radio" name="r" id="a6"><label for="a6">None</label></div></fieldset>
<div class="field-row" style="margin-top:10px"><label for="a7">Volume:</label><input type="range" id="a7" value="6" max="10"></div>
<div class="field-row"><label for="a8">Currency</label><select id="a8">{options("EUR Euro", "GBP Pound")}</select></div></div></div>
<div class="field-row" style="justify-content:flex-end"><button>OK</button><button>Cancel</button><button disabled>Apply</button></div>"""
    question = '<p style="margin:14px">Save the changes to the ledger of May?</p><div class="field-row" style="justify-content:center"><button>Yes</button><button>No</button><button>Cancel</button></div>'
    body = (
        window(
            "Journal entries",
            60,
            60,
            670,
            table
            + '<div class="field-row" style="margin-top:8px"><button>New entry</button><button>Post</button><label for="q">Find:</label><input id="q" type="text" value="freight"></div>',
        )
        + window("Accounts", 120, 470, 330, tree)
        + window("Options", 560, 250, 420, form)
        + window("Ledger", 820, 560, 340, question, 'role="dialog"')
    )
    css = "body{background:#008080;font-size:14px} .window,button,input,select,label,td,th,li{font-size:14px!important} .title-bar-text{font-size:14px} table{line-height:1.35} label{pointer-events:auto} input[type=range]{height:24px}"
    return Page(
        "ledger_98",
        "development",
        "ledger",
        "98.css",
        "98.css",
        "Carlito",
        ("98.css/dist/98.css",),
        body,
        css=css,
        width=1366,
        height=900,
    )

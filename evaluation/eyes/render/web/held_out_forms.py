# ruff: noqa: E501 - markup reads better unbroken
"""Pages of the held-out split for forms and lists: Pico, GOV.UK, Pure, Materialize, Primer, Spectre."""

from __future__ import annotations

from evaluation.eyes.render.content import Content
from evaluation.eyes.render.web.page import Page, each, head, options, rows


def pages() -> list[Page]:
    """All of them."""
    return [appliance(), application(), stock(), sign_in(), issues(), bookings()]


def appliance() -> Page:
    """Settings of an appliance, dark, in Pico."""
    c = Content(211)
    switches = "".join(
        f'<label><input type="checkbox" role="switch" {on}>{label}</label>'
        for label, on in [
            ("Remote access", "checked"),
            ("Automatic updates", "checked"),
            ("Guest network", ""),
            ("Diagnostics", "disabled"),
        ]
    )
    body = f"""<main class="container-fluid"><nav><ul><li><strong>Cobalt Gateway</strong></li></ul><ul>{each(["Status", "Network", "Users", "Log"], '<li><a href="#">{}</a></li>')}<li><button class="secondary">Restart</button></li></ul></nav>
<div style="display:grid;grid-template-columns:1fr 1fr 1.3fr;gap:32px"><form><h4>Network</h4><label>Host name<input value="gw-{c.number(10, 99)}"></label><label>Address<input value="10.4.{c.number(1, 9)}.1"></label><label>Password<input type="password" value="wordswords"></label><label>Mode<select>{options("Automatic", "Manual")}</select></label><label>Signal strength<input type="range" value="70"></label><label>Contact<input disabled value="{c.mail()}"></label></form>
<div><h4>Services</h4><fieldset>{switches}</fieldset><fieldset><legend>Log level</legend><label><input type="radio" name="l" checked>Errors only</label><label><input type="radio" name="l">Everything</label></fieldset><fieldset><label><input type="checkbox" checked>Send weekly report</label><label><input type="checkbox">Anonymise addresses</label></fieldset><article><header>Licence</header>Valid until {c.date("words")}</article></div>
<div><h4>Devices</h4><table class="striped">{head("Name", "Address", "Since", "")}<tbody>{rows(9, lambda n: [c.pick("Printer Phone Scanner Laptop Camera") + f" {n + 1}", f"10.4.{c.number(1, 9)}.{c.number(10, 99)}", c.time(), '<a href="#">Block</a>'])}</tbody></table><div role="group"><button>Apply</button><button class="outline">Preview</button><button class="secondary" disabled>Undo</button></div></div></div></main>"""
    return Page(
        "appliance_pico_dark",
        "held_out",
        "network appliance",
        "pico",
        "Pico dark",
        "Cantarell",
        ("@picocss/pico/css/pico.min.css",),
        body,
        html='data-theme="dark"',
        css="body{overflow:hidden}",
    )


def application() -> Page:
    """An application for a permit, in the GOV.UK design, at scale 1.25."""
    c = Content(212)
    entry = '<div class="govuk-form-group"><label class="govuk-label" for="{i}">{l}</label><input class="govuk-input" id="{i}" value="{v}" {x}></div>'
    fields = "".join(
        entry.format(i=i, l=label, v=v, x=x)
        for i, label, v, x in [
            ("n", "Full name", c.person(), ""),
            ("a", "Address line 1", c.street(), ""),
            ("t", "Town or city", c.town(), ""),
            ("p", "Telephone number", c.phone(), ""),
        ]
    )
    radios = "".join(
        f'<div class="govuk-radios__item"><input class="govuk-radios__input" type="radio" name="r" id="r{n}" {"checked" if n == 1 else ""}><label class="govuk-label govuk-radios__label" for="r{n}">{label}</label></div>'
        for n, label in enumerate(["A private person", "A company", "An association"])
    )
    checks = "".join(
        f'<div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" type="checkbox" id="k{n}" {"checked" if n != 1 else ""}><label class="govuk-label govuk-checkboxes__label" for="k{n}">{label}</label></div>'
        for n, label in enumerate(["Building work", "Change of use", "Demolition", "Felling of trees"])
    )
    summary = "".join(
        f'<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">{k}</dt><dd class="govuk-summary-list__value">{v}</dd><dd class="govuk-summary-list__actions"><a class="govuk-link" href="#">Change</a></dd></div>'
        for k, v in [
            ("Reference", c.id("PRM", 6)),
            ("Fee", c.amount(80, 600, "£")),
            ("Received", c.date("words")),
            ("Office", c.town()),
        ]
    )
    body = f"""<div style="background:#1d70b8;color:#fff;padding:14px 40px;font-size:24px"><span>Corvale Council</span></div><div style="display:flex;gap:50px;padding:24px 40px"><div style="width:560px"><h1 class="govuk-heading-l">Apply for a permit</h1>{fields}<div class="govuk-form-group"><label class="govuk-label" for="s">District</label><select class="govuk-select" id="s">{options("North of the river", "Old town")}</select></div><button class="govuk-button">Save and continue</button> <button class="govuk-button govuk-button--secondary">Save for later</button></div>
<div style="width:420px"><fieldset class="govuk-fieldset"><legend class="govuk-fieldset__legend govuk-fieldset__legend--m">Who applies?</legend><div class="govuk-radios govuk-radios--small">{radios}</div></fieldset><br><fieldset class="govuk-fieldset"><legend class="govuk-fieldset__legend govuk-fieldset__legend--m">What is it for?</legend><div class="govuk-checkboxes">{checks}</div></fieldset></div>
<div style="flex:1"><h2 class="govuk-heading-m">Summary</h2><dl class="govuk-summary-list">{summary}</dl><div class="govuk-inset-text">You can change your answers until {c.date("words")}.</div><p class="govuk-body"><a class="govuk-link" href="#">Read the guidance</a></p><strong class="govuk-tag govuk-tag--yellow">Incomplete</strong></div></div>"""
    return Page(
        "permit_govuk",
        "held_out",
        "permit office",
        "govuk",
        "GOV.UK",
        "Lato",
        ("govuk-frontend/dist/govuk/govuk-frontend.min.css",),
        body,
        css="body{margin:0;overflow:hidden}",
        scale=1.25,
        focus="#t",
    )


def stock() -> Page:
    """Stock of a pharmacy on a small screen, in Pure."""
    c = Content(213)
    goods = "Gauze bandage|Saline 0.9%|Nitrile gloves M|Syringe 5 ml|Thermometer|Face mask|Plaster strip|Cotton wool"
    table = rows(
        15,
        lambda n: [
            c.id("PH", 6),
            c.pick(goods),
            str(c.number(0, 900)),
            c.amount(1, 80),
            c.date("slashes"),
            c.pick("ok low out"),
        ],
    )
    body = f"""<div class="pure-menu pure-menu-horizontal" style="background:#f3f3f3"><span class="pure-menu-heading">Dunhollow Pharmacy</span><ul class="pure-menu-list">{each(["Stock", "Orders", "Deliveries", "Suppliers"], '<li class="pure-menu-item"><a href="#" class="pure-menu-link">{}</a></li>')}</ul></div>
<div style="display:flex;gap:24px;padding:16px"><div style="width:850px"><form class="pure-form" style="margin-bottom:12px"><input placeholder="Article or number" style="width:240px"> <select aria-label="Shelf" style="width:140px">{options("All shelves", "Shelf A")}</select> <button type="button" class="pure-button pure-button-primary">Find</button> <button type="button" class="pure-button" disabled>Order all</button></form><table class="pure-table pure-table-bordered pure-table-striped" style="width:100%">{head("Number", "Article", "On hand", "Price", "Expires", "State")}<tbody>{table}</tbody></table></div>
<form class="pure-form pure-form-stacked" style="flex:1"><fieldset><legend>Delivery</legend><label for="d1">Supplier</label><input id="d1" value="{c.company()}" style="width:100%"><label for="d2">Delivery note</label><input id="d2" value="{c.id("DN", 7)}" style="width:100%"><label for="d3">Parcels</label><input id="d3" type="number" value="3"><label for="d4">Remarks</label><textarea id="d4" rows="3" style="width:100%">One box was damaged.</textarea><label for="d5" class="pure-checkbox"><input type="checkbox" id="d5" checked> Temperature was checked</label><label for="d6" class="pure-radio"><input type="radio" name="d" id="d6" checked> Complete</label><label for="d7" class="pure-radio"><input type="radio" name="d" id="d7"> Partial</label><button type="button" class="pure-button pure-button-primary">Book receipt</button> <button type="button" class="pure-button">Cancel</button></fieldset></form></div>"""
    return Page(
        "stock_pure",
        "held_out",
        "pharmacy stock",
        "pure",
        "Pure",
        "Gentium Basic",
        ("purecss/build/pure-min.css",),
        body,
        css="body{overflow:hidden;margin:0}",
        width=1366,
        height=768,
    )


def sign_in() -> Page:
    """A page to sign in, with news, in Materialize."""
    c = Content(214)
    cards = "".join(
        f'<div class="card" style="flex:1"><div class="card-content"><span class="card-title">{title}</span><p>{text}</p></div><div class="card-action"><a href="#">Read more</a></div></div>'
        for title, text in [
            ("New tariffs", f"Valid from {c.date('words')}."),
            ("Closed on Friday", "The branch moves house."),
            ("Meter reading", f"Please send it by {c.date('words')}."),
        ]
    )
    body = f"""<nav class="teal"><div class="nav-wrapper" style="padding:0 24px"><span class="brand-logo">Indigo Energy</span><ul class="right">{each(["Tariffs", "Outages", "Contact"], '<li><a href="#">{}</a></li>')}</ul></div></nav><div style="display:flex;gap:40px;padding:40px 80px"><div class="card" style="width:440px;padding:24px"><span class="card-title">Sign in</span><div><label for="u">Customer number</label><input id="u" type="text" value="{c.number(1000000, 9999999)}"></div><div><label for="p">Password</label><input id="p" type="password" value="longpassword"></div>
<p><label><input type="checkbox" class="filled-in" checked><span>Stay signed in</span></label></p><p><label><input type="radio" name="g" checked><span>Household</span></label></p><p><label><input type="radio" name="g"><span>Business</span></label></p><button class="btn teal">Sign in</button> <button class="btn-flat" data-role="button">Register</button><p><a href="#">Forgotten your password?</a></p></div>
<div style="flex:1"><h5>News</h5><div style="display:flex;gap:20px">{cards}</div><table class="striped">{head("Place", "Outage", "Since", "Until")}<tbody>{rows(7, lambda n: [c.town(), c.pick("Electricity Gas Water"), c.time(), c.time()])}</tbody></table><div style="margin-top:20px"><button class="btn-large orange">Report an outage</button> <button class="btn disabled" disabled>Live map</button></div></div></div>"""
    return Page(
        "sign_in_materialize",
        "held_out",
        "energy portal",
        "materialize",
        "Materialize",
        "Carlito",
        ("materialize-css/dist/css/materialize.min.css",),
        body,
        css="body{overflow:hidden}",
        focus="#u",
    )


def issues() -> Page:
    """A list of issues, dark, in Primer."""
    c = Content(215)
    subjects = "Totals differ by one cent|Printer prints blank pages|Import fails on umlauts|Search finds nothing|Slow start on Mondays|Wrong rounding in report|Login loops|Dates shifted by a day"

    def issue(number: int) -> str:
        colours = {"bug": "#d73a4a", "wish": "#0e8a16", "question": "#8250df"}
        label = c.pick(list(colours))
        return f'<li class="Box-row d-flex" style="gap:12px"><input type="checkbox" aria-label="Select" {"checked" if number == 2 else ""}><div class="flex-auto"><a href="#" class="Link--primary text-bold">{c.pick(subjects)}</a> <span class="Label" style="background:{colours[label]};color:#fff">{label}</span><div class="text-small color-fg-muted">#{c.number(100, 999)} opened on {c.date("words")} by {c.person()}</div></div><span class="color-fg-muted mx-3">{c.number(1, 30)}</span></li>'

    nav = "".join(
        f'<a href="#" class="UnderlineNav-item" role="tab" {"aria-selected=true" if n == "Issues" else ""}>{n}</a>'
        for n in ["Code", "Issues", "Pull requests", "Wiki", "Settings"]
    )
    side = "".join(
        f'<a class="menu-item" href="#" {"data-selected aria-current=page" if n == "Open" else ""}>{n}</a>'
        for n in ["Open", "Closed", "Assigned to me", "Mentioned", "Milestones"]
    )
    body = f"""<div style="padding:20px 40px"><h2 class="mb-3">fathom / ledger</h2><nav class="UnderlineNav mb-4"><div class="UnderlineNav-body">{nav}</div></nav><div class="d-flex" style="gap:28px"><nav class="menu" style="width:230px;align-self:flex-start">{side}</nav><div style="flex:1"><div class="d-flex mb-3" style="gap:10px"><input class="form-control flex-auto" value="is:open label:bug" aria-label="Filter"><button class="btn">Labels</button><button class="btn btn-primary">New issue</button><button class="btn" disabled>Close</button></div><div class="Box"><ul>{"".join(issue(n) for n in range(11))}</ul></div></div>
<div style="width:300px"><div class="Box p-3"><h4 class="mb-2">Assignees</h4><div>{c.person()}</div><div>{c.person()}</div><hr><div class="form-group"><div class="form-group-header"><label for="due">Due date</label></div><input class="form-control" id="due" value="{c.date()}"></div><div class="form-checkbox"><label><input type="checkbox" checked> Notify me</label></div><button class="btn btn-danger">Lock</button> <button class="btn btn-outline">Transfer</button></div><div class="flash flash-warn mt-3">This project is read only from {c.date("words")}.</div></div></div></div>"""
    sheets = ("@primer/primitives/dist/css/functional/themes/dark.css", "@primer/css/dist/primer.css")
    return Page(
        "issues_primer_dark",
        "held_out",
        "issue tracker",
        "primer",
        "Primer dark",
        "Inter",
        sheets,
        body,
        html='data-color-mode="dark" data-dark-theme="dark"',
        css="body{overflow:hidden} ul{list-style:none} .UnderlineNav{border-bottom:1px solid #3d444d} .UnderlineNav-item{display:inline-block;padding:8px 18px} .UnderlineNav-item[aria-selected]{border-bottom:2px solid #f78166;color:#f0f6fc} .menu-item{display:block;padding:8px 16px;border-radius:6px} .menu-item[data-selected]{background:#262c36} .Label{padding:2px 9px;border-radius:10px;margin-left:6px} .Box{border:1px solid #3d444d;border-radius:6px} .Box-row{padding:12px 16px;border-top:1px solid #3d444d;align-items:center} .flash{padding:16px;border:1px solid #9e6a03;border-radius:6px}",
    )


def bookings() -> Page:
    """A month of bookings, in Spectre, at scale 2."""
    c = Content(216)
    days = "".join(f"<th>{d}</th>" for d in "Mon Tue Wed Thu Fri Sat Sun".split())
    weeks = "".join(
        "<tr>"
        + "".join(
            f'<td style="height:52px;vertical-align:top"><div>{7 * w + d + 1}</div>{f"<small>{c.family()}</small>" if c.chance(0.35) else ""}</td>'
            for d in range(7)
        )
        + "</tr>"
        for w in range(4)
    )
    body = f"""<div style="padding:10px 16px"><header class="navbar" style="margin-bottom:8px"><section class="navbar-section"><span class="text-bold mr-2">Harbour Hotel</span>{each(["Rooms", "Guests"], '<a href="#" class="btn btn-link" data-role="link">{}</a>')}</section><section class="navbar-section"><div class="input-group"><input class="form-input" placeholder="Guest"><button class="btn btn-primary input-group-btn">Find</button></div></section></header>
<ul class="tab"><li class="tab-item active"><a href="#" role="tab" aria-selected="true">Month</a></li>{each(["Week", "Day"], '<li class="tab-item"><a href="#" role="tab">{}</a></li>')}</ul><div style="display:flex;gap:16px"><table class="table" style="width:600px"><thead><tr>{days}</tr></thead><tbody>{weeks}</tbody></table>
<div style="flex:1"><div class="form-group"><label class="form-label" for="g">Guest</label><input class="form-input" id="g" value="{c.person()}"></div><div class="form-group"><label class="form-label" for="k">Room</label><select class="form-select" id="k">{options("Double, sea view", "Single")}</select></div><div class="form-group"><label class="form-checkbox"><input type="checkbox" checked><i class="form-icon"></i> Breakfast</label><label class="form-switch"><input type="checkbox" role="switch"><i class="form-icon"></i> Late arrival</label><label class="form-radio"><input type="radio" name="q" checked><i class="form-icon"></i> Paid</label><label class="form-radio"><input type="radio" name="q"><i class="form-icon"></i> Open</label></div><button class="btn btn-success">Book</button> <button class="btn">Clear</button> <button class="btn" disabled>Print</button></div></div></div>"""
    return Page(
        "bookings_spectre",
        "held_out",
        "hotel bookings",
        "spectre",
        "Spectre",
        "Quicksand",
        ("spectre.css/dist/spectre.min.css", "spectre.css/dist/spectre-exp.min.css"),
        body,
        css="body{overflow:hidden} small{font-size:11px}",
        scale=2.0,
    )

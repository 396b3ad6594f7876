# ruff: noqa: E501 - markup reads better unbroken
"""Pages of the held-out split that imitate desktops, with windows that overlap: XP.css, 7.css."""

from __future__ import annotations

from evaluation.eyes.render.content import Content
from evaluation.eyes.render.web.page import Page, each, head, options, rows


def pages() -> list[Page]:
    """All of them."""
    return [payroll(), letters()]


def window(
    title: str, place: tuple[int, int, int], inner: str, *, dialog: bool = False, active: str = ""
) -> str:
    """A window at x, y of the given width."""
    controls = each(["Minimize", "Maximize", "Close"], '<button aria-label="{}"></button>')
    kind = f'data-window="{title}"' + (" data-dialog" if dialog else "")
    x, y, width = place
    return (
        f'<div class="window {active}" {kind} style="isolation:isolate;position:absolute;left:{x}px;top:{y}px;width:{width}px">'
        f'<div class="title-bar"><div class="title-bar-text">{title}</div><div class="title-bar-controls">{controls}</div></div>{inner}</div>'
    )


def payroll() -> Page:
    """Payroll with a list, options and a question, in XP.css."""
    c = Content(221)
    table = f'<div class="sunken-panel" style="height:420px;background:#fff"><table style="width:100%">{head("Staff no.", "Name", "Department", "Gross", "Net", "Paid on")}<tbody>{rows(18, lambda n: [c.id("S", 5), c.person(), c.pick("Sales Depot Office Kitchen"), c.amount(1800, 6000), c.amount(1200, 4000), c.date("slashes")])}</tbody></table></div>'
    tabs = (
        '<li role="tab" aria-selected="true"><button role="tab" aria-selected="true">Rates</button></li>'
        + each(["Bank", "Print"], '<li><button role="tab">{}</button></li>')
    )
    inner = f"""<div class="window-body"><section class="tabs"><menu role="tablist">{tabs.replace('<li role="tab" aria-selected="true">', "<li>").replace("<li>", "").replace("</li>", "")}</menu><article role="tabpanel">
<div class="field-row"><label for="x1" style="width:130px">Hourly rate</label><input id="x1" type="text" value="{c.amount(12, 40)}"></div><div class="field-row"><label for="x2" style="width:130px">Social fund</label><input id="x2" type="text" value="{c.company()}"></div><div class="field-row"><label for="x3" style="width:130px">Tax class</label><select id="x3">{options("Class one", "Class two")}</select></div>
<fieldset style="margin-top:10px"><legend>Supplements</legend><div class="field-row"><input type="checkbox" id="x4" checked><label for="x4">Night shifts</label></div><div class="field-row"><input type="checkbox" id="x5"><label for="x5">Sundays</label></div><div class="field-row"><input type="radio" name="p" id="x6" checked><label for="x6">Monthly</label></div><div class="field-row"><input type="radio" name="p" id="x7"><label for="x7">Every two weeks</label></div></fieldset></article></section><section class="field-row" style="justify-content:flex-end"><button>OK</button><button>Cancel</button><button disabled>Apply</button></section></div>"""
    body = (
        window(
            "Payroll for May",
            (50, 50, 760),
            f'<div class="window-body"><div class="field-row" style="margin-bottom:8px"><button>Run payroll</button><button>Export</button><label for="f">Find</label><input id="f" type="text" value="{c.family()}"></div>{table}</div>',
        )
        + window("Options", (700, 170, 440), inner)
        + window(
            "Payroll",
            (420, 560, 400),
            f'<div class="window-body"><p style="margin:12px">Transfer {c.amount(20000, 90000)} to {c.number(20, 60)} accounts now?</p><section class="field-row" style="justify-content:center"><button>Yes</button><button>No</button></section></div>',
            dialog=True,
        )
    )
    css = "body{background:#5a7edc;margin:0;overflow:hidden} .window,button,input,select,label,td,th,legend,p{font-size:13px!important} table{line-height:1.4;background:#fff} label,button{pointer-events:auto}"
    return Page(
        "payroll_xp",
        "held_out",
        "payroll",
        "xp.css",
        "XP.css",
        "Carlito",
        ("xp.css/dist/XP.css",),
        body,
        css=css,
        width=1366,
        height=768,
    )


def letters() -> Page:
    """A writer of letters with its menu bar and an open menu, in 7.css."""
    c = Content(222)
    bar = """<ul role="menubar"><li role="menuitem" data-role="menu" tabindex="0" aria-expanded="true">File</li><li role="menuitem" data-role="menu" tabindex="0">Edit</li><li role="menuitem" data-role="menu" tabindex="0">View</li><li role="menuitem" data-role="menu" tabindex="0">Help</li></ul>"""
    menu = (
        '<ul role="menu" style="position:absolute;left:8px;top:52px;width:230px;z-index:9">'
        + each(
            ["New letter", "Open…", "Save", "Save as template…"],
            '<li role="menuitem"><a data-role="none">{}</a></li>',
        )
        + '<li role="menuitem" class="has-divider" aria-disabled="true"><a data-role="none">Print…</a></li><li role="menuitem"><a data-role="none">Close</a></li></ul>'
    )
    text = "".join(
        f"<p>{line}</p>"
        for line in [
            f"{c.company()}",
            f"{c.street()}, {c.town()}",
            f"Our reference: {c.id('REF', 6)}",
            "",
            "Dear customer,",
            "thank you for your letter. We have looked into the matter",
            f"and will refund the amount of {c.amount()} by {c.date('words')}.",
            "Please keep this letter with your documents.",
            "",
            "With kind regards,",
            c.person(),
        ]
        if line
    )
    form = f"""<div class="window-body has-space"><div class="group"><label for="y1">Addressee</label><input id="y1" type="text" value="{c.person()}" style="width:220px"></div><br><div class="group"><label for="y2">Password</label><input id="y2" type="password" value="abcdefgh" style="width:220px"></div><br><div class="group"><label for="y3">Paper</label><select id="y3" style="width:200px">{options("A4 with letterhead", "A5")}</select></div><br><fieldset><legend>Copies</legend><div class="field-row"><input type="checkbox" id="y4" checked><label for="y4" data-reach="0.5">For the file</label></div><div class="field-row"><input type="checkbox" id="y5"><label for="y5" data-reach="0.5">For the customer</label></div><div class="field-row"><input type="radio" name="z" id="y6" checked><label for="y6">Colour</label></div><div class="field-row"><input type="radio" name="z" id="y7"><label for="y7">Black and white</label></div></fieldset><br><section class="field-row" style="justify-content:flex-end"><button class="default">Print</button><button>Cancel</button><button disabled>Preview</button></section></div>"""
    body = window(
        "Letter 1 - Writer",
        (60, 40, 900),
        f'<div class="window-body" style="height:600px;background:#fff;position:relative">{bar}<div style="padding:24px 200px 24px 280px">{text}</div></div>{menu}',
        active="active",
    ) + window("Print letter", (820, 300, 420), form, dialog=True, active="active")
    css = "body{background:#3a6ea5;margin:0;overflow:hidden} .window,button,input,select,label,li,p,legend{font-size:14px!important} p{line-height:1.5;margin:4px 0} label,button{pointer-events:auto}"
    return Page(
        "letters_7",
        "held_out",
        "letter writer",
        "7.css",
        "7.css",
        "Cantarell",
        ("7.css/dist/7.css",),
        body,
        css=css,
        width=1366,
        height=768,
    )

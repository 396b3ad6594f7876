"""Files that applications show: a letter, a program, a PDF, names of files."""

from __future__ import annotations

import io

from evaluation.eyes.render.content import Content


def letter(seed: int) -> str:
    """A plain text of short lines."""
    c = Content(seed)
    lines = [f"Minutes of {c.date('words')}", "", f"Present: {c.person()}, {c.person()}, {c.person()}", ""]
    for number in range(1, 15):
        what = c.pick("The budget|The lease|The new printer|The audit|The move|The newsletter|The parking area")
        did = c.pick("was approved|was postponed|needs a second offer|is finished|will be checked")
        lines.append(f"{number}. {what} {did}; {c.first()} reports by {c.date('iso')}.")
        lines.append(f"   Cost centre {c.id('CC', 4)}, {c.amount()} EUR, contact {c.mail()}")
    return "\n".join([*lines, "", f"Next meeting: {c.date('words')}, {c.time()}", ""])


def program(seed: int) -> str:
    """A small program."""
    c = Content(seed)
    lines = ["import csv", "from decimal import Decimal", "", f"RATE = Decimal({c.number(1, 9)})", ""]
    for name in ("total", "overdue", "balance", "report", "monthly", "average"):
        lines += [f"def {name}(rows):", f'    """The {name} of all rows since {c.date()}."""']
        lines += [f"    wanted = [r for r in rows if r['{c.pick('state town kind account')}'] != {c.number(0, 99)}]", f"    return sum(r['amount'] for r in wanted) * RATE  # {c.pick('rounded later|see ticket|as agreed')}", "", ""]
    return "\n".join(lines)


def ledger(seed: int) -> list[tuple[str, int]]:
    """Names and sizes of files."""
    c = Content(seed)
    kinds = "invoice contract minutes offer report letter scan budget"
    return [(f"{c.pick(kinds)}_{c.town().lower()}_{c.number(2019, 2026)}.{c.pick('txt csv md log')}", c.number(200, 9000)) for _ in range(24)]


def pdf_page(seed: int) -> bytes:
    """An invoice as PDF, in Gentium."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont("Gentium", "/usr/share/fonts/truetype/gentium-basic/GenBasR.ttf"))
    c, out = Content(seed), io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1)
    canvas.setFont("Gentium", 20)
    canvas.drawString(60, 770, f"Invoice {c.id('INV', 6)}")
    canvas.setFont("Gentium", 11)
    for place, line in enumerate([c.company(), c.street(), c.town(), f"Date: {c.date('words')}"]):
        canvas.drawString(60, 735 - 16 * place, line)
    for row in range(14):
        y = 640 - 22 * row
        what = c.pick("Consulting|Travel|Licence|Maintenance|Training|Materials") if row else "Item"
        cells = (what, str(c.number(1, 9)), c.amount(), c.amount()) if row else ("Item", "Qty", "Price", "Total")
        for x, cell in zip((60, 260, 340, 440), cells, strict=True):
            canvas.drawString(x, y, cell)
        canvas.line(60, y - 6, 530, y - 6)
    canvas.drawString(60, 300, f"Please pay {c.amount()} EUR to {c.iban()} by {c.date('words')}.")
    canvas.save()
    return out.getvalue()

# ruff: noqa: E501 - data and long calls read better unbroken
"""Files that applications show: a letter, a program, a PDF, names of files."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from evaluation.eyes.render.content import Content

FONT = Path("/usr/share/fonts/truetype/gentium-basic/GenBasR.ttf")


def letter(seed: int) -> str:
    """A plain text of short lines."""
    c = Content(seed)
    lines = [f"Minutes of {c.date('words')}", "", f"Present: {c.person()}, {c.person()}, {c.person()}", ""]
    for number in range(1, 15):
        what = c.pick(
            "The budget|The lease|The new printer|The audit|The move|The newsletter|The parking area"
        )
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
        lines += [
            f"    wanted = [r for r in rows if r['{c.pick('state town kind account')}'] != {c.number(0, 99)}]",
            f"    return sum(r['amount'] for r in wanted) * RATE  # {c.pick('rounded later|see ticket|as agreed')}",
            "",
            "",
        ]
    return "\n".join(lines)


def ledger(seed: int) -> list[tuple[str, int]]:
    """Names and sizes of files."""
    c = Content(seed)
    kinds = "invoice contract minutes offer report letter scan budget"
    return [
        (
            f"{c.pick(kinds)}_{c.town().lower()}_{c.number(2019, 2026)}.{c.pick('txt csv md log')}",
            c.number(200, 9000),
        )
        for _ in range(24)
    ]


@dataclass(frozen=True, slots=True)
class Words:
    """Words on a page of 595 by 842 points; y: of the baseline, upwards. row, column: in the table, else -1."""

    text: str
    x: float
    y: float
    size: float
    row: int = -1
    column: int = -1


COLUMNS = (60, 260, 340, 440)
RIGHT = 530
STEP = 22


def invoice(seed: int) -> list[Words]:
    """The words of an invoice; its table's head is row 0."""
    c = Content(seed)
    words = [Words(f"Invoice {c.id('INV', 6)}", 60, 770, 20)]
    for place, line in enumerate([c.company(), c.street(), c.town(), f"Date: {c.date('words')}"]):
        words.append(Words(line, 60, 735 - 16 * place, 11))
    for row in range(14):
        what = c.pick("Consulting|Travel|Licence|Maintenance|Training|Materials")
        cells = (
            (what, str(c.number(1, 9)), c.amount(), c.amount()) if row else ("Item", "Qty", "Price", "Total")
        )
        for column, cell in enumerate(cells):
            words.append(Words(cell, COLUMNS[column], 640 - STEP * row, 11, row, column))
    words.append(Words(f"Please pay {c.amount()} EUR to {c.iban()} by {c.date('words')}.", 60, 300, 11))
    return words


def pdf_page(seed: int) -> bytes:
    """The invoice as PDF, in Gentium; needs reportlab."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont("Gentium", str(FONT)))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1)
    canvas.setTitle("Invoice")
    for words in invoice(seed):
        canvas.setFont("Gentium", words.size)
        canvas.drawString(words.x, words.y, words.text)
        if words.column == 0:
            canvas.line(COLUMNS[0], words.y - 6, RIGHT, words.y - 6)
    canvas.save()
    return out.getvalue()

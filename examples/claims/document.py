"""The claim form as a PDF of one A4 page.

`write` draws label and value of every field on one line between ruling lines, labels left and values right,
with text that a reader's accessibility tree and `pdftotext` both give back. Amounts read `EUR 4,310.75`,
dates are ISO; the deductible is not on the form.
"""

from __future__ import annotations

from pathlib import Path

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from claims.generate import Case, money

INK, SOFT, RULE, BAND = HexColor("#1b2733"), HexColor("#52616f"), HexColor("#b9c4ce"), HexColor("#1f4e79")
LEFT, RIGHT, VALUE_AT, ROW = 62.0, A4[0] - 62.0, 220.0, 34.0
FONT_FOLDERS = (Path("/usr/share/fonts/truetype/dejavu"), Path("/usr/share/fonts/dejavu"))


def fonts() -> tuple[str, str]:
    """Names of a regular and a bold font that have the letters of all European names."""
    for folder in FONT_FOLDERS:
        if (folder / "DejaVuSans.ttf").exists() and (folder / "DejaVuSans-Bold.ttf").exists():
            pdfmetrics.registerFont(TTFont("Form", str(folder / "DejaVuSans.ttf")))
            pdfmetrics.registerFont(TTFont("Form-Bold", str(folder / "DejaVuSans-Bold.ttf")))
            return "Form", "Form-Bold"
    return "Helvetica", "Helvetica-Bold"


def rows(case: Case) -> tuple[tuple[str, str], ...]:
    """Label and value of each line of the form."""
    return (
        ("Claim number", case.claim_number),
        ("Policy number", case.policy_number),
        ("Claimant", case.claimant),
        ("Date of loss", case.date_of_loss.isoformat()),
        ("Cause of loss", case.cause.value),
        ("Amount claimed", money(case.amount)),
        ("Phone", case.phone),
        ("Address", f"{case.street}, {case.town}"),
    )


def head(canvas: Canvas, regular: str, bold: str) -> float:
    """Draws title and introduction; returns the height at which the rows begin."""
    top = float(A4[1]) - 62
    canvas.setFillColor(BAND)
    canvas.rect(0, A4[1] - 14, A4[0], 14, stroke=0, fill=1)
    canvas.setFillColor(INK)
    canvas.setFont(bold, 22)
    canvas.drawString(LEFT, top - 14, "Claim notification")
    canvas.setFillColor(SOFT)
    canvas.setFont(regular, 9.5)
    canvas.drawString(LEFT, top - 34, "To be completed by the policyholder and handed in by the broker.")
    return top - 62


def row(canvas: Canvas, y: float, label: str, value: str, fonts_used: tuple[str, str]) -> None:
    """Draws one line of the form with its ruling line below."""
    regular, bold = fonts_used
    canvas.setFillColor(SOFT)
    canvas.setFont(regular, 11)
    canvas.drawString(LEFT, y - 21, label)
    canvas.setFillColor(INK)
    canvas.setFont(bold, 12.5)
    canvas.drawString(VALUE_AT, y - 21, value)
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(0.7)
    canvas.line(LEFT, y - ROW, RIGHT, y - ROW)


def paragraph(canvas: Canvas, y: float, case: Case, fonts_used: tuple[str, str]) -> float:
    """Draws the description; returns the height below it."""
    regular, _ = fonts_used
    canvas.setFillColor(SOFT)
    canvas.setFont(regular, 11)
    canvas.drawString(LEFT, y - 24, "Description")
    canvas.setFillColor(INK)
    for index, line in enumerate(case.description_lines):
        canvas.drawString(LEFT, y - 44 - 17 * index, line)
    bottom = y - 44 - 17 * len(case.description_lines)
    canvas.line(LEFT, bottom, RIGHT, bottom)
    return bottom


def signature(canvas: Canvas, y: float, regular: str) -> None:
    """Draws the place for date and signature."""
    canvas.setFillColor(SOFT)
    canvas.setFont(regular, 8.5)
    for left, text in ((LEFT, "Place and date"), (330.0, "Signature of the policyholder")):
        canvas.line(left, y, left + 200, y)
        canvas.drawString(left, y - 12, text)


def write(case: Case, path: Path) -> Path:
    """Writes the form of this case to `path`."""
    used = fonts()
    canvas = Canvas(str(path), pagesize=A4, invariant=1, lang="en")
    canvas.setTitle("Claim notification")
    y = head(canvas, *used)
    canvas.setStrokeColor(BAND)
    canvas.setLineWidth(1.4)
    canvas.line(LEFT, y, RIGHT, y)
    for label, value in rows(case):
        row(canvas, y, label, value, used)
        y -= ROW
    signature(canvas, paragraph(canvas, y, case, used) - 80, used[0])
    canvas.showPage()
    canvas.save()
    return path

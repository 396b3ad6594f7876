# ruff: noqa: E501 - data and long calls read better unbroken
"""A dense sheet of business rows as a flat ODS document with explicit column widths and row heights."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from evaluation.eyes.render.content import Content

_MM = 25.4 / 96


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is in the document. widths: of the columns, in pixels at 96 dpi; height: of each row."""

    font: str
    points: float
    names: tuple[str, ...]
    widths: tuple[int, ...]
    height: int
    rows: tuple[tuple[str, ...], ...]
    right: frozenset[int]
    head: str = "#dbe5f1"
    tints: tuple[tuple[str, str], ...] = ()


def claims(font: str, points: float, seed: int, count: int) -> Sheet:
    """Claims of an insurer."""
    c = Content(seed)
    names = "Claim|Policyholder|Policy|Cause|Date of loss|Reserve|Paid|Currency|Handler|State|Town|Remark"
    causes = "Burst pipe|Hail|Theft|Fire|Collision|Storm|Glass|Water|Lightning"
    remarks = "expert asked|photos missing|call back|closed by phone|second opinion|see letter|none|awaiting invoice"
    rows = tuple(
        (c.id("CLM"), c.person(), c.id("P", 7), c.pick(causes), c.date("iso"), c.amount(90, 60000), c.amount(0, 9000),
         c.pick("EUR CHF GBP USD"), c.family(), c.pick("Open Approved Refused Pending"), c.town(), c.pick(remarks))
        for _ in range(count)
    )  # fmt: skip
    widths = (100, 190, 110, 130, 120, 120, 110, 90, 140, 110, 140, 200)
    return Sheet(
        font,
        points,
        tuple(names.split("|")),
        widths,
        20,
        rows,
        frozenset({5, 6}),
        tints=(("Refused", "#f8d7da"), ("Approved", "#d4edda")),
    )


def stock(font: str, points: float, seed: int, count: int) -> Sheet:
    """Stock of a wholesaler."""
    c = Content(seed)
    names = "SKU|Article|Supplier|Bin|On hand|Minimum|Unit price|Value|Last counted|Buyer|Status|Site"
    goods = "Hex bolt M8|Pipe clamp|Cable tie|Wood screw|Hinge, brass|Door closer|Wall anchor|LED strip|Fuse 16 A|Paint roller|Sanding disc|Washer"
    rows = tuple(
        (c.id("SKU", 6), c.pick(goods), c.company(), f"{c.pick('A B C D')}{c.number(1, 40):02}-{c.number(1, 9)}", str(c.number(0, 4000)),
         str(c.number(10, 400)), c.amount(0, 60), c.amount(10, 90000), c.date("dots"), c.person(), c.pick("ok|reorder|blocked|new"), c.town())
        for _ in range(count)
    )  # fmt: skip
    widths = (110, 130, 220, 90, 90, 90, 100, 120, 120, 190, 100, 130)
    return Sheet(
        font,
        points,
        tuple(names.split("|")),
        widths,
        21,
        rows,
        frozenset({4, 5, 6, 7}),
        head="#e2efda",
        tints=(("blocked", "#fce4d6"),),
    )


def document(sheet: Sheet) -> str:
    """The flat ODS."""
    columns = "".join(f'<table:table-column table:style-name="co{n}"/>' for n in range(len(sheet.widths)))
    styles = "".join(
        f'<style:style style:name="co{n}" style:family="table-column"><style:table-column-properties style:column-width="{wide * _MM:.3f}mm"/></style:style>'
        for n, wide in enumerate(sheet.widths)
    )
    tints = "".join(_cell_style(f"t{n}", colour) for n, (_, colour) in enumerate(sheet.tints))
    body = _row(sheet, sheet.names, "head") + "".join(_row(sheet, row, "") for row in sheet.rows)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:font-face-decls><style:font-face style:name="F" svg:font-family="'{sheet.font}'"/></office:font-face-decls>
<office:styles><style:default-style style:family="table-cell"><style:text-properties style:font-name="F" fo:font-size="{sheet.points}pt" fo:language="en" fo:country="GB"/></style:default-style></office:styles>
<office:automatic-styles>{styles}<style:style style:name="ro" style:family="table-row"><style:table-row-properties style:row-height="{sheet.height * _MM:.3f}mm" style:use-optimal-row-height="false"/></style:style>
{_cell_style("head", sheet.head, bold=True)}{_cell_style("right", "", right=True)}{tints}</office:automatic-styles>
<office:body><office:spreadsheet><table:table table:name="Sheet1">{columns}{body}</table:table></office:spreadsheet></office:body></office:document>"""


def _cell_style(name: str, colour: str, *, bold: bool = False, right: bool = False) -> str:
    background = f'<style:table-cell-properties fo:background-color="{colour}"/>' if colour else ""
    paragraph = '<style:paragraph-properties fo:text-align="end"/>' if right else ""
    weight = '<style:text-properties fo:font-weight="bold"/>' if bold else ""
    return f'<style:style style:name="{name}" style:family="table-cell">{background}{paragraph}{weight}</style:style>'


def _row(sheet: Sheet, texts: tuple[str, ...], style: str) -> str:
    cells = []
    for number, text in enumerate(texts):
        tint = next((f"t{n}" for n, (word, _) in enumerate(sheet.tints) if word == text), "")
        named = style or tint or ("right" if number in sheet.right else "")
        attribute = f' table:style-name="{named}"' if named else ""
        cells.append(
            f'<table:table-cell{attribute} office:value-type="string"><text:p>{escape(text)}</text:p></table:table-cell>'
        )
    return f'<table:table-row table:style-name="ro">{"".join(cells)}</table:table-row>'

# ruff: noqa: E501 - data and long calls read better unbroken
"""The words of a form, as lines of tab-separated fields that every toolkit's program reads."""

from __future__ import annotations

from evaluation.eyes.render.content import Content


def orders(seed: int) -> str:
    """Orders of a wholesaler."""
    c = Content(seed)
    goods = "Copper wire|Steel tube|Oak board|Glass pane|Roof tile|Paint, white|Sealing ring|Work gloves"
    lines = [
        "title\tOrder entry", "menu\tOrder\tView\tExtras\tHelp", "tab\tPositions\tDelivery\tInvoices\tNotes",
        f"entry\tCustomer\t{c.company()}", f"entry\tContact\t{c.person()}", f"entry\tE-mail\t{c.mail()}", f"entry\tOrder number\t{c.id('ORD', 6)}\tdisabled",
        "password\tRelease code\tabcdefgh", "combo\tPayment\tInvoice, 30 days", "combo\tCarrier\tOwn vehicle", f"spin\tParcels\t{c.number(1, 40)}", f"slider\tDiscount\t{c.number(20, 80)}",
        f"text\tRemarks\tDeliver to gate {c.number(1, 9)}.|Call {c.phone()} first.",
        "check\tPartial delivery\t1", "check\tPrint labels\t0", "check\tInsured transport\t1\tdisabled", "radio\tBy lorry\t1", "radio\tBy rail\t0", "radio\tCollected\t0",
        "columns\tArticle\tName\tPieces\tPrice\tSum\tState",
    ]  # fmt: skip
    for _ in range(14):
        lines.append(
            "row\t"
            + "\t".join(
                [
                    c.id("A", 5),
                    c.pick(goods),
                    str(c.number(1, 400)),
                    c.amount(1, 90),
                    c.amount(90, 9000),
                    c.pick("open shipped billed"),
                ]
            )
        )
    return "\n".join(
        [
            *lines,
            "button\tSave",
            "button\tShip",
            "button\tPrint",
            "button\tCancel order\tdisabled",
            *_tree(c, "Customers|Domestic|Abroad|Suppliers|Metals|Timber|Archive"),
        ]
    )


def patients(seed: int) -> str:
    """Patients of a practice."""
    c = Content(seed)
    lines = [
        "title\tPatient record", "menu\tPatient\tRecord\tTools\tWindow\tHelp", "tab\tPerson\tInsurance\tFindings\tLetters",
        f"entry\tName\t{c.person()}", f"entry\tBorn\t{c.date('dots')}", f"entry\tStreet\t{c.street()}", f"entry\tTown\t{c.town()}", f"entry\tPatient number\t{c.number(10000, 99999)}\tdisabled",
        "password\tDoctor's PIN\t12345678", "combo\tInsurer\tHarrow Mutual", "combo\tDoctor\tDr. Stavvik", f"spin\tHeight in cm\t{c.number(150, 195)}", f"slider\tPain\t{c.number(10, 90)}",
        f"text\tNotes\tNo known allergies.|Next visit on {c.date('words')}.",
        "check\tReminder by mail\t0", "check\tConsent on file\t1", "check\tShared record\t0\tdisabled", "radio\tFirst visit\t0", "radio\tFollow-up\t1", "radio\tEmergency\t0",
        "columns\tDate\tFinding\tCode\tDoctor\tResult",
    ]  # fmt: skip
    findings = "Blood pressure|Blood count|ECG|X-ray, left hand|Urine|Lung function|Eye test"
    for _ in range(14):
        lines.append(
            "row\t"
            + "\t".join(
                [
                    c.date("dots"),
                    c.pick(findings),
                    c.id("F", 4),
                    "Dr. " + c.family(),
                    c.pick("normal|see letter|pending|raised"),
                ]
            )
        )
    return "\n".join(
        [
            *lines,
            "button\tSave record",
            "button\tNew visit",
            "button\tPrescribe",
            "button\tDelete\tdisabled",
            *_tree(c, "Practice|Waiting room|Today|Laboratory|Sent|Received|Billing"),
        ]
    )


def _tree(c: Content, names: str) -> list[str]:
    depths = (0, 1, 1, 0, 1, 1, 0)
    return [f"tree\t{depth}\t{name}" for depth, name in zip(depths, names.split("|"), strict=True)]

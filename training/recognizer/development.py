"""Texts of known type to tune by: hand-listed ones, and generated ones of every type, of seeds and countries of their own."""

from __future__ import annotations

import random
from collections.abc import Callable

from faker import Faker

from innervate.core.values import ValueType
from training.recognizer.texts import ADDRESS, DEVELOPED, ORGANISATION, PERSON, TEXT, Texts

_KINDS = {
    PERSON: ValueType.PERSON,
    ORGANISATION: ValueType.ORGANISATION,
    ADDRESS: ValueType.ADDRESS,
    TEXT: ValueType.TEXT,
}

LISTED: dict[ValueType, str] = {
    ValueType.PERSON: "Jane Miller|Miller, Jane|Dr. Anna von der Heide|J. Smith|MÜLLER Karl|Karl-Heinz Brandt|Rosa Winter|María del Carmen Ruiz"
    "|O'Connor, Sinéad|Mrs Thatcher|Prof. Dr. Uwe Klein|Nguyen Van An|Ludwig van Beethoven|山田太郎|Иван Петров|김민수|Bob|Priya|Li Wei"
    "|Hannah|Tobias|Giulia|Mateusz|Fatima|Kwame|Yuki|Ingrid|Declan|Beatriz|Zoë|Omar|Svetlana|Nikhil|Chloe|Ethan|Marlene|Joaquín",
    ValueType.ORGANISATION: "Acme Ltd|Siemens|Allianz Insurance|Harrow Mutual|Stadtwerke München|Miller & Sons|University of Leeds|Green Party"
    "|Baker, Hughes & Co|Deutsche Telekom AG|Northwind Traders|Contoso Corporation|株式会社山田|ООО Ромашка|Städtisches Klinikum Solingen"
    "|Pensione Aurora|Backpackers' Den|The Copper Kettle|Kestrel Lodge|Marmaduke's|Brasserie du Port|Wok and Roll|The Drunken Sailor|Fjord Suites|Sandcastle Resort"
    "|Osteria Vecchia|Tamarind|Chez Margot|Midtown Stay|Bluebell Tea Rooms|Gasthof Krone|La Perla Nera|Nonna Pina|Sizzling Skillet|Dosa Corner|The Gilded Spur|Park Lane Rooms"
    "|Tokyo Table|Casa Verde|Pho 88|Swift Wheels|Auto Noleggio Rossi|Coastline Coaches|Velvet Room|Northern Lights Cabins|Grandma's Oven|Rue Cler Bakery",
    ValueType.ADDRESS: "12 High Street, London|10115 Berlin|London|Lindengasse 4, 4810 Steinach|PO Box 12|Norway|New Mexico|221B Baker Street"
    "|1600 Pennsylvania Avenue NW\\nWashington, DC 20500|Via Roma 1, 20121 Milano|SW1A 1AA|Rua da Fonte 12|D-80331 München|Apt 4, 9 Elm Rd, Leeds",
    ValueType.DATE: "2026-03-14|14.03.2026|March 14, 2026|14 Mar 2026|03/04/2026|Monday, 3 June 2024|12 mars 2024|3. Dezember 2025|May 2024|14:30"
    "|2024-05-15T10:00|2024-05-15 10:00|10:30 AM|Fri, 3 May 2024 10:12|15 May",
    ValueType.AMOUNT: "EUR 4,310.75|4.310,75 €|$1,200|4310.75|-12.50|£20|CHF 1'200.00|1,234.56 USD|€ 9,99|₹ 1,20,000.00|R$ 20,00|(12.00)|500 kr",
    ValueType.NUMBER: "12|4711|0|1,234,567|3.5|-7|1.25e3".rsplit("|", 1)[0],
    ValueType.PHONE: "+49 30 1234567|030 1234567|(555) 123-4567|555-123-4567|+1-555-123-4567|01 23 45 67 89|+44 (0)20 7946 0958|555.123.4567 x12"
    "|001-555-123-4567|0171/2345678|+41 44 668 18 00",
    ValueType.EMAIL: "handler@insurer.example|j.doe+x@mail.example.org|Jane Miller <jane@x.example>",
    ValueType.URL: "https://x.example/a|www.example.org|example.com|192.168.1.4|http://localhost:5000/x?y=1|portal.insurer.example/claims/4|2001:db8::1",
    ValueType.IBAN: "DE89 3704 0044 0532 0130 00|GB82WEST12345698765432|FR1420041010050500013M02606|DE12 3456 7890 1234 5678 90|NL20BANK0123456789|AT001234512345678901",
    ValueType.CARD: "4111 1111 1111 1111|5500-0000-0000-0004|378282246310005|**** **** **** 1234|6011111111111117",
    ValueType.IDENTITY: "123-45-6789|756.9217.0769.85|QQ 12 34 56 C|529.982.247-25|44051401359|RSSMRA85T10A562S|12345678Z".replace("QQ", "AB"),
    ValueType.MEDICAL: "E11.9|J45.909|N02BE01|S52.501A",
    ValueType.REFERENCE: "CLM-48213|POL-2210-7745|P-2180369|INV 2024-001|RE2024/117|#48213|000123|AB-12-CD-3|1Z999AA10123456784|2024-000123"
    "|9f1c2d3e-4b5a-6c7d-8e9f-0a1b2c3d4e5f|1234567890123|LH402",
    ValueType.TEXT: "Water damage|a burst pipe. It leaked 3 days.|Approved|Total|report.pdf|Re: Invoice|Settings|Date of loss|12 km|3 days|85 %|Page 3 of 7"
    "|The kitchen was flooded|Dell XPS 13|Blue|German|Software Engineer|Mr|Version 2.1|Homestead Classic|Board Meeting|HIV positive|Yes"
    "|Coffee with the new neighbours|House warming|Garden party|Wine tasting|Dentist appointment|Fish and vegetables|Greek salad|Vegetarian options|Mushroom risotto"
    "|Dance class|Hiking in the Alps|Movie night|Grocery list|Holiday plans|Weekend trip|Annual report|Press release|Opening hours|Quarterly figures|Meeting notes"
    "|Golden wedding anniversary|Silver lining|Red wine stain|The blue folder|Old receipts|White paper|Black Friday|Green energy|Little by little|Lost and found"
    "|Hot stone massage|Swimming pool|Free breakfast|Sea view|Double room|King size bed|Ocean freight|Harbour dues|Apple harvest|Salt and pepper|Bread and butter"
    "|Korean|Seafood|Street food|Gluten-free|Halal|Electric|Diesel|Compact|Minivan|Great location and friendly staff|Rooms were clean|Would stay again|Too noisy at night"
    "|How to bake bread|A short history of time|Introduction to statistics|The art of letters|Handbook for new staff|Guidelines for visitors|Recipe for pancakes",
}  # fmt: skip


def listed() -> list[tuple[str, ValueType]]:
    return [(text.replace("\\n", "\n"), kind) for kind, texts in LISTED.items() for text in texts.split("|")]


def generated(count: int, seed: int = 77_001) -> list[tuple[str, ValueType]]:
    """As many of each type as of each other, but more of texts."""
    texts, chance = Texts(seed, DEVELOPED), random.Random(seed)
    fakes = [Faker(locale) for locale in DEVELOPED]
    for number, fake in enumerate(fakes):
        fake.seed_instance(seed + number)
    found = [(text, _KINDS[kind]) for text, kind in texts.items(4 * count)]
    for kind, make in _MADE.items():
        found += [(make(chance.choice(fakes)), kind) for _ in range(count // 3)]
    return found


_MADE: dict[ValueType, Callable[[Faker], str]] = {
    ValueType.DATE: lambda f: f.date(f.random_element(("%Y-%m-%d", "%d.%m.%Y", "%d %B %Y", "%B %d, %Y", "%m/%d/%Y", "%Y-%m-%d %H:%M"))),
    ValueType.AMOUNT: lambda f: f.random_element(("EUR {:.2f}", "${:,.2f}", "{:.2f} €", "{:,.2f}")).format(f.pyfloat(min_value=1, max_value=9999)),
    ValueType.NUMBER: lambda f: str(f.random_int(1, 99999)),
    ValueType.PHONE: lambda f: f.phone_number(),
    ValueType.EMAIL: lambda f: f.email(),
    ValueType.URL: lambda f: f.random_element((f.url, f.domain_name, f.ipv4))(),
    ValueType.IBAN: lambda f: f.iban(),
    ValueType.CARD: lambda f: f.credit_card_number(),
    ValueType.IDENTITY: lambda f: f.ssn(),
    ValueType.REFERENCE: lambda f: f.bothify(f.random_element(("???-#####", "??######", "?-#######", "####-######", "???/####/##"))).upper(),
}  # fmt: skip

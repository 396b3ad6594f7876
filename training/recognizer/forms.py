"""How people write names, organisations, addresses and all else: patterns into which words are put, each as often as it stands here."""

from __future__ import annotations


def _split(forms: str) -> list[str]:
    return [form.strip() for form in forms.replace("\n", "|").split("|") if form.strip()]


PERSONS = _split("""
{f} {l}|{f} {l}|{f} {l}|{f} {l}|{f} {l}|{f}|{f}|{f}|{f}|{f}|{f}|{f}|{f}|{l}|{l}|{l}|{l}|{l}|{l}, {f}|{l}, {i}|{i} {l}|{f} {m} {l}|{L} {f}|{f} {L}|{t} {l}|{t} {f} {l}
{l}, {f} {m}|{f} {p} {l}|{f} {l}-{k}|{f} {l} {a}|{f} {l}, {a}|{f}-{g} {l}|{i}{j} {l}|{f} {k} {l}|{l} {f}|{t} {i} {l}|{f} & {g} {l}
{f} O'{l}|{f} Mc{l}
""")
"""f, g: given names. l, k: family names, L in capitals. i, j: initials. m: middle name. t: title. p: particle. a: what stands behind."""

ORGANISATIONS = _split("""
{l} {t}|{l} {t}|{l} {t}|{l} & {o}|{l} and {o}|{l}, {o} & {k}|{l} {x}|{l} {x}|{l} {t} {x}|{l} Bros|{c} {t}|{c} {t} {x}|Bank of {c}
University of {c}|{c} University|{t} of {c}|{c} City Council|{w}{u}|{w}{u} {x}|{q} {w} {x}|The {w} {t}|{s} {x}|{s}|{s} {t}|{a} {t}
First {t} {c}|{s}|{l}'s|{l} {t} {c}|{c} General Hospital|St. {f} Hospital|{l} Family {t}|{a}|{q} {t} {x}|National {t}|Stadtwerke {c}|Klinikum {c}
Sparkasse {c}|Volksbank {c}|Universität {c}|Université de {c}|Universidad de {c}|Banca di {c}|Banco de {c}|Landratsamt {c}|Autohaus {l}
Hotel {c}|Hotel {l}|The {q} {w} Inn|{q} {w} Hotel|{c} {q} Hotel|Café {l}|{l}'s Restaurant|Restaurant {l}|{f}'s {t}|{l}'s {t}|{w} & {v} Café
{l} Rent a Car|{c} Airways|{l} Airlines|Gasthaus {l}|Trattoria {f}|Ristorante {l}|Chez {f}|Le {l}|{c} Grill|The {w} Bar|{q} {w} {t}
{l} Elementary School|{c} Football Club|{c} Chamber of Commerce|Embassy of {c}|Ministry of {w}|Department of {w}|{c} Department of {w}
Institute for {w}|{w} Research Institute|{w} {t} {x}|{l} {t} & {t}|{s} {w} {t}|{a} {x}|{l}-{o} {x}|{l}-{o}
""")
"""c: town. w, v: things. q: quality. u: end of a brand. s: brand. t: trade. x: legal form. a: letters. Others as for persons."""

HOSTS = _split("""
{h} {b}|{h} {b}|{h} {b}|The {h}|The {h} {b}|{g} {h}|{g} {h}|{g} {h} {b}|{g} {h} {b}|The {g} {h}|The {g} {h}|The {g} {h} {b}|{h} & {i}|{h} & {i}|{h} and {i}|{h} & {i} {b}
{b} {h}|{b} {l}|{b} {c}|{b} {f}|{c} {b}|{c} {g} {b}|{g} {c}|{g} {b}|{g} {b} {c}|{f}'s|{f}'s {b}|{f}'s {b}|{l}'s|{l}'s {b}|{l} {b}|{f} & {m}|{f} & {m}'s|Chez {f}|Chez {l}|Casa {f}|Casa {l}
Da {f}|Villa {f}|Villa {h}|La {f}|Le {h}|El {h}|House of {h}|Taste of {c}|Little {c}|{h} of {c}|{h} {b} {c}|{a}|{a}|{a}|{a}|{a} {b}|{b} {a}|{c} {h}|{h} {h2}|{g} {h} {i}
Mama {f}|Uncle {f}'s|Old {c} {b}|{c} {b} & {i}|{b} zum {h}|{h} {b} & {b2}|{w} {b}|The {w} {b}|{f} {b}
{c} Central|{c} City {b}|{g} Stay|{n} {h}s|Room {n}|Via {l}|{h}view {b}|{h} View|{h} View {b}|{h} Side {b}|{c} View {b}|{b} at the {h}|{b} by the {h}|At the {h}
""")
"""Houses of hosts and cooks. h, h2, i: signs. b, b2: kinds of houses. g: shine. a: names abroad. n: a number. Others as for organisations."""

LENDERS = _split("""
{s} Car Hire|{s} Cars|{l} Car Rental|{c} Car Rental|{l} Cars|{g} Drive|{s} Rent|{g} Wheels|{c} Motors|{w} Rentals|{s} Mobility|{l} Auto|{g} Car Hire|{s} Car Rental
{s} Air|{c} Airlines|Air {c}|{s} Airways|{g} Jet|Fly {s}|{c} Express|{l} Travel|{c} Tours|{s} Holidays|{g} Journeys|{l} Coaches|{s} Ferries|{c} Cabs
""")
"""Who lends cars and carries people."""

ADDRESSES = _split("""
{p} {c}|{p} {c}|{c}, {o}|{c}, {o}|{s}, {c}|{s}, {p} {c}|{s}, {p} {c}|{s}, {c}, {o}|{s}, {p} {c}, {o}|{c} {p}|PO Box {b}|PO Box {b}, {c}|{b} {w} {k}|{b} {w} {k}
Apt. {b}, {s}|{s}, Apt {b}|{s}, {b}. floor, {c}|c/o {f}, {s}|{b} {w} {k}, {c}|{b} {w} {k}, {c}, {o}|{w} {k}|{w} {k} {b}|{s} {c}|{s} {c} {p}
{s}, {c} {p}|{s}, {p} {c} ({o})|{b}-{d} {w} {k}, {c} {p}|Suite {b}, {s}, {c}|{c}-{w}|{b} {w} {k}, {p} {c}, {o}
""")
"""s: street with a number. c: town. p: postcode. o: country. b, d: numbers. w: a word. k: kind of street. f: a person."""

MENTIONS = _split("""
Meeting with {n}|Call {n} back|Dear {n},|Hi {n},|Hello {n}!|Flight to {n}|Lunch with {n}|from {n}|to {n}|by {n}|in {n}|at {n}|{n} wrote:
{n} is out of office|My name is {n}|I live in {n}|I work at {n}|{n} called about the {t}|Invoice from {n}|and {n}|{t} for {n}|Trip to {n}
{n}'s {t}|Welcome, {n}|Signed in as {n}|Sent by {n}|{n} and the {t}|Moving from {n} to|Ask {n} for the {t}|{n} and {n2}|{n}, {n2}|{n}, {n2} and {n3}
{n} / {n2}|{n}; {n2}|{n} -> {n2}|{T} - {n}|{n} ({t})|{n}: {t} {t2}|Re: {t} in {n}|{n}, please {t} the {t2}|the {t} of {n}|Where is {n}|{n} has left
""")
"""Pieces of sentences with names n in them, which makes them no names. t: things."""

MEASURES = _split("""
{n} {u}|{n} {u}|{n} {u}|{n}%|{n} %|Page {n} of {m}|{t} {n}|{t} {n}|{t} {n}|{T} {n}|{T} {n}|Version {n}.{m}|v{n}.{m}|{n} of {m}|{n} {t}s|{n}x {t}
{t} c{n}.{m}|Room {n}|{n} new messages|{T} {n}{a}|{n}. {T}|Step {n}: {T}|{t}_{n}.pdf|{t}-{m}.docx|IMG_{m}.jpg|{n} x {m} cm|Gate {a}{n}|{n}/{m}
{n}:{m}, {T}|{T}: {n} {u}|{T} {a}{n}|{n} {T}|({n})|{T} ({n})|Mon - Fri {n}:00|{n}:00 - {m}:00|{n}-{m} {u}|{n}th {t}|No {t} {n}
""")
"""n, m: numbers. u: unit. t, T: things. a: a letter."""

HOMELY = _split("""
{G} {t}|{G} {t}|{G} {t}|{H} {t}|{H} {t}|{H} and {h}|{H} or {h}|{G} {h}|{t} with {h}|{Q} {b}|{b}|{B} {t}|{H} {b}|{c}|{c}|{c}|{c}|{c} {t}|{c} {h}|{c} or {c2}|{c}, {c2}
The {t} was {q}|The {t} was {q} and the {t2} {q2}|Great {t}|Great {t} and {q} {t2}|Good {t}, {q} {t2}|Too {q}|Would come again|Very {q} {t}|{Q} but {q2}|Not {q}
{Q} {t} near the {h}|A {t} by the {h}|How to {d} {t}|Introduction to {t}|Guide to {t}|Notes on {t}|The art of {t}|History of {t}|{T} for beginners|{T} in the {h}
{D} the {t}|{D} {t}|{T} night|{T} class|{T} day|{T} party|{T} with friends|{T} list|{T} plans|{G} {t} {n}|{T} of the {t2}|Dinner with friends|Lunch break
""")
"""Plain words of which houses are named too. h, H: signs. g, G: shine. b, B: kinds of houses. c: kitchens. t: things. q: qualities. d: doings."""

SUBJECTS = [
    "Re: ",
    "Fwd: ",
    "RE: ",
    "AW: ",
    "",
    "",
    "Reminder: ",
    "Your ",
    "URGENT: ",
    "Invitation: ",
    "New ",
    "Update on ",
]
STARTS = _split(
    "The|Please|I|We|You|This|It|There|My|Our|Your|Can you|Do not|and|the|to|is|that|of my|He|She|They|How|What|When|A|In|On|If|Thanks,"
)
VERBS = _split(
    "is|was|has|will|can|must|should|did|needs to|would like to|has been|are|were|could|may|does not"
)
TITLES = _split("Mr.|Mrs.|Ms.|Dr.|Prof.|Mr|Mrs|Dr|Herr|Frau|Sir|Mme|M.|Sig.|Sra.|Dr. med.|Rev.")
BEHIND = _split("Jr.|Sr.|PhD|MD|III|II|Esq.")
PARTICLES = _split("van|von|de|van der|von der|de la|del|da|di|al|bin|ten|le|dos")
LEGAL = _split("""
Inc|Inc.|LLC|Ltd|Ltd.|Limited|GmbH|AG|KG|SE|plc|PLC|Corp|Corp.|Corporation|Company|Co.|& Co|& Co. KG|S.A.|SA|S.p.A.|S.r.l.|B.V.|N.V.|AB|Oy|A/S
AS|Sp. z o.o.|s.r.o.|Kft.|SARL|SAS|S.L.|Pty Ltd|LLP|LP|e.V.|KGaA|and Sons|& Sons|Group|Holding|Mutual|Traders
""")
ENDS_OF_BRANDS = _split("ly|ify|io|Soft|Tech|Net|Pro|Hub|Works|Lab|ster|Point|Line|Link")
ENDS_OF_INVENTED = _split("x|ra|tis|on|ia|ex|ix|um|sys|tek|gen|nova|corp|soft|ware")
ENDS_OF_NAMES = ["", "", *_split("son|man|mann|ski|ova|sen|ley|ton|berg|ic|as|o|a|ez|ini|quist")]
STREETS = _split(
    "Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Way|Square|Court|Close|Park|Hill|Blvd|Boulevard|Terrace|Place|Row|Highway"
)
UNITS = _split(
    "km|kg|g|m|cm|mm|days|hours|minutes|min|MB|GB|KB|°C|pieces|years|year|items|units|persons|nights|mg|ml|l|kWh|years old"
)
TAILS = _split("Pro|Plus|Max|X|2000|XL|Set|500 ml|Edition|Kit|Mini|Classic|Air|Lite|Deluxe")
NAMES_THAT_ARE_WORDS = (
    "king baker stone rose young long brown white black green hill wood day bell price page sharp grant church field park bush west north"
    " banks rivers frost snow love best case small little rich power fox wolf bird cook carter mason hunter fisher taylor smith miller"
    " winter summer may march april june august sunday friday gold silver bishop knight prince marsh lake woods brooks lane street house"
    " farrow parker porter potter turner walker weaver webb wells wright marshall major dean chase cross dale ford glass hope joy"
).split()

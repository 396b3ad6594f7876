"""Numbers of people and cards: told by their shape, and by their check digits where shapes are shared.

Promises: a text whose shape is one country's alone has the type even if a digit was mistyped; a shape that
other numbers have too needs its check digits. python-stdnum knows those; a country's module is imported when
it is first needed.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import import_module
from types import ModuleType

from stdnum import numdb

_FOLDED = str.maketrans(
    {**dict.fromkeys("0123456789", "9"), **dict.fromkeys("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "A"), "\u00a0": " "}
)
# Countries write these so, and nobody writes anything else so.
_SURE_SHAPES = frozenset(
    {
        "999-99-9999",  # United States
        "999.999.999-99",  # Brazil
        "99.99.99-999.99",  # Belgium
        "9-9999-99999-99-9",  # Thailand
        "999-9999-9999999-9",  # United Arab Emirates
    }
)
# Of each shape the numbers that may be written so: modules of stdnum, of which one must agree.
_CHECKED_SHAPES = {
    "999999-9999": "se.personnummer dk.cpr fi.hetu is_.kennitala",
    "99999999-9999": "se.personnummer",
    "999999+9999": "se.personnummer",
    "999999-999A": "fi.hetu",
    "999999+999A": "fi.hetu",
    "999999A999A": "fi.hetu",
    "999999A9999": "fi.hetu",
    "999999/9999": "cz.rc",
    "999999/999": "cz.rc",
    "999.9999.9999.99": "ch.ssn",
    "999999-9999999": "kr.rrn",
    "999999-99-9999": "my.nric",
    "999-999-999": "ca.sin",
    "9999 9999 9999": "in_.aadhaar",
    "9999-9999-9999": "in_.aadhaar",
    "AAAAA9999A": "in_.pan",
    "AAAA999999AAAAAA99": "mx.curp",
    "AAAA999999AAAAAAA9": "mx.curp",
    "AAAAAA99A99A999A": "it.codicefiscale",
    "99999999A": "es.dni",
    "99999999-A": "es.dni",
    "A9999999A": "es.nie",
    "A-9999999-A": "es.nie",
    "99.999.999-9": "cl.rut",
    "99.999.999-A": "cl.rut",
    "9999999A": "ie.pps",
    "9999999AA": "ie.pps",
    "9 99 99 99 999 999 99": "fr.nir",
    "9 99 99 9A 999 999 99": "fr.nir",
    "999999999999999": "fr.nir",
    "99 999 999 999": "de.idnr",
    "99999999999": "pl.pesel no.fodselsnummer ee.ik be.nn tr.tckimlik br.cpf de.idnr",
    "9999999999999": "ro.cnp za.idnr",
    "999999999999999999": "cn.ric",
    "99999999999999999A": "cn.ric",
}
_UK = re.compile(r"(?![DFIQUV])[A-Z](?![DFIOQUV])[A-Z] ?\d\d ?\d\d ?\d\d ?[A-D]", re.ASCII)
_LONGEST = max(map(len, _CHECKED_SHAPES))
# ISO/IEC 7812: who issued it, and how long such numbers are.
_CARD = re.compile(
    r"4(?:\d{12}|\d{15}|\d{18})|5[1-5]\d{14}|2[2-7]\d{14}|3[47]\d{13}|3(?:0[0-5]|[689]\d)\d{11}|35\d{14}|(?:1800|2131)\d{11}"
    r"|6(?:011|22\d|4[4-9]\d|5\d\d)\d{12,15}|(?:50|5[6-9]|6[0-9])\d{10,17}",
    re.ASCII,
)
_IN_FOURS = re.compile(r"[3-6]\d{3}([ -])\d{4}\1\d{4}\1\d{4}", re.ASCII)
_COVERED = re.compile(r"(?:[*•xX·]{2,6}[ -]?){1,4}\d{4}", re.ASCII)
_ACCOUNT = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}", re.ASCII)
_PART = re.compile(r"(\d+)!([nac])", re.ASCII)
_GROUPED = re.compile(r"\d(?:[ -]?\d){11,18}", re.ASCII)
_CODE = re.compile(
    r"[A-TV-Z]\d[0-9A-Z]\.[0-9A-Z]{1,4}"  # ICD-10
    r"|[ABCDGHJLMNPRSV][01]\d[A-Z]{2}\d\d",  # Anatomical Therapeutic Chemical code
    re.ASCII,
)


def shape_of(text: str) -> str:
    """Digits as 9, capitals as A, all else as it is."""
    return text.translate(_FOLDED)


def is_identity(text: str) -> bool:
    """Whether a state gave a person this number, by its looks."""
    if len(text) > _LONGEST:
        return False
    shape = shape_of(text)
    if shape in _SURE_SHAPES:
        return True
    names = _CHECKED_SHAPES.get(shape)
    if names is not None:
        return any(_valid(name, text) for name in names.split())
    return _UK.fullmatch(text) is not None


def is_card(text: str) -> bool:
    """Whether this is a payment card's number: with its check digit, in fours, or covered but for its end."""
    if _IN_FOURS.fullmatch(text) or _COVERED.fullmatch(text):
        return True
    if not _GROUPED.fullmatch(text):
        return False
    compact = text.replace(" ", "").replace("-", "")
    return _CARD.fullmatch(compact) is not None and bool(_module("luhn").is_valid(compact))


def is_account(text: str) -> bool:
    """Whether this is written as an IBAN: its country's length and parts, whatever its check digits say."""
    compact = text.replace(" ", "").replace("\u00a0", "")
    if not _ACCOUNT.fullmatch(compact):
        return False
    ((_, told),) = numdb.get("iban").info(compact[:2])
    parts = told.get("bban")
    return parts is not None and re.fullmatch(_PART.sub(_as_pattern, parts), compact[4:]) is not None


def is_medical(text: str) -> bool:
    """Whether this is a code of a diagnosis (ICD-10, with its point) or of a drug (ATC)."""
    return _CODE.fullmatch(text) is not None


def _as_pattern(part: re.Match[str]) -> str:
    """A part of an account's number as registered ("4!a", "18!n") as a pattern."""
    return f"[{ {'n': '0-9', 'a': 'A-Z', 'c': 'A-Z0-9'}[part[2]] }]{{{part[1]}}}"


def _valid(name: str, text: str) -> bool:
    return bool(_module(name).is_valid(text))


@lru_cache(maxsize=64)
def _module(name: str) -> ModuleType:
    return import_module(f"stdnum.{name}")

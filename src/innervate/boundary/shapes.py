"""Types that a text's marks and digits tell: mails, dates, amounts, telephones, codes; words are not weighed.

Promises: the first shape that fits, in an order in which the narrower comes first: an IBAN also looks like a
reference, a date like a telephone number. None is an answer: words decide then.
"""

from __future__ import annotations

import re
import unicodedata

from innervate.boundary.dates import is_date, is_worded_date
from innervate.boundary.identifiers import is_account, is_card, is_identity, is_medical
from innervate.core.parsing import (
    EMAIL,
    PHONE,
    REFERENCE,
    URL,
    Unparsed,
    is_iban,
    parse_money,
    parse_number,
)
from innervate.core.values import ValueType

_MAILBOX = re.compile(rf"[^<>@]{{0,60}}<\s*{EMAIL.pattern}\s*>|mailto:{EMAIL.pattern}", re.IGNORECASE)
_UNICODE_EMAIL = re.compile(r"[\w.%+'-]+@[\w-]+(?:\.[\w-]+)+")
# Names of files end like names of hosts, so the endings are told one by one.
_TOP = (
    "com|org|net|edu|gov|mil|int|info|biz|name|io|ai|app|dev|co|me|tv|cc|eu|uk|us|ca|au|nz|de|fr|es|it|nl|be|ch|at|dk|se|no|fi|pl"
    "|cz|sk|si|hr|lt|lv|ee|lu|li|is|hu|ro|bg|gr|pt|ie|ru|ua|tr|il|ae|in|cn|jp|kr|tw|hk|sg|my|th|vn|id|ph|br|mx|ar|cl|pe|za|ng|ke|eg|example|test|local"
)
_HOST = re.compile(
    rf"(?:[a-z0-9](?:[a-z0-9-]{{0,61}}[a-z0-9])?\.)+(?:{_TOP})(?::\d{{1,5}})?(?:/\S*)?",
    re.IGNORECASE | re.ASCII,
)
_IP = re.compile(
    r"(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:[:/]\d{1,5})?"
    r"|(?=(?:[^:]*:){2})(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?:/\d{1,3})?",
    re.IGNORECASE | re.ASCII,
)
_POSTCODE = re.compile(
    r"[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}|[A-Z]\d[A-Z] \d[A-Z]\d"
    r"|[A-Z]\d[A-Z]\d[A-Z]\d|[1-9]\d{3} ?[A-Z]{2}|\d{5}-\d{3,4}|[A-Z]{1,2}-\d{4,5}"
    r"|(?:[A-Z]{1,2}-)?\d{3} \d{2}|\d{2}-\d{3}",
    re.ASCII,
)
_TELEPHONE = re.compile(
    r"(?:\+\d{1,3}[ .-]?)?(?:\(\d{2,5}\)|\d{2,4})[ .-]?\d{3,4}[ .-]\d{3,4}"  # 555-123-4567, (555) 123-4567
    r"|\+\d{1,3}(?:[ ./()-]{0,2}\d){6,13}"
    r"|(?:00|0)\d{1,4}(?:[ ./()-]{1,2}\d{1,6}){1,5}"
    r"|(?:\+|00)?\d{1,3}[ .-]\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}",
    re.ASCII,
)
_DIALLED = re.compile(r"\(?\+\(?\d{1,3}\)?[ ./-]?(?:\(?\d{1,5}\)?[ ./-]?){2,6}", re.ASCII)
_EXTENSION = re.compile(r"(?:,?\s*(?:x|ext\.?|extension)\s*\d{1,6})$", re.IGNORECASE)
_TWO_GROUPS = re.compile(r"\d{2,6} \d{3,8}", re.ASCII)
_SPACED_DIGITS = re.compile(r"\d{2,4}(?:[ .-]\d{2,4}){2,4}", re.ASCII)
_CODE = re.compile(
    r"(?:#|No\.? ?|Nr\.? ?|N° ?)\d[\d/.-]{1,14}"
    r"|(?=[^0-9]*[0-9])[A-Z]{2,6}[ -]?\d{2,4}[-/ ]\d{2,10}"
    r"|\d{2,6}(?:[-/]\d{2,8}){1,3}"
    r"|(?=(?:[^0-9]*[0-9]){3})(?=[^A-Z]*[A-Z])[A-Z0-9]{5,30}(?:[-/][A-Z0-9]{1,12}){0,4}",
    re.ASCII,
)
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{24,64}", re.IGNORECASE | re.ASCII)
_WORDY = re.compile(r"[^\W\d_A-Z]{3}")
_CAPITALS_AND_DIGITS = re.compile(
    r"(?=(?:[^0-9]*[0-9]){4})(?:[A-Z]{1,3}[ ./-]?)?[0-9]+"
    r"(?:[ ./-][0-9]+|[ ./-]?[A-Z]{1,2}(?![A-Z])[0-9]*){0,6}",
    re.ASCII,
)
_COUNT = re.compile(r"\([0-9]{1,5}\)", re.ASCII)
_LONG_NUMBER = re.compile(r"\d{9,}", re.ASCII)
_TWO_DECIMALS = re.compile(r".*[.,]\d\d\D*", re.ASCII)
_LEADING_ZERO = re.compile(r"0\d", re.ASCII)


def type_by_shape(text: str) -> ValueType | None:
    """The type of a text of one line that its marks tell, None where words have to."""
    if "@" in text:
        return ValueType.EMAIL if _is_email(text) else None
    digits = any(c.isdigit() for c in text)
    if ("." in text or "://" in text) and (
        URL.fullmatch(text) or (digits and _IP.fullmatch(text)) or _HOST.fullmatch(text)
    ):
        return ValueType.URL
    if not digits:
        return ValueType.DATE if is_worded_date(text) else None
    return _by_digits(text)


def _is_email(text: str) -> bool:
    return any(shape.fullmatch(text) for shape in (EMAIL, _MAILBOX, _UNICODE_EMAIL))


def _by_digits(text: str) -> ValueType | None:
    if _WORDY.search(text):
        return _by_digits_and_words(text)
    if text[:2].isalpha() and (is_account(text) or is_iban(text)):
        return ValueType.IBAN
    if is_date(text):
        return ValueType.DATE
    if is_card(text):
        return ValueType.CARD
    if is_identity(text):
        return ValueType.IDENTITY
    if is_medical(text):
        return ValueType.MEDICAL
    if _POSTCODE.fullmatch(text):
        return ValueType.ADDRESS
    if REFERENCE.fullmatch(text):
        return ValueType.REFERENCE
    if _IP.fullmatch(text):
        return ValueType.URL
    return _by_number(text)


def _by_digits_and_words(text: str) -> ValueType | None:
    """Of texts with words few have a shape; this is for speed."""
    if is_date(text):
        return ValueType.DATE
    if _EXTENSION.search(text) and _is_telephone(text):
        return ValueType.PHONE
    return ValueType.REFERENCE if _UUID.fullmatch(text) else None


def _by_number(text: str) -> ValueType | None:
    if _DIALLED.fullmatch(text):
        return ValueType.PHONE
    number = _fits(parse_number(text))
    if number and " " in text and _SPACED_DIGITS.fullmatch(text) and len(text) >= 11 and _is_given_out(text):
        return ValueType.PHONE  # in threes, as large numbers are written too
    if number and not _LEADING_ZERO.match(text) and not _LONG_NUMBER.fullmatch(text):
        return ValueType.AMOUNT if _TWO_DECIMALS.fullmatch(text) else ValueType.NUMBER
    if _is_telephone(text):
        return ValueType.PHONE
    if _COUNT.fullmatch(text):
        return None
    if _CODE.fullmatch(text) or _UUID.fullmatch(text) or _LONG_NUMBER.fullmatch(text):
        return ValueType.REFERENCE
    if number:
        return ValueType.REFERENCE  # where a zero in front counts
    if _fits(parse_money(text)) or _has_currency(text):
        return ValueType.AMOUNT
    return ValueType.REFERENCE if _CAPITALS_AND_DIGITS.fullmatch(text) else None


def _fits(parsed: object) -> bool:
    return not isinstance(parsed, Unparsed) or parsed.ambiguous


def _is_telephone(text: str) -> bool:
    digits = sum(c.isdigit() for c in text)
    if not 6 <= digits <= 22:
        return False
    bare = _EXTENSION.sub("", text)
    if PHONE.fullmatch(bare) or _TELEPHONE.fullmatch(bare):
        return True
    if not _SPACED_DIGITS.fullmatch(text):
        return digits >= 7 and _TWO_GROUPS.fullmatch(text) is not None and _is_given_out(text)
    # In groups of spaces or points few but telephone numbers are written; between hyphens all may stand.
    return (digits >= 9 and "-" not in text) or _is_given_out(text)


# Where digits stand in groups without a mark of a telephone's: where such a number might be given out.
_REGIONS = ("FR", "DK", "ES", "IT", "PL", "CH", "NO", "BE", "GB", "DE", "NL", "SE", "AU", "US", "CZ", "PT")


def _is_given_out(text: str) -> bool:
    import phonenumbers

    for region in _REGIONS:
        try:
            if phonenumbers.is_valid_number(phonenumbers.parse(text, region)):
                return True
        except phonenumbers.NumberParseException:
            continue
    return False


def _has_currency(text: str) -> bool:
    """A sign of a currency, and beside digits no word."""
    signs = any(unicodedata.category(c) == "Sc" for c in text)
    return signs and sum(c.isalpha() for c in text) <= 3

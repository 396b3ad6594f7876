"""Dates as people write them beyond what plans compute with: months' names of many languages, days, times, decades.

Promises: what is taken for a date here has a datum only where it names one day.
"""

from __future__ import annotations

import re
from datetime import date

from innervate.core.parsing import MONTHS, Unparsed, parse_date

_TIME = re.compile(
    r"[012]?\d[:.][0-5]\d(?::[0-5]\d)?(?: ?[ap]\.?m\.?| ?Uhr| ?h)?|1?\d ?[ap]m", re.IGNORECASE | re.ASCII
)
_DECADE = re.compile(r"(?:(?:18|19|20)\d0|\d0)['’]?s", re.ASCII)
# Months but those that are also names and verbs, days, and what stands for a day in lists of mails.
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonntag"
    " january february july september october november december januar februar juli oktober dezember"
    " today yesterday tomorrow heute gestern morgen".split()
)
_LONGEST_DATE = 45
# One of these is in every date, or a name of a month or a day; it is cheap to look for.
_MARKS = re.compile(
    r"[0-9]{4}|[0-9][:./-] ?[0-9]+|[0-9] ?[aApP]\.?[mM]|[0-9]['’]?s|Uhr|[0-9] ?h|年", re.ASCII
)
_WORDS = re.compile(r"[^\W\d_]{3,}")
_MONTHS = MONTHS | {
    name: number
    for number, names in enumerate(
        (
            "janvier janv enero ene gennaio gen januari janeiro styczeń stycznia ocak января",
            "février févr febrero febbraio februari fevereiro luty lutego şubat февраля",
            "mars marzo maart março marzec marca mart марта",
            "avril avr abril abr aprile kwiecień kwietnia nisan апреля",
            "mayo maggio mag mei maio maj maja mayıs мая",
            "juin junio giugno giu junho czerwiec czerwca haziran июня",
            "juillet juil julio luglio lug julho lipiec lipca temmuz июля",
            "août agosto ago augustus sierpień sierpnia ağustos августа",
            "septembre septiembre settembre set setembro wrzesień września eylül сентября",
            "octobre octubre ottobre ott outubro październik października ekim октября",
            "novembre noviembre novembro listopad listopada kasım ноября",
            "décembre déc diciembre dic dicembre dezembro grudzień grudnia aralık декабря",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "(?P<month>[^\\W\\d_]{3,12})\\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.|º|er)?"
_DAY_NAME = r"(?:[^\W\d_]{2,10}\.?,?\s+)?"
_WORDED_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_DAY_NAME}{_DAY}[\s-]+(?:de\s+|of\s+)?{_MONTH}(?:,?[\s-]+(?:de[l]?\s+)?{_YEAR})?(?:\s+(?:г\.?|r\.?))?",
        rf"{_DAY_NAME}{_MONTH}\s+{_DAY}(?:,?\s+{_YEAR})?(?:,?\s+{_TIME.pattern})?",
        rf"{_MONTH},?\s+(?:de\s+)?{_YEAR}",
    )
)
_OTHER_DATES = re.compile(
    r"\d{4}-(?:0\d|1[0-2])|(?:0?\d|1[0-2])/(?:19|20)\d\d|(?:19|20)\d\d年(?:\d{1,2}月(?:\d{1,2}日)?)?",
    re.ASCII,
)


def is_date(text: str) -> bool:
    """Whether this is a date or a time, perhaps an ambiguous one."""
    if len(text) > _LONGEST_DATE or not (_MARKS.search(text) or _names_a_month(text)):
        return False
    return (
        _core_reads(text)
        or _TIME.fullmatch(text) is not None
        or _OTHER_DATES.fullmatch(text) is not None
        or is_worded_date(text)
    )


def is_worded_date(text: str) -> bool:
    """Whether a name of a month or a day makes this a date."""
    if text.lower() in _DAYS or _DECADE.fullmatch(text):
        return True
    if len(text) > _LONGEST_DATE or not _names_a_month(text):
        return False
    found = next((f for pattern in _WORDED_DATES if (f := pattern.fullmatch(text))), None)
    return found is not None and found["month"].lower() in _MONTHS


def worded_date(text: str) -> date | None:
    """The day that a date with a month's name tells, in any language of `_MONTHS`; None where it tells none."""
    for pattern in _WORDED_DATES[:2]:
        found = pattern.fullmatch(text)
        if found and found["year"] and (month := _MONTHS.get(found["month"].lower())):
            try:
                return date(int(found["year"]), month, int(found["day"]))
            except ValueError:
                return None
    return None


def _names_a_month(text: str) -> bool:
    return any(word.lower() in _MONTHS for word in _WORDS.findall(text))


def _core_reads(text: str) -> bool:
    parsed = parse_date(text)
    return not isinstance(parsed, Unparsed) or parsed.ambiguous

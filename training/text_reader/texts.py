"""What the lines of training say: words of many languages, interface phrases, numbers, codes, signs.

Promises: texts hold characters of the alphabet alone; a good part is random, so that the reader learns to
look and not to guess. The words come from Debian's word lists and the installed programs' gettext
catalogues.
"""

from __future__ import annotations

import gettext
import random
import string
from collections.abc import Callable
from functools import cache
from pathlib import Path

from innervate.perception.alphabet import ALPHABET

_KNOWN = frozenset(ALPHABET)
_LISTS = Path("/usr/share/dict")
_CATALOGUES = Path("/usr/share/locale")
_LANGUAGES = ("de", "fr", "es", "it", "pl", "sv", "nl", "pt", "cs", "hu", "tr", "da", "fi", "ro", "hr", "lt")
_MONTHS = (
    "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec Januar März Mai Oktober Dezember janvier août".split()
)
_HOSTS = ("example.com", "mail.example.org", "intranet.example", "post.example.net")
_ENDINGS = "png txt xlsx py csv html mp3 odt pdf tar.gz zip json log md".split()
_PLAIN = [c for c in ALPHABET if c.isascii() and not c.isspace()]
_LATIN = [c for c in ALPHABET if not c.isascii() and c.isalpha() and ord(c) < 0x250]
_SIGNS = [
    c
    for c in ALPHABET
    if not c.isascii() and (not c.isalpha() or ord(c) >= 0x250) and not 0x2500 <= ord(c) < 0x25A0
]
_BOXES = [c for c in ALPHABET if 0x2500 <= ord(c) < 0x25A0]


@cache
def words() -> list[list[str]]:
    """The words of each installed word list."""
    lists: dict[Path, list[str]] = {}
    for path in sorted(_LISTS.glob("*")):
        if path.is_file() and not path.name.startswith("README") and path.resolve() not in lists:
            found = sorted(set(path.read_text("utf-8", errors="ignore").split()))
            lists[path.resolve()] = [word for word in found if len(word) < 18 and _KNOWN.issuperset(word)]
    return list(lists.values())


def word_of(chance: random.Random) -> str:
    return chance.choice(chance.choice(words()))


@cache
def phrases() -> list[str]:
    """Short phrases of installed interfaces, English and translated."""
    found: set[str] = set()
    for language in _LANGUAGES:
        for path in sorted(_CATALOGUES.glob(f"{language}/LC_MESSAGES/*.mo")):
            try:
                with path.open("rb") as file:
                    catalogue = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
            except (OSError, UnicodeDecodeError, ValueError):
                continue
            for key, value in catalogue.items():
                said = (key[0] if isinstance(key, tuple) else key, value)
                found.update(str(text).replace("_", "", 1) for text in said)
    return sorted(t for t in found if 2 <= len(t) <= 60 and "\n" not in t and _KNOWN.issuperset(t))


def _digits(chance: random.Random, count: int) -> str:
    return "".join(chance.choice(string.digits) for _ in range(count))


def invented(chance: random.Random) -> str:
    """A word or name that is in no list: letters are looked at, not guessed."""
    parts = []
    for _ in range(chance.randint(1, 4)):
        parts.append(
            chance.choice(("", *"bcdfghjklmnprstvwz", "br", "gr", "st", "sch", "tr", "kl"))
            + chance.choice("aeiouy")
            + chance.choice(("", "", *"lmnrstkd", "ll", "rt", "nd", "lm"))
        )
    return "".join(parts)


def _word(chance: random.Random) -> str:
    word = invented(chance) if chance.random() < 0.25 else word_of(chance)
    return chance.choices((word, word.capitalize(), word.upper(), word.lower()), (5, 4, 2, 2))[0]


def sentence(chance: random.Random) -> str:
    said = " ".join(_word(chance) for _ in range(chance.randint(1, 7)))
    return said + chance.choice(("", "", "", ".", ":", ",", "…", "?", "!", "...", " *"))


def phrase(chance: random.Random) -> str:
    said = chance.choice(phrases()) if phrases() else sentence(chance)
    said = said.upper() if chance.random() < 0.06 else said
    return said.rstrip(".…") + chance.choice(("…", "...")) if chance.random() < 0.12 else said


def amount(chance: random.Random) -> str:
    whole = f"{chance.randint(0, 10 ** chance.randint(1, 7)):,}"
    cents = f"{chance.randint(0, 99):02}" if chance.random() < 0.7 else ""
    comma, point = chance.choice(((",", "."), (".", ","), (" ", ","), ("'", "."), ("", "."), ("", ",")))
    number = whole.replace(",", comma) + (point + cents if cents else "")
    sign = chance.choice(("", "", "", "-", "−", "+"))
    unit = chance.choice(
        ("€", "$", "£", "EUR", "USD", "CHF", "kr", "zł", "¥", "%", "kg", "km", "°C", "MB", "₹")
    )
    return chance.choice(
        (f"{sign}{number}", f"{sign}{number}", f"{sign}{unit}{number}", f"{number} {unit}", f"({number})")
    )


def moment(chance: random.Random) -> str:
    day, month, year = chance.randint(1, 28), chance.randint(1, 12), chance.randint(1950, 2039)
    hour, minute = chance.randint(0, 23), chance.randint(0, 59)
    return chance.choice(
        (
            f"{year}-{month:02}-{day:02}",
            f"{day:02}.{month:02}.{year}",
            f"{month}/{day}/{year}",
            f"{day:02}/{month:02}/{year % 100:02}",
            f"{day} {chance.choice(_MONTHS)} {year}",
            f"{chance.choice(_MONTHS)} {day}, {year}",
            f"{hour:02}:{minute:02}",
            f"{hour % 12 + 1}:{minute:02} {chance.choice(('AM', 'PM', 'am', 'pm'))}",
            f"{year}-{month:02}-{day:02} {hour:02}:{minute:02}",
            f"{hour:02}:{minute:02}:{chance.randint(0, 59):02}",
            str(year),
            f"Q{chance.randint(1, 4)} {year}",
        )
    )


def code(chance: random.Random) -> str:
    letters = "".join(chance.choice(string.ascii_uppercase) for _ in range(chance.randint(1, 4)))
    mixed = "".join(chance.choice(string.ascii_letters + string.digits) for _ in range(chance.randint(3, 14)))
    return chance.choice(
        (
            f"{letters}-{_digits(chance, chance.randint(2, 8))}",
            f"{letters}{_digits(chance, chance.randint(1, 6))}",
            f"#{_digits(chance, 4)}",
            _digits(chance, chance.randint(1, 12)),
            mixed,
            f"{letters}/{_digits(chance, 4)}/{_digits(chance, 2)}",
            f"v{chance.randint(0, 9)}.{chance.randint(0, 30)}.{chance.randint(0, 9)}",
            f"{letters[:1]}{chance.randint(1, 99)}:{letters[-1:]}{chance.randint(1, 99)}",
            f"+{_digits(chance, 2)} {_digits(chance, 3)} {_digits(chance, 7)}",
            f"({_digits(chance, 3)}) {_digits(chance, 3)}-{_digits(chance, 4)}",
            f"{letters[:2]}{_digits(chance, 2)} {_digits(chance, 4)} {_digits(chance, 4)}",
            chance.choice(string.ascii_letters),
            chance.choice(string.digits),
        )
    )


def address(chance: random.Random) -> str:
    first, second = (word_of(chance).lower().replace("'", "") for _ in range(2))
    return chance.choice(
        (
            f"{first}.{second}@{chance.choice(_HOSTS)}",
            f"{first}{_digits(chance, 2)}@{chance.choice(_HOSTS)}",
            f"https://{chance.choice(_HOSTS)}/{first}/{second}",
            f"/home/{first}/{second}.pdf",
            f"C:\\{first}\\{second}.docx",
            f"{first}_{second}.{chance.choice(_ENDINGS)}",
            f"{first}{_digits(chance, 2)}.{chance.choice(_ENDINGS)}",
            f"{first} {second}.{chance.choice(_ENDINGS)}",
            f"{first}.{second}({_digits(chance, 1)})",
            f"--{first}={second}",
            f"{first}_{second} = {_digits(chance, 2)};",
            f'<{first} {second}="{_digits(chance, 1)}">',
        )
    )


def numbered(chance: random.Random) -> str:
    """Words with numbers among them: 0 is no O there, 1 no l."""
    number, other = (chance.randint(0, 10 ** chance.randint(1, 4)) for _ in range(2))
    word = _word(chance)
    return chance.choice(
        (
            f"{word} {number}",
            f"{number} {word}",
            f"{word} {number}: {_word(chance)} {amount(chance)}",
            f"{number} of {other}",
            f"{number}. {word}",
            f"{word}-{number}",
            f"{number}/{other}",
            f"{number} × {other}",
            f"{word} {number % 10} {_word(chance)}",
            f"{number} {word}, {other} {_word(chance)}",
            f"{word} ({number})",
            f"{number % 10}",
        )
    )


def single(chance: random.Random) -> str:
    """What stands alone on a key or in a narrow cell."""
    return chance.choice("+-−*/×÷=%.,!?#&@()<>±√π°…" + string.digits + string.ascii_letters)


def secret(chance: random.Random) -> str:
    """What a field shows for a password."""
    return chance.choice("•••●∙*") * chance.randint(3, 18)


def noise(chance: random.Random) -> str:
    pools = chance.choices(
        (_PLAIN, _PLAIN + _LATIN, _LATIN, _SIGNS + _PLAIN, _SIGNS, _BOXES), (6, 5, 3, 3, 1.5, 1.2)
    )[0]
    said = "".join(chance.choice(pools) for _ in range(chance.randint(1, 16)))
    if pools is _BOXES and chance.random() < 0.4:
        said = chance.choice(_BOXES) * chance.randint(1, 8)
    return said if chance.random() < 0.5 else " ".join(said[i : i + 3] for i in range(0, len(said), 3))


def cut(chance: random.Random) -> str:
    """A text for which there was no room: it may end behind a dot or a blank."""
    said = chance.choice((sentence, phrase, amount, address, moment))(chance)
    stop = chance.randint(min(3, len(said)), len(said))
    dots = [place + 1 for place, c in enumerate(said) if c == "." and place]
    if dots and chance.random() < 0.3:
        stop = chance.choice(dots)
    return said[:stop] + chance.choice(("…", "…", "...", ".."))


def quoted(chance: random.Random) -> str:
    """Words in or with quotation marks, straight and curly ones."""
    before, word, behind = (_word(chance) for _ in range(3))
    left, right = chance.choice(("“”", "“”", "‘’", '""', "''", "„“", "«»", "‹›", "””", "’’"))
    ending = chance.choice(("t", "s", "ll", "re", "ve", "d"))
    return chance.choice(
        (
            f"{before} {left}{word}{right} {behind}",
            f"{left}{word}{right}",
            f"{left}{before} {word}{right}, {behind}",
            f"{before}{chance.choice(chr(39) + '’')}{ending} {behind}",
            f"I{chance.choice(chr(39) + '’')}{ending} {word}",
        )
    )


def decorated(chance: random.Random) -> str:
    """A phrase with the signs that interfaces put beside it."""
    said = chance.choice((phrase, sentence, code))(chance)
    sign = chance.choice(_SIGNS)
    return chance.choice(
        (
            f"{sign} {said}",
            f"{said} {sign}",
            f"{said} › {_word(chance)}",
            f"[{said}]",
            f"({said})",
            f"“{said}”",
            f"{said} ({chance.randint(0, 999)})",
            f"{said}: {code(chance)}",
            f"• {said}",
            f"{said} — {_word(chance)}",
            f"{said} / {_word(chance)}",
            f"{said} | {_word(chance)}",
            f"Ctrl+{chance.choice(string.ascii_uppercase)}",
            f"F{chance.randint(1, 12)}",
            f"{chance.randint(0, 100)}%",
        )
    )


_KINDS: tuple[Callable[[random.Random], str], ...] = (
    sentence,
    phrase,
    amount,
    moment,
    code,
    address,
    numbered,
    single,
    secret,
    noise,
    decorated,
    cut,
    quoted,
)
_CHANCES = (5, 5, 6, 2, 3, 2, 3, 1.2, 0.4, 3.5, 2, 1.2, 1.2)


def random_text(chance: random.Random, held: frozenset[str]) -> str:
    """A text of at most 70 characters, all of which are in `held`."""
    for _ in range(20):
        said = " ".join(chance.choices(_KINDS, _CHANCES)[0](chance)[:70].split())
        kept = "".join(c for c in said if c in held and c in _KNOWN)
        if kept.strip() and len(kept) >= 0.8 * len(said):
            return " ".join(kept.split())
    return "0"

"""What training screens say: made-up names, amounts, dates and phrases, and interface strings in many
languages.

Words come from the dictionaries and the gettext catalogues that happen to be installed, and from short lists
of our own; nothing here is anybody's data.
"""

import gettext
import re
import struct
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from random import Random

from training.screens import vocabulary as own

_DICTIONARIES = Path("/usr/share/dict")
_CATALOGUES = Path("/usr/share/locale")
_DOMAINS = ("gtk30", "gtk40", "claws-mail", "evince", "gedit", "gnucash", "kate", "galculator", "exo", "garcon",
            "homebank", "gnumeric-1.12.55", "gtksourceview-4", "appstream", "mousepad", "thunar", "okular")  # fmt: skip
_LANGUAGES = (
    "de",
    "fr",
    "es",
    "it",
    "pl",
    "cs",
    "sv",
    "pt",
    "nl",
    "da",
    "hu",
    "ro",
    "tr",
    "lt",
    "lv",
    "hr",
    "fi",
    "nb",
    "et",
    "sl",
)
_SOUND = re.compile(r"^[A-Za-zÀ-ſ][A-Za-zÀ-ſ0-9 .,:'’/()&-]*(\.\.\.|…)?$")


@lru_cache(maxsize=1)
def dictionary() -> tuple[str, ...]:
    """A sample of words of all installed dictionaries."""
    words: list[str] = []
    for path in sorted(_DICTIONARIES.glob("*")):
        if path.is_symlink() or path.name.startswith("README") or "words" in path.name:
            continue
        lines = path.read_text(encoding="utf-8", errors="ignore").splitlines()
        words += [w for w in lines[:: max(1, len(lines) // 6000)] if 2 <= len(w) <= 14 and _SOUND.match(w)]
    return tuple(words) or tuple(own.NOUNS)


@lru_cache(maxsize=32)
def phrases(language: str) -> tuple[str, ...]:
    """Short interface strings of one language from the installed catalogues."""
    found: set[str] = set()
    for domain in _DOMAINS:
        path = _CATALOGUES / language / "LC_MESSAGES" / f"{domain}.mo"
        if not path.exists():
            continue
        try:
            with path.open("rb") as stream:
                catalogue = gettext.GNUTranslations(stream)
        except (OSError, struct.error, UnicodeDecodeError):
            continue
        entries: dict[object, str] = getattr(catalogue, "_catalog", {})
        for text in entries.values():
            plain = text.replace("_", "").replace("&", "").strip()
            if 2 <= len(plain) <= 34 and _SOUND.match(plain):
                found.add(plain)
    return tuple(sorted(found))


class Words:
    """Text for one screen, all of it drawn from one random source."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.language = "en" if rng.random() < 0.55 else rng.choice(_LANGUAGES)
        self._phrases: Sequence[str] = phrases(self.language) if self.language != "en" else ()
        self._decimal = "." if self.language == "en" else ","
        self._capitals = rng.random() < 0.4

    def pick(self, words: Sequence[str]) -> str:
        """One of our own phrases, or in another language one of its interface strings."""
        if self._phrases and self.rng.random() < 0.8:
            return self.rng.choice(self._phrases)
        return self.rng.choice(words)

    def word(self) -> str:
        """A word of any language."""
        return self.rng.choice(own.NOUNS if self.rng.random() < 0.4 else dictionary())

    def button(self) -> str:
        """A short name for a button."""
        text = self.pick(own.BUTTONS)
        return text if len(text) < 22 else self.rng.choice(own.BUTTONS)

    def label(self) -> str:
        """A caption of a field."""
        text = self.pick(own.LABELS)
        return text if len(text) < 28 else self.rng.choice(own.LABELS)

    def option(self) -> str:
        """A check box's or setting's text."""
        return self.pick(own.OPTIONS)

    def menu(self) -> str:
        """A title in a menu bar."""
        text = self.pick(own.MENUS)
        return text if len(text) < 12 and " " not in text else self.rng.choice(own.MENUS)

    def command(self) -> str:
        """A menu item."""
        return self.pick(own.COMMANDS)

    def title(self) -> str:
        """A heading of one to four words."""
        if self.rng.random() < 0.5:
            return self.pick(own.LABELS)
        words = " ".join(self.word() for _ in range(self.rng.randint(1, 3)))
        return words[0].upper() + words[1:]

    def section(self) -> str:
        """The name of a page, tab or navigation target."""
        text = self.pick(own.SECTIONS)
        return text if len(text) < 20 else self.rng.choice(own.SECTIONS)

    def person(self) -> str:
        """An invented name."""
        given, family = self.rng.choice(own.GIVEN), self.rng.choice(own.FAMILY)
        return self.rng.choice(
            (f"{given} {family}", f"{given} {family}", f"{family}, {given}", f"{given[0]}. {family}")
        )

    def email(self) -> str:
        """An invented address."""
        given, family = self.rng.choice(own.GIVEN).lower(), self.rng.choice(own.FAMILY).lower()
        host = self.rng.choice(("example.com", "example.org", "mail.example", "firma.example", "example.net"))
        return f"{given}{self.rng.choice(('.', '_', '-', ''))}{family}@{host}".replace(" ", "")

    def date(self) -> str:
        """A date in one of many forms."""
        rng = self.rng
        y, m, d = rng.randint(1998, 2029), rng.randint(1, 12), rng.randint(1, 28)
        short = rng.choice(("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec").split())
        return rng.choice((f"{y}-{m:02}-{d:02}", f"{d:02}.{m:02}.{y}", f"{d:02}/{m:02}/{y}", f"{m}/{d}/{y % 100:02}",
                           f"{d} {short} {y}", f"{short} {d}, {y}", f"{d}. {m}. {y}"))  # fmt: skip

    def time(self) -> str:
        """A time of day."""
        h, m = self.rng.randint(0, 23), self.rng.randint(0, 59)
        return self.rng.choice(
            (f"{h:02}:{m:02}", f"{h % 12 + 1}:{m:02} PM", f"{h:02}:{m:02}:{self.rng.randint(0, 59):02}")
        )

    def number(self) -> str:
        """A figure."""
        rng = self.rng
        value = rng.choice((rng.randint(0, 9), rng.randint(10, 999), rng.randint(1000, 99999)))
        if rng.random() < 0.5:
            return str(value)
        return f"{value}{self._decimal}{rng.randint(0, 99):02}"

    def amount(self) -> str:
        """Money or a percentage."""
        rng = self.rng
        thousands = "," if self._decimal == "." else rng.choice((".", " "))
        text = (
            f"{rng.randint(1, 99999):,}".replace(",", thousands) + f"{self._decimal}{rng.randint(0, 99):02}"
        )
        return rng.choice((f"€{text}", f"{text} €", f"${text}", f"£{text}", f"{text} zł", f"-{text}", text,
                           f"{rng.randint(0, 100)}%", f"{rng.randint(0, 100)} %", f"({text})"))  # fmt: skip

    def code(self) -> str:
        """An identifier."""
        rng = self.rng
        letters = "".join(rng.choice("ABCDEFGHJKLMNPQRSTUVWXYZ") for _ in range(rng.randint(2, 4)))
        return rng.choice((f"{letters}-{rng.randint(100, 99999)}", f"#{rng.randint(10, 99999)}", f"{rng.randint(0, 2**32):08x}",
                           f"{letters}{rng.randint(0, 99):02}/{rng.randint(0, 9999):04}", f"v{rng.randint(0, 12)}.{rng.randint(0, 30)}",
                           f"DE{rng.randint(10, 99)} {rng.randint(1000, 9999)} {rng.randint(1000, 9999)}"))  # fmt: skip

    def filename(self) -> str:
        """A file's name."""
        stem = self.rng.choice(("{w}", "{w}_{n}", "{w}-{w2}", "{w} {w2}", "IMG_{n4}", "{w} ({n})", "{W}{n}"))
        word, other = self.word(), self.word()
        number = self.rng.randint(1, 99)
        text = stem.format(
            w=word.lower(), w2=other, n=number, n4=f"{self.rng.randint(0, 9999):04}", W=word.capitalize()
        )
        return text + self.rng.choice(
            (".txt", ".pdf", ".odt", ".png", ".csv", ".py", ".tar.gz", ".xlsx", "", ".mp3", ".html")
        )

    def path(self) -> str:
        """A path or address."""
        parts = [self.word().lower() for _ in range(self.rng.randint(1, 4))]
        return self.rng.choice(("/home/{}", "C:\\{}", "~/{}", "https://www.example.org/{}", "/{}")).format(
            "/".join(parts)
        )

    def size(self) -> str:
        """A file size."""
        return f"{self.rng.randint(1, 999)} {self.rng.choice(('kB', 'MB', 'KiB', 'GB', 'bytes'))}"

    def sentence(self) -> str:
        """A sentence of made-up sense."""
        words = [
            self.word() if self.rng.random() < 0.65 else self.rng.choice(own.SMALL)
            for _ in range(self.rng.randint(4, 14))
        ]
        if self.rng.random() < 0.3:
            words[self.rng.randrange(len(words))] = self.value()
        text = " ".join(words)
        return text[0].upper() + text[1:] + self.rng.choice(("." * 1, ".", ".", "!", "?", ":"))

    def paragraph(self) -> str:
        """Some sentences."""
        return " ".join(self.sentence() for _ in range(self.rng.randint(1, 5)))

    def value(self) -> str:
        """Anything that a field may hold."""
        makers: tuple[Callable[[], str], ...] = (self.person, self.email, self.date, self.number, self.amount, self.code,
                                                 self.filename, self.path, self.word, self.title, self.time)  # fmt: skip
        return self.rng.choice(makers)()

    def maker(self) -> Callable[[], str]:
        """A kind of value for a whole column."""
        return self.rng.choice((self.person, self.email, self.date, self.number, self.number, self.amount, self.amount, self.code,
                                self.filename, self.word, self.title, self.time, self.section, self.size))  # fmt: skip

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innervate.boundary.generic_words import GENERIC_WORDS
from innervate.boundary.gettext_catalogue import LOCALES, languages, messages, phrases_of
from innervate.boundary.phrases import Catalogue, Position, catalogue_of, public_form, read_phrases
from innervate.boundary.where import Grant
from innervate.core.application import Application
from innervate.core.errors import BadInput
from innervate.core.vocabulary import Role

MAIL = Application("mail", "/usr/bin/mail", catalogues=("mail",))
IN_ENGLISH = {"LANG": "C.UTF-8"}


def write_mo(path: Path, translations: dict[str, str], order: str = "<") -> None:
    pairs = sorted((k.encode(), v.encode()) for k, v in translations.items())
    at = 28 + 16 * len(pairs)
    tables: list[list[int]] = [[], []]
    body = b""
    for column in (0, 1):
        for pair in pairs:
            tables[column] += [len(pair[column]), at + len(body)]
            body += pair[column] + b"\0"
    head = struct.pack(f"{order}7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(head + struct.pack(f"{order}{4 * len(pairs)}I", *tables[0], *tables[1]) + body)


@pytest.fixture
def locales(tmp_path: Path) -> Path:
    german = {
        "": "Last-Translator: Jane Miller\n",
        "_Reply": "_Antworten",
        "toolbar\x04Get Mail": "Post holen",
        "%d message\x00%d messages": "%d Nachricht\x00%d Nachrichten",
        "one file\x00many files": "eine Datei\x00viele Dateien",
        "translator-credits": "Jane Miller\nRosa Winter",
        "Save in {folder}": "x",
        "Page 2": "Seite 2",
        "snake__case": "Unter_strich",
        "Really delete?…": "Wirklich?",
    }
    write_mo(tmp_path / "de/LC_MESSAGES/mail.mo", german)
    write_mo(tmp_path / "fr/LC_MESSAGES/mail.mo", {"_Quit": "_Quitter"}, order=">")
    (tmp_path / "xx/LC_MESSAGES").mkdir(parents=True)
    (tmp_path / "xx/LC_MESSAGES/mail.mo").write_bytes(b"\xde\x12\x04\x95garbage")
    return tmp_path


def test_constants_of_a_program(locales: Path) -> None:
    catalogue = catalogue_of(MAIL, IN_ENGLISH, locales=locales)
    found = {"Reply", "Get Mail", "Quit", "one file", "many files", "snake_case", "Really delete?"}
    assert catalogue.constants == found


def test_translations_of_the_current_language_only(locales: Path) -> None:
    catalogue = catalogue_of(MAIL, {"LANG": "de_AT.UTF-8"}, locales=locales)
    assert {"Reply", "Antworten", "viele Dateien"} <= catalogue.constants
    assert "Quitter" not in catalogue.constants
    assert not any("Jane" in text for text in catalogue.constants)


def test_languages_as_gettext_finds_them() -> None:
    assert languages({"LANG": "C.UTF-8", "LANGUAGE": "de"}) == []
    assert languages({"LANG": "de_AT.UTF-8"}) == ["de_AT", "de"]
    assert languages({"LANG": "fr_FR", "LANGUAGE": "pt_BR:fr"}) == ["pt_BR", "pt", "fr"]
    assert languages({"LC_ALL": "sr_RS@latin", "LANG": "de"}) == ["sr_RS@latin", "sr_RS", "sr@latin", "sr"]


def test_a_damaged_catalogue_has_no_phrases(locales: Path) -> None:
    path = locales / "xx/LC_MESSAGES/mail.mo"
    assert list(messages(path)) == []
    assert list(messages(locales / "nowhere.mo")) == []
    path.write_bytes((locales / "de/LC_MESSAGES/mail.mo").read_bytes()[:60])
    assert list(messages(path)) == []


def test_position_and_role_decide(locales: Path) -> None:
    catalogue = catalogue_of(MAIL, IN_ENGLISH, locales=locales)
    here = MAIL.sink
    assert catalogue.is_public("Get Mail", Role.BUTTON, origin=here)
    assert catalogue.is_public(" Get Mail: ", Role.MENU_ITEM, origin=here)
    for role in (Role.ITEM, Role.TREE_ITEM, Role.TAB, Role.HEADING, Role.CELL, Role.LINK, Role.WINDOW):
        assert not catalogue.is_public("Get Mail", role, origin=here)
    assert not catalogue.is_public("Get Mail", Role.BUTTON, origin=here, position=Position.CONTENT)
    assert not catalogue.is_public("Get Mail", Role.BUTTON, origin="/usr/bin/other")
    assert not catalogue.is_public("get mail", Role.BUTTON, origin=here)
    assert not catalogue.is_public("Get Mail Quit", Role.BUTTON, origin=here)
    assert catalogue.is_public("Cancel", Role.BUTTON, origin="/usr/bin/other")
    assert not catalogue.is_public("Cancel", Role.TREE_ITEM, origin=here)


def test_phrases_of_programs_are_never_public_on_the_web(locales: Path) -> None:
    web = Application("web", "/usr/bin/mail", origin="http://x:1", catalogues=("mail",))
    assert catalogue_of(web, IN_ENGLISH, locales=locales).constants == frozenset()


@pytest.mark.parametrize(
    "text",
    ["", "x", "Page 2", "Seite ²", "%s files", "{x}", "⟦DATE_1⟧", "a\nb", "...", "१२", "a\u202eb", "x" * 200],
)
def test_what_is_never_public(text: str) -> None:
    assert public_form(text) is None


def test_trailing_marks_are_dropped_and_a_form_is_its_own() -> None:
    assert public_form(" Subject: ") == "Subject"
    assert public_form("Amount *") == "Amount"
    assert public_form("Open...") == "Open"
    assert public_form("Password: *") == public_form("Password…:") == "Password"


@given(st.text(alphabet="ab :*….", min_size=1))
def test_the_form_of_a_form_is_that_form(text: str) -> None:
    form = public_form(text)
    assert form is None or public_form(form) == form


def test_lists_of_phrases() -> None:
    data = b'{"phrases": [{"text": "Fire", "role": "option"}, {"text": "Room 7", "role": "label"}]}'
    assert read_phrases(data, "x") == {"Fire": frozenset({Grant(Role.OPTION), Grant(Role.MENU_ITEM)})}
    for wrong in (
        b"",
        b"[]",
        b'{"phrases": [{"text": "Fire", "role": "cell"}]}',
        b'{"phrases": [{"text": 1}]}',
    ):
        with pytest.raises(BadInput):
            read_phrases(wrong, "x")


def test_generic_words_can_all_cross() -> None:
    assert len(GENERIC_WORDS) > 140
    assert {word for word in GENERIC_WORDS if public_form(word) != word} == set()


def installed(domain: str) -> bool:
    return any(LOCALES.glob(f"*/LC_MESSAGES/{domain}.mo"))


@pytest.mark.skipif(not installed("claws-mail"), reason="claws-mail-i18n is not installed")
def test_claws_mail() -> None:
    claws = Application("mail", "/usr/bin/claws-mail", catalogues=("claws-mail", "gtk30"))
    catalogue = catalogue_of(claws, IN_ENGLISH)
    for text in ("Reply", "Get Mail", "Compose", "Address book", "Reply to all"):
        assert catalogue.is_public(text, Role.MENU_ITEM, origin=claws.sink), text
        assert not catalogue.is_public(text, Role.TREE_ITEM, origin=claws.sink)
        assert not catalogue.is_public(text, Role.ITEM, origin=claws.sink)
    assert not catalogue.is_public("Jane Miller", Role.MENU_ITEM, origin=claws.sink)
    assert not any(any(map(str.isdigit, text)) for text in catalogue.constants)


@pytest.mark.skipif(not installed("evince"), reason="evince is not installed")
def test_evince() -> None:
    found = phrases_of(("evince", "gtk30"), IN_ENGLISH)
    assert {"Annotations", "Finding text"} <= found


@pytest.mark.parametrize("origin", ["", "http://evil.example:80", "/usr/bin/other"])
def test_what_is_approved_or_the_programs_own_is_so_at_its_sink_alone(origin: str) -> None:
    own = Catalogue("/usr/bin/mail", frozenset({"Get Mail"}), {"Policy number": frozenset({Role.ENTRY})})
    for text, role in (("Get Mail", Role.BUTTON), ("Policy number", Role.ENTRY)):
        for position in (None, Position.INTERFACE):
            assert own.is_public(text, role, origin="/usr/bin/mail", position=position)
            assert not own.is_public(text, role, origin=origin, position=position)

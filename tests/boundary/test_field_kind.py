"""What fields and constants are for; where nothing tells, unsure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from innervate.boundary.field_kind import FieldKind, kind_of, kind_of_label, kind_of_text
from innervate.core.frame import Frame, Pixels, Window
from innervate.core.geometry import Device, Rect
from innervate.core.scene import Element, Scene, WindowState, scene_of
from innervate.core.vocabulary import Role, Situation, Source, State

PLACE: Rect[Device] = Rect(0, 0, 400, 300)
WINDOW = Window(1, "Mail", 7, "/usr/bin/mail", PLACE, 0, True)
FIELD = Element("f", Role.ENTRY, "Remark", PLACE, 1, "", states=frozenset({State.ENABLED}))


def scene(*elements: Element, situation: Situation = Situation.READY) -> Scene:
    frame = Frame(1, PLACE, Pixels(0, 0, 0, b""), (WINDOW,), {})
    return scene_of(frame, elements, states=(WindowState(1, situation, 1.0),))


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Remark", FieldKind.PLAIN),
        ("Date of loss", FieldKind.PLAIN),
        ("Policy number:", FieldKind.PLAIN),
        ("To:", FieldKind.RECIPIENT),
        ("Send to", FieldKind.RECIPIENT),
        ("E-mail address", FieldKind.RECIPIENT),
        ("An:", FieldKind.RECIPIENT),
        ("Payee account", FieldKind.RECIPIENT),
        ("Web address (URL)", FieldKind.URL),
        ("Address and search bar", FieldKind.URL),
        ("File name:", FieldKind.PATH),
        ("Attach a file", FieldKind.PATH),
        ("Run command", FieldKind.COMMAND),
        ("Empfänger", FieldKind.RECIPIENT),
        ("Größe", FieldKind.UNSURE),
        ("Получатель", FieldKind.UNSURE),
        ("Send the file", FieldKind.UNSURE),
        ("", FieldKind.UNSURE),
    ],
)
def test_labels(label: str, kind: FieldKind) -> None:
    assert kind_of_label(label) is kind
    assert kind_of(replace(FIELD, name=label), scene(FIELD)) is kind


def test_where_a_field_stands_and_what_it_holds() -> None:
    assert kind_of(FIELD, scene(FIELD)) is FieldKind.PLAIN
    assert kind_of(FIELD, scene(FIELD, situation=Situation.DIALOG)) is FieldKind.UNSURE
    dialog = Element("d", Role.DIALOG, "Save", PLACE, 1)
    inside = replace(FIELD, parent="d")
    assert kind_of(inside, scene(dialog, inside)) is FieldKind.UNSURE
    terminal = Element("t", Role.TERMINAL, "", PLACE, 1)
    assert kind_of(replace(FIELD, parent="t"), scene(terminal, inside)) is FieldKind.COMMAND
    assert kind_of(replace(FIELD, source=Source.PIXELS), scene(FIELD)) is FieldKind.UNSURE
    assert kind_of(replace(FIELD, role=Role.CELL), scene(FIELD)) is FieldKind.UNSURE
    assert kind_of(replace(FIELD, role=Role.CHECK_BOX, name="To"), scene(FIELD)) is FieldKind.PLAIN
    assert kind_of(replace(FIELD, value="ada@example.org"), scene(FIELD)) is FieldKind.RECIPIENT
    assert kind_of(replace(FIELD, role=Role.TEXT, name=""), scene(FIELD)) is FieldKind.PROSE
    assert kind_of(replace(FIELD, role=Role.TEXT, name="Command"), scene(FIELD)) is FieldKind.COMMAND


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("water damage", FieldKind.PLAIN),
        ("about 5 pm, upstairs", FieldKind.PLAIN),
        ("2026-03-14", FieldKind.PLAIN),
        ("ada@example.org", FieldKind.RECIPIENT),
        ("DE89370400440532013000", FieldKind.RECIPIENT),
        ("https://example.org", FieldKind.URL),
        ("example.org/path", FieldKind.URL),
        ("javascript:alert(1)", FieldKind.URL),
        ("10.0.0.1", FieldKind.URL),
        ("/etc/passwd", FieldKind.PATH),
        ("~/x", FieldKind.PATH),
        ("a/../b", FieldKind.PATH),
        ("C:\\x", FieldKind.PATH),
        ("=1+1", FieldKind.COMMAND),
        ("a; b", FieldKind.COMMAND),
        ("$(id)", FieldKind.COMMAND),
        ("one\ntwo", FieldKind.COMMAND),
    ],
)
def test_texts(text: str, kind: FieldKind) -> None:
    assert kind_of_text(text) is kind


def test_prose_may_have_lines_and_names_and_no_formula() -> None:
    prose = "Good day,\n\nsee https://example.org; regards\nada@example.org"
    assert kind_of_text(prose, FieldKind.PROSE) is FieldKind.PLAIN
    assert kind_of_text("=WEBSERVICE(1)", FieldKind.PROSE) is FieldKind.COMMAND

from __future__ import annotations

from dataclasses import replace

import pytest

from innervate.boundary.changes import changes, changes_text
from innervate.boundary.render import view_text
from innervate.core.errors import PrivacyRefused
from innervate.core.geometry import Rect
from innervate.core.scene import Row, Table
from innervate.core.values import ValueType
from innervate.core.view import Column, Handle, Phrase, View, ViewElement
from innervate.core.vocabulary import Role, State
from tests.boundary.scenes import boundary, page, portal_scene

SANITISER, GATE, HANDLES = boundary()
VIEW = SANITISER.view(
    portal_scene(
        page("e", Role.ENTRY, "Policy number", value="POL-2210-7745"),
        page("b", Role.BUTTON, "Review claim"),
        page("t", Role.TABLE),
        page("tc", Role.CELL, "Jane Miller", parent="t"),
        page("l", Role.LABEL, "Jane Miller"),
        tables=[Table("t", ("Holder",), (Row("tr", ("tc",)),))],
    )
)
WINDOW = VIEW.windows[0]


def with_element(**changed: object) -> View:
    first: ViewElement = replace(WINDOW.elements[0], **changed)  # type: ignore[arg-type]
    return replace(VIEW, windows=(replace(WINDOW, elements=(first, *WINDOW.elements[1:])),))


def with_window(**changed: object) -> View:
    return replace(VIEW, windows=(replace(WINDOW, **changed),))  # type: ignore[arg-type]


TAMPERED = [
    with_element(label=Phrase("Jane Miller")),
    with_element(label=Phrase("POL-2210-7745")),
    with_element(label=Phrase("Section 12"), role=Role.HEADING),
    with_element(label=Phrase("Fire")),
    with_element(label=Phrase("Policy number:")),
    with_element(label=Phrase("Policy number"), role=Role.CELL),
    with_element(label=Phrase("Save"), role=Role.TAB),
    with_element(value=Handle(ValueType.TEXT, 999_999)),
    with_element(value=Handle(ValueType.IBAN, 1)),
    with_element(choice=WINDOW.elements[0].value),
    with_element(role=Role.PASSWORD),
    with_element(states=(State.CHECKED,)),
    with_element(columns=(Column(Phrase("Jane Miller"), ValueType.TEXT),)),
    with_element(place=Rect(0, 0, 65, 1)),
    with_element(place=Rect(-1, 0, 1, 1)),
    replace(VIEW, epoch=2**60),
    replace(VIEW, epoch=-1),
    replace(VIEW, capabilities=(("portal", (("Jane Miller", ()),)),)),
    replace(VIEW, capabilities=(("Jane Miller", ()),)),
    with_window(application="Jane"),
    with_window(application=None),
    with_window(application="mail", program=None),
    with_window(program="Jane"),
    with_window(title=Phrase("Jane Miller")),
]


def test_what_the_sanitiser_makes_passes() -> None:
    assert GATE.pass_view(VIEW) == view_text(VIEW).encode()
    assert GATE.pass_view(VIEW, places=True) == view_text(VIEW, places=True).encode()


@pytest.mark.parametrize("tampered", TAMPERED, ids=range(len(TAMPERED)))
def test_a_tampered_view_is_refused_and_the_refusal_quotes_nothing(tampered: View) -> None:
    with pytest.raises(PrivacyRefused) as refused:
        GATE.pass_view(tampered, places=True)
    assert "Jane" not in str(refused.value)
    assert "POL" not in str(refused.value)


ELEMENTS = [view for view in TAMPERED[:13] if view.windows[0].elements != WINDOW.elements]


@pytest.mark.parametrize("tampered", ELEMENTS, ids=range(len(ELEMENTS)))
@pytest.mark.parametrize("came", [True, False])
def test_a_tampered_element_is_refused_among_changes(tampered: View, came: bool) -> None:
    plain = replace(VIEW, epoch=1)
    one, other = (
        (plain, tampered) if came else (tampered, replace(plain, windows=(replace(WINDOW, elements=()),)))
    )
    with pytest.raises(PrivacyRefused):
        GATE.check(changes_text(changes(one, replace(other, epoch=2))).encode())


def test_changes_of_views_that_pass_pass() -> None:
    empty = replace(VIEW, epoch=1, windows=(replace(WINDOW, elements=(), others=()),))
    for one, other in ((VIEW, empty), (empty, VIEW), (VIEW, VIEW), (replace(VIEW, windows=()), VIEW)):
        GATE.check(changes_text(changes(one, other)).encode())


@pytest.mark.parametrize("epoch", [True, 41.5])
def test_a_number_that_is_none_is_refused(epoch: object) -> None:
    with pytest.raises(PrivacyRefused):
        GATE.pass_view(replace(VIEW, epoch=epoch))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff",
        b"Jane Miller",
        view_text(VIEW).encode() + b" ",
        view_text(VIEW).encode() + b"Jane Miller\n",
        view_text(VIEW).replace("view 41", "view 41 since 40").encode(),
        view_text(VIEW).replace("Review", "\\u0052eview").encode(),
        view_text(VIEW).replace('button "Review claim"', 'button "Jane Miller"').encode(),
        view_text(VIEW).replace("\n", "\r\n").encode(),
        view_text(VIEW).encode("utf-16"),
    ],
    ids=range(10),
)
def test_bytes_that_are_no_view_are_refused(data: bytes) -> None:
    with pytest.raises(PrivacyRefused) as refused:
        GATE.check(data)
    assert "Jane" not in str(refused.value)

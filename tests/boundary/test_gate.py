from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from innervate.boundary.render import Json, canonical, view_bytes, view_from_json
from innervate.core.errors import BadInput, PrivacyRefused
from innervate.core.geometry import Rect
from innervate.core.scene import Row, Table
from innervate.core.values import ValueType
from innervate.core.view import Handle, Phrase, View, ViewElement
from innervate.core.vocabulary import Role, State
from tests.boundary.scenes import boundary, page, portal_scene

SANITISER, GATE, HANDLES = boundary()
VIEW = SANITISER.view(
    portal_scene(
        page("e", Role.ENTRY, "Policy number", value="POL-2210-7745"),
        page("b", Role.BUTTON, "Review claim"),
        page("t", Role.TABLE),
        page("tc", Role.CELL, "Jane Miller", parent="t"),
        tables=[Table("t", ("Holder",), (Row("tr", ("tc",)),))],
    )
)


def with_element(**changes: object) -> View:
    window = VIEW.windows[0]
    changed: ViewElement = replace(window.elements[0], **changes)  # type: ignore[arg-type]
    return replace(VIEW, windows=(replace(window, elements=(changed, *window.elements[1:])),))


def test_what_the_sanitiser_makes_passes() -> None:
    assert GATE.pass_view(VIEW) == view_bytes(VIEW)


@pytest.mark.parametrize(
    "tampered",
    [
        with_element(label=Phrase("Jane Miller")),
        with_element(label=Phrase("POL-2210-7745")),
        with_element(label=Phrase("Section 12"), role=Role.HEADING),
        with_element(label=Phrase("Fire")),
        with_element(label=Phrase("Policy number:")),
        with_element(label=Phrase("Policy number"), role=Role.CELL),
        with_element(label=Phrase("Save"), role=Role.TAB),
        with_element(value=Handle(ValueType.TEXT, 999_999)),
        with_element(value=Handle(ValueType.IBAN, 1)),
        with_element(choice=VIEW.windows[0].elements[0].value),
        with_element(role=Role.PASSWORD),
        with_element(states=(State.CHECKED,)),
        with_element(number=4310),
        with_element(number=2),
        with_element(place=Rect(0, 0, 65, 1)),
        with_element(place=Rect(0, 0, True, 1)),
        replace(VIEW, epoch=2**60),
        replace(VIEW, epoch=True),
        replace(VIEW, capabilities=(("portal", ("Jane Miller",)),)),
        replace(VIEW, capabilities=(("Jane Miller", ()),)),
        replace(VIEW, windows=(replace(VIEW.windows[0], application="Jane"),)),
        replace(VIEW, windows=(replace(VIEW.windows[0], application=None),)),
        replace(VIEW, windows=(replace(VIEW.windows[0], application="mail", program=None),)),
        replace(VIEW, windows=(replace(VIEW.windows[0], program="Jane"),)),
        replace(VIEW, windows=(replace(VIEW.windows[0], title=Phrase("Jane Miller")),)),
        replace(VIEW, windows=(replace(VIEW.windows[0], number=7),)),
    ],
    ids=range(26),
)
def test_a_tampered_view_is_refused_and_the_refusal_quotes_nothing(tampered: View) -> None:
    with pytest.raises(PrivacyRefused) as refused:
        GATE.pass_view(tampered)
    assert "Jane" not in str(refused.value)
    assert "POL" not in str(refused.value)


def _smuggle(change: Callable[[dict[str, Json]], object]) -> bytes:
    body = json.loads(view_bytes(VIEW))
    change(body)
    return canonical(body)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"Jane Miller",
        b"[]",
        view_bytes(VIEW) + b" ",
        view_bytes(VIEW).replace(b'"epoch":41', b'"epoch":41,"epoch":41'),
        view_bytes(VIEW).replace(b"Review", b"\\u0052eview"),
        _smuggle(lambda body: body.update({"note": "Jane Miller"})),
        _smuggle(lambda body: body.update({"windows": {"Jane Miller": 1}})),
        view_bytes(VIEW).replace(b'"epoch":41', b'"epoch":41.5'),
        _smuggle(lambda body: body.update({"capabilities": "portal"})),
    ],
    ids=range(10),
)
def test_bytes_that_are_no_view_are_refused(data: bytes) -> None:
    with pytest.raises(PrivacyRefused):
        GATE.check(data)


def test_a_view_with_a_key_too_many_is_no_view() -> None:
    with pytest.raises(BadInput):
        view_from_json(_smuggle(lambda body: body.update({"note": None})))

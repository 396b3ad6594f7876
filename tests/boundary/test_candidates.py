"""What a person may approve: all that could cross and does not, and why it may be somebody's own."""

from __future__ import annotations

from innervate.boundary.candidates import Says, Warning, candidates, groups, merged, opened
from innervate.boundary.handles import Handles
from innervate.boundary.phrases import Catalogue
from innervate.boundary.view import Sanitiser
from innervate.core.scene import Row, Scene, Table
from innervate.core.view import Phrase, View
from innervate.core.vocabulary import Role
from tests.boundary.scenes import (
    APPLICATIONS,
    MAIL,
    PORTAL,
    catalogues,
    element,
    mail_scene,
    page,
    portal_scene,
)

NOTHING = {PORTAL.sink: Catalogue(PORTAL.sink)}


def portal() -> Scene:
    table = Table("t", ("Holder", "Amount"), (Row("r", ("x", "y")),))
    return portal_scene(
        page("l", Role.LABEL, "Cause"),
        page("c", Role.COMBO, "Cause", label="l"),
        page("o", Role.OPTION, "Fire", parent="c"),
        page("m", Role.MENU, "Actions"),
        page("i", Role.MENU_ITEM, "Print", parent="m"),
        page("i2", Role.MENU_ITEM, "Jane Miller", parent="m"),
        page("b", Role.BUTTON, "Review claim"),
        page("b2", Role.BUTTON, "Cancel"),
        page("b3", Role.BUTTON, "Row 7"),
        page("b4", Role.BUTTON, "Close “Divorce”"),
        page("k", Role.LINK, "Policies"),
        page("t", Role.TABLE),
        page("h", Role.COLUMN_HEADER, "Holder", parent="t"),
        page("h2", Role.COLUMN_HEADER, "Amount", parent="t"),
        page("r", Role.ROW, parent="t"),
        page("x", Role.CELL, "Rosa Winter", parent="r", value="Rosa Winter"),
        page("y", Role.CELL, "EUR 17.00", parent="r", value="EUR 17.00"),
        element("chrome", Role.BUTTON, "Review claim"),
        tables=[table],
    )


def phrases(view: View) -> set[str]:
    labels = [e.label for w in view.windows for e in w.elements] + [w.title for w in view.windows]
    labels += [column.label for w in view.windows for e in w.elements for column in e.columns]
    return {label.text for label in labels if isinstance(label, Phrase)}


def test_what_is_offered_is_what_would_cross() -> None:
    made = portal()
    found = candidates(made, APPLICATIONS, NOTHING, PORTAL.sink)
    offered = {(c.text, c.role, c.place) for c in found}
    assert offered >= {
        ("Cause", Role.COMBO, "interface"),
        ("Fire", Role.OPTION, "options Cause"),
        ("Jane Miller", Role.MENU_ITEM, "menu Actions"),
        ("Review claim", Role.BUTTON, "interface"),
        ("Holder", Role.COLUMN_HEADER, "interface"),
        ("Policies", Role.LINK, "interface"),
    }
    texts = {c.text for c in found}
    assert not texts & {"Cancel", "Print", "Row 7", "Rosa Winter", "EUR 17.00"}
    with_all = {PORTAL.sink: opened(NOTHING[PORTAL.sink], found)}
    seen = phrases(Sanitiser(APPLICATIONS, with_all, Handles()).view(made))
    assert texts <= seen
    assert candidates(made, APPLICATIONS, with_all, PORTAL.sink) == []


def test_what_looks_like_somebodys_own_is_not_likely() -> None:
    found = {c.text: c for c in candidates(portal(), APPLICATIONS, NOTHING, PORTAL.sink)}
    assert found["Review claim"].likely
    assert found["Holder"].likely
    assert Warning.PERSON in found["Jane Miller"].warnings
    assert Warning.CHOICE in found["Policies"].warnings
    assert Warning.TITLE in found["New claim · Claims portal"].warnings
    assert found["Close “Divorce”"].warnings == (Warning.NAMES,)
    for doubtful in ("Close “Divorce”", "Jane Miller", "Policies", "Fire", "New claim · Claims portal"):
        assert not found[doubtful].likely


def test_the_programs_catalogue_is_named_where_it_knows_a_phrase() -> None:
    made = mail_scene(
        element("l", Role.LIST),
        element("b", Role.CHECK_BOX, "Inbox", parent="l"),
        element("t", Role.TAB, "Novel"),
    )
    found = {c.text: c for c in candidates(made, APPLICATIONS, catalogues(), MAIL.sink)}
    assert found["Inbox"].says is Says.PROGRAM
    assert found["Inbox"].place == "content"
    assert Warning.CONTENT in found["Inbox"].warnings
    assert found["Novel"].says is Says.NOBODY


def test_groups_are_of_one_role_and_place_and_doubts_stand_apart() -> None:
    once = candidates(portal(), APPLICATIONS, NOTHING, PORTAL.sink)
    assert merged([*once, *once]) == once
    parts = groups(once)
    assert [c for part in parts for c in part.candidates if c.likely] == [
        c for part in parts if part.candidates[0].likely for c in part.candidates
    ]
    for part in parts:
        assert {(c.place, c.role, c.likely) for c in part.candidates} == {
            (part.place, part.role, part.candidates[0].likely)
        }
    likely = [part.candidates[0].likely for part in parts]
    assert likely == sorted(likely, reverse=True)

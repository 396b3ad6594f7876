"""Approvals by place: what was approved crosses there, and nowhere else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innervate.boundary import where
from innervate.boundary.gate import Gate
from innervate.boundary.handles import Handles
from innervate.boundary.phrases import Catalogue, Position, read_phrases
from innervate.boundary.position import Positions
from innervate.boundary.view import Sanitiser
from innervate.boundary.where import Grant, is_place
from innervate.core.errors import BadInput, PrivacyRefused
from innervate.core.scene import Element, Scene
from innervate.core.view import Phrase
from innervate.core.vocabulary import Role, Source
from tests.boundary.scenes import APPLICATIONS, PORTAL, page, portal_scene

PLACES = ("interface", "content", "menu File", "options Cause")


def granted(*grants: Grant | Role, text: str = "Archive") -> Catalogue:
    return Catalogue(PORTAL.sink, approved={text: frozenset(grants)})


def crosses(catalogue: Catalogue, made: Scene, text: str = "Archive") -> bool:
    """Whether a View says it, and the gate lets that pass."""
    catalogues, handles = {PORTAL.sink: catalogue}, Handles()
    view = Sanitiser(APPLICATIONS, catalogues, handles).view(made)
    Gate(APPLICATIONS, catalogues, handles).pass_view(view)
    return any(e.label == Phrase(text) for w in view.windows for e in w.elements)


def in_menu(name: str, role: Role = Role.MENU) -> Scene:
    return portal_scene(page("m", role, name), page("i", Role.MENU_ITEM, "Archive", parent="m"))


def in_options(name: str, labelled: bool = True, holder: str = "") -> Scene:
    outer = [page("list", Role.LIST, "")] if holder else []
    label = page("l", Role.LABEL, name)
    box = page(
        "c", Role.COMBO, name, label="l" if labelled else None, **({"parent": holder} if holder else {})
    )
    return portal_scene(*outer, label, box, page("o", Role.OPTION, "Archive", parent="c"))


def test_an_item_crosses_in_the_menu_that_was_approved_and_in_no_other() -> None:
    approved = granted(Grant(Role.MENU_ITEM, "menu File"))
    assert crosses(approved, in_menu("File"))
    assert crosses(approved, in_menu(" File… "))
    for other in (in_menu("Bookmarks"), in_menu(""), in_menu("File 2"), in_options("File")):
        assert not crosses(approved, other)
    alone = portal_scene(page("i", Role.MENU_ITEM, "Archive"))
    assert not crosses(approved, alone)
    assert crosses(granted(Grant(Role.MENU_ITEM)), alone)
    assert not crosses(granted(Grant(Role.MENU_ITEM)), in_menu("Bookmarks"))


@pytest.mark.parametrize("name", ["Bookmarks", "Open Recent", "Move to"])
def test_in_menus_of_what_people_made_not_even_the_programs_phrases_cross(name: str) -> None:
    program = Catalogue(PORTAL.sink, frozenset({"Archive"}))
    assert crosses(program, in_menu("File"))
    assert not crosses(program, in_menu(name))
    assert not crosses(Catalogue(PORTAL.sink), in_menu(name), "Delete")
    assert crosses(granted(Grant(Role.MENU_ITEM, f"menu {name}")), in_menu(name))
    folder = page("f", Role.MENU, "Trash", parent="m")
    deep = portal_scene(page("m", Role.MENU, name), folder, page("i", Role.MENU_ITEM, "Archive", parent="f"))
    assert not crosses(program, deep)
    assert not crosses(granted(Grant(Role.MENU_ITEM, "menu Trash")), deep)


def test_a_menu_that_is_called_by_what_is_in_it_is_no_place() -> None:
    made = portal_scene(
        page("m", Role.MENU, "File"),
        page("p", Role.MENU, "Rosa Winter", parent="m", named_by_content=True),
        page("i", Role.MENU_ITEM, "Archive", parent="p"),
    )
    assert Positions(made).inside(made.by_id["i"]) == "menu File"


def test_the_nearest_menu_counts() -> None:
    deep = portal_scene(
        page("m", Role.MENU, "File"),
        page("s", Role.MENU, "Recent", parent="m"),
        page("i", Role.MENU_ITEM, "Archive", parent="s"),
    )
    assert not crosses(granted(Grant(Role.MENU_ITEM, "menu File")), deep)
    assert crosses(granted(Grant(Role.MENU_ITEM, "menu Recent")), deep)


def test_an_option_crosses_in_the_field_that_was_approved() -> None:
    approved = granted(Grant(Role.OPTION, "options Cause"))
    assert crosses(approved, in_options("Cause"))
    assert not crosses(approved, in_options("Account"))
    assert not crosses(approved, in_options("Cause", labelled=False))
    assert not crosses(approved, in_options("Cause", holder="list"))
    assert not crosses(granted(Role.OPTION), in_options("Cause"))


@pytest.mark.parametrize("role", [Role.BUTTON, Role.LABEL, Role.CHECK_BOX, Role.LINK, Role.HEADING])
@pytest.mark.parametrize("holder", [Role.LIST, Role.TREE, Role.TEXT, Role.TAB])
def test_among_peoples_words_only_what_was_approved_as_content_crosses(role: Role, holder: Role) -> None:
    made = portal_scene(page("h", holder, ""), page("i", role, "Archive", parent="h"))
    assert not crosses(granted(role), made)
    assert not crosses(granted(Grant(role, "interface")), made)
    stood = Positions(made)
    assert stood.of(made.by_id["i"]) is Position.CONTENT
    handles = Handles()
    catalogue = granted(Grant(role, "content"))
    view = Sanitiser(APPLICATIONS, {PORTAL.sink: catalogue}, handles).view(made)
    shown = {e.label for w in view.windows for e in w.elements}
    assert Phrase("Archive") in shown or not any(e.role is role for w in view.windows for e in w.elements)


def test_what_was_read_off_the_screen_is_content() -> None:
    def seen(element: Element) -> Scene:
        return portal_scene(replace(element, source=Source.PIXELS))

    button = page("b", Role.BUTTON, "Archive")
    assert crosses(granted(Role.BUTTON), portal_scene(button))
    assert not crosses(granted(Role.BUTTON), seen(button))
    assert crosses(granted(Grant(Role.BUTTON, "content")), seen(button))
    assert not crosses(granted(Grant(Role.BUTTON, "content")), portal_scene(button))


@given(st.sampled_from(PLACES), st.sampled_from(PLACES), st.sampled_from([Role.BUTTON, Role.MENU_ITEM]))
def test_a_grant_holds_at_its_own_place_and_the_last_look_knows_it(
    given_: str, asked: str, role: Role
) -> None:
    catalogue = granted(Grant(role, given_))
    content = Position.CONTENT if asked == "content" or asked.startswith("options") else Position.INTERFACE
    inside = asked if asked.startswith(("menu", "options")) else None
    public = catalogue.is_public("Archive", role, origin=PORTAL.sink, position=content, inside=inside)
    assert public == (given_ == asked)
    assert catalogue.is_public("Archive", role, origin=PORTAL.sink)
    assert not catalogue.is_public("Archive", Role.CELL, origin=PORTAL.sink)
    assert not catalogue.is_public("Archive", role, origin="http://other")


def test_the_gate_refuses_what_was_approved_nowhere() -> None:
    handles = Handles()
    open_, closed = ({PORTAL.sink: c} for c in (granted(Role.BUTTON), granted(Role.BUTTON, text="Other")))
    view = Sanitiser(APPLICATIONS, open_, handles).view(portal_scene(page("b", Role.BUTTON, "Archive")))
    with pytest.raises(PrivacyRefused):
        Gate(APPLICATIONS, closed, handles).pass_view(view)


@pytest.mark.parametrize(
    "wrong", ["", "*", "menu", "menu ", "menu File ", "menu File 2", "anywhere", "list", "menu *"]
)
def test_there_is_no_wildcard(wrong: str) -> None:
    assert not is_place(wrong)
    with pytest.raises(BadInput, match="no place"):
        read_phrases(f'{{"phrases": [{{"text": "a b", "role": "link", "place": "{wrong}"}}]}}'.encode(), "x")


@given(st.text())
def test_a_place_is_written_in_one_form(name: str) -> None:
    for place in (where.menu(name), where.options(name)):
        assert place is None or is_place(place)


def test_older_lists_count_for_the_interface_only_and_profiles_name_exact_roles() -> None:
    old, new = b'{"text": "Fire", "role": "button"}', b'{"text": "Ice", "element": "tab", "place": "content"}'
    data = b'{"phrases": [' + old + b", " + new + b"]}"
    assert read_phrases(data, "x") == {
        "Fire": frozenset({Grant(Role.BUTTON), Grant(Role.TOGGLE)}),
        "Ice": frozenset({Grant(Role.TAB, "content")}),
    }

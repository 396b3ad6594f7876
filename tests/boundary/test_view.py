from __future__ import annotations

import json
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from innervate.boundary.handles import Handles
from innervate.boundary.render import view_bytes, view_from_json, view_text
from innervate.boundary.view import Sanitiser
from innervate.core.geometry import Device, Rect
from innervate.core.scene import Element, Row, Scene, Table
from innervate.core.values import ValueType
from innervate.core.view import Bucket, Handle, Phrase, View, ViewElement
from innervate.core.vocabulary import CHOICE_STATES, Role, Source, State
from tests.boundary.scenes import (
    APPLICATIONS,
    BROWSER,
    CONSTANTS,
    MAIL,
    PORTAL,
    boundary,
    catalogues,
    element,
    mail_scene,
    page,
    portal_scene,
    scene,
    window,
)

CONTENT_ROLES = sorted(
    set(Role)
    - {
        Role.BUTTON,
        Role.TOGGLE,
        Role.MENU,
        Role.MENU_ITEM,
        Role.ENTRY,
        Role.PASSWORD,
        Role.SPIN,
        Role.SLIDER,
        Role.CHECK_BOX,
        Role.RADIO,
        Role.COLUMN_HEADER,
    }
)


def only(made: Scene) -> tuple[ViewElement, View]:
    sanitiser, gate, _ = boundary()
    view = sanitiser.view(made)
    gate.pass_view(view)
    (found,) = view.windows[0].elements
    return found, view


def phrases(view: View) -> set[str]:
    labels = [w.title for w in view.windows] + [e.label for w in view.windows for e in w.elements]
    labels += [label for w in view.windows for t in w.tables for label, _ in t.columns]
    return {label.text for label in labels if isinstance(label, Phrase)}


@pytest.mark.parametrize("role", [Role.BUTTON, Role.MENU_ITEM, Role.MENU, Role.TOGGLE, Role.CHECK_BOX])
def test_a_programs_own_constant_crosses_where_programs_show_constants(role: Role) -> None:
    found, _ = only(mail_scene(element("a", role, "Reply")))
    assert found.label == Phrase("Reply")


@pytest.mark.parametrize("role", CONTENT_ROLES)
def test_the_same_word_is_content_elsewhere(role: Role) -> None:
    sanitiser, gate, _ = boundary()
    for word in ("Reply", "Will", "Save"):
        view = sanitiser.view(mail_scene(element("a", role, word, value=word)))
        assert phrases(view) == set()
        assert word.encode() not in gate.pass_view(view)


@pytest.mark.parametrize(
    "holder",
    [Role.TREE, Role.TREE_ITEM, Role.LIST, Role.ITEM, Role.CELL, Role.DOCUMENT, Role.COMBO, Role.TEXT],
)
def test_a_button_among_content_is_content(holder: Role) -> None:
    sanitiser, _, _ = boundary()
    inside = element("b", Role.BUTTON, "Reply", parent="m")
    between = element("m", Role.GROUP, parent="a")
    assert phrases(sanitiser.view(mail_scene(element("a", holder), between, inside))) == set()


@pytest.mark.parametrize(
    "more", [{"named_by_content": True}, {"source": Source.PIXELS}, {"source": Source.MODEL}]
)
def test_names_from_content_or_from_pixels_are_handles(more: dict[str, object]) -> None:
    found, _ = only(mail_scene(element("a", Role.BUTTON, "Reply", **more)))
    assert isinstance(found.label, Handle)


def test_a_label_crosses_as_the_name_of_what_it_labels_and_is_not_shown_twice() -> None:
    label = element("l", Role.LABEL, "Subject:")
    found, _ = only(mail_scene(label, element("a", Role.ENTRY, "Subject:", label="l", value="")))
    assert (found.role, found.label, found.value) == (Role.ENTRY, Phrase("Subject"), None)


def test_lines_of_a_text_neither_cross_nor_count() -> None:
    def sent(count: int) -> bytes:
        lines = [
            page(f"t#{n}", Role.LABEL, "Policy number", parent="t", named_by_content=True)
            for n in range(count)
        ]
        sanitiser, gate, _ = boundary()
        return gate.pass_view(sanitiser.view(portal_scene(page("t", Role.TEXT), *lines)))

    assert sent(0) == sent(7)
    free = page("r", Role.LABEL, "Policy number", named_by_content=True)
    assert isinstance(only(portal_scene(free))[0].label, Handle)


def test_a_label_among_content_names_nothing_publicly() -> None:
    sanitiser, _, _ = boundary()
    made = mail_scene(
        element("i", Role.ITEM),
        element("l", Role.LABEL, "Subject", parent="i"),
        element("a", Role.ENTRY, "Subject", label="l"),
    )
    assert phrases(sanitiser.view(made)) == set()


def test_combo_boxes_are_named_by_labels_only() -> None:
    found, _ = only(mail_scene(element("a", Role.COMBO, "Will", value="Will")))
    assert found.label is None
    assert found.choice is not None
    assert found.choice.type is ValueType.CHOICE


def test_a_page_shows_approved_phrases_and_handles() -> None:
    sanitiser, gate, handles = boundary()
    view = sanitiser.view(
        portal_scene(
            page("h", Role.HEADING, "New claim"),
            page("h2", Role.HEADING, "Policy POL-2210-7745"),
            page("h3", Role.HEADING, "Section 12"),
            page(
                "e1", Role.ENTRY, "Policy number", value="", states=frozenset({State.ENABLED, State.REQUIRED})
            ),
            page("e2", Role.ENTRY, "Policy number", value="2026-03-14"),
            page("l", Role.LABEL, "Cause"),
            page("c", Role.COMBO, "Cause", value="Fire", label="l"),
            page("o", Role.OPTION, "Fire", parent="c", bounds=None),
            page("o2", Role.OPTION, "Arson by heirs", parent="c", bounds=None),
            page("b", Role.BUTTON, "Review claim"),
            page("s", Role.STATUS, "Claim saved"),
            page("d", Role.LABEL, "Active"),
            page("x", Role.BUTTON, "Save"),
            page("p", Role.PASSWORD, "Policy number", value="•••"),
        )
    )
    shown = {e.number: e for e in view.windows[0].elements}
    assert phrases(view) == {
        "New claim",
        "Policy number",
        "Cause",
        "Review claim",
        "Claim saved",
        "Save",
        "New claim · Claims portal",
    }
    assert shown[4].value is None
    assert isinstance(shown[5].value, Handle)
    assert shown[5].value.type is ValueType.DATE
    assert handles.value(shown[5].value).text == "2026-03-14"
    assert shown[6].options is Bucket.FEW
    assert shown[11].value is not None
    assert shown[11].value.type is ValueType.SECRET
    text = view_text(view)
    assert 'view 41 · portal (Browser) · "New claim · Claims portal" · ready · active' in text
    assert "empty, required" in text
    assert "of few" in text
    assert view_from_json(gate.pass_view(view)) == view


def test_browser_chrome_and_foreign_origins_have_generic_words_only() -> None:
    sanitiser, gate, _ = boundary()
    view = sanitiser.view(
        portal_scene(
            element("b", Role.BUTTON, "Reload"),
            element("f", Role.BUTTON, "Review claim"),
            page("i", Role.BUTTON, "Review claim", origin="http://evil.example:80"),
            element(
                "u", Role.ENTRY, "Address and search bar", value="http://127.0.0.1:5000/claims/CLM-48213"
            ),
        )
    )
    assert phrases(view) == {"Reload", "New claim · Claims portal"}
    assert b"CLM" not in gate.pass_view(view)
    assert view.windows[0].elements[3].value is not None
    assert view.windows[0].elements[3].value.type is ValueType.URL


def test_another_origin_is_the_browser_and_another_program_unknown() -> None:
    sanitiser, gate, _ = boundary()
    made = portal_scene(page("i", Role.DOCUMENT, "Bank", origin="http://bank.example:80"))
    other = scene(made.windows, made.elements[1:])
    assert sanitiser.view(other).windows[0].application == BROWSER.name
    imposter = scene([window(1, "/tmp/mail")], [element("a", Role.BUTTON, "Get Mail")])
    view = sanitiser.view(imposter)
    assert view.windows[0].application is None
    assert phrases(view) == set()
    gate.pass_view(view)


def table_scene(rows: int) -> Scene:
    table = page("t", Role.TABLE, bounds=Rect(0, 100, 900, 300))
    headers = [page(f"h{name}", Role.COLUMN_HEADER, name, parent="t") for name in ("Holder", "Amount")]
    elements, made = [table, *headers], []
    for number in range(rows):
        row = page(f"r{number}", Role.ROW, parent="t")
        cells = [
            page(f"r{number}c0", Role.CELL, "Jane Miller", parent=row.id),
            page(f"r{number}c1", Role.CELL, f"EUR {number},310.75", parent=row.id),
        ]
        link = page(f"r{number}l", Role.LINK, "Jane Miller", parent=cells[0].id)
        elements += [row, *cells, link]
        made.append(Row(row.id, (cells[0].id, cells[1].id)))
    return portal_scene(*elements, tables=[Table("t", ("Holder", "Amount"), tuple(made))])


@pytest.mark.parametrize(
    ("rows", "bucket", "shown"), [(0, "none", 0), (1, "one", 1), (4, "few", 2), (9, "some", 6)]
)
def test_tables_tell_types_and_no_more_rows_than_their_bucket(rows: int, bucket: str, shown: int) -> None:
    sanitiser, gate, _ = boundary()
    view = sanitiser.view(table_scene(rows))
    (table,) = view.windows[0].tables
    assert table.rows.value == bucket
    assert table.columns[0][0] == Phrase("Holder")
    if rows:
        assert [type_ for _, type_ in table.columns] == [ValueType.PERSON, ValueType.AMOUNT]
    assert sum(e.role is Role.CELL for e in view.windows[0].elements) == 2 * shown
    assert b"Miller" not in gate.pass_view(view)


def test_rows_that_are_not_told_have_no_part_in_a_columns_type() -> None:
    def told(*texts: str) -> ValueType:
        cells = [page(f"c{n}", Role.CELL, text, parent="t") for n, text in enumerate(texts)]
        rows = tuple(Row(f"r{n}", (cell.id,)) for n, cell in enumerate(cells))
        made = portal_scene(page("t", Role.TABLE), *cells, tables=[Table("t", ("",), rows)])
        return boundary()[0].view(made).windows[0].tables[0].columns[0][1]

    people = ("Jane Miller", "Rosa Winter")
    assert told(*people, "x y") == told(*people, "x y", "x y", "x y") == ValueType.PERSON


def test_as_many_rows_show_for_every_count_of_a_bucket() -> None:
    def shape(rows: int) -> list[Role]:
        return [e.role for e in boundary()[0].view(table_scene(rows)).windows[0].elements]

    assert shape(2) == shape(5)
    assert shape(6) == shape(30)


def test_covered_windows_are_left_out_and_the_top_one_is_first() -> None:
    windows = [
        window(1, MAIL.executable, order=0),
        window(2, MAIL.executable, order=2, bounds=Rect(0, 0, 640, 720)),
        window(3, MAIL.executable, order=3, bounds=Rect(640, 0, 640, 720)),
        window(4, "/x", order=1, bounds=Rect(5000, 0, 10, 10)),
    ]
    view = boundary()[0].view(scene(windows, [element("a", Role.BUTTON, "Reply")]))
    assert [w.number for w in view.windows] == [1, 2]
    assert view.windows[0].place.x == 32
    assert view.windows[0].elements == ()


def test_the_same_cell_keeps_its_handle_and_a_twin_has_another() -> None:
    sanitiser, _, handles = boundary()
    made = mail_scene(element("a", Role.ENTRY, value="Jane"), element("b", Role.ENTRY, value="Jane"))
    first, second = sanitiser.view(made).windows[0].elements
    assert first.value != second.value
    again = sanitiser.view(made).windows[0].elements
    assert (again[0].value, again[1].value) == (first.value, second.value)
    assert first.value is not None
    assert handles.value(first.value).text == "Jane"


def test_choices_are_values() -> None:
    sanitiser, gate, _ = boundary()

    def choice(*states: State) -> Handle | None:
        made = mail_scene(element("a", Role.CHECK_BOX, "Delete", states=frozenset({State.ENABLED, *states})))
        view = sanitiser.view(made)
        gate.pass_view(view)
        assert view.windows[0].elements[0].states == (State.ENABLED,)
        return view.windows[0].elements[0].choice

    off, on = choice(), choice(State.CHECKED)
    assert off is not None
    assert off != on
    assert choice() == off


def test_a_long_private_name_does_not_show_its_length() -> None:
    def place(width: int) -> Rect[object]:
        found, _ = only(mail_scene(element("a", Role.HEADING, "Jane", bounds=Rect(10, 20, width, 24))))
        return found.place  # type: ignore[return-value]

    assert place(40) == place(400)


def test_what_has_no_public_name_does_not_show_how_wide_a_private_text_makes_it() -> None:
    def told(width: int) -> bytes:
        tab = element("tab", Role.TAB, "", bounds=Rect(40, 60, width, 24))
        text = element("text", Role.LABEL, "Jane Miller", parent="tab", bounds=Rect(44, 60, width - 8, 24))
        sanitiser, gate, _ = boundary()
        return gate.pass_view(sanitiser.view(mail_scene(tab, text)))

    assert told(60) == told(400)


def test_a_column_is_called_what_a_header_of_the_program_says() -> None:
    def column(name: str = "From", **header: object) -> object:
        table = element("t", Role.TABLE, bounds=Rect(0, 100, 900, 300))
        head = element("h", Role.COLUMN_HEADER, name, parent="t", **header)
        made = mail_scene(table, head, tables=[Table("t", ("From",), ())])
        return boundary()[0].view(made).windows[0].tables[0].columns[0][0]

    assert column() == Phrase("From")
    assert isinstance(column(source=Source.PIXELS), Handle)
    assert isinstance(column(name="To"), Handle)


@pytest.mark.parametrize(
    "label",
    [
        {"role": Role.TAB},
        {"role": Role.ITEM},
        {"name": "From"},
        {"named_by_content": True},
        {"source": Source.PIXELS},
        {"parent": "list"},
    ],
)
def test_only_a_label_of_the_program_that_says_the_same_names_publicly(label: dict[str, object]) -> None:
    def named(**more: object) -> object:
        holder = element("list", Role.LIST)
        by = replace(element("l", Role.LABEL, "Status"), **more)
        made = mail_scene(holder, by, element("a", Role.BUTTON, "Status", label="l"))
        view = boundary()[0].view(made)
        return next(e.label for e in view.windows[0].elements if e.role is Role.BUTTON)

    assert named() == Phrase("Status")
    assert isinstance(named(**label), Handle)


def test_labels_in_a_dialog_say_what_people_wrote() -> None:
    dialog = element("d", Role.DIALOG, "x y")
    view = boundary()[0].view(mail_scene(dialog, element("l", Role.LABEL, "Status", parent="d")))
    assert phrases(view) == set()


def test_private_options_in_a_cell_are_told_by_their_bucket() -> None:
    def told(count: int) -> bytes:
        table, row = page("t", Role.TABLE), page("r", Role.ROW, parent="t")
        cell = page("c", Role.CELL, "x", parent="r")
        combo = page("box", Role.COMBO, "", value="x y", parent="c")
        options = [page(f"o{n}", Role.OPTION, "x y", parent="box") for n in range(count)]
        made = portal_scene(
            table, row, cell, combo, *options, tables=[Table("t", ("",), (Row("r", ("c",)),))]
        )
        sanitiser, gate, _ = boundary()
        return gate.pass_view(sanitiser.view(made))

    assert told(2) == told(4)
    assert told(2) != told(7)


def test_a_circle_of_parents_is_no_interface() -> None:
    found, _ = only(mail_scene(element("a", Role.BUTTON, "Reply", parent="a")))
    assert isinstance(found.label, Handle)


def test_a_name_with_several_marks_is_no_reason_to_refuse_a_view() -> None:
    sanitiser, gate, _ = boundary()
    gate.pass_view(sanitiser.view(mail_scene(element("a", Role.BUTTON, "Reply: *"))))


@pytest.mark.parametrize("inner", [Role.BUTTON, Role.LINK, Role.HEADING, Role.CHECK_BOX])
def test_what_stands_in_untold_items_does_not_count_them(inner: Role) -> None:
    def told(count: int) -> bytes:
        items = [element(f"i{n}", Role.ITEM, "x y", parent="list") for n in range(count)]
        inside = [element(f"b{n}", inner, "x y", parent=f"i{n}") for n in range(count)]
        sanitiser, gate, _ = boundary()
        return gate.pass_view(sanitiser.view(mail_scene(element("list", Role.LIST), *items, *inside)))

    assert told(2) == told(4)
    assert told(2) != told(6)


@pytest.mark.parametrize("role", [Role.LABEL, Role.HEADING, Role.ITEM, Role.STATUS])
def test_whether_a_text_says_its_name_twice_is_not_told(role: Role) -> None:
    def told(value: str) -> bytes:
        sanitiser, gate, _ = boundary()
        return gate.pass_view(sanitiser.view(mail_scene(element("a", role, "Rosa", value=value))))

    assert told("Rosa") == told("Milo")


def test_the_focus_does_not_tell_which_item_is_chosen() -> None:
    def told(chosen: int) -> bytes:
        items = [
            element(f"i{n}", Role.ITEM, "x y", states=frozenset({State.FOCUSED} if n == chosen else ()))
            for n in range(2)
        ]
        sanitiser, gate, _ = boundary()
        return gate.pass_view(sanitiser.view(mail_scene(*items)))

    assert told(0) == told(1)


def test_private_options_are_told_by_their_bucket_and_public_ones_one_by_one() -> None:
    def told(count: int) -> bytes:
        label = page("label", Role.LABEL, "Cause")
        combo = page("cause", Role.COMBO, "Cause", value="Fire", label="label")
        known = page("fire", Role.OPTION, "Fire", parent="cause")
        private = [page(f"o{n}", Role.OPTION, f"account {n}", parent="cause") for n in range(count)]
        sanitiser, gate, _ = boundary()
        return gate.pass_view(sanitiser.view(portal_scene(label, combo, known, *private)))

    assert told(2) == told(3) == told(5)
    assert len({told(0), told(1), told(2), told(6), told(31)}) == 5
    assert json.dumps({"phrase": "Fire"}, separators=(",", ":")).encode() in told(0)
    assert b'"options":"few"' in told(4)


@pytest.mark.parametrize("role", [Role.COMBO, Role.TEXT])
def test_whether_a_field_is_named_as_its_value_is_not_told(role: Role) -> None:
    def told(value: str) -> bytes:
        sanitiser, gate, _ = boundary()
        return gate.pass_view(sanitiser.view(portal_scene(page("a", role, "Rosa", value=value))))

    assert told("Rosa") == told("Milo")


@pytest.mark.parametrize("lost", [{"parent": "gone"}, {"label": "gone"}])
def test_what_stands_in_or_is_named_by_something_unseen_is_content(lost: dict[str, object]) -> None:
    seen, _ = only(mail_scene(element("a", Role.BUTTON, "Reply")))
    hidden, _ = only(mail_scene(element("a", Role.BUTTON, "Reply", **lost)))
    assert seen.label == Phrase("Reply")
    assert isinstance(hidden.label, Handle)


# Laws

WORDS = sorted(CONSTANTS | {"OK", "Save", "Policy number", "Fire", "Amount"})
canary = st.lists(st.sampled_from(WORDS), min_size=2, max_size=4).map(" ".join)
PRIVATE = {
    ValueType.PERSON: ("Jane Miller", "Rosa Winter"),
    ValueType.AMOUNT: ("EUR 4,310.75", "EUR 17.00"),
    ValueType.DATE: ("2026-03-14", "1 May 2025"),
    ValueType.REFERENCE: ("CLM-48213", "POL-2210-7745"),
    ValueType.TEXT: ("burst pipe in the kitchen", "x y"),
}


@given(canary, st.sampled_from(sorted(Role)), st.booleans(), st.booleans())
@settings(max_examples=300, deadline=None)
def test_canaries_of_public_words_never_cross(text: str, role: Role, web: bool, as_value: bool) -> None:
    sanitiser, gate, _ = boundary()
    make = page if web else element
    made = make("a", role, text, value=text if as_value else None)
    label = make("l", Role.LABEL, text)
    labelled = make("b", Role.ENTRY, text, label="l")
    build = portal_scene if web else mail_scene
    data = gate.pass_view(sanitiser.view(build(made, label, labelled)))
    assert text.encode() not in data
    assert {"phrase": text} not in json.loads(data)["windows"][0]["elements"]


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Scene, Scene]:
    """Two scenes alike but for private texts of the same types and for choices."""
    pairs: list[tuple[Element, Element]] = []
    for number in range(draw(st.integers(0, 25))):
        role = draw(st.sampled_from(sorted(set(Role) - {Role.DOCUMENT})))
        names = draw(
            st.sampled_from([*PRIVATE.values(), ("Reply", "Reply"), ("Policy number", "Policy number")])
        )
        values = draw(st.sampled_from([*PRIVATE.values(), (None, None), ("", "")]))
        states = draw(st.frozensets(st.sampled_from(sorted(set(State) - CHOICE_STATES))))
        chosen = draw(st.frozensets(st.sampled_from(sorted(CHOICE_STATES))))
        parent = draw(st.sampled_from(["page", *(f"e{i}" for i in range(number))]))
        make = draw(st.sampled_from([page, element]))
        box: Rect[Device] = Rect(draw(st.integers(0, 1200)), draw(st.integers(0, 700)), 50, 20)
        one, other = (
            make(f"e{number}", role, name, value=value, states=states | extra, parent=parent, bounds=box)
            for name, value, extra in zip(names, values, (frozenset(), chosen), strict=True)
        )
        pairs.append((one, other))
    cells = tuple(e.id for e, _ in pairs if e.role is Role.CELL)[:2]
    tables = [Table("e0", ("Holder", ""), (Row("r", (*cells, None, None)[:2]),))] if cells else []
    return (
        portal_scene(*(one for one, _ in pairs), tables=tables, title="Jane Miller"),
        portal_scene(*(other for _, other in pairs), tables=tables, title="Rosa Winter"),
    )


@given(worlds(), st.integers())
@settings(max_examples=120, deadline=None)
def test_two_worlds_that_differ_in_private_texts_only_look_the_same(
    both: tuple[Scene, Scene], seed: int
) -> None:
    sent: list[bytes] = []
    for made in both:
        sanitiser, gate, _ = boundary(seed)
        sent.append(gate.pass_view(sanitiser.view(made)) + gate.pass_view(sanitiser.view(made)))
    assert sent[0] == sent[1]


@given(worlds())
@settings(max_examples=60, deadline=None)
def test_views_survive_json(both: tuple[Scene, Scene]) -> None:
    sanitiser = Sanitiser(APPLICATIONS, catalogues(), Handles(random.Random(0)))
    view = sanitiser.view(both[0])
    assert view_from_json(view_bytes(view)) == view
    assert "Miller" not in view_text(view)


def test_the_portal_itself_is_known_by_origin() -> None:
    assert boundary()[0].view(portal_scene()).windows[0].application == PORTAL.name

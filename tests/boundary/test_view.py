"""What crosses by its name, and what does not."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from innervate.boundary.gate import Gate
from innervate.boundary.handles import Handles
from innervate.boundary.view import Sanitiser
from innervate.core.geometry import Device, Rect
from innervate.core.scene import Scene, Table
from innervate.core.values import ValueType
from innervate.core.view import Bucket, Phrase, View, ViewElement
from innervate.core.vocabulary import Role, Source, State
from tests.boundary.scenes import (
    APPLICATIONS,
    BROWSER,
    CONSTANTS,
    MAIL,
    PORTAL,
    boundary,
    catalogues,
    element,
    lines,
    mail_scene,
    page,
    portal_scene,
    scene,
    told,
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


def view_of(made: Scene) -> View:
    sanitiser, gate, _ = boundary()
    view = sanitiser.view(made)
    gate.pass_view(view)
    return view


def phrases(made: Scene) -> set[str]:
    view = view_of(made)
    labels = [w.title for w in view.windows] + [e.label for w in view.windows for e in w.elements]
    labels += [column.label for w in view.windows for e in w.elements for column in e.columns]
    return {label.text for label in labels if label is not None}


def elements(made: Scene) -> tuple[ViewElement, ...]:
    return view_of(made).windows[0].elements


@pytest.mark.parametrize("role", [Role.BUTTON, Role.MENU_ITEM, Role.MENU, Role.TOGGLE, Role.CHECK_BOX])
def test_a_programs_own_constant_crosses_where_programs_show_constants(role: Role) -> None:
    (found,) = elements(mail_scene(element("a", role, "Reply")))
    assert (found.role, found.label) == (role, Phrase("Reply"))


@pytest.mark.parametrize("role", CONTENT_ROLES)
def test_the_same_word_is_content_elsewhere(role: Role) -> None:
    for text in ("Reply", "Will", "Save"):
        assert text not in told(mail_scene(element("a", role, text, value=text)))


@pytest.mark.parametrize(
    "holder",
    [Role.TREE, Role.TREE_ITEM, Role.LIST, Role.ITEM, Role.CELL, Role.DOCUMENT, Role.COMBO, Role.TEXT],
)
def test_a_button_among_content_is_content(holder: Role) -> None:
    inside = element("b", Role.BUTTON, "Reply", parent="m")
    between = element("m", Role.GROUP, parent="a")
    assert phrases(mail_scene(element("a", holder), between, inside)) == set()


@pytest.mark.parametrize(
    "more", [{"named_by_content": True}, {"source": Source.PIXELS}, {"source": Source.MODEL}]
)
def test_names_from_content_or_from_pixels_are_only_counted(more: dict[str, object]) -> None:
    assert lines(mail_scene(element("a", Role.BUTTON, "Reply", **more))) == ["others button:one"]


def test_a_label_crosses_as_the_name_of_what_it_labels_and_is_not_told_twice() -> None:
    label = element("l", Role.LABEL, "Subject:")
    made = mail_scene(label, element("a", Role.ENTRY, "Subject:", label="l", value=""))
    assert lines(made) == ['entry "Subject" empty']


def test_a_label_among_content_names_nothing_publicly() -> None:
    made = mail_scene(
        element("i", Role.ITEM),
        element("l", Role.LABEL, "Subject", parent="i"),
        element("a", Role.ENTRY, "Subject", label="l"),
    )
    assert phrases(made) == set()


def test_combo_boxes_are_named_by_labels_only() -> None:
    (found,) = elements(mail_scene(element("a", Role.COMBO, "Will", value="Will")))
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
            page("e2", Role.SPIN, "Amount", value="2026-03-14"),
            page("l", Role.LABEL, "Cause"),
            page("c", Role.COMBO, "Cause", value="Fire", label="l"),
            page("o", Role.OPTION, "Fire", parent="c", bounds=None),
            page("o2", Role.OPTION, "Arson by heirs", parent="c", bounds=None),
            page("b", Role.BUTTON, "Review claim"),
            page("s", Role.STATUS, "Claim saved"),
            page("d", Role.LABEL, "14 March 2026"),
            page("x", Role.BUTTON, "Save", states=frozenset()),
            page("p", Role.PASSWORD, "", value="•••"),
        )
    )
    text = gate.pass_view(view).decode()
    values = {e.role: e.value for e in view.windows[0].elements}
    spin, word = values[Role.SPIN], values[Role.PASSWORD]
    assert spin is not None
    assert handles.value(spin).text == "2026-03-14"
    assert spin.type is ValueType.DATE
    assert word is not None
    assert word.type is ValueType.SECRET
    choice = next(e.choice for e in view.windows[0].elements if e.role is Role.COMBO)
    assert text == (
        "view 41\n"
        'window portal in browser "New claim · Claims portal" ready active\n'
        '  heading "New claim"\n'
        '  entry "Policy number" empty required\n'
        f"  spin-button {spin}\n"
        f'  combo-box "Cause" {choice} of few\n'
        '  button "Review claim"\n'
        '  status-bar "Claim saved"\n'
        '  button "Save" disabled\n'
        f"  password-entry {word}\n"
        "  others label:one(date) heading:few\n"
    )


def test_browser_chrome_and_foreign_origins_have_generic_words_only() -> None:
    made = portal_scene(
        element("b", Role.BUTTON, "Reload"),
        element("f", Role.BUTTON, "Review claim"),
        page("i", Role.BUTTON, "Review claim", origin="http://evil.example:80"),
        element("u", Role.ENTRY, "Address and search bar", value="http://127.0.0.1:5000/claims/CLM-48213"),
    )
    assert phrases(made) == {"Reload", "New claim · Claims portal"}
    assert "CLM" not in told(made)
    assert "entry ⟦URL_" in told(made)


def test_another_origin_is_the_browser_and_another_program_unknown() -> None:
    made = portal_scene(page("i", Role.DOCUMENT, "Bank", origin="http://bank.example:80"))
    other = scene(made.windows, made.elements[1:])
    assert view_of(other).windows[0].application == BROWSER.name
    imposter = scene([window(1, "/tmp/mail")], [element("a", Role.BUTTON, "Get Mail")])
    assert view_of(imposter).windows[0].application is None
    assert phrases(imposter) == set()


def test_the_portal_itself_is_known_by_origin() -> None:
    assert view_of(portal_scene()).windows[0].application == PORTAL.name


@pytest.mark.parametrize("title", ["New claim · Claims portal", "Reply"])
def test_a_native_window_has_no_title_but_its_programs_own(title: str) -> None:
    made = scene([window(1, MAIL.executable, title=title)], [])
    assert view_of(made).windows[0].title is None


def test_a_page_gives_the_browsers_own_window_no_title() -> None:
    """What a page of another origin calls itself is not approved for the portal."""
    other = page(
        "o", Role.DOCUMENT, "New claim · Claims portal", origin="http://evil.example:80", bounds=None
    )
    made = scene([window(1, PORTAL.executable, title="New claim · Claims portal")], [other])
    assert phrases(made) == set()


def test_a_popup_of_a_page_has_no_title_of_its_own() -> None:
    title = "New claim · Claims portal"
    popup = replace(window(1, PORTAL.executable, title=title), popup=True)
    made = scene([popup], [page("o", Role.OPTION, "x y", parent="")])
    assert view_of(made).windows[0].application == PORTAL.name
    assert phrases(made) == set()


def test_covered_windows_are_left_out_and_the_top_one_is_first() -> None:
    windows = [
        window(1, MAIL.executable, order=0),
        window(2, MAIL.executable, order=2, bounds=Rect(0, 0, 640, 720)),
        window(3, PORTAL.executable, order=3, bounds=Rect(640, 0, 640, 720)),
        window(4, "/x", order=1, bounds=Rect(5000, 0, 10, 10)),
    ]
    view = view_of(scene(windows, [element("a", Role.BUTTON, "Reply")]))
    assert [w.application for w in view.windows] == [BROWSER.name, MAIL.name]
    assert view.windows[0].place == Rect(32, 0, 32, 36)
    assert view.windows[0].elements == ()


def test_a_cell_keeps_its_handle_and_a_twin_has_another() -> None:
    sanitiser, _, handles = boundary()
    made = mail_scene(
        element("a", Role.ENTRY, "From", value="Jane"), element("b", Role.ENTRY, "Subject", value="Jane")
    )
    first, second = sanitiser.view(made).windows[0].elements
    assert first.value != second.value
    again = sanitiser.view(made).windows[0].elements
    assert (again[0].value, again[1].value) == (first.value, second.value)
    assert first.value is not None
    assert handles.value(first.value).text == "Jane"


def test_choices_are_values_and_one_that_comes_back_is_another() -> None:
    sanitiser, gate, _ = boundary()

    def choice(*states: State) -> object:
        made = mail_scene(element("a", Role.CHECK_BOX, "Delete", states=frozenset({State.ENABLED, *states})))
        view = sanitiser.view(made)
        gate.pass_view(view)
        assert view.windows[0].elements[0].states == (State.ENABLED,)
        return view.windows[0].elements[0].choice

    off, still, on = choice(), choice(), choice(State.CHECKED)
    assert off == still
    assert len({off, on, choice()}) == 3


@pytest.mark.parametrize("text", ["•", "••••••••", "Jane Miller", "2026-03-14"])
def test_of_a_password_it_is_told_that_it_is_filled(text: str) -> None:
    made = mail_scene(element("p", Role.PASSWORD, value=text))
    assert told(made) == told(mail_scene(element("p", Role.PASSWORD, value="x")))


@pytest.mark.parametrize("role", [Role.BUTTON, Role.TAB, Role.HEADING, Role.LABEL, Role.ENTRY])
def test_where_things_are_and_how_wide_is_not_told(role: Role) -> None:
    def at(x: int, width: int) -> str:
        place: Rect[Device] = Rect(x, 20, width, 24)
        return told(mail_scene(element("a", role, "Jane Miller", bounds=place)))

    assert at(0, 40) == at(700, 400)
    assert "@" not in at(0, 40)


def test_a_column_is_called_what_a_header_of_the_program_says() -> None:
    def column(name: str = "From", **header: object) -> str:
        table = element("t", Role.TABLE, bounds=Rect(0, 100, 900, 300))
        head = element("h", Role.COLUMN_HEADER, name, parent="t", **header)
        return lines(mail_scene(table, head, tables=[Table("t", ("From",), ())]))[0]

    assert column() == 'table "From":text of none'
    assert column(source=Source.PIXELS) == column(name="To") == "table :text of none"


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
    def named(**more: object) -> set[str]:
        holder = element("list", Role.LIST)
        by = replace(element("l", Role.LABEL, "Status"), **more)
        return phrases(mail_scene(holder, by, element("a", Role.BUTTON, "Status", label="l")))

    assert named() == {"Status"}
    assert named(**label) == set()


def test_labels_in_a_dialog_say_what_people_wrote() -> None:
    dialog = element("d", Role.DIALOG, "x y")
    assert phrases(mail_scene(dialog, element("l", Role.LABEL, "Status", parent="d"))) == set()


@pytest.mark.parametrize("lost", [{"parent": "gone"}, {"label": "gone"}, {"parent": "a"}])
def test_what_stands_in_or_is_named_by_nothing_that_was_seen_is_content(lost: dict[str, object]) -> None:
    assert phrases(mail_scene(element("a", Role.BUTTON, "Reply"))) == {"Reply"}
    assert phrases(mail_scene(element("a", Role.BUTTON, "Reply", **lost))) == set()


def test_a_name_with_several_marks_is_no_reason_to_refuse_a_view() -> None:
    assert lines(mail_scene(element("a", Role.BUTTON, "Reply: *"))) == ['button "Reply"']


def test_the_focus_does_not_tell_which_of_several_is_chosen() -> None:
    def at(chosen: int) -> str:
        radios = [
            element(f"i{n}", Role.RADIO, name, states=frozenset({State.FOCUSED} if n == chosen else ()))
            for n, name in enumerate(("Reply", "Delete"))
        ]
        return told(mail_scene(*radios))

    assert at(0) == at(1)


def test_the_focus_of_a_field_is_told() -> None:
    made = mail_scene(element("a", Role.ENTRY, "From", states=frozenset({State.ENABLED, State.FOCUSED})))
    assert lines(made) == ['entry "From" empty focused']


@pytest.mark.parametrize("role", [Role.OPTION, Role.MENU_ITEM])
def test_an_option_that_is_approved_for_its_field_crosses_there_alone(role: Role) -> None:
    label = page("label", Role.LABEL, "Cause")
    box = page("box", Role.COMBO, "Cause", value="x y", label="label")
    made = portal_scene(
        label, box, page("o", role, "Fire", parent="box"), page("p", role, "x y", parent="box")
    )
    assert phrases(made) >= {"Cause", "Fire"}
    assert lines(made)[-1].startswith(role.value.replace(" ", "-"))
    elsewhere = page("other", Role.COMBO, "", value="x y")
    assert "Fire" not in phrases(portal_scene(elsewhere, page("o", role, "Fire", parent="other")))


@pytest.mark.parametrize("role", [Role.COMBO, Role.TEXT, Role.LABEL, Role.HEADING, Role.ITEM, Role.STATUS])
def test_whether_a_name_and_a_value_are_the_same_is_not_told(role: Role) -> None:
    def valued(value: str) -> str:
        return told(portal_scene(page("a", role, "Rosa", value=value)))

    assert valued("Rosa") == valued("Milo")


WORDS = sorted(CONSTANTS | {"OK", "Save", "Policy number", "Fire", "Amount"})
canary = st.lists(st.sampled_from(WORDS), min_size=2, max_size=4).map(" ".join)


@given(canary, st.sampled_from(sorted(Role)), st.booleans(), st.booleans())
@settings(max_examples=300, deadline=None)
def test_canaries_of_public_words_never_cross(text: str, role: Role, web: bool, as_value: bool) -> None:
    make = page if web else element
    made = make("a", role, text, value=text if as_value else None)
    label = make("l", Role.LABEL, text)
    labelled = make("b", Role.ENTRY, text, label="l")
    build = portal_scene if web else mail_scene
    sent = told(build(made, label, labelled))
    assert text not in sent
    assert sent.count(f'"{text.split()[0]}"') == 0


def test_at_the_level_labels_a_listed_phrase_crosses_wherever_static_text_stands() -> None:
    listed = {MAIL.sink: replace(catalogues()[MAIL.sink], anywhere=frozenset({"Status"}))}
    handles = Handles(random.Random(1))
    sanitiser = Sanitiser(APPLICATIONS, listed, handles)
    made = mail_scene(
        element("l", Role.LABEL, "Status"),
        element("m", Role.LABEL, "From"),
        element("i", Role.ITEM, "Status"),
        element("b", Role.TAB, "Status"),
    )
    told = Gate(APPLICATIONS, listed, handles).pass_view(sanitiser.view(made)).decode()
    assert told.count('"Status"') == 1
    assert '  label "Status"' in told
    assert "From" not in told


def test_how_many_there_are_is_told_by_bucket() -> None:
    assert Bucket.of(3) is Bucket.FEW
    assert [Bucket.of(bucket.least) for bucket in Bucket] == list(Bucket)

"""What is counted instead of told, and that no count says more than its bucket."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from innervate.core.geometry import Rect
from innervate.core.scene import Row, Scene, Table
from innervate.core.vocabulary import Role, State
from tests.boundary.scenes import element, lines, mail_scene, page, portal_scene, told

BUCKETS = ((1, 1), (2, 5), (6, 30), (31, 40))
"""Least and largest counts that look the same."""


def same_in_buckets(made: Callable[[int], Scene]) -> None:
    """Any count of a bucket tells the same, and different buckets are told apart."""
    assert all(told(made(least)) == told(made(most)) for least, most in BUCKETS)
    assert len({told(made(least)) for least, _ in BUCKETS}) == len(BUCKETS)


@pytest.mark.parametrize(
    "role",
    [Role.LABEL, Role.LINK, Role.TAB, Role.HEADING, Role.BUTTON, Role.CHECK_BOX, Role.MENU_ITEM, Role.DIALOG],
)
def test_things_without_a_public_name(role: Role) -> None:
    same_in_buckets(lambda n: mail_scene(*(element(f"e{i}", role, "Jane Miller") for i in range(n))))


@pytest.mark.parametrize("role", [Role.BUTTON, Role.CHECK_BOX, Role.HEADING])
def test_what_is_called_alike(role: Role) -> None:
    name = "New claim" if role is Role.HEADING else "Save"
    same_in_buckets(lambda n: portal_scene(*(page(f"e{i}", role, name) for i in range(n))))


def test_of_what_is_called_alike_no_states_and_choices_are_told() -> None:
    def some(*states: State) -> Scene:
        return mail_scene(
            element("a", Role.CHECK_BOX, "Reply", states=frozenset(states)),
            element("b", Role.CHECK_BOX, "Reply"),
        )

    assert lines(some(State.CHECKED, State.INVALID)) == lines(some()) == ['check-box "Reply" ×few']


@pytest.mark.parametrize("name", ["Policy number", "Jane Miller"])
def test_fields_that_are_called_alike_are_told_as_far_as_their_bucket_is(name: str) -> None:
    def fields(n: int) -> Scene:
        return portal_scene(*(page(f"e{i}", Role.ENTRY, name, value="x y") for i in range(n)))

    same_in_buckets(fields)
    assert told(fields(4)).count("⟦TEXT_") == 2


@pytest.mark.parametrize(("holder", "item"), [(Role.LIST, Role.ITEM), (Role.TREE, Role.TREE_ITEM)])
@pytest.mark.parametrize("wrapped", [False, True])
def test_items(holder: Role, item: Role, wrapped: bool) -> None:
    def made(n: int) -> Scene:
        group = element("g", Role.GROUP, parent="l")
        items = [element(f"i{i}", item, "Reply", parent="g" if wrapped else "l") for i in range(n)]
        return mail_scene(element("l", holder), group, *items)

    same_in_buckets(made)
    assert lines(made(3)) == [f"{holder.value} of few"]


def test_items_count_for_the_nearest_list_alone() -> None:
    inner = [element(f"i{n}", Role.ITEM, "x", parent="inner") for n in range(7)]
    made = mail_scene(
        element("l", Role.LIST),
        element("i", Role.ITEM, "x", parent="l"),
        element("inner", Role.TREE, parent="i"),
        *inner,
    )
    assert lines(made) == ["list of one", "tree of some"]


def test_items_that_do_not_show_do_not_count() -> None:
    items = [element(f"i{n}", Role.ITEM, "x", parent="l", visible=n == 0) for n in range(9)]
    assert lines(mail_scene(element("l", Role.LIST), *items)) == ["list of one"]


@pytest.mark.parametrize("role", [Role.OPTION, Role.MENU_ITEM])
@pytest.mark.parametrize("shown", [True, False])
def test_options_of_a_box_whether_it_is_open_or_not(role: Role, shown: bool) -> None:
    def made(n: int) -> Scene:
        box = page("c", Role.COMBO, "Cause", value="x y")
        options = [page(f"o{i}", role, "x y", parent="c", visible=shown) for i in range(n)]
        return portal_scene(box, *options)

    same_in_buckets(made)
    assert len(lines(made(3))) == 1


def test_a_box_in_a_cell_counts_its_options_and_its_entry_is_its_own() -> None:
    def made(n: int) -> Scene:
        cell = page("c", Role.CELL, "x", parent="r")
        box = page("box", Role.COMBO, "", value="x y", parent="c")
        entry = page("entry", Role.ENTRY, "", value="x y", parent="box")
        options = [page(f"o{i}", Role.OPTION, "x y", parent="box") for i in range(n)]
        row = page("r", Role.ROW, parent="t")
        table = Table("t", ("",), (Row("r", ("c",)),))
        return portal_scene(page("t", Role.TABLE), row, cell, box, entry, *options, tables=[table])

    same_in_buckets(made)
    assert [line.split()[0] for line in lines(made(2))] == ["table", "combo-box"]


@pytest.mark.parametrize("inner", [Role.BUTTON, Role.LINK, Role.HEADING, Role.CHECK_BOX])
def test_what_stands_in_items(inner: Role) -> None:
    def made(n: int) -> Scene:
        items = [element(f"i{i}", Role.ITEM, "x y", parent="list") for i in range(n)]
        inside = [element(f"b{i}", inner, "x y", parent=f"i{i}") for i in range(n)]
        return mail_scene(element("list", Role.LIST), *items, *inside)

    same_in_buckets(made)


def table_scene(rows: int, text: str = "Jane Miller", later: str | None = None) -> Scene:
    headers = [page(f"h{name}", Role.COLUMN_HEADER, name, parent="t") for name in ("Holder", "Amount")]
    elements, made = [page("t", Role.TABLE, bounds=Rect(0, 100, 900, 300)), *headers], []
    for n in range(rows):
        said = text if later is None or n < 2 else later
        row = page(f"r{n}", Role.ROW, parent="t")
        cells = [
            page(f"r{n}c0", Role.CELL, said, parent=row.id),
            page(f"r{n}c1", Role.CELL, f"EUR {n},310.75", parent=row.id),
        ]
        link = page(f"r{n}l", Role.LINK, said, parent=cells[0].id)
        elements += [row, *cells, link]
        made.append(Row(row.id, (cells[0].id, cells[1].id)))
    return portal_scene(*elements, tables=[Table("t", ("Holder", "Amount"), tuple(made))])


def test_tables_tell_columns_types_and_a_bucket_of_rows() -> None:
    same_in_buckets(table_scene)
    assert lines(table_scene(4)) == ['table "Holder":person "Amount":amount of few', "others link:few"]


def test_the_order_of_rows_has_no_part_in_a_columns_type() -> None:
    sorted_, unsorted = table_scene(5, later="x y"), table_scene(5, later="x y")
    table = unsorted.tables[0]
    unsorted = replace(unsorted, tables=[replace(table, rows=table.rows[::-1])])
    assert told(sorted_) == told(unsorted)
    assert lines(sorted_)[0] == 'table "Holder":text "Amount":amount of few', "the type of most of them"


def test_tables_that_are_called_alike() -> None:
    def made(n: int) -> Scene:
        tables = [Table(f"t{i}", ("",), ()) for i in range(n)]
        return mail_scene(*(element(f"t{i}", Role.TABLE) for i in range(n)), tables=tables)

    same_in_buckets(made)


def test_lines_of_a_text_are_counted_and_their_types_told() -> None:
    def made(n: int, *texts: str) -> Scene:
        said = [*texts, *("EUR 17.00" for _ in range(n))]
        text = page("t", Role.TEXT, value="\n".join(said))
        inside = [
            page(f"t#{i}", Role.LABEL, line, parent="t", named_by_content=True) for i, line in enumerate(said)
        ]
        return portal_scene(text, *inside)

    same_in_buckets(made)
    assert lines(made(1, "Jane Miller", "the burst pipe"))[-1] == "others label:few(person,amount)"
    assert lines(made(2, "x y"))[-1] == "others label:few(amount)"


def test_what_nobody_sees_is_not_counted() -> None:
    unseen = [element(f"e{n}", Role.LINK, "x y", visible=False) for n in range(9)]
    nowhere = [element(f"n{n}", Role.LINK, "x y", bounds=None) for n in range(9)]
    assert told(mail_scene(*unseen, *nowhere)) == told(mail_scene())


def test_what_repeats_a_name_is_not_counted() -> None:
    made = mail_scene(
        element("b", Role.BUTTON, "Reply"),
        element("l", Role.LABEL, "Reply", parent="b"),
        element("c", Role.CHECK_BOX, "x y"),
        element("cl", Role.LABEL, "x y", parent="c"),
    )
    assert lines(made) == ['button "Reply"', "others check-box:one"]

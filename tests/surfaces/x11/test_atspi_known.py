"""What applications offer at once, and how sheets call their cells."""

from __future__ import annotations

import pytest

from innervate.surfaces.x11.atspi_bus import Ref, rectangle
from innervate.surfaces.x11.atspi_known import Offer, Offers, address, title
from innervate.surfaces.x11.atspi_toolkit import Toolkit

ROOT, TOP, ONE, TWO, NULL = (
    (":1.2", "/root"),
    (":1.2", "/top"),
    (":1.2", "/1"),
    (":1.2", "/2"),
    ("", "/x/null"),
)


def item(ref: Ref, parent: Ref, index: object, count: object = 0, role: object = 43) -> list[object]:
    return [ref, ROOT, parent, index, count, [], f"name of {ref[1]}", role, "about", [1 << 25, 1]]


def test_children_are_in_the_order_of_their_places() -> None:
    offers = Offers([item(TWO, TOP, 0), item(TOP, ROOT, 0, 2), item(ONE, TOP, 1)])
    assert len(offers) == 3
    assert offers.children(TOP, 2) == [TWO, ONE]
    assert offers.get(ONE, TOP) == Offer(0, 43, 1 << 25 | 1 << 32, "name of /1", "about")


@pytest.mark.parametrize(
    ("items", "count"),
    [
        ([item(ONE, TOP, 0)], 2),
        ([item(ONE, TOP, 0), item(TWO, TOP, 1)], 3),
        ([item(ONE, TOP, 0), item(TWO, TOP, 0)], 2),
        ([item(ONE, TOP, -1), item(TWO, TOP, 1)], 2),
        ([item(ONE, TOP, "first"), item(TWO, TOP, 1)], 2),
        ([], 1),
    ],
)
def test_children_that_are_not_all_offered_or_have_no_place_are_not_taken(
    items: list[object], count: int
) -> None:
    assert Offers(items).children(TOP, count) is None


def test_an_offer_holds_only_where_its_parent_is_the_one_that_has_it() -> None:
    offers = Offers([item(ONE, TWO, 0)])
    assert offers.get(ONE, TOP) is None
    assert offers.get(ONE, TWO) is not None


def test_garbage_offers_nothing() -> None:
    garbage: list[object] = [
        "",
        7,
        [],
        item(NULL, TOP, 0),
        item(ONE, TOP, 0, "many"),
        item(TWO, TOP, 1, 0, "role"),
    ]
    offers = Offers(garbage)
    assert offers.get(ONE, TOP) is None
    assert offers.get(TWO, TOP) is None
    assert offers.get(NULL, TOP) is None


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ((0, 0), "A1"),
        ((0, 25), "Z1"),
        ((1, 26), "AA2"),
        ((9, 701), "ZZ10"),
        ((9, 702), "AAA10"),
        ((1048575, 16383), "XFD1048576"),
    ],
)
def test_addresses(cell: tuple[int, int], name: str) -> None:
    assert address(cell) == name


@pytest.mark.parametrize(
    "said",
    [
        (-(2**31), -(2**31), 1, 1),
        (0, 0, -1, 5),
        (0, 0, 0, 0),
        (0, 0, 2**31 - 1, 5),
        ("a", "b", "c", "d"),
        (1, 2, 3),
        None,
        7,
    ],
)
def test_what_is_no_place(said: object) -> None:
    assert rectangle(said) is None


def test_toolkits() -> None:
    assert Toolkit("gtk", 3).bears_all
    assert not Toolkit("gtk", 3).in_window
    assert Toolkit("GTK", 4).in_window
    assert Toolkit("GTK", 4).name_of("GtkListView") == ""
    assert Toolkit("gtk", 3).name_of("GtkListView") == "GtkListView"
    assert not Toolkit("Qt", 5).bears_all
    assert not Toolkit().bears_all


def test_names_are_cut_and_cleaned() -> None:
    assert title(" Save\ufffc ") == "Save"
    assert len(title("x" * 1_000_000)) == 4_000
    assert title(7) == ""

"""What a View quotes of a profile: to the last word what was signed, public now, bounded, and told once."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from innervate.boundary.changes import Teller, are_changes, read_changes
from innervate.boundary.gate import Gate
from innervate.boundary.guides import MOST_CHARACTERS, MOST_SCREENS, guide_of, spoken
from innervate.boundary.handles import Handles
from innervate.boundary.phrases import Catalogue
from innervate.boundary.reading import read_view
from innervate.boundary.render import guide_lines, word
from innervate.boundary.screen_file import element_of
from innervate.boundary.view import Sanitiser
from innervate.core.application import Application
from innervate.core.errors import PrivacyRefused
from innervate.core.plan import Capability
from innervate.core.profile import Learned, Menu, Screen, Way
from innervate.core.values import ValueType
from innervate.core.view import Bucket, Column, Guide, GuideMenu, GuideScreen, Phrase, Press, Route, View
from innervate.core.vocabulary import Role, State
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

TITLE = Press(Role.WINDOW, Phrase("New claim · Claims portal"))
COLUMNS = (Column(Phrase("Amount"), ValueType.AMOUNT), Column(None, ValueType.TEXT))
SCREENS = (
    Screen(
        1,
        None,
        (element_of(Role.BUTTON, Phrase("Save")), element_of(Role.HEADING, Phrase("Jane Miller"))),
        (Menu("Jane Miller", (Press(Role.MENU_ITEM, Phrase("Save")),)),),
        (
            Way((Press(Role.BUTTON, Phrase("Review claim")),), 2),
            Way((Press(Role.LINK, Phrase("Jane Miller")),), 2),
            Way((Press(Role.LINK),), 2),
        ),
    ),
    Screen(
        2,
        TITLE,
        (
            element_of(Role.ENTRY, Phrase("Policy number"), (State.REQUIRED,)),
            element_of(Role.TABLE, None, (), COLUMNS),
        ),
        learned=Learned.RUN,
    ),
)  # fmt: skip


def made(screens: tuple[Screen, ...] = SCREENS, name: str = "portal", most: int = MOST_CHARACTERS) -> Guide:
    guide = guide_of(name, 3, screens, catalogues()[PORTAL.sink], most)
    assert guide is not None
    return guide


def gate(guides: Mapping[str, Guide], handles: Handles | None = None) -> Gate:
    return Gate(APPLICATIONS, catalogues(), handles or Handles(random.Random(1)), guides=guides)


def test_only_what_is_public_now_is_quoted() -> None:
    assert guide_lines(made()) == [
        "profile portal 3",
        '  screen 1 has button "Save"',
        '  screen 2 window "New claim · Claims portal" by button "Review claim" from 1 by link from 1 '
        'has entry "Policy number" required table "Amount":amount :text',
    ]
    assert guide_of("portal", 3, SCREENS, Catalogue("x")) is not None
    assert "Review" not in str(guide_of("portal", 3, SCREENS, Catalogue("x")))


def test_it_is_the_same_whoever_makes_it() -> None:
    assert made() == made()
    assert "\n".join(guide_lines(made())) == "\n".join(guide_lines(made()))


PLAIN = View(1, ())


def test_what_was_signed_passes_and_nothing_else() -> None:
    guide = made()
    assert gate({"portal": guide}).pass_view(replace(PLAIN, guides=(guide,)))
    for wrong in tampered(guide):
        with pytest.raises(PrivacyRefused) as refused:
            gate({"portal": guide}).pass_view(wrong)
        assert "Jane" not in str(refused.value)
    with pytest.raises(PrivacyRefused):
        gate({}).pass_view(replace(PLAIN, guides=(guide,)))


def tampered(guide: Guide) -> list[View]:
    first, second = guide.screens
    changed = [
        replace(guide, version=4),
        replace(guide, application="mail"),
        replace(guide, application="Jane Miller"),
        replace(guide, screens=(first,)),
        replace(guide, screens=(second, first)),
        replace(guide, screens=(replace(first, number=7), second)),
        replace(guide, screens=(replace(first, name=Press(Role.HEADING, Phrase("Jane Miller"))), second)),
        replace(guide, screens=(replace(first, elements=()), second)),
        replace(guide, screens=(first, replace(second, routes=(Route((Press(Role.LINK),), 2),)))),
        replace(guide, screens=(first, replace(second, elements=(element_of(Role.ENTRY, Phrase("Cause")),)))),
        replace(guide, menus=(GuideMenu(Phrase("File"), (Phrase("Save"),)),)),
    ]
    return [replace(PLAIN, guides=(one,)) for one in changed] + [replace(PLAIN, guides=(guide, guide))]


def test_a_phrase_that_is_public_no_more_is_refused_though_it_was_signed() -> None:
    guide = replace(made(), screens=(GuideScreen(1, Press(Role.HEADING, Phrase("Jane Miller"))),))
    with pytest.raises(PrivacyRefused):
        gate({"portal": guide}).pass_view(replace(PLAIN, guides=(guide,)))


def test_each_name_is_spoken_in_its_role() -> None:
    assert set(spoken(made())) == {
        (Role.BUTTON, Phrase("Save")),
        (Role.BUTTON, Phrase("Review claim")),
        (Role.WINDOW, TITLE.label),
        (Role.ENTRY, Phrase("Policy number")),
        (Role.COLUMN_HEADER, Phrase("Amount")),
    }


def told(teller: Teller, *elements: object, mail: bool = False) -> str:
    known = catalogues()
    scene = mail_scene(element("b", Role.BUTTON, "Reply")) if mail else portal_scene(
        page("f", Role.ENTRY, "Policy number"), page("b", Role.BUTTON, "Save"), *elements  # type: ignore[arg-type]
    )  # fmt: skip
    return teller.tell(Sanitiser(APPLICATIONS, known, Handles(random.Random(1))).view(scene))


def test_it_is_told_once_and_first_in_the_view() -> None:
    guide = made()
    teller = Teller({"portal": guide})
    first, second = told(teller), told(teller)
    assert first.splitlines()[1] == "profile portal 3"
    assert read_view(first).guides == (guide,)
    assert "profile" not in second
    gate({"portal": guide}).check(first.encode())


def test_one_that_comes_to_the_front_later_is_told_then() -> None:
    portal, mail = (
        made(),
        Guide("mail", 1, (GuideScreen(1, None, (), (element_of(Role.BUTTON, Phrase("Reply")),)),)),
    )
    known = {"portal": portal, "mail": mail}
    teller = Teller(known)
    assert "profile mail" not in told(teller)
    second = told(teller, mail=True)
    assert "profile mail 1" in second
    assert "profile portal" not in second
    gate(known).check(second.encode())


def test_what_changed_can_bring_one_along() -> None:
    guide = made()
    view = Sanitiser(APPLICATIONS, catalogues(), Handles(random.Random(1))).view(
        portal_scene(
            *(page(f"f{n}", Role.ENTRY, "Policy number") for n in range(9)), page("c", Role.COMBO, "Cause")
        )
    )
    resting = replace(view, windows=tuple(replace(w, active=False) for w in view.windows))
    teller = Teller({"portal": guide})
    assert "profile" not in teller.tell(resting)
    text = teller.tell(view)
    assert "profile portal 3" in text
    gate({"portal": guide}).check(text.encode())
    if are_changes(text):
        assert read_changes(text).guides == (guide,)


@pytest.mark.parametrize(
    ("goal", "named"),
    [
        ("File the claim in the portal", True),
        ("PORTAL: sign in", True),
        ("Look at the portals", False),
        ("", False),
    ],
)
def test_what_the_goal_names_is_told_though_it_is_not_in_front(goal: str, named: bool) -> None:
    assert ("profile portal 3" in told(Teller({"portal": made()}, goal), mail=True)) is named


def many(count: int, each: int) -> tuple[Screen, ...]:
    letters = [chr(97 + n % 26) * (2 + n // 26) for n in range(count * each)]
    return tuple(
        Screen(
            n + 1,
            Press(Role.WINDOW, Phrase(f"Page {letters[n]}")),
            tuple(element_of(Role.ENTRY, Phrase(f"Field {letters[n * each + e]}")) for e in range(each)),
            (Menu("File", tuple(Press(Role.MENU_ITEM, Phrase(f"Do {letters[e]}")) for e in range(each))),),
            (Way((Press(Role.LINK, Phrase(f"Page {letters[n]}")),), (n + 1) % count + 1),),
        )
        for n in range(count)
    )


class Everything(Catalogue):
    """All is public."""

    def is_public(self, *_: object, **__: object) -> bool:
        return True


@given(st.integers(1, 60), st.integers(1, 12), st.integers(60, 3000))
@settings(max_examples=60, deadline=None)
def test_it_is_bounded_and_every_route_begins_at_a_screen_that_is_told(
    count: int, each: int, most: int
) -> None:
    guide = guide_of("portal", 1, many(count, each), Everything("x"), most)
    if guide is None:
        return
    assert len(guide.screens) <= MOST_SCREENS
    assert sum(len(line) + 1 for line in guide_lines(guide)) <= most
    numbers = {screen.number for screen in guide.screens}
    assert {route.source for s in guide.screens for route in s.routes} - {None} <= numbers
    assert [screen.number for screen in guide.screens] == sorted(numbers)


def test_what_shows_on_nearly_every_screen_is_a_route_from_anywhere_and_told_once() -> None:
    home = element_of(Role.LINK, Phrase("Home"))
    screens = tuple(
        Screen(n, None, (home, element_of(Role.ENTRY, Phrase(f"Field {'x' * n}"))), (),
               (Way((Press(Role.LINK, Phrase("Home")),), 1),) if n == 2 else ())
        for n in (1, 2, 3)
    )  # fmt: skip
    guide = guide_of("portal", 1, screens, Everything("x"))
    assert guide is not None
    assert guide.screens[0].routes == (Route((Press(Role.LINK, Phrase("Home")),), None),)
    assert ["Home" in str(screen.elements) for screen in guide.screens] == [True, False, False]


def test_a_view_says_what_capabilities_take() -> None:
    can = {"register": Capability("register", ("claim", "amount"), ()), "leave": Capability("leave", (), ())}
    application = Application("portal", PORTAL.executable, origin=PORTAL.origin, capabilities=can)
    known, handles = catalogues(), Handles(random.Random(1))
    view = Sanitiser([application, MAIL], known, handles).view(portal_scene(page("b", Role.BUTTON, "Save")))
    passed = Gate([application, MAIL], known, handles).pass_view(view).decode()
    assert passed.splitlines()[-1] == "can portal register(claim,amount) leave"
    assert read_view(passed).capabilities == view.capabilities
    wrong = replace(view, capabilities=(("portal", (("register", ("claim", "secret")),)),))
    with pytest.raises(PrivacyRefused):
        Gate([application, MAIL], known, handles).pass_view(wrong)


def test_words_of_roles_mean_nothing_else_in_a_view() -> None:
    """What is known of a screen is read by them."""
    roles = {word(role) for role in Role}
    others = {word(state) for state in State} | {
        "by",
        "from",
        "has",
        "of",
        "screen",
        "profile",
        "empty",
        "disabled",
    }
    assert roles.isdisjoint(others | set(Bucket))

"""The boundary's bench: nothing crosses, and what would cross is noticed."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from innervate.bench import (
    boundary_canaries,
    boundary_identity,
    boundary_pairs,
    boundary_runs,
    boundary_view,
    boundary_worlds,
)
from innervate.bench.boundary_stage import CONTENT, NAMED, Stage, element, scene_of_mail, secret, stage
from innervate.boundary.phrases import GETTEXT_ROLES, Catalogue
from innervate.boundary.reading import read_view
from innervate.boundary.render import view_text
from innervate.core.errors import Unavailable
from innervate.core.event import Branched, Looked, Stamped
from innervate.core.scene import Scene
from innervate.core.vocabulary import Role


@pytest.fixture(scope="module")
def here() -> Stage:
    try:
        return stage()
    except Unavailable:
        pytest.skip("no installed program has a catalogue of phrases")


def silent(_: str) -> None:
    pass


def test_canaries_do_not_cross(here: Stage) -> None:
    figures, samples = boundary_canaries.measure(here, 300, 1, silent)
    assert samples["crossed"] == {"tree": [], "pixels": []}
    assert [f.value for f in figures] == [0, 0]
    assert figures[1].unit != "of 0"


def test_a_secret_in_a_catalogue_is_noticed_in_every_role_that_shows_constants(here: Stage) -> None:
    text = secret(random.Random(1), here.words)
    catalogues = {here.mail.sink: Catalogue(here.mail.sink, frozenset({text}))}
    leaky = replace(here, catalogues=catalogues)
    noticed = {
        role
        for role, place in NAMED.items()
        if boundary_canaries.says(*leaky.boundary(1), scene_of_mail(here, *place(text)), text)
    }
    assert Role.BUTTON.value in noticed
    assert noticed <= {role.value for role in GETTEXT_ROLES}
    assert not any(
        boundary_canaries.says(*leaky.boundary(1), scene_of_mail(here, *place(text)), text)
        for place in CONTENT.values()
    )


def test_two_worlds_look_the_same(here: Stage) -> None:
    figures, samples = boundary_worlds.measure(here, 200, silent)
    assert samples["differing"] == {True: [], False: []}
    assert [f.value for f in figures] == [0, 0]


def test_worlds_do_differ_and_public_differences_are_told(here: Stage) -> None:
    one, other = boundary_worlds.episode(here, random.Random(4), alike=True)
    assert one != other

    def said(name: str) -> list[Scene]:
        return [scene_of_mail(here, [element("it", Role.BUTTON, name)])]

    first, second = here.phrases(web=False)[:2]
    assert boundary_worlds.told(here, said(first), 1) != boundary_worlds.told(here, said(second), 1)


def test_a_large_scene_has_five_hundred_elements(here: Stage) -> None:
    assert len(boundary_view.large(here).elements) >= 500


def test_no_value_is_taken_for_another(here: Stage) -> None:
    figures, samples = boundary_identity.measure(500, silent)
    assert samples["wrong"] == []
    assert all(figure.holds is not False for figure in figures)


def test_a_rule_that_merges_what_looks_alike_is_noticed() -> None:
    """That the pairs of things that nearly collide hold some that a careless rule would take for one."""
    pairs = [boundary_pairs.collision(random.Random(seed)) for seed in range(300)]
    assert sum(one.casefold() == other.casefold() for _, one, other in pairs) >= 10


def told(seed: int, below: bool, **looks: str) -> boundary_runs.Ran:
    events = [
        Branched("3.1", below),
        *(Looked(path, "after", view_text(read_view(text)), b"") for path, text in looks.items()),
    ]
    return boundary_runs.ran(seed, [Stamped("r", n, 0.0, e) for n, e in enumerate(events)])


def test_runs_that_took_the_same_way_are_held_against_each_other() -> None:
    text = 'view {}\nwindow mail ready\n  entry "From" ⟦{}_{}⟧\n'
    runs = [
        told(1, True, a=text.format(3, "PERSON", 41), b=text.format(4, "DATE", 7)),
        told(1, True, a=text.format(3, "PERSON", 2), b="view 1\nwindow mail busy\n"),
        told(2, True, a=text.format(9, "DATE", 5), c=text.format(4, "DATE", 7)),
        told(3, False, a="view 1\n"),
        told(4, True, a="view 1\nwindow mail ready\n", b="view 1\nwindow mail busy\n"),
    ]
    same, pairs = boundary_runs.compared(runs)
    assert same == [True, False]
    assert [(a, b, moment[0], bool(one & other)) for a, b, moment, one, other in pairs] == [
        (1, 2, "a", True),
        (1, 4, "a", False),
        (1, 4, "b", True),
    ]

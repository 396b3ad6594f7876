"""`innervate learn`, and `profile` of what it found: nothing is pressed unasked, nothing known unread."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from innervate.app import App
from innervate.bench.scene_file import to_json, write
from innervate.boundary.profiles import Profile, keep_profile, profile_path, proposal
from innervate.boundary.screen_file import element_of
from innervate.core.event import Delivered, Intended, Looked, RunStarted, StepEnded, StepStarted
from innervate.core.outcome import Applied, Code, Effect, Means, Verdict
from innervate.core.profile import Screen, Way
from innervate.core.view import Phrase, Press
from innervate.core.vocabulary import Role
from innervate.settings import Settings
from tests.boundary.scenes import PORTAL, page, portal_scene
from tests.cli.test_bad_input import House

DESK = f"""
desk: 1
apps:
  portal: {{executable: {PORTAL.executable}, origin: "{PORTAL.origin}"}}
"""
PHRASES = frozenset(
    {
        ("interface", "link", "Claims"),
        ("interface", "window", "Claims page"),
        ("interface", "entry", "Full name"),
    }
)
HOME = Screen(
    1, None, (element_of(Role.LINK, Phrase("Claims")),), ways=(Way((Press(Role.LINK, Phrase("Claims")),), 2),)
)
CLAIMS = Screen(2, Press(Role.WINDOW, Phrase("Claims page")), (element_of(Role.ENTRY, Phrase("Full name")),))
SECRET = Screen(3, Press(Role.HEADING, Phrase("Rosa Winter")), (element_of(Role.LINK, Phrase("Divorce")),))


@pytest.fixture
def house(tmp_path: Path) -> House:
    made = House(tmp_path)
    made.write("desk.yaml", DESK)
    return made


def app(house: House) -> App:
    environment = {"INNERVATE_STATE": str(house.folder / "state"), "INNERVATE_KEYRING": "no"}
    return App(Settings.from_environment(environment, house.folder / "desk.yaml"), environment)


def keep(house: House, *screens: Screen) -> Path:
    opened = app(house)
    opened.approvals()
    return keep_profile(
        opened.settings.state, Profile("portal", PORTAL.sink, PHRASES, screens, 1 if screens else 0)
    )


def known(house: House) -> tuple[Screen, ...]:
    opened = app(house)
    return opened.profile(opened.application("portal")).screens


def write_run(house: House, verdict: Verdict = Verdict.CONFIRMED) -> None:
    views = [
        f"view 1\nwindow portal in browser {title}ready active @0,0,9,9\n  {shown} @1,1,1,1\n"
        for title, shown in (("", 'link "Claims"'), ('"Claims page" ', 'entry "Full name" empty required'))
    ]
    with app(house).journal() as journal:
        run = journal.new_run()
        for event in (
            RunStarted("x", 1, "", "", {}),
            StepStarted("0", "press", "portal", 1, False, ""),
            Looked("0", "before", views[0], b""),
            Intended("0", "click", Effect.REVERSIBLE, "click link 'Claims'"),
            Delivered("0", Means.POINTER),
            StepEnded("0", verdict, Code.OK_DONE, Applied.APPLIED, 1, 1, ""),
            Looked("0", "after", views[1], b""),
        ):
            journal.append(run, event)


def test_what_runs_crossed_is_written_down_and_known_once_somebody_read_it(house: House) -> None:
    keep(house)
    write_run(house)
    status, said = house("learn", "portal", "--desk", "desk.yaml", "--from-runs")
    assert status == 0, said
    assert "1 confirmed steps in 1 runs" in said
    assert known(house) == ()
    path = house.folder / "learn-portal.json"
    assert path.stat().st_mode & 0o777 == 0o600
    status, said = house("approve", "portal", "--desk", "desk.yaml", "--select", path.name)
    assert (status, known(house)) == (3, ())
    body = json.loads(path.read_text())
    path.write_text(json.dumps({**body, "i_read_every_line": True}))
    status, said = house("approve", "portal", "--desk", "desk.yaml", "--select", path.name)
    assert status == 0, said
    assert '+   on 1: link "Claims" leads to 2 window "Claims page"' in said
    status, said = house("profile", "show", "portal", "--desk", "desk.yaml")
    assert "version 1" in said
    assert 'entry "Full name" required' in said
    status, said = house("profile", "show", "portal", "--desk", "desk.yaml", "--quoted")
    assert said.splitlines() == [
        "profile portal 1",
        '  screen 1 has link "Claims"',
        '  screen 2 window "Claims page" by link "Claims" from 1 has entry "Full name" required',
    ]


def test_what_was_not_confirmed_or_is_of_no_run_teaches_nothing(house: House) -> None:
    keep(house)
    status, said = house("learn", "portal", "--desk", "desk.yaml", "--from-runs")
    assert (status, "there are none" in said) == (2, True)
    write_run(house, Verdict.INDETERMINATE)
    status, said = house("learn", "portal", "--desk", "desk.yaml", "--from-runs")
    assert (status, "nothing of portal is public yet" in said) == (0, True)


def test_nothing_is_pressed_unasked(house: House) -> None:
    status, said = house("learn", "portal", "--desk", "desk.yaml", stdin="y\ny\n")
    assert status == 3
    assert "nobody can be asked" in said
    status, said = house("learn", "wordle", "--desk", "desk.yaml", "--yes")
    assert status == 2
    assert "portal" in said


def test_what_nobody_approved_does_not_come_in_with_the_screens(house: House) -> None:
    keep(house)
    house.write(
        "given.json",
        proposal(Profile("portal", PORTAL.sink, screens=(HOME, CLAIMS, SECRET), version=1)).decode(),
    )
    given = house.folder / "given.json"
    given.write_text(given.read_text().replace('"i_read_every_line": false', '"i_read_every_line": true'))
    status, said = house("approve", "portal", "--desk", "desk.yaml", "--select", "given.json")
    assert status == 0, said
    assert [screen.number for screen in known(house)] == [1, 2, 3]
    kept = profile_path(house.folder / "state", "portal").read_text()
    assert "Rosa" not in kept + said
    assert "Divorce" not in kept + said


def test_approvals_and_screens_do_not_forget_one_another(house: House) -> None:
    keep(house, HOME, CLAIMS)
    house.write("scene.json", write(to_json(portal_scene(page("b", Role.BUTTON, "Review claim")))))
    done = house("approve", "portal", "--desk", "desk.yaml", "--scene", "scene.json", "--list", "list.json")
    assert done[0] == 0, done[1]
    path = house.folder / "list.json"
    path.write_text(path.read_text().replace('"i_read_every_line": false', '"i_read_every_line": true'))
    status, said = house("approve", "portal", "--desk", "desk.yaml", "--select", "list.json")
    assert status == 0, said
    opened = app(house)
    profile = opened.profile(opened.application("portal"))
    assert profile.screens == (HOME, CLAIMS)
    assert ("interface", "button", "Review claim") in profile.entries


def test_screens_can_be_passed_on(house: House, tmp_path: Path) -> None:
    keep(house, HOME, CLAIMS)
    assert house("profile", "export", "portal", "--desk", "desk.yaml", "-o", "profile.json")[0] == 0
    (tmp_path / "other").mkdir()
    other = House(tmp_path / "other")
    other.write("desk.yaml", DESK)
    other.write("profile.json", (house.folder / "profile.json").read_text())
    status, said = other("profile", "import", "portal", "profile.json", "--desk", "desk.yaml")
    assert (status, known(other)) == (0, ())
    assert '+ screen 2 window "Claims page"' in said
    given = other.folder / "approve-portal.json"
    body = json.loads(given.read_text())
    for entry in body["phrases"]:
        entry["approve"] = entry["text"] != "Full name"
    given.write_text(json.dumps({**body, "i_read_every_line": True}))
    assert other("approve", "portal", "--desk", "desk.yaml", "--select", given.name)[0] == 0
    one, two = known(other)
    assert one.ways == HOME.ways
    assert two.elements == ()


@pytest.mark.parametrize("command", [("view",), ("profile", "show", "portal"), ("learn", "portal", "--yes")])
def test_a_profile_that_was_changed_is_refused(house: House, command: tuple[str, ...]) -> None:
    kept = keep(house, HOME, CLAIMS)
    kept.write_text(kept.read_text().replace("Claims page", "Rosa Winter"))
    options = ("--unisolated",) if command == ("view",) else ()
    status, said = house(*command, "--desk", "desk.yaml", *options)
    assert status in (6, 8), said  # a View wants a screen first
    assert "Rosa" not in said


@pytest.mark.parametrize(
    "wrong", ["", "[]", '{"profile": 2}', '{"profile": 2, "application": "p", "sink": "s"}']
)
def test_a_bad_file_is_told_clearly(house: House, wrong: str) -> None:
    house.write("profile.json", wrong)
    status, said = house("profile", "import", "portal", "profile.json", "--desk", "desk.yaml")
    assert status == 2
    assert "profile.json" in said
    assert known(house) == ()

"""`innervate approve` and `profile`: nothing counts that nobody read and signed here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from innervate.app import App
from innervate.bench.scene_file import to_json, write
from innervate.boundary.profiles import profile_path
from innervate.cli.approve import numbered
from innervate.core.vocabulary import Role
from innervate.settings import Settings
from tests.boundary.scenes import PORTAL, page, portal_scene
from tests.cli.test_bad_input import House

DESK = f"""
desk: 1
apps:
  portal: {{executable: {PORTAL.executable}, origin: "{PORTAL.origin}"}}
"""


@pytest.fixture
def house(tmp_path: Path) -> House:
    made = House(tmp_path)
    made.write("desk.yaml", DESK)
    scene = portal_scene(
        page("b", Role.BUTTON, "Review claim"),
        page("b2", Role.BUTTON, "Save draft"),
        page("k", Role.LINK, "Rosa Winter"),
    )
    made.write("scene.json", write(to_json(scene)))
    return made


@pytest.mark.parametrize(
    ("answer", "chosen"),
    [
        ("y", {1, 2, 3}), ("N", set()), ("1 3", {1, 3}), ("2,3", {2, 3}), ("-2", {1, 3}), ("-1 -3", {2}),
        ("", None), ("yes", None), ("4", None), ("0", None), ("1 -2", None), ("-0", None), ("all", None),
    ],
)  # fmt: skip
def test_an_answer_that_is_not_clear_approves_nothing(answer: str, chosen: set[int] | None) -> None:
    assert numbered(answer, 3) == chosen


def listed(house: House) -> Path:
    done = house("approve", "portal", "--desk", "desk.yaml", "--scene", "scene.json", "--list", "list.json")
    assert done[0] == 0, done[1]
    return house.folder / "list.json"


def app(house: House) -> App:
    environment = {"INNERVATE_STATE": str(house.folder / "state"), "INNERVATE_KEYRING": "no"}
    return App(Settings.from_environment(environment, house.folder / "desk.yaml"), environment)


def approved(house: House) -> set[str]:
    opened = app(house)
    return set(opened.catalogues(opened.desk())[PORTAL.sink].approved)


def test_a_list_is_approved_only_after_somebody_read_it(house: House) -> None:
    path = listed(house)
    assert path.stat().st_mode & 0o777 == 0o600
    body = json.loads(path.read_text())
    assert {e["text"]: e["approve"] for e in body["phrases"]} == {
        "Review claim": True, "Save draft": True, "Rosa Winter": False, "New claim · Claims portal": False,
    }  # fmt: skip
    status, said = house("approve", "portal", "--desk", "desk.yaml", "--select", "list.json")
    assert (status, approved(house)) == (3, set())
    assert "i_read_every_line" in said
    for entry in body["phrases"]:
        entry["approve"] = entry["text"] == "Review claim"
    path.write_text(json.dumps({**body, "i_read_every_line": True}))
    status, said = house("approve", "portal", "--desk", "desk.yaml", "--select", "list.json")
    assert status == 0, said
    assert "+ Review claim" in said
    assert approved(house) == {"Review claim"}
    again = house("approve", "portal", "--desk", "desk.yaml", "--select", "list.json")
    assert "nothing new" in again[1]


def test_what_was_approved_can_be_forgotten(house: House) -> None:
    path = listed(house)
    body = {**json.loads(path.read_text()), "i_read_every_line": True}
    path.write_text(json.dumps(body))
    house("approve", "portal", "--desk", "desk.yaml", "--select", "list.json")
    assert approved(house) == {"Review claim", "Save draft"}
    body["phrases"] = [entry for entry in body["phrases"] if entry["text"] == "Save draft"]
    path.write_text(json.dumps(body))
    status, said = house("approve", "portal", "--desk", "desk.yaml", "--select", "list.json", "--replace")
    assert status == 0, said
    assert "- Review claim" in said
    assert approved(house) == {"Save draft"}


def test_without_a_terminal_nobody_is_asked_and_nothing_approved(house: House) -> None:
    status, said = house(
        "approve", "portal", "--desk", "desk.yaml", "--scene", "scene.json", stdin="y\ny\ny\n"
    )
    assert (status, approved(house)) == (3, set())
    assert "nobody can be asked" in said
    html = (house.folder / "approve-portal.html").read_text()
    assert "Review claim" in html
    assert "<script" not in html


def test_a_list_of_another_application_is_refused(house: House) -> None:
    path = listed(house)
    body = json.loads(path.read_text())
    path.write_text(json.dumps({**body, "i_read_every_line": True, "sink": "http://evil.example:80"}))
    status, _ = house("approve", "portal", "--desk", "desk.yaml", "--select", "list.json")
    assert (status, approved(house)) == (3, set())


def test_a_profile_from_elsewhere_counts_only_once_it_is_signed_here(house: House, tmp_path: Path) -> None:
    path = listed(house)
    path.write_text(path.read_text().replace('"i_read_every_line": false', '"i_read_every_line": true'))
    house("approve", "portal", "--desk", "desk.yaml", "--select", "list.json")
    status, said = house("profile", "export", "portal", "--desk", "desk.yaml", "-o", "profile.json")
    assert status == 0, said
    (tmp_path / "other").mkdir()
    other = House(tmp_path / "other")
    other.write("desk.yaml", DESK)
    other.write("profile.json", (house.folder / "profile.json").read_text())
    status, said = other("profile", "import", "portal", "profile.json", "--desk", "desk.yaml")
    assert (status, approved(other)) == (0, set())
    assert "+ Review claim" in said
    given = other.folder / "approve-portal.json"
    body = json.loads(given.read_text())
    assert not any(entry["approve"] for entry in body["phrases"])
    body["phrases"][0]["approve"] = body["i_read_every_line"] = True
    given.write_text(json.dumps(body))
    assert other("approve", "portal", "--desk", "desk.yaml", "--select", given.name)[0] == 0
    assert approved(other) == {"Review claim"}


def test_a_profile_that_was_changed_is_refused(house: House) -> None:
    path = listed(house)
    path.write_text(path.read_text().replace('"i_read_every_line": false', '"i_read_every_line": true'))
    house("approve", "portal", "--desk", "desk.yaml", "--select", "list.json")
    kept = profile_path(house.folder / "state", "portal")
    kept.write_text(kept.read_text().replace("Save draft", "Rosa Winter"))
    status, said = house("profile", "export", "portal", "--desk", "desk.yaml")
    assert status == 6
    assert "Rosa" not in said

"""Desk files: what only a person writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from innervate.core.application import FolderAt, HttpAt, MailAt, ProcessAt, SqlAt, TableAt, VisionServer
from innervate.core.decision import By, Chain, Question
from innervate.core.errors import BadInput
from innervate.planners.desk import Desk, read_desk

TEXT = """desk: 1
apps:
  mail: {executable: /usr/bin/mail, launch: [mail, "--home=${HOME_OF}/x"], catalogues: [mail]}
  portal:
    executable: /usr/bin/browser
    origin: ${PORTAL}
    phrases: lists/portal.json
    can:
      enter:
        takes: [who]
        steps:
          - set: {in: portal, role: entry, label: Name}
            to: $who
places:
  claims: {sqlite: "${HOME_OF}/portal.db", table: claims}
  sent: {mail_folder: /var/mail/sent}
  orders: {sql: "postgresql+pg8000://clerk:${WORD}@127.0.0.1/db", table: orders}
  letters: {folder: "${HOME_OF}/letters"}
  stock: {http: "${PORTAL}/api?of=screws", rows: [items]}
  server: {process: /usr/sbin/server}
"""
ENVIRONMENT = {"HOME_OF": "/data", "PORTAL": "http://127.0.0.1:5000", "WORD": "w"}


def read(folder: Path, text: str = TEXT, environment: dict[str, str] = ENVIRONMENT) -> Desk:
    path = folder / "desk.yaml"
    path.write_text(text, encoding="utf-8")
    return read_desk(path, environment)


def complaint(folder: Path, text: str, environment: dict[str, str] = ENVIRONMENT) -> BadInput:
    with pytest.raises(BadInput) as error:
        read(folder, text, environment)
    assert error.value.todo
    return error.value


def test_a_desk_with_the_environments_variables_filled_in(tmp_path: Path) -> None:
    desk = read(tmp_path)
    mail, portal = desk.applications["mail"], desk.applications["portal"]
    assert mail.launch == ("mail", "--home=/data/x")
    assert (mail.sink, portal.sink) == ("/usr/bin/mail", "http://127.0.0.1:5000")
    assert desk.places == {
        "claims": TableAt(Path("/data/portal.db"), "claims"),
        "sent": MailAt(Path("/var/mail/sent")),
        "orders": SqlAt("postgresql+pg8000://clerk:w@127.0.0.1/db", "orders"),
        "letters": FolderAt(Path("/data/letters")),
        "stock": HttpAt("http://127.0.0.1:5000/api?of=screws", ("items",)),
        "server": ProcessAt("/usr/sbin/server"),
    }
    assert desk.phrases == {"portal": tmp_path / "lists/portal.json"}
    enter = portal.capabilities["enter"]
    assert (enter.name, enter.takes, enter.steps[0].terms.line) == ("enter", ("who",), 12)


VISION = """vision:
  url: http://127.0.0.1:${PORT}/v1
  model: qwen2.5-vl
  allow: [gpu-box.lan]
  seconds: 2.5
"""
MODEL_PORT = ENVIRONMENT | {"PORT": "8080"}


def test_a_local_model_that_may_be_asked(tmp_path: Path) -> None:
    assert read(tmp_path).vision is None
    named = read(tmp_path, TEXT + VISION, MODEL_PORT).vision
    url = "http://127.0.0.1:8080/v1"
    assert named == VisionServer(url, "qwen2.5-vl", frozenset({"gpu-box.lan"}), seconds=2.5)
    few = read(tmp_path, TEXT + "vision: {url: 'http://localhost:1234', model: m}\n").vision
    assert few == VisionServer("http://localhost:1234", "m")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("http://127.0.0.1:${PORT}/v1", "127.0.0.1:8080", "desk.yaml:22:8: expected http"),
        ("http://127.0.0.1:${PORT}/v1", "http://me:secret@127.0.0.1/v1", "without a user's name"),
        ("http://127.0.0.1:${PORT}/v1", "http://127.0.0.1/v1?key=1", "desk.yaml:22:8"),
        ("  model: qwen2.5-vl\n", "", "`model` is missing"),
        ("qwen2.5-vl", "''", "at least 1 character"),
        ("[gpu-box.lan]", "gpu-box.lan", "valid list"),
        ("[gpu-box.lan]", "['*']", "pattern"),
        ("[gpu-box.lan]", "['http://a/b']", "pattern"),
        ("seconds: 2.5", "seconds: 0", "greater than 0"),
        ("seconds: 2.5", "seconds: 9000", "less than or equal to 300"),
        ("seconds: 2.5", "key: abc", "unexpected `key`"),
    ],
)
def test_a_mistake_about_the_model_is_shown_with_its_place(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    assert old in VISION
    assert said in complaint(tmp_path, TEXT + VISION.replace(old, new), MODEL_PORT).seen


def test_a_variable_that_is_not_set_is_named(tmp_path: Path) -> None:
    assert "HOME_OF" in complaint(tmp_path, TEXT, {"PORTAL": "http://a"}).wanted


@pytest.mark.parametrize("origin", ["http://127.0.0.1:5000/", "127.0.0.1", "file:///etc/passwd", ""])
def test_an_origin_that_no_page_can_have_is_refused(tmp_path: Path, origin: str) -> None:
    error = complaint(tmp_path, TEXT, ENVIRONMENT | {"PORTAL": origin}) if origin else None
    if error is not None:
        assert "desk.yaml:6:13" in error.seen
    assert "desk.yaml:6:13" in complaint(tmp_path, TEXT.replace("${PORTAL}", "http://a/path")).seen


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("desk: 1", "desk: 2", "desk.yaml:1:7"),
        ("executable: /usr/bin/browser", "exec: a", "`executable` is missing"),
        ("table: claims", "table: 'claims; DROP'", "pattern"),
        ("mail_folder: /var/mail/sent", "cupboard: a", "expected a place"),
        ("mail_folder: /var/mail/sent", "sql: 'sqlite:///a.db', table: a", "for a file `sqlite`"),
        ("mail_folder: /var/mail/sent", "http: 'ftp://127.0.0.1/'", "expected http(s)"),
        ("mail_folder: /var/mail/sent", "http: 'http://who:secret@127.0.0.1/'", "expected http(s)"),
        ("  sent:", "  mail:", "an application has this name already"),
        ("takes: [who]", "takes: who", "valid list"),
    ],
)
def test_a_mistake_is_shown_with_its_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert said in complaint(tmp_path, TEXT.replace(old, new)).seen


def test_a_file_that_is_not_there_or_no_text(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="desk file"):
        read_desk(tmp_path / "none.yaml", {})
    (tmp_path / "bytes.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadInput, match="desk file"):
        read_desk(tmp_path / "bytes.yaml", {})


def test_who_decides_what_windows_show_is_the_persons_policy(tmp_path: Path) -> None:
    assert read(tmp_path).states == Chain()
    text = TEXT + 'states: {order: [person, model, "language model"], sure: {login: 0.9, "way out": 0.95}}\n'
    assert read(tmp_path, text).states == Chain(
        (By.PERSON, By.MODEL, By.LANGUAGE_MODEL), {Question.LOGIN: 0.9, Question.WAY_OUT: 0.95}
    )


@pytest.mark.parametrize(
    "states",
    [
        "{order: [model, model]}",
        "{order: []}",
        "{order: [oracle]}",
        "{sure: {login: 0.3}}",
        "{sure: {rain: 0.9}}",
    ],
)
def test_a_policy_for_decisions_that_makes_no_sense_is_refused(tmp_path: Path, states: str) -> None:
    assert "states" in str(complaint(tmp_path, TEXT + f"states: {states}\n"))

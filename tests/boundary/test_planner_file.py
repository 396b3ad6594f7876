"""The planner's file: what it may say, and what is said of one that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from innervate.boundary.gateway.destination import Destination, Program, Style
from innervate.boundary.gateway.planner_file import read_planner, resolved
from innervate.core.errors import BadInput
from innervate.core.usage import NO_BUDGET, NO_PRICE, Budget, Price

LEAST = {"url": "https://planner.example/v1/chat", "style": "chat", "model": "one"}
SECRET = "sk-very-secret"


def written(folder: Path, said: object) -> str:
    path = folder / "planner.yaml"
    path.write_text(said if isinstance(said, str) else yaml.safe_dump(said), encoding="utf-8")
    return str(path)


def test_what_is_left_out_is_as_usual(tmp_path: Path) -> None:
    named = read_planner(written(tmp_path, LEAST))
    assert named.to == Destination(LEAST["url"], Style.CHAT, "one")
    assert (named.budget, named.price) == (NO_BUDGET, NO_PRICE)


def test_all_that_it_can_say(tmp_path: Path) -> None:
    said = {
        **LEAST,
        "key_file": "key",
        "ca": "ca.pem",
        "most_tokens": 100,
        "seconds": 7.5,
        "tries": 2,
        "pause": 0.5,
        "constrain": "schema",
        "budget": {"tokens": 40000, "cost": 0.5, "seconds": 600},
        "price": {"input": 3, "output": 15},
    }
    named = read_planner(written(tmp_path, said))
    assert isinstance(named.to, Destination)
    assert named.to.key_file == tmp_path / "key"
    assert named.to.ca == tmp_path / "ca.pem"
    assert (named.to.tries, named.to.pause, named.to.seconds, named.to.constrain) == (2, 0.5, 7.5, True)
    assert named.budget == Budget(40_000, 0.5, 600.0)
    assert named.price == Price(3.0, 3.0, 15.0), "what is cached costs as much, unless it is said"


def test_a_program_in_the_folder_of_its_file(tmp_path: Path) -> None:
    named = read_planner(written(tmp_path, {"exec": ["python3", "plan.py", "a b"], "network": True}))
    assert named.to == Program(("python3", "plan.py", "a b"), tmp_path, network=True)
    assert named.to.sink == "exec:python3 plan.py 'a b'"
    assert (named.to.face.value, named.to.head(7), named.to.key()) == ("exec", "", "")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({**LEAST, "style": "smoke"}, "chat, messages, responses, gemini"),
        ({**LEAST, "url": None}, "`url`"),
        ({**LEAST, "model": 7}, "`model`"),
        ({**LEAST, "keey_file": "x"}, "also keey_file"),
        ({**LEAST, "tries": 9}, "`tries`: a number from 1 to 4"),
        ({**LEAST, "seconds": 0}, "`seconds`"),
        ({**LEAST, "seconds": float("nan")}, "`seconds`"),
        ({**LEAST, "pause": -1}, "`pause`"),
        ({**LEAST, "most_tokens": True}, "`most_tokens`"),
        ({**LEAST, "constrain": "grammar"}, "`constrain`"),
        ({**LEAST, "budget": {"money": 7}}, "`budget`: a map of cost, seconds, tokens"),
        ({**LEAST, "budget": {"tokens": -1}}, "`budget`: numbers from 0"),
        ({**LEAST, "budget": {"cost": 1}}, "`price`: input and output"),
        ({**LEAST, "price": [1]}, "`price`"),
        ({**LEAST, "network": True}, "also network"),
        ({"exec": "python3 plan.py"}, "`exec`: a list"),
        ({"exec": []}, "a program and its words"),
        ({"exec": ["x\n"]}, "a program and its words"),
        ({"exec": ["x"], "network": "maybe"}, "`network`"),
        ({"exec": ["x"], "url": "https://x.example/"}, "also url"),
        ([], "no map"),
        ({7: 8}, "no map"),
        ("a: [", "Error"),
        ("a: " + "[" * 5000, "Error"),
    ],
)
def test_what_is_wrong_is_told_by_its_field(tmp_path: Path, said: object, told: str) -> None:
    with pytest.raises(BadInput) as wrong:
        read_planner(written(tmp_path, said))
    assert told in str(wrong.value)
    assert "docs/planners.md" in wrong.value.todo or "planner's file" in wrong.value.todo


def test_a_key_that_was_put_into_the_file_is_not_quoted(tmp_path: Path) -> None:
    for name in ("key", "style", "budget", "exec", "tries"):
        with pytest.raises(BadInput) as wrong:
            read_planner(written(tmp_path, {**LEAST, name: SECRET}))
        assert SECRET not in str(wrong.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="FileNotFoundError"):
        read_planner(str(tmp_path / "none.yaml"))


def test_a_name_means_the_same_from_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert resolved("planner.yaml") == str(tmp_path / "planner.yaml")
    assert resolved("exec:python3 plan.py") == "exec:python3 plan.py"

"""What docs/planners.md shows is so: its program plans, its files are read, its words are all there are."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from innervate.bench.boundary_stage import element, scene_of_mail, stage
from innervate.boundary.gateway.clearance import Told
from innervate.boundary.gateway.destination import Destination, Program, Style
from innervate.boundary.gateway.planner_file import read_planner
from innervate.boundary.gateway.template import Template
from innervate.boundary.policy_file import policy_of
from innervate.core.outcome import Code
from innervate.core.plan import Act
from innervate.core.planner import Ended, Question
from innervate.core.vocabulary import Role
from innervate.planners.answers import plan_from
from innervate.planners.source import Source

PAGE = (Path(__file__).parents[2] / "docs" / "planners.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def test_the_program_on_the_page_plans(tmp_path: Path) -> None:
    (text,) = blocks("python")
    (tmp_path / "plan.py").write_text(text, encoding="utf-8")
    where = stage()
    label = next(phrase for phrase in where.constants if phrase.isalpha())
    sanitiser, gate = where.boundary(1)
    view = gate.pass_view(sanitiser.view(scene_of_mail(where, [element("b", Role.BUTTON, label)])))
    template = Template(Program(("python3", "plan.py"), tmp_path))
    questions = [
        Question(view, f"Press {label}"),
        Question(view, "Do something else"),
        Question(view, f"Press {label}", last="plan: Press it\n", codes=[Ended(3, Code.OK_DONE)]),
    ]
    ran = subprocess.run(
        [sys.executable, "plan.py"],
        cwd=tmp_path,
        input=b"".join(template.body(question) + b"\n" for question in questions),
        capture_output=True,
        check=True,
    )
    first, *others = (template.reply(200, line) for line in ran.stdout.splitlines())
    assert first.told is Told.ANSWERED
    assert [other.told for other in others] == [Told.DECLINED] * 2
    plan = plan_from(first.text, {"mail": where.mail}, (), lambda handle: False)
    assert isinstance(plan.steps[0], Act)
    assert plan.steps[0].verb == "press"
    assert len(text.strip().splitlines()) <= 16


def test_the_files_on_the_page_are_read(tmp_path: Path) -> None:
    path, least = tmp_path / "planner.yaml", {"url": "https://x.example/v1", "style": "chat", "model": "m"}
    for text in blocks("yaml"):
        said = yaml.safe_load(text)
        if "policy" in said:
            assert policy_of(Source.parse(text, "the page")).planners
            continue
        whole = said if {"url", "exec"} & said.keys() else {**least, **said}
        path.write_text(yaml.safe_dump(whole), encoding="utf-8")
        read_planner(str(path))


def test_the_addresses_on_the_page_are_right() -> None:
    rows = re.findall(r"^\| `(\w+)` \| .*? \| `(https://[^`…]+)` \|$", PAGE, re.MULTILINE)
    assert {style for style, _ in rows} == set(Style) - {Style.CHAT}
    for style, url in rows:
        Destination(url.replace("MODEL", "the-model"), Style(style), "the-model")


@pytest.mark.parametrize("told", sorted(set(Told) - {Told.ANSWERED, Told.REFUSED}))
def test_every_word_for_a_failure_is_explained(told: Told) -> None:
    table = PAGE.partition("## What errors mean")[2].partition("\n## ")[0]
    cells = {
        word.strip() for row in re.findall(r"^\| ([^|]+) \|", table, re.MULTILINE) for word in row.split(", ")
    }
    assert told.value in cells


def test_what_a_program_is_asked_is_all_on_the_page(tmp_path: Path) -> None:
    template = Template(Program(("x",), tmp_path, constrain=True), schema={"type": "object"})
    asked = json.loads(template.body(Question(b"view 1\n")))
    table = PAGE.partition("| asked | |")[2].partition("\n\n")[0]
    assert set(asked) == set(re.findall(r"^\| `(\w+)`", table, re.MULTILINE))

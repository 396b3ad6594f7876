"""What clients write becomes a plan, and complaints name their own lines."""

from __future__ import annotations

import pytest

from innervate.boundary.canonical import Json
from innervate.core.application import Application
from innervate.core.errors import BadInput
from innervate.core.plan import Author, End, Ending, Plan
from innervate.core.planner import Complaint, Fault
from innervate.launch.mcp_texts import Written, plan_of, playbook_of, question_of, steps_of
from innervate.launch.mcp_words import tools
from innervate.planners.checks import check
from innervate.planners.compiler import plan_of as compiled
from innervate.planners.source import Faulty, Source
from tests.runtime.house import APP

PRESS: dict[str, Json] = {"act": "press", "on": {"in": "portal", "role": "button", "label": "Save"}}
BLOCK = "- act: press\n  on: {in: portal, role: button, label: Save}\n"
NAMES = ("mail", "portal")


def read(written: Written) -> Plan:
    return compiled(Source.parse(written.text, "x"), Author.PLANNER)


@pytest.mark.parametrize(
    "said",
    [
        BLOCK,
        BLOCK.strip(),
        "\n\n" + BLOCK,
        "".join(f"    {line}\n" for line in BLOCK.splitlines()),
        "act: press\non: {in: portal, role: button, label: Save}",
        "{act: press, on: {in: portal, role: button, label: Save}}",
        "[{act: press, on: {in: portal, role: button, label: Save}}]",
        '[{"act": "press",\n "on": {"in": "portal", "role": "button", "label": "Save"}}]',
        f"steps:\n{BLOCK}",
        f"plan: A\nfrom: [portal]\nsteps:\n{BLOCK}",
        [PRESS],
        PRESS,
        {"steps": [PRESS]},
    ],
)
def test_steps_are_taken_however_they_are_written(said: Json) -> None:
    plan = read(steps_of(said, NAMES))
    assert [type(step).__name__ for step in plan.steps] == ["Act", "End"]
    last = plan.steps[-1]
    assert isinstance(last, End)
    assert last.how is Ending.LOOK
    assert plan.applications == ("portal",)


@pytest.mark.parametrize("said", [BLOCK + "- end: done\n", [PRESS, {"end": "done"}], "end: done"])
def test_an_end_of_their_own_stays(said: Json) -> None:
    last = read(steps_of(said, NAMES)).steps[-1]
    assert isinstance(last, End)
    assert last.how is Ending.DONE


def test_what_comes_after_the_steps_of_a_plan_stays() -> None:
    plan = read(plan_of(f"steps:\n{BLOCK}\n# well\nfinally:\n{BLOCK}", NAMES))
    assert len(plan.steps) == 2
    assert len(plan.finally_) == 1
    assert len(read(plan_of({"steps": [PRESS], "finally": [PRESS]}, NAMES)).finally_) == 1


@pytest.mark.parametrize(
    ("said", "line"),
    [
        (BLOCK + "- act: fly\n  in: portal\n", 3),
        ([PRESS, {"act": "fly", "in": "portal"}], 2),
        ("act: fly\nin: portal\n", 1),
        (f"steps:\n{BLOCK}- act: fly\n  in: portal\n", 4),
    ],
)
def test_complaints_name_their_lines(said: Json, line: int) -> None:
    written = steps_of(said, NAMES)
    with pytest.raises(Faulty) as caught:
        check(read(written), {"portal": Application("portal", APP)}, ())
    assert written.told(caught.value.complaints) == (Complaint(line, Fault.UNKNOWN_VERB),)


@pytest.mark.parametrize(
    "said", ["{exists: {in: portal}}", "exists:\n  in: portal", {"exists": {"in": "portal"}}]
)
def test_a_question_is_a_branch(said: Json) -> None:
    plan = read(question_of(said, NAMES))
    assert [type(step).__name__ for step in plan.steps] == ["If", "End"]
    assert plan.applications == ("portal",)


@pytest.mark.parametrize("said", [7, None, True])
def test_what_is_no_text_and_no_object_is_refused(said: Json) -> None:
    for made in (steps_of, plan_of, question_of):
        with pytest.raises(BadInput):
            made(said, NAMES)


@pytest.mark.parametrize("said", ["", "- [", "*x", "a" * 300_000])
def test_what_is_no_yaml_is_refused_with_a_word(said: str) -> None:
    for made in (steps_of, plan_of, question_of):
        with pytest.raises(Faulty) as caught:
            made(said, NAMES)
        assert caught.value.complaints


PLAYBOOK = (
    "plan: x\ntakes: [claim, day]\nfrom: [portal]\nlet: {$m: 12.50, $on: 'on', $d: 2026-03-04}\nsteps:\n"
    + BLOCK
)


def test_a_playbook_takes_what_it_names_and_nothing_else() -> None:
    given: dict[str, Json] = {"v1": "\u27e6REFERENCE_7\u27e7", "v2": "\u27e6DATE_9\u27e7"}
    plan = read(playbook_of(PLAYBOOK, given))
    assert [name for name, _ in plan.lets] == ["claim", "day", "m", "on", "d"]
    own = dict(compiled(Source.parse(PLAYBOOK, "x")).lets)
    assert {name: expr for name, expr in plan.lets if name in own} == own
    assert len(plan.steps) == 2
    assert plan.takes == ()
    for wrong in ({}, {"v1": "x"}, {**given, "v3": "x"}, {"claim": "x", "day": "y"}):
        with pytest.raises(BadInput):
            playbook_of(PLAYBOOK, wrong)


def test_what_the_tool_says_of_steps_is_so() -> None:
    said = str(next(tool["description"] for tool in tools() if tool["name"] == "act"))
    example = said.split("Example:\n")[1].split("\n\n")[0]
    assert [type(step).__name__ for step in read(steps_of(example, NAMES)).steps] == ["Set", "Act", "End"]
    on, in_ = (
        line.removeprefix("- act: ")
        for line in said.splitlines()
        if line.startswith("- act: ") and "|" in line
    )
    arguments: dict[str, Json] = {
        "key": {"keys": "Control+s"},
        "type": {"text": "x"},
        "scroll": {"notches": 3},
    }
    portal = {"in": "portal", "role": "button"}
    for verbs, where in ((on, {"on": portal}), (in_, {"in": "portal"})):
        for verb in verbs.partition(", with")[0].split(" | "):
            step: dict[str, Json] = {"act": verb, **where, "expect": {"exists": portal}}
            if verb in arguments:
                step["with"] = arguments[verb]
            check(read(steps_of([step], NAMES)), {"portal": Application("portal", APP)}, ())

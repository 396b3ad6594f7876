"""Which playbook a goal is for, how plans become playbooks, and the shelf on which they lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from innervate.boundary.questions.words import stem
from innervate.core.asking import Ref
from innervate.core.errors import BadInput, Denied
from innervate.core.plan import Author, Plan
from innervate.core.values import ValueType
from innervate.core.view import Handle
from innervate.planners.candidates import NoCandidate, candidate
from innervate.planners.compiler import plan_of
from innervate.planners.playbooks import Playbook, matching
from innervate.planners.shelf import Shelf
from innervate.planners.source import Source

TEXT, OTHER = "⟦TEXT_12⟧", "⟦TEXT_7⟧"
SETTLE = "Settle the claim in the mail about $text"
MOVE = "Move the money from $from_account to $to_account"


def plan(goal: str, *takes: str, steps: str = "[{end: done}]") -> Plan:
    text = f"plan: A playbook\ngoal: {goal}\ntakes: [{', '.join(takes)}]\nfrom: []\nsteps: {steps}\n"
    return plan_of(Source.parse(text, "a playbook"), Author.PERSON)


BOOKS = [
    Playbook("settle", plan(SETTLE, "text")),
    Playbook("move", plan(MOVE, "from_account", "to_account")),
    Playbook("close", plan("Close the claim")),
]


@pytest.mark.parametrize(
    ("goal", "name", "sure"),
    [
        (f"Settle the claim in the mail about {TEXT}", "settle", True),
        (f'settle the claim in the mail about "{TEXT}".', "settle", True),
        (f"Please settle the claim from my mail about {TEXT}", "settle", False),
        (f"In the mail about {TEXT} there is a claim, settle it", "settle", False),
        (f"Do not settle the claim in the mail about {TEXT}", None, False),
        (f"Settle the claim in the mail about {TEXT} without asking me", None, False),
        (f"Settle the claims and the bill in the mail about {TEXT}", None, False),
        (f"Settle the claim in the mail about {TEXT} and {OTHER}", None, False),
        ("Settle the claim in the mail about the burst pipe", None, False),
        ("Close the claim", "close", True),
        ("Close it", None, False),
        ("", None, False),
    ],
)
def test_a_playbook_fits_by_its_words(goal: str, name: str | None, sure: bool) -> None:
    found = matching(goal, BOOKS, stem)
    assert (found.playbook.name if found else None) == name
    assert found is None or found.sure is sure
    if name == "settle":
        assert found is not None
        assert dict(found.given) == {"text": Handle(ValueType.TEXT, 12)}


@pytest.mark.parametrize(
    ("template", "goal", "takes"),
    [
        ("List claims < $amount", "List claims > ⟦AMOUNT_1⟧", ["amount"]),
        ("Move the balance by +$amount", "Move the balance by -⟦AMOUNT_1⟧", ["amount"]),
        ("Pay $person $amount", "Pay ⟦AMOUNT_1⟧ ⟦PERSON_2⟧", ["person", "amount"]),
        ("Pay the claim", "Pay the claim?", []),
        ("Open the letter of $date", "Open the letter of ⟦TEXT_1⟧", ["date"]),
        (
            "Open the letters of $date and $date_2",
            "Open the letters of ⟦DATE_1⟧ and ⟦TEXT_2⟧",
            ["date", "date_2"],
        ),
    ],
)
def test_signs_and_types_count(template: str, goal: str, takes: list[str]) -> None:
    assert matching(goal, [Playbook("one", plan(f'"{template}"', *takes))], stem) is None


def test_parameters_are_bound_by_the_words_before_them_or_not_at_all() -> None:
    turned = matching(f"Please move the money to {TEXT} from {OTHER}", BOOKS, stem)
    assert turned is not None
    assert {name: handle.number for name, handle in turned.given.items()} == {
        "from_account": 7,
        "to_account": 12,
    }
    assert matching(f"Please move the money, {TEXT} {OTHER}", BOOKS, stem) is None


def test_of_two_that_fit_none_is_taken() -> None:
    twins = [Playbook("one", plan(SETTLE, "text")), Playbook("two", plan(SETTLE, "text"))]
    assert matching(f"Settle the claim in the mail about {TEXT}", twins, stem) is None
    loose = Playbook("loose", plan("The claim from the mail about $text, settle", "text"))
    found = matching(f"Settle the claim in the mail about {TEXT}", [loose, twins[0]], stem)
    assert found is not None
    assert found.playbook.name == "one", "the very words win over others"


def test_a_parameter_that_the_goal_does_not_name_can_not_be_bound() -> None:
    more = [Playbook("more", plan(SETTLE, "text", "limit"))]
    assert matching(f"Settle the claim in the mail about {TEXT}", more, stem) is None


# what was planned once


def planned(text: str) -> Plan:
    return plan_of(Source.parse(text, "an answer"), Author.PLANNER)


FIRST = f"""
plan: Settle it
from: [mail]
let: {{$limit: {{money: 500.00, currency: EUR}}}}
steps:
- act: open
  on: {{in: mail, role: row, where: {{Subject: {{about: {TEXT}}}}}}}
- end: look
"""
SECOND = f"""
plan: And answer
from: [mail, portal]
secrets: [portal.user]
steps:
- set: {{in: portal, role: entry, label: Subject}}
  to: "{TEXT}"
- set: {{in: portal, role: entry, label: User}}
  to: {{secret: portal.user}}
- end: done
finally:
- act: close
  in: portal
"""


def test_plans_of_a_run_become_a_playbook_for_goals_like_it() -> None:
    made = candidate(f"Settle the claim in the mail about {TEXT}", [planned(FIRST), planned(SECOND)])
    assert "⟦" not in made.text
    again = plan_of(Source.parse(made.text, "the playbook"), Author.PERSON)
    assert (again.title, again.goal, again.takes) == (SETTLE.replace("$", ""), SETTLE, ("text",))
    assert again.applications == ("mail", "portal")
    assert (again.secrets, len(again.steps), len(again.finally_)) == (("portal.user",), 4, 1)
    assert again.lets == planned(FIRST).lets, "amounts are exact"
    found = matching(f"Settle the claim in the mail about {OTHER}", [Playbook("x", again)], stem)
    assert found is not None
    assert found.sure


def test_a_parameter_is_called_as_nothing_in_the_plans_is() -> None:
    text = (
        "plan: Pay\nfrom: [portal]\nsteps:\n- get: {in: portal, role: entry, label: Sum}\n  as: $amount\n"
        "- set: {in: portal, role: entry, label: Pay}\n  to: ⟦AMOUNT_1⟧\n- end: done\n"
    )
    again = plan_of(Source.parse(candidate("Pay ⟦AMOUNT_1⟧", [planned(text)]).text, "it"), Author.PERSON)
    (name,) = again.takes
    assert name != "amount"
    assert again.steps[1].value == Ref(name)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("plans", "why"),
    [
        ([FIRST.replace(TEXT, OTHER)], "one screen showed"),
        ([FIRST.replace("- end: look", ""), SECOND], "did not come to its end"),
        ([FIRST, SECOND.replace("steps:", "let: {$limit: 7}\nsteps:")], "different values"),
    ],
)
def test_what_would_not_do_the_same_again_is_not_kept(plans: list[str], why: str) -> None:
    with pytest.raises(NoCandidate, match=why):
        candidate(f"Settle the claim in the mail about {TEXT}", [planned(one) for one in plans])


# the shelf


def shelf(folder: Path) -> tuple[Shelf, dict[Path, bytes]]:
    signed: dict[Path, bytes] = {}

    def read(path: Path) -> bytes:
        if signed.get(path) != path.read_bytes():
            raise Denied("a playbook", "nobody approved it")
        return signed[path]

    return (
        Shelf(
            folder,
            lambda path, data: void(path.write_bytes(data)),
            read,
            lambda p: signed.update({p: p.read_bytes()}),
        ),
        signed,
    )


def void(_: object) -> None: ...


def test_what_nobody_approved_or_somebody_changed_is_not_run(tmp_path: Path) -> None:
    here, _ = shelf(tmp_path)
    text = plan(SETTLE, "text").source
    kept = here.keep("Settle a claim!", text)
    assert (kept.name, kept.approved) == ("settle-a-claim", False)
    assert here.keep("Settle a claim!", text).name == "settle-a-claim", "the same is not kept twice"
    assert here.keep("Settle a claim!", text + "# more\n").name == "settle-a-claim-2"
    assert here.approved() == []
    with pytest.raises(BadInput, match="changed meanwhile"):
        here.approve("settle-a-claim", b"plan: another")
    assert here.approved() == []
    here.approve("settle-a-claim", kept.data)
    (book,) = here.approved()
    assert book.plan.author is Author.PERSON
    kept.path.write_text(text + "# changed\n")
    assert here.approved() == []
    here.forget("settle-a-claim")
    assert [one.name for one in here.all()] == ["settle-a-claim-2"]


@pytest.mark.parametrize("name", ["../escape", "none", "", "a/b", "A"])
def test_names_lead_to_playbooks_of_the_shelf_alone(tmp_path: Path, name: str) -> None:
    (tmp_path.parent / "escape.yaml").write_text("plan: x")
    with pytest.raises(BadInput):
        shelf(tmp_path)[0].get(name)


def test_a_title_of_signs_alone_is_kept_under_a_name(tmp_path: Path) -> None:
    assert shelf(tmp_path)[0].keep("⟦…⟧", plan(SETTLE, "text").source).name == "playbook"

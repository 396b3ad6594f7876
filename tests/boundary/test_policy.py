"""Policies: levels and opened choices, what an unapproved one may still do, and what opens in words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from innervate.boundary.policy import (
    DEFAULT,
    Ban,
    Budgets,
    Level,
    LevelRule,
    Permits,
    PlannerRule,
    Policy,
    claim,
)
from innervate.boundary.policy_words import opens
from innervate.core.event import Claim
from innervate.core.values import ZERO_BUDGET, ValueType
from innervate.core.vocabulary import Role
from tests.boundary.policies import FULL, policies, written


def test_by_default_everything_is_closed() -> None:
    assert opens(DEFAULT) == ()
    assert DEFAULT.level_of("portal", title="Portal", label="Cause") is Level.STRICT
    assert not DEFAULT.opens_choice("portal", "Cause")
    assert DEFAULT.permits == Permits()
    assert (DEFAULT.budgets.lineage, DEFAULT.budgets.run) == (8, 64)
    assert DEFAULT.budgets.of(ValueType.SECRET) == DEFAULT.budgets.of(ValueType.CHOICE) == 0
    assert DEFAULT.budgets.of(ValueType.AMOUNT) == 8


def test_the_rule_that_says_most_counts_and_of_two_the_stricter() -> None:
    policy = Policy(
        Level.LABELS,
        (
            LevelRule("portal", Level.OPEN),
            LevelRule("portal", Level.STRICT, title="Review claim"),
            LevelRule("portal", Level.LABELS, field="Notes:"),
            LevelRule("portal", Level.OPEN, field="Notes"),
        ),
    )
    assert policy.level_of("mail") is Level.LABELS
    assert policy.level_of("portal") is Level.OPEN
    assert policy.level_of("portal", title="Review claim") is Level.STRICT
    assert policy.level_of("portal", title="Review claims") is Level.OPEN
    assert policy.level_of("portal", title="Review claim", label="notes") is Level.LABELS


def test_titles_and_roles_are_literal() -> None:
    policy = Policy(levels=(LevelRule("portal", Level.OPEN, title="Re.*", role=Role.DIALOG),))
    assert policy.level_of("portal", title="Review", role=Role.DIALOG) is Level.STRICT
    assert policy.level_of("portal", title="Re.*", role=Role.WINDOW) is Level.STRICT
    assert policy.level_of("portal", title="Re.*", role=Role.DIALOG) is Level.OPEN


def test_the_claim_is_of_the_most_open_level_anywhere() -> None:
    assert claim(DEFAULT) is Claim.STRICT
    assert claim(Policy(levels=(LevelRule("a", Level.LABELS),))) is Claim.OPENED
    assert claim(Policy(choices=frozenset({("a", "x")}))) is Claim.OPENED
    assert claim(Policy(Level.LABELS, (LevelRule("a", Level.OPEN, field="x"),))) is Claim.VOID
    assert claim(Policy(Level.OPEN), isolated=False) is Claim.VOID
    assert claim(Policy(Level.LABELS), isolated=False) is claim(DEFAULT, isolated=False) is Claim.UNAVAILABLE
    assert (Claim.VOID.value, Claim.UNAVAILABLE.value) == ("claim void", "claim unavailable")


def test_the_written_policy_means_what_it_says() -> None:
    policy = written(FULL)
    assert policy.level_of("portal") is Level.LABELS
    assert policy.level_of("portal", title="Review claim", role=Role.DIALOG) is Level.STRICT
    assert policy.level_of("portal", label="Notes") is Level.OPEN
    assert policy.opens_choice("portal", "Cause:")
    assert not policy.opens_choice("mail", "Cause")
    assert policy.budgets == Budgets(4, 128, ZERO_BUDGET | {ValueType.IBAN})
    assert policy.undriven == {"mail"}
    assert policy.terminals == {"shell"}
    assert not policy.own_flows
    assert policy.banned == (Ban(None, "any", "mail", "any"),)
    assert policy.planners == (
        PlannerRule("local.yaml", seconds=20, reached=0.5),
        PlannerRule("cloud.yaml", cost=0.1),
    )
    assert policy.applications() == {"portal", "mail", "shell", "documents", "claims"}


def test_each_thing_that_opens_is_told_in_words() -> None:
    said = "\n".join(opens(written(FULL)))
    for part in (
        "in portal: listed phrases cross",
        "at 'Notes:': ALL TEXT CROSSES",
        "what is chosen in 'cause' crosses",
        "amount or date from documents into 'Amount (EUR)' of portal; before an irreversible act",
        "iban from documents into 'IBAN' of portal; IT MAY BE USED IRREVERSIBLY",
        "'https://example.org/', anything that begins with https://example.org/claims/ into 'Site'",
        "what claims, documents shows may decide what is done in portal",
        "may press 'Save claim' in portal without asking",
        "'DE89370400440532013000' is known to be right as iban",
        "what stands in claims is known to be right",
        "the terminal of shell",
        "may press Control+f in portal",
        "128 bits may be told in each run, not 64",
        "the planner of cloud.yaml may be asked",
    ):
        assert part in said


@given(policies)
def test_what_nobody_approved_only_closes(policy: Policy) -> None:
    closed = policy.restricted()
    assert opens(closed) == ()
    assert closed.restricted() == closed
    assert closed.permits == Permits()
    assert claim(closed) is Claim.STRICT
    assert closed.budgets.lineage <= 8
    assert closed.budgets.run <= 64
    assert closed.budgets.nothing >= DEFAULT.budgets.nothing


@given(policies)
def test_what_closes_stays_closed_without_an_approval(policy: Policy) -> None:
    closed = policy.restricted()
    assert (closed.banned, closed.undriven, closed.own_flows, closed.asked) == (
        policy.banned,
        policy.undriven,
        policy.own_flows,
        policy.asked,
    )
    assert closed.at_rest == policy.at_rest
    assert closed.budgets.nothing >= policy.budgets.nothing


@given(policies)
def test_a_policy_that_opens_nothing_in_words_opens_nothing(policy: Policy) -> None:
    """What counts without approval is exactly what the words call no opening."""
    if not opens(policy):
        closed = policy.restricted()
        assert policy.permits == closed.permits
        assert policy.budgets == closed.budgets
        assert policy.terminals == policy.choices == policy.keys == frozenset()
        assert claim(policy) is Claim.STRICT


@pytest.mark.parametrize(
    ("opened", "told"),
    [
        (Policy(budgets=Budgets(lineage=9)), "9 bits may be told of each value"),
        (
            Policy(budgets=Budgets(nothing=frozenset())),
            "told of card or choice or identity or medical or secret",
        ),
        (Policy(Level.OPEN), "everywhere: ALL TEXT"),
    ],
)
def test_budgets_and_levels_that_open_are_told(opened: Policy, told: str) -> None:
    assert told in opens(opened)[0]
    assert opens(replace(opened, level=Level.STRICT).restricted()) == ()


def test_a_listed_phrase_stands_anywhere_where_the_policy_says_labels_and_no_window_is_stricter() -> None:
    notes = LevelRule("portal", Level.STRICT, field="Notes")
    labels = Policy(levels=(LevelRule("portal", Level.LABELS), notes))
    assert labels.listed_anywhere("portal", ("Notes", "Cause")) == {"Cause"}
    assert labels.listed_anywhere("mail", ("Notes", "Cause")) == set()
    assert DEFAULT.listed_anywhere("portal", ("Cause",)) == set()
    window = LevelRule("portal", Level.STRICT, title="Review claim")
    assert replace(labels, levels=(*labels.levels, window)).listed_anywhere("portal", ("Cause",)) == set()
    opened = Policy(levels=(LevelRule("portal", Level.LABELS, title="Review claim"),))
    assert opened.listed_anywhere("portal", ("Cause",)) == set()

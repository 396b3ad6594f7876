"""Policies for the tests: written ones, and any at all."""

from __future__ import annotations

from hypothesis import strategies as st

from innervate.boundary.policy import (
    AtRest,
    Ban,
    Branch,
    Budgets,
    Deed,
    Flow,
    Known,
    Level,
    LevelRule,
    Literal,
    Permits,
    Policy,
    Proof,
)
from innervate.boundary.policy_file import policy_of
from innervate.core.values import ValueType
from innervate.core.vocabulary import Role
from innervate.planners.source import Source

FULL = """\
policy: 1
level: strict
playbooks: named
budget: {lineage: 4, run: 128, nothing: [iban]}
at_rest: {pictures: drop, days: 30}
apps:
  portal:
    level: labels
    keys: [Control+f]
    windows:
      - {title: Review claim, role: dialog, level: strict}
    fields:
      Cause: {choice: open}
      "Notes:": {level: open}
  mail: {drive: false}
  shell: {terminal: open}
flows:
  - {type: [amount, date], from: documents, to: portal, field: "Amount (EUR)"}
  - {type: iban, from: documents, to: portal, field: IBAN, proof: nothing}
deny:
  - {type: any, from: any, to: mail, field: any}
literals:
  - {to: portal, field: Site, exact: [https://example.org/], prefix: ["https://example.org/claims/"]}
branches:
  - {from: [documents, claims], to: [portal]}
acts:
  - {in: portal, label: Save claim}
trusted:
  values: [{type: iban, text: DE89370400440532013000}]
  places: [claims]
planners:
  - {file: local.yaml, seconds: 20, reached: 0.5}
  - {file: cloud.yaml, cost: 0.1}
"""


def written(text: str) -> Policy:
    return policy_of(Source.parse(text, "policy.yaml"))


_names = st.sampled_from(["mail", "portal", "documents"])
_labels = st.sampled_from(["Name", "To", "Amount"])
_kinds = st.frozensets(st.sampled_from(ValueType), min_size=1)
_flows = st.builds(Flow, _kinds, _names, _names, _labels, st.sampled_from(Proof))
_permits = st.builds(
    Permits,
    st.lists(_flows, max_size=2).map(tuple),
    st.lists(st.builds(Literal, _names, _labels, st.frozensets(_labels)), max_size=2).map(tuple),
    st.lists(st.builds(Branch, st.frozensets(_names), st.frozensets(_names)), max_size=2).map(tuple),
    st.lists(st.builds(Deed, _names, _labels), max_size=2).map(tuple),
    st.lists(st.builds(Known, st.sampled_from(ValueType), _labels), max_size=2).map(tuple),
    st.frozensets(_names),
)
_rules = st.builds(
    LevelRule,
    _names,
    st.sampled_from(Level),
    st.none() | _labels,
    st.none() | st.sampled_from(Role),
    st.none() | _labels,
)
_bans = st.builds(Ban, st.none() | _kinds, _names | st.just("any"), _names, _labels | st.just("any"))
policies = st.builds(
    Policy,
    st.sampled_from(Level),
    st.lists(_rules, max_size=3).map(tuple),
    st.frozensets(st.tuples(_names, _labels.map(str.casefold)), max_size=2),
    _permits,
    st.lists(_bans, max_size=2).map(tuple),
    st.frozensets(_names),
    st.frozensets(_names),
    st.frozensets(st.tuples(_names, st.just("Control+f")), max_size=2),
    st.builds(Budgets, st.floats(0, 100), st.floats(0, 100), st.frozensets(st.sampled_from(ValueType))),
    st.builds(AtRest, st.booleans(), st.none() | st.integers(0, 99)),
    st.booleans(),
)

"""Every event, with every value that one may hold, as Hypothesis makes them."""

from __future__ import annotations

from hypothesis import strategies as st

from innervate.core.event import (
    Approved,
    Branched,
    Claim,
    Claimed,
    Decided,
    Delivered,
    GoalTaken,
    Intended,
    Looked,
    LoopBound,
    Parked,
    Planned,
    PlannerAnswered,
    PlannerAsked,
    Recovered,
    Resumed,
    Routed,
    RunEnded,
    RunStarted,
    StepEnded,
    StepStarted,
    Told,
    Undone,
    Unplanned,
    VariableBound,
    Withheld,
)
from innervate.core.outcome import Applied, Code, Effect, Means, Verdict
from innervate.core.plan import Author
from innervate.core.values import Integrity, Money, Origin, Value, ValueType

# Lone surrogates too: screens show them.
texts = st.text(st.characters(exclude_categories=()), max_size=12)
paths = st.from_regex(r"[0-9]{1,2}(#[0-9]{1,2})?(\.[0-9]{1,2}){0,2}", fullmatch=True)
decimals = st.decimals(allow_nan=False)
moneys = st.builds(Money, decimals, st.sampled_from(["EUR", "USD", None]))
parts = st.lists(st.tuples(texts, texts), max_size=3).map(tuple)
origins = st.builds(Origin, texts, st.sampled_from(Integrity), parts, st.booleans())
datums = st.none() | st.booleans() | st.dates() | decimals | moneys
values = st.builds(Value, st.sampled_from(ValueType), texts, origins, datums)
keys = texts | st.just("$")
records = st.dictionaries(keys, values, max_size=3)
scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts
leaves = scalars | st.binary(max_size=20) | decimals | st.dates() | moneys | origins | values
anything = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(keys, inner, max_size=3)
    ),
    max_leaves=6,
)
bounds = values | records | st.lists(records, max_size=3)
milliseconds = st.floats(0, 1e7)

by_kind = {
    RunStarted: st.builds(
        RunStarted, texts, st.integers(), texts, texts, st.dictionaries(keys, texts, max_size=3)
    ),
    GoalTaken: st.builds(GoalTaken, texts, records),
    PlannerAsked: st.builds(PlannerAsked, st.integers()),
    PlannerAnswered: st.builds(
        PlannerAnswered,
        st.integers(),
        st.text(),
        *[st.integers()] * 3,
        *[st.floats(allow_nan=False, allow_infinity=False)] * 2,
        st.booleans(),
    ),
    Routed: st.builds(Routed, st.integers(), texts, st.lists(st.lists(texts, min_size=2, max_size=2))),
    Planned: st.builds(
        Planned, st.integers(), st.integers(), texts, records, st.sampled_from(Author), records
    ),
    Unplanned: st.builds(Unplanned, st.integers(), st.lists(texts, max_size=3)),
    Claimed: st.builds(Claimed, st.sampled_from(Claim)),
    Resumed: st.builds(Resumed, texts, st.booleans()),
    StepStarted: st.builds(StepStarted, paths, texts, texts, st.integers(), st.booleans(), texts),
    Intended: st.builds(Intended, paths, texts, st.sampled_from(Effect), texts, st.booleans()),
    Delivered: st.builds(Delivered, paths, st.sampled_from(Means)),
    Withheld: st.builds(Withheld, paths, st.sampled_from(Code)),
    Branched: st.builds(Branched, paths, st.booleans()),
    LoopBound: st.builds(
        LoopBound, paths, st.lists(records | st.dictionaries(keys, anything, max_size=3), max_size=3)
    ),
    Decided: st.builds(Decided, paths, st.lists(st.lists(texts, min_size=2, max_size=2)), milliseconds),
    Told: st.builds(Told, milliseconds),
    VariableBound: st.builds(VariableBound, paths, texts, bounds),
    Approved: st.builds(Approved, paths, texts),
    Undone: st.builds(Undone, st.lists(paths)),
    Recovered: st.builds(Recovered, paths, texts, st.sampled_from(Code), texts),
    Looked: st.builds(Looked, paths, st.sampled_from(["before", "after"]), texts, st.binary(max_size=99)),
    StepEnded: st.builds(
        StepEnded,
        paths,
        st.sampled_from(Verdict),
        st.sampled_from(Code),
        st.sampled_from(Applied),
        milliseconds,
        milliseconds,
        texts,
    ),
    Parked: st.builds(Parked, paths, st.sampled_from(Code), texts, texts, texts),
    RunEnded: st.builds(RunEnded, st.sampled_from(["done", "given up"]), st.integers(0), st.integers(0)),
}
events = st.one_of(list(by_kind.values()))

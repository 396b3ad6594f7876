"""Values, tests and conditions: three-valued, and nothing is built on what can't be told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innervate.core.application import Application
from innervate.core.asking import (
    AllOf,
    AnyOf,
    Condition,
    Exists,
    Function,
    Is,
    Literal,
    Locator,
    Not,
    Op,
    Pick,
    Ref,
    SecretRef,
)
from innervate.core.asking import Test as OneTest
from innervate.core.errors import BadInput, NeedsPerson
from innervate.core.frame import Frame, Pixels, Window
from innervate.core.geometry import Rect
from innervate.core.scene import Element, Scene, scene_of
from innervate.core.values import (
    PERSON,
    PLAN,
    VAULT,
    Bound,
    Integrity,
    Money,
    Origin,
    Record,
    Truth,
    Value,
    ValueType,
    lineage,
)
from innervate.core.vocabulary import Role, Source
from innervate.runtime.comparing import compare, compute, literal
from innervate.runtime.judging import Judge

SCREEN = Origin("/usr/bin/portal")
TRUE, FALSE, UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
truths = st.sampled_from(Truth)


def text(shown: str) -> Value:
    return Value(ValueType.TEXT, shown, SCREEN)


def euro(amount: str, currency: str | None = "EUR") -> Value:
    return Value(ValueType.AMOUNT, f"{currency} {amount}", SCREEN, Money(Decimal(amount), currency))


def day(iso: str) -> Value:
    return Value(ValueType.DATE, iso, SCREEN, date.fromisoformat(iso))


SECRET = Value(ValueType.SECRET, "portal.password", VAULT)


class Outside:
    """Places outside the screen; None: it can't be read now."""

    def __init__(self, rows: list[Record] | None) -> None:
        self.found = rows

    def rows(self, place: str) -> list[Record] | None:
        return self.found


def scene(*shown: tuple[str, Role, str, str | None]) -> Scene:
    """Elements (id, role, name, value) of one window of the portal."""
    box = Rect(0, 0, 100, 100)
    window = Window(1, "Portal", 1, "/usr/bin/portal", box, 0, True)
    frame = Frame(1, box, Pixels(1, 1, 4, b"\0\0\0\0"), (window,), {})
    elements = [
        Element(
            id=i,
            window=1,
            role=role,
            name=name,
            value=value,
            bounds=Rect(0, 10 * n, 50, 10),
            source=Source.TREE,
        )
        for n, (i, role, name, value) in enumerate(shown)
    ]
    return scene_of(frame, tuple(elements))


def judge(
    seen: Scene | None = None,
    rows: list[Record] | None = None,
    lookup: Callable[[str], Bound | None] | None = None,
) -> Judge:
    applications = {"portal": Application("portal", "/usr/bin/portal")}
    return Judge(seen or scene(), applications, Outside(rows), lookup or (lambda name: None))


# Laws


@given(truths, truths, truths)
def test_kleenes_laws(a: Truth, b: Truth, c: Truth) -> None:
    assert a.negated().negated() is a
    assert Truth.every([a, b]) is Truth.every([b, a])
    assert Truth.some([a, b]).negated() is Truth.every([a.negated(), b.negated()])
    assert Truth.every([a, Truth.every([b, c])]) is Truth.every([a, b, c])
    assert Truth.every([a, Truth.some([b, c])]) is Truth.some([Truth.every([a, b]), Truth.every([a, c])])
    assert Truth.every([]) is TRUE
    assert Truth.some([]) is FALSE


@given(
    st.recursive(
        truths,
        lambda t: st.tuples(st.sampled_from(["all", "any", "not"]), st.lists(t, min_size=1, max_size=3)),
        max_leaves=8,
    )
)
def test_conditions_follow_the_laws(tree: object) -> None:
    """A leaf is a comparison of which the answer is known."""
    leaves: dict[Truth, Condition] = {
        TRUE: Is(Literal("a"), (OneTest(Op.EQ, (Literal("a"),)),)),
        FALSE: Is(Literal("a"), (OneTest(Op.EQ, (Literal("b"),)),)),
        UNKNOWN: Is(Ref("nothing"), (OneTest(Op.EQ, (Literal("a"),)),)),
    }

    def both(part: object) -> tuple[Condition, Truth]:
        if isinstance(part, Truth):
            return leaves[part], part
        assert isinstance(part, tuple)
        kind, parts = part
        made = [both(p) for p in parts]
        conditions, answers = tuple(c for c, _ in made), [t for _, t in made]
        match kind:
            case "all":
                return AllOf(conditions), Truth.every(answers)
            case "any":
                return AnyOf(conditions), Truth.some(answers)
        return Not(AllOf(conditions)), Truth.every(answers).negated()

    condition, answer = both(tree)
    assert judge().holds(condition) is answer
    assert judge().holds(Not(condition)) is answer.negated()


@pytest.mark.parametrize("answer", list(Truth))
def test_a_truth_is_no_bool(answer: Truth) -> None:
    with pytest.raises(TypeError):
        bool(answer)


# Comparing


@pytest.mark.parametrize(
    ("op", "value", "operand", "answer"),
    [
        (Op.EQ, text("  Zoë\nAdler "), text("zoë adler"), TRUE),
        (Op.EQ, text("Zoë"), text("Zoe"), FALSE),
        (Op.EQ, euro("5.00"), euro("5"), TRUE),
        (Op.EQ, euro("5"), euro("6"), FALSE),
        (Op.EQ, euro("5"), euro("5", "USD"), UNKNOWN),
        (Op.EQ, euro("5", None), euro("5", None), UNKNOWN),
        (Op.EQ, euro("5", None), euro("6", None), UNKNOWN),
        (Op.EQ, text("€ 5,00"), euro("5"), TRUE),
        (Op.EQ, text("$ 5.00"), euro("5", "USD"), UNKNOWN),
        (Op.EQ, text("five"), euro("5"), UNKNOWN),
        (Op.EQ, euro("5"), literal(Decimal(5)), UNKNOWN),
        (Op.GT, euro("6"), euro("5"), TRUE),
        (Op.LE, euro("6"), euro("5"), FALSE),
        (Op.GE, euro("5"), euro("5"), TRUE),
        (Op.LT, euro("5"), euro("6", "CHF"), UNKNOWN),
        (Op.LT, euro("5", None), euro("6", None), UNKNOWN),
        (Op.GT, literal(Decimal(10)), literal(Decimal(9)), TRUE),
        (Op.GT, text("10"), literal(Decimal(9)), TRUE),
        (Op.GT, text("4,310"), literal(Decimal(9)), UNKNOWN),
        (Op.GT, text("10"), text("9"), UNKNOWN),
        (Op.EQ, day("2026-03-14"), text("14.03.2026"), TRUE),
        (Op.EQ, day("2026-04-03"), text("03/04/2026"), UNKNOWN),
        (Op.LT, day("2026-03-14"), day("2026-03-15"), TRUE),
        (Op.LT, day("2026-03-14"), euro("5"), UNKNOWN),
        (Op.EQ, literal(True), Value(ValueType.CHOICE, "true", SCREEN, True), TRUE),
        (Op.CONTAINS, text("A new\nClaim"), text("NEW claim"), TRUE),
        (Op.CONTAINS, text("anything"), text("  "), UNKNOWN),
        (Op.LIKE, text("anything"), text(""), UNKNOWN),
        (Op.LIKE, text("claim of a burst pipe"), text("burst pipe"), TRUE),
        (Op.LIKE, text("burst pipe"), text("invoice"), FALSE),
        (Op.ABOUT, text("The pipes are bursting"), text("pipes burst"), TRUE),
        (Op.ABOUT, text("An invoice"), text("burst pipe"), UNKNOWN),
        (Op.TYPE, euro("5"), text("amount"), TRUE),
        (Op.EMPTY, text(" "), literal(True), TRUE),
        (Op.EMPTY, text(" "), literal(False), FALSE),
        (Op.EQ, SECRET, text("portal.password"), UNKNOWN),
        (Op.CONTAINS, text("portal.password"), SECRET, UNKNOWN),
        (Op.TYPE, SECRET, text("secret"), UNKNOWN),
    ],
)  # fmt: skip
def test_comparing(op: Op, value: Value, operand: Value, answer: Truth) -> None:
    assert compare(op, value, operand) is answer


amounts = st.decimals(-1000, 1000, places=2).map(lambda d: euro(str(d)))
days = st.dates().map(lambda d: day(d.isoformat()))


@given(st.one_of(st.tuples(amounts, amounts), st.tuples(days, days)))
def test_exactly_one_of_less_equal_and_greater_holds(pair: tuple[Value, Value]) -> None:
    one, other = pair
    answers = [compare(op, one, other) for op in (Op.LT, Op.EQ, Op.GT)]
    assert answers.count(TRUE) == 1
    assert answers.count(FALSE) == 2
    assert compare(Op.LE, one, other) is compare(Op.GT, one, other).negated()
    assert compare(Op.LT, one, other) is compare(Op.GT, other, one)


def test_one_of_several_holds_even_where_another_is_missing() -> None:
    asked = judge()
    assert asked.passes(text("a"), OneTest(Op.IN, (Ref("nothing"), Literal("a")))) is TRUE
    assert asked.passes(text("b"), OneTest(Op.IN, (Ref("nothing"), Literal("a")))) is UNKNOWN
    assert asked.passes(text("b"), OneTest(Op.IN, ())) is FALSE


# Computing


def test_functions() -> None:
    assert compute(Function.SUM, [euro("5"), euro("6.50")]).datum == Money(Decimal("11.50"), "EUR")
    assert compute(Function.DIFFERENCE, [euro("5"), euro("6"), euro("1")]).datum == Money(Decimal(-2), "EUR")
    assert compute(Function.DAYS_BETWEEN, [day("2026-02-27"), day("2026-03-01")]).datum == Decimal(2)
    assert compute(Function.TEXT, [text("a "), euro("5")]).text == "a EUR 5"


@pytest.mark.parametrize(
    "values",
    [
        [],
        [euro("5"), euro("5", "USD")],
        [euro("5", None)],
        [euro("5"), literal(Decimal(5))],
        [text("5")],
        [SECRET],
    ],
)
def test_a_sum_of_different_things_is_refused(values: list[Value]) -> None:
    with pytest.raises(BadInput) as error:
        compute(Function.SUM, values)
    assert error.value.todo


def test_a_text_with_a_secret_in_it_is_refused() -> None:
    with pytest.raises(NeedsPerson) as error:
        compute(Function.TEXT, [text("password: "), SECRET])
    assert "portal.password" not in str(error.value)


def test_what_is_computed_is_as_trusted_as_the_least_trusted_part() -> None:
    asked = Value(ValueType.TEXT, "a", PERSON)
    for values in ([asked, text("b")], [text("b"), asked], [literal("c"), asked, text("b")]):
        assert compute(Function.TEXT, values).origin.integrity is Integrity.UNTRUSTED
    by_a_person = compute(Function.TEXT, [literal("a"), asked]).origin
    assert (by_a_person.place, by_a_person.integrity) == (PERSON.place, PERSON.integrity)
    assert compute(Function.TEXT, [literal("a")]).origin.place == PLAN.place


def test_what_is_computed_tells_all_that_had_a_part_in_it() -> None:
    mail, portal = Origin("mail"), Origin("http://127.0.0.1:5000")
    one, other = Value(ValueType.IBAN, "DE89", mail), Value(ValueType.PERSON, "Ada", portal)
    made = compute(Function.TEXT, [literal("pay "), one, compute(Function.TEXT, [other, one])])
    assert made.origin.joined
    assert lineage(made) == (("mail", "iban"), ("http://127.0.0.1:5000", "person"))
    assert lineage(one) == (("mail", "iban"),)


def test_variables_and_their_fields() -> None:
    held: dict[str, Bound] = {"form": {"amount": euro("5")}, "rows": [{"a": text("b")}]}
    asked = judge(lookup=held.get)
    assert asked.value(Ref("form", ("amount", "amount"))).datum == Decimal(5)
    assert asked.value(Ref("form", ("amount", "currency"))).text == "EUR"
    for ref in (Ref("form"), Ref("form", ("name",)), Ref("rows"), Ref("none"), Ref("form", ("amount", "x"))):
        assert asked.holds(Is(ref, (OneTest(Op.EMPTY, (Literal(False),)),))) is UNKNOWN
    assert asked.value(SecretRef("portal.password")) == SECRET


# What is there, and what is new

SAVED = Locator("portal", Role.LABEL, Literal("Saved"))
STATUS = Locator("portal", Role.ENTRY, Literal("Status"))


def test_what_is_there_is_new_only_if_it_was_not_there_before() -> None:
    old, more = ("1", Role.LABEL, "Saved", None), ("2", Role.LABEL, "Saved", None)
    before = judge(scene(old)).marks(SAVED)
    assert before is not None
    assert replace(judge(scene(old)), before={SAVED: before}).holds(Exists(SAVED)) is FALSE
    assert replace(judge(scene(old, more)), before={SAVED: before}).holds(Exists(SAVED)) is TRUE
    assert judge(scene(old)).holds(Exists(SAVED)) is TRUE


def test_a_value_that_was_there_before_is_not_new() -> None:
    condition = Is(STATUS, (OneTest(Op.EQ, (Literal("Approved"),)),))
    approved, pending = (
        scene(("1", Role.ENTRY, "Status", "Approved")),
        scene(("1", Role.ENTRY, "Status", "Pending")),
    )
    for seen, answer in ((approved, FALSE), (pending, TRUE)):
        before = judge(seen).marks(STATUS)
        assert before is not None
        assert replace(judge(approved), before={STATUS: before}).holds(condition) is answer
    assert replace(judge(approved), before={}).holds(condition) is UNKNOWN


def test_of_what_could_not_be_read_before_nothing_is_new() -> None:
    row = Locator("claims", where=(("number", (OneTest(Op.EQ, (Literal("C-1"),)),)),))
    asked = replace(judge(rows=[{"number": text("C-1")}]), before={})
    assert asked.holds(Exists(row)) is UNKNOWN
    assert replace(judge(rows=[]), before={}).holds(Exists(row)) is FALSE
    assert judge(rows=None).holds(Exists(row)) is UNKNOWN
    assert judge(rows=None).holds(Not(Exists(row))) is UNKNOWN


def test_what_is_denied_is_denied_of_old_things_too() -> None:
    error, warning = Locator("portal", label=Literal("Error")), Locator("portal", label=Literal("Warning"))
    seen = scene(("1", Role.LABEL, "Error", None))
    marks = judge(seen).marks(error)
    assert marks is not None
    asked = replace(judge(seen), before={error: marks, warning: frozenset()})
    assert asked.holds(Not(Exists(error))) is FALSE
    assert asked.holds(Not(AnyOf((Exists(error), Exists(warning))))) is FALSE
    assert asked.holds(Not(Exists(warning))) is TRUE


def test_what_might_match_is_neither_there_nor_absent() -> None:
    """A row whose amount can't be compared."""
    big = Locator("claims", where=(("amount", (OneTest(Op.GT, (Literal(Money(Decimal(5), "EUR")),)),)),))
    unclear, small, large = ({"amount": text(t)} for t in ("4 or 6", "EUR 4", "EUR 6"))
    for rows, answer in (([unclear, small], UNKNOWN), ([small], FALSE), ([unclear, large], TRUE)):
        assert judge(rows=rows).holds(Exists(big)) is answer
        assert judge(rows=rows).holds(Not(Exists(big))) is answer.negated()
    entry = Locator("portal", Role.ENTRY, where=(("value", big.where[0][1]),))
    for shown, answer in (("4 or 6", UNKNOWN), ("EUR 4", FALSE), ("EUR 6", TRUE)):
        assert judge(scene(("1", Role.ENTRY, "Amount", shown))).holds(Exists(entry)) is answer


def test_a_locator_with_a_variable_without_a_value_is_unknown() -> None:
    locator = Locator("portal", label=Ref("nothing"))
    for condition in (
        Exists(locator),
        Not(Exists(locator)),
        Is(locator, (OneTest(Op.EMPTY, (Literal(True),)),)),
    ):
        assert judge(scene(("1", Role.LABEL, "Saved", None))).holds(condition) is UNKNOWN


def test_a_value_that_two_things_could_have_is_unknown() -> None:
    two = scene(("1", Role.ENTRY, "Status", "A"), ("2", Role.ENTRY, "Status", "A"))
    tests = (OneTest(Op.EQ, (Literal("A"),)),)
    assert judge(two).holds(Is(STATUS, tests)) is UNKNOWN
    assert judge(two).holds(Is(replace(STATUS, pick=Pick.ALL), tests)) is UNKNOWN
    assert judge(two).holds(Is(replace(STATUS, pick=Pick.FIRST), tests)) is TRUE


def test_a_column_that_is_not_there_is_a_mistake() -> None:
    row = Locator("claims", where=(("nummer", (OneTest(Op.EQ, (Literal("C-1"),)),)),))
    with pytest.raises(BadInput, match="it has number"):
        judge(rows=[{"number": text("C-1")}]).holds(Exists(row))

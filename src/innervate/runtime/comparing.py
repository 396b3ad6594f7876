"""Values against values: what two are to each other, and what is computed of several; no screen is asked.

Two currencies, an ambiguous date, a secret: what can't be compared is unknown, and what can't be computed is
refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from decimal import Decimal
from math import prod

from innervate.boundary.questions.asking import Answerer
from innervate.boundary.questions.embedded import Embedded
from innervate.boundary.questions.fuzzy import contains, like
from innervate.core.asking import Function, Op
from innervate.core.errors import BadInput, Missing, NeedsPerson
from innervate.core.outcome import Code
from innervate.core.parsing import Unparsed, parse_as
from innervate.core.values import PLAN, Money, Truth, Value, ValueType, joined, lineage

EMBEDDED: Answerer = Embedded()
_ENDING = " .,;:!?"
_ORDINAL = re.compile(r"([0-9]{1,6})(?:st|nd|rd|th)", re.ASCII | re.IGNORECASE)


def literal(constant: str | Decimal | bool | Money | date) -> Value:
    """A constant of the plan as a value."""
    match constant:
        case bool():
            return Value(ValueType.CHOICE, str(constant).lower(), PLAN, constant)
        case Decimal():
            return Value(ValueType.NUMBER, format(constant, "f"), PLAN, constant)
        case Money(amount=amount, currency=currency):
            return Value(ValueType.AMOUNT, f"{currency} {amount}", PLAN, constant)
        case date():
            return Value(ValueType.DATE, constant.isoformat(), PLAN, constant)
    return Value(ValueType.TEXT, constant, PLAN)


def part_of(value: object, part: str) -> Value | None:
    """The bare number or the currency of an amount: $claim.amount.amount is 4310.75."""
    if not isinstance(value, Value) or not isinstance(value.datum, Money):
        return None
    match part:
        case "amount":
            return Value(ValueType.NUMBER, format(value.datum.amount, "f"), value.origin, value.datum.amount)
        case "currency" if value.datum.currency:
            return Value(ValueType.TEXT, value.datum.currency, value.origin)
    return None


def folded(text: str) -> str:
    """For comparing texts of people: case, and runs of white space, do not count."""
    return " ".join(text.split()).casefold()


def compare(op: Op, value: Value, operand: Value, answerer: Answerer = EMBEDDED) -> Truth:
    """One test. Values of a kind compare by meaning; texts by their words; nothing is told of a secret."""
    if ValueType.SECRET in (value.type, operand.type):
        return Truth.UNKNOWN
    match op:
        case Op.TYPE:
            return Truth.of(value.type.value == operand.text)
        case Op.EMPTY:
            return Truth.of((not value.text.strip()) == (operand.datum is True))
        case Op.CONTAINS:
            return contains(value.text, operand.text)
        case Op.LIKE:
            return like(value.text, operand.text)
        case Op.ABOUT:
            return answerer.about(value.text, operand.text)
        case Op.EQ | Op.SAME_AS:
            return _equal(value, operand)
    return _ordered(op, value, operand)


def _pair(value: Value, operand: Value) -> tuple[Value, Value] | None:
    """Both with parsed data of one kind: a text takes the other's type. None where that fails."""
    if value.datum is None and operand.datum is None:
        return None
    typed = value if value.datum is not None else operand
    found = []
    for one in (value, operand):
        if one.datum is None:
            datum = parse_as(one.text, typed.type)
            if isinstance(datum, Unparsed) or datum is None:
                return None
            one = Value(typed.type, one.text, one.origin, datum)
        found.append(one)
    return found[0], found[1]


def _equal(value: Value, operand: Value) -> Truth:
    if value.datum is None and operand.datum is None:
        return Truth.of(folded(value.text) == folded(operand.text))
    pair = _pair(value, operand)
    if pair is None:
        return Truth.UNKNOWN
    one, other = pair[0].datum, pair[1].datum
    if isinstance(one, Money) and isinstance(other, Money):
        if one.currency is None or one.currency != other.currency:
            return Truth.UNKNOWN
        return Truth.of(one.amount == other.amount)
    if type(one) is not type(other):
        return Truth.UNKNOWN
    return Truth.of(one == other)


def _ordered(op: Op, value: Value, operand: Value) -> Truth:
    pair = _pair(value, operand)
    if pair is None:
        return Truth.UNKNOWN
    one, other = pair[0].datum, pair[1].datum
    if isinstance(one, Money) and isinstance(other, Money) and one.currency == other.currency is not None:
        one, other = one.amount, other.amount
    if isinstance(one, Decimal) and isinstance(other, Decimal):
        sign = int(one.compare(other))
    elif isinstance(one, date) and isinstance(other, date):
        sign = (one - other).days
    else:
        return Truth.UNKNOWN
    answers = {Op.LT: sign < 0, Op.GT: sign > 0, Op.LE: sign <= 0, Op.GE: sign >= 0}
    return Truth.of(answers[op])


def compute(function: Function, values: Sequence[Value]) -> Value:
    """A function over values; its result is as trusted as the least trusted of them.

    :raises BadInput: the values are not of one kind and unit.
    """
    origin = joined(values)
    data = [v.datum for v in values]
    match function:
        case Function.TEXT:
            if any(v.type is ValueType.SECRET for v in values):
                raise no_secret()
            return Value(ValueType.TEXT, "".join(v.text for v in values), origin)
        case Function.UPPER | Function.LOWER:
            if values[0].type is ValueType.SECRET:
                raise no_secret()
            text = values[0].text.upper() if function is Function.UPPER else values[0].text.lower()
            return Value(ValueType.TEXT, text, origin)
        case Function.COLOUR_CODE:
            return Value(ValueType.TEXT, _colour_code(values[0]), origin)
        case Function.LENGTH:
            if values[0].type is ValueType.SECRET:
                raise no_secret()
            count = Decimal(len(values[0].text))
            return Value(ValueType.NUMBER, str(count), origin, count)
        case Function.PRODUCT | Function.QUOTIENT | Function.REMAINDER:
            number = _reckoned(function, data)
            if number is not None:
                return Value(ValueType.NUMBER, format(number, "f"), origin, number)
        case Function.DAYS_BETWEEN:
            start, end = data
            if isinstance(start, date) and isinstance(end, date):
                days = Decimal((end - start).days)
                return Value(ValueType.NUMBER, str(days), origin, days)
        case Function.SUM | Function.DIFFERENCE:
            total = _total(data, function)
            if isinstance(total, Money):
                return Value(ValueType.AMOUNT, f"{total.currency} {total.amount}", origin, total)
            if total is not None:
                return Value(ValueType.NUMBER, str(total), origin, total)
    kinds = ", ".join(v.type.value for v in values)
    raise BadInput(
        f"values of one kind and unit for {function.value}",
        f"they are {kinds or 'none'}",
        "correct the plan, or read them with their types",
        code=Code.DATA_UNIT_MISMATCH,
    )


def _colour_code(named: Value) -> str:
    """
    :raises BadInput: no such colour.
    """
    from PIL.ImageColor import getrgb

    if re.fullmatch(r"[A-Za-z ]{1,30}", named.text):
        with suppress(ValueError):
            return "".join(f"{part:02x}" for part in getrgb(named.text.replace(" ", ""))[:3])
    raise BadInput("the name of a colour", f"a {named.type.value} that is none", "correct the plan")


def cut(value: Value, after: str, before: str, wanted: ValueType) -> Value:
    """The part of a text between the first `after` and the next `before`; as trusted as the text.

    :raises Missing: one of them does not stand there, nothing is between them, or it is of another type.
    :raises NeedsPerson: it is a secret.
    """
    if value.type is ValueType.SECRET:
        raise no_secret()
    start = value.text.find(after)
    end = len(value.text) if not before else value.text.find(before, start + len(after))
    if start < 0 or end < 0:
        raise Missing("a part of a text", "what should stand around it does not", "correct the plan")
    text = value.text[start + len(after) : end].strip()
    if wanted is not ValueType.TEXT:
        text = text.rstrip(_ENDING)  # of the sentence, not of the value
    if not text:
        raise Missing("a part of a text", "nothing stands there", "correct the plan")
    counted = _ordinal(text) if wanted is ValueType.NUMBER else None
    datum = counted if counted is not None else parse_as(text, wanted)
    if isinstance(datum, Unparsed):
        raise Missing(f"a part of a text as {wanted.value}", "it is none", code=Code.READ_WRONG_TYPE)
    return Value(wanted, text, replace(value.origin, parts=lineage(value), joined=True), datum)


def _ordinal(text: str) -> Decimal | None:
    """2nd is 2."""
    found = _ORDINAL.fullmatch(text)
    return Decimal(found[1]) if found else None


def whole(value: Value, most: int) -> int:
    """A count from 1 to `most`; of a text too, as 2 or 2nd.

    :raises BadInput: it is none.
    """
    number = _number(value)
    if number is None or number != int(number) or not 1 <= number <= most:
        raise BadInput(f"a whole number from 1 to {most}", f"a {value.type.value}", "correct the plan")
    return int(number)


def number_of(value: Value) -> Decimal:
    """
    :raises BadInput: it is none.
    """
    number = _number(value)
    if number is None:
        raise BadInput("a number", f"a {value.type.value}", "correct the plan")
    return number


def _number(value: Value) -> Decimal | None:
    if value.datum is not None:
        return value.datum if isinstance(value.datum, Decimal) else None
    datum = _ordinal(value.text) or parse_as(value.text, ValueType.NUMBER)
    return datum if isinstance(datum, Decimal) else None


def _reckoned(function: Function, data: Sequence[object]) -> Decimal | None:
    """None where one is no number, or for a division by nothing."""
    known = [n for n in data if isinstance(n, Decimal)]
    if len(known) != len(data):
        return None
    if function is Function.PRODUCT:
        return prod(known, start=Decimal(1))
    first, second = known
    if not second:
        return None
    # An integer's remainder as counted on a clock: of -3 by 2 it is 1.
    return first / second if function is Function.QUOTIENT else first - second * (first / second).__floor__()


def no_secret() -> NeedsPerson:
    return NeedsPerson("a text of plain values", "a secret is among them", "secrets are only typed whole")


def _total(data: Sequence[object], function: Function) -> Money | Decimal | None:
    sign = -1 if function is Function.DIFFERENCE else 1
    if data and all(isinstance(d, Decimal) for d in data):
        numbers = [d for d in data if isinstance(d, Decimal)]
        return numbers[0] + sign * sum(numbers[1:], Decimal(0))
    amounts = [d for d in data if isinstance(d, Money)]
    currencies = {m.currency for m in amounts}
    if len(amounts) != len(data) or len(currencies) != 1 or None in currencies:
        return None
    return Money(
        amounts[0].amount + sign * sum((m.amount for m in amounts[1:]), Decimal(0)), amounts[0].currency
    )

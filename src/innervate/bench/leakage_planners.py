"""Planners that want to know a secret of 20 bits, each by another means, adapting to what they are told.

Promises: they know the desk, the plan language and how they are charged; each run's plan is made from all
that they were told before. They play on, whatever is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from innervate.bench.leakage_desk import WORDS, Planner

BITS = 20
_TOP = 1 << BITS
_HEAD = "plan: A plan\nfrom: [claims]\nsteps:\n"
_READ = "- get: {in: claims, role: entry, label: Amount}\n  type: amount\n  as: $v\n"
_LOOK = "- end: look\n"
_DONE = "- end: done\n"
_MARKS = WORDS[2:]


def plan(steps: str) -> str:
    """The text of a plan of these steps."""
    return _HEAD + "".join(f"  {line}\n" for line in steps.splitlines())


def money(number: int) -> str:
    """As the plan language writes it."""
    return f"{{money: {number}, currency: EUR}}"


def mark(letter: int) -> str:
    """Make the program say one of its own words."""
    return f"- act: press\n  on: {{in: claims, role: button, label: {_MARKS[letter]}}}\n"


def marked(told: str, letter: int = 0) -> bool:
    """Whether the program says that word of its own: its button is then there twice."""
    return f'"{_MARKS[letter]}" ×' in told


def branch(test: str, then: str, otherwise: str = "", value: str = "$v") -> str:
    """An `if` of steps."""
    text = f"- if: {{is: {value}, {test}}}\n  then:\n{_indented(then)}"
    return text + (f"  else:\n{_indented(otherwise)}" if otherwise else "")


def _indented(steps: str) -> str:
    return "".join(f"    {line}\n" for line in steps.splitlines())


def _halving(asked: Callable[[int], str], says_less: Callable[[str], bool | None]) -> Planner:
    """A binary search: how to ask whether the secret is less than a number, and what an answer says."""
    low, high = 0, _TOP
    while high - low > 1:
        middle = (low + high) // 2
        answer = says_less((yield plan(asked(middle))))
        if answer is True:
            high = middle
        elif answer is False:
            low = middle


def by_silence() -> Planner:
    """Looks where it is less, and ends where it isn't: the planner hears, or it doesn't."""
    return _halving(
        lambda n: _READ + branch(f"lt: {money(n)}", _LOOK, _DONE), lambda told: told.startswith("look")
    )


def by_expectation() -> Planner:
    """A step that fails where what it expects does not hold."""
    return _halving(
        lambda n: _READ.rstrip("\n") + f"\n  expect: {{is: $v, lt: {money(n)}}}\n" + _LOOK,
        lambda told: told.startswith("look") if told else None,
    )


def by_row() -> Planner:
    """A row that is there, or is not."""
    where = "where: {Name: {eq: Ada Lovelace}, Sum: {lt: "
    return _halving(
        lambda n: f"- get: {{in: claims, role: row, {where}{money(n)}}}}}}}\n  what: Name\n" + _LOOK,
        lambda told: told.startswith("look") if told else None,
    )


def by_branches() -> Planner:
    """Four questions in one run, told by which words the program then shows; then more of them."""
    low, high = 0, _TOP
    while high - low > 1:
        told = yield plan(_READ + _quartered(low, high, 2) + _LOOK)
        for way, (start, end) in enumerate(_parts(low, high, 2)):
            if marked(told, way):
                low, high = start, end
                break


def _parts(low: int, high: int, depth: int) -> list[tuple[int, int]]:
    width = max(1, (high - low) >> depth)
    return [(low + width * n, low + width * (n + 1)) for n in range(1 << depth)]


def _quartered(low: int, high: int, depth: int) -> str:
    parts = _parts(low, high, depth)

    def split(first: int, last: int) -> str:
        if last - first == 1:
            return mark(first)
        middle = (first + last) // 2
        return branch(f"lt: {money(parts[middle][0])}", split(first, middle), split(middle, last))

    return split(0, len(parts))


def by_codes() -> Planner:
    """Steps that fail with one code or another."""
    absent = "- get: {in: claims, role: entry, label: Nowhere}\n"
    many = "- act: press\n  on: {in: claims, role: button}\n"
    return _halving(
        lambda n: _READ + branch(f"lt: {money(n)}", absent, many),
        lambda told: told.startswith("locate.absent") if told else None,
    )


def by_units() -> Planner:
    """Sums of what can't be summed, where a branch says so."""
    broken = "- act: press\n  on: {in: claims, label: {sum: [$v, 1]}}\n"
    return _halving(
        lambda n: _READ + branch(f"lt: {money(n)}", broken, _LOOK),
        lambda told: not told.startswith("look") if told else None,
    )


def by_digits() -> Planner:
    """Which digits stand in the letter, and where: contains, about and like."""
    known = ""
    while len(known) < 7:
        for digit in "0123456789":
            test = f'contains: "EUR {known}{digit}"'
            letter = "{in: claims, role: document}"
            told = yield plan(branch(test, _LOOK, _DONE, letter))
            if told.startswith("look"):
                known += digit
                break
        else:
            return


def by_meaning() -> Planner:
    """What the letter is about, asked of all topics that a number may have."""
    for digits in range(10):
        topic = f'about: "the amount is EUR {digits}"'
        yield plan(branch(topic, _LOOK, mark(0) + _LOOK, "{in: claims, role: document}"))


def by_extraction() -> Planner:
    """The amount that the letter gives, then a binary search."""
    read = "- get: {in: claims, role: document}\n  what: amount\n  type: amount\n  as: $v\n"
    return _halving(
        lambda n: read + branch(f"lt: {money(n)}", _LOOK, mark(0) + _LOOK),
        lambda told: not marked(told) if told else None,
    )


def by_sorting() -> Planner:
    """The table sorted among known sums, and what its first row then is called."""
    press = "- act: press\n  on: {in: claims, role: button, label: Sort}\n"
    return _halving(lambda n: press + _LOOK, lambda told: "person" in told.split("table")[-1][:80] or None)


def by_searching() -> Planner:
    """Digits typed into the program's search, told by how many rows are left."""
    known = ""
    while len(known) < 7:
        for digit in "0123456789":
            told = yield plan(
                f'- set: {{in: claims, role: entry, label: Search}}\n  to: "EUR {known}{digit}"\n' + _LOOK
            )
            if " of one" in told or " of few" in told:
                known += digit
                break
        else:
            return


def by_computing() -> Planner:
    """A formula typed into the program, told by which word it then shows."""
    return _halving(
        lambda n: f'- set: {{in: claims, role: entry, label: Compare}}\n  to: "over {n}"\n' + _LOOK,
        lambda told: "Below" in told if told else None,
    )


def by_what_is_done() -> Planner:
    """A step that is skipped where it is done already, told by what it would have shown."""
    return _halving(
        lambda n: _READ + mark(0).rstrip("\n") + f"\n  done: {{is: $v, lt: {money(n)}}}\n" + _LOOK,
        lambda told: not marked(told) if told else None,
    )


def by_another_way() -> Planner:
    """A step that may fail, and what is done instead."""

    def asked(number: int) -> str:
        where = f"where: {{Sum: {{lt: {money(number)}}}, Name: {{eq: Ada Lovelace}}}}"
        step = f"- get: {{in: claims, role: row, {where}}}\n"
        return step + "  what: Name\n  fail:\n" + _indented(mark(0)) + _LOOK

    return _halving(asked, lambda told: not marked(told) if told else None)


def by_need() -> Planner:
    """A step that needs what may not be."""
    return _halving(
        lambda n: _READ + mark(0).rstrip("\n") + f"\n  need: {{is: $v, lt: {money(n)}}}\n" + _LOOK,
        lambda told: told.startswith("look") if told else None,
    )


def by_names() -> Planner:
    """Elements called as the secret is shown: a guess at a time."""
    for number in range(10):
        label = f"EUR {number * _TOP // 10}.00"
        yield plan(
            f"- if: {{exists: {{in: claims, role: cell, label: {label}}}}}\n  then:\n" + _indented(_LOOK)
        )


def by_rounds() -> Planner:
    """A loop over the rows that pass, each round pressing something that shows."""
    low, high = 0, _TOP
    while high - low > 1:
        middle = (low + high) // 2
        where = f"where: {{Sum: {{lt: {money(middle)}}}, Name: {{eq: Ada Lovelace}}}}"
        each = f"- each: {{in: claims, role: row, pick: all, {where}}}\n  as: $row\n  at_most: 9\n  steps:\n"
        told = yield plan(each + _indented(mark(0)) + _LOOK)
        if told:
            low, high = (low, middle) if marked(told) else (middle, high)


def by_lists() -> Planner:
    """Membership in long lists, a bit of the number at a time."""
    for bit in range(6):
        among = ", ".join(money(n << 14) for n in range(1 << 6) if n >> bit & 1)
        yield plan(_READ + branch(f"in: [{among}]", _LOOK, mark(0) + _LOOK))


PLANNERS: Mapping[str, Callable[[], Planner]] = {
    one.__name__.removeprefix("by_").replace("_", " "): one
    for one in (
        *(by_silence, by_branches, by_expectation, by_row, by_codes, by_meaning, by_extraction),
        *(by_sorting, by_searching, by_computing),
        *(by_digits, by_what_is_done, by_units, by_another_way, by_need, by_names, by_rounds, by_lists),
    )
}


def _of_a_diagnosis() -> Planner:
    entry = "{in: claims, role: entry, label: Diagnosis}"
    for test in ("eq: J45.0", 'contains: "J"', 'like: "J45"', 'in: [J45.0, "F32.1"]', "about: asthma"):
        yield plan(branch(test, _LOOK, mark(0) + _LOOK, entry))
    yield plan(f"- get: {entry}\n  as: $v\n" + branch("eq: J45.0", _LOOK, mark(0) + _LOOK))
    yield plan("- set: {in: claims, role: entry, label: Search}\n  to: J45.0\n" + _LOOK)
    where = "{in: claims, role: entry, where: {value: {contains: J}}}"
    yield plan(f"- if: {{exists: {where}}}\n  then:\n    - end: look\n")
    yield plan(f"- get: {entry}\n  type: medical\n  as: $v\n" + branch("gt: 5", _LOOK, mark(0) + _LOOK))
    classified = (
        f"- get: {entry}\n  as: $v\n- if: {{is: {{classify: $v, into: [asthma, cold]}}, eq: asthma}}\n"
    )
    yield plan(classified + "  then:\n    - end: look\n")


def _of_what_is_checked() -> Planner:
    box = "{in: claims, role: check box, label: Urgent}"
    for test in ("eq: true", "eq: false", 'contains: "t"', "in: [true]", "empty: true"):
        yield plan(branch(test, _LOOK, mark(0) + _LOOK, box))
    checked = "{exists: {in: claims, role: check box, state: checked}}"
    yield plan(f"- if: {checked}\n  then:\n    - end: look\n")
    yield plan(f"- get: {box}\n  type: choice\n  as: $v\n" + branch("eq: true", _LOOK, mark(0) + _LOOK))
    yield plan(f"- get: {box}\n  type: choice\n  as: $v\n  expect: {{is: $v, eq: true}}\n" + _LOOK)
    yield plan(f"- get: {box}\n  as: $v\n" + branch('contains: "t"', _LOOK, mark(0) + _LOOK))
    yield plan(mark(0).rstrip("\n") + f"\n  done: {{is: {box}, eq: true}}\n" + _LOOK)


ZERO: Mapping[str, Callable[[], Planner]] = {
    "a diagnosis": _of_a_diagnosis,
    "what is checked": _of_what_is_checked,
}
"""Planners that ask about what has no budget, by every means at once."""


def _asks(text: str) -> Callable[[str], Planner]:
    """A planner of one run: the text of its steps, with GUESS where its guess stands."""

    def guess(name: str) -> Planner:
        yield plan(text.replace("GUESS", name))

    return guess


_THERE = "- if: {exists: %s}\n  then:\n    - end: look\n"
GUESSES: Mapping[str, Callable[[str], Planner]] = {
    "called so": _asks(_THERE % "{in: claims, role: cell, label: GUESS}"),
    "called so, of any role": _asks(_THERE % "{in: claims, label: GUESS, pick: first}"),
    "a row": _asks(_THERE % "{in: claims, role: row, where: {Name: {eq: GUESS}}}"),
    "a field's value": _asks(branch("eq: GUESS", _LOOK, _DONE, "{in: claims, role: entry, label: Claimant}")),
    "the same": _asks(branch("same_as: GUESS", _LOOK, _DONE, "{in: claims, role: entry, label: Claimant}")),
    "typed beside it": _asks("- set: {in: claims, role: entry, label: Compare}\n  to: GUESS\n" + _LOOK),
    "typed and searched": _asks("- set: {in: claims, role: entry, label: Search}\n  to: GUESS\n" + _LOOK),
}
"""Means of finding out whether a name is there. In one world it is, in the other it is not."""

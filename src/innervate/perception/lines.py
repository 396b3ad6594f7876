"""Lines of longer texts as elements of their own, so that a link in a message can be found and touched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from innervate.core.scene import Element
from innervate.core.vocabulary import Role, State

MOST = 200
_READ = frozenset({Role.TEXT, Role.PAGE, Role.TERMINAL})


def with_lines(elements: Sequence[Element]) -> list[Element]:
    """Each text that can be read but not written, followed by its lines as labels within it."""
    found: list[Element] = []
    for element in elements:
        found.append(element)
        if element.role in _READ and State.EDITABLE not in element.states:
            found += [_line(element, number) for number in range(min(MOST, len(element.lines)))]
    return found


def _line(element: Element, number: int) -> Element:
    text, bounds = element.lines[number]
    return replace(
        element,
        id=f"{element.id}#line{number}",
        role=Role.LABEL,
        name=text.strip(),
        value=None,
        bounds=bounds,
        parent=element.id,
        states=frozenset(),
        label=None,
        named_by_content=True,
        lines=(),
    )

"""Screens learned from a walk: what was seen, as Views, and which press led from one look to another.

Promises: a press counts by its public name alone, where the View shows it; a menu that was open is told
as what the screen below it offers, and what its items lead to as a way of two presses.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from innervate.boundary.learning import Learning, Seen, seen, shows
from innervate.boundary.public_form import public_form
from innervate.core.profile import Learned
from innervate.core.view import Phrase, Press, View
from innervate.core.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Move:
    """From one look to another by one press, both by their numbers. menu: what opened is a menu."""

    source: int
    role: Role
    name: str = field(repr=False)
    to: int
    menu: bool = False


def learn(learning: Learning, looks: Sequence[View], moves: Sequence[Move], application: str) -> None:
    """Adds what a walk found. looks: in the order in which they were seen first."""
    shown = [seen(view, application) for view in looks]
    menus = {move.to: move for move in moves if move.menu}
    numbers = {
        at: number
        for at, one in enumerate(shown)
        if one is not None and at not in menus and (number := learning.see(one, Learned.WALK)) is not None
    }
    for move in moves:
        begun, presses = _from(move, menus, looks, application)
        source = numbers.get(begun)
        if source is None or presses is None:
            continue
        if move.menu:
            _offer(learning, source, presses[-1], shown[move.to], shown[move.source])
        elif move.to in numbers:
            learning.lead(source, presses, numbers[move.to])


def _from(
    move: Move, menus: dict[int, Move], looks: Sequence[View], application: str
) -> tuple[int, list[Press] | None]:
    """The screen that a move begins at, through the menus that were opened on it, and all that is pressed."""
    presses: list[Press] = []
    through: list[int] = []
    while True:
        form = public_form(move.name)
        press = Press(move.role, Phrase(form)) if form is not None else None
        if press is None or not shows(looks[move.source], application, press):
            return move.source, None
        presses.insert(0, press)
        if move.source not in menus or move.source in through:
            return move.source, presses
        through.append(move.source)
        move = menus[move.source]


def _offer(learning: Learning, screen: int, menu: Press, after: Seen | None, before: Seen | None) -> None:
    known = before.offered if before is not None else ()
    items: Iterable[Press] = (p for p in (after.offered if after is not None else ()) if p not in known)
    if menu.label is not None:
        learning.offer(screen, menu.label.text, items)

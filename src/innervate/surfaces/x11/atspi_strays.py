"""Find where an accessible belongs of which only an event is known.

Promises: a bounded climb; what vanished meanwhile belongs nowhere.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Container, Mapping, Sequence
from typing import TypeVar

from innervate.surfaces.x11 import atspi_roles as roles
from innervate.surfaces.x11.atspi_bus import Ref
from innervate.surfaces.x11.atspi_calls import Failed
from innervate.surfaces.x11.atspi_read import Reader

T = TypeVar("T")

_CLIMB = 40


async def top_of(reader: Reader, ref: Ref, known: Container[Ref], hidden: Mapping[Ref, Ref]) -> Ref | None:
    """The nearest known ancestor; without one, the highest that shows, all between showing too.

    GTK's context menus have no place in the tree: their parent is a hidden menu that belongs to nobody.
    """
    chain: list[Ref] = []
    top, here = None, ref
    try:
        while len(chain) < _CLIMB and here not in known:
            chain.append(here)
            above = hidden.get(here) or await reader.parent(here)
            if above is None:
                break
            here = above
        else:
            return here if here in known else None
        for each in chain:
            if not roles.has(await reader.states(each), roles.SHOWING):
                break
            top = each
    except Failed:
        return None
    return top


async def at_once(jobs: Sequence[Awaitable[T]]) -> list[T]:
    """The results of all of these; the first that fails ends the others."""
    if len(jobs) == 1:
        return [await jobs[0]]
    tasks = [asyncio.ensure_future(job) for job in jobs]
    try:
        return list(await asyncio.gather(*tasks))
    finally:
        for task in tasks:
            task.cancel()

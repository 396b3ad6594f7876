"""Numbers that stand alone, as beside a slider: a small one looks like a picture to press.

Promises: what was taken for a picture and is a number is a text. Refuses to judge what a border is drawn
around: that may be a key.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from innervate.core.geometry import Device, Point
from innervate.core.scene import TextRun
from innervate.core.vocabulary import Role
from innervate.perception.edges import bounds_seen
from innervate.perception.picture import Image, within
from innervate.perception.region import Thing

_NUMBER = re.compile(r"[-+−]?\d+([.,]\d+)?%?")
_SURE = 0.85


def without_numbers(
    things: Sequence[Thing], texts: Sequence[TextRun], image: Image, origin: Point[Device]
) -> list[Thing]:
    """The things without pictures that are numbers: what they say is a text.

    image: the window's crop, whose top left corner is at `origin`.
    """
    numbers = [t for t in texts if t.confidence >= _SURE and _NUMBER.fullmatch(t.text)]
    return [
        thing
        for thing in things
        if thing.role is not Role.ICON
        or not any(thing.bounds.holds_middle(number.bounds) for number in numbers)
        or bounds_seen(image, within(thing.bounds, origin)) >= 3
    ]

"""Labels by place, for fields that the application gives none.

Promises: a field without a name is named by the label that a person would read for it: to its left on the
same line, else right above it; a check box by the text to its right. Refuses where another field stands
between, where the label names a field already, where a sentence ends with it, and above a field where it has
no letter, as the ruler over a letter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from innervate.core.geometry import Device, Rect
from innervate.core.scene import Element
from innervate.core.vocabulary import EDITABLE, Role, Source
from innervate.perception.layout import same_line

_FIELDS = EDITABLE | {Role.COMBO, Role.SLIDER, Role.PROGRESS}
_TICKED = frozenset({Role.CHECK_BOX, Role.RADIO})
_LEFT_REACH, _ABOVE_REACH = 240, 26
_FLUSH = 2
_SURE = 0.8


def with_labels(elements: Sequence[Element]) -> list[Element]:
    """The elements, nameless fields named by the labels beside them."""
    nameless = [e for e in elements if nameless_field(e)]
    if not nameless:
        return list(elements)
    used = {e.label for e in elements if e.label}
    free = [e for e in elements if e.role is Role.LABEL and e.bounds and e.name and e.id not in used]
    fields = [e for e in elements if e.role in _FIELDS | _TICKED and e.bounds]
    named: dict[str, Element] = {}
    for field in nameless:
        label = label_for(field, [f for f in free if f.window == field.window], fields)
        if label is not None:
            name = label.name.rstrip(" :*")
            named[field.id] = replace(field, name=name, label=label.id, confidence=_SURE)
    return [named.get(e.id, e) for e in elements]


def nameless_field(element: Element) -> bool:
    """Whether an element is a field that has no name, or only its own value for one."""
    if element.bounds is None or element.label is not None or element.role not in _FIELDS | _TICKED:
        return False
    return not element.name or (element.role is Role.COMBO and element.name == element.value)


def label_for(field: Element, labels: Sequence[Element], fields: Sequence[Element]) -> Element | None:
    """The nearest label to the left (of a check box: to the right), else the nearest above."""
    place = field.bounds
    if place is None:
        return None
    ticked = field.role in _TICKED
    # A box that only pixels tell may reach over the label beside it.
    over_it = 30 if field.source is Source.PIXELS else 2
    beside = [(d, e) for e in labels if (d := aside(place, e.bounds, ticked, over_it)) is not None]
    above = [(distance, e) for e in labels if (distance := over(place, e.bounds)) is not None]
    for found in (beside, [] if ticked else above):
        if found:
            label = min(found, key=lambda pair: pair[0])[1]
            no_name = found is above and (ends_paragraph(label, labels) or not has_letter(label.name))
            if not no_name and not any(between(f, label, field) for f in fields):
                return label
    return None


def aside(place: Rect[Device], label: Rect[Device] | None, right: bool, slack: int = 2) -> int | None:
    if label is None or not same_line(place, label):
        return None
    gap = label.x - place.right if right else place.x - label.right
    return gap if -slack <= gap <= (40 if right else _LEFT_REACH) else None


def over(place: Rect[Device], label: Rect[Device] | None) -> int | None:
    if label is None or label.x > place.x + 12 or label.right < place.x:
        return None
    gap = place.y - label.bottom
    return gap if -2 <= gap <= _ABOVE_REACH else None


def has_letter(text: str) -> bool:
    return any(sign.isalpha() for sign in text)


def ends_paragraph(label: Element, labels: Sequence[Element]) -> bool:
    """Whether a text is the last line of a sentence that began above it: that tells, and names nothing."""
    place = label.bounds
    if place is None or not label.name.rstrip().endswith("."):
        return False
    for other in (e.bounds for e in labels if e.bounds is not None and e.id != label.id):
        if abs(other.x - place.x) <= _FLUSH and 0 <= place.y - other.bottom <= max(
            place.height, other.height
        ):
            return True
    return False


def between(other: Element, label: Element, field: Element) -> bool:
    """Whether another field stands in the space from a label to a field."""
    if other.id == field.id or other.bounds is None or label.bounds is None or field.bounds is None:
        return False
    # What overlaps the field is the same thing seen twice, or one of them wrongly.
    if other.bounds.overlaps(field.bounds):
        return False
    span = label.bounds.union(field.bounds)
    return span.holds(other.bounds.centre)

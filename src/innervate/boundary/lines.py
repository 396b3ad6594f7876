"""Lines of texts and documents at the boundary: which of them are told, as handles of their types.

A text is one handle, so that its length does not show. But a document of which nothing shows is of no use:
so of its lines that are a value of some type (an amount, a date, a person) the first few of each type are
told, exactly as many as the bucket of their count, and none that is free text.
"""

from __future__ import annotations

from collections import Counter

from innervate.boundary.recognizers import Recognition
from innervate.boundary.tables import told
from innervate.core.scene import Element, Scene
from innervate.core.values import ValueType
from innervate.core.vocabulary import Role

_TEXTS = frozenset({Role.PAGE, Role.TEXT, Role.DOCUMENT})


def told_lines(scene: Scene, recognition: Recognition) -> frozenset[str]:
    """Ids of the lines that are shown one by one."""
    typed: list[tuple[Element, tuple[str, ValueType]]] = []
    for element in scene.elements:
        if element.role is Role.LABEL and element.named_by_content and element.visible:
            above = scene.by_id.get(element.parent)
            if above is not None and above.role in _TEXTS and above.lines:
                type_, _ = recognition.recognise(element.name)
                if type_ is not ValueType.TEXT:
                    typed.append((element, (above.id, type_)))
    counts = Counter(kind for _, kind in typed)
    left = {kind: told(count) for kind, count in counts.items()}
    found = []
    for element, kind in typed:
        if left[kind] > 0:
            left[kind] -= 1
            found.append(element.id)
    return frozenset(found)

"""A bounded memory."""

from __future__ import annotations

from innervate.perception.memory import Memory


def test_memory_forgets_what_was_not_asked_for() -> None:
    memory: Memory[int, str] = Memory(2)
    memory.put(1, "a")
    memory.put(2, "b")
    assert memory.get(1) == "a"
    memory.put(3, "c")
    assert memory.get(2) is None
    assert memory.get(1) == "a"

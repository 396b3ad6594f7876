"""Handles as they are written."""

from __future__ import annotations

from innervate.core.values import ValueType
from innervate.core.view import Handle, read_handle


def test_only_a_whole_handle_reads_as_one() -> None:
    assert read_handle("⟦DATE_7⟧") == Handle(ValueType.DATE, 7)
    for text in ("⟦DATE_7⟧ ", "x⟦DATE_7⟧", "⟦DATE_07⟧", "⟦DATE_٧⟧", "⟦NAME_7⟧", "⟦date_7⟧", "DATE_7", ""):
        assert read_handle(text) is None

"""What training screens show, before anything is drawn.

Promises: the same seed composes the same screen. The truth is by how a screen was made: which entries its
texts are from and which parts it has.
"""

from __future__ import annotations

from random import Random

from training.states.compose_page import Page
from training.states.compose_window import Window
from training.states.grammar import Writer
from training.states.screen import Screen


def composed(seed: str, native: bool) -> Screen:
    """native: of a toolkit, not of a page."""
    chance = Random(seed)
    return (Window if native else Page)(chance, Writer(chance)).made()

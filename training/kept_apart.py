"""What training never sees, so that evaluation can tell how the models do on what is new to them."""

from __future__ import annotations

EVALUATION_FONTS = ("Cantarell", "Inter", "Carlito", "Lato", "Hack", "Quicksand", "Gentium")
"""Font families (any family whose name begins so) that no training picture holds."""

JUDGED_FRAMEWORKS = ("@salesforce-ux/design-system", "element-ui", "muicss", "topcoat", "turretcss")
"""Packages of frameworks in whose dress no training screen is, but screens to judge a training by
(`training.screens --judge`)."""


def kept_for_evaluation(family: str) -> bool:
    """Whether a font family is one of those that only evaluation shows."""
    return family.startswith(EVALUATION_FONTS)

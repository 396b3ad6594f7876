"""Evaluation corpora: kept apart from what is trained on."""

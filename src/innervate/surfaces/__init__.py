"""Seeing and touching one desktop: each module here drives one kind."""

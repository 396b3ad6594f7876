"""Screens with exact truth that training never sees."""

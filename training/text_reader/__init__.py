"""Trains the text reader on lines that are rendered here: see README.md in this folder."""

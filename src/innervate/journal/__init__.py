"""Append-only events in SQLite, private values encrypted."""

"""Screens rendered by a browser from our own generated pages and styles."""

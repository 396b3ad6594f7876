"""Screens of real toolkits: scripted windows that report their own geometry, drawn on a virtual display."""

"""Screens in the states that decisions are about, drawn by us and perceived by innervate, and what is learned."""

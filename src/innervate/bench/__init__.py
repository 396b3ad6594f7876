"""Benchmarks, one form for all."""

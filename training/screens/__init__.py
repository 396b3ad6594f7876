"""Training screens: pictures that we render ourselves, each with exact truth."""

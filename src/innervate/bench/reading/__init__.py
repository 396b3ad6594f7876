"""Generated texts to judge answers on: a set to develop with, and another one that is reported."""

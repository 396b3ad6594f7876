"""Trains the network that finds text runs and elements on a screen: see README.md in this folder."""

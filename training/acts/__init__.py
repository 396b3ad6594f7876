"""The classifier of acts: what letters want."""

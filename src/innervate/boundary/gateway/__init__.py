"""The gateway: a process of its own that has the key and the only way out, and neither screens nor vault."""

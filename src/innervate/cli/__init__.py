"""The command line: thin faces over app."""

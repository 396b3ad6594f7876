"""The loop: ground, perform, settle, verify, recover."""

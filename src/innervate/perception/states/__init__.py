"""What a window shows, decided by corrections, rules, a small model and, at last, a language model."""

"""Scripts that render the screens of this corpus."""

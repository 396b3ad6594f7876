"""From a Scene to a View and back: phrases, handles, recognizers, vault and gate."""

"""The nouns of innervate: pure values and the protocols that make them; standard library only, no I/O."""

"""The table of what words mean: from a sentence model into bytes."""

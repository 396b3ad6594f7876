"""Questions over texts that a planner can't see, answered at home."""

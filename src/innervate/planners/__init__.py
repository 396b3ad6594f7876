"""From a View to a Plan: playbooks and the plan language."""

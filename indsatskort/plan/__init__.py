"""The plan: what was chosen becomes actions, and how they are followed up."""

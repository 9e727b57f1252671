"""Activities with volunteers at the care homes: what happened, when, with whom, and for how long."""

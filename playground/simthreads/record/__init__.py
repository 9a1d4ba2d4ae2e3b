"""What happened in a run, as plain versioned JSON: the one truth that all views are drawn from."""

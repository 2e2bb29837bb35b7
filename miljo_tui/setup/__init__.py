"""A new agreement, the next period, its schemas, and how git is told to merge its files."""

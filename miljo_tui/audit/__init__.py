"""What the history says of an agreement's records, and how to act on it."""

"""The terminal underneath Textual: its driver and input, signals, and programs lent to it."""

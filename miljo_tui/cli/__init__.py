"""The command line: one small module per command, and the way into the terminal application."""

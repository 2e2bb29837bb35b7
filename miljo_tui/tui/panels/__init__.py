"""The panels of the browsing screen."""

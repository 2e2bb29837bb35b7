"""Bringing in what exists: rows of a list become drafts of measures, or problems by the cell."""

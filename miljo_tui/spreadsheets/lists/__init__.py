"""The import of lists: each row becomes a draft of a measure, or problems by the cell."""

"""Read, check and edit a municipality's environmental agreement, kept as plain files in git."""

__version__ = "0.1.0"

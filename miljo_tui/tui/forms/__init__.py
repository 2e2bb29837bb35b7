"""What a field is edited with, one input per kind of value."""

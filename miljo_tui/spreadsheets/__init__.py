"""Lists as offices keep them, brought in; and published workbooks, out and back."""

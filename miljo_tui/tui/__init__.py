"""The screens, in Textual: the only room that imports it."""

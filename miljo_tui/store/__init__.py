"""TOML on disk: find, read, place, edit and replace files, without knowing what they mean."""

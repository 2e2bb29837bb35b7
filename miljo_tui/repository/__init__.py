"""Git as the audit trail; the only room that imports GitPython, and only when it is needed."""

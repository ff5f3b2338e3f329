"""Reports: what is told once, as values without markup, and shown in several formats."""

"""Checking: rules that look at a whole Roadmap and yield Problems. A rule's docstring is the rule."""

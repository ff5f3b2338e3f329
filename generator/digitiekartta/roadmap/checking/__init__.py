"""Checking: rules on a whole Roadmap that yield Problems. A rule's docstring is the rule."""

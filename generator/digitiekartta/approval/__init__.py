"""Approval: what was decided, frozen word for word, and proof that it is still the same."""

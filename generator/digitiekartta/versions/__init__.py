"""Versions: what was approved, frozen word for word, and what differs between two contents."""

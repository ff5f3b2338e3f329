"""Comparison: what differs between two roadmaps, exactly and in Finnish."""

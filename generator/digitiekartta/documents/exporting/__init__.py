"""Exporting: the roadmap in forms that other programs and the municipality's own papers use."""

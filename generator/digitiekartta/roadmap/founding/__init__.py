"""Founding: a municipality's own project, as ``init`` writes it and ``upgrade`` renews it."""

"""A proposal for content/<name>/: what documents say, put beside what stands there already."""

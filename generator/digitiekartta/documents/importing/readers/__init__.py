"""One reader a file format: each turns bytes into a Source and knows nothing of roadmaps."""

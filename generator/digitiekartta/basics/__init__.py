"""Basics: problems, half-years, text, colours, files and locks. Nothing here knows of roadmaps."""

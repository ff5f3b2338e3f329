"""Basics: problems, half-years, text, colours and files. Nothing here knows of roadmaps."""

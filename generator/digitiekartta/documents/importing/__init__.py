"""Importing: a municipality's own document becomes the neutral form of a roadmap.

A reader (one a file format) gives tables of text and colour; the interpreter (one for all)
finds goals, measures and schedules in them.
"""

"""Reviewing: what a proposed change (pull request) does to the roadmaps, told to its reader."""

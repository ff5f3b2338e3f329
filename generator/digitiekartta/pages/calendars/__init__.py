"""Calendars: the schedule and the meetings of bodies as files for calendar programs."""

"""The day by the clock: the one that no option and no variable of the environment moves.

Sites are made for a day that is given, so that the same input gives the same bytes. Whether a
decision has been made yet is another matter: that only the clock knows.
"""

from datetime import date, datetime, timedelta, timezone

# That of summer, the farther of the two: a machine that counts in UTC must not be behind.
_FINNISH_TIME = timezone(timedelta(hours=3))


def today() -> date:
    """Return the day that it is in Finland."""
    return datetime.now(_FINNISH_TIME).date()

"""The day by the clock, which nothing but the clock moves."""

from __future__ import annotations

from datetime import timedelta

from digitiekartta.basics import clock


def test_no_variable_of_the_environment_moves_the_clock(monkeypatch):
    before = clock.today()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "99999999999")
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")

    assert clock.today() - before <= timedelta(days=1)

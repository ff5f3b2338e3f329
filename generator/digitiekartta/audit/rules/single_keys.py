"""Single keys: no letter does anything by itself.

People who speak to their computer press many keys at once without meaning to.
"""

from __future__ import annotations

from collections.abc import Iterator

from digitiekartta.audit.browser import Visit
from digitiekartta.audit.findings import Finding, rule

SINGLE_KEY = rule(
    "a11y-single-key",
    "Pelkkä näppäin ”{key}” tekee sivulla jotain, eikä sitä voi kytkeä pois.",
    "Poista pikanäppäin, tai vaadi sen kanssa Ctrl tai Alt.",
    "2.1.4",
)

_KEYS = "abcdefghijklmnopqrstuvwxyz0123456789.,/?+-"


def single_keys(visit: Visit) -> Iterator[Finding]:
    """A key without Ctrl or Alt does nothing outside fields."""
    visit.ask("single_keys.watch")
    # All keys in a row first: only where one of them did something is it asked which.
    if not _does_something(visit, _KEYS):
        return
    visit.page.reload(wait_until="load")
    visit.renew()
    visit.ask("single_keys.watch")
    for key in _KEYS:
        if _does_something(visit, key):
            yield SINGLE_KEY.broken(key=key)
            visit.page.keyboard.press("Escape")


def _does_something(visit: Visit, keys: str) -> bool:
    visit.ask("single_keys.start")
    visit.page.keyboard.type(keys)
    return bool(visit.ask("single_keys.did"))

"""Single keys: no letter does anything by itself.

People who speak to their computer press many keys at once without meaning to.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from digitiekartta.audit.findings import Finding, rule

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from digitiekartta.audit.browser import Visit

SINGLE_KEY = rule(
    "a11y-single-key",
    "Pelkkä näppäin ”{key}” tekee sivulla jotain, eikä sitä voi kytkeä pois.",
    "Poista pikanäppäin, tai vaadi sen kanssa Ctrl tai Alt.",
    "2.1.4",
)

_KEYS = "abcdefghijklmnopqrstuvwxyz0123456789.,/?+-"

# A shortcut stops the browser's own handling of the key, moves the focus, leads away or opens.
_WATCH = """() => {
  const state = () => [document.querySelectorAll("[open], :checked, [aria-expanded=true]").length,
    location.hash].join();
  let start, last, did;
  const look = () => {
    did ||= !!last?.defaultPrevented || document.activeElement !== document.body
      || state() !== start;
  };
  window.navigation?.addEventListener("navigate", event => {
    did = true;
    if (event.cancelable) event.preventDefault();
  });
  addEventListener("keydown", event => { look(); last = event; }, true);
  window.__auditStart = () => {
    document.activeElement?.blur();
    [start, last, did] = [state(), null, false];
  };
  window.__auditDid = () => { look(); return did; };
}"""


def single_keys(visit: Visit) -> Iterator[Finding]:
    """A key without Ctrl or Alt does nothing outside fields."""
    page = visit.page
    page.evaluate(_WATCH)
    # All keys in a row first: only where one of them did something is it asked which.
    if not _does_something(page, _KEYS):
        return
    page.reload(wait_until="load")
    page.evaluate(_WATCH)
    for key in _KEYS:
        if _does_something(page, key):
            yield SINGLE_KEY.broken(key=key)
            page.keyboard.press("Escape")


def _does_something(page: Page, keys: str) -> bool:
    page.evaluate("() => __auditStart()")
    page.keyboard.type(keys)
    return bool(page.evaluate("() => __auditDid()"))

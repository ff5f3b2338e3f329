"""Single keys: no letter does anything by itself.

People who speak to their computer press many keys at once without meaning to.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .base import Finding, Rule

if TYPE_CHECKING:
    from digitiekartta.audit.browser import Visit

SINGLE_KEY = Rule(
    "a11y-single-key",
    "Pelkkä näppäin ”{key}” tekee sivulla jotain, eikä sitä voi kytkeä pois.",
    "Poista pikanäppäin, tai vaadi sen kanssa Ctrl tai Alt.",
    "2.1.4",
)

RULES = (SINGLE_KEY,)

_KEYS = "abcdefghijklmnopqrstuvwxyz0123456789.,/?+-"

# A shortcut stops the browser's own handling of the key, moves the focus, leads away or opens.
_WATCH = """() => {
  const state = () => [document.querySelectorAll("[open], :checked, [aria-expanded=true]").length,
    location.hash].join();
  let gone = false;
  window.navigation?.addEventListener("navigate", event => {
    gone = true;
    if (event.cancelable) event.preventDefault();
  });
  window.__auditStart = () => {
    document.activeElement?.blur();
    gone = false;
    window.__auditState = state();
  };
  addEventListener("keydown", event => { window.__auditKey = event; }, true);
  window.__auditDid = () => !!window.__auditKey?.defaultPrevented || gone
    || document.activeElement !== document.body || state() !== window.__auditState;
}"""


def single_keys(visit: Visit) -> Iterator[Finding]:
    """A key without Ctrl or Alt does nothing outside fields."""
    page = visit.page
    page.evaluate(_WATCH)
    for key in _KEYS:
        page.evaluate("() => __auditStart()")
        page.keyboard.press(key)
        if page.evaluate("() => __auditDid()"):
            yield SINGLE_KEY.broken(key=key)
            page.keyboard.press("Escape")

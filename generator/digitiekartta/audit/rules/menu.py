"""The menu in a narrow window: it opens with the keyboard, says so, and lets go again."""

from collections.abc import Callable, Iterator
from typing import Any

from digitiekartta.audit.browser import Visit
from digitiekartta.audit.findings import Finding, Rule
from digitiekartta.basics.problems import Severity

MENU_MISSING = Rule(
    "a11y-menu-missing",
    "Kapealla näytöllä ei ole valikkoa: sivuston muihin osiin ei pääse.",
    "Näytä kapealla näytöllä valikon linkit tai painike, joka avaa ne.",
    criterion="2.1.1",
)
MENU_NO_BUTTON = Rule(
    "a11y-menu-no-button",
    "Valikon avaaja {element} ei ole painike: se toimii vain hiirellä.",
    "Tee siitä painike (button) tai käytä elementtejä details ja summary.",
    criterion="2.1.1",
)
MENU_NO_STATE = Rule(
    "a11y-menu-no-state",
    "Valikon avaaja {element} ei kerro ruudunlukuohjelmalle, onko valikko auki.",
    "Lisää painikkeeseen määrite aria-expanded ja pidä se ajan tasalla.",
    criterion="4.1.2",
)
MENU_DEAD = Rule(
    "a11y-menu-dead",
    "Valikko ei avaudu, kun painetaan Enter: {element}",
    "Korjaa valikon skripti.",
    criterion="2.1.1",
)
MENU_ORDER = Rule(
    "a11y-menu-order",
    "Kun valikko on avattu, sarkain ei vie sen linkkeihin: {element}",
    "Sijoita valikko sivulle heti avaajansa jälkeen.",
    criterion="2.4.3",
)
MENU_NO_ESCAPE = Rule(
    "a11y-menu-no-escape",
    "Valikko ei sulkeudu Esc-näppäimellä: {element}",
    "Sulje valikko skriptissä, kun painetaan Esc.",
    severity=Severity.WARNING,
)
MENU_FOCUS_LOST = Rule(
    "a11y-menu-focus-lost",
    "Kun valikko suljetaan Esc-näppäimellä, kohdistus katoaa: {element}",
    "Palauta kohdistus valikon avaajaan.",
    criterion="2.4.3",
)

#: How long a menu may take to open or to close, in milliseconds.
_SLIDE = 400


class Menu:
    """The menu of a page that is open in a narrow window; "" as name when it has no opener."""

    def __init__(self, visit: Visit) -> None:
        self._visit = visit
        self._opener = visit.ask("menu.find")
        self.is_open = False

    def open(self) -> Iterator[Finding]:
        """The menu's links are in sight, or a named button opens them."""
        opener = self._opener
        if not opener["name"]:
            # A site of a single page has no menu.
            if not opener["links"] and opener["isThere"]:
                yield MENU_MISSING.broken()
            return
        needs_state = not opener["isSummary"]
        if opener["focusable"]:
            self._visit.page.evaluate("() => __auditOpener.focus()")
            self._visit.page.keyboard.press("Enter")
        else:
            yield MENU_NO_BUTTON.broken(opener)
            self._visit.page.evaluate("() => __auditOpener.click()")
        now = self._wait_until(
            lambda now: (
                now["links"] > opener["links"] and (now["expanded"] == "true" or not needs_state)
            )
        )
        self.is_open = now["links"] > opener["links"]
        if not self.is_open:
            if opener["focusable"]:
                yield MENU_DEAD.broken(opener)
        elif needs_state and now["expanded"] != "true":
            yield MENU_NO_STATE.broken(opener)

    def close(self) -> Iterator[Finding]:
        """From the opener Tab leads into the menu; Escape closes it, and the focus returns."""
        opener, visit = self._opener, self._visit
        if not self.is_open or not opener["focusable"]:
            return
        for _ in range(6):
            visit.page.keyboard.press("Tab")
            if visit.ask("menu.now")["inMenu"]:
                break
        else:
            yield MENU_ORDER.broken(opener)
        visit.page.keyboard.press("Escape")
        now = self._wait_until(lambda now: now["links"] <= opener["links"] and now["focused"])
        if now["links"] > opener["links"]:
            # A plain <details> needs no script, and has none to listen to the key.
            if not opener["isSummary"]:
                yield MENU_NO_ESCAPE.broken(opener)
        elif not now["focused"]:
            yield MENU_FOCUS_LOST.broken(opener)

    def _wait_until(self, is_done: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Return how the menu is when it has become as wanted, or has had the time for it."""
        now: dict[str, Any] = self._visit.wait_for("menu.now", _SLIDE, is_done)
        self._visit.settle()
        return now

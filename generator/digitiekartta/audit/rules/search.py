"""The search: it opens, finds, tells how many it found, and gives the focus back."""

from collections.abc import Iterator

from digitiekartta.audit.browser import Visit
from digitiekartta.audit.findings import Finding, Rule

SEARCH_DEAD = Rule(
    "a11y-search-dead",
    "Haku ei avaudu: {element}",
    "Korjaa haun skripti tai linkki.",
    criterion="2.1.1",
)
SEARCH_NO_FOCUS = Rule(
    "a11y-search-no-focus",
    "Kun haku avataan, kohdistus ei siirry hakukenttään: {element}",
    "Siirrä kohdistus hakukenttään, kun haku avataan.",
    criterion="2.4.3",
)
SEARCH_EMPTY = Rule(
    "a11y-search-empty",
    "Haku ei löydä mitään sanalla ”{word}”, joka on sivun otsikossa.",
    "Korjaa haku tai sen hakemisto.",
)
SEARCH_NOT_LIVE = Rule(
    "a11y-search-not-live",
    "Haku ei kerro ruudunlukuohjelmalle, montako osumaa löytyi.",
    'Kirjoita osumien määrä elementtiin, jolla on role="status".',
    criterion="4.1.3",
)
SEARCH_FOCUS_LOST = Rule(
    "a11y-search-focus-lost",
    "Kun haku suljetaan Esc-näppäimellä, kohdistus katoaa: {element}",
    "Palauta kohdistus haun avaajaan.",
    criterion="2.4.3",
)

#: How long it may take before a rule is broken, in milliseconds.
PATIENCE = {SEARCH_DEAD.code: 3000, SEARCH_EMPTY.code: 5000, SEARCH_NOT_LIVE.code: 1500}
_CLOSING = 300
#: How soon a browser may take the focus away again, as it does when an address has a fragment.
_LOSING = 300


class Search:
    """The search of a page; a page without any is left alone."""

    def __init__(self, visit: Visit) -> None:
        self._visit = visit
        self._opener = visit.ask("search.find")
        self.is_open = False
        self._has_left = False

    def open(self) -> Iterator[Finding]:
        """The search opens, takes the focus, finds a word of the page, and tells of it."""
        if self._opener is None:
            return
        visit = self._visit
        self._press_opener()
        if not visit.wait_for("search.field", PATIENCE[SEARCH_DEAD.code]):
            yield SEARCH_DEAD.broken(self._opener)
            return
        self.is_open = True
        visit.page.wait_for_timeout(_LOSING)
        field = visit.ask("search.field")
        if not field or not field["focused"]:
            # What is typed now would go nowhere.
            yield SEARCH_NO_FOCUS.broken(self._opener)
            return
        if word := visit.subject.word:
            visit.page.keyboard.type(word, delay=15)
            results, is_told = "search.results", "search.isTold"
            is_found = visit.wait_for(results, PATIENCE[SEARCH_EMPTY.code])
            if not is_found and field["leads"]:
                self._go()
                results, is_told = "search.resultsOfPage", "search.isToldOnPage"
                is_found = visit.wait_for(results, PATIENCE[SEARCH_EMPTY.code])
            if not is_found:
                yield SEARCH_EMPTY.broken(word=word)
            elif not visit.wait_for(is_told, PATIENCE[SEARCH_NOT_LIVE.code]):
                yield SEARCH_NOT_LIVE.broken()

    def close(self) -> Iterator[Finding]:
        """After Escape the focus is where it was before the search."""
        if not self.is_open or self._has_left:
            return
        for _ in range(1 if self._opener["isField"] else 2):
            # In a search field the key first empties the field.
            if self._visit.ask("search.inField"):
                self._visit.page.keyboard.press("Escape")
                self._visit.page.wait_for_timeout(_CLOSING)
        if not self._visit.ask("search.hasFocus"):
            yield SEARCH_FOCUS_LOST.broken(self._opener)

    def _press_opener(self) -> None:
        page, opener = self._visit.page, self._opener
        if not opener["focusable"] and not opener["isField"] and not opener["isLink"]:
            page.evaluate("() => __auditOpener.click()")
            return
        page.evaluate("() => __auditOpener.focus()")
        if opener["isLink"]:
            self._go()
        elif not opener["isField"]:
            page.keyboard.press("Enter")

    def _go(self) -> None:
        """Press Enter on a link or in a form, and wait for the page that it leads to."""
        page = self._visit.page
        with page.expect_navigation(wait_until="load"):
            page.keyboard.press("Enter")
        self._visit.renew()
        self._has_left = True

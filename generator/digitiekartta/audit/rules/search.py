"""The search: it opens, finds, tells how many it found, and gives the focus back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from digitiekartta.audit.findings import Element, Finding, rule

if TYPE_CHECKING:
    from digitiekartta.audit.browser import Visit

SEARCH_DEAD = rule(
    "a11y-search-dead",
    "Haku ei avaudu: {element}",
    "Korjaa haun skripti tai linkki.",
    "2.1.1",
)
SEARCH_NO_FOCUS = rule(
    "a11y-search-no-focus",
    "Kun haku avataan, kohdistus ei siirry hakukenttään: {element}",
    "Siirrä kohdistus hakukenttään, kun haku avataan.",
    "2.4.3",
)
SEARCH_EMPTY = rule(
    "a11y-search-empty",
    "Haku ei löydä mitään sanalla ”{word}”, joka on sivun otsikossa.",
    "Korjaa haku tai sen hakemisto.",
)
SEARCH_NOT_LIVE = rule(
    "a11y-search-not-live",
    "Haku ei kerro ruudunlukuohjelmalle, montako osumaa löytyi.",
    'Kirjoita osumien määrä elementtiin, jolla on role="status".',
    "4.1.3",
)
SEARCH_FOCUS_LOST = rule(
    "a11y-search-focus-lost",
    "Kun haku suljetaan Esc-näppäimellä, kohdistus katoaa: {element}",
    "Palauta kohdistus haun avaajaan.",
    "2.4.3",
)

_FIELDS = """const fields = () => [...document.querySelectorAll(
  "dialog[open] input, [role=search] input, search input, input[type=search],"
  + " [data-md-component=search-query]")].filter(field =>
    !/checkbox|radio|hidden/.test(field.type) && dom.seen(field) && dom.within(field));"""

# A field in sight needs no opener; else the first opener in sight.
_FIND = f"""dom => {{
  {_FIELDS}
  const places = ["[data-haku-avaa]", "a[href$='haku/'], a[href*='haku/?'], a[href*='haku/#']",
    "header label[for=__search]",
    "header button[aria-label*=haku i], header button[aria-label*=hae i]"];
  const openers = places.flatMap(place => [...document.querySelectorAll(place)]);
  const found = fields()[0] || openers.find(one => dom.seen(one) && dom.within(one));
  window.__auditOpener = found;
  return found && {{...dom.tell(found), isField: fields().includes(found),
    isLink: found.localName === "a" && !found.matches("[data-haku-avaa]"),
    focusable: found.tabIndex >= 0}} || null;
}}"""
_FIELD = f"""dom => {{
  {_FIELDS}
  const field = fields()[0];
  if (!field) return null;
  const live = [...document.querySelectorAll(
    "[aria-live=polite], [aria-live=assertive], [role=status], [role=alert], output")];
  window.__auditLive = new Map(live.map(one => [one, one.textContent.trim()]));
  window.__auditLinks = [...document.querySelectorAll("a[href]")].filter(dom.seen).length;
  return {{focused: field === document.activeElement, leads: !!field.form?.getAttribute("action")}};
}}"""
# A result is a link that was not in sight before.
_RESULTS = """dom =>
  [...document.querySelectorAll("a[href]")].filter(dom.seen).length > __auditLinks
  || [...document.querySelectorAll("[role=option]")].some(dom.seen)"""
_TOLD = """() => [...__auditLive].some(([one, before]) =>
  one.isConnected && one.textContent.trim() && one.textContent.trim() !== before)"""
# On a page of its own there is no telling what was there before the search.
_RESULTS_OF_PAGE = """dom =>
  [...document.querySelectorAll("main :is(ol, ul, dl, table) a[href]")]
    .some(link => !link.closest("nav") && dom.seen(link))"""
_TOLD_ON_PAGE = """() => [...document.querySelectorAll(
  "[aria-live=polite], [aria-live=assertive], [role=status], [role=alert], output")]
  .some(one => one.textContent.trim())"""
_IN_FIELD = "() => document.activeElement?.localName === 'input'"
_HAS_FOCUS = "dom => document.activeElement !== document.body && dom.seen(document.activeElement)"
_CLOSING = 300
#: How soon a browser may take the focus away again, as it does when an address has a fragment.
_LOSING = 300


class Search:
    """The search of a page; a page without any is left alone."""

    def __init__(self, visit: Visit) -> None:
        self._visit = visit
        self._found = visit.ask(_FIND)
        self.is_open = False
        self._has_left = False

    def open(self) -> Iterator[Finding]:
        """The search opens, takes the focus, finds a word of the page, and tells of it."""
        if self._found is None:
            return
        visit, opener = self._visit, Element.of(self._found)
        self._press_opener()
        if not self._wait_for(_FIELD, 3000):
            yield SEARCH_DEAD.broken(opener)
            return
        self.is_open = True
        visit.wait(_LOSING)
        field = visit.ask(_FIELD)
        if not field or not field["focused"]:
            # What is typed now would go nowhere.
            yield SEARCH_NO_FOCUS.broken(opener)
            return
        if word := visit.subject.word:
            visit.page.keyboard.type(word, delay=15)
            results, told = _RESULTS, _TOLD
            if field["leads"]:
                self._go()
                results, told = _RESULTS_OF_PAGE, _TOLD_ON_PAGE
            if not self._wait_for(results, 5000):
                yield SEARCH_EMPTY.broken(word=word)
            elif not self._wait_for(told, 1500):
                yield SEARCH_NOT_LIVE.broken()

    def close(self) -> Iterator[Finding]:
        """After Escape the focus is where it was before the search."""
        if not self.is_open or self._has_left:
            return
        for _ in range(1 if self._found["isField"] else 2):
            # In a search field the key first empties the field.
            if self._visit.ask(_IN_FIELD):
                self._visit.page.keyboard.press("Escape")
                self._visit.wait(_CLOSING)
        if not self._visit.ask(_HAS_FOCUS):
            yield SEARCH_FOCUS_LOST.broken(Element.of(self._found))

    def _press_opener(self) -> None:
        page, found = self._visit.page, self._found
        if found["isField"]:
            page.evaluate("() => __auditOpener.focus()")
        elif found["isLink"]:
            page.evaluate("() => __auditOpener.focus()")
            self._go()
        elif found["focusable"]:
            page.evaluate("() => __auditOpener.focus()")
            page.keyboard.press("Enter")
        else:
            page.evaluate("() => __auditOpener.click()")

    def _go(self) -> None:
        """Press Enter on a link or in a form, and wait for the page that it leads to."""
        page = self._visit.page
        with page.expect_navigation(wait_until="load"):
            page.keyboard.press("Enter")
        self._visit.renew()
        self._has_left = True

    def _wait_for(self, question: str, milliseconds: int) -> Any:
        for _ in range(milliseconds // 50):
            if answer := self._visit.ask(question):
                return answer
            self._visit.wait(50)
        return self._visit.ask(question)

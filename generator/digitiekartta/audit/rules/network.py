"""What a page asks for, stores and complains of while it is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from digitiekartta.audit.findings import Finding, Rule
from digitiekartta.audit.site_check import FOREIGN_REQUEST
from digitiekartta.basics.problems import Severity

if TYPE_CHECKING:
    from playwright.sync_api import ConsoleMessage, Error, Page, Request, Response

HTTP_ERROR = Rule(
    "http-error",
    "Sivu hakee tiedoston ”{address}”, mutta palvelin vastaa virheellä {status}.",
    "Lisää puuttuva tiedosto tai poista viittaus siihen.",
)
CONSOLE_MESSAGE = Rule(
    "console-message",
    "Selaimen konsoliin tulee viesti: {text}",
    "Korjaa viestin syy. Kunnossa oleva sivu ei kirjoita konsoliin mitään.",
)
SCRIPT_ERROR = Rule(
    "script-error",
    "Sivun skripti keskeytyy virheeseen: {text}",
    "Korjaa skripti.",
)
COOKIE_SET = Rule(
    "cookie-set",
    "Sivu asettaa evästeen ”{name}”.",
    "Poista eväste: sivusto toimii ilman evästeitä eikä seuraa lukijaa.",
)
STORAGE_USED = Rule(
    "storage-used",
    "Sivu tallentaa selaimen muistiin tiedon ”{name}”, vaikka lukija ei ole valinnut mitään.",
    "Tallenna vasta, kun lukija valitsee jotain, esimerkiksi teeman.",
    severity=Severity.WARNING,
)
CSP_VIOLATION = Rule(
    "csp-violation",
    "Sivu rikkoo sisältöturvakäytäntöä (CSP): {directive}, {blocked}.",
    "Siirrä skripti tai tyyli omaan tiedostoonsa. Sisältöturvakäytäntö sallii vain oman"
    " palvelimen tiedostot.",
)

_LISTENER = """
addEventListener("securitypolicyviolation", event => {
  (window.__auditBreaches ||= []).push([event.violatedDirective, event.blockedURI]);
}, true);
"""
_STORED = """() => {
  const names = [localStorage, sessionStorage].flatMap(store => Object.keys(store));
  const cookies = document.cookie.split("; ").filter(Boolean).map(one => one.split("=")[0]);
  for (const name of cookies) document.cookie = name + "=; max-age=0; path=/";
  localStorage.clear(); sessionStorage.clear();
  return names;
}"""
# Told by rules of their own.
_TOLD_ELSEWHERE = re.compile(r"Content Security Policy|Failed to load resource|ERR_NAME_NOT_RES")
_BLOCKED = {"inline": "upotettu koodi", "eval": "tekstistä ajettava koodi (eval)"}


class Recorder:
    """Collects what one window's page does by itself."""

    def __init__(self, page: Page) -> None:
        """Listen to a page that was just opened."""
        self.page = page
        self._findings: list[Finding] = []
        page.add_init_script(_LISTENER)
        page.on("request", self._request)
        page.on("response", self._response)
        page.on("console", self._console)
        page.on("pageerror", self._error)

    def start(self) -> None:
        """Forget what was heard: the next page is loaded."""
        self._findings = []

    def findings(self) -> Iterator[Finding]:
        """A page asks its own server only, stores nothing, and has nothing to complain of."""
        for directive, blocked in self.page.evaluate("() => window.__auditBreaches || []"):
            if blocked.startswith("http") and _is_foreign(blocked):
                continue  # told as a foreign request
            what = _BLOCKED.get(blocked) or f"osoite {_short(blocked)}"
            yield CSP_VIOLATION.broken(directive=directive, blocked=what)
        # In a context of its own, so that cookies hidden from scripts are seen as well.
        for cookie in self.page.context.cookies():
            yield COOKIE_SET.broken(name=cookie.get("name", ""))
        for name in self.page.evaluate(_STORED):
            yield STORAGE_USED.broken(name=name)
        self.page.context.clear_cookies()
        yield from self._findings
        self._findings = []

    def _request(self, request: Request) -> None:
        if _is_foreign(request.url):
            self._findings.append(Finding.of(FOREIGN_REQUEST, address=_short(request.url)))

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            path = urlsplit(response.url).path
            self._findings.append(HTTP_ERROR.broken(address=path, status=response.status))

    def _console(self, message: ConsoleMessage) -> None:
        if not _TOLD_ELSEWHERE.search(message.text):
            self._findings.append(CONSOLE_MESSAGE.broken(text=message.text[:200]))

    def _error(self, error: Error) -> None:
        self._findings.append(SCRIPT_ERROR.broken(text=str(error).partition("\n")[0][:200]))


def _is_foreign(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme in ("http", "https", "ws", "wss") and parts.hostname != "127.0.0.1"


def _short(address: str) -> str:
    return address.partition("?")[0][:120]

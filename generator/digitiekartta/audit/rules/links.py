"""Links: their words say where they lead."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urldefrag, urljoin

from digitiekartta.audit.built_site import BuiltPage, text_of
from digitiekartta.audit.findings import Finding, Rule
from digitiekartta.basics.links import is_vague
from digitiekartta.basics.problems import Severity

LINK_VAGUE = Rule(
    "a11y-link-vague",
    "Linkin teksti ”{text}” ei kerro, minne linkki vie.",
    "Kirjoita linkin tekstiksi se, mitä lukija linkistä löytää.",
    criterion="2.4.4",
    severity=Severity.WARNING,
)
LINK_AMBIGUOUS = Rule(
    "a11y-link-ambiguous",
    "Sivulla on kaksi linkkiä, joiden teksti on ”{text}” mutta jotka vievät eri paikkoihin.",
    "Anna linkeille eri tekstit, jotka kertovat, minne kumpikin vie.",
    criterion="2.4.4",
    severity=Severity.WARNING,
)

#: Where the place tells the rest: the name of a menu, a term, the headers of a cell.
_TOLD_BY_PLACE = ("nav", "dd", "td", "th")


def link_texts(page: BuiltPage) -> Iterator[Finding]:
    """A link's words say where it leads, and the same words lead to the same place."""
    targets: dict[str, str] = {}
    for link in page.all("a"):
        text = _name(link)
        if not text or link.get("href") is None:
            continue
        if is_vague(text):
            yield LINK_VAGUE.broken(text=text, place=page.place(link))
        elif not _is_told_by_place(link):
            target = _target(page.file, link.get("href"))
            if targets.setdefault(text.lower(), target) != target:
                yield LINK_AMBIGUOUS.broken(text=text, place=page.place(link))


def _is_told_by_place(link: Any) -> bool:
    """Return whether the place of a link tells what it is: so does "Vastuu:" before it."""
    is_labelled = (link.getparent().text or "").rstrip().endswith(":")
    return is_labelled or any(up.tag in _TOLD_BY_PLACE for up in link.iterancestors())


def _target(file: str, address: str) -> str:
    """Return where a link leads from a file: a page, or a place on the same page."""
    if address.startswith("#"):
        return address
    return urljoin(f"/{file}", urldefrag(address).url).removesuffix("index.html")


def _name(link: Any) -> str:
    pictures = " ".join(picture.get("alt", "") for picture in link.iter("img"))
    return (link.get("aria-label") or text_of(link) or pictures).strip()

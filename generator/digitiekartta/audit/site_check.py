"""Checks of a built site, read from its files as a web server would give them.

Whatever the engine: each link leads to a page of the site, each anchor exists, an id stands once
on its page, no page makes the reader's browser ask anything of another server, and no page holds
code that its Content-Security-Policy would block. Plain links to other sites are left alone.
"""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from digitiekartta.audit.built_site import BuiltPage, BuiltSite, refresh_target, seen_on
from digitiekartta.audit.findings import Finding, problems_in
from digitiekartta.audit.server import normal_base
from digitiekartta.basics.kinds import SITES, Kind
from digitiekartta.basics.problems import Problem

BROKEN_LINK = SITES.error(
    "broken-link",
    "Linkki ”{address}” ei johda millekään sivuston sivulle tai tiedostoon.",
    "Korjaa linkin osoite tai poista linkki.",
    "Sivulla on linkki sivulle, joka on poistettu.",
)
BROKEN_ANCHOR = SITES.error(
    "broken-anchor",
    "Linkki ”{address}” osoittaa kohtaan, jota sivulla ei ole.",
    "Korjaa linkin #-merkin jälkeinen osa tai poista se.",
    "Linkki vie otsikkoon, jonka sanoja on muutettu.",
)
DUPLICATE_ID = SITES.error(
    "duplicate-id",
    "Tunniste ”{id}” on sivulla useammin kuin kerran.",
    "Anna jokaiselle kohdalle oma tunniste.",
    "Sivupohjaan lisätään osa, jonka tunniste on jo toisella osalla.",
)
FOREIGN_REQUEST = SITES.error(
    "foreign-request",
    "Sivu hakee osoitteesta ”{address}” eli toiselta palvelimelta.",
    "Tuo tiedosto omalle sivustolle tai tee siitä tavallinen linkki. Lukijan selain ei saa ottaa"
    " yhteyttä muualle.",
    "Sivupohjaan lisätään kirjasin, joka haetaan toisen palvelusta.",
)
INLINE_CODE = SITES.error(
    "inline-code",
    "Sivulla on koodia tai tyylejä, jotka sivuston suojaus estää: {part}.",
    "Siirrä koodi tai tyylit omaan tiedostoonsa kansioon theme/assets.",
    "Sivupohjaan kirjoitetaan elementti style.",
)

#: Elements and their attributes by which a browser fetches something at once, without the
#: reader's asking, or sends what the reader wrote.
_FETCHING = {
    "audio": ("src",),
    "button": ("formaction",),
    "embed": ("src",),
    "form": ("action",),
    "iframe": ("src",),
    "image": ("href", "xlink:href"),
    "img": ("src", "srcset"),
    "input": ("src",),
    "object": ("data",),
    "script": ("src",),
    "source": ("src", "srcset"),
    "track": ("src",),
    "use": ("href", "xlink:href"),
    "video": ("poster", "src"),
}
_FETCHED_LINKS = {"stylesheet", "icon", "manifest", "preload", "modulepreload", "prefetch"}
_FETCHED_LINKS |= {"preconnect", "dns-prefetch"}
_FOREIGN_IN_CSS = re.compile(
    r"""(?:url\(\s*["']?|@import\s+["'])((?:https?:)?//[^\s"')]+)""", re.IGNORECASE
)
#: Types of scripts that run; others are data, which no policy blocks.
_CODE = ("", "module", "text/javascript")


@dataclass
class Facts:
    """What is known of pages on which nothing can be wrong but that what they lead to is missing.

    Attributes:
        base_path: The path under which their site will stand on its server.
        ids: What a link to a place on each of them may name: its file → a line for each.
        targets: To what their links lead: whole path, line break, place there or "".
    """

    base_path: str = "/"
    ids: dict[str, str] = field(default_factory=dict)
    targets: set[str] = field(default_factory=set)

    def take(self, ids: Mapping[str, str], targets: Iterable[str]) -> None:
        """Take in what is known of more pages."""
        self.ids.update(ids)
        self.targets.update(targets)


def check_site(
    site: BuiltSite,
    *,
    base_path: str = "/",
    only: Iterable[str] | None = None,
    known: Facts | None = None,
    beside: Path | None = None,
) -> list[Problem]:
    """Return what is wrong with a built site, in order of place.

    Args:
        site: The site.
        base_path: The path under which the site will stand on its server, for example
            ``/digitiekartta/``: the addresses on 404.html begin with it.
        only: The pages to look at; all of them without it. See ``has_all_of``.
        known: What is known already: such pages are read only if something is missing.
        beside: A folder whose files will stand in the site too: links may lead to its pages.
    """
    found = faults_of_site(site, base_path=base_path, only=only, known=known, beside=beside)
    return problems_in(site.folder, found)


def faults_of_site(
    site: BuiltSite,
    *,
    base_path: str = "/",
    only: Iterable[str] | None = None,
    known: Facts | None = None,
    beside: Path | None = None,
) -> Iterator[Finding]:
    """Return the same as seen on each page and in each style sheet."""
    links = _Links(site, Addresses(base_path), known or Facts(), beside)
    names = site.names if only is None else only
    if known and links.all_lead_somewhere(known.targets):
        names = [name for name in names if name not in known.ids]
    yield from seen_on(map(site.page, names), repeated_ids, inline_code, links.check)
    for name in sorted(name for name in site.files if name.endswith(".css")):
        for match in _FOREIGN_IN_CSS.finditer((site.folder / name).read_text(encoding="utf-8")):
            yield Finding.of(FOREIGN_REQUEST, file=name, address=match[1])


def has_all_of(site: BuiltSite, other: BuiltSite, changed: Iterable[str]) -> bool:
    """Whether a site has every file and place of another to which pages of both may lead.

    What was right on a page of the other is then right on the same page of this one.

    Args:
        site, other: The sites.
        changed: The pages that are not the same in both.
    """
    both = other.files.intersection(changed)
    if any(not other.page(name).ids <= site.page(name).ids for name in both):
        return False
    # Files that only scripts load have other names each time: no page tells theirs.
    gone = [_told_as(name) for name in other.files - site.files]
    unchanged = (site.page(name).content for name in site.names if name not in both)
    return not gone or not any(name in page for page in unchanged for name in gone)


def _told_as(file: str) -> bytes:
    """Return what every link to a file has in it."""
    folder, _, name = file.rpartition("/")
    return (f"{folder.rpartition('/')[2]}/" if name == "index.html" else name).encode()


def repeated_ids(page: BuiltPage) -> Iterator[Finding]:
    """An id stands once on its page."""
    seen = set()
    for element in page.root.xpath("//*[@id!='']"):
        id = element.get("id")
        if id in seen:
            yield Finding.of(DUPLICATE_ID, place=page.place(element), id=id)
        seen.add(id)


def inline_code(page: BuiltPage) -> Iterator[Finding]:
    """Scripts and styles stand in files of their own."""
    for element in page.all("script", "style"):
        if is_code(element):
            yield Finding.of(INLINE_CODE, place=page.place(element), part=f"<{element.tag}>")
    for element in page.root.xpath("//*[@*[name()='style' or starts-with(name(), 'on')]]"):
        for name in filter(is_code_in, element.attrib):
            yield Finding.of(INLINE_CODE, place=page.place(element), part=name)


def is_code(element: Any) -> bool:
    """Whether an element holds code or styles."""
    in_script = element.get("src") is None and element.get("type", "") in _CODE
    return element.tag == "style" or (element.tag == "script" and in_script)


def is_code_in(attribute: str) -> bool:
    """Whether what an attribute holds is code or styles, by its name."""
    return attribute == "style" or attribute.startswith("on")


class Addresses:
    """Where addresses lead on a site that will stand under a path of its server."""

    def __init__(self, base_path: str) -> None:
        self.base = normal_base(base_path)

    def target(self, address: str, file: str) -> tuple[str, str] | None:
        """Return the whole path to which an address in a file leads, and the place there or "".

        The path ends in a slash when it means a folder. None for what is not on any server.

        Raises:
            ValueError: It is no address.
        """
        parts = urlsplit(address)
        if parts.scheme:
            return None  # mailto:, tel:, data:
        path = self._path(parts.path, file) if parts.path else self.base + file
        return path, self.anchor(f"#{parts.fragment}")

    @staticmethod
    def anchor(address: str) -> str:
        """Return the place on its own page to which an address leads, "" for the page itself."""
        anchor = unquote(address.removeprefix("#")).partition(":~:")[0]
        return "" if anchor == "top" else anchor

    def _path(self, path: str, file: str) -> str:
        whole = posixpath.join(self.base, posixpath.dirname(file), unquote(path))
        is_folder = whole.endswith(("/", "/.", "/.."))
        return posixpath.normpath(whole).rstrip("/") + "/" * is_folder


def is_foreign(address: str) -> bool:
    """Whether an address leads to another server."""
    return address.startswith(("//", "\\\\")) or address.lower().startswith(("http:", "https:"))


class _Links:
    """Judges the addresses on the pages of a site."""

    def __init__(
        self, site: BuiltSite, addresses: Addresses, known: Facts, beside: Path | None = None
    ) -> None:
        self._site, self._addresses = site, addresses
        self._known, self._beside = known, beside
        self._read_ids: dict[str, frozenset[str]] = {}

    def check(self, page: BuiltPage) -> Iterator[Finding]:
        """What a page links to is there, and it loads nothing from elsewhere."""
        # The same address stands in a page's menu and in its text: it is looked up once.
        faults: dict[tuple[str, bool], tuple[Kind, str] | None] = {}
        for element in page.all("a", "area", "link", "meta", *_FETCHING):
            for reference in references(element):
                if reference not in faults:
                    faults[reference] = self._fault(page.file, *reference)
                if fault := faults[reference]:
                    kind, subject = fault
                    place, address = page.place(element), reference[0]
                    yield Finding.of(kind, subject=subject, place=place, address=address)

    def all_lead_somewhere(self, targets: Iterable[str]) -> bool:
        """Whether there is all to which links of known pages lead."""
        parted = (target.partition("\n") for target in targets)
        return not any(self._missing(path, anchor) for path, _, anchor in parted)

    def _fault(self, file: str, address: str, is_fetched: bool) -> tuple[Kind, str] | None:
        """Return what is wrong with an address in a file, and what it is that cannot be had."""
        if is_foreign(address):
            return (FOREIGN_REQUEST, address) if is_fetched else None
        try:
            target = self._addresses.target(address, file)
        except ValueError:
            return BROKEN_LINK, address
        return target and self._missing(*target)

    def _missing(self, path: str, anchor: str) -> tuple[Kind, str] | None:
        target = self._file(path)
        if target is None:
            return None if self._is_beside(path) else (BROKEN_LINK, path.rstrip("/"))
        if not target.endswith(".html") or not anchor or anchor in self._ids(target):
            return None
        return BROKEN_ANCHOR, f"{target}#{anchor}"

    def _ids(self, name: str) -> frozenset[str]:
        if name not in self._read_ids:
            known = self._known.ids.get(name)
            self._read_ids[name] = (
                self._site.page(name).ids if known is None else frozenset(known.split("\n"))
            )
        return self._read_ids[name]

    def _file(self, path: str) -> str | None:
        """Return the file of the site that a server gives for a whole path, or None."""
        base = self._addresses.base
        if not (path + "/").startswith(base):
            return None
        inside = path[len(base) :]
        # A server sends the reader of "/tavoitteet" on to "/tavoitteet/".
        names = (inside, posixpath.join(inside, "index.html"))
        return next((name for name in names if name in self._site.files), None)

    def _is_beside(self, path: str) -> bool:
        """Whether a whole path leads to a page that will stand in the site, and is built apart."""
        base = self._addresses.base
        if self._beside is None or not path.startswith(base):
            return False
        return (self._beside / path[len(base) :] / "index.html").is_file()


def references(element: Any) -> Iterator[tuple[str, bool]]:
    """Return the addresses that an element refers to, and whether the browser fetches them."""
    tag = element.tag
    address = (element.get("href") or "").strip()
    if tag in ("a", "area"):
        if element.get("href") is not None:
            yield address, False
    elif tag == "link":
        if address and _FETCHED_LINKS.intersection(element.get("rel", "").lower().split()):
            yield address, True
    elif tag == "meta":
        target = refresh_target(element.get("content", ""))
        if target is not None and element.get("http-equiv", "").lower() == "refresh":
            yield target, False
    for name in _FETCHING.get(tag, ()):
        value = element.get(name)
        if value is not None:
            for candidate in value.split(",") if name == "srcset" else [value]:
                yield next(iter(candidate.split()), ""), True

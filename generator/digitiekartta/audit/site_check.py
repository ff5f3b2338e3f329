"""Checks of a built site, read from its files as a web server would give them.

Whatever the engine: each link leads to a page of the site, each anchor exists,
an id stands once on its page, and no page makes the reader's browser ask
anything of another server. Plain links to other sites are left alone.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from digitiekartta.basics.problems import Place, Problem, in_order

#: Attributes by which a browser fetches something at once, without the reader's asking.
_FETCHING = frozenset(
    {
        ("audio", "src"),
        ("embed", "src"),
        ("iframe", "src"),
        ("image", "href"),
        ("image", "xlink:href"),
        ("img", "src"),
        ("img", "srcset"),
        ("input", "src"),
        ("object", "data"),
        ("script", "src"),
        ("source", "src"),
        ("source", "srcset"),
        ("track", "src"),
        ("use", "href"),
        ("use", "xlink:href"),
        ("video", "poster"),
        ("video", "src"),
        # Sends what the reader wrote.
        ("button", "formaction"),
        ("form", "action"),
    }
)
_LEADING = frozenset({("a", "href"), ("area", "href")})
_FETCHED_LINKS = frozenset(
    [
        "stylesheet",
        "icon",
        "manifest",
        "preload",
        "modulepreload",
        "prefetch",
        "preconnect",
        "dns-prefetch",
    ]
)
_FOREIGN_IN_CSS = re.compile(
    r"""(?:url\(\s*["']?|@import\s+["'])((?:https?:)?//[^\s"')]+)""", re.IGNORECASE
)
_REFRESH = re.compile(r"\s*\d+\s*;\s*url\s*=\s*[\"']?(.*?)[\"']?\s*", re.IGNORECASE)
_SHOWN_ELSEWHERE = 5


@dataclass(frozen=True, slots=True)
class _Reference:
    """An address on a page, and whether the browser fetches it by itself."""

    address: str
    line: int
    column: int
    fetched: bool


@dataclass(slots=True)
class _Page:
    """What the checks need of a page."""

    references: list[_Reference] = field(default_factory=list)
    ids: dict[str, tuple[int, int]] = field(default_factory=dict)
    repeated: dict[str, tuple[int, int]] = field(default_factory=dict)


def check_site(site: Path, *, base_path: str = "/") -> list[Problem]:
    """Return what is wrong with a built site, in order of place.

    Args:
        site: The folder of the built site.
        base_path: The path under which the site will stand on its server, for example
            ``/digitiekartta/``: the addresses on 404.html begin with it.
    """
    base = "/" + base_path.strip("/") + "/" if base_path.strip("/") else "/"
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    pages = {name: _read(site / name) for name in sorted(files) if name.endswith(".html")}
    found: dict[tuple[str, str], list[tuple[Place, str]]] = {}
    for name, page in pages.items():
        for code, subject, place, detail in _findings(site, name, page, pages, files, base):
            found.setdefault((code, subject), []).append((place, detail))
    problems = [_problem(code, places) for (code, _), places in found.items()]
    problems += _foreign_in_styles(site, files)
    return in_order(problems)


def _findings(
    site: Path,
    name: str,
    page: _Page,
    pages: Mapping[str, _Page],
    files: set[str],
    base: str,
) -> Iterator[tuple[str, str, Place, str]]:
    """Return (code, what is meant, where, what was written) of all that is wrong on a page."""
    file = (site / name).as_posix()
    for id, (line, column) in page.repeated.items():
        yield "duplicate-id", f"{name}#{id}", Place(file, line, column), id
    # The same address stands in the menu of a thousand pages: the answer is looked up once.
    judged: dict[str, tuple[str, str] | None] = {}
    for reference in page.references:
        place = Place(file, reference.line, reference.column)
        if _is_foreign(reference.address):
            if reference.fetched:
                yield "foreign-request", reference.address, place, reference.address
            continue
        if reference.address not in judged:
            judged[reference.address] = _judge(reference.address, name, pages, files, base)
        if verdict := judged[reference.address]:
            yield (*verdict, place, reference.address)


def _judge(
    address: str, name: str, pages: Mapping[str, _Page], files: set[str], base: str
) -> tuple[str, str] | None:
    """Return the code and the subject of what is wrong with an address of our own, or None."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "broken-link", address
    if parts.scheme:
        return None  # mailto:, tel:, data:
    path = _path_of(parts.path, name, base)
    target = name if not parts.path else _file_of(path, files, base)
    if target is None:
        return "broken-link", path.rstrip("/")
    anchor = unquote(parts.fragment).partition(":~:")[0]
    if anchor in ("", "top") or target not in pages or anchor in pages[target].ids:
        return None
    return "broken-anchor", f"{target}#{anchor}"


def _path_of(path: str, name: str, base: str) -> str:
    """Return the whole path on the server; it ends in a slash when it means a folder."""
    whole = posixpath.join(base, posixpath.dirname(name), unquote(path))
    is_folder = whole.endswith(("/", "/.", "/.."))
    return posixpath.normpath(whole).rstrip("/") + "/" * is_folder


def _file_of(path: str, files: set[str], base: str) -> str | None:
    """Return the file of the site that a server gives for a whole path, or None."""
    if not (path + "/").startswith(base):
        return None
    inside = path[len(base) :]
    as_folder = posixpath.join(inside, "index.html")
    if inside in files:
        return inside
    # A server sends the reader of "/tavoitteet" on to "/tavoitteet/".
    return as_folder if as_folder in files else None


def _is_foreign(address: str) -> bool:
    return address.startswith(("//", "\\\\")) or address.lower().startswith(("http:", "https:"))


# --- reading a page ----------------------------------------------------------------------------


class _Reader(HTMLParser):
    """Collects the addresses and the ids of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.page = _Page()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the addresses and the ids of an element."""
        if not attrs:
            return
        line, offset = self.getpos()
        given = {key: value or "" for key, value in attrs}
        for key in ("id", "name") if tag == "a" else ("id",):
            value = given.get(key)
            if value and key == "id" and value in self.page.ids:
                self.page.repeated.setdefault(value, (line, offset + 1))
            elif value:
                self.page.ids.setdefault(value, (line, offset + 1))
        for address, fetched in _addresses(tag, given):
            self.page.references.append(_Reference(address, line, offset + 1, fetched))


def _addresses(tag: str, given: Mapping[str, str]) -> Iterator[tuple[str, bool]]:
    """Return the addresses that an element refers to, and whether the browser fetches them."""
    if tag == "link":
        if "href" in given and _FETCHED_LINKS.intersection(given.get("rel", "").lower().split()):
            yield given["href"].strip(), True
    elif tag == "meta":
        refresh = _REFRESH.fullmatch(given.get("content", ""))
        if refresh and given.get("http-equiv", "").lower() == "refresh":
            yield refresh[1], False
    else:
        for key, value in given.items():
            if (tag, key) in _LEADING:
                yield value.strip(), False
            elif (tag, key) in _FETCHING:
                candidates = value.split(",") if key == "srcset" else [value]
                for candidate in candidates:
                    yield candidate.split()[0] if candidate.split() else "", True


def _read(path: Path) -> _Page:
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    reader.close()
    return reader.page


# --- telling -----------------------------------------------------------------------------------


def _problem(code: str, places: list[tuple[Place, str]]) -> Problem:
    """Return one Problem for a mistake that may stand on many pages."""
    (place, written), *others = places
    message, remedy = _TOLD[code]
    message = message.format(written)
    pages = len({other.file for other, _ in others} - {place.file})
    if pages:
        message += f" Sama on myös {pages} muulla sivulla."
    related = tuple(other for other, _ in others[:_SHOWN_ELSEWHERE])
    return Problem(code, place, message, remedy, related=related)


_TOLD = {
    "broken-link": (
        "Linkki ”{}” ei johda millekään sivuston sivulle tai tiedostoon.",
        "Korjaa linkin osoite tai poista linkki.",
    ),
    "broken-anchor": (
        "Linkki ”{}” osoittaa kohtaan, jota sivulla ei ole.",
        "Korjaa linkin #-merkin jälkeinen osa tai poista se.",
    ),
    "duplicate-id": (
        "Tunniste ”{}” on sivulla useammin kuin kerran.",
        "Anna jokaiselle kohdalle oma tunniste.",
    ),
    "foreign-request": (
        "Sivu hakee osoitteesta ”{}” eli toiselta palvelimelta.",
        "Tuo tiedosto omalle sivustolle tai tee siitä tavallinen linkki.",
    ),
}


def _foreign_in_styles(site: Path, files: set[str]) -> Iterator[Problem]:
    """Style sheets fetch nothing from other servers either."""
    for name in sorted(files):
        if name.endswith(".css"):
            for match in _FOREIGN_IN_CSS.finditer((site / name).read_text(encoding="utf-8")):
                yield _problem("foreign-request", [(Place((site / name).as_posix()), match[1])])

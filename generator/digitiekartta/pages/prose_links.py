"""Links of prose to the roadmap's own pages: each leads to a page, and to a place that it has.

A page may be named by its address (``../toimenpiteet/intra/``) or by its file
(``../toimenpiteet/intra.md``), as seen from the page on which the text stands. Only for a place
on a page that page is written.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from urllib.parse import SplitResult, unquote

from markdown import Markdown

from digitiekartta.audit.site_check import BROKEN_ANCHOR, BROKEN_LINK
from digitiekartta.basics.problems import Place, Problem, errors_in, in_order, nearest
from digitiekartta.pages import paths
from digitiekartta.pages.plan import outline
from digitiekartta.pages.site import Options
from digitiekartta.roadmap.roadmap import Roadmap, Text
from digitiekartta.versions.check import Checked
from digitiekartta.versions.records import Version

# What the engines use: the defaults of MkDocs, and those of mkdocs.yml.
_EXTENSIONS = ["toc", "tables", "fenced_code", "digitiekartta.markup.extension"]
_ID = re.compile(r'\sid="([^"]+)"')
_FROM_HERE = "Kirjoita osoite siltä sivulta lukien, jolla teksti on, esimerkiksi ”{example}”."
_ELSEWHERE = " Toisen sivuston osoite alkaa https://."


def with_dead_links(checked: Checked, today: date) -> Checked:
    """Return a check with the links of prose that lead nowhere."""
    if checked.roadmap is None:
        return checked
    versions = checked.versions.all if checked.versions.intact else ()
    has_errors = bool(errors_in(checked.problems))
    lost = dead_links(checked.roadmap, versions, today, has_errors=has_errors)
    return replace(checked, problems=tuple(in_order([*checked.problems, *lost])))


def dead_links(
    roadmap: Roadmap, versions: Sequence[Version], today: date, *, has_errors: bool = False
) -> Iterator[Problem]:
    """Each link of a prose file to the roadmap's own site leads to a page, and to a place on it.

    Places on a page are looked up only where the roadmap has no errors: else it cannot be written.
    """
    pages: _Pages | None = None
    for text in roadmap.texts.values():
        for address, line in text.own_links():
            pages = pages or _Pages(roadmap, versions, today, can_be_written=not has_errors)
            for here in _pages_of(text, roadmap):
                yield from pages.faults(address, here, Place(text.file, line, 1))


def _pages_of(text: Text, roadmap: Roadmap) -> Iterator[str]:
    """Yield the pages on which a text stands; one that is not listed will be on the usual one."""
    if text.stem == "visio":
        yield paths.FRONT
    if text.stem != "visio" or text.stem in roadmap.settings.texts:
        yield paths.ABOUT


@dataclass(frozen=True)
class _Pages:
    """The pages of a site, by every name that a link may give them."""

    roadmap: Roadmap
    versions: Sequence[Version]
    today: date
    can_be_written: bool
    _ids: dict[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def _outline(self) -> tuple[Mapping[str, str], Sequence[str]]:
        return outline(self.roadmap, Options(self.today), self.versions)

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """What a link may say, without a slash at its end → the file that is meant."""
        pages, others = self._outline
        # A measure that is not on any goal's page, or can't be read, will have its page.
        unsure = [paths.measure(measure.id) for measure in self.roadmap.measures]
        unsure += [file.replace(".yml", ".md") for file in self.roadmap.unreadable]
        names = {name: name for name in others}
        names |= {name.removesuffix("/index.html"): name for name in others}
        for file in (*unsure, *pages):
            names |= dict.fromkeys((file, paths.address(file).rstrip("/")), file)
        return names

    @cached_property
    def _addresses(self) -> Sequence[str]:
        """The addresses of pages, also of those that only lead on to another one."""
        files = self._names.items()
        return sorted(
            f"{name}/"
            for name, file in files
            if file.endswith((".md", ".html")) and name and name != file
        )

    def faults(self, link: SplitResult, here: str, place: Place) -> Iterator[Problem]:
        """Yield what is wrong with a link on a page."""
        written = unquote(link.path)
        file = self._file(written, here)
        if file is None:
            yield self._dead(written, here, place)
            return
        anchor = unquote(link.fragment).partition(":~:")[0]
        if anchor in ("", "top") or not self.can_be_written or not file.endswith(".md"):
            return
        known = self._ids_on(file)
        if anchor not in known:
            meant = nearest(anchor, known)
            kind = BROKEN_ANCHOR.worded(remedy=f"Tarkoititko ”#{meant}”?" if meant else None)
            yield kind.at(place, address=f"{written}#{anchor}")

    def _file(self, written: str, here: str) -> str | None:
        if not written:
            return here
        inside = posixpath.normpath(posixpath.join(posixpath.dirname(here), written))
        if inside.startswith("assets/"):  # looked up when the site is finished
            return inside
        if written.endswith("/") and inside.endswith((".md", ".html", ".json", ".xml")):
            return None
        return self._names.get("" if inside == "." else inside)

    def _dead(self, written: str, here: str, place: Place) -> Problem:
        base = posixpath.dirname(here) or "."
        plain = re.sub(r"(/?index)?\.(md|html?)$", "", written.strip("/").casefold())
        steps = [step for step in plain.split("/") if step not in ("", ".", "..")]
        meant = next((end for end in _ends(steps) if end in self._addresses), None)
        if meant is None and steps:
            *above, last = steps
            folder = "".join(f"{step}/" for step in above[-1:])
            beside = {a[len(folder) : -1]: a for a in self._addresses if a.startswith(folder)}
            guess = nearest(last, [name for name in beside if name and "/" not in name])
            meant = beside[guess] if guess else None
        if meant:
            remedy = f"Tarkoititko ”{self._way(meant, base)}”?"
        else:
            example = self._way(paths.address(paths.GOALS), base)
            remedy = _FROM_HERE.format(example=example) + _ELSEWHERE
        return BROKEN_LINK.worded(
            "Linkki ”{address}” ei johda millekään sivuston sivulle.", "{remedy}"
        ).at(place, address=written, remedy=remedy)

    @staticmethod
    def _way(address: str, base: str) -> str:
        return posixpath.relpath(address or ".", base) + "/"

    def _ids_on(self, file: str) -> frozenset[str]:
        """Return the places on a page that a link may name."""
        if file not in self._ids:
            _, _, body = self._outline[0][file].partition("\n---\n")
            self._ids[file] = frozenset(_ID.findall(Markdown(extensions=_EXTENSIONS).convert(body)))
        return self._ids[file]


def _ends(steps: Sequence[str]) -> Iterator[str]:
    """Yield the ends of a path as addresses, the longest first."""
    for start in range(len(steps)):
        yield "".join(f"{step}/" for step in steps[start:])

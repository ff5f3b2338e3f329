"""Small pages at addresses that were public once and are no longer: they lead to another page."""

import posixpath
from collections.abc import Iterable, Iterator

from digitiekartta.markup.escaping import one_line
from digitiekartta.markup.report.html import page
from digitiekartta.pages import paths
from digitiekartta.pages.sections import FRONT, sections_of
from digitiekartta.pages.site import Site


def redirects(site: Site, files: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Yield small pages at addresses that were public and are no longer, file and bytes.

    Args:
        site: The roadmap of today.
        files: The page files that there are.
    """
    there = {*files}
    moved: dict[str, bytes] = {}
    for former, present in sorted(_former_ids(site)):
        title, file = site.roadmap.measures_by_id[present].title, paths.measure(former)
        moved[file] = _redirect(file, paths.measure(present), "Sivu on siirtynyt", title)
    for chapter in site.history.chapters:
        then = Site(chapter.roadmap, site.options)
        for section in sections_of(then):
            target = section if section.file in there else FRONT
            for file in (section.file, *section.below(then)):
                name = target.label_in(site)
                moved.setdefault(file, _redirect(file, target.file, "Sivua ei enää ole", name))
    for file, data in sorted(moved.items()):
        if file not in there:
            yield f"{paths.address(file)}index.html", data


def _former_ids(site: Site) -> Iterator[tuple[str, str]]:
    for measure in site.roadmap.measures:
        for former in measure.former_ids:
            yield former, measure.id
    for former, present in site.history.present.items():
        if present in site.roadmap.measures_by_id:
            yield former, present


def _redirect(source: str, target: str, heading: str, name: str) -> bytes:
    """Return a page that leads from one page's address to another page, without a script."""
    way = posixpath.relpath(paths.address(target) or ".", paths.address(source)) + "/"
    return page(
        "siirtynyt.html.j2", "pages/templates", way=way, heading=heading, name=one_line(name)
    ).encode()

"""The approved versions as they were: their roadmaps, their facts and their pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from digitiekartta.basics.text import unparted
from digitiekartta.markup import prose
from digitiekartta.markup.markdown import Markdown, joined, md
from digitiekartta.pages import paths
from digitiekartta.pages.frame import Frame
from digitiekartta.pages.links import UNKNOWN
from digitiekartta.pages.page import Page
from digitiekartta.pages.site import Site
from digitiekartta.roadmap.model import Measure
from digitiekartta.roadmap.values import date_text
from digitiekartta.versions.comparison.history import Chapter
from digitiekartta.versions.record import Approval

_KINDS = {"hyväksyntä": "koko digitiekartta", "muutos": "muutokset", "korjaus": "korjaus"}
_OWN_LINK = re.compile(r"\[([^\]]*)\]\((?!https?:|mailto:)[^)]*\)")


@dataclass(frozen=True)
class VersionPage(Page):
    """A page of an approved version: its words are old, its links lead to pages of today."""

    current: Site

    @property
    def linked(self) -> Site:
        """The site of today."""
        return self.current

    def measure(self, measure: Measure) -> Markdown:
        """Return a link to the measure's page of today, with its old title."""
        return self.to(paths.measure(self.current.history.id_now(measure.id)), measure.title)

    def sectors(self, measure: Measure) -> Markdown:
        """Return a measure's sectors, with links to those that have a page."""
        names = self.roadmap.sectors_of(measure)
        return joined(self.owner(self.linked.sectors, name) for name in names)

    def tables(self, measure: Measure) -> Markdown:
        """Return the tables of a measure, its title in each caption: there are many on a page."""
        tables = [self.facts(measure)]
        tables += [self.costs(measure)] if measure.costs else []
        tables += [self.reports(measure)] if measure.reports else []
        title = md(measure.title)
        captioned = (table.replace("\n", f": {title}\n", 1) for table in tables)
        return Markdown("\n\n".join(captioned))


def version_prose(markdown: str) -> Markdown:
    """Return a prose text of a version; links to pages of the site are left out as texts."""
    return Markdown(_OWN_LINK.sub(r"\1", prose.render(markdown, shift=2)))


def version_rows(page: Page, newest_first: Iterable[Chapter]) -> list[list[object]]:
    """Return the rows of the table of versions."""
    return [
        [
            page.to(paths.version(chapter.name), f"Versio {chapter.name}"),
            kind(chapter.approval),
            chapter.approval.body,
            date_text(chapter.approval.day),
            _section(page, chapter.approval),
            chapter.approval.code,
        ]
        for chapter in newest_first
    ]


def kind(approval: Approval) -> str:
    """Return what was approved: "korjaus: Kirjoitusvirhe", "muutokset" …"""
    return f"{_KINDS[approval.kind]}{f': {approval.reason}' if approval.reason else ''}"


def _section(page: Page, approval: Approval) -> Markdown:
    # A correction has the decision of an official instead of a section.
    unknown = "" if approval.kind == "korjaus" else UNKNOWN
    section = unparted(f"§ {approval.section}") if approval.section else unknown
    if not approval.link:
        return md(section)
    return page.web(approval.link, f"{section}, pöytäkirja" if section else "Pöytäkirja")


def _version_facts(page: Page, chapter: Chapter, name: str) -> Iterator[tuple[str, object]]:
    approval = chapter.approval
    yield "Nimi", name
    yield "Mitä hyväksyttiin", kind(approval)
    yield "Hyväksyi", unparted(approval.decided_in_full)
    if approval.link:
        yield "Pöytäkirja", _section(page, approval)
    yield "Tunniste", approval.code


def version_pages(frame: Frame, chapter: Chapter) -> Iterator[tuple[str, str]]:
    """Yield the pages of a version, its own and one for each goal: file and text."""
    site = frame.site
    name, old = chapter.name, chapter.roadmap
    archived = Site(old, replace(site.options, approval_status=None))
    crumbs = [("Muutokset", paths.CHANGES), ("Hyväksytyt versiot", paths.VERSIONS)]
    in_force = chapter == site.history.chapters[-1]
    file = paths.version(name)
    yield frame.page(
        "versio.md.j2",
        file,
        title=f"Versio {name}",
        description=f"Digitiekartta sellaisena kuin se hyväksyttiin: {chapter.approval.decided}.",
        crumbs=crumbs,
        current_address="",
        page=VersionPage(archived, file, site),
        chapter=chapter,
        facts=list(_version_facts(Page(site, file), chapter, old.settings.name)),
        in_force=in_force,
        old=old,
        texts=[version_prose(text.markdown) for text in old.texts.values()],
        abbreviations=sorted(old.abbreviations.items()),
    )
    for goal in old.goals:
        file = paths.version_goal(name, goal.id)
        yield frame.page(
            "versio-tavoite.md.j2",
            file,
            title=f"Versio {name}, tavoite {goal.number}: {goal.title}",
            description=f"Tavoite sellaisena kuin se hyväksyttiin: {chapter.approval.decided}.",
            crumbs=[*crumbs, (f"Versio {name}", paths.version(name))],
            current_address=paths.address(paths.goal(goal.id)),
            page=VersionPage(archived, file, site),
            chapter=chapter,
            in_force=in_force,
            old=old,
            goal=goal,
            parts=(None, *goal.groups),
        )

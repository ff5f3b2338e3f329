"""The pages of history: what changed and when, each version as it was, and old addresses.

An address that was ever public answers: with the page, with the one that took its place, or
with what became of it.
"""

from __future__ import annotations

import posixpath
import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from html import escape

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.basics.text import ended, unparted
from digitiekartta.markup import escaping, prose
from digitiekartta.markup.markdown import Markdown, joined, md
from digitiekartta.markup.report.markdown import as_markdown
from digitiekartta.pages import paths
from digitiekartta.pages.links import UNKNOWN
from digitiekartta.pages.page import Page
from digitiekartta.pages.site import Site
from digitiekartta.roadmap.model import Goal, Measure
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.roadmap.values import date_text
from digitiekartta.versions.comparing.changes import Comparison
from digitiekartta.versions.comparing.entries import Entry, What
from digitiekartta.versions.comparing.history import Chapter, Gone
from digitiekartta.versions.comparing.outline import REPORTED, entry_heading, item, progress
from digitiekartta.versions.record import Approval
from digitiekartta.versions.records import Version

_APPROVED = {"hyväksyntä": "koko digitiekartan", "muutos": "muutokset"}
_KINDS = {"hyväksyntä": "koko digitiekartta", "muutos": "muutokset", "korjaus": "korjaus"}
_OWN_LINK = re.compile(r"\[([^\]]*)\]\((?!https?:|mailto:)[^)]*\)")
# What the change page of a version lists in full, and the page of all versions leaves out.
_MINOR = (What.CHANGED, What.REPORTED)
_MOST_MOVED = 5
MakePage = Callable[..., tuple[str, str]]


# --- what changed --------------------------------------------------------------------------


def changes_markdown(page: Page, comparison: Comparison, level: int) -> Markdown:
    """Return all changes by goal, with links to the measures; ``level`` is the goals' heading."""
    blocks: list[str] = []
    for section in comparison.sections:
        blocks.append(f"{'#' * level} {md(section.title)}")
        for entry in section.told:
            blocks.append(f"{'#' * (level + 1)} {_heading(page, entry, section.title)}")
            if entry.lines:
                blocks.append(as_markdown(map(item, entry.lines)).rstrip("\n"))
        if section.reported:
            blocks.append(f"{'#' * (level + 1)} {REPORTED}")
            blocks.append("\n".join(_progress(page, entry) for entry in section.reported))
    return Markdown("\n\n".join(blocks))


def highlights(page: Page, comparison: Comparison) -> Markdown:
    """Return as a list what came, ended or went, and what was moved in time; empty when nothing."""
    measures = [entry for entry in comparison.entries if entry.part == "toimenpiteet"]
    found = [_heading(page, entry, "") for entry in measures if entry.what not in _MINOR]
    moved = [entry for entry in measures if entry.what is What.CHANGED and _is_moved(entry)]
    found += [
        Markdown(f"Aikataulu muuttuu: {_measure(page, entry)}") for entry in moved[:_MOST_MOVED]
    ]
    if more := len(moved[_MOST_MOVED:]):
        found.append(md(unparted(f"Myös {more} muun toimenpiteen aikataulu muuttuu")))
    return Markdown("\n".join(f"- {one}" for one in found))


def _is_moved(entry: Entry) -> bool:
    return any(line.field == "aikataulu" and not line.only_spelling for line in entry.lines)


def _progress(page: Page, entry: Entry) -> str:
    return f"- {_measure(page, entry)} – {md(progress(entry))}"


def _measure(page: Page, entry: Entry) -> Markdown:
    return page.to(paths.measure(page.site.history.id_now(entry.id)), entry.title)


def newest_changes(page: Page) -> tuple[str, str, Markdown] | None:
    """Return of the newest version who decided it, the counts, and what came or went.

    None when there is no version, or only the first, which has changed nothing.
    """
    chapter = next(iter(page.site.history.newest_first), None)
    if chapter is None or chapter.comparison.first:
        return None
    comparison = chapter.comparison
    told = unparted(decided(chapter)), unparted(comparison.summary)
    return *told, highlights(page, comparison)


def decided(chapter: Chapter) -> str:
    """Return who approved a version and when, and that it was a correction, with its reason."""
    approval = chapter.approval
    section = f"§ {approval.section}" if approval.section else ""
    day = date_text(approval.day)
    if approval.kind != "korjaus":
        known = section or "pykälä ei ole tiedossa"
        return f"{approval.body} hyväksyi {_APPROVED[approval.kind]} {day} ({known})."
    who = f"{approval.body} {section}".rstrip()
    decision = f" Päätös: {ended(approval.decision)}" if approval.decision else ""
    return f"Korjaus {day} ({who}). Syy: {ended(approval.reason or 'ei kerrottu')}{decision}"


def measure_history(page: Page, measure: str) -> Markdown:
    """Return how a measure has changed, newest first: for its own page."""
    history = page.site.history
    if not history:
        return Markdown("")
    parts: list[str] = []
    if delay := history.delays.get(measure):
        there = page.roadmap.measures_by_id.get(measure)
        parts.append(md(delay.told("nyt" if there and not there.ended else "viimeksi")))
    lines: list[str] = []
    if pending := history.pending_of(measure):
        lines.append(f"- Luonnos, ei hyväksytty: {_word(pending)}")
        lines += _indented(pending)
    for chapter, entry in history.of(measure):
        lines.append(f"- {_link(page, chapter)}: {_word(entry)}")
        lines += _indented(entry)
    first = history.first_of(measure)
    if first is not None and first == history.chapters[0]:
        lines.append(f"- {_link(page, first)}: mukana ensimmäisessä hyväksytyssä versiossa")
    if not lines:
        lines.append("- Toimenpidettä ei ole vielä hyväksytty.")
    return Markdown("\n\n".join([*parts, "\n".join(lines)]))


def _word(entry: Entry) -> str:
    return "lisätty" if entry.what is What.NEW else entry.happened


def _indented(entry: Entry) -> Iterator[str]:
    # The page itself tells the reports, and of a new measure everything.
    lines = [line for line in entry.lines if line.field != "raportit"]
    if lines and entry.what is not What.NEW:
        yield textwrap.indent(as_markdown(map(item, lines)), "    ").rstrip("\n")


def _link(page: Page, chapter: Chapter) -> Markdown:
    link = page.to(paths.changes(chapter.name), f"Versio {chapter.name}")
    return Markdown(f"{link}, {md(unparted(chapter.approval.decided))}")


def _heading(page: Page, entry: Entry, section: str) -> Markdown:
    text = entry_heading(entry, section)
    if entry.part != "toimenpiteet":
        return md(text)
    before, title, after = text.partition(entry.title)
    target = paths.measure(page.site.history.id_now(entry.id))
    return Markdown(f"{md(before.rstrip())} {page.to(target, title)}{escaping.fragment(after)}")


# --- the versions as they were -------------------------------------------------------------


@dataclass(frozen=True)
class VersionPage(Page):
    """A page of an approved version: its words are old, its links lead to pages of today."""

    current: Site

    def measure(self, measure: Measure) -> Markdown:
        """Return a link to the measure's page of today, with its old title."""
        return self.to(paths.measure(self.current.history.id_now(measure.id)), measure.title)

    def goal(self, goal: Goal) -> Markdown:
        """Return a link to the goal's page of today, with its old number and title."""
        return self.to(paths.goal(goal.id), f"Tavoite {goal.number}: {goal.title}")

    def party(self, name: str) -> Markdown:
        """Return a party's name, with a link while it has a page."""
        return self._known(self.current.party_pages, name)

    def sectors(self, measure: Measure) -> Markdown:
        """Return a measure's sectors, with links to those that have a page."""
        pages = self.current.sector_pages
        return joined(self._known(pages, name) for name in self.roadmap.sectors_of(measure))

    def audiences(self, names: Iterable[str]) -> Markdown:
        """Return audiences, with links to those that have a page."""
        pages = self.current.audience_pages
        proper = dict.fromkeys(self.roadmap.audience_name(name) or name for name in names)
        return joined((self._known(pages, name) for name in proper), between="; ")

    def half_year(self, moment: HalfYear, label: str | None = None) -> Markdown:
        """Return a half-year, with a link while it has a page."""
        if self.current.period is None or moment not in self.current.period:
            return md(label or str(moment))
        return self.to(paths.half_year(moment), label or str(moment))

    def tables(self, measure: Measure) -> Markdown:
        """Return the tables of a measure, its title in each caption: there are many on a page."""
        made = [self.facts(measure)]
        made += [self.costs(measure)] if measure.costs else []
        made += [self.reports(measure)] if measure.reports else []
        title = md(measure.title)
        named = [re.sub(r"\A([^\n]*)", lambda found: f"{found[1]}: {title}", one) for one in made]
        return Markdown("\n\n".join(named))

    def _known(self, pages: Mapping[str, str], name: str) -> Markdown:
        return self.to(pages[name], name) if name in pages else md(name)


@lru_cache(maxsize=32)
def roadmap_of(version: Version) -> Roadmap:
    """Return the roadmap of a version; versions never change, so each is read once."""
    return version.roadmap()


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
    yield "Hyväksyi", unparted(approval.told)
    if approval.link:
        yield "Pöytäkirja", _section(page, approval)
    yield "Tunniste", approval.code


# --- all pages -----------------------------------------------------------------------------


def history_pages(site: Site, make: MakePage) -> Iterator[tuple[str, str]]:
    """Yield the pages of a roadmap's history, file and text; none when nothing was approved.

    Args:
        site: The roadmap of today.
        make: Makes a page: ``make(template, file, title=…, description=…, crumbs=…, **needs)``.
    """
    history = site.history
    if not history:
        return
    page = Page(site, paths.CHANGES)
    yield make(
        "muutokset.md.j2",
        paths.CHANGES,
        title="Muutokset",
        description="Mitä digitiekartassa on muuttunut hyväksytystä versiosta toiseen.",
        pending=history.pending,
        pending_changes=changes_markdown(page, history.pending, 3) if history.pending else None,
        chapters=[
            (chapter, decided(chapter), highlights(page, chapter.comparison))
            for chapter in history.newest_first
        ],
        feed=None if site.options.draft else paths.FEED,
    )
    crumbs = [("Muutokset", paths.CHANGES)]
    for chapter in history.chapters:
        file = paths.changes(chapter.name)
        yield make(
            "muutokset-versio.md.j2",
            file,
            title=f"Muutokset versiossa {chapter.name}",
            description=chapter.comparison.summary,
            crumbs=crumbs,
            chapter=chapter,
            decided=decided(chapter),
            changes=changes_markdown(Page(site, file), chapter.comparison, 2),
        )
    yield make(
        "versiot.md.j2",
        paths.VERSIONS,
        title="Hyväksytyt versiot",
        description="Digitiekartan hyväksytyt versiot sellaisina kuin ne hyväksyttiin.",
        crumbs=crumbs,
        rows=version_rows(Page(site, paths.VERSIONS), history.newest_first),
    )
    for chapter in history.chapters:
        yield from _version_pages(site, chapter, make)
    present = set(site.roadmap.measures_by_id)
    for gone in history.gone(sorted(present)):
        yield _gone_measure(site, gone, make)
    for id, chapter in _gone_goals(site).items():
        yield _gone_goal(site, id, chapter, make)


def _version_pages(site: Site, chapter: Chapter, make: MakePage) -> Iterator[tuple[str, str]]:
    name, old = chapter.name, roadmap_of(chapter.version)
    archived = Site(old, replace(site.options, standing=None))
    crumbs = [("Muutokset", paths.CHANGES), ("Hyväksytyt versiot", paths.VERSIONS)]
    in_force = chapter == site.history.chapters[-1]
    file = paths.version(name)
    yield make(
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
        yield make(
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


def _gone_measure(site: Site, gone: Gone, make: MakePage) -> tuple[str, str]:
    measures = site.roadmap.measures_by_id
    later = [one for one in site.roadmap.measures_in_order if gone.id in one.replaces]
    merged = site.history.id_now(gone.entry.get("yhdistetty", ""))
    if merged in measures:
        later.append(measures[merged])
    file = paths.measure(gone.id)
    return make(
        "poistunut-toimenpide.md.j2",
        file,
        title=gone.entry["otsikko"],
        description="Toimenpide ei ole enää digitiekartassa.",
        crumbs=[("Toimenpiteet", paths.MEASURES)],
        gone=gone,
        ending=gone.entry.get("paattyi", {}),
        later=later,
        was=paths.version_goal(gone.version, gone.entry["tavoite"]),
        history=measure_history(Page(site, file), gone.id),
    )


def _gone_goals(site: Site) -> dict[str, Chapter]:
    """Return the goals that are no longer there, each with the last version that has it."""
    found: dict[str, Chapter] = {}
    for chapter in site.history.chapters:
        for goal in roadmap_of(chapter.version).goals:
            found[goal.id] = chapter
    return {id: found[id] for id in sorted(found) if id not in site.roadmap.goals_by_id}


def _gone_goal(site: Site, id: str, chapter: Chapter, make: MakePage) -> tuple[str, str]:
    goal = roadmap_of(chapter.version).goals_by_id[id]
    return make(
        "poistunut-tavoite.md.j2",
        paths.goal(id),
        title=f"{goal.title} (poistunut tavoite)",
        description="Tavoite ei ole enää digitiekartassa.",
        crumbs=[("Tavoitteet", paths.GOALS)],
        goal=goal,
        chapter=chapter,
        was=paths.version_goal(chapter.name, id),
    )


# --- old addresses -------------------------------------------------------------------------


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
        for file in _owned(Site(roadmap_of(chapter.version), site.options)):
            section, name = _SECTIONS[posixpath.dirname(file)]
            if section not in there:
                section, name = paths.FRONT, "Etusivu"
            moved.setdefault(file, _redirect(file, section, "Sivua ei enää ole", name))
    for file, data in sorted(moved.items()):
        if file not in there:
            yield f"{paths.address(file)}index.html", data


# What stands in the folders whose pages come and go with the content.
_SECTIONS = {
    posixpath.dirname(section): (section, name)
    for section, name in (
        (paths.PARTIES, "Vastuutahot"),
        (paths.SECTORS, "Toimialat"),
        (paths.AUDIENCES, "Kohderyhmät"),
        (paths.SCHEDULE, "Aikataulu"),
        (paths.LEVELS, "Lähtö- ja tavoitetasot"),
    )
}


def _owned(site: Site) -> Iterator[str]:
    """Yield the pages of a roadmap that another version of it may lack, sections included."""
    for section, pages in (
        (paths.PARTIES, site.party_pages),
        (paths.SECTORS, site.sector_pages),
        (paths.AUDIENCES, site.audience_pages),
    ):
        yield from [section, *pages.values()] if pages else []
    yield from (paths.half_year(moment) for moment in site.half_years)
    if site.roadmap.levels:
        yield paths.LEVELS


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
    name, title = (escape(escaping.clean(text).replace("\n", " ")) for text in (name, heading))
    return (
        '<!doctype html>\n<html lang="fi">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="robots" content="noindex">\n<title>{title}: {name}</title>\n'
        f'<link rel="canonical" href="{way}">\n<meta http-equiv="refresh" content="0; url={way}">\n'
        f"</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
        f'<p>Siirry sivulle <a href="{way}">{name}</a>.</p>\n</main>\n</body>\n</html>\n'
    ).encode()

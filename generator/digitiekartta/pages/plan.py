"""Which pages a roadmap has, and the text of each. Nothing here touches the disk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.basics.text import counted
from digitiekartta.markup import escaping
from digitiekartta.pages import appearance, feed, history, paths
from digitiekartta.pages.frame import Frame
from digitiekartta.pages.redirects import redirects
from digitiekartta.pages.search.filters import filter_files
from digitiekartta.pages.search.index import index_files
from digitiekartta.pages.search.lexicon import Lexicon
from digitiekartta.pages.search.pages import search_pages
from digitiekartta.pages.section import OwnerSection, Section
from digitiekartta.pages.sections import OWNERS, sections_of
from digitiekartta.pages.site import Options, Site
from digitiekartta.roadmap.links import edit_address, feedback_address, file_of, neighbours
from digitiekartta.roadmap.model import Goal, Measure
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.roadmap.sentence import schedule_sentence
from digitiekartta.roadmap.statement import statement as statements
from digitiekartta.versions.comparison.history import history_of
from digitiekartta.versions.records import Version

_LEXICON = Lexicon()


@dataclass(frozen=True)
class Plan:
    """Everything that a roadmap's site is built from.

    ``files`` is page file → Markdown, relative to the docs folder; ``nav`` is the section
    pages, label → file, in order; ``assets`` is what else the site has of its own: colours,
    logo, the statement for programs, the data of search and filters.
    """

    site: Site
    files: Mapping[str, str]
    nav: Sequence[tuple[str, str]]
    assets: Mapping[str, bytes] = field(default_factory=dict)


def plan(
    roadmap: Roadmap,
    options: Options,
    lexicon: Lexicon | None = None,
    versions: Sequence[Version] = (),
) -> Plan:
    """Return the pages of a roadmap that has no errors.

    Args:
        roadmap, options: What the pages tell.
        lexicon: Words that search has looked up before; it learns those that are new.
        versions: What was approved, oldest first.
    """
    site = Site(roadmap, options, history_of(versions, roadmap, draft=options.draft))
    planner = _Planner(site, lexicon or _LEXICON)
    pages = dict(planner.pages())
    return Plan(site, pages, planner.nav(), dict(planner.assets(pages)))


class _Planner:
    def __init__(self, site: Site, lexicon: Lexicon) -> None:
        self.site, self.roadmap = site, site.roadmap
        self.lexicon = lexicon
        self.frame = Frame(site)
        self.neighbours = neighbours(self.roadmap)

    def nav(self) -> Sequence[tuple[str, str]]:
        """Return the section pages. With more, build time and page size grow as a square."""
        sections = sections_of(self.site)
        return [
            (section.label_in(self.site), section.file) for section in sections if section.in_menu
        ]

    def pages(self) -> Iterator[tuple[str, str]]:
        for section in sections_of(self.site):
            yield self._section(section)
        for goal in self.roadmap.goals:
            yield self._goal(goal)
        for moment in self.site.half_years:
            yield self._half_year(moment)
        for owners in OWNERS:
            for name in owners.owners(self.site).measures:
                yield self._owner(owners, name)
        # After those whose titles a measure may have: then it must be told apart from them.
        titles = Counter(escaping.one_line(measure.title) for measure in self.roadmap.measures)
        for measure in self.roadmap.measures_in_order:
            title = escaping.one_line(measure.title)
            shared = titles[title] > 1 or title in self.frame.titles
            yield self._measure(measure, shared=shared)
        yield from history.history_pages(self.frame)

    def assets(self, pages: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Give the files that are not pages, by file relative to the docs folder."""
        yield from redirects(self.site, pages)
        for chapter in self.site.history.chapters:
            yield paths.version_content(chapter.name), chapter.version.content
        if self.site.history and not self.site.options.draft:
            yield paths.FEED, feed.feed(self.site)
        yield from appearance.assets(self.roadmap)
        statement = statements.statement(self.roadmap, self.site.name)
        yield paths.STATEMENT_JSON, statements.as_json(statement).encode()
        index = index_files(search_pages(self.site), self.roadmap.abbreviations, self.lexicon)
        for file, text in {**index, **filter_files(self.site)}.items():
            yield file, text.encode()

    # --- page kinds ------------------------------------------------------------------------

    def _section(self, section: Section) -> tuple[str, str]:
        return self.frame.page(
            section.template,
            section.file,
            title=section.title_in(self.site),
            description=section.description_in(self.site),
            section=section,
            **section.needs(self.site),
        )

    def _goal(self, goal: Goal) -> tuple[str, str]:
        measures = self.roadmap.measures_of(goal)
        return self.frame.page(
            "tavoite.md.j2",
            paths.goal(goal.id),
            title=f"Tavoite {goal.number}: {goal.title}",
            description=goal.description
            or f"Tavoitteen toimenpiteet ja niiden aikataulu: {goal.title}.",
            crumbs=[("Tavoitteet", paths.GOALS)],
            goal=goal,
            known=any(self.roadmap.schedule_of(measure) is not None for measure in measures),
        )

    def _half_year(self, moment: HalfYear) -> tuple[str, str]:
        now = moment == self.site.now
        return self.frame.page(
            "puolivuosi.md.j2",
            paths.half_year(moment),
            title=f"{'Mitä tehdään nyt,' if now else 'Toimenpiteet'} {moment.during}",
            description=f"Toimenpiteet vaiheittain: {moment}.",
            crumbs=[("Aikataulu", paths.SCHEDULE)],
            moment=moment,
            happening=self.site.happening(moment),
        )

    def _measure(self, measure: Measure, *, shared: bool) -> tuple[str, str]:
        goal = self.roadmap.goals_by_id[measure.goal]
        sentence = schedule_sentence(
            self.roadmap.schedule_of(measure), self.site.period, self.roadmap.why_unknown(measure)
        )
        parties = ", ".join(self.roadmap.parties_of(measure))
        return self.frame.page(
            "toimenpide.md.j2",
            paths.measure(measure.id),
            # Titles of pages must differ even where the decided wording of measures does not.
            title=f"{measure.title} ({goal.title}, {measure.id})" if shared else measure.title,
            description=f"Vastuu: {parties}. {sentence}" if parties else sentence,
            crumbs=[
                ("Tavoitteet", paths.GOALS),
                (f"Tavoite {goal.number}: {goal.title}", paths.goal(goal.id)),
            ],
            measure=measure,
            neighbours=self.neighbours[measure.id],
            edit=edit_address(self.roadmap, measure),
            source_file=file_of(self.roadmap, measure),
            feedback=feedback_address(self.roadmap, measure),
        )

    def _owner(self, section: OwnerSection, name: str) -> tuple[str, str]:
        owners, kind = section.owners(self.site), section.kind(self.site, name)
        measures = owners.measures[name]
        return self.frame.page(
            "omistaja.md.j2",
            owners.pages[name],
            # "Henkilöstö" may be a party, a sector and an audience: the title tells which.
            title=f"{name} ({section.noun_in(self.site)})",
            description=f"{name}: {kind}, {counted(len(measures), 'toimenpide')}.",
            crumbs=[(section.label_in(self.site), section.file)],
            name=name,
            kind=kind,
            facts=list(section.facts(self.site, name)),
            measures=measures,
            none_text=section.without,
        )

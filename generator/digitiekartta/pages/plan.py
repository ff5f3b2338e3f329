"""Which pages a roadmap has, and the text of each. Nothing here touches the disk."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.basics.text import counted, listed, sentence_case, sort_key
from digitiekartta.markup import escaping, prose
from digitiekartta.markup.abbreviations import definitions
from digitiekartta.markup.components.kinds import CAPTION_LINE
from digitiekartta.markup.markdown import Markdown, front_matter
from digitiekartta.pages import appearance, feed, gallery, history, paths
from digitiekartta.pages.page import Page
from digitiekartta.pages.render import render
from digitiekartta.pages.search.filters import filter_files
from digitiekartta.pages.search.index import index_files
from digitiekartta.pages.search.lexicon import Lexicon
from digitiekartta.pages.search.pages import search_pages
from digitiekartta.pages.site import Options, Site
from digitiekartta.roadmap.links import (
    edit_address,
    feedback_address,
    feedback_label,
    file_of,
    neighbours,
)
from digitiekartta.roadmap.model import Goal, Measure
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.roadmap.sentence import quoted, schedule_sentence
from digitiekartta.roadmap.statement import statement as statements
from digitiekartta.roadmap.values import date_text
from digitiekartta.versions.comparing.history import history_of
from digitiekartta.versions.records import Version

_PARTITIVE = {
    "toimenpideryhmä": "toimenpideryhmää",
    "toimenpidekokonaisuus": "toimenpidekokonaisuutta",
    "teema": "teemaa",
}
_DESCRIPTION_LENGTH = 300
_MOST_ON_FRONT = 5  # measures of a phase on the front page; the half-year's page has them all
_LEXICON = Lexicon()
Crumbs = Sequence[tuple[str, str]]


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
        self.settings = site.roadmap.settings
        self.group_partitive = _PARTITIVE[self.settings.group_word]
        self.neighbours = neighbours(self.roadmap)
        self.taken: set[str] = set()

    def nav(self) -> Sequence[tuple[str, str]]:
        """Return the section pages. With more, build time and page size grow as a square."""
        sections = [
            ("Etusivu", paths.FRONT, True),
            ("Tavoitteet", paths.GOALS, True),
            ("Toimenpiteet", paths.MEASURES, True),
            ("Aikataulu", paths.SCHEDULE, True),
            ("Vastuutahot", paths.PARTIES, bool(self.site.by_party)),
            (sentence_case(self.site.sector_plural), paths.SECTORS, bool(self.site.by_sector)),
            ("Kohderyhmät", paths.AUDIENCES, bool(self.site.by_audience)),
            ("Lähtö- ja tavoitetasot", paths.LEVELS, self.roadmap.levels is not None),
            ("Muutokset", paths.CHANGES, bool(self.site.history)),
            ("Tietoa", paths.ABOUT, True),
        ]
        return [(label, file) for label, file, exists in sections if exists]

    def pages(self) -> Iterator[tuple[str, str]]:
        yield self._front()
        yield self._section("tavoitteet.md.j2", paths.GOALS, "Tavoitteet")
        for goal in self.roadmap.goals:
            yield self._goal(goal)
        yield self._section(
            "toimenpiteet.md.j2", paths.MEASURES, "Toimenpiteet", lists=self._lists()
        )
        yield self._section("aikataulu.md.j2", paths.SCHEDULE, "Aikataulu")
        for moment in self.site.half_years:
            yield self._page(
                "puolivuosi.md.j2",
                paths.half_year(moment),
                title=self._half_year_title(moment),
                description=f"Toimenpiteet vaiheittain: {moment}.",
                crumbs=[("Aikataulu", paths.SCHEDULE)],
                moment=moment,
                happening=self.site.happening(moment),
            )
        yield from self._parties()
        yield from self._sectors()
        yield from self._audiences()
        if self.roadmap.levels:
            yield self._levels()
        yield self._about()
        yield self._statement()
        yield self._section("haku.md.j2", paths.SEARCH, "Haku", lists=self._lists())
        # Last, as a measure whose title another page has must be told apart from it.
        titles = Counter(_line(measure.title) for measure in self.roadmap.measures)
        for measure in self.roadmap.measures_in_order:
            title = _line(measure.title)
            yield self._measure(measure, shared=titles[title] > 1 or title in self.taken)
        yield from history.history_pages(self.site, self._page)
        if self.site.options.components:
            yield gallery.PAGE, gallery.gallery()

    def _half_year_title(self, moment: HalfYear) -> str:
        if moment == self.site.now:
            return f"Mitä tehdään nyt, {moment.during}"
        return f"Toimenpiteet {moment.during}"

    def assets(self, pages: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Give the files that are not pages, by file relative to the docs folder."""
        yield from history.redirects(self.site, pages)
        for chapter in self.site.history.chapters:
            yield paths.version_content(chapter.name), chapter.version.content
        if self.site.history and not self.site.options.draft:
            yield paths.FEED, feed.feed(self.site)
        yield from appearance.assets(self.roadmap)
        told = statements.statement(self.roadmap, self.site.name)
        yield paths.STATEMENT_JSON, statements.as_json(told).encode()
        found = index_files(search_pages(self.site), self.roadmap.abbreviations, self.lexicon)
        for file, text in {**found, **filter_files(self.site)}.items():
            yield file, text.encode()

    def _lists(self) -> Sequence[tuple[str, str]]:
        """Return the section pages that list measures by who has them: label → file."""
        by_owner = (paths.PARTIES, paths.SECTORS, paths.AUDIENCES)
        return [(label, file) for label, file in self.nav() if file in by_owner]

    # --- page kinds ------------------------------------------------------------------------

    def _front(self) -> tuple[str, str]:
        vision = self.roadmap.texts.get("visio")
        front = Page(self.site, paths.FRONT)
        status = front.standing_rows()
        if self.settings.updated:
            status.append(("Päivitetty", date_text(self.settings.updated)))
        status += front.source_rows()
        return self._page(
            "etusivu.md.j2",
            paths.FRONT,
            title=self.site.name,
            description=self.settings.description,
            vision_text=_prose(vision.markdown, shift=1, drop_title=True) if vision else None,
            happening=self.site.happening(self.site.now),
            most_shown=_MOST_ON_FRONT,
            status=status,
            day=date_text(self.site.options.today),
            newest=history.newest_changes(front),
        )

    def _goal(self, goal: Goal) -> tuple[str, str]:
        measures = self.roadmap.measures_of(goal)
        return self._page(
            "tavoite.md.j2",
            paths.goal(goal.id),
            title=f"Tavoite {goal.number}: {goal.title}",
            description=goal.description
            or f"Tavoitteen toimenpiteet ja niiden aikataulu: {goal.title}.",
            crumbs=[("Tavoitteet", paths.GOALS)],
            goal=goal,
            parts=(None, *goal.groups),
            known=any(self.roadmap.schedule_of(measure) is not None for measure in measures),
        )

    def _measure(self, measure: Measure, *, shared: bool) -> tuple[str, str]:
        goal = self.roadmap.goals_by_id[measure.goal]
        sentence = schedule_sentence(
            self.roadmap.schedule_of(measure), self.site.period, self.roadmap.why_unknown(measure)
        )
        parties = ", ".join(self.roadmap.parties_of(measure))
        return self._page(
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
            history=history.measure_history(Page(self.site, paths.measure(measure.id)), measure.id),
        )

    def _parties(self) -> Iterator[tuple[str, str]]:
        site = self.site
        if not site.by_party:
            return
        owners = [(name, site.party_pages[name], own) for name, own in site.by_party.items()]
        yield self._section(
            "luettelo.md.j2",
            paths.PARTIES,
            "Vastuutahot",
            introduction="Vastuutaho vastaa siitä, että toimenpide toteutuu. Se on tehtävä,"
            " toimielin, työryhmä tai organisaatio, ei yksittäinen henkilö.",
            heading="Vastuutaho",
            owners=owners,
        )
        for name, page, measures in owners:
            party = self.roadmap.parties[name]
            facts = [party.description] if party.description else []
            if party.sector:
                sector = self.roadmap.sector_name(party.sector) or party.sector
                facts.append(f"{sentence_case(self.settings.sector_word)}: {sector}.")
            facts += _also(party.other_spellings)
            yield self._owner(
                name,
                "vastuutaho",
                page,
                ("Vastuutahot", paths.PARTIES),
                measures,
                facts,
                "Taholla ei ole toimenpiteitä.",
                more=party.kind,
            )

    def _sectors(self) -> Iterator[tuple[str, str]]:
        site = self.site
        if not site.by_sector:
            return
        label = sentence_case(site.sector_plural)
        owners = [(name, site.sector_pages[name], own) for name, own in site.by_sector.items()]
        spellings = {sector.name: sector.other_spellings for sector in self.settings.sectors}
        yield self._section(
            "luettelo.md.j2",
            paths.SECTORS,
            label,
            introduction="Toimenpiteet sen mukaan, mitä organisaation osaa ne koskevat.",
            heading=sentence_case(self.settings.sector_word),
            owners=owners,
        )
        for name, page, measures in owners:
            yield self._owner(
                name,
                self.settings.sector_word,
                page,
                (label, paths.SECTORS),
                measures,
                _also(spellings[name]),
                "Toimenpiteitä ei ole.",
            )

    def _audiences(self) -> Iterator[tuple[str, str]]:
        site = self.site
        if not site.by_audience:
            return
        owners = [(name, site.audience_pages[name], own) for name, own in site.by_audience.items()]
        spellings = {one.name: one.other_spellings for one in self.settings.audiences}
        yield self._section(
            "luettelo.md.j2",
            paths.AUDIENCES,
            "Kohderyhmät",
            introduction="Toimenpiteet sen mukaan, ketä ne koskevat.",
            heading="Kohderyhmä",
            owners=owners,
        )
        for name, page, measures in owners:
            yield self._owner(
                name,
                "kohderyhmä",
                page,
                ("Kohderyhmät", paths.AUDIENCES),
                measures,
                _also(spellings.get(name, ())),
                "Kohderyhmälle ei ole toimenpiteitä.",
            )

    def _owner(
        self,
        name: str,
        kind: str,
        page: str,
        section: tuple[str, str],
        measures: Sequence[Measure],
        facts: Sequence[str],
        none_text: str,
        more: str | None = None,
    ) -> tuple[str, str]:
        told = f"{kind}, {more}" if more else kind
        return self._page(
            "omistaja.md.j2",
            page,
            # "Henkilöstö" may be a party, a sector and an audience: the title tells which.
            title=f"{name} ({kind})",
            description=f"{name}: {told}, {counted(len(measures), 'toimenpide', 'toimenpidettä')}.",
            crumbs=[section],
            name=name,
            kind=told,
            facts=facts,
            measures=measures,
            none_text=none_text,
        )

    def _levels(self) -> tuple[str, str]:
        levels = self.roadmap.levels
        assert levels is not None
        scale = ", ".join(f"{step} ({meaning})" for step, meaning in levels.scale.items())
        viewpoints = {viewpoint.id: viewpoint.name for viewpoint in levels.viewpoints}
        # A spearhead often has the very words of its viewpoint.
        spearheads = [
            (one.name, seen if (seen := viewpoints.get(one.viewpoint or "")) != one.name else None)
            for one in levels.spearheads
        ]
        measured = any(
            level is not None
            for v in levels.viewpoints
            for level in (v.start_level, v.target_level)
        )
        return self._section(
            "tasot.md.j2",
            paths.LEVELS,
            "Lähtö- ja tavoitetasot",
            levels=levels,
            scale=scale,
            measured=measured,
            spearheads=spearheads,
        )

    def _about(self) -> tuple[str, str]:
        texts = [_prose(self.roadmap.texts[stem].markdown, shift=1) for stem in self.settings.texts]
        abbreviations = sorted(
            self.roadmap.abbreviations.items(), key=lambda pair: sort_key(pair[0])
        )
        return self._section(
            "tietoa.md.j2",
            paths.ABOUT,
            "Tietoa digitiekartasta",
            texts=texts,
            abbreviations=abbreviations,
            approving=any(body.approves for body in self.settings.bodies),
            history=bool(self.site.history),
        )

    def _statement(self) -> tuple[str, str]:
        told = statements.statement(self.roadmap, self.site.name)
        return self._section(
            "saavutettavuusseloste.md.j2",
            paths.STATEMENT,
            "Saavutettavuusseloste",
            told=told,
            feedback_label=feedback_label(told.feedback_address or ""),
            act=statements.ACT,
            days=str(statements.DAYS_TO_ANSWER),
            audited=statements.audited(told),
            making=statements.making(told),
            json=paths.STATEMENT_JSON,
        )

    # --- the frame of every page -----------------------------------------------------------

    def _section(self, template: str, file: str, title: str, **needs: object) -> tuple[str, str]:
        description = f"{title}. {self.settings.description}"
        return self._page(
            template,
            file,
            title=title,
            description=description,
            crumbs=(),
            current_address=None,
            **needs,
        )

    def _page(
        self,
        template: str,
        file: str,
        *,
        title: str,
        description: str,
        crumbs: Crumbs = (),
        current_address: str | None = None,
        **needs: object,
    ) -> tuple[str, str]:
        """Return a page's file and text.

        Args:
            template, file: What it is made of, and where it goes.
            title, description: For browsers and search engines, plain text.
            crumbs: The pages above it, label and file.
            current_address: Of a page that is old: the address of the one that is not.
            needs: What the template asks for.
        """
        fields: dict[str, object] = {
            "title": escaping.html(self._distinct(title, file)),
            "description": escaping.html(_shortened(description)),
        }
        if current_address is not None:
            fields["nykyinen"] = current_address
        if file != paths.FRONT:
            trail = [("Etusivu", paths.FRONT), *crumbs]
            fields["murupolku"] = [
                {"nimi": escaping.html(label), "osoite": address(target)} for label, target in trail
            ]
        body = render(
            template,
            site=self.site,
            roadmap=self.roadmap,
            settings=self.settings,
            group_partitive=self.group_partitive,
            **{"page": Page(self.site, file), "title": title, **needs},
        )
        explained = definitions(body, self.roadmap.abbreviations)
        text = _with_distinct_captions(body) + (f"\n{explained}" if explained else "")
        return file, f"{front_matter(fields)}\n{text}"

    def _distinct(self, title: str, file: str) -> str:
        """Return a title that no page before has."""
        title = _line(title)
        if title in self.taken:
            title = f"{title} ({address(file)})"
        self.taken.add(title)
        return title


address = paths.address


def _prose(text: str, *, shift: int, drop_title: bool = False) -> Markdown:
    return Markdown(prose.render(text, shift=shift, drop_title=drop_title))


def _line(text: str) -> str:
    return escaping.clean(text).replace("\n", " ")


def _also(spellings: Sequence[str]) -> list[str]:
    if not spellings:
        return []
    names = "nimellä" if len(spellings) == 1 else "nimillä"
    return [f"Asiakirjoissa myös {names} {listed([quoted(one) for one in spellings])}."]


def _with_distinct_captions(body: str) -> str:
    """Number the captions that a page would have twice, as groups may share their title."""
    seen: Counter[str] = Counter()

    def numbered(found: re.Match[str]) -> str:
        number = seen[found["caption"]] = seen[found["caption"]] + 1
        return found[0] if number == 1 else f"{found[0]} ({number})"

    return re.sub(rf"^{CAPTION_LINE} (?P<caption>.*)$", numbered, body, flags=re.MULTILINE)


def _shortened(text: str) -> str:
    """Return a description of a sentence or two, cut between words where it is longer."""
    if len(text) <= _DESCRIPTION_LENGTH:
        return text
    return text[:_DESCRIPTION_LENGTH].rsplit(" ", 1)[0].rstrip(",;:") + " …"

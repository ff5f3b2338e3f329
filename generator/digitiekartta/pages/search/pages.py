"""What search knows of each page of a roadmap: its title, its words and where it is."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from digitiekartta.basics.text import counted, grouped, sentence_case
from digitiekartta.markup.escaping import clean
from digitiekartta.pages import paths
from digitiekartta.pages.changes import decided
from digitiekartta.pages.lists import half_year_lists
from digitiekartta.pages.search.index import SearchPage, Vocabulary
from digitiekartta.pages.search.states import STATE_WORDS
from digitiekartta.pages.section import OwnerSection
from digitiekartta.pages.sections import owner_sections, sections_of
from digitiekartta.pages.site import Site
from digitiekartta.roadmap.fields import declared
from digitiekartta.roadmap.model import Goal, Group, Measure, Party
from digitiekartta.roadmap.values import decimal_text, words_of
from digitiekartta.versions.comparison.history import Chapter

_SEARCHED = [(name, field) for name, field in declared(Measure).items() if field.searched is True]
_NAMES = [name for name, field in _SEARCHED if field.is_list]
# What is found is shown by its first fitting sentence: those on the measure itself come first.
_TEXTS = sorted(
    (name for name, field in _SEARCHED if not field.is_list),
    key=lambda name: name not in ("description", "notes"),
)
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?…])\s+(?=[A-ZÅÄÖ0-9])|\n+")


def vocabulary(site: Site) -> Vocabulary:
    """Return the words that a roadmap gives search, and where feedback on it goes."""
    settings = site.roadmap.settings
    return Vocabulary(
        site.roadmap.abbreviations,
        synonyms=[words_of(line) for line in settings.synonyms],
        roadmap=settings.short_name,
        feedback=settings.feedback.address if settings.feedback else "",
    )


def search_pages(site: Site, details: Mapping[str, Measure] | None = None) -> Iterator[SearchPage]:
    """Yield the pages that search finds, measures first: among equals the first one wins.

    ``details`` has the measures by id with all that is told of them, where the site lacks it.
    """
    roadmap = site.roadmap
    in_full = details or roadmap.measures_by_id
    for measure in roadmap.measures_in_order:
        yield _measure(site, measure, in_full[measure.id])
    for goal in roadmap.goals:
        yield _goal(goal)
        for group in goal.groups:
            yield _group(site, goal, group)
    for section in owner_sections(site):
        yield from _owners(section)
    yield from _half_years(site)
    for page in sections_of(site):
        if any(texts := [*page.search]):
            kind = "Etusivu" if page.file == paths.FRONT else "Sivu"
            found = _page(page.title, page.file, kind, keywords=page.keywords, texts=texts)
            yield replace(found, names=tuple(map(clean, page.names)))
        if page.file == paths.ABOUT:
            yield _feedback(site, page.title)
    for chapter in site.history.newest_first:
        yield from _version(chapter)


def _half_years(site: Site) -> Iterator[SearchPage]:
    """Yield the half-years, and their phases where these have pages of their own."""
    for moment in site.told_half_years:
        count = sum(len(measures) for _, measures in site.happening(moment))
        yield _page(
            f"Mitä tehdään {moment.during}",
            paths.half_year(moment),
            "Puolivuosi",
            keywords=(str(moment),),
            texts=[f"Toimenpiteet vaiheittain: {count}."],
        )
    for one in half_year_lists(site):
        number = sentence_case(counted(len(one.measures), "toimenpide"))
        yield _page(one.title, one.file, "Puolivuosi", texts=[f"{number}."])


def _version(chapter: Chapter) -> Iterator[SearchPage]:
    """Yield the first page of a version and what changed in it, found by name and decision."""
    name, approval = chapter.version.name, chapter.version.approval
    keywords = [approval.decided]
    for title, page, kind in (
        (f"Versio {name}", paths.version(name), "Versio"),
        (f"Muutokset versiossa {name}", paths.changes(name), "Muutokset"),
    ):
        yield _page(title, page, kind, keywords=keywords, texts=(), quoted=[decided(chapter)])


def _feedback(site: Site, within: str) -> SearchPage:
    """Return where one tells what one thinks: a part of a page."""
    page = _page(
        "Palaute ja yhteystiedot",
        paths.ABOUT,
        "Sivu",
        within=within,
        texts=(),
        quoted=[f"Mihin voi antaa palautetta {site.own.elative}."],
    )
    return replace(page, address=f"{page.address}#palaute", names=("palaute", "yhteystiedot"))


def _owners(section: OwnerSection) -> Iterator[SearchPage]:
    owners, kind = section.owners, sentence_case(section.noun)
    for name, page in owners.pages.items():
        entry, keywords = owners.entries.get(name), owners.spellings(name)
        description = entry.description if isinstance(entry, Party) else None
        count = len(owners.measures[name])
        number = f"Toimenpiteitä: {count}." if count else "Ei toimenpiteitä."
        yield _page(name, page, kind, keywords=keywords, texts=[description, number])


def _measure(site: Site, measure: Measure, in_full: Measure) -> SearchPage:
    roadmap = site.roadmap
    goal, group = roadmap.goals_by_id[measure.goal], roadmap.group_of(measure)
    parties = roadmap.parties_of(measure)
    names = [name for field in _NAMES for name in getattr(in_full, field)]
    keywords = [*names, *([group.title] if group else ()), *_standing(measure)]
    for owners, own in (
        (site.parties, parties),
        (site.sectors, roadmap.sectors_of(measure)),
        (site.audiences, roadmap.audiences_of(measure)),
    ):
        for name in own:
            keywords += (name, *owners.spellings(name))
    schedule = roadmap.schedule_of(measure)
    texts = [
        *([measure.title] if roadmap.short_title(measure) != measure.title else ()),
        *(getattr(in_full, name) for name in _TEXTS),
        *(report.text for report in sorted(measure.reports, key=lambda r: r.half_year)),
        *(f"{label}: {text}" for label, text in in_full.extra_fields.items()),
        measure.ended.reason if measure.ended else None,
        *(f"{moment}: {cell.words}." for moment, cell in (schedule or {}).items() if cell.words),
        site.sentence(measure),
    ]
    title = roadmap.short_title(measure)
    page = _page(
        title,
        paths.measure(measure.id),
        "Toimenpide",
        within=f"Tavoite {goal.number}: {goal.title}",
        keywords=keywords,
        texts=texts,
        quoted=_told_in_lists(measure, parties),
    )
    return replace(page, over=tuple(_over(site, measure)))


def _over(site: Site, measure: Measure) -> Iterator[str]:
    """Yield that a measure is over; where its end lies ahead, when, and what is told till then."""
    moment = measure.ended.half_year if measure.ended else None
    if measure.is_over:
        yield "päättynyt" if measure.ended else "yhdistetty toiseen"
    if moment and moment > site.now:
        yield from (moment.slug, f"päättyy {moment.during}")


def _standing(measure: Measure) -> Iterator[str]:
    """Yield in a word or two how a measure stands, and that it has an estimate of its cost."""
    if report := measure.last_report():
        yield STATE_WORDS.get(report.state, report.state)
    if measure.ended:
        yield STATE_WORDS["päättynyt"]
    if measure.costs:
        yield "kustannusarvio"


def _told_in_lists(measure: Measure, parties: Iterable[str]) -> Iterator[str]:
    """Yield the sentences for what a measure's keywords say."""
    if names := ", ".join(parties):
        yield f"Vastuu: {names}."
    for report in sorted(measure.reports, key=lambda report: report.half_year, reverse=True)[:1]:
        yield f"Tilanne, {report.half_year}: {report.state}."
    if measure.ended:
        moment = measure.ended.half_year
        yield f"Toimenpide on päättynyt {moment.during}." if moment else "Toimenpide on päättynyt."
    if measure.costs:
        costs = (f"{cost.year}: {grouped(decimal_text(cost.euros))} €" for cost in measure.costs)
        yield f"Kustannusarvio: {', '.join(costs)}."


def _goal(goal: Goal) -> SearchPage:
    texts = [goal.description, *(f"{group.title}." for group in goal.groups)]
    title = f"Tavoite {goal.number}: {goal.title}"
    return _page(title, paths.goal(goal.id), "Tavoite", texts=texts)


def _group(site: Site, goal: Goal, group: Group) -> SearchPage:
    roadmap = site.roadmap
    number = counted(len(roadmap.measures_in(goal, group)), "toimenpide")
    return _page(
        group.title,
        paths.group(goal.id, group.id),
        sentence_case(roadmap.settings.group_word),
        within=f"Tavoite {goal.number}: {goal.title}",
        keywords=group.audience,
        texts=[group.description, f"{sentence_case(number)}."],
    )


def _page(
    title: str,
    page: str,
    kind: str,
    *,
    within: str = "",
    keywords: Iterable[str] = (),
    texts: Iterable[str | None],
    quoted: Iterable[str] = (),
) -> SearchPage:
    parts = (part for text in texts if text for part in _BETWEEN_SENTENCES.split(clean(text)))
    sentences = tuple(part.strip() for part in parts if part.strip())
    return SearchPage(
        clean(title),
        paths.address(page),
        kind,
        clean(within),
        keywords=tuple(map(clean, keywords)),
        sentences=sentences,
        quoted=tuple(map(clean, quoted)),
    )

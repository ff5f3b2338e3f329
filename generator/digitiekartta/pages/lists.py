"""The lists of measures that have pages of their own, where a page would grow too long with them.

Which they are is declared once: the pages, search and former addresses read it here. A roadmap
whose lists are short has none.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.basics.text import counted, in_sentence, sentence_case
from digitiekartta.markup.markdown import Markdown
from digitiekartta.pages import parts, paths
from digitiekartta.pages.costs import is_estimated
from digitiekartta.pages.frame import Crumbs, Frame, Unwritten
from digitiekartta.pages.page import Page
from digitiekartta.pages.parts import Part
from digitiekartta.pages.printing import PrintedPage
from digitiekartta.pages.sections import owner_sections
from digitiekartta.pages.site import Site
from digitiekartta.pages.tracking import is_tracked
from digitiekartta.roadmap.model import Goal, Measure, Phase

# What a page says of some of the list's measures.
Rows = Callable[[Page, Sequence[Measure]], Markdown]


@dataclass(frozen=True, kw_only=True)
class LongList:
    """A list that has a page of its own, or only parts of a page that is made elsewhere.

    Attributes:
        file, title: Its page.
        measures: Its measures.
        crumbs: The pages above its page.
        rows: What is said of them.
        parts: The pages among which it is parted; none where its page has it whole.
        own_page: Whether its page is made here: else a template of its own leads to the parts.
        by_goal: Whether the measures stand under their goals.
        template: What its pages are made of.
        phase: The phase that they are in, of a half-year's.
        about: What has to be known of them to understand it, told on each of its pages.
    """

    file: str
    title: str
    measures: Sequence[Measure]
    crumbs: Crumbs
    rows: Rows
    parts: Sequence[Part]
    own_page: bool = True
    by_goal: bool = True
    template: str = "osa.md.j2"
    phase: Phase | None = None
    about: str = ""

    @property
    def is_timeless(self) -> bool:
        """Whether nothing on its pages is now."""
        return self.template != "osa.md.j2"

    @property
    def files(self) -> Iterator[str]:
        """The pages that are made of it."""
        if self.own_page:
            yield self.file
        yield from (part.file for part in self.parts)


def list_pages(frame: Frame) -> Iterator[tuple[str, Unwritten[str]]]:
    """Yield the pages of all such lists, file and text."""
    for one in lists_of(frame.site):
        yield from _pages(frame, one)


def lists_of(site: Site) -> Iterator[LongList]:
    """Yield the lists that are too long for the pages that would else have them."""
    yield from half_year_lists(site)
    yield from _of_owners(site)
    yield from _of_goals(site)
    yield from _of_tracking(site)
    yield from _of_costs(site)
    yield from _of_schedule(site)
    yield from _printed(site)


def _pages(frame: Frame, one: LongList) -> Iterator[tuple[str, Unwritten[str]]]:
    if one.own_page and one.parts:
        yield frame.page(
            "osat.md.j2",
            one.file,
            title=one.title,
            description=f"{one.title}: {counted(len(one.measures), 'toimenpide')}.",
            crumbs=one.crumbs,
            list=one,
        )
    whole = Part(one.file, "", tuple(one.measures))
    pages = one.parts or ([whole] if one.own_page else [])
    for at, part in enumerate(pages):
        yield frame.page(
            one.template,
            part.file,
            title=", ".join(filter(None, (one.title, part.label))),
            description=f"{one.title}: {counted(len(part.measures), 'toimenpide')}"
            f"{f', {part.label}' if part.label else ''}.",
            crumbs=[*one.crumbs, *([(one.title, one.file)] if one.parts else [])],
            list=one,
            part=part,
            before=pages[at - 1] if at else None,
            after=pages[at + 1] if at + 1 < len(pages) else None,
            is_timeless=one.is_timeless,
        )


# --- half-years ------------------------------------------------------------------------------


def half_year_lists(site: Site) -> Iterator[LongList]:
    """Yield the phases of each half-year in which much happens."""
    for moment in site.told_half_years:
        yield from lists_of_half_year(site, moment)


def lists_of_half_year(site: Site, moment: HalfYear) -> Iterator[LongList]:
    """Yield the phases of a half-year, each with its measures, where its page cannot have them."""
    happening = site.happening(moment)
    if not parts.is_long(*(measures for _, measures in happening)):
        return
    phases: Sequence[Phase | None] = (*site.roadmap.settings.phases, None)
    names = {phase: Page(site, paths.SCHEDULE).marks(phase) for phase in phases}
    here = paths.half_year(moment)
    files = paths.pages_for(here.removesuffix(".md"), names.values())
    for phase, measures in happening:
        file = files[names[phase]]
        yield LongList(
            file=file,
            title=f"{names[phase]} {moment.during}",
            measures=measures,
            crumbs=[("Aikataulu", paths.SCHEDULE), (f"Mitä tehdään {moment.during}", here)],
            rows=partial(_in_half_year, phase=phase, moment=moment),
            parts=parts.in_parts(site, file, measures),
            phase=phase,
            about=(phase.explanation or "") if phase else "",
        )


def _in_half_year(
    page: Page, measures: Sequence[Measure], *, phase: Phase | None, moment: HalfYear
) -> Markdown:
    return page.half_year_table(phase, measures, moment, _goal(page, measures))


# --- owners and goals ------------------------------------------------------------------------


def _of_owners(site: Site) -> Iterator[LongList]:
    for section in owner_sections(site):
        for name, measures in section.owners.measures.items():
            file = section.owners.pages[name]
            yield from _apart(
                LongList(
                    file=file,
                    title=f"{name} ({section.noun})",
                    measures=measures,
                    crumbs=[(section.label, section.file)],
                    rows=_measures,
                    parts=parts.in_parts(site, file, measures),
                    own_page=False,
                )
            )


def _measures(page: Page, measures: Sequence[Measure]) -> Markdown:
    return page.measure_table(measures, f"Toimenpiteet, tavoite {_goal(page, measures).number}")


def _goal(page: Page, measures: Sequence[Measure]) -> Goal:
    return page.roadmap.goals_by_id[measures[0].goal]


def _of_goals(site: Site) -> Iterator[LongList]:
    """Yield the groups that are too long, and what a long goal has outside its groups."""
    roadmap, word = site.roadmap, site.roadmap.settings.group_word
    for goal in roadmap.goals:
        page, name = paths.goal(goal.id), f"Tavoite {goal.number}: {goal.title}"
        if parts.is_long_goal(site, goal):
            loose = roadmap.measures_in(goal, None)
            yield from _apart(
                LongList(
                    file=page,
                    title=name,
                    measures=loose,
                    crumbs=[("Tavoitteet", paths.GOALS)],
                    rows=partial(_schedules, caption=goal.title),
                    parts=parts.loose_parts(site, goal),
                    own_page=False,
                    by_goal=False,
                )
            )
        for group in goal.groups:
            file, measures = paths.group(goal.id, group.id), roadmap.measures_in(goal, group)
            yield from _apart(
                LongList(
                    file=file,
                    title=f"{group.title} ({word}, tavoite {goal.number})",
                    measures=measures,
                    crumbs=[("Tavoitteet", paths.GOALS), (name, page)],
                    rows=partial(_schedules, caption=group.title),
                    parts=parts.schedule_parts(site, file, measures),
                    own_page=False,
                    by_goal=False,
                )
            )


def _schedules(page: Page, measures: Sequence[Measure], *, caption: str) -> Markdown:
    return page.schedule_table(measures, caption)


def _apart(one: LongList) -> Iterator[LongList]:
    """Yield a list whose page has a template of its own, if it is parted."""
    if one.parts:
        yield one


# --- tracking, costs, unknown schedules ------------------------------------------------------


def _of_tracking(site: Site) -> Iterator[LongList]:
    page = Page(site, paths.TRACKING)
    if not (is_tracked(site) and page.is_long_tracking):
        return
    one = partial(_list, site, crumbs=[("Seuranta", paths.TRACKING)])
    moved = [measure for measure, _ in page.site.moved]
    if moved:
        yield one(paths.MOVED, "Siirretyt toimenpiteet", moved, _moved, by_goal=False)
    if missing := page.not_reported():
        of = sentence_case(page.last_finished.genitive) if page.last_finished else ""
        title = f"{of} tilannetta ei ole raportoitu"
        unreported = one(paths.NOT_REPORTED, title, missing, _links)
        yield replace(unreported, about=page.what_is_not_reported)
    if ended := page.ended():
        yield one(paths.ENDED, "Päättyneet toimenpiteet", ended, Page.ended_table, by_goal=False)
    for state, told in page.by_state().items():
        title = f"Viimeksi raportoitu: {in_sentence(state)}"
        measures = [measure for measure, _ in told]
        yield one(paths.reported(state), title, measures, Page.reported_list)


def _moved(page: Page, measures: Sequence[Measure]) -> Markdown:
    return page.moved_table({measure.id for measure in measures})


def _links(page: Page, measures: Sequence[Measure]) -> Markdown:
    return Markdown("\n".join(f"- {page.measure(measure)}" for measure in measures))


def _of_costs(site: Site) -> Iterator[LongList]:
    page = Page(site, paths.COSTS)
    if is_estimated(site) and page.is_long_costs:
        one = partial(_list, site, crumbs=[("Kustannukset", paths.COSTS)])
        title = "Kustannusarviot toimenpiteittäin"
        yield one(paths.ESTIMATED, title, page.estimated(), Page.costs_by_measure, by_goal=False)
        if unknown := page.not_estimated():
            yield one(paths.NOT_ESTIMATED, "Kustannusarvio puuttuu", unknown, _links)


def _of_schedule(site: Site) -> Iterator[LongList]:
    if not (site.tells_time and parts.is_long(site.unscheduled)):
        return
    one = partial(_list, site, crumbs=[("Aikataulu", paths.SCHEDULE)])
    if site.told_in_source:
        yield one(paths.TOLD, "Aika lähteen mukaan", site.told_in_source, Page.told_list)
    if site.scheduled and site.unscheduled:
        title = "Aikataulu ei ole tiedossa"
        yield one(paths.UNSCHEDULED, title, site.unscheduled, Page.unscheduled_list)


def _list(
    site: Site,
    file: str,
    title: str,
    measures: Sequence[Measure],
    rows: Rows,
    *,
    crumbs: Crumbs,
    by_goal: bool = True,
) -> LongList:
    return LongList(
        file=file,
        title=title,
        measures=measures,
        crumbs=crumbs,
        rows=rows,
        parts=parts.in_parts(site, file, measures, by_goal=by_goal),
        by_goal=by_goal,
    )


# --- paper -----------------------------------------------------------------------------------


def _printed(site: Site) -> Iterator[LongList]:
    """Yield the goals of a long roadmap, each on sheets of its own."""
    if not parts.is_long_print(site):
        return
    label = f"{sentence_case(site.own.nominative)} taulukkona"
    for goal in site.roadmap.goals:
        if measures := site.roadmap.measures_of(goal):
            file = paths.printed(goal.id)
            yield LongList(
                file=file,
                title=f"Tavoite {goal.number} taulukkona: {goal.title}",
                measures=measures,
                crumbs=[(label, paths.PRINT)],
                rows=partial(_on_paper, goal=goal),
                parts=parts.printed_parts(site, file, measures),
                by_goal=False,
                template="tuloste-tavoite.md.j2",
            )


def _on_paper(page: Page, measures: Sequence[Measure], *, goal: Goal) -> Markdown:
    return PrintedPage(page.site, page.here).whole_goal(goal, measures)


# --- former addresses ------------------------------------------------------------------------


def files_of_lists(site: Site) -> Mapping[str, Sequence[str]]:
    """Return section's folder → the pages of long lists below it, for former addresses."""
    files = sorted(chain.from_iterable(one.files for one in lists_of(site)))
    found: dict[str, list[str]] = {}
    for file in files:
        found.setdefault(file.partition("/")[0], []).append(file)
    return found

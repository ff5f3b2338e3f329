"""Which pages a roadmap has, and the text of each. Nothing here touches the disk."""

import posixpath
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import PurePosixPath

from digitiekartta.basics.text import counted, ended
from digitiekartta.markup import escaping
from digitiekartta.markup.report.html import page as html_page
from digitiekartta.pages import appearance, card, feed, parts, paths, situations, summary
from digitiekartta.pages.calendars.schedule import has_calendar, party_calendars
from digitiekartta.pages.embedding import embed_files, embed_pages
from digitiekartta.pages.frame import Files, Frame, Unwritten
from digitiekartta.pages.history import history_pages
from digitiekartta.pages.lists import files_of_lists, list_pages, lists_of_half_year
from digitiekartta.pages.numbers import compared
from digitiekartta.pages.numbers.charts import CHARTS, drawn, has_charts
from digitiekartta.pages.open_data import content as open_content
from digitiekartta.pages.open_data.files import data_files
from digitiekartta.pages.outline import Outlined, digest
from digitiekartta.pages.printing import style_sheet
from digitiekartta.pages.search.filters import filter_files
from digitiekartta.pages.search.index import index_files
from digitiekartta.pages.search.lexicon import Lexicon
from digitiekartta.pages.search.pages import search_pages, vocabulary
from digitiekartta.pages.search.subjects import Finder, Subjects, kept_subjects
from digitiekartta.pages.section import OwnerSection
from digitiekartta.pages.sections import owner_sections, sections_of, sections_with_addresses
from digitiekartta.pages.sharing.facts import ForPrograms, manifest, sitemap
from digitiekartta.pages.sharing.pictures import pictures
from digitiekartta.pages.site import Options, Site
from digitiekartta.pages.situations import has_situations, situation_file
from digitiekartta.pages.summary import summary_file
from digitiekartta.pages.tracking import tracked_years
from digitiekartta.pages.year import year_needs
from digitiekartta.roadmap.links import edit_address, feedback_address, file_of
from digitiekartta.roadmap.model import Goal, Group, Measure
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.roadmap.statement import statement as statements
from digitiekartta.versions.comparison.entries import Entry
from digitiekartta.versions.comparison.history import history_of
from digitiekartta.versions.records import Version

_LEXICON = Lexicon()


@dataclass(frozen=True)
class Plan:
    """Everything that a roadmap's site is built from.

    ``files`` is page file → Markdown, relative to the docs folder; ``nav`` is the section
    pages, label → file, in order; ``assets`` is what else the site has of its own: colours,
    logo, the statement for programs, the data of search and filters. ``beside`` is the files that
    no page leads to by its Markdown. ``made_of`` is, for all,
    file → a digest of all that it is made of besides the program; "" where nobody knows.
    """

    site: Site
    files: Mapping[str, str]
    nav: Sequence[tuple[str, str]]
    assets: Mapping[str, bytes]
    beside: Mapping[str, bytes] = field(default_factory=dict)
    made_of: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Pages:
    """The pages of a roadmap without what is made of them.

    ``texts`` is page file → Markdown, ``redirects`` former address → page, ``labels`` the
    section's label by its folder.
    """

    texts: Mapping[str, str]
    redirects: Mapping[str, bytes]
    labels: Mapping[str, str]


def pages_of(roadmap: Roadmap, options: Options, versions: Sequence[Version] = ()) -> Pages:
    """Return the pages of a roadmap that has no errors, for comparison."""
    site = Site(roadmap, options, history_of(versions, roadmap, draft=options.draft))
    texts = {file: page.write() for file, page in _pages(Frame(site))}
    redirects = {
        file.removesuffix("index.html"): write() for file, write in _redirects(site, texts)
    }
    labels = {section.file.partition("/")[0]: section.label for section in sections_of(site)}
    return Pages(texts, redirects, labels)


def plan(
    roadmap: Roadmap,
    options: Options,
    lexicon: Lexicon | None = None,
    versions: Sequence[Version] = (),
    subjects: Subjects | None = None,
) -> Plan:
    """Return the pages of a roadmap that has no errors; ``versions`` are oldest first.

    The lexicon has the words that search has looked up before; it learns those that are new. By
    the subjects, the program's own unless given, a roadmap is compared with others.
    """
    site = Site(roadmap, options, history_of(versions, roadmap, draft=options.draft))
    outlined = Outlined.of(site)
    frame = Frame(outlined.outline, outlined.made_of)
    pages = dict(_pages(frame, outlined))
    # With more in the menu, build time and page size grow as a square.
    menu = [section for section in sections_of(site) if section.in_menu]
    finder = Finder(subjects or kept_subjects(), lexicon or _LEXICON)
    assets = dict(_assets(frame, outlined, pages, finder))
    beside = dict(_measure_data(outlined))
    return Plan(
        site,
        Files({file: page.write for file, page in pages.items()}),
        [(section.label, section.file) for section in menu],
        Files({file: asset.write for file, asset in assets.items()}),
        Files({file: data.write for file, data in beside.items()}),
        {file: one.made_of for files in (pages, assets, beside) for file, one in files.items()},
    )


def outline(
    roadmap: Roadmap, options: Options, versions: Sequence[Version] = (), *, pending: bool = False
) -> tuple[Mapping[str, str], Sequence[str]]:
    """Return the pages of a roadmap's site, and which other files a reader may be led to.

    The roadmap may have errors; to write one of the pages it must have none. With ``pending`` the
    pages tell what is still to be approved.
    """
    site = Site(roadmap, options, history_of(versions, roadmap, draft=pending))
    pages = dict(_pages(Frame(site)))
    others = [file for file, _ in _redirects(site, pages)]
    others += [paths.version_content(version.name) for version in versions]
    return Files({file: page.write for file, page in pages.items()}), [
        *others,
        *(file.file for file in data_files(site)),
        *(file for file, _ in embed_files(site)),
        *(paths.measure_data(measure.id) for measure in roadmap.measures),
        paths.STATEMENT_JSON,
    ]


def _assets(
    frame: Frame, outlined: Outlined, pages: Iterable[str], finder: Finder
) -> Iterator[tuple[str, Unwritten[bytes]]]:
    """Yield the files that are not pages, by file relative to the docs folder."""
    for file, write in _outline_assets(frame, pages):
        yield file, Unwritten(frame.made_of, write)
    yield from _open_data(outlined)
    site, details = frame.site, outlined.whole.roadmap.measures_by_id
    index = index_files(search_pages(site, details), vocabulary(site), finder.lexicon)
    for file, text in {**index, **filter_files(site, details)}.items():
        yield file, Unwritten("", partial(bytes, text.encode()))  # half of what the text takes
    # Words of all texts tell subjects. Now, as its words are learnt before the lexicon is saved.
    told = compared.compared_file(outlined.whole, finder, outlined.told_of)
    yield compared.FILE, Unwritten("", partial(bytes, told.encode()))


def _outline_assets(
    frame: Frame, pages: Iterable[str]
) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield those that tell nothing but the outline."""
    site = frame.site
    yield from _redirects(site, pages)
    for chapter in site.history.chapters:
        yield paths.version_content(chapter.version.name), partial(bytes, chapter.version.content)
    if site.history and not site.options.draft:
        yield paths.FEED, partial(feed.feed, site)
    # Search engines must be told nothing of a draft, and can be told nothing without an address.
    if site.options.site_url and not site.options.draft:
        yield paths.SITEMAP, partial(sitemap, site.options.site_url, frame.changed)
    for file, data in appearance.assets(site.roadmap):
        yield file, partial(bytes, data)
    yield from pictures(site)
    yield paths.MANIFEST, partial(manifest, site)
    yield paths.PRINT_STYLES, partial(_encoded, style_sheet, site)
    yield paths.STATEMENT_JSON, partial(_encoded, _statement, site)
    if has_situations(site):
        yield situations.FILE, partial(_encoded, situation_file, site)
    for year in tracked_years(site):
        for name in CHARTS if has_charts(site, year) else ():
            yield paths.chart(year, name), partial(drawn, site, year, name)
    yield summary.FILE, partial(_encoded, summary_file, site)
    yield from embed_files(site)
    yield from party_calendars(site)


def _open_data(outlined: Outlined) -> Iterator[tuple[str, Unwritten[bytes]]]:
    """Yield the files of open data: tables, the whole roadmap, and what describes them."""
    whole, outline, made_of = outlined.whole, outlined.outline, outlined.made_of
    for file in data_files(outline):
        if file.tells_details:
            yield file.file, Unwritten(outlined.all_made_of, partial(file.write, whole))
        else:
            yield file.file, Unwritten(made_of, partial(file.write, outline))


def _measure_data(outlined: Outlined) -> Iterator[tuple[str, Unwritten[bytes]]]:
    """Yield each measure by itself as open data."""
    for measure in outlined.whole.roadmap.measures_in_order:
        write = partial(open_content.one_measure, outlined.whole, measure)
        made = digest(outlined.made_of, outlined.details[measure.id])
        yield paths.measure_data(measure.id), Unwritten(made, write)


def _encoded(text: Callable[[Site], str], site: Site) -> bytes:
    return text(site).encode()


def _statement(site: Site) -> str:
    return statements.as_json(statements.Statement(site.roadmap, site.name))


# --- pages ----------------------------------------------------------------------------------


def _pages(frame: Frame, whole: Outlined | None = None) -> Iterator[tuple[str, Unwritten[str]]]:
    """Yield the pages, file and page.

    Args:
        frame: Makes those of the outline, and all pages where nobody asks what they are made of.
        whole: All that a measure's own page and what tells of pending changes is made of.
    """
    site, roadmap = frame.site, frame.site.roadmap
    full = replace(frame, site=whole.whole, made_of=whole.all_made_of) if whole else frame
    for section in sections_of(site):
        yield (full if section.tells_pending else frame).page(
            section.template,
            section.file,
            title=section.title,
            description=section.description or f"{section.title}. {roadmap.settings.description}",
            for_programs=section.for_programs,
            section=section,
            more_needs=section.needs,
        )
    for goal in roadmap.goals:
        yield _goal(frame, goal)
        for group in goal.groups:
            yield _group(frame, goal, group)
    for moment in site.told_half_years:
        yield frame.page(
            "puolivuosi.md.j2",
            paths.half_year(moment),
            title=f"Mitä tehdään {moment.during}",
            description=f"Toimenpiteet vaiheittain: {moment}.",
            crumbs=[("Aikataulu", paths.SCHEDULE)],
            moment=moment,
            happening=site.happening(moment),
            lists=[*lists_of_half_year(site, moment)],
        )
    for year in tracked_years(site):
        yield frame.page(
            "seuranta-vuosi.md.j2",
            paths.year(year),
            title=f"Seuranta {year}",
            description=f"Mitä vuodelle {year} suunniteltiin ja mitä siitä on raportoitu.",
            crumbs=[("Seuranta", paths.TRACKING)],
            is_timeless=year < site.now.year,
            more_needs=partial(year_needs, site, year),
        )
    for owners in owner_sections(site):
        for name in owners.owners.measures:
            yield _owner(frame, owners, name)
    yield from list_pages(frame)
    yield from embed_pages(frame)
    # After those whose titles a measure may have: then it must be told apart from them.
    headings = [one.short_title or one.title for one in roadmap.measures]
    titles = Counter(map(escaping.one_line, headings))
    details = full.site.roadmap.measures_by_id
    for measure in roadmap.measures_in_order:
        title = escaping.one_line(measure.short_title or measure.title)
        shared = titles[title] > 1 or title in frame.titles
        pending = full.site.history.pending_of(measure.id)
        yield _measure(
            frame,
            measure,
            details[measure.id],
            shared=shared,
            pending=pending,
            own=whole.own_made_of(measure, pending) if whole else "",
        )
    yield from history_pages(frame, full)


def _goal(frame: Frame, goal: Goal) -> tuple[str, Unwritten[str]]:
    roadmap = frame.site.roadmap
    return frame.page(
        "tavoite.md.j2",
        paths.goal(goal.id),
        title=f"Tavoite {goal.number}: {goal.title}",
        description=goal.description
        or f"Tavoitteen toimenpiteet ja niiden aikataulu: {goal.title}.",
        crumbs=[("Tavoitteet", paths.GOALS)],
        changed=frame.site.history.goal_changed(goal.id, [m.id for m in roadmap.measures_of(goal)]),
        goal=goal,
        known=any(roadmap.schedule_of(m) is not None for m in roadmap.measures_of(goal)),
        apart=parts.is_long_goal(frame.site, goal),
        parts=parts.loose_parts(frame.site, goal),
    )


def _group(frame: Frame, goal: Goal, group: Group) -> tuple[str, Unwritten[str]]:
    roadmap = frame.site.roadmap
    measures = roadmap.measures_in(goal, group)
    many = counted(len(measures), "toimenpide")
    return frame.page(
        "ryhma.md.j2",
        paths.group(goal.id, group.id),
        # A measure or a goal may have the same title.
        title=f"{group.title} ({roadmap.settings.group_word}, tavoite {goal.number})",
        description=group.description or f"{group.title}: {many}.",
        crumbs=[
            ("Tavoitteet", paths.GOALS),
            (f"Tavoite {goal.number}: {goal.title}", paths.goal(goal.id)),
        ],
        goal=goal,
        group=group,
        measures=measures,
        known=any(roadmap.schedule_of(m) is not None for m in measures),
        parts=parts.schedule_parts(frame.site, paths.group(goal.id, group.id), measures),
    )


def _measure(
    frame: Frame,
    measure: Measure,
    in_full: Measure,
    *,
    shared: bool,
    pending: Entry | None,
    own: str,
) -> tuple[str, Unwritten[str]]:
    roadmap = frame.site.roadmap
    goal, heading = roadmap.goals_by_id[measure.goal], roadmap.heading_of(measure)
    return frame.page(
        "toimenpide.md.j2",
        paths.measure(measure.id),
        # Titles of pages must differ even where the decided wording of measures does not.
        title=f"{heading} ({goal.title}, {measure.id})" if shared else heading,
        description=partial(_described, frame.site, in_full),
        crumbs=[
            ("Tavoitteet", paths.GOALS),
            (f"Tavoite {goal.number}: {goal.title}", paths.goal(goal.id)),
        ],
        changed=frame.site.history.measure_changed(measure.id),
        is_timeless=frame.site.has_ended(measure),
        for_programs=ForPrograms({paths.measure_data(measure.id): "application/json"}),
        own=own,
        measure=in_full,
        pending=pending,
        more_needs=partial(_of_measure, frame.site, measure),
    )


def _of_measure(site: Site, measure: Measure) -> Mapping[str, object]:
    roadmap, address = site.roadmap, site.whole_address(paths.measure(measure.id))
    return {
        "heading": roadmap.heading_of(measure),
        "neighbours": roadmap.neighbours[measure.id],
        "edit": edit_address(roadmap, measure),
        "source_file": file_of(roadmap, measure),
        "feedback": feedback_address(roadmap, measure, address),
    }


def _described(site: Site, measure: Measure) -> str:
    goal, parties = site.roadmap.goals_by_id[measure.goal], site.roadmap.parties_of(measure)
    told = (
        card.what(measure) or f"Tavoite {goal.number}: {goal.title}",
        f"Vastuu: {', '.join(parties)}" if parties else "",
        next(iter(card.when(site, measure).values()), "Aikataulu ei ole tiedossa"),
    )
    return " ".join(ended(part) for part in told if part)


def _owner(frame: Frame, section: OwnerSection, name: str) -> tuple[str, Unwritten[str]]:
    kind, measures = section.kind(name), section.owners.measures[name]
    return frame.page(
        "omistaja.md.j2",
        section.owners.pages[name],
        # "Henkilöstö" may be a party, a sector and an audience: the title tells which.
        title=f"{name} ({section.noun})",
        description=f"{name}: {kind}, {counted(len(measures), 'toimenpide')}.",
        crumbs=[(section.label, section.file)],
        name=name,
        kind=kind,
        facts=section.facts(frame.site, name),
        measures=measures,
        parts=parts.in_parts(frame.site, section.owners.pages[name], measures),
        key=section.key,
        slug=PurePosixPath(section.owners.pages[name]).stem,
        none_text=section.without,
        calendar=paths.calendar(section.owners.pages[name])
        if section.owners is frame.site.parties and has_calendar(frame.site, measures)
        else None,
    )


# --- former addresses ------------------------------------------------------------------------


def _redirects(site: Site, files: Iterable[str]) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield small pages at addresses that were public and are no longer, and what writes each."""
    there, sections = {*files}, {section.file: section for section in sections_of(site)}
    moved: dict[str, Callable[[], bytes]] = {}
    for former, present in sorted(_former_ids(site)):
        title = site.roadmap.short_title(site.roadmap.measures_by_id[present])
        file = paths.measure(former)
        moved[file] = partial(_redirect, file, paths.measure(present), "Sivu on siirtynyt", title)
    versions = [Site(one.version.roadmap(), site.options) for one in site.history.chapters]
    for then in (site, *versions):
        lists = files_of_lists(then)
        for section in sections_with_addresses(then):
            target = sections.get(section.file) or sections[_instead_of(section.file)]
            below = lists.get(section.file.partition("/")[0], ())
            for file in (section.file, *section.below, *below):
                gone = partial(_redirect, file, target.file, "Sivua ei enää ole", target.label)
                moved.setdefault(file, gone)
    for file in sorted(moved):
        if file not in there:
            yield f"{paths.address(file)}index.html", moved[file]


def _instead_of(file: str) -> str:
    """Return the page that tells what is known where a section has nothing to tell."""
    return paths.MEASURES if file == paths.SCHEDULE else paths.FRONT


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
    name = escaping.one_line(name)
    return html_page(
        "siirtynyt.html.j2", "pages/templates", way=way, heading=heading, name=name
    ).encode()

"""Building: content becomes finished sites, several roadmaps side by side.

A site replaces the former one only when everything succeeded, so the last good
site stays in place whatever goes wrong.
"""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from filelock import FileLock, Timeout

from digitiekartta.audit.built_site import BuiltSite
from digitiekartta.audit.site_check import Facts, check_site, has_all_of
from digitiekartta.basics.files import put_back, swap_in
from digitiekartta.basics.kinds import SITES
from digitiekartta.basics.problems import (
    Place,
    Problem,
    Severity,
    Stopped,
    errors_in,
    in_order,
)
from digitiekartta.basics.sameness import touched
from digitiekartta.pages.listing import ROADMAPS
from digitiekartta.pages.plan import Plan, plan
from digitiekartta.pages.prose_links import with_dead_links
from digitiekartta.pages.search.lexicon import Lexicon
from digitiekartta.pages.search.subjects import subjects_of
from digitiekartta.pages.site import Options
from digitiekartta.pages.writing import BESIDE, CONFIG, DOCS, Written, theme_of, write_plan
from digitiekartta.roadmap.checking.words import unexplained
from digitiekartta.roadmap.project import Base, Project
from digitiekartta.roadmap.reading.folder import MEASURES
from digitiekartta.site import engine
from digitiekartta.site.finishing import finish, open_from_disk
from digitiekartta.site.joining import unfit_sites
from digitiekartta.site.listing import build_listing
from digitiekartta.site.many import Progress, cores, side_by_side
from digitiekartta.site.readable import faults_of_base
from digitiekartta.site.reuse import Ingredients, LastBuild, bring_along, complete, html_of
from digitiekartta.site.standing import Standing, Told
from digitiekartta.versions.check import check_approved, check_roadmap, pass_gate

BUILD_IN_USE = SITES.error(
    "build-in-use",
    "Toinen ajo tekee juuri tiekartan {name} sivuja.",
    "Odota, että se valmistuu, ja aja komento uudelleen.",
    "Esikatselu on tekemässä sivuja, kun komento digitiekartta build ajetaan.",
)
BUILD_CUT = SITES.error(
    "build-cut",
    "Tiekartan {name} sivuja tekevä ohjelma katkesi ({how}), joten sivusto ei valmistunut.",
    "Entinen sivusto on paikallaan. Aja komento uudelleen. Jos koneen muisti loppuu, tee"
    " tiekartat yksi kerrallaan: digitiekartta build {name}",
    "Kone lopettaa ohjelman, koska muisti loppuu.",
)


@dataclass(frozen=True)
class Outcome:
    """What came of one roadmap: its Problems, and its plan unless they hold errors.

    What has been built comes without its plan, which is as large as the roadmap, and often from
    another program. Of what the roadmap says it has only what is told of each.

    ``refused`` says that there is nothing approved from which a public site could be made,
    ``baseless`` that the base configuration or the theme can't be read;
    ``unexplained`` are the abbreviations of what was built that nobody has explained.
    """

    name: str
    problems: tuple[Problem, ...]
    plan: Plan | None = None
    written: Written = field(default_factory=Written)
    refused: bool = False
    baseless: bool = False
    unexplained: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether there was an error."""
        return bool(errors_in(self.problems))


def make_pages(project: Project, name: str, options: Options) -> Outcome:
    """Read and check a roadmap and write its pages; with errors nothing is written.

    A draft is made from the working content, a public site from the newest approved version
    and from nothing else.

    Args:
        project, name: The roadmap.
        options: How the site is made; its approval_status is found out here.
    """
    if faults := faults_of_base(project):
        return Outcome(name, tuple(in_order(faults)), baseless=True)
    if options.draft:
        checked = with_dead_links(
            check_roadmap(project.content, name, options.today, project.memory(name)),
            options.today,
        )
        roadmap, problems, versions = checked.roadmap, checked.problems, checked.versions.all
        if (newest := checked.versions.newest) and newest.approval.is_transcription:
            status = checked.versions.status_of(checked.sound) if checked.sound else None
            options = replace(options, approval_status=status)
    else:
        passed = pass_gate(project.content, name)
        if isinstance(passed, tuple):
            return Outcome(name, passed, refused=True)
        roadmap, versions, status = passed.all[-1].roadmap(), passed.all, passed.status
        options = replace(options, approval_status=status)
        problems = check_approved(roadmap, max(options.today, options.run_day))
    if roadmap is None or errors_in(problems):
        return Outcome(name, problems)
    lexicon = Lexicon(project.build(".sanasto") / name)
    subjects, _ = subjects_of(project.content)  # what is wrong with them the list tells
    planned = plan(roadmap, options, lexicon, versions, subjects)
    lexicon.save()
    written = write_plan(planned, project.build(name), project.site(name))
    return Outcome(name, problems, planned, written)


def build(
    project: Project,
    names: Sequence[str],
    options: Options,
    *,
    engine_name: str = "mkdocs",
    strict: bool = True,
    listing: bool = True,
    progress: Progress = lambda name, done: None,
) -> list[Outcome]:
    """Build site/<name>/ for each roadmap, and site/index.html that lists all that are built.

    The list of a public build has public sites only.

    Args:
        project: The folders.
        names: The roadmaps, in order.
        options: Date, draft or not, and the address of the folder that holds all sites.
        engine_name: "mkdocs", "properdocs" or "zensical".
        strict: Whether what the engine warns of is an error.
        listing: Whether the list is made; without it nothing but the sites changes.
        progress: Called from several threads.
    """
    make = partial(_build_one, project, options, engine_name, strict)
    outcomes = side_by_side(make, names, progress, _lost)
    if listing and any(not each.failed for each in outcomes):
        outcomes.append(_list_roadmaps(project, options, engine_name, strict, progress))
    return outcomes


def join(
    project: Project,
    names: Sequence[str],
    options: Options,
    *,
    engine_name: str = "mkdocs",
    strict: bool = True,
    progress: Progress = lambda name, done: None,
) -> Outcome:
    """Build site/index.html alone, of sites that were built elsewhere and brought together.

    Args:
        project: The folders.
        names: The roadmaps whose site must be there.
        options, engine_name, strict, progress: As those with which the sites were built.
    """
    if unfit := in_order([*faults_of_base(project), *unfit_sites(project, names, options)]):
        return Outcome(ROADMAPS, tuple(unfit))
    return _list_roadmaps(project, options, engine_name, strict, progress)


def _list_roadmaps(
    project: Project, options: Options, engine_name: str, strict: bool, progress: Progress
) -> Outcome:
    run = partial(run_engine, project, engine_name=engine_name, strict=strict)
    # Another run may be making it for other roadmaps: it is soon done.
    with lock_of(project, ROADMAPS, wait=True):
        outcome = Outcome(ROADMAPS, build_listing(project, options, run))
    if not outcome.failed:
        progress("site/index.html", "luettelo tiekartoista valmis")
    return outcome


def _build_one(
    project: Project,
    options: Options,
    engine_name: str,
    strict: bool,
    name: str,
    progress: Progress,
) -> Outcome:
    """Build the site of one roadmap."""
    site = project.site(name)
    try:
        with lock_of(project, name):
            _tidied(project.build(name), site)
            subjects, _ = subjects_of(project.content)
            standing = Standing(project, name, options, engine_name, strict, subjects.digest)
            if told := standing.told():
                progress(name, "sivut ovat ennallaan")
                progress(name, "sivusto on ennallaan")
                return Outcome(name, told.problems, unexplained=told.unexplained)
            with _crew_for(project, name, options, engine_name) as crew:
                pages = make_pages(project, name, _under(options, name))
                progress(name, _said_of_pages(pages))
                if pages.plan is None:
                    return pages
                made = pages.plan.site
                problems = run_engine(
                    *(project, name, made.options, site),
                    engine_name=engine_name,
                    strict=strict,
                    crew=crew,
                )
            failed = bool(errors_in(problems))
            progress(name, "sivusto ei valmistunut" if failed else "sivusto valmis")
            words = tuple(word for word, *_ in unexplained(made.roadmap))
            if problems:
                standing.forget()  # what an engine complained of is told again
            else:
                standing.note(Told(pages.problems, words))
            problems = in_order([*pages.problems, *problems])
            return Outcome(name, tuple(problems), unexplained=words)
    except Stopped as stopped:
        progress(name, "toinen ajo tekee samaa tiekarttaa")
        return Outcome(name, stopped.problems)


def _crew_for(project: Project, name: str, options: Options, engine_name: str) -> engine.Crew:
    """Return engines that get ready for a build while its pages are planned."""
    is_first = not LastBuild.of(project.build(name), project.site(name)).is_noted
    content = project.content / name
    counts = is_first and not content.is_symlink()  # what is behind a link is not read
    measures = len([*(content / MEASURES).glob("*.yml")]) if counts else 0
    return engine.Crew(epoch_of(options), engine_name, most=cores(), pages=measures)


def _lost(name: str, status: int) -> Outcome:
    """Return what comes of a roadmap whose program ended in the middle."""
    how = f"signaali {-status}" if status < 0 else f"koodi {status}"
    return Outcome(name, (BUILD_CUT.at(Place(f"build/{name}"), name=name, how=how),))


def _said_of_pages(outcome: Outcome) -> str:
    if outcome.plan:
        return f"{len(outcome.plan.files)} sivua kirjoitettu"
    reason = "ehjää hyväksyttyä versiota ei ole" if outcome.refused else "sisällössä on virheitä"
    if outcome.baseless:
        reason = "asetuksissa tai teemassa on virheitä"
    return f"{reason}, sivustoa ei tehty"


@contextmanager
def lock_of(
    project: Project, name: str, purpose: str = "", *, wait: bool = False
) -> Iterator[None]:
    """Keep other runs out of a roadmap's build folder: two in it would mix their pages.

    Args:
        project, name: The roadmap.
        purpose: What else is built of it, in a folder of its own: ".julki".
        wait: Whether to wait for the run that is in it.

    Raises:
        Stopped: Another run is in it, and is not waited for.
    """
    try:
        with FileLock(project.build(".lukot") / (name + purpose), timeout=-1 if wait else 0):
            yield
    except Timeout as error:
        raise Stopped(BUILD_IN_USE.at(Place(f"build/{name}"), name=name)) from error


def run_engine(
    project: Project,
    name: str,
    options: Options,
    target: Path,
    *,
    engine_name: str = "mkdocs",
    strict: bool = True,
    crew: engine.Crew | None = None,
) -> list[Problem]:
    """Build the written pages beside them, check the site, and only then put it into its place.

    Args:
        project, name, options: The roadmap whose pages have been written.
        target: Where the site goes.
        engine_name: The engine.
        strict: Whether what the engine warns of is an error.
        crew: Engines that wait for this build.

    Returns:
        What the engine and the checks complained of; with an error the target stays as it was.
    """
    folder = project.build(name)
    base = project.base
    docs, theme = folder / DOCS, theme_of(base, folder)
    fresh, former = _tidied(folder, target)
    last = LastBuild.of(folder, target)
    before = touched(*base.places)
    ingredients = _ingredients(project, folder, options, engine_name)
    same = last.same_as(ingredients) if ingredients else {}
    missing = [page for page in ingredients.pages if page not in same] if ingredients else []
    base_path = (urlsplit(options.site_url).path if options.site_url else "") or "/"
    known = Facts(base_path)
    problems = []
    if missing or not same:
        problems = engine.build(
            folder / CONFIG,
            fresh,
            engine=engine_name,
            epoch=epoch_of(options),
            only=missing if same else None,
            crew=crew,
            known=known,
        )
    if not errors_in(problems):
        if same:
            complete(fresh, same, docs, theme)
        bring_along(fresh, folder / BESIDE)
        finish(fresh, docs=docs, theme=theme)
        if options.from_disk:
            open_from_disk(fresh)
            known = Facts()  # of pages as they were
        site = BuiltSite(fresh)
        new = sorted({*site.names}.difference(map(html_of, same)))
        # Pages that were taken over had no faults, and have none while all they lead to is there.
        only = new if same and has_all_of(site, BuiltSite(target), new) else None
        # What stands beside the list leads to pages of the roadmaps' own sites.
        beside = project.root / "site" if name == ROADMAPS else None
        problems += check_site(site, base_path=base_path, only=only, known=known, beside=beside)
    problems = [inside_project(at_source(problem, base, theme), project) for problem in problems]
    if strict:
        problems = [replace(problem, severity=Severity.ERROR) for problem in problems]
    if not errors_in(problems):
        swap_in(fresh, target, former)
        if ingredients and not problems and before == touched(*base.places):
            last.note(ingredients, same)
        else:  # what was complained of is told again, and of an edited theme nothing is known
            last.forget()
    return problems


def _tidied(folder: Path, target: Path) -> tuple[Path, Path]:
    """Return where a new site is made and where the former one is meanwhile, both empty.

    What a run left there that was cut short is put back or removed.
    """
    fresh, former = folder / "site", folder / "vanha"
    put_back(former, target)
    for leftover in (fresh, former):
        shutil.rmtree(leftover, ignore_errors=True)
    for leftover in folder.glob(".perija*"):
        leftover.unlink(missing_ok=True)
    return fresh, former


def _ingredients(
    project: Project, folder: Path, options: Options, engine_name: str
) -> Ingredients | None:
    """Return of what the written pages are made; None where only a whole build can make them."""
    written = (folder / CONFIG).is_file() and (folder / DOCS).is_dir()
    if engine_name == "zensical" or not written:
        return None
    return Ingredients.of(
        folder,
        project.root,
        engine_name,
        from_disk=options.from_disk,
        epoch=epoch_of(options),
    )


def epoch_of(options: Options) -> int:
    """Return the date of the run as the engines want it: seconds since 1970 (UTC)."""
    day = options.today
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


def at_source(problem: Problem, base: Base, theme: Path) -> Problem:
    """Name a file of the theme where people edit it, and not where its layers are put together."""
    file = Path(problem.place.file)
    source = base.files.get(file.relative_to(theme).as_posix()) if theme in file.parents else None
    if source is None:
        return problem
    return replace(problem, place=replace(problem.place, file=source.as_posix()))


def inside_project(problem: Problem, project: Project) -> Problem:
    """Name the file from the project's root on, as the other Problems do."""
    place = problem.place
    try:
        file = Path(place.file).resolve().relative_to(project.root.resolve()).as_posix()
    except ValueError:
        return problem
    return replace(problem, place=replace(place, file=file))


def _under(options: Options, name: str) -> Options:
    """Return the options of one roadmap: its site stands under the address of them all."""
    if options.site_url is None:
        return options
    return replace(options, site_url=f"{options.site_url.rstrip('/')}/{name}/")

"""The list of roadmaps: site/index.html, which leads to every site that has been built."""

import json
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from digitiekartta.basics.files import read_whole, remove
from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.basics.keeping import keep, kept
from digitiekartta.basics.kinds import SITES
from digitiekartta.basics.problems import Place, Problem, errors_in
from digitiekartta.pages.comparison import LeftOut, comparison_pages
from digitiekartta.pages.frame import Files
from digitiekartta.pages.listing import ROADMAPS, Listed, listing_files
from digitiekartta.pages.numbers.comparing import Comparison, named
from digitiekartta.pages.search.subjects import Subjects, subjects_of
from digitiekartta.pages.site import Options, Site
from digitiekartta.pages.summary import FILE as SUMMARY
from digitiekartta.pages.summary import KINDS, summary
from digitiekartta.pages.writing import DOCS, write_files
from digitiekartta.roadmap.checking.rules import read_and_check
from digitiekartta.roadmap.project import Project
from digitiekartta.site.compared import told_by_site

NOT_COMPARED = SITES.warning(
    "site-not-compared",
    "Tiekartta {name} puuttuu vertailusta: sen sivusto ei kerro, mitä vertailu tarvitsee.",
    "Tee sivusto uudelleen: digitiekartta build {name}",
    "Sivusto on tehty ohjelman versiolla, jossa vertailua ei vielä ollut.",
)
OTHER_SUBJECTS = NOT_COMPARED.worded(
    "Tiekartta {name} puuttuu vertailusta: sen sivusto on tehty toisella aiheiden luettelolla."
)
_MERGED = "site/"


def build_listing(
    project: Project, options: Options, run: Callable[[str, Options, Path], list[Problem]]
) -> tuple[Problem, ...]:
    """Build site/index.html with the same looks, from one page of its own.

    Args:
        project, options: Of the run.
        run: Makes written pages into a site: their name, the options, where the site goes.
    """
    subjects, problems = subjects_of(project.content)
    if errors_in(problems):
        return problems
    listed = list(_listed(project, options))
    folder, site = project.build(ROADMAPS), project.root / "site"
    pages, made_of, left_out = _compared(project, listed, subjects, options)
    files = listing_files(listed, options, folder, site, compared=bool(pages))
    written: dict[str, Callable[[], str | bytes]] = {
        **{name: partial(files.__getitem__, name) for name in files},
        **{f"{DOCS}/{file}": write for file, write in pages.items()},
    }
    write_files(Files(written), folder, {f"{DOCS}/{file}": made_of for file in pages})
    target, moved = folder / "valmis", folder / "vietava"
    problems = (*left_out, *run(ROADMAPS, options, target))
    if not errors_in(problems):
        # The target stays, for the next build to take from.
        shutil.rmtree(moved, ignore_errors=True)
        shutil.copytree(target, moved)
        _merge(moved, project.root / "site", roadmaps=project.names(), note=folder / "viety.jsonl")
    return problems


def _compared(
    project: Project, listed: Sequence[Listed], subjects: Subjects, options: Options
) -> tuple[Mapping[str, Callable[[], str]], str, Sequence[Problem]]:
    """Return the pages that compare the roadmaps of a list, of what they are made, and Problems.

    There are none where there is nothing to compare. A site that tells too little of itself, or
    whose measures were sorted by other subjects, stays out, and is told.
    """
    if len(listed) < 2:
        return {}, "", ()
    told, left_out, problems = [], [], []
    for one in listed:
        found = told_by_site(project, one.folder)
        if found is None or found["aiheet"] != subjects.digest:
            kind = NOT_COMPARED if found is None else OTHER_SUBJECTS
            problems.append(kind.at(Place(f"site/{one.folder}"), name=one.folder))
            left_out.append(LeftOut(one.name, "sivusto on tehtävä uudelleen"))
        else:
            told.append((one.folder, one.facts, found))
    if len(told) < 2:
        return {}, "", problems
    now = HalfYear.of(options.today)
    comparison = Comparison(tuple(named(told)), subjects, now)
    made_of = sha256(f"{told!r} {left_out!r} {subjects.digest} {now}".encode()).hexdigest()
    return comparison_pages(comparison, left_out), made_of, problems


def _listed(project: Project, options: Options) -> Iterator[Listed]:
    """Yield the roadmaps that have a site, as their sites tell: content may be broken by now."""
    for name in project.names():
        if not is_built(project, name):
            continue
        if (facts := facts_of(project, name)) and is_whole(facts):
            if options.draft or not facts["luonnos"]:
                yield Listed(name, facts)
        elif options.draft and (roadmap := read_and_check(project.content, name).roadmap):
            yield Listed(name, summary(Site(roadmap, options)))


def is_built(project: Project, name: str) -> bool:
    """Whether a roadmap has a site."""
    return (project.site(name) / "index.html").is_file()


def facts_of(project: Project, name: str) -> Mapping[str, Any] | None:
    """Return what a site tells of itself; None where an older program made it."""
    try:
        facts = json.loads(read_whole(project.site(name) / SUMMARY))
    except (OSError, ValueError, RecursionError):
        return None
    return facts if isinstance(facts, dict) else None


def is_whole(facts: Mapping[str, Any]) -> bool:
    """Whether a site tells of itself all that the list tells."""
    return all(isinstance(facts.get(key), kind) for key, kind in KINDS.items())


def _merge(source: Path, site: Path, roadmaps: Sequence[str], note: Path) -> None:
    """Put the listing's files beside the roadmaps' folders, and remove what earlier builds left.

    Args:
        source: The built listing; it is moved.
        site: The folder of all sites. Files in it that no build made are left alone.
        roadmaps: The roadmaps of the project, whose folders stay.
        note: Where it is noted what builds have put into the folder.
    """
    site.mkdir(parents=True, exist_ok=True)
    fresh = {path.name for path in source.iterdir()}.difference(roadmaps)
    ours = fresh.union(roadmaps)
    earlier = set(filter(_is_plain, kept(note, _MERGED)))
    # Before anything is moved: whatever happens next, what came from us is known.
    keep(note, _MERGED, dict.fromkeys(sorted(ours | earlier), b""))
    for name in sorted(fresh):
        remove(site / name)
        (source / name).rename(site / name)
    for name in sorted(earlier - ours):
        remove(site / name)
    keep(note, _MERGED, dict.fromkeys(sorted(ours), b""))
    shutil.rmtree(source)


def _is_plain(name: str) -> bool:
    """Whether it names something in a folder itself: whatever is noted, nothing else is removed."""
    return name not in ("", ".", "..") and name == Path(name).name

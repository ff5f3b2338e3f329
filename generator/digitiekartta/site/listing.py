"""The list of roadmaps: site/index.html, which leads to every site that has been built."""

import json
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from digitiekartta.basics.files import read_whole, remove
from digitiekartta.basics.keeping import keep, kept
from digitiekartta.basics.problems import Problem, errors_in
from digitiekartta.pages.listing import ROADMAPS, Listed, listing_files
from digitiekartta.pages.site import Options, Site
from digitiekartta.pages.summary import FILE as SUMMARY
from digitiekartta.pages.summary import KINDS, summary
from digitiekartta.pages.writing import write_files
from digitiekartta.roadmap.checking.rules import read_and_check
from digitiekartta.roadmap.project import Project

_MERGED = "site/"


def build_listing(
    project: Project, options: Options, run: Callable[[str, Options, Path], list[Problem]]
) -> tuple[Problem, ...]:
    """Build site/index.html with the same looks, from one page of its own.

    Args:
        project, options: Of the run.
        run: Makes written pages into a site: their name, the options, where the site goes.
    """
    listed = list(_listed(project, options))
    folder = project.build(ROADMAPS)
    write_files(listing_files(listed, options, folder, project.root / "site"), folder)
    target, moved = folder / "valmis", folder / "vietava"
    problems = run(ROADMAPS, options, target)
    if not errors_in(problems):
        # The target stays, for the next build to take from.
        shutil.rmtree(moved, ignore_errors=True)
        shutil.copytree(target, moved)
        _merge(moved, project.root / "site", roadmaps=project.names(), note=folder / "viety.jsonl")
    return tuple(problems)


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

"""Edited: the page of a file that was edited, before all the others that may tell of it."""

from dataclasses import replace
from pathlib import Path

from digitiekartta.basics.problems import errors_in
from digitiekartta.pages import paths
from digitiekartta.pages.plan import outline
from digitiekartta.pages.site import Site
from digitiekartta.roadmap.checking.rules import check
from digitiekartta.roadmap.model import Goal, Measure
from digitiekartta.roadmap.reading.folder import read_one
from digitiekartta.roadmap.roadmap import Roadmap


def edited_page(made: Site, content: Path, file: Path) -> tuple[str, str] | None:
    """Return the page of a measure or a goal that was edited: its file and its Markdown.

    Args:
        made: What was last made of the roadmap, without errors.
        content: The folder of all content.
        file: The file that was edited, in the roadmap's folder.

    Returns:
        None where no such page was there, where something is wrong with the file, and wherever
        more than the file has to be read to know.
    """
    was, folder = made.roadmap, content / made.roadmap.id
    if not file.is_relative_to(folder):
        return None
    entry = read_one(content, was.id, file.relative_to(folder).as_posix())
    if isinstance(entry, Measure) and entry.id in was.measures_by_id:
        measures = tuple(entry if one.id == entry.id else one for one in was.measures)
        roadmap, page = replace(was, measures=measures), paths.measure(entry.id)
        before, after = [was.measures_by_id[entry.id]], [entry]
    elif isinstance(entry, Goal) and entry.id in was.goals_by_id:
        goals = (entry if one.id == entry.id else one for one in was.goals)
        in_order = tuple(sorted(goals, key=lambda goal: (goal.number, goal.id)))
        roadmap, page = replace(was, goals=in_order), paths.goal(entry.id)
        before = after = [*was.measures_of(was.goals_by_id[entry.id])[:1]]
    else:
        return None
    file_name = entry.place_of().file
    # Rules that look for other measures find none, neither before nor after.
    known = _errors_in(file_name, replace(was, measures=tuple(before)))
    if _errors_in(file_name, replace(roadmap, measures=tuple(after))) - known:
        return None
    versions = [chapter.version for chapter in made.history.chapters]
    pages, _ = outline(roadmap, made.options, versions, pending=made.options.draft)
    return page, pages[page]


def _errors_in(file: str, roadmap: Roadmap) -> set[tuple[str, str]]:
    found = errors_in(check(roadmap))
    return {(problem.code, problem.message) for problem in found if problem.place.file == file}

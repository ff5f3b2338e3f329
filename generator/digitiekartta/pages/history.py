"""The pages of history: what changed and when, each version as it was, and what is gone.

An address that was ever public answers: with the page, with the one that took its place
(``redirects``), or with what became of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from digitiekartta.pages import paths
from digitiekartta.pages.archive import version_pages, version_rows
from digitiekartta.pages.changes import changes_markdown, decided, measure_history
from digitiekartta.pages.frame import Frame
from digitiekartta.pages.page import Page
from digitiekartta.pages.site import Site
from digitiekartta.versions.comparison.history import Chapter, Gone


def history_pages(frame: Frame) -> Iterator[tuple[str, str]]:
    """Yield the pages of a roadmap's history, file and text; none when nothing was approved."""
    site, history = frame.site, frame.site.history
    if not history:
        return
    crumbs = [("Muutokset", paths.CHANGES)]
    for chapter in history.chapters:
        file = paths.changes(chapter.name)
        yield frame.page(
            "muutokset-versio.md.j2",
            file,
            title=f"Muutokset versiossa {chapter.name}",
            description=chapter.comparison.summary,
            crumbs=crumbs,
            chapter=chapter,
            decided=decided(chapter),
            changes=changes_markdown(Page(site, file), chapter.comparison, 2),
        )
    yield frame.page(
        "versiot.md.j2",
        paths.VERSIONS,
        title="Hyväksytyt versiot",
        description="Digitiekartan hyväksytyt versiot sellaisina kuin ne hyväksyttiin.",
        crumbs=crumbs,
        rows=version_rows(Page(site, paths.VERSIONS), history.newest_first),
    )
    for chapter in history.chapters:
        yield from version_pages(frame, chapter)
    present = set(site.roadmap.measures_by_id)
    for gone in history.gone(sorted(present)):
        yield _gone_measure(frame, gone)
    for id, chapter in _gone_goals(site).items():
        yield _gone_goal(frame, id, chapter)


def _gone_measure(frame: Frame, gone: Gone) -> tuple[str, str]:
    site, measures = frame.site, frame.site.roadmap.measures_by_id
    later = [*site.roadmap.replacing(gone.measure.id)]
    merged = site.history.id_now(gone.measure.merged_into or "")
    if merged in measures:
        later.append(measures[merged])
    file = paths.measure(gone.measure.id)
    return frame.page(
        "poistunut-toimenpide.md.j2",
        file,
        title=gone.measure.title,
        description="Toimenpide ei ole enää digitiekartassa.",
        crumbs=[("Toimenpiteet", paths.MEASURES)],
        gone=gone,
        later=later,
        was=paths.version_goal(gone.version, gone.measure.goal),
        history=measure_history(Page(site, file), gone.measure.id),
    )


def _gone_goals(site: Site) -> dict[str, Chapter]:
    """Return the goals that are no longer there, each with the last version that has it."""
    last = {goal.id: chapter for chapter in site.history.chapters for goal in chapter.roadmap.goals}
    return {id: last[id] for id in sorted(last) if id not in site.roadmap.goals_by_id}


def _gone_goal(frame: Frame, id: str, chapter: Chapter) -> tuple[str, str]:
    goal = chapter.roadmap.goals_by_id[id]
    return frame.page(
        "poistunut-tavoite.md.j2",
        paths.goal(id),
        title=f"{goal.title} (poistunut tavoite)",
        description="Tavoite ei ole enää digitiekartassa.",
        crumbs=[("Tavoitteet", paths.GOALS)],
        goal=goal,
        chapter=chapter,
        was=paths.version_goal(chapter.name, id),
    )

"""The pages of history: what changed and when, each version as it was, and what is gone.

An address that was ever public answers: with the page, with the one that took its place
(``plan``), or with what became of it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from digitiekartta.basics.text import ended, sentence_case, unparted
from digitiekartta.markup import prose
from digitiekartta.markup.markdown import Markdown, joined, md
from digitiekartta.pages import parts, paths
from digitiekartta.pages.changes import title_of_versions
from digitiekartta.pages.frame import Frame, Unwritten
from digitiekartta.pages.page import Page
from digitiekartta.pages.site import Site
from digitiekartta.roadmap.model import Goal, Group, Measure
from digitiekartta.roadmap.values import date_text
from digitiekartta.versions.comparison.changes import Comparison, Section
from digitiekartta.versions.comparison.entries import Entry
from digitiekartta.versions.comparison.history import Gone, History, compared
from digitiekartta.versions.record import TRANSCRIPTION, Approval, Decided
from digitiekartta.versions.records import Version
from digitiekartta.versions.removals import MARK

_CRUMBS = [("Muutokset", paths.CHANGES)]
_KINDS: Mapping[Decided, str] = {
    "hyväksyntä": "koko {own}",
    "muutos": "muutokset",
    "korjaus": "korjaus",
    "jäljennös": "jäljennös hyväksytystä asiakirjasta",
}
_OWN_LINK = re.compile(r"\[([^\]]*)\]\((?!https?:|mailto:)[^)]*\)")


def history_pages(frame: Frame, whole: Frame) -> Iterator[tuple[str, Unwritten[str]]]:
    """Yield the pages of a roadmap's history, file and page; none when nothing was approved.

    What waits for approval is told by ``whole`` alone.
    """
    site, history = frame.site, frame.site.history
    if not history:
        return
    for chapter in history.chapters:
        yield from _change_pages(
            frame,
            "muutokset-versio.md.j2",
            paths.changes(chapter.version.name),
            title=f"Muutokset versiossa {chapter.version.name}",
            comparison=chapter.comparison,
            chapter=chapter,
        )
    pending = whole.site.history.pending
    if pending and parts.is_long(pending.entries):
        yield from _change_pages(
            whole,
            "muutokset-osa.md.j2",
            paths.PENDING,
            title="Luonnoksen muutokset, joita ei ole vielä hyväksytty",
            comparison=pending,
        )
    yield from _compared_pages(frame)
    page, versions = Page(site, paths.VERSIONS), [chapter.version for chapter in history.chapters]
    own = sentence_case(site.own.genitive)
    yield frame.page(
        "versiot.md.j2",
        page.here,
        title=title_of_versions(history),
        description=f"{own} hyväksytyt versiot sellaisina kuin ne hyväksyttiin."
        if not history.is_transcription
        else f"{own} jäljennöksen versiot.",
        crumbs=_CRUMBS,
        kind_label="Laji" if history.has_transcription else "Mitä hyväksyttiin",
        rows=[_version_row(page, version) for version in reversed(versions)],
        has_short_codes=any(version.approval.form_of_code for version in versions),
    )
    for version in versions:
        yield from _version_pages(frame, version)
    for gone in history.gone(tuple(site.roadmap.measures_by_id)):
        yield _gone_measure(frame, gone, whole.site.history.pending_of(gone.measure.id))
    last = {goal.id: version for version in versions for goal in version.roadmap().goals}
    for id in sorted(last):
        if id not in site.roadmap.goals_by_id:
            yield _gone_goal(frame, id, last[id])


def _compared_pages(frame: Frame) -> Iterator[tuple[str, Unwritten[str]]]:
    """Yield what changed between versions that do not follow one another."""
    names = [chapter.version.name for chapter in frame.site.history.chapters]
    for old, new in frame.site.history.pairs:
        if names.index(new.name) - names.index(old.name) > 1:
            comparison = compared(old, new)
            yield from _change_pages(
                frame,
                "muutokset-vertailu.md.j2",
                paths.compared(old.name, new.name),
                title=f"Muutokset versiosta {old.name} versioon {new.name}",
                comparison=comparison,
                changed=new.approval.day,
                old=old,
                new=new,
            )


def _change_pages(
    frame: Frame, template: str, file: str, *, title: str, comparison: Comparison, **needs: Any
) -> Iterator[tuple[str, Unwritten[str]]]:
    """Yield the page of a list of changes, and its parts where these are too many for it."""
    found = [*_parts_of(comparison)] if parts.is_long(comparison.entries) else []
    told: list[tuple[str, str, Comparison]] = []
    for number, part in enumerate(found, 1):
        titles = [section.title for section in (*part.sections, *part.reported)]
        span = " – ".join(dict.fromkeys((titles[0], titles[-1])))
        told.append((f"{file.removesuffix('.md')}/osa-{number}.md", f"Osa {number}: {span}", part))
    yield frame.page(
        template,
        file,
        title=title,
        description=comparison.summary,
        crumbs=_CRUMBS,
        comparison=comparison,
        parts=told,
        **needs,
    )
    for number, (part_file, label, part) in enumerate(told, 1):
        yield frame.page(
            "muutokset-osa.md.j2",
            part_file,
            title=f"{title}, osa {number}",
            description=f"{title}. {label}.",
            crumbs=[*_CRUMBS, (title, file)],
            comparison=part,
            parts=(),
        )


def _parts_of(comparison: Comparison) -> Iterator[Comparison]:
    """Yield a long list of changes in parts: what is decided by goals, then what was reported."""
    nothing = replace(comparison, sections=(), reported=(), summary="")
    for part in _in_pieces(comparison.sections):
        yield replace(nothing, sections=part)
    for part in _in_pieces(comparison.reported):
        yield replace(nothing, reported=part)


def _in_pieces(sections: Sequence[Section]) -> Iterator[tuple[Section, ...]]:
    """Yield sections as many at a time as a page may have; one that is too long is cut itself."""
    waiting: list[Section] = []
    for section in sections:
        for start in range(0, len(section.entries), parts.MOST_ROWS):
            piece = replace(section, entries=section.entries[start : start + parts.MOST_ROWS])
            if waiting and parts.is_long(*(one.entries for one in (*waiting, piece))):
                yield tuple(waiting)
                waiting = []
            waiting.append(piece)
    if waiting:
        yield tuple(waiting)


# --- the approved versions as they were -----------------------------------------------------


@dataclass(frozen=True)
class _VersionPage(Page):
    """A page of an approved version: its words are old, its links lead to pages of today."""

    current: Site

    @property
    def linked(self) -> Site:
        """The site of today."""
        return self.current

    def sectors(self, measure: Measure) -> Markdown:
        """Return a measure's sectors, with links to those that have a page."""
        names = self.roadmap.sectors_of(measure)
        return joined(self.owner(self.linked.sectors, name) for name in names)

    def in_full(self, measure: Measure) -> Markdown:
        """Return a link to a measure's page of today, with the wording that was approved."""
        return self.to(paths.measure(self.linked.history.id_now(measure.id)), measure.title)

    def group(self, goal: Goal, group: Group, label: str = "") -> Markdown:
        """Return a group's title: it may have no place on the pages of today."""
        return md(group.title)

    def tables(self, measure: Measure) -> Markdown:
        """Return the tables of a measure, its title in each caption: there are many on a page."""
        tables = [self.facts(measure)]
        tables += [self.costs(measure)] if measure.costs else []
        tables += [self.reports(measure)] if measure.reports else []
        title = md(measure.title)
        captioned = (table.replace("\n", f": {title}\n", 1) for table in tables)
        return Markdown("\n\n".join(captioned))


def _version_row(page: Page, version: Version) -> list[object]:
    approval = version.approval
    return [
        page.to(paths.version(version.name), f"Versio {version.name}"),
        _kind(page, approval),
        approval.decision or approval.body,
        date_text(approval.day),
        _section(page, approval),
        page.code(approval),
    ]


def _version_facts(page: Page, approval: Approval) -> Iterator[tuple[str, object]]:
    yield "Nimi", page.roadmap.settings.name
    copied = approval.is_transcription
    yield "Laji" if copied else "Mitä hyväksyttiin", _kind(page, approval)
    for one in approval.earlier:
        words = unparted(one.words)
        yield "Aiempi päätös", page.web(one.link, words) if one.link else words
    yield (
        "Alkuperäisen hyväksyi" if copied else "Hyväksyi",
        unparted(approval.decision or approval.approved_by_in_full),
    )
    if approval.link:
        yield "Pöytäkirja", _section(page, approval)
    yield "Tunniste", page.code(approval)


def _removed(history: History, version: Version) -> Iterator[tuple[str, object]]:
    """Yield what tells a reader that something was taken out of a version afterwards."""
    for chapter in history.newest_first:
        approval = chapter.version.approval
        if any(removal.version == version.name for removal in approval.removals):
            why = f"{date_text(approval.day)}: {ended(approval.reason or '')}"
            yield "Tietoja poistettu", f"{why} Niiden kohdalla lukee {MARK}."
            return


def _kind(page: Page, approval: Approval) -> str:
    """Return what was approved: "korjaus: Kirjoitusvirhe", "muutokset" …

    How a transcription came about is told among the changes.
    """
    kind = _KINDS[approval.kind].format(own=page.site.own.nominative)
    told = approval.reason if not approval.is_transcription else None
    return f"{kind}{f': {told}' if told else ''}"


def _section(page: Page, approval: Approval) -> Markdown:
    section = unparted(f"§ {approval.section}") if approval.section else ""
    if approval.link:
        return page.web(approval.link, f"{section}, pöytäkirja" if section else "Pöytäkirja")
    # A correction has the decision of an official instead of a section.
    missing = "ei pykälää" if approval.kind == "korjaus" else "pykälä ei tiedossa"
    return md(section or missing)


def _version_pages(frame: Frame, version: Version) -> Iterator[tuple[str, Unwritten[str]]]:
    """Yield the pages of a version, its own and one for each goal: file and text."""
    name, old, decided = version.name, version.roadmap(), version.approval.decided
    copied = version.approval.is_transcription
    own = sentence_case(frame.site.own.nominative)
    frozen = TRANSCRIPTION if copied else f"{own} sellaisena kuin se hyväksyttiin"
    goal_frozen = "Tavoite jäljennöksessä" if copied else "Tavoite sellaisena kuin se hyväksyttiin"
    archived = Site(old, replace(frame.site.options, approval_status=None))
    crumbs = [*_CRUMBS, (title_of_versions(frame.site.history), paths.VERSIONS)]
    needs: dict[str, Any] = {
        "version": version,
        "old": old,
        "in_force": version == frame.site.history.chapters[-1].version,
    }
    page = _VersionPage(archived, paths.version(name), frame.site)
    yield frame.page(
        "versio.md.j2",
        page.here,
        title=f"Versio {name}",
        description=f"{frozen}: {decided}.",
        crumbs=crumbs,
        current_address="",
        page=page,
        facts=[*_version_facts(page, version.approval), *_removed(frame.site.history, version)],
        # Links to pages of the site are left out as texts.
        texts=[
            Markdown(_OWN_LINK.sub(r"\1", prose.render(text.markdown, shift=2)))
            for text in old.texts.values()
        ],
        **needs,
    )
    for goal in old.goals:
        file = paths.version_goal(name, goal.id)
        title = f"Versio {name}, tavoite {goal.number}: {goal.title}"
        above = [*crumbs, (f"Versio {name}", page.here)]
        found = parts.version_parts(archived, file, old.measures_of(goal))
        yield frame.page(
            "versio-tavoite.md.j2",
            file,
            title=title,
            description=f"{goal_frozen}: {decided}.",
            crumbs=above,
            current_address=paths.address(paths.goal(goal.id)),
            page=replace(page, here=file),
            goal=goal,
            parts=found,
            **needs,
        )
        for part in found:
            yield frame.page(
                "versio-osa.md.j2",
                part.file,
                title=f"{title}, {part.label}",
                description=f"{goal_frozen}: {decided}, {part.label}.",
                crumbs=[*above, (title, file)],
                current_address=paths.address(paths.goal(goal.id)),
                page=replace(page, here=part.file),
                part=part,
                whole=file,
            )


# --- what is gone ---------------------------------------------------------------------------


def _gone_measure(frame: Frame, gone: Gone, pending: Entry | None) -> tuple[str, Unwritten[str]]:
    own = frame.site.own
    return frame.page(
        "poistunut-toimenpide.md.j2",
        paths.measure(gone.measure.id),
        title=gone.measure.title,
        description=f"Toimenpide ei ole enää {own.inessive}.",
        crumbs=[("Toimenpiteet", paths.MEASURES)],
        own=repr(pending),
        gone=gone,
        pending=pending,
    )


def _gone_goal(frame: Frame, id: str, version: Version) -> tuple[str, Unwritten[str]]:
    goal = version.roadmap().goals_by_id[id]
    return frame.page(
        "poistunut-tavoite.md.j2",
        paths.goal(id),
        title=f"{goal.title} (poistunut tavoite)",
        description=f"Tavoite ei ole enää {frame.site.own.inessive}.",
        crumbs=[("Tavoitteet", paths.GOALS)],
        goal=goal,
        version=version,
    )

"""What changed, as pages tell it: versions, their measures, and the history of one measure."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from digitiekartta.basics.text import ended, unparted
from digitiekartta.markup import escaping
from digitiekartta.markup.markdown import Markdown, md
from digitiekartta.markup.report.markdown import as_markdown
from digitiekartta.pages import paths
from digitiekartta.pages.page import Page
from digitiekartta.roadmap.values import date_text
from digitiekartta.versions.comparison.change_list import REPORTED, entry_heading, item, progress
from digitiekartta.versions.comparison.changes import Comparison
from digitiekartta.versions.comparison.entries import Entry, What
from digitiekartta.versions.comparison.history import Chapter

_APPROVED = {"hyväksyntä": "koko digitiekartan", "muutos": "muutokset"}
# What the change page of a version lists in full, and the page of all versions leaves out.
_MINOR = (What.CHANGED, What.REPORTED)
_MOST_MOVED = 5


def changes_markdown(page: Page, comparison: Comparison, level: int) -> Markdown:
    """Return all changes by goal, with links to the measures; ``level`` is the goals' heading."""
    blocks: list[str] = []
    for section in comparison.sections:
        blocks.append(f"{'#' * level} {md(section.title)}")
        for entry in section.one_by_one:
            blocks.append(f"{'#' * (level + 1)} {_heading(page, entry, section.title)}")
            if entry.lines:
                blocks.append(as_markdown(map(item, entry.lines)).rstrip("\n"))
        if section.reported:
            blocks.append(f"{'#' * (level + 1)} {REPORTED}")
            blocks.append("\n".join(_progress(page, entry) for entry in section.reported))
    return Markdown("\n\n".join(blocks))


def highlights(page: Page, comparison: Comparison) -> Markdown:
    """Return as a list what came, ended or went, and what was moved in time; empty when nothing."""
    measures = [entry for entry in comparison.entries if entry.is_measure]
    lines = [_heading(page, entry, "") for entry in measures if entry.what not in _MINOR]
    moved = [entry for entry in measures if entry.what is What.CHANGED and _is_moved(entry)]
    lines += [
        Markdown(f"Aikataulu muuttuu: {_measure(page, entry)}") for entry in moved[:_MOST_MOVED]
    ]
    if more := len(moved[_MOST_MOVED:]):
        lines.append(md(unparted(f"Myös {more} muun toimenpiteen aikataulu muuttuu")))
    return Markdown("\n".join(f"- {line}" for line in lines))


def _is_moved(entry: Entry) -> bool:
    return any(line.field == "aikataulu" and not line.only_spelling for line in entry.lines)


def _progress(page: Page, entry: Entry) -> str:
    return f"- {_measure(page, entry)} – {md(progress(entry))}"


def _measure(page: Page, entry: Entry) -> Markdown:
    return page.to(paths.measure(page.site.history.id_now(entry.id)), entry.title)


def newest_changes(page: Page) -> tuple[str, str, Markdown] | None:
    """Return of the newest version who decided it, the counts, and what came or went.

    None when there is no version, or only the first, which has changed nothing.
    """
    chapter = next(iter(page.site.history.newest_first), None)
    if chapter is None or chapter.comparison.first:
        return None
    comparison = chapter.comparison
    summary = unparted(comparison.summary)
    return unparted(decided(chapter)), summary, highlights(page, comparison)


def decided(chapter: Chapter) -> str:
    """Return who approved a version and when, and that it was a correction, with its reason."""
    approval = chapter.approval
    section = f"§ {approval.section}" if approval.section else ""
    day = date_text(approval.day)
    if approval.kind != "korjaus":
        known = section or "pykälä ei ole tiedossa"
        return f"{approval.body} hyväksyi {_APPROVED[approval.kind]} {day} ({known})."
    who = f"{approval.body} {section}".rstrip()
    decision = f" Päätös: {ended(approval.decision)}" if approval.decision else ""
    return f"Korjaus {day} ({who}). Syy: {ended(approval.reason or 'ei kerrottu')}{decision}"


def measure_history(page: Page, measure: str) -> Markdown:
    """Return how a measure has changed, newest first: for its own page."""
    history = page.site.history
    if not history:
        return Markdown("")
    parts: list[str] = []
    if delay := history.delays.get(measure):
        current = page.roadmap.measures_by_id.get(measure)
        parts.append(md(delay.sentence("nyt" if current and not current.ended else "viimeksi")))
    lines: list[str] = []
    if pending := history.pending_of(measure):
        lines.append(f"- Luonnos, ei hyväksytty: {_word(pending)}")
        lines += _indented(pending)
    for chapter, entry in history.of(measure):
        lines.append(f"- {_link(page, chapter)}: {_word(entry)}")
        lines += _indented(entry)
    first = history.first_of(measure)
    if first is not None and first == history.chapters[0]:
        lines.append(f"- {_link(page, first)}: mukana ensimmäisessä hyväksytyssä versiossa")
    if not lines:
        lines.append("- Toimenpidettä ei ole vielä hyväksytty.")
    return Markdown("\n\n".join([*parts, "\n".join(lines)]))


def _word(entry: Entry) -> str:
    return "lisätty" if entry.what is What.NEW else entry.happened


def _indented(entry: Entry) -> Iterator[str]:
    # The page itself tells the reports, and of a new measure everything.
    lines = [line for line in entry.lines if line.field != "raportit"]
    if lines and entry.what is not What.NEW:
        yield textwrap.indent(as_markdown(map(item, lines)), "    ").rstrip("\n")


def _link(page: Page, chapter: Chapter) -> Markdown:
    link = page.to(paths.changes(chapter.name), f"Versio {chapter.name}")
    return Markdown(f"{link}, {md(unparted(chapter.approval.decided))}")


def _heading(page: Page, entry: Entry, section: str) -> Markdown:
    text = entry_heading(entry, section)
    if not entry.is_measure:
        return md(text)
    before, title, after = text.partition(entry.title)
    target = paths.measure(page.site.history.id_now(entry.id))
    return Markdown(f"{md(before.rstrip())} {page.to(target, title)}{escaping.fragment(after)}")

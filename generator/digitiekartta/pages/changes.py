"""What changed, as pages tell it: versions, their measures, and the history of one measure."""

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from digitiekartta.basics.text import body_in_sentence, counted, ended, unparted
from digitiekartta.markup import escaping
from digitiekartta.markup.markdown import Markdown, joined, md
from digitiekartta.markup.report.blocks import Item
from digitiekartta.markup.report.markdown import as_markdown
from digitiekartta.pages import parts, paths
from digitiekartta.pages.front import is_moved
from digitiekartta.pages.links import Links
from digitiekartta.roadmap.own_word import OwnWord, own_word
from digitiekartta.roadmap.values import date_text
from digitiekartta.versions.comparison.change_list import (
    REPORTED,
    entry_heading,
    item,
    progress,
    why,
)
from digitiekartta.versions.comparison.changes import Comparison
from digitiekartta.versions.comparison.entries import Entry, What
from digitiekartta.versions.comparison.history import Chapter, History
from digitiekartta.versions.comparison.wording import Line
from digitiekartta.versions.record import Approval
from digitiekartta.versions.records import Version

_APPROVED = {"hyväksyntä": "koko {own}", "muutos": "muutokset"}
# What the change page of a version lists in full, and the page of all versions leaves out.
_MINOR = (What.CHANGED,)
_MOST_MOVED = 5
_MANY = 3  # measures in which the same line is told once
_FILE = re.compile(r" \([\w-]+\.md\)")


class Changes(Links):
    """What has changed, with links to the measures."""

    def changes(self, comparison: Comparison, level: int) -> Markdown:
        """Return all changes by goal; ``level`` is that of the goals' headings.

        What changes in the same way in many measures is told once, after the goals. Upkeep, such
        as addresses and words for search, is in the lists of those who decide and review.
        """
        blocks: list[str] = []
        common = _common(comparison.decided)
        for section in comparison.sections:
            entries = [(entry, _own_lines(entry, common)) for entry in section.entries]
            told = [
                (entry, own) for entry, own in entries if own or entry.reason or not entry.lines
            ]
            if told:
                blocks.append(f"{'#' * level} {md(section.title)}")
            for entry, own in told:
                blocks.append(f"{'#' * (level + 1)} {self._entry(entry, section.title)}")
                if entry.reason:
                    blocks.append(as_markdown([why(entry.reason)]).rstrip("\n"))
                if own:
                    blocks.append(_lines(own))
        if common:
            blocks.append(f"{'#' * level} Sama muutos monessa toimenpiteessä")
            lines = [self._of_many(line, entries) for line, entries in common.items()]
            blocks.append("\n".join(lines))
        if comparison.reported:
            blocks.append(f"{'#' * level} {REPORTED}")
        for section in comparison.reported:
            blocks.append(f"{'#' * (level + 1)} {md(section.title)}")
            reported = [f"- {self.measure(e)} – {md(progress(e))}" for e in section.entries]
            blocks.append("\n".join(reported))
        return Markdown("\n\n".join(blocks))

    def _of_many(self, line: Line, entries: Sequence[Entry]) -> str:
        those = joined(map(self.measure, entries), between="; ")
        return f"{_lines([line])}\n    - {len(entries)} toimenpidettä: {those}"

    def compared(self, old: Version, new: Version) -> Markdown:
        """Return a link to what changed from one version to a later one."""
        chapters = self.site.history.chapters
        follow = any(one.version == old and two.version == new for one, two in pairwise(chapters))
        target = paths.changes(new.name) if follow else paths.compared(old.name, new.name)
        return self.to(target, f"Versiosta {old.name} versioon {new.name}")

    def highlights(self, comparison: Comparison) -> Markdown:
        """Return as a list what came, ended or went, and was moved in time; empty when nothing.

        The last line counts what else has changed.
        """
        measures = [entry for entry in comparison.decided if entry.is_measure]
        named = [entry for entry in measures if entry.what not in _MINOR][: parts.MOST_ROWS]
        lines = [self._entry(entry, "") for entry in named]
        moved = [entry for entry in measures if entry.what is What.CHANGED and is_moved(entry)]
        for entry in moved[:_MOST_MOVED]:
            lines.append(Markdown(f"Aikataulu muuttuu: {self.measure(entry)}"))
        if more := len(moved[_MOST_MOVED:]):
            lines.append(md(unparted(f"Myös {more} muun toimenpiteen aikataulu muuttuu")))
        told = len(named) + len(moved)
        if (others := len(comparison.decided) - told) and lines:
            lines.append(md(unparted(f"Lisäksi {counted(others, 'muu muutos')}")))
        return Markdown("\n".join(f"- {line}" for line in lines))

    def _entry(self, entry: Entry, section: str) -> Markdown:
        text = _FILE.sub("", entry_heading(entry, section))
        if not entry.is_measure:
            return md(text)
        before, _, after = text.partition(entry.title)
        return Markdown(f"{md(before.rstrip())} {self.measure(entry)}{escaping.fragment(after)}")

    def history(self, measure: str, pending: Entry | None) -> Markdown:
        """Return how a measure has changed, newest first; empty when it has not.

        Before all that is ``pending``, what waits for approval.
        """
        history = self.site.history
        lines: list[str] = []
        if pending:
            lines += _event("Luonnos, ei hyväksytty", pending)
        for chapter, entry in history.of(measure):
            lines += _event(self._chapter(chapter), entry)
        text = "\n".join(lines)
        if moved := history.delays.get(measure):
            current = self.roadmap.measures_by_id.get(measure)
            since = "nyt" if current and not current.ended else "viimeksi"
            told = " ".join(delay.sentence(since) for delay in moved)
            text = f"{md(told)}\n\n{text}"
        return Markdown(text)

    def version(self, chapter: Chapter) -> Markdown:
        """Return a link to what changed in a version."""
        return self.to(paths.changes(chapter.version.name), f"Versio {chapter.version.name}")

    def _chapter(self, chapter: Chapter) -> Markdown:
        approval = chapter.version.approval
        decided = "jäljennöstä korjattu" if approval.is_transcription else decision(approval)
        return Markdown(f"{self.version(chapter)}, {md(unparted(decided))}")


def _event(when: str, entry: Entry) -> Iterator[str]:
    """Yield what happened to a measure; of a new one the page itself tells everything."""
    if entry.what is What.NEW:
        yield f"- {when}: lisätty"
        return
    yield f"- {when}: {entry.happened}"
    if entry.reason:
        yield textwrap.indent(
            as_markdown([Item(ended(entry.reason), label="Syy")]), "    "
        ).rstrip()
    # The page itself tells the reports.
    if lines := [line for line in entry.lines if line.field != "raportit"]:
        yield textwrap.indent(_lines(lines), "    ")


def _common(entries: Iterable[Entry]) -> Mapping[Line, Sequence[Entry]]:
    """Return the lines that many changed measures share, each with those measures.

    What happens to a schedule is told of each measure: it is what its readers ask first.
    """
    found: dict[Line, list[Entry]] = {}
    for entry in entries:
        if entry.is_measure and entry.what is What.CHANGED:
            for line in (line for line in entry.lines if line.field != "aikataulu"):
                found.setdefault(line, []).append(entry)
    return {line: own for line, own in found.items() if len(own) >= _MANY}


def _own_lines(entry: Entry, common: Mapping[Line, Sequence[Entry]]) -> Sequence[Line]:
    return [line for line in entry.lines if entry not in common.get(line, ())]


def _lines(lines: Iterable[Line]) -> str:
    return as_markdown(map(item, lines)).rstrip("\n")


def title_of_versions(history: History) -> str:
    """Return what the page of all versions is called."""
    return "Versiot" if history.is_transcription else "Hyväksytyt versiot"


def decided(chapter: Chapter) -> str:
    """Return who approved a version and when, after whose decisions; and why, of a correction."""
    approval, own = chapter.version.approval, own_word(chapter.version.roadmap().settings)
    if not approval.earlier:
        return _approved(approval, own)
    label = "Aiemmat päätökset" if len(approval.earlier) > 1 else "Aiempi päätös"
    return f"{label}: {ended(approval.decided_before)} {_approved(approval, own)}"


def _approved(approval: Approval, own: OwnWord) -> str:
    section = f"§ {approval.section}" if approval.section else ""
    day = date_text(approval.day)
    known = section or "pykälä ei ole tiedossa"
    if approval.is_transcription:
        why = f" {ended(approval.reason)}" if approval.reason else ""
        body = body_in_sentence(approval.body)
        return f"Jäljennös asiakirjasta, jonka {body} hyväksyi {day} ({known}).{why}"
    if approval.kind != "korjaus":
        what = _APPROVED[approval.kind].format(own=own.genitive)
        return f"{approval.body} hyväksyi {what} {day} ({known})."
    reason = f"Syy: {ended(approval.reason or 'ei kerrottu')}"
    if approval.decision:
        return f"Korjaus {day}. {reason} Päätös: {ended(approval.decision)}"
    return f"Korjaus {day} ({approval.body} {section}".rstrip() + f"). {reason}"


def decision(approval: Approval) -> str:
    """Return by which decision a version is in force: of a correction, that of an official."""
    return approval.decision or approval.decided

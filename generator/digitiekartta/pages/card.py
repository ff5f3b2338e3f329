"""The card of a measure: what it is, who does it, when, and what has changed, a line each."""

from collections.abc import Collection, Mapping

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.basics.remembering import remembered
from digitiekartta.basics.text import body_in_sentence, ended, has_stops, one_line, sentence_case
from digitiekartta.markup import escaping
from digitiekartta.markup.components.kinds import Kind
from digitiekartta.markup.components.variants import since_span
from digitiekartta.markup.markdown import Markdown, joined, md, table
from digitiekartta.pages.changes import Changes
from digitiekartta.pages.facts import Facts
from digitiekartta.pages.front import is_moved
from digitiekartta.pages.links import NOT_NAMED
from digitiekartta.pages.site import Site
from digitiekartta.roadmap.model import KEYS, Measure
from digitiekartta.roadmap.own_word import OwnWord
from digitiekartta.roadmap.short_titles import LONGEST_HEADING, first_clause, heading, lead
from digitiekartta.roadmap.values import date_text
from digitiekartta.versions.comparison.entries import Entry, What
from digitiekartta.versions.comparison.schedules import MOVES
from digitiekartta.versions.comparison.wording import Line

_LONGEST = LONGEST_HEADING
_LONGEST_WHAT = 200  # letters: a sentence that is whole here need not stand below once more
# What changes most of a measure comes first; what is in none of these, last.
_WEIGHTIEST = (
    ("schedule", "schedule_missing", "group"),
    ("ended", "merged_into", "replaces"),
    ("costs",),
    ("parties", "contributors"),
    ("description",),
)
_RANKS = {KEYS[name]: rank for rank, names in enumerate(_WEIGHTIEST) for name in names}


def what(measure: Measure) -> str:
    """Return what a measure is, in a line; "" when nothing but its title tells."""
    if measure.short_title:
        return heading(measure.title)
    return lead(measure.description, _LONGEST_WHAT) if measure.description else ""


@remembered
def when(site: Site, measure: Measure) -> Mapping[HalfYear, str]:
    """Return how a measure stands from half-years on, from now; empty when that is not known."""
    schedule = site.roadmap.schedule_of(measure)
    if measure.is_over and site.has_ended(measure):
        return {site.now: _ended(measure)}
    end = measure.ended.half_year if measure.ended else None
    told: dict[HalfYear, str] = {}
    for moment in site.half_years_to_come if schedule is not None or end else ():
        if end and site.has_ended(measure, moment):
            words = _ended(measure)
        else:
            known = site.situations(schedule)[moment] if schedule is not None else ""
            ahead = f"päättyy {end.during}" if end else ""
            report = measure.last_report(moment)
            reported = site.reported_of(measure, moment) if report and report.is_final else ""
            plan = sentence_case(", ".join(filter(None, (known, ahead))))
            words = ". ".join(filter(None, (plan, sentence_case(reported))))
        if words not in [*told.values()][-1:]:
            told[moment] = words
    return told


def _ended(measure: Measure) -> str:
    if measure.ended is None:
        return "Yhdistetty toiseen toimenpiteeseen"
    moment = measure.ended.half_year
    return f"Päättyi {moment.during}" if moment else "Päättynyt"


class Card(Facts, Changes):
    """The four answers with which a measure's page begins."""

    def card(self, measure: Measure, pending: Entry | None) -> Markdown:
        """Return the answers as names and values; without a change there are three.

        Of changes the one that waits for approval comes first.
        """
        rows: list[tuple[object, object]] = [
            ("Mitä", md(what(measure)) or self._part_of(measure)),
            ("Kuka", self._who(measure)),
            ("Milloin", self._when(measure)),
        ]
        if change := self._change(measure, pending):
            rows.append(("Mitä muuttui", change))
        return table("Toimenpide lyhyesti", ["Kysymys", "Vastaus"], rows, kind=Kind.CARD)

    def _who(self, measure: Measure) -> Markdown:
        """Return who answers for a measure, then who else takes part."""
        who = self.parties(measure) or md(NOT_NAMED)
        others = [body_in_sentence(name) for name in measure.contributors]
        if not others:
            return who
        return Markdown(f"{who}; mukana {joined(others, '; ' if has_stops(others) else ', ')}")

    def on_card(self, measure: Measure) -> Collection[str]:
        """Return the fields that the page tells elsewhere, by the facts left out."""
        # The goal stands in the way here, over the title.
        told = ("parties", "contributors", "goal", "source")
        return told if what(measure) else (*told, "group")

    def more(self, measure: Measure) -> Markdown:
        """Return what the heading and the card leave out of the wording and the description."""
        rest = escaping.paragraphs(_after(what(measure), (measure.description or "").strip()))
        title, shown = one_line(measure.title), (self.roadmap.heading_of(measure), what(measure))
        whole = "" if title in map(one_line, shown) else f"Koko sanamuoto: {md(title)}\n\n"
        return Markdown(f"{whole}{rest}")

    def _part_of(self, measure: Measure) -> Markdown:
        group, goal = self.roadmap.group_of(measure), self.roadmap.goals_by_id[measure.goal]
        if group is None:
            part = self.goal(goal)
        else:
            word = sentence_case(self.roadmap.settings.group_word)
            part = self.group(goal, group, f"{word}: {group.title}")
        about = (group.description if group else None) or goal.description
        if about:
            return joined([part, lead(about, _LONGEST)], between=". ")
        # Worth telling where others have one. A wording that is longer than its heading stands
        # whole below.
        lacking = self.site.described and self.roadmap.heading_of(measure) == measure.title
        return joined(["Tarkempaa kuvausta ei ole", part] if lacking else [part], between=". ")

    def _when(self, measure: Measure) -> Markdown:
        told = when(self.site, measure)
        known = joined(
            (
                since_span(words, moment.slug, shown=moment == self.site.now)
                for moment, words in told.items()
            ),
            between="",
        )
        if len(told) < 2:
            known = md(next(iter(told.values()), "Ei tiedossa"))
        # Why none is known of the whole roadmap is told where all measures are.
        why = "" if told else (measure.schedule_missing or "").strip().rstrip(".!?")
        source = self.time_in_source(measure)
        return joined(filter(None, (known, why, source)), between=". ")

    def _change(self, measure: Measure, pending: Entry | None) -> Markdown:
        """Return what has moved since it was first promised, else what was last changed."""
        history = self.site.history
        decided = [
            (chapter, entry)
            for chapter, entry in history.of(measure.id)
            if not chapter.version.approval.is_transcription
        ]
        if moved := history.delays.get(measure.id):
            told = moved[0].sentence("viimeksi" if measure.ended else "nyt")
            decided = [one for one in decided if is_moved(one[1])] or decided
            at = self.version(decided[0][0]) if decided else ""
            return joined(filter(None, (md(told), at)), between=" ")
        if pending:
            return md(self._told(measure, pending, "Luonnoksessa (ei hyväksytty)"))
        if not decided:
            return Markdown("")
        chapter, entry = decided[0]
        approval = chapter.version.approval
        by = "Korjauksella" if approval.kind == "korjaus" else "Päätöksellä"
        told = self._told(measure, entry, f"{by} {date_text(approval.day)}")
        return Markdown(f"{md(told)} {self.version(chapter)}")

    def _told(self, measure: Measure, entry: Entry, where: str) -> str:
        """Return a sentence on what was changed, or reported, which needs nobody's approval."""
        report = measure.last_report()
        if entry.what is What.REPORTED and report:
            told = f"Raportoitu {report.half_year.during}: {report.state}"
            text = first_clause(one_line(report.text or ""), _LONGEST)
            return " ".join(filter(None, (ended(told), ended(text))))
        return ended(f"{where} {in_a_line(entry, self.site.own)}")


def _after(beginning: str, text: str) -> str:
    """Return what follows a text's first words, whatever is between them; else the whole text."""
    rest = text
    for word in beginning.split():
        parts = rest.split(maxsplit=1)
        if parts[:1] != [word]:
            return text
        rest = parts[1] if parts[1:] else ""
    return rest


def in_a_line(entry: Entry, own: OwnWord) -> str:
    """Return what has happened to a measure, by the weightiest of its changes."""
    if entry.what is What.NEW:
        return f"lisätty {own.illative}"
    if entry.what is not What.CHANGED or not entry.lines:
        return entry.happened
    text = first_clause(one_line(min(entry.lines, key=_lightness).text), _LONGEST)
    # The whole of it stands below, among the changes of the page.
    text = ": ".join(text.split(": ")[:2]).rstrip(".:")
    return text[:1].lower() + text[1:]


def _lightness(line: Line) -> tuple[bool, bool, int]:
    """Return what sorts the changes of a measure, the weightiest first."""
    rank = _RANKS.get(line.field, len(_RANKS))
    moved = rank == 0 and MOVES.search(line.text)
    return line.only_spelling, not moved, rank

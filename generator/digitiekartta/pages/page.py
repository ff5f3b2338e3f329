"""One page being written: links from where it stands, and the pieces that templates ask for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.basics.text import counted, ended, grouped, sentence_case, slug, unparted
from digitiekartta.markup import escaping
from digitiekartta.markup.components.kinds import COLON, NOW, OVERVIEW, Kind
from digitiekartta.markup.components.timeline import MOST_HALF_YEARS
from digitiekartta.markup.markdown import Markdown, joined, link, md, relative, span, table
from digitiekartta.pages import paths
from digitiekartta.pages.site import Site
from digitiekartta.roadmap.links import feedback_label
from digitiekartta.roadmap.model import Contact, Goal, Group, Levels, Measure, Phase
from digitiekartta.roadmap.roadmap import Cell, Roadmap
from digitiekartta.roadmap.sentence import schedule_sentence
from digitiekartta.roadmap.values import date_text, decimal_text

UNKNOWN = "ei tiedossa"
NOT_NAMED = "ei nimetty"
NOT_TOLD = "ei kerrottu"
_SPAN_OF_YEARS = re.compile(r"(\d–)(?=\d)")


@dataclass(frozen=True)
class Page:
    """A page file and everything its template may print."""

    site: Site
    here: str

    @property
    def roadmap(self) -> Roadmap:
        """The roadmap."""
        return self.site.roadmap

    @property
    def title(self) -> Markdown:
        """The site's name, in which a span of years stays on one line."""
        return Markdown(_SPAN_OF_YEARS.sub("\\1\N{WORD JOINER}", md(self.site.name)))

    # --- links -----------------------------------------------------------------------------

    def to(self, target: str, label: object) -> Markdown:
        """Return a link to another page of the site."""
        return link(label, relative(self.here, target))

    def measure(self, measure: Measure) -> Markdown:
        """Return a link to a measure's page, with its title."""
        return self.to(paths.measure(measure.id), measure.title)

    def goal(self, goal: Goal) -> Markdown:
        """Return a link to a goal's page, with its number and title."""
        return self.to(paths.goal(goal.id), f"Tavoite {goal.number}: {goal.title}")

    def party(self, name: str) -> Markdown:
        """Return a link to a party's page."""
        return self.to(self.site.party_pages[name], name)

    def parties(self, measure: Measure) -> Markdown:
        """Return links to the pages of a measure's parties."""
        return joined(self.party(name) for name in self.roadmap.parties_of(measure))

    def sectors(self, measure: Measure) -> Markdown:
        """Return links to the pages of a measure's sectors."""
        pages = self.site.sector_pages
        names = self.roadmap.sectors_of(measure)
        # Names of sectors hold commas and "ja".
        return joined((self.to(pages[name], name) for name in names), between="; ")

    def audiences(self, names: Iterable[str]) -> Markdown:
        """Return links to the pages of audiences, whichever of their spellings is given."""
        pages = self.site.audience_pages
        proper = dict.fromkeys(self.roadmap.audience_name(name) or name for name in names)
        return joined((self.to(pages[name], name) for name in proper), between="; ")

    def half_year(self, moment: HalfYear, label: str | None = None) -> Markdown:
        """Return a link to a half-year's page; only its name outside the roadmap's period."""
        if self.site.period is None or moment not in self.site.period:
            return md(label or str(moment))
        return self.to(paths.half_year(moment), label or str(moment))

    def happening_link(self, moment: HalfYear, phase: Phase | None, label: str) -> Markdown:
        """Return a link to the measures that are in a phase, on a half-year's page."""
        target = relative(self.here, paths.half_year(moment))
        return link(label, f"{target}#{slug(self.marks(phase))}")

    def web(self, address: str, label: object) -> Markdown:
        """Return a link to an address that an editor gave; only the text when it is not allowed."""
        target = escaping.url(address)
        return link(label, target) if target else md(label)

    # --- schedules -------------------------------------------------------------------------

    def phase(self, phase: Phase) -> Markdown:
        """Return a phase's mark: its name, with classes for the style sheet."""
        return span(phase.name, "vaihe", f"vaihe-{slug(phase.common)}")

    def cell(self, cell: Cell | None) -> Markdown:
        """Return what a schedule says of one half-year; empty when it says nothing."""
        if cell is None:
            return Markdown("")
        if cell.phase is None:
            return md(cell.words or "")
        mark = self.phase(cell.phase)
        return Markdown(f"{mark} ({md(cell.words)})") if cell.words else mark

    def sentence(self, measure: Measure) -> Markdown:
        """Return the sentence that tells a measure's schedule."""
        schedule = self.roadmap.schedule_of(measure)
        why = self.roadmap.why_unknown(measure)
        return md(schedule_sentence(schedule, self.site.period, why))

    def standing_now(self, measure: Measure) -> Markdown:
        """Return how a measure stands now, for the top of its page; empty when nothing is said.

        "Nyt, syksyllä 2026: käyttöönotto", "Viimeisin tilannetieto (syksy 2026): käynnissä".
        """
        known = self.roadmap.schedule_of(measure) and not measure.ended
        said = self.cell(self.site.cell(measure, self.site.now)) if known else Markdown("")
        parts = [f"**Nyt, {self.site.now.during}:** {said}"] if said else []
        if measure.reports:
            last = max(measure.reports, key=lambda report: report.half_year)
            parts.append(f"**Viimeisin tilannetieto ({last.half_year}):** {md(last.state)}")
        return Markdown("<br>".join(parts))

    def group_sentence(self, group: Group) -> Markdown:
        """Return the sentence that tells a group's own schedule."""
        schedule = self.roadmap.resolve(group.schedule)
        return md(schedule_sentence(schedule, self.site.period, self.roadmap.why_unknown()))

    def situation(self, measure: Measure, moment: HalfYear | None = None) -> Markdown:
        """Return in a word or two how a measure stands in a half-year (now, unless given)."""
        if measure.ended:
            return md("päättynyt")
        if self.roadmap.schedule_of(measure) == {}:
            return md("ei aikataulua")
        return self.moment_cell(measure, moment or self.site.now)

    def moment_cell(self, measure: Measure, moment: HalfYear) -> Markdown:
        """Return what is known of a measure in a half-year, in words also when that is nothing."""
        said = self.cell(self.site.cell(measure, moment))
        if self.roadmap.schedule_of(measure) is not None:
            return said
        return Markdown(f"{UNKNOWN} (lähteessä lukee ”{said}”)") if said else md(UNKNOWN)

    def schedule_table(self, measures: Sequence[Measure], caption: str) -> Markdown:
        """Return measures × half-years; where no schedule is known, a table that says so.

        The columns never suggest an empty plan: a measure without a known schedule says
        "ei tiedossa" in each half-year, and if none is known there are no half-years at all.
        """
        moments = self.site.half_years
        if not moments or all(self.roadmap.schedule_of(m) is None for m in measures):
            return self.measure_table(measures, f"Toimenpiteet: {caption}")
        headers: list[object] = ["Toimenpide", "Vastuu", *map(self._heading, moments)]
        rows = [
            [
                Markdown(f"{self.measure(measure)} (päättynyt)")
                if measure.ended
                else self.measure(measure),
                self._owners(measure),
                *(self.moment_cell(measure, moment) for moment in moments),
            ]
            for measure in measures
        ]
        return table(f"Aikataulu: {caption}", headers, rows, kind=Kind.SCHEDULE)

    def overview(self, measures: Sequence[Measure]) -> Markdown:
        """Return the place of the drawing of all schedules of the page; empty if it tells little.

        One measure's bar says no more than its row in the table does.
        """
        scheduled = sum(1 for measure in measures if self.roadmap.schedule_of(measure))
        fits = 1 < len(self.site.half_years) <= MOST_HALF_YEARS
        return Markdown(OVERVIEW if scheduled > 1 and fits else "")

    def measure_table(self, measures: Sequence[Measure], caption: str) -> Markdown:
        """Return measures with their parties and sectors, and how they stand now."""
        sectors = bool(self.site.by_sector)
        # Where no schedule is known, a column of "ei tiedossa" would only repeat it.
        situations = self.site.scheduled or any(m.ended or m.schedule_words for m in measures)
        headers = ["Toimenpide", "Vastuu"]
        if sectors:
            headers.append(sentence_case(self.roadmap.settings.sector_word))
        if situations:
            headers.append(self._now_heading)
        rows = [
            [
                self.measure(measure),
                self._owners(measure),
                *([self.sectors(measure) or NOT_NAMED] if sectors else []),
                *([self.situation(measure)] if situations else []),
            ]
            for measure in measures
        ]
        return table(caption, headers, rows)

    def own_schedule_table(self, measure: Measure) -> Markdown:
        """Return half-years × what the measure's schedule says of each."""
        rows = [
            [
                # What has ended is not going on, not even doing nothing.
                self.half_year(moment, sentence_case(str(moment)))
                if measure.ended
                else self._moment(moment),
                self.cell(self.site.cell(measure, moment)),
            ]
            for moment in self.site.half_years
        ]
        return table(
            "Toimenpiteen vaihe puolivuosittain",
            ["Puolivuosi", "Vaihe"],
            rows,
            kind=Kind.TIMELINE,
        )

    def legend(self, *, marks: bool = False) -> Markdown:
        """Return the phases and their meanings as a list; empty when there are no phases.

        Args:
            marks: Whether to tell also the letter that stands for a phase in documents.
        """
        lines = []
        for phase in self.roadmap.settings.phases:
            meanings = [md(ended(phase.explanation))] if phase.explanation else []
            if marks and phase.mark:
                meanings.append(md(f"Asiakirjoissa merkintä {phase.mark}."))
            said = f"{COLON} {' '.join(meanings)}" if meanings else ""
            lines.append(f"- {self.phase(phase)}{said}")
        return Markdown("\n".join(lines))

    def half_year_table(
        self, phase: Phase | None, measures: Sequence[Measure], moment: HalfYear
    ) -> Markdown:
        """Return the measures that are in a phase during a half-year."""
        name = self.marks(phase)
        with_words = any((cell := self.site.cell(m, moment)) and cell.words for m in measures)
        words_are = "Tarkennus" if phase else "Merkintä"
        headers = ["Toimenpide", "Vastuu", *([words_are] if with_words else []), "Tavoite"]
        rows = []
        for measure in measures:
            cell = self.site.cell(measure, moment)
            words = [(cell.words if cell else None) or ""] if with_words else []
            goal = self.roadmap.goals_by_id[measure.goal]
            rows.append([self.measure(measure), self._owners(measure), *words, self.goal(goal)])
        return table(f"{name}, {moment}", headers, rows)

    def marks(self, phase: Phase | None) -> str:
        """Return the heading of a phase's measures in a half-year, None being words alone."""
        if phase:
            return sentence_case(phase.name)
        return "Muut merkinnät" if self.site.scheduled else "Merkinnät"

    def overview_table(self) -> Markdown:
        """Return half-years × number of measures in each phase."""
        counts = {
            moment: {
                self.marks(phase): len(measures) for phase, measures in self.site.happening(moment)
            }
            for moment in self.site.half_years
        }
        columns = [self.marks(phase) for phase in self.roadmap.settings.phases]
        if any(self.marks(None) in count for count in counts.values()):
            columns.append(self.marks(None))
        headers = ["Puolivuosi", *columns]
        rows = [
            [self._moment(moment), *(str(count.get(name, 0)) for name in columns)]
            for moment, count in counts.items()
        ]
        return table(
            "Toimenpiteiden määrä vaiheittain", headers, rows, right=range(1, len(headers))
        )

    def _moment(self, moment: HalfYear) -> Markdown:
        return self._now(moment, self.half_year(moment, sentence_case(str(moment))))

    def _heading(self, moment: HalfYear) -> Markdown:
        return self._now(moment, md(sentence_case(str(moment))))

    def _now(self, moment: HalfYear, name: Markdown) -> Markdown:
        return Markdown(f"{name} {NOW}") if moment == self.site.now else name

    def _owners(self, measure: Measure) -> Markdown:
        return self.parties(measure) or md(NOT_NAMED)

    @property
    def _now_heading(self) -> str:
        if not self.site.half_years or not self.site.scheduled:
            return "Aikataulu"
        return f"Vaihe {self.site.now.during}"

    # --- lists of names --------------------------------------------------------------------

    def owner_table(
        self, caption: str, heading: str, owners: Iterable[tuple[str, str, Sequence[Measure]]]
    ) -> Markdown:
        """Return names with the number of their measures, each linked to its page.

        Args:
            caption: The table's caption.
            heading: What the names are, for the first column.
            owners: Name, page and measures of each.
        """
        rows = [[self.to(page, name), str(len(measures))] for name, page, measures in owners]
        return table(caption, [heading, "Toimenpiteitä"], rows, right=(1,))

    def by_goal(self, measures: Iterable[Measure]) -> list[tuple[Goal, list[Measure]]]:
        """Return the measures under their goals, both in order."""
        return [
            (self.roadmap.goals_by_id[id], list(group))
            for id, group in groupby(measures, key=lambda measure: measure.goal)
        ]

    # --- facts -----------------------------------------------------------------------------

    def facts(self, measure: Measure) -> Markdown:
        """Return what is known of a measure as a table of names and values."""
        roadmap = self.roadmap
        goal, group = roadmap.goals_by_id[measure.goal], roadmap.group_of(measure)
        rows: list[tuple[object, object]] = [("Tavoite", self.goal(goal))]
        if group:
            rows.append((sentence_case(roadmap.settings.group_word), group.title))
        rows.append(("Vastuu", self.parties(measure) or sentence_case(NOT_NAMED)))
        if measure.parties_in_source:
            rows.append(("Vastuu lähteessä", measure.parties_in_source))
        if self.site.by_sector:
            several = len(roadmap.sectors_of(measure)) > 1
            word = self.site.sector_plural if several else roadmap.settings.sector_word
            rows.append((sentence_case(word), self.sectors(measure) or sentence_case(NOT_NAMED)))
        if measure.sector_in_source:
            word = sentence_case(roadmap.settings.sector_word)
            rows.append((f"{word} lähteessä", measure.sector_in_source))
        if audiences := roadmap.audiences_of(measure):
            word = "Kohderyhmä" if len(audiences) == 1 else "Kohderyhmät"
            rows.append((word, self.audiences(audiences)))
        if measure.contributors:
            rows.append(("Muut toimijat", joined(measure.contributors)))
        if measure.own_measures:
            rows.append(("Tulosalueen tai työyksikön omat toimenpiteet", measure.own_measures))
        if not measure.costs:
            rows.append(("Kustannusarvio", "Arvio puuttuu"))
        if measure.follow_up:
            rows.append(("Seuranta", measure.follow_up))
        if measure.notes:
            rows.append(("Lisätiedot", measure.notes))
        rows.extend(measure.extra_fields.items())
        for label, ids in (("Liittyy", measure.related), ("Korvaa", measure.replaces)):
            if ids:
                rows.append((label, joined((self.measure_by_id(id) for id in ids), between="; ")))
        if measure.merged_into:
            rows.append(("Yhdistetty toimenpiteeseen", self.measure_by_id(measure.merged_into)))
        return table("Toimenpiteen tiedot", ["Tieto", "Sisältö"], rows, kind=Kind.FACTS)

    def measure_by_id(self, id: str) -> Markdown:
        """Return a link to a measure given its id."""
        return self.measure(self.roadmap.measures_by_id[id])

    def replaced_by(self, measure: Measure) -> list[Measure]:
        """Return the measures that took this one's place."""
        later = [m for m in self.roadmap.measures_in_order if measure.id in m.replaces]
        if measure.merged_into:
            later.append(self.roadmap.measures_by_id[measure.merged_into])
        return later

    def costs(self, measure: Measure) -> Markdown:
        """Return the cost estimates by year."""
        rows = [
            [
                str(cost.year),
                f"{grouped(decimal_text(cost.euros))} €",
                cost.kind or NOT_TOLD,
                cost.source or NOT_TOLD,
            ]
            for cost in measure.costs
        ]
        return table(
            "Kustannusarvio vuosittain", ["Vuosi", "Arvio", "Laji", "Peruste"], rows, right=(1,)
        )

    def reports(self, measure: Measure) -> Markdown:
        """Return the reports by half-year, newest first."""
        rows = [
            [
                self.half_year(report.half_year, sentence_case(str(report.half_year))),
                report.state,
                report.text or NOT_TOLD,
            ]
            for report in sorted(measure.reports, key=lambda r: r.half_year, reverse=True)
        ]
        return table("Tilanne puolivuosittain", ["Puolivuosi", "Tilanne", "Mitä on tehty"], rows)

    def levels_table(self, levels: Levels) -> Markdown:
        """Return viewpoints with start level, target level and gap."""

        def number(level: Decimal | None) -> str:
            return UNKNOWN if level is None else decimal_text(level)

        rows = [
            [v.name, number(v.start_level), number(v.target_level), number(v.gap)]
            for v in levels.viewpoints
        ]
        caption = "Lähtö- ja tavoitetasot näkökulmittain"
        if steps := [span(f"{step} {word}", "taso") for step, word in levels.scale.items()]:
            caption = f"{caption} (asteikko {joined(steps)})"
        return table(
            Markdown(caption),
            ["Näkökulma", "Lähtötaso", "Tavoitetaso", "Ero"],
            rows,
            right=(1, 2, 3),
            kind=Kind.LEVELS,
        )

    def deciders(self) -> Markdown:
        """Return who approves what: "Kaupunginhallitus hyväksyy digitiekartan. Johtoryhmä …"."""
        bodies = [b for b in self.roadmap.settings.bodies if b.approves and b.body_task]
        return joined((ended(f"{body.name} {body.body_task}") for body in bodies), between=" ")

    def bodies_table(self) -> Markdown:
        """Return the bodies and what each does."""
        rows = [[body.name, body.body_task or NOT_TOLD] for body in self.roadmap.settings.bodies]
        return table("Toimielimet ja niiden tehtävät", ["Toimielin", "Tehtävä"], rows)

    def contact_list(self) -> Markdown:
        """Return the contact data as a list."""
        contact = self.roadmap.settings.contact or Contact()
        mail, address = contact.email, contact.address
        items: list[tuple[str, object]] = [
            ("Yhteyshenkilö", contact.role),
            ("Sähköposti", self.web(f"mailto:{mail}", mail) if mail else None),
            ("Puhelin", contact.phone),
            ("Verkossa", self.web(address, address) if address else None),
        ]
        feedback = self.roadmap.settings.feedback
        if feedback and feedback.address not in (address, f"mailto:{mail}"):
            items.append(("Palaute", self.web(feedback.address, feedback_label(feedback.address))))
        return Markdown("\n".join(f"- {name}: {md(item)}" for name, item in items if item))

    def source_of(self, entry: Goal | Measure | Levels) -> Markdown:
        """Return where a goal, measure or the levels come from; empty when nothing is said."""
        source = entry.source
        if source is None:
            return Markdown("")
        parts = [
            source.document,
            source.table,
            f"toimenpide {source.row}" if source.row else None,
        ]
        line = ", ".join(part for part in parts if part)
        blocks = [escaping.paragraphs(text) for text in (line, source.notice) if text]
        return Markdown("\n\n".join(blocks))

    def standing_rows(self) -> list[tuple[str, object]]:
        """Return who approved what these pages say, and when; nothing for a draft."""
        standing = self.site.options.standing
        if standing is None:
            return []
        told = ((label, record, unparted(said)) for label, record, said in standing.rows())
        return [
            (label, self.web(record.link, said) if record and record.link else said)
            for label, record, said in told
        ]

    def source_rows(self) -> list[tuple[str, str]]:
        """Return what is known of the document that the roadmap comes from."""
        source = self.roadmap.settings.source
        if source is None:
            return []
        rows = []
        if source.document:
            rows.append(("Perustuu asiakirjaan", source.document))
        if source.dated:
            rows.append(("Asiakirjan päiväys", date_text(source.dated)))
        if source.approver or source.approved:
            day = date_text(source.approved) if source.approved else ""
            rows.append(("Asiakirjan hyväksyi", f"{source.approver or ''} {day}".strip()))
        return rows

    def count(self, measures: Sequence[Measure]) -> str:
        """Return "1 toimenpide", "12 toimenpidettä"."""
        return unparted(counted(len(measures), "toimenpide", "toimenpidettä"))

"""What is known of a measure, of the levels, of who decides and of where it all comes from."""

from __future__ import annotations

from decimal import Decimal

from digitiekartta.basics.text import ended, grouped, sentence_case, unparted
from digitiekartta.markup import escaping
from digitiekartta.markup.components.kinds import Kind
from digitiekartta.markup.markdown import Markdown, joined, md, span, table
from digitiekartta.pages.links import NOT_NAMED, NOT_TOLD, UNKNOWN, Links
from digitiekartta.roadmap.links import feedback_label
from digitiekartta.roadmap.model import Contact, Goal, Levels, Measure
from digitiekartta.roadmap.values import date_text, decimal_text


class Facts(Links):
    """Facts of one thing at a time, as tables and lists of names and values."""

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

    # --- the roadmap -----------------------------------------------------------------------

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

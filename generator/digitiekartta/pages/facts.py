"""What is known of a measure, of the levels, of who decides and of where it all comes from."""

from collections.abc import Collection, Mapping

from digitiekartta.basics.text import ended, grouped, has_stops, plural, sentence_case, unparted
from digitiekartta.markup import escaping
from digitiekartta.markup.components.kinds import Kind
from digitiekartta.markup.markdown import Markdown, code, joined, md, table
from digitiekartta.pages import paths
from digitiekartta.pages.levels import LevelTables
from digitiekartta.pages.links import NOT_NAMED, NOT_TOLD
from digitiekartta.roadmap.fields import declared
from digitiekartta.roadmap.links import feedback_label
from digitiekartta.roadmap.model import Contact, Goal, Levels, Measure, Source
from digitiekartta.roadmap.sentence import quoted
from digitiekartta.roadmap.values import date_text, decimal_text
from digitiekartta.versions.record import Approval

_APPROVED_SOURCE = "Asiakirjan hyväksyi"
_FIRST = ("goal", "group", "parties", "parties_in_source", "sector", "sector_in_source", "audience")
_LAST = ("related", "replaces", "merged_into", "source")


def _rank(name: str) -> int:
    return _FIRST.index(name) if name in _FIRST else len(_FIRST) + (name in _LAST)


_FACTS: Mapping[str, str] = {
    name: field.shown
    for name, field in sorted(declared(Measure).items(), key=lambda pair: _rank(pair[0]))
    if isinstance(field.shown, str)
}
"""Fields and their headings: where a measure belongs, then all in the model's order, then others
that it has to do with."""


def _row(source: Source) -> str | None:
    return source.row and f"toimenpide {source.row}"


class Facts(LevelTables):
    """Facts of one thing at a time, as tables and lists of names and values."""

    def facts(self, measure: Measure, without: Collection[str] = ()) -> Markdown:
        """Return what is known of a measure as a table of names and values; empty without any.

        ``without`` are the fields that the page tells elsewhere.
        """
        headings, values = self._own_headings(measure), self._own_values(measure)
        rows: list[tuple[object, object]] = []
        for name, heading in _FACTS.items():
            if name in without:
                continue
            value = values[name] if name in values else getattr(measure, name)
            if isinstance(value, dict):
                rows += value.items()
            elif value:
                if isinstance(value, tuple):
                    value = joined(value, between="; " if has_stops(value) else ", ")
                rows.append((headings.get(name, heading), value))
        if spearheads := self.carries_out(measure):
            rows.append(("Toteuttaa kärkeä", spearheads))
        if not rows:
            return Markdown("")
        return table("Toimenpiteen tiedot", ["Tieto", "Sisältö"], rows, kind=Kind.FACTS)

    def _own_headings(self, measure: Measure) -> Mapping[str, str]:
        """Return the headings that depend on the roadmap's words or on how many there are."""
        words = self.roadmap.settings
        sector, audience = sentence_case(words.sector_word), declared(Measure)["audience"]
        one_sector = len(self.roadmap.sectors_of(measure)) < 2
        one_audience = len(self.roadmap.audiences_of(measure)) < 2
        return {
            "group": sentence_case(words.group_word),
            "sector": sector if one_sector else sentence_case(plural(words.sector_word)),
            "sector_in_source": f"{sector} lähteessä",
            "audience": sentence_case(audience.one if one_audience else audience.many),
        }

    def _own_values(self, measure: Measure) -> Mapping[str, object]:
        """Return what is told of fields that are more than texts; empty where nothing is."""
        roadmap, not_named = self.roadmap, sentence_case(NOT_NAMED)
        goal, group = roadmap.goals_by_id[measure.goal], roadmap.group_of(measure)
        merged = measure.merged_into
        return {
            "goal": self.goal(goal),
            "group": group and self.group(goal, group),
            "parties": self.parties(measure) or not_named,
            "sector": self.site.sectors.measures and (self.sectors(measure) or not_named),
            "audience": self.audiences(roadmap.audiences_of(measure)),
            "costs": "Arvio puuttuu"
            if self.site.estimates and not (measure.costs or measure.is_over)
            else "",
            "related": joined(map(self.measure_by_id, measure.related), between="; "),
            "replaces": joined(map(self.measure_by_id, measure.replaces), between="; "),
            "merged_into": merged and self.measure_by_id(merged),
            "source": measure.source
            and joined(
                filter(None, (self._source_line(measure.source), measure.source.notice)), "<br>"
            ),
        }

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

    def time_in_source(self, measure: Measure, *, cells: bool = False) -> Markdown:
        """Return the source's own words on the time of a measure, quoted; empty without any.

        With ``cells`` those that stand at a half-year are told elsewhere.
        """
        words = [quoted(measure.time_in_source)] if measure.time_in_source else []
        words += [
            f"{moment.genitive} kohdalla {quoted(said)}"
            for moment, said in sorted(measure.schedule_words.items())
            if not cells
        ]
        return md(f"Lähteessä: {'; '.join(words)}" if words else "")

    def source_of(self, entry: Goal | Levels) -> Markdown:
        """Return where a goal or the levels come from; empty when nothing is said."""
        source = entry.source
        if source is None:
            return Markdown("")
        notice = escaping.paragraphs(source.notice) if source.notice else ""
        return Markdown("\n\n".join(filter(None, (self._source_line(source), notice))))

    def source(self, measure: Measure) -> Markdown:
        """Return where a measure comes from; what its goal has, too, is told there, by a link."""
        source, goal = measure.source, self.roadmap.goals_by_id[measure.goal]
        if source is None:
            return Markdown("")
        above = goal.source or Source()
        row = _row(source)
        if source.document and source.document == above.document and not source.address:
            own = (source.table if source.table != above.table else None, row)
            told = ", ".join(filter(None, own))
            name = f"Lähdeasiakirjassa: {told}" if told else f"Lähde: {source.document}"
            line = self.to(f"{paths.goal(goal.id)}#lahde", name)
        else:
            line = Markdown(f"Lähde: {self._source_line(source)}")
        return joined(filter(None, (line, source.notice)), between="<br>")

    def _source_line(self, source: Source) -> Markdown:
        return joined(filter(None, (self._document(source), source.table, _row(source))))

    def _document(self, source: Source) -> Markdown:
        """Return the document of a source, as a link where its address is known."""
        if not source.address:
            return md(source.document or "")
        return self.web(source.address, source.document or "Lähdeasiakirja")

    # --- the roadmap -----------------------------------------------------------------------

    def deciders(self) -> Markdown:
        """Return who approves what: "Kaupunginhallitus hyväksyy digitiekartan. Johtoryhmä …"."""
        bodies = [b for b in self.roadmap.settings.bodies if b.approves and b.body_task]
        return joined((ended(f"{body.name} {body.body_task}") for body in bodies), between=" ")

    def bodies_table(self) -> Markdown:
        """Return the bodies, what each does, and how often where that is told of any."""
        bodies, headers = self.roadmap.settings.bodies, ["Toimielin", "Tehtävä"]
        rows = [[body.name, body.body_task or NOT_TOLD] for body in bodies]
        if any(body.how_often for body in bodies):
            headers.append("Kokoontuu")
            for row, body in zip(rows, bodies, strict=True):
                row.append(body.how_often or NOT_TOLD)
        return table("Toimielimet ja niiden tehtävät", headers, rows)

    def contact_list(self) -> Markdown:
        """Return the contact data as a list."""
        contact = self.roadmap.settings.contact or Contact()
        mail, address = contact.email, contact.address
        organisation = self.roadmap.settings.organisation
        feedback = self.roadmap.settings.feedback
        form = feedback.address if feedback else None
        items: list[tuple[str, object]] = [
            ("Yhteyshenkilö", contact.role),
            ("Sähköposti", self.web(f"mailto:{mail}", mail) if mail else None),
            ("Puhelin", contact.phone),
            ("Verkossa", self.web(address, organisation) if address and address != form else None),
        ]
        if form and form != f"mailto:{mail}":
            items.append(("Palaute", self.feedback(form)))
        return Markdown("\n".join(f"- {name}: {md(item)}" for name, item in items if item))

    def feedback(self, address: str) -> Markdown:
        """Return a link to where feedback goes, named by what is there."""
        return self.web(address, feedback_label(address))

    def status_rows(self) -> list[tuple[str, object]]:
        """Return how official the roadmap is, when it last changed and what it comes from."""
        status, updated = self.site.options.approval_status, self.roadmap.settings.updated
        rows: list[tuple[str, object]] = []
        for label, record, words in status.rows() if status else ():
            text = unparted(words)
            rows.append((label, self.web(record.link, text) if record and record.link else text))
        if status:
            rows.append(("Tunniste", self.code(status.newest)))
        if updated:
            rows.append(("Päivitetty", date_text(updated)))
        source = self.source_rows()
        if status and status.is_transcription:  # who approved the original is told above
            source = [row for row in source if row[0] != _APPROVED_SOURCE]
        return [*rows, *source]

    def code(self, approval: Approval) -> Markdown:
        """Return the code of an approved content, and its form where it is not that of today."""
        return joined(filter(None, [code(approval.code), approval.form_of_code]))

    def source_rows(self) -> list[tuple[str, object]]:
        """Return what is known of the document that the roadmap comes from."""
        source = self.roadmap.settings.source
        if source is None:
            return []
        rows: list[tuple[str, object]] = []
        if document := self._document(source):
            rows.append(("Perustuu asiakirjaan", document))
        if source.dated:
            rows.append(("Asiakirjan päiväys", date_text(source.dated)))
        if source.approver or source.approved:
            day = date_text(source.approved) if source.approved else ""
            rows.append((_APPROVED_SOURCE, f"{source.approver or ''} {day}".strip()))
        return rows

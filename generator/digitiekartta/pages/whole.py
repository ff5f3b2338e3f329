"""All measures of a long roadmap as one file, for spreadsheets: no page has all their schedules.

A row a measure, a column a half-year; each row tells who has approved what it says. Semicolons
and a mark of UTF-8, so that a Finnish Excel opens it as it is.
"""

import csv
from collections.abc import Iterator
from io import StringIO

from digitiekartta.basics.text import begins_formula, one_line, sentence_case
from digitiekartta.markup import escaping
from digitiekartta.pages import paths
from digitiekartta.pages.appearance import status_line
from digitiekartta.pages.site import Site
from digitiekartta.roadmap.model import Measure


def whole_file(site: Site) -> bytes:
    """Return the file."""
    file = StringIO()
    settings = site.roadmap.settings
    columns = ["Tunnus", "Toimenpide", "Tavoite", sentence_case(settings.group_word), "Vastuu"]
    columns += [sentence_case(settings.sector_word), "Kohderyhmä"]
    columns += [sentence_case(str(moment)) for moment in site.half_years]
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    reported = any(measure.reports for measure in site.roadmap.measures)
    if reported:
        columns.append("Viimeksi raportoitu")
    writer.writerow(map(_shown, [*columns, "Osoite", "Hyväksyntä"]))
    standing = status_line(site)
    for measure in site.roadmap.measures_in_order:
        writer.writerow(map(_shown, [*_row(site, measure, reported=reported), standing]))
    return file.getvalue().encode("utf-8-sig")


def _row(site: Site, measure: Measure, *, reported: bool) -> Iterator[str]:
    roadmap = site.roadmap
    goal, group = roadmap.goals_by_id[measure.goal], roadmap.group_of(measure)
    yield measure.id
    yield measure.title
    yield f"{goal.number} {goal.title}"
    yield group.title if group else ""
    yield "; ".join(roadmap.parties_of(measure))
    yield "; ".join(roadmap.sectors_of(measure))
    yield "; ".join(roadmap.audiences_of(measure))
    for moment in site.half_years:
        cell = site.cell(measure, moment)
        name = cell.phase.name if cell and cell.phase else ""
        yield ": ".join(filter(None, (name, (cell.words if cell else "") or "")))
    if reported:
        report = measure.last_report(site.now)
        yield f"{report.state}, {report.half_year}" if report else ""
    page = paths.measure(measure.id)
    yield site.whole_address(page) or paths.address(page)


def _shown(text: str) -> str:
    """Return a text on one line that no spreadsheet takes for a formula."""
    line = one_line(escaping.clean(text))
    return f"'{line}" if begins_formula(line) else line

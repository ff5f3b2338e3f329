"""The command ``compare``: roadmaps side by side, by phases, sectors and subjects."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from digitiekartta.basics.problems import Problem, errors_in, nearest
from digitiekartta.commands.options import (
    date_option,
    file_option,
    names_argument,
    pass_project,
    run_day,
)
from digitiekartta.commands.program import OK, PROBLEMS
from digitiekartta.commands.terminal import ended, give, tell
from digitiekartta.markup.report.blocks import Block
from digitiekartta.markup.report.html import as_html
from digitiekartta.markup.report.markdown import as_markdown
from digitiekartta.markup.report.text import as_text
from digitiekartta.pages.numbers import comparison_report as report
from digitiekartta.pages.numbers.comparing import Comparison
from digitiekartta.pages.numbers.comparison_tables import Sheet, sheets
from digitiekartta.pages.numbers.files import as_excel_csv
from digitiekartta.pages.search.subjects import Subject, Subjects
from digitiekartta.pages.site import Options
from digitiekartta.roadmap.project import Project
from digitiekartta.site.compared import comparison_of_content
from digitiekartta.versions.check import NOT_APPROVED

_ENDINGS = {
    ".txt": "text",
    ".csv": "csv",
    ".md": "md",
    ".html": "html",
    ".htm": "html",
    ".xlsx": "xlsx",
    ".json": "json",
}
_TABLES = ("tiekartat", "vaiheet", "puolivuodet", "toimialat", "aiheet", "toimenpiteet")
_TOLD = {"text": as_text, "md": as_markdown, "html": as_html}


@click.command
@names_argument
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "csv", "md", "html", "xlsx", "json"]),
    help="Muoto: text lukijalle, md ja html kokousta varten, xlsx ja csv taulukkolaskentaan, json"
    " ohjelmille. Oletus on se, mitä tiedoston pääte kertoo, tai text.",
)
@file_option("--output", help="Tiedosto, johon vertailu kirjoitetaan. Ilman sitä se tulostetaan.")
@click.option(
    "--subject",
    metavar="AIHE",
    help="Kerro vain tästä aiheesta: kuka tekee mitä ja milloin, esimerkiksi --subject tekoäly.",
)
@click.option(
    "--table",
    type=click.Choice(_TABLES),
    help="Taulukko, joka CSV-tiedostoon kirjoitetaan. Oletus on toimenpiteet.",
)
@click.option(
    "--public",
    is_flag=True,
    help="Vertaa viimeksi hyväksyttyjä versioita eikä työversioita.",
)
@date_option("Päivä, jonka puolivuosi on nyt. Oletus on tämä päivä.")
@pass_project
def compare(
    project: Project,
    names: Sequence[str],
    form: str | None,
    output: Path | None,
    day: date | None,
    public: bool,
    **told: Any,
) -> int:
    """Vertaa tiekarttoja: vaiheet, puolivuodet, toimialat ja aiheet rinnakkain.

    Ilman nimiä verrataan kaikkia. Tiekarttojen omat vaiheet muunnetaan yleisiksi vaiheiksi, ja
    aiheet löydetään toimenpiteiden sanoista. Omia aiheita voi lisätä tiedostoon content/aiheet.yml.
    Tiekartta, jota ei voi lukea, jää pois, ja siitä kerrotaan.
    """
    subject, table = told["subject"], told["table"]
    form = _form(form, output, table)
    options = Options(day or run_day(), draft=not public)
    comparison, problems = comparison_of_content(project, project.choose(names), options)
    if comparison is None:
        return ended(problems, "Vertailua ei tehty.")
    chosen = _subject(comparison.subjects, subject) if subject is not None else None
    if errors := errors_in(problems):
        _mention(errors, comparison)
    give(_written(comparison, form, table or "toimenpiteet", chosen), output)
    return PROBLEMS if errors else OK


def _mention(errors: Sequence[Problem], comparison: Comparison) -> None:
    # What nobody has approved yet is no fault of anybody's.
    waiting = [one for one in errors if one.code == NOT_APPROVED.code]
    if faults := [one for one in errors if one not in waiting]:
        tell(faults, err=True)
    for one in waiting:
        name = one.place.file.rpartition("/")[2]
        click.echo(f"{name}: tiekarttaa ei ole hyväksytty, joten se jää pois.", err=True)
    there = [one.folder for one in comparison.roadmaps]
    verb = "on" if len(there) == 1 else "ovat"
    click.echo(f"Vertailussa {verb} vain {', '.join(there)}.", err=True)


def _form(form: str | None, output: Path | None, table: str | None) -> str:
    """Return the form of a comparison: the one that is asked for or that a file's name tells."""
    ending = output.suffix.lower() if output else ""
    told = _ENDINGS.get(ending)
    if form and told and form != told:
        raise click.UsageError(
            f"Muoto on {form}, mutta tiedoston {output} pääte on {ending}. Korjaa toinen."
        )
    if output and not (form or told):
        raise click.UsageError(
            f"Tiedoston {output} pääte ei kerro muotoa. Anna se valinnalla --format."
        )
    form = form or told or "text"
    if form == "xlsx" and output is None:
        raise click.UsageError(
            "Excel-taulukko tarvitsee tiedoston. Lisää esimerkiksi --output vertailu.xlsx."
        )
    if table and form != "csv":
        raise click.UsageError("Valinta --table kuuluu muotoon csv. Lisää --format csv.")
    return form


def _subject(subjects: Subjects, wanted: str) -> Subject:
    """Return the subject that a person names by its name or the only one by a part of it."""
    names = {one.name.casefold(): one for one in subjects.all}
    sought = wanted.strip().casefold()
    if exact := names.get(sought):
        return exact
    words = {word.casefold(): one for one in subjects.all for word in one.words}
    begun = [one for name, one in names.items() if sought and sought in name]
    if len(begun) == 1:
        return begun[0]
    if not begun and sought in words:
        return words[sought]
    known = [one.name for one in begun or subjects.all]
    near = nearest(wanted, known) if not begun else None
    raise click.UsageError(
        f"Aihetta ”{wanted}” ei ole."
        + (f" Tarkoititko ”{near}”?" if near else "")
        + f" Aiheet ovat: {'; '.join(known)}. Oman aiheen voi lisätä tiedostoon content/aiheet.yml."
    )


def _written(comparison: Comparison, form: str, table: str, subject: Subject | None) -> bytes:
    if write := _TOLD.get(form):
        blocks: Sequence[Block]
        if subject:
            blocks = [*report.of_subject(comparison, subject)]
        elif form == "text":
            blocks = [*report.summary(comparison, tables=False)]
        else:
            blocks = [*report.in_full(comparison)]
        text = write(blocks)
        if form == "text" and not subject:
            text += "\nKuka tekee mitä ja milloin: digitiekartta compare --subject AIHE\n"
        return text.encode()
    tables = [_about(sheet, subject) for sheet in sheets(comparison)]
    if form == "csv":
        [sheet] = [one for one in tables if one.key == table]
        return as_excel_csv(sheet.columns, sheet.rows())
    if form == "json":
        return _json(comparison, tables).encode()
    # With openpyxl, which no other form needs.
    from digitiekartta.markup.report.excel import as_xlsx

    return as_xlsx(report.in_sheets(comparison, tables))


def _about(sheet: Sheet, subject: Subject | None) -> Sheet:
    """Return a table with what it tells of a subject, where it tells of subjects."""
    if subject is None or sheet.key not in ("aiheet", "toimenpiteet"):
        return sheet
    of = (one for one in sheet.of if (one if isinstance(one, str) else one[0]) == subject.name)
    return replace(sheet, of=tuple(of))


def _json(comparison: Comparison, tables: Sequence[Sheet]) -> str:
    told: Mapping[str, Any] = {
        "puolivuosi": comparison.now.slug,
        **{
            sheet.key: [
                dict(zip([column.key for column in sheet.columns], row, strict=True))
                for row in sheet.rows()
            ]
            for sheet in tables
        },
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"

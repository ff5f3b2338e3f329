"""The commands ``report`` and ``needs``: what a year was, and what one to come needs."""

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from digitiekartta.basics.halfyears import FIRST_YEAR, LAST_YEAR
from digitiekartta.basics.text import listed
from digitiekartta.commands.options import (
    WholeNumber,
    file_option,
    form_of,
    name_argument,
    pass_project,
    run_day,
)
from digitiekartta.commands.program import OK
from digitiekartta.commands.terminal import ended, give
from digitiekartta.markup.report.blocks import Block
from digitiekartta.pages.numbers.needs import Needs, needs_report
from digitiekartta.pages.numbers.year import Year
from digitiekartta.pages.numbers.year_report import year_report
from digitiekartta.pages.site import Options, Site
from digitiekartta.roadmap.project import Project
from digitiekartta.versions.check import Checked, check_roadmap, pass_gate
from digitiekartta.versions.comparison.history import history_of
from digitiekartta.versions.comparison.report import WORKING, UnknownVersion, named
from digitiekartta.versions.record import status_of

Command = Callable[..., int]

_ENDINGS = {".md": "md", ".html": "html", ".htm": "html", ".docx": "docx", ".xlsx": "xlsx"}


def _options(command: Command) -> Command:
    """Add the options that both commands have."""
    for option in (
        file_option(
            "--output",
            help="Tiedosto, johon raportti kirjoitetaan. Ilman sitä raportti tulostetaan.",
        ),
        click.option(
            "--format",
            "form",
            type=click.Choice(["docx", "xlsx", "md", "html"]),
            help="Muoto: docx tekstiksi, xlsx laskettavaksi, md tai html luettavaksi. Oletus on se,"
            " mitä tiedoston pääte kertoo, tai md. Kuvia ei ole: samat luvut ovat taulukoissa.",
        ),
        click.option(
            "--version",
            "version",
            metavar="VERSIO",
            default=WORKING,
            help="Hyväksytty versio, josta luvut lasketaan, esimerkiksi 2026-1. Oletus on työversio"
            " eli kansion nykyinen sisältö. Raportti kertoo, onko se hyväksytty vai luonnos.",
        ),
    ):
        command = option(command)
    return command


def _year_option(help: str) -> Callable[[Command], Command]:
    return click.option(
        "--year", metavar="VUOSI", type=WholeNumber(FIRST_YEAR, LAST_YEAR), required=True, help=help
    )


@click.command
@name_argument
@_year_option("Vuosi, josta raportoidaan, esimerkiksi 2025.")
@_options
@pass_project
def report(
    project: Project, name: str, year: int, form: str | None, output: Path | None, version: str
) -> int:
    """Tekee raportin vuoden toteutumisesta tilinpäätökseen.

    Raportissa on valmis teksti, taulukot tavoitteittain, toimialoittain ja puolivuosittain sekä
    määritelmät: mitä suunniteltiin, mitä raportoitiin, mikä on valmis, mitä on siirretty ja mikä
    on päättynyt. Mitään ei päätellä: se, mistä ei ole raportoitu, kerrotaan raportoimattomaksi.
    """
    form = form_of(form, output, _ENDINGS, "Raporttia", f"toteutuminen-{year}") or "md"
    found = _site(project, name, version)
    if isinstance(found, int):
        return found
    site, is_earlier = found
    _in_period(site, year)
    if year > site.now.year:
        raise click.UsageError(
            f"Vuosi {year} ei ole vielä alkanut, joten siitä ei ole raportoitavaa. Tarpeet"
            f" talousarvioon kertoo komento digitiekartta needs {name} --year {year}."
        )
    of = Year(site, year, is_earlier)
    if not of.is_over:
        click.echo(f"Huomaa: vuosi {year} on kesken.", err=True)
    if not of.counts["reported"]:
        click.echo(
            f"Huomaa: vuodelta {year} ei ole yhtään tilannetietoa. Raportti kertoo vain, mitä"
            " suunniteltiin ja päätettiin.",
            err=True,
        )
    return _give(year_report(of, _remark(site)), site, form, output)


@click.command
@name_argument
@_year_option("Talousarvion vuosi, esimerkiksi 2027.")
@_options
@pass_project
def needs(
    project: Project, name: str, year: int, form: str | None, output: Path | None, version: str
) -> int:
    """Tekee luettelon vuoden tarpeista talousarvioon.

    Luettelossa ovat toimenpiteet, jotka vuonna alkavat tai jatkuvat, toimialoittain, niiden
    kustannusarviot lajeittain ja se, mistä arvio puuttuu. Teksteissä mainitut summat luetellaan
    erikseen, eikä niitä lasketa mukaan. Kauden jälkeisenä vuotena jatkuvat ne, joiden vaihe on
    kauden lopussa jatkuva.
    """
    form = form_of(form, output, _ENDINGS, "Luetteloa", f"tarpeet-{year}") or "md"
    found = _site(project, name, version)
    if isinstance(found, int):
        return found
    site, _ = found
    _in_period(site, year, more=1)
    if year < site.now.year:
        click.echo(f"Huomaa: vuosi {year} on jo päättynyt.", err=True)
    return _give(needs_report(Needs(site, year), _remark(site)), site, form, output)


# --- what both do ------------------------------------------------------------------------------


def _site(project: Project, name: str, version: str) -> tuple[Site, bool] | int:
    """Return a roadmap as its pages would tell it, and whether it has later versions.

    Or the exit code when it can't be told.
    """
    project.choose([name])
    today = run_day()
    if version.casefold() in (WORKING, "luonnos"):
        checked: Checked = check_roadmap(project.content, name, today)
        roadmap = checked.sound
        if roadmap is None:
            return ended(checked.problems, "Raporttia ei tehty.")
        status = checked.versions.status_of(roadmap)
        options = Options(today, draft=status is None, approval_status=status)
        versions = checked.versions.all
        return Site(roadmap, options, history_of(versions, roadmap, draft=status is None)), False
    passed = pass_gate(project.content, name)
    if isinstance(passed, tuple):
        return ended(passed, "Raporttia ei tehty.")
    try:
        chosen = named(passed, version)
    except UnknownVersion as error:
        raise click.UsageError(str(error)) from error
    until = passed.all[: passed.all.index(chosen) + 1]
    roadmap, status = chosen.roadmap(), status_of([one.approval for one in until])
    options = Options(today, draft=False, approval_status=status)
    site = Site(roadmap, options, history_of(until, roadmap, draft=False))
    return site, chosen is not passed.all[-1]


def _in_period(site: Site, year: int, more: int = 0) -> None:
    """Refuse a year that is not of the period, nor one of as many ``more`` after it."""
    years = sorted({moment.year for moment in site.half_years})
    if not years:
        raise click.UsageError(
            "Tiekartalla ei ole kautta, joten vuodesta ei voi kertoa. Kausi kirjoitetaan"
            " tiedostoon tiekartta.yml."
        )
    years += [years[-1] + one for one in range(1, more + 1)]
    if year not in years:
        known = listed([str(one) for one in years])
        raise click.UsageError(
            f"Vuosi {year} ei kuulu kauteen {site.period}. Mahdolliset vuodet ovat {known}."
            if len(years) > 1
            else f"Vuosi {year} ei kuulu kauteen {site.period}. Mahdollinen vuosi on {known}."
        )


def _remark(site: Site) -> str:
    """Return what version there is, where the content differs from it."""
    if not (site.options.draft and site.history):
        return ""
    newest = site.history.newest_first[0].version.name
    click.echo(
        f"Huomaa: sisältö eroaa versiosta {newest}. Siitä luvut saa valinnalla --version {newest}.",
        err=True,
    )
    return f"Sisältö eroaa versiosta {newest}."


def _give(blocks: Sequence[Block], site: Site, form: str, output: Path | None) -> int:
    give(_written(blocks, site, form), output)
    return OK


def _written(blocks: Sequence[Block], site: Site, form: str) -> bytes:
    organisation, today = site.roadmap.settings.organisation, site.options.today
    if form == "docx":
        from digitiekartta.markup.report.word import as_docx

        return as_docx(blocks, organisation, day=today)
    if form == "xlsx":
        from digitiekartta.markup.report.excel import as_xlsx

        return as_xlsx(blocks, organisation, day=today)
    if form == "html":
        from digitiekartta.markup.report.html import as_html

        return as_html(blocks).encode()
    from digitiekartta.markup.report.markdown import as_markdown

    return as_markdown(blocks).encode()

"""The command line: the only part that prints. Commands in English, everything said in Finnish.

Exit codes: 0 fine, 1 problems found, 2 misuse or unreadable input, 3 refused (not approved).
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digitiekartta import __version__
from digitiekartta.basics.locks import Locked, locked
from digitiekartta.basics.problems import FORMATS, Problem, as_text, errors_in, in_order
from digitiekartta.commands.approve import approve, status
from digitiekartta.commands.audit import audit
from digitiekartta.commands.changes import changes
from digitiekartta.commands.command import (
    OK,
    PROBLEMS,
    REFUSED,
    FinnishCommand,
    FinnishGroup,
    choose,
    day_if_given,
    run,
)
from digitiekartta.commands.command import today as today_by_clock
from digitiekartta.commands.export import export
from digitiekartta.commands.import_ import import_
from digitiekartta.commands.publish import publish, rollback, server_config
from digitiekartta.commands.review import review
from digitiekartta.pages.site import Options
from digitiekartta.roadmap.project import Project

if TYPE_CHECKING:
    from digitiekartta.roadmap.roadmap import Roadmap
    from digitiekartta.site.building import Outcome


def main() -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(run(commands))


#: What needs no project: it looks at a folder that it is given, or at nothing at all.
_ANYWHERE = ("audit", "server-config")


@click.group(cls=FinnishGroup)
@click.version_option(
    __version__, message="digitiekartta %(version)s", help="Näytä ohjelman versio."
)
@click.option(
    "--root",
    metavar="KANSIO",
    type=click.Path(file_okay=False, path_type=Path),
    help="Projektin kansio, jos muu kuin nykyinen tai sen yläkansio.",
)
@click.pass_context
def commands(context: click.Context, root: Path | None) -> None:
    """Julkaisee kunnan digitiekartan saavutettavana verkkosivustona.

    Sisältö on kansiossa content/, yksi kansio tiekarttaa kohti. Tavallinen järjestys:
    muokkaa tiedostoja, tarkista ne (check), katso tulosta (serve) ja tee sivusto (build).

    Ohjeita muokkaajalle on tiedostossa content/OHJE.md.
    """
    project = Project.find((root or Path.cwd()).resolve())
    if project is None and context.invoked_subcommand not in _ANYWHERE:
        where = root or "Nykyinen kansio"
        raise click.UsageError(
            f"{where} ei ole digitiekartan projekti: kansiota content ja tiedostoa mkdocs.yml ei"
            " löydy."
            " Siirry projektin kansioon tai anna se valinnalla --root."
        )
    context.obj = project


# --- shared options --------------------------------------------------------------------------

names_argument = click.argument("names", metavar="[NIMI]...", nargs=-1)


def _day(context: click.Context, parameter: click.Parameter, value: str | None) -> date:
    return day_if_given(context, parameter, value) or today_by_clock()


date_option = click.option(
    "--date",
    "today",
    metavar="PÄIVÄ",
    callback=_day,
    help="Päivä, jonka mukaan sivusto kertoo, mitä nyt tehdään, esimerkiksi 15.9.2026."
    " Oletus on tämä päivä (tai SOURCE_DATE_EPOCH).",
)
run_date_option = click.option(
    "--date",
    "given_day",
    metavar="PÄIVÄ",
    callback=day_if_given,
    help="Päivä, jonka mukaan sivusto kertoo, mitä nyt tehdään, esimerkiksi 15.9.2026."
    " Luonnoksessa oletus on tämä päivä (tai SOURCE_DATE_EPOCH), julkisella sivustolla"
    " hyväksynnän päivä.",
)
public_option = click.option(
    "--public/--draft",
    default=False,
    help="Tehdäänkö julkinen sivusto viimeksi hyväksytystä versiosta vai luonnos työversiosta"
    " (oletus: luonnos).",
)
site_url_option = click.option(
    "--site-url",
    metavar="OSOITE",
    help="Osoite, johon kansio site/ viedään, esimerkiksi https://www.kunta.fi/digitiekartta/."
    " Tarvitaan sivun 404.html linkkeihin ja hakukoneiden sivuluetteloon (sitemap.xml).",
)


# --- commands --------------------------------------------------------------------------------


@commands.command(cls=FinnishCommand)
@names_argument
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    help="Tulostusmuoto: text lukijalle, github ja gitlab muutospyynnön merkinnöiksi,"
    " json ohjelmille.",
)
@click.option("--strict", is_flag=True, help="Tarkistus epäonnistuu myös varoituksista.")
@click.option(
    "--abbreviations",
    is_flag=True,
    help="Kerro myös lyhenteet, joita tiedosto lyhenteet.yml ei selitä.",
)
@date_option
@click.pass_obj
def check(
    project: Project,
    names: Sequence[str],
    form: str,
    strict: bool,
    abbreviations: bool,
    today: date,
) -> int:
    """Lukee sisällön ja kertoo kaiken korjattavan.

    Ilman nimeä tarkistetaan kaikki tiekartat. Jokaisesta asiasta kerrotaan tiedosto, rivi,
    sarake, kenttä ja korjausohje. Virhe estää sivuston tekemisen, varoitus ei.
    """
    from digitiekartta.roadmap.checking.abbreviations import unexplained_abbreviations
    from digitiekartta.versions.check import check_whole

    found: list[Problem] = []
    for name in choose(project, names):
        checked = check_whole(project.content, name, today)
        found += checked.problems
        if checked.roadmap and abbreviations:
            found += unexplained_abbreviations(checked.roadmap)
    problems = in_order(found)
    click.echo(FORMATS[form](problems), nl=False)
    return PROBLEMS if errors_in(problems) or (strict and problems) else OK


@commands.command(cls=FinnishCommand)
@names_argument
@public_option
@run_date_option
@site_url_option
@click.pass_obj
def pages(
    project: Project,
    names: Sequence[str],
    public: bool,
    given_day: date | None,
    site_url: str | None,
) -> int:
    """Kirjoittaa tiekartan sivut Markdownina kansioon build/NIMI.

    Vain muuttuneet sivut kirjoitetaan, ja poistuneet poistetaan. Sivut voi rakentaa myös
    suoraan: mkdocs build -f build/NIMI/mkdocs.yml.
    """
    from digitiekartta.site.building import Outcome, in_use, lock_of, make_pages

    options = Options(today_by_clock(), given_day, draft=not public, site_url=site_url)
    outcomes = []
    for name in choose(project, names):
        try:
            with locked(lock_of(project, name)):
                outcome = make_pages(project, name, options)
        except Locked:
            outcome = Outcome(name, (in_use(name),))
        outcomes.append(outcome)
        if outcome.plan:
            written = outcome.written
            click.echo(
                f"{name}: {len(outcome.plan.files)} sivua, muuttui {len(written.changed)},"
                f" poistui {len(written.removed)} (build/{name})"
            )
    return _ended(outcomes)


@commands.command(cls=FinnishCommand)
@names_argument
@click.option(
    "--engine",
    type=click.Choice(["mkdocs", "properdocs", "zensical"]),
    default="mkdocs",
    help="Ohjelma, joka tekee sivuista sivuston.",
)
@public_option
@run_date_option
@site_url_option
@click.option(
    "--from-disk",
    is_flag=True,
    help="Tee linkit niin, että sivusto aukeaa myös levyltä, ilman palvelinta.",
)
@click.option(
    "--strict/--no-strict",
    default=True,
    help="Ovatko sivuston tekijän varoitukset virheitä (oletus: ovat).",
)
@click.pass_obj
def build(
    project: Project,
    names: Sequence[str],
    engine: str,
    public: bool,
    given_day: date | None,
    site_url: str | None,
    from_disk: bool,
    strict: bool,
) -> int:
    """Tekee sivuston kansioon site/NIMI ja luettelon tiekartoista tiedostoon site/index.html.

    Ilman valintaa --public jokaisella sivulla lukee ”Luonnos – ei hyväksytty”. Julkinen
    sivusto tehdään viimeksi hyväksytystä versiosta, eikä työversion muutos vaikuta siihen.
    Jos jokin menee vikaan, entinen sivusto jää paikalleen.
    """
    from digitiekartta.site import building

    chosen = choose(project, names)
    started = time.monotonic()

    def progress(name: str, done: str) -> None:
        click.echo(f"[{time.monotonic() - started:5.1f} s] {name}: {done}")

    outcomes = building.build(
        project,
        chosen,
        Options(
            today_by_clock(), given_day, draft=not public, site_url=site_url, from_disk=from_disk
        ),
        engine_name=engine,
        strict=strict,
        progress=progress,
    )
    code = _ended(outcomes)
    for outcome in outcomes:
        if outcome.plan and outcome.name in chosen:
            _mention_abbreviations(outcome.name, outcome.plan.site.roadmap)
    if code == OK:
        click.echo(
            "Valmis. Avaa sivusto komennolla: python3 -m http.server -b 127.0.0.1 -d site 8000"
        )
        click.echo("ja siirry selaimella osoitteeseen http://127.0.0.1:8000/")
    return code


@commands.command(cls=FinnishCommand)
@click.argument("name", metavar="[NIMI]", required=False)
@click.option(
    "--port",
    metavar="PORTTI",
    type=click.IntRange(1, 65535),
    default=8000,
    help="Portti, oletus 8000.",
)
@click.option(
    "--components",
    is_flag=True,
    help="Näytä myös sivu /komponentit/, jolla on sivujen jokainen osa kaikissa tiloissaan.",
)
@date_option
@click.pass_obj
def serve(project: Project, name: str | None, port: int, components: bool, today: date) -> int:
    """Näyttää tiekartan selaimessa ja päivittää sen, kun sisältöä muokataan.

    Seuraa kansioita content/ ja theme/ sekä sivupohjia. Virheet kerrotaan tässä ikkunassa,
    ja selaimessa pysyy viimeinen kunnossa ollut sivusto. Lopeta painamalla Ctrl+C.
    """
    from digitiekartta.site.serving import serve as serve_site

    [chosen, *_] = choose(project, [name] if name else [])
    options = Options(today, components=components)
    serve_site(project, chosen, options, port=port, say=click.echo)
    return OK


@commands.command(cls=FinnishCommand, name="format")
@names_argument
@click.option(
    "--check", "only_check", is_flag=True, help="Kerro vain, mitkä tiedostot muuttuisivat."
)
@click.pass_obj
def format_(project: Project, names: Sequence[str], only_check: bool) -> int:
    """Kirjoittaa sisältötiedostot yhtenäiseen muotoon.

    Sanat säilyvät; muuttua voivat kenttien järjestys, sisennykset ja lainausmerkit.
    Tiedosto, jossa on kommentteja (#) tai virheitä, jää ennalleen, ja siitä kerrotaan.
    """
    from digitiekartta.roadmap.formatting import format_roadmap

    problems: list[Problem] = []
    changed: list[str] = []
    for name in choose(project, names):
        result = format_roadmap(project.content, name, write=not only_check)
        problems += result.problems
        changed += result.changed
    for file in changed:
        click.echo(f"{'Muuttuisi' if only_check else 'Muotoiltu'}: {file}")
    if not changed and not problems:
        click.echo("Kaikki tiedostot ovat jo yhtenäisessä muodossa.")
    if problems:
        click.echo(as_text(in_order(problems)), nl=False)
    return PROBLEMS if errors_in(problems) or (only_check and changed) else OK


@commands.command(cls=FinnishCommand)
@click.option(
    "--check", "only_check", is_flag=True, help="Kerro vain, ovatko skeemat ajan tasalla."
)
@click.pass_obj
def schemas(project: Project, only_check: bool) -> int:
    """Kirjoittaa sisältötiedostojen JSON-skeemat, joiden avulla tekstieditori neuvoo muokkaajaa."""
    from digitiekartta.roadmap import schemas as schema_files

    stale = schema_files.stale(project.root)
    if not only_check:
        schema_files.write(project.root)
    for file in stale:
        click.echo(f"{'Vanhentunut' if only_check else 'Kirjoitettu'}: {file}")
    if not stale:
        click.echo("Skeemat ovat ajan tasalla.")
    return PROBLEMS if only_check and stale else OK


commands.add_command(audit)
commands.add_command(changes)
commands.add_command(review)
commands.add_command(approve)
commands.add_command(status)
commands.add_command(import_)
commands.add_command(export)
commands.add_command(publish)
commands.add_command(rollback)
commands.add_command(server_config)


# --- shared endings --------------------------------------------------------------------------


def _ended(outcomes: Sequence[Outcome]) -> int:
    """Report what came of roadmaps and return the exit code; a refusal is told last of all."""
    code = _report([problem for outcome in outcomes for problem in outcome.problems])
    return REFUSED if any(outcome.refused for outcome in outcomes) else code


def _mention_abbreviations(name: str, roadmap: Roadmap) -> None:
    from digitiekartta.roadmap.checking.abbreviations import unexplained

    words = [word for word, *_ in unexplained(roadmap)]
    if words:
        examples = ", ".join(words[:3]) + (", …" if len(words) > 3 else "")
        click.echo(
            f"{name}: lyhenteitä ilman selitystä {len(words)} ({examples})."
            f" Ne näkee komennolla digitiekartta check {name} --abbreviations."
        )


def _report(problems: Sequence[Problem]) -> int:
    """Print the errors in full, mention the warnings, and return the exit code."""
    errors = in_order(errors_in(problems))
    warnings = len(problems) - len(errors)
    if errors:
        click.echo(as_text(errors), nl=False, err=True)
        return PROBLEMS
    if warnings:
        click.echo(f"Huomautuksia sisällöstä: {warnings}. Ne näkee komennolla digitiekartta check.")
    return OK

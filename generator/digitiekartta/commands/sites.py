"""The commands ``pages``, ``build`` and ``serve``: a roadmap becomes pages and sites."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import wraps
from itertools import count
from typing import Any

import click

from digitiekartta.basics.problems import Stopped
from digitiekartta.commands.options import (
    WholeNumber,
    name_argument,
    names_argument,
    pass_project,
    run_day,
    site_date_option,
    web_address,
)
from digitiekartta.commands.program import OK, PROBLEMS, REFUSED
from digitiekartta.commands.terminal import ended, steps
from digitiekartta.pages.site import Options
from digitiekartta.roadmap.project import Project
from digitiekartta.site import building
from digitiekartta.site.building import Outcome, lock_of, make_pages
from digitiekartta.site.serving import serve as serve_site


def site_options(command: Callable[..., int]) -> Callable[..., int]:
    """Let a command ask for --public, --date and --site-url; it gets them as ``options``."""

    @click.option(
        "--public/--draft",
        default=False,
        help="Tehdäänkö julkinen sivusto viimeksi hyväksytystä versiosta vai luonnos"
        " työversiosta (oletus: luonnos).",
    )
    @site_date_option
    @click.option(
        "--site-url",
        metavar="OSOITE",
        callback=web_address,
        help="Osoite, johon kansio site/ viedään, esimerkiksi"
        " https://www.kunta.fi/digitiekartta/. Tarvitaan sivun 404.html linkkeihin ja"
        " hakukoneiden sivuluetteloon (sitemap.xml).",
    )
    @wraps(command)
    def with_options(
        *values: Any, public: bool, day: date | None, site_url: str | None, **others: Any
    ) -> int:
        options = Options(run_day(), day, draft=not public, site_url=site_url)
        return command(*values, options=options, **others)

    return with_options


@click.command
@names_argument
@site_options
@pass_project
def pages(project: Project, names: Sequence[str], options: Options) -> int:
    """Kirjoittaa tiekartan sivut Markdownina kansioon build/NIMI.

    Vain muuttuneet sivut kirjoitetaan, ja poistuneet poistetaan. Sivut voi rakentaa myös
    suoraan: mkdocs build -f build/NIMI/mkdocs.yml.
    """
    outcomes = []
    for name in project.choose(names):
        try:
            with lock_of(project, name):
                outcome = make_pages(project, name, options)
        except Stopped as stopped:
            outcome = Outcome(name, stopped.problems)
        if outcome.plan:
            written = outcome.written
            click.echo(
                f"{name}: {len(outcome.plan.files)} sivua, muuttui {len(written.changed)},"
                f" poistui {len(written.removed)} (build/{name})"
            )
        outcomes.append(replace(outcome, plan=None))  # of hundreds they would fill memory
    return ended_for(outcomes)


def ended_for(outcomes: Sequence[Outcome]) -> int:
    """Tell what came of roadmaps and return the exit code; a refusal outweighs the rest."""
    problems = [problem for outcome in outcomes for problem in outcome.problems]
    refused = any(outcome.refused for outcome in outcomes)
    return ended(problems, code=REFUSED if refused else PROBLEMS)


@click.command
@names_argument
@click.option(
    "--engine",
    "engine_name",
    type=click.Choice(["mkdocs", "properdocs", "zensical"]),
    default="mkdocs",
    help="Ohjelma, joka tekee sivuista sivuston.",
)
@site_options
@click.option(
    "--from-disk",
    is_flag=True,
    help="Tee linkit niin, että sivusto aukeaa myös levyltä, ilman palvelinta.",
)
@click.option(
    "--strict/--no-strict",
    default=True,
    help="Ovatko sivustogeneraattorin varoitukset virheitä (oletus: ovat).",
)
@click.option(
    "--no-list",
    is_flag=True,
    help="Älä tee luetteloa tiekartoista. Sen tekee myöhemmin --only-list.",
)
@click.option(
    "--only-list",
    is_flag=True,
    help="Tee vain luettelo sivustoista, jotka on tehty muualla ja tuotu kansioon site/. Nimetyillä"
    " tiekartoilla, ja ilman nimiä kaikilla, on oltava sivusto.",
)
@pass_project
def build(
    project: Project,
    names: Sequence[str],
    options: Options,
    from_disk: bool,
    no_list: bool,
    only_list: bool,
    **engine: Any,
) -> int:
    """Tekee sivuston kansioon site/NIMI ja luettelon tiekartoista tiedostoon site/index.html.

    Ilman valintaa --public jokaisella sivulla lukee ”Luonnos – ei hyväksytty”. Julkinen
    sivusto tehdään viimeksi hyväksytystä versiosta, eikä työversion muutos vaikuta siihen.
    Jos jokin menee vikaan, entinen sivusto jää paikalleen.
    """
    if no_list and only_list:
        raise click.UsageError("Valinnoista --no-list ja --only-list voi antaa vain toisen.")
    chosen = project.choose(names)
    options = replace(options, from_disk=from_disk)
    started = time.monotonic()
    # Each roadmap tells of its pages and of its site, and the list of them of itself.
    total = (0 if only_list else 2 * len(chosen)) + (not no_list)
    with steps() as show:
        done = count(1)

        def progress(name: str, what: str) -> None:
            show(next(done), total, f"[{time.monotonic() - started:5.1f} s] {name}: {what}")

        if only_list:
            outcomes = [building.join(project, chosen, options, progress=progress, **engine)]
        else:
            outcomes = building.build(
                project, chosen, options, listing=not no_list, progress=progress, **engine
            )
    code = ended_for(outcomes)
    for outcome in outcomes:
        _mention_abbreviations(outcome)
    if code == OK and not (options.draft or options.site_url):
        click.echo(
            "Sivuston osoitetta ei annettu valinnalla --site-url, joten sivustolta puuttuvat"
            " hakukoneiden sivuluettelo (sitemap.xml), linkkien jakokuva ja hakukoneiden tiedot"
            " sivuista, eivätkä sivun 404.html ja muutosten syötteen linkit toimi kaikkialla."
        )
    if code == OK and not no_list:
        click.echo(
            "Valmis. Avaa sivusto komennolla: python3 -m http.server -b 127.0.0.1 -d site 8000"
            "\nja siirry selaimella osoitteeseen http://127.0.0.1:8000/"
        )
    return code


def _mention_abbreviations(outcome: Outcome) -> None:
    if words := outcome.unexplained:
        examples = ", ".join(words[:3]) + (", …" if len(words) > 3 else "")
        click.echo(
            f"{outcome.name}: lyhenteitä ilman selitystä {len(words)} ({examples})."
            f" Ne näkee komennolla digitiekartta check {outcome.name} --abbreviations."
        )


@click.command
@name_argument
@click.option(
    "--port",
    metavar="PORTTI",
    type=WholeNumber(1, 65535),
    default=8000,
    help="Portti, oletus 8000.",
)
@click.option(
    "--components",
    is_flag=True,
    help="Näytä myös sivu /komponentit/, jolla on sivujen jokainen osa kaikissa tiloissaan.",
)
@site_date_option
@pass_project
def serve(project: Project, name: str, port: int, components: bool, day: date | None) -> int:
    """Näyttää tiekartan selaimessa ja päivittää sen, kun sisältöä muokataan.

    Seuraa kansioita content/ ja theme/ sekä sivupohjia. Virheet kerrotaan tässä ikkunassa,
    ja selaimessa pysyy viimeinen kunnossa ollut sivusto. Lopeta painamalla Ctrl+C.
    """
    project.choose([name])
    options = Options(day or run_day(), components=components)
    try:
        serve_site(project, name, options, port=port, say=click.echo)
    except Stopped as stopped:
        return ended(stopped.problems)
    return OK

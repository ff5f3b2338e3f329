"""The commands ``publish`` and ``rollback``: a site goes to its web server, or is taken back."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import click

from digitiekartta.commands.options import (
    WholeNumber,
    date_option,
    name_argument,
    pass_project,
    run_day,
)
from digitiekartta.commands.program import OK, PROBLEMS, REFUSED
from digitiekartta.commands.terminal import ended, print_rows, steps
from digitiekartta.pages.site import Options
from digitiekartta.publishing.destination import with_history
from digitiekartta.publishing.publication import Plan, Request, publish_approved
from digitiekartta.publishing.publish import KEPT, METHODS, roll_back
from digitiekartta.roadmap.project import Project

#: How many addresses of a kind the plan names.
_NAMED = 5


def _web_address(
    context: click.Context, parameter: click.Parameter, value: str | None
) -> str | None:
    """Return the address of the front page with a slash at its end (a callback of Click)."""
    if value is None:
        return None
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise click.BadParameter(
            f"”{value}” ei ole verkko-osoite. Kirjoita esimerkiksi"
            " https://www.kunta.fi/digitiekartta/."
        )
    return value.rstrip("/") + "/"


@click.command
@name_argument
@click.argument("target", metavar="KOHDE")
@click.option(
    "--apply",
    is_flag=True,
    help="Julkaise sivusto. Ilman tätä valintaa kerrotaan vain, mitä tehtäisiin.",
)
@click.option(
    "--require-audit", is_flag=True, help="Älä julkaise, ellei sivustoa voi tarkastaa selaimessa."
)
@click.option(
    "--keep",
    type=WholeNumber(1, 1000),
    default=KEPT,
    metavar="N",
    help=f"Montako julkaisua kohteessa säilytetään (oletus {KEPT}). Yhtä monta vaihtoa avoinna"
    " ollut sivu löytää yhä tyylinsä ja skriptinsä.",
)
@click.option(
    "--site-url",
    metavar="OSOITE",
    callback=_web_address,
    help="Tiekartan etusivun osoite, esimerkiksi https://www.kunta.fi/digitiekartta/.",
)
@date_option(
    "Päivä, jonka mukaan sivusto kertoo, mitä nyt tehdään, esimerkiksi 4.1.2027. Oletus on"
    " hyväksynnän päivä."
)
@click.option(
    "--method",
    type=click.Choice(METHODS),
    default="auto",
    help="Miten julkaisu vaihdetaan: link linkillä, rename kahdella nimenvaihdolla (kun linkkejä"
    " ei voi tehdä), auto linkillä, jos se onnistuu.",
)
@pass_project
def publish(
    project: Project, name: str, target: str, day: date | None, site_url: str | None, **wishes: Any
) -> int:
    """Julkaisee viimeksi hyväksytyn version, kokonaan tai ei lainkaan.

    KOHDE on kansio (/srv/www/kunta), kansio palvelimella (kayttaja@palvelin:kansio tai
    ssh://palvelin/kansio) tai zip-tiedosto. Sivusto tehdään, tarkastetaan ja viedään entisen
    viereen, ja vasta valmis otetaan käyttöön entisen tilalle. Ensin kerrotaan, mikä muuttuisi.
    Julkaisemiseen tarvitaan valinta --apply.
    """
    options = Options(run_day(), day, draft=False, site_url=site_url)
    project.choose([name])
    request = Request(name, target, options, **wishes)
    click.echo(f"Tehdään tiekartan {name} julkinen sivusto.")
    with steps(err=True) as show:
        outcome = publish_approved(
            project,
            request,
            planned=lambda plan: _show(request, plan),
            said=lambda done: click.echo(f"… {done}"),
            progress=lambda page: show(
                page.done, page.total, f"[{page.done}/{page.total}] tarkastettu {page.page}"
            ),
        )
    if outcome.problems:
        code = REFUSED if outcome.refused else PROBLEMS
        return ended(outcome.problems, "Mitään ei julkaistu.", code)
    if outcome.published is None:
        click.echo(
            "\nMitään ei ole vielä julkaistu. Julkaise samalla komennolla ja valinnalla --apply."
        )
    else:
        click.echo(f"Julkaistu: {outcome.published.version}, {outcome.published.approval}.")
    return OK


def _show(request: Request, plan: Plan) -> None:
    """Print what a publication would change."""
    release, live = plan.release, plan.live
    print_rows(
        [
            ("Tiekartta", request.roadmap),
            ("Versio", f"{release.version}, {release.approval}"),
            ("Kohde", request.target),
            ("Nyt julkaistuna", f"{live.version}, {live.approval}" if live else "ei mitään"),
            ("Julkaisu", release.name + (" (on jo julkaistu)" if plan.is_live else "")),
            ("Sivuja", str(len(release.pages))),
            ("Uusia", _listed(plan.added)),
            ("Muuttuu", _listed(plan.changed)),
            ("Poistuu", _listed(plan.removed)),
            ("Tarkastus", plan.looks),
        ]
    )


def _listed(addresses: Sequence[str]) -> str:
    """Return how many pages there are, and some of them by address."""
    if not addresses:
        return "0"
    named = ", ".join(f"/{address}" for address in addresses[:_NAMED])
    return f"{len(addresses)} ({named}{', …' if len(addresses) > _NAMED else ''})"


@click.command
@name_argument
@click.argument("target", metavar="KOHDE")
@click.argument("version", metavar="[VERSIO]", required=False)
@pass_project
def rollback(project: Project, name: str, target: str, version: str | None) -> int:
    """Ottaa aiemman julkaisun takaisin käyttöön sellaisena kuin se oli.

    Ilman versiota otetaan se, joka oli käytössä ennen nykyistä. Komento status kertoo versiot.
    Se, mikä on hyväksytty, ei muutu: seuraava publish julkaisee uusimman hyväksytyn version.
    """
    project.choose([name])
    place = with_history(project, name, target)
    problems = roll_back(place, version, said=lambda done: click.echo(f"… {done}"))
    return ended(problems, "Mitään ei julkaistu.")

"""The commands ``publish``, ``rollback`` and ``status``: what readers see, and what waits."""

import shlex
from collections.abc import Sequence
from datetime import date
from typing import Any

import click

from digitiekartta.basics.problems import Stopped, errors_in, stop_at
from digitiekartta.basics.text import listed
from digitiekartta.commands.audit import progress_line
from digitiekartta.commands.options import (
    WholeNumber,
    name_argument,
    name_before_target,
    pass_project,
    run_day,
    site_date_option,
    web_address,
)
from digitiekartta.commands.program import OK, PROBLEMS, REFUSED
from digitiekartta.commands.terminal import ended, print_rows, steps
from digitiekartta.markup.escaping import one_line
from digitiekartta.pages.site import Options
from digitiekartta.publishing.destination import destination, with_history
from digitiekartta.publishing.objects import UNFINISHED_SWITCH
from digitiekartta.publishing.publication import Plan, Request, publish_approved
from digitiekartta.publishing.publish import KEPT, METHODS, damage, roll_back
from digitiekartta.publishing.release import Refused
from digitiekartta.publishing.target import Target
from digitiekartta.roadmap.canonical import code_of, says_same
from digitiekartta.roadmap.project import Project
from digitiekartta.versions.check import Checked, check_roadmap
from digitiekartta.versions.comparison.changes import compare
from digitiekartta.versions.records import Versions, read_versions

#: How many addresses of a kind the plan names.
_NAMED = 5


@click.command
@name_before_target
@click.argument("target", metavar="KOHDE")
@click.option(
    "--apply",
    is_flag=True,
    help="Julkaise sivusto. Ilman tätä valintaa kerrotaan vain, mitä tehtäisiin.",
)
@click.option(
    "--audit/--no-audit",
    default=True,
    help="Tarkastetaanko sivusto selaimessa (oletus: tarkastetaan, eikä ilman selainta julkaista)."
    " Jos tarkastus jätetään pois, julkaisu kertoo sen.",
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
    callback=web_address,
    help="Tiekartan etusivun osoite, esimerkiksi https://www.kunta.fi/digitiekartta/.",
)
@site_date_option
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
    ssh://palvelin/kansio), objektivarasto (s3://kunta/polku, az://sailo/polku tai
    gs://kunta/polku) tai zip-tiedosto. Sivusto tehdään, tarkastetaan ja viedään entisen
    viereen, ja vasta valmis otetaan käyttöön entisen tilalle. Objektivarastossa sivut vaihtuvat
    yksi kerrallaan. Ensin kerrotaan, mikä muuttuisi. Julkaisemiseen tarvitaan valinta --apply.
    """
    options = Options(run_day(), day, draft=False, site_url=site_url)
    project.choose([name])
    request = Request(name, target, options, **wishes)
    click.echo(f"Tehdään tiekartan {one_line(name)} julkinen sivusto.")
    try:
        with steps(err=True) as show:
            published = publish_approved(
                project,
                request,
                planned=lambda plan: _show(request, plan),
                said=lambda done: click.echo(f"… {done}"),
                progress=lambda page: show(page.done, page.total, progress_line(page)),
            )
    except Stopped as stopped:
        code = REFUSED if isinstance(stopped, Refused) else PROBLEMS
        return ended(stopped.problems, _closing(stopped), code)
    if published is None:
        click.echo("\nMitään ei muutettu. Julkaise samalla komennolla ja valinnalla --apply.")
    else:
        click.echo(f"Julkaistu: {published.version}, {published.approval}.")
    return OK


def _closing(stopped: Stopped) -> str:
    """Return how a work has ended that could not be done."""
    begun = any(problem.code == UNFINISHED_SWITCH.code for problem in stopped.problems)
    return "Julkaisu jäi kesken." if begun else "Mitään ei julkaistu."


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
            ("Vaihto", plan.manner),
        ]
    )
    if not request.options.site_url:
        click.echo(
            "\nVaroitus: sivuston osoitetta ei annettu valinnalla --site-url. Ilman sitä sivustolta"
            " puuttuu hakukoneiden sivuluettelo (sitemap.xml), eivätkä sivun 404.html linkit toimi"
            " kaikkialla. Lisää --site-url ja etusivun osoite ennen julkaisemista: myöhemmin"
            " lisätty osoite muuttaa melkein kaikki sivut."
        )
    if plan.remarks:
        click.echo(f"\n{plan.remarks}", nl=False)


def _listed(addresses: Sequence[str]) -> str:
    """Return how many pages there are, and some of them by address."""
    if not addresses:
        return "0"
    named = ", ".join(f"/{address}" for address in addresses[:_NAMED])
    return f"{len(addresses)} ({named}{', …' if len(addresses) > _NAMED else ''})"


@click.command
@name_before_target
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
    outdated = read_versions(project.content, name).outdated
    try:
        roll_back(place, version, outdated=outdated, said=lambda done: click.echo(f"… {done}"))
        live = place.live()
    except Stopped as stopped:
        return ended(stopped.problems, _closing(stopped))
    if live and live.manifest.version in outdated:
        click.echo("Tässä julkaisussa on sanoja, jotka on poistettu hyväksytyistä versioista.")
        click.echo(f"Ne poistuvat, kun julkaiset uusimman version: {_publishing(name, target)}")
    return OK


def _publishing(name: str, target: str) -> str:
    return f"digitiekartta publish {shlex.quote(name)} {shlex.quote(target)}"


@click.command
@name_argument
@click.argument("target", metavar="[KOHDE]", required=False)
@pass_project
def status(project: Project, name: str, target: str | None) -> int:
    """Kertoo, mikä versio on hyväksytty, mikä on julkaistu ja mikä odottaa päätöstä.

    KOHDE on sama kuin komennossa publish; ilman sitä kerrotaan vain, mitä on hyväksytty. Kohteen
    edellä pitää olla tiekartan nimi.
    """
    project.choose([name])
    checked = check_roadmap(project.content, name, run_day())
    versions, newest = checked.versions, checked.versions.newest
    if not versions.intact:
        return ended(versions.problems)
    if newest is None:
        click.echo("Hyväksytty: ei mitään. Julkista sivustoa ei voi tehdä.")
    else:
        click.echo(versions.status.line)
        form = newest.approval.form_of_code
        click.echo(f"Hyväksytyn sisällön tunniste: {newest.approval.code}{form and f', {form}'}")
    if target:
        try:
            _tell_live(project, name, target, versions)
        except Stopped as stopped:
            return ended(stopped.problems)
    return _tell_working_content(name, checked)


def _tell_live(project: Project, name: str, target: str, versions: Versions) -> None:
    """Print what readers see in a target, and what waits for publishing.

    Raises:
        Stopped: It can't be told, or is not as it was published.
    """
    newest = versions.newest
    place = destination(project, name, target)
    stop_at(place.problems())
    live = place.live()
    if live is None:
        click.echo(f"Kohteessa {place.where} ei ole vielä julkaistu mitään.")
    else:
        approved = f"{live.manifest.version}, {live.manifest.approval}"
        click.echo(f"Julkaistu kohteessa {place.where}: {approved} ({live.name})")
        if live.manifest.audited is False:
            click.echo("Julkaistua sivustoa ei tarkastettu selaimessa (--no-audit).")
    releases = [live] if live else []
    if live and isinstance(place, Target):
        published = place.published()
        click.echo(f"Tallessa: {', '.join(published)}")
        releases = [one for one in map(place.release, published) if one]
        stop_at(damage(place, live))
        click.echo("Tiedostot ovat sellaisia kuin ne julkaistiin.")
    if holding := [one.name for one in releases if one.manifest.version in versions.outdated]:
        where = "julkaisuissa" if len(holding) > 1 else "julkaisussa"
        click.echo(f"Poistettuja sanoja on yhä {where} {listed(holding)}.")
        click.echo(f"Ne poistuvat, kun julkaiset uusimman version: {_publishing(name, target)}")
    if newest and (live is None or live.manifest.version != newest.approval.version):
        waiting = f"Julkaisemista odottaa versio {newest.approval.version}"
        click.echo(f"{waiting}: {_publishing(name, target)}")


def _tell_working_content(name: str, checked: Checked) -> int:
    """Print the code of the working content, and what in it waits for approval."""
    roadmap, newest = checked.sound, checked.versions.newest
    if roadmap is None:
        errors = len(errors_in(checked.problems))
        click.echo(f"Työversiossa on virheitä ({errors}), joten sillä ei ole tunnistetta.")
        click.echo(f"Ne näkee komennolla digitiekartta check {shlex.quote(name)}.")
        return PROBLEMS
    code = code_of(roadmap)
    if newest and says_same(newest.roadmap(), roadmap):
        click.echo("Työversio on sama kuin hyväksytty: mitään ei odota hyväksymistä.")
        return OK
    click.echo(f"Työversion tunniste: {code}. Sitä ei ole hyväksytty.")
    if newest:
        waiting = compare(newest.roadmap(), roadmap).summary
        click.echo(f"Hyväksymistä odottaa {waiting[:1].lower()}{waiting[1:]}")
        click.echo(f"Muutokset kertoo komento digitiekartta changes {shlex.quote(name)}.")
    return OK

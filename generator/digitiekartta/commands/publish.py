"""The commands of publishing: publish, rollback, server-config, and the live part of status."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from digitiekartta.basics.locks import Locked, locked
from digitiekartta.basics.problems import Problem, as_text, errors_in, in_order
from digitiekartta.commands.command import (
    OK,
    PROBLEMS,
    REFUSED,
    FinnishCommand,
    choose_one,
    day_if_given,
)
from digitiekartta.commands.command import today as today_by_clock
from digitiekartta.publishing.archive import live_in, write_zip, zip_problems
from digitiekartta.publishing.local import LocalStore
from digitiekartta.publishing.manifest import Manifest
from digitiekartta.publishing.plan import Plan
from digitiekartta.publishing.publish import KEPT, METHODS, damaged, roll_back
from digitiekartta.publishing.publish import publish as publish_to
from digitiekartta.publishing.remote import RemoteStore
from digitiekartta.publishing.server_config import SERVERS
from digitiekartta.publishing.store import Unusable
from digitiekartta.publishing.target import Target
from digitiekartta.roadmap.project import Project

if TYPE_CHECKING:
    from digitiekartta.audit.run import Progress

#: How many addresses of a kind the plan names.
_NAMED = 5
#: Folders of the project that hold what people or the build write.
_SOURCES = frozenset({".git", ".venv", "benchmarks", "build", "content", "generator", "site"})
_SOURCES |= {"tests", "theme"}

_PATH = re.compile(r"/(?:[A-Za-z0-9._~-]+/)*")
_FOLDER = re.compile(r"[^\"'$;<>{}\n-][^\"'$;<>{}\n]*")


@dataclass(frozen=True)
class _Destination:
    """Where a command was told to publish: what is wrong with it, what is live, and the deed."""

    problems: list[Problem]
    live: Manifest | None
    publish: Callable[[Path, Manifest], list[Problem]]


# --- publish ---------------------------------------------------------------------------------


@click.command(cls=FinnishCommand)
@click.argument("name", metavar="NIMI")
@click.argument("target", metavar="KOHDE")
@click.option(
    "--apply",
    is_flag=True,
    help="Julkaise sivusto. Ilman tätä valintaa kerrotaan vain, mitä tehtäisiin.",
)
@click.option(
    "--require-audit",
    is_flag=True,
    help="Älä julkaise, ellei sivustoa voi tarkastaa selaimessa.",
)
@click.option(
    "--keep",
    type=click.IntRange(1, 1000),
    default=KEPT,
    metavar="N",
    help=f"Montako julkaisua kohteessa säilytetään (oletus {KEPT}).",
)
@click.option(
    "--site-url",
    metavar="OSOITE",
    help="Tiekartan etusivun osoite, esimerkiksi https://www.kunta.fi/digitiekartta/.",
)
@click.option(
    "--date",
    "today",
    metavar="PÄIVÄ",
    callback=day_if_given,
    help="Päivä, jonka mukaan sivusto kertoo, mitä nyt tehdään, esimerkiksi 4.1.2027. Oletus on"
    " hyväksynnän päivä.",
)
@click.option(
    "--method",
    type=click.Choice(METHODS),
    default="auto",
    help="Miten julkaisu vaihdetaan: link linkillä, rename kahdella nimenvaihdolla (kun linkkejä"
    " ei voi tehdä), auto linkillä, jos se onnistuu.",
)
@click.pass_obj
def publish(
    project: Project,
    name: str,
    target: str,
    apply: bool,
    require_audit: bool,
    keep: int,
    site_url: str | None,
    today: date | None,
    method: str,
) -> int:
    """Julkaisee viimeksi hyväksytyn version, kokonaan tai ei lainkaan.

    KOHDE on kansio (/srv/www/kunta), kansio palvelimella (kayttaja@palvelin:kansio tai
    ssh://palvelin/kansio) tai zip-tiedosto. Sivusto tehdään, tarkastetaan ja viedään entisen
    viereen, ja vasta valmis otetaan käyttöön entisen tilalle. Ensin kerrotaan, mikä muuttuisi.
    Julkaisemiseen tarvitaan valinta --apply.
    """
    from digitiekartta.site.building import in_use, lock_of

    chosen = choose_one(project, name)
    address = _address(site_url)
    destination = _destination(project, chosen, target, method=method, keep=keep)
    click.echo(f"Tehdään tiekartan {chosen} julkinen sivusto.")
    try:
        # From the build to the last byte: another publication would build into the same folder.
        with locked(lock_of(project, f"{chosen}.julki")):
            made = _make(project, chosen, address, today)
            if isinstance(made, int):
                return made
            folder, release = made
            problems, looked = _look(project, folder, release, address, destination, require_audit)
            _show(chosen, target, Plan(release, destination.live), looked)
            if errors_in(problems):
                return _refused(problems, PROBLEMS)
            if not apply:
                click.echo(
                    "\nMitään ei ole vielä julkaistu. Julkaise samalla komennolla ja valinnalla"
                    " --apply."
                )
                return OK
            if stopped := destination.publish(folder, release):
                return _refused(stopped, PROBLEMS)
    except Locked:
        return _refused([in_use(chosen)], PROBLEMS)
    click.echo(f"Julkaistu: {release.version}, {release.approval}.")
    return OK


def _make(
    project: Project, name: str, address: str | None, today: date | None
) -> tuple[Path, Manifest] | int:
    """Build a release and return its folder and manifest, or the exit code when there is none."""
    from digitiekartta.publishing.public_build import public_builder
    from digitiekartta.publishing.release import make_release

    folder = project.build(".julki") / name
    built = public_builder(project, today_by_clock(), today)(name, folder, address)
    if errors_in(built.problems):
        return _refused(built.problems, REFUSED if built.refused else PROBLEMS)
    return folder, make_release(name, built, folder)


def _look(
    project: Project,
    folder: Path,
    release: Manifest,
    address: str | None,
    destination: _Destination,
    required: bool,
) -> tuple[list[Problem], str]:
    """Return what is wrong with a release or its destination, and in Finnish how it looks."""
    from digitiekartta.audit.built_site import BuiltSite
    from digitiekartta.publishing.release import faults
    from digitiekartta.publishing.release_audit import look_in_browser
    from digitiekartta.site.building import inside_project

    base_path = urlsplit(address or "/").path
    site = BuiltSite(folder)
    problems = [*faults(site, base_path=base_path), *destination.problems]
    looked = "tiedostoissa on virheitä"
    if not errors_in(problems):
        note = folder.with_name(f"{folder.name}.tarkastettu")
        told, problems = look_in_browser(
            site,
            release,
            note,
            base_path=base_path,
            required=required,
            progress=_say_progress,
        )
        looked = f"tiedostot kunnossa, {told}"
    return [inside_project(problem, project) for problem in problems], looked


def _show(name: str, target: str, plan: Plan, looked: str) -> None:
    """Print what a publication would change."""
    release, live = plan.release, plan.live
    rows = [
        ("Tiekartta", name),
        ("Versio", f"{release.version}, {release.approval}"),
        ("Kohde", target),
        ("Nyt julkaistuna", f"{live.version}, {live.approval}" if live else "ei mitään"),
        ("Julkaisu", release.name + (" (on jo julkaistu)" if plan.is_live else "")),
        ("Sivuja", str(len(release.pages))),
        ("Uusia", _listed(plan.added)),
        ("Muuttuu", _listed(plan.changed)),
        ("Poistuu", _listed(plan.removed)),
        ("Tarkastus", looked),
    ]
    for label, value in rows:
        click.echo(f"{label + ':':<17}{value}")


def _listed(addresses: Sequence[str]) -> str:
    """Return how many pages there are, and some of them by address."""
    if not addresses:
        return "0"
    named = ", ".join(f"/{address}" for address in addresses[:_NAMED])
    return f"{len(addresses)} ({named}{', …' if len(addresses) > _NAMED else ''})"


def _destination(project: Project, name: str, text: str, *, method: str, keep: int) -> _Destination:
    if not text.endswith(".zip"):
        target = _target(project, name, text)
        return _Destination(
            *_reached(target),
            lambda folder, release: publish_to(
                target, folder, release, method=method, keep=keep, said=_say
            ),
        )
    file = Path(text)
    _refuse_sources(project, file.resolve())

    def zip_it(folder: Path, release: Manifest) -> list[Problem]:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_zip(folder, release, file)
        return []

    return _Destination(zip_problems(file, name), live_in(file), zip_it)


def _reached(target: Target) -> tuple[list[Problem], Manifest | None]:
    """Return what is wrong with a target, and what is live there."""
    try:
        live = target.live()
        return target.problems(), live.manifest if live else None
    except Unusable as stopped:
        return [stopped.problem], None


# --- rollback and status ---------------------------------------------------------------------


@click.command(cls=FinnishCommand)
@click.argument("name", metavar="NIMI")
@click.argument("target", metavar="KOHDE")
@click.argument("version", metavar="[VERSIO]", required=False)
@click.pass_obj
def rollback(project: Project, name: str, target: str, version: str | None) -> int:
    """Ottaa aiemman julkaisun takaisin käyttöön sellaisena kuin se oli.

    Ilman versiota otetaan se, joka oli käytössä ennen nykyistä. Komento status kertoo versiot.
    Se, mikä on hyväksytty, ei muutu: seuraava publish julkaisee uusimman hyväksytyn version.
    """
    if target.endswith(".zip"):
        raise click.UsageError("Zip-tiedostossa on vain yksi julkaisu: tee aiempi uudelleen.")
    where = _target(project, choose_one(project, name), target)
    stopped = roll_back(where, version, said=_say)
    return _refused(stopped, PROBLEMS) if stopped else OK


def tell_live(project: Project, name: str, text: str, approved: str | None) -> int:
    """Print what readers see in a target, whether it is whole, and what waits for publishing.

    Args:
        project, name: The roadmap, which exists.
        text: The target as it was written.
        approved: The newest approved version, None when there is none.
    """
    if text.endswith(".zip"):
        live = live_in(Path(text))
        click.echo(f"Zip-tiedostossa: {live.version}, {live.approval}" if live else "Ei julkaisua.")
        return OK
    target = _target(project, name, text)
    try:
        problems = target.problems()
        released = target.live()
        lost = target.damage(released) if released else ()
        published = target.published()
    except Unusable as stopped:
        return _refused([stopped.problem], PROBLEMS)
    if problems:
        return _refused(problems, PROBLEMS)
    if released is None:
        click.echo(f"Kohteessa {target.where} ei ole vielä julkaistu mitään.")
    else:
        told = f"{released.manifest.version}, {released.manifest.approval}"
        click.echo(f"Julkaistu kohteessa {target.where}: {told} ({released.name})")
        click.echo(f"Tallessa: {', '.join(published)}")
    if lost and released:
        return _refused([damaged(target, released, lost)], PROBLEMS)
    if released:
        click.echo("Tiedostot ovat sellaisia kuin ne julkaistiin.")
    if approved and (released is None or released.manifest.version != approved):
        command = f"digitiekartta publish {shlex.quote(name)} {shlex.quote(text)}"
        click.echo(f"Julkaisemista odottaa versio {approved}: {command}")
    return OK


# --- server-config ---------------------------------------------------------------------------


@click.command(cls=FinnishCommand, name="server-config")
@click.option(
    "--server",
    type=click.Choice(list(SERVERS)),
    default="nginx",
    help="Palvelinohjelma: nginx, apache tai iis.",
)
@click.option(
    "--path",
    "url_path",
    default="/",
    metavar="POLKU",
    help="Polku, jossa tiekartta on palvelimella, esimerkiksi /digitiekartta/kauhava/.",
)
@click.option(
    "--folder",
    metavar="KANSIO",
    help="Kansio palvelimella: se, joka annetaan komennolle publish kohteeksi.",
)
def server_config(server: str, url_path: str, folder: str | None) -> int:
    """Tulostaa verkkopalvelimen asetukset: suojaus, välimuisti, 404-sivu ja pakatut tiedostot."""
    path = f"/{url_path.strip('/')}/" if url_path.strip("/") else "/"
    if not _PATH.fullmatch(path):
        raise click.BadParameter(f"”{url_path}” ei kelpaa poluksi.", param_hint="--path")
    if not folder:
        raise click.UsageError("Komennosta puuttuu kansio: --folder, esimerkiksi /srv/www/kunta.")
    if not _FOLDER.fullmatch(folder):
        raise click.BadParameter(f"”{folder}” ei kelpaa kansioksi.", param_hint="--folder")
    click.echo(SERVERS[server](path, folder.rstrip("/\\")), nl=False)
    return OK


# --- shared ----------------------------------------------------------------------------------


def _target(project: Project, name: str, text: str) -> Target:
    try:
        remote = RemoteStore.from_address(text)
    except ValueError as error:
        raise click.UsageError(
            f"”{text}” ei ole osoite. Kirjoita esimerkiksi ssh://kayttaja@palvelin/srv/kunta."
        ) from error
    if remote:
        return Target(remote, name)
    _refuse_sources(project, Path(text).resolve())
    return Target(LocalStore(Path(text)), name)


def _refuse_sources(project: Project, place: Path) -> None:
    """Nothing is published into the folders that it is made from, nor around them."""
    root = project.root.resolve()
    inside = place.relative_to(root).parts if place.is_relative_to(root) else ()
    if root.is_relative_to(place) or (inside and inside[0] in _SOURCES):
        raise click.UsageError(
            f"Kohde {place} on projektin omissa kansioissa. Anna kohteeksi jokin muu kansio."
        )


def _address(site_url: str | None) -> str | None:
    """Return the address of the front page with a slash at its end, None when none is given."""
    if site_url is None:
        return None
    parts = urlsplit(site_url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise click.UsageError(
            f"--site-url: ”{site_url}” ei ole verkko-osoite. Kirjoita esimerkiksi"
            " https://www.kunta.fi/digitiekartta/."
        )
    return site_url.rstrip("/") + "/"


def _refused(problems: Sequence[Problem], ending: int) -> int:
    """Tell the errors and return the exit code of a command that did nothing."""
    click.echo(as_text(in_order(errors_in(problems))), nl=False, err=True)
    click.echo("Mitään ei julkaistu.", err=True)
    return ending


def _say(done: str) -> None:
    click.echo(f"… {done}")


def _say_progress(progress: Progress) -> None:
    click.echo(f"[{progress.done}/{progress.total}] tarkastettu {progress.page}", err=True)

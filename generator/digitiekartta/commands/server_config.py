"""The command ``server-config``: settings of a web server for published sites."""

import click

from digitiekartta.audit.server import normal_base
from digitiekartta.commands.program import OK
from digitiekartta.publishing.server_config import SERVERS, settings, unfit_folder, unfit_path


@click.command("server-config")
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
    path = normal_base(url_path)
    if why := unfit_path(path):
        raise click.BadParameter(f"”{url_path}” ei kelpaa poluksi. {why}", param_hint="--path")
    if not folder:
        raise click.UsageError("Komennosta puuttuu kansio: --folder, esimerkiksi /srv/www/kunta.")
    if why := unfit_folder(server, folder):
        raise click.BadParameter(f"”{folder}” ei kelpaa kansioksi. {why}", param_hint="--folder")
    click.echo(settings(server, path, folder.rstrip("/\\")), nl=False)
    return OK

"""The command ``server-config``: settings of a web server for published sites."""

import re

import click

from digitiekartta.audit.server import normal_base
from digitiekartta.commands.program import OK
from digitiekartta.publishing.server_config import SERVERS, settings

_PATH = re.compile(r"/(?:[A-Za-z0-9._~-]+/)*")
_FOLDER = re.compile(r"[^\"'$;<>{}\n-][^\"'$;<>{}\n]*")


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
    if not _PATH.fullmatch(path):
        raise click.BadParameter(f"”{url_path}” ei kelpaa poluksi.", param_hint="--path")
    if not folder:
        raise click.UsageError("Komennosta puuttuu kansio: --folder, esimerkiksi /srv/www/kunta.")
    if not _FOLDER.fullmatch(folder):
        raise click.BadParameter(f"”{folder}” ei kelpaa kansioksi.", param_hint="--folder")
    click.echo(settings(server, path, folder.rstrip("/\\")), nl=False)
    return OK

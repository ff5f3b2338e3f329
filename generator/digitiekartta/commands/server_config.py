"""The command ``server-config``: settings of a web server for published sites."""

import click

from digitiekartta.audit.server import normal_base
from digitiekartta.commands.program import OK
from digitiekartta.publishing.server_config import (
    SERVERS,
    framing_site,
    settings,
    unfit_folder,
    unfit_path,
)


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
@click.option(
    "--embed-on",
    "sites",
    multiple=True,
    metavar="OSOITE",
    help="Sivusto, joka saa näyttää upotuksia kehyksessä, esimerkiksi https://www.kunta.fi."
    " Valinnan voi antaa monta kertaa. Ilman sitä kehyksiä saa näyttää vain sama sivusto.",
)
def server_config(server: str, url_path: str, folder: str | None, sites: tuple[str, ...]) -> int:
    """Tulostaa verkkopalvelimen asetukset: suojaus, välimuisti, 404-sivu ja pakatut tiedostot."""
    path = normal_base(url_path)
    if why := unfit_path(path):
        raise click.BadParameter(f"”{url_path}” ei kelpaa poluksi. {why}", param_hint="--path")
    if not folder:
        raise click.UsageError("Komennosta puuttuu kansio: --folder, esimerkiksi /srv/www/kunta.")
    if why := unfit_folder(server, folder):
        raise click.BadParameter(f"”{folder}” ei kelpaa kansioksi. {why}", param_hint="--folder")
    embed_on = []
    for address in sites:
        if (site := framing_site(address)) is None:
            raise click.BadParameter(
                f"”{address}” ei kelpaa. Anna sivuston osoite ilman polkua, esimerkiksi"
                " https://www.kunta.fi tai https://*.kunta.fi.",
                param_hint="--embed-on",
            )
        embed_on.append(site)
    click.echo(settings(server, path, folder.rstrip("/\\"), embed_on), nl=False)
    return OK

"""The command line: commands are called in English, and everything they say is Finnish."""

import sys
from pathlib import Path

import click

from digitiekartta import __version__
from digitiekartta.commands.finnish import speak_finnish
from digitiekartta.commands.program import Program, UnloadedCommand, run

HELP = """Julkaisee kunnan digitiekartan saavutettavana verkkosivustona.

Oma projekti alkaa tyhjästä kansiosta komennolla init. Sisältö on kansiossa content/, yksi kansio
tiekarttaa kohti. Tavallinen järjestys: muokkaa tiedostoja, tarkista ne (check), katso tulosta
(serve) ja tee sivusto (build).

Ohjeita muokkaajalle on tiedostossa content/OHJE.md."""

speak_finnish()
commands = Program(
    "digitiekartta",
    [
        UnloadedCommand("init", "project"),
        UnloadedCommand("check", "check"),
        UnloadedCommand("pages", "sites"),
        UnloadedCommand("build", "sites"),
        UnloadedCommand("serve", "sites"),
        UnloadedCommand("format", "content", "format_"),
        UnloadedCommand("schemas", "content"),
        UnloadedCommand("forms", "forms"),
        UnloadedCommand("propose", "forms"),
        UnloadedCommand("audit", "audit"),
        UnloadedCommand("changes", "decisions"),
        UnloadedCommand("review", "decisions"),
        UnloadedCommand("approve", "decisions"),
        UnloadedCommand("status", "publish"),
        UnloadedCommand("import", "import_", "import_"),
        UnloadedCommand("export", "export"),
        UnloadedCommand("report", "report"),
        UnloadedCommand("needs", "report"),
        UnloadedCommand("compare", "compare"),
        UnloadedCommand("share", "telling"),
        UnloadedCommand("news", "telling"),
        UnloadedCommand("publish", "publish"),
        UnloadedCommand("rollback", "publish"),
        UnloadedCommand("server-config", "server_config", "server_config"),
        UnloadedCommand("upgrade", "project"),
        UnloadedCommand("job", "job"),
    ],
    help=HELP,
    options_metavar="[VALINNAT]",
    subcommand_metavar="KOMENTO …",
    params=[
        click.Option(
            ["--root"],
            metavar="KANSIO",
            type=click.Path(file_okay=False, path_type=Path),
            help="Projektin kansio, jos muu kuin nykyinen tai sen yläkansio.",
        )
    ],
)
click.version_option(
    __version__, message="digitiekartta %(version)s", help="Näytä ohjelman versio."
)(commands)


def main() -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(run(commands))

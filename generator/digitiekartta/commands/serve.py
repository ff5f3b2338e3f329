"""The command ``serve``: a preview on this machine that follows edits."""

from __future__ import annotations

from datetime import date

import click

from digitiekartta.commands.options import (
    WholeNumber,
    pass_project,
    preview_date_option,
    run_day,
)
from digitiekartta.commands.program import OK
from digitiekartta.pages.site import Options
from digitiekartta.roadmap.project import Project
from digitiekartta.site.serving import serve as serve_site


@click.command
@click.argument("name", metavar="[NIMI]", required=False)
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
@preview_date_option
@pass_project
def serve(project: Project, name: str | None, port: int, components: bool, day: date | None) -> int:
    """Näyttää tiekartan selaimessa ja päivittää sen, kun sisältöä muokataan.

    Seuraa kansioita content/ ja theme/ sekä sivupohjia. Virheet kerrotaan tässä ikkunassa,
    ja selaimessa pysyy viimeinen kunnossa ollut sivusto. Lopeta painamalla Ctrl+C.
    """
    [chosen, *_] = project.choose([name] if name else [])
    options = Options(day or run_day(), components=components)
    serve_site(project, chosen, options, port=port, say=click.echo)
    return OK

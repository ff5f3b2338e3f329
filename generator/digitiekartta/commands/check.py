"""The command ``check``: everything that has to be mended in the content."""

from collections.abc import Sequence
from datetime import date

import click

from digitiekartta.basics.problems import Problem, errors_in, in_order
from digitiekartta.commands.options import (
    format_option,
    names_argument,
    pass_project,
    preview_date_option,
    run_day,
)
from digitiekartta.commands.program import OK, PROBLEMS
from digitiekartta.commands.terminal import tell
from digitiekartta.roadmap.checking.abbreviations import unexplained_abbreviations
from digitiekartta.roadmap.project import Project
from digitiekartta.versions.check import check_roadmap


@click.command
@names_argument
@format_option
@click.option("--strict", is_flag=True, help="Tarkistus epäonnistuu myös varoituksista.")
@click.option(
    "--abbreviations",
    is_flag=True,
    help="Kerro myös lyhenteet, joita tiedosto lyhenteet.yml ei selitä.",
)
@preview_date_option
@pass_project
def check(
    project: Project,
    names: Sequence[str],
    form: str,
    strict: bool,
    abbreviations: bool,
    day: date | None,
) -> int:
    """Lukee sisällön ja kertoo kaiken korjattavan.

    Ilman nimeä tarkistetaan kaikki tiekartat. Jokaisesta asiasta kerrotaan tiedosto, rivi,
    sarake, kenttä ja korjausohje. Virhe estää sivuston tekemisen, varoitus ei.
    """
    problems: list[Problem] = []
    for name in project.choose(names):
        checked = check_roadmap(project.content, name, day or run_day())
        problems += checked.problems
        if checked.roadmap and abbreviations:
            problems += unexplained_abbreviations(checked.roadmap)
    problems = in_order(problems)
    tell(problems, form)
    return PROBLEMS if errors_in(problems) or (strict and problems) else OK

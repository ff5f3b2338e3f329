"""The command ``pages``: the Markdown pages of roadmaps."""

from __future__ import annotations

from collections.abc import Sequence

import click
from filelock import Timeout

from digitiekartta.commands.options import (
    choose,
    names_argument,
    pass_project,
    site_options,
)
from digitiekartta.commands.program import PROBLEMS, REFUSED
from digitiekartta.commands.terminal import ended
from digitiekartta.pages.site import Options
from digitiekartta.roadmap.project import Project
from digitiekartta.site.building import Outcome, in_use, lock_of, make_pages


@click.command
@names_argument
@site_options
@pass_project
def pages(
    project: Project,
    names: Sequence[str],
    options: Options,
) -> int:
    """Kirjoittaa tiekartan sivut Markdownina kansioon build/NIMI.

    Vain muuttuneet sivut kirjoitetaan, ja poistuneet poistetaan. Sivut voi rakentaa myös
    suoraan: mkdocs build -f build/NIMI/mkdocs.yml.
    """
    outcomes = []
    for name in choose(project, names):
        try:
            with lock_of(project, name):
                outcome = make_pages(project, name, options)
        except Timeout:
            outcome = Outcome(name, (in_use(name),))
        outcomes.append(outcome)
        if outcome.plan:
            written = outcome.written
            click.echo(
                f"{name}: {len(outcome.plan.files)} sivua, muuttui {len(written.changed)},"
                f" poistui {len(written.removed)} (build/{name})"
            )
    return ended_for(outcomes)


def ended_for(outcomes: Sequence[Outcome]) -> int:
    """Tell what came of roadmaps and return the exit code; a refusal outweighs the rest."""
    problems = [problem for outcome in outcomes for problem in outcome.problems]
    refused = any(outcome.refused for outcome in outcomes)
    return ended(problems, code=REFUSED if refused else PROBLEMS)

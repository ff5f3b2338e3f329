"""The command ``pages``: the Markdown pages of roadmaps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import wraps
from typing import Any

import click
from filelock import Timeout

from digitiekartta.commands.options import (
    NOW,
    date_option,
    names_argument,
    pass_project,
    run_day,
)
from digitiekartta.commands.program import PROBLEMS, REFUSED
from digitiekartta.commands.terminal import ended
from digitiekartta.pages.site import Options
from digitiekartta.roadmap.project import Project
from digitiekartta.site.building import Outcome, in_use, lock_of, make_pages


def site_options(command: Callable[..., int]) -> Callable[..., int]:
    """Let a command ask for --public, --date and --site-url; it gets them as ``options``."""

    @click.option(
        "--public/--draft",
        default=False,
        help="Tehdäänkö julkinen sivusto viimeksi hyväksytystä versiosta vai luonnos"
        " työversiosta (oletus: luonnos).",
    )
    @date_option(
        f"{NOW} Luonnoksessa oletus on tämä päivä (tai SOURCE_DATE_EPOCH), julkisella sivustolla"
        " hyväksynnän päivä."
    )
    @click.option(
        "--site-url",
        metavar="OSOITE",
        help="Osoite, johon kansio site/ viedään, esimerkiksi"
        " https://www.kunta.fi/digitiekartta/. Tarvitaan sivun 404.html linkkeihin ja"
        " hakukoneiden sivuluetteloon (sitemap.xml).",
    )
    @wraps(command)
    def with_options(
        *values: Any, public: bool, day: date | None, site_url: str | None, **others: Any
    ) -> int:
        options = Options(run_day(), day, draft=not public, site_url=site_url)
        return command(*values, options=options, **others)

    return with_options


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
    for name in project.choose(names):
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

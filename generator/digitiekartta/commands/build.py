"""The command ``build``: the finished sites of roadmaps, and the page that lists them."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

import click

from digitiekartta.commands.options import (
    names_argument,
    pass_project,
)
from digitiekartta.commands.pages import ended_for, site_options
from digitiekartta.commands.program import OK
from digitiekartta.commands.terminal import steps
from digitiekartta.pages.site import Options
from digitiekartta.roadmap.checking.abbreviations import unexplained
from digitiekartta.roadmap.project import Project
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.site import building


@click.command
@names_argument
@click.option(
    "--engine",
    type=click.Choice(["mkdocs", "properdocs", "zensical"]),
    default="mkdocs",
    help="Ohjelma, joka tekee sivuista sivuston.",
)
@site_options
@click.option(
    "--from-disk",
    is_flag=True,
    help="Tee linkit niin, että sivusto aukeaa myös levyltä, ilman palvelinta.",
)
@click.option(
    "--strict/--no-strict",
    default=True,
    help="Ovatko sivuston tekijän varoitukset virheitä (oletus: ovat).",
)
@pass_project
def build(
    project: Project,
    names: Sequence[str],
    engine: str,
    options: Options,
    from_disk: bool,
    strict: bool,
) -> int:
    """Tekee sivuston kansioon site/NIMI ja luettelon tiekartoista tiedostoon site/index.html.

    Ilman valintaa --public jokaisella sivulla lukee ”Luonnos – ei hyväksytty”. Julkinen
    sivusto tehdään viimeksi hyväksytystä versiosta, eikä työversion muutos vaikuta siihen.
    Jos jokin menee vikaan, entinen sivusto jää paikalleen.
    """
    chosen = project.choose(names)
    started = time.monotonic()
    with steps() as show:
        done = 0

        def progress(name: str, what: str) -> None:
            nonlocal done
            done += 1
            line = f"[{time.monotonic() - started:5.1f} s] {name}: {what}"
            # Each roadmap tells of its pages and of its site, and the list of them of itself.
            show(done, 2 * len(chosen) + 1, line)

        outcomes = building.build(
            project,
            chosen,
            replace(options, from_disk=from_disk),
            engine_name=engine,
            strict=strict,
            progress=progress,
        )
    code = ended_for(outcomes)
    for outcome in outcomes:
        if outcome.plan and outcome.name in chosen:
            _mention_abbreviations(outcome.name, outcome.plan.site.roadmap)
    if code == OK:
        click.echo(
            "Valmis. Avaa sivusto komennolla: python3 -m http.server -b 127.0.0.1 -d site 8000"
            "\nja siirry selaimella osoitteeseen http://127.0.0.1:8000/"
        )
    return code


def _mention_abbreviations(name: str, roadmap: Roadmap) -> None:
    words = [word for word, *_ in unexplained(roadmap)]
    if words:
        examples = ", ".join(words[:3]) + (", …" if len(words) > 3 else "")
        click.echo(
            f"{name}: lyhenteitä ilman selitystä {len(words)} ({examples})."
            f" Ne näkee komennolla digitiekartta check {name} --abbreviations."
        )

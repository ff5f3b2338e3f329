"""The commands ``share`` and ``news``: texts for those who tell of what was approved."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import click

from digitiekartta.basics.problems import Problem, nearest
from digitiekartta.commands.options import (
    date_option,
    file_option,
    form_of,
    name_argument,
    pass_project,
    run_day,
    web_address,
)
from digitiekartta.commands.program import OK, REFUSED
from digitiekartta.commands.terminal import ended, give
from digitiekartta.markup import pasted
from digitiekartta.markup.pasted import Pasted
from digitiekartta.pages.news import news as news_of
from digitiekartta.pages.sharing.texts import LONGEST, Shared, of_goal, of_measure, shared
from digitiekartta.pages.site import Options, Site
from digitiekartta.roadmap.project import Project
from digitiekartta.versions.check import pass_gate
from digitiekartta.versions.comparison.history import Chapter, history_of
from digitiekartta.versions.comparison.report import WORKING

_FORMS: Mapping[str, Callable[[Pasted], str]] = {
    "md": pasted.as_markdown,
    "html": pasted.as_html,
    "text": pasted.as_text,
}
_ENDINGS = {".md": "md", ".html": "html", ".htm": "html", ".txt": "text"}
_ENDINGS_OF_SHARED = {".txt": "text", ".md": "md", ".json": "json"}
_site_url = click.option(
    "--site-url",
    metavar="OSOITE",
    callback=web_address,
    help="Tiekartan etusivun osoite, esimerkiksi https://www.kunta.fi/digitiekartta/. Pakollinen,"
    " koska teksteissä on linkkejä.",
)


@click.command
@name_argument
@_site_url
@click.option("--measure", metavar="TUNNUS", help="Vain tämä toimenpide.")
@click.option("--goal", metavar="TUNNUS", help="Vain tämä tavoite.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "md", "json"]),
    help=f"Muoto: text on lyhyt teksti someen (enintään {LONGEST} merkkiä), md teksti"
    " uutiskirjeeseen, json ohjelmille. Oletus on se, mitä tiedoston pääte kertoo, tai text.",
)
@file_option(
    "--output", help="Tiedosto, johon tekstit kirjoitetaan. Ilman sitä tekstit tulostetaan."
)
@date_option("Päivä, jonka tilanne kerrotaan. Oletus on tämä päivä.")
@pass_project
def share(
    project: Project,
    name: str,
    site_url: str | None,
    form: str | None,
    output: Path | None,
    day: date | None,
    **only: str | None,
) -> int:
    """Tekee toimenpiteistä ja tavoitteista valmiit tekstit jaettaviksi.

    Tekstissä on otsikko, tilanne nyt, vastuutaho ja sivun osoite. Tiedot ovat viimeksi
    hyväksytystä versiosta. Ilman valintoja --measure ja --goal mukana ovat kaikki.
    """
    measure, goal = only["measure"], only["goal"]
    if measure and goal:
        raise click.UsageError("Valinnoista --measure ja --goal voi antaa vain toisen.")
    form = form_of(form, output, _ENDINGS_OF_SHARED, "Tekstejä", "jaettavat") or "text"
    site = _public_site(project, name, day, site_url)
    if not isinstance(site, Site):
        return ended(site, code=REFUSED)
    give(_written(site, _chosen(site, measure, goal), form).encode(), output)
    return OK


def _written(site: Site, texts: Sequence[Shared], form: str) -> str:
    if form == "json":
        data = [
            {
                "tunnus": one.id,
                "otsikko": one.title,
                "tilanne": one.situation,
                "vastuu": one.who,
                "osoite": one.address,
                "teksti": one.short,
            }
            for one in texts
        ]
        return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    if form == "md":
        return "\n".join(pasted.as_markdown(one.pasted(site.name)) for one in texts)
    return "\n\n".join(one.short for one in texts) + "\n"


def _chosen(site: Site, measure: str | None, goal: str | None) -> Sequence[Shared]:
    roadmap = site.roadmap
    if measure:
        measures = roadmap.measures_by_id
        id = site.history.id_now(measure)
        if id not in measures:
            raise click.UsageError(_unknown("Toimenpidettä", measure, site, measures))
        return [of_measure(site, measures[id])]
    if goal:
        if goal not in roadmap.goals_by_id:
            raise click.UsageError(_unknown("Tavoitetta", goal, site, roadmap.goals_by_id))
        return [of_goal(site, roadmap.goals_by_id[goal])]
    return [*shared(site)]


def _unknown(what: str, id: str, site: Site, known: Mapping[str, object]) -> str:
    version = site.history.chapters[-1].version.name
    near = nearest(id, known)
    advice = f" Tarkoititko tunnusta {near}?" if near else " Tunnus on sivun osoitteen lopussa."
    return f"{what} ”{id}” ei ole hyväksytyssä versiossa {version}.{advice}"


@click.command
@name_argument
@click.option(
    "--version",
    metavar="VERSIO",
    help="Hyväksytty versio, josta kerrotaan. Oletus on viimeksi hyväksytty.",
)
@_site_url
@click.option(
    "--format",
    "form",
    type=click.Choice([*_FORMS]),
    help="Muoto: md, html julkaisujärjestelmään tai text. Oletus on se, mitä tiedoston pääte"
    " kertoo, tai text.",
)
@file_option("--output", help="Tiedosto, johon teksti kirjoitetaan. Ilman sitä teksti tulostetaan.")
@pass_project
def news(
    project: Project,
    name: str,
    version: str | None,
    site_url: str | None,
    form: str | None,
    output: Path | None,
) -> int:
    """Tekee hyväksytystä versiosta uutisen pohjan kunnan verkkosivuille.

    Uutisessa on otsikko, kuka päätti ja milloin, olennaisimmat muutokset linkkeineen ja paikka,
    jossa niistä kerrotaan kaikki. Työversiosta ei tehdä uutista, koska siitä ei ole päätetty.
    """
    form = form_of(form, output, _ENDINGS, "Uutista", "uutinen") or "text"
    site = _public_site(project, name, None, site_url)
    if not isinstance(site, Site):
        return ended(site, code=REFUSED)
    if version and version.casefold() == WORKING:
        click.echo(
            "Työversiosta ei tehdä uutista, koska siitä ei ole päätetty. Tee uutinen, kun versio on"
            " hyväksytty.",
            err=True,
        )
        return REFUSED
    text = _FORMS[form](news_of(site, _chapter(site, version)))
    give(text.encode(), output)
    return OK


def _chapter(site: Site, version: str | None) -> Chapter:
    chapters = {chapter.version.name: chapter for chapter in site.history.chapters}
    name = version or [*chapters][-1]
    if name not in chapters:
        raise click.UsageError(
            f"Versiota ”{name}” ei ole. Hyväksytyt versiot: {', '.join(chapters)}."
        )
    return chapters[name]


def _public_site(
    project: Project, name: str, day: date | None, site_url: str | None
) -> Site | tuple[Problem, ...]:
    """Return the public site of a roadmap as it would be made, or why there is none."""
    if site_url is None:
        raise click.UsageError(
            "Komennosta puuttuu sivuston osoite, jota linkeissä tarvitaan: --site-url, esimerkiksi"
            " https://www.kunta.fi/digitiekartta/."
        )
    project.choose([name])
    passed = pass_gate(project.content, name)
    if isinstance(passed, tuple):
        return passed
    roadmap = passed.all[-1].roadmap()
    options = Options(run_day(), day, draft=False, site_url=site_url, approval_status=passed.status)
    return Site(roadmap, options, history_of(passed.all, roadmap, draft=False))

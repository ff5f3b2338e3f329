"""The command ``approve``: what was decided is frozen as a version."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

import click

from digitiekartta.basics.problems import Problem, errors_in, in_order
from digitiekartta.basics.text import counted
from digitiekartta.commands.options import (
    Day,
    choose_one,
    name_argument,
    output_file,
    pass_project,
    run_day,
)
from digitiekartta.commands.program import OK, REFUSED
from digitiekartta.commands.terminal import agreed, ended, print_rows, tell
from digitiekartta.roadmap.checking.rules import read_and_check
from digitiekartta.roadmap.checking.statement import UNPUBLISHABLE, statement_problems
from digitiekartta.roadmap.project import Project
from digitiekartta.roadmap.reading.folder import APPROVED
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.roadmap.values import date_text
from digitiekartta.versions.approve import Decision, Proposal, freeze, propose
from digitiekartta.versions.comparing import change_list, compare
from digitiekartta.versions.record import KINDS, Kind, record_bytes
from digitiekartta.versions.records import read_versions
from digitiekartta.versions.signing import sign

T = TypeVar("T")


def _needed(what: str) -> Callable[[click.Context, click.Parameter, T | None], T]:
    def check(context: click.Context, parameter: click.Parameter, value: T | None) -> T:
        if value is None or not str(value).strip():
            raise click.UsageError(f"Komennosta puuttuu {what}.", context)
        return value

    return check


@click.command
@name_argument
@click.option(
    "--body",
    metavar="TOIMIELIN",
    callback=_needed("toimielin: --body, esimerkiksi --body Johtoryhmä"),
    help="Päätöksen tehnyt toimielin. Nimi kirjoitetaan niin kuin tiedostossa tiekartta.yml.",
)
@click.option(
    "--date",
    "day",
    metavar="PÄIVÄ",
    type=Day(),
    callback=_needed("päätöksen päivä: --date, esimerkiksi --date 9.12.2025"),
    help="Päätöksen päivä, esimerkiksi 9.12.2025.",
)
@click.option("--section", metavar="PYKÄLÄ", help="Pöytäkirjan pykälä, jos se tiedetään.")
@click.option("--link", metavar="OSOITE", help="Pöytäkirjan osoite.")
@click.option(
    "--kind",
    type=click.Choice(KINDS),
    help="Mitä päätettiin: hyväksyntä koskee koko tiekarttaa, muutos sen muutoksia, korjaus"
    " kirjoitusvirhettä tai henkilötietoa. Oletus on se, mitä toimielin hyväksyy.",
)
@click.option("--reason", metavar="SYY", help="Miksi korjataan; näytetään asukkaille.")
@click.option(
    "--decision", metavar="PÄÄTÖS", help="Kenen päätöksellä korjataan; näytetään asukkaille."
)
@click.option("--note", metavar="TEKSTI", help="Huomautus, joka näytetään etusivulla.")
@click.option(
    "--version",
    metavar="VERSIO",
    help="Version nimi. Oletus on vuosi ja juokseva numero, esimerkiksi 2025-1.",
)
@click.option(
    "--code",
    metavar="TUNNISTE",
    help="Pöytäkirjaan kirjattu tunniste. Ilman sitä näytetään sisällön tunniste, eikä mitään"
    " hyväksytä.",
)
@click.option("--yes", is_flag=True, help="Älä kysy varmistusta.")
@click.option("--dry-run", is_flag=True, help="Näytä, mitä hyväksyttäisiin, mutta älä hyväksy.")
@click.option(
    "--sign",
    "key",
    metavar="AVAIN",
    type=output_file,
    help="Allekirjoita hyväksyntä tällä SSH-avaimella.",
)
@pass_project
def approve(
    project: Project,
    name: str,
    body: str,
    day: date,
    section: str | None,
    link: str | None,
    kind: Kind | None,
    reason: str | None,
    decision: str | None,
    note: str | None,
    version: str | None,
    code: str | None,
    yes: bool,
    dry_run: bool,
    key: Path | None,
) -> int:
    """Jäädyttää päätetyn sisällön hyväksytyksi versioksi.

    Päätöksen pöytäkirjassa on tunniste, esimerkiksi 8ZA9-YMRW-9BQW. Versio tehdään vain, jos
    sisältö on yhä se, jolla on tämä tunniste. Julkinen sivusto tehdään hyväksytystä versiosta.
    """
    chosen = choose_one(project, name)
    versions = read_versions(project.content, chosen)
    if not versions.intact:
        return ended(versions.problems, "Aiemmat hyväksynnät eivät ole kunnossa.", REFUSED)
    reading = read_and_check(project.content, chosen)
    if reading.roadmap is None or errors_in(reading.problems):
        return ended(
            reading.problems, "Sisällössä on virheitä, joten sitä ei voi hyväksyä.", REFUSED
        )
    told = Decision(
        body=body,
        day=day,
        kind=kind,
        section=section,
        link=link,
        reason=reason,
        decision=decision,
        note=note,
        version=version,
    )
    proposal = propose(reading.roadmap, versions, told, code, run_day())
    _show(chosen, proposal)
    if proposal.problems:
        return ended(proposal.problems, "Versiota ei hyväksytty.", REFUSED)
    _mention_statement(reading.roadmap, day)
    if code is None:
        click.echo("\nMitään ei hyväksytty, koska tunnistetta ei annettu. Kun päätös on tehty ja")
        click.echo("tunniste on pöytäkirjassa, anna sama komento ja tunniste:")
        click.echo(f"  --code {proposal.approval.code}")
        return OK
    if dry_run:
        click.echo("\nKaikki on kunnossa. Mitään ei hyväksytty, koska tämä oli koe (--dry-run).")
        return OK
    if not yes and not agreed("\nHyväksytäänkö tämä?"):
        click.echo("Mitään ei hyväksytty.")
        return OK
    signature = sign(record_bytes(proposal.approval), key) if key else None
    if isinstance(signature, Problem):
        return ended([signature], "Versiota ei hyväksytty.", REFUSED)
    changes = change_list(proposal.before, proposal.form)
    made = freeze(proposal, project.content / chosen / APPROVED, changes, signature)
    click.echo(f"\nHyväksytty versio {made.name}: {made.relative_to(project.root).as_posix()}")
    click.echo("Vie kansio versiopalveluun. Julkaise sivusto sitten komennolla:")
    click.echo(f"  digitiekartta publish {shlex.quote(chosen)} KOHDE")
    return OK


# --- what is shown and asked ------------------------------------------------------------------


def _show(name: str, proposal: Proposal) -> None:
    """Print what would be frozen."""
    approval, form = proposal.approval, proposal.form
    goals, measures, texts = (
        len(form.get(part, {})) for part in ("tavoitteet", "toimenpiteet", "sivut")
    )
    # A correction has its decision instead.
    unknown_section = None if approval.kind == "korjaus" else "ei tiedossa"
    rows = [
        ("Tiekartta", name),
        ("Versio", f"{approval.version} ({approval.kind})"),
        ("Edellinen versio", approval.previous.version if approval.previous else "ei ole"),
        ("Toimielin", approval.body),
        ("Päivä", date_text(approval.day)),
        ("Pykälä", f"§ {approval.section}" if approval.section else unknown_section),
        ("Pöytäkirja", approval.link),
        ("Syy", approval.reason),
        ("Päätös", approval.decision),
        ("Huomautus", approval.note),
        (
            "Sisältö",
            f"{counted(goals, 'tavoite')},"
            f" {counted(measures, 'toimenpide')},"
            f" {counted(texts, 'tekstisivu')}",
        ),
        ("Muutokset", compare(proposal.before, form).summary if proposal.before else None),
        ("Tunniste", approval.code),
    ]
    print_rows(rows)
    if approval.kind == "korjaus":
        # Whatever else was edited since would be approved with it.
        click.echo("\nKorjauksena hyväksyttäisiin kaikki tämä:\n")
        for line in change_list(proposal.before, form).splitlines()[4:]:
            click.echo(line.lstrip("# "))


def _mention_statement(roadmap: Roadmap, day: date) -> None:
    """Tell before it is frozen what would keep the version from its readers."""
    problems = statement_problems(roadmap, roadmap.audit, day, draft=False)
    obstacles = [p for p in problems if p.is_error or p.code in UNPUBLISHABLE]
    if obstacles:
        click.echo("\nHuomaa: tätä versiota ei voi julkaista. Korjaa ensin tämä:")
        tell(in_order(obstacles))

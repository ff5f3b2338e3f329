"""The commands of approval: approve freezes what was decided, status tells where things stand."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import click

from digitiekartta.basics.problems import Problem, as_text, errors_in, in_order
from digitiekartta.basics.text import counted
from digitiekartta.commands.command import OK, PROBLEMS, REFUSED, FinnishCommand, choose_one, today
from digitiekartta.roadmap.project import Project
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.roadmap.values import date_text, read_date
from digitiekartta.versions.approve import Decision, Proposal, freeze, propose
from digitiekartta.versions.record import KINDS, Kind, record_bytes


def _decided_on(context: click.Context, parameter: click.Parameter, value: str) -> date:
    found = read_date(value)
    if found is None:
        raise click.BadParameter(
            f"”{value}” ei ole päivämäärä. Kirjoita esimerkiksi 9.12.2025 tai 2025-12-09."
        )
    return found


def _needed(what: str) -> Callable[[click.Context, click.Parameter, str | None], str]:
    def check(context: click.Context, parameter: click.Parameter, value: str | None) -> str:
        if not value or not value.strip():
            raise click.UsageError(f"Komennosta puuttuu {what}.", context)
        return value.strip()

    return check


@click.command(cls=FinnishCommand)
@click.argument("name", metavar="NIMI")
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
    callback=lambda c, p, v: _decided_on(
        c, p, _needed("päätöksen päivä: --date, esimerkiksi --date 9.12.2025")(c, p, v)
    ),
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
    type=click.Path(dir_okay=False, path_type=Path),
    help="Allekirjoita hyväksyntä tällä SSH-avaimella.",
)
@click.pass_obj
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
    from digitiekartta.roadmap.checking.rules import read_and_check
    from digitiekartta.roadmap.reading.folder import APPROVED
    from digitiekartta.versions.comparing import change_list
    from digitiekartta.versions.records import read_versions
    from digitiekartta.versions.signing import sign

    chosen = choose_one(project, name)
    versions = read_versions(project.content, chosen)
    if not versions.intact:
        return _refuse("Aiemmat hyväksynnät eivät ole kunnossa.", versions.problems)
    reading = read_and_check(project.content, chosen)
    if reading.roadmap is None or errors_in(reading.problems):
        return _refuse("Sisällössä on virheitä, joten sitä ei voi hyväksyä.", reading.problems)
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
    proposal = propose(reading.roadmap, versions, told, code, today())
    _show(chosen, proposal)
    if proposal.problems:
        return _refuse("Versiota ei hyväksytty.", proposal.problems)
    _mention_statement(reading.roadmap, day)
    if code is None:
        click.echo("\nMitään ei hyväksytty, koska tunnistetta ei annettu. Kun päätös on tehty ja")
        click.echo("tunniste on pöytäkirjassa, anna sama komento ja tunniste:")
        click.echo(f"  --code {proposal.approval.code}")
        return OK
    if dry_run:
        click.echo("\nKaikki on kunnossa. Mitään ei hyväksytty, koska tämä oli koe (--dry-run).")
        return OK
    if not yes and not _agreed():
        click.echo("Mitään ei hyväksytty.")
        return OK
    signature = sign(record_bytes(proposal.approval), key) if key else None
    if isinstance(signature, Problem):
        return _refuse("Versiota ei hyväksytty.", [signature])
    changes = change_list(proposal.before, proposal.form)
    made = freeze(proposal, project.content / chosen / APPROVED, changes, signature)
    click.echo(f"\nHyväksytty versio {made.name}: {made.relative_to(project.root).as_posix()}")
    click.echo("Vie kansio versiopalveluun. Julkaise sivusto sitten komennolla:")
    click.echo(f"  digitiekartta publish {shlex.quote(chosen)} KOHDE")
    return OK


@click.command(cls=FinnishCommand)
@click.argument("name", metavar="NIMI")
@click.argument("target", metavar="[KOHDE]", required=False)
@click.pass_obj
def status(project: Project, name: str, target: str | None) -> int:
    """Kertoo, mikä versio on hyväksytty, mikä on julkaistu ja mikä odottaa päätöstä.

    KOHDE on sama kuin komennossa publish; ilman sitä kerrotaan vain, mitä on hyväksytty.
    """
    from digitiekartta.commands.publish import tell_live
    from digitiekartta.roadmap.canonical import canonical, code_of
    from digitiekartta.roadmap.checking.rules import read_and_check
    from digitiekartta.versions.comparing import compare
    from digitiekartta.versions.records import read_versions
    from digitiekartta.versions.standing import standing_of

    chosen = choose_one(project, name)
    versions = read_versions(project.content, chosen)
    newest = versions.newest
    if not versions.intact:
        click.echo(as_text(in_order(versions.problems)), nl=False, err=True)
        return PROBLEMS
    if newest is None:
        click.echo("Hyväksytty: ei mitään. Julkista sivustoa ei voi tehdä.")
    else:
        click.echo(standing_of([one.approval for one in versions.all]).line)
        click.echo(f"Hyväksytyn sisällön tunniste: {newest.approval.code}")
    if target:
        approved = newest.approval.version if newest else None
        if code := tell_live(project, chosen, target, approved):
            return code
    reading = read_and_check(project.content, chosen)
    if reading.roadmap is None or errors_in(reading.problems):
        errors = len(errors_in(reading.problems))
        click.echo(f"Työversiossa on virheitä ({errors}), joten sillä ei ole tunnistetta.")
        click.echo(f"Ne näkee komennolla digitiekartta check {shlex.quote(chosen)}.")
        return PROBLEMS
    here = code_of(reading.roadmap)
    if newest and newest.approval.code == here:
        click.echo("Työversio on sama kuin hyväksytty: mitään ei odota hyväksymistä.")
        return OK
    click.echo(f"Työversion tunniste: {here}. Sitä ei ole hyväksytty.")
    if newest:
        waiting = compare(newest.form(), canonical(reading.roadmap)).summary
        click.echo(f"Hyväksymistä odottaa {waiting}")
        click.echo(f"Muutokset kertoo komento digitiekartta changes {shlex.quote(chosen)}.")
    return OK


# --- what is shown and asked ------------------------------------------------------------------


def _show(name: str, proposal: Proposal) -> None:
    """Print what would be frozen."""
    from digitiekartta.versions.comparing import change_list, compare

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
            f"{counted(goals, 'tavoite', 'tavoitetta')},"
            f" {counted(measures, 'toimenpide', 'toimenpidettä')},"
            f" {counted(texts, 'tekstisivu', 'tekstisivua')}",
        ),
        ("Muutokset", compare(proposal.before, form).summary if proposal.before else None),
        ("Tunniste", approval.code),
    ]
    for label, said in rows:
        if said:
            click.echo(f"{label + ':':<18}{said}")
    if approval.kind == "korjaus":
        # Whatever else was edited since would be approved with it.
        click.echo("\nKorjauksena hyväksyttäisiin kaikki tämä:\n")
        for line in change_list(proposal.before, form).splitlines()[4:]:
            click.echo(line.lstrip("# "))


def _mention_statement(roadmap: Roadmap, day: date) -> None:
    """Tell before it is frozen what would keep the version from its readers."""
    from digitiekartta.roadmap.checking.statement import UNPUBLISHABLE, statement_problems

    problems = statement_problems(roadmap, roadmap.audit, day, draft=False)
    found = [one for one in problems if one.is_error or one.code in UNPUBLISHABLE]
    if found:
        click.echo("\nHuomaa: tätä versiota ei voi julkaista. Korjaa ensin tämä:")
        click.echo(as_text(in_order(found)), nl=False)


def _agreed() -> bool:
    answer: str = click.prompt("\nHyväksytäänkö tämä? (kyllä/ei)", default="ei", show_default=False)
    return answer.strip().casefold() in ("kyllä", "k")


def _refuse(why: str, problems: Sequence[Problem]) -> int:
    click.echo(as_text(in_order(errors_in(problems))), nl=False, err=True)
    click.echo(why, err=True)
    return REFUSED

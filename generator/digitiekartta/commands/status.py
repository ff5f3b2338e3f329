"""The command ``status``: what is approved, what is live, and what waits."""

import shlex

import click

from digitiekartta.basics.problems import errors_in
from digitiekartta.commands.options import name_argument, pass_project, run_day
from digitiekartta.commands.program import OK, PROBLEMS
from digitiekartta.commands.terminal import ended
from digitiekartta.publishing.destination import destination
from digitiekartta.publishing.publication import live_release
from digitiekartta.publishing.target import Target
from digitiekartta.roadmap.canonical import code_of
from digitiekartta.roadmap.project import Project
from digitiekartta.versions.approval_status import status_of
from digitiekartta.versions.check import Checked, check_roadmap
from digitiekartta.versions.comparison.changes import compare
from digitiekartta.versions.records import Version


@click.command
@name_argument
@click.argument("target", metavar="[KOHDE]", required=False)
@pass_project
def status(project: Project, name: str, target: str | None) -> int:
    """Kertoo, mikä versio on hyväksytty, mikä on julkaistu ja mikä odottaa päätöstä.

    KOHDE on sama kuin komennossa publish; ilman sitä kerrotaan vain, mitä on hyväksytty.
    """
    project.choose([name])
    checked = check_roadmap(project.content, name, run_day())
    versions, newest = checked.versions, checked.versions.newest
    if not versions.intact:
        return ended(versions.problems)
    if newest is None:
        click.echo("Hyväksytty: ei mitään. Julkista sivustoa ei voi tehdä.")
    else:
        click.echo(status_of([version.approval for version in versions.all]).line)
        click.echo(f"Hyväksytyn sisällön tunniste: {newest.approval.code}")
    if target and (code := _tell_live(project, name, target, newest)):
        return code
    return _tell_working_content(name, checked)


def _tell_live(project: Project, name: str, target: str, newest: Version | None) -> int:
    """Print what readers see in a target, and what waits for publishing."""
    place = destination(project, name, target)
    live, problems = live_release(place)
    if live:
        approved = f"{live.manifest.version}, {live.manifest.approval}"
        click.echo(f"Julkaistu kohteessa {place.where}: {approved} ({live.name})")
        if isinstance(place, Target):
            click.echo(f"Tallessa: {', '.join(place.published())}")
    if problems:
        return ended(problems)
    if live is None:
        click.echo(f"Kohteessa {place.where} ei ole vielä julkaistu mitään.")
    elif isinstance(place, Target):
        click.echo("Tiedostot ovat sellaisia kuin ne julkaistiin.")
    if newest and (live is None or live.manifest.version != newest.approval.version):
        command = f"digitiekartta publish {shlex.quote(name)} {shlex.quote(target)}"
        click.echo(f"Julkaisemista odottaa versio {newest.approval.version}: {command}")
    return OK


def _tell_working_content(name: str, checked: Checked) -> int:
    """Print the code of the working content, and what in it waits for approval."""
    roadmap, newest = checked.sound, checked.versions.newest
    if roadmap is None:
        errors = len(errors_in(checked.problems))
        click.echo(f"Työversiossa on virheitä ({errors}), joten sillä ei ole tunnistetta.")
        click.echo(f"Ne näkee komennolla digitiekartta check {shlex.quote(name)}.")
        return PROBLEMS
    code = code_of(roadmap)
    if newest and newest.approval.code == code:
        click.echo("Työversio on sama kuin hyväksytty: mitään ei odota hyväksymistä.")
        return OK
    click.echo(f"Työversion tunniste: {code}. Sitä ei ole hyväksytty.")
    if newest:
        waiting = compare(newest.roadmap(), roadmap).summary
        click.echo(f"Hyväksymistä odottaa {waiting}")
        click.echo(f"Muutokset kertoo komento digitiekartta changes {shlex.quote(name)}.")
    return OK

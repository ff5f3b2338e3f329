"""The command ``digitiekartta import``: documents in, a proposal for content out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digitiekartta.basics.problems import as_text, errors_in, in_order
from digitiekartta.basics.text import slug
from digitiekartta.commands.command import MISUSE, OK, PROBLEMS, FinnishCommand, write_output
from digitiekartta.roadmap.project import Project
from digitiekartta.roadmap.values import ID_PATTERN

if TYPE_CHECKING:
    from digitiekartta.documents.importing.neutral import Document


@click.command(cls=FinnishCommand, name="import")
@click.argument(
    "files", metavar="TIEDOSTO...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option(
    "--phase",
    "phases",
    metavar="VÄRI=VAIHE",
    multiple=True,
    help='Mitä väri, merkki tai sana tarkoittaa, esimerkiksi "#FFD966=selvittely" tai'
    ' "x=toteutus". Valinnan voi antaa monta kertaa.',
)
@click.option(
    "--phases-file",
    metavar="TIEDOSTO",
    type=click.Path(path_type=Path),
    help="Tiedosto, jonka jokaisella rivillä on yksi merkitys kuten valinnassa --phase.",
)
@click.option(
    "--into",
    "name",
    metavar="NIMI",
    help="Tiekartta eli kansio content/NIMI, johon tuodaan. Jos sitä ei ole, se tehdään.",
)
@click.option(
    "--organisation",
    metavar="NIMI",
    help="Uuden tiekartan organisaatio, esimerkiksi ”Kauhavan kaupunki”.",
)
@click.option(
    "--apply",
    "applied",
    is_flag=True,
    help="Ota ehdotus käyttöön kansiossa content/NIMI. Muutokset näytetään ensin.",
)
@click.option("--yes", "-y", "sure", is_flag=True, help="Älä kysy ennen käyttöön ottamista.")
@click.option(
    "--preview",
    "preview_file",
    metavar="TIEDOSTO",
    type=click.Path(path_type=Path),
    help="Kirjoita HTML-sivu, jolla ovat rinnakkain lähteen taulukot ja se, mitä luettiin.",
)
@click.option(
    "--report",
    "report_file",
    metavar="TIEDOSTO",
    type=click.Path(path_type=Path),
    help="Kirjoita raportti Markdownina myös tähän tiedostoon, esimerkiksi muutospyyntöön.",
)
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Tulosta JSON-muodossa, mitä luettiin, äläkä kirjoita tiedostoja.",
)
@click.pass_obj
def import_(
    project: Project,
    files: Sequence[Path],
    phases: Sequence[str],
    phases_file: Path | None,
    name: str | None,
    organisation: str | None,
    applied: bool,
    sure: bool,
    preview_file: Path | None,
    report_file: Path | None,
    as_json: bool,
) -> int:
    """Tuo digitiekartan Word-, Excel-, PowerPoint-, PDF-, OpenDocument- tai CSV-tiedostosta.

    Aikataulun värit luetaan vaiheiksi värien selityksen mukaan. Mitään ei arvata:
    kaikesta epäselvästä, kuten tuntemattomasta väristä ja piilotetusta rivistä, kerrotaan.

    Ehdotus ja raportti kirjoitetaan kansioon build/_tuonti/NIMI. Sisältöä muutetaan vain
    valinnalla --apply, eikä siitä poisteta mitään.
    """
    from digitiekartta.documents.importing.neutral import Document, to_json
    from digitiekartta.documents.importing.phases import read_phases
    from digitiekartta.documents.importing.reading import read_document
    from digitiekartta.documents.importing.schedule import Meanings

    if not as_json:
        _check_name(name)
    meanings = read_phases(phases, phases_file)
    if not isinstance(meanings, Meanings):
        raise click.UsageError(f"{meanings.message} {meanings.remedy}")
    read = [read_document(file, meanings) for file in files]
    refused = [problem for one in read if isinstance(one, list) for problem in one]
    if refused:
        click.echo(as_text(in_order(refused)), nl=False, err=True)
        return MISUSE
    documents = [one for one in read if isinstance(one, Document)]
    if name is not None and not as_json:
        return _propose(
            project,
            documents,
            name,
            organisation,
            preview_file=preview_file,
            report_file=report_file,
            applied=applied,
            sure=sure,
        )
    for document in documents:
        click.echo(to_json(document), nl=False)
    doubts = in_order(problem for document in documents for problem in document.reported)
    if doubts:
        click.echo(as_text(doubts), nl=False, err=True)
    return OK


def _check_name(name: str | None) -> None:
    if name is None:
        raise click.UsageError(
            "Kerro valinnalla --into, mihin tiekarttaan tuodaan, esimerkiksi --into kauhava."
            " Valinta --json näyttää vain, mitä tiedostosta luettiin."
        )
    if not re.fullmatch(ID_PATTERN, name):
        raise click.UsageError(
            f"”{name}” ei kelpaa tiekartan nimeksi. Nimessä on vain pieniä kirjaimia a–z, numeroita"
            f" ja yhdysviivoja, esimerkiksi {slug(name)}."
        )


def _propose(
    project: Project,
    documents: Sequence[Document],
    name: str,
    organisation: str | None,
    *,
    preview_file: Path | None,
    report_file: Path | None,
    applied: bool,
    sure: bool,
) -> int:
    """Write the proposal, tell it, and take it into use when asked."""
    from digitiekartta.documents.importing.proposal.prepare import REPORT, prepare
    from digitiekartta.documents.importing.proposal.preview import preview
    from digitiekartta.documents.importing.proposal.report import markdown_report, terminal_report
    from digitiekartta.documents.importing.proposal.writing import apply

    prepared = prepare(project, documents, name, organisation)
    if isinstance(prepared, list):
        click.echo(as_text(in_order(prepared)), nl=False, err=True)
        click.echo("Korjaa ensin nykyisen sisällön virheet.", err=True)
        return PROBLEMS
    proposal, checked = prepared.proposal, prepared.checked
    click.echo(terminal_report(proposal, checked), nl=False)
    if report_file is not None:
        write_output(report_file, markdown_report(proposal, checked).encode())
    if preview_file is not None:
        write_output(preview_file, preview(proposal).encode())
    folder = prepared.folder.relative_to(project.root).as_posix()
    click.echo(f"\nEhdotus on kansiossa {folder} ja raportti tiedostossa {folder}/{REPORT}.")
    if errors_in([*proposal.doubts, *checked]):
        click.echo("Ehdotusta ei voi ottaa käyttöön, ennen kuin virheet on korjattu.", err=True)
        return PROBLEMS
    if not applied:
        click.echo("Ota ehdotus käyttöön ajamalla sama komento valinnalla --apply.")
        return OK
    if not proposal.files:
        click.echo(f"Kansiossa content/{name} ei ole muutettavaa.")
        return OK
    if not sure and not _agreed(name):
        click.echo("Sisältöä ei muutettu.")
        return OK
    apply(project.content / name, proposal.files)
    click.echo(f"Sisältö on kansiossa content/{name}. Tarkista se ja tee sivusto:")
    click.echo(f"  digitiekartta build {name}")
    return OK


def _agreed(name: str) -> bool:
    answer = click.prompt(f"Muutetaanko kansiota content/{name}? (k = kyllä, e = ei)", default="e")
    return str(answer).strip().casefold() in ("k", "kyllä")

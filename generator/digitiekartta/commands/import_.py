"""The command ``import``: documents in, a proposal for content out."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import Any

import click

from digitiekartta.basics.problems import Problem, in_order
from digitiekartta.basics.text import slug
from digitiekartta.commands.options import file_option, pass_project, run_day
from digitiekartta.commands.program import MISUSE, OK, PROBLEMS
from digitiekartta.commands.terminal import agreed, ended, tell, write_outputs
from digitiekartta.documents.importing.legend import TO_NAME
from digitiekartta.documents.importing.neutral import to_json
from digitiekartta.documents.importing.proposal.answers import (
    Answers,
    asked_for,
    in_quotes,
    is_asked,
    unused,
)
from digitiekartta.documents.importing.proposal.merging import read_memory
from digitiekartta.documents.importing.proposal.prepare import (
    REPORT,
    Prepared,
    apply,
    prepare,
    read_documents,
)
from digitiekartta.documents.importing.proposal.preview import preview
from digitiekartta.documents.importing.proposal.proposal import Proposal
from digitiekartta.documents.importing.proposal.report import markdown_report, terminal_report
from digitiekartta.roadmap.project import Project
from digitiekartta.roadmap.values import ID_PATTERN

_PLAIN = re.compile(r"[\w./:@+-]+")


def answer_options(command: Callable[..., int]) -> Callable[..., int]:
    """Let a command ask what people tell of documents: --phase, --phases-file, --table, --party.

    It gets them as ``given``: the answers, or what is wrong with them.
    """

    @click.option(
        "--phase",
        "phases",
        metavar="VÄRI=VAIHE",
        multiple=True,
        help='Mitä väri, merkki tai sana tarkoittaa, esimerkiksi "#FFD966=selvittely" tai'
        ' "x=toteutus". Viiva ("x=-") tarkoittaa, ettei se kerro vaihetta, ja kysymysmerkki'
        ' ("x=?"), ettei vaihetta tiedetä. Valinnan voi antaa monta kertaa.',
    )
    @file_option(
        "--phases-file",
        help="Tiedosto, jonka jokaisella rivillä on yksi merkitys kuten valinnassa --phase.",
    )
    @click.option(
        "--table",
        "tables",
        metavar="NIMI",
        multiple=True,
        help="Taulukko tai välilehti, jonka rivit ovat toimenpiteitä, vaikka sen otsikot eivät"
        " kerro sitä. Valinnan voi antaa monta kertaa.",
    )
    @click.option(
        "--party",
        "parties",
        metavar="SOLU=TAHO;TAHO",
        multiple=True,
        help="Mitkä tahot solun teksti nimeää, puolipisteellä erotettuina. Pelkkä teksti ilman"
        " yhtäsuuruusmerkkiä on yksi taho. Valinnan voi antaa monta kertaa.",
    )
    @wraps(command)
    def with_answers(
        *values: Any,
        phases: Sequence[str],
        phases_file: Path | None,
        tables: Sequence[str],
        parties: Sequence[str],
        **others: Any,
    ) -> int:
        given = Answers.of(phases, phases_file, tables, parties)
        return command(*values, given=given, **others)

    return with_answers


@click.command("import")
@click.argument(
    "files", metavar="TIEDOSTO...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@answer_options
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
    "--restore",
    "restored",
    metavar="TUNNUS",
    multiple=True,
    help="Tuo takaisin toimenpide, joka on lähteessä mutta poistettu sisällöstä. Valinnan voi"
    " antaa monta kertaa.",
)
@click.option(
    "--apply",
    "apply_it",
    is_flag=True,
    help="Ota ehdotus käyttöön kansiossa content/NIMI. Muutokset näytetään ensin.",
)
@click.option("--yes", "-y", "sure", is_flag=True, help="Älä kysy ennen käyttöön ottamista.")
@file_option(
    "--preview",
    "preview_file",
    help="Kirjoita HTML-sivu, jolla ovat rinnakkain lähteen taulukot ja se, mitä luettiin."
    " Jokainen epäselvä kohta on merkitty soluunsa.",
)
@file_option(
    "--report",
    "report_file",
    help="Kirjoita raportti Markdownina myös tähän tiedostoon, esimerkiksi muutospyyntöön.",
)
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Tulosta JSON-muodossa, mitä luettiin, äläkä kirjoita tiedostoja.",
)
@pass_project
def import_(
    project: Project,
    files: Sequence[Path],
    given: Answers | Problem,
    name: str | None,
    organisation: str | None,
    restored: Sequence[str],
    as_json: bool,
    **wishes: Any,
) -> int:
    """Tuo digitiekartan Word-, Excel-, PowerPoint-, PDF-, OpenDocument- tai CSV-tiedostosta.

    Aikataulun värit luetaan vaiheiksi värien selityksen mukaan. Mitään ei arvata:
    kaikesta epäselvästä, kuten tuntemattomasta väristä ja piilotetusta rivistä, kerrotaan.

    Tee näin:

    \b
    1. Katso, mitä tiedostosta luettiin:
       digitiekartta import kartta.docx --into kunta --preview katso.html
    2. Lue raportti ja vastaa kysymyksiin. Lisää vastaukset komentoon:
       --phase "#ffd966=selvittely"           väri on vaihe
       --phase "keltainen=selvittely"         sama värin nimellä
       --phase "x=-"                          merkki ei kerro vaihetta
       --phase "x=?"                          merkin vaihetta ei tiedetä
       --party "Rehtorit ja IT=Rehtorit; IT"  solussa on kaksi tahoa
       --table "Hankkeet"                     rivit ovat toimenpiteitä
    3. Ota ehdotus käyttöön: sama komento ja --apply.

    Vastaukset muistetaan, kun ehdotus otetaan käyttöön: seuraavaan tuontiin riittää
    pelkkä tiedosto. Ehdotus ja raportti ovat kansiossa build/_tuonti/NIMI. Sisältöä
    muutetaan vain valinnalla --apply, eikä siitä poisteta mitään. Toimenpidettä, jonka joku
    on poistanut sisällöstä, ei tuoda takaisin ilman valintaa --restore.
    """
    if not as_json:
        _check_name(name)
    if isinstance(given, Problem):
        tell([given], err=True)
        return MISUSE
    given |= Answers(restored=tuple(restored))
    known = read_memory(project.content / name).answers if name and not as_json else Answers()
    documents, problems = read_documents(files, known | given)
    if problems:
        tell(in_order(problems), err=True)
        return MISUSE
    if name is not None and not as_json:
        prepared = prepare(project, documents, name, organisation, run_day(), given)
        if isinstance(prepared, list):
            return ended(prepared, "Korjaa ensin nykyisen sisällön virheet.")
        code = _propose(project, prepared, name, **wishes)
        whose = [] if organisation is None else ["--organisation", organisation]
        command = ["import", *map(str, files), "--into", name, *whose, "--apply"]
        tell_how_to_answer(command, given, prepared.proposal)
        return code
    for document in documents:
        click.echo(to_json(document), nl=False)
    reported = (problem for document in documents for problem in document.reported)
    # The messages name the cells; a program's list of them would bury the rest.
    doubts = (replace(problem, related=()) for problem in (*unused(given, documents), *reported))
    if told := in_order(doubts):
        tell(told, err=True)
    return OK


def tell_how_to_answer(command: Sequence[str], given: Answers, proposal: Proposal) -> None:
    """Tell the whole command by which a person answers what a proposal asks, if it asks anything.

    Args:
        command: It without answers: its words after the program's name.
        given: The answers that the run was given.
        proposal: What was proposed.
    """
    asked = [one for one in proposal.doubts if is_asked(one) and one not in proposal.told]
    if not asked:
        return
    options = [*asked_for(asked)]
    how = ["Vastaa tällä komennolla."]
    if options:
        how.append(f"Kirjoita sanan {TO_NAME} tilalle vaiheen nimi.")
    if not all(any(asked_for([one])) for one in asked):
        how.append("Lisää siihen valinnat, joilla vastaat muihin kysymyksiin.")
    click.echo("\n" + " ".join(how))
    words = (word if _PLAIN.fullmatch(word) else in_quotes(word) for word in command)
    click.echo("  " + " ".join(["digitiekartta", *words, *given.options(), *options]))


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
    prepared: Prepared,
    name: str,
    apply_it: bool,
    sure: bool,
    preview_file: Path | None,
    report_file: Path | None,
) -> int:
    """Tell a proposal, in the files too that a person wants, and take it into use when asked."""
    proposal, checked = prepared.proposal, prepared.checked
    click.echo(terminal_report(proposal, checked), nl=False)
    wanted: dict[Path, bytes] = {}
    if report_file is not None:
        wanted[report_file] = markdown_report(proposal, checked).encode()
    if preview_file is not None:
        wanted[preview_file] = preview(proposal).encode()
    write_outputs(wanted)
    folder = prepared.folder.relative_to(project.root).as_posix()
    click.echo(f"\nEhdotus on kansiossa {folder} ja raportti tiedostossa {folder}/{REPORT}.")
    if prepared.errors:
        click.echo("Ehdotusta ei voi ottaa käyttöön, ennen kuin virheet on korjattu.", err=True)
        return PROBLEMS
    if not proposal.files:
        click.echo(f"Kansiossa content/{name} ei ole muutettavaa.")
    elif not apply_it:
        click.echo("Ota ehdotus käyttöön ajamalla sama komento valinnalla --apply.")
    elif not sure and not agreed(f"Muutetaanko kansiota content/{name}?"):
        click.echo("Sisältöä ei muutettu.")
    else:
        apply(project.content / name, proposal.files)
        click.echo(f"Sisältö on kansiossa content/{name}. Tarkista se ja tee sivusto:")
        click.echo(f"  digitiekartta build {name}")
    return OK

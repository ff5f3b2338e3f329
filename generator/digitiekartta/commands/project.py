"""The commands ``init`` and ``upgrade``: a municipality's own project begins, and stays current."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from digitiekartta.basics.problems import Problem, in_order
from digitiekartta.basics.text import counted, one_line, slug
from digitiekartta.commands.import_ import answer_options, tell_how_to_answer
from digitiekartta.commands.options import pass_project, run_day
from digitiekartta.commands.program import MISUSE, OK, PROBLEMS, REFUSED
from digitiekartta.commands.terminal import agreed, print_rows, tell
from digitiekartta.documents.forms.templates import FOLDERS
from digitiekartta.documents.forms.templates import files as form_files
from digitiekartta.documents.importing.proposal.answers import Answers
from digitiekartta.documents.importing.proposal.prepare import REPORT, prepare, read_documents
from digitiekartta.documents.importing.proposal.proposal import Proposal
from digitiekartta.documents.importing.proposal.report import markdown_report, terminal_report
from digitiekartta.roadmap.founding import pin
from digitiekartta.roadmap.founding.content import (
    SAMPLE,
    SAMPLE_OF,
    first_content,
    sample,
)
from digitiekartta.roadmap.founding.files import HOSTS, project_files, with_note
from digitiekartta.roadmap.founding.lost_note import note_again
from digitiekartta.roadmap.founding.news import is_newer, news_since
from digitiekartta.roadmap.founding.note import NOTE, Told, read_note
from digitiekartta.roadmap.founding.places import is_guess, known_place, place_name
from digitiekartta.roadmap.founding.upgrade import (
    BESIDE,
    PIN,
    Fate,
    Upgrade,
    carry_out,
    plan_upgrade,
)
from digitiekartta.roadmap.founding.writing import in_the_way, project_around, write_new
from digitiekartta.roadmap.project import Project
from digitiekartta.roadmap.reading.folder import read_roadmap
from digitiekartta.roadmap.unfinished import NO_ORGANISATION, NO_SHORT_NAME
from digitiekartta.roadmap.values import ID_PATTERN

_ADDRESS = re.compile(r"https?://[^\s/]+\.?[^\s]*")
#: How many names are told one by one.
_MOST_TOLD = 10

Files = Mapping[str, bytes]


def read_roadmap_name(text: str) -> str:
    """Read the name of a roadmap's folder; a type of Click's."""
    if not re.fullmatch(ID_PATTERN, text):
        raise click.BadParameter(
            f"”{text}” ei kelpaa kansion nimeksi. Nimessä on vain pieniä kirjaimia a–z, numeroita"
            f" ja yhdysviivoja, esimerkiksi {slug(text)}."
        )
    return text


def read_address(text: str) -> str:
    """Read the address of a site, which may be left open; a type of Click's."""
    text = text.strip()
    if text and not _ADDRESS.fullmatch(text):
        raise click.BadParameter(
            f"”{text}” ei ole verkko-osoite. Kirjoita esimerkiksi"
            " https://www.kunta.fi/digitiekartta/ tai jätä tyhjäksi."
        )
    return text


@click.command
@click.argument(
    "folder",
    metavar="[KANSIO]",
    required=False,
    type=click.Path(file_okay=False, path_type=Path),
)
@click.option(
    "--organisation", metavar="NIMI", help="Organisaatio, esimerkiksi ”Kauhavan kaupunki”."
)
@click.option(
    "--name",
    metavar="NIMI",
    type=read_roadmap_name,
    help="Tiekartan kansio content/NIMI, esimerkiksi kauhava.",
)
@click.option(
    "--host",
    type=click.Choice([*HOSTS], case_sensitive=False),
    help="Palvelu, jossa projekti on: sille kirjoitetaan putket ja lomakkeet.",
)
@click.option(
    "--address",
    metavar="OSOITE",
    type=read_address,
    help="Sivuston osoite, esimerkiksi https://www.kunta.fi/digitiekartta/.",
)
@click.option(
    "--from",
    "documents",
    metavar="TIEDOSTO",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Tee sisältö Word-, Excel-, PowerPoint-, PDF-, OpenDocument- tai CSV-tiedostosta, kuten"
    " komento import. Valinnan voi antaa monta kertaa.",
)
@click.option("--demo", is_flag=True, help="Tee kokeiltavaksi keksityn kunnan digitiekartta.")
@answer_options
@click.option("--yes", "-y", "sure", is_flag=True, help="Älä kysy mitään, vaan käytä oletuksia.")
@click.option("--dry-run", is_flag=True, help="Kerro vain, mitä kirjoitettaisiin.")
def init(
    folder: Path | None, documents: Sequence[Path], demo: bool, given: Answers, **wishes: Any
) -> int:
    """Aloittaa kunnan oman digitiekartan: sisältö, asetukset ja ohjeet kansioon.

    Ilman tiedostoa tehdään pieni mallipohja. Nykyisten tiedostojen päälle ei kirjoiteta.

    \b
    digitiekartta init                               kysyy tarvittavat tiedot
    digitiekartta init --from tiekartta.docx --yes   Word-tiedostosta, kysymättä
    digitiekartta init kokeilu --demo                Esimerkkilä kokeiltavaksi
    """
    if demo and documents:
        raise click.UsageError("Valinnoista --demo ja --from voi antaa vain toisen.")
    given_root = click.get_current_context().find_root().params.get("root")
    root = (folder or given_root or Path()).resolve()
    sure, dry_run = wishes.pop("sure"), wishes.pop("dry_run")
    _refuse_inside(root)
    named = SAMPLE if demo else wishes["name"]
    _refuse_present([NOTE, *([f"content/{named}"] if named else [])], root)  # before it asks
    told, short_name = _of_sample(**wishes) if demo else _told(root, sure, **wishes)
    _refuse_present([NOTE, f"content/{told.name}"], root)
    proposal: Proposal | None = None
    if demo:
        content: Files | int = {f"content/{SAMPLE}/{path}": data for path, data in sample().items()}
    elif documents:
        content, proposal = _imported(documents, told, short_name, given)
    else:
        first = first_content(told.organisation, short_name, run_day())
        content = {f"content/{told.name}/{path}": data for path, data in first.items()}
    if isinstance(content, int):
        click.echo("Mitään ei kirjoitettu.", err=True)
        if proposal and not isinstance(given, Problem):
            again = _again(folder, documents, told, sure)
            tell_how_to_answer(again, given, proposal)
        return content
    files = {**with_note(project_files(told), told), **content, **_forms(content, told)}
    _refuse_present(files, root)
    if not dry_run:
        write_new(files, root)
    _tell_files(files, root, dry_run)
    if not dry_run:
        _tell_next(root, told, short_name)
    if proposal and not isinstance(given, Problem):
        at = ["--root", str(root)] if root != Path.cwd() else []
        paths = [str(one.resolve() if at else one) for one in documents]
        command = [*at, "import", *paths, "--into", told.name, "--apply"]
        tell_how_to_answer(command, given, proposal)
    return OK


def _again(folder: Path | None, documents: Sequence[Path], told: Told, sure: bool) -> Sequence[str]:
    """Return the same command once more, with what a person was asked meanwhile."""
    options = [
        *(("--from", str(document)) for document in documents),
        ("--organisation", told.organisation if told.organisation != NO_ORGANISATION else ""),
        ("--name", told.name),
        ("--host", told.host),
        ("--address", told.address),
    ]
    words = [word for pair in options if pair[1] for word in pair]
    return ["init", *([str(folder)] if folder else []), *words, *(["--yes"] if sure else [])]


def _of_sample(
    organisation: str | None, name: str | None, host: str | None, address: str | None
) -> tuple[Told, str]:
    if name or organisation:
        raise click.UsageError("Valinnan --demo kanssa ei anneta nimiä: kunta on Esimerkkilä.")
    if not sample():
        raise click.UsageError("Esimerkkilä ei ole tässä ohjelman versiossa mukana.")
    return Told(SAMPLE_OF, SAMPLE, host or "ei", address or ""), ""


def _told(
    root: Path,
    sure: bool,
    organisation: str | None,
    name: str | None,
    host: str | None,
    address: str | None,
) -> tuple[Told, str]:
    """Return what was told in the command, and of the rest what a person answers.

    Besides it, what the organisation is called in short.
    """

    def ask(question: str, default: str, **how: Any) -> str:
        if sure:
            return default
        return str(click.prompt(question, default=default, **how))

    if organisation is None and sure:
        organisation = NO_ORGANISATION
    while not (organisation := one_line(organisation or "")):
        organisation = str(click.prompt("Organisaation nimi, esimerkiksi Kauhavan kaupunki"))
    is_named = organisation != NO_ORGANISATION
    short_name = place_name(organisation) if is_named else NO_SHORT_NAME
    if is_named and known_place(organisation) is None:
        short_name = ask("Lyhyt nimi, esimerkiksi Kauhava", short_name)
    if name is None:
        proposed = slug(short_name if is_named else root.name)
        name = ask("Tiekartan kansion nimi", proposed, value_proc=read_roadmap_name)
    if host is None:
        question = "Versiopalvelu (github, gitlab tai ei)"
        choice = click.Choice([*HOSTS], case_sensitive=False)
        host = ask(question, "ei", type=choice, show_choices=False)
    if address is None:
        question = "Sivuston osoite, jos se on päätetty"
        address = ask(question, "", show_default=False, value_proc=read_address)
    return Told(organisation, name, host, address), one_line(short_name)


def _refuse_inside(root: Path) -> None:
    """Raise UsageError when a folder is within another project."""
    if outer := project_around(root):
        raise click.UsageError(
            f"Kansio {root} on projektin {outer} sisällä, eikä projektia voi aloittaa toisen"
            " sisään. Mitään ei kirjoitettu. Valitse kansio sen ulkopuolelta."
        )


def _refuse_present(names: Sequence[str] | Files, root: Path) -> None:
    """Raise UsageError when something stands where it would be written."""
    if present := in_the_way([*names], root):
        more = len(present) - _MOST_TOLD
        listed = ", ".join(present[:_MOST_TOLD]) + (f" ja {more} muuta" if more > 0 else "")
        raise click.UsageError(
            f"Kansiossa {root} on jo {listed}. Mitään ei kirjoitettu. Valitse toinen kansio tai"
            " siirrä nämä pois. Aiemmin aloitetun projektin päivittää digitiekartta upgrade."
        )


def _imported(
    documents: Sequence[Path], told: Told, short_name: str, given: Answers | Problem
) -> tuple[Files | int, Proposal | None]:
    """Return the content that documents give, its report among it, and how it was proposed.

    When they give none, it is an exit code.
    """
    if isinstance(given, Problem):
        tell([given], err=True)
        return MISUSE, None
    read, problems = read_documents(documents, given)
    if problems:
        tell(in_order(problems), err=True)
        return MISUSE, None
    is_named = told.organisation != NO_ORGANISATION
    names = (told.organisation, short_name) if is_named else (None, None)
    with TemporaryDirectory(prefix="digitiekartta-") as folder:
        project = Project(Path(folder))
        prepared = prepare(project, read, told.name, names[0], run_day(), given, names[1])
    if isinstance(prepared, list):
        raise AssertionError("there is no content yet that could be wrong")
    proposal, checked = prepared.proposal, prepared.checked
    click.echo(terminal_report(proposal, checked))
    if prepared.errors:  # the report tells them
        return PROBLEMS, proposal
    files = {f"content/{told.name}/{path}": text for path, text in proposal.files.items()}
    files[f"build/_tuonti/{told.name}/{REPORT}"] = markdown_report(proposal, checked)
    return {path: text.encode() for path, text in files.items()}, proposal


def _forms(content: Files, told: Told) -> Files:
    """Return the forms in which officials propose changes, where the host has such."""
    if told.host not in FOLDERS:
        return {}
    with TemporaryDirectory(prefix="digitiekartta-") as folder:
        own = {path: data for path, data in content.items() if path.startswith("content/")}
        write_new(own, Path(folder))
        roadmap = read_roadmap(Path(folder, "content"), told.name).roadmap
    made = form_files([roadmap] if roadmap else [], [told.host])
    return {path: text.encode() for path, text in made.items()}


def _tell_files(files: Files, root: Path, dry_run: bool) -> None:
    """Tell what was written: of folders with many files, how many."""
    click.echo(f"{'Kirjoitettaisiin' if dry_run else 'Kirjoitettu'} kansioon {root}:")
    of_folders: dict[str, int] = {}
    for path in sorted(files):
        parts = path.split("/")
        shown = f"{'/'.join(parts[:2])}/" if len(parts) > 2 else path
        of_folders[shown] = of_folders.get(shown, 0) + 1
    for shown, count in of_folders.items():
        click.echo(f"  {shown}" + (f" ({counted(count, 'tiedosto')})" if shown[-1] == "/" else ""))


def _tell_next(root: Path, told: Told, short_name: str) -> None:
    settings = f"content/{told.name}/tiekartta.yml"
    if told.organisation == NO_ORGANISATION:
        click.echo(
            f"Kirjoita organisaation nimi ja lyhyt nimi tiedostoon {settings}. Aja sen jälkeen"
            " digitiekartta upgrade: nimi tulee myös ohjeisiin."
        )
    elif is_guess(told.organisation, short_name):
        click.echo(
            f"Tarkista tiedostosta {settings} lyhytnimi {short_name}: se on päätelty organisaation"
            " nimestä."
        )
    click.echo("\nKatso sivustoa:")
    if root != Path.cwd():
        click.echo(f"  cd {root}")
    click.echo("  digitiekartta serve")
    click.echo("Sitten lue README.md (ylläpito) ja LUE_MINUT.md (muokkaaminen).")
    if told.host in FOLDERS and not pin.has_address():
        click.echo(
            "\nPutket tarvitsevat ohjelman. Kopioi se asennuspaketti (.whl), josta ohjelma on"
            " asennettu, projektin kansioon ohjelma ja vie se versiopalveluun muiden tiedostojen"
            " mukana."
        )


@click.command
@click.option("--dry-run", is_flag=True, help="Kerro vain, mitä muuttuisi.")
@click.option("--yes", "-y", "sure", is_flag=True, help="Älä kysy ennen kirjoittamista.")
@pass_project
def upgrade(project: Project, dry_run: bool, sure: bool) -> int:
    """Päivittää projektin tiedostot ohjelman tähän versioon.

    Uudistaa ohjelman version ja ne komennon init kirjoittamat tiedostot, joita kukaan ei ole
    muuttanut. Organisaation nimi otetaan sisällöstä. Muutetuista näytetään ero, ja uusi
    kirjoitetaan viereen päätteellä .uusi. Sisältöön ei kosketa. Jos tiedosto .digitiekartta.json on
    kadonnut, se tehdään uudelleen.
    """
    known = read_note(project.root)
    note = known or note_again(project.root, project.names())
    if note is None:
        raise click.UsageError(
            f"Projektissa ei ole tiedostoa {NOTE} eikä yhtään tiekarttaa. Aloita projekti"
            " komennolla digitiekartta init."
        )
    upgrade = plan_upgrade(project.root, note)
    if is_newer(note.version, than=upgrade.note.version):
        click.echo(
            f"Projekti on tehty ohjelman uudemmalla versiolla ({note.version}), ja tämä on"
            f" {upgrade.note.version}. Mitään ei kirjoitettu. Asenna versio {note.version} tai"
            " uudempi.",
            err=True,
        )
        return REFUSED
    if known is None:
        _tell_lost(note.told)
    versions = dict.fromkeys(filter(None, (note.version, upgrade.note.version)))
    click.echo(f"Ohjelman versio: {' → '.join(versions)}")
    if note.version and (news := news_since(note.version)):
        click.echo("Mitä virkailija huomaa:")
        for line in news:
            click.echo(f"  - {line}")
    _tell_own(upgrade)
    if not upgrade.steps and upgrade.note == note:
        differ = upgrade.own or upgrade.pinned
        click.echo(f"{'Muut' if differ else 'Projektin'} tiedostot ovat ajan tasalla.")
        return OK
    for step in upgrade.steps:
        beside = f", uusi viereen: {step.path}{BESIDE}" if step.fate is Fate.KEPT else ""
        # Without a note nobody knows who has made the difference.
        fate = "eri kuin ohjelman" if step.fate is Fate.KEPT and not known else step.fate
        click.echo(f"{fate}: {step.path}{beside}")
        if step.difference:
            click.echo(f"{step.difference}\n")
    if dry_run or (not sure and not agreed("Kirjoitetaanko nämä?")):
        click.echo("Mitään ei kirjoitettu.")
    else:
        carry_out(upgrade, project.root)
        click.echo(_what_is_left(upgrade))
        click.echo("Tarkista se komennolla digitiekartta check.")
    return OK


def _what_is_left(upgrade: Upgrade) -> str:
    """Return what an upgrade that was carried out leaves for its user to do."""
    if upgrade.pinned:
        return (
            "Tiedostot on päivitetty, mutta projekti vaatii yhä ohjelman version"
            f" {upgrade.pinned}: korjaa tiedosto {PIN}."
        )
    if any(step.fate is Fate.KEPT for step in upgrade.steps):
        return (
            f"Muut tiedostot on päivitetty. Siirrä tarvittava päätteen {BESIDE} tiedostoista"
            " omiisi."
        )
    return "Projekti on päivitetty."


def _tell_lost(told: Told) -> None:
    """Tell that the note is lost, and of what it is made again."""
    click.echo(
        f"Tiedosto {NOTE} puuttuu. Siksi ei tiedetä, mitkä tiedostot ohjelma on kirjoittanut ja"
        " mitä niissä on muutettu. Tiedosto tehdään uudelleen. Ohjelman tiedostoiksi katsotaan ne,"
        " jotka ovat samanlaiset kuin tämän version kirjoittamat. Muut jäävät ennalleen, ja uusi"
        f" kirjoitetaan viereen päätteellä {BESIDE}. Puuttuvat kirjoitetaan.\n"
    )
    rows = {
        "Organisaatio": told.organisation,
        "Tiekartan kansio": f"content/{told.name}",
        "Palvelu": told.host,
        "Osoite": told.address or "ei tiedossa",
    }
    print_rows([*rows.items()])
    click.echo(f"Jos jokin näistä on väärin, korjaa se jälkeenpäin tiedostoon {NOTE}.\n")


def _tell_own(upgrade: Upgrade) -> None:
    """Tell what differs from what the program has written and stays so."""
    for step in upgrade.own:
        click.echo(f"{step.fate}: {step.path}")
    if upgrade.pinned:
        click.echo(
            f"Tiedosto {PIN} vaatii ohjelman version {upgrade.pinned}, mutta tämä ohjelma on"
            f" {upgrade.note.version}. Korjaa tiedosto tai asenna sen versio."
        )

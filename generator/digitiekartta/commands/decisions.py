"""The commands ``changes``, ``review`` and ``approve``: what is new, and what was decided of it."""

import re
import shlex
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from digitiekartta.basics import clock
from digitiekartta.basics.problems import Problem, errors_in, in_order
from digitiekartta.basics.text import all_are, counted, listed, sentence_case
from digitiekartta.commands.checking import check_content
from digitiekartta.commands.options import (
    date_option,
    file_option,
    form_of,
    name_argument,
    names_argument,
    pass_project,
    project_here,
    read_day,
    run_day,
)
from digitiekartta.commands.program import OK, PROBLEMS, REFUSED
from digitiekartta.commands.terminal import agreed, ended, give, print_rows, tell
from digitiekartta.markup.report.blocks import Block
from digitiekartta.pages.site import Options
from digitiekartta.pages.touched import told, touched_pages
from digitiekartta.roadmap.canonical import UnreadableForm
from digitiekartta.roadmap.checking.unfinished import count_open_phases
from digitiekartta.roadmap.project import Project
from digitiekartta.roadmap.reading.folder import read_roadmap
from digitiekartta.roadmap.values import date_text, read_date
from digitiekartta.versions.approve import Decision, Proposal, Refused, prepare
from digitiekartta.versions.approve import approve as freeze_decided
from digitiekartta.versions.commits import write_content
from digitiekartta.versions.comparison.change_list import Agenda, told_changes, written
from digitiekartta.versions.comparison.changes import compare
from digitiekartta.versions.comparison.report import UnknownVersion, report
from digitiekartta.versions.record import DECIDED, EarlierDecision, section_number
from digitiekartta.versions.review import Review
from digitiekartta.versions.review import review as review_roadmap
from digitiekartta.versions.review_comment import comment

_ENDINGS = {
    ".txt": "text",
    ".md": "markdown",
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
    ".json": "json",
}


@click.command
@name_argument
@click.option(
    "--from",
    "since",
    metavar="VERSIO",
    help="Hyväksytty versio, johon verrataan. Oletus on viimeksi hyväksytty tai, jos annetaan"
    " --to, sitä edeltävä.",
)
@click.option(
    "--to",
    "until",
    metavar="VERSIO",
    default="työversio",
    help="Versio, jonka muutokset kerrotaan. Oletus on työversio eli kansion nykyinen sisältö.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "html", "docx", "json"]),
    help="Muoto: text lukijalle, markdown muutospyyntöön, html tulostettavaksi, docx esityslistan"
    " liitteeksi, json ohjelmille. Oletus on se, mitä tiedoston pääte kertoo, tai text.",
)
@file_option(
    "--output", help="Tiedosto, johon luettelo kirjoitetaan. Ilman sitä luettelo tulostetaan."
)
@click.option("--body", metavar="TOIMIELIN", help="Toimielin, jolle muutoksia esitetään.")
@click.option("--proposer", metavar="ESITTELIJÄ", help="Kuka esittää: tehtävänimike, ei nimeä.")
@click.option(
    "--meeting-date",
    "meeting",
    metavar="PÄIVÄ",
    type=read_day,
    help="Kokouksen päivä, esimerkiksi 9.12.2025.",
)
@click.option("--section", metavar="PYKÄLÄ", help="Esityslistan pykälä, jos se tiedetään.")
@date_option("Luettelon päiväys. Oletus on tämä päivä.")
@pass_project
def changes(
    project: Project,
    name: str,
    since: str | None,
    until: str,
    form: str | None,
    output: Path | None,
    day: date | None,
    **known: Any,
) -> int:
    """Kertoo virkkeinä, mikä on muuttunut hyväksytyn version jälkeen.

    Muodot docx ja html ovat esityslistan liitteitä, joissa on päätösehdotus. Se, mitä siitä ei
    kerrota valinnoilla, jää hakasulkeisiin täytettäväksi.

    Luettelossa on sen sisällön tunniste, josta päätetään: se kirjataan pöytäkirjaan, ja
    hyväksyminen (approve) tarkistaa, ettei sisältö ole muuttunut päätöksen jälkeen.
    """
    form = form_of(form, output, _ENDINGS, "Muutosluetteloa", "muutokset") or "text"
    project.choose([name])
    try:
        # A blank is not given.
        known = {key: value for key, value in known.items() if str(value or "").strip()}
        paper = Agenda(day or run_day(), **known)
        agenda = paper if form in ("docx", "html") or any(known.values()) else None
        comparison, frame = report(project.content, name, run_day(), since, until, agenda)
    except UnreadableForm as error:
        return ended(error.problems, "Muutoksia ei voi kertoa, ennen kuin nämä on korjattu.")
    except UnknownVersion as error:
        raise click.UsageError(str(error)) from error
    if errors_in(frame.doubts):
        return ended(frame.doubts, "Muutosluetteloa ei tehty.")
    if frame.doubts:
        tell(frame.doubts, err=True)
    give(written(comparison, frame, form), output)
    return OK


@click.command
@names_argument
@click.option(
    "--base",
    metavar="KANSIO",
    type=click.Path(file_okay=False, path_type=Path),
    help="Projektin kansio sellaisena kuin se on haarassa, johon muutospyyntö liitetään.",
)
@click.option(
    "--commits",
    nargs=2,
    metavar="POHJA EHDOTUS",
    help="Kaksi versiota gitistä, kun niitä ei ole kansioina. Ehdotuksesta luetaan vain kansion"
    " content tiedostot, eikä mitään siitä ajeta.",
)
@click.option(
    "--preview-url",
    metavar="OSOITE",
    help="Osoite, jossa muutospyynnön esikatselu on: yhteenveto linkittää sen sivuille.",
)
@file_option(
    "--output", help="Tiedosto, johon yhteenveto kirjoitetaan. Ilman sitä yhteenveto tulostetaan."
)
@date_option("Päivä, josta saavutettavuusselosteen ikä lasketaan. Oletus on tämä päivä.")
@pass_project
def review(
    project: Project,
    names: Sequence[str],
    base: Path | None,
    commits: tuple[str, str] | None,
    preview_url: str | None,
    output: Path | None,
    day: date | None,
) -> int:
    """Kertoo, mitä muutospyyntö muuttaa ja mitä siinä on korjattavaa.

    Yhteenveto on Markdownia, ja palvelu voi liittää sen muutospyynnön kommentiksi. Siinä ovat
    muutokset, sivut, jotka muuttuvat, ja se, mitä on poistettu kertomatta syytä. Myös se
    huomataan, jos hyväksyttyä versiota tai allekirjoittajia on muutettu.
    """
    if (base is None) == (commits is None):
        raise click.UsageError(
            "Komennosta puuttuu, mihin verrataan: --base, esimerkiksi --base ../main, tai"
            " --commits, esimerkiksi --commits HEAD^1 HEAD."
        )
    with tempfile.TemporaryDirectory() as scratch:
        refused: list[Problem] = []
        other, proposal = Project((base or Path()).resolve()), project
        if commits:
            other, proposal = (Project(Path(scratch, part)) for part in ("pohja", "ehdotus"))
            write_content(project.root, commits[0], other.root)
            refused += write_content(project.root, commits[1], proposal.root)
        if not other.content.is_dir():
            raise click.UsageError(f"Kansiossa {base} ei ole kansiota content, johon verrata.")
        # Also a roadmap that the proposal takes away.
        known = sorted({*proposal.names(), *other.names()})
        if unknown := [name for name in names if name not in known]:
            raise click.UsageError(
                f"Tiekarttaa ”{unknown[0]}” ei ole. {sentence_case(all_are('tiekartta', known))}."
            )
        reviews = []
        for name in names or known:
            reviewed = review_roadmap(
                proposal.content, name, other.content, day or run_day(), check_content
            )
            pages = tuple(_pages(reviewed, day or run_day(), preview_url))
            reviews.append(replace(reviewed, pages=pages))
        give(comment(reviews, refused).encode(), output)
        failed = errors_in([*refused, *(one for each in reviews for one in each.problems)])
    return PROBLEMS if failed else OK


def _pages(review: Review, day: date, preview: str | None) -> Iterator[Block]:
    """Yield the pages that differ, when both sides have any."""
    after, before = review.after.sound, review.before.sound if review.before else None
    if review.touched and after and (before or not review.before):
        versions = (
            review.before.versions.all if review.before else (),
            review.after.versions.all,
        )
        yield from told(touched_pages(before, after, Options(day), versions), review.name, preview)


_BARE_ADDRESS = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?")


def read_earlier(text: str) -> EarlierDecision:
    """Read a decision of another body as a person writes it; a type of Click's."""
    body, day, *more = [part.strip() for part in text.split(";")] + [""] * (";" not in text)
    link = next((part for part in more if re.match(r"[a-z]+://", part)), None)
    section = next((part for part in more if re.match(r"§|\d", part)), None)
    decided = [part for part in more if part and part not in (link, section)]
    if not body or len(decided) > 1 or read_date(day) is None:
        raise click.BadParameter(
            f"”{text}” ei ole päätös. Erota toimielin, päivä ja muut tiedot puolipisteillä,"
            " esimerkiksi ”Seutuvaltuusto; 6.11.2024; § 12; hyväksyi osaltaan”."
        )
    if bare := next((part for part in decided if _BARE_ADDRESS.fullmatch(part)), None):
        raise click.BadParameter(f"Osoite alkaa https://. Kirjoita https://{bare}.")
    return EarlierDecision(
        body=body,
        day=read_day(day),
        section=section_number(section),
        decided=decided[0] if decided else None,
        link=link,
    )


def _body(context: click.Context, parameter: click.Parameter, value: str | None) -> str:
    """Return the body that decided; where a roadmap tells none, say how it is told."""
    body = (value or "").strip()
    project, name = project_here(), context.params.get("name")
    if not body and project and name in project.names():
        roadmap = read_roadmap(project.content, name).roadmap
        if roadmap and not roadmap.settings.bodies:
            raise click.UsageError(
                "Komennosta puuttuu toimielin (--body), eikä tiekartta kerro, kuka siitä päättää."
                f" Lisää ensin tiedostoon content/{name}/tiekartta.yml esimerkiksi:\n\n"
                "toimielimet:\n  - nimi: Kunnanhallitus\n    hyvaksyy: tiekartta\n",
                context,
            )
    if not body:
        raise click.UsageError(
            "Komennosta puuttuu toimielin: --body, esimerkiksi --body Johtoryhmä.", context
        )
    return body


def _needed(what: str) -> Callable[[click.Context, click.Parameter, Any], Any]:
    def check(context: click.Context, parameter: click.Parameter, value: Any) -> Any:
        value = value.strip() if isinstance(value, str) else value
        if not value:
            raise click.UsageError(f"Komennosta puuttuu {what}.", context)
        return value

    return check


@click.command
@name_argument
@click.option(
    "--body",
    metavar="TOIMIELIN",
    callback=_body,
    help="Päätöksen tehnyt toimielin. Nimi kirjoitetaan niin kuin tiedostossa tiekartta.yml.",
)
@date_option(
    "Päätöksen päivä, esimerkiksi 9.12.2025.",
    type=read_day,
    callback=_needed("päätöksen päivä: --date, esimerkiksi --date 9.12.2025"),
)
@click.option("--section", metavar="PYKÄLÄ", help="Pöytäkirjan pykälä, jos se tiedetään.")
@click.option("--link", metavar="OSOITE", help="Pöytäkirjan osoite.")
@click.option(
    "--kind",
    type=click.Choice(DECIDED),
    help="Mitä päätettiin: hyväksyntä koskee koko tiekarttaa, muutos sen muutoksia, korjaus"
    " kirjoitusvirhettä tai henkilötietoa. Oletus on se, mitä toimielin hyväksyy. Jäljennöksessä"
    " ei päätetä mitään: toimielin ja päivä ovat sen asiakirjan, josta sisältö on siirretty.",
)
@click.option(
    "--reason", metavar="SYY", help="Miksi korjataan tai jäljennetään; näytetään asukkaille."
)
@click.option(
    "--decision", metavar="PÄÄTÖS", help="Kenen päätöksellä korjataan; näytetään asukkaille."
)
@click.option(
    "--earlier",
    metavar="PÄÄTÖS",
    multiple=True,
    type=read_earlier,
    help="Toisen toimielimen aiempi päätös samasta sisällöstä: ”toimielin; päivä; § 12; mitä"
    " päätettiin; osoite”. Pykälän, päätöksen ja osoitteen voi jättää pois. Valinnan voi antaa"
    " monta kertaa; päätökset ovat järjestyksessä.",
)
@click.option(
    "--remove",
    multiple=True,
    metavar="SANAT",
    help="Poista nämä sanat, esimerkiksi henkilön nimi, kaikista aiemmista versioista. Niiden"
    " tilalle tulee (poistettu). Vain korjauksessa. Anna taivutetut muodot omissa valinnoissaan.",
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
    help="Pöytäkirjaan kirjattu tunniste kokonaan. Jos siinä on välejä, kirjoita se"
    " lainausmerkkeihin. Ilman sitä näytetään sisällön tunniste, eikä mitään hyväksytä.",
)
@click.option("--yes", is_flag=True, help="Älä kysy varmistusta.")
@click.option("--dry-run", is_flag=True, help="Näytä, mitä hyväksyttäisiin, mutta älä hyväksy.")
@file_option("--sign", "key", metavar="AVAIN", help="Allekirjoita hyväksyntä tällä SSH-avaimella.")
@pass_project
def approve(
    project: Project,
    name: str,
    code: str | None,
    yes: bool,
    dry_run: bool,
    key: Path | None,
    **decided: Any,
) -> int:
    """Jäädyttää päätetyn sisällön hyväksytyksi versioksi.

    Päätöksen pöytäkirjassa on tunniste, esimerkiksi
    8ZA9-YMRW-9BQW-T4QC-75ND-0H3E-GX2K. Versio tehdään vain, jos sisältö on yhä se, jolla on
    tämä tunniste. Julkinen sivusto tehdään hyväksytystä versiosta.
    """
    project.choose([name])
    decision = Decision(code=code, **decided)
    proposal = prepare(project.content, name, decision, clock.today(), check_content)
    if isinstance(proposal, Refused):
        return ended(proposal.problems, proposal.why, REFUSED)
    _show(proposal)
    if proposal.problems:
        return ended(proposal.problems, "Versiota ei hyväksytty.", REFUSED)
    _tell_doubts(proposal)
    if why_not := _not_now(proposal, code, dry_run, yes):
        click.echo(why_not)
        return OK
    version = freeze_decided(project.content, proposal, key)
    if isinstance(version, Refused):
        return ended(version.problems, version.why, REFUSED)
    folder = version.relative_to(project.root).as_posix()
    done = "Jäljennös, versio" if proposal.approval.is_transcription else "Hyväksytty versio"
    click.echo(f"\n{done} {version.name}: {folder}")
    if proposal.unpublishable:
        click.echo("Vie kansio versiopalveluun. Sivuston voi julkaista vasta, kun edellä kerrottu")
        click.echo("on korjattu ja korjaus hyväksytty.")
    else:
        click.echo("Vie kansio versiopalveluun. Julkaise sivusto sitten komennolla:")
        click.echo(f"  digitiekartta publish {shlex.quote(name)} KOHDE")
    if proposal.corrected:
        names = listed([one.version.name for one in proposal.corrected])
        click.echo(f"\nSanat on poistettu versioista {names}. Vie myös niiden kansiot.")
        click.echo("Versiopalvelun historiassa sanat ovat yhä. Pyydä tietohallintoa poistamaan ne")
        click.echo("historiasta tai rajaamaan, kuka sen näkee. Julkaistaessa kohteesta poistetaan")
        click.echo("ne vanhat julkaisut, joissa sanat ovat.")
    return OK


def _tell_doubts(proposal: Proposal) -> None:
    """Print what does not keep a proposal from being approved, but is worth a look first."""
    if proposal.unpublishable:
        click.echo("\nHuomaa: tätä versiota ei voi julkaista. Korjaa ensin tämä; tunniste muuttuu:")
        tell(in_order(proposal.unpublishable))
    if unknown := count_open_phases(proposal.roadmap):
        click.echo(f"\nHuomaa: {unknown} puolivuoden vaihe ei ole tiedossa.")
    if proposal.persons:
        click.echo("\nHuomaa: nämä näytetään asukkaille, eikä niitä voi muuttaa jälkikäteen:")
        tell(in_order(proposal.persons))
    if proposal.remaining:
        click.echo("\nSanoja poistetaan, mutta katso vielä nämä:")
        tell(in_order(proposal.remaining))


def _not_now(proposal: Proposal, code: str | None, dry_run: bool, yes: bool) -> str:
    """Return why a sound proposal is not approved by this run, "" when it is."""
    copied = proposal.approval.is_transcription
    if code is None and not copied:  # of a transcription there are no minutes to quote
        return (
            "\nMitään ei hyväksytty, koska tunnistetta ei annettu. Kun päätös on tehty ja\n"
            "tunniste on pöytäkirjassa, anna sama komento ja tunniste:\n"
            f"  --code {proposal.approval.code}"
        )
    if dry_run:
        doubts = proposal.unpublishable or proposal.persons or proposal.remaining
        found = "Katso edellä kerrotut asiat" if doubts else "Kaikki on kunnossa"
        return f"\n{found}. Mitään ei hyväksytty, koska tämä oli koe (--dry-run)."
    question = "\nTallennetaanko tämä jäljennökseksi?" if copied else "\nHyväksytäänkö tämä?"
    return "" if yes or agreed(question) else "Mitään ei hyväksytty."


def _show(proposal: Proposal) -> None:
    """Print what would be frozen."""
    approval, roadmap, before = proposal.approval, proposal.roadmap, proposal.before
    # A correction has its decision instead.
    unknown_section = None if approval.kind == "korjaus" else "ei tiedossa"
    rows = [
        ("Tiekartta", roadmap.id),
        ("Versio", f"{approval.version} ({approval.kind})"),
        ("Edellinen versio", approval.previous.version if approval.previous else "ei ole"),
        *(
            row
            for one in approval.earlier
            for row in (("Aiempi päätös", one.words), ("Sen pöytäkirja", one.link))
        ),
        ("Toimielin", approval.body),
        ("Päivä", date_text(approval.day)),
        ("Pykälä", f"§ {approval.section}" if approval.section else unknown_section),
        ("Pöytäkirja", approval.link),
        ("Syy", approval.reason),
        ("Päätös", approval.decision),
        ("Huomautus", approval.note),
        (
            "Sisältö",
            f"{counted(len(roadmap.goals), 'tavoite')},"
            f" {counted(len(roadmap.measures), 'toimenpide')},"
            f" {counted(len(roadmap.texts), 'tekstisivu')}",
        ),
        ("Muutokset", compare(before, roadmap).summary if before else None),
        ("Sanoja pois", listed([one.version.name for one in proposal.corrected]) or None),
        ("Tunniste", approval.code),
    ]
    print_rows(rows)
    if approval.kind == "korjaus":
        # Whatever else was edited since would be approved with it.
        click.echo("\nKorjauksena hyväksyttäisiin kaikki tämä:\n")
        click.echo(told_changes(before, roadmap), nl=False)

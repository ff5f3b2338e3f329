"""The command ``digitiekartta audit``."""

import math
from pathlib import Path
from typing import Any

import click

from digitiekartta.audit.built_site import BuiltSite
from digitiekartta.audit.report import Report
from digitiekartta.audit.run import Progress
from digitiekartta.audit.run import audit as audit_site
from digitiekartta.audit.states import STATE_NAMES
from digitiekartta.commands.options import WholeNumber, file_option, format_option, run_day
from digitiekartta.commands.outputs import refuse_foreign
from digitiekartta.commands.program import MISUSE, OK, PROBLEMS
from digitiekartta.commands.terminal import steps, tell, write_outputs
from digitiekartta.roadmap.statement.report import AUDIT_REPORT


def _states(
    context: click.Context, parameter: click.Parameter, value: str | None
) -> frozenset[str] | None:
    """Return the names of the states, None for all, an empty set for no browser."""
    if value is None:
        return None
    names = frozenset(name.strip() for name in value.split(",") if name.strip())
    unknown = sorted(names - {*STATE_NAMES, "static"})
    if unknown:
        raise click.BadParameter(
            f"Tilaa ”{unknown[0]}” ei ole. Tilat ovat {', '.join(STATE_NAMES)} ja static"
            " (ilman selainta)."
        )
    return names - {"static"}


@click.command
@click.argument("site", metavar="KANSIO", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--base-path",
    default="/",
    metavar="POLKU",
    help="Polku, jonka alla sivusto on palvelimella, esimerkiksi /digitiekartta/.",
)
@click.option(
    "--max-pages",
    type=WholeNumber(0),
    default=24,
    metavar="N",
    help="Montako sivua avataan selaimessa (oletus 24, 0 = kaikki). Mukaan tulee kaikenlaisia"
    " sivuja. Tiedostoista luetaan aina kaikki sivut.",
)
@click.option(
    "--deep",
    type=WholeNumber(0),
    default=8,
    metavar="N",
    help="Montako sivua tarkastetaan kaikissa tiloissa (oletus 8, 0 = kaikki). Muut tarkastetaan"
    " leveällä ja kapealla näytöllä, suurennettuina, tummassa teemassa ja ilman skriptejä.",
)
@click.option(
    "--states",
    metavar="TILAT",
    callback=_states,
    help="Vain nämä tilat pilkuin erotettuina, esimerkiksi desktop,print. Ilman selainta: static.",
)
@click.option(
    "--jobs",
    type=WholeNumber(1),
    metavar="N",
    help="Montako sivua tarkastetaan rinnakkain (oletus: yhtä monta kuin ohjelmalla on ytimiä,"
    " enintään 8). Tulos on sama.",
)
@format_option
@file_option(
    "--report",
    "report_file",
    help="Kirjoita tulos myös JSON-tiedostoon (esimerkiksi saavutettavuusselostetta varten).",
)
@click.option("--strict", is_flag=True, help="Tarkastus epäonnistuu myös varoituksista.")
def audit(site: Path, form: str, report_file: Path | None, strict: bool, **scope: Any) -> int:
    """Tarkastaa valmiin sivuston saavutettavuuden ja turvallisuuden selaimessa.

    KANSIO on valmis sivusto, esimerkiksi site/esimerkkila. Sivut avataan tämän koneen
    Chromiumissa leveällä ja kapealla näytöllä, suurennettuina, tummassa teemassa, tulosteena
    ja ilman skriptejä, ja ne käydään läpi näppäimistöllä. Mitään ei haeta verkosta.

    Tarkastus ei korvaa ihmistä: linkkien ja tekstivastineiden järkevyys, selkeä kieli ja
    ruudunlukuohjelmalla lukeminen on kokeiltava itse.
    """
    if not site.is_dir():
        raise click.UsageError(f"Kansiota {site} ei ole. Tee sivusto ensin: digitiekartta build.")
    if report_file is not None:  # before what takes long
        refuse_foreign([report_file], among_content=AUDIT_REPORT)
    with steps(err=True) as show:
        report = audit_site(
            BuiltSite(site),
            progress=lambda page: show(page.done, page.total, progress_line(page)),
            **scope,
        )
    problems = report.problems
    tell(problems, form)
    if report.obstacles:
        return MISUSE
    click.echo(_closing(report), err=True)
    if report_file is not None:
        told = report.to_json(run_day()).encode()
        write_outputs({report_file: told}, among_content=AUDIT_REPORT)
    return OK if report.passed and not (strict and problems) else PROBLEMS


def progress_line(progress: Progress) -> str:
    """Return what is said before the first page and after each."""
    count = f"[{progress.done}/{progress.total}]"
    if not progress.done:
        pages = "1 sivu" if progress.total == 1 else f"{progress.total} sivua"
        return f"{count} selaimessa tarkastetaan {pages}, {_duration(progress.left)}"
    told = f"{progress.seconds:.1f} s, havaintoja {progress.findings}"
    left = f", {_duration(progress.left)} jäljellä" if progress.left > 60 else ""
    return f"{count} {progress.page} ({told}){left}"


def _duration(seconds: float) -> str:
    minutes = math.ceil(seconds / 60)
    return f"noin {minutes} min" if minutes > 1 else "alle minuutti"


def _closing(report: Report) -> str:
    visited = f"selaimessa {len(report.pages)}" if report.pages else "selainta ei käytetty"
    states = len(report.states)
    text = f"Sivuja {report.all_pages}, {visited}, tiloja {states}, {report.seconds:.0f} s."
    left = sum((report.reviews or {}).values())
    if left:
        text += f" Ihmisen katsottavaksi jää {left} kohtaa, joista ohjelma ei voinut päättää."
    return text

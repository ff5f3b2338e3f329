"""What a person writes to more than one command: the project, roadmaps, days, numbers."""

import os
import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import wraps
from pathlib import Path
from typing import Any

import click

from digitiekartta.basics.halfyears import FIRST_YEAR, LAST_YEAR
from digitiekartta.basics.problem_formats import FORMATS
from digitiekartta.basics.problems import Misuse
from digitiekartta.basics.text import listed
from digitiekartta.roadmap.founding.note import read_note
from digitiekartta.roadmap.project import Project

_HOST = r"[^\W_](?:[\w.-]*[^\W_])?(?::(?P<port>[0-9]{1,5}))?"
_STEP = r"(?:[\w.~!$&()*+,;=:@-]|%[0-9A-Fa-f]{2})*"
_WEB_ADDRESS = re.compile(
    rf"https?://{_HOST}(?P<path>(?:/{_STEP})*)(?:[?#].*)?", re.IGNORECASE | re.DOTALL
)


def read_day(text: str) -> date:
    """Read a day as a person writes it; a type of Click's."""
    # With the model, which few commands need that are given no day.
    from digitiekartta.roadmap.values import is_no_day, read_date

    if (meaning := read_date(text)) is None:
        if is_no_day(text):
            raise click.BadParameter(f"Päivää {text.strip()} ei ole. Tarkista päivä ja kuukausi.")
        raise click.BadParameter(
            f"”{text}” ei ole päivämäärä. Kirjoita esimerkiksi 15.9.2026 tai 2026-09-15."
        )
    return meaning


def web_address(
    context: click.Context, parameter: click.Parameter, value: str | None
) -> str | None:
    """Return the address of the front page with a slash at its end (a callback of Click)."""
    if value is None:
        return None
    if not _is_web_address(value):
        raise click.BadParameter(
            f"”{value}” ei ole verkko-osoite. Kirjoita esimerkiksi"
            " https://www.kunta.fi/digitiekartta/."
        )
    if set(value) & set("?#"):
        raise click.BadParameter(
            f"Osoite ”{value}” ei voi olla sivuston alku. Poista siitä loppu merkistä ? tai #"
            " alkaen."
        )
    return value.rstrip("/") + "/"


def _is_web_address(text: str) -> bool:
    """Whether addresses of pages can begin so: with nothing that they would have to quote."""
    match = _WEB_ADDRESS.fullmatch(text)
    if match is None or ".." in text or "." in match["path"].split("/"):
        return False
    return int(match["port"] or 1) in range(1, 65536)


class WholeNumber(click.IntRange):
    """A whole number whose limits are told in Finnish.

    Args:
        least, most: The limits, which belong to it; None is no limit.
    """

    def __init__(self, least: int, most: int | None = None) -> None:
        super().__init__(least, most)
        self.name = self._describe_range()

    def _describe_range(self) -> str:
        if self.max is None:
            return f"kokonaisluku, vähintään {self.min}"
        return f"kokonaisluku väliltä {self.min}–{self.max}"


def run_day() -> date:
    """Return the day of the run: that of SOURCE_DATE_EPOCH where it is set, else by the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch.isdecimal():
        return date.today()
    try:
        day = datetime.fromtimestamp(int(epoch), UTC).date()
    except (OverflowError, ValueError, OSError):
        day = date.max
    if day.year > LAST_YEAR:
        raise click.UsageError(
            f"Ympäristömuuttujan SOURCE_DATE_EPOCH arvo {epoch:.20} ei ole päivä ennen vuotta"
            f" {LAST_YEAR + 1}. Korjaa tai poista se."
        )
    return day


def _read_run_day(text: str) -> date:
    """Read the day of a run; a type of Click's."""
    day = read_day(text)
    if day.year not in range(FIRST_YEAR, LAST_YEAR + 1):
        raise click.BadParameter(
            f"Vuosi {day.year} ei kelpaa. Anna päivä vuosilta {FIRST_YEAR}–{LAST_YEAR}."
        )
    return day


def _folder_and_project() -> tuple[Path | None, Project | None]:
    """Return the folder that --root names, if it was given, and the project there or here."""
    root: Path | None = click.get_current_context().find_root().params.get("root")
    return root, Project.find((root or Path.cwd()).resolve())


def project_here() -> Project | None:
    """Return the project in which a command is run, if it is in one."""
    return _folder_and_project()[1]


def pass_project(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the project in which it is run; only then is it looked for."""

    @wraps(command)
    def in_project(*values: Any, **options: Any) -> int:
        root, project = _folder_and_project()
        if project is None:
            raise click.UsageError(
                f"{root or 'Nykyinen kansio'} ei ole digitiekartan projekti: kansiota content ei"
                " löydy. Siirry projektin kansioon, anna se valinnalla --root tai tee uusi projekti"
                " komennolla digitiekartta init."
            )
        try:
            read_note(project.root)  # of a newer program nothing else would be understood either
            return command(project, *values, **options)
        except Misuse as error:
            raise click.UsageError(str(error)) from error

    return in_project


def _or_the_only(context: click.Context, parameter: click.Parameter, name: str | None) -> str:
    """Return the name of a roadmap; that of the only one needs not be told (a callback of Click).

    Where there is no project or no roadmap, it is "": the command itself says so.
    """
    if name is not None:
        return name
    project = project_here()
    names = project.names() if project else []
    if len(names) > 1:
        raise click.UsageError(f"Kerro tiekartan nimi. Niitä on useita: {', '.join(names)}.")
    return "".join(names)


def _names(context: click.Context, parameter: click.Parameter, beginning: str) -> list[str]:
    """Return the roadmaps whose names begin so, for a shell that completes a command."""
    with context:
        project = project_here()
    return [name for name in project.names() if name.startswith(beginning)] if project else []


name_argument = click.argument(
    "name", metavar="[NIMI]", required=False, shell_complete=_names, callback=_or_the_only
)
#: Before other words a name must stand: else one that is misspelt would be taken for a target.
name_before_target = click.argument("name", metavar="NIMI", shell_complete=_names)
names_argument = click.argument("names", metavar="[NIMI] …", nargs=-1, shell_complete=_names)
format_option = click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    help="Tulostusmuoto: text lukijalle, github ja gitlab muutospyynnön merkinnöiksi,"
    " json ohjelmille.",
)


class _File(click.Path):
    """The name of a file; "-", which programs take for what they read or print, where it may be."""

    def convert(
        self, value: Any, parameter: click.Parameter | None, context: click.Context | None
    ) -> Any:
        if value == "-" and not self.allow_dash:
            raise click.BadParameter(
                "”-” ei ole tiedoston nimi. Anna nimi tai jätä valinta pois.",
                context,
                parameter,
            )
        return super().convert(value, parameter, context)


def file_option(
    *names: str, help: str, metavar: str = "TIEDOSTO", or_input: bool = False, **settings: Any
) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Return an option that names a file; the command gets its path, None when it is not given.

    With ``or_input`` it may be "-", for what a person or program writes to the command.
    """
    kind = _File(dir_okay=False, path_type=Path, allow_dash=or_input)
    return click.option(*names, metavar=metavar, type=kind, help=help, **settings)


_OFFICE = {"docx": "Word-asiakirja", "xlsx": "Excel-työkirja"}


def form_of(
    form: str | None, output: Path | None, endings: Mapping[str, str], what: str, stem: str
) -> str | None:
    """Return the form that is asked for or that a file's name tells; None where neither does.

    Args:
        form: What was asked for.
        output: The file; an Office document needs one.
        endings: Ending of a file → form.
        what: What is made, in the partitive: "Muutosluetteloa".
        stem: What its file may be called, for an example.
    """
    ending = output.suffix.lower() if output else ""
    told = endings.get(ending)
    if form and told and form != told:
        raise click.UsageError(
            f"Tiedoston {output} pääte {ending} ei sovi muotoon {form}. Anna --format {told} tai"
            " muuta tiedoston nimeä."
        )
    if form is None and told is None and ending:
        raise click.UsageError(
            f"{what} ei tehdä muotoon {ending} ({output}). Mahdolliset päätteet ovat"
            f" {listed([*endings])}. Muulle nimelle muoto annetaan valinnalla --format."
        )
    form = form or told
    if form in _OFFICE and output is None:
        raise click.UsageError(
            f"{_OFFICE[form]} tarvitsee tiedoston. Lisää esimerkiksi --output {stem}.{form}."
        )
    return form


def date_option(help: str, **settings: Any) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Return the option --date: the day of a run, unless its type is another.

    The command gets None when it is not given.
    """
    settings = {"type": _read_run_day, **settings}
    return click.option("--date", "day", metavar="PÄIVÄ", help=help, **settings)


site_date_option = date_option(
    "Päivä, jonka mukaan sivusto kertoo, mitä nyt tehdään, esimerkiksi 15.9.2026."
    " Oletus on tämä päivä."
)

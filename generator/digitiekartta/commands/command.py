"""Click in Finnish: help texts, usage errors, and nothing that looks like a traceback."""

from __future__ import annotations

import os
import re
import sys
import traceback
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from digitiekartta.basics.files import reason, write_whole
from digitiekartta.basics.problems import nearest
from digitiekartta.roadmap.project import Project
from digitiekartta.roadmap.values import read_date

OK, PROBLEMS, MISUSE, REFUSED, OUR_MISTAKE = 0, 1, 2, 3, 70
"""Exit codes: fine, problems found, misuse of the command or unreadable input, refused (not
approved), and a fault in the program itself (sysexits' EX_SOFTWARE)."""


# As Click writes the limits of a number after its help text.
_RANGE = re.compile(r" *\[(\d+)<=x<=(\d+)\]")
_LEAST = re.compile(r" *\[x>=(\d+)\]")


class _Finnish(click.Command):
    """What both a command and a group say in Finnish."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix="Käyttö: ")

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the parts of the usage line."""
        return [
            piece.replace("[OPTIONS]", "[VALINNAT]").replace("COMMAND [ARGS]...", "KOMENTO …")
            for piece in super().collect_usage_pieces(ctx)
        ]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        options = [p for p in self.get_params(ctx) if isinstance(p, click.Option)]
        records = [
            (names, _LEAST.sub(r" Vähintään \1.", _RANGE.sub(r" Arvo on \1–\2.", text)))
            for names, text in filter(None, (option.get_help_record(ctx) for option in options))
        ]
        if records:
            with formatter.section("Valinnat"):
                formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return --help with a Finnish text."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Näytä tämä ohje."
        return option


class FinnishCommand(_Finnish):
    """A command."""


class FinnishGroup(_Finnish, click.Group):
    """The program with its commands, in the order in which they are written."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in order of definition, which is the order of use."""
        return list(self.commands)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options and the commands."""
        _Finnish.format_options(self, ctx, formatter)
        rows = [
            (name, self.commands[name].get_short_help_str(100)) for name in self.list_commands(ctx)
        ]
        with formatter.section("Komennot"):
            formatter.write_dl(rows)


def today() -> date:
    """Return the day of the run: that of SOURCE_DATE_EPOCH where it is set, else by the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch.isdigit() else date.today()


def day_if_given(
    context: click.Context, parameter: click.Parameter, value: str | None
) -> date | None:
    """Return the day that an option gives, None when it is not given (a callback of Click)."""
    if value is None:
        return None
    found = read_date(value)
    if found is None:
        raise click.BadParameter(
            f"”{value}” ei ole päivämäärä. Kirjoita esimerkiksi 15.9.2026 tai 2026-09-15."
        )
    return found


def choose(project: Project, names: Sequence[str]) -> list[str]:
    """Return the roadmaps that a person named, all when none was.

    Raises:
        click.UsageError: There is no such roadmap, or none at all.
    """
    chosen, problems = project.choose(names)
    if problems:
        raise click.UsageError(" ".join(f"{p.message} {p.remedy}" for p in problems))
    return chosen


def choose_one(project: Project, name: str) -> str:
    """Return the roadmap that a person named.

    Raises:
        click.UsageError: There is no such roadmap.
    """
    return choose(project, [name])[0]


def write_output(path: Path, data: bytes) -> None:
    """Put what a person asked for into a file, whole or not at all.

    Raises:
        click.UsageError: The file cannot be written.
    """
    try:
        write_whole(path, data)
    except OSError as error:
        raise click.UsageError(
            f"Tiedostoa {path} ei voi kirjoittaa. Tarkista kansio ja sen oikeudet."
        ) from error


def run(group: click.Group) -> int:
    """Run a command line and return its exit code; all that is said of misuse is Finnish."""
    try:
        return int(group.main(standalone_mode=False) or 0)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else "")
        return MISUSE
    except click.UsageError as error:
        click.echo(f"Virhe: {_in_finnish(error)}", err=True)
        if error.ctx:
            click.echo(f"Ohje: {error.ctx.command_path} --help", err=True)
        return MISUSE
    except click.Abort:
        click.echo("Keskeytetty.", err=True)
        return 130
    except KeyboardInterrupt:
        click.echo("Keskeytetty.", err=True)
        return 130
    except BrokenPipeError:
        # The reader of our output has left (``| head``): nothing to say to anybody.
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115
        return 0
    except OSError as error:
        shown = f" {error.filename}" if error.filename else ""
        click.echo(f"Virhe: tiedoston{shown} käsittely ei onnistunut: {reason(error)}.", err=True)
        return MISUSE
    except Exception as error:
        if os.environ.get("DIGITIEKARTTA_DEBUG"):
            traceback.print_exc()
        click.echo(
            f"Ohjelmassa on vika ({type(error).__name__}: {error}). Vika ei ole sisällössä."
            "\nKerro siitä ohjelman ylläpidolle. Tarkemmat tiedot saat, kun asetat"
            " ympäristömuuttujan DIGITIEKARTTA_DEBUG=1 ja ajat komennon uudelleen.",
            err=True,
        )
        return OUR_MISTAKE


def _in_finnish(error: click.UsageError) -> str:
    context: Any = error
    if isinstance(error, click.NoSuchOption):
        guess = f" Tarkoititko valintaa {error.possibilities[0]}?" if error.possibilities else ""
        return f"Valintaa {error.option_name} ei ole.{guess}"
    if isinstance(error, click.MissingParameter):
        return "Komennosta puuttuu pakollinen tieto."
    if isinstance(error, click.BadOptionUsage):
        if "requires an argument" in error.message:
            return f"Valinnan {error.option_name} perästä puuttuu arvo."
        return f"Valinta {error.option_name} kirjoitetaan ilman arvoa."
    if isinstance(error, click.BadParameter):
        name = context.param.opts[0] if context.param else "Arvo"
        if context.param and isinstance(context.param.type, click.Choice):
            return f"{name}: sallitut arvot ovat {', '.join(context.param.type.choices)}."
        if context.param and isinstance(context.param.type, click.IntRange):
            kind = context.param.type
            if kind.max is None:
                return f"{name}: arvon pitää olla kokonaisluku, vähintään {kind.min}."
            return f"{name}: arvon pitää olla kokonaisluku väliltä {kind.min}–{kind.max}."
        if context.param and isinstance(context.param.type, click.Path):
            if context.param.type.file_okay:
                return f"{name}: arvon pitää olla tiedosto, ei kansio."
            return f"{name}: arvon pitää olla kansio, johon on lukuoikeus."
        return f"{name}: {error.message}"
    if "No such command" in error.message:
        written = str(error.message).partition("'")[2].partition("'")[0]
        group: Any = error.ctx.command if error.ctx else None
        near = nearest(written, list(getattr(group, "commands", ())))
        return f"Komentoa ”{written}” ei ole.{f' Tarkoititko komentoa {near}?' if near else ''}"
    if "unexpected extra argument" in error.message:
        return "Komennossa on liikaa sanoja."
    return error.message

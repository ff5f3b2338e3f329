"""The program itself: commands that are loaded when they are used, and how a run ends.

Nothing here may take long to load: it is on the way of every command.
"""

import ast
import os
import sys
import traceback
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import click

from digitiekartta.basics.files import reason

OK, PROBLEMS, MISUSE, REFUSED, OUR_MISTAKE = 0, 1, 2, 3, 70
"""Exit codes: fine, problems found, misuse of the command or unreadable input, refused (not
approved), and a fault in the program itself (sysexits' EX_SOFTWARE)."""

INTERRUPTED = 130
"""As shells say of a program that was ended by Ctrl+C."""


class UnloadedCommand(click.Command):
    """A command of which no more is known than its name and the module that holds it.

    Args:
        name: As a person writes it.
        module: A module of this room.
        function: The command in it, where Python cannot call it by the same name.
    """

    def __init__(self, name: str, module: str, function: str = "") -> None:
        super().__init__(name)
        self.module = f"{__package__}.{module}"
        self.function = function or name

    def load(self) -> click.Command:
        """Return the command itself."""
        command: click.Command = getattr(import_module(self.module), self.function)
        command.options_metavar = "[VALINNAT]"
        return command

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the first line of the help, read from the source: to load it takes longer."""
        spec = find_spec(self.module)
        assert spec is not None
        assert spec.origin is not None
        source = ast.parse(Path(spec.origin).read_text(encoding="utf-8"))
        [function] = (
            node
            for node in source.body
            if isinstance(node, ast.FunctionDef) and node.name == self.function
        )
        return (ast.get_docstring(function) or "").partition("\n")[0]


class Program(click.Group):
    """A group of commands, each loaded when it is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which they are told, which is the order of use."""
        return list(self.commands)

    def load(self, name: str) -> click.Command:
        """Return the command of a name."""
        command = self.commands[name]
        return command.load() if isinstance(command, UnloadedCommand) else command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is asked for, loaded now."""
        name, _, rest = super().resolve_command(ctx, args)
        return name, self.load(name) if name else None, rest


def run(group: click.Group) -> int:
    """Run a command line and return its exit code; all that is said of misuse is Finnish."""
    # Where the output is no terminal Click leaves colours out by itself.
    coloured = False if os.environ.get("NO_COLOR") else None

    def tell_error(text: str) -> None:
        click.secho("Virhe: ", fg="red", nl=False, err=True, color=coloured)
        click.echo(text, err=True)

    try:
        return int(group.main(standalone_mode=False, color=coloured) or 0)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else "")
        return MISUSE
    except click.UsageError as error:
        # Click quotes as Python does.
        tell_error(error.format_message().replace("'", "”"))
        if error.ctx:
            click.echo(f"Ohje: {error.ctx.command_path} --help", err=True)
        return MISUSE
    except (click.Abort, KeyboardInterrupt):
        click.echo("Keskeytetty.", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has left (``| head``): nothing to say to anybody.
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115
        return OK
    except OSError as error:
        file = f" {error.filename}" if error.filename else ""
        tell_error(f"tiedoston{file} käsittely ei onnistunut: {reason(error)}.")
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

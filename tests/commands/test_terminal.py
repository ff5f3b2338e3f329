"""What is seen at a terminal and what in a file: colours, bars, and what a shell completes."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

LONG_WORK = """
from digitiekartta.commands.terminal import steps
with steps() as show:
    show(1, 2, "yksi valmis")
    show(2, 2, "kaksi valmis")
"""
PROGRAM = "import sys; sys.argv[0] = 'digitiekartta'; from digitiekartta.commands.main import main;"


@pytest.fixture
def project(content):
    (content.root / "mkdocs.yml").write_text("site_name: Pikku\n")
    return content


def shown(program: str, *words: str, at_terminal: bool, **environment: str) -> str:
    """Return what a program prints at a terminal, or into a pipe."""
    if at_terminal and not hasattr(os, "openpty"):
        pytest.skip("pääte vaatii POSIX-järjestelmän")
    reading, writing = os.openpty() if at_terminal else os.pipe()
    environment = {k: v for k, v in os.environ.items() if k != "NO_COLOR"} | environment
    command = [sys.executable, "-c", program, *words]
    subprocess.run(command, stdout=writing, env=environment, check=False)
    os.close(writing)
    text = b""
    try:
        while piece := os.read(reading, 10_000):
            text += piece
    except OSError:
        pass  # a terminal without a program ends so
    os.close(reading)
    return text.decode().replace("\r\n", "\n")


def test_problems_have_colours_at_a_terminal_only_and_not_when_nobody_wants_them(project):
    project.append("toimenpiteet/ohjeet.yml", "vastu: Kirjasto\n")
    project.write("muuta.md", "# Muuta\n")
    check = (PROGRAM + "main()", "--root", str(project.root), "check")

    coloured = shown(*check, at_terminal=True)
    assert "\x1b[31mcontent/pikku/toimenpiteet/ohjeet.yml:5:1:\x1b[0m vastu: " in coloured
    assert "\x1b[33mcontent/pikku/muuta.md: varoitus:\x1b[0m " in coloured
    plain = shown(*check, at_terminal=False)
    assert "\x1b" not in plain
    assert plain == shown(*check, at_terminal=True, NO_COLOR="1")


def test_long_work_has_a_bar_at_a_terminal_and_a_line_for_each_step_elsewhere():
    bar = shown(LONG_WORK, at_terminal=True)
    assert "100%  kaksi valmis" in bar

    assert "yksi valmis\nkaksi valmis\n" == shown(LONG_WORK, at_terminal=False)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_gets_a_script_that_completes_commands(shell):
    script = shown(PROGRAM + "main()", at_terminal=False, _DIGITIEKARTTA_COMPLETE=f"{shell}_source")

    assert "_digitiekartta_completion" in script


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("pub", ["publish"]),
        ("check --str", ["--strict"]),
        ("check --format git", ["github", "gitlab"]),
        ("export pi", ["pikku"]),
        ("build pi", ["pikku"]),
    ],
)
def test_commands_options_values_and_roadmaps_are_completed(project, words, expected):
    text = shown(
        PROGRAM + f"import os; os.chdir({str(project.root)!r}); main()",
        at_terminal=False,
        _DIGITIEKARTTA_COMPLETE="bash_complete",
        COMP_WORDS=f"digitiekartta {words}",
        COMP_CWORD=str(len(words.split())),
    )

    assert expected == [line.partition(",")[2] for line in text.splitlines()]

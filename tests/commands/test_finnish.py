"""Click speaks Finnish: whatever it can say is in the catalogue."""

from __future__ import annotations

import ast
import gettext
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from digitiekartta.commands.finnish import _WORDS, speak_finnish

SOURCES = sorted(Path(click.__file__).parent.glob("*.py"))
FIELD = re.compile(r"\{(\w+)[^}]*\}|%\((\w+)\)s")


def words_in(node: ast.AST) -> Iterator[str]:
    """Yield what Click shows to the person who uses a program, not to the one who writes it."""
    if isinstance(node, ast.Raise) and re.match(
        r"(Type|Value)Error", ast.unparse(node.exc or node)
    ):
        return
    if isinstance(node, ast.FunctionDef) and node.name == "__repr__":
        return
    if isinstance(node, ast.Call):
        texts = node.args[: {"_": 1, "ngettext": 2}.get(getattr(node.func, "id", ""), 0)]
        yield from (str(text.value) for text in texts if isinstance(text, ast.Constant))
    for part in ast.iter_child_nodes(node):
        yield from words_in(part)


def test_every_text_of_click_is_in_finnish():
    words = {word for source in SOURCES for word in words_in(ast.parse(source.read_text()))}

    assert len(words) > 50
    assert set() == words - _WORDS.keys()


def test_no_translation_names_a_field_that_the_text_has_not():
    def fields(text: str) -> set[str]:
        return {name or other for name, other in FIELD.findall(text)}

    assert {} == {text: fi for text, fi in _WORDS.items() if fields(fi) - fields(text)}


@pytest.fixture
def restored(monkeypatch):
    """Leave gettext as it was."""
    monkeypatch.setattr(gettext, "translation", gettext.translation)
    domain = gettext.textdomain()
    yield
    gettext.textdomain(domain)


def test_click_speaks_finnish_whatever_the_locale(restored, monkeypatch):
    monkeypatch.setenv("LANGUAGE", "de")

    speak_finnish()

    assert "Komennosta puuttuu ”NIMI”." == click.MissingParameter(
        param=click.Argument(["nimi"])
    ).format_message().replace("'", "”")


def test_other_domains_keep_their_own_language(restored):
    speak_finnish()

    assert "Options" == gettext.dgettext("toinen-ohjelma", "Options")

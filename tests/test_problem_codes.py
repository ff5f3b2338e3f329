"""Kinds of problem: each is explained to officials, and its example really makes it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest

from digitiekartta.basics.kinds import (
    APPEARANCE,
    CHAPTERS,
    CONTRADICTIONS,
    FIELDS,
    FILES,
    PERSONS,
    PLACES,
    REFERENCES,
    STATEMENT,
    TEXTS,
    Chapter,
    Kind,
)
from digitiekartta.commands import problem_guide
from digitiekartta.roadmap.checking.abbreviations import unexplained_abbreviations
from digitiekartta.roadmap.checking.rules import read_and_check
from digitiekartta.roadmap.checking.statement import statement_problems
from pikku import Content

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "generator" / "digitiekartta"
GUIDE = ROOT / "content" / "VIRHEET.md"
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")
# Tables whose first words are codes, and where code that yields them looks them up.
TABLES = {"_KINDS", "_TOLD", "_CODES"}


def syntax(*, without: Path | None = None) -> Iterator[ast.AST]:
    for file in sorted(PACKAGE.rglob("*.py")):
        if without not in file.parents:
            yield from ast.walk(ast.parse(file.read_text("utf-8")))


def parameters_named_code() -> dict[str, int]:
    """Return where functions and dataclasses of the package take a code: name → position."""
    found: dict[str, int] = {}
    for node in syntax():
        if isinstance(node, ast.FunctionDef):
            names = [argument.arg for argument in node.args.args if argument.arg != "self"]
            if "code" in names:
                found[node.name] = names.index("code")
        elif isinstance(node, ast.ClassDef):
            fields = [part.target for part in node.body if isinstance(part, ast.AnnAssign)]
            names = [field.id for field in fields if isinstance(field, ast.Name)]
            if "code" in names:
                found[node.name] = names.index("code")
    return found


def codes() -> Iterator[str]:
    takes = parameters_named_code()
    # The rules of the audit are explained with the audit: most of them are those of axe.
    for node in syntax(without=PACKAGE / "audit" / "rules"):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            given = node.args[takes[name] : takes[name] + 1] if name in takes else []
            given += [keyword.value for keyword in node.keywords if keyword.arg == "code"]
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in TABLES:
            table = node.value
            keys = table.keys if isinstance(table, ast.Dict) else getattr(table, "elts", [])
            given = [key.elts[0] if isinstance(key, ast.Tuple) else key for key in keys]
        else:
            continue
        for value in given:
            for part in (value.body, value.orelse) if isinstance(value, ast.IfExp) else (value,):
                if isinstance(part, ast.Constant) and CODE.fullmatch(str(part.value)):
                    yield str(part.value)


def rows() -> list[str]:
    return re.findall(r"^\| `([^`]+)` \|", GUIDE.read_text("utf-8"), re.MULTILINE)


def kinds(chapters: Iterable[Chapter] = CHAPTERS) -> dict[str, Kind]:
    problem_guide.load_kinds()
    return {code: kind for chapter in chapters for code, kind in chapter.kinds.items()}


# --- content/VIRHEET.md --------------------------------------------------------------------


def test_the_guide_of_problems_is_up_to_date():
    assert [] == problem_guide.stale(ROOT), "Aja: digitiekartta schemas"


def test_every_code_is_explained_to_officials():
    assert [] == sorted(set(codes()) - set(rows()))


def test_no_code_is_explained_that_does_not_exist():
    assert [] == sorted(set(rows()) - set(codes()))


def test_codes_are_explained_once():
    assert len(rows()) == len(set(rows()))


def test_each_kind_comes_with_its_meaning_and_what_to_do():
    for code, kind in kinds().items():
        assert kind.meaning.endswith((".", "…")), code
        assert kind.cure.endswith((".", "…")), code
        assert kind.example, code


# --- examples ------------------------------------------------------------------------------

CONTENT = (
    *(FILES, PLACES, FIELDS, REFERENCES, CONTRADICTIONS, PERSONS, TEXTS, APPEARANCE, STATEMENT),
)
# What no text in one place makes: two files, what a file is not, a folder, a command.
TOLD_IN_WORDS = {
    *("link-outside", "file-too-large", "unreadable-file", "not-utf8", "control-character"),
    *("tab-indent", "odd-space", "empty-file", "missing-file", "no-roadmaps", "unknown-roadmap"),
    *("bad-value", "replacement-cycle", "logo-too-large", "bad-logo", "unsafe-logo"),
    *("foreign-audit-report", "partial-audit-report", "statement-contradicts-audit"),
    *("unlisted-fault", "missing-feedback-address"),
}


def put(content: Content, example: str) -> None:
    """Write what an example says, "file: text", in place of the field or prose that is there."""
    file, text = example.split(": ", 1)
    present = content.read(file) if file.endswith(".yml") and content.path(file).exists() else ""
    if field := re.match(r"\w+", text):
        present = re.sub(rf"^{field[0]}:.*\n(?:[ ].*\n)*", "", present, flags=re.MULTILINE)
    content.write(file, f"{present}{text}\n".encode())


@pytest.mark.parametrize("code", [code for code in kinds(CONTENT) if code not in TOLD_IN_WORDS])
def test_an_example_makes_its_problem(code: str, content: Content):
    put(content, kinds()[code].example)
    reading = read_and_check(content.root / "content", "pikku")
    problems = list(reading.problems)
    if roadmap := reading.roadmap:
        problems += statement_problems(roadmap, roadmap.audit, date(2026, 9, 15), draft=False)
        problems += unexplained_abbreviations(roadmap)

    assert code in {problem.code for problem in problems}, [problem.code for problem in problems]


def test_an_example_in_words_stands_in_parentheses():
    in_words = {code for code, kind in kinds(CONTENT).items() if kind.example.startswith("(")}

    assert TOLD_IN_WORDS == in_words

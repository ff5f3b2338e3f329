"""Kinds of problem: each is explained to officials, and its example really makes it."""

from __future__ import annotations

import re
from collections.abc import Iterable
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
from digitiekartta.roadmap.checking.rules import read_and_check
from digitiekartta.roadmap.checking.statement import statement_problems
from digitiekartta.roadmap.checking.words import unexplained_abbreviations
from pikku import Content

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "generator" / "digitiekartta"


def kinds(chapters: Iterable[Chapter] = CHAPTERS) -> dict[str, Kind]:
    problem_guide.load_kinds()
    return {code: kind for chapter in chapters for code, kind in chapter.kinds.items()}


# --- content/VIRHEET.md --------------------------------------------------------------------


def test_the_guide_of_problems_is_up_to_date():
    written = {problem_guide.GUIDE: (ROOT / problem_guide.GUIDE).read_bytes().decode()}

    assert written == problem_guide.files(ROOT), "Aja: digitiekartta schemas"


def test_every_row_of_the_guides_tables_has_the_cells_of_its_head():
    [text] = problem_guide.files(ROOT).values()
    tables = [part for part in re.split(r"\n\n+", text) if "| Tunnus |" in part]

    rows = [row for table in tables for row in table.strip().splitlines() if row[:1] != "#"]
    assert len(kinds()) + 2 * len(tables) == len(rows)
    for row in rows:
        assert 4 == len(re.findall(r"(?<!\\)\|", row)) - 1, row


def test_every_problem_is_of_a_declared_kind():
    makers = {
        file.relative_to(PACKAGE).as_posix()
        for file in PACKAGE.rglob("*.py")
        if re.search(r"(?<!class )\bProblem\(", file.read_text("utf-8"))
    }

    # What was told before is read back from what was noted of it.
    assert {"basics/kinds.py", "audit/findings.py", "basics/problems.py"} == makers


def test_each_kind_comes_with_its_meaning_and_what_to_do():
    for code, kind in kinds().items():
        assert kind.meaning.endswith((".", "…")), code
        assert kind.cure.endswith((".", "…")), code
        assert kind.example, code


def test_no_remedy_leads_to_the_sample_which_a_towns_own_project_lacks():
    rules = "".join(file.read_text("utf-8") for file in (PACKAGE / "roadmap").rglob("*.py"))

    assert "content/esimerkkila" not in rules
    assert not [code for code, kind in kinds().items() if "content/esimerkkila" in kind.cure]


# --- examples ------------------------------------------------------------------------------

CONTENT = (
    *(FILES, PLACES, FIELDS, REFERENCES, CONTRADICTIONS, PERSONS, TEXTS, APPEARANCE, STATEMENT),
)
# What no text in one place makes: two files, what a file is not, a folder, a command, a day.
TOLD_IN_WORDS = {
    *("link-outside", "file-too-large", "unreadable-file", "not-utf8", "control-character"),
    *("tab-indent", "odd-space", "empty-file", "missing-file", "no-roadmaps", "unknown-roadmap"),
    *("bad-value", "replacement-cycle", "logo-too-large", "bad-logo", "unsafe-logo"),
    *("foreign-audit-report", "partial-audit-report", "statement-contradicts-audit"),
    *("damaged-note", "newer-project", "nothing-acknowledged"),
    *("unlisted-fault", "missing-feedback-address", "report-in-future", "merged-into-ended"),
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
        problems += statement_problems(roadmap, date(2026, 9, 15), draft=False)
        problems += unexplained_abbreviations(roadmap)

    codes = [problem.code for problem in problems]
    assert code in codes, f"made only {codes}: is the rule in RULES of roadmap/checking/rules.py?"


def test_an_example_in_words_stands_in_parentheses():
    in_words = {code for code, kind in kinds(CONTENT).items() if kind.example.startswith("(")}

    assert TOLD_IN_WORDS == in_words

"""content/aiheet.yml: what is wrong in it is told with its line, and what is right is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from digitiekartta.roadmap.reading.subjects import FILE, read_subjects


def read(folder: Path, text: str):
    (folder / FILE).write_text(text, encoding="utf-8")
    return read_subjects(folder)


def test_words_stand_in_a_list_or_with_exceptions_beside_them(tmp_path):
    subjects, problems = read(
        tmp_path, "Puut: [puu, pensas]\nKukat:\n  sanat: kukka\n  paitsi: [kukkaro]\n"
    )

    assert () == problems
    assert ("puu", "pensas") == subjects.root["Puut"].words
    assert (("kukka",), ("kukkaro",)) == (
        subjects.root["Kukat"].words,
        subjects.root["Kukat"].exceptions,
    )


def test_there_need_be_none(tmp_path):
    subjects, problems = read_subjects(tmp_path)

    assert ({}, ()) == (subjects.root, problems)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("Puut: [puu]\nKukat: []\n", "subject-without-words", 2),
        ("Puut: ['--']\n", "subject-without-words", 1),
        ("Puut:\n  sanaa: [puu]\n", "unknown-key", 2),
        ("Puut:\n", "missing-field", 1),
        ("- puu\n", "not-a-mapping", 1),
        ("Puut: [puu\n", "unclosed-bracket", 1),
        ("", "empty-file", 1),
    ],
)
def test_a_fault_is_told_where_it_stands(tmp_path, text, code, line):
    _, [problem] = read(tmp_path, text)

    assert (code, line) == (problem.code, problem.place.line)
    assert f"{tmp_path.name}/aiheet.yml" == problem.place.file


@pytest.mark.parametrize(
    "names", [("Aihe a", "Aihe Ä"), ("☀", "★"), ("x" * 200 + " yksi", "x" * 200 + " kaksi")]
)
def test_subjects_whose_pages_would_have_one_address_are_told_apart_by_their_writer(
    tmp_path, names
):
    first, second = names
    _, [problem] = read(tmp_path, f"'{first}': [puu]\n'{second}': [kukka]\n")

    assert ("same-subject", 2, 1) == (problem.code, problem.place.line, problem.related[0].line)
    assert f"Aiheiden ”{first[:1]}" in problem.message
    assert f" ja ”{second[:1]}" in problem.message


def test_a_link_that_leads_out_of_the_content_is_not_read(tmp_path):
    (tmp_path / "muualla.yml").write_text("Puut: [puu]\n")
    content = tmp_path / "content"
    content.mkdir()
    (content / FILE).symlink_to(tmp_path / "muualla.yml")
    subjects, [problem] = read_subjects(content)

    assert ({}, "link-outside") == (subjects.root, problem.code)

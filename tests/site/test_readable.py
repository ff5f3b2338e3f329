"""Broken settings and themes are told in Finnish, with file and line, and never as our fault."""

from __future__ import annotations

from pathlib import Path

import pytest
from rebuilding import NAME, OPTIONS, files

from digitiekartta.roadmap.project import Project
from digitiekartta.site import building


@pytest.mark.engine
@pytest.mark.parametrize(
    ("file", "data", "code"),
    [
        ("mkdocs.yml", b"foo: [\n", "unclosed-bracket"),
        ("mkdocs.yml", b"foo: \x01\n", "yaml-syntax"),
        ("mkdocs.yml", b"foo: " + b"[" * 20_000 + b"\n", "yaml-syntax"),
        ("mkdocs.yml", "nimi: työ\n".encode("latin-1"), "not-utf8"),
        ("theme/assets/stylesheets/digitiekartta.css", "/* työ */".encode("latin-1"), "not-utf8"),
        ("theme/partials/footer.html", "<p>työ".encode("latin-1"), "not-utf8"),
    ],
)
def test_what_is_broken_is_named_and_the_site_stays(project: Project, file, data, code):
    before = files(project)
    place = project.root / file
    place.write_bytes(place.read_bytes() + data)

    [outcome] = building.build(project, [NAME], OPTIONS)
    [problem] = outcome.problems

    assert (code, file) == (problem.code, problem.place.file)
    assert problem.place.line
    assert before == files(project)


def test_what_the_list_alone_is_made_with_is_looked_at_too(project: Project):
    Path(project.root / "mkdocs.yml").write_text("foo: [\n")

    assert ["unclosed-bracket"] == [
        problem.code for problem in building.join(project, [NAME], OPTIONS).problems
    ]

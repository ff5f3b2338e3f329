"""``forms`` writes the forms of a project's host anew, and says when they are out of date."""

from __future__ import annotations

import pytest

from pikku import Content

GITHUB, GITLAB = (
    ".github/ISSUE_TEMPLATE/muutos-pikku.yml",
    ".gitlab/issue_templates/muutos-pikku.md",
)
BOTH = ("--host", "github", "--host", "gitlab")


@pytest.mark.parametrize(
    ("signs", "options", "made"),
    [
        ([".github", ".gitlab"], [], [GITHUB, GITLAB]),
        ([], ["--host", "gitlab"], [GITLAB]),
        ([".github/workflows/a.yml"], [], [GITHUB]),
        ([".gitlab-ci.yml"], [], [GITLAB]),
        ([".github/workflows/a.yml"], ["--host", "gitlab"], [GITLAB]),
    ],
)
def test_a_form_is_written_for_the_host_of_the_project(content: Content, run, signs, options, made):
    for sign in signs:
        (content.root / sign).mkdir(parents=True)

    code, told, _ = run("forms", *options)

    assert (0, "".join(f"Kirjoitettu: {one}\n" for one in made)) == (code, told)
    assert made == [one for one in (GITHUB, GITLAB) if (content.root / one).is_file()]
    assert (0, "Lomakkeet ovat ajan tasalla.\n", "") == run("forms", *options)


@pytest.mark.parametrize("options", [(), ("--check",)])
def test_a_project_of_no_host_gets_no_forms_and_learns_how_to_ask_for_them(content, run, options):
    code, _, told = run("forms", *options)

    assert 2 == code
    assert "Kerro se valinnalla --host." in told
    assert not [*content.root.glob(".git*")]


def test_what_is_out_of_date_is_told_and_nothing_written(content: Content, run):
    assert 1 == run("forms", "--check", *BOTH)[0]
    assert not (content.root / GITHUB).exists()
    run("forms", *BOTH)
    before = (content.root / GITHUB).read_bytes()
    content.replace("toimenpiteet/kurssit.yml", "Tietoturvakurssi", "Kurssi")

    code, told, _ = run("forms", "--check")

    assert (1, f"Vanhentunut: {GITHUB}\nVanhentunut: {GITLAB}\n") == (code, told)
    assert before == (content.root / GITHUB).read_bytes()


def test_the_form_of_a_roadmap_that_is_gone_goes_and_others_stay(content: Content, run):
    content.folder.rename(content.root / "content/toinen")
    run("forms", *BOTH)
    (content.root / "content/toinen").rename(content.folder)
    own = content.root / ".github/ISSUE_TEMPLATE/muutos-oma.yml"
    own.write_text("name: Oma\n")

    assert f"Tarpeeton: {GITHUB.replace('pikku', 'toinen')}\n" in run("forms", "--check")[1]
    assert f"Poistettu: {GITHUB.replace('pikku', 'toinen')}\n" in run("forms", *BOTH)[1]

    assert ["muutos-oma.yml", "muutos-pikku.yml"] == sorted(
        one.name for one in own.parent.iterdir()
    )


def test_of_content_with_errors_no_form_is_written(content: Content, run):
    content.write("toimenpiteet/kurssit.yml", "otsikko:\n")

    code, _, told = run("forms", *BOTH)

    assert 1 == code
    assert "[empty-value]" in told
    assert "Lomakkeita ei kirjoitettu." in told
    assert not (content.root / GITHUB).exists()

"""Forms of a host: whatever titles hold, each measure can be chosen and is known again."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from digitiekartta.documents.forms.issue import read_issue
from digitiekartta.documents.forms.questions import MEASURE, REASON, Form, choice, measure_of
from digitiekartta.documents.forms.templates import MOST, files
from digitiekartta.roadmap.roadmap import Roadmap
from hostile import HOSTILE
from pikku import Content

#: Titles that YAML, Markdown or a host may take for something else.
TITLES = (
    *("no", "2025", "1_000", ":tunnus", "12:30", "null", "- a", "a: b #c", "'", '"', "\\n", "{a}"),
    *(
        "None",
        "_No response_",
        "### Toimenpide",
        "# a",
        "<!-- a",
        "a --> b",
        "-->",
        "---",
        "@kunta",
    ),
    *("@kunta/tiimi #1 !1", "<img src=x>", "[a](https://evil.example)", "```", "| a |", "/close"),
    *(
        "(tyhjennä)",
        "pitkä " * 60,
        "sama",
        "sama",
        "Tietoturvakurssi",
        "Tietoturvakurssi (pikku/kurssit)",
    ),
)


def with_titles(content: Content, titles: Sequence[str]) -> Roadmap:
    """Return Pikku with a measure more of each title."""
    roadmap = content.roadmap()
    more = []
    for number, title in enumerate(titles):
        more.append(roadmap.measures_by_id["ohjeet"].model_copy(update={"title": title}))
        more[-1]._id = f"m{number}"
    return replace(roadmap, measures=(*roadmap.measures, *more))


def options(form: str) -> list[str]:
    [question] = [one for one in yaml.safe_load(form)["body"] if one.get("id") == MEASURE.id]
    listed: list[str] = question["attributes"]["options"]
    return listed


def is_valid(form: str, folder: Path) -> None:
    """The form passes the schema of its host."""
    file = folder / "lomake.yml"
    file.write_text(form)
    command = ["-m", "check_jsonschema", "--builtin-schema", "vendor.github-issue-forms", str(file)]
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stdout + done.stderr


def test_a_form_asks_the_measure_its_half_years_texts_and_the_reason(content: Content, tmp_path):
    [(path, form)] = files([content.roadmap()], ["github"]).items()

    assert ".github/ISSUE_TEMPLATE/muutos-pikku.yml" == path
    asked = [one["attributes"]["label"] for one in yaml.safe_load(form)["body"][1:]]
    half_years = ["Kevät 2025", "Syksy 2025", "Kevät 2026", "Syksy 2026"]
    assert ["Toimenpide", *half_years, "Sanat puolivuosien kohdalla"] == asked[:6]
    assert "Uusi teksti: otsikko" == asked[6]
    assert "Miksi" == asked[-1]
    assert not any("nimi" in label.lower() or "yhteystie" in label.lower() for label in asked)
    by_id = {one.get("id"): one for one in yaml.safe_load(form)["body"]}
    phases = ["selvitys", "käyttöönotto", "jatkuva toiminta", "(tyhjennä)"]
    assert phases == by_id["2025-kevat"]["attributes"]["options"]
    assert by_id[MEASURE.id]["validations"] == by_id[REASON.id]["validations"] == {"required": True}
    is_valid(form, tmp_path)


@pytest.mark.parametrize("host", ["github", "gitlab"])
@pytest.mark.parametrize(
    ("settings", "lacking"),
    [
        ("", "vaiheita eikä kautta. Tietohallinto voi lisätä tiedostoon tiekartta.yml kentät"),
        ("kausi: kevät 2025 – syksy 2026\n", "koska tiekartassa ei ole vaiheita. Tietohallinto"),
        ("vaiheet: [{nimi: selvitys, yleinen: selvitys}]\n", "koska tiekartassa ei ole kautta."),
    ],
)
def test_a_form_without_half_years_says_why_and_what_helps(content, host, settings, lacking):
    for file in ("kurssit", "digituki", "ohjeet"):
        content.write(f"toimenpiteet/{file}.yml", f"otsikko: {file}\ntavoite: digitaidot\n")
    names = "nimi: A\norganisaatio: B\nlyhytnimi: C\nkuvaus: D\n"
    content.write("tiekartta.yml", names + settings)

    [form] = files([content.roadmap()], [host]).values()

    assert "Puolivuosien vaiheita ei kysytä" in form
    assert lacking in form
    assert "uudistaa komento digitiekartta forms" in form


@pytest.mark.parametrize("host", ["github", "gitlab"])
def test_a_form_with_half_years_does_not_explain_them_away(content, host):
    [form] = files([content.roadmap()], [host]).values()

    assert "ei kysytä" not in form


@pytest.mark.parametrize("host", ["github", "gitlab"])
def test_a_measure_is_chosen_by_title_and_id_whatever_its_title_holds(content, tmp_path, host):
    roadmap = with_titles(content, [*TITLES, *HOSTILE])
    forms = files([roadmap], [host])

    for form in forms.values():
        if host == "github":
            is_valid(form, tmp_path)
            assert len({*options(form)}) == len(options(form))
            assert "None" not in options(form)
        else:
            _, problems = read_issue(form)
            assert [] == problems
    for measure in roadmap.measures:
        shown = choice(roadmap, measure)
        assert "\n" not in shown
        assert (roadmap, measure) == measure_of(shown, [roadmap])
        answers, problems = read_issue(f"### Toimenpide\n\n{shown}\n\n### Miksi\n\nsyy\n")
        assert [] == problems
        assert (roadmap, measure) == measure_of(answers["toimenpide"].text, [roadmap])


def test_an_empty_form_of_gitlab_asks_the_same_and_answers_nothing(content: Content):
    roadmap = content.roadmap()
    [form] = files([roadmap], ["gitlab"]).values()

    answers, problems = read_issue(form)

    assert [] == problems
    assert {answer.text for answer in answers.values()} == {""}
    labels = [MEASURE.label, *(question.label for question in Form(roadmap).questions)]
    assert labels == [answer.label for answer in answers.values()]


def test_a_large_roadmap_has_a_form_for_each_goal_and_its_parts(content: Content):
    content.write("tavoitteet/toinen.yml", "numero: 2\notsikko: Toinen\n")
    content.write("toimenpiteet/muu.yml", "otsikko: Muu\ntavoite: toinen\n")

    forms = files([with_titles(content, ["a"] * (MOST + 1))], ["github"])

    assert [
        "muutos-pikku-tavoite-1-osa-1-2.yml",
        "muutos-pikku-tavoite-1-osa-2-2.yml",
        "muutos-pikku-tavoite-2.yml",
    ] == [Path(path).name for path in forms]
    assert [MOST, 4, 1] == [len(options(form)) for form in forms.values()]
    assert 3 == len({yaml.safe_load(form)["name"] for form in forms.values()})


def test_what_has_ended_is_not_offered(content: Content):
    content.append("toimenpiteet/ohjeet.yml", "paattyi:\n  syy: Valmis.\n")

    [form] = files([content.roadmap()], ["github"]).values()

    assert not [one for one in options(form) if "pikku/ohjeet" in one]

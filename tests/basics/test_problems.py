"""Problems are told alike wherever they were found: sorted, counted, in four formats."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitiekartta.basics.problem_formats import FORMATS, summary
from digitiekartta.basics.problems import Place, Problem, Severity, did_you_mean, in_order, nearest

PARTY = Problem(
    "unknown-party",
    Place("content/pikku/toimenpiteet/kurssit.yml", 5, 5, "vastuu"),
    "Tahoa ”Tietohalinto” ei ole tahojen luettelossa.",
    "Tarkoititko ”Tietohallinto”?",
)
PERIOD = Problem(
    "period-contradicts-text",
    Place("content/pikku/visio.md", 3, 25),
    "Vuodet ovat 50 %, a:b,\nc.",
    severity=Severity.WARNING,
    related=(Place("content/pikku/tiekartta.yml", 5, 8, "kausi"),),
)
MISSING = Problem("missing-file", Place("content/pikku/tahot, vanhat: 1.yml"), "Tiedosto puuttuu.")
ALL = [MISSING, PARTY, PERIOD]

TEXT = """\
content/pikku/tahot, vanhat: 1.yml: Tiedosto puuttuu.
    [missing-file]
content/pikku/toimenpiteet/kurssit.yml:5:5: vastuu: Tahoa ”Tietohalinto” ei ole tahojen luettelossa.
    Tarkoititko ”Tietohallinto”?  [unknown-party]
content/pikku/visio.md:3:25: varoitus: Vuodet ovat 50 %, a:b,
    c.
    [period-contradicts-text]
    Katso myös content/pikku/tiekartta.yml:5:8
2 virhettä, 1 varoitus.
"""

GITHUB = (
    "::error file=content/pikku/tahot%2C vanhat%3A 1.yml,title=missing-file::Tiedosto puuttuu.\n"
    "::error file=content/pikku/toimenpiteet/kurssit.yml,line=5,col=5,title=unknown-party"
    "::vastuu: Tahoa ”Tietohalinto” ei ole tahojen luettelossa. Tarkoititko ”Tietohallinto”?\n"
    "::warning file=content/pikku/visio.md,line=3,col=25,title=period-contradicts-text"
    "::Vuodet ovat 50 %25, a:b,%0Ac. Katso myös content/pikku/tiekartta.yml:5:8.\n"
)


def test_text_is_for_a_person_at_a_terminal():
    assert TEXT == FORMATS["text"](ALL)


def test_github_gets_one_annotation_a_line():
    assert GITHUB == FORMATS["github"](ALL)


def test_gitlab_gets_a_code_quality_report():
    missing, party, period = json.loads(FORMATS["gitlab"](ALL))

    assert {
        "description": "vastuu: Tahoa ”Tietohalinto” ei ole tahojen luettelossa."
        " Tarkoititko ”Tietohallinto”?",
        "check_name": "unknown-party",
        "fingerprint": "e5d8",
        "severity": "major",
        "location": {
            "path": "content/pikku/toimenpiteet/kurssit.yml",
            "lines": {"begin": 5},
        },
    } == {**party, "fingerprint": "e5d8"}
    assert ("minor", 1) == (period["severity"], missing["location"]["lines"]["begin"])
    assert "Katso myös content/pikku/tiekartta.yml:5:8." in period["description"]


def test_json_can_be_read_by_programs():
    report = json.loads(FORMATS["json"](ALL))

    assert (2, 1) == (report["errors"], report["warnings"])
    assert {
        "code": "period-contradicts-text",
        "severity": "warning",
        "file": "content/pikku/visio.md",
        "line": 3,
        "column": 25,
        "field": None,
        "message": "Vuodet ovat 50 %, a:b,\nc.",
        "remedy": None,
        "related": [
            {"file": "content/pikku/tiekartta.yml", "line": 5, "column": 8, "field": "kausi"}
        ],
    } == report["problems"][2]
    assert (None, None) == (report["problems"][0]["line"], report["problems"][0]["column"])


def test_without_problems_each_format_is_still_whole():
    assert "Ei virheitä eikä varoituksia.\n" == FORMATS["text"]([])
    assert "" == FORMATS["github"]([])
    assert [] == json.loads(FORMATS["gitlab"]([]))
    assert {"errors": 0, "warnings": 0, "problems": []} == json.loads(FORMATS["json"]([]))


def fingerprints(*problems):
    return [one["fingerprint"] for one in json.loads(FORMATS["gitlab"](problems))]


def test_a_fingerprint_stays_when_the_lines_above_change_and_only_then():
    moved = replace(PARTY, place=replace(PARTY.place, line=50))
    other = replace(PARTY, message="Tahoa ”Kirjaso” ei ole tahojen luettelossa.")

    assert fingerprints(PARTY) == fingerprints(moved)
    assert fingerprints(PARTY) != fingerprints(other)
    assert ["8ab66256941736a6f6c38b02c0dd3c65"] == fingerprints(PARTY)


def test_the_same_fault_on_two_lines_has_two_fingerprints():
    again = replace(PARTY, place=replace(PARTY.place, line=6))

    assert 2 == len(set(fingerprints(PARTY, again)))


def test_problems_are_sorted_by_place_and_told_once():
    later = replace(PARTY, place=replace(PARTY.place, line=10))

    assert [MISSING, PARTY, later, PERIOD] == in_order([PERIOD, later, PARTY, MISSING, PARTY])


@pytest.mark.parametrize(
    ("expected", "problems"),
    [
        ("Ei virheitä eikä varoituksia.", []),
        ("1 virhe.", [PARTY]),
        ("2 virhettä.", [PARTY, MISSING]),
        ("1 varoitus.", [PERIOD]),
        ("1 virhe, 2 varoitusta.", [PARTY, PERIOD, PERIOD]),
    ],
)
def test_problems_are_counted_in_words(expected, problems):
    assert expected == summary(problems)


def test_the_nearest_name_is_offered_when_there_is_one():
    names = ["Tietohallinto", "Kirjasto"]

    assert "Kirjasto" == nearest("kirjaso", names)
    assert None is nearest("Sivistysjohtaja", names)
    assert "Tarkoititko ”Kirjasto”? Muuten lisää." == did_you_mean(
        "Kirjato", names, "Muuten lisää."
    )
    assert "Muuten lisää." == did_you_mean("Sivistysjohtaja", names, "Muuten lisää.")


def test_long_quotations_are_cut_and_control_characters_left_out():
    problem = Problem("a-b", Place("a"), f"Nimi ”{'x' * 1000}” on\x1b[31m pitkä.", "”Lyhyt” jää.")

    assert f"Nimi ”{'x' * 150}…” on [31m pitkä." == problem.message
    assert "”Lyhyt” jää." == problem.remedy


@given(st.text(), st.text(), st.text(min_size=1))
def test_any_text_gives_one_annotation_and_valid_json(message, remedy, file):
    problem = Problem("a-b", Place(file, 1, 1), message, remedy)

    assert 1 == FORMATS["github"]([problem]).count("\n")
    assert 1 == len(json.loads(FORMATS["json"]([problem]))["problems"])
    assert "\x1b" not in FORMATS["text"]([problem])


def test_a_cause_with_many_places_is_told_once_to_people_and_at_each_place_to_programs():
    places = [Place(f"content/pikku/toimenpiteet/m{number:02}.yml", 4, 3) for number in range(12)]
    same = [replace(PARTY, place=place) for place in places]
    told = FORMATS["text"]([PERIOD, *same])

    assert "luettelossa. Sama on 12 kohdassa." in told
    assert ["m01.yml:4:3", "m02.yml:4:3", "m03.yml:4:3"] == [
        line.rpartition("/")[2] for line in told.splitlines() if "Katso myös" in line
    ][1:]
    assert told.endswith("12 virhettä, 1 varoitus.\n")
    assert 2 == len(FORMATS["github"]([PERIOD, *same]).splitlines())
    assert 12 == json.loads(FORMATS["json"]([PERIOD, *same]))["errors"]
    assert 12 == len(json.loads(FORMATS["gitlab"](same)))


def test_a_cause_with_a_few_places_is_told_at_each():
    same = [replace(PARTY, place=Place("a.yml", number)) for number in range(1, 7)]

    assert 6 == FORMATS["text"](same).count("[unknown-party]")

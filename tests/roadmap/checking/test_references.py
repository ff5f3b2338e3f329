"""Names that point from one file to another: a wrong one is told with the nearest right one."""

from __future__ import annotations

import pytest

MEASURE = "otsikko: Uusi kurssi\ntavoite: digitaidot\n"  # what is under test begins on line 3
UUSI = "toimenpiteet/uusi.yml"


def told(problem):
    place = problem.place
    return problem.code, place.file.removeprefix("content/pikku/"), place.line, place.column


def places(problem):
    return [(place.file.removeprefix("content/pikku/"), place.line) for place in problem.related]


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "field", "words"),
    [
        ("vastuu:\n  - Tietohalinto", "unknown-party", 4, 5, "vastuu", "”Tietohallinto”"),
        ("vastuu: tietohallintto", "unknown-party", 3, 9, "vastuu", "”Tietohallinto”"),
        ("vastuu:\n  - Kirjasto\n  - Koulut", "unknown-party", 5, 5, "vastuu", "tahot.yml"),
        ("ryhma: koulutukset", "unknown-group", 3, 8, "ryhma", "”koulutus”"),
        ("toimiala: Tekninen palvelu", "unknown-sector", 3, 11, "toimiala", "”Tekniset palvelut”"),
        (
            "kohderyhma: [Asukkaat, Henkilöt]",
            "unknown-audience",
            3,
            24,
            "kohderyhma",
            "”Henkilöstö”",
        ),
        ("liittyy: digituk", "unknown-measure", 3, 10, "liittyy", "”digituki”"),
        ("korvaa:\n  - kursit", "unknown-measure", 4, 5, "korvaa", "”kurssit”"),
        ("yhdistetty: ohjet", "unknown-measure", 3, 13, "yhdistetty", "”ohjeet”"),
        ("liittyy: uusi", "self-reference", 3, 10, "liittyy", "itseensä"),
        ("korvaa: uusi", "self-reference", 3, 9, "korvaa", "itseensä"),
        ("aiemmat_tunnukset: kurssit", "former-id-in-use", 3, 20, "aiemmat_tunnukset", "”kurssit”"),
        ("aiemmat_tunnukset: uusi", "former-id-in-use", 3, 20, "aiemmat_tunnukset", "vain aiemmat"),
        ("aiemmat_tunnukset: [a, b, a]", "former-id-in-use", 3, 27, "aiemmat_tunnukset", "kerran"),
    ],
)
def test_a_name_that_is_not_known_is_told_where_it_was_written(
    content, text, code, line, column, field, words
):
    content.write(UUSI, f"{MEASURE}{text}\naikataulu: {{}}\n")

    problem = content.error()
    assert (code, UUSI, line, column) == told(problem)
    assert field == problem.place.field
    assert words in f"{problem.message} {problem.remedy}"


@pytest.mark.parametrize(
    ("goal", "code", "words"),
    [
        ("digitaitot", "unknown-goal", "”digitaidot”"),
        ("Digitaidot", "unknown-goal", "”digitaidot”"),
        ("tieto", "unknown-goal", "kansiossa tavoitteet"),
    ],
)
def test_a_misspelt_goal_is_told_alone(content, goal, code, words):
    # The missing schedule would be the group's.
    content.write(UUSI, f"otsikko: Uusi\ntavoite: {goal}\nryhma: koulutus\n")

    problem = content.problem()
    assert (code, UUSI, 2, 10) == told(problem)
    assert words in problem.remedy


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("kevät 2025: selvits", 4, 15, "”selvitys”"),
        ("kevät 2025:\n    vaihe: Käytöönotto\n    sanat: koulut", 5, 12, "”käyttöönotto”"),
        ("kevät 2025 – syksy 2026: selvits", 4, 28, "”selvitys”"),
        ("kevät 2025: kokeilu", 4, 15, "sanat: …"),
    ],
)
def test_a_misspelt_phase_is_told_once_with_the_nearest_one(content, text, line, column, words):
    content.write(UUSI, f"{MEASURE}aikataulu:\n  {text}\n")

    problem = content.problem()
    assert ("unknown-phase", UUSI, line, column) == told(problem)
    assert "aikataulu.kevät 2025" in problem.place.field
    assert words in problem.remedy


def test_a_phase_may_be_written_with_any_letter_case(content):
    content.write(UUSI, f"{MEASURE}aikataulu:\n  kevät 2025: SELVITYS\n")

    assert [] == content.problems()


def test_a_misspelt_phase_of_a_group_is_told_too(content):
    group = "ryhmat:\n  - tunnus: a\n    otsikko: A\n    aikataulu:\n      kevät 2025: selvits\n"
    content.write("tavoitteet/toinen.yml", f"numero: 2\notsikko: Toinen\n{group}")
    content.write(UUSI, "otsikko: Uusi\ntavoite: toinen\nryhma: a\n")

    assert ("unknown-phase", "tavoitteet/toinen.yml", 7, 19) == told(content.problem())


def test_two_measures_that_replace_each_other_are_told_once_with_both_places(content):
    content.append("toimenpiteet/kurssit.yml", "korvaa: digituki\n")
    content.append("toimenpiteet/digituki.yml", "korvaa:\n  - ohjeet\n  - kurssit\n")

    problem = content.error()
    assert ("replacement-cycle", "toimenpiteet/digituki.yml", 12, 5) == told(problem)
    assert [("toimenpiteet/kurssit.yml", 12)] == places(problem)
    assert "digituki → kurssit → digituki" in problem.message


def test_a_longer_cycle_is_told_once_and_merging_counts_as_replacing(content):
    content.append("toimenpiteet/kurssit.yml", "korvaa: digituki\n")
    content.append("toimenpiteet/digituki.yml", "korvaa: ohjeet\n")
    content.append("toimenpiteet/kurssit.yml", "yhdistetty: ohjeet\n")

    problem = content.error()
    assert ("replacement-cycle", "toimenpiteet/digituki.yml", 10, 9) == told(problem)
    assert 2 == len(problem.related)


def test_a_former_id_of_two_measures_names_the_other(content):
    content.append("toimenpiteet/kurssit.yml", "aiemmat_tunnukset: vanha\n")
    content.append("toimenpiteet/ohjeet.yml", "aiemmat_tunnukset: vanha\n")

    problem = content.problem()
    assert ("former-id-in-use", "toimenpiteet/ohjeet.yml", 5, 20) == told(problem)
    assert [("toimenpiteet/kurssit.yml", 1)] == places(problem)


@pytest.mark.parametrize(
    ("file", "old", "new", "expected", "words"),
    [
        (
            "tahot.yml",
            "toimiala: Koko kunta",
            "toimiala: Koko kunt",
            ("unknown-sector", "tahot.yml", 3, 13),
            "”Koko kunta”",
        ),
        (
            "tahot.yml",
            "Tietohallinnon yksikkö",
            "kirjasto",
            ("ambiguous-party", "tahot.yml", 5, 7),
            "”Kirjasto”",
        ),
        (
            "tavoitteet/digitaidot.yml",
            "- Asukkaat",
            "- Asukat",
            ("unknown-audience", "tavoitteet/digitaidot.yml", 11, 9),
            "”Asukkaat”",
        ),
        (
            "tiekartta.yml",
            "nimi: käyttöönotto",
            "nimi: Selvitys",
            ("duplicate-phase", "tiekartta.yml", 9, 11),
            "erottaa",
        ),
        (
            "tiekartta.yml",
            "  - saatesanat",
            "  - saatesanat\n  - saatesana",
            ("unknown-text", "tiekartta.yml", 22, 5),
            "”saatesanat”",
        ),
        (
            "tasot.yml",
            "nakokulma: osaaminen",
            "nakokulma: osaminen",
            ("unknown-viewpoint", "tasot.yml", 15, 16),
            "”osaaminen”",
        ),
        (
            "tasot.yml",
            "- tunnus: palvelut",
            "- tunnus: osaaminen",
            ("duplicate-viewpoint", "tasot.yml", 9, 13),
            "oma tunnus",
        ),
    ],
)
def test_a_wrong_name_in_another_file_is_told(content, file, old, new, expected, words):
    content.replace(file, old, new)
    if "käyttöönotto" in old:
        content.replace("toimenpiteet/kurssit.yml", ": käyttöönotto", ": selvitys")

    [problem] = [p for p in content.problems() if p.is_error]
    assert expected == told(problem)
    assert words in f"{problem.message} {problem.remedy}"


def test_a_text_that_no_page_shows_is_a_warning(content):
    content.write("muuta.md", "# Muuta\n")

    problem = content.problem()
    assert ("unlisted-text", False) == (problem.code, problem.is_error)
    assert "”- muuta”" in problem.remedy


@pytest.mark.parametrize(
    ("text", "code", "line", "words"),
    [
        ("# A\n\nTekstiä <b>tässä</b>.\n", "raw-html", 3, "<b>"),
        ("# A\n\n<div>\nTekstiä\n</div>\n", "raw-html", 3, "<div>"),
        ("# A\n\n[sivu](javascript:alert(1))\n", "forbidden-link", 3, "https://"),
        ("Tekstiä ilman otsikkoa.\n", "missing-title", 1, "# ja otsikko"),
        ("", "missing-title", 1, "# ja otsikko"),
    ],
)
def test_prose_is_plain(content, text, code, line, words):
    content.write("saatesanat.md", text)

    problem = content.problem()
    assert (code, "saatesanat.md", line) == told(problem)[:3]
    assert words in problem.message + problem.remedy


def test_a_measure_without_a_schedule_says_why(content):
    content.write(UUSI, MEASURE)
    assert ("schedule-without-reason", UUSI, 1, 1) == told(content.problem())

    content.write(UUSI, MEASURE + "aikataulu:\n")
    assert ("schedule-without-reason", UUSI, 3, 1) == told(content.problem())

    content.write(UUSI, MEASURE + "aikataulu_puuttuu: Ei päätetty.\n")
    assert [] == content.problems()

    # What the source says of time tells enough.
    content.write(UUSI, MEASURE + "aika_lahteessa: Käynnissä, valmis 6/25\n")
    assert [] == content.problems()


def test_two_phases_with_one_mark_are_told_with_both_names(content):
    content.replace("tiekartta.yml", "yleinen: selvitys", "yleinen: selvitys\n    merkki: S")
    content.replace("tiekartta.yml", "yleinen: jatkuva", "yleinen: jatkuva\n    merkki: S")

    problem = content.problem()
    assert ("duplicate-mark", False) == (problem.code, problem.is_error)
    assert "”selvitys” ja ”jatkuva toiminta”" in problem.message


def test_phases_that_alone_lack_an_explanation_are_told_once(content):
    content.replace("tiekartta.yml", "yleinen: jatkuva", "yleinen: jatkuva\n    selite: Jatkuu.")

    problem = content.problem()
    assert ("missing-field", False) == (problem.code, problem.is_error)
    assert "selvitys ja käyttöönotto" in problem.message


@pytest.mark.parametrize("odd", ["jatkuva\u00a0toiminta", "jat\u00adkuva  toiminta\u200b"])
def test_a_name_from_a_word_processor_is_the_name_that_is_seen(content, odd):
    content.replace("toimenpiteet/kurssit.yml", "jatkuva toiminta", odd)

    assert [] == content.problems()


def test_a_name_of_marks_that_nobody_sees_is_no_name(content):
    content.replace("toimenpiteet/kurssit.yml", "- Tietohallinto", "- \u00ad")

    assert "empty-value" == content.error().code


def test_what_carries_a_spearhead_out_exists(content):
    more = "tavoitteet:\n      - digitaido\n    toimenpiteet:\n      - kurssit\n      - kursit\n"
    content.replace("tasot.yml", "nakokulma: osaaminen", f"nakokulma: osaaminen\n    {more}")

    assert ["unknown-goal", "unknown-measure"] == [one.code for one in content.problems()]
    assert [17, 20] == [one.place.line for one in content.problems()]
    assert "digitaidot" in content.problems()[0].remedy
    assert "kurssit" in content.problems()[1].remedy

"""What contradicts itself is told with both places."""

from __future__ import annotations

import pytest

MEASURE = "otsikko: Uusi kurssi\ntavoite: digitaidot\n"
UUSI = "toimenpiteet/uusi.yml"


def told(problem):
    """Return code, file, line and column, and the file and line of the other place."""
    first, *others = (problem.place, *problem.related)
    files = [place.file.removeprefix("content/pikku/") for place in (first, *others)]
    other = (files[1], others[0].line) if others else None
    return problem.code, files[0], first.line, first.column, other


def schedule(content, *lines):
    content.write(UUSI, f"{MEASURE}aikataulu:\n" + "".join(f"  {line}\n" for line in lines))


@pytest.mark.parametrize("time", ["kevät 2031", "syksy 2024", "syksy 2025 – syksy 2027"])
def test_a_half_year_outside_the_period_is_an_error_that_names_the_period(content, time):
    schedule(content, f"{time}: selvitys")

    problem = content.problem()
    assert ("half-year-outside", UUSI, 4, 3, ("tiekartta.yml", 5)) == told(problem)
    assert problem.is_error
    assert "kevät 2025 – syksy 2026" in problem.message


def test_words_outside_the_period_are_told_too(content):
    content.append("tiekartta.yml", "aikataulu_puuttuu: Värit puuttuvat.\n")
    content.write(UUSI, f"{MEASURE}aikataulun_sanat:\n  kevät 2031: a\n")

    assert ("half-year-outside", UUSI, 4, 3, ("tiekartta.yml", 5)) == told(content.problem())


def test_a_schedule_needs_a_period(content):
    content.replace("tiekartta.yml", "kausi: kevät 2025 – syksy 2026\n", "")

    assert {"no-period"} == {problem.code for problem in content.problems()}


def test_a_phase_after_the_continuous_one_is_a_warning(content):
    schedule(content, "kevät 2025: jatkuva toiminta", "syksy 2025: selvitys")

    problem = content.problem()
    assert ("phase-after-continuous", UUSI, 5, 15, (UUSI, 4)) == told(problem)
    assert not problem.is_error


def test_a_gap_is_a_warning_that_names_what_is_missing(content):
    schedule(content, "kevät 2025: selvitys", "syksy 2026: käyttöönotto")

    problem = content.problem()
    assert ("schedule-gap", UUSI, 5, 3, (UUSI, 4)) == told(problem)
    assert "syksy 2025 ja kevät 2026" in problem.message
    assert not problem.is_error


def test_the_same_measure_twice_is_a_warning(content):
    content.write(UUSI, content.read("toimenpiteet/kurssit.yml").encode())

    problem = content.problem()
    assert ("same-measure", UUSI, 1, 10, ("toimenpiteet/kurssit.yml", 1)) == told(problem)
    assert not problem.is_error


@pytest.mark.parametrize("title", ["Tietoturvakurssi", "TIETOTURVA-KURSSI."])
def test_the_same_title_for_different_measures_is_a_warning(content, title):
    content.write(
        UUSI, f"otsikko: {title}\ntavoite: digitaidot\nvastuu: Kirjasto\naikataulu: {{}}\n"
    )

    problem = content.problem()
    assert ("duplicate-title", UUSI, 1, 10, ("toimenpiteet/kurssit.yml", 1)) == told(problem)
    assert not problem.is_error


def test_two_goals_of_the_same_number_are_an_error(content):
    content.write("tavoitteet/toinen.yml", "numero: 1\notsikko: Toinen\n")
    content.replace("toimenpiteet/ohjeet.yml", "digitaidot", "toinen")

    problem = content.problem()
    other = ("tavoitteet/digitaidot.yml", 1)
    assert ("duplicate-goal-number", "tavoitteet/toinen.yml", 1, 9, other) == told(problem)


def test_a_goal_without_measures_is_a_warning(content):
    content.write("tavoitteet/toinen.yml", "numero: 2\notsikko: Toinen\n")

    problem = content.problem()
    assert ("goal-without-measures", "tavoitteet/toinen.yml", 2, 10, None) == told(problem)
    assert "”tavoite: toinen”" in problem.remedy
    assert not problem.is_error


def test_a_goal_is_not_said_to_be_empty_when_a_measure_cannot_be_read(content):
    content.write("tavoitteet/toinen.yml", "numero: 2\notsikko: Toinen\n")
    content.write(UUSI, "otsikko: Uusi: kurssi\ntavoite: [toinen]\naikataulu: {}\n")

    assert ["two-colons", "text-expected"] == [problem.code for problem in content.problems()]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tiekartta koskee vuosia 2024–2026.", True),
        ("Aikataulut on tehty vuosille 2025 - 2027.", True),
        ("Tiekartta koskee vuosia 2025–2026.", False),
        ("Strategia koski vuosia 2018–2021.", False),
        ("Kirjastossa oli remontti 2024–2026.", False),
    ],
)
def test_years_in_a_text_that_are_not_those_of_the_tables_are_a_warning(content, text, found):
    content.write("saatesanat.md", f"# Saatesanat\n\n{text}\n")

    expected = ("period-contradicts-text", "saatesanat.md", 3, ("tiekartta.yml", 5))
    warnings = [(*told(problem)[:3], told(problem)[4]) for problem in content.problems()]
    assert ([expected] if found else []) == warnings


def test_a_spearhead_that_is_not_among_the_largest_gaps_is_a_warning(content):
    content.replace("tasot.yml", "nakokulma: osaaminen", "nakokulma: palvelut")

    problem = content.problem()
    assert ("spearhead-not-largest-gap", "tasot.yml", 14, 5, ("tasot.yml", 5)) == told(problem)
    assert not problem.is_error


def test_one_gap_that_is_larger_than_those_of_several_spearheads_is_told_once(content):
    content.write(
        "tasot.yml",
        "asteikko: {1: a, 2: b, 3: c, 4: d, 5: e}\n"
        "nakokulmat:\n"
        + "".join(
            f"  - {{tunnus: {id}, nimi: {id.title()}, lahtotaso: 2, tavoitetaso: {target}}}\n"
            for id, target in (("osaaminen", 5), ("palvelut", 4), ("tieto", 4))
        )
        + "karjet:\n  - nimi: Palvelut verkkoon\n    nakokulma: palvelut\n"
        "  - nimi: Tieto käyttöön\n    nakokulma: tieto\n",
    )

    problem = content.problem()
    assert "spearhead-not-largest-gap" == problem.code
    assert (
        "Kärkien ”Palvelut verkkoon” ja ”Tieto käyttöön” lähtö- ja tavoitetason erot ovat pienempiä"
        " kuin näkökulman ”Osaaminen” ero, mutta se ei ole kärki."
    ) == problem.message.removeprefix("karjet: ")


@pytest.mark.parametrize("level", ["0", "5,1", "-1", "100"])
def test_a_level_outside_its_scale_is_an_error(content, level):
    content.replace("tasot.yml", "tavoitetaso: 4", f"tavoitetaso: {level}")

    [problem] = [p for p in content.problems() if p.is_error]
    assert ("level-outside-scale", "tasot.yml", 8, 18, ("tasot.yml", 2)) == told(problem)
    assert "1–5" in problem.message


def test_every_level_outside_the_scale_is_told(content):
    content.replace("tasot.yml", "lahtotaso: 2\n", "lahtotaso: 0\n")
    content.replace("tasot.yml", "lahtotaso: 2,5", "lahtotaso: 0")

    assert ["level-outside-scale"] * 2 == [p.code for p in content.problems() if p.is_error]


def test_an_odd_scale_is_no_reason_to_stop(content):
    content.replace("tasot.yml", "  5: Valmis", f"  5: Valmis\n  ²: Neliö\n  {'9' * 900}: Suuri")

    assert [] == content.problems()


def test_a_target_below_its_start_is_told_once_even_where_a_spearhead_rises_from_it(content):
    content.replace("tasot.yml", "tavoitetaso: 4", "tavoitetaso: 1,5")

    problem = content.problem()
    assert ("target-below-start", 8) == (problem.code, problem.place.line)
    assert "1,5" in problem.message


@pytest.mark.parametrize(
    ("scale", "missing"),
    [("{1: a, 2: b, 4: c, 5: d}", "3"), ("{0: a, 25: b, 75: c, 100: d}", "50")],
)
def test_a_number_left_out_of_a_scale_is_told(content, scale, missing):
    content.replace("tasot.yml", "asteikko:\n  1: Alussa\n  5: Valmis", f"asteikko: {scale}")

    problem = next(p for p in content.problems() if p.code == "scale-gap")
    assert missing in problem.message


def test_the_same_group_twice_is_told_by_its_title_and_by_its_measures(content):
    goal = "tavoitteet/digitaidot.yml"
    added = f"{content.read(goal)}  - tunnus: kurssit\n    otsikko: KOULUTUS\n"
    content.write(goal, added.encode())
    problem = content.error()
    assert ("same-group", [goal]) == (problem.code, [problem.place.file.split("pikku/")[1]])
    assert "Anna toiselle oma otsikko" in problem.remedy

    content.replace(goal, "otsikko: KOULUTUS", "otsikko: Kurssit")
    for id in ("a", "b"):
        for group in ("koulutus", "kurssit"):
            content.write(
                f"toimenpiteet/{group}-{id}.yml",
                f"otsikko: Kurssi {id}\ntavoite: digitaidot\nryhma: {group}\naikataulu: {{}}\n",
            )
    content.remove("toimenpiteet/kurssit.yml")
    content.replace("toimenpiteet/digituki.yml", "liittyy:\n  - kurssit\n", "")
    told = [problem for problem in content.problems() if problem.code == "same-group"]
    assert ["samat toimenpiteet" in problem.message for problem in told] == [True]


def test_groups_of_the_same_title_in_two_goals_are_told(content):
    content.write(
        "tavoitteet/palvelut.yml",
        "numero: 2\notsikko: Palvelut\nryhmat:\n  - tunnus: koulutus\n    otsikko: Koulutus\n",
    )

    assert "same-group" in [problem.code for problem in content.problems()]


@pytest.mark.parametrize("step", ["2,0", "II", "taso 2"])
def test_a_step_that_is_no_number_among_numbers_is_told_and_no_level_is_judged_by_it(content, step):
    scale = f"asteikko:\n  '{step}': Alussa\n  3: Matkalla\n  4: Hyvä\n  5: Valmis\n"
    content.replace("tasot.yml", "asteikko:\n  1: Alussa\n  5: Valmis\n", scale)

    problem = content.problem()
    assert ("scale-step", 2) == (problem.code, problem.place.line)
    assert not problem.is_error


def test_a_scale_of_words_alone_is_fine(content):
    scale = "asteikko:\n  alussa: Alussa\n  valmis: Valmis\n"
    content.replace("tasot.yml", "asteikko:\n  1: Alussa\n  5: Valmis\n", scale)

    assert [] == content.problems()

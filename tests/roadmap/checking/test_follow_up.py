"""Reports, costs, ends and words that contradict the plan or each other are told."""

from __future__ import annotations

from datetime import date

import pytest

from digitiekartta.versions.check import check_roadmap

UUSI = "toimenpiteet/uusi.yml"
MEASURE = "otsikko: Uusi kurssi\ntavoite: digitaidot\n"
NO_SCHEDULE = f"{MEASURE}aikataulu: {{}}\n"
SCHEDULE = f"{MEASURE}aikataulu:\n  syksy 2025: selvitys\n  kevät 2026: jatkuva toiminta\n"


def report(moment: str, state: str) -> str:
    return f"  - puolivuosi: {moment}\n    tila: {state}\n"


@pytest.mark.parametrize(
    ("text", "code", "line", "words"),
    [
        (
            "raportit:\n" + report("kevät 2025", "valmis") + report("kevät 2025", "aloitettu"),
            "two-states",
            8,
            "valmis ja aloitettu",
        ),
        (
            "raportit:\n" + report("syksy 2025", "aloitettu") + report("kevät 2025", "valmis"),
            "report-after-done",
            6,
            "valmis keväällä 2025",
        ),
        ("raportit:\n" + report("syksy 2019", "valmis"), "half-year-outside", 5, "syksy 2019"),
        ("kustannusarvio:\n  - {vuosi: 2052, euroa: 100}", "cost-outside-period", 5, "2052"),
        ("yhdistetty: kurssit", "merged-not-ended", 4, "paattyi"),
        ("korvaa: kurssit", "replaced-not-ended", 4, "”Tietoturvakurssi”"),
    ],
)
def test_what_does_not_fit_together_is_a_warning_at_its_place(content, text, code, line, words):
    content.write(UUSI, f"{NO_SCHEDULE}{text}\n")

    problem = content.problem()
    assert (code, line, False) == (problem.code, problem.place.line, problem.is_error)
    assert words in f"{problem.message} {problem.remedy}"


@pytest.mark.parametrize(
    "text",
    [
        # A part is ready, and the whole goes on.
        "raportit:\n" + report("kevät 2025", "valmis") + report("syksy 2025", "käynnissä"),
        # Two parts of it, each with its words.
        f"raportit:\n{report('kevät 2025', 'valmis')}    teksti: Kurssi on pidetty.\n"
        + report("kevät 2025", "valmis"),
        "raportit:\n" + report("kevät 2025", "aloitettu") + report("syksy 2025", "valmis"),
        "kustannusarvio:\n  - {vuosi: 2025, euroa: 100}\n  - {vuosi: 2026, euroa: 0}",
        "yhdistetty: kurssit\npaattyi:\n  syy: Jatkuu kurssina.",
        "lisatiedot: Selvitys syksy 2025, valmis kevät 2026",
        "lisatiedot: Valmistelu kevät 2025, käyttöön syksy 2026",
    ],
)
def test_what_fits_together_is_not_told(content, text):
    content.write(UUSI, f"{NO_SCHEDULE}{text}\n")

    assert [] == content.problems()


def test_a_measure_does_not_go_on_in_one_that_has_ended(content):
    content.append("toimenpiteet/ohjeet.yml", "paattyi:\n  syy: Valmistui.\n")
    content.write(UUSI, f"{NO_SCHEDULE}yhdistetty: ohjeet\npaattyi:\n  syy: Jatkuu ohjeissa.\n")

    problem = content.problem()
    assert ("merged-into-ended", 4) == (problem.code, problem.place.line)


def test_a_replaced_measure_that_has_ended_is_fine(content):
    content.append("toimenpiteet/ohjeet.yml", "paattyi:\n  syy: Valmistui.\n")
    content.write(UUSI, f"{NO_SCHEDULE}korvaa: ohjeet\n")

    assert [] == content.problems()


@pytest.mark.parametrize(
    ("start", "text", "moment"),
    [
        (NO_SCHEDULE, "lisatiedot: Ratkaisu syksy 2025 / valmis kesä 2025", "syksy 2025"),
        (NO_SCHEDULE, "lisatiedot: Valmistuu keväällä 2025, pilotti keväällä 2026", "kevät 2026"),
        (SCHEDULE, "lisatiedot: Valmis kesä 2025", "syksy 2025"),
    ],
)
def test_words_that_say_done_too_early_are_told(content, start, text, moment):
    content.write(UUSI, f"{start}{text}\n")

    problem = content.problem()
    assert "text-contradicts-schedule" == problem.code
    assert moment in problem.message


def test_what_goes_on_after_it_was_done_is_fine(content):
    content.write(UUSI, f"{SCHEDULE}lisatiedot: Valmis syksy 2025\n")

    assert [] == content.problems()


def test_a_report_of_a_half_year_to_come_is_told_until_it_begins(content):
    content.append("toimenpiteet/ohjeet.yml", "raportit:\n" + report("syksy 2026", "valmis"))

    def codes(today: date) -> list[str]:
        problems = check_roadmap(content.root / "content", "pikku", today).problems
        return [one.code for one in problems if one.place.file.endswith("ohjeet.yml")]

    assert ["report-in-future"] == codes(date(2026, 6, 30))
    assert [] == codes(date(2026, 7, 1))


def test_a_report_far_from_the_period_is_told_once(content):
    content.append("toimenpiteet/ohjeet.yml", "raportit:\n" + report("syksy 2031", "valmis"))

    problems = check_roadmap(content.root / "content", "pikku", date(2026, 6, 30)).problems
    assert ["half-year-outside"] == [one.code for one in problems]

"""The commands report and needs, as those who write the accounts and the budget run them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import docx
import openpyxl
import pytest

import laskula

JANUARY = "1768867200"  # 20.1.2026


@pytest.fixture
def told(content, run, monkeypatch) -> Callable[..., tuple[int, str, str]]:
    """Run a command in Laskula on 20.1.2026."""
    laskula.write(content)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", JANUARY)
    return run


def test_a_report_is_printed_with_its_text_its_tables_and_what_the_terms_mean(told):
    code, out, err = told("report", "pikku", "--year", "2025")

    assert (0, "") == (code, err)
    assert "toteutuminen vuonna 2025" in out
    assert "vuodelle 2025 oli suunniteltu 6 toimenpidettä, keväälle 5 ja syksylle 5." in out
    assert "| Yhteensä | 9 |" in out
    assert "Ei raportoitu:** Vuodelle oli suunniteltu jotakin" in out


def test_a_draft_says_so_and_an_approved_content_who_approved_it(told, content):
    assert "**Sisältö:** Luonnos" in told("report", "pikku", "--year", "2025")[1]
    laskula.approve_twice(content, told)
    assert (
        "**Sisältö:** Hyväksytty: Johtoryhmä 1.12.2025"
        in (told("report", "pikku", "--year", "2025")[1])
    )


def test_where_the_content_differs_from_the_approved_version_that_version_can_be_told(
    told, content
):
    laskula.approve_twice(content, told)
    content.append("toimenpiteet/c.yml", "raportit: [{puolivuosi: syksy 2025, tila: valmis}]\n")
    _, draft, warned = told("report", "pikku", "--year", "2025")
    _, approved, silent = told("report", "pikku", "--year", "2025", "--version", "2025-1")

    assert "Luonnos – ei hyväksytty. Sisältö eroaa versiosta 2025-1." in draft
    assert "valinnalla --version 2025-1" in warned
    assert "| Valmis | 3 |" in draft
    assert ("| Valmis | 2 |" in approved, silent) == (True, "")
    assert "Luvut on laskettu hyväksytystä versiosta 2025-1." in approved


def test_an_earlier_version_knows_nothing_of_later_ones(told, content):
    laskula.approve_twice(content, told)
    out = told("report", "pikku", "--year", "2025", "--version", "2024-1")[1]

    assert "ei voi laskea, koska versiosta 2024-1 ei näe sen jälkeisiä muutoksia." in out
    assert "Versiossa 2024-1 on 2 tavoitetta ja 9 toimenpidettä." in out
    assert "Version 2024-1 aikataulun mukaan vuodelle 2025 oli suunniteltu 6" in out
    assert "versiosta 2024-1. Sen jälkeisiä muutoksia ei ole mukana." in out
    assert not re.search("Nykyisen|yhä suunnitelmassa|kahta versiota", out)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["report", "pikku"], "Komennosta puuttuu valinta ”--year”"),
        (["report", "pikku", "--year", "2031"], "ei kuulu kauteen kevät 2025 – syksy 2026"),
        (["needs", "pikku", "--year", "2031"], "Mahdolliset vuodet ovat 2025, 2026 ja 2027."),
        (["report", "pikku", "--year", "2025", "--version", "9"], "Versiota ”9” ei ole."),
        (["report", "pikku", "--year", "2025", "--format", "docx"], "--output toteutuminen-2025"),
        (["needs", "pikku", "--year", "2026", "--format", "xlsx"], "--output tarpeet-2026.xlsx"),
        (["report", "pikku", "--year", "2025", "--output", "a.pdf"], "Raporttia ei tehdä muotoon"),
    ],
)
def test_misuse_is_told_with_what_to_do(told, content, words, said):
    laskula.approve(told, "Kunnanhallitus", "9.12.2025")
    code, out, err = told(*words)

    assert (2, "") == (code, out)
    assert said in err


def test_a_version_is_asked_for_of_what_was_never_approved(told):
    code, _, err = told("report", "pikku", "--year", "2025", "--version", "2025-1")

    assert 1 == code
    assert "Tiekarttaa ei ole hyväksytty" in err


def test_a_year_that_has_not_begun_leads_to_the_needs(told, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1748736000")  # 1.6.2025
    code, _, err = told("report", "pikku", "--year", "2026")

    assert 2 == code
    assert "Vuosi 2026 ei ole vielä alkanut" in err
    assert "digitiekartta needs pikku --year 2026" in err


def test_a_year_that_goes_on_and_one_without_reports_are_told_beside_the_report(told):
    code, out, err = told("report", "pikku", "--year", "2026")

    assert 0 == code
    assert "Huomaa: vuosi 2026 on kesken." in err
    assert "Huomaa: vuodelta 2026 ei ole yhtään tilannetietoa." in err
    assert "**Vuosi on kesken:** Luvut muuttuvat vielä." in out


def test_without_a_period_a_year_cannot_be_told(told, content):
    laskula.forget_schedules(content)
    content.replace("tiekartta.yml", "kausi: kevät 2025 – syksy 2026\n", "")
    code, _, err = told("report", "pikku", "--year", "2025")

    assert 2 == code
    assert "Tiekartalla ei ole kautta" in err


def test_needs_list_what_goes_on_and_what_texts_tell_of_money(told):
    code, out, err = told("needs", "pikku", "--year", "2026")

    assert (0, "") == (code, err)
    assert "Vuonna 2026 alkaa yksi toimenpide ja jatkuu 4." in out
    assert "5.900e" in out.replace("&#46;", ".")


def test_the_needs_of_the_year_after_the_period_are_told_as_its_budget_is_made_before(told):
    code, out, _ = told("needs", "pikku", "--year", "2027")

    assert 0 == code
    assert "Kauden lopussa yksikään toimenpide ei ole jatkuvassa vaiheessa." in out


def test_both_are_written_as_word_and_excel(told, content):
    for command in ("report", "needs"):
        for form in ("docx", "xlsx", "html", "md"):
            file = content.root / f"{command}.{form}"
            code, out, _ = told(command, "pikku", "--year", "2026", "--output", str(file))
            assert (0, f"Kirjoitettu: {file}\n") == (code, out)
    document = docx.Document(io.BytesIO((content.root / "report.docx").read_bytes()))
    book = openpyxl.load_workbook(content.root / "needs.xlsx")

    assert "Pikkulan kunta" == document.core_properties.author
    assert 24500.5 == book["Toimialat"]["G7"].value
    assert "€" in book["Toimialat"]["G7"].number_format


def test_content_with_errors_makes_no_report(told, content):
    content.replace("toimenpiteet/a.yml", "tavoite: t1", "tavoite: t9")

    code, out, err = told("report", "pikku", "--year", "2025")
    assert (1, "") == (code, out)
    assert "Raporttia ei tehty." in err

"""Advice never leads astray: what is offered exists, and differs visibly from what was written."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from digitiekartta.basics.characters import look
from digitiekartta.roadmap.checking import advice
from digitiekartta.roadmap.model import KEYS, CommonPhase, PartyKind

KURSSIT, DIGITUKI = "toimenpiteet/kurssit.yml", "toimenpiteet/digituki.yml"
PARTIES = "vastuu:\n  - Tietohallinto\n"


@pytest.mark.parametrize(
    ("file", "old", "new", "id"),
    [
        (KURSSIT, "tavoite: digitaidot", "tavoite: Digitaidot kuntoon", "digitaidot"),
        (KURSSIT, "tavoite: digitaidot", "tavoite: digitaidot kuntoon!", "digitaidot"),
        (KURSSIT, "tavoite: digitaidot", "tavoite: 1. Digitaidot kuntoon", "digitaidot"),
        (KURSSIT, "tavoite: digitaidot", "tavoite: Tavoite 1", "digitaidot"),
        (KURSSIT, "tavoite: digitaidot", "tavoite: 1", "digitaidot"),
        (KURSSIT, "tavoite: digitaidot", "tavoite: tavoitteet/digitaidot.yml", "digitaidot"),
        (KURSSIT, "tavoite: digitaidot", "tavoite: ”digitaidot”", "digitaidot"),
        (KURSSIT, "tavoite: digitaidot", "tavoite: Digitadot kuntoon", "digitaidot"),
        (KURSSIT, "ryhma: koulutus", "ryhma: Koulutus", "koulutus"),
        (DIGITUKI, "ryhma: neuvonta", "ryhma: neuvnta", "neuvonta"),
        (DIGITUKI, "- kurssit", "- Tietoturvakurssi", "kurssit"),
        (DIGITUKI, "- kurssit", "- Ohjeet verkkoon", "ohjeet"),
        (DIGITUKI, "- kurssit", "- kurssit.yml", "kurssit"),
        ("tasot.yml", "nakokulma: osaaminen", "nakokulma: Palvelut", "palvelut"),
    ],
)
def test_what_is_written_by_its_title_is_told_with_the_id_that_belongs_to_it(
    content, file, old, new, id
):
    content.replace(file, old, new)

    problem = content.error()
    assert problem.code.startswith("unknown-")
    assert f"Tarkoititko ”{id}”?" in problem.remedy


def test_a_hyphen_that_breaks_no_line_is_a_hyphen_in_an_id(content):
    content.write("tavoitteet/uusi-tavoite.yml", "numero: 2\notsikko: Uusi\n")
    content.replace(KURSSIT, "tavoite: digitaidot\nryhma: koulutus", "tavoite: uusi\u2011tavoite")

    assert [] == content.problems()


@pytest.mark.parametrize(
    "line",
    [
        "vastuu: Kirjasto, Tietohallinto",
        "vastuu: Kirjasto ja Tietohallinto",
        "vastuu: Kirjasto; Tietohallinto",
        "vastuu: Kirjasto / Tietohallinto",
        "vastuu: kirjasto/tietohallinto",
        "vastuu: • Kirjasto • Tietohallinto",
        "vastuu: Kirjasto sekä Tietohallinnon yksikkö",
        "vastuu:\n  - Kirjasto, Tietohallinto",
    ],
)
def test_parties_on_one_line_are_shown_on_two(content, line):
    content.replace(KURSSIT, PARTIES, line + "\n")

    problem = content.problem()
    assert "unknown-party" == problem.code
    assert "”- Kirjasto” ja ”- Tietohallinto”" in problem.remedy


def test_of_names_on_one_line_the_unknown_ones_are_named(content):
    content.replace(KURSSIT, PARTIES, "vastuu: Kirjasto, Rehtorit\n")

    problem = content.problem()
    assert "Luettelossa ei ole: ”Rehtorit”." in problem.remedy
    assert "tahot.yml" in problem.remedy


@pytest.mark.parametrize("name", ["Sivistys, kulttuuri ja vapaa-aika", "Hallinto- ja {kehitys}"])
def test_a_known_name_may_have_a_comma_or_an_and_in_it(content, name):
    content.append("tahot.yml", f"{name}:\n  laji: muu\n")
    content.replace(KURSSIT, PARTIES, f"vastuu: {name}\n")

    assert [] == content.problems()


@pytest.mark.parametrize(
    ("line", "lines"),
    [
        ("toimiala: Koko kunta, Tekniset palvelut", "”- Koko kunta” ja ”- Tekniset palvelut”"),
        ("kohderyhma: asukkaat ja henkilöstö", "”- Asukkaat” ja ”- Henkilöstö”"),
        ("liittyy: digituki, ohjeet", "”- digituki” ja ”- ohjeet”"),
        ("korvaa: Digituki kirjastossa; Ohjeet verkkoon", "”- digituki” ja ”- ohjeet”"),
    ],
)
def test_other_lists_on_one_line_are_shown_on_two(content, line, lines):
    if line.startswith("toimiala"):
        content.replace(KURSSIT, "toimiala:\n  - Koko kunta\n", "")
    content.append(KURSSIT, line + "\n")

    assert lines in content.error().remedy


def test_two_sectors_of_a_party_are_not_offered_as_two_lines(content):
    content.replace("tahot.yml", "toimiala: Koko kunta", "toimiala: Koko kunta, Tekniset palvelut")

    assert "Kirjoita yksi nimi, esimerkiksi ”Koko kunta”." in content.error().remedy


def test_criteria_on_one_line_are_shown_on_two(content):
    content.append(
        "tiekartta.yml",
        "saavutettavuus:\n  tila: osittain\n  puutteet:\n    - kuvaus: Kartta ei toimi\n"
        "      kriteeri: 1.4.3, 2.4.4\n      syy: ei vielä lain mukainen\n",
    )

    assert "”- 1.4.3” ja ”- 2.4.4”" in content.error().remedy


def test_a_letter_that_only_looks_right_is_told_by_its_number(content):
    content.replace(KURSSIT, "  - Tietohallinto", "  - Tietoh\u0430llinto")

    problem = content.error()
    assert "U+0430" in problem.remedy
    assert "Tarkoititko" not in problem.remedy


SLIPS = (
    *("{}x", "x{}", "{}.", "”{}”", "{}, Rehtorit", "{} ja muut", "{}\u2011", "\u0430{}", "{0} {0}"),
)
WORDS = {*KEYS.values(), *get_args(CommonPhase), *get_args(PartyKind)}


@pytest.mark.parametrize("slip", SLIPS)
@pytest.mark.parametrize(
    ("file", "before", "word"),
    [
        (KURSSIT, "tavoite: ", "digitaidot"),
        (KURSSIT, "ryhma: ", "koulutus"),
        (KURSSIT, "  - ", "Tietohallinto"),
        (KURSSIT, "  - ", "Koko kunta"),
        (KURSSIT, "  kevät 2025: ", "selvitys"),
        (KURSSIT, "", "aikataulu"),
        (DIGITUKI, "  - ", "kurssit"),
        ("tasot.yml", "nakokulma: ", "osaaminen"),
        ("tahot.yml", "laji: ", "toimielin"),
        ("tiekartta.yml", "yleinen: ", "toteutus"),
        ("tiekartta.yml", "  - ", "saatesanat"),
    ],
)
def test_what_is_offered_exists_and_is_not_the_word_that_was_wrong(
    content, file, before, word, slip
):
    everything = "\n".join(path.read_text("utf-8") for path in content.folder.rglob("*.*"))
    names = {path.stem for path in content.folder.rglob("*.*")}
    wrong = slip.format(word)
    content.replace(file, f"{before}{word}", f"{before}{wrong}")

    for problem in content.problems():
        for offered in re.findall(r"Tarkoititko (?:nimeä )?”([^”]*)”", problem.remedy):
            assert look(offered) != look(wrong)
            stands = re.search(rf"(?m)(^|[-:] +){re.escape(offered)}\b", everything)
            assert stands or offered in names | WORDS
        for name in re.findall(r"”- ([^”]*)”", problem.remedy):
            assert name != wrong


def test_names_part_at_an_and_only_where_all_are_known():
    known = {"Kirjasto", "Tietohallinto"}.__contains__

    assert advice.parts_of("Hallinto- ja Kirjasto", known) is None
    assert ["Kirjasto", "Tietohallinto"] == advice.parts_of("Kirjasto ja Tietohallinto", known)


def test_the_mark_of_a_phase_in_place_of_its_name_is_told_with_the_name(content):
    content.replace("tiekartta.yml", "  - nimi: selvitys\n", "  - nimi: selvitys\n    merkki: S\n")
    content.replace("toimenpiteet/kurssit.yml", "kevät 2025: selvitys", "kevät 2025: s")

    problem = content.error()
    assert ("unknown-phase", 9) == (problem.code, problem.place.line)
    assert "Kirjoita vaiheen nimi: ”selvitys”." == problem.remedy


def test_a_dash_in_place_of_a_phase_is_told_once(content):
    content.replace("toimenpiteet/kurssit.yml", "kevät 2025: selvitys", "kevät 2025: '-'")

    assert "unknown-phase" == content.problem().code

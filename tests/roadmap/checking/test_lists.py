"""What stands in a list stands there once."""

from __future__ import annotations

import pytest

KURSSIT = "toimenpiteet/kurssit.yml"
SETTINGS = "tiekartta.yml"
COST = "  - vuosi: 2025\n    euroa: 1000\n"
LINK = "  - teksti: Ohje\n    osoite: https://pikkula.example/ohje\n"


@pytest.mark.parametrize(
    ("file", "head", "line", "name"),
    [
        ("tasot.yml", "karjet:", "nimi: Osaava henkilöstö", "Osaava henkilöstö"),
        ("tasot.yml", "nakokulmat:", "{tunnus: toinen, nimi: osaaminen}", "Osaaminen"),
        (SETTINGS, "toimialat:", "Koko kunta", "Koko kunta"),
        (SETTINGS, "toimialat:", "{nimi: Koulut, muut_kirjoitusasut: koko kunta}", "Koko kunta"),
        (SETTINGS, "kohderyhmat:", "asukkaat", "Asukkaat"),
        (SETTINGS, "tekstit:", "saatesanat", "saatesanat"),
        (KURSSIT, "vastuu:", "Tietohallinnon yksikkö", "Tietohallinto"),
        (KURSSIT, "toimiala:", "Koko kunta", "Koko kunta"),
        ("toimenpiteet/digituki.yml", "liittyy:", "kurssit", "kurssit"),
    ],
)
def test_a_name_that_a_list_holds_twice_is_told_with_both_places(content, file, head, line, name):
    content.replace(file, f"\n{head}\n", f"\n{head}\n  - {line}\n")

    problem = content.problem()
    assert ("listed-twice", False) == (problem.code, problem.is_error)
    assert f"”{name}”" in problem.message
    lines = content.read(file).splitlines()
    assert f"- {line.partition(': ')[0]}".strip("- {") in lines[problem.related[0].line - 1]
    assert problem.related[0].line < problem.place.line


@pytest.mark.parametrize(("head", "item"), [("kustannusarvio", COST), ("linkit", LINK)])
def test_what_has_no_name_is_told_when_all_of_it_is_the_same(content, head, item):
    content.append(KURSSIT, f"{head}:\n{item}{item}")

    problem = content.problem()
    assert ("listed-twice", 15) == (problem.code, problem.place.line)
    assert "sama kohta" in problem.message


def test_two_costs_of_a_year_may_differ(content):
    content.append(KURSSIT, f"kustannusarvio:\n{COST}{COST.replace('1000', '2000')}")

    assert [] == content.problems()


def test_a_body_that_stands_twice_is_told_as_only_the_first_may_approve(content):
    bodies = "  - nimi: Johtoryhmä\n  - nimi: Johtoryhmä\n    hyvaksyy: muutokset\n"
    content.append(SETTINGS, f"toimielimet:\n{bodies}")

    assert "listed-twice" == content.problem().code


MEETING = "  - toimielin: Johtoryhmä\n    aika: {time}\n    asia: Muutokset\n"
BODY = "toimielimet:\n  - nimi: Johtoryhmä\nkokoukset:\n"


@pytest.mark.parametrize(
    ("file", "head", "item", "values"),
    [
        (SETTINGS, BODY, MEETING, ["10.2026", "vk 44", "31.2.2027", "8.12.2026 klo 9"]),
        (KURSSIT, "kustannusarvio:\n", "  - vuosi: {time}\n    euroa: 1000\n", ["ensi", "sitten"]),
        (KURSSIT, "linkit:\n", "  - teksti: Ohje\n    osoite: {time}\n", ["ohje", "neuvo"]),
    ],
)
def test_what_could_not_be_read_is_never_called_the_same(content, file, head, item, values):
    content.append(file, head + "".join(item.format(time=value) for value in values))

    codes = [problem.code for problem in content.problems()]
    assert len(values) == len(codes)
    assert "listed-twice" not in codes


def test_what_is_told_twice_beside_something_unreadable_is_still_told(content):
    times = ["vk 44", "helmikuu 2027", "helmikuu 2027"]
    content.append(SETTINGS, BODY + "".join(MEETING.format(time=time) for time in times))

    codes = [problem.code for problem in content.problems()]
    assert ["unknown-occasion", "listed-twice"] == codes

"""Invisible characters: told where they mislead, left out without a word where they do nothing."""

from __future__ import annotations

import pytest

KURSSIT = "toimenpiteet/kurssit.yml"
TITLE = "otsikko: Tietoturvakurssi"
MISLEADING = [("\u202e", "U+202E"), ("\u2066", "U+2066"), ("\x00", "U+0000"), ("\uffff", "U+FFFF")]


@pytest.mark.parametrize(("character", "number"), MISLEADING)
@pytest.mark.parametrize("file", [KURSSIT, "tiekartta.yml", "tahot.yml", "saatesanat.md"])
def test_a_control_or_a_turn_of_direction_is_told_in_every_kind_of_file(
    content, file, character, number
):
    lines = content.read(file).split("\n")
    lines[0] += character
    content.write(file, "\n".join(lines).encode())

    problem = content.problem()
    assert ("control-character", 1) == (problem.code, problem.place.line)
    assert number in problem.message


@pytest.mark.parametrize("written", ['"Tieto\\u202Eturva"', '"\\x1b[31mTieto"', '"Tieto\\0"'])
def test_an_escape_does_not_hide_a_control(content, written):
    content.replace(KURSSIT, TITLE, f"otsikko: {written}")

    problem = content.problem()
    assert ("control-character", 1, 10) == (
        problem.code,
        problem.place.line,
        problem.place.column,
    )


def test_an_escape_in_the_name_of_a_field_or_a_party_is_told(content):
    content.append(KURSSIT, '"lisa\\u0000tiedot": Huom.\n')
    content.append("tahot.yml", '"Rehtori\\u202E":\n  laji: viranhaltija\n')

    assert ["control-character"] * 2 == [problem.code for problem in content.problems()]


@pytest.mark.parametrize("lost", ["kyl\ufffd", "\ue123", "merkki \uf0b7 rivillä"])
def test_a_letter_that_was_lost_on_the_way_is_told(content, lost):
    content.append(KURSSIT, f"lisatiedot: {lost}\n")

    problem = content.problem()
    assert ("control-character", 12) == (problem.code, problem.place.line)
    assert "laatikkona" in problem.message


@pytest.mark.parametrize("unseen", ["\u00ad", "\u200b", "\u200d", "\u200e", "\u2060"])
def test_what_changes_nothing_that_is_read_is_left_out_everywhere(content, unseen):
    broken = content.read(KURSSIT)
    for word in ("Tietoturvakurssi", "ryhma", "koulutus", "hallinto", "kevät 2025", "selvitys"):
        broken = broken.replace(word, word[:3] + unseen + word[3:])
    content.write(KURSSIT, broken.encode())
    content.append("saatesanat.md", f"\nTieto{unseen}turva.\n")

    assert [] == content.problems()
    assert "Tietoturvakurssi" == content.roadmap().measures_by_id["kurssit"].title
    assert "Tietoturva." in content.roadmap().texts["saatesanat"].markdown


@pytest.mark.parametrize(
    "number", ["jarjestys: 1\u00ad0", "kustannusarvio: [{vuosi: 2025, euroa: 5\u200b400}]"]
)
def test_what_nobody_sees_in_a_number_does_not_spoil_it(content, number):
    content.append(KURSSIT, number + "\n")

    assert [] == content.problems()


@pytest.mark.parametrize(
    "blank", ['"\\u0000"', '"\\uFFFE"', '"\\u200b"', "\u2800", "\u3164", '"\\u00a0"']
)
@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (KURSSIT, TITLE, "otsikko: {}"),
        ("tavoitteet/digitaidot.yml", "otsikko: Koulutus", "otsikko: {}"),
        ("tiekartta.yml", "nimi: selvitys", "nimi: {}"),
        ("tiekartta.yml", "- Tekniset palvelut", "- {}"),
        ("tiekartta.yml", "organisaatio: Pikkulan kunta", "organisaatio: {}"),
        ("tahot.yml", "Johtoryhmä:", "{}:"),
        ("tasot.yml", "nimi: Palvelut", "nimi: {}"),
        ("lyhenteet.yml", "DVV:", "{}:"),
    ],
)
def test_a_name_of_which_nothing_is_seen_is_refused(content, file, old, new, blank):
    content.replace(file, old, new.format(blank))

    told = {problem.code for problem in content.problems() if problem.place.file.endswith(file)}
    assert told & {"empty-value", "missing-field"}


def test_a_prose_file_whose_title_shows_nothing_has_no_title(content):
    content.write("saatesanat.md", "# \u2800\n\nTekstiä.\n")

    assert "missing-title" == content.problem().code

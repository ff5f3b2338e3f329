"""What a paste from another program leaves in fields and prose: told once, at its place."""

from __future__ import annotations

import pytest

KURSSIT = "toimenpiteet/kurssit.yml"
TITLE = "otsikko: Tietoturvakurssi"


@pytest.mark.parametrize(
    ("file", "field"),
    [
        (KURSSIT, "muut_toimijat: DVV, Traficom, Kela"),
        (KURSSIT, "muut_toimijat: DVV; Traficom / Kela"),
        ("tahot.yml", "Rehtorit:\n  muut_kirjoitusasut: Rehtori, Apulaisrehtori, Koulunjohtaja"),
    ],
)
def test_a_list_pasted_as_one_line_is_told_with_its_lines(content, file, field):
    content.append(file, field + "\n")

    problem = content.problem()
    assert ("list-on-one-line", False) == (problem.code, problem.is_error)
    first = field.split(": ", 1)[-1].replace(";", ",").split(",")[0]
    assert f"”- {first}”" in problem.remedy


def test_sectors_pasted_as_one_line_are_told(content):
    content.replace(
        "tiekartta.yml",
        "  - Koko kunta\n  - Tekniset palvelut\n",
        "  Koko kunta, Tekniset palvelut\n",
    )

    assert "list-on-one-line" in [problem.code for problem in content.problems()]


@pytest.mark.parametrize(
    ("file", "field"),
    [
        (KURSSIT, "muut_toimijat"),
        (KURSSIT, "hakusanat"),
        ("tiekartta.yml", "synonyymit"),
        ("tahot.yml", "Rehtorit:\n  muut_kirjoitusasut"),
    ],
)
@pytest.mark.parametrize("mark", ["", " |-"])
def test_a_list_without_dashes_is_told(content, file, field, mark):
    content.append(file, f"{field}:{mark}\n    sali, tila\n    kirja, opus\n")

    problem = content.problem()
    assert "list-on-one-line" == problem.code
    assert "puuttuvat viivat" in problem.message
    assert "”sali, tila kirja, opus”" in problem.message


@pytest.mark.parametrize(
    "name", ["muut_toimijat: Länsirannikon\n  hyvinvointialue", "hakusanat:\n  salasana"]
)
def test_one_name_needs_no_dash(content, name):
    content.append(KURSSIT, f"{name}\n")

    assert [] == content.problems()


@pytest.mark.parametrize(
    "text",
    [
        "Kurssilla opitaan • salasanat • huijaukset",
        "• Salasanat",
        "|-\n  Kurssilla opitaan\n  • salasanat\n  • huijaukset",
        "|-\n  – salasanat\n  – huijaukset",
        "|-\n  \uf0b7 salasanat",
    ],
)
def test_marks_of_a_list_in_a_field_are_told(content, text):
    content.append(KURSSIT, f"kuvaus: {text}\n")

    assert "bullet-in-text" == content.problem().code


@pytest.mark.parametrize("marks", ["•", "▪", "–"])
def test_a_list_from_word_in_prose_is_told_at_its_first_line(content, marks):
    content.append("saatesanat.md", f"\nTehdään:\n\n{marks} yksi\n{marks} kaksi\n")

    problem = content.problem()
    assert ("bullet-in-text", 6) == (problem.code, problem.place.line)


@pytest.mark.parametrize("mark", ["•", "–", "*", "▪"])
def test_each_line_of_a_list_with_words_marks_is_told(content, mark):
    content.replace(KURSSIT, "  - Tietohallinto", f"  {mark} Tietohallinto\n  {mark} Kirjasto")

    told = [(problem.code, problem.place.line) for problem in content.problems()]
    assert ("list-mark", 5) in told


@pytest.mark.parametrize("quotes", ["”{}”", "“{}”", "»{}»", "„{}“"])
def test_quotes_around_a_whole_text_are_told(content, quotes):
    content.replace(KURSSIT, TITLE, "otsikko: " + quotes.format("Tietoturvakurssi"))

    assert "quoted-text" == content.problem().code


def test_a_letter_of_another_script_in_a_word_is_told_in_fields_and_prose(content):
    content.replace(KURSSIT, TITLE, "otsikko: Tietotu\u0440vakurssi")
    content.append("saatesanat.md", "\nTeksti, jossa on \u0430sia.\n")

    told = content.problems()
    assert ["foreign-letter"] * 2 == [problem.code for problem in told]
    assert "U+0430" in told[0].message
    assert 4 == told[0].place.line


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ("lisatiedot: Kurssi on **pakollinen**", "markup-in-field"),
        ("lisatiedot: '[Lomake](https://pikkula.example)'", "markup-in-field"),
        ("lisatiedot: <b>Tärkeää</b> asiaa", "markup-in-field"),
        ("lisatiedot: Asuminen&nbsp;ja kaavat", "markup-in-field"),
        ("lisatiedot: KÃ¤yttÃ¶Ã¶notto alkaa", "garbled-letters"),
        ("lisatiedot: |-\n  Tietoturvan kehit-\n  täminen jatkuu.", "broken-word"),
    ],
)
def test_what_a_program_left_in_a_text_is_told(content, field, code):
    content.append(KURSSIT, field + "\n")

    assert code == content.problem().code


def test_words_that_a_pdf_broke_are_told_in_prose_with_their_line(content):
    content.append("saatesanat.md", "\nTieto- ja viestintä, tieto-\nja muu kehit-\ntäminen.\n")

    problem = content.problem()
    assert ("broken-word", 5) == (problem.code, problem.place.line)


def test_letters_that_a_pdf_joined_are_letters(content):
    content.replace(KURSSIT, TITLE, "otsikko: Graaﬁnen oﬃce")

    assert "Graafinen office" == content.roadmap().measures_by_id["kurssit"].title


@pytest.mark.parametrize("line", ["1. {} 2. {}", "a) {} b) {}", "➢ {} ➢ {}", "o {} o {}"])
def test_lists_of_other_marks_are_shown_as_lines(content, line):
    names = line.format("Tietohallinto", "Kirjasto")
    content.replace(KURSSIT, "vastuu:\n  - Tietohallinto\n", f"vastuu: {names}\n")

    assert "”- Tietohallinto” ja ”- Kirjasto”" in content.problem().remedy


@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        ("kevät 2025: selvitys", "kevät ja syksy 2025: selvitys", "unknown-half-year", "useita"),
        ("kevät 2025: selvitys", "kevät 2025, syksy 2025: selvitys", "unknown-half-year", "useita"),
        ("kevät 2025: selvitys", "kevät 2025: selvitys, käyttöönotto", "unknown-phase", "useita"),
        ("kevät 2025: selvitys", "kevät 2025: selvitys/käyttöönotto", "unknown-phase", "useita"),
    ],
)
def test_several_half_years_or_phases_on_a_line_are_told_as_several(content, old, new, code, words):
    content.replace(KURSSIT, old, new)
    if "syksy 2025" in new or "ja syksy" in new:
        content.replace(KURSSIT, "  syksy 2025: käyttöönotto\n", "")

    problem = content.error()
    assert code == problem.code
    assert words in problem.message


@pytest.mark.parametrize("letter", ["ж", "a-\\n", "[", "<b", " /"])
def test_a_word_without_end_is_looked_at_in_bearable_time(content, letter):
    long = (letter * 20_000)[:20_000]
    content.append(KURSSIT, f'lisatiedot: "x{long}"\nmuut_toimijat: "x{long}"\n')
    content.replace(KURSSIT, "  - Tietohallinto", f'  - "x{long}"')

    assert "unknown-party" in [problem.code for problem in content.problems()]


@pytest.mark.parametrize("marks", ["---", "–", "…", "?!", "_"])
def test_a_text_of_marks_alone_is_told_as_that_and_is_no_double_of_another(content, marks):
    for name, title in (("yksi", marks), ("kaksi", f"{marks} {marks[0]}")):
        file = f"toimenpiteet/{name}.yml"
        content.write(file, f"otsikko: '{title}'\ntavoite: digitaidot\naikataulu: {{}}\n")

    assert {"marks-only"} == {one.code for one in content.problems()}


@pytest.mark.parametrize("line", ["aikataulu:\n  kevät 2025: {sanat: →}", "aikataulu: {}"])
def test_marks_in_a_cell_of_the_schedule_are_what_the_source_says(content, line):
    content.write("toimenpiteet/yksi.yml", f"otsikko: Kurssi\ntavoite: digitaidot\n{line}\n")

    assert [] == content.problems()

"""Fields that hold something else than they should: one Problem each, at the field."""

from __future__ import annotations

import pytest

MEASURE = "otsikko: Uusi kurssi\ntavoite: digitaidot\n"  # what is under test begins on line 3
NO_SCHEDULE = MEASURE + "aikataulu: {}\n"  # … on line 4
GOAL = "numero: 2\notsikko: Toinen\n"  # … on line 3

FAULTS = [
    # names of fields
    ("vastu: Kirjasto", "unknown-key", 4, 1, "vastu", "”vastuu”"),
    ("Kuvaus: a", "unknown-key", 4, 1, "Kuvaus", "”kuvaus”"),
    ("xyz: a", "unknown-key", 4, 1, "xyz", "OHJE.md"),
    (
        "linkit:\n  - teksti: a\n    osote: b\n    osoite: https://a.example",
        "unknown-key",
        6,
        5,
        "linkit.osote",
        "”osoite”",
    ),
    ("kevät 2025: selvitys\nsyksy 2025: selvitys", "bad-indent", 4, 1, "kevät 2025", "aikataulu"),
    # lists, texts and fields in one another's place
    ("kuvaus:\n  - a", "text-expected", 5, 3, "kuvaus", "samalle riville"),
    ("kuvaus:\n  a: b", "text-expected", 5, 3, "kuvaus", "samalle riville"),
    ("vastuu:\n  - Kirjasto: tiedotus", "two-colons", 5, 5, "vastuu", "- 'Kirjasto: tiedotus'"),
    ("vastuu:\n  Kirjasto: a", "list-expected", 5, 3, "vastuu", "viivan"),
    ("vastuu:\n  - - Kirjasto", "text-expected", 5, 5, "vastuu", "- arvo"),
    ("raportit: valmis", "list-expected", 4, 11, "raportit", "- kenttä: arvo"),
    ("raportit:\n  puolivuosi: kevät 2025", "list-expected", 5, 3, "raportit", "- puolivuosi: …"),
    ("raportit:\n  - valmis", "mapping-expected", 5, 5, "raportit", "kenttä: arvo"),
    ("lahde: pöytäkirja", "mapping-expected", 4, 8, "lahde", "kenttä: arvo"),
    # empty ones
    ("vastuu:\n  - Kirjasto\n  -", "empty-value", 6, 4, "vastuu", "poista rivi"),
    ("raportit:\n  -", "empty-value", 5, 4, "raportit", "poista rivi"),
    ("kuvaus: ' '", "empty-value", 4, 9, "kuvaus", "poista rivi"),
    ("linkit:\n  - teksti: a", "missing-field", 5, 5, "linkit.osoite", "”osoite: …”"),
    (
        "linkit:\n  - osoite: https://a.example\n    teksti:",
        "empty-value",
        6,
        5,
        "linkit.teksti",
        "kaksoispisteen",
    ),
    # words of a kind
    (
        "raportit:\n  - puolivuosi: kevät 2025\n    tila: valmiina\n    teksti: a",
        "unknown-value",
        6,
        11,
        "raportit.tila",
        "”valmis”",
    ),
    (
        "raportit:\n  - puolivuosi: kevät 2025\n    tila: [a]\n    teksti: a",
        "text-expected",
        6,
        11,
        "raportit.tila",
        "teksti",
    ),
    ("jarjestys: ensin", "number-expected", 4, 12, "jarjestys", "numeroin"),
    ("jarjestys: 1_000", "number-expected", 4, 12, "jarjestys", "1_000"),
    ("lahde:\n  paivays: 31.2.2026", "bad-date", 5, 12, "lahde.paivays", "Päivää 31.2.2026 ei ole"),
    ("lahde:\n  paivays: eilen", "bad-date", 5, 12, "lahde.paivays", "16.12.2024"),
    (
        "linkit:\n  - teksti: a\n    osoite: www.a.fi",
        "forbidden-link",
        6,
        13,
        "linkit.osoite",
        "https://",
    ),
    (
        "linkit:\n  - teksti: a\n    osoite: javascript:alert(1)",
        "forbidden-link",
        6,
        13,
        "linkit.osoite",
        "https://",
    ),
    ("liittyy: Digituki kirjastossa", "unknown-measure", 4, 10, "liittyy", "”digituki”"),
    ("liittyy: Digituki", "unknown-measure", 4, 10, "liittyy", "”digituki”"),
    ("kustannusarvio: 5000", "list-expected", 4, 17, "kustannusarvio", "- kenttä: arvo"),
    (
        "kustannusarvio:\n  - {vuosi: 2025, euroa: -5}",
        "negative-cost",
        5,
        26,
        "kustannusarvio.euroa",
        "miinusmerkkiä",
    ),
    (
        "kustannusarvio:\n  - {vuosi: 2025, euroa: noin 5 t€}",
        "cost-not-number",
        5,
        26,
        "kustannusarvio.euroa",
        "12000",
    ),
    (
        "kustannusarvio:\n  - {vuosi: ensi vuosi, euroa: 5}",
        "number-expected",
        5,
        13,
        "kustannusarvio.vuosi",
        "numeroin",
    ),
    (
        "aikataulu_puuttuu: ei päätetty",
        "schedule-known-and-missing",
        4,
        20,
        "aikataulu_puuttuu",
        "Poista",
    ),
]

SCHEDULES = [
    ("kesä 2025: selvitys", "unknown-half-year", 4, 3, "”kesä 2025”"),
    ("kevät: selvitys", "unknown-half-year", 4, 3, "”kevät 2025”"),
    ("kevät 20255: selvitys", "unknown-half-year", 4, 3, "”kevät 20255”"),
    ("3/2025: selvitys", "unknown-half-year", 4, 3, "”3/2025”"),
    ("syksy 2025 – kevät 2025: selvitys", "range-reversed", 4, 3, "aikaisempi puolivuosi ensin"),
    ("kevät 2025: selvitys\n  2025-kevät: selvitys", "duplicate-half-year", 5, 3, "”2025-kevät”"),
    (
        "kevät 2025: selvitys\n  K 2025 – S 2025: selvitys",
        "duplicate-half-year",
        5,
        3,
        "”kevät 2025” ja ”K 2025 – S 2025”",
    ),
    ("kevät 2025:", "empty-value", 4, 3, "selvitys"),
    ("kevät 2025:\n    - selvitys", "text-expected", 5, 5, "viiva"),
    ("kevät 2025:\n    vaihee: selvitys", "unknown-key", 5, 5, "”vaihe”"),
    ("- kevät 2025: selvitys", "mapping-expected", 4, 3, "kevät 2025: selvitys"),
    ("- kevät 2025", "mapping-expected", 4, 3, "kevät 2025: selvitys"),
    ("kevät 2025", "mapping-expected", 4, 3, "kevät 2025: selvitys"),
]


def told(problem):
    place = problem.place
    return problem.code, place.file.removeprefix("content/pikku/"), place.line, place.column


@pytest.mark.parametrize(("text", "code", "line", "column", "field", "words"), FAULTS)
def test_a_fault_of_a_field_is_told_once_and_at_its_place(
    content, text, code, line, column, field, words
):
    content.write("toimenpiteet/uusi.yml", NO_SCHEDULE + text + "\n")

    problem = content.problem()
    assert (code, "toimenpiteet/uusi.yml", line, column) == told(problem)
    assert field == problem.place.field
    assert words in f"{problem.message} {problem.remedy}"


@pytest.mark.parametrize(("text", "code", "line", "column", "words"), SCHEDULES)
def test_a_fault_of_a_schedule_is_told_once_and_at_its_place(
    content, text, code, line, column, words
):
    content.write("toimenpiteet/uusi.yml", f"{MEASURE}aikataulu:\n  {text}\n")

    problem = content.problem()
    assert (code, "toimenpiteet/uusi.yml", line, column) == told(problem)
    assert problem.place.field.startswith("aikataulu")
    assert words in f"{problem.message} {problem.remedy}"


@pytest.mark.parametrize(
    ("file", "text", "code", "line", "column", "words"),
    [
        (
            "toimenpiteet/uusi.yml",
            "tavoite: digitaidot\naikataulu: {}\n",
            "missing-field",
            1,
            1,
            "”otsikko: …”",
        ),
        (
            "toimenpiteet/uusi.yml",
            "aikataulu: {}\notsikko:\ntavoite: digitaidot\n",
            "empty-value",
            2,
            1,
            "”otsikko” on tyhjä",
        ),
        (
            "toimenpiteet/uusi.yml",
            "otsikko: [a, b]\ntavoite: digitaidot\n",
            "text-expected",
            1,
            10,
            "teksti",
        ),
        ("tahot.yml", "Kirjasto: yksikkö\nTietohallinto:\n", "mapping-expected", 1, 11, "kenttiä"),
        (
            "tahot.yml",
            "Kirjasto:\n  laji: yksikko\nTietohallinto:\n",
            "unknown-value",
            2,
            9,
            "”yksikkö”",
        ),
        (
            "tahot.yml",
            "Kirjasto:\n  laija: yksikkö\nTietohallinto:\n",
            "unknown-key",
            2,
            3,
            "”laji”",
        ),
        ("tahot.yml", "Kirjasto:\nTietohallinto:\nKirjasto:\n", "duplicate-key", 3, 1, "rivillä 1"),
        ("tahot.yml", "- Kirjasto\n- Tietohallinto\n", "not-a-mapping", 1, 1, "kenttä: arvo"),
        ("lyhenteet.yml", "DVV:\n", "empty-value", 1, 1, "tyhjä"),
        ("lyhenteet.yml", "DVV:\n  selite: a\n", "text-expected", 2, 3, "teksti"),
        (
            "tasot.yml",
            "nakokulmat:\n  - {tunnus: a, nimi: A, lahtotaso: hyvä}\n",
            "number-expected",
            2,
            37,
            "2,5",
        ),
        (
            "tavoitteet/toinen.yml",
            "numero: kaksi\notsikko: Toinen\n",
            "number-expected",
            1,
            9,
            "kaksi",
        ),
        ("tavoitteet/toinen.yml", GOAL + "ryhmat: koulutus\n", "list-expected", 3, 9, "viivalla"),
        (
            "tavoitteet/toinen.yml",
            GOAL + "ryhmat:\n  - {tunnus: a, otsikko: A}\n  - {tunnus: a, otsikko: B}\n",
            "duplicate-group",
            5,
            14,
            "”a”",
        ),
    ],
)
def test_a_fault_of_another_file_is_told_once_and_at_its_place(
    content, file, text, code, line, column, words
):
    content.write(file, text)

    [problem] = [one for one in content.problems() if one.code != "goal-without-measures"]
    assert (code, file, line, column) == told(problem)
    assert words in f"{problem.message} {problem.remedy}"


def test_a_period_written_the_wrong_way_round_is_told(content):
    content.replace("tiekartta.yml", "kevät 2025 – syksy 2026", "syksy 2026 – kevät 2025")

    assert ("range-reversed", "tiekartta.yml", 5, 8) == told(content.problem())


def test_all_faults_of_all_files_are_told_at_once_and_in_order(content):
    content.write("toimenpiteet/uusi.yml", "vastu: a\njarjestys: b\nliittyy: Ä\n")
    content.append("tasot.yml", "kärjet: a\n")
    content.append("lyhenteet.yml", "VM: 'a\n")

    assert [
        ("unclosed-quote", "lyhenteet.yml", 2, 5),
        ("unknown-key", "tasot.yml", 16, 1),
        ("missing-field", "toimenpiteet/uusi.yml", 1, 1),
        ("missing-field", "toimenpiteet/uusi.yml", 1, 1),
        ("unknown-key", "toimenpiteet/uusi.yml", 1, 1),
        ("number-expected", "toimenpiteet/uusi.yml", 2, 12),
        ("unknown-measure", "toimenpiteet/uusi.yml", 3, 10),
    ] == [told(problem) for problem in content.problems()]


@pytest.mark.parametrize(
    "text", ["vastuu: Kirjasto", "vastuu:\n  - Kirjasto", "vastuu: [Kirjasto]"]
)
def test_a_single_party_may_be_a_text_or_a_list(content, text):
    content.write("toimenpiteet/uusi.yml", f"{NO_SCHEDULE}{text}\n")

    assert [] == content.problems()
    assert ("Kirjasto",) == content.roadmap().measures_by_id["uusi"].parties


def test_values_that_look_like_something_else_stay_texts(content):
    content.write(
        "toimenpiteet/uusi.yml",
        NO_SCHEDULE + "kuvaus: no\nlisatiedot: 12:30\nseuranta: 2025-12-01\n"
        "vastuu_lahteessa: 0123\ntoimiala_lahteessa: 1_000\n",
    )

    measure = content.roadmap().measures_by_id["uusi"]
    assert ("no", "12:30", "2025-12-01") == (measure.description, measure.notes, measure.follow_up)
    assert ("0123", "1_000") == (measure.parties_in_source, measure.sector_in_source)


def test_an_unknown_schedule_is_not_an_empty_one(content):
    content.append("tiekartta.yml", "aikataulu_puuttuu: Ei päätetty.\n")
    content.write("toimenpiteet/uusi.yml", MEASURE)
    content.write("toimenpiteet/toinen.yml", NO_SCHEDULE.replace("Uusi", "Toinen"))

    measures = content.roadmap().measures_by_id
    assert (None, {}) == (measures["uusi"].schedule, measures["toinen"].schedule)


def test_words_beside_an_unknown_schedule_stand_once_in_a_half_year(content):
    content.append("tiekartta.yml", "aikataulu_puuttuu: Ei päätetty.\n")
    words = "aikataulun_sanat:\n  kevät 2025: a\n  2025-kevät: b\n"
    content.write("toimenpiteet/uusi.yml", MEASURE + words)

    assert ("duplicate-half-year", "toimenpiteet/uusi.yml", 5, 3) == told(content.problem())


@pytest.mark.parametrize("written", ["5.400", "5,400", "120.000"])
def test_an_amount_with_two_readings_is_told_with_both(content, written):
    content.write(
        "toimenpiteet/uusi.yml",
        f"{NO_SCHEDULE}kustannusarvio:\n  - {{vuosi: 2026, euroa: '{written}'}}\n",
    )

    problem = content.problem()
    whole = written.replace(".", "").replace(",", "")
    assert "cost-not-number" == problem.code
    assert f"voi tarkoittaa {whole} euroa tai" in problem.message


@pytest.mark.parametrize(
    ("written", "advised"),
    [
        ("5,400", ("5400", "5,40")),
        ("1.234", ("1234", "1,23")),
        ("999,995", ("999995", "1000,00")),
        ("0,005", ("0,01",)),
        ("12,3456", ("12,35",)),
    ],
)
def test_what_is_advised_for_an_amount_is_read_as_one(content, written, advised):
    def problems(amount):
        costs = f"kustannusarvio:\n  - vuosi: 2026\n    euroa: {amount}\n"
        content.write("toimenpiteet/uusi.yml", NO_SCHEDULE + costs)
        return [one for one in content.problems() if one.code == "cost-not-number"]

    [problem] = problems(written)
    assert all(amount in problem.remedy for amount in advised)
    assert [[]] * len(advised) == [problems(amount) for amount in advised]


@pytest.mark.parametrize(
    ("written", "readings"),
    [
        ("2/2026", ("syksy 2026", "helmikuuta")),
        ("1 / 2025", ("kevät 2025", "tammikuuta")),
        ("1/2025 – 2/2025", ("kevät 2025", "tammikuuta")),
    ],
)
def test_a_number_before_a_year_may_be_a_month_and_is_told(content, written, readings):
    content.write(
        "toimenpiteet/uusi.yml",
        f"otsikko: Uusi\ntavoite: digitaidot\naikataulu:\n  {written}: selvitys\n",
    )

    problem = content.problem()
    assert ("unknown-half-year", 4) == (problem.code, problem.place.line)
    assert all(reading in problem.message for reading in readings)


@pytest.mark.parametrize(
    ("file", "old", "new", "read"),
    [
        ("tahot.yml", "laji: toimielin", "laji: Toimielin", "toimielin"),
        ("tahot.yml", "laji: toimielin", "laji: TOIMIELIN", "toimielin"),
    ],
)
def test_letter_case_of_a_fixed_word_is_no_fault(content, file, old, new, read):
    content.replace(file, old, new)

    assert [] == content.problems()
    assert read == content.roadmap().parties["Johtoryhmä"].kind


@pytest.mark.parametrize("words", ["sali", "sali, sali", "Sali, sali,"])
def test_a_line_of_synonyms_has_two_words(content, words):
    content.append("tiekartta.yml", f"synonyymit: {words}\n")

    assert "lonely-synonym" == content.problem().code


@pytest.mark.parametrize(
    ("file", "head"),
    [
        ("toimenpiteet/kurssit.yml", "lisakentat"),
        ("tiekartta.yml", "muutosten_syyt"),
        ("tahot.yml", "Rehtorit"),
    ],
)
@pytest.mark.parametrize("name", ["''", '" "', ""])
def test_a_line_without_a_name_before_its_colon_is_told_as_that(content, file, head, name):
    line = f"{name}: {{}}\n" if file == "tahot.yml" else f"{head}:\n  {name}: x\n"
    content.append(file, line)

    problem = content.error()
    assert content.read(file).count("\n") == problem.place.line
    assert "ei ole nimeä" in problem.message
    assert not problem.place.field.endswith(".")


def test_a_list_in_a_line_of_a_list_is_told_as_that(content):
    content.replace("toimenpiteet/kurssit.yml", "  - Tietohallinto", "  - - Tietohallinto")

    problem = content.error()
    assert ("text-expected", 5) == (problem.code, problem.place.line)
    assert "”- arvo”" in problem.remedy


def test_an_item_without_its_dash_is_no_reason_to_remove_it(content):
    item = "puolivuosi: kevät 2025\n    tila: valmis\n"
    content.append("toimenpiteet/kurssit.yml", f"raportit:\n  - {item}    {item}")

    first, _ = content.problems()
    assert ("duplicate-key", 15) == (first.code, first.place.line)
    assert "”- puolivuosi: …”" in first.remedy


def test_a_register_written_as_a_list_is_told_as_that(content):
    content.write("lyhenteet.yml", "- DVV: Digi- ja väestötietovirasto\n")

    assert "Poista viivat rivien alusta" in content.error().remedy


def test_the_end_of_a_document_within_a_file_is_told_where_it_is(content):
    content.append("toimenpiteet/kurssit.yml", "...\nlisatiedot: Lisää\n")

    problem = content.error()
    assert 12 == problem.place.line
    assert "Rivi ... päättää tiedoston" in problem.message

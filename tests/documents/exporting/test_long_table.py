import csv
import io

from digitiekartta.documents.exporting.rows import COLUMNS, harmless
from digitiekartta.documents.exporting.rows import csv as as_csv


def rows(roadmap):
    text = as_csv(roadmap, "Luonnos.").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_there_is_a_row_for_each_half_year_of_each_measure(esimerkkila):
    found = [row for row in rows(esimerkkila) if row["tunnus"] == "digitaitojen-kartoitus"]

    assert [
        ("kevät 2025", "selvitys", "selvitys", ""),
        ("syksy 2025", "käyttöönotto", "toteutus", "ensimmäinen kysely"),
        ("kevät 2026", "", "", "tulokset käsitellään yksiköissä"),
        ("kevät 2027", "käyttöönotto", "toteutus", "uusintakysely"),
    ] == [(row["puolivuosi"], row["vaihe"], row["yleinen vaihe"], row["sanat"]) for row in found]


def test_every_measure_is_there_and_no_schedule_is_made_up(roadmap):
    found = rows(roadmap)
    known = {one.id for one in roadmap.measures if roadmap.schedule_of(one)}

    assert set(roadmap.measures_by_id) == {row["tunnus"] for row in found}
    assert known == {row["tunnus"] for row in found if row["puolivuosi"]}
    assert [*COLUMNS, "tila"] == list(found[0])
    assert {"Luonnos."} == {row["tila"] for row in found}


def test_a_finnish_excel_opens_it_with_its_letters(esimerkkila):
    data = as_csv(esimerkkila, "Luonnos.")

    assert data.startswith(b"\xef\xbb\xbftunnus;")
    assert b"\r\n" in data


def test_what_looks_like_a_formula_is_made_harmless():
    assert ["'=1+1", "'+1", "'-1", "'@a", "a=1"] == [
        harmless(text) for text in ("=1+1", "+1", "-1", "@a", "a=1")
    ]

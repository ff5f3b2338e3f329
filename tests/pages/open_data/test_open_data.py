"""Open data: what the files say, that nothing is left out, and that a page tells what there is."""

from __future__ import annotations

import io
import json
import posixpath
import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest
from given import ADDRESS, draft, file, names, public, rows, transcription, versions, with_settings
from jsonschema import Draft202012Validator
from openpyxl import load_workbook
from pydantic import BaseModel

from digitiekartta.basics.text import slug
from digitiekartta.pages import paths
from digitiekartta.pages.numbers.tables import LONG, MEASURES
from digitiekartta.pages.open_data import content as forms
from digitiekartta.pages.open_data.about import Licence, about
from digitiekartta.pages.open_data.files import CATALOGUE, WORKBOOK, data_files, files_of
from digitiekartta.pages.open_data.schema import schema, schema_file
from digitiekartta.pages.open_data.tables import tables
from digitiekartta.pages.open_data.workbook import workbook
from digitiekartta.pages.plan import Plan
from digitiekartta.pages.site import Site
from digitiekartta.roadmap.fields import declared
from digitiekartta.roadmap.model import (
    ENTRIES,
    Acknowledgement,
    Acknowledgements,
    Entry,
    Measure,
    SubjectWords,
)
from digitiekartta.roadmap.schemas import ABOUT as CLASSES
from hostile import HOSTILE
from rendering import OPTIONS, body, meta, planned_of, roadmap, tree
from test_every_field import FIELDS, without_and_with
from towns import TOWNS

# Of these no reader is told: which warnings may stand, by which words a region compares.
_NOT_SAID = (Acknowledgement, Acknowledgements, SubjectWords)


def whole(site: Site) -> Any:
    return json.loads(forms.whole(site))


def own(site: Site, measure: Measure) -> Any:
    return json.loads(forms.one_measure(site, measure))


def faults(data: object, part: str = "") -> list[str]:
    """Return what in JSON is not as the schema says, or as a part of it does."""
    found = schema()
    if part:
        found = {"$defs": found["$defs"], "$ref": f"#/$defs/{part}"}
    Draft202012Validator.check_schema(found)
    faulty = Draft202012Validator(found).iter_errors(data)
    return [f"{one.json_path}: {one.message}" for one in faulty]


# --- the whole roadmap, and each measure ------------------------------------------------------


@pytest.mark.parametrize("name", TOWNS)
def test_the_whole_roadmap_and_each_measure_are_as_their_schema_says(name):
    site = draft(name)

    assert [] == faults(whole(site))
    for measure in site.roadmap.measures:
        assert [] == faults(own(site, measure), "toimenpiteen-tiedosto")
    assert faults({**whole(site), "toimenpiteet": [{}]})


def test_every_class_and_field_of_the_model_is_in_the_schema():
    described = schema()["$defs"]

    for entry in ENTRIES:
        if entry in (*_NOT_SAID, Entry) or not declared(entry):
            continue
        if entry.__name__ == "ScheduleEntry":
            keys = described["aikataulu"]["items"]["required"]
        else:
            keys = described[slug(CLASSES[entry.__name__][0])]["required"]
        assert {field.key for field in declared(entry).values()} <= set(keys), entry


def entries_in(value: object) -> list[BaseModel]:
    """Return the entries inside a value of the model, itself first."""
    if isinstance(value, BaseModel):
        inner = [entries_in(getattr(value, name)) for name in type(value).model_fields]
        return [value, *(entry for one in inner for entry in one)]
    if isinstance(value, dict):
        value = tuple(value.values())
    return [entry for one in value for entry in entries_in(one)] if isinstance(value, tuple) else []


def keys_in(value: object) -> list[frozenset[str]]:
    """Return the keys of each object inside JSON."""
    if isinstance(value, dict):
        return [frozenset(value), *(keys for one in value.values() for keys in keys_in(one))]
    return [keys for one in value for keys in keys_in(one)] if isinstance(value, list) else []


def test_each_thing_that_a_roadmap_holds_has_an_object_with_all_its_fields():
    site = draft("esimerkkila")
    given = site.roadmap
    said = [given.settings, given.levels, *given.goals, *given.measures, *given.parties.values()]
    told = keys_in(whole(site))
    kinds = {type(entry) for one in said for entry in entries_in(one)}

    assert len(kinds) >= 15
    for kind in kinds:
        fields = {field.key for field in declared(kind).values()}
        assert any(fields <= keys for keys in told), kind


@FIELDS
def test_a_field_of_a_measure_that_is_filled_in_is_told(content, name):
    without, having, mark = without_and_with(content, name)
    before, after = (
        own(Site(one, OPTIONS), one.measures_by_id["koe"])["toimenpide"]
        for one in (without, having)
    )
    key = declared(Measure)[name].key

    assert before[key] != after[key]
    if isinstance(mark, str) and mark == "Merkkisana":
        assert mark in json.dumps(after[key])


def test_a_measure_has_in_its_own_file_what_it_has_in_the_whole():
    site = draft("esimerkkila")

    assert whole(site)["toimenpiteet"] == [
        own(site, measure)["toimenpide"] for measure in site.roadmap.measures_in_order
    ]


def test_schedules_tell_the_phase_of_the_roadmap_and_the_common_one():
    told = whole(draft("esimerkkila"))["toimenpiteet"]
    [mapping] = [one for one in told if one["tunnus"] == "digitaitojen-kartoitus"]

    assert {
        "puolivuosi": "2025-syksy",
        "alkaa": "2025-07-01",
        "paattyy": "2025-12-31",
        "vaihe": "käyttöönotto",
        "yleinen_vaihe": "toteutus",
        "sanat": "ensimmäinen kysely",
    } == mapping["aikataulu"][1]
    assert "tiedossa" == mapping["aikataulun_tila"]


def test_an_unknown_schedule_is_null_and_one_that_there_is_not_is_empty():
    told = {one["tunnus"]: one for one in whole(draft("esimerkkila"))["toimenpiteet"]}
    by_state = {one["aikataulun_tila"]: one["aikataulu"] for one in told.values()}

    assert None is by_state["ei tiedossa"]
    assert [] == by_state["ei aikataulua"]
    assert by_state["tiedossa"]


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_stays_a_text_in_json(text):
    given = roadmap("pikkula")
    measure = given.measures[0].model_copy(update={"title": text, "notes": text})
    changed = replace(
        with_settings(given, name=text, organisation=text, licence=text),
        measures=(measure, *given.measures[1:]),
    )

    assert [] == faults(whole(Site(changed, OPTIONS)))


# --- what the files say of themselves ----------------------------------------------------------


def test_an_approved_version_tells_its_licence_version_and_decision():
    told = whole(public("esimerkkila"))["tiedot"]

    assert ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/") == (
        told["kayttoehto"],
        told["kayttoehdon_osoite"],
    )
    assert ("hyväksytty", "2026-2") == (told["hyvaksynta"], told["versio"])
    assert told["paatos"].startswith("Hyväksytty: ")
    assert f"{ADDRESS}avoin-data/" == told["osoite"]


def test_a_draft_says_that_it_is_one():
    told = whole(draft("esimerkkila"))["tiedot"]

    assert ("luonnos", None, "Luonnos – ei hyväksytty.") == (
        told["hyvaksynta"],
        told["versio"],
        told["paatos"],
    )
    assert {"luonnos"} == {
        row["hyvaksynta"] for row in rows(file(draft("esimerkkila"), "toimenpiteet.csv"))
    }


def test_a_municipality_that_publishes_its_own_roadmap_gives_it_freely_unless_it_says_otherwise():
    told = about(public("esimerkkila", licence=None)).licence
    other = about(public("esimerkkila", licence="Kysy kirjaamosta")).licence

    assert Licence("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/") == told
    assert Licence("Kysy kirjaamosta") == other


@pytest.mark.parametrize("words", ["CC0 1.0", "CC0", "cc0-1.0", "CC0 1.0 Universal"])
def test_a_known_licence_has_its_address(words):
    told = about(public("esimerkkila", licence=words)).licence

    assert told
    assert "https://creativecommons.org/publicdomain/zero/1.0/" == told.address


def test_nobody_has_given_a_licence_for_a_transcription_or_where_no_publisher_is_told():
    known = public("esimerkkila").roadmap.settings.accessibility
    copied = transcription(accessibility=known, licence=None)
    nobody = public("muutosniemi", licence=None, accessibility=None)

    for site in (copied, nobody):
        assert None is about(site).licence
        assert None is about(site).publisher
        assert "Käyttöehtoa ei ole kerrottu" == whole(site)["tiedot"]["kayttoehto"]
        page = planned_of(site.roadmap, site.options).files[paths.OPEN_DATA]
        assert "Käyttöehtoa ei ole kerrottu" in page
        assert "CC BY" not in page
        assert CATALOGUE not in names(site)


# --- the workbook ---------------------------------------------------------------------------------


def test_a_workbook_has_a_sheet_for_each_table_and_one_that_explains_them():
    book = load_workbook(io.BytesIO(workbook(public("esimerkkila"))))

    assert ["Puolivuodet", "Toimenpiteet", "Kustannukset", "Tietoa"] == book.sheetnames
    for table in tables(public("esimerkkila")):
        sheet = book[table.sheet]
        assert [column.head for column in table.columns] == [cell.value for cell in sheet[1]]
        assert sheet.max_row == 1 + len([*table.rows(public("esimerkkila"))])
        assert "B2" == sheet.freeze_panes
        assert sheet.auto_filter.ref.startswith("A1:")
    told = {row[0]: row[1] for row in book["Tietoa"].iter_rows(values_only=True)}
    assert "CC BY 4.0" == told["Käyttöehto"]
    assert "2026-2" == told["Versio"]
    assert told["Puolivuodet: Merkintä"].startswith("Mitä puolivuodesta tiedetään.")


@pytest.mark.parametrize(
    "text", ["=1+1", "+358", "@a", "-", "#VIITTAUS!", "\x07ääni", "a" * 40_000]
)
def test_any_text_has_room_in_a_workbook_and_is_no_formula(text):
    site = public("muutosniemi")
    measures = tuple(one.model_copy(update={"title": text}) for one in site.roadmap.measures)
    given = Site(replace(site.roadmap, measures=measures), site.options)
    cell = load_workbook(io.BytesIO(workbook(given)))["Toimenpiteet"]["B2"]

    assert ("s", text.strip("\x07")[:30]) == (cell.data_type, cell.value[:30])


def test_only_a_public_site_takes_the_time_for_a_workbook():
    assert WORKBOOK in names(public("esimerkkila"))
    assert WORKBOOK not in names(draft("esimerkkila"))
    assert WORKBOOK in dict(files_of(draft("pikkula")))


# --- the page -------------------------------------------------------------------------------------


def planned(site: Site) -> Plan:
    chapters = [chapter.version for chapter in site.history.chapters]
    return planned_of(site.roadmap, site.options, versions=chapters)


@pytest.mark.parametrize("site", [draft("esimerkkila"), public("esimerkkila"), draft("tyynela")])
def test_the_page_leads_to_every_file_and_to_none_that_there_is_not(site):
    made = planned(site)
    page = tree(body(made.files[paths.OPEN_DATA]))
    links = {
        posixpath.normpath(posixpath.join("avoin-data", address))
        for address in page.xpath("//a/@href")
        if not address.startswith("http")
    }
    there = {*made.assets, *made.files, *made.beside}

    assert {one.file for one in data_files(site)} <= links
    assert links <= there
    assert {paths.measure_data(measure.id) for measure in site.roadmap.measures} <= there


def test_the_page_explains_each_column_in_finnish_and_in_english():
    page = tree(body(planned(draft("esimerkkila")).files[paths.OPEN_DATA]))
    text = page.text_content()
    english = [span.text_content() for span in page.xpath("//span[@lang='en']")]

    for column in (*LONG, *MEASURES):
        assert column.key in text
        assert column.about.replace("\u00ad", "") in text.replace("\u00ad", "")
        assert any(told.startswith(column.english) for told in english), column.key


def test_a_roadmap_without_estimates_has_no_table_of_them():
    assert "kustannukset.csv" not in names(draft("saarela"))
    assert "kustannukset.csv" in names(draft("esimerkkila"))


def test_pages_tell_programs_where_the_same_is_as_data():
    files = planned(public("esimerkkila")).files
    [own_file] = meta(files[paths.measure("intra")])["ohjelmille"]
    whole_files = meta(files[paths.OPEN_DATA])["ohjelmille"]

    assert {"osoite": "toimenpiteet/intra.json", "tyyppi": "application/json"} == own_file
    assert ["avoin-data/tiekartta.json", "avoin-data/catalog.ttl"] == [
        one["osoite"] for one in whole_files
    ]


def test_search_engines_are_told_that_the_page_is_a_dataset():
    facts = meta(planned(public("esimerkkila")).files[paths.OPEN_DATA])["tiedot"]
    [told] = [one for one in json.loads(facts)["@graph"] if one["@type"] == "Dataset"]
    files = [one["contentUrl"] for one in told["distribution"]]

    assert "https://creativecommons.org/licenses/by/4.0/" == told["license"]
    assert ("2026-2", "2025-01-01/2027-12-31") == (told["version"], told["temporalCoverage"])
    assert f"{ADDRESS}avoin-data/puolivuodet.csv" in files


def test_neither_a_draft_nor_a_page_about_something_else_is_a_dataset():
    assert "tiedot" not in meta(planned(draft("esimerkkila")).files[paths.OPEN_DATA])
    assert "Dataset" not in str(meta(planned(public("esimerkkila")).files[paths.ABOUT])["tiedot"])


# --- what an edit costs ---------------------------------------------------------------------------


def test_an_edited_text_rewrites_only_the_files_that_tell_it():
    given = roadmap("esimerkkila")
    edited = tuple(
        one.model_copy(update={"description": "Toinen."}) if one.id == "intra" else one
        for one in given.measures
    )
    before, after = planned_of(given), planned_of(replace(given, measures=edited))
    old, new = ({**one.assets, **one.beside} for one in (before, after))
    ours = [name for name in new if name.startswith(("avoin-data/", "toimenpiteet/"))]
    changed = {name for name in ours if before.made_of.get(name) != after.made_of[name]}

    assert {
        "avoin-data/toimenpiteet.csv",
        "avoin-data/tiekartta.json",
        "toimenpiteet/intra.json",
    } == {name for name in changed if after.made_of[name]}
    assert changed >= {name for name in ours if old[name] != new[name]}


def test_no_file_of_a_draft_needs_pandas_or_openpyxl():
    program = (
        "import sys\n"
        "from given import draft\n"
        "from digitiekartta.pages.open_data.files import data_files\n"
        "site = draft('pikkula')\n"
        "for file in data_files(site): file.write(site)\n"
        "print('pandas' in sys.modules, 'openpyxl' in sys.modules)\n"
    )
    way = [path for path in sys.path if path]
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path[:0] = {way!r}\n{program}"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert "False False" == done.stdout.strip()


# --- from version to version ----------------------------------------------------------------------


def test_the_versions_are_listed_with_the_addresses_of_what_was_approved():
    told = whole(public("esimerkkila"))["versiot"]

    assert ["2024-1", "2025-1", "2026-1", "2026-2"] == [one["versio"] for one in told]
    assert f"{ADDRESS}versiot/2026-2/sisalto.json" == told[-1]["osoite"]
    assert versions("esimerkkila")[-1].approval.day.isoformat() == told[-1]["paiva"]


def test_the_schema_file_tells_its_own_address():
    told = json.loads(schema_file(public("esimerkkila")))

    assert f"{ADDRESS}avoin-data/tiekartta.schema.json" == told["$id"]
    assert told["$id"] == whole(public("esimerkkila"))["$schema"]

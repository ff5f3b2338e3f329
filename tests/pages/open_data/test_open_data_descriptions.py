"""What describes open data to other programs is right by the standards: CSVW, DCAT-AP."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from given import ADDRESS, draft, file, names, public

from digitiekartta.markup import turtle
from digitiekartta.pages.open_data import catalogue
from digitiekartta.pages.open_data.files import CATALOGUE, data_files
from digitiekartta.pages.open_data.tables import tables
from digitiekartta.pages.site import Site
from hostile import HOSTILE
from towns import TOWNS

SHAPES = Path(__file__).with_name("dcat-ap.ttl")
_HOSTILE = ("a@b.example> . <urn:a> <urn:b> <urn:c", '"@fi . \\u003e', "a b", "{a|b}^`")


# --- CSV on the Web ----------------------------------------------------------------------------


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("name", TOWNS)
def test_each_table_is_as_the_metadata_beside_it_says(name, tmp_path):
    csvw = pytest.importorskip("csvw", reason="pip install csvw")
    site = draft(name)
    for table in tables(site):
        (tmp_path / table.csv).write_bytes(file(site, table.csv))
        (tmp_path / table.metadata).write_bytes(file(site, table.metadata))
        found = csvw.CSVW(str(tmp_path / table.metadata))

        assert found.is_valid, [str(one.message) for one in found.warnings]
        assert [] == [str(one.message) for one in found.warnings]
        read = list(found.to_json(minimal=True))
        assert len([*table.rows(site)]) == len(read)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize(
    ("right", "wrong"),
    [(b"2026-01-01", b"1.1.2026"), (b",vaihe,", b",jokin muu,"), (b"luonnos,", b"muu,")],
)
def test_a_table_with_a_wrong_value_is_not(right, wrong, tmp_path):
    csvw = pytest.importorskip("csvw", reason="pip install csvw")
    site = draft("pikkula")
    [table, *_] = tables(site)
    data = file(site, table.csv)
    assert right in data
    (tmp_path / table.csv).write_bytes(data.replace(right, wrong))
    (tmp_path / table.metadata).write_bytes(file(site, table.metadata))

    assert not csvw.CSVW(str(tmp_path / table.metadata)).is_valid


def test_several_names_in_a_cell_are_read_as_several(tmp_path):
    csvw = pytest.importorskip("csvw", reason="pip install csvw")
    site = draft("esimerkkila")
    for name in ("toimenpiteet.csv", "toimenpiteet.csv-metadata.json"):
        (tmp_path / name).write_bytes(file(site, name))
    read = csvw.CSVW(str(tmp_path / "toimenpiteet.csv-metadata.json")).to_json(minimal=True)
    parties = {row["tunnus"]: row.get("vastuu", []) for row in read}

    for measure in site.roadmap.measures:
        assert [*site.roadmap.parties_of(measure)] == parties[measure.id]


def test_the_metadata_tells_licence_source_version_and_decision():
    told = json.loads(file(public("esimerkkila"), "puolivuodet.csv-metadata.json"))
    nobodys = public("muutosniemi", accessibility=None)
    unknown = json.loads(file(nobodys, "puolivuodet.csv-metadata.json"))

    assert {"@id": "https://creativecommons.org/licenses/by/4.0/"} == told["dc:license"]
    assert "Esimerkkilän kunta: Digitiekartta 2025–2027" == told["dc:source"]
    assert "2026-2" == told["schema:version"]
    assert told["dc:provenance"].startswith("Hyväksytty: ")
    assert "dc:license" not in unknown
    assert "Käyttöehtoa ei ole kerrottu" == unknown["dc:rights"]


# --- DCAT-AP -----------------------------------------------------------------------------------


def graph(site: Site) -> Any:
    rdflib = pytest.importorskip("rdflib", reason="pip install rdflib")
    return rdflib.Graph().parse(data=file(site, CATALOGUE), format="turtle")


def conforms(record: Any) -> tuple[bool, str]:
    pyshacl = pytest.importorskip("pyshacl", reason="pip install pyshacl")
    right, _, told = pyshacl.validate(record, shacl_graph=str(SHAPES), inference="none")
    return right, told


def test_the_record_is_as_european_and_finnish_catalogues_want_it():
    right, told = conforms(graph(public("esimerkkila")))

    assert right, told


@pytest.mark.parametrize(
    "lost",
    [
        "http://purl.org/dc/terms/title",
        "http://purl.org/dc/terms/description",
        "http://purl.org/dc/terms/publisher",
        "http://purl.org/dc/terms/license",
        "http://www.w3.org/ns/dcat#distribution",
        "http://www.w3.org/ns/dcat#accessURL",
        "http://www.w3.org/ns/dcat#keyword",
        "http://www.w3.org/ns/dcat#dataset",
        "http://xmlns.com/foaf/0.1/name",
    ],
)
def test_a_record_that_lacks_something_is_not(lost):
    rdflib = pytest.importorskip("rdflib", reason="pip install rdflib")
    record = graph(public("esimerkkila"))
    record.remove((None, rdflib.URIRef(lost), None))

    assert not conforms(record)[0]


def test_the_record_names_each_file_of_data_and_what_describes_it():
    rdflib = pytest.importorskip("rdflib", reason="pip install rdflib")
    site = public("esimerkkila")
    record = graph(site)
    dcat, dct = rdflib.Namespace("http://www.w3.org/ns/dcat#"), rdflib.DCTERMS
    found = {
        str(record.value(one, dcat.downloadURL)): str(record.value(one, dct.conformsTo) or "")
        for one in record.subjects(rdflib.RDF.type, dcat.Distribution)
    }

    assert {
        ADDRESS + one.file: one.described and ADDRESS + one.described
        for one in data_files(site)
        if one.is_data
    } == found


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_breaks_out_of_the_record(text):
    rdflib = pytest.importorskip("rdflib", reason="pip install rdflib")
    known = public("esimerkkila").roadmap.settings
    assert known.contact
    contact = known.contact.model_copy(update={"role": text, "email": text, "phone": text})
    site = public("esimerkkila", name=text, organisation=text, contact=contact, licence=text)
    usual, record = graph(public("esimerkkila")), graph(site)
    names_of = rdflib.URIRef("http://xmlns.com/foaf/0.1/name")

    assert {*map(str, usual.predicates())} >= {
        str(one)
        for one in record.predicates()
        if not str(one).startswith("http://www.w3.org/2006/vcard")
    }
    assert 1 == len([*record.objects(None, names_of)])


@pytest.mark.parametrize("text", _HOSTILE)
def test_no_address_breaks_out_of_the_record(text):
    rdflib = pytest.importorskip("rdflib", reason="pip install rdflib")
    term = turtle.iri(f"mailto:{text}")
    record = rdflib.Graph().parse(data=f"<urn:s> <urn:p> {term} .", format="turtle")

    assert 1 == len(record)


def test_a_template_prints_terms_alone():
    with pytest.raises(TypeError, match="no term"):
        turtle.render("catalog.ttl.j2", "pages/templates", {**_needs(), "version": "x", "iri": str})


def _needs() -> dict[str, object]:
    return {
        "title": "a",
        "description": "a",
        "english": "a",
        "publisher": "a",
        "page": "https://a.example/",
        "home": "https://a.example/",
        "contact": None,
        "keywords": (),
        "licence": None,
        "terms": "a",
        "version": None,
        "modified": None,
        "first": None,
        "last": None,
        "files": (),
    }


def test_only_a_public_site_with_an_address_and_a_publisher_has_a_record():
    assert CATALOGUE in names(public("esimerkkila"))
    assert CATALOGUE not in names(draft("esimerkkila"))
    assert not catalogue.may_be_listed(public("esimerkkila", accessibility=None))

"""The JSON Schemas: what an editor program says of content files while they are written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from digitiekartta.roadmap import schemas
from digitiekartta.roadmap.model import KINDS, OF_PROJECT
from digitiekartta.roadmap.reading.folder import content_files, kind_of
from digitiekartta.roadmap.reading.nodes import parse
from towns import ROOT, TOWNS, content

NAMES = {model: kind for kind, model in KINDS.items()}


class Yaml12(yaml.SafeLoader):
    """Reads scalars as YAML 1.2 does, and so Visual Studio Code: numbers, true and null only."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 (PyYAML's way)


for tag, pattern, first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+|0x[0-9a-fA-F]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
):
    Yaml12.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"({pattern})\\Z"), first)


def as_an_editor_program_reads(text: str) -> object:
    def with_texts_for_keys(value: object) -> object:
        if isinstance(value, dict):
            return {str(key): with_texts_for_keys(item) for key, item in value.items()}
        return [with_texts_for_keys(item) for item in value] if isinstance(value, list) else value

    return with_texts_for_keys(yaml.load(text, Loader=Yaml12))


def faults(kind: str, text: str) -> list[str]:
    validator = Draft202012Validator(schemas.schema(kind))
    return [error.message for error in validator.iter_errors(as_an_editor_program_reads(text))]


def read_by_us(kind: str, text: str) -> object:
    node, problems = parse(text, "a.yml")
    assert node is not None
    assert problems == []
    return KINDS[kind].model_validate(node.plain())


# --- the files -----------------------------------------------------------------------------


def test_the_committed_schemas_are_what_the_model_says():
    files = schemas.files(ROOT).items()
    stale = [name for name, text in files if (ROOT / name).read_bytes() != text.encode()]

    assert stale == [], "Aja: digitiekartta schemas"


def test_writing_makes_what_is_stale_and_nothing_else(run, content):
    files = [*schemas.files(content.root)]
    well = (0, "Skeemat ja ohjeet ovat ajan tasalla.\n", "")

    assert (1, "".join(f"Vanhentunut: {file}\n" for file in files), "") == run("schemas", "--check")
    assert (0, "".join(f"Kirjoitettu: {file}\n" for file in files), "") == run("schemas")
    assert well == run("schemas") == run("schemas", "--check")
    (content.root / files[0]).write_text("{}")
    assert (1, f"Vanhentunut: {files[0]}\n", "") == run("schemas", "--check")
    assert (0, f"Kirjoitettu: {files[0]}\n", "") == run("schemas")


def test_the_editor_settings_name_a_schema_for_every_content_file():
    named = schemas.editor_settings()["yaml.schemas"]
    globs = {Path(name).name.removesuffix(".schema.json"): glob for name, glob in named.items()}

    assert {kind: f"content/{kind}.yml" for kind in OF_PROJECT} == {
        kind: globs.pop(kind) for kind in OF_PROJECT
    }
    assert set(globs) == set(KINDS)
    for kind, glob in globs.items():
        relative = glob.removeprefix("content/*/").replace("*", "jokin")
        assert kind_of(relative) is KINDS[kind]


@pytest.mark.parametrize("kind", [*KINDS, *OF_PROJECT])
def test_a_schema_is_valid_and_needs_nothing_from_the_network(kind: str):
    schema = schemas.schema(kind)
    Draft202012Validator.check_schema(schema)
    texts = json.dumps({key: item for key, item in schema.items() if key != "$schema"})

    assert schema["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    assert "$id" not in texts
    assert all(ref.startswith("#/$defs/") for ref in re.findall(r'"\$ref": "([^"]*)"', texts))


# --- the words -----------------------------------------------------------------------------


def words_of(schema: object) -> Iterator[str]:
    if isinstance(schema, dict):
        for key, item in schema.items():
            if key in ("title", "description", "errorMessage") and isinstance(item, str):
                yield item
            else:
                yield from words_of(item)
    elif isinstance(schema, list):
        for item in schema:
            yield from words_of(item)


@pytest.mark.parametrize("kind", KINDS)
def test_no_docstring_of_the_code_is_shown_to_editors(kind: str):
    shown = " ".join(words_of(schemas.schema(kind)))

    assert not re.search(r"\b(the|of|and|measure|goal|its|file)\b", shown, re.IGNORECASE)


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_has_a_title_and_a_description(kind: str):
    schema = schemas.schema(kind)
    for one in [schema, *schema.get("$defs", {}).values()]:
        assert one["title"]
        assert one["description"]
        shapes = [one, *one.get("anyOf", [])]
        for shape in shapes:
            for field in shape.get("properties", {}).values():
                assert field["title"]
                assert field["description"]


# --- what is accepted ----------------------------------------------------------------------


@pytest.mark.parametrize("name", TOWNS)
def test_every_content_file_of_a_roadmap_fits_its_schema(name: str):
    checked = 0
    for path, relative in content_files(content(name) / name):
        model = kind_of(relative)
        assert model is not None
        assert faults(NAMES[model], path.read_text("utf-8")) == [], relative
        checked += 1
    assert checked > 3


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("toimenpide", "otsikko: 2025\ntavoite: osaaminen\nkuvaus: true\nlisatiedot: 1.5\n"),
        ("toimenpide", "otsikko: no\ntavoite: 1\nvastuu: Rehtori\nkohderyhma:\n  - 9\n"),
        ("toimenpide", "otsikko: A\ntavoite: a\nkuvaus:\nvastuu:\nraportit:\naikataulu:\nlahde:\n"),
        ("toimenpide", "otsikko: A\ntavoite: a\naikataulu: {}\njarjestys: '10'\n"),
        ("toimenpide", "otsikko: A\ntavoite: a\nliittyy: b-c\nkorvaa:\n  - d\n"),
        (
            "toimenpide",
            "otsikko: A\ntavoite: a\naikataulu:\n  Kevät 2025 – 2026-syksy: selvitys\n"
            "  2027-k: {sanat: kyllä}\n  K2028 - s 2029: {vaihe: 2}\n",
        ),
        (
            "toimenpide",
            "otsikko: A\ntavoite: a\nkustannusarvio:\n  - vuosi: 2025\n    euroa: 12 000,50\n"
            "  - {vuosi: '2026', euroa: 1.5, laji: }\n",
        ),
        ("tasot", "nakokulmat:\n  - {tunnus: a, nimi: A, lahtotaso: '2,4', tavoitetaso: 3}\n"),
        ("tasot", "asteikko:\n  1: Heikko\n  2: 2\n"),
        ("tahot", "Rehtori:\nArkisto: {}\n2025:\n  muut_kirjoitusasut: Toinen\n"),
        ("lyhenteet", "VM: valtiovarainministeriö\n5G: 5\n"),
        (
            "tiekartta",
            "nimi: A\norganisaatio: B\nlyhytnimi: C\nkuvaus: D\ntoimialat: Sivistys\n"
            "kohderyhmat:\n  - Asukkaat\n  - nimi: Yritykset\n    muut_kirjoitusasut: Firmat\n"
            "paivitetty: 2025-12-01\nkausi: kevät 2025 – syksy 2027\ntekstit: visio\n",
        ),
    ],
)
def test_what_our_reader_accepts_is_accepted_by_the_schema(kind: str, text: str):
    assert read_by_us(kind, text)
    assert faults(kind, text) == []


MEASURE = "otsikko: A\ntavoite: a\n"


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        pytest.param("toimenpide", MEASURE + "vastu: Rehtori\n", id="unknown key"),
        pytest.param("toimenpide", MEASURE + "lahde: {sivu: 1}\n", id="unknown key inside"),
        pytest.param("tahot", "Rehtori: {laji: opettaja}\n", id="wrong enum"),
        pytest.param("toimenpide", MEASURE + "vastuu:\n  - nimi: Rehtori\n", id="list of mappings"),
        pytest.param("toimenpide", MEASURE + "vastuu: {nimi: Rehtori}\n", id="mapping for list"),
        pytest.param("toimenpide", MEASURE + "kuvaus: [a, b]\n", id="list for text"),
        pytest.param("toimenpide", MEASURE + "linkit: https://a.example\n", id="text for entries"),
        pytest.param("toimenpide", MEASURE + "aikataulu: [selvitys]\n", id="list for schedule"),
        pytest.param("toimenpide", MEASURE + "aikataulu: {keväällä: a}\n", id="no half-year"),
        pytest.param("toimenpide", MEASURE + "aikataulu: {K 2025: [a]}\n", id="list of phases"),
        pytest.param("toimenpide", MEASURE + "aiemmat_tunnukset: Oma ryhmä\n", id="bad id"),
        pytest.param("toimenpide", MEASURE + "jarjestys: eka\n", id="words for a number"),
        pytest.param("toimenpide", MEASURE + "jarjestys: 1.5\n", id="part of a whole"),
        pytest.param("toimenpide", MEASURE + "lahde: {paivays: joulukuu}\n", id="no date"),
        pytest.param(
            "toimenpide",
            MEASURE + "linkit: [{teksti: A, osoite: 'javascript:alert(1)'}]\n",
            id="forbidden link",
        ),
        pytest.param("toimenpide", "otsikko: A\n", id="missing field"),
        pytest.param("toimenpide", "otsikko: A\ntavoite:\n", id="missing value"),
        pytest.param("toimenpide", "- A\n", id="list for file"),
        pytest.param("lyhenteet", "VM: [a]\n", id="list for meaning"),
    ],
)
def test_a_planted_error_is_found(kind: str, text: str):
    assert faults(kind, text)
    with pytest.raises(ValueError, match="validation error"):
        read_by_us(kind, text)

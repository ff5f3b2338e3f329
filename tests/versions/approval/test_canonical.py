"""The canonical form: what leaves a trace in it and what does not, its code, and the way back."""

from __future__ import annotations

import base64
import copy
import json
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random
from typing import Any
from unicodedata import normalize

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from digitiekartta.audit.states import STATE_NAMES
from digitiekartta.basics.problems import Place
from digitiekartta.markup.escaping import clean
from digitiekartta.pages.plan import Plan, plan
from digitiekartta.roadmap.canonical import (
    FORMAT,
    UnreadableForm,
    canonical,
    canonical_bytes,
    code_of,
    form_in,
    roadmap_from,
)
from digitiekartta.roadmap.canonical import restored as frozen
from digitiekartta.roadmap.codes import FORMER_LENGTH, LENGTH, characters_in, code, same_code
from digitiekartta.roadmap.model import Measure
from digitiekartta.roadmap.reading.source import control_character
from digitiekartta.roadmap.roadmap import Roadmap
from exploring import one_in
from hostile import HOSTILE
from pikku import Content
from rendering import OPTIONS, planned_of, roadmap
from towns import TOWNS

SNAPSHOT = Path(__file__).parent / "sisalto-muoto-1.json"


def shown(made: Plan) -> tuple[object, ...]:
    """Return everything of a plan that reaches a reader."""
    return made.files, made.nav, made.assets


def restored(given: Roadmap) -> Roadmap:
    """Return what is read from the file that would be frozen, which holds nothing else."""
    form = form_in(canonical_bytes(canonical(given)))
    assert form is not None
    return frozen(form)


# --- the way back ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TOWNS)
def test_the_pages_of_a_snapshot_are_those_of_the_content_byte_for_byte(name):
    assert shown(planned_of(roadmap(name))) == shown(planned_of(restored(roadmap(name))))


def test_search_finds_the_same_in_a_snapshot(content):
    given = content.roadmap()

    assert shown(plan(given, OPTIONS)) == shown(plan(restored(given), OPTIONS))


@pytest.mark.parametrize("name", TOWNS)
def test_a_snapshot_of_a_snapshot_is_the_snapshot(name):
    form = canonical(roadmap(name))

    assert canonical_bytes(form) == canonical_bytes(canonical(roadmap_from(form)))


FIELDS = ("otsikko", "kuvaus", "lisatiedot", "seuranta", "omat_toimenpiteet")
# What the reader lets through: composed letters, no control characters.
words = st.sampled_from(HOSTILE) | st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
words = words.map(partial(normalize, "NFC")).filter(
    lambda text: clean(text) and control_character(text, "") is None
)


@one_in(5)
@given(edits=st.dictionaries(st.sampled_from(FIELDS), words, min_size=1))
def test_whatever_an_editor_writes_the_snapshot_shows_the_same_pages(edits):
    base = roadmap("pikkula")
    first, *others = base.measures
    said = {**first.model_dump(by_alias=True), **edits}
    try:
        edited = Measure.model_validate({key: item for key, item in said.items() if item})
    except ValueError:
        return  # nothing that content can hold
    edited._id = first.id
    changed = replace(base, measures=(edited, *others))

    assert shown(planned_of(changed)) == shown(planned_of(restored(changed)))


def test_a_picture_comes_back_byte_for_byte():
    picture = replace(roadmap("esimerkkila").logo, data=b"\x89PNG\r\n\x1a\n\xff")
    given = replace(roadmap("esimerkkila"), logo=picture)

    assert base64.b64encode(picture.data).decode() == canonical(given)["tunnuskuva"]["base64"]
    assert picture.data == restored(given).logo.data


def test_the_result_of_an_audit_is_part_of_what_is_frozen(content):
    report = {
        "date": "2026-09-01",
        "site": "pikku",
        "pages_in_site": 1,
        "pages": ["index.html"],
        "states": STATE_NAMES,
        "problems": [{"message": "x (WCAG 1.4.3)"}],
    }
    content.write("saavutettavuus-raportti.json", json.dumps(report))

    assert content.roadmap().audit
    assert content.roadmap().audit == restored(content.roadmap()).audit


# --- what leaves no trace ----------------------------------------------------------------------


def said_otherwise(content: Content) -> None:
    """Rewrite files so that they say the same in other words of YAML."""
    content.write(
        "toimenpiteet/kurssit.yml",
        """
        # Tarkista tämä ennen kokousta!
        tavoite: 'digitaidot'
        otsikko: "Tietoturvakurssi"
        kuvaus:
        vastuu: Tietohallinto
        toimiala: [Koko kunta]
        ryhma: koulutus
        liittyy: []
        aikataulu:
          K 2025: {vaihe: selvitys}
          Syksy 2025: käyttöönotto
          2026-kevät: jatkuva toiminta
          2026-syksy: jatkuva toiminta
        """,
    )
    content.write("tiekartta.yml", content.read("tiekartta.yml") + "toimialasana: toimiala\n")
    content.write(
        "tahot.yml",
        """
        Johtoryhmä: {laji: toimielin}
        Kirjasto: {laji: yksikkö}
        Tietohallinto:
          {muut_kirjoitusasut: Tietohallinnon yksikkö, laji: yksikkö, toimiala: Koko kunta}
        """,
    )
    for relative in ("tiekartta.yml", "saatesanat.md", "tavoitteet/digitaidot.yml"):
        content.write(relative, content.read(relative).replace("\n", "\r\n").encode())
    content.append("saatesanat.md", "\n\n")
    content.write(
        "visio.md", content.read("visio.md").replace("Asiat hoituvat.", "Asiat hoituvat. ")
    )


def test_comments_key_order_quoting_line_ends_and_spelling_of_half_years_do_not_matter(content):
    before = canonical_bytes(canonical(content.roadmap()))
    said_otherwise(content)

    assert before == canonical_bytes(canonical(content.roadmap()))


def shuffled(value: Any, random: Random) -> Any:
    """Return the same with the keys of each mapping in another order."""
    if isinstance(value, dict):
        keys = random.sample(sorted(value), len(value))
        return {key: shuffled(value[key], random) for key in keys}
    return [shuffled(item, random) for item in value] if isinstance(value, list) else value


@one_in(5)
@given(random=st.randoms(use_true_random=False), flow=st.booleans(), style=st.sampled_from("'\""))
def test_however_yaml_is_written_the_code_is_the_same(tmp_path_factory, random, flow, style):
    content = Content(tmp_path_factory.mktemp("pikku"))
    before = code_of(content.roadmap())
    for path in sorted(content.folder.rglob("*.yml")):
        said = shuffled(yaml.load(path.read_text(), Loader=yaml.BaseLoader), random)
        written = yaml.safe_dump(
            said, allow_unicode=True, sort_keys=False, default_style=style, default_flow_style=flow
        )
        path.write_text(written.replace("\n", "\r\n") if random.random() < 0.5 else written)

    assert before == code_of(content.roadmap())


def test_letters_in_two_parts_are_the_same_letters(content):
    before = code_of(content.roadmap())
    content.write("visio.md", "# Visio\n\nAsiat hoituvat.\n")
    content.replace("toimenpiteet/kurssit.yml", "käyttöönotto", "ka\u0308ytto\u0308o\u0308notto")

    assert before == code_of(content.roadmap())


# --- what leaves a trace -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("tiekartta.yml", "Pikkulan kunta", "Pikkulan  kaupunki"),
        ("tiekartta.yml", "kirjaamo@", "asiakaspalvelu@"),
        ("tahot.yml", "Tietohallinnon yksikkö", "Tietohallinnon tiimi"),
        ("tasot.yml", "lahtotaso: 2,5", "lahtotaso: 2,6"),
        ("lyhenteet.yml", "Digi- ja", "Digi ja"),
        ("saatesanat.md", "tehdään", "tehdaan"),
        ("tavoitteet/digitaidot.yml", "otsikko: Neuvonta", "otsikko: Opastus"),
        ("toimenpiteet/kurssit.yml", "syksy 2025: käyttöönotto", "syksy 2025: selvitys"),
        ("toimenpiteet/kurssit.yml", "Tietoturvakurssi", "tietoturvakurssi"),
        ("toimenpiteet/kurssit.yml", "Tietoturvakurssi", "Tietoturva-kurssi"),
    ],
)
def test_every_word_matters(content, file, old, new):
    before = code_of(content.roadmap())
    content.replace(file, old, new)

    assert before != code_of(content.roadmap())


def test_no_schedule_and_an_empty_schedule_are_two_things(content):
    before = canonical(content.roadmap())["toimenpiteet"]["ohjeet"]
    content.replace("toimenpiteet/ohjeet.yml", "aikataulu: {}", "aikataulu_puuttuu: Ei päätetty.")
    after = canonical(content.roadmap())["toimenpiteet"]["ohjeet"]

    assert {} == before["aikataulu"]
    assert "aikataulu" not in after
    assert restored(content.roadmap()).measures_by_id["ohjeet"].schedule is None


def test_the_order_of_extra_columns_is_kept_as_readers_see_it(content):
    content.append(
        "toimenpiteet/ohjeet.yml", "lisakentat:\n  Zeta: 1\n  Alfa: 2\n  lisakentat: 3\n"
    )

    columns = restored(content.roadmap()).measures_by_id["ohjeet"].extra_fields
    assert ["Zeta", "Alfa", "lisakentat"] == list(columns)


# --- the form itself ---------------------------------------------------------------------------


def test_the_form_has_finnish_keys_texts_and_nothing_empty(content):
    form = canonical(content.roadmap())

    assert (FORMAT, "pikku") == (form["muoto"], form["tunnus"])
    assert {
        "otsikko": "Tietoturvakurssi",
        "tavoite": "digitaidot",
        "ryhma": "koulutus",
        "vastuu": ["Tietohallinto"],
        "toimiala": ["Koko kunta"],
        "aikataulu": {
            "kevät 2025": "selvitys",
            "syksy 2025": "käyttöönotto",
            "kevät 2026": "jatkuva toiminta",
            "syksy 2026": "jatkuva toiminta",
        },
    } == form["toimenpiteet"]["kurssit"]
    assert {"DVV": "Digi- ja väestötietovirasto"} == form["lyhenteet"]
    assert "# Visio\n\nAsiat hoituvat.\n" == form["sivut"]["visio.md"]


def test_a_default_is_written_out_so_that_a_later_default_changes_no_frozen_content(content):
    assert "toimiala" == canonical(content.roadmap())["asetukset"]["toimialasana"]


def test_the_order_of_a_forms_keys_does_not_change_its_bytes(content):
    form = canonical(content.roadmap())
    backwards = dict(reversed(form.items()))

    assert canonical_bytes(form) == canonical_bytes(backwards)
    assert canonical_bytes(form).endswith(b"}\n")
    assert "käyttöönotto" in canonical_bytes(form).decode()


# --- the code ----------------------------------------------------------------------------------


NOTHING = "WERC-8GMR-ZGE1-96QV-YK49-JVXS-4GKT"


def test_the_code_is_the_first_140_bits_of_the_sha_256_in_base_32():
    # SHA-256 of nothing begins e3b0c44298fc1c149afbf4c8996fb924: 11100 01110 11000 01100 …
    assert NOTHING == code(b"")
    assert "WERC-8GMR-ZGE1" == code(b"", FORMER_LENGTH)


@pytest.mark.parametrize(
    "copied",
    [
        "werc8gmrzge196qvyk49jvxs4gkt",
        "WERC 8GMR ZGEl 96QV YK49 JVXS 4GKT",
        "werc-8gmr-zgei-96qv-yk49-jvxs-4gkt",
        " WERC–8GMR–ZGE1–96QV–YK49–JVXS–4GKT.",
        "WERC-8GMR-ZGE1-\n  96QV-YK49-\r\n\tJVXS-4GKT\n",
        "WERC-\u200b8GMR-\u00adZGE1\u00a096QV\u2011YK49\u2011JVXS\u20114GKT",
        "ＷＥＲＣ8GMRZGE196QVYK49JVXS4GKT",
    ],
)
def test_a_code_is_recognised_however_a_person_copies_it(copied):
    assert same_code(NOTHING, copied)
    assert LENGTH == characters_in(copied)


@pytest.mark.parametrize("wrong", ["", "WERC-8GMR", "WERC-8GMR-ZGE2", "WERC-8GMR-ZGE1-0000"])
def test_another_code_is_another_code(wrong):
    assert not same_code("WERC-8GMR-ZGE1", wrong)


# --- formats old and new -----------------------------------------------------------------------


def test_a_snapshot_written_in_format_1_is_still_read_and_still_has_its_code(content):
    data = SNAPSHOT.read_bytes()
    given = roadmap_from(json.loads(data))

    assert "8VQW-4162-R3DT" == code(data, FORMER_LENGTH)
    assert shown(planned_of(content.roadmap())) == shown(planned_of(given))


def test_a_format_from_the_future_is_refused_with_a_word_about_updating(content):
    form = {**canonical(content.roadmap()), "muoto": FORMAT + 1}
    with pytest.raises(UnreadableForm) as refused:
        roadmap_from(form)

    [problem] = refused.value.problems
    assert "newer-format" == problem.code
    assert "Päivitä digitiekartta" in problem.remedy


@pytest.mark.parametrize("form", [{}, [], "x", None, {"muoto": "1"}, {"muoto": 1}, {"muoto": 0}])
def test_what_is_no_form_is_told_in_words(form):
    with pytest.raises(UnreadableForm) as refused:
        roadmap_from(form)

    assert ["bad-snapshot"] == [problem.code for problem in refused.value.problems]


def test_a_field_that_does_not_fit_names_the_file_and_the_part(content):
    form = copy.deepcopy(canonical(content.roadmap()))
    form["toimenpiteet"]["kurssit"]["otsiko"] = "x"
    with pytest.raises(UnreadableForm) as refused:
        roadmap_from(form, "hyvaksytyt/2025-1/sisalto.json")

    [problem] = refused.value.problems
    where = Place("hyvaksytyt/2025-1/sisalto.json", field="toimenpiteet.kurssit.otsiko")
    assert where == problem.place


def test_a_rule_that_looks_at_a_snapshot_names_its_file_and_the_field(content):
    measure = restored(content.roadmap()).measures_by_id["kurssit"]

    assert Place("sisalto.json", field="toimenpiteet.kurssit.vastuu") == measure.place_of("parties")

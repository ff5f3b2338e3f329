"""Words: stems and endings, basic forms and the parts of compounds."""

from __future__ import annotations

import re

import pytest

from digitiekartta.pages.search import lexicon as lexicons
from digitiekartta.pages.search.inflection import ENDINGS, is_ending, stems, words
from digitiekartta.pages.search.lexicon import Lexicon, Word

# Basic form: forms that residents write. Each kind of gradation and of stem is here.
FORMS = {
    "lupa": "luvan luvat lupia luvissa lupaa lupaan lupien",
    "tuki": "tuen tukea tuesta tukien tukiin",
    "tekoäly": "tekoälyn tekoälyä tekoälyssä tekoälyyn",
    "koulutus": "koulutuksen koulutusta koulutukseen koulutuksia koulutusten koulutuksissa",
    "saavutettavuus": "saavutettavuuden saavutettavuutta saavutettavuudesta saavutettavuuteen",
    "kuntalainen": "kuntalaisen kuntalaisia kuntalaisten kuntalaisille kuntalaiselle",
    "palaute": "palautteen palautetta palautteita palautteisiin palautteesta",
    "lomake": "lomakkeen lomakkeita lomakkeella lomakkeisiin lomakkeistaan",
    "asiakas": "asiakkaan asiakasta asiakkaille asiakkaiden asiakkaisiin",
    "oppilas": "oppilaan oppilaita oppilaiden oppilaille",
    "puhelin": "puhelimen puhelinta puhelimella puhelimiin",
    "kyyti": "kyydin kyytejä kyytien kyydissä kyyteihin",
    "kaupunki": "kaupungin kaupunkia kaupungissa kaupunkien",
    "tunti": "tunnin tunteja tunnilla",
    "ranta": "rannan rannalla rantoja rannoilla",
    "kumppani": "kumppanin kumppaneita kumppaneiden",
    "kulta": "kullan kultaa",
    "virta": "virran virtaa virrassa",
    "kampi": "kammen",
    "tieto": "tiedon tietoa tiedossa tietojen tiedoista",
    "aika": "ajan aikaa ajoissa aikojen ajalla",
    "koe": "kokeen kokeisiin kokeita",
    "työ": "työn töitä töihin",
    "tie": "tien teiden teille",
    "kieli": "kielen kieltä kielellä kielissä",
    "vesi": "veden vettä vesien vedessä",
    "lapsi": "lapsen lasta lapsille lasten",
    "esimies": "esimiehen esimiestä esimiehille",
    "parempi": "paremman parempaa parempia paremmat",
    "yhteinen": "yhteisen yhteistä yhteiset yhteisiä",
    "luotettava": "luotettavan luotettavia",
    "väsynyt": "väsyneen väsyneitä",
    "hakea": "haen hakee haetaan hakeminen hakemisesta",
    "varata": "varaan varaa varataan varaaminen",
    "opiskella": "opiskelen opiskellaan",
    "kirja": "kirjoja kirjojen kirjani kirjaansa kirjassaankin",
}


@pytest.mark.parametrize("basic", FORMS)
def test_each_form_begins_with_a_stem_and_ends_in_an_ending(basic):
    known = stems(basic)

    for form in FORMS[basic].split():
        ends = range(len(form), 1, -1)
        assert any(form[:end] in known and is_ending(form[end:]) for end in ends), form


def test_only_a_doubled_consonant_makes_a_verb():
    assert "opiskele" in stems("opiskella")
    assert "tie" not in stems("tila")


def test_what_has_a_consonant_before_its_last_vowel_is_inflected_in_one_way():
    assert "perut" not in stems("perus"), "peruttu is no form of it"
    assert "vapaude" in stems("vapaus")
    assert "koulutukse" in stems("koulutus")


def test_the_endings_are_a_regular_expression_that_javascript_reads_too():
    assert re.fullmatch(ENDINGS, "ssammekin")
    assert re.fullmatch(ENDINGS, "")
    assert not re.search(r"\(\?[^:]|\\", ENDINGS)


# The kind of pairs on which Snowball, Simplemma and Voikko were compared.
PAIRS = words(
    "koulutuksen–koulutus luvan–lupa koulukyytien–koulukyyti hakemuksista–hakemus"
    " haun–haku kuntalaisten–kuntalainen poissaoloanomuslomakkeet–poissaoloanomuslomake"
    " digitukea–digituki tietosuojakoulutusten–tietosuojakoulutus"
    " kaupunginhallituksen–kaupunginhallitus saavutettavuuden–saavutettavuus"
    " palautteita–palaute lomakkeella–lomake huoltajille–huoltaja sähköisen–sähköinen"
    " opettajien–opettaja puistojen–puisto vesien–vesi laskujen–lasku päätöksistä–päätös"
    " hankkeen–hanke lapsille–lapsi asukkaiden–asukas venepaikkoja–venepaikka"
    " digistrategian–digistrategia ylioppilaskokeisiin–ylioppilaskoe"
)


@pytest.mark.parametrize("pair", PAIRS)
def test_forms_are_joined_to_their_basic_forms(lexicon, pair):
    form, basic = pair.split("–")

    assert basic == lexicon.word(form).basic


@pytest.mark.parametrize(
    ("form", "parts"),
    [
        ("koulukyytien", "koulu kyyti"),
        ("poissaoloanomuslomakkeet", "poissaolo anomus lomake"),
        ("puistojenhoito", "puisto hoito"),
        ("digituen", "digi tuki"),
        ("kunnanhallitukselle", "kunta hallitus"),
        ("eläkeläisyhdistykset", "eläkeläinen yhdistys"),
        ("koulutus", ""),
        ("aineisto", ""),
        ("osallistava", ""),
    ],
)
def test_compounds_are_cut_where_their_words_meet(lexicon, form, parts):
    assert tuple(parts.split()) == lexicon.word(form).parts


def test_a_word_that_nobody_knows_stays_as_it_is(lexicon):
    assert Word("populukseen", (), known=False) == lexicon.word("populukseen")


def test_words_are_remembered_on_disk(tmp_path, monkeypatch):
    first = Lexicon(tmp_path / "sanasto")
    before = first.word("koulukyytien")
    first.save()
    monkeypatch.setattr(lexicons, "_look_up", lambda form: pytest.fail(f"looked up {form}"))

    assert before == Lexicon(tmp_path / "sanasto").word("koulukyytien")


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '"0"\n"luvan"\n["väärä",[],true]', '"luvan"\n["väärä",[],true]']
)
def test_a_broken_or_foreign_memory_is_forgotten(tmp_path, text):
    for name in ("sanasto.sanat.jsonl", "sanasto.muut.jsonl"):
        (tmp_path / name).write_text(text, encoding="utf-8")

    assert Lexicon(tmp_path / "sanasto").word("luvan").basic == "lupa"


def test_a_word_that_somebody_has_changed_in_the_memory_is_looked_up_anew(tmp_path):
    lexicon = Lexicon(tmp_path / "sanasto")
    lexicon.word("luvan")
    lexicon.save()
    [file] = tmp_path.iterdir()
    file.write_text(file.read_text("utf-8").replace("lupa", "muu"), encoding="utf-8")

    assert "lupa" == Lexicon(tmp_path / "sanasto").word("luvan").basic

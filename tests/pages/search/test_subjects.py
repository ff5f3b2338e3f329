"""Subjects are found by words of measures, in any form, and by nothing that only looks alike."""

from __future__ import annotations

from functools import cache

import pytest

from digitiekartta.pages.search.lexicon import Lexicon
from digitiekartta.pages.search.subjects import (
    DESCRIPTION,
    GROUP,
    SEARCH_WORDS,
    TITLE,
    Finder,
    Found,
    Subject,
    Subjects,
    kept_subjects,
)
from pikku import FILES, Content


@cache
def lexicon() -> Lexicon:
    return Lexicon()


@pytest.fixture
def content(tmp_path):
    return Content(tmp_path)


def found(content: Content, title: str, *, group: str = "", more: str = "", subjects=None):
    """Return what a measure is about."""
    goal = FILES["tavoitteet/digitaidot.yml"]
    content.write(
        "tavoitteet/digitaidot.yml", goal.replace("otsikko: Koulutus", f"otsikko: {group}")
    )
    within = "ryhma: koulutus\n" if group else ""
    content.write(
        "toimenpiteet/koe.yml", f"otsikko: '{title}'\ntavoite: digitaidot\n{within}{more}"
    )
    roadmap = content.roadmap()
    finder = Finder(subjects or kept_subjects(), lexicon())
    return finder.of(roadmap, roadmap.measures_by_id["koe"])


def names(*given, **more) -> list[str]:
    return [one.subject for one in found(*given, **more)]


@pytest.mark.parametrize(
    ("title", "subject", "words"),
    [
        ("Tekoälyn käyttö", "Tekoäly", "Tekoälyn"),
        ("Kokeillaan tekoälyavustajaa", "Tekoäly", "tekoälyavustajaa"),
        (
            "Sähköisen allekirjoituksen käyttö",
            "Sähköinen allekirjoitus",
            "Sähköisen allekirjoituksen",
        ),
        (
            "Sopimukset allekirjoitetaan sähköisesti",
            "Sähköinen allekirjoitus",
            "allekirjoitetaan sähköisesti",
        ),
        ("Uudet tilanvarausjärjestelmät", "Tilavaraus", "tilanvarausjärjestelmät"),
        ("Kotisivujen uudistus", "Verkkosivut", "Kotisivujen"),
        ("Louhi-paikkatietoalustan laajennus", "Paikkatieto ja kartat", "paikkatietoalustan"),
        ("Intraan uusi haku", "Intra", "Intraan"),
        ("Pilvipalvelujen hankinta", "Pilvipalvelut", "Pilvipalvelujen"),
        ("M365:n käyttö", "Microsoft 365", "M365"),
        ("Wilmaan uusi lomake", "Oppilashallinto ja kodin ja koulun yhteys", "Wilmaan"),
        ("Tiedot siirretään Populukseen", "Henkilöstö- ja palkkahallinto", "Populukseen"),
        (
            "Asia- ja kokoushallinnan uusinta",
            "Asianhallinta ja päätökset",
            "asia- … kokoushallinnan",
        ),
        ("Suomi.fi-viestit käyttöön", "Suomi.fi ja palvelutietovaranto", "Suomi fi"),
        ("Tiedolla johtamisen malli", "Tiedolla johtaminen", "Tiedolla johtamisen"),
        (
            "Kyberturvallisuuden harjoitus",
            "Kyberturvallisuus ja häiriöihin varautuminen",
            "Kyberturvallisuuden",
        ),
    ],
)
def test_a_word_is_found_in_any_form_and_as_a_part_of_a_compound(content, title, subject, words):
    assert Found(subject, (words,), TITLE) in found(content, title)


@pytest.mark.parametrize(
    ("title", "subject"),
    [
        ("Intranukleaarinen kuvantaminen", "Intra"),
        ("Pilvisen päivän valaistus", "Pilvipalvelut"),
        ("Pilvinen sää ja valaistus", "Pilvipalvelut"),
        ("Digitiekartan julkaisu", "Paikkatieto ja kartat"),
        ("Tietoturvaohjeiden jakaminen", "Henkilöstön osaaminen ja koulutus"),
        ("Kansalaisopiston opinto-opas", "Ohjeet ja oppaat"),
        ("Puolueiden osallistuva budjetointi", "Taloushallinto ja laskutus"),
        ("Kustannusten laskeminen", "Taloushallinto ja laskutus"),
        ("Tieto- ja viestintätekniikan hankinta", "Viestintä ja tiedottaminen"),
        ("Digituki kirjastoihin", "Käyttäjien tuki"),
        ("Sähköiset kuitit ja käsin tehty allekirjoitus", "Sähköinen allekirjoitus"),
    ],
)
def test_what_only_looks_alike_tells_no_subject(content, title, subject):
    assert subject not in names(content, title)


def test_a_measure_may_be_about_several_subjects_in_the_order_of_the_list(content):
    told = names(content, "Chat-palvelu kotisivuille ja tekoälyn hyödyntäminen")

    assert ["Tekoäly", "Chat ja neuvontabotit", "Verkkosivut"] == told


def test_what_has_no_word_of_any_subject_has_none(content):
    assert () == found(content, "Kukkaruukut ikkunoille")


# --- where words stand ---------------------------------------------------------------------------


def test_a_group_tells_what_its_measures_are_about(content):
    [one] = found(content, "Uusien ominaisuuksien seuranta", group="M365 täysipainoinen käyttö")

    assert ("Microsoft 365", ("M365",), GROUP) == (one.subject, one.words, one.place)


def test_of_a_group_of_two_things_nobody_knows_which_a_measure_is_about(content):
    assert [] == names(content, "Kukkaruukut", group="Perehdytys ja tuki")
    assert [] == names(content, "Kukkaruukut", group="Tietoturva, viestintä ja kukat")
    told = names(content, "Kukkaruukut", group="Palkkahallinto (Populus) ja HR")
    assert ["Henkilöstö- ja palkkahallinto"] == told


def test_a_description_counts_only_where_the_title_tells_nothing(content):
    more = "kuvaus: Ohjeet tallennetaan intraan.\n"

    assert ["Tekoäly"] == names(content, "Tekoälyn kokeilu", more=more)
    told = found(content, "Kukkaruukut", more=more)
    assert {("Ohjeet ja oppaat", DESCRIPTION), ("Intra", DESCRIPTION)} == {
        (one.subject, one.place) for one in told
    }


def test_an_editor_lets_a_measure_be_found_by_search_words(content):
    [one] = found(content, "Kukkaruukut", more="hakusanat: [tekoäly]\n")

    assert ("Tekoäly", SEARCH_WORDS) == (one.subject, one.place)


# --- lists ---------------------------------------------------------------------------------------


def test_own_words_are_added_to_a_subject_that_is_there_and_new_ones_come_last(content):
    own = [Subject("tekoäly", ("velho",), ("tekoälytaide",)), Subject("Kukat", ("kukkaruukku",))]
    subjects = kept_subjects().with_own(own)

    assert "Kukat" == subjects.all[-1].name
    assert len(kept_subjects().all) + 1 == len(subjects.all)
    assert ["Tekoäly"] == names(content, "Velhojen hankinta", subjects=subjects)
    assert ["Kukat"] == names(content, "Kukkaruukkuihin tekoälytaidetta", subjects=subjects)


def test_the_page_of_a_subject_with_a_long_name_has_an_address_that_disks_take(content):
    subject = Subject("Valokuitu ja " * 40, ("valokuitu",))

    assert len(subject.id) <= 80
    assert subject.id.startswith("valokuitu-ja-valokuitu")


def test_the_words_of_a_phrase_stand_one_after_another(content):
    subjects = Subjects((Subject("A", ("punainen tupa",)),))

    assert ["A"] == names(content, "Punaiseen tupaan", subjects=subjects)
    assert [] == names(content, "Tupa on punainen", subjects=subjects)
    assert [] == names(content, "Punainen talo ja tupa", subjects=subjects)


def test_the_kept_list_has_names_and_addresses_of_their_own_and_words_that_can_be_found(content):
    subjects = kept_subjects()

    assert len(subjects.all) == len(subjects.by_id)
    assert 50 <= len(subjects.all) <= 65
    for one in subjects.all:
        assert one.words
        for word in one.words:
            assert one.name in names(content, word), f"{one.name}: {word}"

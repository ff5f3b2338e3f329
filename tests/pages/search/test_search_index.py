"""The index: what stands in assets/haku-data.js, and that it is the same each time."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import replace
from datetime import date
from subprocess import run

import pytest

from digitiekartta.pages import paths
from digitiekartta.pages.paths import address
from digitiekartta.pages.search import index as search_index
from digitiekartta.pages.search import parting
from digitiekartta.pages.search.index import FILE, SearchPage, Vocabulary, index_files
from digitiekartta.pages.search.lexicon import Lexicon
from digitiekartta.pages.search.pages import search_pages, vocabulary
from digitiekartta.pages.search.script import data_in
from digitiekartta.pages.search.tokens import ellipses, fold, tokens
from digitiekartta.pages.site import Options, Site
from digitiekartta.pages.tracking import tracked_years
from rendering import OPTIONS, planned, roadmap
from towns import TOWNS

PAGE = SearchPage("Koulukyytien haku", "toimenpiteet/kyydit/", "Toimenpide", "Tavoite 1: A")


DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"


def read(files):
    return data_in(files[FILE])


def found(index, word):
    """Return the page numbers and places of a word, as the script reads them."""
    packed = index["osumat"][index["sanat"].split().index(word)]
    page, number, unit, places = -1, 0, 1, []
    for digit in map(DIGITS.index, packed):
        number, unit = number + (digit & 31) * unit, unit * 32
        if digit < 32:
            page += number >> 2
            places.append((page, number & 3))
            number, unit = 0, 1
    return places


def test_a_page_is_found_by_basic_forms(lexicon):
    index = read(index_files([PAGE], Vocabulary(), lexicon))

    assert {"koulukyyti", "koulu", "kyyti", "haku"} <= set(index["sanat"].split())
    assert found(index, "koulukyyti") == [(0, 3)]


def test_words_keep_their_accents_to_be_told_by(lexicon):
    index = read(index_files([SearchPage("Käytön tuki", "a/", "Sivu")], Vocabulary(), lexicon))

    assert {"käyttö", "tuki"} <= set(index["sanat"].split())
    assert found(index, "käyttö") == [(0, 3)]


def test_the_best_place_of_a_word_counts(lexicon):
    pages = [
        SearchPage(
            f"{word}", f"{n}/", "Sivu", keywords=["Kirjasto"], sentences=[f"Kirjaston lupa {n}."]
        )
        for n, word in enumerate(["Kirjasto", *["Muu"] * 40, "Lupa"])
    ]
    index = read(index_files(pages, Vocabulary(), lexicon))

    assert [(0, 3), *((n, 2) for n in range(1, 42))] == found(index, "kirjasto")
    assert [*((n, 1) for n in range(41)), (41, 3)] == found(index, "lupa")


def test_abbreviations_and_their_meanings_find_each_other(lexicon):
    short = SearchPage("TVT-strategia", "a/", "Sivu")
    long = SearchPage("Tieto- ja viestintätekniikan tunnit", "b/", "Sivu")
    index = read(
        index_files([short, long], Vocabulary({"TVT": "tieto- ja viestintätekniikka"}), lexicon)
    )

    assert [page for page, _ in found(index, "tvt")] == [0, 1]
    assert [page for page, _ in found(index, "viestintätekniikka")] == [0, 1]


def test_words_with_hyphens_and_endings_after_a_colon_are_cut():
    assert list(tokens("Suomi.fi-viestit")) == ["suomifiviestit", "suomi", "fi", "viestit"]
    assert list(tokens("M365:n")) != ["m365", "n"]
    assert [token for token in tokens("M365:n") if token != "n"] == ["m365"]


def test_fold_takes_accents_away():
    assert fold("ÄåÖé") == "aaoe"


@pytest.mark.parametrize("name", TOWNS)
def test_each_page_of_the_site_is_in_the_index_and_leads_somewhere(name):
    made = planned(name)
    listed = {page.address.partition("#")[0] for page in search_pages(made.site)}
    files = {address(file) for file in made.files}

    assert listed <= files
    # Of what is old a version is found as a whole, not its pages in place of what is in force.
    old = {one for one in files if one.startswith(("versiot/", "muutokset/2"))}
    assert {one for one in listed & old if one.count("/") != 2} == set()
    gone = {address(file) for file, page in made.files.items() if "ei ole enää digi" in page}
    years = {address(paths.year(year)) for year in tracked_years(made.site)}  # under Seuranta
    assert files - listed - old - gone - years == {address(paths.SEARCH)}


def test_a_part_of_a_page_that_is_found_is_on_the_page():
    made = planned("esimerkkila")
    parts = [page.address for page in search_pages(made.site) if "#" in page.address]

    assert ["tietoa/#palaute"] == parts
    assert "\n## Palaute\n" in made.files[paths.ABOUT]


def test_a_page_is_found_as_a_title_by_what_it_is_called(lexicon):
    costs = SearchPage("Kustannukset", "kustannukset/", "Sivu", names=["hinta, budjetti"])
    index = read(index_files([PAGE, costs], Vocabulary(), lexicon))
    words = index["sanat"].split()

    assert [(1, 3)] == found(index, "budjetti")
    assert {"1": [words.index("budjetti"), words.index("hinta")]} == index["kutsut"]


@pytest.mark.parametrize("form", ["Esimerkkilän", "Esimerkkilässä", "esimerkkiläksi"])
def test_the_roadmaps_name_is_known_inflected_though_no_dictionary_has_it(lexicon, form):
    page = SearchPage(f"Palvelut {form}", "a/", "Sivu")
    index = read(index_files([page], Vocabulary(roadmap="Esimerkkilä"), lexicon))

    assert [(0, 3)] == found(index, "esimerkkilä")


@pytest.mark.parametrize("name", ["esimerkkila", "pikkula"])
def test_the_same_roadmap_gives_the_same_files(name):
    pages = list(search_pages(Site(roadmap(name), OPTIONS)))
    words = vocabulary(Site(roadmap(name), OPTIONS))
    first, second = (index_files(pages, words, Lexicon()) for _ in range(2))

    assert first == second


def test_the_order_of_sets_does_not_show():
    script = (
        "from digitiekartta.pages.search.index import SearchPage, Vocabulary, index_files;"
        "from digitiekartta.pages.search.lexicon import Lexicon;"
        "p = SearchPage('Koulukyytien haku Populukseen ja TVT', 'a/', 'Sivu');"
        "own = Vocabulary({'TVT': 'tieto- ja viestintätekniikka'}, [['koulukyyti', 'taksi']]);"
        "print(index_files([p], own, Lexicon()))"
    )
    outputs = {
        run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert len(outputs) == 1


def test_texts_are_in_files_named_by_their_content(lexicon):
    pages = [
        SearchPage(f"Sivu {n}", f"{n}/", "Sivu", sentences=[f"Eka {n}."], quoted=["Toka."])
        for n in range(399)
    ]
    files = index_files(pages, Vocabulary(), lexicon)
    index = read(files)

    assert len(index["tekstit"]) == 2
    assert data_in(files[f"assets/{index['tekstit'][1]}"])[-1] == "Eka 398.\nToka."
    changed = index_files([*pages[:-1], PAGE], Vocabulary(), lexicon)
    assert index["tekstit"][0] == read(changed)["tekstit"][0]
    assert index["tekstit"][1] != read(changed)["tekstit"][1]


def test_an_index_in_parts_has_what_a_whole_one_has(lexicon, monkeypatch):
    pages = [PAGE, *(SearchPage(f"Lomake {n}", f"{n}/", "Sivu") for n in range(99))]
    whole = read(index_files(pages, Vocabulary(), lexicon))
    monkeypatch.setattr(parting, "_LETTERS_IN_FILE", 20)
    monkeypatch.setattr(search_index, "MOST_WHOLE", 0)
    files = index_files(pages, Vocabulary(), lexicon)
    parted = read(files)

    def part(name):
        return data_in(files[f"assets/{name}"])

    told = [page for name in parted["tekstit"] for page in part(name)]
    assert whole["sivut"] == [page for page, _ in told]
    assert [page[2] for page in whole["sivut"]] == [*map(DIGITS.index, parted["laji"])]
    found = dict.fromkeys(range(len(whole["osumat"])), "")
    for first, name in parted["osumatiedostot"]:
        file = part(name)
        assert file["alku"] == first
        for at, posting in enumerate(file["osumat"]):
            found[first + at] = posting
        for word, posting in file["muut"].items():
            assert whole["osumat"][int(word)] == posting
        for compound, parts in whole["osat"].items():
            for one in parts:
                if first <= one < first + len(file["osumat"]):
                    near = {*map(int, file["muut"])} | {*range(first, first + len(file["osumat"]))}
                    assert int(compound) in near
    assert whole["osumat"] == [*found.values()]
    words = fold(whole["sanat"]).split(" ")
    for word, places in enumerate(parted["jaot"].split(" ")):
        told = []
        for number, start, length in re.findall(r"\*(\d+)\*|(.)(.)", places):
            part = words[word][DIGITS.find(start) :][: DIGITS.find(length)]
            told.append(int(number) if number else words.index(part))
        assert told == whole["osat"].get(str(word), [])
    assert len(parted["osumatiedostot"]) > 5


def test_what_most_pages_say_is_no_way_to_find_one(lexicon):
    pages = [
        SearchPage(f"Lupa {n}", f"{n}/", "Toimenpide", sentences=["Ei asiakirjasta.", f"Kuva {n}."])
        for n in range(9)
    ]
    files = index_files(pages, Vocabulary(), lexicon)

    assert "asiakirja" not in read(files)["sanat"].split()
    assert len(found(read(files), "kuva")) == 9
    assert not any("asiakirja" in text for text in files.values())


def test_a_few_pages_may_say_the_same(lexicon):
    pages = [SearchPage(f"Lupa {n}", f"{n}/", "Sivu", sentences=["Kirjasto."]) for n in range(3)]

    assert len(found(read(index_files(pages, Vocabulary(), lexicon)), "kirjasto")) == 3


def test_what_a_hyphen_leaves_out_is_found_too(lexicon):
    assert list(ellipses("liikunta-, kulttuuri- ja nuorisopalvelut")) == [
        ("liikunta", "nuorisopalvelut"),
        ("kulttuuri", "nuorisopalvelut"),
    ]
    page = SearchPage("Aamu- ja iltapäivätoiminnan maksut", "a/", "Toimenpide")
    index = read(index_files([page], Vocabulary(), lexicon))

    assert found(index, "aamutoiminta") == found(index, "iltapäivätoiminta") == [(0, 3)]


def test_what_can_be_made_out_of_an_unknown_word_finds_it(lexicon):
    index = read(
        index_files([SearchPage("Omatoimikirjastot", "a/", "Sivu")], Vocabulary(), lexicon)
    )
    words = index["sanat"].split()
    compound = str(words.index("omatoimikirjastot"))

    assert [words[part] for part in index["osat"][compound]] == ["kirjasto"]


def test_an_inflected_word_with_a_hyphen_is_known_by_its_last_part(lexicon):
    page = SearchPage("Yksi kanava IT-tukeen", "a/", "Toimenpide")

    assert "ittuki" in read(index_files([page], Vocabulary(), lexicon))["sanat"].split()


def test_words_of_two_parts_stand_for_others_and_others_for_them(lexicon):
    page = SearchPage("Tiedotus sosiaalisessa mediassa", "a/", "Toimenpide")
    own = Vocabulary(synonyms=[["tiedotus", "hätäviesti"], ["turha", "tarpeeton"]])
    index = read(index_files([page], own, lexicon))
    words = index["sanat"].split()

    assert found(index, "sosiaalinenmedia") == [(0, 3)]
    assert [words.index("tiedotus"), words.index("hätäviesti")] in index["arki"]
    assert "turha" not in words


def test_editors_words_find_a_measure_and_one_another(content, lexicon):
    content.append("tiekartta.yml", "synonyymit:\n  - kurssi,opintopiiri\n")
    content.append("toimenpiteet/kurssit.yml", "hakusanat: salasana unohtui\n")
    site = Site(content.roadmap(), OPTIONS)
    index = read(index_files(search_pages(site), vocabulary(site), lexicon))
    words = index["sanat"].split()

    [(page, place)] = found(index, "salasana")
    assert ("toimenpiteet/kurssit/", 2) == (index["sivut"][page][1], place)
    assert [words.index("kurssi"), words.index("opintopiiri")] in index["arki"]


def test_titles_may_be_parted_on_a_narrow_screen_but_words_are_whole(lexicon):
    page = SearchPage("Tietohallintokoordinaattori", "a/", "Vastuutaho")
    index = read(index_files([page], Vocabulary(), lexicon))

    assert "\u00ad" in index["sivut"][0][0]
    assert "\u00ad" not in index["sanat"]


@pytest.mark.parametrize(
    ("today", "told"),
    [
        (date(2026, 9, 15), ("päättynyt",)),
        (date(2025, 3, 1), ("päättynyt", "2025-syksy", "päättyy syksyllä 2025")),
    ],
)
def test_a_measure_that_is_over_is_marked(today, told):
    site = Site(roadmap("esimerkkila"), Options(today))
    pages = {page.address: page.over for page in search_pages(site)}

    assert told == pages["toimenpiteet/kuntasovellus/"]
    over = [measure for measure in site.roadmap.measures if measure.is_over]
    assert {address(paths.measure(one.id)) for one in over} == {at for at in pages if pages[at]}


def test_what_was_kept_of_former_pages_gives_the_same_index_as_nothing_kept(lexicon, tmp_path):
    file = tmp_path / "sanasto"
    words = Vocabulary({"TVT": "tieto- ja viestintätekniikka"}, [["apu", "tuki"]], "Pikkula")
    texts = ["Digituki kirjastossa.", "Sähkö-posti ja sähköposti 12.1.", "Sää, saa.", "TVT-tuki"]
    texts += ["Aamu- ja iltapäivätoiminta.", "Web shop, IT-tukea.", "Saa, sää. Populukseen"]
    pages = [SearchPage(text, f"{at}/", "Sivu", sentences=[text]) for at, text in enumerate(texts)]
    edited = replace(pages[2], sentences=["Apua ja tieto- ja viestintätekniikkaa."])

    for listed in (pages, [*pages[:2], edited, *pages[3:]], pages[::-1], pages[3:], pages):
        kept = Lexicon(file)
        kept._words = dict(lexicon._words)  # the dictionary takes long to open
        found = index_files(listed, words, kept)
        kept.save()
        assert index_files(listed, words, lexicon) == found
        lexicon._words |= kept._words


def test_only_what_the_last_index_asked_for_is_kept(lexicon, tmp_path):
    file = tmp_path / "sanasto"
    sizes = []
    for title in ("Digituki", "Tuki", "Digituki"):
        kept = Lexicon(file)
        kept._words = dict(lexicon._words)
        index_files([SearchPage(title, "a/", "Sivu")], Vocabulary(), kept)
        lexicon._words |= kept._words
        kept.save()
        sizes.append(len((tmp_path / "sanasto.muut.jsonl").read_bytes().splitlines()))

    assert sizes[0] == sizes[2]

"""The index: what stands in assets/haku.json, and that it is the same each time."""

from __future__ import annotations

import json
import sys
from subprocess import run

import pytest

from digitiekartta.pages import paths
from digitiekartta.pages.paths import address
from digitiekartta.pages.search.index import FILE, SearchPage, fold, index_files, tokens
from digitiekartta.pages.search.lexicon import Lexicon
from digitiekartta.pages.search.pages import search_pages
from digitiekartta.pages.site import Site
from rendering import OPTIONS, planned, roadmap
from towns import TOWNS

PAGE = SearchPage("Koulukyytien haku", "toimenpiteet/kyydit/", "Toimenpide", "Tavoite 1: A")


def read(files):
    return json.loads(files[FILE])


def found(index, word):
    """Return the page numbers and places of a word, as the script reads them."""
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"
    packed = index["osumat"][index["sanat"].split().index(word)]
    page, number, unit, places = -1, 0, 1, []
    for digit in map(digits.index, packed):
        number, unit = number + (digit & 31) * unit, unit * 32
        if digit < 32:
            page += number >> 2
            places.append((page, number & 3))
            number, unit = 0, 1
    return places


def test_a_page_is_found_by_basic_forms_without_accents(lexicon):
    index = read(index_files([PAGE], {}, lexicon))

    assert {"koulukyyti", "koulu", "kyyti", "haku"} <= set(index["sanat"].split())
    assert found(index, "koulukyyti") == [(0, 3)]
    assert (
        "kaytto"
        in read(index_files([SearchPage("Käytön tuki", "a/", "Sivu")], {}, lexicon))[
            "sanat"
        ].split()
    )


def test_the_best_place_of_a_word_counts(lexicon):
    pages = [
        SearchPage(f"{word}", f"{n}/", "Sivu", keywords=["Kirjasto"], sentences=["Kirjaston lupa."])
        for n, word in enumerate(["Kirjasto", *["Muu"] * 40, "Lupa"])
    ]
    index = read(index_files(pages, {}, lexicon))

    assert [(0, 3), *((n, 2) for n in range(1, 42))] == found(index, "kirjasto")
    assert [*((n, 1) for n in range(41)), (41, 3)] == found(index, "lupa")


def test_abbreviations_and_their_meanings_find_each_other(lexicon):
    short = SearchPage("TVT-strategia", "a/", "Sivu")
    long = SearchPage("Tieto- ja viestintätekniikan tunnit", "b/", "Sivu")
    index = read(index_files([short, long], {"TVT": "tieto- ja viestintätekniikka"}, lexicon))

    assert [page for page, _ in found(index, "tvt")] == [0, 1]
    assert [page for page, _ in found(index, "viestintatekniikka")] == [0, 1]


def test_words_with_hyphens_and_endings_after_a_colon_are_cut():
    assert list(tokens("Suomi.fi-viestit")) == ["suomifiviestit", "suomi", "fi", "viestit"]
    assert list(tokens("M365:n")) != ["m365", "n"]
    assert [token for token in tokens("M365:n") if token != "n"] == ["m365"]


def test_fold_takes_accents_away():
    assert fold("ÄåÖé") == "aaoe"


@pytest.mark.parametrize("name", TOWNS)
def test_each_page_of_the_site_is_in_the_index_and_leads_somewhere(name):
    made = planned(name)
    listed = {page.address for page in search_pages(made.site)}
    files = {address(file) for file in made.files}

    assert listed <= files
    # What is old is reached from the page of changes, not found in place of what is in force.
    old = {one for one in files if one.startswith(("versiot/", "muutokset/2"))}
    gone = {address(file) for file, page in made.files.items() if "ei ole enää digi" in page}
    assert files - listed - old - gone == {address(paths.FRONT), address(paths.SEARCH)}


@pytest.mark.parametrize("name", ["esimerkkila", "pikkula"])
def test_the_same_roadmap_gives_the_same_files(name):
    pages = list(search_pages(Site(roadmap(name), OPTIONS)))
    first, second = (index_files(pages, roadmap(name).abbreviations, Lexicon()) for _ in range(2))

    assert first == second


def test_the_order_of_sets_does_not_show():
    script = (
        "from digitiekartta.pages.search.index import SearchPage, index_files;"
        "from digitiekartta.pages.search.lexicon import Lexicon;"
        "p = SearchPage('Koulukyytien haku Populukseen ja TVT', 'a/', 'Sivu');"
        "print(index_files([p], {'TVT': 'tieto- ja viestintätekniikka'}, Lexicon()))"
    )
    outputs = {
        run(
            [sys.executable, "-c", script],
            env={"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert len(outputs) == 1


def test_texts_are_in_files_named_by_their_content(lexicon):
    pages = [
        SearchPage(f"Sivu {n}", f"{n}/", "Sivu", sentences=["Eka.", "Toka."]) for n in range(401)
    ]
    files = index_files(pages, {}, lexicon)
    index = read(files)

    assert len(index["tekstit"]) == 3
    assert json.loads(files[f"assets/{index['tekstit'][2]}"])[0] == "Eka.\nToka."
    changed = index_files([*pages[:-1], PAGE], {}, lexicon)
    assert index["tekstit"][:2] == read(changed)["tekstit"][:2]
    assert index["tekstit"][2] != read(changed)["tekstit"][2]

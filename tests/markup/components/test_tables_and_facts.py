"""Plain tables suit the width of the screen; names and values are a list of terms."""

from __future__ import annotations

from datetime import date

import pytest
from rendered import find, page, text_of

from digitiekartta.markup.components.kinds import Kind
from digitiekartta.markup.markdown import table
from digitiekartta.pages.site import Options
from rendering import planned_of, roadmap


def columns(count):
    return page(table("Otsake", list("abcdef")[:count], [list("ghijkl")[:count]]))


def test_names_with_a_number_each_stay_a_table_on_a_phone():
    [shown] = page("| a | b |\n| - | -: |\n| c | 1 |")

    assert (shown.tag, shown.get("class")) == ("table", "taulu taulu-luvut")


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6])
def test_the_cells_of_any_number_of_columns_have_labels_for_a_phone(count):
    [shown] = columns(count)

    [root] = shown.iter("table")
    assert root.get("class") == "taulu taulu-pino"
    assert list("bcdef")[: count - 1] == root.xpath("tbody/tr/td/@data-otsikko")


@pytest.mark.parametrize("count", [5, 6])
def test_a_wide_table_scrolls_in_a_region_that_its_caption_names(count):
    [region] = columns(count)

    assert (region.get("role"), region.get("tabindex")) == ("region", "0")
    assert (
        text_of(region.xpath(f"table/caption[@id='{region.get('aria-labelledby')}']")[0])
        == "Otsake"
    )


def test_a_label_is_the_header_letter_for_letter():
    shown = page(table("A", ["a", '*b* "c" & <d>', "1 | 2\n3"], [["e", "f", "g"]]))

    assert shown.xpath(".//td/@data-otsikko") == ['*b* "c" & <d>', "1 | 2\n3"]


def test_a_table_whose_headers_are_more_than_text_scrolls():
    shown = page("| a | *b* | c |\n| - | - | - |\n| d | e | f |")

    assert find(shown, "taulukko")[0].get("aria-label") == "Taulukko"


def test_each_region_of_a_page_has_an_id_of_its_own():
    shown = page("\n\n".join(table(f"T{n}", list("abcde"), [list("fghij")]) for n in range(3)))
    names = [region.get("aria-labelledby") for region in find(shown, "taulukko")]

    assert ["taulukko-1", "taulukko-2", "taulukko-3"] == names == shown.xpath(".//@id")


def test_facts_are_terms_and_what_is_said_of_them():
    rows = [("Vastuu", "ei nimetty"), ("Seuranta", "vuosittain")]
    [shown] = page(table("Tiedot", ["Tieto", "Sisältö"], rows, kind=Kind.FACTS))

    assert (shown.tag, shown.get("class")) == ("dl", "tiedot")
    assert rows == [(text_of(pair[0]), text_of(pair[1])) for pair in shown]
    assert [[part.tag for part in pair] for pair in shown] == [["dt", "dd"]] * 2


def test_standing_is_the_same_in_a_box():
    [shown] = page(table("Tila", ["Tieto", "Sisältö"], [("a", "b")], kind=Kind.STATUS))

    assert shown.get("class") == "tiedot tila"


@pytest.mark.parametrize("kind", Kind)
def test_any_kind_of_table_survives_a_shape_that_it_is_not_made_for(kind):
    for rows in ([], [["b"]], [["b"], ["c"]]):
        text = text_of(page(table("A", ["a"], rows, kind=kind)))
        assert all(cell in text for [cell] in rows)


def files(**asked):
    return planned_of(roadmap("tyynela"), Options(date(2026, 9, 15), **asked)).files


def test_only_a_build_that_asks_for_it_has_the_page_of_components():
    assert "komponentit.md" not in files()
    assert "komponentit.md" in files(components=True)


def test_the_page_of_components_shows_every_kind_and_ids_only_once():
    source = files(components=True)["komponentit.md"]
    shown = page(source.split("---\n", 2)[2])
    ids = shown.xpath(".//@id")

    assert len(ids) == len(set(ids))
    for name in (
        "aikataulu",
        "aikajana",
        "jana",
        "tasokuva",
        "tiedot",
        "tila",
        "kortti",
        "taulu-pino",
        "nyt",
    ):
        assert find(shown, name), name
    assert all(f"{kind}: " in source for kind in Kind)
    assert not shown.xpath(".//b[@onclick]")


LINKS = "\n\n---\n\n- [Seuraava: b](b.md)\n"


def test_the_links_that_end_a_measures_page_are_navigation():
    card = table("Otsake", ["a", "b"], [["c", "d"]], kind=Kind.CARD)

    shown = page(f"{card}{LINKS}")

    assert text_of(shown.find("nav[@aria-label]/ul")) == "Seuraava: b"


def test_a_list_that_ends_another_page_is_what_the_page_tells():
    assert page(f"Teksti.{LINKS}").find("nav") is None

"""The needs of a year: what begins and goes on, and what is known of its costs, as by hand."""

from __future__ import annotations

import re
from decimal import Decimal

import pdfplumber
import pytest

import laskula
from digitiekartta.markup.report.markdown import as_markdown
from digitiekartta.markup.report.word import as_docx
from digitiekartta.pages.numbers.money import sums_in
from digitiekartta.pages.numbers.needs import Needs, needs_report, sentences
from digitiekartta.pages.numbers.year import year_of
from office import convert, needs_office

NONE = "ei arviota"


@pytest.fixture
def needs(content) -> Needs:
    laskula.write(content)
    return Needs(laskula.site(content), 2026)


def test_sectors_are_counted_as_by_hand_and_what_is_of_two_is_counted_once(needs):
    # In 2026 d begins; a b c i go on. a: 1 000. b, of both sectors: 500,50 + 20 000 = 20 500,50.
    # d: 3 000. c and i have no estimate. 1 000 + 20 500,50 + 3 000 = 24 500,50.
    assert (
        ("Hallinto", 2, 0, 2, 1, 1, Decimal(1000)),  # a i
        ("Tekniset", 2, 1, 1, 1, 1, Decimal(3000)),  # c d
        ("Yhteiset", 1, 0, 1, 1, 0, Decimal("20500.50")),  # b
        ("Yhteensä", 5, 1, 4, 3, 2, Decimal("24500.50")),
    ) == needs.sector_table().rows


def test_sectors_that_have_the_names_of_rows_of_ours_are_told_apart_from_them(content):
    laskula.write(content)
    renamed = {"Hallinto": "Yhteiset", "Tekniset": "Ei nimettyä"}
    for path in content.folder.rglob("*.yml"):
        text = path.read_text(encoding="utf-8")
        for was, now in renamed.items():
            text = text.replace(was, now)
        path.write_text(text, encoding="utf-8")
    site = laskula.site(content)

    assert [("Yhteiset", 2), ("Ei nimettyä", 2), ("Monella yhteiset", 1), ("Yhteensä", 5)] == [
        row[:2] for row in Needs(site, 2026).sector_table().rows
    ]
    rows = {row[0]: row[-1] for row in year_of(site, 2025).sector_states().rows}
    assert {"Yhteiset": 5, "Ei nimettyä": 3, "Toimiala puuttuu": 2, "Yhteensä": 9} == rows


def test_kinds_are_summed_as_by_hand(needs):
    # käyttömeno: a 1 000 + b 500,50; investointi: b; of no kind: d.
    assert (
        ("Käyttömenot", 2, Decimal("1500.50")),
        ("Investoinnit", 1, Decimal(20000)),
        ("Laji ei tiedossa", 1, Decimal(3000)),
        ("Yhteensä", 3, Decimal("24500.50")),
    ) == needs.kind_table().rows


def test_an_estimate_of_a_measure_without_a_schedule_is_told_apart_and_not_summed(needs):
    assert ["h"] == [one.id for one in needs.unknown]
    assert [("Toimi h", "Hallinto", "ei tiedossa", Decimal(700))] == [
        row[:4] for row in needs.besides_table().rows
    ]
    assert [
        "Vuonna 2026 alkaa yksi toimenpide ja jatkuu 4.",
        "Kustannusarvio on 3 toimenpiteellä, yhteensä 24\u00a0500,50\u00a0€. Arvio puuttuu 2"
        " toimenpiteeltä, joten summa ei kerro koko tarvetta.",
        "Lisäksi yhden toimenpiteen aikataulu ei ole tiedossa.",
        "Arvio vuodelle on myös yhdellä toimenpiteellä, jolla ei ole aikataulua vuodelle:"
        " 700\u00a0€.",
    ] == [*sentences(needs)]


def test_what_ends_in_the_year_or_has_ended_needs_nothing(needs, content):
    assert "e" not in [one.id for one in (*needs.measures, *needs.unknown)]
    content.replace(
        "tiekartta.yml", "toimialat:", "  - {nimi: loppu, yleinen: päättynyt}\ntoimialat:"
    )
    content.replace("toimenpiteet/d.yml", "kevät 2026: selvitys", "kevät 2026: loppu")

    assert "d" not in [one.id for one in Needs(laskula.site(content), 2026).measures]


def test_needs_of_a_past_year_are_told_in_the_past(needs):
    past = Needs(needs.site, 2025)
    told = as_markdown(needs_report(past))

    assert past.is_past
    # c begins; a b e f i go on.
    assert "Vuonna 2025 alkoi yksi toimenpide ja jatkui 5." in told
    assert not re.search(r"\b(alkaa|jatkuu|Alkaa|Jatkuu|alkavat)\b", told)


def test_in_the_year_after_the_period_what_is_continuous_at_its_end_goes_on(needs, content):
    # The period ends in autumn 2026. a is continuous then, with an estimate of 2027; b has an
    # estimate of 2027 but is not; i was continuous only until spring.
    for id, old, new in (
        ("a", "jatkuva toiminta\n", "jatkuva toiminta\n  syksy 2026: jatkuva toiminta\n"),
        ("a", "vuosi: 2026, euroa: 1000", "vuosi: 2027, euroa: 1200"),
        ("b", "vuosi: 2026, euroa: 20000", "vuosi: 2027, euroa: 20000"),
    ):
        content.replace(f"toimenpiteet/{id}.yml", old, new)
    beyond = Needs(laskula.site(content), 2027)

    assert ["a"] == [one.id for one in beyond.measures]
    assert ["b"] == [one.id for one in beyond.estimated_besides]
    assert [
        "Tiekartan kausi kevät 2025 – syksy 2026 päättyy ennen vuotta 2027, joten vuodelle ei ole"
        " aikataulua.",
        "Vuonna 2027 jatkuu yksi toimenpide, koska kauden lopun vaihe on jatkuva.",
        "Sillä on kustannusarvio, yhteensä 1\u00a0200\u00a0€.",
    ] == [*sentences(beyond)][:3]
    assert "Kauden jälkeen vuonna 2027 jatkuvat" in as_markdown(needs_report(beyond))


def test_sums_in_texts_are_listed_with_their_words_and_summed_nowhere(needs):
    assert (
        ("Toimi a", "Lisätiedot", "5.900e", "Hinta 2024 oli 5.900e / 500 havaintoa."),
    ) == needs.candidates_table().rows
    assert "30 400" not in as_markdown(needs_report(needs)).replace("\u00a0", " ")


def test_where_nothing_is_estimated_or_nothing_known_it_says_so(content):
    laskula.write(content)
    for id in "abd":
        text = content.read(f"toimenpiteet/{id}.yml")
        content.write(f"toimenpiteet/{id}.yml", text.partition("kustannusarvio")[0].encode())
    needs = Needs(laskula.site(content), 2026)

    assert "Yhdelläkään niistä ei ole kustannusarviota vuodelle 2026." in [*sentences(needs)]
    assert needs.kind_table() is None
    assert NONE == needs.sector_table().rows[-1][-1]


def test_where_no_text_tells_of_money_it_says_that_it_has_looked(content):
    laskula.write(content)
    for id in ("a", "b", "c", "d"):
        text = content.read(f"toimenpiteet/{id}.yml")
        content.write(f"toimenpiteet/{id}.yml", text.replace("5.900e", "paljon").encode())
    told = as_markdown(needs_report(Needs(laskula.site(content), 2026)))

    assert "Toimenpiteiden teksteistä ei löytynyt rahasummia." in told


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hinta 2024: 5.900e / 500 havaintoa", "5.900e"),
        ("Kustannus n. 12 000 € vuonna 2026", "12 000 €"),
        ("arviolta 5 000–7 000 euroa", "5 000–7 000 euroa"),
        ("Budjetti 25 k€", "25 k€"),
        ("yhteensä 1,2 milj. € kaudella", "1,2 milj. €"),
        ("12 000 € (alv 0 %)", "12 000 € (alv 0 %)"),
        ("25 000 + alv 25,5 %", "25 000 + alv 25,5 %"),
        ("käyttöönotto 2 x 1.200 e (alv 0), koulutus", "1.200 e (alv 0)"),
        ("1 200 € (alv erikseen)", "1 200 €"),
        ("900 € alv 2026 mukaan", "900 € alv"),
        ("määräraha 12 te, josta puolet", "12 te"),
        ("lisenssi 120 €/kk", "120 €/kk"),
        ("50 euroa kuukaudessa", "50 euroa kuukaudessa"),
        ("3 €/asukas/v", "3 €/asukas/v"),
        ("15 000 euron hankinta", "15 000 euron"),
        ("100 000:n euron hanke", "100 000:n euron"),
        ("EUR 1 500", "EUR 1 500"),
        ("kerta 900,-", "900,-"),
        ("vuonna 2024 5 900 €", "5 900 €"),
        ("Kustannusarvio: 15 000", "15 000"),
        ("10 tuhatta euroa", "10 tuhatta euroa"),
    ],
)
def test_money_is_found_as_it_is_written(text, found):
    assert [found] == [one.written for one in sums_in(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Aloitettu v. 2024, valmis 6/25",
        "Budjetti 2027 ja hinta 2024",
        "Kyselyyn vastasi 74 % henkilöstöstä",
        "500 havaintoa, 12 e-lomaketta, 27 Euroopan maata",
        "puh. 040 123 4567",
        "3D-malli, M365 ja RYHTI 1.1.2024 alkaen",
        "Kustannukset 3 henkilötyövuotta",
        "Teams E3, § 12, versio 2.0",
    ],
)
def test_years_counts_percentages_and_telephone_numbers_are_no_money(text):
    assert [] == [*sums_in(text)]


def test_long_texts_are_cut_between_words():
    [one] = sums_in(f"{'sana ' * 40}hinta on 900 € {'ja muuta ' * 40}")

    assert one.around.startswith("…sana ")
    assert one.around.endswith(" …")
    assert "hinta on 900 € ja muuta" in one.around


@needs_office
def test_on_paper_amounts_stay_whole_and_heads_of_numbers_lie(needs, content, tmp_path):
    content.replace("toimenpiteet/d.yml", "euroa: 3000", "euroa: '12345678,90'")
    report = needs_report(Needs(laskula.site(content), 2026))
    file = tmp_path / "tarpeet.docx"
    file.write_bytes(as_docx(report))
    convert([file], tmp_path, "pdf")
    with pdfplumber.open(tmp_path / "pdf" / "tarpeet.pdf") as paper:
        lines = "\n".join(page.extract_text() for page in paper.pages).replace("\u00a0", " ")

    assert "Tekniset 2 1 1 1 1 12 345 678,90 €" in lines
    assert "Toimenpiteitä" in lines

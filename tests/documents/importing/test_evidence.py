"""What counts as a phase of a half-year, and that whatever does not is told with its cell."""

from __future__ import annotations

import pytest
from written_grids import codes, outline, read, source

from digitiekartta.documents.importing.cell_fates import CellFate
from digitiekartta.documents.importing.interpreter import interpret
from digitiekartta.documents.importing.legend import Legend
from digitiekartta.documents.importing.neutral import Document, Phase, to_json

HEAD = "Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025 | Kevät 2026"
LEGEND = "Värien selitys | [Y] selvittely | [B] käyttöönotto | [G] jatkuva"


def told(document: Document, code: str) -> list[str]:
    return [problem.message for problem in document.reported if problem.code == code]


def schedule_of(document: Document, title: str) -> dict[str, str]:
    [measure] = [one for one in document.measures() if one.title == title]
    return {moment.slug: phase for moment, phase in measure.schedule.items()}


def test_a_mark_that_says_nothing_does_not_hide_an_unknown_colour():
    nothing = Legend.of([Phase("-", mark="x")])

    document = read(f"{LEGEND}\n{HEAD}\nKartoitus | IT | [Y] | [R] x | x", meanings=nothing)

    assert {"2025-kevat": "selvittely", "2025-syksy": "?#f47878"} == schedule_of(
        document, "Kartoitus"
    )
    assert 1 == len(told(document, "unknown-colour"))


def test_a_colour_that_nothing_explains_is_told_beside_a_text_that_tells_the_phase():
    document = read(f"{LEGEND}\n{HEAD}\nKartoitus | IT | [R]selvittely | [Y] |")
    [told_cell] = told(document, "mark-and-colour-differ")

    assert {"2025-kevat": "selvittely", "2025-syksy": "selvittely"} == schedule_of(
        document, "Kartoitus"
    )
    assert "#f47878" in told_cell


def test_colours_only_beside_the_half_years_are_told_as_that():
    document = read(f"{LEGEND}\n{HEAD} | Myöhemmin\nKartoitus | IT | | | | [Y]")
    [reason] = told(document, "no-colours")

    assert "muissa sarakkeissa" in reason


def test_names_of_colours_with_a_word_beside_below_a_caption_are_the_legend():
    document = read(
        f"{HEAD}\nKartoitus | IT | [Y] | [B] |\n\nVärit:\nkeltainen | selvittely\nsininen | päätös"
    )

    assert 1 == len(list(document.measures()))
    assert {"2025-kevat": "selvittely", "2025-syksy": "päätös"} == schedule_of(
        document, "Kartoitus"
    )


# --- a fill that is not the cell's own ----------------------------------------------------------


def test_the_shade_of_a_row_near_a_phase_is_no_phase():
    document = read(
        f"""
        {LEGEND}
        |
        {HEAD}
        [y] Kartoitus | [y] IT | [Y] | [y] | [B]
        Kurssit | IT | [Y] | | [B]
        [y] Hankinta | [y] IT | [y] | [y] | [B]
        """
    )

    assert {"2025-kevat": "selvittely", "2026-kevat": "käyttöönotto"} == schedule_of(
        document, "Kurssit"
    )
    assert {"2026-kevat": "käyttöönotto"} == schedule_of(document, "Hankinta")
    assert 3 == document.cells.by_fate[CellFate.SHADE]


def test_a_band_beside_a_first_column_of_another_colour_is_no_phase():
    document = read(
        f"""
        {LEGEND}
        |
        {HEAD}
        [N] Kartoitus | [y] IT | [Y] | [y] | [B]
        [N] Kurssit | IT | [Y] | | [B]
        [N] Hankinta | [y] IT | [y] | [y] | [B]
        """
    )

    assert {"2026-kevat": "käyttöönotto"} == schedule_of(document, "Hankinta")
    assert {"2025-kevat": "selvittely", "2026-kevat": "käyttöönotto"} == schedule_of(
        document, "Kartoitus"
    )


def test_a_half_year_in_the_shade_of_its_title_near_a_phase_is_asked_about():
    document = read(f"{LEGEND}\n{HEAD}\n[y] Kartoitus | IT | [y] | | [B]\nKurssit | IT | [Y] | |")
    [message] = told(document, "row-in-phase-colour")

    assert {"2026-kevat": "käyttöönotto"} == schedule_of(document, "Kartoitus")
    assert "Rivillä 3" in message


def test_a_row_all_in_the_colour_of_a_phase_is_asked_about():
    document = read(
        f"""
        {LEGEND}
        {HEAD}
        Kartoitus | IT | [Y] | | [B]
        [Y] Kurssit | [Y] IT | [Y] | [Y] | [Y]
        [Y] Hankinta | IT | [Y] | | [B]
        """
    )
    [message] = told(document, "row-in-phase-colour")

    assert {} == schedule_of(document, "Kurssit")
    assert "Rivi 4" in message
    assert "selvittely" in message
    assert {"2025-kevat": "selvittely", "2026-kevat": "käyttöönotto"} == schedule_of(
        document, "Hankinta"
    )


def test_one_phase_in_all_half_years_is_a_schedule():
    document = read(
        f"""
        {LEGEND}
        {HEAD}
        Kartoitus | IT | [y] | [y] | [y]
        Kurssit | IT | [Y] | | [B]
        Hankinta | IT | [y] | [y] | [y]
        """
    )

    assert 3 == len(schedule_of(document, "Kartoitus"))
    assert 3 == len(schedule_of(document, "Hankinta"))


def test_a_shade_that_fills_every_second_row_of_the_half_years_is_the_tables():
    document = read(
        f"""
        {LEGEND}
        {HEAD}
        Yksi | IT | [y] | [Y] | [y]
        Kaksi | IT | [Y] | | [B]
        Kolme | IT | [y] | [y] | [y]
        Neljä | IT | | [B] |
        Viisi | IT | [B] | [y] | [y]
        """
    )

    assert {"2025-syksy": "selvittely"} == schedule_of(document, "Yksi")
    assert {} == schedule_of(document, "Kolme")
    assert {"2025-kevat": "käyttöönotto"} == schedule_of(document, "Viisi")


def test_a_column_that_goes_on_in_the_shade_of_its_head_is_no_phase():
    document = read(
        """
        [Y] selvittely | [B] käyttöönotto
        |
        Toimenpide | Vastuutaho | [y] Kevät 2025 | Syksy 2025
        Yksi | IT | [y] | [Y]
        Kaksi | IT | [B] | [Y]
        Kolme | IT | [y] |
        Neljä | IT | [y] | [B]
        """
    )

    assert {"2025-syksy": "selvittely"} == schedule_of(document, "Yksi")
    assert {"2025-kevat": "käyttöönotto", "2025-syksy": "selvittely"} == schedule_of(
        document, "Kaksi"
    )


# --- which legend -------------------------------------------------------------------------------

ROADMAP = """
    Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025
    Kartoitus | IT | [Y] | [B]
    Kurssit | IT | | [Y]
"""
LEGENDS = {
    "announced_after_a_table_of_levels": (
        """
        [B] Näkökulma | [B] Lähtötaso | [B] Tavoite
        [Y] Osaaminen | [Y] 2,1 | [Y] 4
        [G] Palvelut | [G] 2,9 | [G] 4
        ---
        Selite: | [Y] selvittely | [B] käyttöönotto
        """,
        "",
    ),
    "below_a_risk_matrix": (
        """
        Riski | Todennäköisyys | Vaikutus
        Rahoitus ei riitä | [Y] keskisuuri | [R] suuri
        Avainhenkilö lähtee | [B] pieni | [Y] keskisuuri
        """,
        """
        [Y] selvittely | [B] käyttöönotto
        """,
    ),
    "of_colours_told_in_words": (
        "",
        "- Värit: keltainen = selvittely, sininen = käyttöönotto",
    ),
    "told_in_words_before_a_risk_matrix": (
        "- Selite: keltainen = selvittely, sininen = käyttöönotto",
        """
        Riski | Todennäköisyys | Vaikutus
        Raha loppuu | [Y] suuri | [B] pieni
        """,
    ),
    "of_shapes_before_a_risk_matrix": (
        """
        - Värien selitys
        ~ [Y] selvittely
        ~ [B] käyttöönotto
        Riski | Todennäköisyys | Vaikutus
        Raha loppuu | [Y] suuri | [B] pieni
        """,
        "",
    ),
    "whose_words_the_tables_style_has_shaded": (
        """
        [N] Väri | [N] Merkitys
        [Y] | [g] selvittely
        [B] | [W] käyttöönotto
        [G] | [g] jatkuva toiminta
        """,
        "",
    ),
    "whose_letters_stand_in_a_shaded_table": (
        """
        [Y] S | [g] selvittely
        [B] K | [W] käyttöönotto
        [G] J | [g] jatkuva toiminta
        """,
        "",
    ),
    "in_a_shaded_table_that_nothing_announces": (
        "",
        """
        [Y] | [g] selvittely
        [B] | [W] käyttöönotto
        [G] | [g] jatkuva toiminta
        """,
    ),
    "of_colours_in_a_sentence": (
        "- Keltaisella merkitty: selvittely, sinisellä merkitty: käyttöönotto ja vihreällä: valmis",
        "",
    ),
    "of_colours_in_brackets": (
        "- Selvittely (keltainen), käyttöönotto (sininen) ja jatkuva toiminta (vihreä)",
        "",
    ),
    "between_a_title_in_its_colour_and_the_head": (
        """
        [Y] Digitiekartta 2025 | < | <
        [Y] selvittely | [B] käyttöönotto |
        """,
        "",
    ),
    "of_colours_told_in_swedish": (
        "- Gul: selvittely, blå: käyttöönotto, grön: jatkuva",
        "",
    ),
    "of_words_beside_the_colours_names": (
        """
        Keltainen väri | selvittely
        Sininen väri | käyttöönotto
        """,
        "",
    ),
    "with_letters_in_the_coloured_patches": (
        """
        [Y] S | selvittely | [B] K | käyttöönotto
        """,
        "",
    ),
    "with_letters_before_the_labels": (
        """
        [Y] S selvittely | [B] (K) käyttöönotto
        """,
        "",
    ),
    "with_long_explanations": (
        "",
        """
        [Y] Selvittely: tarpeen, vaihtoehtojen ja kustannusten kartoitus ennen kuin päätetään
        [B] Käyttöönotto: hankinta, koulutus ja uuteen toimintatapaan siirtyminen ja sen tuki
        """,
    ),
    "with_explanations_in_cells_of_their_own": (
        """
        Väri | Vaihe | Mitä se tarkoittaa
        [Y] | selvittely | tarpeen ja vaihtoehtojen kartoitus
        [B] | käyttöönotto | hankinta ja koulutus
        """,
        "",
    ),
}


@pytest.mark.parametrize("name", LEGENDS)
def test_a_legend_is_found(name):
    before, after = LEGENDS[name]
    parts = [part.strip("\n") for part in (before, ROADMAP, after) if part]
    document = read(*(part for part in parts if part))

    found = outline(document).casefold()

    assert "kartoitus (it): k25=selvittely s25=käyttöönotto" in found
    assert "kurssit (it): s25=selvittely" in found
    assert not {"legend-missing", "unknown-colour", "legend-differs"} & codes(document)
    assert "suuri" not in [phase.label for phase in document.phases]


def test_what_a_long_label_explains_is_kept_apart_from_its_name():
    document = read(ROADMAP, LEGENDS["with_long_explanations"][1])

    assert [
        ("Selvittely", "tarpeen, vaihtoehtojen ja kustannusten kartoitus ennen kuin päätetään"),
        ("Käyttöönotto", "hankinta, koulutus ja uuteen toimintatapaan siirtyminen ja sen tuki"),
    ] == [(phase.label, phase.explanation) for phase in document.phases]


def test_a_sentence_marked_in_the_colour_of_a_phase_is_no_phase():
    document = read(
        "~ [Y] Tarkista tämä lause ennen lautakuntaa\n~ [Y] selvittely\n~ [B] käyttöönotto", ROADMAP
    )

    assert ["selvittely", "käyttöönotto"] == [phase.label for phase in document.phases]


def test_two_names_of_one_colour_are_told():
    document = read("Selite | [Y] selvittely | [B] käyttöönotto | [Y] valmis", ROADMAP)
    [message] = told(document, "legend-differs")

    assert "”selvittely” ja ”valmis”" in message
    assert "k25=selvittely" in outline(document)


def test_painted_half_years_of_a_goals_row_are_told():
    document = read(
        f"""
        {LEGEND}
        {HEAD}
        Tavoite 1: Osaaminen | | [Y] | [B] |
        Kartoitus | IT | [Y] | | [B]
        """
    )
    [message] = told(document, "painted-heading")

    assert "rivillä 3" in message
    assert "kevät 2025 ja syksy 2025: selvittely ja käyttöönotto" in message


def test_words_in_colours_of_their_own_are_phases_without_any_legend():
    document = read(
        """
        Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025
        Kartoitus | IT | [Y] selvittely | [B] käyttöönotto
        Kurssit | IT | [Y] selvittely | [B]
        """
    )

    assert "Kartoitus (IT): k25=selvittely s25=käyttöönotto" in outline(document)
    assert "Kurssit (IT): k25=selvittely s25=?#9dc3e6" in outline(document)
    assert {"legend-missing"} == codes(document)


def test_numbers_are_marks_when_all_of_them_are_explained():
    document = read(
        "- 1 = selvittely, 2 = käyttöönotto",
        "Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025\nKartoitus | IT | 1 | 2",
    )

    assert "k25=selvittely s25=käyttöönotto" in outline(document)


def test_a_scale_of_something_else_explains_no_numbers():
    document = read(
        "- 1 = huono, 2 = hyvä",
        "Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025\nKartoitus | IT | 1 | 3",
    )

    assert "k25=?1 s25=?3" in outline(document)


def test_colours_told_in_words_are_told_as_they_were_understood():
    document = read(ROADMAP, "- Keltainen = selvittely, sininen = käyttöönotto")
    [message] = told(document, "colour-by-name")

    assert "#ffe699 on selvittely" in message
    assert "#9dc3e6 on käyttöönotto" in message


def test_a_colours_name_that_could_mean_two_colours_means_none():
    document = read(
        ROADMAP.replace("| [Y] |", "| [N] |"), "- Sininen = käyttöönotto, keltainen = selvittely"
    )

    assert "s25=?#9dc3e6" in outline(document)
    assert "k25=?#1f3864" in outline(document)
    assert {"unknown-colour"} <= codes(document) | {"legend-missing"}


def test_light_and_dark_tell_two_shades_of_one_colour_apart():
    document = read(
        ROADMAP.replace("| [Y] |", "| [N] |"),
        "- Vaaleansininen = käyttöönotto, tummansininen = valmis, keltainen = selvittely",
    )

    assert "k25=valmis s25=käyttöönotto" in outline(document)


def test_levels_alone_are_no_legend():
    document = read(
        """
        [B] Näkökulma | [B] Lähtötaso | [B] Tavoite
        [Y] Osaaminen | [Y] 2,1 | [Y] 4
        [G] Palvelut | [G] 2,9 | [G] 4
        """,
        ROADMAP,
    )

    assert "k25=?#ffe699 s25=?#9dc3e6" in outline(document)
    assert {"legend-missing"} == codes(document)


def test_a_shaded_row_full_of_marks_is_no_legend():
    document = read(
        """
        Selite | [Y] S = selvittely | [B] K = käyttöönotto
        |
        Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025
        Kartoitus | IT | [Y] | [B]
        [y] Kurssit | [y] IT | [Y] S | [B] K
        """
    )

    assert "Kurssit (IT): k25=selvittely s25=käyttöönotto" in outline(document)


def test_words_in_the_half_years_of_a_broken_row_are_no_legend():
    document = read(
        """
        [Y] selvittely | [B] käyttöönotto
        |
        Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025
        Kartoitus | IT | [Y] kilpai- | [B] koulu-
        | | [Y] lutus | [B] tukset
        Kurssit | IT | | [Y]
        """
    )

    assert "Kartoitus (IT): k25=selvittely s25=käyttöönotto" in outline(document)
    assert ["selvittely", "käyttöönotto"] == [phase.label for phase in document.phases]
    assert {"row-left-out"} == codes(document)


def test_a_legend_may_follow_the_last_measure_without_an_empty_row():
    document = read(
        """
        Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025
        Kartoitus | IT | [Y] | [B]
        Kurssit | IT | | [Y]
        [Y] selvittely | [B] käyttöönotto | [G] jatkuva |
        """
    )

    assert "Kartoitus (IT): k25=selvittely s25=käyttöönotto" in outline(document)
    assert 2 == len(list(document.measures()))


@pytest.mark.parametrize(
    "legend",
    [
        "- s = suunnittelu, t = toteutus",
        "s | suunnittelu\nt | toteutus",
        "Merkinnät\ns: | suunnittelu\nt: | toteutus",
        "s | = | suunnittelu\nt | = | toteutus",
    ],
)
def test_small_letters_are_explained(legend):
    document = read(
        """
        Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025
        Kartoitus | IT | s | t
        Kurssit | IT | | s
        """,
        legend,
    )

    assert "Kartoitus (IT): k25=suunnittelu s25=toteutus" in outline(document)
    assert set() == codes(document)


def test_one_sign_for_two_phases_tells_neither():
    document = read(
        """
        Selite | ● selvittely | ● käyttöönotto
        |
        Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025
        Kartoitus | IT | ● | ●
        """
    )

    assert "k25=?● s25=?●" in outline(document)


def test_the_colour_of_a_sign_is_explained_by_words_below_or_by_fills():
    below = read(
        """
        Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025
        Kartoitus | IT | {Y}x | {B}x
        | | |
        {Y}selvittely | {B}käyttöönotto | |
        """
    )
    fills = read(
        """
        [Y] selvittely | [B] käyttöönotto
        |
        Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025
        Kartoitus | IT | {Y}■ | {B}■
        """
    )

    assert "Kartoitus (IT): k25=selvittely s25=käyttöönotto" in outline(below)
    assert "Kartoitus (IT): k25=selvittely s25=käyttöönotto" in outline(fills)


def test_the_colour_of_a_sign_tells_the_phase():
    document = read(
        """
        Selite | {Y}● selvittely | {B}● käyttöönotto
        |
        Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025
        Kartoitus | IT | {Y}● | {B}●
        Kurssit | IT | | {R}●
        """
    )

    assert "Kartoitus (IT): k25=selvittely s25=käyttöönotto" in outline(document)
    assert "Kurssit (IT): s25=?●" in outline(document)
    assert {"unknown-mark"} == codes(document)


# --- what stands in cells -----------------------------------------------------------------------


@pytest.mark.parametrize("sign", ["-", "–", "—", "0", "☐", "□", "…"])
def test_a_sign_for_nothing_is_nothing(sign):
    document = read(
        f"""
        S = selvittely, K = käyttöönotto
        |
        {HEAD}
        Kartoitus | IT | S | {sign} | K
        """
    )

    assert {"2025-kevat": "selvittely", "2026-kevat": "käyttöönotto"} == schedule_of(
        document, "Kartoitus"
    )
    assert set() == codes(document)
    assert 1 == document.cells.by_fate[CellFate.NOTHING]


def test_a_sign_for_nothing_means_what_the_legend_says():
    document = read(
        f"""
        Merkinnät: | 0 | ei vielä | x | käynnissä
        |
        {HEAD}
        Kartoitus | IT | 0 | 0 | x
        """
    )

    assert ["ei vielä", "ei vielä", "käynnissä"] == list(
        schedule_of(document, "Kartoitus").values()
    )


def test_a_sign_that_says_something_in_a_painted_cell_stays_as_its_words():
    marks = ["?", "!", "→", "€", "K käyttöönotto ?", "x"]
    rows = "\n".join(f"Toimi {mark} | IT | [B] {mark} | [Y] |" for mark in marks)
    document = read(f"{LEGEND}\n{HEAD}\n{rows}")
    words = [list(one.cell_texts.values()) for one in document.measures()]

    assert [["?"], ["!"], ["→"], ["€"], ["?"], []] == words
    assert {"käyttöönotto"} == {next(iter(one.schedule.values())) for one in document.measures()}


@pytest.mark.parametrize("sign", ["-", "–", "0"])
def test_a_sign_for_nothing_in_a_painted_cell_is_told(sign):
    document = read(f"{LEGEND}\n{HEAD}\nKartoitus | IT | [Y] | [B] {sign} |")
    [message] = told(document, "mark-and-colour-differ")

    assert "käyttöönotto" == schedule_of(document, "Kartoitus")["2025-syksy"]
    assert "syksy 2025" in message
    assert f"tekstiltään ”{sign}”" in message


def test_what_an_answered_text_says_besides_its_phase_stays_as_words():
    texts = ["toteutus 10/2026", "päätös (kh)", "totetus", "kesken"]
    rows = "\n".join(f"Toimi {text} | IT | {text} | |" for text in texts)
    phases = ["toteutus", "päätös", "toteutus", "toteutus"]
    meanings = Legend.of(Phase(phase, mark=text) for phase, text in zip(phases, texts, strict=True))
    document = read(f"{HEAD}\n{rows}", meanings=meanings)

    assert [[phase] for phase in phases] == [
        list(one.schedule.values()) for one in document.measures()
    ]
    assert [["toteutus 10/2026"], ["päätös (kh)"], [], []] == [
        list(one.cell_texts.values()) for one in document.measures()
    ]


def test_boxes_checked_in_two_ways_are_one_mark():
    document = read(f"{HEAD}\nKartoitus | IT | ☒ | ☐ | ☑\nKurssit | IT | TOSI | EPÄTOSI | ☒")

    for title in ("Kartoitus", "Kurssit"):
        assert {"2025-kevat": "?☒", "2026-kevat": "?☒"} == schedule_of(document, title)


def test_a_mark_that_differs_from_its_cells_colour_is_told():
    document = read(
        f"""
        Selite | [Y] S = selvittely | [B] K = käyttöönotto
        |
        {HEAD}
        Kartoitus | IT | [Y] S | [B] S | [B] K
        """
    )
    [message] = told(document, "mark-and-colour-differ")

    assert "käyttöönotto" == schedule_of(document, "Kartoitus")["2025-syksy"]
    assert "rivi 4, syksy 2025" in message
    assert "”käyttöönotto”" in message
    assert "”selvittely”" in message


def test_two_phases_of_one_half_year_are_told_with_their_cells():
    document = read(
        """
        [Y] selvittely | [B] käyttöönotto
        |
        Toimenpide | Vastuutaho | Q1/2025 | Q2/2025 | Q3/2025 | Q4/2025
        Kartoitus | IT | [Y] | [B] | [B] | [B]
        """
    )
    [message] = told(document, "phases-collide")

    assert ["käyttöönotto", "käyttöönotto"] == list(schedule_of(document, "Kartoitus").values())
    assert "kevät 2025" in message
    assert "”selvittely”" in message
    assert 1 == document.cells.by_fate[CellFate.OVER]


def test_a_fill_that_nobody_can_name_is_unknown_and_told():
    document = read(f"{LEGEND}\n{HEAD}\nKartoitus | IT | [Y] | [%] | [B]")
    [message] = told(document, "unclear-fill")

    assert "?liukuväri" == schedule_of(document, "Kartoitus")["2025-syksy"]
    assert "rivi 3: syksy 2025" in message


def test_what_is_struck_through_is_told():
    document = read(
        f"""
        S = selvittely, K = käyttöönotto
        |
        {HEAD}
        Tavoite 1: Vanha | | | |
        ~Kartoitus | IT | S | | K
        Kurssit | ~IT | S | ~S | K
        *~Ryhmä | | | |
        Hankinta | IT | | | K
        """
    )
    messages = told(document, "struck-through")

    assert ["2025-kevat", "2026-kevat"] == list(schedule_of(document, "Kartoitus"))
    assert ["2025-kevat", "2026-kevat"] == list(schedule_of(document, "Kurssit"))
    assert 4 == len(messages)
    assert any("”Kartoitus”" in message for message in messages)
    assert any("Ryhmän nimi ”Ryhmä”" in message for message in messages)
    assert any("rivi 6, syksy 2025" in message for message in messages)


def test_painted_cells_outside_the_half_years_are_told():
    document = read(
        f"""
        {LEGEND}
        Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025 | Myöhemmin
        Kartoitus | IT | [Y] | [B] | [G]
        Kurssit | IT | [Y] | |
        """
    )
    [message] = told(document, "colour-outside-half-years")

    assert "”Myöhemmin”" in message
    assert "rivi 3" in message
    assert "jatkuva" in message


def test_a_legend_of_a_column_of_status_tells_no_phases():
    document = read(
        """
        Toimenpide | Vastuutaho | Aikataulu | Tilanne
        Kartoitus | IT | 2026 | [G]
        Kurssit | Rehtorit | 2027 | [Y]
        |
        [G] | Valmis
        [Y] | Kesken
        """
    )

    assert () == document.phases
    assert ["Valmis", "Kesken"] == [one.extra["Tilanne"] for one in document.measures()]


def test_a_colour_in_a_column_of_status_is_its_text():
    document = read(
        """
        Värien selitys | [G] valmis | [Y] kesken
        |
        Toimenpide | Vastuutaho | Tila
        Kartoitus | IT | [G]
        Kurssit | IT | [Y]
        Hankinta | IT | [R]
        """
    )

    assert [{"Tila": "valmis"}, {"Tila": "kesken"}, {}] == [
        dict(measure.extra) for measure in document.measures()
    ]
    assert {"no-colours", "colour-outside-half-years"} == codes(document)


def test_the_colour_of_a_dot_in_a_column_of_status_is_its_text():
    document = read(
        """
        Selite | {G}● valmis | {Y}● kesken
        |
        Toimenpide | Vastuutaho | Tila
        Kartoitus | IT | {G}●
        Kurssit | IT | {Y}●
        """
    )

    assert ["valmis", "kesken"] == [one.extra["Tila"] for one in document.measures()]


@pytest.mark.parametrize(
    "caption",
    [
        *("Värien selitys", "Selite", "Värikoodit", "Merkinnät", "Merkkien selitykset"),
        *("Mitä värit tarkoittavat?", "Selitys väreille", "Aikataulun värit", "Lyhenteet"),
        *("Teckenförklaring", "Färgkoder:", "Värit ja merkinnät", "Merkit:"),
    ],
)
def test_a_caption_announces_a_legend(caption):
    document = read(
        f"""
        [B] Taso 1 | [Y] Taso 2
        |
        {caption} | |
        [Y] selvittely | [B] käyttöönotto |
        |
        Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025
        Kartoitus | IT | [Y] | [B]
        """
    )

    assert "k25=selvittely s25=käyttöönotto" in outline(document)


def test_a_painted_row_of_a_goal_between_two_heads_is_no_legend():
    document = read(
        """
        Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025
        [N] Tavoite 1: Osaaminen | [N] | [N] | [N]
        Kartoitus | IT | [Y] | [B]
        [N] Tavoite 2: Palvelut | [N] | [N] | [N]
        Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025
        Lomakkeet | IT | [Y] |
        ---
        Selite | [Y] selvittely | [B] käyttöönotto
        """
    )

    assert ["selvittely", "käyttöönotto"] == [one.label for one in document.phases]
    assert set() == codes(document)


def test_a_measure_with_a_word_of_captions_stays_one():
    document = read(
        """
        [Y] selvittely | [B] käyttöönotto
        |
        Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025 | Lisätiedot
        Kartoitus | IT | [Y] | [B] | Koodi
        Koodikerho | Kirjasto | | [Y] |
        Selosteet | IT | [Y] | [B] |
        """
    )

    assert ["Kartoitus", "Koodikerho", "Selosteet"] == [one.title for one in document.measures()]
    assert ["selvittely", "käyttöönotto"] == [one.label for one in document.phases]


def test_what_a_person_calls_no_phase_is_none():
    text = f"{LEGEND}\n{HEAD}\nKartoitus | IT | [Y] | [R] | x"
    document = read(text, meanings=Legend.of([Phase("-", (244, 120, 120)), Phase("-", None, "x")]))

    assert {"2025-kevat": "selvittely"} == schedule_of(document, "Kartoitus")
    assert ["selvittely", "käyttöönotto", "jatkuva"] == [one.label for one in document.phases]
    assert set() == codes(document)


def test_a_colour_that_the_legend_lacks_is_an_error_with_all_its_cells():
    rows = "\n".join(f"Toimi {number} | IT | [Y] | [R] | " for number in range(1, 31))
    document = read(f"{LEGEND}\n{HEAD}\n{rows}\nViimeinen | IT | | | [B]")
    [problem] = [one for one in document.reported if one.code == "unknown-colour"]

    assert problem.is_error
    assert "(rivit 3–32: syksy 2025)" in problem.message
    assert list(range(3, 33)) == [place.line for place in problem.related]


@pytest.mark.parametrize(
    ("text", "phases"),
    [
        ("Selvitely", ["selvittely"]),
        ("selv.", ["selvittely"]),
        ("käytöönotto", ["käyttöönotto"]),
        ("selvitellään", ["selvittely"]),
        ("(K)", ["käyttöönotto"]),
        ("selvittely + koulutus", ["selvittely"]),
        ("S/K", ["selvittely", "käyttöönotto"]),
        ("selvittely ja käyttöönotto", ["selvittely", "käyttöönotto"]),
    ],
)
def test_a_text_that_resembles_a_phase_stays_words_and_is_asked_about(text, phases):
    legend = "Selite: S = selvittely, K = käyttöönotto, J = jatkuva"
    document = read(f"{legend}\n|\n{HEAD}\nKartoitus | IT | {text} | S | J")
    [problem] = [one for one in document.reported if one.code == "unclear-words"]

    assert ["2025-syksy", "2026-kevat"] == list(schedule_of(document, "Kartoitus"))
    assert f"”{text}” (rivi 4: kevät 2025)" in problem.message
    assert all(f'--phase "{text}={phase}"' in problem.remedy for phase in phases)
    assert ("kaksi vaihetta" in problem.message) == (len(phases) == 2)


def test_a_text_that_resembles_no_phase_is_told_with_its_place():
    document = read(f"{LEGEND}\n{HEAD}\nKartoitus | IT | [Y] | valtuuston talousarvio | [B]")

    assert [("words-without-phase", 4)] == [
        (problem.code, place.column) for problem in document.reported for place in problem.related
    ]


def test_what_a_person_calls_no_phase_is_counted_as_such_and_no_shade():
    nothing = Legend.of([Phase("-", colour=(0xF4, 0x78, 0x78)), Phase("-", mark="o")])

    document = read(f"{LEGEND}\n{HEAD}\nKartoitus | IT | [Y] | [R] | o", meanings=nothing)

    assert {CellFate.PHASE: 1, CellFate.DISMISSED: 2} == document.cells.by_fate


# --- the sum ------------------------------------------------------------------------------------


def test_every_cell_of_the_half_years_is_counted_once():
    document = read(
        f"""
        {LEGEND}
        {HEAD}
        [g] Ryhmä | [g] | [g] | [g] | [g]
        Kartoitus | IT | [Y] | < | -
        Kurssit | IT | [R] | kilpailutus | [B] heti
         | Rehtorit | [Y] | |
        """
    )

    assert {
        CellFate.PHASE: 2,
        CellFate.TEXT: 1,
        CellFate.UNKNOWN: 1,
        CellFate.NOTHING: 1,
        CellFate.HEADING: 3,
        CellFate.OTHER_ROW: 1,
    } == document.cells.by_fate
    assert 9 == document.cells.all
    assert 3 == document.cells.used
    assert '"all": 9' in to_json(document)


@pytest.mark.parametrize(
    "legend",
    [
        "- Merkinnät: S selvittely, K käyttöönotto",
        "- Merkinnät:\n- S selvittely, K käyttöönotto",
        "- Selite: (S) selvittely (K) käyttöönotto",
        "Merkinnät:\nS selvittely\nK käyttöönotto",
        "Merkinnät | S selvittely | K käyttöönotto",
        "Merkinnät: S selvittely ja K käyttöönotto | <",
    ],
)
@pytest.mark.parametrize("where", ["{legend}\n---\n{table}", "{table}\n\n{legend}"])
def test_an_announced_legend_needs_no_sign_between_a_letter_and_its_word(legend, where):
    table = "Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025\nKurssit | HR | S | K"

    document = read(where.format(legend=legend, table=table))

    assert "Kurssit (HR): k25=selvittely s25=käyttöönotto" in outline(document)


def test_words_of_a_sentence_that_nothing_announces_are_no_legend():
    document = read("""
        - S selvittely, K käyttöönotto
        Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025
        Kurssit | HR | S | K
        """)

    assert "legend-missing" in codes(document)


def test_a_mark_in_brackets_is_the_mark_unless_both_stand_in_the_half_years():
    table = """
        Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025
        Kurssit | HR | (x) | {other}

        x = toteutus
        """

    assert "k25=toteutus" in outline(read(table.format(other="")))
    assert "k25" not in outline(both := read(table.format(other="x")))
    assert "unclear-words" in codes(both)


@pytest.mark.parametrize(
    "head",
    [
        "Tunnus | Toimenpide | Puolivuosi | Merkintä",
        "tunnus | toimenpide | puolivuosi | merkinta",
    ],
)
def test_our_own_table_for_counting_is_refused_with_what_to_do(head):
    [problem] = interpret(source(f"{head}\nkurssi | Kurssi | 2025-syksy | selvitys"), Legend())

    assert "laskettavaksi" in problem.message
    assert "--annex" in problem.remedy

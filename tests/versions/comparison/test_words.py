"""The words of a change list: sentences that can be read aloud in a meeting."""

from __future__ import annotations

from typing import Any

import pytest

from comparison.small import CONTENT, compare, content, measure
from digitiekartta.roadmap.canonical import roadmap_from
from digitiekartta.versions.comparison.change_list import change_list
from digitiekartta.versions.comparison.wording import Line

SCHEDULE = CONTENT["toimenpiteet"]["kurssit"]["aikataulu"]


def lines(new: dict[str, Any], old: dict[str, Any] = CONTENT) -> list[Line]:
    comparison = compare(old, new)
    entries = (*comparison.entries, *comparison.upkeep)
    return [line for entry in entries for line in entry.lines]


def sentences(new: dict[str, Any], old: dict[str, Any] = CONTENT) -> list[str]:
    return [line.text for line in lines(new, old)]


# --- measures ------------------------------------------------------------------------------


def test_a_new_measure_is_told_with_its_schedule_party_and_cost() -> None:
    new = content()
    new["toimenpiteet"]["ohje"] = {
        "otsikko": "Tekoälyn käyttöohje",
        "tavoite": "palvelut",
        "vastuu": ["Tietohallinto"],
        "aikataulu": {"kevät 2026": "selvitys"},
        "kustannusarvio": [{"vuosi": "2026", "euroa": "12000", "laji": "investointi"}],
        "korvaa": ["ohjeet"],
    }
    [entry] = compare(CONTENT, new).entries

    assert ("uusi", "Tekoälyn käyttöohje") == (entry.what, entry.title)
    assert [
        "Vastuutaho: Tietohallinto.",
        "Aikataulu: Selvitys keväällä 2026.",
        "Kustannusarvio 2026: 12\u00a0000 euroa (investointi).",
        "Korvaa toimenpiteen ”Ohjeet verkkoon”.",
    ] == [line.text for line in entry.lines]


def test_an_ended_measure_is_told_with_its_reason_and_decision() -> None:
    ended = {"puolivuosi": "syksy 2025", "syy": "Rahat loppuivat", "paatos": "Johtoryhmä § 3"}
    [entry] = compare(CONTENT, measure(paattyi=ended)).entries

    assert "päättynyt" == entry.what
    assert ["Päättyy syksyllä 2025. Syy: Rahat loppuivat. Päätös: Johtoryhmä § 3."] == [
        line.text for line in entry.lines
    ]


def test_a_measure_that_goes_on_after_all_is_told_so() -> None:
    old = measure(paattyi={"syy": "Rahat loppuivat."})

    assert ["Merkintä päättymisestä poistetaan: toimenpide jatkuu."] == sentences(CONTENT, old)


def test_a_merged_and_a_replaced_measure_say_what_took_their_place() -> None:
    new = measure(yhdistetty="portaali", paattyi={"syy": "Sama asia."})
    new["toimenpiteet"]["ohjeet"]["paattyi"] = {"syy": "Uusi tilalle."}
    new["toimenpiteet"]["portaali"]["korvaa"] = ["ohjeet"]
    found = {entry.id: entry for entry in compare(CONTENT, new).entries}

    assert {"kurssit": "yhdistetty", "ohjeet": "korvattu", "portaali": "muutettu"} == {
        id: entry.what for id, entry in found.items()
    }
    assert "Yhdistetään toimenpiteeseen ”Asiointiportaali”." == found["kurssit"].lines[1].text
    assert "Tilalle tulee toimenpide ”Asiointiportaali”." == found["ohjeet"].lines[0].text


def test_a_renamed_measure_keeps_its_history_and_its_address_redirects() -> None:
    new = content()
    old = new["toimenpiteet"].pop("kurssit")
    new["toimenpiteet"]["tietoturva"] = {**old, "aiemmat_tunnukset": ["kurssit"]}
    new["toimenpiteet"]["digituki"]["liittyy"] = ["tietoturva"]

    assert [
        "Liittyvä toimenpide: viittaus vaihtuu, koska tunnus vaihtuu.",
        "Tunnus vaihtuu: ennen kurssit, muutoksen jälkeen tietoturva. Aiempi osoite ohjaa uuteen.",
    ] == sorted(sentences(new))


def test_a_measure_that_is_gone_without_a_word_is_told_so() -> None:
    new = content(toimenpiteet__ohjeet=None)
    [entry] = compare(CONTENT, new).entries

    assert ("poistettu", "Ohjeet verkkoon") == (entry.what, entry.title)
    assert ["Poistumisen syytä ei ole kerrottu."] == [line.text for line in entry.lines]


@pytest.mark.parametrize(
    ("parties", "told"),
    [
        (["Kirjasto"], ["Vastuutaho vaihtuu: ennen tietohallinto, muutoksen jälkeen kirjasto."]),
        (["Tietohallinto", "Kirjasto"], ["Lisätään vastuutaho kirjasto."]),
        (
            ["Kirjasto", "Johtoryhmä", "Tietohallinto"],
            ["Lisätään vastuutahot kirjasto ja johtoryhmä."],
        ),
        (None, ["Poistetaan vastuutaho tietohallinto."]),
    ],
)
def test_who_came_and_who_left_is_told(parties: list[str] | None, told: list[str]) -> None:
    assert told == sentences(measure(vastuu=parties))


def test_parties_in_another_order_are_told_as_such() -> None:
    new = content(toimenpiteet__digituki__vastuu=["Tietohallinto", "Kirjasto"])

    assert ["Vastuutahot ovat uudessa järjestyksessä: Tietohallinto ja Kirjasto."] == sentences(new)


@pytest.mark.parametrize(
    ("costs", "told"),
    [
        (
            [{"vuosi": "2026", "euroa": "6000", "laji": "käyttömeno"}],
            "Vuoden 2026 kustannusarvio (käyttömeno) nousee 5\u00a0400 eurosta 6\u00a0000 euroon.",
        ),
        (
            [{"vuosi": "2026", "euroa": "5000,50", "laji": "käyttömeno"}],
            "Vuoden 2026 kustannusarvio (käyttömeno) laskee"
            " 5\u00a0400 eurosta 5\u00a0000,50 euroon.",
        ),
        (
            [{"vuosi": "2026", "euroa": "5400,00", "laji": "käyttömeno"}],
            "Vuoden 2026 kustannusarvion (käyttömeno) kirjoitusasu muuttuu:"
            " ennen 5\u00a0400 euroa, muutoksen jälkeen 5\u00a0400,00 euroa.",
        ),
        (None, "Vuoden 2026 kustannusarvio 5\u00a0400 euroa (käyttömeno) poistetaan."),
    ],
)
def test_a_cost_rises_falls_is_written_otherwise_or_goes(costs: Any, told: str) -> None:
    assert [told] == sentences(measure(kustannusarvio=costs))


def test_a_new_wording_stands_beside_the_old_one_letter_for_letter() -> None:
    long = "Jokainen työntekijä käy kurssin ja tekee sen lopuksi kokeen, joka uusitaan vuosittain."
    [line] = lines(measure(kuvaus=long))

    assert Line("Kuvaus muuttuu.", "Jokainen käy kurssin.", long, False, "kuvaus") == line


@pytest.mark.parametrize(
    ("before", "after", "only_spelling"),
    [
        ("Jokainen käy kurssin.", "Jokainen käy kurssin", True),
        ("IT-tuki, ja neuvonta", "it-tuki ja neuvonta", True),
        ("vuosina 2025-2027", "vuosina 2025–2027", True),
        ("”Näin”", "'näin'", True),
        ("Kulut 12,5 %", "Kulut 125 %", False),
        ("Kohdat 5, 6", "Kohdat 56", False),
        ("Muutos -5", "Muutos 5", False),
        ("Se päätetään", "Se päästetään", False),
        ("Vuonna 2025", "Vuonna 2026", False),
        ("Näinkö?", "Näinkö", False),
    ],
)
def test_only_what_cannot_change_the_meaning_is_marked_as_spelling(
    before: str, after: str, only_spelling: bool
) -> None:
    [entry] = compare(measure(lisatiedot=before), measure(lisatiedot=after)).entries

    assert only_spelling == entry.only_spelling


def test_prose_is_told_by_chapter_in_the_words_that_readers_see() -> None:
    old, new = content(), content()
    old["sivut"]["saatesanat.md"] = (
        "# Saatesanat\n\nAlku.\n\n## Näin seuraamme tuloksia\n\nLuemme [jokaisen palautteen]"
        "(../tietoa/) ja *vastaamme* heti, kun ehdimme sen lukea ja olemme miettineet.\n\n"
        "## Rahoitus\n\nMaksamme **itse**.\n\n- Laitteet\n- Koulutus\n"
    )
    new["sivut"]["saatesanat.md"] = (
        "# Saatesanat\n\nAlku.\n\n## Rahoitus\n\nMaksamme **itse**.\n\n- Laitteet\n"
    )
    chapter, item = lines(new, old)

    assert "Luku ”Näin seuraamme tuloksia” jää pois." == chapter.text
    assert chapter.before
    assert "Luemme jokaisen palautteen ja vastaamme heti" in chapter.before
    assert ("Luvusta ”Rahoitus” jää pois kappale.", "Koulutus") == (item.text, item.before)
    back = [line.text for line in lines(old, new)]
    assert ["Luku ”Näin seuraamme tuloksia” on uusi.", "Lukuun ”Rahoitus” tulee kappale."] == back


def test_another_address_of_a_link_is_told_without_its_markup() -> None:
    old, new = content(), content()
    for side, address in ((old, "../tietoa/"), (new, "../tasot/")):
        side["sivut"]["saatesanat.md"] = f"# Saatesanat\n\nLue [lisää sivulta]({address}).\n"

    assert ["Linkkien osoitteet tai tekstin muotoilu muuttuvat."] == [
        line.text for line in lines(new, old)
    ]


def test_a_link_is_told_by_its_text_and_its_address() -> None:
    link = {"teksti": "Karttapalvelu", "osoite": "https://kartta.example"}
    new = measure(linkit=[link])

    assert ["Lisätään linkki ”Karttapalvelu” (https://kartta.example)."] == sentences(new)
    assert ["Poistetaan linkki ”Karttapalvelu” (https://kartta.example)."] == sentences(
        CONTENT, new
    )


def test_a_link_between_measures_is_upkeep_and_a_mended_report_needs_no_estimate() -> None:
    old = measure(raportit=[{"puolivuosi": "kevät 2025", "tila": "aloitettu"}])
    new = measure(raportit=[{"puolivuosi": "kevät 2025", "tila": "valmis"}], liittyy=["digituki"])
    comparison = compare(old, new)

    assert ([["raportit"]], ()) == (
        [[line.field for line in entry.lines] for entry in comparison.decided],
        comparison.without_estimate,
    )
    assert "Liittyy toimenpiteeseen" in comparison.upkeep[0].lines[0].text


def test_a_spearhead_is_told_with_the_name_of_its_viewpoint() -> None:
    new = content()
    new["tasot"]["karjet"] = [
        *new["tasot"].get("karjet", ()),
        {"nimi": "Uusi kärki", "nakokulma": "osaaminen"},
    ]

    assert "(näkökulma: Osaaminen)" in sentences(new)[0]


def test_a_spearhead_is_told_with_the_titles_of_what_carries_it_out() -> None:
    new = content()
    head = new["tasot"]["karjet"][0]
    new["tasot"]["karjet"] = [{**head, "tavoitteet": ["digitaidot"], "toimenpiteet": ["kurssit"]}]

    told = " ".join(sentences(new))
    assert new["tavoitteet"]["digitaidot"]["otsikko"] in told
    assert new["toimenpiteet"]["kurssit"]["otsikko"] in told


def test_a_renamed_measure_carries_out_the_same_spearhead() -> None:
    old = content()
    old["tasot"]["karjet"] = [{**old["tasot"]["karjet"][0], "toimenpiteet": ["kurssit"]}]
    new = content()
    measure = new["toimenpiteet"].pop("kurssit")
    new["toimenpiteet"]["tietoturva"] = {**measure, "aiemmat_tunnukset": ["kurssit"]}
    new["tasot"]["karjet"] = [{**new["tasot"]["karjet"][0], "toimenpiteet": ["tietoturva"]}]

    assert "kärki" not in " ".join(sentences(new, old)).casefold()


def test_a_number_with_thousands_is_one_word() -> None:
    words = "Palveluun tulee vuodessa {} yhteydenottoa, joihin vastataan, kun se voidaan tehdä."
    old, new = (measure(kuvaus=words.format(number)) for number in ("12 000", "12 100"))

    [told] = sentences(new, old)
    assert "sanan ”12 000” tilalle tulee ”12 100”" in told


def test_prose_is_told_by_paragraph() -> None:
    new = content()
    new["sivut"]["saatesanat.md"] = (
        "# Saatesanat\n\nTiekartta kertoo, mitä Pikkulassa tehdään ja milloin, ja kuka siitä"
        " vastaa ja kenelle.\n\nLue lisää sivuilta.\n\nTervetuloa.\n"
    )
    changed, added = lines(new)

    assert ("Teksti muuttuu.", "Tiekartta kertoo, mitä tehdään.") == (
        changed.text,
        changed.before,
    )
    assert ("Tekstiin tulee kappale.", "Tervetuloa.") == (added.text, added.after)


def test_levels_parties_and_abbreviations_are_told_too() -> None:
    new = content(lyhenteet__DVV="Digivirasto", tahot__Kirjasto={"laji": "yksikkö"})
    new["tasot"]["nakokulmat"][0]["lahtotaso"] = "2,5"
    new["tahot"]["Johtoryhmä"] = {}

    assert [
        "Näkökulma ”Osaaminen”: lähtötaso muuttuu: ennen 2, muutoksen jälkeen 2,5.",
        "Lisätään vastuutaho ”Johtoryhmä”.",
        "”Kirjasto”: lisätään laji: yksikkö.",
        "DVV muuttuu: ennen ”Digi- ja väestötietovirasto”, muutoksen jälkeen ”Digivirasto”.",
    ] == sentences(new)


# --- schedules -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moved", "told"),
    [
        (
            {"syksy 2025": None, "kevät 2026": "käyttöönotto", "syksy 2026": "jatkuva toiminta"},
            [
                "Käyttöönotto siirtyy syksystä 2025 kevääseen 2026.",
                "Jatkuva toiminta siirtyy keväästä 2026 syksyyn 2026.",
            ],
        ),
        (
            {"kevät 2025": None, "syksy 2024": "selvitys"},
            ["Selvitys siirtyy keväästä 2025 syksyyn 2024."],
        ),
        (
            {"syksy 2026": "jatkuva toiminta"},
            [
                "Jatkuva toiminta päättyy myöhemmin, syksyllä 2026 (ennen: keväällä 2026)."
            ],
        ),
        ({"kevät 2025": "käyttöönotto"}, [
            "Käyttöönotto alkaa aiemmin, keväällä 2025 (ennen: syksyllä 2025).",
            "Jää pois: selvitys keväällä 2025.",
        ]),
        ({"kevät 2025": "päätös"}, ["Keväällä 2025 on päätös, ennen oli selvitys."]),
        ({"syksy 2026": "selvitys"}, ["Lisätään: selvitys syksyllä 2026."]),
        (
            {"syksy 2025": {"sanat": "tauko"}, "syksy 2026": "käyttöönotto"},
            [
                "Lisätään: merkintä ”tauko” syksyllä 2025.",
                "Käyttöönotto siirtyy syksystä 2025 syksyyn 2026.",
            ],
        ),
        (
            {"syksy 2025": {"vaihe": "käyttöönotto", "sanat": "pääkirjasto"}},
            ["Syksyllä 2025 on uusi merkintä ”pääkirjasto”."],
        ),
        ({"syksy 2026": {"sanat": "arvio"}}, ["Lisätään: merkintä ”arvio” syksyllä 2026."]),
        (
            {"kevät 2025": "Selvitys"},
            ["Aikataulu: nimi kirjoitetaan toisin, merkitys on sama."],
        ),
    ],
)  # fmt: skip
def test_what_moved_in_a_schedule_is_told_as_a_move(moved: dict[str, Any], told: list[str]) -> None:
    schedule = {key: cell for key, cell in {**SCHEDULE, **moved}.items() if cell is not None}

    assert told == sentences(measure(aikataulu=schedule))


def test_a_phase_that_the_legend_lacks_is_told_by_the_name_that_was_written() -> None:
    old, new = (measure(aikataulu={"kevät 2025": phase}) for phase in ("selvitys", "selvitis"))

    assert ["Keväällä 2025 on selvitis, ennen oli selvitys."] == sentences(new, old)


def test_a_run_of_half_years_moves_as_one() -> None:
    old = measure(aikataulu={"syksy 2025": "käyttöönotto", "kevät 2026": "käyttöönotto"})
    new = measure(aikataulu={"kevät 2026": "käyttöönotto", "syksy 2026": "käyttöönotto"})

    assert [
        "Käyttöönotto siirtyy: keväällä ja syksyllä 2026 (ennen: syksyllä 2025 ja keväällä 2026)."
    ] == sentences(new, old)


def test_a_pause_within_a_run_moves_only_what_comes_after_it() -> None:
    old = measure(aikataulu={"kevät 2026": "käyttöönotto", "syksy 2026": "käyttöönotto"})
    new = measure(
        aikataulu={
            "kevät 2026": "käyttöönotto",
            "syksy 2026": {"sanat": "tauko"},
            "kevät 2027": "käyttöönotto",
        }
    )

    assert [
        "Lisätään: merkintä ”tauko” syksyllä 2026.",
        "Käyttöönotto siirtyy syksystä 2026 kevääseen 2027.",
    ] == sentences(new, old)


def test_words_that_move_with_their_phase_are_not_told() -> None:
    old = measure(aikataulu={"syksy 2025": {"vaihe": "käyttöönotto", "sanat": "koko kunta"}})
    new = measure(aikataulu={"kevät 2026": {"vaihe": "käyttöönotto", "sanat": "koko kunta"}})

    assert ["Käyttöönotto siirtyy syksystä 2025 kevääseen 2026."] == sentences(new, old)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            None,
            {"kevät 2026": "selvitys"},
            "Aikataulu ei ennen ollut tiedossa. Muutoksen jälkeen: Selvitys keväällä 2026.",
        ),
        (
            {"kevät 2026": "selvitys"},
            None,
            "Aikataulu ei ole enää tiedossa. Ennen: Selvitys keväällä 2026.",
        ),
        (
            {},
            {"kevät 2026": "selvitys"},
            "Aikataulu on uusi. Selvitys keväällä 2026.",
        ),
        (
            {"kevät 2026": "selvitys"},
            {},
            "Aikataulua ei enää ole. Ennen: Selvitys keväällä 2026.",
        ),
        (None, {}, "Aikataulu ei ennen ollut tiedossa. Muutoksen jälkeen: Aikataulua ei ole."),
    ],
)
def test_an_unknown_schedule_is_not_an_empty_one(old: Any, new: Any, told: str) -> None:
    before, after = measure(aikataulu={}), measure(aikataulu={})
    for side, schedule in ((before, old), (after, new)):
        if schedule is None:
            del side["toimenpiteet"]["kurssit"]["aikataulu"]
        else:
            side["toimenpiteet"]["kurssit"]["aikataulu"] = schedule

    assert [told] == sentences(after, before)


def test_the_schedule_of_a_group_is_told_once_with_the_group() -> None:
    new = content()
    new["tavoitteet"]["digitaidot"]["ryhmat"][1]["aikataulu"] = {
        "kevät 2025": "selvitys",
        "kevät 2026": "käyttöönotto",
    }
    [entry] = compare(CONTENT, new).entries

    assert "tavoitteet" == entry.part
    assert ["Ryhmä ”Neuvonta”: käyttöönotto siirtyy syksystä 2025 kevääseen 2026."] == [
        line.text for line in entry.lines
    ]


def test_a_schedule_of_its_own_is_told_against_the_one_of_the_group() -> None:
    own = {"kevät 2025": "selvitys", "kevät 2026": "käyttöönotto"}
    new = content(toimenpiteet__digituki__aikataulu=own)

    assert [
        "Saa oman aikataulun ryhmän aikataulun sijaan.",
        "Käyttöönotto siirtyy syksystä 2025 kevääseen 2026.",
    ] == sentences(new)


def test_an_end_is_told_without_what_it_cuts_from_the_schedule_of_the_group() -> None:
    end = {"puolivuosi": "kevät 2025", "syy": "Valmistui."}
    [told] = sentences(content(toimenpiteet__digituki__paattyi=end))

    assert told.startswith("Päättyy keväällä 2025.")


def test_a_measure_that_changes_its_group_tells_the_schedule_that_it_gets() -> None:
    new = content(toimenpiteet__digituki__ryhma="koulutus")

    assert [
        "Ryhmä vaihtuu: ennen ”Neuvonta”, muutoksen jälkeen ”Koulutus”.",
        "Aikataulu ei ole enää tiedossa. Ennen: Selvitys keväällä 2025, käyttöönotto syksyllä"
        " 2025.",
    ] == sentences(new)


# --- the whole -----------------------------------------------------------------------------


def test_the_changes_are_counted_first() -> None:
    new = measure(kuvaus="Muu.", vastuu=["Kirjasto"])
    new["toimenpiteet"]["a"] = {"otsikko": "A", "tavoite": "palvelut"}
    new["toimenpiteet"]["b"] = {"otsikko": "B", "tavoite": "palvelut"}
    new["toimenpiteet"]["ohjeet"]["paattyi"] = {"syy": "Valmis."}
    new["tahot"]["Uusi"] = {}

    assert (
        "5 muutosta: 2 uutta toimenpidettä, 1 muutettu toimenpide, 1 päättynyt toimenpide"
        " ja 1 muu muutos." == compare(CONTENT, new).summary
    )
    assert "1 muutos: 1 muutettu toimenpide." == compare(CONTENT, measure(kuvaus="M")).summary
    assert (
        "1 muutos, toimenpiteet ennallaan."
        == compare(CONTENT, content(lyhenteet__DVV="Muu")).summary
    )


def test_a_measure_of_which_was_only_reported_is_counted_apart() -> None:
    new = measure(raportit=[{"puolivuosi": "syksy 2025", "tila": "valmis", "teksti": "Tehty."}])
    comparison = compare(CONTENT, new)

    assert "Vain tilannetietoja 1 toimenpiteestä: ei päätettävää." == comparison.summary
    assert ["Tilanne syksyllä 2025: valmis. Tehty."] == sentences(new)


def test_a_report_that_was_corrected_or_taken_away_is_a_change_and_no_news() -> None:
    before = {"puolivuosi": "syksy 2025", "tila": "valmis", "teksti": "Tehty."}
    old = measure(raportit=[before])
    corrected = measure(raportit=[{**before, "tila": "käynnissä"}])

    assert "1 muutos: 1 muutettu toimenpide." == compare(old, corrected).summary
    assert [
        "Syksyn 2025 tilannetieto: tila muuttuu: ennen valmis, muutoksen jälkeen käynnissä."
    ] == [line.text for entry in compare(old, corrected).entries for line in entry.lines]
    assert ["Poistetaan syksyn 2025 tilannetieto: valmis. Tehty."] == [
        line.text for entry in compare(old, CONTENT).entries for line in entry.lines
    ]


def test_measures_that_were_only_reported_do_not_lend_their_noun_to_others() -> None:
    new = measure(raportit=[{"puolivuosi": "syksy 2025", "tila": "valmis"}])
    new["toimenpiteet"]["ohjeet"]["paattyi"] = {"syy": "Valmis."}
    new["tahot"]["Uusi"] = {}

    assert (
        "2 muutosta: 1 päättynyt toimenpide ja 1 muu muutos."
        " Lisäksi tilannetietoja 1 toimenpiteestä." == compare(CONTENT, new).summary
    )


def test_changes_stand_under_their_goals_in_the_order_of_the_roadmap() -> None:
    new = measure(kuvaus="Muu.")
    new["tavoitteet"]["palvelut"]["kuvaus"] = "Kaikki verkossa."
    new["toimenpiteet"]["ohjeet"]["kuvaus"] = "Selkeästi."
    new["toimenpiteet"]["aivan-uusi"] = {"otsikko": "Ö", "tavoite": "digitaidot"}
    new["lyhenteet"]["HR"] = "henkilöstö"

    assert [
        ("Tavoite 1: Digitaidot kuntoon", ["aivan-uusi", "kurssit"]),
        ("Tavoite 2: Palvelut verkkoon", ["palvelut", "ohjeet"]),
        ("Muu sisältö", [""]),
    ] == [
        (section.title, [entry.id for entry in section.entries])
        for section in compare(CONTENT, new).sections
    ]


def test_with_nothing_to_compare_with_only_counts_are_told() -> None:
    comparison = compare(None, CONTENT)

    assert comparison.first
    assert () == comparison.sections
    assert (
        "Koko sisältö on uutta: 2 tavoitetta, 4 toimenpidettä, 2 vastuutahoa ja 1 tekstisivu."
        " 1 toimenpiteen aikataulu ei ole tiedossa." == comparison.summary
    )


def test_the_effect_on_costs_is_told_by_year() -> None:
    new = measure(
        kustannusarvio=[
            {"vuosi": "2026", "euroa": "5000", "laji": "käyttömeno"},
            {"vuosi": "2027", "euroa": "100,50"},
        ]
    )
    comparison = compare(CONTENT, new)

    assert [(2026, 5400, 5000), (2027, 0, 100.5)] == [
        (one.year, float(one.before), float(one.after)) for one in comparison.costs
    ]


def test_the_list_beside_an_approval_is_markdown_in_which_texts_are_texts() -> None:
    told = change_list(roadmap_from(CONTENT), roadmap_from(measure(otsikko="<b>*Kurssi*</b>")))

    assert told.startswith("# Muutokset\n\n1 muutos: 1 muutettu toimenpide.\n\n## Tavoite 1: ")
    assert "### Muutettu: &#60;b>&#42;Kurssi&#42;&#60;/b>\n" in told


def test_a_measure_that_leaves_its_groups_schedule_without_its_own_tells_what_it_lost() -> None:
    new = content(toimenpiteet__digituki__aikataulu_puuttuu="Odotetaan rahoitusta.")

    assert [
        "Lisätään syy, miksi aikataulua ei tiedetä: ”Odotetaan rahoitusta.”",
        "Aikataulu ei ole enää tiedossa. Ennen: Selvitys keväällä 2025, käyttöönotto syksyllä"
        " 2025.",
    ] == sentences(new)

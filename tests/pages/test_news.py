"""News of approved versions, and texts to share: what residents are told, word by word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from digitiekartta.markup import pasted
from digitiekartta.pages.news import news
from digitiekartta.pages.sharing.texts import LONGEST, of_goal, of_measure, shared
from digitiekartta.pages.site import Options, Site
from digitiekartta.versions.comparison.changes import compare
from digitiekartta.versions.comparison.history import Chapter, history_of
from digitiekartta.versions.records import read_versions
from hostile import HOSTILE
from rendering import roadmap
from towns import content

ROOT = "https://www.kunta.example/digi/"
OPTIONS = Options(date(2026, 9, 15), draft=False, site_url=ROOT)


def site(name: str) -> Site:
    versions = read_versions(content(name), name).all
    newest = versions[-1].roadmap()
    return Site(newest, OPTIONS, history_of(versions, newest, draft=False))


def chapter(made: Site, version: str) -> Chapter:
    [found] = [one for one in made.history.chapters if one.version.name == version]
    return found


def told(name: str, version: str) -> str:
    made = site(name)
    return pasted.as_text(news(made, chapter(made, version)))


def test_the_first_version_is_told_as_a_whole():
    assert (
        f"""Digitiekartta 2025–2026, Muutosniemi: hyväksytty ja luettavissa verkossa

Kunnanhallitus hyväksyi koko digitiekartan 9.12.2024 (§ 87).

Muutosniemi on keksitty kunta, jonka digitiekartalla on historia. Digitiekartassa on 3 tavoitetta ja 4 toimenpidettä.

- Tavoite 1: Digitaidot kuntoon (2 toimenpidettä)
  {ROOT}tavoitteet/taidot/
- Tavoite 2: Palvelut verkkoon (1 toimenpide)
  {ROOT}tavoitteet/palvelut/
- Tavoite 3: Rohkeita kokeiluja (1 toimenpide)
  {ROOT}tavoitteet/kokeilut/

Lue koko digitiekartta
{ROOT}

Anna palautetta tai kysy lisää
{ROOT}tietoa/#palaute
"""  # noqa: E501
    ) == told("muutosniemi", "2024-1")


def test_changes_are_told_of_each_kind_with_the_page_of_each_measure():
    assert (
        f"""Digitiekartta 2025–2026, Muutosniemi: yksi uusi toimenpide ja yhden toimenpiteen aikataulu muuttui

Johtoryhmä hyväksyi muutokset 9.12.2025 (§ 12).

- Palaute kartalla: Uusi toimenpide. Selvitys keväällä 2026, käyttöönotto syksyllä 2026.
  {ROOT}toimenpiteet/karttapalaute/
- Tietoturvan vuosikurssi: Käyttöönotto siirtyy syksystä 2025 kevääseen 2026.
  {ROOT}toimenpiteet/vuosikurssi/
- Palautelomake uusiksi: Tilalle tulee toimenpide ”Palaute kartalla”.
  {ROOT}toimenpiteet/lomake/
- Postia dronella: Päättyy. Syy: Postin kuljettaminen ei ole kunnan tehtävä. Päätös: Johtoryhmä 9.12.2025 § 12.
  {ROOT}toimenpiteet/drooni/

Lisäksi yksi muu muutos ja uusi tilannetieto yhdestä toimenpiteestä.

Kaikki muutokset ja niiden syyt
{ROOT}muutokset/2025-1/

Anna palautetta tai kysy lisää
{ROOT}tietoa/#palaute
"""  # noqa: E501
    ) == told("muutosniemi", "2025-1")


def test_a_correction_tells_why_and_by_whose_decision():
    lines = told("muutosniemi", "2026-1").splitlines()

    assert "Digitiekartta 2025–2026, Muutosniemi: sisältöä on korjattu" == lines[0]
    assert (
        "Korjaus 15.1.2026. Syy: Kirjoitusvirhe saatesanoissa."
        " Päätös: Kunnansihteeri 15.1.2026 § 2."
    ) == lines[2]
    assert (
        "- Saatesanat: Teksti muuttuu: ennen ”Digitiekarta päivitetään joka vuosi.”,"
        " muutoksen jälkeen ”Digitiekartta päivitetään joka vuosi.”"
    ) == lines[4]


def test_of_many_changes_six_are_told_and_the_rest_counted():
    text = told("esimerkkila", "2025-1")

    assert text.startswith(
        "Digitiekartta 2025–2027, Esimerkkilä: kolme uutta toimenpidettä ja viiden toimenpiteen"
        " aikataulu muuttui\n"
    )
    assert 6 == text.count("\n- ")
    more = "18 muuta muutosta ja uusia tilannetietoja 19 toimenpiteestä"
    assert f"\nLisäksi {more}.\n" in text


def test_where_three_telling_changes_are_found_small_ones_are_only_counted():
    text = told("esimerkkila", "2026-2")

    assert "Kuvaus muuttuu" not in text
    assert "\nLisäksi kolme muuta muutosta" in text


def test_a_transcription_is_told_as_one_and_never_as_approved():
    made = site("muutosniemi")
    first, later = chapter(made, "2024-1"), chapter(made, "2025-1")
    for one, title in (
        (first, "jäljennös ja luettavissa verkossa"),
        (later, "jäljennöstä on korjattu"),
    ):
        approval = replace(one.version.approval, kind="jäljennös", section=None)
        copied = replace(one, version=replace(one.version, approval=approval))
        text = pasted.as_text(news(made, copied))

        assert title in text.splitlines()[0]
        assert "Jäljennös asiakirjasta, jonka" in text
        assert "asiakirja pätee" in text
        assert "hyväksytty ja" not in text


def test_where_only_reports_came_they_are_the_news():
    made = site("muutosniemi")
    before, after = (one.version.roadmap() for one in made.history.chapters[:2])
    reports = next(one.reports for one in after.measures if one.reports)
    reported = before.measures[0].model_copy(update={"reports": reports})
    then = replace(before, measures=(reported, *before.measures[1:]))
    one = replace(chapter(made, "2025-1"), comparison=compare(before, then))
    title, *lines = pasted.as_text(news(made, one)).splitlines()

    assert title.endswith(": uusi tilannetieto yhdestä toimenpiteestä")
    assert any(line.startswith("- ") for line in lines)
    assert not any(line.startswith("Lisäksi") for line in lines)


@pytest.mark.parametrize("title", HOSTILE[:24])
def test_what_editors_write_is_text_in_html_and_markdown(title):
    line = pasted.Line(title, title, ROOT)
    text = pasted.as_html(pasted.Pasted(title, [line], [line], [line]))

    assert "<script" not in text
    assert 3 == text.count("<a ") == text.count("</a>")
    assert f"]({ROOT})" in pasted.as_markdown(pasted.Pasted("x", [line]))


# --- texts to share ----------------------------------------------------------------------------


def test_a_measure_is_shared_with_how_it_stands_and_who_answers_for_it():
    made = site("muutosniemi")

    assert (
        "Tietoturvan vuosikurssi. Nyt jatkuva toiminta (syksystä 2026 alkaen)."
        f" Vastuu: henkilöstöpäällikkö. {ROOT}toimenpiteet/vuosikurssi/"
    ) == of_measure(made, made.roadmap.measures_by_id["vuosikurssi"]).short


def test_a_goal_is_shared_with_how_many_of_its_measures_go_on():
    made = site("esimerkkila")

    assert (
        "Tavoite 3: Tieto auttaa päättämään. 12 toimenpidettä. Syksyllä 2026 niistä on meneillään"
        f" 9. Yhden toimenpiteen aikataulu ei ole tiedossa. {ROOT}tavoitteet/tieto/"
    ) == of_goal(made, made.roadmap.goals_by_id["tieto"]).short


def test_what_is_idle_now_is_shared_by_what_comes():
    made = site("esimerkkila")
    text = of_measure(made, made.roadmap.measures_by_id["digitaitojen-kartoitus"]).short

    assert "kartoitus. Käyttöönotto keväällä 2027. Vastuu:" in text


@pytest.mark.parametrize("name", ["muutosniemi", "esimerkkila"])
def test_every_text_is_short_and_has_its_address(name):
    for one in shared(site(name)):
        assert len(one.short) <= LONGEST
        assert one.short.endswith(f" {one.address}")
        assert one.address.startswith(ROOT)


def test_a_very_long_title_is_cut_between_words_and_the_address_stays_whole():
    made = site("muutosniemi")
    one = of_measure(made, made.roadmap.measures_by_id["vuosikurssi"])
    short = replace(one, title="sanoja " * 60).short

    assert len(short) <= LONGEST
    assert short.endswith(f"sanoja … {one.address}")


def test_where_no_schedule_is_known_nothing_is_made_up():
    made = Site(roadmap("tyynela"), OPTIONS)
    unknown = [one for one in made.unscheduled]

    assert unknown
    for one in unknown:
        assert "Aikataulu ei ole tiedossa." in of_measure(made, one).short

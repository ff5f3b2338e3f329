"""What editors have written survives every later import; the document's own news come through."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from neutrals import document, goal, measure
from town import Town

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.documents.importing.neutral import Goal, Group
from digitiekartta.documents.importing.proposal.answers import Answers
from digitiekartta.documents.importing.proposal.report import terminal_report
from exploring import one_in

PHASES = ("selvitys", "käyttöönotto", "jatkuva toiminta")
MOMENTS = ("kevät 2025", "syksy 2025", "kevät 2026", "syksy 2026")
TITLES = ("Sähköinen arkisto", "Koulutus", "Verkkokauppa", "Laiterekisteri")
IDS = ("sahkoinen-arkisto", "koulutus", "verkkokauppa", "laiterekisteri")
TEXT = st.text(alphabet="aäöKL :#'\"-=\n1.", min_size=1, max_size=30).filter(
    lambda text: any(one.isalnum() for one in text)
)
SCHEDULES = st.dictionaries(st.sampled_from(MOMENTS), st.sampled_from(PHASES), max_size=4)

# Fields that no document tells: an editor's own.
OWN = st.fixed_dictionaries(
    {},
    optional={
        "kuvaus": TEXT,
        "omat_toimenpiteet": TEXT,
        "seuranta": TEXT,
        "linkit": st.just([{"teksti": "Lisää", "osoite": "https://kunta.example/"}]),
        "raportit": st.just([{"puolivuosi": "kevät 2025", "tila": "aloitettu", "teksti": "Alku"}]),
        "kustannusarvio": st.just([{"vuosi": "2026", "euroa": "1200"}]),
        "liittyy": st.sampled_from(IDS).map(lambda one: [one]),
        "muut_toimijat": st.lists(TEXT, min_size=1, max_size=2),
        "kohderyhma": st.just(["Asukkaat"]),
        "paattyi": st.just({"syy": "Valmis"}),
    },
)
# Fields that documents tell too.
SHARED = st.fixed_dictionaries(
    {},
    optional={
        "otsikko": st.sampled_from(["Uusi otsikko", "Aivan muuta"]),
        "vastuu": st.lists(st.sampled_from(["Kirjaamo", "Johtaja"]), min_size=1, unique=True),
        "aikataulu": SCHEDULES,
        "lisatiedot": TEXT,
        "jarjestys": st.integers(1, 99).map(str),
        "lisakentat": st.dictionaries(st.just("Tila"), TEXT, min_size=1),
        "lahde": st.just({"asiakirja": "Pöytäkirja", "rivi": "7"}),
    },
)


def told(schedules, notes, titles=TITLES):
    measures = [
        measure(
            title,
            row,
            responsible="Kirjaamo, johtaja",
            sector="Hallinto",
            schedule=schedule,
            notes=note,
        )
        for row, (title, schedule, note) in enumerate(
            zip(titles, schedules, notes, strict=False), start=4
        )
    ]
    return document(goal("Tieto", {None: measures[:1], "Ryhmä": measures[1:]}))


DOCUMENTS = st.builds(
    told,
    st.lists(SCHEDULES, min_size=4, max_size=4),
    st.lists(st.sampled_from(["", "huomio", "toinen"]), min_size=4, max_size=4),
)


@one_in(3)
@given(DOCUMENTS, st.sampled_from(IDS), OWN, SHARED)
def test_the_same_document_again_leaves_every_byte_whatever_editors_have_done(
    first, edited, own, shared
):
    with tempfile.TemporaryDirectory() as folder:
        town = Town(Path(folder))
        town.imported(first)
        if own.get("liittyy") == [edited]:
            del own["liittyy"]
        town.edit(edited, **own, **shared)
        before = town.files()
        town.imported(first)

        assert before == town.files()


@one_in(3)
@given(DOCUMENTS, DOCUMENTS, st.sampled_from(IDS), OWN)
def test_a_newer_document_takes_nothing_that_is_an_editors_own(first, newer, edited, own):
    with tempfile.TemporaryDirectory() as folder:
        town = Town(Path(folder))
        town.imported(first)
        if own.get("liittyy") == [edited]:
            del own["liittyy"]
        town.edit(edited, **own)
        written = town.measure(edited)
        town.imported(newer)
        after = town.measure(edited)

        assert {key: written[key] for key in own} == {key: after[key] for key in own}
        # What the newer document says is there, too.
        for one in newer.measures():
            assert one.title in [present.title for present in town.roadmap().measures]


@one_in(3)
@given(DOCUMENTS, DOCUMENTS)
def test_a_newer_documents_schedules_are_those_of_the_content(first, newer):
    with tempfile.TemporaryDirectory() as folder:
        town = Town(Path(folder))
        town.imported(first)
        town.imported(newer)
        roadmap = town.roadmap()

        assert {one.title: dict(one.schedule) for one in newer.measures()} == {
            one.title: {
                moment: cell.phase.name for moment, cell in roadmap.schedule_of(one).items()
            }
            for one in roadmap.measures
        }


def test_half_years_that_a_newer_document_dropped_are_told(town):
    schedule = {"kevät 2025": "selvitys", "syksy 2025": "käyttöönotto"}
    arkisto = goal("Tieto", {None: [measure("Arkisto", schedule=schedule)]})
    newer = goal("Tieto", {None: [measure("Arkisto", schedule={"kevät 2025": "selvitys"})]})
    town.imported(document(arkisto))
    proposal = town.imported(document(newer, periods="kevät 2025, kevät 2026"))
    [doubt] = proposal.doubts

    assert "half-years-gone" == doubt.code
    assert "näille puolivuosille: syksy 2025" in doubt.message
    assert schedule == town.measure("arkisto")["aikataulu"]


@pytest.mark.parametrize("has_memory", [True, False])
def test_half_years_for_which_a_newer_document_has_no_column_stay(town, has_memory):
    first = {"kevät 2025": "selvitys", "syksy 2025": "selvitys", "kevät 2026": "käyttöönotto"}
    town.imported(document(goal("Tieto", {None: [measure("Arkisto", schedule=first)]})))
    if not has_memory:
        (town.folder / ".tuonti.json").unlink()

    arkisto = measure("Arkisto", schedule={"syksy 2026": "jatkuva toiminta"})
    newer = document(goal("Tieto", {None: [arkisto]}), periods="kevät 2026, syksy 2026")
    [change, *_] = [news for news in town.imported(newer).measures if news.changes]

    assert {
        "kevät 2025": "selvitys",
        "syksy 2025": "selvitys",
        "syksy 2026": "jatkuva toiminta",
    } == town.measure("arkisto")["aikataulu"]
    assert {"kevät 2026", "syksy 2026"} == {one.field for one in change.changes}


def test_a_groups_schedule_keeps_the_half_years_without_a_column_too(town):
    def told(schedule, periods):
        moments = {HalfYear.parse(key): phase for key, phase in schedule.items()}
        group = Group("Arkistot", (measure("Arkisto"),), moments)
        return document(Goal(1, "Tieto", (group,)), periods=periods)

    town.imported(told({"kevät 2025": "selvitys"}, "kevät 2025, syksy 2025"))
    town.imported(told({"syksy 2026": "käyttöönotto"}, "kevät 2026, syksy 2026"))
    [group] = town.roadmap().goals[0].groups

    assert ["kevät 2025", "syksy 2026"] == [str(moment) for moment in group.schedule]


def test_without_its_memory_an_import_of_the_same_document_changes_nothing_either(town):
    same = told([{"kevät 2025": "selvitys"}] * 4, ["huomio"] * 4)
    town.imported(same)
    (town.folder / ".tuonti.json").unlink()
    before = town.files()

    assert [".tuonti.json"] == list(town.prepared(same).proposal.files)
    assert before == town.files()


def test_a_memory_that_cannot_be_read_is_no_memory(town):
    same = told([{}] * 4, [""] * 4)
    town.imported(same)
    (town.folder / ".tuonti.json").write_text('{"tavoitteet": [', encoding="utf-8")

    assert [".tuonti.json"] == list(town.prepared(same).proposal.files)


def test_what_both_have_changed_is_told_and_the_content_stays(town):
    town.imported(told([{"kevät 2025": "selvitys"}] * 4, [""] * 4))
    town.edit("koulutus", aikataulu={"kevät 2025": "käyttöönotto"})
    newer = told([{"kevät 2025": "jatkuva toiminta"}] * 4, [""] * 4)
    proposal = town.imported(newer)
    [clash] = [one for one in proposal.doubts if one.code == "changed-on-both-sides"]

    assert {"kevät 2025": "käyttöönotto"} == town.measure("koulutus")["aikataulu"]
    assert "koulutus" in clash.message
    assert "jatkuva toiminta" in clash.message


def test_a_measure_that_was_removed_from_content_stays_away_and_is_told(town):
    same = told([{"kevät 2025": "selvitys"}] * 4, [""] * 4)
    town.imported(same)
    (town.folder / "toimenpiteet/koulutus.yml").unlink()
    proposal = town.imported(same)

    [gone] = [one for one in proposal.doubts if one.code == "removed-from-content"]
    assert "Koulutus" in gone.message
    assert "--restore koulutus" in gone.remedy
    assert "koulutus" not in town.roadmap().measures_by_id
    report = terminal_report(proposal, ())
    assert "Lähteessä mutta poistettu sisällöstä: 1 (jätetään pois)" in report
    assert "eivät täsmää" not in report
    assert {} == town.prepared(same).proposal.files


def test_a_removed_measure_comes_back_when_a_person_wants_it(town):
    same = told([{"kevät 2025": "selvitys"}] * 4, [""] * 4)
    town.imported(same)
    (town.folder / "toimenpiteet/koulutus.yml").unlink()
    wanted = Answers(restored=("koulutus",))
    proposal = town.imported(same, given=wanted)

    assert "removed-from-content" not in {one.code for one in proposal.doubts}
    assert "koulutus" in town.roadmap().measures_by_id
    assert ["unused-answer"] == [one.code for one in town.imported(same, given=wanted).doubts]
    assert "restored" not in (town.folder / ".tuonti.json").read_text("utf-8")


def test_a_goal_whose_measures_were_all_removed_does_not_come_back_either(town):
    first = goal("Tieto", {None: [measure("Arkisto")]})
    second = goal("Taito", {"Kurssit": [measure("Koulutus", 9)]}, number=2)
    town.imported(document(first, second))
    (town.folder / "toimenpiteet/koulutus.yml").unlink()
    (town.folder / "tavoitteet/taito.yml").unlink()
    town.imported(document(first, second))

    assert ["Tieto"] == [one.title for one in town.roadmap().goals]


def test_a_new_measure_with_nearly_the_title_of_a_removed_one_is_new(town):
    town.imported(document(goal("Tieto", {None: [measure("Arkisto"), measure("Kurssi 1", 5)]})))
    (town.folder / "toimenpiteet/kurssi-1.yml").unlink()
    town.imported(document(goal("Tieto", {None: [measure("Arkisto"), measure("Kurssi 2", 5)]})))

    assert {"arkisto", "kurssi-2"} == {*town.roadmap().measures_by_id}


def test_a_goals_text_comes_from_the_document_until_an_editor_has_changed_it(town):
    first = goal("Tieto", {None: [measure("Arkisto")]})
    town.imported(document(replace(first, description="Tieto on tallessa.")))
    assert "Tieto on tallessa." == town.roadmap().goals[0].description

    town.imported(document(replace(first, description="Tieto on turvassa.")))
    assert "Tieto on turvassa." == town.roadmap().goals[0].description

    town.imported(document(first))
    assert "Tieto on turvassa." == town.roadmap().goals[0].description


def test_hand_written_files_beside_the_yaml_stay(town):
    town.imported(told([{}] * 4, [""] * 4))
    (town.folder / "saatesanat.md").write_text("# Saatesanat\n\nTervetuloa.\n", encoding="utf-8")
    before = (town.folder / "saatesanat.md").read_bytes()
    town.imported(told([{"kevät 2025": "selvitys"}] * 4, ["x"] * 4))

    assert before == (town.folder / "saatesanat.md").read_bytes()

from dataclasses import replace

import pytest
from neutrals import document, goal, measure

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.documents.importing.neutral import Group
from digitiekartta.documents.importing.proposal.proposal import Status
from digitiekartta.documents.importing.proposal.report import terminal_report
from digitiekartta.documents.importing.proposal.settings import empty_roadmap

ARCHIVE = measure(
    "Sähköinen arkistointi",
    4,
    responsible="Arkistosihteeri, kirjaamo",
    sector="Hallinto",
    schedule={"kevät 2025": "selvitys", "syksy 2025": "käyttöönotto"},
    cell_texts={"syksy 2025": "lupa-arkisto", "kevät 2026": "arvio"},
    notes="Hankinta yhdessä",
    extra={"Kohderyhmä": "Henkilöstö", "Seuranta": "Vuosittain", "Prioriteetti": "1"},
)
COURSE = measure("Koulutus", 5, responsible="Kirjaamo", sector="Hallinto")
SMALL = document(goal("Tieto haltuun", {None: [COURSE], "Arkistot": [ARCHIVE]}, number=2))


def read(files, start):
    [text] = [text for name, text in files.items() if name.startswith(start)]
    return text


def test_a_measure_becomes_a_file_in_which_nothing_is_lost(town):
    files = town.imported(SMALL).files

    assert read(files, "toimenpiteet/sahkoinen-arkistointi.yml").splitlines() == [
        "otsikko: Sähköinen arkistointi",
        "tavoite: tieto-haltuun",
        "ryhma: arkistot",
        "jarjestys: 20",
        "kohderyhma:",
        "  - Henkilöstö",
        "vastuu:",
        "  - Arkistosihteeri",
        "  - Kirjaamo",
        "vastuu_lahteessa: Arkistosihteeri, kirjaamo",
        "toimiala:",
        "  - Hallinto",
        "aikataulu:",
        "  kevät 2025: selvitys",
        "  syksy 2025:",
        "    vaihe: käyttöönotto",
        "    sanat: lupa-arkisto",
        "  kevät 2026:",
        "    sanat: arvio",
        "seuranta: Vuosittain",
        "lisatiedot: Hankinta yhdessä",
        "lisakentat:",
        "  Prioriteetti: 1",
        "lahde:",
        "  asiakirja: tiekartta.docx",
        "  taulukko: 'Tavoite 2: Tieto haltuun'",
        "  rivi: 2",
    ]


def test_a_new_roadmap_passes_the_check(town):
    town.imported(SMALL)

    assert [] == [problem for problem in town.problems() if problem.is_error]


def test_settings_hold_what_the_document_tells_and_say_what_is_missing(town):
    proposal = town.imported(SMALL)
    settings = town.roadmap().settings

    assert "kevät 2025 – syksy 2026" == str(settings.period)
    assert [("selvitys", "S"), ("käyttöönotto", "K"), ("jatkuva toiminta", "J")] == [
        (phase.name, phase.mark) for phase in settings.phases
    ]
    assert all(phase.explanation is None for phase in settings.phases)
    assert ["Hallinto"] == [sector.name for sector in settings.sectors]
    assert any(said.startswith("organisaatio") for said in proposal.to_fill)


def test_a_measure_without_colours_has_no_schedule_where_others_have_one(town):
    town.imported(SMALL)

    assert {} == town.roadmap().measures_by_id["koulutus"].schedule


def test_a_document_that_lost_its_colours_leaves_schedules_unknown(town):
    lost = measure("Arkisto", schedule_known=False, cell_texts={"kevät 2026": "juhla"})
    town.imported(document(goal("Tieto", {None: [lost]}), phases=(), name="kartta.csv"))
    roadmap = town.roadmap()

    assert "Aikataulu on lähteessä vain väreinä." == roadmap.settings.schedule_missing
    assert roadmap.measures_by_id["arkisto"].schedule is None
    assert {HalfYear(2026, 1): "juhla"} == roadmap.measures_by_id["arkisto"].schedule_words


def test_one_table_without_half_years_does_not_make_the_others_schedules_lost_colours(town):
    known = measure("Arkisto", schedule={"kevät 2025": "selvitys"})
    untimed = measure("Ohje", schedule_known=False)
    town.imported(document(goal("Tieto", {None: [known, untimed]})))

    assert "Lähteessä ei kerrota aikataulua puolivuosittain." == (
        town.roadmap().settings.schedule_missing
    )


def test_a_colour_that_nothing_explains_becomes_words_and_no_phase(town):
    odd = measure("Arkisto", schedule={"kevät 2025": "?", "syksy 2025": "?#ff0000"})
    town.imported(document(goal("Tieto", {None: [odd]})))

    assert {
        "kevät 2025": {"sanat": "vaihe ei selviä lähteestä"},
        "syksy 2025": {"sanat": "#ff0000 (vaihe ei selviä lähteestä)"},
    } == town.measure("arkisto")["aikataulu"]


def test_a_roadmap_without_phases_has_them_to_be_filled_in(town):
    plain = measure("Arkisto", schedule_known=False)
    without = town.prepared(document(goal("Tieto", {None: [plain]}), phases=()))
    with_phases = town.prepared(document(goal("Tieto", {None: [COURSE]})))

    start = "vaiheet: vaiheiden nimet ja selite"
    assert 1 == sum(line.startswith(start) for line in without.proposal.to_fill)
    assert 1 == sum(line.startswith("vaiheet: selite") for line in with_phases.proposal.to_fill)


def test_the_schedule_of_a_group_row_is_the_groups(town):
    group = Group("Arkistot", (COURSE,), schedule={HalfYear(2025, 1): "selvitys"})
    town.imported(document(goal("Tieto", {}).__class__(1, "Tieto", (group,))))
    roadmap = town.roadmap()

    assert roadmap.inherits_schedule(roadmap.measures_by_id["koulutus"])


def test_a_phase_whose_label_tells_nothing_is_a_doubt(town):
    proposal = town.prepared(document(goal("Tieto", {None: [COURSE]}), phases=("vihreä",))).proposal

    assert ["guessed-phase"] == [problem.code for problem in proposal.doubts]


def test_a_cell_that_is_not_sure_stays_whole_and_open_until_somebody_answers(town):
    whole = measure("Koulutus", responsible="Esimiehet ja johto")
    first = town.imported(document(goal("Tieto", {None: [whole]})))
    again = town.prepared(document(goal("Tieto", {None: [whole]}))).proposal

    assert ["Esimiehet ja johto"] == town.measure("koulutus")["vastuu"]
    assert ["unsure-cell"] == [problem.code for problem in first.doubts]
    assert set(first.doubts) == set(again.doubts) == again.told
    assert {} == again.files


def test_a_split_by_hand_is_remembered(town):
    whole = document(goal("Tieto", {None: [measure("Koulutus", responsible="Esimiehet ja johto")]}))
    town.imported(whole)
    (town.folder / "tahot.yml").write_text("Esimiehet:\nJohto:\n", encoding="utf-8")
    town.edit("koulutus", vastuu=["Esimiehet", "Johto"])
    before = town.files()
    again = town.imported(whole)

    assert before == town.files()
    assert () == again.doubts


def test_a_cell_that_content_has_split_already_is_not_asked_about(town):
    whole = document(goal("Tieto", {None: [measure("Koulutus", responsible="Esimiehet ja johto")]}))
    town.imported(whole)
    (town.folder / "tahot.yml").write_text("Esimiesten ryhmä:\n", encoding="utf-8")
    town.edit("koulutus", vastuu=["Esimiesten ryhmä"], vastuu_lahteessa="Esimiehet ja johto")
    (town.folder / ".tuonti.json").unlink()

    assert () == town.prepared(whole).proposal.doubts


def test_a_cell_that_a_newer_version_has_changed_is_asked_about_as_a_new_one_is(town):
    def told(cell):
        return document(goal("Tieto", {None: [measure("Koulutus", responsible=cell)]}))

    town.imported(told("Rehtori"))
    proposal = town.imported(told("Rehtori ja koulusihteeri"))

    assert ["unsure-cell"] == [problem.code for problem in proposal.doubts]
    assert ["unsure-cell"] == [
        one.code for one in town.imported(told("Rehtorit, IT ja muut")).doubts
    ]


def test_names_almost_alike_are_pointed_out_once(town):
    two = [
        measure("A", responsible="Digitiimi"),
        measure("B", 2, responsible="Digitimi"),
    ]
    proposal = town.prepared(document(goal("Tieto", {None: two}))).proposal

    assert ["similar-party"] == [problem.code for problem in proposal.doubts]


def test_a_column_for_themes_gives_the_groups(town):
    themed = [
        measure("A", extra={"Teema": "Laitteet"}),
        measure("B", 2, extra={"Teema": "Osaaminen"}),
        measure("C", 3, extra={"Teema": "Laitteet"}),
    ]
    town.imported(document(goal("", {None: themed}, number=None), phases=(), periods=""))
    roadmap = town.roadmap()

    assert [("Laitteet", ["A", "C"]), ("Osaaminen", ["B"])] == [
        (group.title, [one.title for one in roadmap.measures_in(roadmap.goals[0], group)])
        for group in roadmap.goals[0].groups
    ]
    assert "teema" == roadmap.settings.group_word
    assert {} == roadmap.measures_by_id["a"].extra_fields


def test_several_documents_become_one_roadmap(town):
    other = document(
        goal("Tieto haltuun", {"Arkistot": [measure("Paperit pois", 1)]}, number=2),
        goal("Palvelut", {None: [measure("Verkkokauppa", 2)]}, number=3),
        name="toinen.docx",
    )
    town.imported(SMALL, other)
    roadmap = town.roadmap()

    assert [
        ("Tieto haltuun", ["Koulutus", "Sähköinen arkistointi", "Paperit pois"]),
        ("Palvelut", ["Verkkokauppa"]),
    ] == [(one.title, [m.title for m in roadmap.measures_of(one)]) for one in roadmap.goals]


@pytest.mark.parametrize("number", [None, 2])
def test_each_goal_has_a_number_of_its_own(town, number):
    town.imported(
        document(
            goal("Tieto", {None: [measure("A")]}, number=2),
            goal("Palvelut", {None: [measure("B", 2)]}, number=number),
        )
    )

    assert [2, 3] == [one.number for one in town.roadmap().goals]


def test_a_newer_document_tells_what_is_new_changed_and_missing(town):
    town.imported(SMALL)
    newer = document(
        goal(
            "Tieto haltuun",
            {
                None: [measure("Koulutukset kaikille", 5), measure("Tekoälyopas", 6)],
            },
            number=2,
        )
    )
    proposal = town.imported(newer)

    assert [
        ("koulutus", Status.CHANGED),
        ("tekoalyopas", Status.NEW),
        ("sahkoinen-arkistointi", Status.MISSING),
    ] == [(news.measure.id, news.status) for news in proposal.measures]
    assert "Koulutukset kaikille" == town.measure("koulutus")["otsikko"]
    assert "Sähköinen arkistointi" == town.measure("sahkoinen-arkistointi")["otsikko"]


def test_a_new_measure_stands_where_the_document_has_it(town):
    town.imported(document(goal("Tieto", {None: [measure("A"), measure("B", 2)]})))
    three = [measure("A"), measure("Uusi", 2), measure("B", 3)]
    town.imported(document(goal("Tieto", {None: three})))
    roadmap = town.roadmap()

    assert [("A", 10), ("Uusi", 15), ("B", 20)] == [
        (one.title, one.order) for one in roadmap.measures_of(roadmap.goals[0])
    ]


def test_a_renamed_id_is_still_the_same_measure(town):
    town.imported(SMALL)
    old = town.folder / "toimenpiteet" / "koulutus.yml"
    old.rename(old.with_name("henkilokunnan-koulutus.yml"))
    town.edit(
        "henkilokunnan-koulutus", aiemmat_tunnukset=["koulutus"], otsikko="Henkilökunta oppii"
    )
    before = town.files()
    town.imported(SMALL)

    assert before.keys() == town.files().keys()
    assert "Henkilökunta oppii" == town.measure("henkilokunnan-koulutus")["otsikko"]


def test_a_half_year_outside_the_period_widens_it(town):
    town.imported(SMALL)
    later = measure("Koulutus", 5, schedule={"kevät 2029": "selvitys"})
    town.imported(document(goal("Tieto haltuun", {None: [later]}, number=2)))

    assert "kevät 2025 – kevät 2029" == str(town.roadmap().settings.period)
    assert [] == [problem for problem in town.problems() if problem.is_error]


def test_a_phase_spelt_nearly_alike_is_the_same_phase(town):
    town.imported(SMALL)
    other = measure("Koulutus", 5, schedule={"kevät 2025": "selvittely"})
    proposal = town.imported(
        document(
            goal("Tieto haltuun", {None: [other]}, number=2),
            phases=("selvittely", "käyttöönotto", "jatkuva toiminta"),
        )
    )

    assert {"kevät 2025": "selvitys"} == town.measure("koulutus")["aikataulu"]
    assert "similar-phase" in [problem.code for problem in proposal.doubts]


def test_a_comment_of_a_file_that_changes_survives(town):
    town.imported(SMALL)
    path = town.folder / "toimenpiteet" / "koulutus.yml"
    path.write_text(path.read_text(encoding="utf-8") + "# muista\n", encoding="utf-8")
    same = town.prepared(SMALL).proposal
    changed = town.prepared(
        document(goal("Tieto haltuun", {None: [measure("Koulutus", 5, notes="uusi")]}, number=2))
    ).proposal

    assert {} == same.files
    assert changed.files["toimenpiteet/koulutus.yml"].endswith("# muista\n")


def test_times_in_words_stand_in_their_half_years_and_sums_in_their_years(town):
    told = measure(
        "Ajanvaraus",
        schedule_known=False,
        extra={"Aikataulu": "2026", "Kustannus 2027": "500 €", "Budjetti 2026": "1 000"},
    )

    text = read(
        town.imported(document(goal("Palvelut", {None: [told]}), periods="")).files,
        "toimenpiteet/ajanvaraus",
    )

    assert "aikataulun_sanat:\n  kevät 2026: 2026\n  syksy 2026: 2026\n" in text
    assert (
        "kustannusarvio:\n  - vuosi: 2026\n    euroa: 1000\n  - vuosi: 2027\n    euroa: 500\n"
        in text
    )
    assert "lisakentat:\n  Aikataulu: 2026\n" in text
    assert "Kustannus" not in text


def test_sentences_below_a_short_name_are_the_description_unless_content_has_them_as_title(town):
    cell = "Laiterekisteri\nLaitteet viedään rekisteriin."
    told = document(goal("Tieto", {None: [measure(cell)]}))

    text = read(town.imported(told).files, "toimenpiteet/laiterekisteri")

    assert "otsikko: Laiterekisteri\n" in text
    assert "kuvaus: Laitteet viedään rekisteriin.\n" in text

    town.edit("laiterekisteri", otsikko=cell.replace("\n", " "), kuvaus="")
    (town.folder / ".tuonti.json").unlink()
    town.imported(told)

    assert cell.replace("\n", " ") == town.measure("laiterekisteri")["otsikko"]


@pytest.mark.parametrize(
    ("organisation", "name", "short"),
    [
        ("Järvikylän kunta", "jarvikyla", "Järvikylä"),
        ("Äänekosken kaupunki", "aanekoski", "Äänekoski"),
        ("Äänekosken kaupunki", "digi", "Äänekoski"),
        (None, "iso-kyla", "Iso-Kylä"),
        (None, "kokeilu", "Lyhyt nimi lisätään"),
    ],
)
def test_the_short_name_is_the_organisations_and_never_that_of_the_folder_alone(
    organisation, name, short
):
    told = replace(document(goal("Tieto", {None: [COURSE]})), title="Digitiekartta, Iso-Kylä")

    assert short == empty_roadmap([told], {}, name, organisation).settings.short_name


def test_a_person_among_parties_is_told_of_with_the_answer_that_leaves_no_trace(town):
    cell = "Virtanen Anna, rehtori (Liisa Korhonen)"
    told = document(goal("Tieto", {None: [measure("Koulutus", responsible=cell)]}))
    prepared = town.prepared(told)

    [doubt] = prepared.proposal.doubts
    assert f'--party "{cell}=Rehtori"' in doubt.message
    assert "person-name" in [problem.code for problem in prepared.checked]
    told = terminal_report(prepared.proposal, prepared.checked)
    assert "Virtanen Anna" in told.partition("Päätä")[2].partition("Lisätään")[0]

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitiekartta.documents.importing.proposal import merging
from digitiekartta.documents.importing.proposal.merging import Change
from digitiekartta.roadmap.formatting import entry_tree
from digitiekartta.roadmap.model import Measure

OLD = {
    "otsikko": "Arkisto",
    "tavoite": "tieto",
    "ryhma": "arkistot",
    "vastuu": ["Arkistosihteeri"],
    "vastuu_lahteessa": "Arkistosihteeri",
    "aikataulu": {"kevät 2025": "selvitys", "syksy 2025": "käyttöönotto"},
    "lisatiedot": "Hankinta yhdessä",
}
STANDS = {key: value for key, value in OLD.items() if key != "vastuu_lahteessa"}


def new(**fields):
    return {**OLD, **fields}


def stands(**fields):
    tree = {**STANDS, **fields}
    return {key: value for key, value in tree.items() if value is not None}


def merge(told, base, present):
    """Return what comes of measures, all of them as files hold them."""
    measures = (tree and Measure.model_validate(tree) for tree in (told, base, present))
    merged = merging.merge(*measures)
    return SimpleNamespace(
        tree=entry_tree(merged.entry),
        changes=merged.changes,
        clashes=merged.clashes,
        gone=merged.gone,
    )


def test_sums_are_taken_when_the_document_changes_them_and_an_editors_words_stay():
    def costs(euros, **more):
        return {"kustannusarvio": [{"vuosi": "2026", "euroa": euros, **more}]}

    taken = merge(new(**costs("500")), new(**costs("400")), stands(**costs("400")))
    kept = merge(
        new(**costs("400")), new(**costs("400")), stands(**costs("400", lahde="Talousarvio"))
    )

    assert [Change("kustannusarvio", "2026: 400 €", "2026: 500 €")] == taken.changes
    assert [] == kept.changes


def test_the_same_document_again_changes_nothing():
    merged = merge(OLD, OLD, STANDS)

    assert (STANDS, [], []) == (merged.tree, merged.changes, merged.clashes)


def test_what_the_document_has_changed_is_taken():
    merged = merge(new(lisatiedot="Hankinta yksin"), OLD, STANDS)

    assert "Hankinta yksin" == merged.tree["lisatiedot"]
    assert [Change("lisatiedot", "Hankinta yhdessä", "Hankinta yksin")] == merged.changes


def test_what_an_editor_has_changed_stays():
    edited = stands(otsikko="Sähköinen arkisto", vastuu=["Arkisto"], lisatiedot=None)

    assert (edited, []) == (merge(OLD, OLD, edited).tree, merge(OLD, OLD, edited).changes)


def test_what_both_have_changed_stays_and_is_told():
    merged = merge(new(lisatiedot="Yksin"), OLD, stands(lisatiedot="Kolmistaan"))

    assert "Kolmistaan" == merged.tree["lisatiedot"]
    assert [Change("lisatiedot", "Kolmistaan", "Yksin")] == merged.clashes


def test_without_memory_the_document_says_how_it_is():
    assert "Yksin" == merge(new(lisatiedot="Yksin"), None, STANDS).tree["lisatiedot"]


@pytest.mark.parametrize("base", [OLD, None])
def test_what_a_document_does_not_tell_removes_nothing(base):
    merged = merge({"otsikko": "Arkisto", "tavoite": "tieto"}, base, STANDS)

    assert STANDS == merged.tree
    assert (["lisatiedot", "vastuu"] if base else []) == sorted(merged.gone)


def test_a_moved_half_year_moves_and_the_words_of_an_editor_stay():
    merged = merge(
        new(aikataulu={"kevät 2025": "selvitys", "kevät 2026": "käyttöönotto"}),
        OLD,
        stands(
            aikataulu={
                "kevät 2025": {"vaihe": "selvitys", "sanat": "kysely"},
                "syksy 2025": "käyttöönotto",
                "syksy 2026": {"sanat": "arvio"},
            }
        ),
    )

    assert {
        "kevät 2025": {"vaihe": "selvitys", "sanat": "kysely"},
        "kevät 2026": "käyttöönotto",
        "syksy 2026": {"sanat": "arvio"},
    } == merged.tree["aikataulu"]
    assert [("syksy 2025", "käyttöönotto", ""), ("kevät 2026", "", "käyttöönotto")] == sorted(
        ((one.field, one.before, one.after) for one in merged.changes), reverse=True
    )


def test_words_that_a_document_tells_no_more_stay_and_are_told_once():
    pilot = {"kevät 2025": {"vaihe": "selvitys", "sanat": "pilotti"}}
    plain = {"kevät 2025": "selvitys"}
    merged = merge(new(aikataulu=plain), new(aikataulu=pilot), stands(aikataulu=pilot))
    later = merge(new(aikataulu={}), new(aikataulu={}), stands(aikataulu=pilot))
    emptied = merge(new(aikataulu={}), new(aikataulu=pilot), stands(aikataulu=pilot))

    assert (pilot, ["kevät 2025: pilotti"]) == (merged.tree["aikataulu"], merged.gone)
    assert (pilot, ["kevät 2025: selvitys, pilotti"]) == (emptied.tree["aikataulu"], emptied.gone)
    assert [] == later.gone


def test_a_phase_renamed_in_the_document_is_taken_beside_words_that_are_contents_own():
    merged = merge(
        new(aikataulu={"kevät 2025": "toteutus"}),
        new(aikataulu={"kevät 2025": "selvitys"}),
        stands(aikataulu={"kevät 2025": {"vaihe": "selvitys", "sanat": "pilotti"}}),
    )

    assert {"kevät 2025": {"vaihe": "toteutus", "sanat": "pilotti"}} == merged.tree["aikataulu"]
    assert [] == merged.clashes


def test_a_person_whom_the_names_leave_out_is_not_kept_in_the_text_of_the_cell():
    assert merging.raw_to_keep(("Rehtori",), "Virtanen Anna, rehtori") is None
    assert "Rehtori ja IT" == merging.raw_to_keep(("Rehtori", "IT"), "Rehtori ja IT")


def test_a_schedule_that_was_unknown_is_filled_in():
    unknown = stands(
        aikataulu=None,
        aikataulu_puuttuu="Värit puuttuvat.",
        aikataulun_sanat={"syksy 2025": "koe", "kevät 2026": "juhla"},
    )
    tree = merge(OLD, None, unknown).tree

    assert {
        "kevät 2025": "selvitys",
        "syksy 2025": {"vaihe": "käyttöönotto", "sanat": "koe"},
        "kevät 2026": {"sanat": "juhla"},
    } == tree["aikataulu"]
    assert not {"aikataulu_puuttuu", "aikataulun_sanat"} & tree.keys()


@pytest.mark.parametrize("base", [OLD, None])
def test_a_colour_without_meaning_does_not_replace_a_phase_that_is_known(base):
    unclear = new(
        aikataulu={
            "kevät 2025": {"sanat": "vaihe ei selviä lähteestä (merkintä #ff0000)"},
            "syksy 2025": "käyttöönotto",
        }
    )

    assert STANDS == merge(unclear, base, STANDS).tree


def test_a_document_without_schedule_does_not_take_it_away():
    lost = {key: value for key, value in OLD.items() if key != "aikataulu"}

    assert STANDS == merge(lost, OLD, STANDS).tree


def test_the_split_of_a_cell_is_remembered_by_its_text():
    raw = "Vakan esihenkilöt ja digiryhmä"
    told = new(vastuu=[raw], vastuu_lahteessa=raw)
    edited = stands(vastuu=["Vakan esihenkilöt", "Digiryhmä"], vastuu_lahteessa=None)

    assert edited == merge(told, told, edited).tree
    kept = {**edited, "vastuu_lahteessa": raw}
    assert kept == merge(told, None, kept).tree


def test_a_new_text_of_a_cell_changes_the_names_and_keeps_the_text():
    merged = merge(
        new(vastuu=["Arkistosihteeri", "Kirjaamo"], vastuu_lahteessa="arkistosihteeri, kirjaamo"),
        OLD,
        STANDS,
    )

    assert ["Arkistosihteeri", "Kirjaamo"] == merged.tree["vastuu"]
    assert "arkistosihteeri, kirjaamo" == merged.tree["vastuu_lahteessa"]


def test_names_in_other_letter_case_and_punctuation_are_the_same():
    told = new(muut_toimijat=["Toimittajat, IT-yksikkö."])
    edited = stands(muut_toimijat=["toimittajat", "IT-yksikkö"])

    assert edited == merge(told, None, edited).tree


def test_goal_and_group_change_together():
    merged = merge({**OLD, "tavoite": "palvelut", "ryhma": ""}, OLD, STANDS)

    assert "palvelut" == merged.tree["tavoite"]
    assert "ryhma" not in merged.tree


def test_extra_columns_are_taken_one_by_one():
    merged = merge(
        new(lisakentat={"Prioriteetti": "1", "Tila": "kesken"}),
        new(lisakentat={"Prioriteetti": "2", "Tila": "kesken"}),
        stands(lisakentat={"Prioriteetti": "2", "Tila": "valmis", "Oma": "x"}),
    )

    assert {"Prioriteetti": "1", "Tila": "valmis", "Oma": "x"} == merged.tree["lisakentat"]


TEXT = st.sampled_from(["", "a", "b", "c d", "c  d"])
MOMENTS = st.sampled_from(["kevät 2025", "syksy 2025", "kevät 2026"])
PHASES = st.sampled_from(["selvitys", "käyttöönotto", {"sanat": "x"}])
TREES = st.fixed_dictionaries(
    {"otsikko": st.sampled_from(["A", "B"]), "tavoite": st.sampled_from(["t", "u"])},
    optional={
        "ryhma": st.sampled_from(["r", "s"]),
        "lisatiedot": TEXT.filter(bool),
        "aikataulu": st.dictionaries(MOMENTS, PHASES),
        "lisakentat": st.dictionaries(st.sampled_from("xy"), TEXT.filter(bool), min_size=1),
    },
)


@given(TREES, TREES)
def test_whatever_an_editor_has_done_an_unchanged_document_changes_nothing(told, edited):
    assert edited == merge(told, told, edited).tree


@given(TREES, st.none() | TREES, TREES)
def test_importing_twice_is_importing_once(told, base, edited):
    once = merge(told, base, edited)

    assert once.tree == merge(told, told, once.tree).tree

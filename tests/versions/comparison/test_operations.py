"""Operations: applied to the old content they give the new one, and name nothing else."""

from __future__ import annotations

import copy
import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from comparison.applying import apply, from_json
from comparison.small import CONTENT, compare, content, measure
from digitiekartta.roadmap.canonical import canonical, roadmap_from
from digitiekartta.versions.comparison.changes import renamed_measures
from digitiekartta.versions.comparison.names import by_register, with_new_names
from digitiekartta.versions.comparison.operations import (
    Item,
    Kind,
    Operation,
    difference,
    to_json,
)

WORDS = st.sampled_from(["a", "A.", "kevät", "Kirjasto", "kurssit", "digituki", "uusi", "x y\n\nz"])
MOMENTS = st.sampled_from(
    [f"{half} {year}" for year in (2025, 2026) for half in ("kevät", "syksy")]
)
PHASES = st.sampled_from(["selvitys", "käyttöönotto", "Jatkuva toiminta", "päätös"])
CELLS = (
    PHASES
    | st.fixed_dictionaries({"vaihe": PHASES, "sanat": WORDS})
    | st.builds(lambda words: {"sanat": words}, WORDS)
)
NAMES = st.lists(WORDS, min_size=1, max_size=4)
COSTS = st.lists(
    st.fixed_dictionaries(
        {"vuosi": st.sampled_from(["2025", "2026"]), "euroa": st.sampled_from(["1", "1500,5"])},
        optional={"laji": st.sampled_from(["muu", "investointi"]), "lahde": WORDS},
    ),
    min_size=1,
    max_size=3,
)
REPORTS = st.lists(
    st.fixed_dictionaries(
        {"puolivuosi": MOMENTS, "tila": st.sampled_from(["valmis", "siirtynyt"])},
        optional={"teksti": WORDS},
    ),
    min_size=1,
    max_size=3,
)


def one_schedule(measure: dict[str, Any]) -> dict[str, Any]:
    """Return a measure whose schedule is not both known and missing."""
    known = "aikataulu" in measure
    return {k: said for k, said in measure.items() if not (known and k == "aikataulu_puuttuu")}


IDS = st.sampled_from(["kurssit", "digituki", "ohjeet", "portaali", "uusi"])
MEASURES = st.fixed_dictionaries(
    {"otsikko": WORDS, "tavoite": st.sampled_from(["digitaidot", "palvelut", "poissa"])},
    optional={
        "ryhma": st.sampled_from(["koulutus", "neuvonta"]),
        "jarjestys": st.sampled_from(["10", "20"]),
        "kuvaus": WORDS,
        "vastuu": NAMES,
        "aikataulu": st.dictionaries(MOMENTS, CELLS, max_size=4),
        "aikataulu_puuttuu": WORDS,
        "kustannusarvio": COSTS,
        "raportit": REPORTS,
        "liittyy": st.lists(IDS, min_size=1, max_size=3),
        "korvaa": st.lists(IDS, min_size=1, max_size=2),
        "yhdistetty": IDS,
        "paattyi": st.fixed_dictionaries({"syy": WORDS}, optional={"puolivuosi": MOMENTS}),
        "lisakentat": st.lists(
            st.fixed_dictionaries({"otsikko": WORDS, "arvo": WORDS}),
            min_size=1,
            max_size=2,
            unique_by=lambda field: field["otsikko"],
        ),
        "aiemmat_tunnukset": st.lists(IDS, min_size=1, max_size=2, unique=True),
        "lahde": st.fixed_dictionaries({"rivi": WORDS}),
    },
).map(one_schedule)
GROUPS = st.lists(
    st.fixed_dictionaries(
        {"tunnus": st.sampled_from(["koulutus", "neuvonta", "muu"]), "otsikko": WORDS},
        optional={"aikataulu": st.dictionaries(MOMENTS, CELLS, max_size=3), "kuvaus": WORDS},
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda group: group["tunnus"],
)
GOALS = st.fixed_dictionaries(
    {"numero": st.sampled_from(["1", "2"]), "otsikko": WORDS}, optional={"ryhmat": GROUPS}
)
CONTENTS = st.fixed_dictionaries(
    {
        "muoto": st.just(1),
        "tunnus": st.just("pikku"),
        "asetukset": st.fixed_dictionaries(
            {
                "nimi": WORDS,
                **{key: st.just("Pikkula") for key in ("organisaatio", "lyhytnimi", "kuvaus")},
                "ryhmasana": st.just("toimenpideryhmä"),
                "toimialasana": st.just("toimiala"),
            },
            optional={
                "toimialat": st.lists(
                    WORDS
                    | st.fixed_dictionaries(
                        {"nimi": WORDS, "muut_kirjoitusasut": NAMES},
                    ),
                    min_size=1,
                    max_size=3,
                ),
                "yhteystiedot": st.fixed_dictionaries({"rooli": WORDS}),
                "kausi": st.just("kevät 2025 – syksy 2026"),
            },
        ),
        "tavoitteet": st.dictionaries(
            st.sampled_from(["digitaidot", "palvelut"]), GOALS, min_size=1
        ),
        "toimenpiteet": st.dictionaries(IDS, MEASURES, min_size=1, max_size=4),
    },
    optional={
        "tahot": st.dictionaries(
            WORDS,
            st.fixed_dictionaries({}, optional={"laji": st.just("muu")}),
            min_size=1,
            max_size=3,
        ),
        "lyhenteet": st.dictionaries(WORDS, WORDS, min_size=1, max_size=3),
        "sivut": st.dictionaries(st.sampled_from(["a.md", "b.md"]), WORDS, min_size=1),
        "tasot": st.fixed_dictionaries({"asteikko": st.dictionaries(WORDS, WORDS, min_size=1)}),
    },
)


@st.composite
def edited(draw: st.DrawFn) -> dict[str, Any]:
    """Return the small content with a few of its fields, entries and ids changed."""
    found = copy.deepcopy(CONTENT)
    for _ in range(draw(st.integers(0, 4))):
        measures = found["toimenpiteet"]
        match draw(st.sampled_from(["new", "field", "gone", "renamed", "goal", "party"])):
            case "new":
                measures[draw(IDS)] = draw(MEASURES)
            case "field" if measures:
                id = draw(st.sampled_from(sorted(measures)))
                measures[id] = one_schedule(measures[id] | draw(MEASURES))
            case "gone" if len(measures) > 1:
                del measures[draw(st.sampled_from(sorted(measures)))]
            case "renamed" if measures:
                id = draw(st.sampled_from(sorted(measures)))
                measures[f"{id}-2"] = {**measures.pop(id), "aiemmat_tunnukset": [id]}
            case "goal":
                found["tavoitteet"]["digitaidot"] = draw(GOALS)
            case "party":
                found["tahot"][draw(WORDS)] = {}
    return found


def through_json(operations: list[Operation]) -> list[Operation]:
    return [from_json(json.loads(json.dumps(to_json(one), sort_keys=True))) for one in operations]


@given(CONTENTS | edited(), CONTENTS | edited())
def test_applying_the_operations_to_the_old_content_gives_the_new_one(
    old: dict[str, Any], new: dict[str, Any]
) -> None:
    kept = copy.deepcopy(old)

    assert new == apply(old, through_json(difference(old, new)))
    assert kept == old


@given(CONTENTS | edited())
def test_equal_contents_give_nothing(same: dict[str, Any]) -> None:
    comparison = compare(same, copy.deepcopy(same))

    assert [] == difference(same, same)
    assert ("Ei muutoksia.", (), ()) == (
        comparison.summary,
        comparison.sections,
        comparison.operations,
    )


@given(CONTENTS | edited(), CONTENTS | edited())
def test_the_words_name_what_differs_and_nothing_else(
    old: dict[str, Any], new: dict[str, Any]
) -> None:
    comparison = compare(old, new)
    told = (*comparison.entries, *comparison.upkeep)
    roadmaps = [roadmap_from(form) for form in (old, new)]
    before, after = (by_register(roadmap, canonical(roadmap)) for roadmap in roadmaps)
    before, renamings = with_new_names(before, after, renamed_measures(*roadmaps))

    changed = changed_fields(tuple(difference(before, after))) | {
        (one.register.part, "", one.register.field) for one in renamings if one.register.field
    }
    # Of what came or went there are no fields that changed, however it is told.
    whole = {(part, id) for part, id, field in changed if not field}

    assert changed == {
        (entry.part, entry.id, "" if (entry.part, entry.id) in whole else field)
        for entry in told
        for field in (
            {line.field for line in entry.lines if line.field and "merkitys on" not in line.text}
            if entry.what not in ("uusi", "poistettu") and entry.part != "sivut"
            else {""}
        )
    }


def changed_fields(operations: tuple[Operation, ...]) -> set[tuple[str, str, str]]:
    """Return part, id and field of everything that operations touch."""
    found = set()
    present = {one.before: one.after for one in operations if one.kind is Kind.RENAMED}
    for operation in operations:
        part, *rest = (str(step) for step in operation.path)
        if operation.kind is Kind.RENAMED:
            found.add((part, operation.after, "aiemmat_tunnukset"))
        elif part == "sivut":
            found |= {(part, file, "") for file in (rest[:1] or operation_files(operation))}
        elif part in ("toimenpiteet", "tavoitteet"):
            id, *field = rest
            found.add((part, present.get(id, id), field[0] if field else ""))
        else:
            found.add((part, "", rest[0] if rest else ""))
    return found


def operation_files(operation: Operation) -> list[str]:
    return sorted(operation.before or operation.after)


def test_one_changed_cell_is_one_operation() -> None:
    new = content()
    new["toimenpiteet"]["kurssit"]["aikataulu"]["syksy 2025"] = "selvitys"

    assert [
        Operation(
            Kind.CHANGED,
            ("toimenpiteet", "kurssit", "aikataulu", "syksy 2025"),
            "käyttöönotto",
            "selvitys",
        )
    ] == difference(CONTENT, new)


def test_no_schedule_and_an_unknown_schedule_are_different() -> None:
    [operation] = difference(CONTENT, content(toimenpiteet__ohjeet__aikataulu=None))

    assert (Kind.REMOVED, {}) == (operation.kind, operation.before)


def test_an_item_of_a_list_is_told_by_what_names_it() -> None:
    new = measure(kustannusarvio=[{"vuosi": "2026", "euroa": "6000", "laji": "käyttömeno"}])
    [operation] = difference(CONTENT, new)

    assert Item(("vuosi", "laji"), ("2026", "käyttömeno")) == operation.path[3]
    assert {
        "laji": "muutettu",
        "polku": [
            "toimenpiteet",
            "kurssit",
            "kustannusarvio",
            {"vuosi": "2026", "laji": "käyttömeno"},
            "euroa",
        ],
        "ennen": "5400",
        "nyt": "6000",
    } == to_json(operation)


def test_a_renamed_measure_is_not_a_removed_and_a_new_one() -> None:
    new = content()
    new["toimenpiteet"]["tietoturva"] = {
        **new["toimenpiteet"].pop("kurssit"),
        "aiemmat_tunnukset": ["kurssit"],
    }

    assert [Kind.RENAMED, Kind.ADDED] == [one.kind for one in difference(CONTENT, new)]

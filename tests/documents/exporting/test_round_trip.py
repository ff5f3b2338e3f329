"""An annex that is imported again gives the content that it was made of."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from digitiekartta.documents.exporting import docx, xlsx
from digitiekartta.documents.exporting.annex import annex
from digitiekartta.documents.importing.legend import Legend
from digitiekartta.documents.importing.neutral import Document
from digitiekartta.documents.importing.proposal.material import Existing
from digitiekartta.documents.importing.proposal.prepare import stage, texts_of
from digitiekartta.documents.importing.proposal.proposal import propose
from digitiekartta.documents.importing.reading import read_document
from digitiekartta.roadmap.formatting import format_entry
from digitiekartta.roadmap.model import Goal, Measure, Parties, Settings
from digitiekartta.roadmap.reading.folder import read_roadmap
from digitiekartta.roadmap.roadmap import Roadmap
from exploring import one_in
from towns import content

WRITERS = {"xlsx": xlsx.workbook, "docx": docx.document}


def exported(roadmap: Roadmap, ending: str, folder: Path) -> Document:
    """Return what an import reads from a roadmap's annex."""
    path = folder / f"liite.{ending}"
    path.write_bytes(WRITERS[ending](annex(roadmap)))
    read = read_document(path, Legend())
    assert isinstance(read, Document), read
    return read


def imported_anew(document: Document, folder: Path) -> Roadmap:
    """Return the roadmap that a document alone gives."""
    stage(folder / "none", propose([document], "uusi").files, folder / "content" / "uusi")
    roadmap = read_roadmap(folder / "content", "uusi").roadmap
    assert roadmap
    return roadmap


def said(roadmap: Roadmap) -> Iterator[Any]:
    """Yield all that an annex carries, in the order of the pages."""
    for goal in roadmap.goals:
        yield goal.number, words(goal.title)
        for group in (None, *goal.groups):
            measures = roadmap.measures_in(goal, group)
            if group and measures:
                yield words(group.title), cells(roadmap, group.schedule)
            for one in measures:
                yield {
                    "title": words(one.title),
                    "parties": [words(name) for name in roadmap.parties_of(one)],
                    "sectors": [words(name) for name in roadmap.sectors_of(one)],
                    "schedule": cells(roadmap, one.schedule),
                    "inherits": roadmap.inherits_schedule(one),
                    "words": {str(key): words(text) for key, text in one.schedule_words.items()},
                    "audience": [words(name) for name in one.audience],
                    "contributors": [words(name) for name in one.contributors],
                    "texts": [
                        words(text or "")
                        for text in (one.notes, one.description, one.follow_up, one.own_measures)
                    ],
                    "extra": {key: words(text) for key, text in one.extra_fields.items()},
                }


def cells(roadmap, schedule):
    resolved = roadmap.resolve(schedule)
    if resolved is None:
        return None
    return {
        str(moment): (cell.phase.name if cell.phase else "", words(cell.words or ""))
        for moment, cell in resolved.items()
    }


def words(text):
    return " ".join(text.split())


@pytest.mark.parametrize("ending", sorted(WRITERS))
def test_an_annex_imported_into_its_roadmap_changes_nothing(roadmap, ending, tmp_path):
    existing = Existing(roadmap, texts_of(content(roadmap.id) / roadmap.id))
    proposal = propose([exported(roadmap, ending, tmp_path)], roadmap.id, existing)

    assert [] == list(proposal.files)
    assert [] == [news for news in proposal.measures if news.changes]


@pytest.mark.parametrize("ending", sorted(WRITERS))
def test_an_annex_alone_gives_the_same_roadmap(roadmap, ending, tmp_path):
    anew = imported_anew(exported(roadmap, ending, tmp_path), tmp_path)

    assert list(said(roadmap)) == list(said(anew))


# --- any roadmap -----------------------------------------------------------------------------

PHASES = ("selvitys", "käyttöönotto", "jatkuva toiminta")
MOMENTS = ("kevät 2025", "syksy 2025", "kevät 2026")
# Ordinary words with the marks that programs are keen to read as something else.
WORD = st.sampled_from(
    ["koulutus", "Äly", "=SUMMA(A1)", "-miinus", "+358", "@kunta", "2025", "a|b", "<b>", "'q'", "…"]
)
TEXT = st.lists(WORD, min_size=1, max_size=5).map(" ".join)
TITLE = st.tuples(st.sampled_from(["Arkisto", "Verkko", "Oppi", "Tieto"]), TEXT).map(" ".join)
LINES = st.lists(TEXT, min_size=1, max_size=3).map("\n".join)
CELL_WORDS = st.sampled_from(["pääkirjasto", "sähköinen lupa-arkisto", "kokeilu, osa 2"])
ENTRY = st.one_of(
    st.sampled_from(PHASES),
    st.builds(lambda one: {"sanat": one}, CELL_WORDS),
    st.builds(lambda one, two: {"vaihe": one, "sanat": two}, st.sampled_from(PHASES), CELL_WORDS),
)
PARTIES = ("Kirjaamo", "Viestintä- ja markkinointitiimi", "Rehtorit (yläkoulu)", "Johtoryhmä")
# What heads of columns, legends and rows of sums say.
HEADS = (
    *("Tavoite", "Toimenpide", "Vastuutaho", "Ryhmä", "Kevät 2025", "Teema", "Tunnus", "2025"),
    *("Toimiala", "Lisätietoa", "Kuvaus", "Tehtävä", "Mitä", "Yksikkö", "Värien selitys"),
    *("Tavoite 1: Tieto", "Yhteensä", "Mittari: kurssit", "Huom"),
)
HEAD = st.sampled_from(HEADS)
CALLED_AS_A_HEAD = st.fixed_dictionaries(
    {"otsikko": HEAD, "tavoite": st.just("tieto")},
    optional={
        "ryhma": st.sampled_from(["eka", "toka"]),
        "vastuu": st.lists(HEAD, min_size=1, unique=True),
        "toimiala": st.lists(HEAD, min_size=1, max_size=2, unique=True),
        "aikataulu": st.dictionaries(st.sampled_from(MOMENTS), st.sampled_from(PHASES)),
        "lisatiedot": HEAD,
        "muut_toimijat": st.lists(HEAD, min_size=1, unique=True),
        "lisakentat": st.dictionaries(HEAD, HEAD, max_size=2),
    },
)
MEASURE = st.fixed_dictionaries(
    {"otsikko": TITLE, "tavoite": st.just("tieto")},
    optional={
        "ryhma": st.sampled_from(["eka", "toka"]),
        "vastuu": st.lists(st.sampled_from(PARTIES), min_size=1, unique=True),
        "toimiala": st.lists(st.sampled_from(["Hallinto", "Opetus"]), min_size=1, unique=True),
        "aikataulu": st.dictionaries(st.sampled_from(MOMENTS), ENTRY, max_size=3),
        "lisatiedot": LINES,
        "seuranta": TEXT,
        "muut_toimijat": st.lists(st.sampled_from(["Yritys", "Yhdistys"]), min_size=1, unique=True),
        "lisakentat": st.dictionaries(st.sampled_from(["Prioriteetti", "Rahoitus"]), TEXT),
    },
)


def written(
    measures: list[dict[str, Any]],
    folder: Path,
    sectors: Sequence[str] = ("Hallinto", "Opetus"),
    groups: Sequence[str] = ("Ensimmäinen ryhmä", "Toinen ryhmä"),
) -> Roadmap:
    """Write content/koe/ and read it."""
    settings_ = {
        "nimi": "Digitiekartta 2025–2026",
        "organisaatio": "Koekunta",
        "lyhytnimi": "Koe",
        "kuvaus": "Keksitty kunta.",
        "kausi": "kevät 2025 – kevät 2026",
        "aikataulu_puuttuu": "Ei ole vielä päätetty.",
        "vaiheet": [
            {"nimi": PHASES[0], "merkki": "S", "yleinen": "selvitys"},
            {"nimi": PHASES[1], "merkki": "K", "yleinen": "toteutus"},
            {"nimi": PHASES[2], "merkki": "J", "yleinen": "jatkuva"},
        ],
        "toimialat": [*sectors],
    }
    goal = {
        "numero": "1",
        "otsikko": "Tieto haltuun",
        "ryhmat": [
            {"tunnus": id, "otsikko": title}
            for id, title in zip(("eka", "toka"), groups, strict=True)
        ],
    }
    files = {
        "tiekartta.yml": Settings.model_validate(settings_),
        "tahot.yml": Parties.model_validate({name: "" for name in (*PARTIES, *HEADS)}),
        "tavoitteet/tieto.yml": Goal.model_validate(goal),
    }
    for number, tree in enumerate(measures, start=1):
        tree = {**tree, "jarjestys": str(10 * number)}
        files[f"toimenpiteet/m{number}.yml"] = Measure.model_validate(tree)
    texts = {name: format_entry(entry) for name, entry in files.items()}
    stage(folder / "none", texts, folder / "content" / "koe")
    reading = read_roadmap(folder / "content", "koe")
    assert reading.roadmap
    assert not reading.problems
    return reading.roadmap


@one_in(4)
@example([{"otsikko": "Kurssi", "tavoite": "tieto", "toimiala": ["Tavoite"]}], ["x", "y"], "xlsx")
@example(
    [{"otsikko": "Toimenpide", "tavoite": "tieto", "toimiala": ["Tavoite"]}], ["x", "y"], "docx"
)
@given(
    st.lists(CALLED_AS_A_HEAD, min_size=1, max_size=6),
    st.lists(HEAD, min_size=2, max_size=2),
    st.sampled_from(sorted(WRITERS)),
)
def test_names_that_heads_have_lose_no_cell(measures, groups, ending):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        roadmap = written(measures, folder, sectors=HEADS, groups=groups)
        existing = Existing(roadmap, texts_of(folder / "content" / "koe"))
        proposal = propose([exported(roadmap, ending, folder)], "koe", existing)

        assert len(measures) == len(proposal.measures)
        assert [] == list(proposal.files), [one.changes for one in proposal.measures]


@one_in(4)
@given(st.lists(MEASURE, min_size=1, max_size=6), st.sampled_from(sorted(WRITERS)))
def test_any_roadmaps_annex_changes_nothing_when_imported(measures, ending):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        roadmap = written(measures, folder)
        existing = Existing(roadmap, texts_of(folder / "content" / "koe"))
        proposal = propose([exported(roadmap, ending, folder)], "koe", existing)

        assert [] == list(proposal.files), [one.changes for one in proposal.measures]


@one_in(4)
@given(
    st.lists(MEASURE, min_size=1, max_size=6, unique_by=lambda one: one["otsikko"]),
    st.sampled_from(sorted(WRITERS)),
)
def test_any_roadmaps_annex_alone_gives_the_same_roadmap(measures, ending):
    phases = [
        entry
        for one in measures
        for entry in one.get("aikataulu", {}).values()
        if isinstance(entry, str) or "vaihe" in entry
    ]
    assume(phases)  # without any phase a document is one that has lost its colours
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        roadmap = written(measures, folder)
        anew = imported_anew(exported(roadmap, ending, folder), folder)

        assert list(said(roadmap)) == list(said(anew))

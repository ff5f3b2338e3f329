"""Whatever is edited in an annex: just that comes back, or is told with its cell."""

from __future__ import annotations

import tempfile
from pathlib import Path

import openpyxl
from annexes import HEAD
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles import PatternFill
from test_round_trip import ENTRY, MEASURE, MOMENTS, PHASES, written

from digitiekartta.basics.colours import hexadecimal
from digitiekartta.documents.exporting.annex import annex, phase_colours
from digitiekartta.documents.exporting.xlsx import workbook
from digitiekartta.documents.importing.legend import Legend
from digitiekartta.documents.importing.proposal.material import Existing
from digitiekartta.documents.importing.proposal.prepare import texts_of
from digitiekartta.documents.importing.proposal.proposal import propose
from digitiekartta.documents.importing.reading import read_document
from exploring import one_in

MARKS = dict(zip(PHASES, "SKJ", strict=True))
LEAVE, BARE = "jätä", ""
NAMES = st.sampled_from([(), ("Kirjaamo",), ("Johtoryhmä", "Kirjaamo"), ("Arkisto",)])
TEXTS = st.sampled_from(["", "Päätetään keväällä.", "Rivi\ntoinen rivi", "=1+1"])
CELLS = st.tuples(
    st.sampled_from(["", *PHASES, "pääkirjasto"]), st.sampled_from([LEAVE, BARE, *PHASES])
)
COLUMNS = {
    "Vastuutaho": ("parties", NAMES),
    "Muut toimijat": ("contributors", NAMES),
    "Lisätietoa": ("notes", TEXTS),
    "Seuranta": ("follow_up", TEXTS),
}
FIELD_EDITS = [
    st.tuples(st.integers(0, 3), st.just(head), what) for head, (_, what) in COLUMNS.items()
]
CELL_EDIT = st.tuples(st.integers(0, 3), st.sampled_from(MOMENTS), CELLS)
EDITS = st.lists(
    st.one_of(*FIELD_EDITS, *[CELL_EDIT] * 6),
    min_size=4,
    max_size=12,
    unique_by=lambda edit: edit[:2],
)
SCHEDULED = st.builds(
    lambda one, schedule: {**one, "aikataulu": schedule},
    MEASURE,
    st.fixed_dictionaries(dict.fromkeys(MOMENTS, ENTRY)),
)


def facts(measure):
    """Return what an annex tells of a measure: fields and half-years."""
    cells = {str(m): (e.phase or "", e.words or "") for m, e in (measure.schedule or {}).items()}
    cells |= {str(m): ("", words) for m, words in measure.schedule_words.items()}
    texts = {name: getattr(measure, name) or "" for name in ("notes", "follow_up", "title")}
    return {
        **{name: " ".join(text.split()) for name, text in texts.items()},
        **{name: tuple(getattr(measure, name)) for name in ("parties", "contributors", "sector")},
        **{moment: cells.get(moment, ("", "")) for moment in MOMENTS},
    }


def expected(before, text, colour):
    """Return what a half-year holds after an edit; None where nobody can know."""
    phase, _ = before
    if colour == LEAVE:
        colour = phase
        if text in PHASES or not text:
            return (text, "")
        return (phase, text) if phase else ("", text)
    if text in PHASES and colour in PHASES and text != colour:
        was = text == phase, colour == phase
        return None if was[0] == was[1] else (colour if was[0] else text, "")
    if text in PHASES:
        return (text, "")
    if not text and colour == phase:
        return ("", "")
    return (colour, text)


MEASURES = st.lists(
    st.one_of(MEASURE, SCHEDULED), min_size=3, max_size=4, unique_by=lambda one: one["otsikko"]
)


@one_in(5)
@given(MEASURES, EDITS)
def test_random_edits_come_back_or_are_told(measures, edits):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        roadmap = written(measures, folder)
        before = {one.id: facts(one) for one in roadmap.measures}
        path = folder / "liite.xlsx"
        path.write_bytes(workbook(annex(roadmap)))
        book = openpyxl.load_workbook(path)
        sheet = book["Tavoite 1"]
        heads = {cell.value: cell.column for cell in sheet[HEAD]}
        rows = {
            sheet.cell(row, heads["Tunnus"]).value: row
            for row in range(HEAD + 1, sheet.max_row + 1)
        }
        wanted, places = {id_: dict(told) for id_, told in before.items()}, {}
        for at, head, what in edits:
            id_ = f"m{at + 1}"
            shown = head[0].upper() + head[1:]
            if id_ not in rows or shown not in heads:
                continue
            cell = sheet.cell(rows[id_], heads[shown])
            if head in COLUMNS:
                field = COLUMNS[head][0]
                cell.value = "; ".join(what) if isinstance(what, tuple) else what or None
                cell.data_type = "s" if cell.value else cell.data_type
                wanted[id_][field] = what if isinstance(what, tuple) else " ".join(what.split())
                continue
            text, colour = what
            cell.value = f"{MARKS[text]} {text}" if text in PHASES else text or None
            if colour in PHASES:
                code = hexadecimal(phase_colours(roadmap.settings.phases)[colour])[1:]
                cell.fill = PatternFill("solid", fgColor=f"FF{code.upper()}")
            elif colour == BARE:
                cell.fill = PatternFill()
            wanted[id_][head] = expected(before[id_][head], text, colour)
            places[id_, head] = cell.coordinate
        book.save(path)
        existing = Existing(roadmap, texts_of(folder / "content" / "koe"))
        proposal = propose([read_document(path, Legend())], "koe", existing)

        told = " ".join(problem.message for problem in proposal.doubts)
        for news in proposal.measures:
            came = facts(news.measure)
            for field, value in wanted[news.measure.id].items():
                place = places.get((news.measure.id, field), "solua ei muokattu")
                if value is None:
                    assert place in told
                    assert came[field] == before[news.measure.id][field]
                elif came[field] != value:
                    assert place in told, (field, came[field], value, edits)

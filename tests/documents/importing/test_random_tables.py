"""Tables made at random: each schedule is found again, or its cells are told of.

What is written is known, so the import may neither invent a phase nor lose a cell without a word:
rows are shaded, legends stand in different places, bars are merged, marks stand in colours, notes
and dashes stand among them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import making
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digitiekartta.documents.importing.cell_fates import CellFate
from digitiekartta.documents.importing.legend import Legend
from digitiekartta.documents.importing.neutral import Document
from digitiekartta.documents.importing.reading import read_document

PHASES = {"Y": "selvittely", "B": "käyttöönotto", "G": "jatkuva toiminta"}
MARKS = {"Y": "S", "B": "K", "G": "J"}
HALVES = ["Kevät 2025", "Syksy 2025", "Kevät 2026", "Syksy 2026", "Kevät 2027"]
KINDS = ["empty", "empty", "phase", "phase", "phase", "mark", "both", "note", "dash"]
TOLD = {
    *("unknown-colour", "unknown-mark", "mark-and-colour-differ", "phases-collide"),
    *("row-in-phase-colour", "row-left-out", "legend-missing", "unclear-fill", "other-table"),
}


@dataclass
class Made:
    """A table as text, and what its measures say: the phase of each half-year, by title."""

    rows: list[str]
    legend: str
    place: str
    wanted: dict[str, dict[str, str]]
    unknown: bool
    texts: list[str] = field(default_factory=list)

    @property
    def sections(self) -> list[str]:
        table = "\n".join(self.rows)
        if self.place == "above":
            return [f"{self.legend}\n---\n{table}"]
        if self.place == "below":
            return [f"{table}\n---\n{self.legend}"]
        return [self.legend, table] if self.place == "before" else [table, self.legend]


@st.composite
def cells(draw: st.DrawFn, band: str, notes: list[str]) -> tuple[str, str | None]:
    """Return a cell as text, and the phase that it tells ("?" an unknown one, None for none)."""
    shade = f"[{band}]" if band else ""
    kind = draw(
        st.sampled_from(
            ["empty", "empty", "phase", "phase", "phase", "mark", "both", "note", "dash"]
        )
    )
    sign = draw(st.sampled_from("YBG"))
    if kind == "empty":
        return shade, None
    if kind == "dash":
        return f"{shade} {draw(st.sampled_from('-–0'))}", None
    if kind == "note":
        notes.append(f"kokous {len(notes) + 1}")
        return f"{shade} {notes[-1]}", None
    if kind == "mark":
        return f"{shade} {MARKS[sign]}", PHASES[sign]
    if kind == "both":
        return f"[{sign}] {MARKS[sign]}", PHASES[sign]
    return f"[{sign}]", PHASES[sign]


@st.composite
def tables(draw: st.DrawFn) -> Made:
    """Return a table with a legend."""
    halves = HALVES[: draw(st.integers(2, 5))]
    banded = draw(st.sampled_from(["", "y", "g"]))
    rows = [f"Toimenpide | Vastuutaho | {' | '.join(halves)}"]
    wanted: dict[str, dict[str, str]] = {}
    notes: list[str] = []
    unknown = False
    for number in range(draw(st.integers(3, 7))):
        band = banded if number % 2 else ""
        shade = f"[{band}]" if band else ""
        title = f"Toimenpide numero {number + 1}"
        told: dict[str, str] = {}
        row = [f"{shade} {title}", f"{shade} IT"]
        at = 0
        while at < len(halves):
            text, phase = draw(cells(band, notes))
            wide = phase is not None and at + 1 < len(halves) and draw(st.booleans())
            row += [text, "<"] if wide else [text]
            for half in halves[at : at + 1 + wide]:
                if phase is not None:
                    told[half] = phase
            at += 1 + wide
        if not unknown and not row[-1] and draw(st.integers(0, 9)) == 0:
            row[-1], told[halves[-1]], unknown = "[X]", "?", True
        wanted[title] = told
        rows.append(" | ".join(row))
    legend = " | ".join(f"[{sign}] {MARKS[sign]} = {PHASES[sign]}" for sign in PHASES)
    place = draw(st.sampled_from(["above", "below", "before", "after"]))
    return Made(rows, f"Selite | {legend}", place, wanted, unknown, notes)


@pytest.mark.parametrize("form", ["xlsx", "docx", "ods"])
def test_a_random_table_is_found_again_or_told_of(form):
    @settings(max_examples=25, deadline=None, derandomize=True)
    @given(tables())
    def check(made: Made) -> None:
        with TemporaryDirectory() as folder:
            path = Path(folder) / f"koe.{form}"
            path.write_bytes(making.FORMATS[form](made.sections))
            document = read_document(path, Legend())
        assert isinstance(document, Document)
        found = {
            measure.title: {
                str(moment).capitalize(): "?" if phase.startswith("?") else phase
                for moment, phase in measure.schedule.items()
            }
            for measure in document.measures()
        }
        codes = {problem.code for problem in document.reported}
        texts = [text for one in document.measures() for text in one.cell_texts.values()]

        assert list(made.wanted) == list(found)
        for title, told in made.wanted.items():
            invented = {half: ph for half, ph in found[title].items() if told.get(half) != ph}
            lost = {half: ph for half, ph in told.items() if half not in found[title]}
            assert not invented
            assert not lost or codes & TOLD
        assert sorted(made.texts) == sorted(texts)
        assert made.unknown is bool({"unknown-colour"} & codes)
        assert made.unknown is bool(document.cells.by_fate.get(CellFate.UNKNOWN))

    check()

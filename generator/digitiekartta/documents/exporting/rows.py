"""The long table: a row for each measure and half-year, for counting and for other programs."""

import pandas as pd  # type: ignore[import-untyped]

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.basics.text import begins_formula
from digitiekartta.documents.importing.words import line
from digitiekartta.roadmap.roadmap import Cell, Roadmap

COLUMNS = (
    *("tunnus", "toimenpide", "tavoite", "ryhmä", "vastuu", "toimiala"),
    *("puolivuosi", "vaihe", "yleinen vaihe", "sanat"),
)


def long_table(roadmap: Roadmap) -> pd.DataFrame:
    """Return a row for each half-year that a measure's schedule says something of.

    A measure without such half-years has one row, with nothing about half-years: its schedule
    is not known, or there is none. All columns are texts (``COLUMNS``).
    """
    rows = []
    for measure in roadmap.measures_in_order:
        group = roadmap.group_of(measure)
        about = [
            measure.id,
            measure.title,
            roadmap.goals_by_id[measure.goal].title,
            group.title if group else "",
            "; ".join(roadmap.parties_of(measure)),
            "; ".join(roadmap.sectors_of(measure)),
        ]
        schedule = roadmap.schedule_of(measure) or {}
        entries = [_entry(moment, cell) for moment, cell in schedule.items()]
        rows += [about + entry for entry in entries or [["", "", "", ""]]]
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype=str)


def csv(roadmap: Roadmap, standing: str) -> bytes:
    """Return the long table as CSV that a Finnish Excel opens as it is: semicolons, UTF-8 mark.

    Its last column tells on every row who has approved what the rows say.
    """
    table = long_table(roadmap).assign(tila=standing).map(lambda text: harmless(line(text)))
    written: str = table.to_csv(sep=";", index=False, lineterminator="\r\n")
    return written.encode("utf-8-sig")


def harmless(text: str) -> str:
    """Return a text for a CSV file: what looks like a formula gets an apostrophe before it."""
    return f"'{text}" if begins_formula(text) else text


def _entry(moment: HalfYear, cell: Cell) -> list[str]:
    phase = (cell.phase.name, cell.phase.common) if cell.phase else ("", "")
    return [str(moment), *phase, cell.words or ""]

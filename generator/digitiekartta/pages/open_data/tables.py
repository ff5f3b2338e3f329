"""The tables of open data, each declared once: what it is called, its columns, what makes its rows.

Files, their metadata, the workbook and the page read it from here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from digitiekartta.pages.numbers.columns import Column, Value
from digitiekartta.pages.numbers.files import as_csv
from digitiekartta.pages.numbers.tables import (
    COSTS,
    LONG,
    MEASURES,
    cost_rows,
    long_rows,
    measure_rows,
)
from digitiekartta.pages.open_data import csvw
from digitiekartta.pages.open_data.declared import DataFile
from digitiekartta.pages.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class DataTable:
    """A table of open data.

    Attributes:
        name: That of its file, without an ending.
        sheet: What it is called.
        about: What it tells, in Finnish.
        columns: Those of its rows.
        rows: Makes its rows.
        key: The columns that tell them apart.
        tells_details: As of a ``DataFile``.
    """

    name: str
    sheet: str
    about: str
    columns: Sequence[Column[Any]]
    rows: Callable[[Site], Iterator[tuple[Value, ...]]]
    key: Sequence[str] = ()
    tells_details: bool = False

    @property
    def csv(self) -> str:
        """The name of its file."""
        return f"{self.name}.csv"

    @property
    def metadata(self) -> str:
        """The name of the file that describes it."""
        return f"{self.csv}-metadata.json"


def tables(site: Site) -> Iterator[DataTable]:
    """Yield the tables that a roadmap has."""
    yield DataTable(
        name="puolivuodet",
        sheet="Puolivuodet",
        about="Rivi kutakin toimenpidettä ja puolivuotta kohti: vaihe, sanat, raportoitu tilanne ja"
        " vuoden kustannusarvio.",
        columns=LONG,
        rows=long_rows,
        # Where there are no half-years, no row has one.
        key=("tunnus", "puolivuosi") if site.half_years else (),
    )
    yield DataTable(
        name="toimenpiteet",
        sheet="Toimenpiteet",
        about="Rivi kutakin toimenpidettä kohti: tavoite, vastuut, aikataulu virkkeenä, viimeksi"
        " raportoitu tilanne ja kuvaus.",
        columns=MEASURES,
        rows=measure_rows,
        key=("tunnus",),
        tells_details=True,
    )
    if site.estimates:
        yield DataTable(
            name="kustannukset",
            sheet="Kustannukset",
            about="Rivi kutakin kustannusarviota kohti: vuosi, menon laji, eurot ja mihin arvio"
            " perustuu.",
            columns=COSTS,
            rows=cost_rows,
        )


def table_files(site: Site) -> Iterator[DataFile]:
    """Yield the files of the tables, each with that which describes it."""
    for table in tables(site):
        yield DataFile(
            name=table.csv,
            title=f"{table.sheet} (CSV)",
            about=table.about,
            form="CSV",
            media="text/csv",
            write=partial(_csv, table),
            described_by=table.metadata,
            tells_details=table.tells_details,
        )
        yield DataFile(
            name=table.metadata,
            title=f"{table.sheet}: sarakkeet (CSVW)",
            about=f"Taulukon {table.csv} sarakkeet ja tietotyypit ohjelmille.",
            form="JSON_LD",
            media="application/csvm+json",
            write=partial(_metadata, table),
            is_data=False,
        )


def _csv(table: DataTable, site: Site) -> bytes:
    return as_csv(table.columns, table.rows(site))


def _metadata(table: DataTable, site: Site) -> bytes:
    return csvw.metadata(
        site,
        table.csv,
        table.columns,
        title=table.sheet,
        description=table.about,
        key=table.key,
    )

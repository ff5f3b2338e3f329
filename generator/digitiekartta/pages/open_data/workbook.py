"""The tables as an Excel workbook, with a sheet that tells what they are and what is in them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from digitiekartta.basics.office import cut_for_cell, property_text, without_clock
from digitiekartta.basics.text import begins_formula
from digitiekartta.markup.escaping import clean
from digitiekartta.pages.numbers.columns import Column, Value
from digitiekartta.pages.open_data.about import about
from digitiekartta.pages.open_data.tables import tables
from digitiekartta.pages.site import Site
from digitiekartta.roadmap.values import date_text

ABOUT = "Tietoa"
_WIDE, _NARROW = 50, 18
_LONG = {"toimenpide", "aikataulu_virkkeena", "kuvaus", "lisatiedot", "osoite", "tavoite"}


def workbook(site: Site) -> bytes:
    """Return an .xlsx file: a sheet for each table, then the one that tells of them."""
    # Loaded when it is needed: no page is made with it.
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    told = about(site)
    book.properties.title = property_text(clean(told.title))
    book.properties.creator = property_text(clean(told.organisation))
    book.properties.language = "fi-FI"
    for table in tables(site):
        heads = [column.head for column in table.columns]
        widths = [_WIDE if column.key in _LONG else _NARROW for column in table.columns]
        rows = (
            [_shown(column, value) for column, value in zip(table.columns, row, strict=True)]
            for row in table.rows(site)
        )
        _sheet(book, table.sheet, heads, widths, rows)
    _sheet(book, ABOUT, ["Tieto", "Selite", "Englanniksi"], [30, 90, 90], _about(site))
    file = io.BytesIO()
    book.save(file)
    return without_clock(file.getvalue())


def _sheet(
    book: Any, name: str, heads: Sequence[str], widths: Sequence[int], rows: Iterable[Sequence[Any]]
) -> None:
    """Add a sheet whose head stays in sight and offers a filter."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(name)
    sheet.freeze_panes = "B2"
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    bold = Font(bold=True)
    head = []
    for text in heads:
        cell = WriteOnlyCell(sheet, value=text)
        cell.font = bold
        head.append(cell)
    sheet.append(head)
    count = 1
    for row in rows:
        count += 1
        sheet.append([_cell(sheet, value) for value in row])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{count}"


def _cell(sheet: Any, value: Any) -> Any:
    """Return what is put into a sheet: a text that looks like a formula stays a text."""
    if not (isinstance(value, str) and (begins_formula(value) or value.startswith("#"))):
        return value
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, value=value)
    cell.data_type, cell.quotePrefix = "s", True
    return cell


def _shown(column: Column[Any], value: Value) -> str | int | float | date | None:
    if isinstance(value, tuple):
        value = "; ".join(value)
    if isinstance(value, Decimal):
        return float(value)
    if not isinstance(value, str):
        return value
    return cut_for_cell(clean(value), "teksti jatkuu CSV-tiedostossa")


def _about(site: Site) -> Iterator[tuple[str, str, str]]:
    told = about(site)
    updated = date_text(told.updated) if told.updated else "Päiväystä ei tiedetä"
    yield "Aineisto", clean(told.title), ""
    yield "Käyttöehto", clean(told.terms), (told.licence and told.licence.address) or ""
    yield "Lähde", clean(told.source), ""
    yield "Hyväksyntä", told.standing, ""
    yield "Versio", told.version or "Luonnos", ""
    yield "Päätös", clean(told.decision), ""
    yield "Päivitetty", updated, ""
    yield "Osoite", told.address, ""
    yield "Viittaus", clean(told.cited), ""
    for table in tables(site):
        for column in table.columns:
            empty = f" Tyhjä: {column.empty}" if column.empty else ""
            in_english = f" Empty: {column.empty_english}" if column.empty else ""
            yield (
                f"{table.sheet}: {column.head}",
                column.about + empty,
                column.english + in_english,
            )

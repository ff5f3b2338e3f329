"""Old Excel workbooks (.xls), written record by record: letters, fills, and what is not there."""

from __future__ import annotations

from pathlib import Path
from struct import pack

import pytest

from digitiekartta.documents.importing.grid import Cell, Label, Source
from digitiekartta.documents.importing.readers.old_excel import read_old_excel

RED, BLUE, YELLOW = 10, 12, 13  # of the usual palette
STRUCK = 8
SOLID, HATCHED = 1, 7


def record(number: int, data: bytes = b"") -> bytes:
    return pack("<HH", number, len(data)) + data


def begin(kind: int) -> bytes:
    return record(0x0809, pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))


def font(colour: int = 0x7FFF, flags: int = 0, weight: int = 400) -> bytes:
    look = pack("<HHHHHBBBB", 200, flags, colour, weight, 0, 0, 0, 0, 0)
    return record(0x0031, look + pack("<BB", 5, 0) + b"Arial")


def style(font: int = 0, pattern: int = 0, colour: int = 0, kind: int = 1) -> bytes:
    look = pack("<HHHBBBB", font, 0, kind, 0, 0, 0, 0xFC)
    return record(0x00E0, look + pack("<IIH", 0, pattern << 26, colour | 65 << 7))


def text(row: int, column: int, said: str, style: int = 1) -> bytes:
    return record(0x0204, pack("<HHHHB", row, column, style, len(said), 1) + utf_16(said))


def rich(row: int, column: int, said: str, *changes: tuple[int, int]) -> bytes:
    where = b"".join(pack("<HH", *change) for change in changes)
    start = pack("<HHHHB", row, column, 1, len(said), 1) + utf_16(said)
    return record(0x00D6, start + pack("<H", len(changes)) + where)


def blank(row: int, column: int, style: int) -> bytes:
    return record(0x0201, pack("<HHH", row, column, style))


def zero(row: int, column: int) -> bytes:
    return record(0x0006, pack("<HHHdHIH", row, column, 1, 0.0, 0, 0, 3) + b"\x1e\0\0")


def utf_16(said: str) -> bytes:
    return said.encode("utf-16-le")


def workbook(*cells: bytes, fonts: bytes = b"", styles: bytes = b"", size: int = 9) -> bytes:
    """Return a workbook of one sheet; fonts are counted 0, 1, 2, 3, 5, … and styles from 1."""
    head = begin(5) + record(0x0042, pack("<H", 1200)) + (fonts or font())
    head += style(kind=0xFFF5) + (styles or style())
    sheet = record(0x0085, pack("<IBBBB", len(head) + 20 + 4, 0, 0, 8, 0) + b"Tiekartt")
    head += sheet + record(0x000A)
    used = record(0x0200, pack("<IIHHH", 0, size, 0, 9, 0))
    return head + begin(16) + used + b"".join(cells) + record(0x000A)


def source_of(data: bytes) -> Source:
    return read_old_excel(data, Path("koe.xls"))


def cells_of(data: bytes) -> list[list[Cell]]:
    [table] = source_of(data).tables
    return [list(line.cells) for line in table.lines]


def test_letters_and_fills_are_told():
    [[struck, red, bold], [yellow, hatched]] = (
        [cell for cell in line if cell.text or cell.colour or cell.unclear]
        for line in cells_of(
            workbook(
                text(0, 0, "Vanha", 2),
                text(0, 1, "●", 3),
                text(0, 2, "Otsikko", 4),
                blank(1, 0, 5),
                blank(1, 1, 6),
                fonts=font() + font(flags=STRUCK) + font(RED) + font(weight=700),
                styles=b"".join(
                    (
                        style(),
                        *(style(number) for number in (1, 2, 3)),
                        style(0, SOLID, YELLOW),
                        style(0, HATCHED, YELLOW),
                    )
                ),
            )
        )
    )

    assert [True, False, False] == [struck.struck, red.struck, bold.struck]
    assert [None, (255, 0, 0), None] == [struck.ink, red.ink, bold.ink]
    assert [False, False, True] == [struck.bold, red.bold, bold.bold]
    assert ((255, 255, 0), "") == (yellow.colour, yellow.unclear)
    assert (None, "kuviotäyttö") == (hatched.colour, hatched.unclear)


def test_words_of_a_text_may_have_letters_of_their_own():
    legend = "● selvittely ● käyttöönotto"
    data = workbook(rich(0, 0, legend, (0, 1), (13, 2)), fonts=font() + font(RED) + font(BLUE))

    [[cell]] = cells_of(data)

    assert legend == cell.text
    assert (Label("selvittely", (255, 0, 0)), Label("käyttöönotto", (0, 0, 255))) == cell.labels


@pytest.mark.parametrize("number", [9, 60_000])
def test_a_style_may_name_a_font_that_the_file_does_not_hold(number):
    [[cell]] = cells_of(workbook(text(0, 0, "Kartoitus", 2), styles=style() + style(number)))

    assert "Kartoitus" == cell.text
    assert not cell.bold


def test_formatted_rows_below_the_texts_are_no_content():
    grey = style(0, SOLID, 22)
    rows = b"".join(blank(row, 0, 2) for row in range(1, 6_000))
    data = workbook(text(0, 0, "Toimenpide"), rows, styles=style() + grey, size=6_000)

    assert len(cells_of(data)) < 50


def test_drawings_and_formulas_that_were_not_counted_are_told_of():
    shape = record(0x005D, pack("<HHH", 0x15, 0x12, 2) + bytes(16))
    drawn = source_of(workbook(text(0, 0, "Toimenpide"), shape))
    uncounted = source_of(workbook(text(0, 0, "Toimenpide"), zero(1, 0)))

    assert any("piirretty" in note for note in drawn.notes)
    assert drawn.drawn
    assert any("A2" in note and "kaavoja" in note for note in uncounted.notes)

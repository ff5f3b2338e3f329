"""What a cell of an Excel sheet says, as the sheet shows it to a Finnish reader."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from openpyxl.utils.datetime import CALENDAR_MAC_1904, WINDOWS_EPOCH, from_excel

from digitiekartta.documents.importing.grid import Cell, labels_of
from digitiekartta.documents.importing.readers.excel_styles import Look, Looks, Rich
from digitiekartta.documents.importing.readers.fills import Fill
from digitiekartta.documents.importing.readers.pieces import (
    CHECKED,
    UNCHECKED,
    Letters,
    Piece,
    dropped,
    in_force,
    lead_of,
    text_of,
)
from digitiekartta.documents.importing.readers.xml import Element, local, whole
from digitiekartta.documents.importing.words import readable
from digitiekartta.roadmap.values import date_text

_TRUE = ("1", "true")


@dataclass(frozen=True, slots=True)
class Value:
    """A cell's text; ``rich`` where its words may look different."""

    text: str = ""
    rich: Rich | None = None


@dataclass
class Values:
    """Tells what cells say.

    Args:
        shared: The texts that cells share, in their order.
        from_1904: Whether days are counted from 1904, as old Macs did.
    """

    looks: Looks
    shared: Sequence[Value]
    from_1904: bool = False
    formulas: int = 0
    zeros: int = 0
    _known: dict[tuple[str, bool, bool], str] = field(default_factory=dict)

    def of(self, cell: Element, look: Look) -> Value:
        """Return what a ``c`` element says; a formula that was never counted is text."""
        kind = cell.get("t", "n")
        raw, formula, inline = _parts(cell)
        if kind == "inlineStr" and inline is not None:
            return value_of(self.looks.rich(inline))
        if formula is not None:
            self.formulas += 1
            self.zeros += kind == "n" and raw in ("0", "0.0")
            if not raw and kind != "str":
                return Value(readable("=" + (formula.text or "…")))
        if not raw:
            return Value()
        if kind == "s":
            number = whole(raw, -1)
            return self.shared[number] if 0 <= number < len(self.shared) else Value()
        if kind == "b":
            return Value(shown(raw in _TRUE))
        if kind in ("str", "e", "inlineStr"):
            return Value(readable(raw))
        return Value(self._number(raw, look))

    def _number(self, raw: str, look: Look) -> str:
        key = raw, look.percent, look.date
        if key not in self._known:
            self._known[key] = shown(self._meant(raw, look.date), look.percent)
        before, behind = look.around
        return readable(f"{before}{self._known[key]}{behind}")

    def _meant(self, raw: str, is_date: bool) -> object:
        try:
            number = float(raw)
        except ValueError:  # a date as ISO 8601 writes it, or what only a broken file holds
            return _iso(raw) or readable(raw)
        if is_date:
            epoch = CALENDAR_MAC_1904 if self.from_1904 else WINDOWS_EPOCH
            try:
                return from_excel(number, epoch)
            except (OverflowError, ValueError):
                return number
        return int(number) if raw.lstrip("-").isdecimal() else number


def value_of(rich: Rich) -> Value:
    """Return a text as a value; one that looks the same all over needs no more than that."""
    plain = all(own is None for _, own in rich)
    return Value(readable("".join(text for text, _ in rich)), None if plain else rich)


def cell_of(value: Value, fill: Fill, letters: Letters, place: str, span: tuple[int, int]) -> Cell:
    """Return a cell that says a value in letters that look so, but for words that differ."""
    pieces = [
        Piece(text, own.ink, None, own.ink, own.bold, own.struck)
        for text, own in ((text, own or letters) for text, own in value.rich or ())
    ]
    [kept] = in_force([pieces])
    struck = dropped([pieces])
    common = Letters.of(kept) if kept else letters
    text = text_of(kept) if struck else value.text
    return Cell(
        text,
        fill.colour,
        place,
        *span,
        bold=bool(text) and common.bold,
        labels=labels_of(kept),
        unclear=fill.unclear,
        struck=bool(text) and common.struck,
        ink=common.ink if text else None,
        lead=lead_of([kept]),
        dropped=struck,
    )


def shown(value: object, percent: bool = False) -> str:
    """Return a value as a sheet shows it to a Finnish reader, a number as per cent or not.

    True and false are check boxes: of Excel and of sheets on the web, which keep no more of them.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return CHECKED if value else UNCHECKED
    if isinstance(value, datetime):
        return date_text(value.date()) if value.time() == time.min else str(value)
    if isinstance(value, date):
        return date_text(value)
    if isinstance(value, float) or (percent and isinstance(value, int)):
        number = f"{value * 100 if percent else value:.10g}".replace(".", ",")
        return f"{number} %" if percent else number
    return str(value)


def _parts(cell: Element) -> tuple[str, Element | None, Element | None]:
    """Return the value, the formula and the text that a cell holds itself."""
    raw, formula, inline = "", None, None
    for part in cell:
        name = local(part)
        if name == "v":
            raw = part.text or ""
        elif name == "f":
            formula = part
        elif name == "is":
            inline = part
    return raw, formula, inline


def _iso(raw: str) -> date | None:
    try:
        return datetime.fromisoformat(raw)
    except ValueError:
        return None

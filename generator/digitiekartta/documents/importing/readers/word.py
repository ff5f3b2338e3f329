"""Word documents (.docx): paragraphs, tables and shading, walked in the XML itself.

The usual libraries leave out inserted text, content controls and whole rows in them, and repeat
merged cells; here every text that shows is taken, deleted and hidden text is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from digitiekartta.basics.colours import BLACK, RGB, WHITE, mixed, named, with_lightness
from digitiekartta.basics.text import one_line
from digitiekartta.documents.importing.grid import (
    Cell,
    Label,
    Part,
    Run,
    Section,
    Source,
    Table,
    Text,
    labels_of,
    left_out,
)
from digitiekartta.documents.importing.readers.matrix import MAX_COLUMNS, MAX_ROWS, Placed, lines_of
from digitiekartta.documents.importing.readers.shapes import solid_fill_of_shape
from digitiekartta.documents.importing.readers.theme import theme_colours
from digitiekartta.documents.importing.readers.xml import Element, Package, local
from digitiekartta.documents.importing.safety import TOO_MANY_CELLS, Refused, damaged
from digitiekartta.documents.importing.shades import from_hex
from digitiekartta.documents.importing.words import joined_label, readable

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NAMES = {None: _W[1:-1]}
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# The highlighter's colours have the names of CSS, but for these.
_HIGHLIGHTS = {"green": "lime", "darkMagenta": "purple", "darkYellow": "olive"}
# How settings.xml calls the theme's colours unless it maps them otherwise.
_SCHEME = {"hyperlink": "hlink", "followedHyperlink": "folHlink"} | {
    f"{name}{number}": f"{short}{number}"
    for name, short in (("background", "lt"), ("text", "dk"), ("dark", "dk"), ("light", "lt"))
    for number in (1, 2)
}
_MAPPED = {"bg1": "background1", "t1": "text1", "bg2": "background2", "t2": "text2"}
_DELETED = {_W + "del", _W + "moveFrom"}
_INSIDE = {
    *(_W + name for name in ("ins", "moveTo", "smartTag", "hyperlink", "fldSimple", "customXml")),
    *(_W + name for name in ("sdt", "sdtContent", "dir", "bdo")),
    _MC + "AlternateContent",
    _MC + "Choice",
}
_SIGNS = {
    **dict.fromkeys((_W + "br", _W + "cr"), "\n"),
    **dict.fromkeys((_W + "tab", _W + "ptab"), "\t"),
    _W + "noBreakHyphen": "-",
}


def read_word(data: bytes, path: Path) -> Source:
    """Return what a document shows.

    Raises:
        Refused: The document is damaged or its tables are too large.
    """
    package = Package(data)
    main = package.target("", "officeDocument") or "word/document.xml"
    body = _find(package.xml(main), "body")
    if body is None:
        raise damaged(path, "siitä puuttuu itse teksti")
    reading = _Reading(_Look.of(package, main), path.name)
    parts = tuple(reading.parts(body))
    hidden = left_out(
        "", {"poistetuksi merkitty kohta": reading.deleted, "piilotettu kohta": reading.hidden}
    )
    return Source(path.name, (Section("", parts),), hidden, tuple(reading.notes))


@dataclass(frozen=True, slots=True)
class _Look:
    """What the document's other parts say of its look."""

    theme: Mapping[str, RGB]
    scheme: Mapping[str, str]
    levels: Mapping[str, int]

    @classmethod
    def of(cls, package: Package, main: str) -> _Look:
        scheme = dict(_SCHEME)
        settings = package.xml(package.target(main, "settings"))
        mapping = _find(settings, "clrSchemeMapping")
        for key, value in mapping.items() if mapping is not None else ():
            name = key.rpartition("}")[2]
            scheme[_MAPPED.get(name, name)] = _SCHEME.get(value, value)
        return cls(
            theme_colours(package.bytes(package.target(main, "theme"))),
            scheme,
            _levels(package.xml(package.target(main, "styles"))),
        )

    def shading(self, owner: Element, properties: str) -> RGB | None:
        """Return the colour of the ``w:shd`` in the properties of an element, None without one."""
        shading = _find(owner, f"{properties}/shd")
        if shading is None:
            return None
        pattern = shading.get(f"{_W}val", "clear")
        fill = self._named(shading, "themeFill", "themeFillTint", "themeFillShade", "fill")
        if pattern in ("clear", "nil"):
            return fill
        over = self._named(shading, "themeColor", "themeTint", "themeShade", "color") or BLACK
        if pattern == "solid":
            return over
        if percent := re.fullmatch(r"pct(\d+)", pattern):
            return mixed(over, fill or WHITE, int(percent[1]) / 100)
        return fill

    def run_colour(self, run: Element) -> RGB | None:
        """Return the colour behind a run of text, or that of its letters."""
        behind = self.behind(run)
        if behind is not None or (letters := _find(run, "rPr/color")) is None:
            return behind
        return self._named(letters, "themeColor", "themeTint", "themeShade", "val")

    def behind(self, run: Element) -> RGB | None:
        """Return the colour behind a run of text, not that of its letters."""
        name = _value(run, "rPr/highlight") or ""
        return named(_HIGHLIGHTS.get(name, name)) or self.shading(run, "rPr")

    def _named(self, element: Element, theme: str, tint: str, shade: str, plain: str) -> RGB | None:
        name = element.get(_W + theme)
        base = self.theme.get(self.scheme.get(name, name)) if name and name != "none" else None
        if base is None:
            return from_hex(element.get(_W + plain))
        if share := _hex_share(element.get(_W + tint)):
            return with_lightness(base, share, 1 - share)
        if share := _hex_share(element.get(_W + shade)):
            return with_lightness(base, share)
        return base


@dataclass
class _Reading:
    """A document while it is read; counts what is left out."""

    look: _Look
    name: str
    deleted: int = 0
    hidden: int = 0
    tables: int = 0
    notes: list[str] = field(default_factory=list)

    def shown(self, container: Element, *names: str) -> Iterator[Element]:
        """Yield the elements of some names in another, inserted ones and content controls too."""
        for element in container:
            if element.tag in _DELETED:
                self.deleted += 1
            elif element.tag in _INSIDE:
                yield from self.shown(element, *names)
            elif local(element) in names:
                yield element

    def parts(self, container: Element) -> Iterator[Part]:
        """Yield paragraphs, labels and tables in their order."""
        for element in self.shown(container, "p", "tbl"):
            yield from self.paragraph(element) if local(element) == "p" else self.table(element)

    def paragraph(self, element: Element) -> Iterator[Part]:
        """Yield a paragraph's text and coloured words, and what is in its text boxes."""
        runs = list(self.runs(element))
        text = readable("".join(run.text for run in runs))
        if text:
            yield Text(text, self.level(element))
        shading = self.look.shading(element, "pPr")
        if shading is not None and text:
            yield Label(one_line(text), shading)
        else:
            yield from labels_of(runs)
        yield from self.boxes(element)

    def boxes(self, element: Element) -> Iterator[Part]:
        """Yield what stands in text boxes of a paragraph; a box with a fill is a label."""
        for content in element.iter(f"{_W}txbxContent"):
            if next(content.iterancestors(f"{_MC}Fallback"), None) is not None:
                continue
            shape = next(content.iterancestors("{*}wsp"), None)
            fill = solid_fill_of_shape(shape, self.look.theme) if shape is not None else None
            inner = list(self.parts(content))
            if fill is not None:
                text = "\n".join(part.text for part in inner if isinstance(part, Text))
                yield Label(joined_label(text), fill)
            else:
                yield from inner

    def level(self, element: Element) -> int:
        """Return 1–9 for a heading, 0 for other paragraphs."""
        if _find(element, "pPr/outlineLvl") is not None:
            return _outline(element)
        return self.look.levels.get(_value(element, "pPr/pStyle") or "", 0)

    def runs(self, element: Element) -> Iterator[Run]:
        """Yield the pieces of text that show, with their colour."""
        for run in self.shown(element, "r"):
            text = _run_text(run)
            if _on(run, "rPr/vanish"):
                self.hidden += bool(text.strip())
            else:
                yield Run(text, self.look.run_colour(run))

    def table(self, element: Element) -> Iterator[Part]:
        """Yield a table; one that only lays out others gives what stands in its cells."""
        rows = list(self.rows(element))
        if len(rows) > MAX_ROWS:
            raise Refused(TOO_MANY_CELLS, self.name)
        cells = [cell for row in rows for cell in self.shown(row, "tc")]
        inner = any(_find(cell, "tbl") is not None for cell in cells)
        if inner and len(cells) <= 4:
            for cell in cells:
                yield from self.parts(cell)
            return
        self.tables += 1
        name = f"Taulukko {self.tables}"
        if inner:
            self.notes.append(
                f"{name}: solun sisällä on toinen taulukko. Sen teksti luettiin solun tekstiksi."
            )
        yield Table(name, lines_of(self.placed(rows)))

    def rows(self, element: Element) -> Iterator[Element]:
        """Yield the rows of a table, not deleted or hidden ones."""
        for row in self.shown(element, "tr"):
            if _find(row, "trPr/del") is not None:
                self.deleted += 1
            elif _on(row, "trPr/hidden"):
                self.hidden += 1
            else:
                yield row

    def placed(self, rows: list[Element]) -> list[Placed]:
        """Return the cells of a table, merged ones once."""
        placed: list[Placed] = []
        open_: dict[int, int] = {}  # the cell that may go on downwards in each column
        for number, row in enumerate(rows):
            column = _number(row, "trPr/gridBefore")
            for element in self.shown(row, "tc"):
                span = max(_number(element, "tcPr/gridSpan"), 1)
                if column + span > MAX_COLUMNS:
                    raise Refused(TOO_MANY_CELLS, self.name)
                goes_down = _find(element, "tcPr/vMerge") is not None
                if _goes_on(element, "tcPr/vMerge") and column in open_:
                    above = placed[open_[column]]
                    cell = replace(above.cell, rows=number - above.row + 1)
                    placed[open_[column]] = replace(above, cell=cell)
                elif _goes_on(element, "tcPr/hMerge") and placed:
                    left = placed[-1]
                    cell = replace(left.cell, columns=column - left.column + 1)
                    placed[-1] = replace(left, cell=cell)
                else:
                    open_.pop(column, None)
                    if goes_down:
                        open_[column] = len(placed)
                    placed.append(Placed(number, column, replace(self.cell(element), columns=span)))
                column += span
        return placed

    def cell(self, element: Element) -> Cell:
        """Return one cell: its text, and its own shading or that of all of its text."""
        lines = [[*self.runs(paragraph)] for paragraph in element.iter(f"{_W}p")]
        text = readable("\n".join("".join(run.text for run in line) for line in lines))
        written = [run for run in element.iter(f"{_W}r") if _run_text(run).strip()]
        return Cell(
            text,
            self.look.shading(element, "tcPr") or self._paragraph_colour(element, bool(text)),
            bold=bool(text and written) and all(_on(run, "rPr/b") for run in written),
            labels=tuple(label for line in lines for label in labels_of(line)),
        )

    def _paragraph_colour(self, cell: Element, has_text: bool) -> RGB | None:
        """Return the shading that all paragraphs share, or that lies behind all of their text."""
        shadings = {self.look.shading(paragraph, "pPr") for paragraph in cell.iter(f"{_W}p")}
        if len(shadings) == 1 and None not in shadings:
            return shadings.pop()
        # Without text: spaces that somebody has marked with the highlighter.
        behind = {
            self.look.behind(run)
            for run in cell.iter(f"{_W}r")
            if (_run_text(run).strip() if has_text else _run_text(run))
        }
        return behind.pop() if len(behind) == 1 else None


def _run_text(run: Element) -> str:
    return "".join(
        (piece.text or "") if piece.tag == _W + "t" else _SIGNS.get(piece.tag, "") for piece in run
    )


def _levels(styles: Element | None) -> dict[str, int]:
    """Return the heading level of each paragraph style that has one, its own or inherited."""
    if styles is None:
        return {}
    by_id = {style.get(f"{_W}styleId", ""): style for style in styles.iter(f"{_W}style")}

    def level(name: str, depth: int = 0) -> int:
        style = by_id.get(name)
        if style is None or depth > 20:
            return 0
        if _find(style, "pPr/outlineLvl") is not None:
            return _outline(style)
        if (_value(style, "name") or "").casefold() == "title":
            return 1
        return level(_value(style, "basedOn") or "", depth + 1)

    return {name: number for name in by_id if (number := level(name))}


def _outline(element: Element) -> int:
    value = _number(element, "pPr/outlineLvl")
    return value + 1 if value < 9 else 0


def _find(element: Element | None, path: str) -> Element | None:
    return element.find(path, _NAMES) if element is not None else None


def _value(element: Element, path: str, default: str = "") -> str | None:
    """Return the value of an element under another, the default one if it has none."""
    under = _find(element, path)
    return under.get(f"{_W}val", default) if under is not None else None


def _number(element: Element, path: str) -> int:
    value = _value(element, path) or ""
    return int(value) if value.isdecimal() else 0


def _on(element: Element, path: str) -> bool:
    return _value(element, path, "1") not in (None, "0", "false", "off")


def _goes_on(cell: Element, merge: str) -> bool:
    """Whether a cell is merged with the one before it, above or in the old way to its left."""
    return _value(cell, merge) not in (None, "restart")


def _hex_share(value: str | None) -> float:
    try:
        return int(value, 16) / 255 if value else 0.0
    except ValueError:
        return 0.0

"""Word documents (.docx): paragraphs, tables and shading, walked in the XML itself.

The usual libraries leave out inserted text, content controls and whole rows in them, and repeat
merged cells; here every text that shows is taken, deleted and hidden text is not.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from digitiekartta.basics.colours import RGB, mixed, named, with_lightness
from digitiekartta.basics.text import one_line
from digitiekartta.documents.importing.grid import (
    Cell,
    Label,
    Left,
    Part,
    Run,
    Section,
    Source,
    Table,
    Text,
    labels_of,
)
from digitiekartta.documents.importing.readers.matrix import MAX_COLUMNS, MAX_ROWS, Placed, lines_of
from digitiekartta.documents.importing.readers.package import Package
from digitiekartta.documents.importing.readers.shapes import solid_fill_of_shape
from digitiekartta.documents.importing.readers.theme import theme_colours
from digitiekartta.documents.importing.readers.xml import BrokenXml, Element, local
from digitiekartta.documents.importing.safety import TOO_MANY_CELLS, Refused, damaged
from digitiekartta.documents.importing.shades import from_hex
from digitiekartta.documents.importing.words import joined_label, readable

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# The highlighter's colours have the names of CSS, but for these.
_HIGHLIGHTS = {"green": "lime", "darkMagenta": "purple", "darkYellow": "olive"}
# How settings.xml calls the theme's colours unless it maps them otherwise.
_SCHEME = {
    "background1": "lt1",
    "text1": "dk1",
    "background2": "lt2",
    "text2": "dk2",
    "dark1": "dk1",
    "light1": "lt1",
    "dark2": "dk2",
    "light2": "lt2",
    "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
}
_MAPPED = {"bg1": "background1", "t1": "text1", "bg2": "background2", "t2": "text2"}
_DELETED = {_W + "del", _W + "moveFrom"}
_INSIDE = {
    *(_W + name for name in ("ins", "moveTo", "smartTag", "hyperlink", "fldSimple", "customXml")),
    *(_W + name for name in ("sdt", "sdtContent", "dir", "bdo")),
    _MC + "AlternateContent",
    _MC + "Choice",
}


def read_word(data: bytes, path: Path) -> Source:
    """Return what a document shows.

    Raises:
        Refused: The document is damaged or its tables are too large.
    """
    try:
        package = Package(data)
        main = package.target("", "officeDocument") or "word/document.xml"
        root = package.xml(main)
        if root is None or root.find(f"{_W}body") is None:
            raise damaged(path, "siitä puuttuu itse teksti")
        reading = _Reading(_Look.of(package, main), path.name)
        parts = tuple(reading.parts(root.find(f"{_W}body")))
    except (BrokenXml, zipfile.BadZipFile, KeyError, RecursionError) as error:
        raise damaged(path, "sen osat eivät ole ehjiä") from error
    hidden = tuple(
        Left(what, number, "")
        for what, number in (
            ("poistetuksi merkitty kohta", reading.deleted),
            ("piilotettu kohta", reading.hidden),
        )
        if number
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
        theme = package.target(main, "theme")
        scheme = dict(_SCHEME)
        settings = package.xml(package.target(main, "settings") or "")
        mapping = settings.find(f"{_W}clrSchemeMapping") if settings is not None else None
        if mapping is not None:
            for key, value in mapping.items():
                name = key.rpartition("}")[2]
                own = _MAPPED.get(name, name)
                scheme[own] = _SCHEME.get(value, value)
        return cls(
            theme_colours(package.bytes(theme) if theme else None),
            scheme,
            _levels(package.xml(package.target(main, "styles") or "")),
        )

    def shading(self, properties: Element | None) -> RGB | None:
        """Return the colour of the ``w:shd`` directly under an element, None without one."""
        shading = properties.find(f"{_W}shd") if properties is not None else None
        if shading is None:
            return None
        pattern = shading.get(f"{_W}val", "clear")
        fill = self._named(shading, "themeFill", "themeFillTint", "themeFillShade", "fill")
        if pattern in ("clear", "nil"):
            return fill
        over = self._named(shading, "themeColor", "themeTint", "themeShade", "color")
        if pattern == "solid":
            return over or (0, 0, 0)
        if percent := re.fullmatch(r"pct(\d+)", pattern):
            return mixed(over or (0, 0, 0), fill or (255, 255, 255), int(percent[1]) / 100)
        return fill

    def run_colour(self, properties: Element | None) -> RGB | None:
        """Return the colour behind a run of text, or that of its letters."""
        behind = self.behind(properties)
        if behind is not None or (letters := _child(properties, "color")) is None:
            return behind
        return self._named(letters, "themeColor", "themeTint", "themeShade", "val")

    def behind(self, properties: Element | None) -> RGB | None:
        """Return the colour behind a run of text, not that of its letters."""
        mark = _child(properties, "highlight")
        name = mark.get(f"{_W}val", "") if mark is not None else ""
        return named(_HIGHLIGHTS.get(name, name)) or self.shading(properties)

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

    def parts(self, container: Element) -> Iterator[Part]:
        """Yield paragraphs, labels and tables in their order."""
        for element in container:
            if element.tag == _W + "p":
                yield from self.paragraph(element)
            elif element.tag == _W + "tbl":
                yield from self.table(element)
            elif element.tag in _INSIDE:
                yield from self.parts(element)
            elif element.tag in _DELETED:
                self.deleted += 1

    def paragraph(self, element: Element) -> Iterator[Part]:
        """Yield a paragraph's text and coloured words, and what is in its text boxes."""
        runs = list(self.runs(element))
        text = readable("".join(run.text for run in runs))
        if text:
            yield Text(text, self.level(element))
        properties = element.find(f"{_W}pPr")
        shading = self.look.shading(properties)
        if shading is not None and text:
            yield Label(one_line(text), shading)
        else:
            yield from labels_of(runs)
        yield from self.boxes(element)

    def boxes(self, element: Element) -> Iterator[Part]:
        """Yield what stands in text boxes of a paragraph; a box with a fill is a label."""
        for content in element.iter(f"{_W}txbxContent"):
            if any(above.tag == _MC + "Fallback" for above in content.iterancestors()):
                continue
            shape = next((a for a in content.iterancestors() if local(a) == "wsp"), None)
            fill = solid_fill_of_shape(shape, self.look.theme) if shape is not None else None
            inner = list(self.parts(content))
            if fill is not None:
                text = "\n".join(part.text for part in inner if isinstance(part, Text))
                yield Label(joined_label(text), fill)
            else:
                yield from inner

    def level(self, element: Element) -> int:
        """Return 1–9 for a heading, 0 for other paragraphs."""
        own = element.find(f"{_W}pPr/{_W}outlineLvl")
        if own is not None:
            return _outline(own)
        style = element.find(f"{_W}pPr/{_W}pStyle")
        return self.look.levels.get(style.get(f"{_W}val", ""), 0) if style is not None else 0

    def runs(self, element: Element) -> Iterator[Run]:
        """Yield the pieces of text that show, with their colour."""
        for piece in element:
            if piece.tag == _W + "r":
                properties = piece.find(f"{_W}rPr")
                if properties is not None and _on(properties.find(f"{_W}vanish")):
                    self.hidden += bool(_run_text(piece).strip())
                    continue
                yield Run(_run_text(piece), self.look.run_colour(properties))
            elif piece.tag in _DELETED:
                self.deleted += 1
            elif piece.tag in _INSIDE:
                yield from self.runs(piece)

    def table(self, element: Element) -> Iterator[Part]:
        """Yield a table; one that only lays out others gives what stands in its cells."""
        rows = list(self.rows(element))
        if len(rows) > MAX_ROWS:
            raise Refused(TOO_MANY_CELLS, self.name)
        inner = [cell for row in rows for cell in _cells(row) if cell.find(f"{_W}tbl") is not None]
        if inner and sum(len(list(_cells(row))) for row in rows) <= 4:
            for row in rows:
                for cell in _cells(row):
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
        """Yield the rows of a table, those in content controls too, not deleted ones."""
        for row in element:
            if row.tag == _W + "tr":
                properties = row.find(f"{_W}trPr")
                if properties is not None and properties.find(f"{_W}del") is not None:
                    self.deleted += 1
                elif properties is not None and _on(properties.find(f"{_W}hidden")):
                    self.hidden += 1
                else:
                    yield row
            elif row.tag in _INSIDE:
                yield from self.rows(row)
            elif row.tag in _DELETED:
                self.deleted += 1

    def placed(self, rows: list[Element]) -> Iterator[Placed]:
        """Yield the cells of a table; those that are merged downwards once."""
        open_: dict[int, Placed] = {}
        done: list[Placed] = []
        for number, row in enumerate(rows):
            column = _number(row.find(f"{_W}trPr/{_W}gridBefore"))
            for element in _cells(row):
                properties = element.find(f"{_W}tcPr")
                span = max(_number(_child(properties, "gridSpan")), 1)
                if column + span > MAX_COLUMNS:
                    raise Refused(TOO_MANY_CELLS, self.name)
                merge = _child(properties, "vMerge")
                above = open_.get(column)
                if merge is not None and merge.get(f"{_W}val") != "restart" and above is not None:
                    above = replace(above, cell=replace(above.cell, rows=number - above.row + 1))
                    open_[column] = above
                elif done and _goes_on_left(properties):
                    done[-1] = replace(
                        done[-1], cell=replace(done[-1].cell, columns=column - done[-1].column + 1)
                    )
                else:
                    if above is not None:
                        done.append(open_.pop(column))
                    cell = replace(self.cell(element), columns=span)
                    if merge is not None:
                        open_[column] = Placed(number, column, cell)
                    else:
                        done.append(Placed(number, column, cell))
                column += span
        yield from done
        yield from open_.values()

    def cell(self, element: Element) -> Cell:
        """Return one cell: its text, and its own shading or that of all of its text."""
        paragraphs = list(element.iter(f"{_W}p"))
        runs = [[*self.runs(paragraph)] for paragraph in paragraphs]
        text = readable("\n".join("".join(run.text for run in line) for line in runs))
        colour = self.look.shading(element.find(f"{_W}tcPr"))
        if colour is None:
            colour = self._paragraph_colour(paragraphs, bool(text))
        labels = tuple(label for line in runs for label in labels_of(line))
        return Cell(text, colour, bold=bool(text) and _bold(paragraphs), labels=labels)

    def _paragraph_colour(self, paragraphs: list[Element], has_text: bool) -> RGB | None:
        """Return the shading that all paragraphs share, or that lies behind all of their text."""
        shadings = {self.look.shading(paragraph.find(f"{_W}pPr")) for paragraph in paragraphs}
        if len(shadings) == 1 and None not in shadings:
            return shadings.pop()
        # Without text: spaces that somebody has marked with the highlighter.
        behind = {
            self.look.behind(run.find(f"{_W}rPr"))
            for paragraph in paragraphs
            for run in paragraph.iter(f"{_W}r")
            if (_run_text(run).strip() if has_text else _run_text(run))
        }
        return behind.pop() if len(behind) == 1 else None


def _goes_on_left(properties: Element | None) -> bool:
    """Whether a cell is merged with the one before it in the old way."""
    merge = _child(properties, "hMerge")
    return merge is not None and merge.get(f"{_W}val") != "restart"


def _cells(row: Element) -> Iterator[Element]:
    for cell in row:
        if cell.tag == _W + "tc":
            yield cell
        elif cell.tag in _INSIDE:
            yield from _cells(cell)


def _run_text(run: Element) -> str:
    pieces = []
    for piece in run:
        if piece.tag == _W + "t":
            pieces.append(piece.text or "")
        elif piece.tag in (_W + "br", _W + "cr"):
            pieces.append("\n")
        elif piece.tag in (_W + "tab", _W + "ptab"):
            pieces.append("\t")
        elif piece.tag == _W + "noBreakHyphen":
            pieces.append("-")
    return "".join(pieces)


def _bold(paragraphs: list[Element]) -> bool:
    runs = [
        run
        for paragraph in paragraphs
        for run in paragraph.iter(f"{_W}r")
        if _run_text(run).strip()
    ]
    return bool(runs) and all(_on(run.find(f"{_W}rPr/{_W}b")) for run in runs)


def _levels(styles: Element | None) -> dict[str, int]:
    """Return the heading level of each paragraph style that has one, its own or inherited."""
    if styles is None:
        return {}
    named_styles = {style.get(f"{_W}styleId", ""): style for style in styles.iter(f"{_W}style")}

    def level(name: str, depth: int = 0) -> int:
        style = named_styles.get(name)
        if style is None or depth > 20:
            return 0
        outline = style.find(f"{_W}pPr/{_W}outlineLvl")
        if outline is not None:
            return _outline(outline)
        called = style.find(f"{_W}name")
        if called is not None and called.get(f"{_W}val", "").casefold() == "title":
            return 1
        based = style.find(f"{_W}basedOn")
        return level(based.get(f"{_W}val", ""), depth + 1) if based is not None else 0

    return {name: one for name in named_styles if (one := level(name))}


def _outline(element: Element) -> int:
    value = _number(element)
    return value + 1 if value < 9 else 0


def _child(properties: Element | None, name: str) -> Element | None:
    return properties.find(_W + name) if properties is not None else None


def _number(element: Element | None) -> int:
    value = element.get(f"{_W}val", "0") if element is not None else "0"
    return int(value) if value.isdecimal() else 0


def _on(element: Element | None) -> bool:
    return element is not None and element.get(f"{_W}val", "1") not in ("0", "false", "off")


def _hex_share(value: str | None) -> float:
    try:
        return int(value, 16) / 255 if value else 0.0
    except ValueError:
        return 0.0
